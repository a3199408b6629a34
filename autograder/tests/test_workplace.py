"""The next kernel starts while the present one is used, unless nothing follows."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from autograder.course import Limits
from autograder.grade.local_judges import _with_last
from autograder.judge import workplace
from autograder.judge.workplace import Workplace


class Kernel:
    """Counts how many of its kind were started."""

    started = 0

    def __init__(self, *_: Any) -> None:
        pass

    async def __aenter__(self) -> Kernel:
        Kernel.started += 1
        return self

    async def __aexit__(self, *_: object) -> None:
        """End."""

    async def put(self, files: Any) -> None:
        """Take files."""


@pytest.mark.parametrize(("known", "started"), [(True, 3), (False, 4)])
def test_no_kernel_is_started_when_nothing_follows(
    monkeypatch: pytest.MonkeyPatch, known: bool, started: int
) -> None:
    """For three submissions there are three kernels where the last is known to be that, else one more."""
    monkeypatch.setattr(workplace, "StudentKernel", Kernel)
    monkeypatch.setattr(Kernel, "started", 0)

    async def run() -> None:
        async with Workplace(Limits(), "none") as place:
            for _, is_last in _with_last(iter("abc")):  # type: ignore[arg-type]
                if is_last and known:
                    place.expect_no_more()
                async with place.kernel({}):
                    await asyncio.sleep(0.01)

    asyncio.run(run())
    assert Kernel.started == started


def test_the_last_of_several_is_told() -> None:
    """Each is given once, in its order, and only the last is the last."""
    assert [*_with_last([])] == []
    assert [*_with_last("a")] == [("a", True)]  # type: ignore[list-item]
    assert [*_with_last("abc")] == [("a", False), ("b", False), ("c", True)]  # type: ignore[list-item]
