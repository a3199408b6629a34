"""The header of 03_one_loop: the same table of distances, filled number by number, column by column, and at once."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from autograder.animation.drawing.sheet import INCH, Box, Sheet
from autograder.animation.gif import shared_palette, write_gif
from autograder.animation.palette import THEMES
from autograder.animation.save import pixels_of
from autograder.checks.lloyd import squared_distances

N, K = 16, 10  # points and means of the table
WIDTH, RIM, GAP, HEIGHT, WORDS = 960, 24, 36, 192, 64  # pixels: of the sheet, around, between tables, theirs, beneath
COLUMN, TURNS, FIRST, NEXT, LAST = 2, 2 * K + 6, 2.0, 0.16, 3.0  # turns to a column, in all; seconds
SHADES = 32  # colours of the picture, which keep the notebook small
CAPTIONS = (
    ("number by number", "four loops"),
    ("column by column", "one loop over the means"),
    ("all at once", "a product of two matrices"),
)


def draw() -> bytes:
    """Draw the header, a GIF. It carries its own dark paper, so it reads on light and dark pages."""
    from load import test_x

    table = distances_of(test_x / 255)
    turns = [TURNS, *range(TURNS + 1)]  # a still rendering shows the first frame: there the tables are filled
    frames = [frame_of(table, turn) for turn in turns]
    times = [FIRST, *[NEXT] * (len(frames) - 2), LAST]
    buffer = BytesIO()
    write_gif(buffer, frames, times, shared_palette(frames[:1], SHADES))
    return buffer.getvalue()


def distances_of(images: np.ndarray, seed: int = 3) -> np.ndarray:
    """Distances (N, K) from some images to others, from 0 for the smallest to 1 for the largest."""
    rows = np.random.default_rng(seed).choice(len(images), N + K, replace=False)
    table = squared_distances(images[rows[:N]], images[rows[N:]])
    return (table - table.min()) / np.ptp(table)


def filled_after(turn: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which places (N, K) of each table are filled after so many turns."""
    number, column = np.arange(N * K).reshape(N, K), np.arange(K)
    return number < turn, np.broadcast_to(COLUMN * (column + 1) <= turn, (N, K)), np.full((N, K), turn > 0)


def frame_of(table: np.ndarray, turn: int) -> Image.Image:
    """Draw the three tables after so many turns, with the words beneath them."""
    theme, figure = THEMES["dark"], Figure(dpi=INCH)
    sheet = Sheet(figure, WIDTH, RIM + HEIGHT + WORDS, theme)
    width = (WIDTH - 2 * RIM - 2 * GAP) / 3
    for place, (filled, (title, words)) in enumerate(zip(filled_after(turn), CAPTIONS, strict=True)):
        box = Box(RIM + place * (width + GAP), RIM, width, HEIGHT)
        sheet.picture(pixels(table, filled), box, "nearest")
        _rule(sheet, box)
        sheet.text(box.left, box.bottom + 26, title, theme.ink, 16)
        sheet.text(box.left, box.bottom + 46, words, theme.quiet, 13)
    return pixels_of(figure)


def pixels(table: np.ndarray, filled: np.ndarray) -> np.ndarray:
    """Colour a table (N, K): the nearer, the brighter; faint where it is not filled yet."""
    theme = THEMES["dark"]
    near, far, faint = (np.array(to_rgb(each)) for each in (theme.accent, theme.clusters[8], theme.faint))
    shade = (1 - np.rint(6 * table) / 6)[:, :, None]  # in a few steps, for a small palette
    colours = np.where(filled[:, :, None], shade * near + (1 - shade) * 0.55 * far, 0.6 * faint)
    return np.rint(255 * colours).astype(np.uint8)


def _rule(sheet: Sheet, box: Box) -> None:
    """Draw lines of paper between rows and columns."""
    for x in box.across(np.arange(1, K), 0, K):
        sheet.line([x, x], [box.top, box.bottom], sheet.theme.paper, 2)
    for y in box.up(np.arange(1, N), 0, N):
        sheet.line([box.left, box.right], [y, y], sheet.theme.paper, 2)
