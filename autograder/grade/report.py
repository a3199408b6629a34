"""Write the report on a class: scores, exercises, mistakes, times, and who needs a look, on one page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograder.grade.charts import histogram, time_chart
from autograder.grade.outcome import Mark, mark_of, title_of
from autograder.grade.page import render, write_private
from autograder.grade.record import by_name, exercise_names, figure, number, remark, verdict_on
from autograder.grade.summary import summarise

FEW_LOOKS = 10
MAX_LOOKS = 200
MAX_MISTAKES = 6


@dataclass(frozen=True)
class Row:
    """One student in the table: the score, and (mark, points, by hand?) for each exercise, None where not judged."""

    student: str
    score: float
    max_score: float
    marks: list[tuple[Mark, float, bool] | None]
    ratio: float | None
    remark: str


def write_report(
    records: Sequence[Mapping[str, Any]],
    path: Path,
    *,
    title: str,
    feedback_href: Callable[[str], str],
    assignment_title: str = "",
    full_ratio: float = 6.0,
    zero_ratio: float = 20.0,
) -> None:
    """Write the report on a class.

    Parameters
    ----------
    records : sequence of mappings
        One journal line for each submission; none makes a page that says so.
    path : Path
        The file to write, readable by its owner alone.
    title, assignment_title : str
        The names of the course and of the assignment; the assignment's id stands in for the latter.
    feedback_href : callable
        Gives the relative address of a student's feedback page, or "" when there is none.
    full_ratio, zero_ratio : float
        The time ratios up to which all the points are given, and from which none are.
    """
    summary = summarise(records)
    names = exercise_names(records)
    write_private(
        path,
        render(
            "report.html.j2",
            course=title,
            assignment=assignment_title or _assignment(records),
            summary=summary,
            exercises=names,
            rows=[_row(record, names) for record in by_name(records)],
            href=lambda student: _relative(feedback_href(student)),
            bars=histogram(summary.scores, summary.max_score),
            times=time_chart(summary.ratios, full_ratio, zero_ratio),
            full_share=sum(ratio <= full_ratio for ratio in summary.ratios),
            zero_share=sum(ratio >= zero_ratio for ratio in summary.ratios),
            few_looks=FEW_LOOKS,
            max_looks=MAX_LOOKS,
            max_mistakes=MAX_MISTAKES,
            span=_span(records, "graded_at"),
            sandboxes=_all(records, "sandbox"),
            engines=_all(records, "engine"),
            courses=_all(records, "course"),
        ),
    )


def _row(record: Mapping[str, Any], names: Sequence[str]) -> Row:
    """Give one student's row."""
    found = [verdict_on(record, name) for name in names]
    return Row(
        student=str(record.get("student", "")),
        score=number(record, "score"),
        max_score=number(record, "max_score"),
        marks=[(mark_of(v.get("outcome", "")), number(v, "score"), "by_hand" in v) if v else None for v in found],
        ratio=figure(record, "ratio"),
        remark=remark(record),
    )


def _relative(address: str) -> str:
    """Give an address that can only be a path beside the report, never another site or a script."""
    return quote(str(address).replace("\\", "/").lstrip("/"), safe="/._-~#%", errors="replace")


def _assignment(records: Sequence[Mapping[str, Any]]) -> str:
    """Give the assignment's id in words."""
    return title_of(records[0].get("assignment", "")) if records else ""


def _span(records: Sequence[Mapping[str, Any]], key: str) -> list[str]:
    """Give the first and last of the days and times of the records, one when they are the same."""
    times = sorted(str(record[key])[:16].replace("T", " ") for record in records if record.get(key))
    return list(dict.fromkeys(times[:1] + times[-1:]))


def _all(records: Sequence[Mapping[str, Any]], key: str) -> list[str]:
    """Give the different values of a key."""
    return sorted({str(record[key]) for record in records if record.get(key)})
