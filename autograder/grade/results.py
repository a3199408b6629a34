"""Writes what comes of a class's records: gradebook, feedback and report, with the marks that count."""

from __future__ import annotations

import os
from collections.abc import Sequence

import nbformat

from autograder.grade.class_work import Class
from autograder.grade.feedback import Manual, write_feedback
from autograder.grade.gradebook import (
    declare_assignment,
    manual_marks,
    open_gradebook,
    outdated_students,
    submission_time,
    with_manual_marks,
    write_records,
)
from autograder.grade.journal import Record
from autograder.grade.report import write_report


def write_results(work: Class, records: Sequence[Record], new: set[str]) -> list[Record]:
    """Fill the gradebook, then write feedback and report with the marks that count.

    Everyone's feedback is written, not only of those who are `new`: a run before may have been stopped, and
    marks by hand come and go.
    """
    name, counted = work.assignment.name, []
    with open_gradebook(work.course) as gradebook:
        declare_assignment(gradebook, name, work.notebook, work.assignment.released)
        outdated = new | outdated_students(gradebook, name, records)
        write_records(
            gradebook, work.notebook, [each for each in records if each["student"] in outdated],
            handed_in=lambda student: submission_time(work.submitted(student)),
        )  # fmt: skip
        for record in records:
            manual = manual_marks(gradebook, name, work.notebook, record["student"])
            _write_feedback(work, record, manual)
            counted.append(with_manual_marks(record, manual))
    own = work.assignment.settings
    write_report(
        counted, work.report, title=own.title,
        feedback_href=lambda student: os.path.relpath(work.feedback(student), work.report.parent),
        full_ratio=own.time_full, zero_ratio=own.time_zero,
    )  # fmt: skip
    return counted


def _write_feedback(work: Class, record: Record, manual: dict[str, Manual]) -> None:
    path, own = work.autograded(record["student"]), work.assignment.settings
    notebook = nbformat.read(path, as_version=4) if path.exists() else None
    write_feedback(
        record, notebook, work.feedback(record["student"]), title=own.title, manual=manual,
        full_ratio=own.time_full, zero_ratio=own.time_zero,
    )  # fmt: skip
