"""One run at a time grades in a course."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import autograder
from autograder.course import CourseError
from autograder.grade.one_run import one_run
from autograder.tests.judged_at_once import make_course


def test_a_second_run_is_told_of_the_first(tmp_path: Path) -> None:
    """It ends with a line before anything is graded; when the first has ended, it may begin. Other courses are free."""
    other = tmp_path / "other"
    with one_run(tmp_path):
        with pytest.raises(CourseError, match="records: another run of `autograder grade`"), one_run(tmp_path):
            pass
        with one_run(other):
            pass
    with one_run(tmp_path):
        assert (tmp_path / "records").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "records").iterdir()) == []


def test_an_error_lets_go_too(tmp_path: Path) -> None:
    """A run that fails holds nothing afterwards."""
    with pytest.raises(ValueError), one_run(tmp_path):
        raise ValueError
    with one_run(tmp_path):
        pass


def test_the_command_says_so_in_one_line(tmp_path: Path) -> None:
    """Nothing is graded twice by two terminals."""
    course = make_course(tmp_path, ["ann"])
    with one_run(course):
        result = CliRunner().invoke(autograder, ["grade", "02_kmeans", "--course", str(course), "--sandbox", "none"])
    assert result.exit_code == 2
    assert "another run of `autograder grade` is at work in this course" in result.output
    assert not (course / "records" / "02_kmeans.jsonl").exists()
