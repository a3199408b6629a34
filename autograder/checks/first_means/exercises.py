"""Checks of 04_first_means: five functions on where K-means starts, and where it ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.first_means import cases as right
from autograder.checks.first_means.half_step_mistakes import HALF_STEP_MISTAKES
from autograder.checks.first_means.mend_mistakes import MEND_MISTAKES
from autograder.checks.first_means.plus_plus import judge_plus_plus
from autograder.checks.first_means.restarts import judge_best_of
from autograder.checks.first_means.run_mistakes import RUN_MISTAKES
from autograder.evidence import Evidence
from autograder.exercises import TodoCell, exercise
from autograder.functions import Asked, Seed, examples, judge_function
from autograder.verdict import Finding

ASSIGNMENT = "04_first_means"

FOUR = np.array([[0.0], [1.0], [10.0], [11.0]])

HALF_STEPS = Asked(
    call="half_step_inertias(points, means)",
    todo=TodoCell("half_step_inertias_code", binds="half_step_inertias"),
    reference=right.half_step_inertias,
    tiny=(FOUR, np.array([[0.0], [1.0]])),
    cases=right.cases_of_half_steps,
    mistakes=HALF_STEP_MISTAKES,
    question="Follow one point through the three moments: which label has it, and where does its mean stand?",
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=HALF_STEPS.todo,
    hints=(
        "The first and the third number are inertias in which every point has the label of its nearest mean. Only the "
        "second is different: what have the points not done yet?",
        "`inertia(points, ...)` gives the first and the third, with the means before and after `move`. For the "
        "second, keep the labels that `nearest` gave, and measure to the moved means.",
        "If `moved` are the moved means, `moved[labels]` has one row for each point: the mean that it belongs to. "
        "Subtract, square, add everything up.",
    ),
)
def half_step_inertias(evidence: Evidence, function: Any) -> Finding:
    """Write `half_step_inertias`: the inertia before, between and after the half-steps of one iteration.

    `half_step_inertias(points, means)`: arrays of shape (n, d) and (k, d) -> three numbers
    (before, between, after)
    """
    return judge_function(evidence, function, HALF_STEPS)


RUN = Asked(
    call="run_to_rest(points, means, most)",
    todo=TodoCell("run_to_rest_code", binds="run_to_rest"),
    reference=right.run_to_rest,
    tiny=(FOUR, np.array([[0.0], [1.0]]), 10),
    cases=right.cases_of_runs,
    mistakes=RUN_MISTAKES,
    same=right.same_rest,
    question="Write down the means of each iteration: after which do they stay, and how many moved them?",
)


@exercise(
    assignment=ASSIGNMENT,
    points=4,
    todo=RUN.todo,
    hints=(
        "A loop of at most `most` turns. In each turn, make new means from the old ones and compare the two before "
        "going on.",
        "`step(points, means)` gives new means and leaves the old ones as they were, so you have both. "
        "`np.array_equal` compares two arrays. What do you return when they are equal, and what after the last "
        "turn?",
        "`for done in range(most):` counts the turns that came before, starting with 0: when turn `done` finds that "
        "nothing moves, exactly `done` iterations have moved something.",
    ),
)
def run_to_rest(evidence: Evidence, function: Any) -> Finding:
    """Write `run_to_rest`: K-means until nothing moves any more.

    `run_to_rest(points, means, most)`: arrays of shape (n, d) and (k, d) and a whole number -> the
    means at rest, shape (k, d), and the number of iterations that moved them, at most `most`
    """
    return judge_function(evidence, function, RUN)


BEST = Asked(
    call="best_of(points, k, restarts, rng)",
    todo=TodoCell("best_of_code", binds="best_of"),
    reference=lambda points, k, restarts, rng: points[:k].astype(float),  # shows the shape alone: it draws
    tiny=(FOUR, 2, 10, Seed(0)),
    cases=lambda rng: [],
    builds_on=(replace(RUN, same=right.same_means),),  # a wrong number of iterations does no harm here
)


@exercise(
    assignment=ASSIGNMENT,
    points=4,
    todo=BEST.todo,
    hints=(
        "Like looking for the smallest number in a list: keep the best so far, and replace it whenever a run ends "
        "lower.",
        "In each turn: a start from `random_start(points, k, rng)`, a run by your `run_to_rest`, its `inertia`. "
        "Mind that `run_to_rest` gives two values.",
        "Begin with `best = None` or with an inertia of `np.inf`, so that the first run is better than nothing. The "
        "generator `rng` is made once, by whoever calls: make none inside.",
    ),
)
def best_of(evidence: Evidence, function: Any) -> Finding:
    """Write `best_of`: the best of several runs from random starts.

    `best_of(points, k, restarts, rng)`: array of shape (n, d), two whole numbers and a
    `np.random.Generator` -> means at rest, shape (k, d), those with the smallest inertia
    """
    return judge_best_of(evidence, function, BEST)


PLUS_PLUS = Asked(
    call="plus_plus(points, k, rng)",
    todo=TodoCell("plus_plus_code", binds="plus_plus"),
    reference=lambda points, k, rng: points[:k],  # shows the shape alone: it draws
    tiny=(FOUR, 2, Seed(0)),
    cases=lambda rng: [],
)


@exercise(
    assignment=ASSIGNMENT,
    points=6,
    todo=PLUS_PLUS.todo,
    hints=(
        "Keep a list of the row numbers drawn so far. Every turn of the loop adds one, until there are k.",
        "`squared_distances(points, points[chosen])` has a row for each point and a column for each chosen one. The "
        "nearest chosen one is the smallest in the row. Divide by the sum, and they are probabilities.",
        "`rng.choice(n, p=...)` draws a number below n by the probabilities that you give as `p`. Where their sum "
        "would be 0, leave `p` out, and each row is as likely as the others.",
    ),
)
def plus_plus(evidence: Evidence, function: Any) -> Finding:
    """Write `plus_plus`: first means by D² sampling.

    `plus_plus(points, k, rng)`: array of shape (n, d), a whole number and a `np.random.Generator` ->
    k of the points, shape (k, d), the first drawn first
    """
    return judge_plus_plus(evidence, function, PLUS_PLUS)


MEND = Asked(
    call="mend_empty(points, labels, means)",
    todo=TodoCell("mend_empty_code", binds="mend_empty"),
    reference=right.mend_empty,
    tiny=(
        np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [6.0, 3.0]]),
        np.array([0, 0, 0, 2]),
        np.array([[2.0, 0.0], [np.nan, np.nan], [6.0, 3.0]]),
    ),
    cases=right.cases_of_mending,
    mistakes=MEND_MISTAKES,
    same=right.same_mending,
    question="Work the distance of each point to its own mean out on paper: which one is the largest?",
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=MEND.todo,
    hints=(
        "Two questions: which rows of `means` are NaN, and how far is each point from the mean whose label it has? "
        "No label names an empty cluster, so that mean is never NaN.",
        "`np.isnan` finds NaN. `means[labels]` has one row for each point: its own mean. `argsort` gives the "
        "numbers of the points from the nearest to the farthest.",
        "As many of the farthest points as there are empty clusters: a slice from the end of what `argsort` gives. "
        "Write them into a *copy* of the means.",
    ),
)
def mend_empty(evidence: Evidence, function: Any) -> Finding:
    """Write `mend_empty`: empty clusters get the points that are farthest from their own means.

    `mend_empty(points, labels, means)`: arrays of shape (n, d), (n,) and (k, d), with NaN in the rows of
    empty clusters -> means of shape (k, d), all finite
    """
    return judge_function(evidence, function, MEND)


EXAMPLES = {
    **examples(HALF_STEPS, RUN, MEND),
    "best_of": (
        "points = np.array([[0.0], [1.0], [10.0], [11.0]])\n"
        "best_of(points, 2, 10, np.random.default_rng(0))  # should be [[0.5], [10.5]], in either order"
    ),
    "plus_plus": (
        "points = np.array([[0.0], [0.0], [3.0]])\n"
        "plus_plus(points, 2, np.random.default_rng(0))  # should hold 0 and 3, in either order, with any seed"
    ),
}
