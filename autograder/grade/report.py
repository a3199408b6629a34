"""Write the report on an assignment: scores, exercises, mistakes, times, who needs help, and what needs a look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from autograder.grade.charts import histogram, time_chart
from autograder.grade.difficulty import ENOUGH_FOR_R, FEWEST_FOR_R
from autograder.grade.leaderboard import leaderboard
from autograder.grade.looks import KINDS, SIMILAR, gathered
from autograder.grade.needs_help import absent_students, needs_help
from autograder.grade.outcome import title_of
from autograder.grade.page import render, write_private
from autograder.grade.similar_work import Pair
from autograder.grade.standing import Fall
from autograder.grade.summary import ClassSummary

FEW_LOOKS = 10
MAX_LOOKS = 100
MAX_HELPED = 60
MAX_MISTAKES = 6
MAX_ROWS = 500
EXPORT = "autograder export {} --csv marks.csv"


def no_page(student: str) -> str:
    """Say that a student has no feedback page."""
    return ""


@dataclass(frozen=True)
class Setting:
    """What a report needs beside the records.

    Attributes
    ----------
    title, assignment_title : the names of the course and of the assignment; the id stands in for the latter
    feedback_href : gives the relative address of a student's feedback page, or "" when there is none
    course_href : the relative address of the course's page, or "" when there is none
    names : the roster, names by student; {} when there is none
    excused : students who have no mark, whether they handed in something or not
    waiting : students whose submission is not graded yet
    falls : students who fell behind, up to this assignment
    similar : submissions that look alike, None when they were not compared
    shows_leaderboard : whether the fastest are named
    full_ratio, zero_ratio : the time ratios up to which all the points are given, and from which none are
    """

    title: str
    assignment_title: str = ""
    feedback_href: Callable[[str], str] = no_page
    course_href: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    excused: Sequence[str] = ()
    waiting: Sequence[str] = ()
    falls: Sequence[Fall] = ()
    similar: Sequence[Pair] | None = None
    shows_leaderboard: bool = True
    full_ratio: float = 6.0
    zero_ratio: float = 20.0


def write_report(summary: ClassSummary, path: Path, setting: Setting) -> None:
    """Write the report on an assignment, readable by its owner alone; without a submission the page says so."""
    ratios, full, zero = summary.ratios, setting.full_ratio, setting.zero_ratio
    absent = absent_students(summary, setting.names, setting.excused, setting.waiting)
    write_private(
        path,
        render(
            "report.html.j2",
            setting=setting,
            assignment=setting.assignment_title or title_of(summary.assignment),
            summary=summary,
            helped=needs_help(summary, absent, setting.falls),
            href=lambda student: relative(setting.feedback_href(student)),
            relative=relative,
            bars=histogram(summary.scores, summary.max_score),
            times=time_chart(ratios, full, zero),
            ratios=ratios,
            full_share=sum(ratio <= full for ratio in ratios),
            zero_share=sum(ratio >= zero for ratio in ratios),
            leaders=leaderboard(summary.students) if setting.shows_leaderboard else [],
            kinds=KINDS,
            similar_kind=SIMILAR,
            gathered=gathered,
            few_looks=FEW_LOOKS,
            max_looks=MAX_LOOKS,
            max_helped=MAX_HELPED,
            max_mistakes=MAX_MISTAKES,
            max_rows=MAX_ROWS,
            fewest_for_r=FEWEST_FOR_R,
            enough_for_r=ENOUGH_FOR_R,
            export=EXPORT.format(summary.assignment),
        ),
    )


def relative(address: str) -> str:
    """Give an address that can only be a path beside the report, never another site or a script."""
    return quote(str(address).replace("\\", "/").lstrip("/"), safe="/._-~#%", errors="replace")
