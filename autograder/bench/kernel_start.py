"""How long a kernel takes until its first cell has run, and how much memory it holds then: plain, warm, sandboxed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import psutil

from autograder.bench.bare_kernel import bare_kernel, is_installed
from autograder.bench.cost import cpu_of_tree
from autograder.bench.measurement import Measurement, ratio

PLAIN, WARM = "python3", "kmeans-sandbox"
# What is started: the kernel's name, and what its provisioner is asked for.
KINDS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "plain": (PLAIN, {}),
    "warm": (WARM, {"tier": "none", "outside": True}),
    "warm, tier basic": (WARM, {"tier": "basic", "outside": True}),
    "warm, tier full": (WARM, {"tier": "full", "outside": True}),
}
FIRST_CELL = "import matplotlib.pyplot as plt\nimport numpy as np\nfrom load import test_x"


@dataclass(frozen=True)
class Start:
    """One start: seconds and CPU seconds of all processes until the first cell has run, and the kernel's own memory."""

    seconds: float
    cpu_seconds: float
    private_bytes: float


def measure(folder: Path, starts: int) -> Iterator[Measurement]:
    """Start kernels of every kind in turn, so many of each."""
    taken: dict[str, list[Start]] = {kind: [] for kind in KINDS if is_there(kind, folder)}
    for _ in range(starts):
        for kind, each in taken.items():
            each.append(start(kind, folder))
    for kind, each in taken.items():
        yield from told(kind, each, taken["plain"])


def is_there(kind: str, folder: Path) -> bool:
    """Whether such a kernel starts here; says so when it doesn't.

    This start is not measured: the first warm one starts the process that forks them.
    """
    name, _ = KINDS[kind]
    try:
        if not is_installed(name):
            raise RuntimeError(f"there is no kernel {name!r}")
        start(kind, folder)
    except Exception as problem:
        click.echo(f"Left out: kernels of the kind {kind!r} ({problem})", err=True)
        return False
    return True


def start(kind: str, folder: Path) -> Start:
    """Start a kernel, run the first cell of a notebook, and look at what that took."""
    name, options = KINDS[kind]
    begun, cpu = time.perf_counter(), cpu_of_tree()
    with bare_kernel(name, folder, **options) as kernel:
        kernel.run(FIRST_CELL)
        seconds = time.perf_counter() - begun
        return Start(seconds, cpu_of_tree() - cpu, private_bytes(kernel.pid))


def private_bytes(pid: int) -> float:
    """Memory that is a process's alone, and would be free again without it."""
    return float(psutil.Process(pid).memory_full_info().uss)


def told(kind: str, taken: list[Start], plain: list[Start]) -> Iterator[Measurement]:
    """Tell of one kind of kernel: in seconds and bytes, and beside a plain one."""
    how = f"{len(taken)} starts in turn with the other kinds; the cell imports NumPy, matplotlib and the images"
    every = {
        "seconds to its first cell's end": ([each.seconds for each in taken], [each.seconds for each in plain], "s"),
        "CPU seconds until then": ([each.cpu_seconds for each in taken], [each.cpu_seconds for each in plain], "s"),
        "memory of its own": ([each.private_bytes for each in taken], [each.private_bytes for each in plain], "bytes"),
    }
    for what, (ours, theirs, unit) in every.items():
        yield Measurement(f"kernel, {kind}: {what}", statistics.median(ours), unit, how, samples=ours)
        if kind != "plain":
            yield ratio(f"kernel, {kind}: {what}, plain being 1", ours, theirs, how)
