"""What students write instead of distances in 03_one_loop, as code: a mistake is named when it gives what they got."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.lloyd import pair_distances
from autograder.functions import Mistake


def _differences(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    return points[:, None, :].astype(float) - means.astype(float)


def _last_column(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    return pair_distances(points, means)[:, -1]


def _one_column_filled(number: int) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    def give(points: np.ndarray, means: np.ndarray) -> np.ndarray:
        filled = np.zeros((len(points), len(means)))
        filled[:, number] = pair_distances(points, means)[:, number]
        return filled

    return give


TRANSPOSED = Mistake(
    "distances_transposed",
    lambda points, means: pair_distances(means, points),
    "The distances are right, but they lie in shape (k, n): a row for each mean. A row for each *point* is wanted, "
    "(n, k). Which axis does a new column go along?",
)
ROOTS = Mistake(
    "square_root",
    lambda points, means: np.sqrt(pair_distances(points, means)),
    "These are the distances; the *squared* ones are asked for. Which step is one too many? (`np.linalg.norm` takes a "
    "root as well.)",
)
DISTANCES = [
    TRANSPOSED,
    ROOTS,
    Mistake(
        "only_the_last_mean",
        _last_column,
        "These are the distances to the last mean alone, shape (n,): each turn of the loop puts its distances in the "
        "place of those before. Where are the others to be kept?",
    ),
    Mistake(
        "only_the_last_mean",
        _one_column_filled(-1),
        "Only the last column is filled. What does the number of the column have to be in each turn of the loop?",
    ),
    Mistake(
        "returns_inside_the_loop",
        lambda points, means: pair_distances(points, means)[:, 0],
        "These are the distances to the first mean alone. A `return` ends a function at once: how far in does it "
        "stand?",
    ),
    Mistake(
        "returns_inside_the_loop",
        _one_column_filled(0),
        "Only the first column is filled. A `return` ends a function at once: how far in does it stand?",
    ),
    Mistake(
        "sum_over_wrong_axis",
        lambda points, means: np.stack([((points - mean) ** 2).sum(axis=0) for mean in means.astype(float)], axis=1),
        "This is what you get when the sum goes over axis 0, the points. The differences from one mean have shape "
        "(n, d): which axis should go away, so that (n,) stays?",
    ),
    Mistake(
        "sum_over_wrong_axis",
        lambda points, means: np.stack([((points - mean) ** 2).sum(axis=0) for mean in means.astype(float)]),
        "This is what you get when the sum goes over axis 0, the points. The differences from one mean have shape "
        "(n, d): which axis should go away, so that (n,) stays?",
    ),
    Mistake(
        "sum_over_wrong_axis",
        lambda points, means: _filled(points, means, lambda differences: (differences**2).sum(axis=0)),
        "The sum goes over axis 0, the points, so it has d numbers and fits no column of n. The differences from one "
        "mean have shape (n, d): which axis should go away?",
    ),
    Mistake(
        "sum_over_everything",
        lambda points, means: np.tile((_differences(points, means) ** 2).sum(axis=(0, 2)), (len(points), 1)),
        "Each column holds the same number throughout: the sum over all points. One number for each point is wanted: "
        "which axis should the sum go along?",
    ),
    Mistake(
        "forgot_to_square",
        lambda points, means: _differences(points, means).sum(axis=2),
        "This is what you get when the differences are added as they are, so that +2 and −2 cancel. What has to happen "
        "to each of them before?",
    ),
    Mistake(
        "squared_after_adding",
        lambda points, means: _differences(points, means).sum(axis=2) ** 2,
        "This is what you get when the differences are added first and squared afterwards, so that +2 and −2 cancel. "
        "Which of the two comes first?",
    ),
    Mistake(
        "l1_distance",
        lambda points, means: np.abs(_differences(points, means)).sum(axis=2),
        "This is what you get when the differences are made positive and added. What makes them positive in a "
        "*squared* distance?",
    ),
    Mistake(
        "mean_for_sum",
        lambda points, means: pair_distances(points, means) / points.shape[1],
        "This is what you get from `.mean` where the sum is asked for: each number is d times too small. Which of the "
        "two adds up?",
    ),
    Mistake(
        "whole_numbers",
        lambda points, means: pair_distances(points, means).astype(int),
        "The distances are cut to whole numbers: the array that they are put into holds integers. Which dtype should "
        "it have?",
    ),
]


def _filled(points: np.ndarray, means: np.ndarray, column: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    filled = np.zeros((len(points), len(means)))
    for j, mean in enumerate(means.astype(float)):
        filled[:, j] = column(points - mean)
    return filled


def _squares(rows: np.ndarray) -> np.ndarray:
    """‖x‖² of each row, (n,)."""
    return (rows**2).sum(axis=1)


def _as_is_or_clipped(name: str, gives: Callable[[np.ndarray, np.ndarray], np.ndarray], message: str) -> list[Mistake]:
    """Name a mistake whether or not negative numbers were made 0 afterwards; `gives` gets floats."""

    def clipped(points: np.ndarray, means: np.ndarray) -> np.ndarray:
        return np.maximum(gives(points.astype(float), means.astype(float)), 0)

    return [
        Mistake(name, lambda points, means: gives(points.astype(float), means.astype(float)), message),
        Mistake(name, clipped, message),
    ]


EXPANDED = [
    TRANSPOSED,
    ROOTS,
    *_as_is_or_clipped(
        "missing_point_norm",
        lambda x, m: _squares(m) - 2 * (x @ m.T),
        "This is ‖m‖² − 2 x·m: the part ‖x‖² is missing. It doesn't change which mean is the nearest, but these are to "
        "be the distances themselves. Which shape must it have, to be added to each row?",
    ),
    *_as_is_or_clipped(
        "missing_mean_norm",
        lambda x, m: _squares(x)[:, None] - 2 * (x @ m.T),
        "This is ‖x‖² − 2 x·m: the part ‖m‖² is missing. Without it a mean far from 0 seems near to everything. Which "
        "shape must it have, to be added to each row?",
    ),
    *_as_is_or_clipped(
        "only_the_product",
        lambda x, m: -2 * (x @ m.T),
        "This is −2 x·m alone. Which two parts of the square are still to be added?",
    ),
    *_as_is_or_clipped(
        "only_the_product",
        lambda x, m: x @ m.T,
        "These are the products x·m. They are large where points are *alike*: what does the formula do with them, and "
        "what does it add?",
    ),
    *_as_is_or_clipped(
        "plus_for_minus",
        lambda x, m: _squares(x)[:, None] + 2 * (x @ m.T) + _squares(m),
        "This is ‖x + m‖²: the sign of the middle part is the other one. What is (a − b)², multiplied out?",
    ),
    *_as_is_or_clipped(
        "factor_two_missing",
        lambda x, m: _squares(x)[:, None] - x @ m.T + _squares(m),
        "This is ‖x‖² − x·m + ‖m‖². How often does the product a·b come in (a − b)², multiplied out?",
    ),
    *_as_is_or_clipped(
        "norms_not_squared",
        lambda x, m: np.sqrt(_squares(x))[:, None] - 2 * (x @ m.T) + np.sqrt(_squares(m)),
        "This is what you get with ‖x‖ and ‖m‖ where their *squares* are asked for. What does `np.linalg.norm` give?",
    ),
    *_as_is_or_clipped(
        "squared_after_adding",
        lambda x, m: (x.sum(axis=1) ** 2)[:, None] - 2 * (x @ m.T) + m.sum(axis=1) ** 2,
        "This is what you get when the coordinates are added first and squared afterwards. What is ‖x‖² of the point "
        "(3, 4)?",
    ),
    *_as_is_or_clipped(
        "norms_of_everything",
        lambda x, m: (x**2).sum() - 2 * (x @ m.T) + (m**2).sum(),
        "The squares are added over the whole array, so each point gets the same number. Along which axis do the "
        "coordinates of one point lie?",
    ),
    *_as_is_or_clipped(
        "no_new_axis",
        lambda x, m: _squares(x) - 2 * (x @ m.T) + _squares(m),
        "‖x‖² has shape (n,) and meets (n, k): NumPy lines shapes up from the right, so it is laid along the *means*. "
        "Where does a new axis go, so that each point's number stands in its own row?",
    ),
    *_as_is_or_clipped(
        "no_transpose",
        lambda x, m: _squares(x)[:, None] - 2 * (x @ m) + _squares(m),
        "In `A @ B` the last axis of `A` meets the first of `B`: here the d of (n, d) meets the k of (k, d). What "
        "turns (k, d) into (d, k)?",
    ),
    *_as_is_or_clipped(
        "norms_over_wrong_axis",
        lambda x, m: (x**2).sum(axis=0)[:, None] - 2 * (x @ m.T) + (m**2).sum(axis=0),
        "The squares are added along axis 0, over the points. The coordinates of one point lie along the other axis: "
        "which number does it have?",
    ),
    *[mistake for mistake in DISTANCES if mistake.name in ("forgot_to_square", "l1_distance")],
]
