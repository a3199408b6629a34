"""Reads what instructors gave by hand in formgrader: marks, extra credit and comments, of a whole class at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import or_, select

from autograder.exercises import find_exercises
from autograder.grade.feedback import Manual

GRADED, COMMENTED = ("GradeCell", "TaskCell"), ("SolutionCell", "TaskCell")  # nbgrader's words for kinds of cells


@dataclass(frozen=True)
class Mark:
    """A check cell's mark as nbgrader keeps it, with something given by hand."""

    auto_score: float | None
    manual_score: float | None
    extra_credit: float | None
    needs_manual_grade: bool = False

    @property
    def score(self) -> float:
        """The points that count."""
        own = self.auto_score if self.manual_score is None else self.manual_score
        return float(own or 0) + float(self.extra_credit or 0)


@dataclass(frozen=True)
class ByHand:
    """What a student has by hand in a notebook: marks and comments, each by its cell, and a flag."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    flagged: bool = False

    def grade(self, cell: str, score: float | None) -> dict[str, Any]:
        """Give the columns of a new grade beside this automatic mark; an instructor looks again where that changed."""
        mark = self.marks.get(cell)
        if mark is None:
            return {"manual_score": None, "extra_credit": None, "needs_manual_grade": score is None}
        changed = None not in (mark.manual_score, mark.auto_score) and mark.auto_score != score
        return {
            "manual_score": mark.manual_score,
            "extra_credit": mark.extra_credit,
            "needs_manual_grade": mark.needs_manual_grade or changed,
        }


def given_by_hand(
    gradebook: Gradebook, assignment: str, notebook: str, students: Sequence[str] | None = None
) -> dict[str, ByHand]:
    """What some students have by hand, or all; those who have nothing are left out."""
    place = (assignment, notebook, students)
    marks: dict[str, dict[str, Mark]] = {}
    columns = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    by_hand = or_(Grade.manual_score.is_not(None), Grade.extra_credit != 0)
    for student, cell, *values in _rows(gradebook, Grade, columns, by_hand, place):
        marks.setdefault(student, {})[cell] = Mark(*values)
    comments: dict[str, dict[str, str]] = {}
    written = Comment.manual_comment != ""
    for student, cell, text in _rows(gradebook, Comment, (Comment.manual_comment,), written, place):
        comments.setdefault(student, {})[cell] = text
    flagged = _flagged(gradebook, place)
    return {
        student: ByHand(marks.get(student, {}), comments.get(student, {}), student in flagged)
        for student in sorted({*marks, *comments, *flagged})
    }


Place = tuple[str, str, Sequence[str] | None]  # an assignment, a notebook, some students or all


def _rows(gradebook: Gradebook, model: Any, columns: Sequence[Any], condition: Any, place: Place) -> Iterable[Any]:
    """Give (student, cell, columns…) of marks or comments that fulfil a condition."""
    query = (
        select(SubmittedAssignment.student_id, BaseCell.name, *columns)
        .select_from(model)
        .join(BaseCell, BaseCell.id == model.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == model.notebook_id)
    )
    return gradebook.db.execute(_within(query, place).where(condition).order_by(BaseCell.name))


def _within(query: Any, place: Place) -> Any:
    """Keep a query on SubmittedNotebook to an assignment's notebook and some students."""
    assignment, notebook, students = place
    within = (
        query.join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(Assignment.name == assignment, Notebook.name == notebook)
    )
    return within if students is None else within.where(SubmittedAssignment.student_id.in_(students))


def _flagged(gradebook: Gradebook, place: Place) -> set[str]:
    query = select(SubmittedAssignment.student_id).select_from(SubmittedNotebook)
    found = _within(query, place).where(SubmittedNotebook.flagged.is_(True))
    return set(gradebook.db.execute(found).scalars())


def manual_marks(
    gradebook: Gradebook, assignment: str, notebook: str, students: Sequence[str] | None = None
) -> dict[str, dict[str, Manual]]:
    """What instructors gave by hand to some students or all, by student and exercise, as `as_shown` gives it."""
    found = given_by_hand(gradebook, assignment, notebook, students)
    exercises = _exercises(gradebook, assignment, notebook) if found else []
    return {student: as_shown(by_hand, exercises) for student, by_hand in found.items()}


def _exercises(gradebook: Gradebook, assignment: str, notebook: str) -> list[str]:
    """The names of a notebook's cells that have marks."""
    cells = (
        select(BaseCell.name)
        .join(Notebook, Notebook.id == BaseCell.notebook_id)
        .join(Assignment, Assignment.id == Notebook.assignment_id)
        .where(Assignment.name == assignment, Notebook.name == notebook, BaseCell.type.in_(GRADED))
    )
    return list(gradebook.db.execute(cells).scalars())


def as_shown(by_hand: ByHand, exercises: Iterable[str]) -> dict[str, Manual]:
    """Give what students are shown of it, by exercise: a mark with the comment on its TO DO cell.

    A comment where no mark was given stands by itself, at the first of the `exercises` of its cell.
    """
    comments = by_hand.comments
    marks = {name: Manual(mark.score, comments.get(_commented_cell(name), "")) for name, mark in by_hand.marks.items()}
    said = {_commented_cell(name) for name in marks}
    for name in _in_order(exercises):
        cell = _commented_cell(name)
        if cell in comments and cell not in said:
            marks[name] = Manual(None, comments[cell])
            said.add(cell)
    return marks


def _in_order(exercises: Iterable[str]) -> list[str]:
    """Put exercises into the order of the series; those that it does not know come last."""
    known = list(find_exercises())
    return sorted(exercises, key=lambda name: known.index(name) if name in known else len(known))


def _commented_cell(exercise: str) -> str:
    """Give the cell that formgrader has the comment box of an exercise at: its TO DO cell."""
    known = find_exercises()
    return known[exercise].todo.grade_id if exercise in known else exercise


def with_manual_marks(record: Mapping[str, Any], manual: Mapping[str, Manual]) -> dict[str, Any]:
    """A record as it counts: with an instructor's marks in place of the automatic ones, which `by_hand` keeps."""
    exercises = [_counted(verdict, manual.get(verdict["exercise"])) for verdict in record["exercises"]]
    return {**record, "exercises": exercises, "score": round(sum(each["score"] for each in exercises), 2)}


def _counted(verdict: Mapping[str, Any], manual: Manual | None) -> Mapping[str, Any]:
    if manual is None or manual.score is None:
        return verdict
    by_hand = {"check_score": verdict["score"], "comment": manual.comment}
    return {**verdict, "score": manual.score, "by_hand": by_hand}
