"""Ask a record: its verdicts, its numbers, and what went wrong first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from autograder.grade.outcome import NOT_JUDGED, in_order, is_number, points
from autograder.message import blocks, plain

Record = Mapping[str, Any]
TIMED = "seconds_per_iteration"


def by_name(records: Iterable[Record]) -> list[Record]:
    """Sort records by student, s2 before s10."""
    return sorted(records, key=lambda record: in_order(record.get("student", "")))


def exercise_names(records: Iterable[Record]) -> list[str]:
    """Give the names of all exercises, in the order of the record that has most of them."""
    lists = [[verdict["exercise"] for verdict in verdicts(record)] for record in records]
    longest = max(lists, key=len, default=[])
    return list(dict.fromkeys([*longest, *(name for names in lists for name in names)]))


def verdicts(record: Record) -> list[Record]:
    """Give the verdicts of a record, each without a message where its reason says what there is to say of all.

    There the outcome follows from the record: journals of earlier versions have `error` for a file that could not be
    read.
    """
    found = list(record.get("exercises") or [])
    if not record.get("reason"):
        return found
    outcome = NOT_JUDGED.outcome if record.get("grader_failed") else "unreadable"
    return [{**verdict, "outcome": outcome, "message": ""} for verdict in found]


def verdict_on(record: Record, exercise: str) -> Record | None:
    """Give the verdict on one exercise, if there is one."""
    return next((verdict for verdict in verdicts(record) if verdict["exercise"] == exercise), None)


def number(values: Mapping[str, Any], key: str) -> float:
    """Give a number of a record or verdict, 0 where there is none."""
    value = values.get(key)
    return float(value) if is_number(value) else 0.0


def figure(record: Record, name: str) -> float | None:
    """Give one of the figures of the timed exercise when it is a positive number."""
    value = ((verdict_on(record, TIMED) or {}).get("figures") or {}).get(name)
    return float(value) if is_number(value) and value > 0 else None


def remark(record: Record) -> str:
    """Give what lateness cost, and what went wrong first: the reason, else a sentence on an exercise not passed."""
    late = f"Late: {points(number(record, 'late_penalty'))} points off. " if record.get("late_penalty") else ""
    return (late + _went_wrong(record)).strip()


def _went_wrong(record: Record) -> str:
    if record.get("reason"):
        return plain(record["reason"])
    for verdict in verdicts(record):
        if verdict.get("outcome") != "passed":
            return first_sentence(verdict.get("message", ""))
    return ""


def first_sentence(message: str) -> str:
    """Give the first sentence of a message on one line; after a colon, the line that it announces too."""
    parts = [body.split("\n", 1)[0] for _, body in blocks(message)][:2]
    opening = " ".join(parts) if parts and parts[0].endswith(":") else "".join(parts[:1])
    return re.split(r"(?<=[.!?])\s+(?=[A-Z`])", opening, maxsplit=1)[0]
