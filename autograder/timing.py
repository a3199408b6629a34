"""Times a student's loop beside the yardstick, in pairs, until the points that it earns are beyond doubt.

Whatever else a machine does can only add to a time: it takes memory's bandwidth, caches and pages away, in spells
that last for seconds, and from code with large arrays far more than from the yardstick. So the fastest third of
many short runs tells what the code takes, and the rest what the machine was doing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

ALIKE = 1.025  # the factor within which the fastest third lies when more pairs would hardly change its mean
FEWEST_PAIRS, MOST_PAIRS = 24, 36  # where the points are in doubt
CPU_SECONDS = 6.0  # for all the pairs of one submission; one pair is always run
UP = {1: 1.5, 2: 1.3}  # by how much a ratio of so few pairs may be too low: a spell may have met the yardstick alone
OFF = 1.5  # the factor by which a single pair may be off, with every core busy


@dataclass(frozen=True)
class Pair:
    """CPU seconds of one of the student's iterations and of one step of the yardstick, taken in turn."""

    seconds: float
    yardstick: float


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
        """CPU seconds per iteration: the mean of the fastest third of the runs."""
        return fmean(_fastest(pair.seconds for pair in self.pairs))

    @property
    def yardstick(self) -> float:
        """CPU seconds of a step of the yardstick, likewise."""
        return fmean(_fastest(pair.yardstick for pair in self.pairs))

    @property
    def ratio(self) -> float:
        """The time as a multiple of the yardstick."""
        return self.seconds / self.yardstick

    def is_sure(self, points: Callable[[float], float]) -> bool:
        """Whether more pairs would hardly change the points of the ratio, which never rise with it."""
        up = UP.get(len(self.pairs), 1.0 if len(self.pairs) >= FEWEST_PAIRS else 1.15)
        if points(self.ratio / OFF) == points(self.ratio * up):
            return True
        fastest = _fastest(pair.seconds for pair in self.pairs)
        return len(self.pairs) >= FEWEST_PAIRS and fastest[-1] <= ALIKE * fastest[0]


def _fastest(seconds: Iterable[float]) -> list[float]:
    """The shortest third of some times, from the shortest on; at least one."""
    ordered = sorted(seconds)
    return ordered[: max(len(ordered) // 3, 1)]


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
