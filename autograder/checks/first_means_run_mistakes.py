"""Wrong `half_step_inertias` and `run_to_rest` as code: a mistake is named when its result is reproduced."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks import first_means_cases as right
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


def _states(points: np.ndarray, means: np.ndarray, most: int) -> list[np.ndarray]:
    """The means of a run: the start, and after each iteration that moved one."""
    count = right.run_to_rest(points, means, most)[1]
    return [right.run_to_rest(points, means, i)[0] for i in range(count + 1)]


def _counts_the_last_look(points: np.ndarray, means: np.ndarray, most: int) -> tuple[np.ndarray, int]:
    rest, count = right.run_to_rest(points, means, most)
    return rest, min(count + 1, most)


def _counts_from_zero(points: np.ndarray, means: np.ndarray, most: int) -> tuple[np.ndarray, int]:
    """A loop variable where a number of iterations is asked for, when the iterations are used up."""
    rest, count = right.run_to_rest(points, means, most)
    return rest, min(count, most - 1)


def _stops_when_one_rests(points: np.ndarray, means: np.ndarray, most: int) -> tuple[np.ndarray, int]:
    points, means = points.astype(float), means.astype(float)
    for i in range(most):
        moved = lloyd_step(points, means)
        if (moved == means).any():
            return means, i
        means = moved
    return means, most


def _one_iteration(points: np.ndarray, means: np.ndarray, _: int) -> tuple[np.ndarray, int]:
    return lloyd_step(points.astype(float), means.astype(float)), 1


def _until(still: Callable[[np.ndarray, np.ndarray], bool]) -> Callable[..., tuple[np.ndarray, int]]:
    """Make a run that ends as soon as the moved means and those before them are found to be the same."""
    def gives(points: np.ndarray, means: np.ndarray, most: int) -> tuple[np.ndarray, int]:
        points, means = points.astype(float), means.astype(float)
        for i in range(most):
            moved = lloyd_step(points, means)
            if still(moved, means):
                return means, i
            means = moved
        return means, most

    return gives


# How students find that means "hardly" move.
SMALL_MOVES = [
    *(lambda new, old, limit=limit: np.abs(new - old).max() < limit for limit in (1e-3, 1e-2, 5e-2, 0.1)),
    *(lambda new, old, limit=limit: np.allclose(new, old, rtol=limit) for limit in (1e-3, 1e-2, 5e-2)),
    *(lambda new, old, limit=limit: np.allclose(new, old, atol=limit) for limit in (1e-3, 1e-2)),
]  # fmt: skip

RUN_MISTAKES = [
    Mistake(
        "ignores_most",
        lambda points, means, most: right.run_to_rest(points, means, right.MOST * 10),
        "Right where the run rests early enough. But when `most` is 1, or 2, the means have moved more often than "
        "that. What ends your loop when the means do not rest?",
    ),
    Mistake(
        "never_stops_early",
        lambda points, means, most: (right.run_to_rest(points, means, most)[0], most),
        "The means are right; as the number of iterations `most` comes back each time. How do you notice that "
        "nothing has moved, and what should be counted until then?",
    ),
    Mistake(
        "counts_the_last_look",
        _counts_the_last_look,
        "The means are right, and the number is one too many where they came to rest. The last iteration only "
        "showed that nothing moves any more: should it be counted?",
    ),
    Mistake(
        "counts_from_zero",
        _counts_from_zero,
        "The means are right. The number is one too small where `most` iterations were used up: there it is the "
        "number of the last turn, counted from 0. After `most` turns that all moved a mean, how many is that?",
    ),
    Mistake(
        "stops_one_short",
        lambda points, means, most: right.run_to_rest(points, means, most - 1),
        "Right where the run rests early enough; where it does not, there is one iteration less than `most`. How "
        "many turns does `range(1, most)` make?",
    ),
    Mistake(
        "one_iteration_only",
        _one_iteration,
        "These are the means after a single iteration, each time. Are the labels chosen anew in every turn of the "
        "loop? And does a `return` stand inside the loop, where the first turn already meets it?",
    ),
    Mistake(
        "stops_when_one_rests",
        _stops_when_one_rests,
        "The run ends as soon as *one* number of the means stays as it was; the others would have moved on. Which "
        "of `any` and `all` does your comparison take?",
    ),
    *(
        Mistake(
            "stops_at_small_moves",
            _until(still),
            "The run ends while means still move, by little. Where points lie close together a small move is a large "
            "one, and a mean that creeps may yet cross a gap. What is equal once nothing moves *at all*?",
        )
        for still in SMALL_MOVES
    ),
    Mistake(
        "swapped",
        lambda points, means, most: right.run_to_rest(points, means, most)[::-1],
        "Both values are right, in the other order. Which one is asked for first?",
    ),
    Mistake(
        "gives_the_history",
        _states,
        "What comes back is a list with the means of every iteration. Which of them is asked for, and what else?",
    ),
]
