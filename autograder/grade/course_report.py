"""Write the page of a course: how the class does from assignment to assignment, and who falls behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from autograder.grade.charts import Box, histogram, progress
from autograder.grade.needs_help import FALLING, LOW, Group, Helped
from autograder.grade.page import render, write_private
from autograder.grade.report import EXPORT, MAX_HELPED, MAX_ROWS, no_page, relative
from autograder.grade.standing import Standing, everyone, fell_behind, few_points, never, stopped

STOPPED = "Something came before, and nothing to the latest assignment that half of the class has handed in."
FEW = "Over all that was handed in, the fewest first."
NEVER = "On the roster, without any submission."


@dataclass(frozen=True)
class Row:
    """One assignment in the table: its standing, how many need a look, and its scores as bars."""

    standing: Standing
    heights: list[float]


def write_course_report(
    standings: Sequence[Standing],
    path: Path,
    *,
    title: str,
    names: Mapping[str, str],
    feedback_href: Callable[[str, str], str],
) -> None:
    """Write the page of a course, readable by its owner alone.

    Parameters
    ----------
    standings : the assignments that have records, in their order
    names : the roster, names by student; {} when there is none
    feedback_href : gives the relative address of a student's feedback page by (student, assignment), or ""
    """
    students = everyone(standings, names)
    write_private(
        path,
        render(
            "course.html.j2",
            title=title,
            standings=standings,
            rows=[_row(each) for each in standings],
            chart=progress([_box(each) for each in standings]),
            students=students,
            names=names,
            helped=_groups(standings, names, len(students)),
            means={student: _mean(standings, student) for student in students[:MAX_ROWS]},
            href=lambda student, assignment: relative(feedback_href(student, assignment)),
            no_page=no_page,
            max_helped=MAX_HELPED,
            max_rows=MAX_ROWS,
            export=EXPORT.format("ASSIGNMENT"),
            now=datetime.now(UTC).isoformat(" ", "minutes")[:16],
        ),
    )


def _row(standing: Standing) -> Row:
    return Row(standing, [bar.height for bar in histogram(list(standing.shares.values()), 100)])


def _box(standing: Standing) -> Box:
    return Box(standing.label, *standing.quartiles, standing.mean)


def _mean(standings: Sequence[Standing], student: str) -> float | None:
    """Give the mean share of all that a student handed in, None for nothing."""
    shares = [each.shares[student] for each in standings if student in each.shares]
    return mean(shares) if shares else None


def _groups(standings: Sequence[Standing], names: Mapping[str, str], size: int) -> list[Group]:
    """Give the students who may need help, by reason, without the reasons that nobody has."""
    few, gone = few_points(standings, LOW), stopped(standings, size)
    groups = [
        Group("Falling behind", FALLING, [Helped(fall.student, fall.figure) for fall in fell_behind(standings)]),
        Group("Stopped handing in", STOPPED, [Helped(each, f"last: {label}") for each, label in gone]),
        Group("Less than half of the points", FEW, [Helped(each, f"{share:.0f} %") for each, share in few]),
        Group("Never handed in", NEVER, [Helped(each) for each in never(standings, names)]),
    ]
    return [group for group in groups if group.students]
