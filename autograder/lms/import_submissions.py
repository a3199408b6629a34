"""Does what an import's plan says: the roster first, then each student's submission, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import CourseError
from autograder.lms.archive import Archive
from autograder.lms.contents import TIMESTAMP, read_contents
from autograder.lms.handed_in import HandedIn, read_handed_in, write_handed_in
from autograder.lms.import_plan import Plan, Planned, State, Step
from autograder.lms.roster import Student, merge, read_roster, roster_path, write_roster
from autograder.lms.submitted_files import write_submission, write_time


@dataclass
class Imported:
    """What was done: submissions written, times noted, what could not be written, and where older ones went."""

    written: int = 0
    times: int = 0
    failed: list[str] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


def import_submissions(plan: Plan, archive: Archive, step: Step = lambda done, total: None) -> Imported:
    """Write roster and submissions. Whatever stops it, the same again does the rest; raises OSError for a full disk."""
    _write_lists(plan)
    done = Imported()
    for number, planned in enumerate(plan.planned, start=1):
        if planned.state in (State.NEW, State.REPLACES):
            try:
                _write(plan, planned, archive, done)
            except (CourseError, FileExistsError, NotADirectoryError, PermissionError) as problem:
                done.failed.append(f"{planned.student.student}: {problem}")
        elif _time_is_new(plan, planned):
            write_time(plan.submitted(planned.student.student), planned.line.handed_in)
            done.times += 1
        step(number, len(plan.planned))
    return done


def would_change(plan: Plan) -> bool:
    """Whether there is anything to write."""
    return bool(
        plan.of(State.NEW, State.REPLACES)
        or any(_time_is_new(plan, each) for each in plan.of(State.SAME))
        or _roster(plan) != read_roster(roster_path(plan.course))
        or _lines(plan) != read_handed_in(plan.course, plan.assignment)
    )


def _write_lists(plan: Plan) -> None:
    """Write who is who and what the LMS said, before the submissions: whoever is stopped later keeps the late marks."""
    students, lines = _roster(plan), _lines(plan)
    if students != read_roster(roster_path(plan.course)):
        write_roster(roster_path(plan.course), students)
    if lines != read_handed_in(plan.course, plan.assignment):
        write_handed_in(plan.course, plan.assignment, lines)


def _roster(plan: Plan) -> list[Student]:
    return merge(read_roster(roster_path(plan.course)), plan.people.students.values())


def _lines(plan: Plan) -> dict[str, HandedIn]:
    lines = {each.student.student: each.line for each in plan.planned}
    return {**read_handed_in(plan.course, plan.assignment), **lines}


def _write(plan: Plan, planned: Planned, archive: Archive, done: Imported) -> None:
    name = planned.student.student
    contents = read_contents(archive, planned.gathered, plan.rules)
    kept_at = plan.course / "records" / "replaced" / plan.assignment / name
    kept = write_submission(plan.submitted(name), contents.files, planned.line.handed_in, kept_at)
    done.written += 1
    done.kept += [kept] if kept else []


def _time_is_new(plan: Plan, planned: Planned) -> bool:
    """Whether the time of a submission that is there already is known only now."""
    path = plan.submitted(planned.student.student) / TIMESTAMP
    if planned.state is not State.SAME or not planned.line.handed_in:
        return False
    return not path.exists() or path.read_text(encoding="utf-8", errors="replace").strip() != planned.line.handed_in
