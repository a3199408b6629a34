"""Measures of groups, slow and plain, to compare students' results with: never the fast solution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from autograder.checks.lloyd import inertia, lloyd_step

MOST_ITERATIONS = 100  # as many as the notebook's own K-means takes


def means_at_rest(points: np.ndarray, start: np.ndarray) -> np.ndarray:
    """The means (k, d) at which K-means on points (n, d) comes to rest from `start`."""
    means = start.astype(float)
    for _ in range(MOST_ITERATIONS):
        before, means = means, lloyd_step(points, means)
        if np.array_equal(before, means):
            break
    return means


def inertias(points: np.ndarray, ks: Sequence[int]) -> np.ndarray:
    """Inertia (m,) at which K-means ends from the first k points (n, d), for each of m numbers k."""
    points = points.astype(float)
    return np.array([inertia(points, means_at_rest(points, points[:k])) for k in ks])


def point_silhouettes(distances: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Silhouette (n,) of each point, of distances (n, n) and labels (n,); 0 for a point alone in its cluster.

    P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", Journal of
    Computational and Applied Mathematics 20, 1987.
    """
    values = np.zeros(len(labels))
    for i, label in enumerate(labels):
        own = [j for j in range(len(labels)) if labels[j] == label and j != i]
        if own:
            a = distances[i, own].astype(float).mean()
            b = min(distances[i, labels == other].astype(float).mean() for other in set(labels) - {label})
            values[i] = (b - a) / max(a, b)
    return values


def silhouette(distances: np.ndarray, labels: np.ndarray) -> float:
    """Mean silhouette of n points, of distances (n, n) and labels (n,) with at least two values."""
    return float(point_silhouettes(distances, labels).mean())


def contingency(labels: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Counts (k, c) of points with each label and class; float, so that whole numbers of any kind are right."""
    table = np.zeros((int(max(labels)) + 1, int(max(classes)) + 1))
    for label, kind in zip(labels.tolist(), classes.tolist(), strict=True):
        table[label, kind] += 1
    return table


def purity(labels: np.ndarray, classes: np.ndarray) -> float:
    """Share of points whose class is the commonest among the points with their label."""
    right = 0
    for label in set(labels.tolist()):
        right += Counter(classes[labels == label].tolist()).most_common(1)[0][1]
    return right / len(labels)


def pairs_together(labels: np.ndarray, classes: np.ndarray) -> tuple[int, int, int, int]:
    """Pairs of points that are together in both ways, by label, by class, and all pairs of n points."""
    groups = (zip(labels.tolist(), classes.tolist(), strict=True), labels.tolist(), classes.tolist())
    both, by_label, by_class = (sum(m * (m - 1) // 2 for m in Counter(group).values()) for group in groups)
    return both, by_label, by_class, len(labels) * (len(labels) - 1) // 2


def adjusted_rand(labels: np.ndarray, classes: np.ndarray) -> float:
    """Adjusted Rand index of labels (n,) and classes (n,), exact but for the last rounding; 1 when all chance agrees.

    L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2, 1985.
    """
    both, by_label, by_class, pairs = pairs_together(labels, classes)
    expected, most = Fraction(by_label * by_class, pairs), Fraction(by_label + by_class, 2)
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def standardise(points: np.ndarray) -> np.ndarray:
    """Points (n, d) with mean 0 and standard deviation 1 in each feature; one that is constant becomes 0."""
    scaled = np.zeros(points.shape)
    for j in range(points.shape[1]):
        values = [float(value) for value in points[:, j]]
        if len(set(values)) > 1:
            mean = sum(values) / len(values)
            variance = sum((value - mean) ** 2 for value in values) / len(values)
            scaled[:, j] = [(value - mean) / variance**0.5 for value in values]
    return scaled
