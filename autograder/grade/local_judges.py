"""Judges submissions on this machine, several at a time: a workplace for each core."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from autograder.grade.one_submission import Judges, Keep, Submission, grade_one
from autograder.judge.assignment import Assignment
from autograder.judge.workplace import Workplace


def local_judges(*, tier: str, workers: int | None = None) -> Judges:
    """Give the judges of this machine: as many as there are cores, unless told. `tier` names their sandbox."""
    return partial(judge_here, tier=tier, workers=workers or cores())


async def judge_here(
    submissions: Iterable[Submission], assignment: Assignment, keep: Keep, *, tier: str, workers: int
) -> None:
    """Judge every submission, and hand each to `keep` when it is graded.

    `submissions` are taken one at a time, when there is a worker for them. Raises an ExceptionGroup: CannotStart
    when no kernel starts, or whatever `keep` raises.
    """
    queue = _with_last(submissions)

    async def worker() -> None:
        first = next(queue, None)
        if first is None:  # a kernel that nobody needs is not started
            return
        async with Workplace(assignment.settings.limits, tier) as workplace:
            for each, is_last in chain([first], queue):
                if is_last:
                    workplace.expect_no_more()
                await keep(await grade_one(each, assignment, workplace))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())


def _with_last(submissions: Iterable[Submission]) -> Iterator[tuple[Submission, bool]]:
    """Give each submission, and whether it is the last."""
    queue = iter(submissions)
    for each in queue:
        for following in queue:
            yield each, False
            each = following
        yield each, True


def cores() -> int:
    """How many submissions are graded at once: one for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
