"""Show the results of a class as a table in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import mean
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from autograder.grade.outcome import MARKS, NOT_JUDGED, Mark, mark_of, points
from autograder.grade.record import by_name, exercise_names, figure, number, remark, verdict_on
from autograder.message import plain

MAX_TEXT = 200
MARKS_IN_A_LINE = 4  # of the legend
MAX_HEADS = 45  # characters of all heads side by side; longer ones become numbers with a key below


def table(
    records: Sequence[Mapping[str, Any]], excused: Iterable[str] = (), *, with_remarks: bool = True
) -> Table:
    """Give one row for each student, sorted by name, with the means of the class below; excused ones come last."""
    names = exercise_names(records)
    heads, key = _heads(names)
    timed = bool(_mean_time(records))
    shown = Table(
        box=box.SIMPLE_HEAD,
        show_footer=bool(records),
        caption=Text("\n").join([*key, _legend(records)]),
        caption_justify="left",
        collapse_padding=True,
        pad_edge=False,
    )
    shown.add_column("student", footer="mean", overflow="ellipsis", no_wrap=True, max_width=24)
    shown.add_column("score", footer=_mean_score(records), justify="right", no_wrap=True)
    for name, head in zip(names, heads, strict=True):
        shown.add_column(head, footer=_mean(records, name), justify="center", no_wrap=True)
    if timed:
        shown.add_column("s/iter.", footer=_mean_time(records), justify="right", no_wrap=True)
    if with_remarks:
        shown.add_column("remark")
    for record in by_name(records):
        row = _row(record, names, timed)
        shown.add_row(*row, *([_text(remark(record))] if with_remarks else []))
    for student in excused:
        shown.add_row(_text(student), Text("excused", style="dim"))
    return shown


def remarks(records: Sequence[Mapping[str, Any]]) -> list[Text]:
    """Give a line for each student of whom something is to be said, for terminals too narrow to say it in the row."""
    said = [(plain(record.get("student", ""))[:MAX_TEXT], remark(record)) for record in by_name(records)]
    return [_text(f"{student}: {text}") for student, text in said if text]


def _heads(names: Sequence[str]) -> tuple[list[Text], list[Text]]:
    """Give the heads of the exercises' columns, and lines of a key below where these are numbers."""
    heads = [_head(name) for name in names]
    if sum(max(map(len, head.plain.split("\n"))) for head in heads) <= MAX_HEADS:
        return heads, []
    numbers = [Text(str(number)) for number in range(1, len(names) + 1)]
    key = [f"{number}\N{NO-BREAK SPACE}{plain(name)[:MAX_TEXT]}" for number, name in enumerate(names, start=1)]
    return numbers, [Text("   ".join(key))]


def _row(record: Mapping[str, Any], names: Sequence[str], timed: bool) -> list[Text]:
    """Give the cells of one student's row."""
    marks = [_mark(record, name) for name in names]
    seconds = [Text(_seconds(figure(record, "seconds_per_iteration")))] if timed else []
    return [
        _text(record.get("student", "")),
        Text(_score(number(record, "score"), number(record, "max_score"))),
        *(Text(mark.sign, style=mark.style) for mark in marks),
        *seconds,
    ]


def _mark(record: Mapping[str, Any], name: str) -> Mark:
    """Give the mark of one exercise."""
    return mark_of((verdict_on(record, name) or {}).get("outcome", ""))


def _text(value: Any) -> Text:
    """Give text on one line, shortened where it does not fit, in which nothing is taken for markup."""
    return Text(" ".join(plain(value)[:MAX_TEXT].split()), no_wrap=True, overflow="ellipsis")


def _head(name: str) -> Text:
    """Give the head of an exercise's column, a word on each line."""
    return Text("\n".join(plain(name)[:MAX_TEXT].split("_")))


def _score(score: float, max_score: float) -> str:
    """Write a score out of its maximum."""
    return f"{points(score)}/{points(max_score)}"


def _seconds(seconds: float | None) -> str:
    """Write seconds with three digits that count."""
    return "" if seconds is None else f"{seconds:.3g}"


def _mean_score(records: Sequence[Mapping[str, Any]]) -> str:
    """Give the mean score of the class."""
    return points(mean(number(record, "score") for record in records)) if records else ""


def _mean(records: Sequence[Mapping[str, Any]], name: str) -> str:
    """Give the mean points of one exercise."""
    return points(mean(number(verdict_on(record, name) or {}, "score") for record in records))


def _mean_time(records: Sequence[Mapping[str, Any]]) -> str:
    """Give the mean of the seconds per iteration that were measured."""
    times = [t for record in records if (t := figure(record, "seconds_per_iteration")) is not None]
    return _seconds(mean(times)) if times else ""


def _legend(records: Sequence[Mapping[str, Any]]) -> Text:
    """Say what the marks that occur mean."""
    names = exercise_names(records)
    found = {_mark(record, name) for record in records for name in names}
    marks = [mark for mark in (*MARKS.values(), NOT_JUDGED) if mark in found]
    parts = [Text.assemble((mark.sign, mark.style), f" {mark.word}") for mark in marks]
    lines = [parts[at : at + MARKS_IN_A_LINE] for at in range(0, len(parts), MARKS_IN_A_LINE)]
    return Text("\n").join(Text("   ").join(line) for line in lines)
