"""Gradebook, feedback and report say what the records say, also after a run that was stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.commands.grade import run_with_progress, who_judges
from autograder.course import CourseError
from autograder.grade.class_run import Class, open_class
from autograder.grade.gradebook import open_gradebook
from autograder.grade.journal import Record
from autograder.judge.submission import submission_hash

STUDENT = "s1"
DATA = b"{}"


@pytest.fixture
def work(tmp_path: Path) -> Class:
    """A course with one submission."""
    (tmp_path / "course.toml").write_text("", encoding="utf-8")
    folder = tmp_path / "submitted" / STUDENT / "02_kmeans"
    folder.mkdir(parents=True)
    (folder / "kmeans.ipynb").write_bytes(DATA)
    return open_class("02_kmeans", tmp_path)


def record(work: Class, score: float, graded_at: str) -> Record:
    """A record of the submission with points for initial_means."""
    import autograder

    verdict: dict[str, Any] = {
        "exercise": "initial_means", "outcome": "passed" if score else "failed", "score": score, "max_score": 3.0,
        "message": "So it is.", "mistake": "", "notes": [], "figures": {},
    }  # fmt: skip
    return {
        "student": STUDENT, "assignment": "02_kmeans", "submission": submission_hash(DATA, {}),
        "course": work.assignment.course_hash, "engine": autograder.__version__, "graded_at": graded_at, "reason": "",
        "score": score, "max_score": 20.0, "sandbox": "none", "seconds": 1.0, "exercises": [verdict], "notes": [],
    }  # fmt: skip


def feedback(work: Class) -> str:
    """The student's page."""
    return work.feedback(STUDENT).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_run_that_was_stopped_leaves_no_old_marks(work: Class) -> None:
    """A record that a stopped run left behind reaches gradebook and feedback with the next run."""
    work.journal.append(record(work, 3.0, "2026-10-01T10:00:00+00:00"))
    run_with_progress(work, who_judges(work), quiet=True)
    assert "<strong>3</strong> <span>of 20" in feedback(work)
    work.journal.append(record(work, 0.0, "2026-10-01T10:05:00+00:00"))
    assert run_with_progress(work, who_judges(work), quiet=True).new == []
    assert "<strong>0</strong> <span>of 20" in feedback(work)
    with open_gradebook(work.course) as gradebook:
        assert gradebook.find_submission("02_kmeans", STUDENT).score == 0


@pytest.mark.slow
def test_a_mark_that_was_taken_back_is_not_shown(work: Class) -> None:
    """Feedback shows an instructor's mark while there is one, and the check's mark when it is gone."""
    work.journal.append(record(work, 0.0, "2026-10-01T10:00:00+00:00"))
    run_with_progress(work, who_judges(work), quiet=True)
    for mark, shown in ((2.0, "2"), (None, "0")):
        with open_gradebook(work.course) as gradebook:
            gradebook.find_grade("initial_means", "kmeans", "02_kmeans", STUDENT).manual_score = mark
            gradebook.db.commit()
        outcome = run_with_progress(work, who_judges(work), quiet=True)
        assert outcome.records[0]["score"] == (mark or 0)
        assert f"<strong>{shown}</strong> <span>of 20" in feedback(work)


def test_a_secret_that_is_damaged_grades_nobody(work: Class) -> None:
    """Hidden inputs never derive from half a secret, or from none."""
    secret = work.course / "records" / "secret"
    for damaged in ("", "zz", secret.read_text(encoding="ascii")[:20], "ü"):
        secret.write_text(damaged, encoding="utf-8")
        with pytest.raises(CourseError, match="secret: is damaged"):
            open_class("02_kmeans", work.course)


def test_points_of_no_exercise_are_refused(work: Class) -> None:
    """A name in [points] that is mistyped would otherwise leave the default standing, and nobody would see it."""
    (work.course / "course.toml").write_text("[points]\nupdate_meens = 3\n")
    with pytest.raises(CourseError, match=r"\[points\] update_meens is no exercise"):
        open_class("02_kmeans", work.course)


@pytest.mark.slow
def test_a_gradebook_that_is_none_gets_one_clear_line(work: Class) -> None:
    """A file that is no database, or one that somebody holds, is named, and left as it is."""
    work.journal.append(record(work, 3.0, "2026-10-01T10:00:00+00:00"))
    path = work.course / "gradebook.db"
    path.write_text("junk", encoding="utf-8")
    with pytest.raises(CourseError, match=r"gradebook\.db: can't be used as the gradebook: file is not a database"):
        run_with_progress(work, who_judges(work), quiet=True)
    assert path.read_text(encoding="utf-8") == "junk"
