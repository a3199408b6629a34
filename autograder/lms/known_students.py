"""Gathers who may stand in an LMS's file: those of the roster, and whoever handed in, with the numbers that apply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from autograder.lms.handed_in import read_handed_in
from autograder.lms.marks_sheet import Sheet, SheetRow
from autograder.lms.match_rows import SURE, Matches
from autograder.lms.roster import Student, read_roster, roster_path


def known_students(course: Path, handed_in: Iterable[str]) -> list[Student]:
    """Give the roster, and those who handed in without being on it. Raises CourseError for a damaged roster."""
    roster = read_roster(roster_path(course))
    on_it = {each.student for each in roster}
    return [*roster, *(Student(name) for name in handed_in if name not in on_it)]


def numbered_for(course: Path, assignment: str, students: Iterable[Student]) -> tuple[list[Student], bool]:
    """Give students the number that Moodle has for them in this assignment, and whether such numbers are known.

    Moodle numbers people anew in each assignment: the roster's number may be another one's, and stays only where no
    archive of this assignment was imported.
    """
    students = list(students)
    numbers = {name: each.lms_id for name, each in read_handed_in(course, assignment).items() if each.lms == "moodle"}
    if not numbers:
        return students, False
    return [replace(each, lms_id=numbers.get(each.student, "")) for each in students], True


def candidates(
    course: Path, assignment: str, sheet: Sheet, students: Iterable[Student]
) -> tuple[list[Student], list[str]]:
    """Give who may stand in a sheet, and the fields in which two rows of one person can't differ."""
    if sheet.lms != "Moodle":
        return list(students), list(SURE)
    numbered, known = numbered_for(course, assignment, students)
    return numbered, [kind for kind in SURE if known or kind != "lms_id"]


def as_in_sheet(sheet: Sheet, matches: Matches, students: Iterable[Student]) -> list[Student]:
    """Give students the number and the name that a sheet has for them; those who are not in it have no number."""
    rows = {matches.students[row.index].student: row for row in sheet.rows if row.index in matches.students}
    return [_as_in_row(each, rows.get(each.student)) for each in students]


def _as_in_row(student: Student, row: SheetRow | None) -> Student:
    if row is None:
        return replace(student, lms_id="")
    return replace(student, lms_id=dict(row.keys).get("lms_id", ""), name=row.name)
