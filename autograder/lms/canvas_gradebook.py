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
SHORTEST_NAME = 5  # letters: a shorter name in a longer title tells little
MOST_WORDS = 60  # of a title that are looked at
TEST_STUDENTS = {"student, test", "test student"}
_NOT_SHOWN = re.compile(r"\s*(muted|manual posting.*)?\s*", re.IGNORECASE | re.DOTALL)
_AS_TEXT = re.compile(r'\s*="(.*)"\s*', re.DOTALL)  # Canvas keeps a name that begins with = from being a formula


def is_gradebook(header: Sequence[str]) -> bool:
    """Whether a header is that of Canvas's gradebook."""
    return {"ID", "Section"} <= set(header) and ("Student" in header[:1] or header[:2] == ["LastName", "FirstName"])


def read_gradebook(
    path: Path, file: CsvFile, names: Sequence[str], column: str = "", others: Sequence[str] = ()
) -> Sheet:
    """Read a gradebook; the column is that of `column`, else the one that is called by one of `names`.

    The first of these is the assignment's id. `column` may be a part of a title that no other column has. One of
    `names` within a longer title does, too, where it is in one column alone, and nothing speaks for another
    assignment, whose names are among `others`. Raises CourseError when that is none or several, or one that Canvas
    computes.
    """
    header = [text.strip() for text in file.rows[0].values()]
    points = next((row for row in file.rows[1:] if "Points Possible" in row.value(0)), None)
    open_ones = _open_columns(header, points)
    if column:
        chosen = _column_asked_for(path, header, open_ones, column)
    else:
        chosen = _column_by_name(path, header, open_ones, names, others)
    limit = number_in(points.value(chosen)) if points else None
    rows = tuple(
        _row(file, index, header, chosen, limit)
        for index, row in enumerate(file.rows)
        if index and row is not points and not all(map(_NOT_SHOWN.fullmatch, row.values()))
    )
    columns = range(header.index("Section") + 1, len(header))
    comma = has_decimal_comma(row.value(each) for row in file.rows[1:] for each in columns)
    return Sheet("Canvas", path, file, chosen, header[chosen], rows, comma, notes=_notes(file))


def _open_columns(header: Sequence[str], points: Row | None) -> list[int]:
    """Give the columns of assignments, without those that Canvas computes."""
    return [
        index for index in range(header.index("Section") + 1, len(header))
        if ASSIGNMENT.fullmatch(header[index]) and not (points and "read only" in points.value(index))
    ]  # fmt: skip


def _column_asked_for(path: Path, header: Sequence[str], open_ones: Sequence[int], wanted: str) -> int:
    """Choose the column of this title or number, else that whose title has it in it; raises CourseError."""
    fitting = [index for index in open_ones if _key(wanted) in _names_of(header[index])]
    if not fitting and _key(wanted):
        fitting = [index for index in open_ones if _key(wanted) in _key(_title(header[index]))]
    if not fitting:
        known = ", ".join(f"'{header[index]}'" for index in open_ones) or "no assignment at all"
        raise CourseError(f"{path}: no assignment is called '{wanted}'; there is {known}")
    return one_column(path, header, fitting, fitting, f"'{wanted}'")


def _column_by_name(
    path: Path, header: Sequence[str], open_ones: Sequence[int], names: Sequence[str], others: Sequence[str]
) -> int:
    """Choose the column that has one of the names, else that with one of them in its title; raises CourseError."""
    keys = {_key(name) for name in names}
    fitting = [index for index in open_ones if keys & _names_of(header[index])]
    if not fitting:
        within = [index for index in open_ones if _is_within(names, _title(header[index]))]
        fitting = [index for index in within if not _is_anothers(_title(header[index]), names[0], others)]
        fitting = fitting if len(within) == 1 else []
    return one_column(path, header, fitting, open_ones, names[0])


def _is_within(names: Sequence[str], title: str) -> bool:
    """Whether whole words of a title are one of the names, however they are spaced: `K-means` is `kmeans`."""
    words = _key(title).split()[:MOST_WORDS]
    runs = {"".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    joined = {_key(name).replace(" ", "") for name in names}
    return any(name in runs for name in joined if len(name) >= SHORTEST_NAME)


def _is_anothers(title: str, assignment: str, others: Sequence[str]) -> bool:
    """Whether a title speaks for another assignment: it has that one's name, or a small number that is not ours."""
    own = re.match(r"\d+", assignment)
    numbers = {int(word) for word in _key(title).split() if word.isdecimal() and len(word) <= 2}
    return _is_within(others, title) or bool(numbers and own and int(own[0]) not in numbers)


def _title(head: str) -> str:
    """Give the title of an assignment's column without Canvas's number."""
    found = ASSIGNMENT.fullmatch(head)
    return found[1] if found else head


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
