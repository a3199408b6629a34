"""Makes `late_states.npz`: K-means on MNIST, three steps before its fixed point.

python -m autograder.checks.kmeans.late_states
"""

from __future__ import annotations

import numpy as np

from autograder.checks.kmeans.loop import LATE_STATES
from autograder.checks.kmeans.scene import K
from autograder.checks.lloyd import nearest_mean, smallest_gap, squared_distances, trajectory
from load import test_x

STATES, BEFORE = 6, 3


def late_labels_from(points: np.ndarray, seed: int) -> np.ndarray | None:
    """Labels (n,) whose means are three steps before a fixed point; None for a run that is slow or not decisive."""
    start = points[np.random.default_rng(seed).choice(len(points), size=K, replace=False)]
    labels = [nearest_mean(points, start)]
    for _ in range(200):
        means = trajectory(points, start, 1).states[1]
        labels.append(nearest_mean(points, means))
        start = means
        if np.array_equal(labels[-1], labels[-2]):
            return labels[-2 - BEFORE] if smallest_gap(squared_distances(points, means)) > 1e-5 else None
    return None


def main() -> None:
    """Write the states of the first seeds that do."""
    points, seed = test_x / 255.0, 0
    found: list[np.ndarray] = []
    while len(found) < STATES:
        labels = late_labels_from(points, seed)
        seed += 1
        if labels is not None:
            found.append(labels.astype(np.uint8))
    np.savez_compressed(LATE_STATES, labels=np.stack(found))
    print(f"wrote {LATE_STATES.name}: {len(found)} states from {seed} seeds")


if __name__ == "__main__":
    main()
