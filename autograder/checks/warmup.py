"""Checks of 01_numpy_warmup: five functions on whole arrays, from which K-means is made."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.evidence import Evidence
from autograder.exercises import TodoCell, exercise
from autograder.functions import Asked, Case, Laid, Mistake, examples, judge_function
from autograder.verdict import Finding

ASSIGNMENT = "01_numpy_warmup"


def _squared_distances(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Squared distances (n, k), one pair at a time."""
    distances = np.zeros((len(points), len(means)))
    for i, point in enumerate(points.astype(float)):
        for j, mean in enumerate(means.astype(float)):
            distances[i, j] = sum((point - mean) ** 2)
    return distances


def _cases_of_distances(rng: np.random.Generator) -> list[Case]:
    def normal(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).round(2)

    return [
        Case((normal(40, 3), normal(4, 3))),
        Case((normal(5, 5), normal(5, 5)), "as many means as points"),
        Case((normal(7, 2), normal(1, 2)), "a single mean"),
        Case((normal(1, 3), normal(4, 3)), "a single point"),
        Case((normal(6, 1), normal(3, 1)), "one dimension"),
        Case((normal(9, 4).astype(np.float32), normal(3, 4).astype(np.float32)), "float32"),
        Case((rng.integers(0, 256, (6, 4)).astype(np.uint8), rng.integers(0, 256, (3, 4)).astype(np.uint8)),
             "whole numbers of the kind `uint8`, where 3 - 5 is 254"),
        Case((Laid(normal(8, 3), "F"), Laid(normal(2, 3), "strided")), "arrays that lie in memory in another order"),
        Case((Laid(normal(8, 3), writeable=False), Laid(normal(2, 3), writeable=False)), "read-only arrays"),
    ]  # fmt: skip


def _wrapped(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    return ((points[:, None, :] - means[None, :, :]) ** 2).sum(axis=2)


SQUARED_DISTANCES = Asked(
    call="squared_distances(points, means)",
    todo=TodoCell("squared_distances_code", binds="squared_distances"),
    reference=_squared_distances,
    tiny=(np.array([[0.0, 0.0], [3.0, 4.0], [1.0, 1.0]]), np.array([[0.0, 0.0], [1.0, 2.0]])),
    cases=_cases_of_distances,
    mistakes=[
        Mistake(
            "distances_transposed",
            lambda points, means: _squared_distances(means, points),
            "The distances are right, but they lie in shape (k, n): a row for each mean. A row for each point is "
            "wanted, (n, k). Which of the two got the new axis in front?",
        ),
        Mistake(
            "square_root",
            lambda points, means: np.sqrt(_squared_distances(points, means)),
            "These are the distances; the *squared* ones are asked for. Which step is one too many?",
        ),
        Mistake(
            "l1_distance",
            lambda points, means: np.abs(points[:, None, :].astype(float) - means.astype(float)).sum(axis=2),
            "This is what you get when the differences are made positive and added. What makes them positive in a "
            "*squared* distance?",
        ),
        Mistake(
            "sum_over_wrong_axis",
            lambda points, means: ((points[:, None, :].astype(float) - means.astype(float)) ** 2).sum(axis=1),
            "This is what you get when the sum goes over axis 1, the means. The differences have shape (n, k, d): "
            "which axis should go away, and what number does it have?",
        ),
        Mistake(
            "mean_for_sum",
            lambda points, means: _squared_distances(points, means) / points.shape[1],
            "This is what you get from `.mean` where the sum is asked for: each number is d times too small. Which "
            "of the two adds up?",
        ),
        Mistake(
            "forgot_to_square",
            lambda points, means: (points[:, None, :].astype(float) - means.astype(float)).sum(axis=2),
            "This is what you get when the differences are added as they are, so that +2 and -2 cancel. What has to "
            "happen to each difference before they are added?",
        ),
        Mistake(
            "uint8_wrap_around",
            _wrapped,
            "Right for ordinary numbers, and wrong for whole numbers of the kind `uint8`: there `3 - 5` is `254`, "
            "since they have no sign. What should `points` become before anything is subtracted?",
        ),
        Mistake(
            "no_new_axis",
            lambda points, means: ((points.astype(float) - means) ** 2).sum(axis=1),
            "Points of shape (n, d) and means of shape (k, d) do not fit each other. Where does the new axis go, so "
            "that every point meets every mean?",
        ),
    ],
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=SQUARED_DISTANCES.todo,
    hints=(
        "Broadcasting lines two shapes up from the right; an axis of length 1 is stretched. Which shapes must "
        "`points` and `means` have, so that together they give (n, k, d)?",
        "`points[:, None, :]` has shape (n, 1, d). Subtract `means`, shape (k, d), from it, and look at the shape.",
        "The differences have shape (n, k, d). Square each, then let the last axis go away in a sum. Images come "
        "as `uint8`: what does `points.astype(float)` do before?",
    ),
)
def squared_distances(evidence: Evidence, function: Any) -> Finding:
    """Write `squared_distances`: from every point to every mean.

    `squared_distances(points, means)`: arrays of shape (n, d) and (k, d) -> array of shape (n, k), float
    """
    return judge_function(evidence, function, SQUARED_DISTANCES)


EXAMPLES = examples(SQUARED_DISTANCES)
