"""The moving header picture of 02_kmeans, made from the real images: `python -m autograder.pictures`."""

from __future__ import annotations

import base64
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np

from autograder.animation.facts import facts_of
from autograder.animation.run import Run, make_run
from autograder.animation.save import save_gif
from autograder.checks.lloyd import lloyd_step

SECONDS, SHADES = 0.32, 64  # of one iteration; of grey and amber, which keeps the notebook small

ATTACHMENT = "header.gif"
NOTEBOOK = Path("solutions") / "02_kmeans" / "kmeans.ipynb"


def header_run(points: np.ndarray, *, num_means: int = 10, iterations: int = 20, seed: int = 3) -> Run:
    """Run K-means on images (n, 784) from some of them, drawn at random: the start and each iteration."""
    rows = np.random.default_rng(seed).choice(len(points), num_means, replace=False)
    states = [points[rows]]
    for _ in range(iterations):
        states.append(lloyd_step(points, states[-1]))
    return make_run(states, points)


def header_gif(points: np.ndarray, path: Path | BinaryIO, *, iterations: int = 20) -> None:
    """Write a GIF of the means moving over real images, with the inertia falling beneath them.

    `points` is (n, 784) between 0 and 1. The first frame, which a still rendering shows, is the start:
    images drawn at random. The picture carries its own dark paper, so it reads on light and dark pages.
    """
    run = header_run(points, iterations=iterations)
    facts = facts_of(run, exact=True)
    save_gif(run, facts, path, seconds=SECONDS, theme="dark", layout="strip", shades=SHADES)


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
