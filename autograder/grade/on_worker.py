"""What a worker of a scheduler does: it says what it is, gets ready, and judges one submission after the other.

The assignment comes once, with `get_ready`, and each submission with its bytes. Results go back the same way: nothing
is read from a disk that machines share, and nothing is written to one.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
import threading
from collections import deque
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from autograder.course import CourseError
from autograder.grade.fit_worker import another_course, what_is_here
from autograder.grade.one_submission import Result, Submission, grade_one
from autograder.judge.assignment import Assignment
from autograder.judge.protection import protect
from autograder.judge.workplace import Workplace
from autograder.one_thread import one_thread
from autograder.sandbox.kernel_paths import hidden, hide_course
from autograder.sandbox.warm import zygote

Done = TypeVar("Done")
SCRATCH = "dask-scratch-space"
IDLE_SECONDS = 120.0  # after which the kernels of a run end that sends nothing more
_PROCESS = secrets.token_hex(8)  # tells this process from one that takes its place, at the same address
_places: dict[str, _Place] = {}
_ended: deque[str] = deque(maxlen=1000)  # runs that want nothing more of this worker
_changing = threading.Lock()  # of both


@dataclass(frozen=True)
class Job:
    """What a run wants of its workers: its name, what submissions are judged by, in which sandbox.

    `course` is the course's folder where the run was started: a worker on that machine hides it from kernels.
    """

    run: str
    assignment: Assignment = field(repr=False)  # its secret must not get into anybody's log
    sandbox: str
    course: str


@dataclass(frozen=True)
class Ready:
    """What a worker is ready with: its process, and the sandbox that was seen to hold, or what is wrong with it."""

    process: str
    tier: str
    problem: str = ""


@dataclass(frozen=True)
class NotJudged:
    """Why nothing came of a submission: the worker's process is not ready for the run, or has a problem of its own."""

    process: str
    problem: str = ""


async def what_it_is() -> dict[str, str]:
    """Say what verdicts depend on, on this worker."""
    return await asyncio.to_thread(what_is_here)


async def get_ready(job: Job) -> Ready:
    """Prepare to judge for a run; whatever goes wrong is told as a problem."""
    try:
        return await asyncio.to_thread(_get_ready, job)
    except Exception as problem:
        return Ready(_PROCESS, "", f"{type(problem).__name__}: {problem}")


def _get_ready(job: Job) -> Ready:
    leave_out_scratch_folders()
    try:
        tier = protect_here(job.sandbox, Path(job.course))
    except CourseError as problem:
        return Ready(_PROCESS, "", str(problem))
    if different := another_course(job.assignment):
        return Ready(_PROCESS, "", different)
    with _changing:
        if job.run not in _places and job.run not in _ended:
            _places[job.run] = _Place(job, tier)
    return Ready(_PROCESS, tier)


def leave_out_scratch_folders() -> None:
    """Import nothing from where Dask puts its own files: kernels would be let into these folders, or fail to get in."""
    sys.path[:] = [place for place in sys.path if not any(part.startswith(SCRATCH) for part in Path(place).parts)]


def protect_here(sandbox: str, course: Path) -> str:
    """Give the tier to judge in, from which the course is hidden, should it lie on this machine; raises CourseError."""
    hide_course(course)
    tier = protect(sandbox)
    if tier != "none" and zygote(outside=True).hidden != hidden(outside=True):  # its kernels could read this course
        raise CourseError("it has judged another course of this machine before: start it again")
    return tier


async def judge_submission(run: str, each: Submission) -> Result | NotJudged:
    """Judge a submission."""
    place = _places.get(run)
    if place is None:
        return not_ready()
    try:
        return await place.judge(each)
    except Exception as problem:
        return NotJudged(_PROCESS, " ".join(str(problem).split()) or type(problem).__name__)


def not_ready() -> NotJudged:
    """Say that this worker has to get ready first: what is raised instead stays in its log, with the submission."""
    return NotJudged(_PROCESS)


def assignment_of(run: str) -> Assignment | None:
    """Give what a run's submissions are judged by, on a worker that is ready."""
    place = _places.get(run)
    return place.job.assignment if place else None


async def finish(run: str) -> None:
    """End what a run has here, also a submission that is being judged, and what is only getting ready."""
    with _changing:
        _ended.append(run)
        place = _places.pop(run, None)
    if place:
        await asyncio.wrap_future(place.close())


class _Place:
    """A workplace that stays open between submissions, in a thread and a loop of its own: a worker's must answer."""

    def __init__(self, job: Job, tier: str) -> None:
        self.job = job
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, name=f"judges for {job.run}", daemon=True).start()
        self._task: asyncio.Task[Any] | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._turn = asyncio.Lock()
        self._workplace = self._start(self._open(tier)).result()

    async def judge(self, each: Submission) -> Result:
        """Judge one submission, in whatever loop this is called. Raises CannotStart."""
        return await asyncio.wrap_future(self._start(self._judge(each)))

    def close(self) -> Future[None]:
        """End the kernels, and the submission that is being judged; gives when that is done."""
        done = self._start(self._close())
        done.add_done_callback(lambda _: self._loop.call_soon_threadsafe(self._loop.stop))
        return done

    def _run(self) -> None:
        with one_thread():  # the cores are for students' kernels
            self._loop.run_forever()
        self._loop.close()

    def _start(self, work: Coroutine[Any, Any, Done]) -> Future[Done]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _open(self, tier: str) -> Workplace:
        self._wait_for_work()
        return await Workplace(self.job.assignment.settings.limits, tier).__aenter__()

    async def _judge(self, each: Submission) -> Result:
        async with self._turn:  # one that was sent before may go on, when its connection was lost
            if self._idle:
                self._idle.cancel()
            self._task = asyncio.current_task()
            try:
                return await grade_one(each, self.job.assignment, self._workplace)
            finally:
                self._task = None
                self._wait_for_work()

    def _wait_for_work(self) -> None:
        self._idle = self._loop.call_later(IDLE_SECONDS, self._leave)

    def _leave(self) -> None:
        """Nobody sends anything more: whoever graded may have been killed."""
        with _changing:
            place = _places.pop(self.job.run, None)
        if place:
            place.close()

    async def _close(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])
        if self._idle:
            self._idle.cancel()
        await self._workplace.__aexit__()
        rest = asyncio.all_tasks() - {asyncio.current_task()}  # of clients, that wait for kernels which are gone
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
