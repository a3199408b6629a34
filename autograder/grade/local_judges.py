"""Judges submissions on this machine, several at a time: a workplace for each core."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable

from autograder.grade.one_submission import Keep, Submission, grade_one
from autograder.judge.assignment import Assignment
from autograder.judge.workplace import Workplace


async def judge_here(
    submissions: Iterable[Submission], assignment: Assignment, keep: Keep, *, tier: str, workers: int
) -> None:
    """Judge every submission, and hand each to `keep` when it is graded.

    `submissions` are taken one at a time, when there is a worker for them. Raises an ExceptionGroup: CannotStart
    when no kernel starts, or whatever `keep` raises.
    """
    queue = iter(submissions)

    async def worker() -> None:
        async with Workplace(assignment.settings.limits, tier) as workplace:
            for each in queue:
                await keep(await grade_one(each, assignment, workplace))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())


def cores() -> int:
    """How many submissions are graded at once: one for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
