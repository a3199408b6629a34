"""Gives a class's marks as they count: the newest record of each student, with marks given by hand in place of ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from autograder.course import CourseError, released_notebook
from autograder.grade.counted_class import CountedClass
from autograder.grade.gradebook import open_gradebook
from autograder.grade.journal import Journal, Record
from autograder.grade.manual_marks import manual_marks
from autograder.grade.outcome import in_order
from autograder.grade.terms import read_terms


def counted_records(course: Path, assignment: str) -> list[Record]:
    """Give the records of `counted_class`, all at once."""
    return list(counted_class(course, assignment))


def counted_class(course: Path, assignment: str) -> CountedClass:
    """Give a record for each student who is graded, as it counts, sorted by student: s2 before s10.

    Counted are those whose submission is there, as in the class report, and who are not excused. Raises CourseError
    when there is no such assignment, when nobody is graded yet, or when the gradebook can't be used.
    """
    notebook = released_notebook(assignment, course).stem
    journal = _journal(course, assignment)
    newest = journal.newest()
    there = sorted((student for student in submitted_by(course, assignment) if student in newest), key=in_order)
    if not there:
        raise CourseError(f"{course}: nobody is graded in {assignment} yet: run `autograder grade {assignment}`")
    with open_gradebook(course) as gradebook:
        by_hand = manual_marks(gradebook, assignment, notebook)
    return CountedClass(journal, {each: newest[each] for each in there}, by_hand, read_terms(course, assignment))


def ungraded_students(course: Path, assignment: str) -> list[str]:
    """Students with a submission that has no record: it came after the last grading, or that was stopped.

    Whether one came after its record is told by the time of its files, without reading them. A record that was held
    back, or refused, is one too: its submission was judged.
    """
    newest, beside = _journal(course, assignment).records(), _journal(course, f"{assignment}.held_back").records()
    return [
        student for student in submitted_by(course, assignment)
        if student not in newest
        or all(_handed_in_again(course / "submitted" / student / assignment, records[student])
               for records in (newest, beside) if student in records)
    ]  # fmt: skip


def waiting_students(
    course: Path, assignment: str, marked: Iterable[str], excused: Iterable[str] = ()
) -> list[str]:
    """Students who handed in something, have no mark yet and are not excused; `marked` are those who have one.

    Their submission came after the last grading, or that was stopped before it got to them.
    """
    return sorted({*submitted_by(course, assignment)} - {*marked} - {*excused}, key=in_order)


def _handed_in_again(folder: Path, record: Record) -> bool:
    try:
        graded = datetime.fromisoformat(record["graded_at"]).timestamp() + 1  # it is written in whole seconds
        return any(path.stat().st_mtime > graded for path in folder.glob("*.ipynb"))
    except (KeyError, TypeError, ValueError, OSError):
        return False


def submitted_by(course: Path, assignment: str) -> list[str]:
    """The students who handed in something for an assignment."""
    return sorted(path.parent.name for path in (course / "submitted").glob(f"*/{assignment}") if path.is_dir())


def _journal(course: Path, assignment: str) -> Journal:
    return Journal(course / "records" / f"{assignment}.jsonl")
