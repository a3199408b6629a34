"""Bounds what one kernel may take of the machine: memory, processor time, threads, files."""

from __future__ import annotations

import os
import platform
import re
import resource
from pathlib import Path

from autograder.sandbox.plan import Plan

SPARE_ADDRESSES = 1024**3  # beyond the memory bound: for the libraries, stacks and arenas that are mapped, not used
OTHER_TASKS = 4096  # where threads are counted with all others of the user, so many may come while a kernel runs
SIGNALS = 4096  # that wait, and timers that can send one: they take memory of the system
CPU_GRACE = 1  # seconds from the signal to the end


def set_limits(plan: Plan, counted_alone: bool) -> None:
    """Lower this process's limits to the plan's bounds; none of them can be raised again.

    `counted_alone`: the kernel is a user of its own, or has a user namespace of its own, and its threads are counted
    for it alone.
    """
    bounds = plan.bounds
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _lower(resource.RLIMIT_DATA, bounds.memory_bytes)
    # Shared memory without a file is not counted as data, but it has addresses.
    _lower(resource.RLIMIT_AS, mapped + bounds.memory_bytes + SPARE_ADDRESSES)
    _lower(resource.RLIMIT_CPU, bounds.cpu_seconds, bounds.cpu_seconds + CPU_GRACE)
    _lower(resource.RLIMIT_NOFILE, bounds.open_files)
    _lower(resource.RLIMIT_FSIZE, bounds.disk_bytes)
    for nothing in (resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE, resource.RLIMIT_RTPRIO):
        _lower(nothing, 0)
    _lower(resource.RLIMIT_SIGPENDING, SIGNALS)
    _lower(resource.RLIMIT_CORE, 1)  # 0 forbids files only; at 1 the system does not hand a crash to a program either
    threads = _thread_limit(bounds.threads, counted_alone)
    if threads:
        _lower(resource.RLIMIT_NPROC, threads)


def threads_are_bounded(counted_alone: bool) -> bool:
    """Say whether the system itself holds the bound of threads: not for root, and not where others are counted too."""
    return counted_alone and os.getuid() != 0 and _kernel() >= (5, 14)


def _thread_limit(threads: int, counted_alone: bool) -> int:
    """How many tasks the user may have; 0 for no limit. A bomb ends there, and the watch from outside sees it."""
    if counted_alone and _kernel() >= (5, 14):  # before, a user was counted across all namespaces
        return threads + 1  # the guard is counted too, where it is the same user
    everybody = int(Path("/proc/loadavg").read_text().split()[3].split("/")[1])
    return everybody + threads + OTHER_TASKS


def _lower(which: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, or keep what is lower already."""
    before = resource.getrlimit(which)[1]
    highest = before if before != resource.RLIM_INFINITY else max(soft, hard or soft)
    hard = min(hard or soft, highest)
    resource.setrlimit(which, (min(soft, hard), hard))


def _kernel() -> tuple[int, int]:
    """The version of the system's kernel; (0, 0), older than all, where its name tells none."""
    found = re.match(r"(\d+)(?:\.(\d+))?", platform.release())
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)
