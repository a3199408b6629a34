"""K-means written slowly and plainly, to compare students' results with: never the fast solution.

The step is Lloyd's (S. P. Lloyd, "Least squares quantization in PCM", IEEE Transactions on
Information Theory 28, 1982; written 1957).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NEAR_TIE = 3e-6  # relative gap of the two smallest distances below which float32 may pick either


def squared_distances(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Squared Euclidean distances (n, k) of points (n, d) to means (k, d): ‖x‖² − 2x·m + ‖m‖², at least 0."""
    lengths = np.einsum("nd,nd->n", points, points)[:, None]
    return np.clip(lengths - 2.0 * (points @ means.T) + (means**2).sum(axis=1), 0.0, None)


def pair_distances(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Squared distances (n, k), one pair at a time: what no expansion can round away."""
    pairs = [[sum((point - mean) ** 2) for mean in means.astype(float)] for point in points.astype(float)]
    return np.array(pairs).reshape(len(points), len(means))


def nearest_mean(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Labels (n,): the index of each point's nearest mean."""
    return squared_distances(points, means).argmin(axis=1)


def group_means(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Means (k, d) of the points with each label; an empty cluster keeps its mean."""
    moved = means.astype(float)
    for j in range(len(means)):
        members = points[labels == j]
        if len(members):
            moved[j] = members.mean(axis=0)
    return moved


def lloyd_step(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Assign, then move: the means (k, d) after one iteration."""
    return group_means(points, nearest_mean(points, means), means)


def inertia(points: np.ndarray, means: np.ndarray) -> float:
    """Sum of the squared distances of points to their nearest means."""
    return float(squared_distances(points, means).min(axis=1).sum())


def smallest_gap(distances: np.ndarray) -> float:
    """Smallest relative gap between a point's nearest and second nearest mean, of distances (n, k)."""
    nearest = np.partition(distances, 1, axis=1)[:, :2]
    return float(((nearest[:, 1] - nearest[:, 0]) / np.maximum(nearest[:, 1], 1e-12)).min())


@dataclass(frozen=True)
class Trajectory:
    """A run of K-means: `states[i]` are the means (k, d) after i iterations; decisive without near-ties."""

    states: list[np.ndarray]
    decisive: bool

    @property
    def start(self) -> np.ndarray:
        """The means (k, d) that the run begins with."""
        return self.states[0]


def trajectory(points: np.ndarray, start: np.ndarray, steps: int) -> Trajectory:
    """Run K-means for some steps, and notice whether any point was nearly equidistant on the way."""
    states, decisive = [np.asarray(start)], True
    for _ in range(steps):
        distances = squared_distances(points, states[-1].astype(float))
        decisive = decisive and smallest_gap(distances) > NEAR_TIE
        states.append(group_means(points, distances.argmin(axis=1), states[-1]))
    return Trajectory(states, decisive)
