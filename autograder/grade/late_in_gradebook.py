"""Writes what lateness costs into nbgrader's gradebook, so that its own pages and exports know it too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from nbgrader.api import Assignment, Gradebook, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import bindparam, select, update

from autograder.grade.terms import Terms

_TIMES, _COSTS = SubmittedAssignment.__table__, SubmittedNotebook.__table__
_SET_TIMES = (
    update(_TIMES)
    .where(_TIMES.c.id == bindparam("number"))
    .values(timestamp=bindparam("handed_in"), extension=bindparam("more"))
)
_SET_COST = (
    update(_COSTS).where(_COSTS.c.id == bindparam("number")).values(late_submission_penalty=bindparam("penalty"))
)


def write_due_time(gradebook: Gradebook, terms: Terms) -> None:
    """Tell the gradebook when an assignment is due; one that was entered there stays where the course says none."""
    due = _in_gradebook(terms.due)
    known = gradebook.find_assignment(terms.assignment)
    if due and known.duedate != due:
        known.duedate = due
        gradebook.db.commit()


def write_lateness(gradebook: Gradebook, notebook: str, terms: Terms, records: Iterable[Mapping[str, Any]]) -> None:
    """Write times, extensions and penalties of these records' students, where they differ from what is there.

    nbgrader takes the penalty off the sum of a student's marks, never below 0. So what is written is what the rule
    takes, and not what was left to be taken: it holds also after a mark by hand has changed that sum.
    """
    of = {record["student"]: record for record in records}
    times: list[dict[str, Any]] = []
    costs: list[dict[str, Any]] = []
    for row in _rows(gradebook, notebook, terms.assignment, list(of)):
        late = terms.lateness(row.student_id, float(of[row.student_id]["max_score"]))
        penalty = late.points if late and not terms.is_excused(row.student_id) else 0.0
        handed_in, more = row.timestamp, row.extension
        if terms.due:  # else nothing depends on these, and an extension may have been entered there
            handed_in, more = _in_gradebook(terms.handed_in(row.student_id)), _extension(terms, row.student_id)
        if (row.timestamp, row.extension) != (handed_in, more):
            times.append({"number": row.submission, "handed_in": handed_in, "more": more})
        if (row.late_submission_penalty or 0.0) != penalty:
            costs.append({"number": row.copy, "penalty": penalty})
    for statement, changes in ((_SET_TIMES, times), (_SET_COST, costs)):
        if changes:
            gradebook.db.execute(statement, changes)
    gradebook.db.commit()


def _rows(gradebook: Gradebook, notebook: str, assignment: str, students: list[str]) -> list[Any]:
    """What the gradebook has of some students' copies of a notebook."""
    asked = (
        select(
            _TIMES.c.student_id, _TIMES.c.id.label("submission"), _TIMES.c.timestamp, _TIMES.c.extension,
            _COSTS.c.id.label("copy"), _COSTS.c.late_submission_penalty,
        )
        .join(_COSTS, _COSTS.c.assignment_id == _TIMES.c.id)
        .join(Notebook.__table__, Notebook.__table__.c.id == _COSTS.c.notebook_id)
        .join(Assignment.__table__, Assignment.__table__.c.id == _TIMES.c.assignment_id)
        .where(
            Assignment.__table__.c.name == assignment, Notebook.__table__.c.name == notebook,
            _TIMES.c.student_id.in_(students),
        )
    )  # fmt: skip
    return list(gradebook.db.execute(asked))


def _extension(terms: Terms, student: str) -> timedelta | None:
    """How much later than all others' a student's submission is due; None where it isn't."""
    due = terms.due_for(student)
    return (due - terms.due or None) if due and terms.due else None


def _in_gradebook(time: datetime | None) -> datetime | None:
    """Give a time as nbgrader keeps it: in UTC, without a zone."""
    return time.astimezone(UTC).replace(tzinfo=None) if time else None
