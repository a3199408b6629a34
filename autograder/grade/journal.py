"""The journal: one JSON line for each graded submission, flushed to disk; what has a line is not done again."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.grade.page import make_private_folder

Record = dict[str, Any]
KEY = ("student", "assignment", "submission", "course", "engine")


@dataclass(frozen=True, slots=True)
class Line:
    """Where the newest record of a student is, and the little of it that is asked of all: a class has many.

    `instead_of` is, in a record that waits to take another's place, where that other is; -1 elsewhere. `refused` tells
    that somebody decided against it.
    """

    at: int
    submission: str
    course: str
    engine: str
    score: float
    grader_failed: bool = False
    instead_of: int = -1
    refused: bool = False


class Journal:
    """An append-only file; the newest line of a student counts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def records(self) -> dict[str, Record]:
        """The newest record of each student; a line that a crash left unfinished is passed over."""
        return {record["student"]: record for _, record in self._all()}

    def newest(self) -> dict[str, Line]:
        """Where each student's newest record is; they are read one after the other, and none is kept."""
        return {record["student"]: _line(at, record) for at, record in self._all()}

    def read(self, lines: Iterable[Line]) -> Iterator[Record]:
        """Give the records that are at these places, one by one."""
        with self.path.open("rb") as file:
            for line in lines:
                file.seek(line.at)
                yield json.loads(file.readline())

    def append(self, *records: Record) -> None:
        """Write a line for each and flush them to the disk: all whole, or none (OSError)."""
        append_lines(self.path, records)

    def _all(self) -> Iterator[tuple[int, Record]]:
        """Give every record, and where its line begins."""
        if not self.path.exists():
            return
        with self.path.open("rb") as lines:
            at = 0
            for line in lines:
                record = _parsed(line)
                if record:
                    yield at, record
                at += len(line)


def _line(at: int, record: Record) -> Line:
    score, instead_of = record.get("score"), record.get("instead_of")
    return Line(
        at, record["submission"], sys.intern(record["course"]), sys.intern(record["engine"]),
        float(score) if isinstance(score, (int, float)) else 0.0, bool(record.get("grader_failed")),
        instead_of if isinstance(instead_of, int) else -1, "refused_at" in record,
    )  # fmt: skip


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


def is_done(known: Line | None, key: Mapping[str, str]) -> bool:
    """Whether a record is of this very submission, and not our own failure."""
    return known is not None and not known.grader_failed and known.submission == key["submission"]


def is_outdated(known: Line, key: Mapping[str, str]) -> bool:
    """Whether a record was judged by another course or engine than now: `--changed` grades it again."""
    return (known.course, known.engine) != (key["course"], key["engine"])
