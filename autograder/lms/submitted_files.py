"""Writes a submission into `submitted/`: all of it or nothing, and what was there before is kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from autograder.course import CourseError
from autograder.grade.page import make_private_folder, write_private
from autograder.lms.contents import TIMESTAMP, File

_COMING_IN = ".importing"  # beside the submission, so that one rename puts it into its place


def fingerprint(files: Iterable[tuple[str, bytes]]) -> str:
    """Name a submission by its files' names and bytes; they come sorted by name."""
    digest = hashlib.sha256()
    for name, data in files:
        digest.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(data).digest())
    return digest.hexdigest()


def fingerprint_on_disk(folder: Path) -> str:
    """Name the submission in a folder likewise, without nbgrader's time; "" when there is none, or it is odd."""
    if not folder.is_dir() or folder.is_symlink():
        return ""
    found: list[tuple[PurePosixPath, Path]] = []
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            if not stat.S_ISREG(path.lstat().st_mode):
                return ""
            found.append((PurePosixPath(path.relative_to(folder).as_posix()), path))
    return fingerprint((str(name), path.read_bytes()) for name, path in sorted(found) if str(name) != TIMESTAMP)


def write_submission(folder: Path, files: dict[PurePosixPath, File], timestamp: str, kept_at: Path) -> Path | None:
    """Put a submission into `submitted/<student>/<assignment>`; give where the one before it went, if there was one.

    Whoever is stopped in between leaves the old submission, or none and the old one at `kept_at`, never half of one.
    """
    _require_no_link(folder)
    make_private_folder(folder.parent)
    coming = folder.parent / _COMING_IN
    shutil.rmtree(coming, ignore_errors=True)  # what a stopped import left
    coming.mkdir(mode=0o700)
    for path, file in files.items():
        _write(coming / path, file)
    if timestamp:
        write_private(coming / TIMESTAMP, timestamp + "\n")
    kept = _put_away(folder, kept_at) if folder.exists() else None
    os.replace(coming, folder)
    return kept


def write_time(folder: Path, timestamp: str) -> None:
    """Note when a submission was handed in, as nbgrader reads it."""
    _require_no_link(folder)
    write_private(folder / TIMESTAMP, timestamp + "\n")


def _write(path: Path, file: File) -> None:
    make_private_folder(path.parent)
    path.touch(mode=0o600)
    path.write_bytes(file.data)
    if file.modified:
        when = file.modified.timestamp()
        os.utime(path, (when, when))  # of two notebooks, grading takes the newer one


def _put_away(folder: Path, kept_at: Path) -> Path:
    make_private_folder(kept_at.parent)
    number, place = 1, kept_at
    while place.exists():
        number += 1
        place = kept_at.with_name(f"{kept_at.name}-{number}")
    shutil.move(folder, place)
    return place


def _require_no_link(folder: Path) -> None:
    for path in (folder.parent, folder):
        if path.is_symlink():
            raise CourseError(f"{path}: is a link, so nothing is written through it; put a folder there")
