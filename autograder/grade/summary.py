"""Count a class in one pass through its records: scores, exercises, times, and what needs a human look.

Of each record a few numbers and a line are kept. So a class of thousands needs little memory, and records may come
one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import mean, median
from sys import intern

from autograder.grade.difficulty import ExerciseCount, ExerciseSummary
from autograder.grade.looks import KINDS, Look, looks_at, marks_by_hand
from autograder.grade.outcome import NOT_JUDGED, in_order, mark_of
from autograder.grade.record import TIMED, Record, figure, number, remark, verdict_on, verdicts

RIGHT = ("passed", "partial")
LONGEST_REMARK = 160
PROVENANCE = ("graded_at", "sandbox", "engine", "course")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on one exercise of one student: outcome, points, and whether these were given by hand."""

    outcome: str
    score: float
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Student:
    """One student as a report shows them; `ratio` and `seconds` are None where no time was measured.

    `is_timed` tells whether the timed answer was right, so that its time can be compared with others.
    """

    student: str
    score: float
    max_score: float
    found: Mapping[str, Found]
    ratio: float | None
    seconds: float | None
    is_timed: bool
    is_refused: bool
    remark: str

    @property
    def share(self) -> float:
        """The share of all points, in percent."""
        return 100 * self.score / self.max_score if self.max_score else 0.0

    @property
    def attempted_nothing(self) -> bool:
        """Whether a readable file came in which every TO DO is as it was handed out."""
        outcomes = {found.outcome for found in self.found.values()}
        return not self.is_refused and "unattempted" in outcomes and outcomes <= {"unattempted", "unjudged"}


@dataclass(frozen=True)
class ClassSummary:
    """What a report says about a class; students are in the order of their names, s2 before s10."""

    assignment: str
    max_score: float
    students: list[Student]
    exercises: list[ExerciseSummary]
    looks: dict[str, list[Look]]
    by_hand: list[Look]
    provenance: dict[str, list[str]]

    @property
    def count(self) -> int:
        """The number of submissions."""
        return len(self.students)

    @property
    def scores(self) -> list[float]:
        """The scores, one for each submission."""
        return [each.score for each in self.students]

    @property
    def ratios(self) -> list[float]:
        """The time ratios that were measured, the smallest first."""
        return sorted(each.ratio for each in self.students if each.ratio is not None)

    @property
    def is_timed(self) -> bool:
        """Whether time is a part of this assignment."""
        return any(each.exercise == TIMED for each in self.exercises)

    @property
    def mean(self) -> float:
        """The mean score, 0 for an empty class."""
        return mean(self.scores) if self.students else 0.0

    @property
    def median(self) -> float:
        """The median score, 0 for an empty class."""
        return median(self.scores) if self.students else 0.0

    @property
    def full_marks(self) -> int:
        """How many have all the points."""
        return sum(each.score >= each.max_score > 0 for each in self.students)

    @property
    def look_count(self) -> int:
        """How many students need a human look."""
        return len({look.student for looks in self.looks.values() for look in looks})


@dataclass
class _Count:
    """What is known while the records pass."""

    names_of: Callable[[str], Sequence[str]]
    assignment: str = ""
    students: list[Student] = field(default_factory=list)
    exercises: dict[str, ExerciseCount] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    looks: dict[str, list[Look]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    by_hand: list[Look] = field(default_factory=list)
    provenance: dict[str, set[str]] = field(default_factory=lambda: {key: set() for key in PROVENANCE})

    def add(self, record: Record) -> None:
        """Count one record."""
        self.assignment = self.assignment or str(record.get("assignment", ""))
        self.students.append(_student(record))
        self._add_exercises(record)
        for kind, look in looks_at(record):
            self.looks[kind].append(look)
        self.by_hand += marks_by_hand(record)
        for key in PROVENANCE:
            if record.get(key):
                self._came_from(key, str(record[key]))

    def _add_exercises(self, record: Record) -> None:
        """Count the exercises of a record; one that could not be read says nothing about them."""
        found = {str(each["exercise"]): each for each in verdicts(record)}
        if len(found) > len(self.order):
            self.order = list(found)
        total = sum(number(each, "score") for each in found.values())
        for name, verdict in found.items():
            count = self.exercises.setdefault(name, ExerciseCount(name))
            count.max_score = max(count.max_score, number(verdict, "max_score"))
            if record.get("reason"):
                count.add_unread(str(verdict["outcome"]))
            elif mark_of(verdict.get("outcome", "")) is not NOT_JUDGED:
                score = number(verdict, "score")
                count.add(str(verdict["outcome"]), score, total - score)
                count.mistakes.add(record, verdict, self.names_of(str(record.get("student", ""))))

    def _came_from(self, key: str, value: str) -> None:
        """Keep the different values of a key; of times the first and the last."""
        known = self.provenance[key]
        known.add(value[:16].replace("T", " ") if key == "graded_at" else value)
        if key == "graded_at" and len(known) > 2:
            self.provenance[key] = {min(known), max(known)}

    def summary(self) -> ClassSummary:
        """Give what was counted."""
        names = list(dict.fromkeys([*self.order, *self.exercises]))
        return ClassSummary(
            assignment=self.assignment,
            max_score=max((each.max_score for each in self.students), default=0.0),
            students=sorted(self.students, key=lambda each: in_order(each.student)),
            exercises=[self.exercises[name].summary(len(self.students)) for name in names],
            looks={kind: _by_name(found) for kind, found in self.looks.items() if found},
            by_hand=_by_name(self.by_hand),
            provenance={key: sorted(values) for key, values in self.provenance.items()},
        )


def summarise(records: Iterable[Record], names_of: Callable[[str], Sequence[str]] = lambda student: ()) -> ClassSummary:
    """Count a class of records, one for each submission; `names_of` gives what else a student is called."""
    count = _Count(names_of)
    for record in records:
        count.add(record)
    return count.summary()


def _student(record: Record) -> Student:
    """Keep what a report shows of one student."""
    timed = verdict_on(record, TIMED) or {}
    return Student(
        student=str(record.get("student", "")),
        score=number(record, "score"),
        max_score=number(record, "max_score"),
        found={intern(str(each["exercise"])): _found(each) for each in verdicts(record)},
        ratio=figure(record, "ratio"),
        seconds=figure(record, "seconds_per_iteration"),
        is_timed=timed.get("outcome") in RIGHT,
        is_refused=bool(record.get("reason")),
        remark=intern(_cut(remark(record))),
    )


def _found(verdict: Record) -> Found:
    """Keep what a table shows of one verdict."""
    return _one_of_many(str(verdict.get("outcome", "")), number(verdict, "score"), "by_hand" in verdict)


@lru_cache(maxsize=1_000)
def _one_of_many(outcome: str, score: float, by_hand: bool) -> Found:
    """Give the same object for the same finding: thousands share the few that there are."""
    return Found(outcome, score, by_hand)


def _cut(text: str) -> str:
    """Cut a text between two words that says more than a row of a table can show."""
    return text if len(text) <= LONGEST_REMARK else text[:LONGEST_REMARK].rsplit(" ", 1)[0] + " …"


def _by_name(looks: Iterable[Look]) -> list[Look]:
    """Sort looks by student, s2 before s10."""
    return sorted(looks, key=lambda look: in_order(look.student))
