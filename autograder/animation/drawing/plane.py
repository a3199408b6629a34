"""Means among their points in the plane: cells, trails and numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from autograder.animation.drawing.caption import empty_clusters
from autograder.animation.drawing.sheet import POINT, Box, Sheet
from autograder.animation.facts import Facts, lost
from autograder.animation.paint import hex_colour, screen_colours, text_on
from autograder.animation.projection import project
from autograder.animation.run import MOST_SHOWN, Run, thinned

MARGIN = 0.06  # of the longer side, free around points and means
FINE = 240  # places across for which the nearest mean is found, to shade the cells
SHADE = 0.16  # of a cluster's colour in its cell
TRAIL = 40  # states that a trail goes back
GOLDEN = (5**0.5 - 1) / 2  # its multiples spread evenly between 0 and 1


@dataclass(frozen=True)
class Plane:
    """What is drawn of a run in the plane, and the part of the plane that holds it.

    Attributes
    ----------
    points : (s, 2) float array, or None; `rows` (s,) are their places in the labels of a state
    means : (t, k, 2) float array, NaN where one is lost
    paint, point_paint : (t, k, 3) and (s, 3) bytes, where means and points are colours; else None
    limits : the least and the largest x, the least and the largest y
    coordinates : how many a point has: with 1 the y is only spread, with more than 2 it is a projection
    """

    points: np.ndarray | None
    rows: np.ndarray
    labels: np.ndarray | None
    means: np.ndarray
    limits: tuple[float, float, float, float]
    coordinates: int
    paint: np.ndarray | None = None
    point_paint: np.ndarray | None = None


def make_plane(run: Run, facts: Facts) -> Plane:
    """Choose what of a run is drawn, and where."""
    d = run.means.shape[2]
    seen = project(run) if d > 2 else run
    counted = thinned(len(run.points), facts.counted) if run.points is not None else np.empty(0, dtype=int)
    rows = thinned(len(counted), MOST_SHOWN) if len(counted) else counted
    points = None if seen.points is None else seen.points[counted[rows]].astype(float)
    means = np.where(lost(run.means)[..., None], np.nan, seen.means)
    if d == 1:
        points = None if points is None else np.column_stack([points[:, 0], _spread(len(points))])
        means = np.concatenate([means, np.where(np.isnan(means), np.nan, 0.0)], axis=2)
    plane = Plane(points, rows, facts.labels, means, (0, 1, 0, 1), d)
    if run.colours and run.points is not None:
        own = screen_colours(run.points[counted[rows]])
        plane = replace(plane, paint=screen_colours(run.means), point_paint=own)
    return replace(plane, limits=_limits(plane))


def draw_plane(sheet: Sheet, box: Box, plane: Plane, facts: Facts, index: int) -> None:
    """Draw a state: cells, points, trails and means, from the back to the front."""
    if plane.coordinates <= 2:
        _shade_cells(sheet, box, plane, index)
    if plane.point_paint is not None:  # white and black points must both stand out
        sheet.picture(np.array([[to_rgb(sheet.theme.faint)]]), box, "nearest")
    x, y = [box.left, box.right], [box.top, box.bottom]
    sheet.line([x[0], x[1], x[1], x[0], x[0]], [y[0], y[0], y[1], y[1], y[0]], sheet.theme.faint)
    _draw_points(sheet, box, plane, index)
    _draw_trails(sheet, box, plane, index)
    _draw_means(sheet, box, plane, empty_clusters(facts, index, plane.means.shape[1]), index)


def nearest_cells(plane: Plane, index: int) -> np.ndarray:
    """Give the number of the nearest mean (rows, columns) all over the plane, the top row first; −1 where none is."""
    x0, x1, y0, y1 = plane.limits
    means = np.where(np.isfinite(plane.means[index]), plane.means[index], np.inf)  # (k, 2)
    rows = 1 if plane.coordinates == 1 else FINE
    across = x0 + (x1 - x0) * (np.arange(FINE) + 0.5) / FINE
    up = y1 + (y0 - y1) * (np.arange(rows) + 0.5) / rows
    squares = (across[:, None] - means[:, 0]) ** 2  # (columns, k)
    if plane.coordinates > 1:
        squares = squares + ((up[:, None] - means[:, 1]) ** 2)[:, None]  # (rows, columns, k)
    found = squares.reshape(rows, FINE, -1)
    return np.where(np.isfinite(found.min(axis=2)), found.argmin(axis=2), -1)


def _spread(count: int) -> np.ndarray:
    """Spread points on a line a little up and down, the same every time: (count,) between −0.5 and 0.5."""
    return np.arange(1, count + 1) * GOLDEN % 1 - 0.5


def _limits(plane: Plane) -> tuple[float, float, float, float]:
    """Give a square that holds points and means of all states, or on a line what is as wide."""
    places = [plane.means.reshape(-1, 2), *([] if plane.points is None else [plane.points])]
    known = np.concatenate(places)
    known = known[np.isfinite(known).all(axis=1)]
    if not len(known):
        return -1.0, 1.0, -1.0, 1.0
    low, high = known.min(axis=0), known.max(axis=0)
    middle = low + (high - low) / 2
    half = (0.5 + MARGIN) * float((high - low)[: plane.coordinates].max())
    half = half or 0.1 * float(np.abs(middle).max()) or 1.0
    x, y = float(middle[0]), float(middle[1])
    return (x - half, x + half, -1.0, 1.0) if plane.coordinates == 1 else (x - half, x + half, y - half, y + half)


def _onto(box: Box, plane: Plane, places: np.ndarray) -> np.ndarray:
    """Give where places (…, 2) of the plane lie on the sheet (…, 2)."""
    x0, x1, y0, y1 = plane.limits
    return np.stack([box.across(places[..., 0], x0, x1), box.up(places[..., 1], y0, y1)], axis=-1)


def _shade_cells(sheet: Sheet, box: Box, plane: Plane, index: int) -> None:
    """Shade where each mean is the nearest one: the Voronoi cells, in a breath of their colour."""
    colours = np.array([to_rgb(colour) for colour in sheet.theme.colours(plane.means.shape[1])])
    paper = np.array([to_rgb(sheet.theme.paper)])
    shades = np.concatenate([SHADE * colours + (1 - SHADE) * paper, paper])  # the last for no mean
    pixels = np.rint(255 * shades).astype(np.uint8)[nearest_cells(plane, index)]
    sheet.picture(pixels, box, "bilinear")


def _draw_points(sheet: Sheet, box: Box, plane: Plane, index: int) -> None:
    """Draw the points in the colours of their labels; the more there are, the smaller."""
    if plane.points is None or plane.labels is None:
        return
    labels, places = plane.labels[index][plane.rows], _onto(box, plane, plane.points)
    size = float(np.clip(8.2 - 1.35 * np.log10(len(places)), 2.2, 6))
    if plane.point_paint is not None:
        x, y = places.T
        sheet.axes.scatter(x, y, (size * POINT) ** 2, plane.point_paint / 255, linewidths=0)
        return
    colours = sheet.theme.colours(plane.means.shape[1])
    for label in np.unique(labels):
        colour = colours[label] if label < len(colours) else sheet.theme.quiet
        x, y = places[labels == label].T
        sheet.dots(x, y, colour, size, alpha=0.8)


def _draw_trails(sheet: Sheet, box: Box, plane: Plane, index: int) -> None:
    """Draw the way of each mean up to this state; a long one is cut at its beginning."""
    states = plane.means[max(index - TRAIL, 0) : index + 1]
    ways = _onto(box, plane, states.transpose(1, 0, 2))  # (k, states, 2)
    for colour, width in ((sheet.theme.paper, 3.6), (sheet.theme.ink, 1.4)):
        trails = LineCollection(list(ways), colors=colour, linewidths=width * POINT, capstyle="round", zorder=3)
        sheet.axes.add_collection(trails, autolim=False)


def _draw_means(sheet: Sheet, box: Box, plane: Plane, empty: np.ndarray, index: int) -> None:
    """Draw each mean as a disc with its number; that of an empty cluster hollow, with a dashed ring, below others."""
    places, theme = _onto(box, plane, plane.means[index]), sheet.theme
    k = len(places)
    across = 21 if k <= 12 else 18 if k <= 30 else 15  # pixels
    paint = None if plane.paint is None else plane.paint[index]
    colours = theme.colours(k) if paint is None else [hex_colour(each) for each in paint]
    numerals = [theme.paper] * k if paint is None else [text_on(each) for each in paint]
    numerals = [theme.ink if hollow else numeral for hollow, numeral in zip(empty, numerals, strict=True)]
    edge = theme.paper if paint is None else theme.ink
    for j in np.flatnonzero(np.isfinite(places).all(axis=1)).tolist():
        fill, rim, dashes = (theme.paper, colours[j], "--") if empty[j] else (colours[j], edge, "-")
        look: dict[str, Any] = {"facecolors": fill, "edgecolors": rim, "linestyles": dashes}
        sheet.disc(places[j], across, 1.8, zorder=4 if empty[j] else 5, **look)
    for (x, y), numbers in _together(places):
        _write_numbers(sheet, (x, y), numbers, across, numerals[numbers[0]], hollow=bool(empty[numbers].all()))


def _write_numbers(
    sheet: Sheet, place: tuple[float, float], numbers: list[int], across: float, numeral: str, *, hollow: bool
) -> None:
    """Write a mean's number onto its disc; where several share a place, their numbers beside it."""
    (x, y), theme, beside = place, sheet.theme, {"path_effects": sheet.halo(), "zorder": 7}
    if len(numbers) == 1:
        look = {"ha": "center", "va": "center_baseline", "weight": "bold", "zorder": 6}
        sheet.text(x, y, str(numbers[0]), numeral, 0.55 * across, **look)
    else:
        words = ", ".join(map(str, numbers[:4])) + (" …" if len(numbers) > 4 else "")
        sheet.text(x + across / 2 + 4, y + 4, words, theme.ink, 11, weight="bold", **beside)
    if hollow:
        sheet.text(x, y + across / 2 + 12, "empty", theme.ink, 11, ha="center", **beside)


def _together(places: np.ndarray) -> list[tuple[tuple[float, float], list[int]]]:
    """Group the means (k, 2) that lie on the same pixel of the sheet: the place, and the numbers there."""
    groups: dict[tuple[float, float], list[int]] = {}
    for j, (x, y) in enumerate(places.tolist()):
        if np.isfinite([x, y]).all():
            groups.setdefault((round(x), round(y)), []).append(j)
    return list(groups.items())
