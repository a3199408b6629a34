"""The moving header picture of 02_kmeans, made from the real images: `python -m autograder.pictures`."""

from __future__ import annotations

import base64
import sys
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
from matplotlib import get_data_path
from PIL import Image, ImageDraw, ImageFont

SIDE, ZOOM, GAP, MARGIN = 28, 3, 8, 24  # pixels of an image, its enlargement, the space between two, the rim
TILE = SIDE * ZOOM
CURVE_TOP, HEIGHT = 160, 262  # where the curve's area begins, and the picture's height
PAPER, FAINT, TEXT, CURVE = (20, 22, 28), (86, 92, 106), (236, 238, 242), (255, 190, 80)

START_MS, STEP_MS, END_MS, PLAYS = 1600, 320, 3000, 3  # it plays three times and then stands still

ATTACHMENT = "header.gif"
NOTEBOOK = Path("solutions") / "02_kmeans" / "kmeans.ipynb"


def kmeans_history(points: np.ndarray, means: np.ndarray, iterations: int) -> tuple[np.ndarray, np.ndarray]:
    """Run K-means and keep every state, to be drawn.

    Parameters
    ----------
    points : (n, d) float array
    means : (k, d) float array, the start; an empty cluster keeps its mean
    iterations : how many times the means move

    Returns
    -------
    (iterations + 1, k, d) means, the start first, and (iterations + 1,) inertia at each of them:
    the sum of the squared distances from the points to their nearest means.
    """
    states, inertia = [means], []
    squares = np.einsum("nd,nd->n", points, points)  # (n,)
    for _ in range(iterations + 1):
        distances = squares[:, None] - 2 * points @ means.T + (means**2).sum(axis=1)  # (n, k)
        labels = distances.argmin(axis=1)  # (n,)
        inertia.append(distances.min(axis=1).sum())
        counts = np.bincount(labels, minlength=len(means))[:, None]  # (k, 1)
        sums = np.eye(len(means))[labels].T @ points  # (k, d)
        means = np.where(counts > 0, sums / np.maximum(counts, 1), means)
        states.append(means)
    return np.stack(states[:-1]), np.array(inertia)


def header_gif(
    points: np.ndarray, path: Path | BinaryIO, *, num_means: int = 10, iterations: int = 20, seed: int = 3
) -> None:
    """Write a GIF of the means moving over real images, with the inertia falling beneath them.

    `points` is (n, 784) between 0 and 1. The first frame, which a still rendering shows, is the start:
    images drawn at random. The picture carries its own dark paper, so it reads on light and dark pages.
    """
    rows = np.random.default_rng(seed).choice(len(points), num_means, replace=False)
    states, inertia = kmeans_history(points, points[rows], iterations)
    frames = [_frame(states[i], inertia, i) for i in range(iterations + 1)]
    shades = frames[-1].quantize(64, dither=Image.Dither.NONE)
    small = [frame.quantize(palette=shades, dither=Image.Dither.NONE) for frame in frames]
    small[0].save(
        path, format="GIF", save_all=True, append_images=small[1:], optimize=True, loop=PLAYS - 1,
        duration=[START_MS, *[STEP_MS] * (iterations - 1), END_MS],
    )


def _frame(means: np.ndarray, inertia: np.ndarray, iteration: int) -> Image.Image:
    """Draw one iteration: the means in a row, the caption, the curve up to here."""
    width = 2 * MARGIN + len(means) * TILE + (len(means) - 1) * GAP
    picture = Image.new("RGB", (width, HEIGHT), PAPER)
    for number, mean in enumerate(means):
        pixels = np.rint(255 * mean.reshape(SIDE, SIDE)).astype(np.uint8)
        tile = Image.fromarray(pixels).resize((TILE, TILE), Image.Resampling.NEAREST)
        picture.paste(tile, (MARGIN + number * (TILE + GAP), MARGIN))
    draw = ImageDraw.Draw(picture)
    _write_captions(draw, width, inertia, iteration)
    _draw_curve(picture, inertia, iteration)
    return picture


def _write_captions(draw: ImageDraw.ImageDraw, width: int, inertia: np.ndarray, iteration: int) -> None:
    """Say what the row shows on the left, and the inertia on the right."""
    last, line = len(inertia) - 1, MARGIN + TILE + 16
    start, later = "The start: ten images drawn at random", "Ten means, each the average of its points"
    draw.text((MARGIN, line), start if iteration == 0 else later, TEXT, _font(19))
    counter = f"iteration {iteration} of {last}    inertia {inertia[iteration]:,.0f}"
    draw.text((width - MARGIN, line), counter, CURVE, _font(19), anchor="ra")


def _draw_curve(picture: Image.Image, inertia: np.ndarray, iteration: int) -> None:
    """Draw the inertia up to this iteration, four times too large and then made small, which smooths it.

    The scale is that of iterations 1 and later: the first step falls so far that it would flatten the
    rest, so it comes in from above.
    """
    fine = 4
    width, height = picture.width - 2 * MARGIN, HEIGHT - CURVE_TOP - MARGIN
    area = Image.new("RGB", (width * fine, height * fine), PAPER)
    draw = ImageDraw.Draw(area)
    rim = 6 * fine
    across = np.linspace(rim, area.width - rim, len(inertia))
    share = (inertia - inertia[-1]) / (inertia[1] - inertia[-1])  # 1 after one iteration, 0 at the end
    down = rim + (1 - share) * (area.height - 3 * rim)
    for x in across:
        draw.line([(x, area.height - rim - 2 * fine), (x, area.height - rim + 2 * fine)], FAINT, fine)
    draw.line([(rim, area.height - rim), (area.width - rim, area.height - rim)], FAINT, fine)
    dots = list(zip(across[: iteration + 1].tolist(), down[: iteration + 1].tolist(), strict=True))
    if iteration > 0:
        draw.line(dots, CURVE, 3 * fine, joint="curve")
        x, y = dots[-1]
        draw.ellipse([x - rim, y - rim, x + rim, y + rim], CURVE)
    picture.paste(area.resize((width, height), Image.Resampling.LANCZOS), (MARGIN, CURVE_TOP))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Give the font that comes with matplotlib, so that the picture is the same everywhere."""
    return ImageFont.truetype(Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf", size)


def embed(gif: bytes, notebook: Path) -> None:
    """Put the picture into the notebook's first cell, where a single downloaded file still shows it."""
    import nbformat

    nb = nbformat.read(notebook, as_version=4)
    nb.cells[0].attachments = {ATTACHMENT: {"image/gif": base64.b64encode(gif).decode()}}
    nbformat.write(nb, notebook)


def main(arguments: Sequence[str]) -> None:
    """Make the header picture again: into the solution notebook, or into the file that is named."""
    from load import test_x

    if arguments:
        header_gif(test_x / 255, Path(arguments[0]))
        return
    buffer = BytesIO()
    header_gif(test_x / 255, buffer)
    embed(buffer.getvalue(), NOTEBOOK)


if __name__ == "__main__":
    main(sys.argv[1:])
