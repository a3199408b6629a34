"""Grades a class: every submission in `submitted/`, several at a time; what has a record is not done again."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import autograder
from autograder.course import SETTINGS_FILE, CourseError, Settings
from autograder.exercises import find_exercises
from autograder.grade.class_work import Class
from autograder.grade.held_back import accept, judged_beside, refuse, would_change
from autograder.grade.journal import Record, is_done, is_outdated
from autograder.grade.keep_results import Keeper, Kept
from autograder.grade.load_assignment import load_assignment
from autograder.grade.one_submission import Judges, Result, Submission
from autograder.grade.page import make_private_folder, write_private
from autograder.grade.published import Change
from autograder.grade.results import write_results
from autograder.grade.terms import read_terms
from autograder.judge.assignment import Assignment
from autograder.judge.kernel import CannotStart
from autograder.judge.submission import Unreadable, find_notebook, submission_hash

SECRET_BYTES = 32
Listener = Callable[[str, Record], None]
Agreed = Callable[[Sequence[Change]], bool]  # whether marks that were given out may change so


@dataclass(frozen=True)
class Judged:
    """What was judged in a run, and of how many submissions the record is by an earlier course or engine."""

    only: Sequence[str]
    kept: Kept
    outdated: int = 0


@dataclass
class Outcome:
    """What a run did: all records as they count now, which of them are new, and what a regrade changed.

    `held_back` is what a regrade would change of marks that were given out, `outdated` how many records are by an
    earlier course or engine. `put_back` are the students whose marks by hand came from our copy into a gradebook
    that had lost them, `differing` whose marks now differ from those given out, `excused` those who have no mark,
    `untimed` those who may be late, and nobody knows when they handed in. `refused` is what this run was told to leave
    of such changes.
    """

    records: Sequence[Record]
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    put_back: list[str] = field(default_factory=list)
    held_back: list[Change] = field(default_factory=list)
    differing: list[Change] = field(default_factory=list)
    outdated: int = 0
    excused: list[str] = field(default_factory=list)
    untimed: list[str] = field(default_factory=list)
    refused: list[Change] = field(default_factory=list)


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
    require_exercises(course, assignment.settings)
    if not students(course, name):
        raise CourseError(
            f"{course / 'submitted'}: no submissions to {name}; they belong in submitted/<student>/{name}/"
        )
    read_terms(course, name)  # what is wrong there should not wait until all are graded
    secret = course_secret(course)
    return Class(course, Assignment(**{**vars(assignment), "secret": secret}), notebook)


def require_exercises(course: Path, own: Settings) -> None:
    """Raise CourseError where a course's settings give points to an exercise that does not exist."""
    for unknown in sorted(own.points.keys() - find_exercises().keys()):
        where = course / SETTINGS_FILE
        raise CourseError(f"{where}: [points] {unknown} is no exercise; `autograder doctor` lists those there are")


def students(course: Path, assignment: str) -> list[str]:
    """The students who handed in something for an assignment."""
    try:
        with os.scandir(course / "submitted") as folders:
            return sorted(each.name for each in folders if os.path.isdir(os.path.join(each.path, assignment)))
    except (FileNotFoundError, NotADirectoryError):
        return []


async def grade_class(
    work: Class, judges: Judges, *, again: bool = False, changed: bool = False, only: Sequence[str] = (),
    started: Callable[[int, int], None] = lambda done, total: None,
    graded: Listener = lambda student, record: None, agreed: Agreed = lambda changes: False,
) -> Outcome:
    """Judge a class as `judge_class` does, then write gradebook, feedback and report as `settle_class` does."""
    judged = await judge_class(work, judges, again=again, changed=changed, only=only, started=started, graded=graded)
    return await asyncio.to_thread(settle_class, work, judged, agreed)


async def judge_class(
    work: Class, judges: Judges, *, again: bool = False, changed: bool = False, only: Sequence[str] = (),
    started: Callable[[int, int], None] = lambda done, total: None,
    graded: Listener = lambda student, record: None,
) -> Judged:
    """Judge what has no record yet; with `changed` also what was judged by another course or engine, `again` all.

    `started` is called with the number of submissions already done and of all; `graded` after each. Raises
    CourseError when no kernel starts: what was graded is recorded.
    """
    everyone = students(work.course, work.assignment.name)
    newest = work.journal.newest()
    known = {**newest, **judged_beside(work.held_back.newest(), newest)}
    kept = Kept(work, newest)
    todo, outdated = [], 0
    for student in _chosen(everyone, only):
        line, key = known.get(student), _key(work, student)
        if again or not is_done(line, key):
            todo.append(student)
        elif line and is_outdated(line, key):
            outdated += 1
            todo += [student] * changed
    started(len(everyone) - len(todo), len(everyone))
    keeper = Keeper(kept.write)

    async def keep(result: Result) -> None:
        await keeper.keep(result)
        graded(result.record["student"], result.record)

    try:
        submissions = (_find(work, student) for student in todo)
        if todo:
            await judges(submissions, work.assignment, keep)
    except ExceptionGroup as several:  # a full disk, say: the first tells as much as all of them
        raise _told(several.exceptions[0]) from None
    return Judged(only, kept, 0 if changed or again else outdated)


def settle_class(
    work: Class, judged: Judged, agreed: Agreed = lambda changes: False, *, refuses: bool = False
) -> Outcome:
    """Write gradebook, feedback and report with the records that count.

    `agreed` is asked about all changes of marks that were given out; where it says no, these records go on waiting,
    or where it `refuses` are dropped.
    """
    terms = read_terms(work.course, work.assignment.name)
    held_back = would_change(work, judged.only, terms.count)
    refused: list[Change] = []
    if held_back and agreed(held_back):
        accept(work, [each.student for each in held_back])
        judged.kept.changed += [str(each) for each in held_back]
        held_back = []
    elif held_back and refuses:
        refuse(work, [each.student for each in held_back])
        refused, held_back = held_back, []
    newest = work.journal.newest()
    present = {student: newest[student] for student in students(work.course, work.assignment.name) if student in newest}
    results = write_results(work, present, judged.kept.new, terms)
    return Outcome(
        results.records, sorted(judged.kept.new), judged.kept.changed, results.put_back, held_back, results.differing,
        judged.outdated, terms.excused, terms.untimed(present), refused,
    )  # fmt: skip


def _told(problem: Exception) -> Exception:
    """Give the problem that ended a run as the person who grades should read it."""
    return CourseError(f"{problem}; `autograder doctor` tells more") if isinstance(problem, CannotStart) else problem


def _chosen(everyone: Iterable[str], only: Sequence[str]) -> list[str]:
    return [name for name in everyone if not only or name in only]


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
