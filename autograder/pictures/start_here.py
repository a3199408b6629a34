"""The header of 00_start_here: K-means in five panels."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from autograder.animation.drawing.sheet import INCH, Box, Sheet
from autograder.animation.palette import THEMES
from autograder.animation.save import pixels_of
from autograder.animation.shapes import points_of
from autograder.checks.lloyd import lloyd_step, nearest_mean

START = np.array([[-0.29, -0.84], [-0.28, 0.08], [0.43, 0.5]])  # (k, 2), from where each has a way to go
SIDE, GAP, RIM, WORDS = 168, 18, 24, 60  # pixels: of a panel, between two, around all, beneath for the caption
REACH, FINE, SHADE = 1.02, 168, 0.2  # of the plane; places across for the regions; how much colour is in them
SHARPNESS, SHADES = 2, 64  # pixels of the file for one on the page; its colours


@dataclass(frozen=True)
class Panel:
    """One panel: what stands beneath it, and what of a run it shows.

    Attributes
    ----------
    caption : two lines
    labels : (n,) which mean each point has, or None for grey points
    regions : (k, 2) means whose regions are shaded, or None
    ways : (states, k, 2) where the means have been, the last of which is where they stand; (0, k, 2) for no means
    """

    caption: tuple[str, str]
    labels: np.ndarray | None
    regions: np.ndarray | None
    ways: np.ndarray


def draw() -> bytes:
    """Draw the header, a PNG. It carries its own dark paper, so it reads on light and dark pages."""
    points = points_of("blobs", 180)
    panels = panels_of(points)
    size = 2 * RIM + len(panels) * SIDE + (len(panels) - 1) * GAP, RIM + SIDE + WORDS
    figure, buffer = Figure(dpi=INCH * SHARPNESS), BytesIO()
    sheet = Sheet(figure, *size, THEMES["dark"])
    for number, panel in enumerate(panels):
        draw_panel(sheet, Box(RIM + number * (SIDE + GAP), RIM, SIDE, SIDE), panel, points, number + 1)
    pixels_of(figure).quantize(SHADES, dither=Image.Dither.NONE).save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def panels_of(points: np.ndarray) -> list[Panel]:
    """Run K-means on points (n, 2) until it rests, and choose what the five panels show of it."""
    states = [START]
    while len(states) < 2 or not np.array_equal(states[-1], states[-2]):
        states.append(lloyd_step(points, states[-1]))
    run, first = np.array(states), nearest_mean(points, START)
    return [
        Panel(("Points that nobody", "has sorted"), None, None, run[:0]),
        Panel(("Three means,", "anywhere among them"), None, None, run[:1]),
        Panel(("Each point chooses", "its nearest mean"), first, run[0], run[:1]),
        Panel(("Each mean moves to", "the middle of its points"), first, None, run[:2]),
        Panel(("Again and again,", "until nothing moves"), nearest_mean(points, run[-1]), run[-1], run),
    ]


def draw_panel(sheet: Sheet, box: Box, panel: Panel, points: np.ndarray, number: int) -> None:
    """Draw regions, points, ways, means and the caption, from the back to the front."""
    theme = sheet.theme
    if panel.regions is not None:
        _shade(sheet, box, panel.regions)
    x, y = [box.left, box.right], [box.top, box.bottom]
    sheet.line([x[0], x[1], x[1], x[0], x[0]], [y[0], y[0], y[1], y[1], y[0]], theme.faint)
    labels = np.full(len(points), -1) if panel.labels is None else panel.labels
    for label in np.unique(labels):
        colour = theme.quiet if label < 0 else theme.clusters[label]
        places = _onto(box, points[labels == label])
        sheet.dots(places[:, 0], places[:, 1], colour, 4.5, alpha=0.9)
    ways = _onto(box, panel.ways).transpose(1, 0, 2)  # (k, states, 2)
    for way in ways:
        sheet.line(way[:, 0], way[:, 1], theme.paper, 4.2)
        sheet.line(way[:, 0], way[:, 1], theme.ink, 1.8)
    in_disc = {"ha": "center", "va": "center_baseline", "weight": "bold", "zorder": 6}
    for j, place in enumerate(ways[:, -1] if len(panel.ways) else []):
        sheet.disc(place, 21, 1.8, facecolors=theme.clusters[j], edgecolors=theme.paper, zorder=5)
        sheet.text(place[0], place[1], str(j), theme.paper, 12, **in_disc)
    sheet.text(box.left, box.bottom + 24, str(number), theme.accent, 14, weight="bold")
    for line, words in enumerate(panel.caption):
        sheet.text(box.left + 16, box.bottom + 24 + 17 * line, words, theme.ink, 13)


def _onto(box: Box, places: np.ndarray) -> np.ndarray:
    """Give where places (…, 2) of the plane lie on the sheet (…, 2)."""
    return np.stack([box.across(places[..., 0], -REACH, REACH), box.up(places[..., 1], -REACH, REACH)], axis=-1)


def _shade(sheet: Sheet, box: Box, means: np.ndarray) -> None:
    """Shade where each mean (k, 2) is the nearest one, in a breath of its colour."""
    across = REACH * (2 * (np.arange(FINE) + 0.5) / FINE - 1)
    grid = np.stack(np.meshgrid(across, -across), axis=-1).reshape(-1, 2)  # (places, 2), the top row first
    colours = np.array([to_rgb(colour) for colour in sheet.theme.clusters[: len(means)]])
    shades = SHADE * colours + (1 - SHADE) * np.array(to_rgb(sheet.theme.paper))
    pixels = np.rint(255 * shades).astype(np.uint8)[nearest_mean(grid, means)]
    sheet.picture(pixels.reshape(FINE, FINE, 3), box, "bilinear")
