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


def _means_of(points: np.ndarray, labels: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Means (k, d) of the points with each label; NaN for an empty cluster, which codes treat differently."""
    moved = group_means(points, labels, means)
    moved[[not (labels == j).any() for j in range(len(means))]] = np.nan
    return moved


def _assigned_by(score: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Step:
    """A step whose labels are the argmin of `score(points, means)` (n, k); the means are right."""
    return lambda points, means: _means_of(points, score(points, means).argmin(axis=1), means)


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
    labels = _differences(points, means, lambda difference: (difference**2).sum(axis=1)).min(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.stack([(labels == j) @ points / (labels == j).sum() for j in range(len(means))])


def _labels_are_whole_distances(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """`min` for `argmin`, made integers: images hardly ever have a distance below k."""
    return _means_of(points, squared_distances(points, means).min(axis=1).astype(int), means)


def _moved_by_each_image(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Each image moves its nearest mean at once, to the mean of the images that the mean has had so far."""
    moved, counts = means.astype(float), np.zeros(len(means))
    for point in points:
        j = int(((moved - point) ** 2).sum(axis=1).argmin())
        counts[j] += 1
        moved[j] += (point - moved[j]) / counts[j]
    return moved


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
    return _means_of(points, scores.argmin(axis=1), means)


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
        "forgot_to_square",
        _assigned_by(lambda x, m: np.sqrt((m**2).sum(axis=1)) - 2 * x @ m.T),
        "This is what you get from ‖m‖ − 2x·m, with the means' lengths instead of their squares. What does "
        "‖x − m‖² give when you multiply it out?",
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
        "distances_transposed",
        _assigned_by(lambda x, m: squared_distances(x, m).T.reshape(len(x), len(m))),
        "This is what you get when distances of shape (10, 10000) are made (10000, 10) with `reshape`: it keeps the "
        "order of the numbers, and the rows no longer belong to the images. What swaps two axes?",
    ),
    Mistake(
        "distances_transposed",
        _assigned_by(lambda x, m: ((m**2).sum(axis=1)[:, None] - 2 * m @ x.T).reshape(len(x), len(m))),
        "This is what you get when distances of shape (10, 10000) are made (10000, 10) with `reshape`: it keeps the "
        "order of the numbers, and the rows no longer belong to the images. What swaps two axes?",
    ),
    Mistake(
        "uint8_wraparound",
        _assigned_by(_uint8_distances),
        "This is what you get when the differences are computed in `uint8`, which holds 0 to 255 only: 0 - 1 is "
        "255 there, and squares wrap around too. What is `test_x.dtype`, and what could it be?",
    ),
    Mistake(
        "uint8_wraparound",
        lambda x, m: np.floor(_means_of(x, _uint8_distances(x, m).argmin(axis=1), m)),
        "This is what you get when all is computed in `uint8`, which holds whole numbers from 0 to 255 only: 0 - 1 is "
        "255 there, squares wrap around, and means lose their fractions. What is `test_x.dtype`, and what could it be?",
    ),
    Mistake(
        "uint8_wraparound",
        lambda x, m: np.floor(_means_of(x, nearest_mean(x, m), m)),
        "The labels are right, and the means lost their fractions: `means` has a dtype of whole numbers. What is "
        "`means.dtype`, and what should it be?",
    ),
    Mistake(
        "min_for_argmin",
        _labels_are_distances,
        "This is what you get when the labels are distances: `min` gives the smallest distance, but a label is "
        "the *index* of the nearest mean. Which function gives that?",
    ),
    Mistake(
        "min_for_argmin",
        _labels_are_whole_distances,
        "This is what you get when the labels are distances, rounded: `min` gives the smallest distance, but a label "
        "is the *index* of the nearest mean. Which function gives that?",
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
        "updated_while_read",
        _moved_by_each_image,
        "This is what you get when every image moves its mean at once, before the next image is assigned. All images "
        "should see the same ten means: when may the new ones take their place?",
    ),
    Mistake(
        "updated_while_read",
        lambda x, m: _means_of(x, np.zeros(len(x), dtype=int), m),
        "This is what you get when all images go to mean 0, as they do when the means are all zero. Is `means` set to "
        "zero, perhaps through another name for the same array, before the distances to it are computed?",
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
            total = total + counts if counts_too else counts.astype(float)
            means = sums / np.maximum(total, 1)[:, None]
        results.append(means)
    return results


def first_difference(points: np.ndarray, means: np.ndarray, labels: np.ndarray) -> int | None:
    """Index of the first point that `labels` (n,) puts elsewhere than its nearest mean; None if there is none."""
    wrong = np.flatnonzero(nearest_mean(points, means) != labels)
    return int(wrong[0]) if len(wrong) else None
