"""What is right in 04_first_means, slowly and plainly, and the inputs that its functions are judged on."""

from __future__ import annotations

import numpy as np

from autograder.checks.lloyd import group_means, lloyd_step, nearest_mean, smallest_gap, squared_distances
from autograder.functions import Case, Laid

CLEAR = 1e-3  # relative gap below which a point may count as equally far from two means
MOST = 100  # iterations: more than any run below needs


def half_step_inertias(points: np.ndarray, means: np.ndarray) -> tuple[float, float, float]:
    """Inertia before the means move, after they have moved, and after the points have chosen again."""
    points, means = points.astype(float), means.astype(float)
    labels = nearest_mean(points, means)
    moved = group_means(points, labels, means)
    again = nearest_mean(points, moved)
    moments = (labels, means), (labels, moved), (again, moved)
    before, between, after = (labelled_inertia(points, *each) for each in moments)
    return before, between, after


def labelled_inertia(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> float:
    """Sum of the squared distances of points (n, d) to the means whose labels (n,) they have."""
    pairs = zip(points.astype(float), labels, strict=True)
    return float(sum(((point - means[label].astype(float)) ** 2).sum() for point, label in pairs))


def run_to_rest(points: np.ndarray, means: np.ndarray, most: int) -> tuple[np.ndarray, int]:
    """Means (k, d) after at most so many iterations, and how many moved a mean."""
    points, means = points.astype(float), means.astype(float)
    for iteration in range(most):
        moved = lloyd_step(points, means)
        if np.allclose(moved, means, rtol=1e-12, atol=1e-12):
            return means, iteration
        means = moved
    return means, most


Run = tuple[np.ndarray, int]


def same_rest(found: Run, expected: Run, *arguments: np.ndarray) -> bool:
    """Tell whether a run is right; at rest from the start, comparing labels counts one iteration, and means none."""
    counted = found[1] == expected[1] or (expected[1] == 0 and found[1] == 1)
    return counted and same_means(found, expected, *arguments)


def same_means(found: Run, expected: Run, *arguments: np.ndarray) -> bool:
    """Tell whether the means of a run are right, whatever is counted."""
    tolerance = 1e-4 if arguments[0].dtype == np.float32 else 1e-7
    return np.allclose(found[0], expected[0], rtol=tolerance, atol=tolerance * float(np.abs(expected[0]).max()))


def mend_empty(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Means (k, d) in which empty clusters have the points that are farthest from their own means, farthest first."""
    mended, left = means.astype(float), list(range(len(points)))
    for j in range(len(means)):
        if j not in labels:
            farthest = max(left, key=lambda i: own_squares(points, labels, means)[i])
            left.remove(farthest)
            mended[j] = points[farthest]
    return mended


def own_squares(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Squared distances (n,) of points to the means whose labels they have."""
    return ((points.astype(float) - means[labels]) ** 2).sum(axis=1)


def same_mending(
    found: np.ndarray, expected: np.ndarray, _: np.ndarray, labels: np.ndarray, means: np.ndarray
) -> bool:
    """Tell whether means are mended rightly, whichever empty cluster got which of the points."""
    empty = [j for j in range(len(means)) if j not in labels]
    kept = [j for j in range(len(means)) if j in labels]
    one, other = (np.array(sorted(each[empty].astype(float).tolist())) for each in (found, expected))
    return np.allclose(found[kept], expected[kept], rtol=1e-4) and np.allclose(one, other, rtol=1e-4)


def is_clear(points: np.ndarray, means: np.ndarray, steps: int) -> bool:
    """Tell whether no point is nearly equally far from two means in this many iterations."""
    points, means = points.astype(float), means.astype(float)
    for _ in range(steps if len(means) > 1 else 0):
        if smallest_gap(squared_distances(points, means)) < CLEAR:
            return False
        means = lloyd_step(points, means)
    return True


def some_points(rng: np.random.Generator, n: int, d: int, dtype: type = float) -> np.ndarray:
    """Draw points (n, d): whole numbers from 0 to 255 for `uint8`, else with two decimals around 0."""
    if dtype is np.uint8:
        return rng.integers(0, 256, (n, d)).astype(np.uint8)
    return rng.normal(size=(n, d)).round(2).astype(dtype)


def drawn(
    rng: np.random.Generator, n: int, d: int, k: int, *, steps: int = 2, dtype: type = float, least: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Draw points (n, d) and k of them as means, without near-ties; the run takes at least so many iterations."""
    while True:
        points = some_points(rng, n, d, dtype)
        means = points[rng.choice(n, k, replace=False)]
        if is_clear(points, means, steps) and run_to_rest(points, means, MOST)[1] >= least:
            return points, means


def with_a_far_mean(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw points and means of which one is so far away that no point chooses it."""
    points, means = drawn(rng, 20, 2, 3, steps=MOST)
    means = np.insert(means, int(rng.integers(4)), [50.0, 40.0], axis=0)
    return points, means


def cases_of_half_steps(rng: np.random.Generator) -> list[Case]:
    """Draw inputs of `half_step_inertias`."""
    corners = rng.permutation(np.array([[0.0, 0], [0, 5], [7, 0], [9, 9], [2, 3]]))
    points, means = drawn(rng, 25, 3, 3, steps=MOST)
    read_only = tuple(Laid(each, writeable=False) for each in drawn(rng, 12, 3, 4))
    laid = tuple(Laid(each, order) for each, order in zip(drawn(rng, 14, 3, 2), ("F", "strided"), strict=True))
    return [
        Case(drawn(rng, 40, 3, 4)),
        Case(drawn(rng, 9, 2, 1), "a single mean"),
        Case((corners, corners[::-1].copy()), "as many means as points, each on one of them"),
        Case(drawn(rng, 12, 1, 3), "one dimension"),
        Case(drawn(rng, 20, 4, 3, dtype=np.float32), "float32"),
        Case(drawn(rng, 12, 5, 3, dtype=np.uint8), "whole numbers of the kind `uint8`, where 3 - 5 is 254"),
        Case(with_a_far_mean(rng), "a mean without points"),
        Case((points, run_to_rest(points, means, MOST)[0]), "means that are at rest"),
        Case(laid, "arrays that lie in memory in another order"),
        Case(read_only, "read-only arrays"),
    ]


def cases_of_runs(rng: np.random.Generator) -> list[Case]:
    """Draw inputs of `run_to_rest`."""
    points, means = drawn(rng, 60, 3, 5, steps=MOST, least=5)
    resting = run_to_rest(points, means, MOST)[0]
    read_only = tuple(Laid(each, writeable=False) for each in drawn(rng, 20, 2, 3, steps=MOST, least=2))
    laid = tuple(Laid(each, order) for each, order in zip(drawn(rng, 20, 3, 2, steps=MOST), "CF", strict=True))
    return [
        Case((points, means, MOST)),
        Case((points, means, 2), "more iterations needed than allowed"),
        Case((points, means, 1), "a single iteration allowed"),
        Case((points, resting, 10), "means that are at rest from the start (0 or 1 iterations)"),
        Case((points * 1e-4, means * 1e-4, MOST), "points that lie together within 0.001"),
        Case((*with_small_moves(rng), MOST), "means whose last moves are small"),
        Case((*drawn(rng, 9, 2, 1), 5), "a single mean"),
        Case((*drawn(rng, 15, 1, 3, steps=MOST, least=2), MOST), "one dimension"),
        Case((*with_a_far_mean(rng), MOST), "a mean without points"),
        Case((*drawn(rng, 24, 4, 3, steps=MOST, dtype=np.float32), MOST), "float32"),
        Case((*drawn(rng, 15, 4, 3, steps=MOST, dtype=np.uint8), MOST), "whole numbers of the kind `uint8`"),
        Case((*laid, MOST), "arrays that lie in memory in another order"),
        Case((*read_only, MOST), "read-only arrays"),
    ]


def with_small_moves(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw points far from 0 and means of which the last to move do so by little, yet by more than 0.001."""
    while True:
        points, means = drawn(rng, 120, 2, 4, steps=MOST, least=5)
        points, means = points + 20, means + 20
        rest, count = run_to_rest(points, means, MOST)
        before = run_to_rest(points, means, count - 1)[0]
        if 1e-3 < np.abs(rest - before).max() < 0.045:
            return points, means


def with_empty(
    rng: np.random.Generator, n: int, d: int, k: int, empty: list[int], dtype: type = float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw points (n, d), labels (n,) and means (k, d) with NaN in some rows; who is farthest is clear."""
    full = [j for j in range(k) if j not in empty]
    while True:
        points = some_points(rng, n, d, dtype)
        three = np.repeat(full, 3)  # of two points in a cluster both would be equally far from its mean
        labels = rng.permutation(np.concatenate([three, rng.choice(full, n - len(three))]))
        means = np.full((k, d), np.nan)
        means[full] = [points[labels == j].mean(axis=0) for j in full]
        squares = np.sort(own_squares(points, labels, means))[::-1]
        if (squares[:-1] - squares[1:])[: len(empty)].min(initial=np.inf) > CLEAR * squares[0]:
            return points, labels, means.astype(np.float32) if dtype is np.float32 else means


def farthest_by_mistake(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> list[np.ndarray]:
    """Distances (n,) by which students rank the points instead, and in which another point may be the farthest."""
    points = points.astype(float)
    own, full = points - means[labels], means[~np.isnan(means).any(axis=1)]
    nearest = squared_distances(points, full.astype(float)).min(axis=1)
    centre = ((points - points.mean(axis=0)) ** 2).sum(axis=1)
    return [np.abs(own).sum(axis=1), np.abs(own).max(axis=1), own.sum(axis=1), own[:, 0], nearest, centre]


def telling(
    rng: np.random.Generator, n: int, d: int, k: int, empty: list[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw as `with_empty`, until other distances make other points the farthest."""
    while True:
        points, labels, means = with_empty(rng, n, d, k, empty)
        ranks = [own_squares(points, labels, means), *farthest_by_mistake(points, labels, means)]
        taken, *others = (set(np.argsort(each)[-len(empty) :].tolist()) for each in ranks)
        if taken not in others:
            return points, labels, means


def cases_of_mending(rng: np.random.Generator) -> list[Case]:
    """Draw inputs of `mend_empty`."""
    points, labels, means = with_empty(rng, 12, 3, 4, [2])
    read_only = Laid(points, writeable=False), Laid(labels, writeable=False), Laid(means, writeable=False)
    other_points, other_labels, other_means = with_empty(rng, 14, 2, 4, [1])
    together = np.array([[0.0], [10.0], [10.1], [7.0]]) * rng.integers(1, 9)
    return [
        Case(telling(rng, 30, 3, 5, [int(rng.integers(4))])),
        Case(with_empty(rng, 20, 2, 6, [1, 4]), "two empty clusters"),
        Case(telling(rng, 25, 3, 8, [0, 3, 7]), "three empty clusters, the first and the last among them"),
        Case((together, np.zeros(4, dtype=int), np.array([[0.0], [np.nan], [np.nan]])),
             "farthest points that lie side by side"),
        Case(with_empty(rng, 10, 2, 3, []), "no empty cluster"),
        Case(with_empty(rng, 8, 2, 2, [0]), "all points in one cluster"),
        Case(with_empty(rng, 11, 1, 4, [3]), "one dimension, and the last cluster is empty"),
        Case(with_empty(rng, 12, 4, 4, [1], np.float32), "float32"),
        Case(with_empty(rng, 12, 4, 4, [2], np.uint8), "whole numbers of the kind `uint8`"),
        Case((Laid(other_points, "F"), other_labels.astype(np.int32), Laid(other_means, "strided")),
             "arrays that lie in memory in another order"),
        Case(read_only, "read-only arrays"),
    ]  # fmt: skip
