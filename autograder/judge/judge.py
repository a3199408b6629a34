"""Judges one submission: reads it, rebuilds it, runs the student's cells, and gives each exercise its verdict.

No verdict is computed where student code runs: check cells are not run there at all. Their values are
fetched as plain data, and the checks run here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nbformat import NotebookNode

import autograder
from autograder import verdict
from autograder.exercises import points_of
from autograder.judge.assignment import Assignment, exercises_in
from autograder.judge.rebuild import rebuild
from autograder.judge.recognise import another_assignment
from autograder.judge.session import Session
from autograder.judge.submission import Unreadable, read_notebook, submission_hash
from autograder.judge.workplace import Workplace
from autograder.verdict import Finding, Verdict


@dataclass(frozen=True)
class Graded:
    """A record (plain data) and the notebook as it ran, with outputs; None when it could not be read."""

    record: dict[str, Any]
    notebook: NotebookNode | None


class KernelsLost(RuntimeError):
    """A kernel ended for a reason that was not the student's: what was judged in it does not count."""


async def judge(
    data: bytes,
    assignment: Assignment,
    workplace: Workplace,
    *,
    student: str = "",
    files: Mapping[str, bytes] | None = None,
    notes: Sequence[str] = (),
) -> Graded:
    """Grade one submission, whatever it is: always a record with a verdict for each exercise.

    Raises CannotStart, and KernelsLost when the machine, and not the student's code, ended the kernel.
    """
    begun = time.monotonic()
    files = files or {}
    try:
        notebook = read_notebook(data, int(assignment.settings.limits.notebook_megabytes * 1e6))
    except Unreadable as problem:
        record = refused(data, assignment, str(problem), workplace.tier, student=student, notes=notes, files=files)
        return Graded(record, None)
    rebuilt = rebuild(notebook, assignment.released)
    session = Session(rebuilt, assignment, workplace, files, submission_hash(data, dict(files)))
    forked_by = workplace.forked_by()
    verdicts = await session.judge()
    if forked_by is not None and workplace.forked_by() != forked_by:
        raise KernelsLost("the process that forks kernels ended, and took the student's kernel along")
    told = [*notes, *rebuilt.notes, *session.notes]
    if not any(each.score for each in verdicts):
        told += another_assignment(notebook, assignment)
    record = make_record(data, files, assignment, verdicts, workplace.tier, student, told)
    record["seconds"] = round(time.monotonic() - begun, 2)
    return Graded(record, session.notebook)


def refused(
    data: bytes, assignment: Assignment, reason: str, tier: str, *, student: str = "", notes: Sequence[str] = (),
    files: Mapping[str, bytes] | None = None, found: Callable[[str], Finding] = verdict.unreadable,
) -> dict[str, Any]:
    """Make the record of a submission that could not be read: no points, and the reason.

    `found` makes of the reason what is said of each exercise.
    """
    findings = [
        Verdict.of(exercise.name, found(reason), points_of(exercise, assignment.settings.points))
        for exercise in exercises_in(assignment)
    ]
    return make_record(data, files or {}, assignment, findings, tier, student, list(notes), reason)


def make_record(
    data: bytes,
    files: Mapping[str, bytes],
    assignment: Assignment,
    verdicts: Sequence[Verdict],
    tier: str,
    student: str,
    notes: Sequence[str],
    reason: str = "",
) -> dict[str, Any]:
    """Put a submission's verdicts together as plain data: one line of the journal."""
    return {
        "student": student,
        "assignment": assignment.name,
        "submission": submission_hash(data, dict(files)),
        "course": assignment.course_hash,
        "engine": autograder.__version__,
        "graded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "reason": reason,
        "score": round(sum(each.score for each in verdicts), 2),
        "max_score": round(sum(each.max_score for each in verdicts), 2),
        "sandbox": tier,
        "seconds": 0.0,
        "exercises": [each.as_dict() for each in verdicts],
        "notes": list(notes),
    }
