"""By what students draw instead of D² sampling: weights of the next draw, and what is said of each."""

from __future__ import annotations

import numpy as np

from autograder.checks.first_means.chances import Rule, plus_plus, squares


def _last_only(points: np.ndarray, rows: list[int]) -> np.ndarray:
    return squares(points, rows)[:, -1] if rows else np.ones(len(points))


def _first_only(points: np.ndarray, rows: list[int]) -> np.ndarray:
    return squares(points, rows)[:, 0] if rows else np.ones(len(points))


def _largest(points: np.ndarray, rows: list[int]) -> np.ndarray:
    return squares(points, rows).max(axis=1) if rows else np.ones(len(points))


def _sum(points: np.ndarray, rows: list[int]) -> np.ndarray:
    return squares(points, rows).sum(axis=1) if rows else np.ones(len(points))


def _sum_without_drawn(points: np.ndarray, rows: list[int]) -> np.ndarray:
    return _sum(points, rows) * (squares(points, rows).min(axis=1) > 0) if rows else np.ones(len(points))


def _without_drawn(points: np.ndarray, rows: list[int]) -> np.ndarray:
    return np.where(np.isin(np.arange(len(points)), rows), 0.0, 1.0)


def _farthest_first(points: np.ndarray, rows: list[int]) -> np.ndarray:
    return np.eye(len(points))[plus_plus(points, rows).argmax()] if rows else np.ones(len(points))


def _row_zero_first(points: np.ndarray, rows: list[int]) -> np.ndarray:
    return plus_plus(points, rows) if rows else np.eye(len(points))[0]


def _wrapped(points: np.ndarray, rows: list[int]) -> np.ndarray:
    """Squared distances as `uint8` gives them, where 3 - 5 is 254 and 16 * 16 is 0; right for other points."""
    if points.dtype != np.uint8 or not rows:
        return plus_plus(points, rows)
    weights = ((points[:, None] - points[rows]) ** 2).sum(axis=2).min(axis=1).astype(float)
    return weights if weights.any() else np.ones(len(points))


def _nearer_is_likelier(points: np.ndarray, rows: list[int]) -> np.ndarray:
    weights = plus_plus(points, rows)
    return weights.max() - weights if rows else weights


# What students draw by instead, the most telling first: the rule, and what is said of it.
RULES: dict[str, tuple[Rule, str]] = {
    "random_start": (
        _without_drawn,
        "every point is as likely as every other, as in `random_start`. Where do the distances come in?",
    ),
    "uniform_draws": (
        lambda points, rows: np.ones(len(points)),
        "every point is as likely as every other each time, also one that was drawn already. Which parameter of "
        "`rng.choice` gives each point a probability of its own?",
    ),
    "distance_not_squared": (
        lambda points, rows: np.sqrt(plus_plus(points, rows)),
        "the probabilities are proportional to the distance, where its *square* is asked for. Which step is "
        "missing, or one too many?",
    ),
    "squared_twice": (
        lambda points, rows: plus_plus(points, rows) ** 2,
        "the probabilities are proportional to the fourth power of the distance. What does `squared_distances` give "
        "already?",
    ),
    "last_one_only": (
        _last_only,
        "only the distance to the point drawn *last* counts, so that a point near an earlier one may come. Which of "
        "the chosen points should the distance go to?",
    ),
    "first_one_only": (
        _first_only,
        "only the distance to the *first* point counts: the others that were chosen change nothing. What has to be "
        "worked out anew in each turn of the loop?",
    ),
    "farthest_of_the_chosen": (
        _largest,
        "the distance to the *farthest* of the chosen points counts. To which of them should it go, and is that "
        "`min` or `max`?",
    ),
    "sum_over_the_chosen": (
        _sum,
        "the distances to all chosen points are added, or averaged. A point beside one of them can still be far "
        "from the others: which one should count?",
    ),
    "sum_over_the_chosen_others": (
        _sum_without_drawn,
        "the distances to all chosen points are added, or averaged. A point beside one of them can still be far "
        "from the others: which one should count?",
    ),
    "farthest_first": (
        _farthest_first,
        "after the first draw the farthest point comes each time, for sure. It should only be the *likeliest*: "
        "which function draws by probabilities?",
    ),
    "row_zero_first": (
        _row_zero_first,
        "the first point is row 0 each time. Which points may be the first, and how likely is each?",
    ),
    "uint8_wraps": (
        _wrapped,
        "with whole numbers of the kind `uint8` the distances are wrong: there 3 - 5 is 254, and 16 * 16 is 0. Which "
        "function of yours makes other numbers of them first?",
    ),
    "nearer_is_likelier": (
        _nearer_is_likelier,
        "near points are likelier than far ones. With what should the probability grow?",
    ),
}  # fmt: skip
