"""A whole class is graded: the sample class gets the verdicts it must get, and a second run does nothing anew."""

from __future__ import annotations

import json
import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import autograder.sample_class
from autograder.cli import autograder as command
from autograder.demo import make_demo
from autograder.grade.gradebook import open_gradebook
from autograder.grade.journal import Journal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("the sample class")]
EXPECTED = tomllib.loads((Path(autograder.sample_class.__file__).parent / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample course, graded."""
    folder = make_demo(tmp_path_factory.mktemp("class") / "demo")
    result = grade(folder)
    assert result.exit_code == 0, result.output
    return folder


def grade(course: Path, *options: str) -> Any:
    """Run `autograder grade 02_kmeans` on a course."""
    return CliRunner().invoke(command, ["grade", "02_kmeans", "--course", str(course), *options])


def records(course: Path) -> dict[str, Any]:
    """The journal's newest records."""
    return Journal(course / "records" / "02_kmeans.jsonl").records()


@pytest.mark.parametrize("student", EXPECTED)
def test_a_sample_submission_gets_its_verdicts(course: Path, student: str) -> None:
    """Each of the twelve gets the outcomes, mistakes and points that are expected of it."""
    expected, record = EXPECTED[student], records(course)[student]
    found = {verdict["exercise"]: verdict for verdict in record["exercises"]}
    for name, wanted in expected.get("exercises", {}).items():
        assert {key: found[name][key] for key in wanted} == wanted, found[name]["message"]
    assert record["score"] == expected.get("score", record["score"])
    assert bool(record["reason"]) == expected.get("reason", False)


def test_a_second_run_does_nothing_anew(course: Path) -> None:
    """What has a record is not graded again, and the table is shown all the same."""
    before = (course / "records" / "02_kmeans.jsonl").read_bytes()
    result = grade(course)
    assert result.exit_code == 0
    assert "Nothing was new" in result.output
    assert (course / "records" / "02_kmeans.jsonl").read_bytes() == before


def test_everyone_has_feedback_and_the_report_links_to_it(course: Path) -> None:
    """Every student has a page, whatever was handed in, and the class report leads to it."""
    report = (course / "reports" / "02_kmeans.html").read_text(encoding="utf-8")
    for student in EXPECTED:
        assert (course / "feedback" / student / "02_kmeans" / "kmeans.html").is_file()
        assert f"../feedback/{student}/02_kmeans/kmeans.html" in report


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX there are modes")
def test_graded_files_are_readable_by_their_owner_alone(course: Path) -> None:
    """Records, gradebook, graded notebooks, feedback and report have mode 0600."""
    folders = ("records", "autograded", "feedback", "reports")
    graded = [path for name in folders for path in (course / name).rglob("*.*")]
    for path in [*graded, course / "gradebook.db"]:
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_the_gradebook_has_the_class(course: Path) -> None:
    """The gradebook of nbgrader holds every student's score, so formgrader shows the class."""
    with open_gradebook(course) as gradebook:
        for student, record in records(course).items():
            assert gradebook.find_submission("02_kmeans", student).score == pytest.approx(record["score"])


def test_graded_notebooks_hold_nothing_that_a_browser_would_run(course: Path) -> None:
    """Only text and PNG pictures of a student's output are kept for formgrader."""
    for path in (course / "autograded").rglob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["metadata"]["kmeans_by_hand"]["exercise"]:
                continue
            for output in cell.get("outputs", []):
                assert set(output.get("data", {})) <= {"text/plain", "image/png"}


def test_a_mark_given_by_hand_is_kept_and_counted(course: Path) -> None:
    """An instructor's mark and comment survive a regrade, and feedback and report show them."""
    student = "s09-labels-computed-once"
    with open_gradebook(course) as gradebook:
        gradebook.find_grade("update_means", "kmeans", "02_kmeans", student).manual_score = 8.0
        comment = gradebook.find_comment("update_means_code", "kmeans", "02_kmeans", student)
        comment.manual_comment = "Seen: the idea is right."
        gradebook.db.commit()
    result = grade(course, "--student", student, "--again", "--json")
    counted = {record["student"]: record for record in json.loads(result.stdout)}[student]
    assert counted["score"] == records(course)[student]["score"] - 4.5 + 8.0
    page = (course / "feedback" / student / "02_kmeans" / "kmeans.html").read_text(encoding="utf-8")
    assert "Seen: the idea is right." in page
    with open_gradebook(course) as gradebook:
        assert gradebook.find_grade("update_means", "kmeans", "02_kmeans", student).manual_score == 8.0


def test_only_a_changed_submission_is_graded_again(course: Path) -> None:
    """A submission handed in again is graded again, and what changed is shown."""
    good = course / "submitted" / "s01-one-hot" / "02_kmeans" / "kmeans.ipynb"
    changed = course / "submitted" / "s12-damaged-file" / "02_kmeans" / "kmeans.ipynb"
    count = len((course / "records" / "02_kmeans.jsonl").read_text().splitlines())
    changed.write_bytes(good.read_bytes())
    result = grade(course)
    assert len((course / "records" / "02_kmeans.jsonl").read_text().splitlines()) == count + 1
    assert "s12-damaged-file: 0 → 20" in result.output


def test_a_lost_gradebook_is_filled_again(course: Path) -> None:
    """The journal is the record: the gradebook can be made from it at any time."""
    (course / "gradebook.db").unlink()
    assert grade(course).exit_code == 0
    with open_gradebook(course) as gradebook:
        assert gradebook.find_submission("02_kmeans", "s01-one-hot").score == 20
