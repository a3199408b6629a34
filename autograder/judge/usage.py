"""What a student's process uses, as seen from outside: for limits that the system does not enforce everywhere."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from autograder.course import Limits
from autograder.sandbox.plan import Bounds

STATUS = ("VmRSS", "VmHWM", "VmData", "Threads")
ROOM = 64 * 1024**2  # bytes that a kernel needs to answer: an image for each point, as the largest of its answers
MOST_FILES = Bounds().files  # and folders
LONGEST_PATH = 3000  # characters: beyond 4096 nobody could look
BESIDE = 1.02  # for settings and folders, beside a file that is as large as it may be
_HIDDEN = "Your notebook made folders that nobody can look into, so its process was ended."


def excess(pid: int | None, folder: Path | None, limits: Limits) -> str:
    """Say which limit a process is beyond; "" while it is within all of them, and where nobody can tell."""
    if pid is None:
        return ""
    found = _status(pid)
    if found.get("Threads", 0) > limits.threads + 1:
        return f"Your notebook started more than {limits.threads:g} threads, so its process was ended."
    if found.get("VmRSS", 0) > limits.memory_gib * 1024**2:  # both in KiB
        return f"Your notebook took more than {limits.memory_gib:g} GiB of memory, so its process was ended."
    return _excess_of_disk(pid, folder, limits.disk_megabytes) if folder else ""


def is_nearly_full(pid: int | None, limits: Limits) -> bool:
    """Whether a process may have too little memory left to answer; memory that it has freed and kept counts, too."""
    mapped = _status(pid).get("VmData", 0) if pid is not None else 0
    return mapped * 1024 + ROOM > limits.memory_gib * 1024**3


def peak_bytes(pid: int | None) -> int | None:
    """Tell how much memory a process has held at most since its start; None where nobody can tell."""
    found = _status(pid).get("VmHWM") if pid is not None else None
    return None if found is None else found * 1024


def _excess_of_disk(pid: int, folder: Path, megabytes: float) -> str:
    """Say whether the files below a folder, and those that only the process still holds, are too many or too large."""
    total, count, hidden = _bytes_of_deleted(pid), 0, list[OSError]()
    for where, folders, files in os.walk(folder, onerror=hidden.append):
        count += len(folders) + len(files)
        if count > MOST_FILES:
            return f"Your notebook made more than {MOST_FILES} files, so its process was ended."
        if len(where) > LONGEST_PATH:
            return _HIDDEN
        total += sum(_bytes_of(os.path.join(where, name)) for name in (*folders, *files))
    if any(isinstance(problem, PermissionError) for problem in hidden):
        return _HIDDEN
    if total > megabytes * 1e6 * BESIDE:
        return f"Your notebook wrote more than {megabytes:g} MB of files, so its process was ended."
    return ""


def _status(pid: int) -> dict[str, int]:
    """Threads, and memory in KiB; {} for a process that is gone, or a system without /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition(":")[::2] for line in lines)
    return {name: int(value.split()[0]) for name, value in pairs if name in STATUS}


def _bytes_of(path: str) -> int:
    """Bytes that a file or folder takes on the disk; 0 when it is gone."""
    try:
        return os.lstat(path).st_blocks * 512
    except OSError:
        return 0


def _bytes_of_deleted(pid: int) -> int:
    """Bytes of files that were deleted while the process has them open: no folder shows them, the disk keeps them."""
    found: dict[tuple[int, int], int] = {}
    with suppress(OSError):  # it is gone
        for number in os.listdir(f"/proc/{pid}/fd"):
            with suppress(OSError):  # it has closed this one meanwhile
                kept = os.stat(f"/proc/{pid}/fd/{number}")
                if stat.S_ISREG(kept.st_mode) and kept.st_nlink == 0:
                    found[kept.st_dev, kept.st_ino] = kept.st_blocks * 512
    return sum(found.values())
