"""What students write instead of `inertias` and `standardise`: named when the results are the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.choosing_k import group_measures as right
from autograder.checks.lloyd import inertia, lloyd_step, nearest_mean, squared_distances
from autograder.functions import Mistake

Of_run = Callable[[np.ndarray, np.ndarray], float]


def _for_each(value: Of_run, at_rest: bool = True) -> Callable[..., np.ndarray]:
    """Give the function that takes `value(points, means)` for each k, of the means at rest or of the first ones."""

    def give(points: np.ndarray, ks: Sequence[int]) -> np.ndarray:
        points = points.astype(float)
        return np.array([value(points, right.means_at_rest(points, points[:k]) if at_rest else points[:k]) for k in ks])

    return give


def _distances_not_squared(points: np.ndarray, means: np.ndarray) -> float:
    return float(np.linalg.norm(points - means[nearest_mean(points, means)], axis=1).sum())


def _after(iterations: int) -> Of_run:
    """Give the inertia after some iterations from these means."""

    def give(points: np.ndarray, means: np.ndarray) -> float:
        for _ in range(iterations):
            means = lloyd_step(points, means)
        return inertia(points, means)

    return give


def _counted(points: np.ndarray, ks: Sequence[int]) -> np.ndarray:
    return right.inertias(points, range(1, len(ks) + 1))


INERTIAS = [
    Mistake(
        "inertia_of_the_start",
        _for_each(inertia, at_rest=False),
        "This is the inertia at the first k points themselves, before any mean has moved. Which given function moves "
        "them, and what does it give back?",
    ),
    Mistake(
        "one_iteration",
        _for_each(lambda points, means: inertia(points, lloyd_step(points, means)), at_rest=False),
        "This is the inertia after a single iteration. How long does K-means go on here?",
    ),
    *[
        Mistake(
            "stops_early",
            _for_each(_after(iterations), at_rest=False),
            f"Right where K-means comes to rest within {iterations} iterations. Elsewhere yours ends before that: how "
            "long does the given `kmeans` go on, if nobody tells it?",
        )
        for iterations in (2, 3, 5, 10, 15, 20, 25)
    ],
    Mistake(
        "means_without_labels",
        _for_each(lambda points, means: float(((points - means) ** 2).sum())),
        "The points, (n, d), and the means, (k, d), don't fit beside each other: each point has to meet its own mean. "
        "Which array says whose that is, and what does it pick when it stands in brackets?",
    ),
    Mistake(
        "mean_for_sum",
        _for_each(lambda points, means: inertia(points, means) / len(points)),
        "This is the inertia divided by the number of points: their mean squared distance. Which of the two adds up?",
    ),
    Mistake(
        "mean_of_all_numbers",
        _for_each(lambda points, means: inertia(points, means) / points.size),
        "This is the inertia divided by n × d: `.mean()` without an axis takes the mean of all coordinates of all "
        "points. What adds them up instead?",
    ),
    Mistake(
        "square_root",
        _for_each(lambda points, means: inertia(points, means) ** 0.5),
        "These are the roots of the inertias, as `np.linalg.norm` of all differences gives them. What undoes a root?",
    ),
    Mistake(
        "distances_not_squared",
        _for_each(_distances_not_squared),
        "This is what you get when the distances are added up as they are. Inertia adds up their *squares*: what has "
        "to happen before the sum?",
    ),
    Mistake(
        "forgot_to_square",
        _for_each(lambda points, means: float((points - means[nearest_mean(points, means)]).sum())),
        "This is the sum of the differences as they are: around a mean +2 and −2 cancel, and nearly nothing is left. "
        "What makes every difference count?",
    ),
    Mistake(
        "distances_to_all_means",
        _for_each(lambda points, means: float(squared_distances(points, means).sum())),
        "This adds up the squared distances to *all* means, not only to the nearest one. Which of the k distances of "
        "a point belongs to the inertia?",
    ),
    Mistake(
        "counts_instead_of_ks",
        _counted,
        "These are the inertias for k = 1, 2, 3, …, as many as there are numbers in `ks`. What does your loop run "
        "over: the numbers in `ks`, or how many there are?",
    ),
    Mistake(
        "returns_in_the_loop",
        lambda points, ks: right.inertias(points, ks)[0],
        "This is the inertia for the first k alone. A `return` ends the function: does yours stand inside the loop?",
    ),
    Mistake(
        "only_the_last",
        lambda points, ks: right.inertias(points, ks)[-1],
        "This is the inertia for the last k alone: each turn of the loop replaces the number before. Where are the "
        "others kept?",
    ),
]  # fmt: skip


def _scaled(
    centre: Callable[[np.ndarray], Any], spread: Callable[[np.ndarray], Any], guard: bool
) -> Callable[[np.ndarray], np.ndarray]:
    """Give the function (points − centre) / spread; with a guard a spread of exactly 0 becomes 1."""

    def give(points: np.ndarray) -> np.ndarray:
        values = points if points.dtype.kind == "f" else points.astype(float)
        width = np.asarray(spread(values))
        return (values - centre(values)) / (np.where(width == 0, 1, width) if guard else width)

    return give


def _both_ways(
    name: str, centre: Callable[[np.ndarray], Any], spread: Callable[[np.ndarray], Any], message: str
) -> list[Mistake]:
    return [Mistake(name, _scaled(centre, spread, guard), message) for guard in (False, True)]


def _mean(points: np.ndarray) -> Any:
    return points.mean(axis=0)


def _deviation(points: np.ndarray) -> Any:
    return points.std(axis=0)


ROUNDING = "rounding"
STANDARDISE = [
    Mistake(
        "constant_is_nan",
        _scaled(_mean, _deviation, guard=False),
        "A feature that is the same for all points has a standard deviation of 0, and 0 / 0 is NaN. By what could "
        "such a feature be divided, so that it becomes 0?",
    ),
    Mistake(
        ROUNDING,
        _scaled(_mean, _deviation, guard=True),
        "Right, but for a feature like 0.1, 0.1, 0.1, …: its mean is rounded, so its standard deviation is not 0 but "
        "1e-17, and dividing by that makes ±1 of pure rounding. By what else than `== 0` can you tell that all values "
        "of a feature are the same?",
    ),
    *_both_ways(
        "without_axis",
        lambda points: points.mean(),
        lambda points: points.std(),
        "This is what you get with one mean and one standard deviation for all numbers together. *Each feature* has "
        "its own: which axis goes away?",
    ),
    *_both_ways(
        "each_point",
        lambda points: points.mean(axis=1, keepdims=True),
        lambda points: points.std(axis=1, keepdims=True),
        "This gives each *point* mean 0 and standard deviation 1. Features are columns: along which axis do mean and "
        "standard deviation go?",
    ),
    *_both_ways(
        "variance",
        _mean,
        lambda points: points.var(axis=0),
        "This is what you get when the differences are divided by the variance. What is the standard deviation of it?",
    ),
    *_both_ways(
        "divisor_n_minus_one",
        _mean,
        lambda points: points.std(axis=0, ddof=1) if len(points) > 1 else np.full(points.shape[1], np.nan),
        "This is what you get with `ddof=1`, the estimate for a sample: the result has a standard deviation a little "
        "below 1. What does `.std` divide by without it?",
    ),
    Mistake(
        "only_centred",
        lambda points: points - points.mean(axis=0),
        "The means are 0, and the standard deviations as they were. What does each feature have to be divided by?",
    ),
    *_both_ways(
        "not_centred",
        lambda points: 0.0,
        _deviation,
        "The standard deviations are 1, and the means are not 0. What is missing before the division?",
    ),
    *_both_ways(
        "smallest_to_largest",
        lambda points: points.min(axis=0),
        lambda points: points.max(axis=0) - points.min(axis=0),
        "This stretches each feature to the range from 0 to 1. Asked for are a mean of 0 and a standard deviation of "
        "1: what is subtracted then, and what divides?",
    ),
]
