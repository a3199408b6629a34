"""Rank the right answers of a class by their time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.grade.outcome import in_order
from autograder.grade.summary import Student

PLACES = 10


@dataclass(frozen=True)
class Place:
    """One place: students with the same ratio share it."""

    rank: int
    student: str
    ratio: float
    seconds: float | None


def leaderboard(students: Iterable[Student], places: int = PLACES) -> list[Place]:
    """Give the fastest right answers, the smallest ratio to the yardstick first; `places` of them at most."""
    timed = sorted(
        (each.ratio, in_order(each.student), each)
        for each in students
        if each.is_timed and each.ratio is not None
    )  # fmt: skip
    found: list[Place] = []
    for number, (ratio, _, each) in enumerate(timed[:places], start=1):
        rank = found[-1].rank if found and found[-1].ratio == ratio else number
        found.append(Place(rank, each.student, ratio, each.seconds))
    return found
