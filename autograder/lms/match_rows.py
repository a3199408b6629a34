"""Finds the student of each row in an LMS's file: by what the LMS itself goes by, in its order, and only when sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.lms.marks_sheet import SheetRow
from autograder.lms.names import name_key
from autograder.lms.roster import Student

SURE = ("lms_id", "sis_id", "login", "email")  # two people never have the same


@dataclass(frozen=True)
class Matches:
    """Whose row is whose, by the row's index; and why some are nobody's for sure."""

    students: Mapping[int, Student]
    ambiguous: Mapping[int, str]


def match_rows(rows: Sequence[SheetRow], students: Iterable[Student], sure: Sequence[str] = SURE) -> Matches:
    """Find the student of each row; a row that fits several, or shares its student with another row, is ambiguous.

    A folder's name stands for an id or a login that the roster does not know. Where one of the `sure` fields differs,
    a row is somebody else's, whatever else is the same.
    """
    known = _index(students)
    found: dict[int, Student] = {}
    ambiguous: dict[int, str] = {}
    for row in rows:
        fitting = _fitting(row, known, sure)
        if len(fitting) == 1:
            found[row.index] = fitting[0]
        elif fitting:
            ambiguous[row.index] = "fits " + " and ".join(sorted(each.student for each in fitting))
    twice = _shared(rows, found)
    ambiguous.update(twice)
    return Matches({index: each for index, each in found.items() if index not in twice}, ambiguous)


Index = dict[tuple[str, str], list[Student]]


def _index(students: Iterable[Student]) -> Index:
    known: Index = {}
    for student in students:
        for key in dict.fromkeys(_keys(student)):
            known.setdefault(key, []).append(student)
    return known


def _keys(student: Student) -> list[tuple[str, str]]:
    """What a student may be found by. Logins are often addresses."""
    keys = [(kind, _same(kind, getattr(student, kind))) for kind in (*SURE, "name")]
    keys += [("login", _same("login", student.email)), ("email", _same("email", student.login))]
    keys += [(kind, _same(kind, student.student)) for kind in SURE if not getattr(student, kind)]
    return [(kind, value) for kind, value in keys if value]


def _fitting(row: SheetRow, known: Index, sure: Sequence[str]) -> list[Student]:
    """The students that a row fits, by the first of its keys that tells any."""
    for kind, value in row.keys:
        fitting = [each for each in known.get((kind, _same(kind, value)), []) if not _another(each, row, kind, sure)]
        if fitting:
            return fitting
    return []


def _another(student: Student, row: SheetRow, found_by: str, sure: Sequence[str]) -> bool:
    """Whether a row is somebody else's: what its LMS looks at before differs from what we know."""
    for kind, value in row.keys:
        if kind == found_by:
            return False
        own = getattr(student, kind)
        if kind in sure and own and _same(kind, own) != _same(kind, value):
            return True
    return False


def _shared(rows: Sequence[SheetRow], found: Mapping[int, Student]) -> dict[int, str]:
    """Rows of one student that are not surely the same person's."""
    by_student: dict[str, list[SheetRow]] = {}
    for row in rows:
        if row.index in found:
            by_student.setdefault(found[row.index].student, []).append(row)
    return {
        row.index: f"{len(shared)} rows fit {student}"
        for student, shared in by_student.items()
        if len({row.keys[0] for row in shared}) > 1
        for row in shared
    }


def _same(kind: str, value: str) -> str:
    return name_key(value) if kind == "name" else value.strip().casefold()
