"""A class of any size whose submissions are judged by sleeping: all else of a run behind a scheduler is real."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat

from autograder import verdict
from autograder.bench.correct_class import ASSIGNMENT, NOTEBOOK, handed_in
from autograder.exercises import points_of
from autograder.grade.on_worker import NotJudged, assignment_of, not_ready
from autograder.grade.one_submission import Result, Submission
from autograder.judge.assignment import exercises_in
from autograder.judge.judge import make_record
from autograder.verdict import Verdict

STUDENTS_PER_FILE = 10_000  # that share one file on the disk: file systems allow some tens of thousands
MESSAGE = "From means that your code had never seen, one iteration is right and five are, and it comes to rest there."


def make_class(course: Path, students: int) -> None:
    """Hand in for so many students; they share some files, which takes them no room and a grader doesn't notice."""
    data, shared = nbformat.writes(handed_in("one_hot")), course
    for number, student in enumerate(names(students)):
        place = course / "submitted" / student / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
        place.parent.mkdir(parents=True)
        if number % STUDENTS_PER_FILE:
            os.link(shared, place)
        else:
            place.write_text(data, encoding="utf-8")
            shared = place


def names(students: int) -> Iterator[str]:
    """Give each student's id."""
    return (f"s{number:06d}" for number in range(students))


async def asleep(run: str, each: Submission, *, seconds: float) -> Result | NotJudged:
    """Sleep on a worker for as long as judging is to take there, and give full marks."""
    await asyncio.sleep(seconds)
    assignment = assignment_of(run)
    if assignment is None or each.found is None:
        return not_ready()
    verdicts = [
        Verdict.of(exercise.name, verdict.passed(MESSAGE), points_of(exercise, assignment.settings.points))
        for exercise in exercises_in(assignment)
    ]
    record = make_record(each.found.data, each.found.others, assignment, verdicts, "none", each.student, ())
    return Result(record, _graded(assignment.name))


@cache
def _graded(name: str) -> str:
    """The notebook that everybody gets back: without its pictures, so that a class of 100,000 has room on a disk."""
    notebook = handed_in("one_hot")
    for cell in notebook.cells:
        cell.pop("attachments", None)
    return nbformat.writes(notebook)
