"""Submissions are judged by whichever workers are there and fit, and a lost worker costs a retry."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import nbformat.v4
import pytest

from autograder.course import CourseError, Settings
from autograder.grade import dask_judges, on_worker
from autograder.grade.dask_judges import NO_WORKERS, Run
from autograder.grade.fit_worker import differences, what_is_here
from autograder.grade.on_worker import Job, NotJudged, Ready
from autograder.grade.one_submission import Result, Submission
from autograder.grade.scheduler import GONE, in_the_open
from autograder.judge.assignment import Assignment

ASSIGNMENT = Assignment("02_kmeans", nbformat.v4.new_notebook(), Settings("K-means"), b"secret")
JOB = Job("run", ASSIGNMENT, "auto", "/no/course")
Judging = Callable[[str, Submission], Awaitable[Result | NotJudged]]


async def judge(address: str, each: Submission) -> Result | NotJudged:
    """Judge at once."""
    return Result({"student": each.student, "by": address}, None)


class Workers:
    """Workers as a client shows them: which are there, what they are, and what each does with a submission."""

    def __init__(self, *addresses: str, judging: Judging = judge) -> None:
        self.status = "running"
        self.there = dict.fromkeys(addresses, 1)
        self.judging = judging
        self.unlike: dict[str, dict[str, str]] = {}
        self.left: list[str] = []
        self.at_once = self.most_at_once = 0

    async def nthreads(self) -> dict[str, int]:
        """Who is there."""
        if self.status != "running":
            raise OSError("closed")
        return dict(self.there)

    async def run(self, function: Any, *given: Any, workers: list[str], on_error: str = "raise") -> dict[str, Any]:
        """What a function gives on them."""
        await asyncio.sleep(0)
        if function is on_worker.finish:
            self.left += workers
            return {}
        (address,) = workers
        if address not in self.there:
            raise OSError("closed")
        return {address: await self._answer(function, given, address)}

    async def _answer(self, function: Any, given: Any, address: str) -> Any:
        if function is on_worker.what_it_is:
            return {**what_is_here(), **self.unlike.get(address, {})}
        if function is on_worker.get_ready:
            return Ready(f"process of {address}", "full")
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            return await self.judging(address, given[1])
        finally:
            self.at_once -= 1


class Kept:
    """What came of a run: results and lines."""

    def __init__(self) -> None:
        self.results: list[dict[str, Any]] = []
        self.lines: list[str] = []

    async def keep(self, result: Result) -> None:
        """Keep a result."""
        self.results.append(result.record)

    @property
    def students(self) -> list[str]:
        """Who was graded."""
        return sorted(record["student"] for record in self.results)


def some(count: int) -> list[Submission]:
    """So many submissions."""
    return [Submission(f"s{number:02}", {"submission": "0"}, None) for number in range(count)]


async def go(client: Any, submissions: Any, kept: Kept, **options: Any) -> None:
    """Judge them all."""
    keep = options.pop("keep", kept.keep)
    run = Run(client, submissions, JOB, keep, tell=kept.lines.append, **options)
    try:
        async with asyncio.timeout(20):
            await run.finish()
    finally:
        await run.leave()


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at who is there every some milliseconds."""
    monkeypatch.setattr(dask_judges, "LOOK_SECONDS", 0.005)


def test_every_submission_is_judged_once_and_read_only_when_a_worker_is_free() -> None:
    """Of a hundred each is kept once; no more are read than are judged, and one that waits."""
    read, ahead, kept = 0, [], Kept()

    def reading() -> Iterator[Submission]:
        nonlocal read
        for each in some(100):
            read += 1
            ahead.append(read - len(kept.results))
            yield each

    workers = Workers("a", "b")
    asyncio.run(go(workers, reading(), kept))
    assert kept.students == [each.student for each in some(100)]
    assert {record["by"] for record in kept.results} == {"a", "b"}
    assert max(ahead) <= 5  # one judged and one that is being kept for each, and one that waits
    assert sorted(workers.left) == ["a", "b"]
    assert kept.lines == []


