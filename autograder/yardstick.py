"""The yardstick for time: two matrix products of the exercise's size and an argmin, per step."""

from __future__ import annotations

import functools
import time

POINTS, MEANS, PIXELS = 10_000, 10, 784

# The same in source, for a kernel: it defines `yardstick(steps)`.
SOURCE = f"""
import numpy as np
_rng = np.random.default_rng(0)
_points, _means = _rng.random(({POINTS}, {PIXELS})), _rng.random(({MEANS}, {PIXELS}))
_table = np.eye({MEANS})[_rng.integers({MEANS}, size={POINTS})]
def yardstick(steps):
    for _ in range(steps):
        (_points @ _means.T).argmin(axis=1)
        _table.T @ _points
yardstick(1)
"""


@functools.cache
def _namespace() -> dict[str, object]:
    space: dict[str, object] = {}
    exec(SOURCE, space)
    return space


def cpu_seconds_of_steps(steps: int) -> float:
    """CPU seconds, all threads, that so many steps take in this process."""
    run = _namespace()["yardstick"]
    before = time.process_time()
    run(steps)  # type: ignore[operator]
    return max(time.process_time() - before, 1e-6)
