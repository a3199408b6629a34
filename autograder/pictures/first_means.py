"""The header of 04_first_means: the same points twice, from random means and from those of k-means++."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from autograder.animation.gif import shared_palette, write_gif
from autograder.animation.palette import THEMES
from autograder.animation.save import FIRST, LAST, pixels_of
from autograder.checks.first_means.chances import plus_plus
from autograder.checks.lloyd import inertia, lloyd_step, nearest_mean

GROUPS, EACH, SPREAD = (5, 3), 40, 0.11  # fifteen round groups in rows of five, as in the notebook
WIDTH, HEIGHT, INCH = 960, 360, 96
SECONDS, SHADES = 0.5, 64  # of one iteration; colours of all frames together
STARTS = 16, 3  # seeds: random points that end as half of them do, and k-means++ that finds the best
THEME = THEMES["dark"]


def blobs() -> np.ndarray:
    """Draw the points (600, 2) of the notebook."""
    rng = np.random.default_rng(0)
    across, up = np.meshgrid(*map(np.arange, GROUPS))
    centres = np.stack([across, up], axis=2).reshape(-1, 2) + rng.uniform(-0.2, 0.2, (across.size, 2))
    return (centres[:, None, :] + SPREAD * rng.normal(size=(len(centres), EACH, 2))).reshape(-1, 2)


def random_start(points: np.ndarray, k: int, seed: int) -> np.ndarray:
    """Draw k different points (k, d)."""
    return points[np.random.default_rng(seed).choice(len(points), k, replace=False)]


def better_start(points: np.ndarray, k: int, seed: int) -> np.ndarray:
    """Draw k points (k, d) by k-means++."""
    rng, rows = np.random.default_rng(seed), list[int]()
    for _ in range(k):
        weights = plus_plus(points, rows)
        rows.append(int(rng.choice(len(points), p=weights / weights.sum())))
    return points[rows]


def states_of(points: np.ndarray, start: np.ndarray) -> list[np.ndarray]:
    """Run K-means to its rest: the start, and the means (k, d) after each iteration."""
    states = [start]
    while len(states) < 2 or not np.allclose(states[-1], states[-2]):
        states.append(lloyd_step(points, states[-1]))
    return states[:-1]


def draw_frame(points: np.ndarray, pair: Sequence[list[np.ndarray]], index: int) -> Figure:
    """Draw both runs after so many iterations; one that has come to rest earlier stays."""
    figure = Figure(figsize=(WIDTH / INCH, HEIGHT / INCH), dpi=INCH, facecolor=THEME.paper)
    for left, states, name in zip((0.015, 0.515), pair, ("random points", "k-means++"), strict=True):
        axes = figure.add_axes((left, 0.13, 0.47, 0.85))
        means = states[min(index, len(states) - 1)]
        _draw_clusters(axes, points, means)
        at_rest = ", at rest" if index >= len(states) - 1 else ""
        figure.text(left + 0.012, 0.055, name, color=THEME.ink, fontsize=15, weight="bold")
        said = f"inertia {inertia(points, means):.1f}{at_rest}"
        figure.text(left + 0.465, 0.055, said, color=THEME.quiet, fontsize=13, ha="right")
    return figure


def _draw_clusters(axes: Axes, points: np.ndarray, means: np.ndarray) -> None:
    """Draw each point with a line to its mean: what shares a mean hangs together, whatever the colours."""
    labels = nearest_mean(points, means)
    colours = np.array(THEME.colours(len(means)))[labels]
    axes.set_facecolor(THEME.paper)
    lines = np.stack([points, means[labels]], axis=1)  # (n, 2, 2)
    axes.add_collection(LineCollection(list(lines), colors=list(colours), linewidths=0.5, alpha=0.6))
    axes.scatter(points[:, 0], points[:, 1], s=5, c=colours, linewidths=0)
    axes.scatter(means[:, 0], means[:, 1], s=95, c=THEME.ink, edgecolors=THEME.paper, linewidths=1.5, zorder=3)
    axes.set(xlim=(-0.75, 4.75), ylim=(-0.6, 2.6), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)


def gif_of(points: np.ndarray, pair: Sequence[list[np.ndarray]]) -> bytes:
    """Make a GIF of two runs side by side; it plays three times and stops."""
    most = max(map(len, pair))
    frames = [pixels_of(draw_frame(points, pair, index)) for index in range(most)]
    times = [FIRST, *[SECONDS] * (most - 2), LAST]
    buffer = BytesIO()
    write_gif(buffer, frames, times, shared_palette(frames[-1:], SHADES))
    return buffer.getvalue()


def draw() -> bytes:
    """Draw the header."""
    points, (poor, good) = blobs(), STARTS
    starts = random_start(points, 15, poor), better_start(points, 15, good)
    return gif_of(points, [states_of(points, start) for start in starts])
