"""Where one submission after the other is judged: the next kernel is started while the present one is used."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping

import zmq.asyncio

from autograder.course import Limits
from autograder.judge.client import bounded_context
from autograder.judge.kernel import CannotStart, StudentKernel
from autograder.judge.yardstick_kernel import YardstickKernel
from autograder.sandbox.warm import zygote


class Workplace:
    """Kernels of one tier, and the yardstick beside them: `async with Workplace(limits, tier) as workplace`.

    One submission at a time: a class that is graded by several workers has a workplace for each.
    """

    def __init__(self, limits: Limits, tier: str) -> None:
        self.limits, self.tier = limits, tier
        self._next: asyncio.Task[StudentKernel] | None = None
        self._ahead = True
        self._endings: set[asyncio.Task[None]] = set()
        self._context: zmq.asyncio.Context | None = None

    async def __aenter__(self) -> Workplace:
        self._context = bounded_context()
        self.yardstick = YardstickKernel(self.limits, self.tier, self._context)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._next:
            self._next.cancel()
            ready = (await asyncio.gather(self._next, return_exceptions=True))[0]
            if not isinstance(ready, BaseException):
                await ready.__aexit__()
        await asyncio.gather(*self._endings, self.yardstick.stop())
        if self._context:
            self._context.destroy(linger=0)

    def forked_by(self) -> int | None:
        """Tell which process forks the kernels; None for ordinary ones, and while there is none."""
        return None if self.tier == "none" else zygote(outside=True).pid

    def expect_no_more(self) -> None:
        """Start no kernel ahead from now on: the submission that comes next is the last."""
        self._ahead = False

    @contextlib.asynccontextmanager
    async def kernel(self, files: Mapping[str, bytes]) -> AsyncIterator[StudentKernel]:
        """Give a kernel that no student's code ran in, with some files; the next one is started meanwhile.

        Raises CannotStart.
        """
        starting = self._next or self._start()
        self._next = None
        kernel = await starting
        if self._ahead:
            self._next = self._start()
        try:
            await kernel.put(files)
            yield kernel
        finally:
            ending = asyncio.ensure_future(kernel.__aexit__())
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)

    def _start(self) -> asyncio.Task[StudentKernel]:
        task = asyncio.ensure_future(self._started())
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # told to whoever awaits it
        return task

    async def _started(self) -> StudentKernel:
        """Start a kernel; once more where the machine was out of breath."""
        try:
            return await StudentKernel(self.limits, self.tier, self._context).__aenter__()
        except CannotStart:
            return await StudentKernel(self.limits, self.tier, self._context).__aenter__()
