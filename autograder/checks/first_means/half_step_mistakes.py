"""Wrong `half_step_inertias` as code: a mistake is named when its result is reproduced."""

from __future__ import annotations

import numpy as np

from autograder.checks.first_means import cases as right
from autograder.checks.lloyd import group_means, lloyd_step, nearest_mean
from autograder.functions import Mistake

Numbers = tuple[float, float, float]


def _chosen_at_once(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, _, after = right.half_step_inertias(points, means)
    return before, after, after


def _moved_again(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, between, _ = right.half_step_inertias(points, means)
    return before, between, right.half_step_inertias(points, lloyd_step(points.astype(float), means.astype(float)))[1]


def _distances(points: np.ndarray, means: np.ndarray) -> Numbers:
    """Sums of distances that are not squared."""
    points, means = points.astype(float), means.astype(float)
    labels = nearest_mean(points, means)
    moved = group_means(points, labels, means)
    pairs = ((labels, means), (labels, moved), (nearest_mean(points, moved), moved))
    one, two, three = (float(np.sqrt(right.own_squares(points, each, centre)).sum()) for each, centre in pairs)
    return one, two, three


def _root_between(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, _, after = right.half_step_inertias(points, means)
    return before, _distances(points, means)[1], after


def _not_squared_between(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, _, after = right.half_step_inertias(points, means)
    points = points.astype(float)
    labels = nearest_mean(points, means.astype(float))
    return before, float((points - group_means(points, labels, means)[labels]).sum()), after


def _old_means_between(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, _, after = right.half_step_inertias(points, means)
    return before, before, after


def _averages(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, between, after = right.half_step_inertias(points, means)
    return before / len(points), between / len(points), after / len(points)


def _average_between(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, between, after = right.half_step_inertias(points, means)
    return before, between / len(points), after


def _successive(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, _, after = right.half_step_inertias(points, means)
    return before, after, _moved_and_chosen(points, lloyd_step(points.astype(float), means.astype(float)))


def _moved_and_chosen(points: np.ndarray, means: np.ndarray) -> float:
    return right.half_step_inertias(points, means)[2]


def _relabelled_with_old_means(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, between, _ = right.half_step_inertias(points, means)
    return before, between, between


def _mean_of_all_between(points: np.ndarray, means: np.ndarray) -> Numbers:
    before, between, after = right.half_step_inertias(points, means)
    return before, between / points.size, after


HALF_STEP_MISTAKES = [
    Mistake(
        "labels_chosen_at_once",
        _chosen_at_once,
        "The second number is the same as the third: it is what you get when the points choose again before the "
        "inertia is taken. Which labels do the points have at the moment when only the means have moved?",
    ),
    Mistake(
        "means_not_moved",
        _old_means_between,
        "The second number is the first one again: it comes from the means as they were. Where do the means stand "
        "between the two half-steps?",
    ),
    Mistake(
        "moved_again",
        _moved_again,
        "The third number comes from means that have moved a second time. After the points have chosen again, which "
        "means are there to measure to?",
    ),
    Mistake(
        "measured_after_the_move",
        lambda points, means: right.half_step_inertias(points, lloyd_step(points.astype(float), means.astype(float))),
        "These are the three numbers of the *next* iteration: the means had moved before the first was taken. Has "
        "something been written into the name `means` too early?",
    ),
    Mistake(
        "distances_not_squared",
        _distances,
        "These are sums of distances; the inertia is a sum of *squared* distances. Which step is one too many?",
    ),
    Mistake(
        "root_between",
        _root_between,
        "The first and the third number are right. The second one is a sum of distances; the inertia is a sum of "
        "*squared* distances. Which step is one too many?",
    ),
    Mistake(
        "forgot_to_square",
        _not_squared_between,
        "The second number is the sum of the differences themselves, so that +2 and -2 cancel (and around averages "
        "they cancel altogether). What has to happen to each before they are added?",
    ),
    Mistake(
        "mean_for_sum",
        _averages,
        "Each number is n times too small: this is what you get from `.mean` where a sum is asked for. Which of the "
        "two adds up?",
    ),
    Mistake(
        "mean_for_sum_between",
        _average_between,
        "The first and the third number are right. The second is n times too small: an average where a sum is "
        "asked for. Which of the two adds up?",
    ),
    Mistake(
        "mean_of_all_between",
        _mean_of_all_between,
        "The first and the third number are right. The second is n times d times too small: an average over all "
        "coordinates where a sum is asked for. Which of `.mean` and `.sum` adds up?",
    ),
    Mistake(
        "successive",
        _successive,
        "These are the inertias of three iterations, one after the other. All three moments belong to a *single* "
        "iteration: what have the points not done yet when the second is taken?",
    ),
    Mistake(
        "relabelled_with_old_means",
        _relabelled_with_old_means,
        "The third number is the second one again: as if no point had chosen again. Among which means do the points "
        "choose after the move?",
    ),
    Mistake(
        "order_reversed",
        lambda points, means: right.half_step_inertias(points, means)[::-1],
        "The three numbers are right, in the reverse order. Which of them is the one before anything moves?",
    ),
]
