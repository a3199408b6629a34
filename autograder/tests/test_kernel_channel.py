"""A check may ask a kernel as long as its submission has time left; what ran short of memory there is remembered."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from autograder.evidence import StudentTimeout
from autograder.judge.deadline import Deadline
from autograder.judge.kernel_channel import KernelChannel


class Kernel:
    """Answers at once, always the same, and remembers how long it was given."""

    def __init__(self, answer: dict[str, Any] | None = None) -> None:
        self.given: list[float] = []
        self.answer = answer or {}

    async def ask(self, request: dict[str, Any], buffers: Any, seconds: float) -> tuple[dict[str, Any], list[bytes]]:
        """Answer one request."""
        self.given.append(seconds)
        return self.answer, []


@pytest.mark.parametrize(("left", "given"), [(100.0, 30.0), (5.0, 5.0), (-1.0, None)])
def test_a_question_gets_no_more_time_than_is_left(left: float, given: float | None) -> None:
    """Near the deadline it gets what is left, and past it nothing is asked any more."""
    kernel = Kernel()

    async def run() -> None:
        channel = KernelChannel(kernel, asyncio.get_running_loop(), 30.0, Deadline(left))
        await asyncio.to_thread(channel.ask, {"do": "fetch"})

    if given is None:
        with pytest.raises(StudentTimeout, match="used up the time"):
            asyncio.run(run())
    else:
        asyncio.run(run())
    assert kernel.given == ([] if given is None else [pytest.approx(given, abs=1)])


@pytest.mark.parametrize(
    ("answer", "short"),
    [
        ({"error": {"type": "MemoryError"}}, True),
        ({"error": {"type": "ValueError"}}, False),
        ({"results": [["plain", 1], {"type": "_ArrayMemoryError"}]}, True),
        ({"results": 3, "error": None}, False),
    ],
)
def test_a_refusal_of_memory_is_remembered(answer: dict[str, Any], short: bool) -> None:
    """Python's MemoryError counts, and NumPy's, in a replay and in any of several calls."""

    async def run() -> bool:
        kernel = Kernel(answer)
        channel = KernelChannel(kernel, asyncio.get_running_loop(), 30.0, Deadline())
        await asyncio.to_thread(channel.ask, {"do": "calls"})
        kernel.answer = {}
        await asyncio.to_thread(channel.ask, {"do": "fetch"})
        return channel.ran_short

    assert asyncio.run(run()) is short
