"""Writes what comes of a class's records: gradebook, feedback and report, with the marks that count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder.grade.automatic_marks import BATCH, batches, outdated_students, submission_time, write_records
from autograder.grade.class_work import Class
from autograder.grade.counted_class import CountedClass
from autograder.grade.feedback import Manual, write_feedback
from autograder.grade.gradebook import declare_assignment, open_gradebook
from autograder.grade.journal import Line, Record
from autograder.grade.kept_marks import KeptMarks
from autograder.grade.late_in_gradebook import write_due_time, write_lateness
from autograder.grade.manual_marks import as_shown, given_by_hand
from autograder.grade.published import Change, changed_since
from autograder.grade.terms import TOLD, Terms
from autograder.grade.up_to_date import is_up_to_date, made_from
from autograder.grade.write_reports import write_reports
from autograder.lms.roster import read_roster, roster_path
from autograder.series import title_in


@dataclass
class Results:
    """A class's records as they count, the students whom a new gradebook got their marks by hand back for, and whose
    marks differ from those that were given out.
    """

    records: CountedClass
    put_back: list[str] = field(default_factory=list)
    differing: list[Change] = field(default_factory=list)


def write_results(work: Class, newest: Mapping[str, Line], new: Collection[str], terms: Terms) -> Results:
    """Fill the gradebook, then write feedback and reports with the marks that count by these terms.

    Everyone's feedback is looked at, not only of those who were graded in this run: one before may have been
    stopped, and marks by hand come and go. What is up to date is not written again.
    """
    by_hand: dict[str, dict[str, Manual]] = {}
    results = Results(CountedClass(work.journal, newest, by_hand, terms))
    kept, given_out = KeptMarks(work.kept_marks), work.published.newest()
    names = {each.student: each.name for each in read_roster(roster_path(work.course))}
    with open_gradebook(work.course) as gradebook:
        declare_assignment(gradebook, work.assignment.name, work.notebook, work.assignment.released)
        write_due_time(gradebook, terms)
        for lines in batches(newest.values(), BATCH):
            batch = list(work.journal.read(lines))
            results.put_back += _fill_gradebook(gradebook, work, batch, new, kept)
            write_lateness(gradebook, work.notebook, terms, batch)
            given = _by_hand(gradebook, work, batch, kept)
            by_hand.update(given)
            for record in batch:
                _write_feedback(
                    work, record, given.get(record["student"], {}), terms, names.get(record["student"], "")
                )
            results.differing += changed_since(work.published, given_out, map(results.records.counted, batch))
    write_reports(work.course, work.assignment.name, results.records)
    return results


def _fill_gradebook(
    gradebook: Gradebook, work: Class, batch: Sequence[Record], new: Collection[str], kept: KeptMarks
) -> list[str]:
    """Write into the gradebook those records that are new or that it does not have; give who got marks by hand back."""
    name = work.assignment.name
    outdated = {*outdated_students(gradebook, name, batch), *new}
    return write_records(
        gradebook, name, work.notebook, [each for each in batch if each["student"] in outdated],
        handed_in=lambda student: submission_time(work.submitted(student)), kept=kept.newest,
    )  # fmt: skip


def _by_hand(
    gradebook: Gradebook, work: Class, batch: Sequence[Record], kept: KeptMarks
) -> dict[str, dict[str, Manual]]:
    """Give what some students have by hand in the gradebook, as it is shown; a copy of it is kept."""
    students = [record["student"] for record in batch]
    given = given_by_hand(gradebook, work.assignment.name, work.notebook, students)
    kept.keep(students, given)
    gradebook.db.rollback()  # nobody waits for us while pages are written
    return {
        record["student"]: as_shown(given[record["student"]], [each["exercise"] for each in record["exercises"]])
        for record in batch if record["student"] in given
    }  # fmt: skip


def _write_feedback(work: Class, record: Record, manual: Mapping[str, Manual], terms: Terms, name: str) -> None:
    own, page = work.assignment.settings, work.feedback(record["student"])
    told = terms.count(record, manual)
    record = {**record, **{name: told[name] for name in TOLD if name in told}}
    title = title_in(work.assignment.released, work.assignment.name)
    of = made_from(work, record, manual, title, name)
    if not is_up_to_date(page, of):
        write_feedback(
            record, _graded_notebook(work, record["student"]), page, title=own.title, assignment_title=title,
            name=name, manual=manual, full_ratio=own.time_full, zero_ratio=own.time_zero, made_from=of,
        )  # fmt: skip


def _graded_notebook(work: Class, student: str) -> NotebookNode | None:
    """Read a student's graded notebook; None when there is none, or when it is damaged."""
    try:
        return nbformat.read(work.autograded(student), as_version=4)
    except Exception:  # no file, or whatever a crash left of it: the verdicts are in the record
        return None
