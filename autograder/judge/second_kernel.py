"""Runs a notebook again in a fresh kernel, without code that could do more than its text shows.

What such code changes in a kernel, nobody can list: the agent, NumPy, Python itself. So points for how the text is
written are given only where the result is right without it as well. An ordinary notebook has no such code, and needs
no second kernel.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from typing import Any

from nbformat import NotebookNode

from autograder import source
from autograder.evidence import Evidence, KernelDied, StudentTimeout
from autograder.judge.cells import CheckCell, RebuiltCells
from autograder.judge.kernel import CannotStart, StudentKernel
from autograder.judge.kernel_channel import OVER_TIME, KernelChannel
from autograder.judge.workplace import Workplace

# Files that Python imports, and that nobody reads: another module may hide behind a name.
_UNREAD = (".pyc", ".pyo", ".so", ".pyd", ".pth", ".zip", ".egg", ".whl")


@dataclass(frozen=True)
class Shown:
    """A notebook as it runs by its text alone: its cells with the sources that are left, and the files beside it."""

    cells: RebuiltCells
    notebook: NotebookNode
    files: Mapping[str, bytes]


class SecondKernel:
    """A student's second kernel: there is none until a check asks, and then only where the notebook needs one.

    `first` leads to the one in which the notebook ran as it is; `stack` ends the second one.
    """

    def __init__(
        self, cells: RebuiltCells, workplace: Workplace, first: KernelChannel, stack: AsyncExitStack, seconds: float
    ) -> None:
        self.problem: CannotStart | None = None  # the machine's, which is not for the student to hear
        self._own, self._workplace, self._first, self._stack = cells, workplace, first, stack
        self._cell_seconds = seconds
        self._channel: KernelChannel | None = None
        self._done = 0  # cells that ran
        self._kept: set[str] = set()  # checks down to which they ran
        self._died: KernelDied | None = None
        self._memo: dict[Any, Any] = {}

    def evidence(self, check: CheckCell, first: Evidence) -> Evidence | None:
        """Give a check's evidence by the text alone; None where the text is all there is. Not for the loop's thread.

        Raises KernelDied, StudentTimeout, Malformed, CannotStart.
        """
        shown = self._shown
        if shown is None:
            return None
        asyncio.run_coroutine_threadsafe(self._reach(check, shown), self._first.loop).result()
        assert self._channel is not None
        return replace(first, channel=self._channel, cells=shown.cells, memo=self._memo, as_shown=None, left_out=None)

    def left_out(self) -> list[str]:
        """Give the student's lines that do not run here, as far as they can be told."""
        shown = self._shown
        if shown is None:
            return []
        with suppress(SyntaxError):
            pairs = zip(self._own.rebuilt.cells, shown.cells.rebuilt.cells, strict=True)
            changed = [(before.source, after.source) for before, after in pairs if before.source != after.source]
            return [line for pair in changed for line in source.lines_left_out(*pair)]
        return []

    @functools.cached_property
    def _shown(self) -> Shown | None:
        cells = self._own.rebuilt.cells
        own = [index for index, cell in enumerate(cells) if cell.is_students_code]
        given = [cell.source for cell in cells if cell.kind == "given" and cell.cell_type == "code"]
        unread = [name for name in self._own.files if name.lower().endswith(_UNREAD)]
        found = source.as_shown([cells[index].source for index in own], self._own.modules(), given)
        if found is None and not unread:
            return None
        kept = self._own if found is None else self._own.with_sources(dict(zip(own, found[0], strict=True)), found[1])
        files = {name: data for name, data in kept.files.items() if name not in unread}
        return Shown(kept, kept.rebuilt.notebook(), files)

    async def _reach(self, check: CheckCell, shown: Shown) -> None:
        """Run the cells down to a check, and keep the names as they are there."""
        if self._died:
            raise self._died
        try:
            kernel = await self._started(shown)
            for index in range(self._done, check.index):
                self._done = index + 1
                await self._run(kernel, index, shown)
            if check.exercise.name not in self._kept:
                await kernel.ask({"do": "keep", "as": check.exercise.name}, (), self._first.seconds)
                self._kept.add(check.exercise.name)
        except KernelDied as died:
            self._died = died
            raise
        except CannotStart as problem:
            self.problem = problem
            raise

    async def _started(self, shown: Shown) -> StudentKernel:
        if self._channel is None:
            first = self._first
            first.deadline.extend()
            kernel = await self._stack.enter_async_context(self._workplace.kernel(shown.files))
            self._channel = KernelChannel(kernel, first.loop, first.seconds, first.deadline, beside=first.kernel)
        return self._channel.kernel

    async def _run(self, kernel: StudentKernel, index: int, shown: Shown) -> None:
        """Run one cell that is code, and no check, within the limits that hold for each."""
        seconds = min(self._cell_seconds, self._first.deadline.left())
        cell = shown.notebook.cells[index]
        if cell.cell_type != "code" or shown.cells.rebuilt.cells[index].kind == "check":
            return
        if seconds <= 0:
            raise StudentTimeout(OVER_TIME)
        if await kernel.run(cell, index, seconds):
            shown.cells.stopped.add(index)
        if any(output.get("output_type") == "error" for output in cell.outputs):
            shown.cells.raised.add(index)
