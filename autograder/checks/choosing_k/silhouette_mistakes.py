"""What students write instead of the silhouette: named when the results are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.choosing_k import group_measures as right
from autograder.functions import Mistake


def _parts(distances: np.ndarray, labels: np.ndarray, itself: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Mean distances to the own cluster (n,), and to each cluster (n, k), infinite to the own one.

    The first counts the point itself or not; it is NaN where nothing is counted.
    """
    numbers = np.unique(labels)
    members = (labels[:, None] == numbers).astype(float)
    sums, counts = distances.astype(float) @ members, members.sum(axis=0)
    own = members @ counts - (not itself)
    a = (sums * members).sum(axis=1) / np.where(own > 0, own, np.nan)
    return a, np.where(members == 1, np.inf, sums / counts)


def _score(a: np.ndarray, b: np.ndarray, alone: float = 0.0) -> np.ndarray:
    s = (b - a) / np.maximum(a, b)
    return np.where(np.isnan(a), alone, s)


def _silhouette(a: np.ndarray, b: np.ndarray) -> float:
    return float(_score(a, b).mean())


def _counts_itself(distances: np.ndarray, labels: np.ndarray, alone_is_zero: bool) -> float:
    a, means = _parts(distances, labels, itself=True)
    s = _score(a, means.min(axis=1))
    counts = np.unique(labels, return_counts=True)[1][np.unique(labels, return_inverse=True)[1]]
    return float(np.where((counts == 1) & alone_is_zero, 0, s).mean())


def _all_others(distances: np.ndarray, labels: np.ndarray) -> float:
    other = labels[:, None] != labels
    b = (distances.astype(float) * other).sum(axis=1) / other.sum(axis=1)
    return _silhouette(_parts(distances, labels)[0], b)


def _farthest(distances: np.ndarray, labels: np.ndarray) -> float:
    a, means = _parts(distances, labels)
    return _silhouette(a, np.where(np.isinf(means), -np.inf, means).max(axis=1))


def _own_as_next(distances: np.ndarray, labels: np.ndarray) -> float:
    with_itself = _parts(distances, labels, itself=True)[0]
    a, means = _parts(distances, labels)
    return _silhouette(a, np.minimum(means.min(axis=1), with_itself))


def _nearest_point(distances: np.ndarray, labels: np.ndarray) -> float:
    other = labels[:, None] != labels
    return _silhouette(_parts(distances, labels)[0], np.where(other, distances.astype(float), np.inf).min(axis=1))


def _second_smallest(itself: bool) -> Callable[..., float]:
    """Of the mean distances to all clusters, the own among them, b is the second smallest."""

    def give(distances: np.ndarray, labels: np.ndarray) -> float:
        a, means = _parts(distances, labels)
        own = _parts(distances, labels, itself)[0]
        filled = np.where(np.isinf(means), np.where(np.isnan(own), 0, own)[:, None], means)
        return _silhouette(a, np.sort(filled, axis=1)[:, 1])

    return give


def _alone(value: float) -> Callable[..., float]:
    def give(distances: np.ndarray, labels: np.ndarray) -> float:
        a, means = _parts(distances, labels)
        return float(_score(a, means.min(axis=1), alone=value).mean())

    return give


def _mean_of_clusters(distances: np.ndarray, labels: np.ndarray) -> float:
    values = right.point_silhouettes(distances, labels)
    return float(np.mean([values[labels == label].mean() for label in np.unique(labels)]))


def _scaled_by(divisor: Callable[[np.ndarray, np.ndarray], Any]) -> Callable[..., float]:
    def give(distances: np.ndarray, labels: np.ndarray) -> float:
        a, means = _parts(distances, labels)
        b = means.min(axis=1)
        return float(np.where(np.isnan(a), 0, (b - a) / divisor(a, b)).mean())

    return give


def _missing_number(next_to_nothing: float) -> Callable[..., float]:
    """A cluster for every number up to the largest: one without points is at a distance of NaN, or of 0."""

    def give(distances: np.ndarray, labels: np.ndarray) -> float:
        a, means = _parts(distances, labels)
        empty = int(labels.max()) + 1 > len(np.unique(labels))
        return _silhouette(a, np.full(len(a), next_to_nothing) if empty else means.min(axis=1))

    return give


