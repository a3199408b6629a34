"""A worker says whether it is fit, keeps its place between submissions, and clears up when a run ends."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace

import nbformat.v4
import pytest

from autograder.course import CourseError, Settings
from autograder.grade import on_worker
from autograder.grade.on_worker import Job, NotJudged
from autograder.grade.one_submission import Result, Submission
from autograder.judge.assignment import Assignment, course_hash

RELEASED, SETTINGS = nbformat.v4.new_notebook(), Settings("K-means")
ASSIGNMENT = Assignment("02_kmeans", RELEASED, SETTINGS, b"secret", course_hash(RELEASED, SETTINGS))
UNREADABLE = Submission("s01", {"submission": "0"}, None, "no notebook")


def job(run: str) -> Job:
    """What a run wants, which has no kernel started."""
    return Job(run, ASSIGNMENT, "none", "/no/course")


def test_a_worker_that_is_ready_judges_until_the_run_is_ended() -> None:
    """After that it is not ready, and does not get ready any more: a late request leaves nothing behind."""
    async def scenario() -> None:
        ready = await on_worker.get_ready(job("ended"))
        assert (ready.tier, ready.problem) == ("none", "")
        for _ in range(2):
            result = await on_worker.judge_submission("ended", UNREADABLE)
            assert isinstance(result, Result)
            assert result.record["reason"] == "no notebook"
        await on_worker.finish("ended")
        await on_worker.get_ready(job("ended"))
        assert await on_worker.judge_submission("ended", UNREADABLE) == NotJudged(ready.process)

    asyncio.run(scenario())


def test_a_run_that_sends_nothing_more_is_cleared_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever graded may have been killed; another request gets the worker ready again."""
    async def scenario() -> None:
        await on_worker.get_ready(job("silent"))
        for _ in range(200):
            if on_worker.assignment_of("silent") is None:
                break
            await asyncio.sleep(0.02)
        assert isinstance(await on_worker.judge_submission("silent", UNREADABLE), NotJudged)
        monkeypatch.setattr(on_worker, "IDLE_SECONDS", 120.0)
        await on_worker.get_ready(job("silent"))
        assert isinstance(await on_worker.judge_submission("silent", UNREADABLE), Result)
        await on_worker.finish("silent")

    monkeypatch.setattr(on_worker, "IDLE_SECONDS", 0.05)
    asyncio.run(scenario())


def test_another_course_is_refused() -> None:
    """An assignment that this worker knows by another hash would get other verdicts here."""
    other = replace(job("other"), assignment=replace(ASSIGNMENT, course_hash="0123"))
    ready = asyncio.run(on_worker.get_ready(other))
    assert "and 0123 here" in ready.problem


@pytest.mark.parametrize("problem", [CourseError("no sandbox"), OSError("a full disk")])
def test_what_is_wrong_with_a_worker_is_told(problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is raised, so nothing gets into a worker's log."""
    def protect(_: str) -> str:
        raise problem

    monkeypatch.setattr(on_worker, "protect", protect)
    ready = asyncio.run(on_worker.get_ready(job("broken")))
    assert str(problem) in ready.problem
    assert asyncio.run(on_worker.judge_submission("broken", UNREADABLE)) == NotJudged(ready.process)


def test_a_course_that_earlier_kernels_could_read_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker hides is settled with its first kernel; for another course's folder it must start again."""
    monkeypatch.setattr(on_worker, "protect", lambda _: "basic")
    monkeypatch.setattr(on_worker, "hidden", lambda outside: ("/usr/course",))
    monkeypatch.setattr(on_worker, "zygote", lambda outside: type("Zygote", (), {"hidden": ()}))
    ready = asyncio.run(on_worker.get_ready(job("readable")))
    assert "start it again" in ready.problem


def test_nothing_is_imported_from_where_dask_puts_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on the path can be read by kernels, and a folder there that is closed would forbid tier full."""
    monkeypatch.setattr(sys, "path", ["/opt/packages", "/tmp/dask-scratch-space/worker-1", "/x/dask-scratch-space-1/w"])
    on_worker.leave_out_scratch_folders()
    assert sys.path == ["/opt/packages"]
