"""Reads a file that lists a class: our own `students.csv`, Canvas's gradebook, or Moodle's grading worksheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from dateutil import parser

from autograder.course import CourseError
from autograder.lms.assignment_titles import Titles
from autograder.lms.canvas_gradebook import LEFT, TEST_STUDENTS, is_gradebook, read_gradebook
from autograder.lms.csv_bytes import read_csv_bytes
from autograder.lms.roster import Student, read_roster

_NUMBER = re.compile(r"\d+")
_LATE = re.compile(r"\blate\b", re.IGNORECASE)
_YEAR_AND_TIME = re.compile(r"\b\d{4}\b.*\d:\d\d", re.DOTALL)
Cells = dict[str, str]  # a row, by the names of its columns in small letters


@dataclass(frozen=True)
class ClassList:
    """Those whom a file lists. A `student` is "" where the file knows of no folder.

    `times`, `late` and `excused` are by `lms_id`. Only Moodle's worksheet tells when a submission came, by the clock of
    the person who downloaded it, and that it was late. Only Canvas's gradebook tells whom nothing is expected of.
    """

    students: tuple[Student, ...] = ()
    times: dict[str, datetime] = field(default_factory=dict)
    late: dict[str, bool] = field(default_factory=dict)
    excused: dict[str, str] = field(default_factory=dict)


def read_class_list(path: Path, titles: Titles | None = None) -> ClassList:
    """Read a class list in any of the three forms; raises CourseError for a file in none.

    `titles` are what the assignment may be called: Canvas's gradebook tells then who is excused from it.
    """
    if not path.is_file():
        raise CourseError(f"{path}: there is no such file; --roster takes a CSV file that lists the class")
    header, rows = _rows(path)
    for names, read in _FORMS:
        if names <= set(header):
            found = read(path, rows)
            return replace(found, excused=_excused(path, titles)) if read is _canvas and titles else found
    raise CourseError(
        f"{path}: lists no class: give students.csv, the gradebook that Canvas exports, or Moodle's grading worksheet"
    )


def _rows(path: Path) -> tuple[list[str], list[Cells]]:
    first, *rest = read_csv_bytes(path).rows
    header = [name.strip().casefold() for name in first.values()]
    return header, [dict(zip(header, (value.strip() for value in row.values()), strict=False)) for row in rest]


def _ours(path: Path, rows: list[Cells]) -> ClassList:
    return ClassList(tuple(read_roster(path)))


def _canvas(path: Path, rows: list[Cells]) -> ClassList:
    """Canvas's gradebook; rows of points, of posting and of averages have no user's id. Its test student is nobody."""
    return ClassList(tuple(
        Student("", row["id"], row["student"], login=row.get("sis login id", ""), sis_id=row.get("sis user id", ""))
        for row in rows
        if _NUMBER.fullmatch(row.get("id", "")) and row["student"].casefold() not in TEST_STUDENTS
    ))  # fmt: skip


def _excused(path: Path, titles: Titles) -> dict[str, str]:
    """Who is excused in the column of one of these titles, by their ids; nobody where it isn't plain which that is."""
    file = read_csv_bytes(path)
    if not is_gradebook([text.strip() for text in file.rows[0].values()]):
        return {}
    try:
        sheet = read_gradebook(path, file, titles.own, others=titles.others)
    except CourseError:
        return {}
    numbers = ((dict(row.keys).get("lms_id", ""), row.left) for row in sheet.rows)
    return {number: left for number, left in numbers if number and left in LEFT.values()}


def _moodle(path: Path, rows: list[Cells]) -> ClassList:
    """Moodle's worksheet; it is `Participant N` in the language of whoever downloaded it."""
    read = ClassList(tuple(_participant(row) for row in rows if _NUMBER.search(row["identifier"])))
    for row, student in zip((row for row in rows if _NUMBER.search(row["identifier"])), read.students, strict=True):
        time = moodle_time(row.get("last modified (submission)", ""))
        if time:
            read.times[student.lms_id] = time
        if _LATE.search(row.get("status", "")):
            read.late[student.lms_id] = True
    return read


def _participant(row: Cells) -> Student:
    number = _NUMBER.findall(row["identifier"])[-1]
    known = Student("", number, row.get("full name", ""), row.get("email address", ""))
    return replace(known, login=row.get("username", ""), sis_id=row.get("id number", ""))


def moodle_time(written: str) -> datetime | None:
    """Read a time as Moodle writes it in English (`Friday, 20 November 2026, 11:59 PM`); None for anything else."""
    if not _YEAR_AND_TIME.search(written):
        return None
    try:
        return parser.parse(written, dayfirst=True).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


_FORMS: list[tuple[set[str], Callable[[Path, list[Cells]], ClassList]]] = [
    ({"student", "lms_id"}, _ours),
    ({"student", "id"}, _canvas),
    ({"identifier", "grade"}, _moodle),
]
