"""A course whose submissions are judged at once, without kernels: the marks are told, and everything else is real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.grade.class_run import Class, open_class
from autograder.grade.one_submission import Judges, Keep, Result, Submission
from autograder.judge.assignment import Assignment, exercises_in
from autograder.judge.judge import make_record
from autograder.verdict import Verdict

ASSIGNMENT = "02_kmeans"
MOST = {"initial_means": 3.0, "update_means": 9.0, "single_loop": 5.0, "seconds_per_iteration": 3.0}
NOTEBOOK = '{"cells": [], "metadata": {"made": "%s"}, "nbformat": 4, "nbformat_minor": 5}'


def make_course(folder: Path, students: Iterable[str]) -> Path:
    """Make a course in which some students have handed in."""
    (folder / "course.toml").write_text("", encoding="utf-8")
    for student in students:
        hand_in(folder, student, b"{}")
    return folder


def hand_in(course: Path, student: str, data: bytes) -> None:
    """Put a file into a student's folder."""
    path = course / "submitted" / student / ASSIGNMENT / "kmeans.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def opened(course: Path) -> Class:
    """The class as a run finds it."""
    return open_class(ASSIGNMENT, course)


def judges_that_give(marks: Mapping[str, Mapping[str, float]], asked: list[str] | None = None) -> Judges:
    """Give judges that know each student's points beforehand, full ones where none are told; `asked` collects whom."""

    async def judge(submissions: Iterable[Submission], assignment: Assignment, keep: Keep) -> None:
        for each in submissions:
            if asked is not None:
                asked.append(each.student)
            record = judged(each, assignment, marks.get(each.student, {}))
            await keep(Result(record, NOTEBOOK % record["score"]))

    return judge


def judged(each: Submission, assignment: Assignment, points: Mapping[str, float]) -> dict[str, Any]:
    """The record of a submission that gets these points."""
    verdicts = [
        Verdict(exercise.name, "passed" if score == most else "partial", score, most, f"You get {score:g}.")
        for exercise in exercises_in(assignment)
        for most in [MOST[exercise.name]]
        for score in [points.get(exercise.name, most)]
    ]
    record = make_record(b"", {}, assignment, verdicts, "full", each.student, [])
    return {**record, "submission": each.key["submission"]}
