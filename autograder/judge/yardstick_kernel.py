"""The yardstick for time, in a kernel of its own: the same kind and limits as the students', and no student code."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import zmq.asyncio
from nbformat.v4 import new_code_cell

from autograder import yardstick
from autograder.course import Limits
from autograder.evidence import KernelDied
from autograder.judge.kernel import START_SECONDS, StudentKernel


class YardstickKernel:
    """Started at its first use, shared by all submissions of one run: `async with YardstickKernel(limits) as it`."""

    def __init__(self, limits: Limits, tier: str = "none", context: zmq.asyncio.Context | None = None) -> None:
        self._limits, self._tier, self._context = limits, tier, context
        self._lock = asyncio.Lock()
        self._kernel: StudentKernel | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    async def __aenter__(self) -> YardstickKernel:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def cpu_seconds_of_steps(self, steps: int) -> float:
        """CPU seconds that so many steps of the yardstick take now."""
        async with self._lock:
            try:
                return await self._measure(steps)
            except KernelDied:
                await self.stop()
                return await self._measure(steps)

    async def _measure(self, steps: int) -> float:
        kernel = self._kernel or await self._start()
        before = kernel.cpu_seconds()
        request = {"do": "replay", "steps": [["run", f"yardstick({steps})"]], "names": [], "seconds": START_SECONDS}
        await kernel.ask(request, (), START_SECONDS)
        return max(kernel.cpu_seconds() - before, 1e-6)

    async def _start(self) -> StudentKernel:
        self._folder = tempfile.TemporaryDirectory(prefix="kmeans-", ignore_cleanup_errors=True)
        kernel = StudentKernel(Path(self._folder.name), self._limits, self._tier, self._context)
        await kernel.__aenter__()
        await kernel.run(new_code_cell(yardstick.SOURCE), 0, START_SECONDS)
        self._kernel = kernel
        return kernel

    async def stop(self) -> None:
        """End its kernel; the next measurement starts another."""
        if self._kernel:
            await self._kernel.__aexit__()
        if self._folder:
            self._folder.cleanup()
        self._kernel = self._folder = None
