"""What students write instead of K-means in one loop in 03_one_loop, as code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.lloyd import group_means, nearest_mean, squared_distances
from autograder.checks.one_loop.cases import means_after, rows_of_labels
from autograder.functions import Mistake

Labels = Callable[[np.ndarray, np.ndarray], np.ndarray]
Move = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


def _run(labels: Labels = nearest_mean, move: Move = group_means) -> Callable[..., np.ndarray]:
    """Give a K-means with another half-step."""

    def give(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
        points, means = points.astype(float), means.astype(float)
        for _ in range(iterations):
            means = move(points, labels(points, means), means)
        return means

    return give


def _sums(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    members = rows_of_labels(labels, len(means))
    return members.T @ points, members.sum(axis=0)[:, None]


def _averages(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    sums, counts = _sums(points, labels, means)
    return sums / counts


def _averages_or_zero(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    sums, counts = _sums(points, labels, means)
    return sums / np.maximum(counts, 1)


def _undivided(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    return _sums(points, labels, means)[0]


def _undivided_or_kept(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    sums, counts = _sums(points, labels, means)
    return np.where(counts > 0, sums, means)


def _medians(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    return np.array(
        [np.median(points[labels == j], axis=0) if (labels == j).any() else means[j] for j in range(len(means))]
    )


def _wrong_axis(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    return squared_distances(points, means).argmin(axis=0)


def _grouped_by_identity(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """As with `np.eye(k)[labels]`: raises where there are not as many labels as points, or a label is too large."""
    members = np.eye(len(means))[labels]
    counts = members.sum(axis=0)[:, None]
    return np.where(counts > 0, members.T @ points / np.maximum(counts, 1), means)


def _sums_kept(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
    """Sums and counts that are never set back to 0."""
    points, means = points.astype(float), means.astype(float)
    sums, counts = np.zeros(means.shape), np.zeros((len(means), 1))
    for _ in range(iterations):
        more, of = _sums(points, nearest_mean(points, means), means)
        sums, counts = sums + more, counts + of
        means = np.where(counts > 0, sums / np.maximum(counts, 1), means)
    return means


def _labels_once(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
    return means_after(points, means, min(iterations, 1))


def _returned_inside(points: np.ndarray, means: np.ndarray, iterations: int) -> Any:
    return means_after(points, means, 1) if iterations else None


def _first_means_each_time(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
    if not iterations:
        raise UnboundLocalError
    return means_after(points, means, 1)


def _last_labels(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
    if not iterations:
        raise UnboundLocalError
    return nearest_mean(points.astype(float), means_after(points, means, iterations - 1))


def _states(points: np.ndarray, means: np.ndarray, iterations: int) -> list[np.ndarray]:
    return [means_after(points, means, turn) for turn in range(iterations + 1)]


STOPS = (
    "Only the first iteration counts, however many are asked for. A `return` ends a function at once: how far in does "
    "it stand?"
)
RUNS = [
    Mistake("returns_inside_the_loop", _returned_inside, STOPS),
    Mistake(
        "labels_from_the_first_means",
        _labels_once,
        "These are the means after one iteration, however many are asked for: from the second turn on nothing changes. "
        "Which line of the step stands before the loop, and has to be done in each turn?",
    ),
    Mistake(
        "always_from_the_first_means",
        _first_means_each_time,
        "Each turn of the loop begins from the means that came in, so all turns give the same. Under which name are "
        "the new means kept, and which name does the next turn read?",
    ),
    Mistake(
        "ignores_iterations",
        lambda points, means, iterations: means_after(points, means, 1),
        "This is one iteration, whatever `iterations` is. What goes round as often as it says?",
    ),
    Mistake(
        "twenty_iterations",
        lambda points, means, iterations: means_after(points, means, 20),
        "These are twenty iterations, however many are asked for: the 20 is a habit from 02. Which argument says how "
        "often the loop turns?",
    ),
    Mistake(
        "means_not_updated",
        lambda points, means, iterations: means.astype(float),
        "These are the means that came in. Under which name does your loop keep the new ones, and which are returned?",
    ),
    Mistake(
        "one_step_too_few",
        lambda points, means, iterations: means_after(points, means, max(iterations - 1, 0)),
        "This is one iteration too few. How many turns does `range(a, b)` make?",
    ),
    Mistake(
        "one_step_too_many",
        lambda points, means, iterations: means_after(points, means, iterations + 1),
        "This is one iteration too many. How many turns does your loop make, and is there a step before or after it?",
    ),
    Mistake(
        "two_steps_per_turn",
        lambda points, means, iterations: means_after(points, means, 2 * iterations),
        "This is two iterations in each turn of the loop. Which step is done twice?",
    ),
    Mistake(
        "argmax",
        _run(labels=lambda points, means: squared_distances(points, means).argmax(axis=1)),
        "This is what you get when every point chooses its *farthest* mean. Which end of each row is wanted?",
    ),
    Mistake(
        "largest_product",
        _run(labels=lambda points, means: (points @ means.T).argmax(axis=1)),
        "This is what you get when every point chooses the mean with the largest product x·m. Which part of the "
        "distance, different for each mean, is left out?",
    ),
    *[
        Mistake(
            "argmin_wrong_axis",
            _run(labels=_wrong_axis, move=move),
            "Here each *mean* chooses its nearest point: k labels come out, and n are needed. Along which axis does "
            "`argmin` have to go, so that the means go away?",
        )
        for move in (_grouped_by_identity, group_means)
    ],
    Mistake(
        "empty_cluster_nan",
        _run(move=_averages),
        "Right where every cluster has points. An empty one gives `nan`, 0 divided by 0. What should become of its "
        "mean?",
    ),
    Mistake(
        "empty_cluster_at_zero",
        _run(move=_averages_or_zero),
        "Right where every cluster has points. The mean of an empty one jumps to 0, a place that nobody chose. Where "
        "was it before?",
    ),
    *[
        Mistake(
            "sum_without_dividing",
            _run(move=move),
            "Here the means become the sums of their points. What makes an average of a sum?",
        )
        for move in (_undivided, _undivided_or_kept)
    ],
    Mistake(
        "medians",
        _run(move=_medians),
        "These are medians. What is the place with the smallest sum of squared distances to some points?",
    ),
    Mistake(
        "sums_never_reset",
        _sums_kept,
        "The first iteration is right. From the second on the sums still hold the points of the iterations before: "
        "where do they begin at 0?",
    ),
    Mistake(
        "returns_labels",
        _last_labels,
        "These are the labels of the last iteration, one for each point. The *means* are asked for, shape (k, d): "
        "which name stands behind `return`?",
    ),
    Mistake(
        "returns_both",
        lambda *arguments: (means_after(*arguments), _last_labels(*arguments)),
        "The means are right, but labels come with them, as a tuple. Which of the two is asked for?",
    ),
    *[
        Mistake(
            "returns_history",
            lambda points, means, iterations, first=first: _states(points, means, iterations)[first:],
            "This is the list of the means of all iterations. Only the last is asked for, shape (k, d): how do you "
            "take the last item of a list?",
        )
        for first in (0, 1)
    ],
]
