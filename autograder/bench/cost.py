"""What commands cost: seconds, and CPU seconds of them and of all that they started, on Linux.

The system adds up the CPU time of a process and of all its descendants that were waited for. Whoever loses its
parent on the way is adopted here, and counted too.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAUSE = 0.005  # seconds between two looks
STRAGGLERS_SECONDS = 10.0  # how long descendants may live on after their command
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds from its call to its end, CPU seconds of it and its descendants.

    `start_seconds` and `start_cpu_seconds` are those until it started its first process: until then it has read
    its own code and its course, and no student's work.
    """

    seconds: float
    cpu_seconds: float
    start_seconds: float
    start_cpu_seconds: float


@dataclass
class _Running:
    """A command that runs."""

    process: subprocess.Popen[bytes]
    begun: float
    started: tuple[float, float] | None = None
    cost: Cost | None = None


def cost_of(commands: Sequence[Sequence[str]], folders: Sequence[Path], **more: Any) -> list[Cost]:
    """Run commands side by side, each in its folder; give what each cost.

    `more` goes to `subprocess.Popen`, such as `env`. What they print is kept from the terminal. Raises RuntimeError,
    with the last of what it printed, when one fails.
    """
    adopt_orphans()
    before = children_of(os.getpid())
    logs = [folder / "command.log" for folder in folders]
    running = [
        _started(command, folder, log, more) for command, folder, log in zip(commands, folders, logs, strict=True)
    ]
    try:
        while any(each.cost is None for each in running):
            for each in running:
                _look(each)
            time.sleep(PAUSE)
    except BaseException:
        for each in running:
            each.process.kill()
        raise
    for each, log in zip(running, logs, strict=True):
        if each.process.returncode:
            output = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"{each.process.args!r} ended with {each.process.returncode}:\n{output}")
    stray = cpu_of_stragglers(before) / len(running)
    found = [each.cost for each in running if each.cost is not None]
    return [Cost(each.seconds, each.cpu_seconds + stray, each.start_seconds, each.start_cpu_seconds) for each in found]


def _started(command: Sequence[str], folder: Path, log: Path, more: Mapping[str, Any]) -> _Running:
    with log.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, **more
        )
    return _Running(process, begun)


def _look(each: _Running) -> None:
    """Note when a command starts its first process, and when it ends."""
    if each.cost is not None:
        return
    now, pid = time.perf_counter() - each.begun, each.process.pid
    if each.started is None and children_of(pid):
        each.started = now, cpu_clock(pid)
    ended, status, usage = os.wait4(pid, os.WNOHANG)
    if ended:
        each.process.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime
        each.cost = Cost(now, cpu, *(each.started or (now, cpu)))


def adopt_orphans() -> None:
    """Make this process the parent of descendants whose own parent has ended; does nothing outside Linux."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_of(pid: int) -> set[int]:
    """Pids of a process's children; none when it has ended."""
    found: set[int] = set()
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                found |= set(map(int, (task / "children").read_text(encoding="ascii").split()))
    return found


def descendants_of(pid: int) -> set[int]:
    """Pids of all that a process has started, directly or not, and that still is there."""
    found, new = set(), children_of(pid)
    while new:
        found |= new
        new = {child for each in new for child in children_of(each)} - found
    return found


def cpu_clock(pid: int) -> float:
    """CPU seconds of a process alone, all threads, to the nanosecond; 0.0 when it has ended."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def cpu_of_tree() -> float:
    """CPU seconds of this process, and of all that it has started: those that live, and those that were waited for."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    living = sum(cpu_clock(pid) + _waited_for(pid) for pid in descendants_of(os.getpid()))
    return time.process_time() + ended.ru_utime + ended.ru_stime + living


def _waited_for(pid: int) -> float:
    """CPU seconds of a process's descendants that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def cpu_of_stragglers(before: set[int]) -> float:
    """Wait for the orphans of commands that have ended; give their CPU seconds.

    `before` are children that this process had already. One that does not end in time is counted as it stands.
    """
    total, deadline = 0.0, time.monotonic() + STRAGGLERS_SECONDS
    while orphans := children_of(os.getpid()) - before:
        late = time.monotonic() > deadline
        for pid in orphans:
            ended, _, usage = os.wait4(pid, os.WNOHANG)
            total += usage.ru_utime + usage.ru_stime if ended else cpu_clock(pid) if late else 0.0
        if late:
            break
        time.sleep(PAUSE)
    return total
