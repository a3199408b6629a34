"""Reads a CSV file so that all of it can be written back byte for byte, and replaces single fields.

Python's `csv` gives what fields say and forgets how they were written. Here a field is kept as it stands, with its
quotes, each row with its own line end, and the file with its encoding. A field that nobody replaces comes out as it
came in.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.course import CourseError

DELIMITERS = (",", ";", "\t")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(.*)', re.DOTALL)
_NEEDS_QUOTES = re.compile(r'["\r\n]')


@dataclass(frozen=True)
class Row:
    """One row: its fields as they stand in the file, its line end ("" when the file ends without), its first line."""

    fields: tuple[str, ...]
    end: str
    line: int

    def value(self, column: int) -> str:
        """What a field says, without its quotes; "" where the row has no such field."""
        return unquoted(self.fields[column]) if column < len(self.fields) else ""

    def values(self) -> list[str]:
        """What all fields say."""
        return [unquoted(field) for field in self.fields]


@dataclass(frozen=True)
class CsvFile:
    """A CSV file, as it can be written back."""

    rows: tuple[Row, ...]
    delimiter: str
    encoding: str  # as Python names it, without a byte order mark
    mark: bytes  # the byte order mark that the file begins with, or none

    def encoded(self) -> bytes:
        """The bytes of the whole file."""
        text = "".join(self.delimiter.join(row.fields) + row.end for row in self.rows)
        return self.mark + text.encode(self.encoding)

    def replaced(self, changes: dict[tuple[int, int], str]) -> CsvFile:
        """Give the file with new texts in some fields, by row and column; all else stays as it is.

        A field keeps its quotes, and gets some where its text needs them. Raises IndexError when a row has no such
        field.
        """
        rows = list(self.rows)
        for (row, column), text in changes.items():
            fields = list(rows[row].fields)
            fields[column] = _quoted_like(fields[column], text, self.delimiter)
            rows[row] = Row(tuple(fields), rows[row].end, rows[row].line)
        return CsvFile(tuple(rows), self.delimiter, self.encoding, self.mark)


def read_csv_bytes(path: Path) -> CsvFile:
    """Read a file; raises CourseError when it is no CSV, and for what could not be written back as it was."""
    data = path.read_bytes()
    if data.startswith(b"PK\x03\x04"):
        raise CourseError(f"{path}: is an Excel workbook; save it as CSV (UTF-8), or download it once more")
    try:
        return parsed(data)
    except ValueError as problem:
        raise CourseError(f"{path}: {problem}; download it once more") from problem


def parsed(data: bytes) -> CsvFile:
    """Read the bytes of a CSV file; raises ValueError with what is wrong with them."""
    text, encoding, mark = _decoded(data)
    if "\0" in text:
        raise ValueError("is no text, so it can't be a CSV file")
    if not text:
        raise ValueError("is empty")
    delimiter, rows = _split(text)
    read = CsvFile(rows, delimiter, encoding, mark)
    if read.encoded() != data:
        raise ValueError("can't be written back byte for byte")
    return read


def unquoted(field: str) -> str:
    """What a field says: text after a closing quote belongs to it, as for Python's `csv`."""
    found = _QUOTED.fullmatch(field)
    return found[1].replace('""', '"') + found[2] if found else field


def _quoted_like(field: str, text: str, delimiter: str) -> str:
    """Write a text as a field: quoted where the field in its place was, or where it must be."""
    if field.startswith('"') or delimiter in text or _NEEDS_QUOTES.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _decoded(data: bytes) -> tuple[str, str, bytes]:
    """Give text, encoding and byte order mark: UTF-8, UTF-16 with a mark, else Windows or any other single bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding), encoding, mark
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding, b""
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1", b""


def _split(text: str) -> tuple[str, tuple[Row, ...]]:
    """Take a text apart with the delimiter that gives rows of one length, the longest; else that of the widest header.

    Raises ValueError when no delimiter does.
    """
    readings, problem = {}, ValueError("has no rows")
    for delimiter in DELIMITERS:
        try:
            readings[delimiter] = _rows(text, delimiter)
        except ValueError as found:
            problem = found
    if not readings:
        raise problem
    best = max(readings, key=lambda delimiter: _likely(readings[delimiter]))
    return best, readings[best]


def _likely(rows: Sequence[Row]) -> tuple[bool, int]:
    """How much rows look like a table: of one length but for empty lines, and with a long header."""
    lengths = {len(row.fields) for row in rows if row.fields != ("",)}
    return len(lengths) == 1 and lengths != {1}, len(rows[0].fields)


def _rows(text: str, delimiter: str) -> tuple[Row, ...]:
    """Take a text apart; raises ValueError when a quote is never closed."""
    rows: list[Row] = []
    fields: list[str] = []
    line = first = 1
    for found in _field(delimiter).finditer(text):
        field, end = found[1], found[2]
        if field.startswith('"') and not _QUOTED.fullmatch(field):
            raise ValueError(f"line {line}: a quote is opened and never closed")
        fields.append(field)
        line += len(re.findall(r"\r\n|\r|\n", field))
        if end == delimiter:
            continue
        rows.append(Row(tuple(fields), end, first))
        fields, line = [], line + 1
        first = line
        if found.end() == len(text):
            break
    return tuple(rows)


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    """A field, and what ends it: a delimiter, the end of a line or of the text."""
    rest = rf"[^{delimiter}\r\n]*+"
    return re.compile(rf'("(?:[^"]++|"")*+"{rest}|{rest})({delimiter}|\r\n|\r|\n|\Z)')
