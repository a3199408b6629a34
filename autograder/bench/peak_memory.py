"""The memory that a K-means takes beyond its points and means: measured in a process of its own.

The operating system counts, so what compiled code takes counts too. `python -m autograder.bench.peak_memory NAME DTYPE`
prints the bytes.
"""

from __future__ import annotations

import contextlib
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil

ITERATIONS = 2
THREADS = 1


def peak_in_a_fresh_process(name: str, kind: str) -> int:
    """Start a process that runs one of the contestants on MNIST; gives the bytes that it takes at most for it."""
    command = [sys.executable, "-m", "autograder.bench.peak_memory", name, kind]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def peak_of(name: str, points: np.ndarray, k: int) -> int:
    """Bytes that a contestant takes at most while it runs, beyond those that this process holds before.

    It runs on a few points first, so that the code of libraries is loaded. Where the system can't forget an earlier
    peak, as outside Linux, this gives too little when that one was higher.
    """
    from threadpoolctl import threadpool_limits

    from autograder.bench.contestants import contestants

    run = contestants()[name]
    with threadpool_limits(THREADS):
        run(points[: 10 * k], points[:k], ITERATIONS)
        forget_peak()
        before = psutil.Process().memory_info().rss
        run(points, points[:k].copy(), ITERATIONS)
    return max(highest() - before, 0)


def forget_peak() -> None:
    """Let the system count the peak from here on, where it can."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def highest() -> int:
    """The most bytes that this process has held."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    from load import test_x

    print(peak_of(sys.argv[1], (test_x / 255).astype(sys.argv[2]), 10))
