"""Checks of 01_numpy_warmup: five functions on whole arrays, from which K-means is made."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.arguments import Seed
from autograder.checks.lloyd import pair_distances
from autograder.checks.warmup import cases as warmup_cases
from autograder.checks.warmup import mistakes as warmup_mistakes
from autograder.checks.warmup.rows import judge_draws, problem_of_rows
from autograder.evidence import Evidence
from autograder.exercises import TodoCell, exercise
from autograder.functions import Asked, examples, judge_function
from autograder.verdict import Finding

ASSIGNMENT = "01_numpy_warmup"

IMAGE_STRIP = Asked(
    call="image_strip(images)",
    todo=TodoCell("image_strip_code", binds="image_strip"),
    reference=warmup_cases.strip_of_images,
    tiny=(np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]),),
    cases=warmup_cases.cases_of_strips,
    mistakes=warmup_mistakes.STRIP,
    question="Follow one number of the first image: in which row and column should it stand, and where does it stand?",
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=IMAGE_STRIP.todo,
    hints=(
        "An image is cut out of its row of 784 numbers by giving them two axes: 28 rows of 28 columns. With the "
        "axis of the images that makes three: which one should the rows of the picture be made of?",
        "Three steps: `reshape` to (image, row, column), `transpose` to put the axes into another order, and "
        "`reshape` to two axes. In the last step neighbouring axes are joined: which two have to stand side by "
        "side?",
        "A row of the picture holds that row of the first image, then that of the second, and so on: (row, image, "
        "column). Which numbers does `transpose` need, when 0 is the image, 1 the row and 2 the column?",
    ),
)
def image_strip(evidence: Evidence, function: Any) -> Finding:
    """Write `image_strip`: flat images side by side in one picture.

    `image_strip(images)`: array of shape (n, side * side) -> array of shape (side, n * side)
    """
    return judge_function(evidence, function, IMAGE_STRIP)


PICK_ROWS = Asked(
    call="pick_rows(points, k, rng)",
    todo=TodoCell("pick_rows_code", binds="pick_rows"),
    reference=lambda points, k, rng: points[:k].astype(float),
    tiny=(np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]), 2, Seed(1)),
    cases=warmup_cases.cases_of_rows,
    mistakes=warmup_mistakes.ROWS,
    loops=0,
    problem=problem_of_rows,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=PICK_ROWS.todo,
    hints=(
        "Two steps: draw k different row numbers, then take the rows with these numbers. What kind of number can be an "
        "index?",
        "A generator has `rng.choice(n, k)`, which draws k of the numbers 0 ... n - 1, and puts each back before it "
        "draws the next. Its documentation, `rng.choice?`, names an argument for that. How many numbers are there "
        "to draw from?",
        "An array of row numbers in the brackets, `points[rows]`, gives a new array with those rows. So all that is "
        "left is `rows`: what does `rng.choice` need besides `len(points)` and `k`, so that no number comes twice?",
    ),
)
def pick_rows(evidence: Evidence, function: Any) -> Finding:
    """Write `pick_rows`: k different rows of the points, drawn at random.

    `pick_rows(points, k, rng)`: array of shape (n, d), a number, and a `np.random.Generator` -> array of shape (k, d)
    """
    finding = judge_function(evidence, function, PICK_ROWS)
    if finding.outcome not in ("passed", "partial"):
        return finding
    return judge_draws(evidence, function, PICK_ROWS) or finding


SQUARED_DISTANCES = Asked(
    call="squared_distances(points, means)",
    todo=TodoCell("squared_distances_code", binds="squared_distances"),
    reference=pair_distances,
    tiny=(np.array([[0.0, 0.0], [3.0, 4.0], [1.0, 1.0]]), np.array([[0.0, 0.0], [1.0, 2.0]])),
    cases=warmup_cases.cases_of_distances,
    mistakes=warmup_mistakes.DISTANCES,
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=4,
    todo=SQUARED_DISTANCES.todo,
    hints=(
        "Broadcasting lines two shapes up from the right; an axis of length 1 is stretched. Which shapes must "
        "`points` and `means` have, so that together they give (n, k, d)?",
        "`points[:, None, :]` has shape (n, 1, d). Subtract `means`, shape (k, d), from it, and look at the shape.",
        "The differences have shape (n, k, d). Square each, then let the last axis go away in a sum. Images come "
        "as `uint8`: what does `points.astype(float)` do before?",
    ),
)
def squared_distances(evidence: Evidence, function: Any) -> Finding:
    """Write `squared_distances`: from every point to every mean.

    `squared_distances(points, means)`: arrays of shape (n, d) and (k, d) -> array of shape (n, k), float
    """
    return judge_function(evidence, function, SQUARED_DISTANCES)


def _is_nearest(found: np.ndarray, expected: np.ndarray, distances: np.ndarray) -> bool:
    """Whether each label stands for a nearest mean, whichever of those that are equally near."""
    inside = bool(((found >= 0) & (found < distances.shape[1])).all())
    return inside and bool((distances[np.arange(len(distances)), found] == distances.min(axis=1)).all())


NEAREST = Asked(
    call="nearest(distances)",
    todo=TodoCell("nearest_code", binds="nearest"),
    reference=warmup_cases.nearest_by_looking,
    tiny=(np.array([[5.0, 1.0], [0.0, 2.0], [9.0, 4.0]]),),
    cases=warmup_cases.cases_of_tables,
    mistakes=warmup_mistakes.NEAREST,
    question="Look at the first row by eye: which of its numbers is the smallest, and at which place does it stand?",
    loops=0,
    same=_is_nearest,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=NEAREST.todo,
    hints=(
        "Each row of `distances` belongs to one point, each column to one mean. What is asked for in each row: its "
        "smallest number, or the place where that stands?",
        "NumPy has `min` for the smallest number and `argmin` for its place. Both take an `axis`: the one that you "
        "name goes away, and the others stay.",
        "From (n, k) to (n,): the axis of length k goes away. Axes are counted from 0, so which number has it in "
        "`argmin(axis=...)`?",
    ),
)
def nearest(evidence: Evidence, function: Any) -> Finding:
    """Write `nearest`: the label of each point's nearest mean.

    `nearest(distances)`: array of shape (n, k) -> array of shape (n,), integers from 0 to k - 1
    """
    return judge_function(evidence, function, NEAREST)


INERTIA = Asked(
    call="inertia(distances)",
    todo=TodoCell("inertia_code", binds="inertia"),
    reference=warmup_cases.sum_of_smallest,
    tiny=(np.array([[5.0, 1.0], [0.5, 2.0], [9.0, 4.0]]),),
    cases=warmup_cases.cases_of_tables,
    mistakes=warmup_mistakes.INERTIA,
    question="Mark the smallest number of each row by eye: what is their sum?",
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=2,
    todo=INERTIA.todo,
    hints=(
        "Two steps: one number for each point, then one number for all of them. Which distance of its row does a point "
        "count with?",
        "`min` with an `axis` gives the smallest number of each row, `sum` without one adds everything. Which comes "
        "first?",
        "From (n, k) to (n,) with `min`, along the axis that `nearest` went along, and from (n,) to one number with "
        "`sum`. The distances come squared: is there anything left to square?",
    ),
)
def inertia(evidence: Evidence, function: Any) -> Finding:
    """Write `inertia`: the sum of each point's smallest squared distance.

    `inertia(distances)`: array of shape (n, k), squared distances -> one number
    """
    return judge_function(evidence, function, INERTIA)


EXAMPLES = {
    **examples(IMAGE_STRIP, SQUARED_DISTANCES, NEAREST, INERTIA),
    "pick_rows": "points = np.arange(12.0).reshape(6, 2)\n"
    "pick_rows(points, 3, np.random.default_rng(1))  # three different rows, and the same three each time it runs",
}
