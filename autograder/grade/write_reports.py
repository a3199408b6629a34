"""Read what the reports of a course are made from, and write them: a page for each assignment, and one for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.course import CourseError, assignments, released_notebook, settings, shows_leaderboard
from autograder.grade.counted import counted_class, waiting_students
from autograder.grade.course_report import write_course_report
from autograder.grade.journal import Record
from autograder.grade.report import Setting, write_report
from autograder.grade.similar_work import read_similar, similar_path
from autograder.grade.standing import Standing, fell_behind
from autograder.grade.summary import ClassSummary, summarise
from autograder.grade.terms import read_terms
from autograder.lms.roster import read_roster, roster_path
from autograder.series import series

COURSE_PAGE = "index.html"


def report_path(course: Path, assignment: str) -> Path:
    """Where the report on an assignment is."""
    return course / "reports" / f"{assignment}.html"


def course_report_path(course: Path) -> Path:
    """Where the page of the course is."""
    return course / "reports" / COURSE_PAGE


def graded_assignments(course: Path) -> list[str]:
    """The released assignments that have records, in their order."""
    return [name for name in assignments(course) if (course / "records" / f"{name}.jsonl").is_file()]


def write_reports(course: Path, chosen: str | None = None, records: Iterable[Record] | None = None) -> list[Path]:
    """Write the report on one assignment, or on all that have records, and the course's page; give their paths.

    `records` are the chosen assignment's as they count, where they are at hand; else they are read, as all others are.
    Raises CourseError when nobody is graded in the chosen assignment, or in any.
    """
    if chosen:
        released_notebook(chosen, course)  # tells which there are when there is none of this name
    writer = _Writer(course)
    for name in graded_assignments(course):
        excused = read_terms(course, name).excused
        at_hand = records if name == chosen else None
        if at_hand is None and (at_hand := _counted(course, name, is_asked=name == chosen)) is None:
            continue
        writer.add(name, at_hand, excused, is_wanted=chosen in (None, name))
    if not writer.written:
        raise CourseError(f"{course}: nobody is graded yet: run `autograder grade {chosen or 'ASSIGNMENT'}`")
    return [*writer.written, writer.write_course()]


def _counted(course: Path, assignment: str, *, is_asked: bool) -> Iterable[Record] | None:
    """Give the records of an assignment as they count; None for one without any that nobody asked for."""
    try:
        return counted_class(course, assignment)
    except CourseError:
        if is_asked:
            raise
        return None


class _Writer:
    """Writes one page after the other. Of each assignment it keeps how students stand, and no more."""

    def __init__(self, course: Path) -> None:
        self.course, self.settings = course, settings(course)
        self.roster = {each.student: each for each in read_roster(roster_path(course))}
        self.names = {student: each.name for student, each in self.roster.items()}
        self.entries = {entry.assignment: entry for entry in series(course, self.settings.points)}
        self.standings: list[Standing] = []
        self.written: list[Path] = []

    def add(self, assignment: str, records: Iterable[Record], excused: Sequence[str], *, is_wanted: bool) -> None:
        """Count an assignment, and write its page where that is wanted."""
        summary = summarise(records, self._called)
        waiting = waiting_students(self.course, assignment, (each.student for each in summary.students), excused)
        if summary.count:
            self.standings.append(Standing.of(summary, assignment, self.entries[assignment].title, excused, waiting))
        if is_wanted:
            path = report_path(self.course, assignment)
            write_report(summary, path, self._setting(assignment, summary, excused, waiting))
            self.written.append(path)

    def write_course(self) -> Path:
        """Write the page of the course; give its path."""
        path = course_report_path(self.course)
        write_course_report(
            self.standings, path, title=self.settings.title, names=self.names, feedback_href=self._feedback_href
        )
        return path

    def _setting(
        self, assignment: str, summary: ClassSummary, excused: Sequence[str], waiting: Sequence[str]
    ) -> Setting:
        """Give what a report needs beside the records."""
        compared = similar_path(self.course, assignment)
        return Setting(
            title=self.settings.title,
            assignment_title=self.entries[assignment].title,
            feedback_href=lambda student: self._feedback_href(student, assignment),
            course_href=COURSE_PAGE,
            names=self.names,
            excused=excused,
            waiting=waiting,
            falls=fell_behind(self.standings),
            similar=read_similar(compared) if compared.exists() else None,
            shows_leaderboard=shows_leaderboard(self.course),
            full_ratio=self.settings.time_full,
            zero_ratio=self.settings.time_zero,
        )

    def _feedback_href(self, student: str, assignment: str) -> str:
        """Give the path of a student's feedback page, as seen from the reports."""
        return f"../feedback/{student}/{assignment}/{self.entries[assignment].path.stem}.html"

    def _called(self, student: str) -> list[str]:
        """Give what the roster calls a student, which no example may show."""
        known = self.roster.get(student)
        return [known.name, known.email, known.login, known.sis_id] if known else []
