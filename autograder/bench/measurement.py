"""What a measurement is: a value with its unit, the limit that it keeps to, and how it was taken."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Measurement:
    """One value that was measured.

    `unit` is "times" for a ratio of two that were taken in turn. `at_most` and `at_least` are the limits that it
    keeps to, where it has any. `samples` are the values whose median it is.
    """

    name: str
    value: float
    unit: str
    how: str
    at_most: float | None = None
    at_least: float | None = None
    samples: Sequence[float] = field(default=())

    @property
    def holds(self) -> bool:
        """Whether the value keeps to its limits."""
        return (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )

    @property
    def spread(self) -> tuple[float, float] | None:
        """The quartiles of the samples; None when there are too few of them."""
        if len(self.samples) < 4:
            return None
        low, _, high = statistics.quantiles(self.samples, n=4)
        return low, high


def ratio(
    name: str, ours: Sequence[float], theirs: Sequence[float], how: str, at_most: float | None = None,
    at_least: float | None = None,
) -> Measurement:
    """Compare times that were taken in turn: the median of the ratios of neighbours."""
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return Measurement(name, statistics.median(ratios), "times", how, at_most, at_least, ratios)
