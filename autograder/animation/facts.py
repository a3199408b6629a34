"""What can be told of each state of a run: sizes of the clusters, inertia, labels that changed, how far means moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.animation.run import Run, thinned

MOST_PRODUCTS = 8e9  # multiplications: about half a second on two cores
MOST_DISTANCES = 4e7  # distances to look at, likewise
BLOCK = 4_000_000  # distances at a time: 16 MB
FARTHEST = 1e15  # times as far as the points reach; a mean beyond counts as there, and its square is still a number

FEW = 8  # coordinates

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
    with np.errstate(invalid="ignore", over="ignore"):
        steps = np.diff(means, axis=0)
        moved[1:] = np.sqrt(np.einsum("tkd,tkd->tk", steps, steps))
    return np.where(np.isfinite(moved), moved, 0.0)


def nearest(points: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give each point's nearest mean in each state (t, n), and the inertia (t,); a lost mean is nearest to none.

    Of means at the same place the first is the nearest. With few coordinates, differences are squared and summed. With
    many, a matrix product in single precision is enough, and fast, because distances are taken from the middle of
    the points: far from 0 they would lose their digits.
    """
    t, k, d = means.shape
    if d <= FEW:
        return _nearest_by_differences(points, means)
    centre, scale = middle(points)
    gone = lost(means).ravel()
    rows, places = distinct(_from_middle(means.reshape(t * k, -1), centre, scale, gone))
    squares = np.einsum("ud,ud->u", rows, rows)
    labels = np.empty((t, len(points)), dtype=np.uint8 if k <= 256 else np.int32)
    inertia = np.zeros(t)
    size = max(1, BLOCK // (t * k))
    for first in range(0, len(points), size):
        block = _from_middle(points[first : first + size], centre, scale)
        distances = (block @ (-2 * rows.T) + squares)[:, places]  # (block, t k)
        distances[:, gone] = np.inf
        distances = distances.reshape(len(block), t, k)
        found = distances.argmin(axis=2)
        labels[:, first : first + size] = found.T
        inertia += np.take_along_axis(distances, found[..., None], axis=2)[..., 0].sum(axis=0, dtype=float)
        inertia += np.einsum("nd,nd->", block, block, dtype=float)
    with np.errstate(over="ignore"):
        inertia = np.maximum(inertia, 0) * scale * scale
    return labels, np.where(np.isfinite(inertia), inertia, np.nan)


def _nearest_by_differences(points: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Do what `nearest` does, for means with few coordinates: groups may be tight, and far from each other."""
    t, k, d = means.shape
    gone = lost(means).ravel()
    rows = np.where(gone[:, None], 0, means.reshape(t * k, d).astype(float))
    labels = np.empty((t, len(points)), dtype=np.uint8 if k <= 256 else np.int32)
    inertia = np.zeros(t)
    size = max(1, BLOCK // (2 * t * k))
    for first in range(0, len(points), size):
        block = points[first : first + size].astype(float)
        with np.errstate(over="ignore", invalid="ignore"):
            distances = sum(np.square(block[:, j, None] - rows[:, j]) for j in range(d))  # (block, t k)
        distances[:, gone] = np.inf
        distances = distances.reshape(len(block), t, k)
        found = distances.argmin(axis=2)
        labels[:, first : first + size] = found.T
        inertia += np.take_along_axis(distances, found[..., None], axis=2)[..., 0].sum(axis=0)
    return labels, np.where(np.isfinite(inertia), inertia, np.nan)


def middle(points: np.ndarray) -> tuple[np.ndarray, float]:
    """Give the middle (d,) of points (n, d), and how far from it they reach along a coordinate."""
    seen = points[thinned(len(points), 1000)].astype(float)
    seen = seen[np.isfinite(seen).all(axis=1)]
    centre = seen.mean(axis=0) if len(seen) else np.zeros(points.shape[1])
    if np.can_cast(points.dtype, np.float32):
        centre = centre.astype(np.float32).astype(float)  # as it is taken from points in single precision
    return centre, float(np.abs(seen - centre).max(initial=0)) or 1.0


def distinct(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray | slice]:
    """Give the rows (u, d) that differ, and the places (r,) of all rows among them.

    A mean that stands still, or is there twice, then has exactly the same distances everywhere: matrix products
    may round the same numbers differently in different columns.
    """
    known: dict[bytes, int] = {}
    places = np.array([known.setdefault(row.tobytes(), len(known)) for row in rows])
    if len(known) == len(rows):
        return rows, slice(None)
    return rows[np.unique(places, return_index=True)[1]], places


def _from_middle(places: np.ndarray, centre: np.ndarray, scale: float, gone: np.ndarray | None = None) -> np.ndarray:
    """Give places (r, d) as seen from the middle, in single precision; 0 for the rows that are gone."""
    enough = np.float32 if np.can_cast(places.dtype, np.float32) else np.float64
    with np.errstate(invalid="ignore"):
        moved = (places - centre.astype(enough)) / enough(scale)
    if gone is not None:
        moved = np.where(gone[:, None], 0, moved).clip(-FARTHEST, FARTHEST)
    return (moved + 0).astype(np.float32)  # minus zero becomes zero


def sizes_of(labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Count the points of each cluster in each state: (t, k); a label beyond k counts nowhere."""
    t, k = means.shape[:2]
    keys = np.arange(t)[:, None] * (k + 1) + np.minimum(labels, k)
    return np.bincount(keys.ravel(), minlength=t * (k + 1)).reshape(t, k + 1)[:, :k]


def changed_between(labels: np.ndarray) -> np.ndarray:
    """Count the points whose label is not that of the state before: (t,), 0 in the first."""
    return np.concatenate([[0], (labels[1:] != labels[:-1]).sum(axis=1)])
