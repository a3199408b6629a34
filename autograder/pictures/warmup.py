"""The header of 01_numpy_warmup: the pixels of eight digits fly from a scramble to their places."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

SIDE, SCALE, MARGIN = 28, 4, 16  # pixels of an image; of the picture for each; of the paper around
FRAMES, SHADES = 18, 24  # between scramble and digits; greys, which keep the notebook small
STILL, MOVING = 2200, 70  # milliseconds that the first and the last picture stand, and each between
PAPER = 20  # the grey of the paper: dark enough to read on light and dark pages


def flight(images: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give where each inked pixel of flat images (n, 784) stands in the scramble and in the strip, and its grey.

    Returns two arrays (m, 2) of rows and columns, and one (m,) of greys, the darkest first.
    """
    n = len(images)
    places = np.arange(images.size)
    in_scramble = np.stack(np.divmod(places, n * SIDE), axis=1)  # the numbers in their order, line by line
    image, row, column = np.unravel_index(places, (n, SIDE, SIDE))
    in_strip = np.stack([row, image * SIDE + column], axis=1)
    greys = images.ravel()
    inked = np.flatnonzero(greys)
    inked = inked[np.argsort(greys[inked], kind="stable")]
    return in_scramble[inked], in_strip[inked], greys[inked]


def frame(places: np.ndarray, greys: np.ndarray, n: int) -> Image.Image:
    """Draw squares of some greys (m,) at places (m, 2), in pixels of the images, on dark paper."""
    paper = np.full((SIDE * SCALE + 2 * MARGIN, n * SIDE * SCALE + 2 * MARGIN), PAPER, dtype=np.uint8)
    corners = np.rint(places * SCALE).astype(int) + MARGIN
    for down in range(SCALE):
        for right in range(SCALE):
            paper[corners[:, 0] + down, corners[:, 1] + right] = np.maximum(greys, PAPER)
    return Image.fromarray(paper // (256 // SHADES) * (256 // SHADES))


def frames(images: np.ndarray) -> list[Image.Image]:
    """Draw the scramble, the flight, slow at both ends, and the strip."""
    begin, end, greys = flight(images)
    shares = (1 - np.cos(np.pi * np.linspace(0, 1, FRAMES + 2))) / 2
    return [frame(begin + share * (end - begin), greys, len(images)) for share in shares]


def draw() -> bytes:
    """Draw the header."""
    from load import test_x

    first, *rest = frames(test_x[:8])
    buffer = BytesIO()
    times = [STILL, *[MOVING] * (len(rest) - 1), STILL]
    first.save(buffer, format="GIF", save_all=True, append_images=rest, optimize=True, loop=2, duration=times)
    return buffer.getvalue()
