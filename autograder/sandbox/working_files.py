"""Puts the files beside a notebook where its kernel works: plain files only, and never more than there is room for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from autograder.sandbox.plan import Bounds


def copy_files(source: Path, work: Path, bounds: Bounds) -> None:
    """Copy the files of a folder, and of the folders in it, until a bound is reached.

    Links are left out, as they may lead to what nobody handed in, and so is what cannot be read. Names that begin with
    a dot are left out too: checkpoints, version control, settings.
    """
    size, count = 0, 0
    for place, folders, files in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        target = work / Path(place).relative_to(source)
        for name in sorted(files):
            room = bounds.disk_bytes // 2 - size
            copied = None if name.startswith(".") else _copy(Path(place, name), target / name, room)
            if copied is not None:
                size, count = size + copied, count + 1
            if count >= bounds.files // 2:
                return


def _copy(path: Path, target: Path, room: int) -> int | None:
    """Copy a plain file that fits, and give its size; None when it stays where it is."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(opened, "rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > room:
            return None
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = stream.read(room)
    target.write_bytes(content)
    return len(content)
