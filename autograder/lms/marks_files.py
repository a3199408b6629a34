"""Writes a class's marks as CSV and as JSON of our own: a row for each student, with the points of every exercise."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from autograder.grade.outcome import in_order
from autograder.grade.record import exercise_names, verdict_on
from autograder.lms.fill import NOT_GRADED
from autograder.lms.roster import Student

Record = Mapping[str, Any]
PERSON = ("student", "lms_id", "name", "email", "login", "sis_id")
MARKS = ("assignment", "score", "max_score", "late_penalty", "excused")
REST = ("marked_by_hand", "reason", "notes", "sandbox", "graded_at", "submission")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def marks_rows(
    assignment: str, records: Sequence[Record], students: Iterable[Student], excused: Collection[str] = (),
    waiting: Collection[str] = (),
) -> list[dict[str, Any]]:  # fmt: skip
    """Give a row for each student, on the roster or not; without marks for who handed in nothing, or is excused.

    Those `waiting` handed in something that is not graded yet: their row has this as its reason.
    """
    known = {each.student: each for each in students}
    by_student = {record["student"]: record for record in records}
    exercises = exercise_names(records)
    everyone = sorted({*known, *by_student, *waiting}, key=in_order)
    people = [asdict(known.get(name) or Student(name)) for name in everyone]
    known_of = {name: {"reason": NOT_GRADED} for name in waiting} | by_student
    marks = [_marks(known_of.get(name, {}), exercises) for name in everyone]
    return [
        {**who, "assignment": assignment, **got, "excused": who["student"] in excused}
        for who, got in zip(people, marks, strict=True)
    ]


def _marks(record: Record, exercises: Sequence[str]) -> dict[str, Any]:
    """The marks of one record; of {} all are None. A penalty for lateness is taken off `score` already."""
    found = {name: verdict_on(record, name) or {} for name in exercises}
    by_hand = [name for name, verdict in found.items() if verdict.get("by_hand")]
    return {
        "score": record.get("score"),
        "max_score": record.get("max_score"),
        "late_penalty": record.get("late_penalty"),
        "exercises": {name: verdict.get("score") for name, verdict in found.items()},
        "outcomes": {name: verdict.get("outcome") for name, verdict in found.items()},
        "marked_by_hand": by_hand,
        "reason": record.get("reason") or "",
        "notes": list(record.get("notes") or []),
        **{name: record.get(name) for name in ("sandbox", "graded_at", "submission")},
    }


def marks_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """Give the rows as one JSON array."""
    return json.dumps(rows, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def marks_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Give the rows as CSV with every text quoted where it must be, and no text that a spreadsheet runs as a formula.

    A byte order mark opens it: without one Excel takes the file for something else than UTF-8.
    """
    exercises = list(rows[0]["exercises"]) if rows else []
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*PERSON, *MARKS, *exercises, *REST])
    for row in rows:
        values = [*(row[name] for name in (*PERSON, *MARKS)), *(row["exercises"][name] for name in exercises)]
        writer.writerow(map(_cell, [*values, *(row[name] for name in REST)]))
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> Any:
    """Give a value as a cell: a list as words, true as yes, a text that looks like a formula behind an apostrophe."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
