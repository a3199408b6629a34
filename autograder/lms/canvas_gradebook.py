"""Reads the gradebook that Canvas exports, by the rules that it imports it again with.

The columns on people come first, `Section` last of them; then each assignment is a column `Title (id)`. Beneath the
header may stand a row of `Manual Posting`, then one of `Points Possible`, where Canvas marks columns that it computes
itself as `(read only)`. `EX` is a student who is excused, `N/A` one who does not have the assignment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course import CourseError
from autograder.lms.csv_bytes import CsvFile, Row
from autograder.lms.marks_sheet import Sheet, SheetRow, has_decimal_comma, misfit, number_in, one_column

# In the order in which Canvas looks for whose row it is, each with the field of our roster.
MATCHED_BY = (("ID", "lms_id"), ("SIS User ID", "sis_id"), ("SIS Login ID", "login"), ("Student", "name"))
ASSIGNMENT = re.compile(r"(.*)\s\((\d+)\)", re.DOTALL)
LEFT = {"EX": "excused in Canvas", "N/A": "not assigned in Canvas"}
TEST_STUDENTS = {"student, test", "test student"}
_NOT_SHOWN = re.compile(r"\s*(muted|manual posting.*)?\s*", re.IGNORECASE | re.DOTALL)
_AS_TEXT = re.compile(r'\s*="(.*)"\s*', re.DOTALL)  # Canvas keeps a name that begins with = from being a formula


def is_gradebook(header: Sequence[str]) -> bool:
    """Whether a header is that of Canvas's gradebook."""
    return {"ID", "Section"} <= set(header) and ("Student" in header[:1] or header[:2] == ["LastName", "FirstName"])


def read_gradebook(path: Path, file: CsvFile, names: Sequence[str], column: str = "") -> Sheet:
    """Read a gradebook; the column is that of `column`, else the one that is called by one of `names`.

    Raises CourseError when that is none or several, or one that Canvas computes.
    """
    header = [text.strip() for text in file.rows[0].values()]
    points = next((row for row in file.rows[1:] if "Points Possible" in row.value(0)), None)
    chosen = _column(path, header, points, names, column)
    limit = number_in(points.value(chosen)) if points else None
    rows = tuple(
        _row(file, index, header, chosen, limit)
        for index, row in enumerate(file.rows)
        if index and row is not points and not all(map(_NOT_SHOWN.fullmatch, row.values()))
    )
    columns = range(header.index("Section") + 1, len(header))
    comma = has_decimal_comma(row.value(each) for row in file.rows[1:] for each in columns)
    return Sheet("Canvas", path, file, chosen, header[chosen], rows, comma, notes=_notes(file))


def _column(path: Path, header: Sequence[str], points: Row | None, names: Sequence[str], wanted: str) -> int:
    """Choose the column of an assignment; raises CourseError."""
    open_ones = [
        index for index in range(header.index("Section") + 1, len(header))
        if ASSIGNMENT.fullmatch(header[index]) and not (points and "read only" in points.value(index))
    ]  # fmt: skip
    if wanted:
        fitting = [index for index in open_ones if _key(wanted) in _names_of(header[index])]
        if not fitting:
            known = ", ".join(f"'{header[index]}'" for index in open_ones) or "no assignment at all"
            raise CourseError(f"{path}: no assignment is called '{wanted}'; there is {known}")
        return one_column(path, header, fitting, fitting, f"'{wanted}'")
    keys = {_key(name) for name in names}
    fitting = [index for index in open_ones if keys & _names_of(header[index])]
    return one_column(path, header, fitting, open_ones, names[0])


def _names_of(head: str) -> set[str]:
    """What an assignment's column may be called by: all of its head, its title, its number."""
    found = ASSIGNMENT.fullmatch(head)
    return {_key(head), *(map(_key, found.groups()) if found else ())}


def _key(name: str) -> str:
    """Give a name without case, signs and the like: `02_kmeans` is `02 kmeans`."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def _row(file: CsvFile, index: int, header: Sequence[str], column: int, limit: float | None) -> SheetRow:
    row = file.rows[index]
    values = dict(zip(header, (value.strip() for value in row.values()), strict=False))
    name = values.get("Student", "") or f"{values.get('FirstName', '')} {values.get('LastName', '')}".strip()
    as_text = _AS_TEXT.fullmatch(name)
    values["Student"] = name = as_text[1] if as_text else name
    keys = tuple((kind, values[head]) for head, kind in MATCHED_BY if values.get(head))
    now = row.value(column).strip()
    left = misfit(row, file.rows[0], column) or LEFT.get(now.upper(), "")
    if name.casefold() in TEST_STUDENTS:
        left, keys = "Canvas's test student", ()
    return SheetRow(index, name, keys, now, limit, left)


def _notes(file: CsvFile) -> tuple[str, ...]:
    """Say what Canvas would not read."""
    odd = [*(["tabs"] if file.delimiter == "\t" else []), *([file.encoding] if file.encoding != "utf-8" else [])]
    if not odd:
        return ()
    said = " and ".join(odd)
    return (f"This file has {said}, and Canvas reads UTF-8 with commas or semicolons: was it saved by a spreadsheet?",)
