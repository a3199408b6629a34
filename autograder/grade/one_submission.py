"""Grades one submission: whatever is wrong with it, or with the grader, becomes a record with a reason."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from autograder.grade.graded_notebook import graded_notebook
from autograder.judge.assignment import Assignment
from autograder.judge.judge import Graded, KernelsLost, judge, refused
from autograder.judge.kernel import CannotStart
from autograder.judge.submission import Submitted
from autograder.judge.workplace import Workplace
from autograder.verdict import unjudged


@dataclass(frozen=True)
class Submission:
    """A submission that was found, or the reason why it could not be; `key` is what its record is known by."""

    student: str
    key: dict[str, str]
    found: Submitted | None
    reason: str = ""


@dataclass(frozen=True)
class Result:
    """What comes of a submission: its record, and its graded notebook as it is written, if it could be read."""

    record: dict[str, Any]
    notebook: str | None


# What is done with each result. Whoever judges waits until it is done.
Keep = Callable[[Result], Awaitable[None]]
# Who judges submissions, here or elsewhere: takes them one by one, and raises an ExceptionGroup when it can't go on.
Judges = Callable[[Iterable[Submission], Assignment, Keep], Awaitable[None]]


async def grade_one(each: Submission, assignment: Assignment, workplace: Workplace) -> Result:
    """Grade one submission; a failure of ours is a grade with a reason too. Raises CannotStart."""
    found = each.found
    if found is None:
        return Result(refused(b"", assignment, each.reason, workplace.tier, student=each.student), None)
    try:
        graded = await _judge_again_if_lost(each.student, found, assignment, workplace)
        return Result(graded.record, await asyncio.to_thread(graded_notebook, graded))
    except CannotStart:
        raise
    except Exception as problem:
        reason = f"The grader itself failed, which is not your fault ({type(problem).__name__}: {problem})."
        return failed(each, assignment, reason, workplace.tier)


def failed(each: Submission, assignment: Assignment, reason: str, tier: str) -> Result:
    """Give the grade of a submission that the grader failed at: the next run judges it again."""
    data = each.found.data if each.found else b""
    record = refused(data, assignment, reason, tier, student=each.student, found=unjudged)
    return Result({**record, "submission": each.key["submission"], "grader_failed": True}, None)


async def _judge_again_if_lost(
    student: str, found: Submitted, assignment: Assignment, workplace: Workplace
) -> Graded:
    """Judge a submission, and once more when its kernel was taken away from it."""
    options: dict[str, Any] = {"student": student, "files": found.others, "notes": found.notes}
    try:
        return await judge(found.data, assignment, workplace, **options)
    except KernelsLost:
        return await judge(found.data, assignment, workplace, **options)
