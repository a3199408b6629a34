"""Reads an assignment as submissions are judged by it: its released notebook, and the course's settings."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.course import CourseError, Settings, assignments, is_pristine, released_notebook, settings
from autograder.judge.assignment import Assignment, course_hash, exercises_in


def load_assignment(name: str, course: Path | None = None, secret: bytes | None = None) -> tuple[Assignment, str]:
    """Read an assignment's released notebook and settings; give it with the notebook's name.

    Raises CourseError, also for a notebook that has no exercises.
    """
    path = released_notebook(name, course)
    released = read_released(path, name)
    own: Settings = settings(course)
    known = course_hash(released, own)
    series = {each: released_notebook(each, course) for each in assignments(course)}
    assignment = Assignment(name, released, own, secret or b"", known, series)
    if not exercises_in(assignment):
        raise CourseError(f"{name} has no exercises, so there is nothing to check or to grade")
    return assignment, path.stem


def read_released(path: Path, assignment: str) -> NotebookNode:
    """Read a released notebook; one that somebody worked in is made anew from its solution, beside it.

    Raises CourseError when there is no solution to make it from.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as problem:
        raise CourseError(f"{path}: is no notebook: run `autograder release` ({problem})") from problem
    if is_pristine(notebook):
        return notebook
    course = path.parents[2]
    if not (course / "solutions" / assignment).is_dir():
        raise CourseError(
            f"{path}: was changed since its release, so nobody can be graded by it: put the released file back"
        )
    from autograder.release import make_released  # imports all of nbgrader: seconds that are seldom needed

    return make_released(course, assignment)