SILHOUETTE = [
    Mistake(
        "point_counts_itself",
        lambda distances, labels: _counts_itself(distances, labels, alone_is_zero=True),
        "This is what you get when each point counts itself, at distance 0, among the points of its own cluster. By "
        "how many must the sum be divided for a mean over the *others*?",
    ),
    Mistake(
        "point_counts_itself",
        lambda distances, labels: _counts_itself(distances, labels, alone_is_zero=False),
        "This is what you get when each point counts itself, at distance 0, among the points of its own cluster. By "
        "how many must the sum be divided for a mean over the *others*, and what if there are none?",
    ),
    Mistake(
        "mean_over_all_others",
        _all_others,
        "Here b is the mean distance to all points outside the own cluster. It should be the mean for *one* other "
        "cluster: which one of them?",
    ),
    Mistake(
        "farthest_cluster",
        _farthest,
        "Here b belongs to the *farthest* of the other clusters. Next to which one could the point belong instead?",
    ),
    Mistake(
        "own_cluster_as_next",
        _own_as_next,
        "Here b may be the distance to the own cluster, where that is the smallest. What must stand in the own column, "
        "so that a minimum never picks it?",
    ),
    *[
        Mistake(
            "second_smallest",
            _second_smallest(itself),
            "Here b is the second smallest of the mean distances to all clusters. That is the next cluster only where "
            "the own one is the nearest. Say a point is at 5 from its own, at 3 and 9 from two others: which of these "
            "is b, and how can the own cluster be kept out of the search?",
        )
        for itself in (True, False)
    ],
    Mistake(
        "nearest_point",
        _nearest_point,
        "Here b is the distance to the nearest single point of another cluster. It should be a mean over all points "
        "of a cluster: what comes first, the mean or the minimum?",
    ),
    Mistake(
        "alone_counts_one",
        _alone(1.0),
        "Right, but for points that are alone in their cluster: they get 1, since their a is 0. Nothing tells how well "
        "they lie. What does the question say about them?",
    ),
    Mistake(
        "alone_is_nan",
        _alone(np.nan),
        "A point that is alone in its cluster has no others to be distant from: a becomes 0 / 0, NaN, and one NaN "
        "makes the mean NaN. Which value does such a point get, and what can you divide by instead?",
    ),
    Mistake(
        "mean_of_clusters",
        _mean_of_clusters,
        "This is the mean of the clusters' means, in which the points of a small cluster weigh more. Over what is the "
        "mean asked for?",
    ),
    Mistake(
        "divided_by_b",
        _scaled_by(lambda a, b: b),
        "This is the mean of (b − a) / b. Where a point lies nearer to another cluster, a is larger: by which of the "
        "two is it divided then?",
    ),
    Mistake(
        "divided_by_a",
        _scaled_by(lambda a, b: a),
        "This is the mean of (b − a) / a, which can be above 1. Which of a and b is it divided by?",
    ),
    Mistake(
        "not_divided",
        _scaled_by(lambda a, b: 1),
        "This is the mean of b − a, which depends on the unit of the distances. What is it divided by, so that it lies "
        "between −1 and 1?",
    ),
    Mistake(
        "sign_turned_round",
        lambda distances, labels: -right.silhouette(distances, labels),
        "These are the right numbers with the wrong sign. Where a point lies well, which is larger: a or b?",
    ),
    Mistake(
        "silhouette_of_each_point",
        right.point_silhouettes,
        "This is the silhouette of each point, and all of them are right. What makes one number of n?",
    ),
    Mistake(
        "empty_cluster",
        _missing_number(np.nan),
        "Right while every number up to the largest label occurs. Where one is missing, its cluster is empty, and the "
        "mean distance to it 0 / 0, NaN. Which function gives only the labels that occur?",
    ),
    Mistake(
        "empty_cluster",
        _missing_number(0.0),
        "Right while every number up to the largest label occurs. Where one is missing, its cluster is empty, and "
        "yours counts as the next one, at distance 0. Which function gives only the labels that occur?",
    ),
]
