"""What a student's process uses, as seen from outside: for limits that the system does not enforce everywhere."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.course import Limits

STATUS = ("VmRSS", "Threads")


def excess(pid: int | None, folder: Path | None, limits: Limits) -> str:
    """Say which limit a process is beyond; "" while it is within all of them, and where nobody can tell."""
    if pid is None:
        return ""
    found = _status(pid)
    if found.get("Threads", 0) > limits.threads + 1:
        return f"Your notebook started more than {limits.threads:g} threads, so its process was ended."
    if found.get("VmRSS", 0) > limits.memory_gib * 1024**2:  # both in KiB
        return f"Your notebook took more than {limits.memory_gib:g} GiB of memory, so its process was ended."
    if folder and _disk_bytes(folder) > limits.disk_megabytes * 1e6:
        return f"Your notebook wrote more than {limits.disk_megabytes:g} MB of files, so its process was ended."
    return ""


def _status(pid: int) -> dict[str, int]:
    """Threads, and resident memory in KiB; {} for a process that is gone, or a system without /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition(":")[::2] for line in lines)
    return {name: int(value.split()[0]) for name, value in pairs if name in STATUS}


def _disk_bytes(folder: Path) -> int:
    """Bytes that the files below a folder take on the disk."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(where, name)).st_blocks * 512
            except OSError:
                continue
    return total
