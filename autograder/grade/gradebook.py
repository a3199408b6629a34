"""nbgrader's gradebook, filled from records through nbgrader's own API, so that formgrader shows the class.

Manual marks are never touched: nbgrader keeps them beside the automatic ones, and they win.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.utils import compute_checksum, parse_utc
from sqlalchemy.exc import DBAPIError, SAWarning

from autograder.course import CourseError
from autograder.exercises import find_exercises
from autograder.grade.feedback import Manual


@contextmanager
def open_gradebook(course: Path, url: str | None = None) -> Iterator[Gradebook]:
    """Open the course's gradebook; it is made, readable by its owner alone, when there is none.

    Raises CourseError when it is no gradebook, or when somebody else holds it.
    """
    _put_tools_on_path()
    path = course / "gradebook.db"
    if url is None and not path.exists():
        path.touch(mode=0o600)
    try:
        with Gradebook(url or f"sqlite:///{path}") as gradebook:
            yield gradebook
    except DBAPIError as problem:
        raise CourseError(
            f"{path}: can't be used as the gradebook: {problem.orig}; what was graded is recorded: mend it or move it "
            "away, and run this again"
        ) from problem


def _put_tools_on_path() -> None:
    """Let nbgrader find `alembic`, which it calls by its bare name, beside this Python."""
    folder, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    if folder not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([folder, path])


def declare_assignment(gradebook: Gradebook, assignment: str, notebook: str, released: NotebookNode) -> None:
    """Tell the gradebook of an assignment's notebook and its cells, as the released notebook has them."""
    gradebook.update_or_create_assignment(assignment)
    gradebook.update_or_create_notebook(notebook, assignment)
    for cell in released.cells:
        metadata = cell.metadata.get("nbgrader", {})
        name = metadata.get("grade_id")
        if not name:
            continue
        if metadata.get("grade"):
            gradebook.update_or_create_grade_cell(
                name, notebook, assignment, max_score=float(metadata["points"]), cell_type=cell.cell_type
            )
        if metadata.get("solution"):
            gradebook.update_or_create_solution_cell(name, notebook, assignment)
        gradebook.update_or_create_source_cell(
            name, notebook, assignment, source=cell.source, cell_type=cell.cell_type,
            locked=bool(metadata.get("locked")), checksum=compute_checksum(cell),
        )  # fmt: skip


def write_records(
    gradebook: Gradebook,
    notebook: str,
    records: Iterable[Mapping[str, Any]],
    handed_in: Callable[[str], datetime | None] = lambda student: None,
) -> None:
    """Put the automatic marks of some records into the gradebook, and leave manual marks alone.

    `handed_in` gives the time that nbgrader keeps beside a submission, which formgrader compares with ours.
    """
    for record in records:
        gradebook.update_or_create_student(record["student"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # of nbgrader's own order of work
            gradebook.update_or_create_submission(
                record["assignment"], record["student"], timestamp=handed_in(record["student"])
            )
        for verdict in record["exercises"]:
            grade = _grade(gradebook, record, notebook, verdict["exercise"])
            if grade is not None:
                changed = grade.auto_score is not None and grade.auto_score != verdict["score"]
                grade.needs_manual_grade = changed and grade.manual_score is not None  # an instructor looks again
                grade.auto_score = verdict["score"]
        gradebook.db.commit()


def submission_time(folder: Path) -> datetime | None:
    """When a submission was handed in: what nbgrader's `timestamp.txt` in its folder says, if anything."""
    try:
        return parse_utc((folder / "timestamp.txt").read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None


def outdated_students(gradebook: Gradebook, assignment: str, records: Iterable[Mapping[str, Any]]) -> set[str]:
    """Students whose marks in the gradebook are not those of their record: it is new, or a run was stopped."""
    rows = (
        gradebook.db.query(SubmittedAssignment.student_id, GradeCell.name, Grade.auto_score)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == assignment)
    )
    marks = {(student, cell): score for student, cell, score in rows}
    return {
        record["student"]
        for record in records
        for verdict in record["exercises"]
        if marks.get((record["student"], verdict["exercise"])) != verdict["score"]
    }


def _grade(gradebook: Gradebook, record: Mapping[str, Any], notebook: str, exercise: str) -> Grade | None:
    try:
        return gradebook.find_grade(exercise, notebook, record["assignment"], record["student"])
    except MissingEntry:
        return None


def manual_marks(gradebook: Gradebook, assignment: str, notebook: str, student: str) -> dict[str, Manual]:
    """What an instructor gave by hand, by exercise: marks, extra credit, and comments on the exercise's TO DO cell.

    A comment where no mark was given stands by itself, at the first exercise of its cell.
    """
    try:
        found = gradebook.find_submission_notebook(notebook, assignment, student)
    except MissingEntry:
        return {}
    comments = {comment.name: comment.manual_comment for comment in found.comments if comment.manual_comment}
    marks = {
        grade.name: Manual(float(grade.score), comments.get(_commented_cell(grade.name), ""))
        for grade in found.grades
        if grade.manual_score is not None or grade.extra_credit
    }
    said = {_commented_cell(name) for name in marks}
    for name in _in_order(grade.name for grade in found.grades):
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
