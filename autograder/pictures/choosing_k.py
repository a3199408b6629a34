"""The header of 05_choosing_k: more and more means for blobs and for digits, and what that does to the inertia."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.animation.gif import shared_palette, write_gif
from autograder.animation.palette import THEMES
from autograder.animation.save import FIRST, LAST, pixels_of
from autograder.checks.choosing_k.group_measures import means_at_rest
from autograder.checks.lloyd import inertia, nearest_mean

MOST, TRIES = 10, 5  # means in the last frame; starts for each k, of which the best is kept
WIDTH, HEIGHT, INCH = 960, 330, 96
SECONDS, SHADES = 0.9, 128  # of one k; colours of all frames together
REACH = 6.0  # of the plane that is shown, to each side of its middle
MIDDLES = np.array([[-3.7, -2.5], [3.7, -2.5], [0.0, 0.3], [-3.7, 3.0], [3.7, 3.0]])
THEME = THEMES["dark"]


@dataclass(frozen=True)
class Runs:
    """The best means for k = 1, 2, …, each of shape (k, d), and the inertia of each."""

    means: Sequence[np.ndarray]
    inertias: Sequence[float]


def five_blobs(n: int = 450, seed: int = 4) -> np.ndarray:
    """Draw points (n, 2) in five round groups."""
    rng = np.random.default_rng(seed)
    return MIDDLES[rng.integers(0, len(MIDDLES), n)] + 0.55 * rng.normal(size=(n, 2))


def runs_of(points: np.ndarray, most: int = MOST, seed: int = 0) -> Runs:
    """Run K-means on points (n, d) for every k up to `most`; a cluster keeps its place among the next k's."""
    rng, means = np.random.default_rng(seed), [points.mean(axis=0, keepdims=True)]
    for k in range(2, most + 1):
        starts = [points[rng.choice(len(points), k, replace=False)] for _ in range(TRIES)]
        best = min((means_at_rest(points, start) for start in starts), key=lambda found: inertia(points, found))
        means.append(_in_order_of(means[-1], best))
    return Runs(means, [inertia(points, found) for found in means])


def _in_order_of(before: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Order means (k, d) so that each of the fewer ones `before` has the nearest that is left at its place."""
    left = list(range(len(means)))
    taken = [left.pop(int(nearest_mean(mean[None], means[left])[0])) for mean in before]
    return means[[*taken, *left]]


def draw_frame(k: int, blobs: np.ndarray, plane: Runs, images: Runs) -> Figure:
    """Draw the frame of one k: the plane on the left, the curves and the means of the digits on the right."""
    figure = Figure(figsize=(WIDTH / INCH, HEIGHT / INCH), dpi=INCH, facecolor=THEME.paper)
    _draw_plane(figure.add_axes((0.012, 0.04, 0.44, 0.92)), blobs, plane.means[k - 1])
    _draw_curves(figure.add_axes((0.53, 0.31, 0.45, 0.64)), k, plane, images)
    _draw_digits(figure, images.means[k - 1])
    return figure


def _draw_plane(axes: Axes, points: np.ndarray, means: np.ndarray) -> None:
    wide = REACH * 1.4
    colours, across = np.array(THEME.colours(len(means))), np.linspace(-wide, wide, 420)
    grid = np.stack(np.meshgrid(across, across[60:360]), axis=-1).reshape(-1, 2)
    regions = nearest_mean(grid, means).reshape(300, 420)
    shades = np.array([_mixed(colour) for colour in colours])
    axes.imshow(shades[regions], extent=(-wide, wide, -REACH, REACH), origin="lower", aspect="auto")
    axes.scatter(points[:, 0], points[:, 1], s=5, c=colours[nearest_mean(points, means)], linewidths=0)
    axes.scatter(means[:, 0], means[:, 1], s=90, c=THEME.ink, edgecolors=THEME.paper, linewidths=1.5)
    axes.set(xlim=(-wide, wide), ylim=(-REACH, REACH), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    axes.text(0.03, 0.9, f"k = {len(means)}", transform=axes.transAxes, color=THEME.ink, fontsize=17, weight="bold")


def _mixed(colour: str, share: float = 0.22) -> np.ndarray:
    """A colour on the paper, as three numbers between 0 and 1."""
    one, paper = (np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)]) / 255 for text in (colour, THEME.paper))
    return share * one + (1 - share) * paper


def _draw_curves(axes: Axes, k: int, plane: Runs, images: Runs) -> None:
    axes.set_facecolor(THEME.paper)
    for runs, name, colour, mark, height in (
        (images, "digits: no elbow", THEME.clusters[0], "o", 0.87),
        (plane, "these points: elbow at k = 5", THEME.accent, "s", 0.11),
    ):
        share = np.array(runs.inertias) / runs.inertias[0]
        axes.plot(range(1, k + 1), share[:k], color=colour, marker=mark, markersize=6, linewidth=2)
        axes.text(MOST, height, name, color=colour, fontsize=11.5, ha="right", va="bottom")
    axes.set(xlim=(0.6, MOST + 0.3), ylim=(-0.04, 1.06), xticks=[], yticks=[])
    axes.set_ylabel("inertia", color=THEME.quiet, fontsize=11.5)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(THEME.faint)


def _draw_digits(figure: Figure, means: np.ndarray) -> None:
    """Draw the means of the digits in a row."""
    for number, mean in enumerate(means):
        axes = figure.add_axes((0.53 + 0.0455 * number, 0.05, 0.0425, 0.0425 * WIDTH / HEIGHT))
        axes.imshow(mean.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_color(THEME.faint)


def gif_of(blobs: np.ndarray, digits: np.ndarray, most: int = MOST) -> bytes:
    """Make a GIF with a frame for each k, of points (n, 2) and images (m, 784); it plays three times and stops."""
    plane, images = runs_of(blobs, most), runs_of(digits, most)
    frames = [pixels_of(draw_frame(k, blobs, plane, images)) for k in range(1, most + 1)]
    times = [FIRST, *[SECONDS] * (most - 2), LAST]
    buffer = BytesIO()
    write_gif(buffer, frames, times, shared_palette([frames[0], frames[most // 2], frames[-1]], SHADES))
    return buffer.getvalue()


def draw() -> bytes:
    """Draw the header."""
    from load import test_x

    return gif_of(five_blobs(), test_x[:2000] / 255)
