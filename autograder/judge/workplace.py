"""Where one submission after the other is judged: the next kernel is started while the present one is used."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import zmq.asyncio

from autograder.course import Limits
from autograder.judge.client import bounded_context
from autograder.judge.kernel import CannotStart, StudentKernel
from autograder.judge.yardstick_kernel import YardstickKernel


class Workplace:
    """Kernels of one tier, and the yardstick beside them: `async with Workplace(limits, tier) as workplace`.

    One submission at a time: a class that is graded by several workers has a workplace for each.
    """

    def __init__(self, limits: Limits, tier: str = "none") -> None:
        self.limits, self.tier = limits, tier
        self._next: asyncio.Task[tuple[StudentKernel, Path]] | None = None
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
                await _end(*ready)
        await asyncio.gather(*self._endings, self.yardstick.stop())
        if self._context:
            self._context.destroy(linger=0)

    @contextlib.asynccontextmanager
    async def kernel(self, files: Mapping[str, bytes], more: bool = True) -> AsyncIterator[StudentKernel]:
        """Give a kernel that no student's code ran in, with some files; with `more` the next one is started meanwhile.

        Raises CannotStart.
        """
        starting = self._next or self._start()
        self._next = None
        kernel, folder = await starting
        if more:
            self._next = self._start()
        try:
            await kernel.put(files)
            yield kernel
        finally:
            ending = asyncio.ensure_future(_end(kernel, folder))
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)

    def _start(self) -> asyncio.Task[tuple[StudentKernel, Path]]:
        task = asyncio.ensure_future(self._started())
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # told to whoever awaits it
        return task

    async def _started(self) -> tuple[StudentKernel, Path]:
        """Start a kernel in a folder of its own; once more where the machine was out of breath."""
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="kmeans-"))
        for attempt in (1, 2):
            kernel = StudentKernel(folder, self.limits, self.tier, self._context)
            try:
                return await kernel.__aenter__(), folder
            except CannotStart:
                if attempt == 2:
                    shutil.rmtree(folder, ignore_errors=True)
                    raise
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        raise AssertionError("unreachable")


async def _end(kernel: StudentKernel, folder: Path) -> None:
    await kernel.__aexit__()
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
