"""The header of 02_kmeans: ten means that move over the real images."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np

from autograder.animation.facts import facts_of
from autograder.animation.run import Run, make_run
from autograder.animation.save import save_gif
from autograder.checks.lloyd import lloyd_step

SECONDS, SHADES = 0.32, 64  # of one iteration; of grey and amber, which keeps the notebook small


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


def draw() -> bytes:
    """Draw the header."""
    from load import test_x

    buffer = BytesIO()
    header_gif(test_x / 255, buffer)
    return buffer.getvalue()
