"""Wrong `mend_empty` as code: a mistake is named when its result is reproduced."""

from __future__ import annotations

import numpy as np

from autograder.checks.first_means import cases as right
from autograder.functions import Mistake


def _mended(points: np.ndarray, labels: np.ndarray, means: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """Means whose empty rows got the points in this order."""
    mended = means.astype(float)
    empty = [j for j in range(len(means)) if j not in labels]
    mended[empty] = points[rank[: len(empty)]]
    return mended


def _farthest_first(squares: np.ndarray) -> np.ndarray:
    return np.argsort(-squares, kind="stable")


def _same_for_all(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    farthest = right.own_squares(points, labels, means).argmax()
    return _mended(points, labels, means, np.full(len(means), farthest))


def _from_the_centre(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    centre = points.astype(float).mean(axis=0)
    return _mended(points, labels, means, _farthest_first(((points - centre) ** 2).sum(axis=1)))


def _from_the_nearest(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    full = means[~np.isnan(means).any(axis=1)].astype(float)
    nearest = np.array([min(((point - mean) ** 2).sum() for mean in full) for point in points.astype(float)])
    return _mended(points, labels, means, _farthest_first(nearest))


def _by_steps_along_the_axes(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    return _mended(points, labels, means, _farthest_first(np.abs(points - means[labels]).sum(axis=1)))


def _by_differences(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    return _mended(points, labels, means, _farthest_first((points - means[labels]).sum(axis=1)))


def _overlooks_the_last(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """What `np.bincount(labels) == 0` sees: no cluster beyond the largest label."""
    seen = labels.max() + 1
    return np.concatenate([right.mend_empty(points, labels, means[:seen]), means[seen:]])


def _only_the_first(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    mended, empty = means.astype(float), [j for j in range(len(means)) if j not in labels]
    if empty:
        mended[empty[0]] = right.mend_empty(points, labels, means)[empty[0]]
    return mended


def _only_one_by_argmax(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """What `argmax` finds first, which is 0 where no cluster is empty."""
    mended = means.astype(float)
    mended[np.isnan(means).any(axis=1).argmax()] = points[right.own_squares(points, labels, means).argmax()]
    return mended


def _only_one_of_none(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """The first empty cluster, an IndexError where there is none."""
    np.flatnonzero(np.isnan(means).any(axis=1))[0]
    return _only_the_first(points, labels, means)


def _measured_anew(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """The distance to each new mean counts as well, so that the next point is not taken beside it."""
    mended, squares = means.astype(float), right.own_squares(points, labels, means)
    for j in np.flatnonzero(np.isnan(means).any(axis=1)):
        mended[j] = points[squares.argmax()]
        squares = np.minimum(squares, ((points.astype(float) - mended[j]) ** 2).sum(axis=1))
    return mended


def _distance_to_nothing(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Distances to all means, of which one is NaN: they are NaN all, and the first counts as the largest."""
    return _mended(points, labels, means, np.zeros(len(means), dtype=int))


MEND_MISTAKES = [
    Mistake(
        "still_nan",
        lambda points, labels, means: means,
        "The means come back as they went in, NaN included. `NaN == NaN` is `False` in Python: how do you find the "
        "rows that are not numbers?",
    ),
    Mistake(
        "zeros_for_nan",
        lambda points, labels, means: np.nan_to_num(means),
        "The empty clusters have their means at the origin now, where there may be no point at all. Which *point* "
        "is asked for?",
    ),
    Mistake(
        "same_point_for_all",
        _same_for_all,
        "Right for one empty cluster. With several, all of them got the same point, so all but one will be empty "
        "again. Where do the second and the third farthest stand, when the distances are sorted?",
    ),
    Mistake(
        "nearest_point",
        lambda points, labels, means: _mended(
            points, labels, means, np.argsort(right.own_squares(points, labels, means), kind="stable")
        ),
        "The empty clusters got the points that are *nearest* to their own means. `argsort` begins with the "
        "smallest: at which end are the farthest?",
    ),
    Mistake(
        "farthest_from_the_centre",
        _from_the_centre,
        "These are the points that are farthest from the mean of *all* points. From which mean should each point be "
        "measured?",
    ),
    Mistake(
        "farthest_from_the_nearest",
        _from_the_nearest,
        "Each point was measured to the mean that is nearest to it; asked for is the mean whose *label* it has. "
        "What does `means[labels]` hold, row by row?",
    ),
    Mistake(
        "distance_to_nothing",
        _distance_to_nothing,
        "Every empty cluster got the first point. Are there distances to the means that are NaN among yours? One of "
        "them makes a whole sum or minimum NaN, and `argmax` stops at the first. Which mean does each point need, "
        "and is that one ever NaN?",
    ),
    Mistake(
        "l1_distance",
        _by_steps_along_the_axes,
        "The distances were measured as sums of absolute differences, and by these others are farthest. What makes the "
        "differences positive in a *squared* distance?",
    ),
    Mistake(
        "forgot_to_square",
        _by_differences,
        "The differences were added as they are, so that +2 and -2 cancel. What has to happen to each before?",
    ),
    Mistake(
        "overlooks_the_last",
        _overlooks_the_last,
        "Right, except where the *last* cluster is empty: that one stays NaN. `np.bincount` counts up to the "
        "largest label that it meets. Which parameter tells it how many clusters there are?",
    ),
    *(
        Mistake(
            "only_the_first",
            each,
            "Right for one empty cluster. With several, only the first is mended, and the others are left empty. Which "
            "function gives the numbers of all of them, also where there is none?",
        )
        for each in (_only_the_first, _only_one_by_argmax, _only_one_of_none)
    ),
    Mistake(
        "measured_anew",
        _measured_anew,
        "Right where the farthest points lie apart. Once a mean is mended, you measure again, also from your new mean, "
        "so that no second point beside it is taken. From which means should the distances be taken, all the time?",
    ),
]
