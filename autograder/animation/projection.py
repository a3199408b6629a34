"""Points with many coordinates, seen from where they spread most."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from autograder.animation.run import Run, thinned

MOST_LOOKED_AT = 2000  # points that the axes are found from


def project(run: Run) -> Run:
    """Give a run as seen along its two principal axes: means (t, k, 2) and points (n, 2).

    The distances in the picture are not those that K-means compares: a point may lie nearer to another mean
    here than to its own. Labels and facts must come from the run itself.
    """
    assert run.points is not None
    seen_from = principal_axes(run.points)
    means, points = projected(run.means, seen_from), projected(run.points, seen_from)
    return replace(run, means=means, points=points, shape=None)


def projected(places: np.ndarray, seen_from: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Give places (…, d) as seen along the axes that `principal_axes` found: (…, 2)."""
    centre, axes = seen_from
    return (places - centre) @ axes.T


def principal_axes(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the centre (d,) of points (n, d) and the two directions (2, d) in which they spread most.

    K. Pearson, "On lines and planes of closest fit to systems of points in space", Philosophical Magazine 2
    (1901). A direction and its opposite fit alike: of the two, the one whose largest coordinate is positive.
    """
    seen = points[thinned(len(points), MOST_LOOKED_AT)].astype(float)
    seen = seen[np.isfinite(seen).all(axis=1)]
    if not len(seen):
        return np.zeros(points.shape[1]), np.eye(2, points.shape[1])
    centre = seen.mean(axis=0)
    axes = np.zeros((2, points.shape[1]))
    found = np.linalg.svd(seen - centre, full_matrices=False)[2][:2]  # one point alone gives one axis
    axes[: len(found)] = found
    largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, None], axis=1)
    return centre, np.where(largest < 0, -axes, axes)
