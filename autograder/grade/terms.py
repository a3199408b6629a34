"""Says on which terms an assignment is marked: due times, penalties for lateness, who is excused; and counts by them.

Nothing of this is in a record. It is worked out each time that marks are counted, so that a change of a rule, a due
time or an exception needs no regrading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from autograder.course import SETTINGS_FILE, CourseError, assignments, deadline_settings
from autograder.grade.automatic_marks import submission_time
from autograder.grade.exceptions import Exceptional, Exceptions, of, read_exceptions
from autograder.grade.feedback import Manual
from autograder.grade.late import Lateness, Rule, lateness
from autograder.grade.manual_marks import with_manual_marks
from autograder.grade.outcome import in_order
from autograder.lms.handed_in import read_handed_in
from autograder.lms.roster import read_roster, roster_path

TOLD = ("score_before_penalty", "late_penalty", "late", "excused")  # what a record has more when it counts


@dataclass(frozen=True)
class Terms:
    """On which terms one assignment is marked. Without a course, as by `Terms()`, none apply."""

    course: Path | None = None
    assignment: str = ""
    rule: Rule = field(default_factory=Rule)
    due: datetime | None = None
    exceptions: Exceptions = field(default_factory=dict)
    attempts: int = 0  # 0: as many as they like

    @property
    def excused(self) -> list[str]:
        """The students who are excused, whether they handed in something or not."""
        named = {student for student, _ in self.exceptions}
        return sorted((student for student in named if self.is_excused(student)), key=in_order)

    def is_excused(self, student: str) -> bool:
        """Whether a student is excused: then there is no mark."""
        return bool(self._of(student).excused)

    def due_for(self, student: str) -> datetime | None:
        """When a student's submission is due, with a zone; None without a due time."""
        own = self._of(student)
        due = own.due or self.due
        return due + timedelta(hours=own.extra_hours or 0) if due else None

    def handed_in(self, student: str) -> datetime | None:
        """When a student's submission came, in UTC where the LMS told it; None where nobody knows."""
        own = self._of(student).handed_in
        if own or not self.course:
            return own
        time = submission_time(self.course / "submitted" / student / self.assignment)
        return time.replace(tzinfo=UTC) if time else None

    def allowed_attempts(self, student: str) -> int:
        """How many attempts a student has; 0 for any number."""
        return self.attempts + (self._of(student).extra_attempts or 0) if self.attempts else 0

    def lateness(self, student: str, max_score: float) -> Lateness | None:
        """Give what a student's submission loses; None when nothing is known of it that would cost points."""
        due = self.due_for(student)
        if not due or self.rule.penalty <= 0:
            return None
        handed_in = self.handed_in(student)
        return lateness(self.rule, due, handed_in, max_score) if handed_in else None

    def untimed(self, students: Iterable[str]) -> list[str]:
        """Give those of whom nobody knows when they handed in, though it may cost points: not in time by the LMS."""
        if not self.course or self.rule.penalty <= 0:
            return []
        said = read_handed_in(self.course, self.assignment)
        in_time = {student for student, line in said.items() if line.late == "no"}
        return [
            student for student in students
            if student not in in_time and not self.is_excused(student)
            and self.due_for(student) and self.handed_in(student) is None
        ]  # fmt: skip

    def count(self, record: Mapping[str, Any], manual: Mapping[str, Manual]) -> dict[str, Any]:
        """A record as it counts: with marks by hand in the place of ours, and what lateness costs off their sum.

        `late_penalty` are the points that are off, never more than there were; `late` says it in a sentence.
        """
        counted = with_manual_marks(record, manual)
        if self.is_excused(record["student"]):
            return {**counted, "excused": True}
        late = self.lateness(record["student"], float(record["max_score"]))
        if late is None:
            return counted
        score = counted["score"]
        lost = max(min(late.points, score), 0.0)
        off = {"score_before_penalty": score, "late_penalty": lost, "score": round(score - lost, 2)} if lost else {}
        return {**counted, **off, "late": late.sentence}

    def _of(self, student: str) -> Exceptional:
        return of(self.exceptions, student, self.assignment) if self.exceptions else Exceptional()


def read_terms(course: Path, assignment: str, also: Iterable[str] = ()) -> Terms:
    """Read a course's terms for an assignment; raises CourseError for a setting or a line that does not fit.

    `also` are students who are neither on the roster yet nor have handed in anything.
    """
    found = deadline_settings(course)
    released = assignments(course)
    for name in found.due:
        if name not in released:
            raise CourseError(
                f"{course / SETTINGS_FILE}: [due] there is no assignment {name!r}; there are {', '.join(released)}"
            )
    exceptions = read_exceptions(course, _students(course).union(also), released)
    return Terms(course, assignment, Rule(**found.late), found.due.get(assignment), exceptions, found.attempts)


def _students(course: Path) -> set[str]:
    there = {path.name for path in (course / "submitted").glob("*") if path.is_dir()}
    return there | {each.student for each in read_roster(roster_path(course))}
