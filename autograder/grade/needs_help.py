"""Find who may need help with one assignment: nothing handed in, nothing attempted, few points, falling behind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from autograder.grade.outcome import in_order, points
from autograder.grade.standing import Fall
from autograder.grade.summary import ClassSummary, Student

LOW = 50.0  # percent of all points
FALLING = "The share of the points fell twice in a row, by 20 % of the points or more beside the class's mean."


@dataclass(frozen=True)
class Helped:
    """One student who may need help, and the figure that says so."""

    student: str
    figure: str = ""
    has_page: bool = True


@dataclass(frozen=True)
class Group:
    """Students who may need help for the same reason."""

    title: str
    about: str
    students: list[Helped]


def needs_help(summary: ClassSummary, absent: Collection[str] = (), falls: Sequence[Fall] = ()) -> list[Group]:
    """Give the groups that have somebody in them; each student is in one of them at most, but for those who fall.

    Parameters
    ----------
    absent : students on the roster who handed in nothing
    falls : students who fell behind up to this assignment
    """
    readable = [each for each in summary.students if not each.is_refused]
    untouched = [each for each in readable if each.attempted_nothing]
    low = sorted((each for each in readable if each.share < LOW and not each.attempted_nothing), key=_by_score)
    groups = [
        Group("Nothing handed in", "On the roster, without a submission.", _named(absent)),
        Group("Nothing attempted", "Every TO DO is as it was given.", [Helped(each.student) for each in untouched]),
        Group("Less than half of the points", "The fewest first.", _scored(low)),
        Group("Falling behind", FALLING, [Helped(fall.student, fall.figure) for fall in falls]),
    ]
    return [group for group in groups if group.students]


def _named(students: Collection[str]) -> list[Helped]:
    return [Helped(student, has_page=False) for student in sorted(students, key=in_order)]


def _scored(students: Sequence[Student]) -> list[Helped]:
    return [Helped(each.student, points(each.score)) for each in students]


def _by_score(each: Student) -> tuple[float, list[tuple[int, int, str]]]:
    return each.share, in_order(each.student)


def absent_students(
    summary: ClassSummary, roster: Mapping[str, object], excused: Collection[str] = (), waiting: Collection[str] = ()
) -> list[str]:
    """Give the students on the roster who handed in nothing and are not excused; those waiting are not graded yet."""
    there = {each.student for each in summary.students}
    return sorted(roster.keys() - there - set(excused) - set(waiting), key=in_order)
