"""Inputs on which the functions of 05_choosing_k are judged: drawn anew for each notebook, edge cases among them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from autograder.checks.lloyd import lloyd_step, smallest_gap, squared_distances
from autograder.functions import Case, Laid

CLEAR = 1e-3  # relative gap between the two nearest means that float32 can't close
SHORT = 40  # iterations within which a run must come to rest
APART = 1e-6  # the same gap, for float64 alone
EARLY, LATE = 25, 80  # iterations after which a slow run is still far from its end, and is there: 100 are allowed


def decisive(points: np.ndarray, ks: Sequence[int]) -> bool:
    """Tell whether K-means from the first k points rests soon for each k, and no point is ever between two means."""
    return all(_decisive_run(points.astype(float), points[:k].astype(float)) for k in ks)


def _decisive_run(points: np.ndarray, means: np.ndarray) -> bool:
    for _ in range(SHORT):
        if len(means) > 1 and smallest_gap(squared_distances(points, means)) < CLEAR:
            return False
        before, means = means, lloyd_step(points, means)
        if np.array_equal(before, means):
            return True
    return False


def decisive_points(rng: np.random.Generator, n: int, d: int, ks: Sequence[int]) -> np.ndarray:
    """Draw points (n, d), at most four groups of them, on which every right K-means does the same for these k."""
    while True:
        middles = 3 * rng.normal(size=(4, d))
        points = (middles[rng.integers(0, 4, n)] + rng.normal(size=(n, d))).round(3)
        if len(np.unique(points, axis=0)) == n and decisive(points, ks):
            return points


def slow_points(rng: np.random.Generator) -> tuple[np.ndarray, list[int]]:
    """Draw points (n, 2) along a line, and a k whose means begin at one end of it: they need many iterations.

    Whoever stops after `EARLY` iterations, or where the inertia falls by less than a thousandth, is not near the end.
    """
    while True:
        along = np.sort(rng.uniform(0, 100, 300))
        points = np.stack([along, rng.normal(size=300)], axis=1).round(3)
        falls = _inertias_until_rest(points, points[:5])
        slow = next((one for one, other in pairwise(falls) if one - other < 1e-3 * other), 0)
        if len(falls) > EARLY and min(slow, falls[EARLY]) > 1.0002 * falls[-1]:
            return points, [5]


def _inertias_until_rest(points: np.ndarray, means: np.ndarray) -> list[float]:
    """Inertias from the start to where K-means rests; none where that takes too long, or a point is between means."""
    found = []
    for _ in range(LATE):
        distances = squared_distances(points, means)
        if smallest_gap(distances) < APART:
            return []
        found.append(float(distances.min(axis=1).sum()))
        before, means = means, lloyd_step(points, means)
        if np.array_equal(before, means):
            return found
    return []


def cases_of_inertias(rng: np.random.Generator) -> list[Case]:
    """Points in some numbers of dimensions, and one k, several, or as many as there are points."""

    def drawn(n: int, d: int, ks: list[int]) -> tuple[np.ndarray, list[int]]:
        return decisive_points(rng, n, d, ks), ks

    single, few = drawn(20, 3, [2, 3])
    fortran, strided = drawn(18, 3, [1, 3]), drawn(16, 2, [2])
    locked, both = drawn(15, 2, [1, 2])
    return [
        Case(drawn(30, 2, [1, 2, 3, 4])),
        Case(drawn(25, 5, [5, 2, 3]), "`ks` in no order"),
        Case(drawn(12, 2, [1])),
        Case(drawn(9, 3, [1, 9]), "as many means as points"),
        Case(drawn(14, 1, [1, 2, 3]), "one dimension"),
        Case(drawn(22, 2, [3, 3]), "the same k twice"),
        Case((single.astype(np.float32), few), "float32"),
        Case((Laid(fortran[0], "F"), fortran[1])),
        Case((Laid(strided[0], "strided"), strided[1])),
        Case((Laid(locked, writeable=False), both), "read-only points"),
        Case(slow_points(rng), "points along a line, on which K-means needs many iterations"),
    ]


def distances_of(points: np.ndarray) -> np.ndarray:
    """Distances (n, n) between points (n, d)."""
    return np.sqrt(((points[:, None] - points) ** 2).sum(axis=2))


def cases_of_silhouette(rng: np.random.Generator) -> list[Case]:
    """Good clusters and bad ones, some of a single point or of none."""

    def drawn(n: int, k: int, d: int = 2) -> tuple[np.ndarray, np.ndarray]:
        points, labels = rng.normal(size=(n, d)), _labels(rng, n, k)
        points[:, 0] += 3 * labels
        return distances_of(points), labels

    good, labels = drawn(40, 4)
    single, alone = drawn(16, 3, d=1)
    alone[alone == 1] = 2
    alone[0] = 1
    gap, missing = drawn(24, 3)
    twins = distances_of(rng.normal(size=(6, 2)).repeat(2, axis=0))
    small, bytes_ = drawn(20, 3)
    fortran, locked = drawn(15, 2), drawn(18, 3)
    return [
        Case((good, labels)),
        Case(drawn(30, 2), "two clusters"),
        Case((drawn(25, 3, d=4)[0], _labels(rng, 25, 3)), "labels drawn at random"),
        Case((single, alone), "a cluster of a single point"),
        Case((distances_of(rng.normal(size=(7, 2))), rng.permutation(7)), "every point alone"),
        Case((gap, 2 * missing + 1), "labels of which some numbers are missing"),
        Case((twins, np.array([0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2])), "points that lie in the same place"),
        Case((small.astype(np.float32), bytes_.astype(np.uint8)), "float32 distances and `uint8` labels"),
        Case((Laid(fortran[0], "F"), fortran[1])),
        Case((Laid(locked[0], writeable=False), Laid(locked[1], writeable=False)), "read-only arrays"),
    ]


def _labels(rng: np.random.Generator, n: int, k: int) -> np.ndarray:
    """Draw labels (n,) in which each of k numbers comes at least twice."""
    return rng.permutation(np.concatenate([np.arange(k), np.arange(k), rng.integers(0, k, n - 2 * k)]))


def _related(rng: np.random.Generator, n: int, k: int, c: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw labels (n,) and classes (n,) that agree in part: about every second class follows from the label."""
    labels, classes = _labels(rng, n, k), _labels(rng, n, c)
    return labels, np.where(rng.random(n) < 0.5, labels % c, classes)


