"""Which pairs of a class are remarkable: alike in what few others wrote, and far from the class's other pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.similarity.scores import compare

FEWEST = 8  # answers: fewer don't tell what is common
LEAST = 0.4  # of a whole answer
LEAST_OF_ONE = 0.9  # of a single exercise: with many exercises, chance has many tries
SPREADS = 8.0  # from the median of all pairs, in robust standard deviations
LEAST_SPREAD = 0.01  # where nearly all pairs share nothing the deviation is 0
WORTH = 30.0  # runs of tokens that only these two have, or more that are less rare: short answers are alike by chance


@dataclass(frozen=True)
class Found:
    """A remarkable pair, by the numbers of the two; `spreads` says how far it is from the median of all pairs.

    `exercise` is "" when it is the whole answer that is alike.
    """

    first: int
    second: int
    exercise: str
    score: float
    usual: float
    spreads: float


def remarkable(answers: Sequence[set[int]], lengths: Sequence[int], exercise: str = "") -> list[Found]:
    """Find the remarkable pairs among the answers to one exercise, or to all, the most alike first.

    `answers` are runs of tokens without those of a common source, `lengths` how many there were with them.
    """
    if len(answers) < FEWEST:
        return []
    pairs, all_pairs = compare(answers, lengths, LEAST_OF_ONE if exercise else LEAST)
    median, spread = all_pairs.median(), max(all_pairs.spread(), LEAST_SPREAD)
    found = [
        Found(pair.first, pair.second, exercise, pair.score, median, (pair.score - median) / spread)
        for pair in pairs if pair.shared >= WORTH
    ]  # fmt: skip
    return [each for each in found if each.spreads >= SPREADS]
