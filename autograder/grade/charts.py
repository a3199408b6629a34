"""Where the marks of a chart go: places across in percent, so that a chart fits a phone and a page alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

BINS = 10
MAX_DOTS_HIGH = 9
# Dots nearer than this, in percent of the width, would touch on a phone.
DOT_WIDTH = 2.6


@dataclass(frozen=True)
class Bar:
    """One bar of a histogram: from `low` to `high`, `count` high, drawn from `left` on."""

    low: float
    high: float
    count: int
    left: float
    width: float
    height: float


@dataclass(frozen=True)
class LogAxis:
    """A logarithmic axis from `low` to `high`."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Give the place of a value in percent of the width, kept within the axis."""
        share = math.log(max(value, 1e-12) / self.low) / math.log(self.high / self.low)
        return 100 * min(max(share, 0.0), 1.0)

    def ticks(self) -> list[tuple[float, str]]:
        """Give (place, label) for 1, 2 and 5 times the powers of ten, or the powers alone on a long axis."""
        steps = (1, 2, 5) if self.high / self.low <= 1000 else (1,)
        exponents = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        values = [step * 10.0**exponent for exponent in exponents for step in steps]
        return [(self.place(v), f"{v:,.10g}") for v in values if self.low <= v <= self.high]


@dataclass(frozen=True)
class TimeChart:
    """Ratios on a log axis: a dot each as (place, level) while few enough, else bars."""

    axis: LogAxis
    full: float
    zero: float
    dots: list[tuple[float, int]]
    bars: list[Bar]

    @property
    def levels(self) -> int:
        """How many dots stand on each other at most."""
        return max((level for _, level in self.dots), default=0) + 1


def histogram(scores: Sequence[float], max_score: float) -> list[Bar]:
    """Count scores in ten equal steps from 0 to `max_score`; the last step includes its end."""
    width = (max_score or 1.0) / BINS
    places = [min(max(int(score / width + 1e-9), 0), BINS - 1) for score in scores]
    counts = [places.count(place) for place in range(BINS)]
    return _bars([(place * width, (place + 1) * width) for place in range(BINS)], counts)


def time_axis(ratios: Sequence[float], full: float, zero: float) -> LogAxis:
    """Give an axis that holds the ratios and leaves room beside both thresholds."""
    return LogAxis(min([full / 12, *(r * 0.8 for r in ratios)]), max([zero * 5, *(r * 1.25 for r in ratios)]))


def time_chart(ratios: Sequence[float], full: float, zero: float) -> TimeChart:
    """Place time ratios between and beside the thresholds."""
    axis = time_axis(ratios, full, zero)
    dots = _stacked(sorted(axis.place(ratio) for ratio in ratios))
    if dots is not None:
        return TimeChart(axis, full, zero, dots, [])
    steps = 3 * BINS
    growth = (axis.high / axis.low) ** (1 / steps)
    edges = [axis.low * growth**step for step in range(steps + 1)]
    places = [min(int(axis.place(ratio) / 100 * steps), steps - 1) for ratio in ratios]
    bars = _bars(list(pairwise(edges)), [places.count(step) for step in range(steps)])
    return TimeChart(axis, full, zero, [], bars)


def _stacked(places: Sequence[float]) -> list[tuple[float, int]] | None:
    """Put each dot on the lowest level where it touches no other; None when they pile too high."""
    last: list[float] = []
    dots = []
    for place in places:
        level = next((n for n, other in enumerate(last) if place - other >= DOT_WIDTH), len(last))
        if level == MAX_DOTS_HIGH:
            return None
        last[level : level + 1] = [place]
        dots.append((place, level))
    return dots


def _bars(edges: Sequence[tuple[float, float]], counts: Sequence[int]) -> list[Bar]:
    """Give bars of equal width, the highest 100 percent high."""
    width, top = 100 / len(edges), max([1, *counts])
    return [
        Bar(low, high, count, place * width, width, 100 * count / top)
        for place, ((low, high), count) in enumerate(zip(edges, counts, strict=True))
    ]


@dataclass(frozen=True)
class Box:
    """One assignment in the chart of a course: the middle half of the shares, median and mean, in percent."""

    label: str
    low: float
    middle: float
    high: float
    mean: float
    place: float = 0.0
    width: float = 0.0


def progress(boxes: Sequence[Box]) -> list[Box]:
    """Place boxes beside each other: centres in percent of the width, never wider than a tenth of it."""
    step = 100 / max(len(boxes), 1)
    return [replace(box, place=(n + 0.5) * step, width=min(0.6 * step, 10)) for n, box in enumerate(boxes)]
