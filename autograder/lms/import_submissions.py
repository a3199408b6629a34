"""Does what an import's plan says: the roster first, then each student's submission, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import CourseError
from autograder.lms.archive import Archive
from autograder.lms.contents import TIMESTAMP, read_contents
from autograder.lms.handed_in import HandedIn, read_handed_in, write_handed_in
from autograder.lms.import_plan import Plan, Planned, State
from autograder.lms.roster import merge, read_roster, roster_path, write_roster
from autograder.lms.submitted_files import write_submission, write_time


@dataclass
class Imported:
    """What was done: submissions written, times noted, what could not be written, and where older ones went.

    `lists` tells whether the roster or the list of what was handed in changed.
    """

    written: int = 0
    times: int = 0
    failed: list[str] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    lists: bool = False


def import_submissions(plan: Plan, archive: Archive, step: Callable[[], None] = lambda: None) -> Imported:
    """Write roster and submissions. Whatever stops it, the same again does the rest; raises OSError for a full disk."""
    done = Imported(lists=_write_lists(plan))
    for planned in plan.planned:
        if planned.state in (State.NEW, State.REPLACES):
            try:
                _write(plan, planned, archive, done)
            except (CourseError, FileExistsError, NotADirectoryError, PermissionError) as problem:
                done.failed.append(f"{planned.student.student}: {problem}")
        elif planned.state is State.SAME and _time_is_new(plan, planned):
            write_time(plan.submitted(planned.student.student), planned.line.handed_in)
            done.times += 1
        step()
    return done


def _write_lists(plan: Plan) -> bool:
    """Write who is who and what the LMS said, before the submissions: whoever is stopped later keeps the late marks."""
    path = roster_path(plan.course)
    known = read_roster(path)
    students = merge(known, plan.people.students.values())
    if students != known:
        write_roster(path, students)
    before = read_handed_in(plan.course, plan.assignment)
    lines: dict[str, HandedIn] = {**before, **{each.student.student: each.line for each in plan.planned}}
    if lines != before:
        write_handed_in(plan.course, plan.assignment, lines)
    return students != known or lines != before


def _write(plan: Plan, planned: Planned, archive: Archive, done: Imported) -> None:
    name = planned.student.student
    contents = read_contents(archive, planned.gathered, plan.rules)
    kept_at = plan.course / "records" / "replaced" / plan.assignment / name
    kept = write_submission(plan.submitted(name), contents.files, planned.line.handed_in, kept_at)
    done.written += 1
    done.kept += [kept] if kept else []


def _time_is_new(plan: Plan, planned: Planned) -> bool:
    path = plan.submitted(planned.student.student) / TIMESTAMP
    if not planned.line.handed_in:
        return False
    return not path.exists() or path.read_text(encoding="utf-8", errors="replace").strip() != planned.line.handed_in
