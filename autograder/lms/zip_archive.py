"""Reads a zip that somebody else made: bounded, checked, and without unpacking anything."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from autograder.course import CourseError
from autograder.lms.archive import MAX_ENTRIES, Damaged, Entry, Refusal, clean_path, is_of_a_system

MAX_DIRECTORY = 64_000_000  # bytes of a zip's list of its files
_TAIL = 70_000  # the record that tells where that list is lies within the last 65,557 bytes
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
# What an LMS packs with. Others can ask for gigabytes of memory to unpack a few bytes.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Everything that zipfile raises on a damaged or forged file.
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, IndexError)
_OTHER_KINDS = {b"\x1f\x8b": "a gzip file", b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7z archive", b"%PDF": "a PDF",
                b"{": "a notebook or other JSON", b"<": "a web page"}  # fmt: skip


class ZipArchive:
    """The regular files of a zip."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self.entries: list[Entry] = []
        self.refused: list[Refusal] = []
        for info in opened.infolist():
            self._add(info)

    def _add(self, info: zipfile.ZipInfo) -> None:
        name = _name(info)
        if info.is_dir():
            return
        try:
            path = clean_path(name)
            _require_regular(info)
        except Damaged as problem:
            self.refused.append(Refusal(name, str(problem)))
            return
        if not is_of_a_system(path):
            self.entries.append(Entry(path, info.file_size, _time(info), info))

    def read(self, entry: Entry) -> bytes:
        """Give a file's bytes after checking them against their sum; raises Damaged."""
        try:
            with self._zip.open(entry.key) as file:
                data = file.read(entry.size + 1)
        except _ZIP_ERRORS as problem:
            raise Damaged(f"it is damaged in the archive ({_in_short(problem)})") from None
        if len(data) != entry.size:
            raise Damaged("it is not as long as the archive says")
        return data


@contextmanager
def open_zip(path: Path) -> Iterator[ZipArchive]:
    """Open a zip file; raises CourseError when it is none, or when it lists more than any class hands in."""
    if not path.exists():
        raise CourseError(f"{path}: there is no such file or folder")
    try:
        with open(path, "rb") as file:
            _require_zip(file)
            _require_bounded(file, MAX_ENTRIES)
            with zipfile.ZipFile(file) as opened:
                archive = ZipArchive(opened)
                if not archive.entries and not archive.refused:
                    raise Damaged("is empty: nobody handed in a file, or the download went wrong")
                yield archive
    except Damaged as problem:
        raise CourseError(f"{path}: {problem}") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path}: holds a name that is no UTF-8; unpack it, and import the folder") from None
    except _ZIP_ERRORS as problem:
        if isinstance(problem, OSError) and problem.filename:
            raise
        raise CourseError(f"{path}: breaks off or is damaged ({_in_short(problem)}); download it again") from None


def open_nested(data: bytes, max_entries: int) -> ZipArchive:
    """Open a zip that a student handed in; raises Damaged."""
    file = io.BytesIO(data)
    try:
        _require_bounded(file, max_entries)
        return ZipArchive(zipfile.ZipFile(file))
    except _ZIP_ERRORS as problem:
        raise Damaged(f"it is a damaged zip ({_in_short(problem)})") from None


def _require_zip(file: IO[bytes]) -> None:
    """Raise Damaged, in words for whoever downloaded it, unless a file begins as a zip."""
    head = file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"PK"):
        return
    if not head:
        raise Damaged("is empty; download it again")
    kind = next((kind for start, kind in _OTHER_KINDS.items() if head.startswith(start)), "something else")
    raise Damaged(f"is no zip, but {kind}; give the zip that the LMS made, or the folder where you unpacked it")


def _require_bounded(file: IO[bytes], max_entries: int) -> None:
    """Raise Damaged when a zip lists too much; looked at before anything is built from the list."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - MAX_DIRECTORY - _TAIL))
    end = file.read()
    file.seek(0)
    largest = max(_declared_directories(end[-_TAIL:]), default=0)
    if largest > MAX_DIRECTORY or end.count(b"PK\x01\x02") > max_entries:
        raise Damaged(f"lists more than {max_entries:,} files, more than any class hands in")


def _declared_directories(tail: bytes) -> Iterator[int]:
    """Give the size of each list of files that the end of a zip tells of, in the short form and in the long one."""
    for sign, kind, offset in ((b"PK\x05\x06", "<L", 12), (b"PK\x06\x06", "<Q", 40)):
        at = tail.find(sign)
        while at >= 0:
            if at + offset + struct.calcsize(kind) <= len(tail):
                (size,) = struct.unpack_from(kind, tail, at + offset)
                if size != 0xFFFFFFFF:  # the long form tells it then
                    yield size
            at = tail.find(sign, at + 1)


def _name(info: zipfile.ZipInfo) -> str:
    """Give a name as it was meant: without a flag it is UTF-8 more often than the DOS code page of the standard."""
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _require_regular(info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Damaged("it is a link" if kind == stat.S_IFLNK else "it is no regular file")
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise Damaged("it is encrypted")
    if info.compress_type not in _METHODS:
        raise Damaged("it is packed by a method that no LMS uses")


def _time(info: zipfile.ZipInfo) -> datetime | None:
    """Give a file's own time, without a zone; zips hold days that never were."""
    try:
        time = datetime(*info.date_time)
    except ValueError:
        return None
    return time if time.year > 1980 else None


def _in_short(problem: Exception) -> str:
    return " ".join(str(problem).split())[:80] or type(problem).__name__
