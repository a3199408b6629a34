"""Grades one submission: whatever is wrong with it, or with the grader, becomes a record with a reason."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from autograder.judge.assignment import Assignment
from autograder.judge.judge import Graded, KernelsLost, judge, refused
from autograder.judge.kernel import CannotStart
from autograder.judge.submission import Submitted
from autograder.judge.workplace import Workplace


@dataclass(frozen=True)
class Submission:
    """A submission that was found, or the reason why it could not be; `key` is what its record is known by."""

    student: str
    key: dict[str, str]
    found: Submitted | None
    reason: str = ""


# What whoever judges a class does with each submission that is graded: it waits until that is done.
Keep = Callable[[Submission, Graded], Awaitable[None]]


async def grade_one(each: Submission, assignment: Assignment, workplace: Workplace) -> Graded:
    """Grade one submission; a failure of ours is a grade with a reason too. Raises CannotStart."""
    found = each.found
    if found is None:
        return Graded(refused(b"", assignment, each.reason, workplace.tier, student=each.student), None)
    try:
        return await _judge_again_if_lost(each.student, found, assignment, workplace)
    except CannotStart:
        raise
    except Exception as problem:
        reason = f"The grader itself failed, which is not your fault ({type(problem).__name__}: {problem})."
        return failed(each, assignment, reason, workplace.tier)


def failed(each: Submission, assignment: Assignment, reason: str, tier: str) -> Graded:
    """Give the grade of a submission that the grader failed at: the next run judges it again."""
    data = each.found.data if each.found else b""
    record = refused(data, assignment, reason, tier, student=each.student)
    return Graded({**record, "submission": each.key["submission"], "grader_failed": True}, None)


async def _judge_again_if_lost(
    student: str, found: Submitted, assignment: Assignment, workplace: Workplace
) -> Graded:
    """Judge a submission, and once more when its kernel was taken away from it."""
    options: dict[str, Any] = {"student": student, "files": found.others, "notes": found.notes}
    try:
        return await judge(found.data, assignment, workplace, **options)
    except KernelsLost:
        return await judge(found.data, assignment, workplace, **options)
