"""Writes what comes of a class's records: gradebook, feedback and report, with the marks that count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from autograder.grade.automatic_marks import BATCH, batches, outdated_students, submission_time, write_records
from autograder.grade.class_work import Class
from autograder.grade.feedback import Manual, write_feedback
from autograder.grade.gradebook import declare_assignment, open_gradebook
from autograder.grade.journal import Record
from autograder.grade.kept_marks import KeptMarks
from autograder.grade.manual_marks import as_shown, given_by_hand, with_manual_marks
from autograder.grade.write_reports import write_reports


@dataclass(frozen=True)
class Results:
    """A class's records as they count, and the students whom a new gradebook got their marks by hand back for."""

    records: list[Record]
    put_back: list[str]


def write_results(work: Class, records: Sequence[Record], new: set[str]) -> Results:
    """Fill the gradebook, then write feedback and reports with the marks that count.

    Everyone's feedback is written, not only of those who are `new`: a run before may have been stopped, and
    marks by hand come and go.
    """
    results = _fill_gradebook(work, records, new)
    write_reports(work.course, work.assignment.name, results.records)
    return results


def _fill_gradebook(work: Class, records: Sequence[Record], new: set[str]) -> Results:
    """Write the records into the gradebook, and everyone's feedback with what it holds by hand, batch by batch."""
    name, results, kept = work.assignment.name, Results([], []), KeptMarks(work.kept_marks)
    with open_gradebook(work.course) as gradebook:
        declare_assignment(gradebook, name, work.notebook, work.assignment.released)
        for batch in batches(records, BATCH):
            students = [record["student"] for record in batch]
            outdated = new.intersection(students) | outdated_students(gradebook, name, batch)
            put_back = write_records(
                gradebook, name, work.notebook, [each for each in batch if each["student"] in outdated],
                handed_in=lambda student: submission_time(work.submitted(student)), kept=kept.newest,
            )  # fmt: skip
            results.put_back.extend(put_back)
            by_hand = given_by_hand(gradebook, name, work.notebook, students)
            kept.keep(students, by_hand)
            gradebook.db.rollback()  # nobody waits for us while pages are written
            for record in batch:
                given = by_hand.get(record["student"])
                manual = as_shown(given, [each["exercise"] for each in record["exercises"]]) if given else {}
                _write_feedback(work, record, manual)
                results.records.append(with_manual_marks(record, manual))
    return results


def _write_feedback(work: Class, record: Record, manual: Mapping[str, Manual]) -> None:
    own = work.assignment.settings
    write_feedback(
        record, _graded_notebook(work, record["student"]), work.feedback(record["student"]), title=own.title,
        manual=manual, full_ratio=own.time_full, zero_ratio=own.time_zero,
    )  # fmt: skip


def _graded_notebook(work: Class, student: str) -> NotebookNode | None:
    """Read a student's graded notebook; None when there is none, or when it is damaged."""
    try:
        return nbformat.read(work.autograded(student), as_version=4)
    except Exception:  # no file, or whatever a crash left of it: the verdicts are in the record
        return None
