"""Writes the marks of records into nbgrader's tables, hundreds of students at a time; marks by hand are never touched.

The rows are those that nbgrader's own API makes, at a hundredth of its cost: the API asks the database some fifty
questions for each student.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.utils import parse_utc
from sqlalchemy import and_, bindparam, insert, select, update

from autograder.grade.manual_marks import COMMENTED, GRADED, ByHand

BATCH = 500  # students in one transaction


@dataclass(frozen=True)
class Layout:
    """An assignment as the gradebook knows it: its notebooks, and of each the cells with marks and with comments."""

    assignment: str  # all these are ids
    notebooks: Mapping[str, str]  # by name
    graded: Mapping[str, Mapping[str, str]]  # of a notebook, the cells by name
    commented: Mapping[str, Mapping[str, str]]


def write_records(
    gradebook: Gradebook,
    assignment: str,
    notebook: str,
    records: Iterable[Mapping[str, Any]],
    handed_in: Callable[[str], datetime | None] = lambda student: None,
    kept: Mapping[str, ByHand] | None = None,
) -> list[str]:
    """Put the automatic marks of some records into the gradebook, and leave manual marks alone.

    `handed_in` gives the time that nbgrader keeps beside a submission, which formgrader compares with ours. A
    student whom the gradebook lost gets back the manual marks in `kept`; returned is who got some back.
    """
    layout, back = _layout(gradebook, assignment), []
    for batch in batches(records, BATCH):
        newest = {record["student"]: record for record in batch}
        writing = _Batch(gradebook, layout, layout.notebooks[notebook], newest, kept or {})
        writing.write({student: handed_in(student) for student in newest})
        gradebook.db.commit()
        back += writing.back
    return back


def batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Give things as lists of this size; the last may be shorter."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def outdated_students(gradebook: Gradebook, assignment: str, records: Iterable[Mapping[str, Any]]) -> set[str]:
    """Students whose marks in the gradebook are not those of their record: it is new, or a run was stopped."""
    outdated = set()
    for batch in batches(records, BATCH):
        marks = _automatic(gradebook, assignment, [record["student"] for record in batch])
        outdated |= {
            record["student"]
            for record in batch
            for verdict in record["exercises"]
            if marks.get((record["student"], verdict["exercise"])) != verdict["score"]
        }
    return outdated


def _automatic(gradebook: Gradebook, assignment: str, students: Sequence[str]) -> dict[tuple[str, str], float | None]:
    """The automatic marks of some students, by student and cell."""
    rows = gradebook.db.execute(
        select(SubmittedAssignment.student_id, BaseCell.name, Grade.auto_score)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment, SubmittedAssignment.student_id.in_(students))
    )
    return {(student, cell): score for student, cell, score in rows}


def submission_time(folder: Path) -> datetime | None:
    """When a submission was handed in: what nbgrader's `timestamp.txt` in its folder says, if anything."""
    try:
        return parse_utc((folder / "timestamp.txt").read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None


def _layout(gradebook: Gradebook, assignment: str) -> Layout:
    """Ask the gradebook how an assignment is made up."""
    number = gradebook.db.execute(select(Assignment.id).where(Assignment.name == assignment)).scalar_one()
    notebooks = gradebook.db.execute(select(Notebook.name, Notebook.id).where(Notebook.assignment_id == number))
    names = {name: notebook for name, notebook in notebooks}
    cells = gradebook.db.execute(
        select(BaseCell.__table__.c["id", "name", "notebook_id", "type"]).where(
            BaseCell.notebook_id.in_(names.values())
        )
    ).all()
    graded, commented = (
        {
            notebook: {cell.name: cell.id for cell in cells if cell.notebook_id == notebook and cell.type in types}
            for notebook in names.values()
        }
        for types in (GRADED, COMMENTED)
    )
    return Layout(number, names, graded, commented)


class _Batch:
    """Some students' records on their way into the tables, within one transaction."""

    def __init__(
        self, gradebook: Gradebook, layout: Layout, notebook: str, records: Mapping[str, Mapping[str, Any]],
        kept: Mapping[str, ByHand],
    ) -> None:  # fmt: skip
        self.db, self.layout, self.notebook, self.records, self.kept = gradebook.db, layout, notebook, records, kept
        self.back: list[str] = []  # who gets manual marks back

    def write(self, times: Mapping[str, datetime | None]) -> None:
        """Write all rows, from the students down to marks and comments."""
        self._students()
        submissions = self._submissions(times)
        self._marks_and_comments(submissions, self._notebooks(submissions))

    def _students(self) -> None:
        known = set(self.db.execute(select(Student.id).where(Student.id.in_(self.records))).scalars())
        self._insert(Student, [{"id": student} for student in self.records if student not in known])

    def _submissions(self, times: Mapping[str, datetime | None]) -> dict[str, str]:
        """Give each student's submission, by its id; those that are not there are made."""
        table = SubmittedAssignment.__table__
        mine = and_(table.c.assignment_id == self.layout.assignment, table.c.student_id.in_(self.records))
        rows = self.db.execute(select(table.c.student_id, table.c.id).where(mine))
        known = {student: number for student, number in rows}
        new = {student: new_uuid() for student in self.records if student not in known}
        self._insert(SubmittedAssignment, [
            {"id": number, "assignment_id": self.layout.assignment, "student_id": student, "timestamp": times[student]}
            for student, number in new.items()
        ])  # fmt: skip
        stated = update(table).where(table.c.id == bindparam("number")).values(timestamp=bindparam("time"))
        self._each(stated, [{"number": number, "time": times[student]} for student, number in known.items()])
        self.back = [student for student in new if student in self.kept]
        return known | new

    def _notebooks(self, submissions: Mapping[str, str]) -> dict[tuple[str, str], str]:
        """Give the id of each student's copy of each notebook; those that are not there are made."""
        table = SubmittedNotebook.__table__
        known = {
            (row.assignment_id, row.notebook_id): row.id
            for row in self.db.execute(
                select(table.c["id", "assignment_id", "notebook_id"]).where(
                    table.c.assignment_id.in_(submissions.values())
                )
            )
        }
        flagged = {submissions[student] for student in self.back if self.kept[student].flagged}
        wanted = [(submission, notebook) for submission in submissions.values() for notebook in self.layout.graded]
        new = {each: new_uuid() for each in wanted if each not in known}
        self._insert(SubmittedNotebook, [
            {"id": number, "assignment_id": submission, "notebook_id": notebook,
             "flagged": notebook == self.notebook and submission in flagged}
            for (submission, notebook), number in new.items()
        ])  # fmt: skip
        return known | new

    def _marks_and_comments(self, submissions: Mapping[str, str], notebooks: Mapping[tuple[str, str], str]) -> None:
        """Write each student's marks, and make the places of comments."""
        grades, comments = (self._present(model, submissions.values()) for model in (Grade, Comment))
        new_grades: list[dict[str, Any]] = []
        new_comments: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for student, record in self.records.items():
            kept = self.kept[student] if student in self.back else ByHand()
            scores = {verdict["exercise"]: verdict["score"] for verdict in record["exercises"]}
            for notebook, cells in self.layout.graded.items():
                copy, ours = notebooks[submissions[student], notebook], notebook == self.notebook
                for name, cell in cells.items():
                    score = scores.get(name) if ours else None
                    if (copy, cell) not in grades:
                        given = kept.grade(name, score) if ours else ByHand().grade(name, None)
                        new_grades.append({"notebook_id": copy, "cell_id": cell, "auto_score": score, **given})
                    elif score is not None:
                        changed.append({"number": grades[copy, cell], "score": score})
                new_comments += [
                    {"notebook_id": copy, "cell_id": cell, "manual_comment": kept.comments.get(name) if ours else None}
                    for name, cell in self.layout.commented[notebook].items()
                    if (copy, cell) not in comments
                ]
        self._insert(Grade, new_grades)
        self._insert(Comment, new_comments)
        self._each(_CHANGE, changed)

    def _present(self, model: Any, submissions: Iterable[str]) -> dict[tuple[str, str], str]:
        """The ids of marks or comments that are there, by the student's copy of the notebook and the cell."""
        rows = self.db.execute(
            select(model.notebook_id, model.cell_id, model.id)
            .join(SubmittedNotebook, SubmittedNotebook.id == model.notebook_id)
            .where(SubmittedNotebook.assignment_id.in_(submissions))
        )
        return {(copy, cell): number for copy, cell, number in rows}

    def _insert(self, model: Any, rows: list[dict[str, Any]]) -> None:
        self._each(insert(model.__table__), rows)

    def _each(self, statement: Any, rows: list[dict[str, Any]]) -> None:
        """Run a statement once for each row, at once; not at all for none."""
        if rows:
            self.db.execute(statement, rows)


_GRADE = Grade.__table__
# Where a mark given by hand stands beside an automatic one that changed, an instructor looks again.
_CHANGE = (
    update(_GRADE)
    .where(_GRADE.c.id == bindparam("number"))
    .values(
        needs_manual_grade=and_(
            _GRADE.c.auto_score.is_not(None),
            _GRADE.c.auto_score != bindparam("score"),
            _GRADE.c.manual_score.is_not(None),
        ),
        auto_score=bindparam("score"),
    )
)
