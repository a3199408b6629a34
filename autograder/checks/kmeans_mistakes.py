"""Wrong K-means steps that students write, as code: a mistake is named only when its result is reproduced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.lloyd import group_means, nearest_mean, squared_distances

Step = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Mistake:
    """A named mistake: the step (points (n, d), means (k, d)) -> (k, d) that it makes, and what to say."""

    name: str
    step: Step
    message: str


def _differences(points: np.ndarray, means: np.ndarray, measure: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Some measure (n, k) of the differences points - mean, one mean at a time."""
    return np.stack([measure(points - mean) for mean in means], axis=1)


def _assigned_by(score: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Step:
    """A step whose labels are the argmin of `score(points, means)` (n, k); the means are right."""
    return lambda points, means: group_means(points, score(points, means).argmin(axis=1), means)


def _moved_by(measure: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Step:
    """A step with right labels whose new mean is `measure(members, points)`."""

    def step(points: np.ndarray, means: np.ndarray) -> np.ndarray:
        labels = nearest_mean(points, means)
        return np.stack([np.broadcast_to(measure(points[labels == j], points), means[j].shape)
                         for j in range(len(means))])  # fmt: skip

    return step


def _uint8_distances(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Distances computed in uint8, where 0 - 1 is 255 and squares wrap around."""
    raw, raw_means = points.astype(np.uint8), means.astype(np.uint8)
    return _differences(raw, raw_means, lambda difference: (difference**2).sum(axis=1))


def _labels_are_distances(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """`min` for `argmin`: the labels are distances, so hardly any point belongs to any cluster."""
    labels = squared_distances(points, means).min(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.stack([(labels == j) @ points / (labels == j).sum() for j in range(len(means))])


def _updated_while_read(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Each point is assigned to means that earlier clusters of the same turn have already moved."""
    moved = means.astype(float)
    for j in range(len(means)):
        members = points[nearest_mean(points, moved) == j]
        if len(members):
            moved[j] = members.mean(axis=0)
    return moved


def _moved_twice_averaged(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """The new means are averaged with the old ones."""
    return (group_means(points, nearest_mean(points, means), means) + means) / 2


def _scrambled(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """`reshape(d, k)` where `.T` was meant, in the product with the means."""
    k, d = means.shape
    wrong = means.reshape(d, k)
    scores = -2.0 * points @ wrong + (means**2).sum(axis=1)
    return group_means(points, scores.argmin(axis=1), means)


def _scrambled_sums(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """`reshape(k, d)` where `.T` was meant, on sums of shape (d, k)."""
    right = group_means(points, nearest_mean(points, means), means)
    return right.T.reshape(means.shape)


STEP_MISTAKES: list[Mistake] = [
    Mistake(
        "l1_distance",
        _assigned_by(lambda x, m: _differences(x, m, lambda diff: np.abs(diff).sum(axis=1))),
        "This is what you get when the nearest mean is chosen by absolute differences. K-means goes by *squared* "
        "distances: what do you do to each difference before you add them up?",
    ),
    Mistake(
        "forgot_to_square",
        _assigned_by(lambda x, m: _differences(x, m, lambda diff: diff.sum(axis=1))),
        "This is what you get when the differences are added up without squaring them, so that positive and "
        "negative ones cancel. What turns a difference of -3 into the same distance as one of 3?",
    ),
    Mistake(
        "forgot_to_square",
        _assigned_by(lambda x, m: np.abs(_differences(x, m, lambda diff: diff.sum(axis=1)))),
        "This is what you get when the differences are added up before they are squared, so that positive and "
        "negative ones cancel. Which comes first: the square, or the sum over the pixels?",
    ),
    Mistake(
        "missing_mean_norm",
        _assigned_by(lambda x, m: -(x @ m.T)),
        "This is what you get from the product `points @ means.T` alone. In ‖x‖² − 2x·m + ‖m‖² the first term is "
        "the same for every mean. Is the last one?",
    ),
    Mistake(
        "missing_mean_norm",
        _assigned_by(lambda x, m: x @ m.T),
        "This is what you get from the smallest product `points @ means.T`. In ‖x‖² − 2x·m + ‖m‖² which sign does "
        "the product have, and which other term depends on the mean?",
    ),
    Mistake(
        "missing_factor_two",
        _assigned_by(lambda x, m: (m**2).sum(axis=1) - x @ m.T),
        "This is what you get from ‖m‖² − x·m. Multiply (x − m)·(x − m) out: how often does x·m occur?",
    ),
    Mistake(
        "argmax",
        _assigned_by(lambda x, m: -squared_distances(x, m)),
        "This is what you get when every image joins the mean that is *farthest* from it. Should the distance be "
        "as large or as small as possible?",
    ),
    Mistake(
        "uint8_wraparound",
        _assigned_by(_uint8_distances),
        "This is what you get when the differences are computed in `uint8`, which holds 0 to 255 only: 0 - 1 is "
        "255 there, and squares wrap around too. What is `test_x.dtype`, and what could it be?",
    ),
    Mistake(
        "min_for_argmin",
        _labels_are_distances,
        "This is what you get when the labels are distances: `min` gives the smallest distance, but a label is "
        "the *index* of the nearest mean. Which function gives that?",
    ),
    Mistake(
        "sum_without_dividing",
        _moved_by(lambda members, _: members.sum(axis=0)),
        "This is what you get when each mean is the *sum* of its images. What must a sum be divided by to be a "
        "mean?",
    ),
    Mistake(
        "divided_by_number_of_points",
        _moved_by(lambda members, points: members.sum(axis=0) / len(points)),
        "This is what you get when the divisor is the number of all images. A cluster's mean is taken over "
        "which images only?",
    ),
    Mistake(
        "divided_by_number_of_means",
        lambda points, means: _moved_by(lambda members, _: members.sum(axis=0) / len(means))(points, means),
        "This is what you get when each cluster's sum is divided by the number of means. How many images does "
        "the cluster have?",
    ),
    Mistake(
        "mean_without_axis",
        _moved_by(lambda members, _: np.asarray(members.mean())),
        "This is what you get from `.mean()` without an axis: one number for the whole cluster, the same in all "
        "784 pixels. Which axis counts the images?",
    ),
    Mistake(
        "medians",
        _moved_by(lambda members, _: np.median(members, axis=0)),
        "This is what you get with medians. They minimise the absolute differences; which centre minimises the "
        "squared ones?",
    ),
    Mistake(
        "updated_while_read",
        _updated_while_read,
        "This is what you get when a mean is moved while the images are still being assigned. All images should "
        "see the same ten means: when may the new ones take their place?",
    ),
    Mistake(
        "averaged_with_the_old_means",
        _moved_twice_averaged,
        "This is what you get when the new means are averaged with the old ones. Does an old mean count as one of "
        "its cluster's images?",
    ),
    Mistake(
        "reshape_for_transpose",
        _scrambled,
        "This is what you get with `reshape(784, 10)` where the transpose is meant: `reshape` keeps the order of "
        "the numbers and tears the images apart. What swaps two axes?",
    ),
    Mistake(
        "reshape_for_transpose",
        _scrambled_sums,
        "This is what you get with `reshape(10, 784)` on an array of shape (784, 10): it keeps the order of the "
        "numbers and tears the images apart. What swaps two axes?",
    ),
]


def first_points_only(points: np.ndarray, means: np.ndarray, count: int) -> np.ndarray:
    """The step of a code that looks at the first `count` points only."""
    return group_means(points[:count], nearest_mean(points[:count], means), means)


def sums_never_reset(points: np.ndarray, start: np.ndarray, steps: int) -> list[np.ndarray]:
    """Means after `steps` turns when sums (and counts) go on growing from turn to turn: two forms."""
    k = len(start)
    results = []
    for counts_too in (True, False):
        sums, total, means = np.zeros(start.shape), np.zeros(k), start.astype(float)
        for _ in range(steps):
            labels = nearest_mean(points, means)
            counts = np.bincount(labels, minlength=k)
            sums += np.stack([points[labels == j].sum(axis=0) for j in range(k)])
            total = total + counts if counts_too else counts
            means = sums / np.maximum(total, 1)[:, None]
        results.append(means)
    return results


def first_difference(points: np.ndarray, means: np.ndarray, labels: np.ndarray) -> int | None:
    """Index of the first point that `labels` (n,) puts elsewhere than its nearest mean; None if there is none."""
    wrong = np.flatnonzero(nearest_mean(points, means) != labels)
    return int(wrong[0]) if len(wrong) else None
