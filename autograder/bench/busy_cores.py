"""Keeps every core busy with other work for a while, so that it can be seen what that does to a measurement."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from autograder.bench.machine import cores
from autograder.sandbox.student_environment import ONE_THREAD

LONGEST = 600.0  # seconds after which a helper ends by itself, whatever became of the bench


@contextmanager
def busy_cores() -> Iterator[None]:
    """Run one helper process for each core; each ends with this block, with this process, or after ten minutes."""
    command = [sys.executable, "-m", "autograder.bench.busy_cores", str(os.getpid())]
    helpers = [subprocess.Popen(command, env={**os.environ, **dict.fromkeys(ONE_THREAD, "1")}) for _ in range(cores())]
    try:
        yield
    finally:
        for helper in helpers:
            helper.kill()
            helper.wait()


def work_while(parent: int, seconds: float = LONGEST) -> None:
    """Multiply, sort and count in turn: what uses a core, its caches, and the way to the memory."""
    end = time.monotonic() + seconds
    numbers = np.random.default_rng(0).random((1000, 1000))
    while time.monotonic() < end and os.getppid() == parent:
        numbers @ numbers
        np.sort(numbers, axis=None)
        sum(range(200_000))


if __name__ == "__main__":
    work_while(int(sys.argv[1]))
