"""Checks of 03_one_loop: the functions of which K-means with a single Python loop is made, and a faster way to move."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.lloyd import group_means as means_of_groups
from autograder.checks.lloyd import pair_distances
from autograder.checks.one_loop import cases
from autograder.checks.one_loop.distance_mistakes import DISTANCES, EXPANDED
from autograder.checks.one_loop.group_mistakes import GROUPS, ONE_HOT
from autograder.checks.one_loop.looks import below_zero, large_arrays, reads_the_start
from autograder.checks.one_loop.move_mistakes import MOVES
from autograder.checks.one_loop.run_mistakes import RUNS
from autograder.evidence import Evidence
from autograder.exercises import TodoCell, exercise
from autograder.functions import Asked, examples, judge_function
from autograder.verdict import Finding, error

ASSIGNMENT = "03_one_loop"
TINY_PAIR = (np.array([[0.0, 0.0], [3.0, 4.0], [1.0, 1.0]]), np.array([[0.0, 0.0], [1.0, 2.0]]))

BY_MEAN = Asked(
    call="distances_by_mean(points, means)",
    todo=TodoCell("distances_by_mean_code", binds="distances_by_mean"),
    reference=pair_distances,
    tiny=TINY_PAIR,
    cases=cases.cases_of_distances,
    mistakes=DISTANCES,
    loops=1,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=BY_MEAN.todo,
    hints=(
        "Take a single mean, `means[0]`, and all points. What shape has `points - means[0]`, and what is left to do to "
        "get one squared distance for each point?",
        "Square the differences, and add them along the axis of the coordinates: that leaves (n,), one column of the "
        "result. So each turn of a loop over the means makes one column. Where can k columns be kept?",
        "Either make `np.zeros` of shape (n, k) before the loop and write column j in turn j, or put the columns in a "
        "list and join them with `np.stack`. Along which `axis` do columns stand side by side?",
    ),
)
def distances_by_mean(evidence: Evidence, function: Any) -> Finding:
    """Write `distances_by_mean`: from every point to every mean, with one loop.

    `distances_by_mean(points, means)`: arrays of shape (n, d) and (k, d) -> squared distances, array of shape (n, k)
    """
    return judge_function(evidence, function, BY_MEAN)


MULTIPLIED_OUT = Asked(
    call="expanded_distances(points, means)",
    todo=TodoCell("expanded_distances_code", binds="expanded_distances"),
    reference=pair_distances,
    tiny=TINY_PAIR,
    cases=cases.cases_of_distances,
    mistakes=EXPANDED,
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=4,
    todo=MULTIPLIED_OUT.todo,
    hints=(
        "Three parts, each with its own shape: ‖x‖² is one number for each point, ‖m‖² one for each mean, x·m one for "
        "each pair. Which shapes are those, and which of them fit together as they are?",
        "All products at once are `points @ means.T`, shape (n, k). Numbers of shape (k,) are added to each row. "
        "Numbers of shape (n,) have to become (n, 1) first: what does `[:, None]` do?",
        "‖x‖² of each row is the sum of its squares along axis 1. Put the three parts together as the formula has "
        "them, with its minus and its 2, and let `np.maximum` compare the result with 0.",
    ),
)
def expanded_distances(evidence: Evidence, function: Any) -> Finding:
    """Write `expanded_distances`: from every point to every mean, by way of a matrix product.

    `expanded_distances(points, means)`: arrays of shape (n, d) and (k, d) -> squared distances, array of shape (n, k)
    """
    finding = judge_function(evidence, function, MULTIPLIED_OUT)
    if finding.outcome != "passed":
        return finding
    return large_arrays(evidence, function, MULTIPLIED_OUT) or below_zero(evidence, function, MULTIPLIED_OUT) or finding


ROWS = Asked(
    call="one_hot(labels, k)",
    todo=TodoCell("one_hot_code", binds="one_hot"),
    reference=cases.rows_of_labels,
    tiny=(np.array([2, 0, 2]), 4),
    cases=cases.cases_of_labels,
    mistakes=ONE_HOT,
    question="Go through the labels by eye: in which column of its row does each 1 belong?",
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=ROWS.todo,
    hints=(
        "There are three ways: compare every label with every number from 0 to k − 1; or fill zeros with ones at the "
        "right places; or pick rows out of a matrix that has one row for each label. Which one do you see first?",
        "Comparing is broadcasting: labels of shape (n, 1) against `np.arange(k)`. Filling needs the row numbers, "
        "`np.arange(n)`, beside the labels. And which matrix has a single 1 in each row, in column 0, 1, 2 and so on?",
        "`np.eye(k)` is that matrix: its row j is the one-hot row of label j. What does an array of integers in the "
        "brackets do, as in `points[rows]`?",
    ),
)
def one_hot(evidence: Evidence, function: Any) -> Finding:
    """Write `one_hot`: a row for each label, with a one in its own column.

    `one_hot(labels, k)`: array of shape (n,), integers from 0 to k - 1, and a number -> zeros and ones, shape (n, k)
    """
    return judge_function(evidence, function, ROWS)


MEANS = Asked(
    call="group_means(points, labels, means)",
    todo=TodoCell("group_means_code", binds="group_means"),
    reference=means_of_groups,
    tiny=(
        np.array([[0.0, 0.0], [2.0, 2.0], [4.0, 0.0], [1.0, 4.0]]),
        np.array([0, 0, 2, 0]),
        np.array([[1.0, 0.0], [9.0, 9.0], [4.0, 4.0]]),
    ),
    cases=cases.cases_of_groups,
    mistakes=GROUPS,
    builds_on=(ROWS,),
    question="Add the points of cluster 0 on paper, and count them: which of the two differs?",
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=4,
    todo=MEANS.todo,
    hints=(
        "Three steps: the sum of each cluster's points, the number of its points, and one divided by the other. Then "
        "one more thought: what is to be done where that number is 0?",
        "With H = `one_hot(labels, k)`, the sums are `H.T @ points`, shape (k, d), and the counts are what the "
        "columns of H add up to, shape (k,). Where does a new axis go, so that each row of sums meets its own count?",
        "`np.where(condition, a, b)` takes from a where the condition holds, and from b elsewhere. The condition is "
        "that a cluster has points, shape (k, 1), and b is `means`. Both are worked out everywhere: what keeps the "
        "division from meeting a 0, as `np.maximum` can?",
    ),
)
def group_means(evidence: Evidence, function: Any) -> Finding:
    """Write `group_means`: the mean of each cluster's points; an empty cluster keeps its mean.

    `group_means(points, labels, means)`: arrays of shape (n, d), (n,) and (k, d) -> array of shape (k, d)
    """
    return judge_function(evidence, function, MEANS)


RUN = Asked(
    call="kmeans(points, means, iterations)",
    todo=TodoCell("kmeans_code", binds="kmeans"),
    reference=cases.means_after,
    tiny=(
        np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [10.0, 0.0], [11.0, 0.0]]),
        np.array([[0.0, 0.0], [1.0, 0.0]]),
        2,
    ),
    cases=cases.cases_of_runs,
    mistakes=RUNS,
    builds_on=(MULTIPLIED_OUT, MEANS, ROWS),  # a loop of `distances_by_mean` counts: its own exercise allows it
    question="Which labels does the first turn choose, and what does the next turn begin from?",
    loops=1,
)


@exercise(
    assignment=ASSIGNMENT,
    points=4,
    todo=RUN.todo,
    hints=(
        "An iteration has two half-steps: the points choose, then the means move. You have a function for each half, "
        "but for one small thing between: how do distances become labels?",
        "Labels are where the smallest distance of each row stands: `argmin` along the axis of the means. The second "
        "half takes those labels, and gives new means. Under which name must they be kept for the next turn?",
        "Three lines: `for _ in range(iterations):`, a line that makes `labels` of distances, and a line that gives "
        "`means` the value of `group_means(...)`. How far in does the `return` stand?",
    ),
)
def kmeans(evidence: Evidence, function: Any) -> Finding:
    """Write `kmeans`: the means after some iterations, with exactly one loop.

    `kmeans(points, means, iterations)`: arrays of shape (n, d) and (k, d), and a number -> array of shape (k, d)
    """
    finding = judge_function(evidence, function, RUN)
    if finding.mistake == "raises" and reads_the_start(evidence, RUN, finding.message):
        return error(
            "`kmeans` reads `start`, which comes from the notebook: ten means of 784 numbers. This call brings other "
            f"points, and means that fit them. Under which name do those come in?\n\n{finding.message}",
            "uses_start",
        )
    return finding


MOVED = Asked(
    call="move_changed(sums, counts, points, old_labels, new_labels)",
    todo=TodoCell("move_changed_code", binds="move_changed"),
    reference=cases.moved_one_by_one,
    tiny=(
        np.array([[1.0, 0.0], [9.0, 3.0]]),
        np.array([1.0, 2.0]),
        np.array([[1.0, 0.0], [4.0, 1.0], [5.0, 2.0]]),
        np.array([0, 1, 1]),
        np.array([0, 0, 1]),
    ),
    cases=cases.cases_of_moves,
    mistakes=MOVES,
    question="Take one point that changed its label: what should it add, and what take away? In which rows?",
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=2,
    todo=MOVED.todo,
    hints=(
        "Most points keep their label, and nothing has to be done for them. Which comparison marks the others, and how "
        "are their rows and labels picked?",
        "For the points that changed make two matrices of zeros and ones, shape (c, k): where each comes, and where it "
        "left. What does the difference of the two hold, and what is its transpose times those points?",
        "The sums gain `moves.T @ points[changed]`, and the counts gain what the columns of `moves` add up to. For a "
        "point that was in no cluster the row of where it left has to be all zeros: which way to make it gives that "
        "for −1, comparing with `np.arange(k)` or picking rows of `np.eye(k)`?",
    ),
)
def move_changed(evidence: Evidence, function: Any) -> Finding:
    """Write `move_changed`: sums and counts of the clusters after the points that changed label have moved.

    `move_changed(sums, counts, points, old_labels, new_labels)`: arrays of shape (k, d), (k,), (n, d), (n,) and (n,)
    -> new sums and counts, arrays of shape (k, d) and (k,)
    """
    return judge_function(evidence, function, MOVED)


EXAMPLES = examples(BY_MEAN, MULTIPLIED_OUT, ROWS, MEANS, RUN, MOVED)