def cases_of_two_groupings(rng: np.random.Generator) -> list[Case]:
    """Labels and classes: many clusters, few, one; numbers that are missing; digits as they come."""
    digits = _related(rng, 80, 7, 10)
    gap, classes = _related(rng, 40, 4, 5)
    many, kinds = _labels(rng, 200, 30), _labels(rng, 200, 10)
    locked = _related(rng, 30, 3, 4)
    return [
        Case((digits[0], digits[1].astype(np.uint8)), "digits of the kind `uint8`"),
        Case(_related(rng, 40, 3, 6), "fewer clusters than classes"),
        Case(_related(rng, 40, 6, 3), "more clusters than classes"),
        Case(_related(rng, 30, 4, 4)),
        Case((2 * gap + 1, 2 * classes), "numbers of which some are missing"),
        Case((many.astype(np.uint8), kinds.astype(np.uint8)), "thirty clusters, and both of the kind `uint8`"),
        Case(_related(rng, 3000, 2, 3), "thousands of points in a cluster"),
        Case((np.zeros(12, dtype=int), rng.permutation(12) % 3), "a single cluster"),
        Case((Laid(locked[0], "strided"), Laid(locked[1], writeable=False)), "read-only classes"),
    ]


def cases_of_purity(rng: np.random.Generator) -> list[Case]:
    """The same, and clusters that are all pure."""
    return [*cases_of_two_groupings(rng), Case((rng.permutation(9), rng.integers(0, 3, 9)), "every point alone")]


def cases_of_adjusted_rand(rng: np.random.Generator) -> list[Case]:
    """The same, and the cases at both ends: the same groups, nothing to learn, and worse than luck."""
    labels, names = _labels(rng, 25, 4), rng.permutation(4)
    square = rng.permutation(16)
    return [
        *cases_of_two_groupings(rng),
        Case((labels, names[labels]), "the same groups under other numbers"),
        Case((square // 4, square % 4), "groups that agree less than by luck"),
        Case((rng.permutation(9), rng.integers(0, 3, 9)), "every point alone in its cluster"),
        Case((np.zeros(10, dtype=int), np.zeros(10, dtype=int)), "one cluster and one class"),
        Case((rng.permutation(8), rng.permutation(8)), "every point alone, both ways"),
    ]


def cases_of_standardise(rng: np.random.Generator) -> list[Case]:
    """Features of unlike scales, of several kinds of number, and some that are the same for all points."""

    def drawn(n: int, d: int) -> np.ndarray:
        return (rng.normal(size=(n, d)) * rng.uniform(1, 300, d) + rng.uniform(-50, 50, d)).round(2)

    constant = drawn(20, 3)
    constant[:, 1] = 7.0
    return [
        Case((drawn(40, 3),)),
        Case((drawn(5, 5),), "as many features as points"),
        Case((drawn(12, 1),), "one feature"),
        Case((constant,), "a feature that is the same for all points"),
        Case((drawn(1, 4),), "a single point"),
        Case((drawn(30, 3).astype(np.float32),), "float32"),
        Case((rng.integers(0, 256, (25, 4)).astype(np.uint8),), "whole numbers of the kind `uint8`"),
        Case((Laid(drawn(15, 3), "F"),)),
        Case((Laid(drawn(16, 2), "strided", writeable=False),), "read-only points"),
        Case((constant_in_rounding(rng),), "a feature that is the same for all points, though its mean is rounded"),
    ]


def constant_in_rounding(rng: np.random.Generator) -> np.ndarray:
    """Draw points (n, 2) whose second feature is constant, while NumPy's standard deviation of it is not quite 0."""
    while True:
        n, value = int(rng.integers(10, 40)), round(float(rng.uniform(0.05, 0.95)), 2)
        points = np.stack([rng.normal(size=n).round(2), np.full(n, value)], axis=1)
        if points[:, 1].std() > 0 and points.std(axis=0)[1] > 0:
            return points