def test_at_most_so_many_workers_are_used() -> None:
    """Of three workers two are given work, where two were asked for."""
    async def slowly(address: str, each: Submission) -> Result | NotJudged:
        await asyncio.sleep(0.005)
        return await judge(address, each)

    workers, kept = Workers("a", "b", "c", judging=slowly), Kept()
    asyncio.run(go(workers, some(12), kept, workers=2))
    assert (workers.most_at_once, len(kept.results)) == (2, 12)


def test_a_lost_worker_costs_a_retry() -> None:
    """What was judged on a worker that goes is judged on another one, and a line tells it."""
    async def judging(address: str, each: Submission) -> Result | NotJudged:
        if address == "a" and each.student == "s03":
            workers.there = {"b": 1}
            raise OSError("closed")
        return await judge(address, each)

    workers, kept = Workers("a", judging=judging), Kept()
    asyncio.run(go(workers, some(8), kept))
    assert kept.students == [each.student for each in some(8)]
    assert next(record["by"] for record in kept.results if record["student"] == "s03") == "b"
    assert kept.lines == ["worker a was lost while it judged s03, who is judged again"]


def test_a_worker_that_never_answers_is_lost_when_the_scheduler_says_so() -> None:
    """Nothing but the scheduler's list tells that a machine is gone."""
    async def judging(address: str, each: Submission) -> Result | NotJudged:
        if address == "a":
            del workers.there["a"]
            workers.there["b"] = 1
            await asyncio.sleep(600)
        return await judge(address, each)

    workers, kept = Workers("a", judging=judging), Kept()
    asyncio.run(go(workers, some(2), kept))
    assert kept.students == ["s00", "s01"]
    assert kept.lines == ["worker a was lost while it judged s00, who is judged again"]


@pytest.mark.parametrize("same_address", [False, True])
def test_a_submission_that_kills_its_worker_three_times_gets_a_grade_with_a_reason(same_address: bool) -> None:
    """The others are graded; it is our failure in its record, so that the next run tries it again."""
    async def judging(address: str, each: Submission) -> Result | NotJudged:
        if each.student != "s01":
            return await judge(address, each)
        if same_address:
            return NotJudged("another process")
        del workers.there[address]
        workers.there[f"{address}+"] = 1
        raise OSError("closed")

    workers, kept = Workers("a", judging=judging), Kept()
    asyncio.run(go(workers, some(3), kept))
    record = next(record for record in kept.results if record["student"] == "s01")
    assert record["grader_failed"]
    assert "3 workers were lost while they judged this submission" in record["reason"]
    assert record["sandbox"] == "full"
    assert kept.students == ["s00", "s01", "s02"]
    assert len(kept.lines) == 2


def test_a_worker_that_has_cleared_up_gets_ready_again() -> None:
    """One that heard nothing for long has ended its kernels: that is no loss."""
    cleared = iter([True, True, True, True])

    async def judging(address: str, each: Submission) -> Result | NotJudged:
        return NotJudged(f"process of {address}") if next(cleared, False) else await judge(address, each)

    kept = Kept()
    asyncio.run(go(Workers("a", judging=judging), some(3), kept))
    assert (kept.students, kept.lines) == (["s00", "s01", "s02"], [])
    assert not any("grader_failed" in record for record in kept.results)


def test_an_unfit_worker_gets_no_work_and_one_line() -> None:
    """The run goes on with the others."""
    workers, kept = Workers("a", "b"), Kept()
    workers.unlike["a"] = {"NumPy": "1.0"}
    asyncio.run(go(workers, some(10), kept))
    assert {record["by"] for record in kept.results} == {"b"}
    (line,) = kept.lines
    assert line.startswith("worker a gets no work: NumPy is 1.0 there and ")


