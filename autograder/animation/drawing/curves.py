"""The small charts beside a picture: inertia, labels that changed, or how far the means moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.ticker import MaxNLocator

from autograder.animation.drawing.caption import number, short
from autograder.animation.drawing.sheet import Box, Sheet
from autograder.animation.facts import Facts

HEADING, FOOT, GUTTER = 26, 20, 58  # pixels above, beneath and left of a chart, for its words
INSET = 8  # pixels by which the lines of a scale are longer than the chart on both sides
DOT = 4.5  # pixels, the radius of the dot at the current state


@dataclass(frozen=True)
class Chart:
    """One number for each state: `values` (t,) at `iterations` (t,), as a curve, or as bars from 0 that may count."""

    heading: str
    iterations: np.ndarray
    values: np.ndarray
    bars: bool = False
    counts: bool = False


def charts_of(iterations: np.ndarray, facts: Facts) -> list[Chart]:
    """Choose the charts of a run: inertia and changed labels, or without points the distance moved."""
    if facts.inertia is None or facts.changed is None:
        return [Chart("Distance the means moved", iterations, facts.moved.sum(axis=1), bars=True)]
    return [
        Chart("Inertia", iterations, facts.inertia),
        Chart("Points that changed their label", iterations, facts.changed.astype(float), bars=True, counts=True),
    ]


def draw_chart(sheet: Sheet, box: Box, chart: Chart, index: int) -> None:
    """Draw a chart with its heading, the value of the current state at the right, and scales."""
    theme, value = sheet.theme, number(chart.values[index])
    sheet.text(box.left, box.top + 11, chart.heading, theme.quiet, 12)
    told = "" if chart.bars and index == 0 else value
    sheet.text(box.right, box.top + 11, told, theme.ink, 13, ha="right", weight="bold")
    area = Box(box.left + GUTTER, box.top + HEADING, box.width - GUTTER - INSET, box.height - HEADING - FOOT)
    low, high = span(chart)
    _draw_scales(sheet, area, chart, (low, high))
    if chart.bars:
        draw_bars(sheet, area, chart, index, high)
    else:
        draw_curve(sheet, area, chart, index, (low, high))


def span(chart: Chart) -> tuple[float, float]:
    """Give the lowest and the highest value of a chart's scale: with some room, and never the same."""
    known = chart.values[np.isfinite(chart.values)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    if chart.bars:
        return 0.0, high or 1.0
    room = 0.08 * (high - low) or 0.5 * abs(high) or 0.5
    return max(low - room, 0.0) if low >= 0 else low - room, high + room


def places(area: Box, chart: Chart) -> np.ndarray:
    """Give where each state lies along x; one state alone lies in the middle."""
    first, last = chart.iterations[0], chart.iterations[-1]
    if first == last:
        return np.array([area.left + area.width / 2])
    return area.across(chart.iterations, first, last)


def draw_curve(sheet: Sheet, area: Box, chart: Chart, index: int, limits: tuple[float, float]) -> None:
    """Draw the whole curve faintly, the part up to now in the accent, and a dot at the current state."""
    x, y = places(area, chart), area.up(chart.values, *limits)
    sheet.line(x, y, sheet.theme.faint, 2, solid_joinstyle="round")
    sheet.line(x[: index + 1], y[: index + 1], sheet.theme.accent, 2.5, solid_joinstyle="round")
    if np.isfinite(y[index]):
        draw_dot(sheet, x[index], y[index])


def draw_dot(sheet: Sheet, x: float, y: float) -> None:
    """Draw the dot that marks the current state."""
    sheet.dots([x], [y], sheet.theme.accent, 2 * DOT)


def draw_bars(sheet: Sheet, area: Box, chart: Chart, index: int, high: float) -> None:
    """Draw a bar for each state: those to come faint, those that were quiet, the current one in the accent."""
    theme, x = sheet.theme, places(area, chart)
    half = max(0.35 * area.width / max(len(x) - 1, 12), 0.5)
    top = area.up(np.nan_to_num(chart.values), 0, high)
    left, right, bottom = x - half, x + half, np.full(len(x), area.bottom)
    corners = np.stack([left, bottom, left, top, right, top, right, bottom], axis=1).reshape(-1, 4, 2)
    colours = [theme.quiet] * index + [theme.accent] + [theme.faint] * (len(x) - index - 1)
    sheet.axes.add_collection(PolyCollection(list(corners), facecolors=colours, linewidths=0), autolim=False)


def _draw_scales(sheet: Sheet, area: Box, chart: Chart, limits: tuple[float, float]) -> None:
    """Draw lines at round values, and the first and last iteration beneath."""
    theme = sheet.theme
    for value in MaxNLocator(4, integer=chart.counts).tick_values(*limits):
        y = float(area.up(value, *limits))
        if limits[0] <= value <= limits[1]:
            sheet.line([area.left - INSET, area.right + INSET], [y, y], theme.faint, 0.8, zorder=0)
            sheet.text(area.left - 14, y, short(value), theme.quiet, 10.5, ha="right", va="center_baseline")
    sheet.line([area.left - INSET, area.right + INSET], [area.bottom, area.bottom], theme.faint, 0.8, zorder=0)
    x = places(area, chart)
    for place, iteration in {float(x[0]): chart.iterations[0], float(x[-1]): chart.iterations[-1]}.items():
        sheet.text(place, area.bottom + 17, f"{iteration:,}", theme.quiet, 10.5, ha="center")
