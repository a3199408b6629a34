"""Keeps a copy of what instructors gave by hand, beside the records: a lost gradebook gets it back.

Each run of the grader copies what formgrader holds into `records/<assignment>.manual.jsonl`, one line for each student
whose marks by hand are not those of the student's newest line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.grade.journal import append_lines
from autograder.grade.manual_marks import ByHand, Mark


class KeptMarks:
    """An append-only file; the newest line of a student counts. Lines that are damaged are passed over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.newest = dict(_read(path))

    def keep(self, students: Iterable[str], by_hand: Mapping[str, ByHand]) -> None:
        """Add a line for each of the students whose marks by hand changed, and for whom they were taken back."""
        nothing = ByHand()
        changed = {
            student: given
            for student in students
            if (given := by_hand.get(student, nothing)) != self.newest.get(student, nothing)
        }
        if changed:
            seen_at = datetime.now(UTC).isoformat(timespec="seconds")
            append_lines(
                self.path, ({"student": name, "seen_at": seen_at, **asdict(given)} for name, given in changed.items())
            )
            self.newest.update(changed)


def _read(path: Path) -> Iterable[tuple[str, ByHand]]:
    if path.exists():
        with path.open("rb") as lines:
            for line in lines:
                try:
                    yield _parsed(json.loads(line))
                except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                    continue


def _parsed(line: dict[str, Any]) -> tuple[str, ByHand]:
    marks = {str(cell): Mark(**mark) for cell, mark in line["marks"].items()}
    comments = {str(cell): str(text) for cell, text in line["comments"].items()}
    return str(line["student"]), ByHand(marks, comments, bool(line["flagged"]))
