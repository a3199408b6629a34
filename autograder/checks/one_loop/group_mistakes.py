"""What students write instead of one-hot rows and means of groups in 03_one_loop, as code."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.lloyd import group_means
from autograder.checks.one_loop.cases import rows_of_labels
from autograder.functions import Mistake


def _marked(labels: np.ndarray, k: int, place: Callable[[np.ndarray, np.ndarray], None]) -> np.ndarray:
    marks = np.zeros((len(labels), k))
    place(marks, labels)
    return marks


def _whole_columns(marks: np.ndarray, labels: np.ndarray) -> None:
    marks[:, labels] = 1


def _whole_rows(marks: np.ndarray, labels: np.ndarray) -> None:
    marks[labels] = 1


def _labels_for_ones(marks: np.ndarray, labels: np.ndarray) -> None:
    marks[np.arange(len(labels)), labels] = labels


COLUMNS = (
    "Whole columns are 1: with `[:, labels]` every row gets a 1 in every column that is named anywhere. Which row "
    "number belongs to each label, and what array holds those?"
)
ONE_HOT = [
    Mistake(
        "one_hot_transposed",
        lambda labels, k: rows_of_labels(labels, k).T,
        "The ones are in the right places, but they lie in shape (k, n): a row for each cluster. A row for each "
        "*label* is wanted, (n, k). Which of the two should be compared along the rows?",
    ),
    Mistake(
        "clusters_counted_from_labels",
        lambda labels, k: rows_of_labels(labels, int(labels.max()) + 1),
        "The number of columns comes from the largest label, so clusters at the end that are empty have none. Which "
        "number says how many clusters there are?",
    ),
    Mistake(
        "clusters_counted_from_labels",
        lambda labels, k: rows_of_labels(np.unique(labels, return_inverse=True)[1], len(np.unique(labels))),
        "There are as many columns as there are *different* labels, so an empty cluster has none. Which number says "
        "how many clusters there are?",
    ),
    Mistake("whole_columns", lambda labels, k: _marked(labels, k, _whole_columns), COLUMNS),
    Mistake(
        "whole_rows",
        lambda labels, k: _marked(labels, k, _whole_rows),
        "This marks whole rows: a single index array in the brackets is taken for row numbers. A label is the number "
        "of a *column*: what stands before it?",
    ),
    Mistake(
        "labels_for_ones",
        lambda labels, k: _marked(labels, k, _labels_for_ones),
        "The right places are filled, but with the labels themselves: cluster 0 gets 0, cluster 2 gets 2. Which number "
        "should stand there?",
    ),
    *[
        Mistake(
            "shifted_by_one",
            gives,
            "Every 1 stands one column too far left, and those of label 0 in the last. Python counts from 0: which "
            "column belongs to label 0?",
        )
        for gives in (
            lambda labels, k: np.eye(k)[labels - 1],
            lambda labels, k: np.eye(k)[labels.astype(int) - 1],
        )
    ],
    Mistake(
        "zeros_and_ones_swapped",
        lambda labels, k: 1 - rows_of_labels(labels, k),
        "This is 0 where 1 is asked for, and 1 everywhere else. Which comparison is the other way round?",
    ),
    Mistake(
        "compared_with_k",
        lambda labels, k: labels == k,
        "This compares each label with the number k. Which k numbers should each of them be compared with, and which "
        "shape must `labels` have for that?",
    ),
    Mistake(
        "no_new_axis",
        lambda labels, k: (labels == np.arange(k)) * 1.0,
        "Labels of shape (n,) and numbers of shape (k,) don't fit each other. Where does the new axis go, so that "
        "every label meets every number?",
    ),
    Mistake(
        "identity_alone",
        lambda labels, k: np.eye(k),
        "This is the identity matrix, with a row for each *cluster*. Which of its rows does a point with label j need, "
        "and how are rows taken by their numbers?",
    ),
    Mistake(
        "identity_of_points",
        lambda labels, k: np.eye(len(labels))[labels],
        "The rows are those of an identity matrix of size n, so they are n long. How long should a row be?",
    ),
]


def _counts(labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Numbers of points (k, 1)."""
    return np.bincount(labels, minlength=len(means))[:, None]


