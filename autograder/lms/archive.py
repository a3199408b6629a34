"""Reads what an LMS packed, a zip or a folder, without trusting any of it.

Nothing is unpacked here. An archive gives its regular files by clean relative names, and the bytes of one of them at a
time. What is left out gets a line; what is wrong with the whole raises CourseError.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from autograder.course import CourseError

MAX_ENTRIES = 200_000
MAX_NAME = 1_000
MAX_DEPTH = 12
_DRIVE = re.compile(r"[A-Za-z]:")
# What systems and editors leave beside people's files: nobody handed it in, and nobody needs to be told.
_OF_SYSTEMS = re.compile(r"\..*|__macosx|thumbs\.db|desktop\.ini", re.IGNORECASE)


class Damaged(Exception):
    """One file of an archive can't be read; says why in a few words."""


@dataclass(frozen=True)
class Entry:
    """A regular file of an archive: its clean name, its size as declared, its own time, and what opens it."""

    path: PurePosixPath
    size: int
    modified: datetime | None
    key: Any


@dataclass(frozen=True)
class Refusal:
    """A file that is left out, by the name that the archive has for it, and why."""

    name: str
    why: str


class Archive(Protocol):
    """What an archive can be asked."""

    entries: list[Entry]
    refused: list[Refusal]

    def read(self, entry: Entry) -> bytes:
        """Give the bytes of a file, never more than the size that it declares; raises Damaged."""


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a zip, or a folder into which one was unpacked; raises CourseError when it is neither, or hostile."""
    from autograder.lms.zip_archive import open_zip

    if path.is_dir():
        yield FolderArchive(path)
        return
    with open_zip(path) as archive:
        yield archive


def clean_path(name: str) -> PurePosixPath:
    """Give a name as a relative path that leads nowhere else; raises Damaged with the reason."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    if len(name) > MAX_NAME:
        raise Damaged(f"its name has {len(name):,} characters")
    if name.startswith("/") or _DRIVE.match(name):
        raise Damaged("its name is absolute")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise Damaged("its name leads outside")
    if len(parts) > MAX_DEPTH:
        raise Damaged(f"it lies more than {MAX_DEPTH} folders deep")
    if not parts:
        raise Damaged("it has no name")
    return PurePosixPath(*parts)


def is_of_a_system(path: PurePosixPath) -> bool:
    """Whether a system or an editor made this file, not a person."""
    return any(_OF_SYSTEMS.fullmatch(part) for part in path.parts)


class FolderArchive:
    """A folder into which an archive was unpacked; links are not followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.entries: list[Entry] = []
        self.refused: list[Refusal] = []
        for path in islice(self._files(), MAX_ENTRIES + 1):
            if len(self.entries) + len(self.refused) >= MAX_ENTRIES:
                raise CourseError(f"{folder}: has more than {MAX_ENTRIES:,} files; give the folder of one assignment")
            self._add(path)
        if not self.entries and not self.refused:
            raise CourseError(f"{folder}: is empty; give the archive that you downloaded, or where you unpacked it")

    def _files(self) -> Iterator[Path]:
        for folder, folders, files in os.walk(self._folder, followlinks=False):
            folders.sort()
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            yield from (Path(folder, name) for name in sorted([*files, *links]))

    def _add(self, path: Path) -> None:
        name = os.fsencode(path.relative_to(self._folder)).decode("utf-8", "replace")
        try:
            clean, status = clean_path(name), path.lstat()
            if not stat.S_ISREG(status.st_mode):
                raise Damaged("it is a link" if stat.S_ISLNK(status.st_mode) else "it is no regular file")
        except (Damaged, OSError) as problem:
            self.refused.append(Refusal(name, str(problem)))
            return
        if not is_of_a_system(clean):
            self.entries.append(Entry(clean, status.st_size, datetime.fromtimestamp(status.st_mtime), path))

    def read(self, entry: Entry) -> bytes:
        """Give a file's bytes; raises Damaged."""
        flags = [getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")]
        try:
            with open(os.open(entry.key, os.O_RDONLY | sum(flags)), "rb") as file:
                return file.read(entry.size)
        except OSError as problem:
            raise Damaged(f"it can't be read ({problem.strerror or problem})") from None
