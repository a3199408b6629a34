"""The header of 06_colours: one photograph in two, four, eight, … colours, with the palettes beneath."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from matplotlib.cbook import get_sample_data
from matplotlib.figure import Figure
from PIL import Image

from autograder.animation.drawing.sheet import INCH, Box, Sheet
from autograder.animation.palette import THEMES
from autograder.animation.save import pixels_of
from autograder.checks.lloyd import lloyd_step, nearest_mean

COUNTS = (2, 4, 8, 16, 64)  # of colours; the last picture is the photograph
RIM, GAP, WORDS, STRIP = 24, 12, 30, 16  # pixels
WIDTH, SHADES = 960, 200
ITERATIONS, SEED = 20, 0


def photograph(longest: int) -> np.ndarray:
    """Give the portrait of Grace Hopper that comes with matplotlib (height, width, 3), uint8, made smaller."""
    photo = Image.open(get_sample_data("grace_hopper.jpg", asfileobj=False)).convert("RGB")
    photo.thumbnail((longest, longest))
    return np.asarray(photo)


def palette_of(pixels: np.ndarray, k: int) -> np.ndarray:
    """Find k colours (k, 3) for pixels (n, 3) between 0 and 1, by K-means from different colours."""
    palette = np.random.default_rng(SEED).choice(np.unique(pixels, axis=0), k, replace=False)
    for _ in range(ITERATIONS):
        palette = lloyd_step(pixels, palette)
    return palette


def painted(image: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """Give a picture (height, width, 3) in which each pixel has the nearest colour of a palette (k, 3)."""
    labels = nearest_mean(image.reshape(-1, 3) / 255, palette)
    return np.rint(255 * palette).astype(np.uint8)[labels].reshape(image.shape)


def header(image: np.ndarray) -> Figure:
    """Draw the pictures in a row, each with its palette beneath, from dark to bright."""
    across = (WIDTH - 2 * RIM - len(COUNTS) * GAP) / (len(COUNTS) + 1)
    high = across * image.shape[0] / image.shape[1]
    figure = Figure(dpi=INCH)
    sheet = Sheet(figure, WIDTH, round(2 * RIM + WORDS + high + GAP / 2 + STRIP), THEMES["dark"])
    pixels = image.reshape(-1, 3) / 255
    for place, k in enumerate((*COUNTS, 0)):
        box = Box(RIM + place * (across + GAP), RIM + WORDS, across, high)
        sheet.text(box.left, RIM + 14, f"{k} colours" if k else "the photograph", sheet.theme.ink, 16)
        palette = palette_of(pixels, k) if k else None
        sheet.picture(image if palette is None else painted(image, palette), box, "antialiased")
        if palette is not None:
            swatches = np.rint(255 * palette[palette.sum(axis=1).argsort()]).astype(np.uint8)
            sheet.picture(swatches[None], Box(box.left, box.bottom + GAP / 2, across, STRIP), "nearest")
    return figure


def draw() -> bytes:
    """Draw the header."""
    buffer = BytesIO()
    pixels_of(header(photograph(320))).quantize(SHADES, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
