"""Judges submissions on the workers of a Dask scheduler: those that are fit, one submission at a time on each.

A worker that is lost costs its submission another attempt. Workers may come and go while a class is graded.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from distributed import Client

from autograder.course import CourseError
from autograder.grade import on_worker
from autograder.grade.fit_worker import differences, what_is_here
from autograder.grade.on_worker import Job, NotJudged, Ready
from autograder.grade.one_submission import Judges, Keep, Result, Submission, failed
from autograder.grade.scheduler import OPEN_NETWORK, WorkerLost, connected, done_by, in_the_open, there
from autograder.judge.assignment import Assignment
from autograder.judge.recognise import with_its_series

Tell = Callable[[str], None]
Judge = Callable[[str, Submission], Awaitable[Result | NotJudged]]
MOST_WORKERS = 400  # each holds a connection while it judges, of the 512 that Dask keeps
ATTEMPTS = 3  # that a submission has when workers are lost while they judge it
LOOK_SECONDS = 1.0  # between two looks at which workers are there
LEAVE_SECONDS = 20  # that workers have to end their kernels
NO_WORKERS = "no workers yet, waiting for some: `dask worker ADDRESS --nthreads 1 --nworkers 4` starts four"


def dask_judges(
    scheduler: str, *, sandbox: str, course: Path, tell: Tell, workers: int | None = None,
    judge: Judge = on_worker.judge_submission,
) -> Judges:
    """Give the judges behind a scheduler, at most so many workers; "local" starts them here, one a core.

    `sandbox` is what each worker tests for itself. `tell` is called with a line on every worker that gets no work, and
    on each that is lost. `judge` is what a worker does with a submission.
    """
    async def judges(submissions: Iterable[Submission], assignment: Assignment, keep: Keep) -> None:
        if in_the_open(scheduler):
            tell(f"--scheduler {scheduler}: {OPEN_NETWORK}")
        job = Job(secrets.token_hex(8), with_its_series(assignment), sandbox, str(course.resolve()))
        async with connected(scheduler, workers) as client:
            run = Run(client, submissions, job, keep, tell=tell, judge=judge, workers=workers)
            try:
                await run.finish()
            finally:
                await run.leave()

    return judges


class Run:
    """One run: which workers are fit, which submissions wait, and how often each has lost its worker."""

    def __init__(
        self, client: Client, submissions: Iterable[Submission], job: Job, keep: Keep, *, tell: Tell,
        judge: Judge = on_worker.judge_submission, workers: int | None = None,
    ) -> None:
        self._client, self._job, self._keep, self._tell, self._judge = client, job, keep, tell, judge
        self._at_most = min(workers or MOST_WORKERS, MOST_WORKERS)
        self._unread, self._waiting = iter(submissions), deque[Submission]()
        self._losses: Counter[str] = Counter()  # of workers, by student
        self._there: Mapping[str, int] = {}  # threads of each worker
        self._unfit: dict[str, str] = {}  # why a worker gets no work
        self._ready: dict[str, Ready] = {}
        self._employed: dict[str, asyncio.Task[None]] = {}
        self._gone: dict[str, asyncio.Event] = {}  # of those who are employed
        self._alone = False  # nobody was there at the last look

    async def finish(self) -> None:
        """Judge everything. Raises, in a group: CourseError when nobody can, or whatever `keep` raises."""
        async with asyncio.TaskGroup() as group:
            while self._work_is_left() or self._employed:
                self._there = await there(self._client)
                self._notice_who_went()
                self._employ_who_is_free(group)
                self._see_that_somebody_works()
                await self._look_again()

    async def leave(self) -> None:
        """Have the workers end the kernels of this run."""
        addresses = list(self._there.keys() - self._unfit.keys())
        if addresses and self._client.status == "running":
            with contextlib.suppress(OSError, TimeoutError):
                leaving = self._client.run(on_worker.finish, self._job.run, workers=addresses, on_error="ignore")
                await asyncio.wait_for(leaving, LEAVE_SECONDS)

    def _notice_who_went(self) -> None:
        for known in (self._ready, self._unfit):
            for address in known.keys() - self._there.keys():
                del known[address]
        for address in self._gone.keys() - self._there.keys():
            self._gone[address].set()

    def _employ_who_is_free(self, group: asyncio.TaskGroup) -> None:
        for address in self._there.keys() - self._employed.keys() - self._unfit.keys():
            if self._work_is_left() and len(self._employed) < self._at_most:
                self._gone[address] = asyncio.Event()
                self._employed[address] = group.create_task(self._employ(address))

    def _see_that_somebody_works(self) -> None:
        """Say once that nobody is there; raise CourseError when those who are can do nothing."""
        if self._there and self._there.keys() <= self._unfit.keys() and not self._employed:
            raise CourseError("no worker that is there is fit to judge: the lines above say why")
        if not self._there and not self._alone:
            self._tell(NO_WORKERS)
        self._alone = not self._there

    async def _look_again(self) -> None:
        """Wait until a worker has nothing more to do, or for the time between two looks."""
        if self._employed:
            await asyncio.wait(self._employed.values(), timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(LOOK_SECONDS)

    async def _employ(self, address: str) -> None:
        """Give a worker one submission after the other, while it is there; what it gave before is kept meanwhile."""
        kept: asyncio.Task[None] | None = None
        try:
            while self._work_is_left() and await self._is_ready(address) and self._work_is_left():
                result = await self._judged(self._waiting.popleft(), address)
                if kept:
                    await _done(kept)
                kept = asyncio.create_task(_kept(self._keep, result)) if result else None
        except WorkerLost:
            self._ready.pop(address, None)
        finally:
            del self._employed[address], self._gone[address]
            if kept:  # what was graded is recorded, also when the run ends here
                await _done(kept)

    def _work_is_left(self) -> bool:
        """Whether a submission waits; reads the next one where none does."""
        if not self._waiting:
            self._waiting.extend(islice(self._unread, 1))
        return bool(self._waiting)

    async def _is_ready(self, address: str) -> bool:
        """Whether a worker is fit, and has what it needs to judge; raises WorkerLost."""
        if address not in self._ready and address not in self._unfit:
            try:
                ready = await self._made_ready(address)
            except WorkerLost:
                raise
            except Exception as problem:  # it lacks the package, say
                ready = Ready("", "", f"{type(problem).__name__}: {problem}")
            if ready.problem:
                self._refuse(address, ready.problem)
            else:
                self._ready[address] = ready
        return address in self._ready

    async def _made_ready(self, address: str) -> Ready:
        """Compare what a worker is, and send it the assignment."""
        if different := differences(what_is_here(), await self._done_by(address, on_worker.what_it_is)):
            return Ready("", "", different)
        return await self._done_by(address, on_worker.get_ready, self._job)

    async def _judged(self, each: Submission, address: str) -> Result | None:
        """Have a worker judge a submission. None when that came to nothing, and the submission waits again."""
        ready = self._ready[address]
        try:
            answer = await self._done_by(address, self._judge, self._job.run, each)
        except WorkerLost:
            return await self._after_loss(each, address, ready)
        except Exception as problem:
            return self._failed(each, f"{type(problem).__name__}: {problem}", ready)
        if isinstance(answer, Result):
            return answer
        if answer.process != ready.process:  # another process, at the same address
            return await self._after_loss(each, address, ready)
        if answer.problem:
            self._refuse(address, answer.problem)
        self._ready.pop(address, None)  # it had nothing to do for long, and has cleared up
        self._waiting.appendleft(each)
        return None

    async def _after_loss(self, each: Submission, address: str, ready: Ready) -> Result | None:
        """Count a lost worker; give the grade of a submission that has lost too many.

        Raises CourseError when it is the scheduler that is lost, and WorkerLost when it has been.
        """
        self._ready.pop(address, None)
        before = self._client.status
        self._there = await there(self._client)
        if before != "running":
            self._waiting.append(each)
            raise WorkerLost
        self._losses[each.student] += 1
        if self._losses[each.student] == ATTEMPTS:
            return self._failed(each, f"{ATTEMPTS} workers were lost while they judged this submission", ready)
        self._waiting.append(each)
        self._tell(f"worker {address} was lost while it judged {each.student}, who is judged again")
        return None

    def _failed(self, each: Submission, what: str, ready: Ready) -> Result:
        reason = f"The grader itself failed, which is not your fault ({what})."
        return failed(each, self._job.assignment, reason, ready.tier)

    def _refuse(self, address: str, why: str) -> None:
        self._unfit[address] = why
        self._ready.pop(address, None)
        self._tell(f"worker {address} gets no work: {' '.join(why.split())}")

    async def _done_by(self, address: str, function: Callable[..., Awaitable[Any]], *given: Any) -> Any:
        return await done_by(self._client, address, self._gone[address], function, *given)


async def _kept(keep: Keep, result: Result) -> None:
    await keep(result)


async def _done(task: asyncio.Task[None]) -> None:
    """Wait for a task, and raise what it raised; whoever is cancelled while waiting leaves it alone."""
    await asyncio.wait([task])
    task.result()
