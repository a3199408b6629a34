"""Grades a class: every submission in `submitted/`, several at a time; what has a record is not done again."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

import autograder
from autograder.course import (
    SETTINGS_FILE,
    CourseError,
    Settings,
    assignments,
    is_pristine,
    released_notebook,
    settings,
)
from autograder.exercises import find_exercises
from autograder.grade.class_work import Class
from autograder.grade.journal import Record, changes, is_done
from autograder.grade.one_submission import Judges, Result, Submission
from autograder.grade.page import make_private_folder, write_private
from autograder.grade.results import write_results
from autograder.judge.assignment import Assignment, course_hash, exercises_in
from autograder.judge.kernel import CannotStart
from autograder.judge.submission import Unreadable, find_notebook, submission_hash

SECRET_BYTES = 32
Listener = Callable[[str, Record], None]


@dataclass
class Outcome:
    """What a run did: all records as they count now, which of them are new, and what a regrade changed.

    `put_back` are the students whose marks by hand came from our copy into a gradebook that had lost them.
    """

    records: list[Record]
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    put_back: list[str] = field(default_factory=list)


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


def course_secret(course: Path) -> bytes:
    """Give the course's secret, made at first use: hidden inputs derive from it, and a regrade repeats them.

    Raises CourseError when the file holds something else.
    """
    path = course / "records" / "secret"
    if not path.exists():
        make_private_folder(path.parent)
        write_private(path, secrets.token_hex(SECRET_BYTES))
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) < SECRET_BYTES:
        raise CourseError(f"{path}: is damaged; without it `autograder grade` makes a new one, and inputs change")
    return secret


def open_class(name: str, course: Path) -> Class:
    """Prepare to grade a class; raises CourseError, also for points of an exercise that does not exist."""
    assignment, notebook = load_assignment(name, course)
    for unknown in sorted(assignment.settings.points.keys() - find_exercises().keys()):
        where = course / SETTINGS_FILE
        raise CourseError(f"{where}: [points] {unknown} is no exercise; `autograder doctor` lists those there are")
    if not students(course, name):
        raise CourseError(
            f"{course / 'submitted'}: no submissions to {name}; they belong in submitted/<student>/{name}/"
        )
    secret = course_secret(course)
    return Class(course, Assignment(**{**vars(assignment), "secret": secret}), notebook)


def students(course: Path, assignment: str) -> list[str]:
    """The students who handed in something for an assignment."""
    return sorted(path.parent.name for path in (course / "submitted").glob(f"*/{assignment}") if path.is_dir())


async def grade_class(
    work: Class, judges: Judges, *, again: bool = False, only: Sequence[str] = (),
    started: Callable[[int, int], None] = lambda done, total: None,
    graded: Listener = lambda student, record: None,
) -> Outcome:
    """Grade what has no record yet (with `again`: everything), then write gradebook, feedback and report.

    `started` is called with the number of submissions already done and of all; `graded` after each. Raises
    CourseError when no kernel starts: what was graded is recorded.
    """
    before = work.journal.records()
    chosen = _chosen(work, only)
    todo = [student for student in chosen if again or not is_done(before.get(student), _key(work, student))]
    everyone = students(work.course, work.assignment.name)
    started(len(everyone) - len(todo), len(everyone))
    new: dict[str, Record] = {}

    writing = asyncio.Lock()

    async def keep(result: Result) -> None:
        async with writing:
            await asyncio.to_thread(_keep, work, result)
        student = result.record["student"]
        new[student] = result.record
        graded(student, result.record)

    try:
        submissions = (_find(work, student) for student in todo)
        if todo:
            await judges(submissions, work.assignment, keep)
    except ExceptionGroup as several:  # a full disk, say: the first tells as much as all of them
        raise _told(several.exceptions[0]) from None
    records = {**before, **new}
    present = [records[student] for student in everyone if student in records]
    results = await asyncio.to_thread(write_results, work, present, set(new))
    return Outcome(results.records, sorted(new), changes(before, new.values()), results.put_back)


def _told(problem: Exception) -> Exception:
    """Give the problem that ended a run as the person who grades should read it."""
    return CourseError(f"{problem}; `autograder doctor` tells more") if isinstance(problem, CannotStart) else problem


def _chosen(work: Class, only: Sequence[str]) -> list[str]:
    return [name for name in students(work.course, work.assignment.name) if not only or name in only]


def _key(work: Class, student: str) -> dict[str, str]:
    """What a submission's record is known by. Its bytes are read for that, and not kept: a class has many."""
    return _find(work, student).key


def _find(work: Class, student: str) -> Submission:
    """Look for a student's notebook; whatever is wrong becomes the reason."""
    limit = int(work.assignment.settings.limits.notebook_megabytes * 1e6)
    try:
        found, reason = find_notebook(work.submitted(student), f"{work.notebook}.ipynb", limit), ""
    except Unreadable as problem:
        found, reason = None, str(problem)
    key = {
        "student": student,
        "assignment": work.assignment.name,
        "submission": submission_hash(found.data, found.others) if found else submission_hash(b"", {}),
        "course": work.assignment.course_hash,
        "engine": autograder.__version__,
    }
    return Submission(student, key, found, reason)


def _keep(work: Class, result: Result) -> None:
    """Write the graded notebook, then the record: whoever has a record has a notebook."""
    path = work.autograded(result.record["student"])
    if result.notebook is None:
        path.unlink(missing_ok=True)
    else:
        write_private(path, result.notebook)
    work.journal.append(result.record)
