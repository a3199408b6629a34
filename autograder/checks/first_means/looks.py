"""Few points of which first means are drawn often, so that each mistake shows in the counts beyond doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks.first_means.chances import (
    Rule,
    Sign,
    chances,
    chances_of_signs,
    counts_of_signs,
    places_of,
    plus_plus,
    side_by_side,
)
from autograder.checks.first_means.rules import RULES
from autograder.functions import surprising
from autograder.functions.draws import ALARM

DRAWS = 2000  # in each look
TOLD_APART = 1e-4  # likewise, where the likelier of two mistakes is named
ALIKE = "farthest_of_the_chosen", "sum_over_the_chosen"  # of three points these two often give nearly the same
BEYOND_DOUBT = 1e-24  # a mistake's expected counts would be rejected even at this rate of false alarms


@dataclass(frozen=True)
class Look:
    """Points of which k are drawn often; the probabilities of what that shows, if right and by each mistake."""

    points: np.ndarray
    k: int
    right: Mapping[Sign, float]
    wrong: Mapping[str, Mapping[Sign, float]]

    def shows(self, mistake: str) -> bool:
        """Whether draws with this mistake can't be taken for right ones."""
        return self._strangest(self._expected(mistake), self.right, BEYOND_DOUBT) is not None

    def parts(self, one: str, other: str) -> bool:
        """Whether draws with one mistake can be told from those with another."""
        return self._strangest(self._expected(one), self.wrong[other], TOLD_APART) is not None

    def _expected(self, mistake: str) -> Mapping[Sign, int]:
        return {sign: round(DRAWS * chance) for sign, chance in self.wrong[mistake].items()}

    def explains(self, mistake: str, drawn: Sequence[np.ndarray]) -> bool:
        """Whether a mistake would give about these counts."""
        return self._strangest(self._counts(drawn), self.wrong[mistake], ALARM) is None

    def likelihood(self, mistake: str, drawn: Sequence[np.ndarray]) -> float:
        """The logarithm of the probability that a mistake gives just these draws."""
        counts, chance = self._counts(drawn), self.wrong[mistake]
        return sum(often * np.log(chance.get(sign, 1e-12)) for sign, often in counts.items() if sign[0] == "sequence")

    def strangest(self, drawn: Sequence[np.ndarray]) -> tuple[Sign, int, float] | None:
        """The sign that is the hardest to believe, how often it came and should come; None when all is well."""
        counts = self._counts(drawn)
        sign = self._strangest(counts, self.right, ALARM)
        return None if sign is None else (sign, counts.get(sign, 0), DRAWS * self.right.get(sign, 0.0))

    def _strangest(self, counts: Mapping[Sign, int], chance: Mapping[Sign, float], alarm: float) -> Sign | None:
        signs, came, likely = side_by_side(counts, chance)
        worst = surprising(came, likely, DRAWS, alarm)
        return None if worst is None else signs[worst]

    def _counts(self, drawn: Sequence[np.ndarray]) -> Mapping[Sign, int]:
        places = places_of(self.points)
        rows = [[int(equal_rows(self.points, row).argmax()) for row in each] for each in drawn]
        return counts_of_signs(self.points, [tuple(places[each].tolist()) for each in rows])


def equal_rows(points: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Tell which points (n,) are a row, as exactly as its dtype can hold them."""
    known = points.astype(row.dtype) if row.dtype.kind == "f" else points
    return np.asarray((known == row).all(axis=1))


def look_at(points: np.ndarray, k: int) -> Look:
    """Count out the probabilities of what k points drawn of these show."""

    def of(rule: Rule) -> dict[Sign, float]:
        return chances_of_signs(points, chances(points, k, rule))

    return Look(points, k, of(plus_plus), {name: of(rule) for name, (rule, _) in RULES.items()})


def draw_looks(rng: np.random.Generator) -> list[Look]:
    """Draw points on which every mistake shows: two of five, and three of six with a duplicate, as `uint8`."""
    while True:
        five, six = _near_and_far(rng, 5), _near_and_far(rng, 5)
        six = rng.permutation(np.vstack([six, six[rng.integers(5)]]))
        looks = [look_at(five, 2), look_at((six - six.min()).astype(np.uint8), 3)]
        if looks[1].parts(*ALIKE) and all(any(look.shows(name) for look in looks) for name in RULES):
            return looks


def _near_and_far(rng: np.random.Generator, n: int) -> np.ndarray:
    """Draw n different points, some together and some far off: there the square of a distance counts most."""
    while True:
        spread = np.resize([2, 2, 6, 12, 12], n)[:, None]
        points = rng.permutation((rng.normal(size=(n, 2)) * spread).round() + 0.0)
        if len(np.unique(points, axis=0)) == n:
            return points
