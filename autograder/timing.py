"""Times a student's loop beside the yardstick, in pairs, until the points that it earns are beyond doubt."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

ENOUGH = 0.1  # points between the two ends of the interval at which no more pairs are run
MOST_PAIRS = 32
CPU_SECONDS = 6.0  # for all the pairs of one submission; one pair is always run
# How far one of so few pairs may be off, as a factor: seen with both cores busy, pages and caches in use by others.
OFF = {1: 1.5, 2: 1.3, 3: 1.15, 4: 1.12, 5: 1.1}


@dataclass(frozen=True)
class Pair:
    """CPU seconds of one of the student's iterations and of one step of the yardstick, taken in turn."""

    seconds: float
    yardstick: float

    @property
    def ratio(self) -> float:
        """The time as a multiple of the yardstick."""
        return self.seconds / self.yardstick


@dataclass(frozen=True)
class Timing:
    """Pairs, and what follows from them; with `right` false a timed run gave wrong means, and the times say nothing.

    `scaled` says that the runs were on a part of the points, and the times are scaled up.
    """

    pairs: Sequence[Pair] = field(default_factory=tuple)
    right: bool = True
    scaled: bool = False

    @property
    def seconds(self) -> float:
        """CPU seconds per iteration: the median of the pairs."""
        return statistics.median(pair.seconds for pair in self.pairs)

    @property
    def ratio(self) -> float:
        """The time as a multiple of the yardstick: the median of the pairs."""
        return statistics.median(pair.ratio for pair in self.pairs)

    @property
    def interval(self) -> tuple[float, float]:
        """Between which ratios the median of very many pairs would lie."""
        return interval([pair.ratio for pair in self.pairs])

    def is_sure(self, points: Callable[[float], float]) -> bool:
        """Whether the points of a ratio, which never rise with it, are the same all over the interval, nearly."""
        low, high = self.interval
        return points(low) - points(high) <= ENOUGH


def interval(ratios: Sequence[float]) -> tuple[float, float]:
    """Between which ratios the median of very many pairs lies, with 95 of 100.

    From six on these are two of the ratios themselves: as many are taken from either end as a coin would
    show heads that seldom. It supposes nothing about how ratios scatter. Fewer are widened by what was seen.
    """
    ordered = sorted(ratios)
    if len(ordered) in OFF:
        return ordered[0] / OFF[len(ordered)], ordered[-1] * OFF[len(ordered)]
    left_out = _left_out(len(ordered))
    return ordered[left_out], ordered[-1 - left_out]


def _left_out(count: int) -> int:
    """How many of the lowest, and of the highest, lie outside the interval."""
    chance, left_out = 0.5**count, 0
    while chance + math.comb(count, left_out + 1) * 0.5**count <= 0.025:
        left_out += 1
        chance += math.comb(count, left_out) * 0.5**count
    return left_out


def run_pairs(
    pair: Callable[[int], Pair | None], points: Callable[[float], float], cost: Callable[[], float],
    seconds: float = CPU_SECONDS,
) -> Timing:
    """Run pairs until the points are sure, or too many or too dear.

    `pair(number)` runs one, and gives None when its means are not right: that ends it. `points` are those of a
    ratio. `cost()` gives the CPU seconds that the student's code has used so far.
    """
    begun, pairs = cost(), list[Pair]()
    for number in range(MOST_PAIRS):
        found = pair(number)
        if found is None:
            return Timing(pairs, right=False)
        pairs.append(found)
        spent = cost() - begun
        if Timing(pairs).is_sure(points) or spent + spent / len(pairs) > seconds:
            break
    return Timing(pairs)
