"""Reads `exceptions.csv`: what applies to single students, such as more time, another attempt, or being excused.

A line is for one student and one assignment, or for all assignments where `assignment` is empty. Each other column
may be empty: `due` is a due time of their own, as 2026-12-07T23:59:00+01:00, `extra_hours` are added to the due time
of all, `extra_attempts` to the attempts of all, `excused` is `yes`, and `handed_in` is when it came where the LMS
tells no time. `note` is for whoever reads the file. What the line of an assignment says counts before the line of
all assignments.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from autograder.course import CourseError

EXCEPTIONS = "exceptions.csv"
COLUMNS = ("student", "assignment", "due", "extra_hours", "extra_attempts", "excused", "handed_in", "note")
OF_ONE_ASSIGNMENT = ("due", "handed_in")
TIME = "2026-11-30T23:59:00+01:00"
MOST_HOURS, MOST_ATTEMPTS = 10_000, 1_000


@dataclass(frozen=True)
class Exceptional:
    """What applies to one student; None where nothing of the kind was said."""

    due: datetime | None = None
    extra_hours: float | None = None
    extra_attempts: int | None = None
    excused: bool | None = None
    handed_in: datetime | None = None


Exceptions = Mapping[tuple[str, str], Exceptional]  # by student and assignment, "" for all of these


class _Unfit(Exception):
    """What is wrong with a line."""


def read_exceptions(course: Path, students: Collection[str], assignments: Collection[str]) -> Exceptions:
    """Read a course's exceptions; {} when there is no such file. Raises CourseError, with the line at fault."""
    path = course / EXCEPTIONS
    if not path.exists():
        return {}
    found: dict[tuple[str, str], Exceptional] = {}
    rows = _rows(path)
    try:
        for row in rows:
            said = {name: (row.get(name) or "").strip() for name in COLUMNS}
            if not any(said.values()):
                continue
            key = _key(said, row, students, assignments)
            if key in found:
                raise _Unfit(f"{said['student']} has a line for {said['assignment'] or 'all assignments'} already")
            found[key] = _exceptional(said)
    except _Unfit as problem:
        raise CourseError(f"{path}: line {rows.line_num}: {problem}") from None
    except csv.Error as problem:
        raise CourseError(f"{path}: line {rows.line_num + 1}: {problem}") from None
    return found


def of(exceptions: Exceptions, student: str, assignment: str) -> Exceptional:
    """Give what applies to a student in an assignment."""
    everywhere = exceptions.get((student, ""), Exceptional())
    here = exceptions.get((student, assignment), Exceptional())
    said = {each.name: value for each in fields(here) if (value := getattr(here, each.name)) is not None}
    if "due" in said and "extra_hours" not in said:  # their own due time is what it is
        said["extra_hours"] = 0.0
    return replace(everywhere, **said)


def _rows(path: Path) -> csv.DictReader[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CourseError(f"{path}: can't be read: {problem}; save it as CSV in UTF-8") from problem
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","  # as some spreadsheets write it
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in rows.fieldnames or ()]
    except csv.Error as problem:
        raise CourseError(f"{path}: line 1: {problem}") from None
    rows.fieldnames = names
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or "student" not in names:
        wrong = f"has no column {unknown[0]!r}" if unknown else "lacks the column 'student'"
        raise CourseError(f"{path}: line 1: {wrong}; its columns are {', '.join(COLUMNS)}")
    return rows


def _key(
    said: Mapping[str, str], row: Mapping[str | None, object], students: Collection[str], assignments: Collection[str]
) -> tuple[str, str]:
    """Give whom a line is about, and which assignment; raises _Unfit."""
    student, assignment = said["student"], said["assignment"]
    if None in row:
        raise _Unfit("has more fields than columns; put a note with a comma in quotes")
    if student not in students:
        raise _Unfit(f"there is no student {student!r} in students.csv or submitted/")
    if assignment and assignment not in assignments:
        raise _Unfit(f"there is no assignment {assignment!r}; there are {', '.join(assignments)}")
    for name in OF_ONE_ASSIGNMENT:
        if said[name] and not assignment:
            raise _Unfit(f"{name!r} is about one assignment: say which")
    if said["due"] and said["extra_hours"]:
        raise _Unfit("give either 'due' or 'extra_hours'")
    return student, assignment


def _exceptional(said: Mapping[str, str]) -> Exceptional:
    hours = _number(said, "extra_hours", MOST_HOURS)
    attempts = _number(said, "extra_attempts", MOST_ATTEMPTS)
    if attempts is not None and attempts != int(attempts):
        raise _Unfit(f"extra_attempts = {said['extra_attempts']!r} must be a whole number")
    if said["excused"] not in ("", "yes", "no"):
        raise _Unfit(f"excused = {said['excused']!r} must be yes, no or empty")
    return Exceptional(
        due=_time(said, "due"),
        extra_hours=hours,
        extra_attempts=None if attempts is None else int(attempts),
        excused=said["excused"] == "yes" if said["excused"] else None,
        handed_in=_time(said, "handed_in"),
    )


def _number(said: Mapping[str, str], name: str, most: float) -> float | None:
    if not said[name]:
        return None
    try:
        value = float(said[name])
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise _Unfit(f"{name} = {said[name]!r} must be a number from 0 to {most:g}")
    return value


def _time(said: Mapping[str, str], name: str) -> datetime | None:
    if not said[name]:
        return None
    try:
        time = datetime.fromisoformat(said[name])
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise _Unfit(f"{name} = {said[name]!r} must be a time with its offset from UTC, like {TIME}")
    return time
