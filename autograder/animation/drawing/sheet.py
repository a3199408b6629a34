"""A figure as a sheet of pixels, on which everything has a place that can be read in the code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import patheffects
from matplotlib.figure import Figure

from autograder.animation.palette import Theme

INCH = 100  # pixels
POINT = 72 / INCH  # typographic points in a pixel
FONT = "DejaVu Sans"  # comes with matplotlib, so that a picture is the same everywhere


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, in pixels from the top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right rim."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower rim."""
        return self.top + self.height

    def across(self, values: Any, lowest: float, highest: float) -> Any:
        """Give the places along x of values: the lowest at the left rim, the highest at the right."""
        return self.left + self.width * (np.asarray(values) - lowest) / (highest - lowest)

    def up(self, values: Any, lowest: float, highest: float) -> Any:
        """Give the places along y of values: the lowest at the lower rim, the highest at the upper."""
        return self.bottom - self.height * (np.asarray(values) - lowest) / (highest - lowest)


class Sheet:
    """An empty figure of a theme's paper; x counts pixels from the left and y from the top.

    `axes` takes any artist. A figure of another resolution than 100 pixels to the inch shows the same, larger.
    """

    def __init__(self, figure: Figure, width: int, height: int, theme: Theme) -> None:
        figure.clear()
        figure.set_size_inches(width / INCH, height / INCH)
        figure.set_facecolor(theme.paper)
        self.figure, self.theme = figure, theme
        self.axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0), autoscale_on=False)
        self.axes.set_axis_off()

    def text(self, x: float, y: float, words: str, colour: str, size: float = 12, **more: Any) -> None:
        """Write words whose left end lies at x and whose baseline at y; `size` is in pixels."""
        self.axes.text(x, y, words, color=colour, fontsize=size * POINT, family=FONT, parse_math=False, **more)

    def line(self, x: Any, y: Any, colour: str, width: float = 1, **more: Any) -> None:
        """Draw a line through places; `width` is in pixels."""
        self.axes.plot(x, y, color=colour, linewidth=width * POINT, **more)

    def dots(self, x: Any, y: Any, colour: str, across: float, **more: Any) -> None:
        """Draw dots, quickly also where they are many; `across` is in pixels."""
        size = across * POINT
        self.axes.plot(x, y, color=colour, linestyle="", marker="o", markersize=size, markeredgewidth=0, **more)

    def disc(self, place: np.ndarray, across: float, rim: float, **more: Any) -> None:
        """Draw one disc at a place (2,); it is `across` pixels wide, and its rim `rim`."""
        self.axes.scatter(place[:1], place[1:], s=(across * POINT) ** 2, linewidths=rim * POINT, **more)

    def picture(self, pixels: np.ndarray, box: Box, interpolation: str) -> None:
        """Show an array (rows, columns, 3) of bytes in a box."""
        extent = (box.left, box.right, box.bottom, box.top)
        self.axes.imshow(pixels, extent=extent, aspect="auto", interpolation=interpolation)

    def halo(self, width: float = 3) -> list[patheffects.AbstractPathEffect]:
        """Give path effects that set words or lines off from what lies beneath."""
        return [patheffects.withStroke(linewidth=width * POINT, foreground=self.theme.paper)]
