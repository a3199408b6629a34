"""Count a class: scores, outcomes and mistakes of each exercise, time ratios, and what needs a human look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median

from autograder.grade.outcome import MARKS, NOT_JUDGED, mark_of, points
from autograder.grade.record import (
    Record,
    by_name,
    exercise_names,
    figure,
    first_sentence,
    number,
    verdict_on,
    verdicts,
)

KINDS = ("Could not be graded as handed in", "Ran out of time", "Stopped with an error", "Notes")


@dataclass(frozen=True)
class Mistake:
    """One mistake of an exercise: its name ("" when unknown), how many made it, and one message about it."""

    name: str
    count: int
    example: str


@dataclass(frozen=True)
class ExerciseSummary:
    """How a class did in one exercise."""

    exercise: str
    max_score: float
    mean: float
    counts: dict[str, int]
    mistakes: list[Mistake]

    @property
    def total(self) -> int:
        """The number of submissions."""
        return sum(self.counts.values())

    @property
    def pass_rate(self) -> float:
        """The share of submissions that passed, in percent."""
        return 100 * self.counts["passed"] / self.total if self.total else 0.0


@dataclass(frozen=True)
class Look:
    """Something about one submission that an instructor should see."""

    student: str
    exercise: str
    text: str


@dataclass(frozen=True)
class ClassSummary:
    """What a report says about a class."""

    count: int
    max_score: float
    scores: list[float]
    exercises: list[ExerciseSummary]
    ratios: list[float]
    looks: dict[str, list[Look]]
    by_hand: list[Look]

    @property
    def mean(self) -> float:
        """The mean score, 0 for an empty class."""
        return mean(self.scores) if self.scores else 0.0

    @property
    def median(self) -> float:
        """The median score, 0 for an empty class."""
        return median(self.scores) if self.scores else 0.0

    @property
    def full_marks(self) -> int:
        """How many have all the points."""
        return sum(score >= self.max_score > 0 for score in self.scores)

    @property
    def look_count(self) -> int:
        """How many submissions need a human look."""
        return len({look.student for looks in self.looks.values() for look in looks})


def summarise(records: Sequence[Record]) -> ClassSummary:
    """Count a class of records, one for each submission."""
    return ClassSummary(
        count=len(records),
        max_score=max((number(record, "max_score") for record in records), default=0.0),
        scores=[number(record, "score") for record in records],
        exercises=[_exercise(name, records) for name in exercise_names(records)],
        ratios=sorted(ratio for record in records if (ratio := figure(record, "ratio")) is not None),
        looks=_looks(by_name(records)),
        by_hand=[look for record in by_name(records) for look in _by_hand(record)],
    )


def _exercise(name: str, records: Sequence[Record]) -> ExerciseSummary:
    """Count one exercise over all records; a record without it counts as not judged."""
    found = [verdict_on(record, name) or {} for record in records]
    tally = Counter(mark_of(verdict.get("outcome", "")).outcome for verdict in found)
    return ExerciseSummary(
        exercise=name,
        max_score=max(number(verdict, "max_score") for verdict in found),
        mean=mean(number(verdict, "score") for verdict in found),
        counts={outcome: tally[outcome] for outcome in (*MARKS, NOT_JUDGED.outcome)},
        mistakes=_mistakes(zip(records, found, strict=True)),
    )


def _mistakes(pairs: Iterable[tuple[Record, Record]]) -> list[Mistake]:
    """Count mistakes by name, the commonest first and those without a name last."""
    examples: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for record, verdict in pairs:
        if verdict.get("mistake") or verdict.get("outcome") in ("partial", "failed", "error", "timeout"):
            name = str(verdict.get("mistake") or "")
            counts[name] += 1
            examples.setdefault(name, _anonymous(str(verdict.get("message", "")), record))
    ranked = sorted(counts, key=lambda name: (not name, -counts[name], name))
    return [Mistake(name, counts[name], examples[name]) for name in ranked]


def _anonymous(message: str, record: Record) -> str:
    """Take the student's id out of a message."""
    student = re.escape(str(record.get("student", "")))
    return re.sub(rf"\b{student}\b", "…", message) if student else message


def _looks(records: Iterable[Record]) -> dict[str, list[Look]]:
    """Gather what an instructor should see, by kind, the gravest kind first."""
    looks: dict[str, list[Look]] = {kind: [] for kind in KINDS}
    for record in records:
        student = str(record.get("student", ""))
        if record.get("reason"):
            looks[KINDS[0]].append(Look(student, "", str(record["reason"])))
        else:
            for kind, outcome in zip(KINDS[1:], ("timeout", "error"), strict=False):
                looks[kind] += _first_with(outcome, record, student)
        looks[KINDS[-1]] += [Look(student, "", str(note)) for note in record.get("notes") or []]
        for verdict in verdicts(record):
            notes = verdict.get("notes") or []
            looks[KINDS[-1]] += [Look(student, str(verdict["exercise"]), str(note)) for note in notes]
    return {kind: found for kind, found in looks.items() if found}


def _by_hand(record: Record) -> Iterator[Look]:
    """Give the marks that an instructor gave, each with the check's own and the reason."""
    for verdict in verdicts(record):
        if found := verdict.get("by_hand"):
            marks = f"{points(number(verdict, 'score'))} points; the check gave {points(number(found, 'check_score'))}."
            yield Look(str(record.get("student", "")), str(verdict["exercise"]), f"{marks} {found.get('comment', '')}")


def _first_with(outcome: str, record: Record, student: str) -> list[Look]:
    """Give the first exercise with an outcome: what stops one exercise often stops those after it."""
    found = [verdict for verdict in verdicts(record) if verdict.get("outcome") == outcome]
    return [Look(student, str(v["exercise"]), first_sentence(v.get("message", ""))) for v in found[:1]]
