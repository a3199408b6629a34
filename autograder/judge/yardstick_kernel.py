"""The yardstick for time, in a kernel of its own: the same kind and limits as the students', and no student code."""

from __future__ import annotations

import asyncio

import zmq.asyncio
from nbformat.v4 import new_code_cell

from autograder import yardstick
from autograder.course import Limits
from autograder.evidence import KernelDied
from autograder.judge.kernel import START_SECONDS, StudentKernel

EMPTY_REQUESTS = 3  # of which the cheapest tells what a request costs by itself


class YardstickKernel:
    """Started at its first use, one for each worker of a run: `async with YardstickKernel(limits, tier) as it`.

    It stands still except while it is measured, so that it takes nothing from the code that is timed beside it.
    """

    def __init__(self, limits: Limits, tier: str, context: zmq.asyncio.Context | None = None) -> None:
        self._limits, self._tier, self._context = limits, tier, context
        self._lock = asyncio.Lock()
        self._kernel: StudentKernel | None = None
        self._request_seconds = 0.0

    async def __aenter__(self) -> YardstickKernel:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def cpu_seconds_of_steps(self, steps: int) -> float:
        """CPU seconds that so many steps of the yardstick take now, without what asking for them costs."""
        async with self._lock:
            try:
                return await self._measure(steps)
            except KernelDied:
                await self.stop()
                return await self._measure(steps)

    async def _measure(self, steps: int) -> float:
        kernel = self._kernel or await self._start()
        kernel.thaw()
        try:
            return max(await _used_by(kernel, steps) - self._request_seconds, 1e-6)
        finally:
            kernel.freeze()

    async def _start(self) -> StudentKernel:
        kernel = StudentKernel(self._limits, self._tier, self._context)
        await kernel.__aenter__()
        await kernel.run(new_code_cell(yardstick.SOURCE), 0, START_SECONDS)
        self._request_seconds = min([await _used_by(kernel, 0) for _ in range(EMPTY_REQUESTS)])
        self._kernel = kernel
        return kernel

    async def stop(self) -> None:
        """End its kernel; the next measurement starts another."""
        if self._kernel:
            await self._kernel.__aexit__()
        self._kernel = None


async def _used_by(kernel: StudentKernel, steps: int) -> float:
    """CPU seconds that a request for so many steps uses."""
    before = kernel.cpu_seconds()
    request = {"do": "replay", "steps": [["run", f"yardstick({steps})"]], "names": [], "seconds": START_SECONDS}
    await kernel.ask(request, (), START_SECONDS)
    return kernel.cpu_seconds() - before
