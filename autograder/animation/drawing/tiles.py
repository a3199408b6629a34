"""Means that are images, as grey pictures in a grid with their numbers and sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.animation.drawing.caption import empty_clusters, number
from autograder.animation.drawing.sheet import Box, Sheet
from autograder.animation.facts import Facts, lost
from autograder.animation.grey import grey_span, grey_values
from autograder.animation.run import Run

GAP = 8  # pixels between two pictures
LARGEST = 224  # pixels, the longer side of one picture
ROOMY = 72  # pixels; narrower pictures have fewer words beneath
WORDS, FEW_WORDS = 40, 20  # pixels beneath a picture for its words
STRIPE = 7  # pixels from stripe to stripe where a mean is lost
SHARP = 3  # from here on a picture is enlarged by a whole number, so that its pixels are squares


@dataclass(frozen=True)
class Tiles:
    """The means as bytes: `pixels` (t, k, rows, columns), from 0 for black to 255 for white; `lost` (t, k) bool."""

    pixels: np.ndarray
    lost: np.ndarray


@dataclass(frozen=True)
class Grid:
    """Where k pictures go: how many beside each other, the size of each in pixels, and the height with its words."""

    columns: int
    width: float
    height: float
    pitch: float

    def place(self, box: Box, j: int) -> Box:
        """Give the box of picture j."""
        row, column = divmod(j, self.columns)
        return Box(box.left + column * (self.width + GAP), box.top + row * self.pitch, self.width, self.height)

    def full_height(self, k: int) -> float:
        """Give the height of all k pictures with their words."""
        return -(-k // self.columns) * self.pitch - GAP


def make_tiles(run: Run) -> Tiles:
    """Turn the means of a run into bytes, on one scale of grey: that of the points, or without them of the means."""
    assert run.shape is not None
    pixels = grey_values(run.means, grey_span(run))
    return Tiles(pixels.reshape(*run.means.shape[:2], *run.shape), lost(run.means))


def grid_of(k: int, shape: tuple[int, int], width: float, height: float) -> Grid:
    """Choose the grid in which k pictures are large within a width and a height, and few places stay empty."""
    grids = [_grid(k, shape, columns, width, height) for columns in range(1, k + 1)]
    return max(grids, key=lambda grid: grid.width * (k / (grid.columns * -(-k // grid.columns))) ** 2)


def _grid(k: int, shape: tuple[int, int], columns: int, width: float, height: float) -> Grid:
    """Give the grid with so many pictures beside each other."""
    rows = -(-k // columns)
    free = (width + GAP) / columns - GAP
    words = WORDS if free >= ROOMY else FEW_WORDS
    zoom = min(free / shape[1], ((height + GAP) / rows - GAP - words) / shape[0], LARGEST / max(shape))
    zoom = float(int(zoom)) if zoom >= SHARP else max(zoom, 1 / max(shape))
    words = WORDS if zoom * shape[1] >= ROOMY else FEW_WORDS
    return Grid(columns, zoom * shape[1], zoom * shape[0], zoom * shape[0] + words + GAP)


def draw_tiles(sheet: Sheet, box: Box, tiles: Tiles, facts: Facts, index: int, grid: Grid) -> None:
    """Draw the means of a state in a grid."""
    k = tiles.pixels.shape[1]
    empty = empty_clusters(facts, index, k)
    for j in range(k):
        place = grid.place(box, j)
        draw_tile(sheet, place, tiles, index, j, dashed=bool(empty[j]))
        _write_words(sheet, place, facts, index, j, lost=bool(tiles.lost[index, j]))


def draw_tile(sheet: Sheet, place: Box, tiles: Tiles, index: int, j: int, *, dashed: bool) -> None:
    """Draw one mean, or stripes where it is lost; the rim of an empty cluster is dashed."""
    if tiles.lost[index, j]:
        sheet.picture(stripes(place, sheet.theme.paper, sheet.theme.faint), place, "nearest")
    else:
        grey = tiles.pixels[index, j]
        sharp = place.width >= SHARP * grey.shape[1]
        sheet.picture(np.repeat(grey[..., None], 3, axis=2), place, "nearest" if sharp else "auto")
    if dashed:
        x, y = [place.left, place.right], [place.top, place.bottom]
        rim = ([x[0], x[1], x[1], x[0], x[0]], [y[0], y[0], y[1], y[1], y[0]])
        sheet.line(*rim, sheet.theme.accent, 2, linestyle=(0, (4, 3)))


def stripes(place: Box, paper: str, line: str) -> np.ndarray:
    """Give slanting stripes (rows, columns, 3) of two colours, to fill a box."""
    rows, columns = np.indices((max(int(place.height), 1), max(int(place.width), 1)))
    colours = np.array([list(bytes.fromhex(colour[1:])) for colour in (paper, line)], dtype=np.uint8)
    return colours[((rows + columns) % STRIPE < 2).astype(int)]


def _write_words(sheet: Sheet, place: Box, facts: Facts, index: int, j: int, *, lost: bool) -> None:
    """Write a mean's number, how many images it has and how far it moved; where there is little room, less."""
    theme, roomy = sheet.theme, place.width >= ROOMY
    size = 11.5 if roomy else 10
    sheet.text(place.left, place.bottom + 16, str(j), theme.ink, size, weight="bold")
    words = size_in_words(facts, index, j, lost=lost, roomy=roomy)
    odd = words in ("lost", "empty")
    colour = theme.accent if odd else theme.ink if roomy else theme.quiet
    sheet.text(place.right, place.bottom + 16, words, colour, size, ha="right")
    if roomy and index and not lost:
        moved = f"moved {number(facts.moved[index, j])}"
        sheet.text(place.right, place.bottom + (32 if words else 16), moved, theme.quiet, 10.5, ha="right")


def size_in_words(facts: Facts, index: int, j: int, *, lost: bool, roomy: bool) -> str:
    """Say how large a cluster of images is: "1,043 images", "empty", "lost", or nothing without points."""
    if lost:
        return "lost"
    if facts.sizes is None:
        return ""
    size = int(facts.sizes[index, j])
    if size == 0:
        return "empty"
    return f"{size:,}" + (f" image{'s' if size > 1 else ''}" if roomy else "")
