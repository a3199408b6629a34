"""What can be told of each state of a run: sizes of the clusters, inertia, labels that changed, how far means moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.animation.run import Run, thinned

MOST_PRODUCTS = 8e9  # multiplications: about half a second on two cores
MOST_DISTANCES = 4e7  # distances to look at, likewise
BLOCK = 4_000_000  # distances at a time: 16 MB

LOST = -1  # the size of a cluster whose mean is not a number


@dataclass(frozen=True)
class Facts:
    """What can be told of t states with k means each.

    Attributes
    ----------
    moved : (t, k) float array, the distance of each mean from where it was a state earlier; 0 in the first
    sizes : (t, k) int array, points nearest to each mean, −1 for a mean that is not a number; None without points
    inertia : (t,) float array, the sum of the squared distances from the points to their nearest means; or None
    changed : (t,) int array, points whose label is not that of a state earlier; 0 in the first; or None
    labels : (t, counted) int array of the nearest mean of each point that was counted; or None
    counted : how many points were looked at: all, or an even sample whose figures are scaled up
    """

    moved: np.ndarray
    sizes: np.ndarray | None = None
    inertia: np.ndarray | None = None
    changed: np.ndarray | None = None
    labels: np.ndarray | None = None
    counted: int = 0


def facts_of(run: Run, *, exact: bool = False) -> Facts:
    """Tell the facts of a run: of all points, or of a sample where that would take more than about half a second."""
    moved = moved_by(run.means)
    if run.points is None:
        return Facts(moved)
    rows = np.arange(len(run.points)) if exact else sample_rows(run)
    labels, inertia = nearest(run.points[rows], run.means)
    if run.labels is not None:
        labels = np.broadcast_to(run.labels, (len(run.means), len(run.points)))[:, rows]
    scale = len(run.points) / len(rows)
    sizes = np.rint(sizes_of(labels, run.means) * scale).astype(int)
    sizes[lost(run.means)] = LOST
    changed = np.rint(changed_between(labels) * scale).astype(int)
    return Facts(moved, sizes, inertia * scale, changed, labels, len(rows))


def sample_rows(run: Run) -> np.ndarray:
    """Choose the points to look at: all that half a second allows, evenly spread."""
    assert run.points is not None
    t, k, d = run.means.shape
    most = int(min(MOST_PRODUCTS / (t * k * d), MOST_DISTANCES / (t * k)))
    return thinned(len(run.points), max(most, min(500, len(run.points))))


def lost(means: np.ndarray) -> np.ndarray:
    """Tell which means (…, k, d) are not numbers: (…, k) bool."""
    return ~np.isfinite(means).all(axis=-1)


def moved_by(means: np.ndarray) -> np.ndarray:
    """Give how far each mean moved since the state before: (t, k), 0 in the first and for a mean that is lost."""
    moved = np.zeros(means.shape[:2])
    steps = np.diff(means, axis=0)
    moved[1:] = np.sqrt(np.einsum("tkd,tkd->tk", steps, steps))
    return np.where(np.isfinite(moved), moved, 0.0)


def nearest(points: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give each point's nearest mean in each state (t, n), and the inertia (t,); a lost mean is nearest to none."""
    t, k, d = means.shape
    flat = means.reshape(t * k, d).astype(np.float32)
    gone = lost(means).ravel()
    flat = np.where(gone[:, None], 0, flat)
    squares = np.where(gone, np.inf, np.einsum("kd,kd->k", flat, flat))  # (t k,)
    labels = np.empty((t, len(points)), dtype=np.uint8 if k <= 256 else np.int32)
    inertia = np.zeros(t)
    size = max(1, BLOCK // (t * k))
    for first in range(0, len(points), size):
        block = points[first : first + size].astype(np.float32)
        distances = block @ (-2 * flat.T)  # (block, t k)
        distances += squares
        distances = distances.reshape(len(block), t, k)
        found = distances.argmin(axis=2)
        labels[:, first : first + size] = found.T
        inertia += np.take_along_axis(distances, found[..., None], axis=2)[..., 0].sum(axis=0, dtype=float)
        inertia += np.einsum("nd,nd->", block, block, dtype=float)
    return labels, np.where(np.isfinite(inertia), np.maximum(inertia, 0), np.nan)


def sizes_of(labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Count the points of each cluster in each state: (t, k); a label beyond k counts nowhere."""
    t, k = means.shape[:2]
    keys = np.arange(t)[:, None] * (k + 1) + np.minimum(labels, k)
    return np.bincount(keys.ravel(), minlength=t * (k + 1)).reshape(t, k + 1)[:, :k]


def changed_between(labels: np.ndarray) -> np.ndarray:
    """Count the points whose label is not that of the state before: (t,), 0 in the first."""
    return np.concatenate([[0], (labels[1:] != labels[:-1]).sum(axis=1)])
