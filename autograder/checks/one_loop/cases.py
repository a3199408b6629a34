"""What the functions of 03_one_loop should give, worked out number by number, and the inputs they are tried on."""

from __future__ import annotations

import numpy as np

from autograder.arguments import Laid
from autograder.checks.lloyd import group_means, nearest_mean, smallest_gap, squared_distances
from autograder.functions import Case

OTHER_ORDER = "an array that lies in memory in another order"
READ_ONLY = "read-only arrays"
EMPTY = "an empty cluster"
NOWHERE = "were in no cluster yet, −1"
CLEAR = 1e-3  # relative gap of the two smallest distances above which float32 can't pick another one


def rows_of_labels(labels: np.ndarray, k: int) -> np.ndarray:
    """A row (k,) for each label, one number at a time: (n, k)."""
    return np.array([[float(label == j) for j in range(k)] for label in labels.tolist()])


def means_after(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
    """Means (k, d) after some iterations of Lloyd's, slowly."""
    points, means = points.astype(float), means.astype(float)
    for _ in range(iterations):
        means = group_means(points, nearest_mean(points, means), means)
    return means


def moved_one_by_one(
    sums: np.ndarray, counts: np.ndarray, points: np.ndarray, old_labels: np.ndarray, new_labels: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Sums (k, d) and counts (k,) after each point has moved from its old cluster, −1 being none, to its new one."""
    sums, counts = sums.astype(float), counts.astype(float)
    for point, old, new in zip(points.astype(float), old_labels.tolist(), new_labels.tolist(), strict=True):
        if old != new:
            sums[new] += point
            counts[new] += 1
        if old not in (new, -1):
            sums[old] -= point
            counts[old] -= 1
    return sums, counts


def cases_of_distances(rng: np.random.Generator) -> list[Case]:
    """Points and means: as many as each other, one of each, one dimension, equal ones, other kinds and layouts."""

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).round(2)

    points, twins = normal(6, 2), normal(9, 3)
    twins[3:6] = twins[0]
    return [
        Case((normal(40, 3), normal(4, 3))),
        Case((normal(5, 5), normal(5, 5)), "as many means as points, and as many coordinates"),
        Case((normal(3, 2), normal(7, 2)), "more means than points"),
        Case((normal(7, 2), normal(1, 2)), "a single mean"),
        Case((normal(1, 3), normal(4, 3)), "a single point"),
        Case((normal(6, 1), normal(3, 1)), "one dimension"),
        Case((points, points[[4, 1, 4]]), "means that are points themselves, one of them twice"),
        Case((twins, normal(2, 3)), "points that are equal"),
        Case((normal(9, 4).astype(np.float32), normal(3, 4).astype(np.float32)), "float32"),
        Case((Laid(normal(8, 3), "F"), Laid(normal(2, 3), "F")), OTHER_ORDER),
        Case((Laid(normal(8, 3), "strided"), normal(5, 3)), OTHER_ORDER),
        Case((Laid(normal(8, 3), writeable=False), Laid(normal(2, 3), writeable=False)), READ_ONLY),
    ]


def points_on_means(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Points (n, d) far from 0, and means (k, d) that are some of them: there the expanded form falls below 0."""
    points = 100 + rng.normal(size=(120, 20))
    return points, points[:40].copy()


def cases_of_labels(rng: np.random.Generator) -> list[Case]:
    """Labels: of every cluster, of a few, of one alone; integers of several kinds."""

    def labels(n: int, k: int) -> np.ndarray:
        return rng.integers(0, k, n)

    return [
        Case((labels(40, 5), 5)),
        Case((labels(12, 4), 7), "clusters at the end that are empty"),
        Case((np.where(labels(15, 4) == 0, 1, 3), 4), "empty clusters between others"),
        Case((rng.permutation(6), 6), "as many clusters as labels"),
        Case((labels(9, 1), 1), "a single cluster"),
        Case((labels(1, 5), 5), "a single label"),
        Case((labels(3, 8), 8), "more clusters than labels"),
        Case((labels(20, 6).astype(np.int32), 6), "int32"),
        Case((labels(20, 10).astype(np.uint8), 10), "labels of the kind `uint8`"),
        Case((Laid(labels(11, 3), "strided"), 3), OTHER_ORDER),
        Case((Laid(labels(10, 3), writeable=False), 3), READ_ONLY),
    ]


def cases_of_groups(rng: np.random.Generator) -> list[Case]:
    """Points, labels and old means: empty clusters, one cluster, one point in each, other kinds and layouts."""

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(2, 1, size=shape).round(2)

    def labels(n: int, k: int) -> np.ndarray:
        return rng.permutation(np.concatenate([np.arange(k), rng.integers(0, k, n - k)]))

    gaps = np.array([0, 2, 5])[labels(14, 3)]
    single = normal(30, 4).astype(np.float32), labels(30, 5), normal(5, 4).astype(np.float32)
    return [
        Case((normal(40, 3), labels(40, 4), normal(4, 3))),
        Case((normal(14, 2), gaps, normal(6, 2)), "empty clusters"),
        Case((normal(5, 5), np.full(5, 2), normal(5, 5)), "all points in one cluster, and the others empty"),
        Case((normal(9, 2), labels(9, 1), normal(1, 2)), "a single mean"),
        Case((normal(7, 3), labels(7, 7), normal(7, 3)), "one point in each cluster"),
        Case((normal(12, 1), labels(12, 3), normal(3, 1)), "one dimension"),
        Case((normal(4, 3)[[0, 0, 1, 1, 1]], np.array([0, 0, 1, 1, 0]), normal(3, 3)), "points that are equal"),
        Case(single, "float32"),
        Case((Laid(normal(10, 4), "F"), labels(10, 3).astype(np.int32), Laid(normal(3, 4), "F")), OTHER_ORDER),
        Case((Laid(normal(10, 3), "strided"), Laid(labels(10, 2), "strided"), normal(2, 3)), OTHER_ORDER),
        Case((Laid(normal(8, 3), writeable=False), labels(8, 2), Laid(normal(4, 3), writeable=False)), READ_ONLY),
    ]


def cases_of_runs(rng: np.random.Generator) -> list[Case]:
    """Points, first means and a number of iterations, none of which comes near a tie."""

    def run(n: int, k: int, d: int, iterations: int) -> tuple[np.ndarray, np.ndarray, int]:
        return clear_run(rng, n, k, d, iterations)

    far = run(40, 4, 2, 3)
    far[1][2] = 50.0  # no point is nearest to it; the other means move as they would without it
    while not is_clear(*far):
        far = run(40, 4, 2, 3)
        far[1][2] = 50.0
    twins = run(12, 3, 2, 4)
    ordered, read_only, strided = run(50, 4, 3, 4), run(40, 3, 2, 6), run(40, 3, 3, 5)
    points, means, iterations = run(60, 5, 4, 5)
    return [
        Case(run(80, 4, 3, 1), "one iteration"),
        Case(run(80, 4, 3, 2), "two iterations"),
        Case(run(120, 5, 2, 20), "twenty iterations"),
        Case(run(30, 3, 2, 0), "no iteration at all"),
        Case(far, EMPTY),
        Case(run(20, 1, 3, 4), "a single mean"),
        Case(run(6, 6, 2, 3), "as many means as points"),
        Case(run(50, 3, 1, 5), "one dimension"),
        Case((np.repeat(twins[0], 3, axis=0), twins[1], 4), "points that are equal"),
        Case((points.astype(np.float32), means.astype(np.float32), iterations), "float32"),
        Case((Laid(ordered[0], "F"), Laid(ordered[1], "F"), 4), OTHER_ORDER),
        Case((Laid(strided[0], "strided"), strided[1], 5), OTHER_ORDER),
        Case((Laid(read_only[0], writeable=False), Laid(read_only[1], writeable=False), 6), READ_ONLY),
    ]


def clear_run(rng: np.random.Generator, n: int, k: int, d: int, iterations: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Draw points in loose groups, and k of them as means, until no iteration comes near a tie."""
    while True:
        centres = rng.normal(0, 2, (max(k, 2), d))
        points = (centres[rng.integers(0, len(centres), n)] + rng.normal(size=(n, d))).round(3)
        means = points[rng.choice(n, k, replace=False)]
        if is_clear(points, means, iterations):
            return points, means, iterations


def is_clear(points: np.ndarray, means: np.ndarray, iterations: int) -> bool:
    """Whether each point is clearly nearest to one mean, in every iteration."""
    states = [means_after(points, means, turn) for turn in range(iterations)] if len(means) > 1 else []
    return all(smallest_gap(squared_distances(points, state)) > CLEAR for state in states)


def cases_of_moves(rng: np.random.Generator) -> list[Case]:
    """Sums and counts, and points of which some, all or none change their label; some were in no cluster before."""

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(2, 1, size=shape).round(2)

    def move(n: int, k: int, d: int, others: int = 5, first: int = 0) -> tuple[np.ndarray, ...]:
        """Draw points whose old labels begin with `first`; sums and counts hold other points as well."""
        points, old = normal(n, d), rng.integers(first, k, n)
        sums, counts = moved_one_by_one(np.zeros((k, d)), np.zeros(k), points, np.full(n, -1), old)
        return sums + normal(k, d), counts + rng.integers(1, others, k), points, old, rng.integers(0, k, n)

    still, alone, one = move(12, 3, 2), move(6, 2, 2), move(25, 4, 3)
    single = [each.astype(np.float32) for each in one[:3]]
    laid, locked = move(10, 3, 4), move(9, 3, 2)
    return [
        Case(move(40, 4, 3)),
        Case((*still[:4], still[3].copy()), "no point that changed its label"),
        Case((np.zeros((3, 2)), np.zeros(3), still[2], np.full(12, -1), still[4]), f"points that {NOWHERE}"),
        Case(move(30, 4, 2, first=-1), f"some points that {NOWHERE}"),
        Case((*alone[:3], np.arange(6) % 2, (np.arange(6) + 1) % 2), "points that all changed their label"),
        Case(move(1, 3, 2), "a single point"),
        Case(move(8, 1, 2, first=-1), "a single cluster"),
        Case(move(20, 3, 1), "one dimension"),
        Case((*single, *one[3:]), "float32"),
        Case((Laid(laid[0], "F"), laid[1], Laid(laid[2], "F"), *laid[3:]), OTHER_ORDER),
        Case((Laid(locked[0], writeable=False), Laid(locked[1], writeable=False), *locked[2:]), READ_ONLY),
    ]
