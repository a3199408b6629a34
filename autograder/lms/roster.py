"""Keeps who is who: `students.csv` in the course's folder, one line for each student.

`student` is the name of the folder in `submitted/`, and never changes. The other columns are what an LMS calls the
same person; each may be empty. `lms_id` is Canvas's user id (`ID` in its gradebook), Blackboard's user name, or the
number N of Moodle's `Participant N`. Moodle gives everybody another number in each assignment: those of one assignment
are in `records/handed_in/<assignment>.csv`, and here is the latest.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from autograder.course import CourseError
from autograder.grade.page import write_private

ROSTER = "students.csv"
_FOLDER = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Student:
    """A student: the folder in `submitted/`, and what an LMS knows of the person."""

    student: str
    lms_id: str = ""
    name: str = ""
    email: str = ""
    login: str = ""
    sis_id: str = ""


COLUMNS = tuple(field.name for field in fields(Student))


def roster_path(course: Path) -> Path:
    """Where a course's roster is."""
    return course / ROSTER


def read_roster(path: Path) -> list[Student]:
    """Read a roster, in the order of the file; [] when there is none. Raises CourseError with the line at fault."""
    if not path.exists():
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise CourseError(f"{path}: can't be read as a roster: {problem}; save it as CSV in UTF-8") from problem
    students = [_student(row, number, path) for number, row in enumerate(rows, start=2)]
    _require_distinct(students, path)
    return students


def write_roster(path: Path, students: Iterable[Student]) -> None:
    """Write a roster, whole or not at all, readable by its owner alone."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(each) for each in students)
    write_private(path, text.getvalue())


def merge(known: Iterable[Student], new: Iterable[Student]) -> list[Student]:
    """Add students to those that are known, and what is newly known of them: nobody and nothing is forgotten."""
    merged = {each.student: each for each in known}
    for each in new:
        said = {name: value for name, value in asdict(each).items() if value}
        merged[each.student] = replace(merged[each.student], **said) if each.student in merged else each
    return list(merged.values())


def first_and_last_name(name: str) -> tuple[str, str]:
    """Split a name as nbgrader's gradebook keeps it: `Doe, Jane` and `Jane Doe` give the same; ("", "") for none."""
    if "," in name:
        last, first = name.split(",", 1)
        return first.strip(), last.strip()
    *first_names, last = name.split() or [""]
    return " ".join(first_names), last


def gradebook_fields(student: Student) -> dict[str, str]:
    """What nbgrader's gradebook keeps of a student, by the names of its columns; what isn't known is left out."""
    first, last = first_and_last_name(student.name)
    known = {"first_name": first, "last_name": last, "email": student.email, "lms_user_id": student.lms_id}
    return {column: value for column, value in known.items() if value}


def _student(row: Mapping[str, str], number: int, path: Path) -> Student:
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not _FOLDER.fullmatch(said["student"]):
        raise CourseError(
            f"{path}: line {number}: `student` must be a folder's name of A-Z, a-z, 0-9, _ and -, "
            f"not {said['student']!r}"
        )
    return Student(**said)


def _require_distinct(students: Iterable[Student], path: Path) -> None:
    seen: set[str] = set()
    for each in students:
        if each.student.casefold() in seen:
            raise CourseError(f"{path}: {each.student} stands there twice; take out one of the two lines")
        seen.add(each.student.casefold())
