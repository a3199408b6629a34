"""A file of marks as an LMS gives it out, read as plain data: the column to fill, and a row for each student."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import CourseError
from autograder.lms.csv_bytes import CsvFile, Row

MAX_NAMED = 8
_NUMBER = re.compile(r"-?[0-9.,]+%?")
_WITH_COMMA = re.compile(r"-?\d+,\d+")
_WITH_POINT = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class SheetRow:
    """A student's row.

    `keys` are what the LMS tells people apart by (a field of our roster, and its value), in the order in which it
    does. `limit` is the most points that it knows of, and `left` why a mark has no place here, if so.
    """

    index: int
    name: str
    keys: tuple[tuple[str, str], ...]
    now: str = ""
    limit: float | None = None
    left: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Sheet:
    """A file, the column of marks in it, and its rows.

    `comma` tells whether its numbers have a decimal comma, `comments` is the column for words to the student, and
    `takes_more` whether the LMS takes marks above its own maximum.
    """

    lms: str
    path: Path
    file: CsvFile
    column: int
    title: str
    rows: tuple[SheetRow, ...]
    comma: bool = False
    comments: int | None = None
    takes_more: bool = True
    notes: tuple[str, ...] = field(default=())


def number_in(text: str) -> float | None:
    """Read a number as Canvas does: of its points and commas the last one is the decimal mark; None for no number."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    *whole, last = re.split(r"[.,]", text.removesuffix("%"))
    try:
        return float("".join(whole) + "." + last if whole else last)
    except ValueError:
        return None


def number_text(value: float, comma: bool) -> str:
    """Write a number with at most two decimals, as both LMS show them, and none that say nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text.replace(".", ",") if comma else text


def has_decimal_comma(texts: Iterable[str]) -> bool:
    """Whether numbers are written with a comma: some are, and none with a point."""
    texts = [text.strip() for text in texts]
    return any(map(_WITH_COMMA.fullmatch, texts)) and not any(map(_WITH_POINT.fullmatch, texts))


def misfit(row: Row, header: Row, column: int) -> str:
    """Say why a row can't be trusted to have its fields under their heads, or ""."""
    if any(field for field in row.values()[len(header.fields) :]):
        return f"line {row.line} has more fields than the header"
    return "" if column < len(row.fields) else f"line {row.line} ends before the column"


def one_column(path: Path, header: Sequence[str], fitting: Sequence[int], possible: Sequence[int], wanted: str) -> int:
    """Give the one column that fits; raises CourseError when none does, or several, and names what is possible."""
    if len(fitting) == 1:
        return fitting[0]
    if not possible:
        raise CourseError(f"{path}: has no column that could be {wanted}; download it again")
    named = ", ".join(f"'{header[column]}'" for column in (fitting or possible)[:MAX_NAMED])
    more = f" and {len(possible) - MAX_NAMED} more" if not fitting and len(possible) > MAX_NAMED else ""
    raise CourseError(f"{path}: which column is {wanted}? give --column with one of {named}{more}")
