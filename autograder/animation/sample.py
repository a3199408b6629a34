"""Estimates of sizes and inertia from a few points, for a loop that must not wait for all of them."""

from __future__ import annotations

import numpy as np

from autograder.animation.facts import LOST, Facts, moved_by
from autograder.animation.run import thinned

SIZE = 256  # points: a thousandth of a second's work at most


class Sample:
    """An even sample of points (n, d) that tells the facts of one state after another."""

    def __init__(self, points: np.ndarray) -> None:
        rows = thinned(len(points), SIZE)
        self.points = points.reshape(len(points), -1)[rows].astype(np.float32)
        self.scale = len(points) / len(rows)
        self._squares = float(np.einsum("nd,nd->", self.points, self.points))
        self._labels: np.ndarray | None = None

    def facts(self, state: np.ndarray, before: np.ndarray | None) -> Facts:
        """Tell the facts of a state (k, d), all arrays with one row; `before` is the state of an iteration earlier."""
        with np.errstate(over="ignore", invalid="ignore"):
            means = state.astype(np.float32)
            squares = (means * means).sum(axis=1)
        gone = ~np.isfinite(squares)
        distances = self.points @ (-2 * np.where(gone[:, None], 0, means).T)  # (n, k), less the points' own squares
        distances += np.where(gone, np.inf, squares)
        labels = distances.argmin(axis=1)
        inertia = float(distances[np.arange(len(labels)), labels].sum()) + self._squares
        sizes = np.rint(np.bincount(labels, minlength=len(means)) * self.scale).astype(int)
        sizes[gone] = LOST
        last, self._labels = self._labels, labels
        changed = 0 if last is None else round(float((last != labels).sum()) * self.scale)
        return Facts(
            far(state, before)[None], sizes[None], np.array([max(inertia, 0) * self.scale]), np.array([changed]),
            None, len(labels),
        )  # fmt: skip


def far(state: np.ndarray, before: np.ndarray | None) -> np.ndarray:
    """Give how far each mean (k, d) moved: (k,), 0 for one that is lost."""
    if before is None:
        return np.zeros(len(state))
    return moved_by(np.stack([before, state]).astype(float))[1]
