"""One state of a run as a figure: means among points or as images, and beside them how the run goes."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import numpy as np
from matplotlib import style
from matplotlib.figure import Figure

from autograder.animation.drawing.caption import figures, notes, number, title
from autograder.animation.drawing.curves import Chart, charts_of, draw_chart, draw_dot
from autograder.animation.drawing.plane import Plane, draw_plane, make_plane
from autograder.animation.drawing.sheet import INCH, Box, Sheet
from autograder.animation.drawing.tiles import GAP, Grid, Tiles, draw_tile, draw_tiles, grid_of, make_tiles
from autograder.animation.facts import Facts
from autograder.animation.palette import THEMES, Theme
from autograder.animation.run import Run

LAYOUTS = ("page", "strip")

RIM = 24  # pixels free around everything
TITLE = 66  # pixels for the words above
NOTES = 40  # pixels for the words beneath: two lines
PANEL, LINE = 500, 250  # pixels, the side of the plane; its height when points lie on a line
MOST_TILES = 600, 600  # pixels, the width and height of all images
LEAST, CHARTS, BETWEEN = 250, 300, 40  # pixels: the least height, the width of the charts, the space between

STRIP_SIDE, STRIP_CURVE = 84, 78  # pixels: the side of an image in a strip, the height of its curve


@dataclass(frozen=True)
class Frames:
    """What the pictures of all states of a run share, prepared once: then each is drawn quickly.

    `view` is the panel's content and `panel` its box; `size` is the width and height of the sheet.
    """

    run: Run
    facts: Facts
    theme: Theme
    layout: str
    view: Plane | Tiles
    grid: Grid | None
    panel: Box
    charts: list[Chart]
    size: tuple[int, int]

    def draw(self, index: int, figure: Figure | None = None) -> Figure:
        """Draw state `index`, into a figure that is emptied first or into a new one."""
        with style.context("default"):  # whatever the reader has set for figures of their own
            figure = Figure(dpi=INCH) if figure is None else figure
            sheet = Sheet(figure, *self.size, self.theme)
            (_draw_strip if self.layout == "strip" else _draw_page)(sheet, self, index)
        return figure


def draw(
    run: Run, facts: Facts, index: int, *, theme: str = "light", layout: str = "page", figure: Figure | None = None
) -> Figure:
    """Draw one state of a run.

    Parameters
    ----------
    run, facts : the run and what is told of it, from `make_run` and `facts_of`
    index : which state, from 0; −1 is the last
    theme : "light" or "dark"
    layout : "page", or "strip" for images in a row with the inertia beneath
    figure : is emptied and drawn into; without it, a new one

    Returns
    -------
    A matplotlib figure that no window and no pyplot knows of.
    """
    return frames_of(run, facts, theme=theme, layout=layout).draw(range(len(run.means))[index], figure)


def frames_of(run: Run, facts: Facts, *, theme: str = "light", layout: str = "page") -> Frames:
    """Prepare what all states of a run share; parameters as those of `draw`."""
    if theme not in THEMES or layout not in LAYOUTS:
        raise ValueError(f"A theme is one of {', '.join(THEMES)}, and a layout one of {', '.join(LAYOUTS)}.")
    charts = charts_of(run.iterations, facts)
    if layout == "strip":
        return _strip(run, facts, THEMES[theme], charts)
    k = run.means.shape[1]
    if run.shape is None:
        view: Plane | Tiles = make_plane(run, facts)
        grid, panel = None, Box(RIM, RIM + TITLE, PANEL, LINE if run.means.shape[2] == 1 else PANEL)
    else:
        view, grid = make_tiles(run), grid_of(k, run.shape, *MOST_TILES)
        width = grid.columns * (grid.width + GAP) - GAP
        panel = Box(RIM, RIM + TITLE, width, grid.full_height(k))
    beneath = NOTES if any(notes(run, facts, index) for index in range(len(run.means))) else 0
    size = round(panel.right + BETWEEN + CHARTS + RIM), round(panel.top + max(panel.height, LEAST) + beneath + RIM)
    return Frames(run, facts, THEMES[theme], layout, view, grid, panel, charts, size)


def _draw_page(sheet: Sheet, frames: Frames, index: int) -> None:
    """Draw the title, the panel, the charts beside it and the notes beneath."""
    theme, panel = frames.theme, frames.panel
    sheet.text(RIM, RIM + 16, title(frames.run, index), theme.ink, 20, weight="bold")
    said = "  ·  ".join(figures(frames.run, frames.facts, index))
    sheet.text(RIM, RIM + 40, said[:1].upper() + said[1:], theme.quiet, 13)
    if isinstance(frames.view, Plane):
        draw_plane(sheet, panel, frames.view, frames.facts, index)
    else:
        assert frames.grid is not None
        draw_tiles(sheet, panel, frames.view, frames.facts, index, frames.grid)
    _draw_charts(sheet, frames, index)
    _write_notes(sheet, frames, index)


def _draw_charts(sheet: Sheet, frames: Frames, index: int) -> None:
    """Draw the charts above each other, to the right of the panel."""
    left, top = frames.panel.right + BETWEEN, frames.panel.top
    each = min(max(frames.panel.height, LEAST) / 2, 220) - 8
    for chart in frames.charts:
        draw_chart(sheet, Box(left, top, CHARTS, each), chart, index)
        top += each + 16


def _write_notes(sheet: Sheet, frames: Frames, index: int) -> None:
    """Write the notes at the lower rim, in at most two lines."""
    words = " ".join(notes(frames.run, frames.facts, index))
    wide = int((sheet.axes.get_xlim()[1] - 2 * RIM) / 6.6)  # letters that fit a line
    lines = textwrap.wrap(words, wide, max_lines=2, placeholder=" …")
    for place, line in zip((frames.size[1] - RIM - 14, frames.size[1] - RIM + 4), lines, strict=False):
        sheet.text(RIM, place, line, frames.theme.quiet, 12)


def _strip(run: Run, facts: Facts, theme: Theme, charts: list[Chart]) -> Frames:
    """Prepare images in a row."""
    if run.shape is None or facts.inertia is None:
        raise ValueError("A strip shows means that are images, among their points.")
    side = STRIP_SIDE / max(run.shape)
    grid = Grid(run.means.shape[1], side * run.shape[1], side * run.shape[0], STRIP_SIDE)
    panel = Box(RIM, RIM, grid.columns * (grid.width + GAP) - GAP, grid.height)
    size = round(panel.right + RIM), round(panel.bottom + 52 + STRIP_CURVE + RIM)
    return Frames(run, facts, theme, "strip", make_tiles(run), grid, panel, charts[:1], size)


def _draw_strip(sheet: Sheet, frames: Frames, index: int) -> None:
    """Draw the means in a row, a caption, and the inertia up to now along the whole width."""
    theme, panel, grid, tiles = frames.theme, frames.panel, frames.grid, frames.view
    assert grid is not None and isinstance(tiles, Tiles)
    for j in range(grid.columns):
        draw_tile(sheet, grid.place(panel, j), tiles, index, j, dashed=False)
    line = panel.bottom + 32
    k = grid.columns
    said = f"{k} means, each the average of its cluster" if index else f"The start: {k} images, one for each mean"
    sheet.text(panel.left, line, said, theme.ink, 18)
    inertia = f"inertia {number(frames.charts[0].values[index])}"
    if index:
        sheet.text(panel.right - 170, line, title(frames.run, index).lower(), theme.quiet, 18, ha="right")
    sheet.text(panel.right, line, inertia, theme.accent, 18, ha="right")
    _draw_long_curve(sheet, Box(panel.left, line + 20, panel.width, STRIP_CURVE), frames.charts[0], index)


def _draw_long_curve(sheet: Sheet, box: Box, chart: Chart, index: int) -> None:
    """Draw a curve on the scale of its second state and later ones: the first, far above, would flatten the rest.

    So the curve comes in from above, and a triangle marks the start as off the scale.
    """
    theme, values = sheet.theme, chart.values
    low, high = values[1:].min(initial=values[-1]), values[1:].max(initial=values[-1])
    room = (high - low) or 1.0
    x = box.across(np.arange(len(values)), -0.25, len(values) - 0.75)
    y = box.up(values, low - 0.2 * room, high + 0.1 * room)
    sheet.line([box.left, box.right], [box.bottom, box.bottom], theme.faint)
    sheet.line(x, np.full(len(x), box.bottom), theme.faint, linestyle="", marker="|", markersize=5)
    colour = theme.faint if index else theme.accent
    sheet.line([x[0]], [box.top + 4], colour, marker="^", markersize=7, markeredgewidth=0)
    if len(x) > 1 and y[0] < box.top < y[1]:
        x[0] += (x[1] - x[0]) * (box.top - y[0]) / (y[1] - y[0])
        y[0] = box.top
    sheet.line(x, y, theme.faint, 3, solid_joinstyle="round")
    if index:
        sheet.line(x[: index + 1], y[: index + 1], theme.accent, 3, solid_joinstyle="round")
        draw_dot(sheet, x[index], y[index])
