"""Wrong `run_to_rest` as code: a mistake is named when its result is reproduced."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.first_means import cases as right
from autograder.checks.lloyd import lloyd_step
from autograder.functions import Mistake


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
