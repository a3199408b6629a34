"""How checks, which run in a thread of their own, ask the agent in a student's kernel."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.evidence import StudentTimeout
from autograder.judge.deadline import Deadline
from autograder.judge.kernel import StudentKernel

OVER_TIME = "The whole notebook used up the time that a submission has."


class KernelChannel:
    """The data channel for checks, which run in a thread of their own beside the event loop."""

    def __init__(
        self,
        kernel: StudentKernel,
        loop: asyncio.AbstractEventLoop,
        seconds: float,
        deadline: Deadline,
        beside: StudentKernel | None = None,
    ) -> None:
        self.kernel, self.loop, self.seconds = kernel, loop, seconds
        self._kernels = [kernel, *([beside] if beside else [])]  # the same student's
        self.deadline = deadline  # of the whole submission
        self.ran_short = False  # whether the student's code was refused memory in any answer

    def ask(
        self, request: dict[str, Any], buffers: Sequence[bytes] = ()
    ) -> tuple[dict[str, Any], Sequence[Any]]:
        """Ask the agent in the kernel, from another thread than the loop's; raises StudentTimeout past the deadline."""
        left = self.deadline.left()
        if left <= 0:
            raise StudentTimeout(OVER_TIME)
        seconds = min(request.get("seconds") or self.seconds, left)
        asked = asyncio.run_coroutine_threadsafe(self.kernel.ask(request, buffers, seconds), self.loop)
        answer, parts = asked.result()
        self.ran_short |= _tells_of_memory(answer)
        return answer, parts

    def cpu_seconds(self) -> float:
        """CPU time of the student's process."""
        return self.kernel.cpu_seconds()

    def peak_bytes(self) -> int | None:
        """Memory that the student's process has held at most since its start."""
        return self.kernel.peak_bytes()

    def timed(self) -> contextlib.AbstractContextManager[None]:
        """Do nothing: a kernel has one thread for linear algebra, and keeps its memory, from its start."""
        return contextlib.nullcontext()

    def alone(self) -> contextlib.AbstractContextManager[None]:
        """Time no other submission on this machine meanwhile; waiting for that is no time of this one's."""
        return self.deadline.alone()

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Stop the student's process, with all its threads, while something else is timed."""
        for kernel in self._kernels:
            kernel.freeze()
        try:
            yield
        finally:
            for kernel in self._kernels:
                kernel.thaw()


def _tells_of_memory(answer: dict[str, Any]) -> bool:
    """Whether a replay, or one of several calls, ended by a MemoryError: Python's own, or NumPy's."""
    results = answer.get("results")
    found = [answer.get("error"), *(results if isinstance(results, list) else [])]
    return any(isinstance(each, dict) and str(each.get("type")).endswith("MemoryError") for each in found)