def test_a_worker_on_which_no_kernel_starts_gets_no_more_work() -> None:
    """Its submission goes to another one, and is not the worse for it."""
    async def judging(address: str, each: Submission) -> Result | NotJudged:
        if address == "a":
            return NotJudged("process of a", "no kernel starts: out of memory")
        return await judge(address, each)

    kept = Kept()
    asyncio.run(go(Workers("a", "b", judging=judging), some(6), kept))
    assert len(kept.results) == 6
    assert kept.lines == ["worker a gets no work: no kernel starts: out of memory"]


def test_where_no_worker_is_fit_the_run_ends_in_one_line() -> None:
    """The reasons were told before."""
    workers, kept = Workers("a", "b"), Kept()
    workers.unlike = {"a": {"Python": "3.8"}, "b": {"Python": "3.8"}}
    with pytest.raises(ExceptionGroup) as raised:
        asyncio.run(go(workers, some(2), kept))
    assert isinstance(raised.value.exceptions[0], CourseError)
    assert len(kept.lines) == 2


def test_workers_may_come_later() -> None:
    """A run waits for the first, says so once, and takes in those that join."""
    async def scenario() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(go(workers, some(5), kept))
            await asyncio.sleep(0.05)
            workers.there["late"] = 1

    workers, kept = Workers(), Kept()
    asyncio.run(scenario())
    assert len(kept.results) == 5
    assert kept.lines == [NO_WORKERS]


def test_when_the_scheduler_goes_that_is_said_and_results_are_kept() -> None:
    """No worker is blamed, and no submission."""
    async def judging(address: str, each: Submission) -> Result | NotJudged:
        if each.student == "s02":
            workers.status = "closed"
            raise OSError("closed")
        return await judge(address, each)

    workers, kept = Workers("a", judging=judging), Kept()
    with pytest.raises(ExceptionGroup) as raised:
        asyncio.run(go(workers, some(4), kept))
    assert str(raised.value.exceptions[0]) == GONE
    assert (kept.students, kept.lines) == (["s00", "s01"], [])


def test_what_keeping_raises_ends_the_run() -> None:
    """A full disk is told as what it is, and the workers are left."""
    async def keep(result: Result) -> None:
        raise OSError(28, "No space left on device")

    workers = Workers("a")
    with pytest.raises(ExceptionGroup) as raised:
        asyncio.run(go(workers, some(4), Kept(), keep=keep))
    assert "No space left" in str(raised.value.exceptions[0])
    assert workers.left == ["a"]


def test_a_stopped_run_leaves_its_workers() -> None:
    """Ctrl-C has every worker end what it does for the run."""
    async def judging(address: str, each: Submission) -> Result | NotJudged:
        await asyncio.sleep(600)
        raise AssertionError

    async def scenario() -> None:
        task = asyncio.create_task(go(workers, some(4), Kept()))
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    workers = Workers("a", "b", judging=judging)
    asyncio.run(scenario())
    assert sorted(workers.left) == ["a", "b"]


def test_a_difference_is_told_with_both_sides() -> None:
    """What is there, what is here, and what mends it; the same is no difference."""
    here = what_is_here()
    assert differences(here, here) == ""
    assert differences({"NumPy": "2.4.6"}, {}) == "NumPy is missing there and 2.4.6 here: install the same there"


@pytest.mark.parametrize(
    ("address", "is_open"),
    [("10.0.0.5:8786", True), ("tcp://10.0.0.5:8786", True), ("tls://10.0.0.5:8786", False), ("local", False),
     ("127.0.0.1:8786", False), ("tcp://localhost:8786", False)],
)  # fmt: skip
def test_a_connection_that_others_can_read_is_known(address: str, is_open: bool) -> None:
    """What leaves this machine without TLS can be read on the way."""
    assert in_the_open(address) == is_open


def test_a_secret_does_not_get_into_logs() -> None:
    """What Dask writes of a call that failed says nothing of it."""
    assert "secret" not in repr(JOB)


def test_dask_is_imported_only_for_a_scheduler() -> None:
    """Grading on this machine does not need it."""
    code = "import sys, autograder.cli; sys.exit('distributed' in sys.modules or 'dask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
