"""Keeps what an LMS said of each submission: when it came, whether it was late, under which number.

`records/handed_in/<assignment>.csv` has a line for each student. `handed_in` is a time with its offset from UTC, or
empty where the LMS tells none; the same time is in nbgrader's `timestamp.txt`. `late` is the LMS's own mark: `yes`,
`no`, or empty where it has none (Canvas marks what is late, and tells no time). `lms_id` is the number in this
assignment, which matters for Moodle, where everybody has another one in each.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from autograder.course import CourseError
from autograder.grade.page import write_private


@dataclass(frozen=True)
class HandedIn:
    """What an LMS said of one student's submission."""

    student: str
    lms_id: str = ""
    handed_in: str = ""  # ISO 8601 with an offset, as datetime.fromisoformat reads it
    late: str = ""  # "yes", "no" or "": the LMS doesn't say
    attempt: str = ""  # as far as the LMS tells; 2 is the first resubmission
    lms: str = ""
    note: str = ""


COLUMNS = tuple(field.name for field in fields(HandedIn))


def handed_in_path(course: Path, assignment: str) -> Path:
    """Where the lines of an assignment are."""
    return course / "records" / "handed_in" / f"{assignment}.csv"


def read_handed_in(course: Path, assignment: str) -> dict[str, HandedIn]:
    """Read what is known of an assignment's submissions, by student; {} when nothing was imported."""
    path = handed_in_path(course, assignment)
    if not path.exists():
        return {}
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise CourseError(f"{path}: can't be read: {problem}; move it away and import the archive again") from problem
    lines = [HandedIn(**{name: (row.get(name) or "").strip() for name in COLUMNS}) for row in rows]
    return {line.student: line for line in lines}


def write_handed_in(course: Path, assignment: str, lines: Mapping[str, HandedIn]) -> None:
    """Write the lines of an assignment, whole or not at all, readable by their owner alone."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(lines[student]) for student in sorted(lines))
    write_private(handed_in_path(course, assignment), text.getvalue())
