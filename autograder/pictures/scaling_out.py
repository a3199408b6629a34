"""The header of 07_scaling_out: a file arrives chunk by chunk, and ten means take shape."""

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
from autograder.checks.lloyd import nearest_mean

POSITIONS, PAD, SIDE = 5, 2, 28  # of an image across and down; pixels it is pushed at most; its own pixels
WIDTH, RIM, TILE, BAR, WORDS = 960, 24, 84, 26, 46  # pixels: of the sheet, around it, a mean, the file, the caption
FIRST, NEXT, LAST = 1.6, 0.4, 3.0  # seconds that states stand
SHADES = 48  # colours of the picture, which keep the notebook small


def draw() -> bytes:
    """Draw the header, a GIF. It carries its own dark paper, so it reads on light and dark pages."""
    from load import test_x

    start, arrivals = arrivals_of(test_x)
    states = [start, *arrivals]
    frames = [frame_of(means, number, len(arrivals)) for number, means in enumerate(states)]
    times = [FIRST, *[NEXT] * (len(frames) - 2), LAST]
    buffer = BytesIO()
    write_gif(buffer, frames, times, shared_palette(frames[-1:], SHADES))
    return buffer.getvalue()


def arrivals_of(images: np.ndarray, num_means: int = 10, seed: int = 7) -> tuple[np.ndarray, list[np.ndarray]]:
    """Take one step of K-means on images (n, 784) in 25 positions, of which one after the other arrives.

    Gives the first means (k, 784), drawn from all positions, and the means as they would be after each.
    """
    positions = np.random.default_rng(seed).permutation(POSITIONS**2)
    rows = np.random.default_rng(seed).choice(len(images), num_means, replace=False)
    start = pushed(images[rows], POSITIONS**2 // 2)
    sums, counts = np.zeros(start.shape), np.zeros(num_means)
    arrivals = []
    for position in positions.tolist():
        chunk = pushed(images, position)
        members = np.eye(num_means)[nearest_mean(chunk, start)]  # (n, k)
        sums, counts = sums + members.T @ chunk, counts + members.sum(axis=0)
        arrivals.append(sums / np.maximum(counts, 1)[:, None])
    return start, arrivals


def pushed(images: np.ndarray, position: int) -> np.ndarray:
    """Give images (n, 784) with pixels from 0 to 1, each pushed to one of 25 positions."""
    row, column = divmod(position, POSITIONS)
    padded = np.pad(images.reshape(-1, SIDE, SIDE) / 255, ((0, 0), (PAD, PAD), (PAD, PAD)))
    return padded[:, row : row + SIDE, column : column + SIDE].reshape(len(images), -1)


def frame_of(means: np.ndarray, arrived: int, chunks: int) -> Image.Image:
    """Draw the file with its chunks, of which some have arrived, and the means (k, 784) beneath it."""
    theme, figure = THEMES["dark"], Figure(dpi=INCH)
    sheet = Sheet(figure, WIDTH, 2 * RIM + BAR + TILE + WORDS, theme)
    _draw_file(sheet, Box(RIM, RIM, WIDTH - 2 * RIM, BAR), arrived, chunks)
    step = (WIDTH - 2 * RIM - TILE) / (len(means) - 1)
    for j, mean in enumerate(means):
        _draw_mean(sheet, Box(RIM + j * step, RIM + BAR + RIM, TILE, TILE), mean)
    words = f"{arrived} of {chunks} chunks" if arrived else "ten images to start from"
    sheet.text(RIM, 2 * RIM + BAR + TILE + 27, words, theme.ink, 15)
    points = f"{10_000 * arrived:,} of {10_000 * chunks:,} points read"
    sheet.text(WIDTH - RIM, 2 * RIM + BAR + TILE + 27, points, theme.quiet, 15, ha="right")
    return pixels_of(figure)


def _draw_file(sheet: Sheet, box: Box, arrived: int, chunks: int) -> None:
    """Draw a bar of chunks: filled those that have been added up, with a rim the one that was last."""
    theme, gap = sheet.theme, 5
    width = (box.width - gap * (chunks - 1)) / chunks
    for number in range(chunks):
        left = box.left + number * (width + gap)
        shade = theme.accent if number < arrived else theme.faint
        pixel = np.rint(255 * np.array(to_rgb(shade))).astype(np.uint8)
        sheet.picture(pixel[None, None, :], Box(left, box.top, width, box.height), "nearest")
        if number == arrived - 1:
            x, y = [left, left + width], [box.top, box.bottom]
            sheet.line([x[0], x[1], x[1], x[0], x[0]], [y[0], y[0], y[1], y[1], y[0]], theme.ink, 3)


def _draw_mean(sheet: Sheet, box: Box, mean: np.ndarray) -> None:
    grey = np.rint(255 * np.clip(mean.reshape(SIDE, SIDE), 0, 1)).astype(np.uint8)
    sheet.picture(np.repeat(grey[:, :, None], 3, axis=2), box, "nearest")
