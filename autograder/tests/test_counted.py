"""Marks that are given out are those that count: the newest, with those given by hand."""

from __future__ import annotations

import os
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest

from autograder.course import CourseError
from autograder.grade import counted
from autograder.grade.counted import counted_records, ungraded_students, waiting_students
from autograder.grade.feedback import Manual
from autograder.grade.journal import Journal

KEY = {"assignment": "02_kmeans", "submission": "a", "course": "c", "engine": "e"}


def record(student, score):
    """A line of the journal with one exercise."""
    verdict = {"exercise": "update_means", "score": score, "max_score": 9.0, "outcome": "partial", "message": ""}
    return {**KEY, "student": student, "score": score, "max_score": 9.0, "exercises": [verdict]}


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with records of four students, one of whom was graded twice and one withdrew; nothing by hand."""
    monkeypatch.setattr(counted, "manual_marks", lambda gradebook, assignment, notebook: {})
    for student in ("s2", "s10", "s1", "new"):
        (tmp_path / "submitted" / student / "02_kmeans").mkdir(parents=True)
    journal = Journal(tmp_path / "records" / "02_kmeans.jsonl")
    for each in (record("s10", 1), record("s2", 2), record("s1", 3), record("gone", 4), record("s10", 5)):
        journal.append(each)
    monkeypatch.setattr(counted, "open_gradebook", lambda course: nullcontext())
    return tmp_path


def test_the_newest_record_of_each_student_counts(course):
    """Sorted by student; whoever withdrew is left out, as in the report."""
    assert [(each["student"], each["score"]) for each in counted_records(course, "02_kmeans")] == [
        ("s1", 3), ("s2", 2), ("s10", 5),
    ]  # fmt: skip


def test_marks_by_hand_count(course, monkeypatch):
    """They stand in the place of ours, and the score is their sum."""
    monkeypatch.setattr(counted, "manual_marks", lambda *_: {"s2": {"update_means": Manual(7.5, "well argued")}})
    found = {each["student"]: each for each in counted_records(course, "02_kmeans")}
    assert found["s2"]["score"] == 7.5 and found["s2"]["exercises"][0]["by_hand"]["comment"] == "well argued"
    assert found["s1"]["score"] == 3


def test_who_is_not_graded_yet_is_known(course):
    """A submission without a record; of those who are excused none is waited for."""
    assert ungraded_students(course, "02_kmeans") == ["new"]
    assert waiting_students(course, "02_kmeans", ["s1", "s2"]) == ["new", "s10"]
    assert waiting_students(course, "02_kmeans", ["s1", "s2"], ["s10"]) == ["new"]


@pytest.mark.parametrize(("seconds", "again"), [(-60, False), (0.5, False), (60, True)])
def test_who_handed_in_again_is_known(course, seconds, again):
    """A notebook that is newer than its record."""
    graded = datetime(2026, 11, 25, 5, tzinfo=UTC)
    Journal(course / "records" / "02_kmeans.jsonl").append({**record("s1", 3), "graded_at": graded.isoformat()})
    notebook = course / "submitted" / "s1" / "02_kmeans" / "kmeans.ipynb"
    notebook.touch()
    os.utime(notebook, (graded.timestamp() + seconds,) * 2)
    assert ("s1" in ungraded_students(course, "02_kmeans")) == again


@pytest.mark.parametrize("held_back", [{}, {"refused_at": "2026-11-25T05:03:00+00:00"}])
def test_what_was_judged_and_changes_no_mark_is_graded(course, held_back):
    """A submission whose record waits or was refused is not told as one that nobody has graded."""
    graded = datetime(2026, 11, 25, 5, tzinfo=UTC)
    Journal(course / "records" / "02_kmeans.jsonl").append({**record("s1", 3), "graded_at": graded.isoformat()})
    later = (graded + timedelta(minutes=2)).isoformat()
    beside = Journal(course / "records" / "02_kmeans.held_back.jsonl")
    beside.append({**record("s1", 9), "graded_at": later, "instead_of": 0, **held_back})
    notebook = course / "submitted" / "s1" / "02_kmeans" / "kmeans.ipynb"
    notebook.touch()
    for seconds, again in ((60, False), (180, True)):
        os.utime(notebook, (graded.timestamp() + seconds,) * 2)
        assert ("s1" in ungraded_students(course, "02_kmeans")) == again


def test_nobody_graded_is_said_in_one_line(tmp_path):
    """With the command that grades."""
    with pytest.raises(CourseError, match="nobody is graded in 02_kmeans yet: run `autograder grade 02_kmeans`"):
        counted_records(tmp_path, "02_kmeans")
