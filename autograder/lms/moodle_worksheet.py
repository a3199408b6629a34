"""Reads Moodle's grading worksheet, by the rules that Moodle imports it again with.

Moodle finds a row's student by `Participant N` in `Identifier`, takes `Grade`, and passes over a row that was marked
since, as `Last modified (grade)` tells it. In another language than English these columns have other names: then
`--column` names that of the marks, and the others are known by their place and by what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course import CourseError
from autograder.lms.csv_bytes import CsvFile, Row
from autograder.lms.marks_sheet import Sheet, SheetRow, has_decimal_comma, misfit, number_in

PARTICIPANT = re.compile(r"\D*(\d+)\s*")
# After the number: addresses and ids that a site may show, then the name. Each with the field of our roster.
MATCHED_BY = (("email address", "email"), ("username", "login"), ("id number", "sis_id"), ("full name", "name"))
NEEDED = ("identifier", "grade", "last modified (grade)")
KEPT = {"identifier", "last modified (grade)", "maximum grade", "grade can be changed"}


def is_worksheet(header: Sequence[str]) -> bool:
    """Whether a header is that of Moodle's worksheet in English."""
    return set(NEEDED) <= {_key(head) for head in header}


def read_worksheet(path: Path, file: CsvFile, column: str = "") -> Sheet:
    """Read a worksheet; the column is `Grade`, or that of `column`.

    Raises CourseError when Moodle would not take it.
    """
    heads = [_key(head) for head in file.rows[0].values()]
    chosen = _column(path, file.rows[0].values(), heads, column)
    if "scale" in heads:
        raise CourseError(f"{path}: this assignment is marked on a scale of words; set it to points in Moodle first")
    body = file.rows[1:]
    heads = heads if is_worksheet(heads) else _known_by_place(heads, body, chosen)
    numbers = [row.value(each) for row in body for each in (chosen, _place(heads, "maximum grade")) if each is not None]
    rows = tuple(_row(file, index, heads, chosen) for index in range(1, len(file.rows)) if _is_person(file.rows[index]))
    return Sheet(
        "Moodle", path, file, chosen, file.rows[0].value(chosen), rows, has_decimal_comma(numbers),
        _place(heads, "feedback comments"), takes_more=False, notes=_notes(heads, file),
    )  # fmt: skip


def _column(path: Path, header: Sequence[str], heads: Sequence[str], wanted: str) -> int:
    """Choose the column of marks; raises CourseError."""
    if wanted and is_worksheet(heads) and _key(wanted) != "grade":
        raise CourseError(f"{path}: '{wanted}' can't be the column of marks: Moodle takes them from 'Grade' alone")
    fitting = [index for index, head in enumerate(heads) if head == (_key(wanted) or "grade")]
    if len(fitting) == 1 and (not wanted or _key(wanted) not in KEPT):
        missing = [head for head in NEEDED if head not in heads] if not wanted else []
        if not missing:
            return fitting[0]
        raise CourseError(f"{path}: Moodle needs the column '{missing[0].capitalize()}', which is not there")
    named = ", ".join(f"'{head}'" for head in header if _key(head) not in KEPT)
    asked = f"'{wanted}' can't be the column of marks" if wanted else "which column holds the marks? give --column"
    raise CourseError(f"{path}: {asked}: one of {named}")


def _known_by_place(heads: Sequence[str], body: Sequence[Row], grade: int) -> list[str]:
    """Name the columns of a worksheet in another language: Moodle's order is always the same."""
    named = list(heads)
    named[0] = "identifier"
    if len(heads) > grade + 1 and _same_number([row.value(grade + 1) for row in body]):
        named[grade + 1] = "maximum grade"
    addresses = [index for index in range(1, grade) if all("@" in row.value(index) for row in body if _is_person(row))]
    if addresses:
        named[addresses[0]] = "email address"
    if 1 not in addresses and grade > 1:
        named[1] = "full name"
    return named


def _same_number(texts: Sequence[str]) -> bool:
    return len(set(texts)) == 1 and number_in(texts[0]) is not None


def _row(file: CsvFile, index: int, heads: Sequence[str], column: int) -> SheetRow:
    row = file.rows[index]
    values = dict(zip(heads, (value.strip() for value in row.values()), strict=False))
    found = PARTICIPANT.fullmatch(values.get("identifier", ""))
    keys = [("lms_id", found[1])] if found else []
    keys += [(kind, values[head]) for head, kind in MATCHED_BY if values.get(head)]
    locked = "locked in Moodle" if values.get("grade can be changed", "").casefold() == "no" else ""
    return SheetRow(
        index, values.get("full name") or values.get("identifier", ""), tuple(keys), row.value(column).strip(),
        number_in(values.get("maximum grade", "")), misfit(row, file.rows[0], column) or locked,
        values.get("feedback comments", ""),
    )  # fmt: skip


def _is_person(row: Row) -> bool:
    return row.fields != ("",)


def _place(heads: Sequence[str], head: str) -> int | None:
    return heads.index(head) if head in heads else None


def _key(head: str) -> str:
    return " ".join(head.casefold().split())


def _notes(heads: Sequence[str], file: CsvFile) -> tuple[str, ...]:
    """Say what could not be told, and what has to be chosen in Moodle."""
    notes = []
    if "grade can be changed" not in heads:
        notes.append("Which rows are locked can't be told in this language; Moodle passes over them by itself.")
    if file.encoding != "utf-8" or file.delimiter != ",":
        kind = {";": "semicolons", "\t": "tabs", ",": "commas"}[file.delimiter]
        notes.append(f"When you upload the worksheet, choose {file.encoding} and {kind} in Moodle's form.")
    return tuple(notes)
