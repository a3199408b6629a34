"""Follow students over the assignments of a course: who falls behind, who stopped handing in, who has few points."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import mean, quantiles

from autograder.grade.outcome import in_order
from autograder.grade.summary import ClassSummary

FALL = 20.0  # percent of the points, lost in two steps more than by the class's mean
IN_A_ROW = 2
UNDER_WAY = 0.5  # an assignment that a smaller part of the class handed in may still be open


@dataclass(frozen=True)
class Standing:
    """What one assignment says of each student: the share of its points, in percent, of everybody who handed in."""

    assignment: str
    title: str
    shares: Mapping[str, float]
    full_marks: int
    look_count: int
    max_score: float
    excused: Collection[str] = ()
    waiting: Collection[str] = ()

    @classmethod
    def of(
        cls, summary: ClassSummary, assignment: str, title: str, excused: Collection[str] = (),
        waiting: Collection[str] = (),
    ) -> Standing:  # fmt: skip
        """Keep of a class's summary what the course's page needs; those waiting handed in, and are not graded yet."""
        shares = {each.student: each.share for each in summary.students}
        return cls(
            assignment, title, shares, summary.full_marks, summary.look_count, summary.max_score, excused, {*waiting}
        )

    def has(self, student: str) -> bool:
        """Whether a student handed in something, or need not."""
        return student in self.shares or student in self.excused or student in self.waiting

    @property
    def handed_in(self) -> int:
        """How many handed in something, graded or not."""
        return len(self.shares) + len(self.waiting)

    @property
    def label(self) -> str:
        """The number that an id begins with, for a chart: "02" of "02_kmeans"; the id where there is none."""
        number, _, _ = self.assignment.partition("_")
        return number if number.isdigit() else self.assignment[:8]

    @cached_property
    def mean(self) -> float:
        """The mean share."""
        return mean(self.shares.values())

    @cached_property
    def quartiles(self) -> tuple[float, float, float]:
        """The shares that a quarter, a half and three quarters of the class are not above."""
        values = list(self.shares.values())
        if len(values) == 1:
            return (values[0],) * 3
        low, middle, high = quantiles(values, n=4, method="inclusive")
        return low, middle, high


@dataclass(frozen=True)
class Fall:
    """A student's shares in the assignments that were handed in last, the latest last."""

    student: str
    shares: list[float]

    @property
    def figure(self) -> str:
        """The shares in words."""
        return " → ".join(f"{share:.0f} %" for share in self.shares)


def fell_behind(standings: Sequence[Standing]) -> list[Fall]:
    """Students whose share fell twice in a row up to the latest assignment, the steepest first.

    It counts from `FALL` percent of the points together, after what the class's mean did is taken off: a hard
    assignment is nobody's fall.
    """
    found = []
    for student in standings[-1].shares if standings else ():
        there = [each for each in standings if student in each.shares][-IN_A_ROW - 1 :]
        shares = [each.shares[student] for each in there]
        beside = [share - each.mean for share, each in zip(shares, there, strict=True)]
        if len(there) > IN_A_ROW and all(a > b for a, b in pairwise(shares)) and beside[0] - beside[-1] >= FALL:
            found.append((beside[-1] - beside[0], in_order(student), Fall(student, shares)))
    return [fall for _, _, fall in sorted(found, key=lambda each: each[:2])]


def everyone(standings: Sequence[Standing], roster: Collection[str]) -> list[str]:
    """All students of a course, on the roster or not, in the order of their names."""
    known = set(roster).union(*({*each.shares, *each.waiting} for each in standings))
    return sorted(known, key=in_order)


def closed(standings: Sequence[Standing], size: int) -> list[Standing]:
    """Leave out assignments at the end that only a smaller part of the class has handed in yet."""
    kept = list(standings)
    while kept and kept[-1].handed_in < UNDER_WAY * size:
        kept.pop()
    return kept


def stopped(standings: Sequence[Standing], size: int) -> list[tuple[str, str]]:
    """Students who handed in something, and nothing to the latest closed assignment, with the last they handed in."""
    done = closed(standings, size)
    if len(done) < 2:
        return []
    last = {student: each.label for each in done for student in each.shares}
    missing = [student for student in last if not any(each.has(student) for each in standings[len(done) - 1 :])]
    return [(student, last[student]) for student in sorted(missing, key=in_order)]


def never(standings: Sequence[Standing], roster: Collection[str]) -> list[str]:
    """Students on the roster who have handed in nothing at all, and are not excused from any."""
    there = set().union(*({*each.shares, *each.excused, *each.waiting} for each in standings))
    return sorted(set(roster) - there, key=in_order)


def few_points(standings: Sequence[Standing], least: float) -> list[tuple[str, float]]:
    """Students with less than this share over all they handed in, in percent; the lowest first."""
    shares: dict[str, list[float]] = {}
    for each in standings:
        for student, share in each.shares.items():
            shares.setdefault(student, []).append(share)
    low = [(student, mean(own)) for student, own in shares.items() if mean(own) < least]
    return sorted(low, key=lambda each: (each[1], in_order(each[0])))
