"""The journal: one JSON line for each graded submission, flushed to disk; what has a line is not done again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.grade.page import make_private_folder

Record = dict[str, Any]
KEY = ("student", "assignment", "submission", "course", "engine")


class Journal:
    """An append-only file; the newest line of a student counts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def records(self) -> dict[str, Record]:
        """The newest record of each student; a line that a crash left unfinished is passed over."""
        newest: dict[str, Record] = {}
        if not self.path.exists():
            return newest
        with self.path.open("rb") as lines:
            for line in lines:
                record = _parsed(line)
                if record:
                    newest[record["student"]] = record
        return newest

    def append(self, record: Record) -> None:
        """Write one line and flush it to the disk."""
        append_lines(self.path, [record])


def append_lines(path: Path, objects: Iterable[Mapping[str, Any]]) -> None:
    """Add one JSON line for each object and flush them to the disk: all whole, or none (OSError)."""
    make_private_folder(path.parent)
    lines = (json.dumps(each, ensure_ascii=True, allow_nan=False, separators=(",", ":")) for each in objects)
    data = "".join(f"{line}\n" for line in lines).encode()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        _append(handle, b"\n" + data if _unfinished(handle) else data)
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(path)) from problem
    finally:
        os.close(handle)


def _append(handle: int, data: bytes) -> None:
    """Write and flush; what a full disk cuts short is taken back."""
    size = os.lseek(handle, 0, os.SEEK_END)
    try:
        _write_all(handle, data)
        os.fsync(handle)
    except OSError:
        if os.lseek(handle, 0, os.SEEK_END) - size < len(data):  # else somebody else has written meanwhile
            os.ftruncate(handle, size)
        raise


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _unfinished(handle: int) -> bool:
    """Whether the last line has no end: a crash or a full disk cut it."""
    size = os.lseek(handle, 0, os.SEEK_END)
    if size == 0:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"


def _parsed(line: bytes) -> Record | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and all(isinstance(record.get(name), str) for name in KEY) else None


def is_done(record: Mapping[str, Any] | None, key: Mapping[str, str]) -> bool:
    """Whether a record is of this very submission, judged by the same course and engine, and not our own failure."""
    return record is not None and not record.get("grader_failed") and all(record.get(name) == key[name] for name in KEY)


def changes(before: Mapping[str, Record], after: Iterable[Record]) -> list[str]:
    """What a regrade changed: "s01: 15 → 20"."""
    return [
        f"{record['student']}: {old['score']:g} → {record['score']:g}"
        for record in after
        if (old := before.get(record["student"])) and old["score"] != record["score"]
    ]