def _sums(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sums (k, d) and counts (k, 1), worked out from each cluster's average."""
    counts = _counts(labels, means)
    return group_means(points, labels, np.zeros(means.shape)) * counts, counts


def _divided(points: np.ndarray, labels: np.ndarray, means: np.ndarray, by: Callable[..., object]) -> np.ndarray:
    sums, counts = _sums(points, labels, means)
    return sums / by(counts)


def _medians(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    medians = [np.median(points[labels == j], axis=0) if (labels == j).any() else means[j] for j in range(len(means))]
    return np.array(medians)


def _where(points: np.ndarray, labels: np.ndarray, means: np.ndarray, filled: Callable[..., np.ndarray]) -> np.ndarray:
    """Give something of (sums, counts) for the clusters that have points, and the old mean for the others."""
    sums, counts = _sums(points, labels, means)
    return np.where(counts > 0, filled(sums, counts), means)


def _last_points(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """The last point of each cluster, (k, d): what `sums[labels] += points` leaves; 0 for an empty one."""
    sums = np.zeros(means.shape)
    sums[labels] += points
    return sums


def _repeats_lost(counted: bool, kept: bool) -> Callable[..., np.ndarray]:
    """Each row of the sums is written once, and the counts are right or not; an empty cluster keeps its mean or not."""

    def give(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
        counts = _counts(labels, means) if counted else np.minimum(_counts(labels, means), 1)
        sums = _last_points(points, labels, means)
        return np.where(counts > 0, sums / np.maximum(counts, 1), means) if kept else sums / counts

    return give


NOT_DIVIDED = (
    "These are the sums of each cluster. A mean is a sum divided by the number of points that went into it: what tells "
    "how many those are?"
)
EMPTY_NAN = (
    "Right where every cluster has points. An empty one gives `nan`, 0 divided by 0, and every distance to it is `nan` "
    "from then on. Where should its mean be, and what is `means` there for?"
)
EMPTY_ZERO = (
    "Right where every cluster has points. The mean of an empty one jumps to 0, a place that nobody chose. Where was "
    "it before, and which argument tells?"
)
GROUPS = [
    Mistake("empty_cluster_nan", lambda points, labels, means: _divided(points, labels, means, np.asarray), EMPTY_NAN),
    Mistake(
        "empty_cluster_at_zero",
        lambda points, labels, means: _divided(points, labels, means, lambda counts: np.maximum(counts, 1)),
        EMPTY_ZERO,
    ),
    Mistake("sum_without_dividing", lambda points, labels, means: _sums(points, labels, means)[0], NOT_DIVIDED),
    Mistake(
        "sum_without_dividing",
        lambda points, labels, means: _where(points, labels, means, lambda sums, counts: sums),
        NOT_DIVIDED,
    ),
    *[
        Mistake(
            "divided_by_number_of_points",
            gives,
            "This is what you get when every sum is divided by the number of *all* points. How many points went into "
            "the sum of one cluster?",
        )
        for gives in (
            lambda points, labels, means: _divided(points, labels, means, lambda counts: len(points)),
            lambda points, labels, means: _where(points, labels, means, lambda sums, counts: sums / len(points)),
        )
    ],
    *[
        Mistake(
            "divided_by_number_of_clusters",
            gives,
            "This is what you get when every sum is divided by k, the number of clusters. How many points went into "
            "the sum of one cluster?",
        )
        for gives in (
            lambda points, labels, means: _divided(points, labels, means, lambda counts: len(means)),
            lambda points, labels, means: _where(points, labels, means, lambda sums, counts: sums / len(means)),
        )
    ],
    Mistake(
        "counts_without_new_axis",
        lambda points, labels, means: _divided(points, labels, means, lambda counts: counts[:, 0]),
        "The counts have shape (k,) and meet the sums, (k, d): NumPy lines shapes up from the right, so they are laid "
        "along the *coordinates*. Where does a new axis go, so that each row is divided by its own count?",
    ),
    Mistake(
        "counts_without_new_axis",
        lambda points, labels, means: np.where(
            _sums(points, labels, means)[1][:, 0] > 0,
            _divided(points, labels, means, lambda counts: np.maximum(counts[:, 0], 1)),
            means,
        ),
        "The counts have shape (k,) and meet the sums, (k, d): NumPy lines shapes up from the right, so they are laid "
        "along the *coordinates*. Where does a new axis go, so that each row is divided by its own count?",
    ),
    Mistake(
        "counts_over_wrong_axis",
        lambda points, labels, means: (
            _sums(points, labels, means)[0] / rows_of_labels(labels, len(means)).sum(axis=1)[:, None]
        ),
        "The ones are counted along axis 1, in each row: that is 1 for every *point*. How many ones stand in each "
        "column?",
    ),
    *[
        Mistake(
            "no_transpose",
            gives,
            "In `A @ B` the last axis of `A` meets the first of `B`: here the k of (n, k) meets the n of (n, d). What "
            "turns (n, k) into (k, n)?",
        )
        for gives in (
            lambda points, labels, means: rows_of_labels(labels, len(means)) @ points / _counts(labels, means),
            lambda points, labels, means: np.where(
                _counts(labels, means) > 0,
                rows_of_labels(labels, len(means)) @ points / np.maximum(_counts(labels, means), 1),
                means,
            ),
        )
    ],
    *[
        Mistake(
            "repeated_labels_lost",
            _repeats_lost(counted, kept),
            "Of a cluster's points only the last one is in its sum: `sums[labels] += points` writes each row once, "
            f"however often its number comes. {told}What adds up all points of a cluster?",
        )
        for counted, told in ((True, ""), (False, "With the counts it is the same. "))
        for kept in (True, False)
    ],
    Mistake(
        "sums_transposed",
        lambda points, labels, means: group_means(points, labels, means).T,
        "The means are right, but they lie in shape (d, k). A row for each mean is wanted: which of the two matrices "
        "comes first in the product?",
    ),
    Mistake(
        "empty_cluster_left_out",
        lambda points, labels, means: group_means(points, labels, means)[np.unique(labels)],
        "An empty cluster has no row here: there are fewer means than before, and labels no longer fit their rows. "
        "What should stand in that row?",
    ),
    Mistake(
        "medians",
        _medians,
        "These are the medians of each cluster, in each coordinate. What is the place with the smallest sum of squared "
        "distances to some points?",
    ),
    Mistake(
        "averaged_with_the_old_mean",
        lambda points, labels, means: _where(points, labels, means, lambda sums, counts: (sums + means) / (counts + 1)),
        "The old mean went into the average, as if it were one more point. What belongs to a cluster besides its "
        "points?",
    ),
]
