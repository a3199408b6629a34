"""Results that come at the same time are written together, and each waits until it is on the disk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

import pytest

from autograder.grade.keep_results import Keeper
from autograder.grade.one_submission import Result


def results(count: int) -> list[Result]:
    """Some results."""
    return [Result({"student": f"s{number}"}, None) for number in range(count)]


def test_results_that_wait_are_written_together() -> None:
    """While one batch is written the next one gathers, and nothing is written twice or left out."""
    batches: list[list[str]] = []

    def write(batch: Sequence[Result]) -> None:
        time.sleep(0.02)
        batches.append([each.record["student"] for each in batch])

    async def keep_all() -> None:
        keeper = Keeper(write)
        await asyncio.gather(*map(keeper.keep, results(50)))

    asyncio.run(keep_all())
    assert len(batches) <= 3
    assert sorted(name for batch in batches for name in batch) == sorted(f"s{number}" for number in range(50))


def test_whoever_waits_hears_of_a_full_disk() -> None:
    """A batch that can't be written is told to each whose result was in it; a later one is tried again."""
    full = True

    def write(batch: Sequence[Result]) -> None:
        if full:
            raise OSError(28, "No space left on device", "02_kmeans.jsonl")

    async def keep_all() -> Sequence[object]:
        nonlocal full
        keeper = Keeper(write)
        told = await asyncio.gather(*map(keeper.keep, results(3)), return_exceptions=True)
        full = False
        await keeper.keep(results(1)[0])
        return told

    assert all(isinstance(each, OSError) for each in asyncio.run(keep_all()))


def test_a_result_is_kept_when_keep_returns() -> None:
    """Nobody goes on before the write is done."""
    written: list[str] = []

    async def keep_one() -> list[str]:
        await Keeper(lambda batch: written.extend(each.record["student"] for each in batch)).keep(results(1)[0])
        return list(written)

    assert asyncio.run(keep_one()) == ["s0"]


@pytest.mark.parametrize("count", [0, 1])
def test_a_run_that_is_cancelled_leaves_nobody_waiting(count: int) -> None:
    """When whoever writes is cancelled, those whose results were in the same batch hear of it."""

    async def cancel_the_first() -> list[object]:
        keeper = Keeper(lambda batch: time.sleep(0.1))
        tasks = [asyncio.create_task(keeper.keep(each)) for each in results(2)]
        await asyncio.sleep(0.02)
        tasks[count].cancel()
        return await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)

    assert isinstance(asyncio.run(cancel_the_first())[count], asyncio.CancelledError)
