"""Checks of 07_scaling_out: a step over chunks as map and reduce, and mini-batches."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.scaling_out import part_mistakes as parts
from autograder.checks.scaling_out import step_mistakes as steps
from autograder.checks.scaling_out.cases import (
    bounds_of,
    cases_of_bounds,
    cases_of_mini_batches,
    cases_of_moving,
    cases_of_parts,
    cases_of_steps,
    cases_of_sums,
    mini_batch_of_all,
    moved,
    part_of,
    stepped,
    together,
)
from autograder.checks.scaling_out.looks import judge_batches, judge_one_by_one
from autograder.evidence import Evidence
from autograder.exercises import TodoCell, exercise
from autograder.functions import Asked, Seed, examples, judge_function
from autograder.verdict import Finding

ASSIGNMENT = "07_scaling_out"

CHUNK_BOUNDS = Asked(
    call="chunk_bounds(n, rows)",
    todo=TodoCell("chunk_bounds_code", binds="chunk_bounds"),
    reference=bounds_of,
    tiny=(5, 2),
    cases=cases_of_bounds,
    mistakes=parts.BOUNDS,
    question="Write the rows down as 0, 1, 2, … with a line after each chunk: between which numbers do the lines fall?",
)
PARTIAL_SUMS = Asked(
    call="partial_sums(chunk, means)",
    todo=TodoCell("partial_sums_code", binds="partial_sums"),
    reference=part_of,
    tiny=(np.array([[0.0, 0.0], [3.0, 4.0], [1.0, 1.0]]), np.array([[0.0, 0.0], [4.0, 4.0]])),
    cases=cases_of_sums,
    mistakes=parts.SUMS,
    question="Which mean is nearest to each of these points, on paper? Which of the three values then differs first?",
    loops=0,
)
COMBINE = Asked(
    call="combine(parts)",
    todo=TodoCell("combine_code", binds="combine"),
    reference=together,
    tiny=(
        [
            (np.array([[1.0, 1.0], [3.0, 4.0]]), np.array([2.0, 1.0]), 3.0),
            (np.array([[2.0, 0.0], [0.0, 0.0]]), np.array([1.0, 0.0]), 1.5),
        ],
    ),
    cases=cases_of_parts,
    mistakes=parts.PARTS,
    question="Add the two parts on paper: which of the three values comes out otherwise?",
)
MEANS_OF = Asked(
    call="means_of(sums, counts, means)",
    todo=TodoCell("means_of_code", binds="means_of"),
    reference=moved,
    tiny=(np.array([[2.0, 4.0], [0.0, 0.0]]), np.array([2.0, 0.0]), np.array([[9.0, 9.0], [5.0, 5.0]])),
    cases=cases_of_moving,
    mistakes=steps.MOVED,
    loops=0,
)
STEP_IN_CHUNKS = Asked(
    call="step_in_chunks(chunks, means)",
    todo=TodoCell("step_in_chunks_code", binds="step_in_chunks"),
    reference=stepped,
    tiny=(
        [np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[1.0, 1.0]])],
        np.array([[0.0, 0.0], [4.0, 4.0]]),
    ),
    cases=cases_of_steps,
    mistakes=steps.STEPS,
    question="Do `partial_sums`, `combine` and `means_of` pass their checks? Then in which order do they take turns?",
    builds_on=(PARTIAL_SUMS, COMBINE, MEANS_OF),
)
MINI_BATCH = Asked(
    call="mini_batch(points, means, seen, size, rng)",
    todo=TodoCell("mini_batch_code", binds="mini_batch"),
    reference=mini_batch_of_all,
    tiny=(
        np.array([[0.0, 0.0], [3.0, 4.0], [1.0, 1.0]]),
        np.array([[0.0, 0.0], [4.0, 4.0]]),
        np.array([0.0, 2.0]),
        3,
        Seed(0),
    ),
    cases=cases_of_mini_batches,
    mistakes=steps.MINI_BATCH,
    question="Take one mean: how many points has it seen before, how many now, and what is the average of them all?",
    builds_on=(PARTIAL_SUMS, MEANS_OF),
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=CHUNK_BOUNDS.todo,
    hints=(
        "The first chunk starts at row 0, the next at row `rows`, the next at `2 * rows`. Until where do the starts "
        "go?",
        "`range` has a third parameter, the step. A chunk stops where the next one would start; the last one stops "
        "earlier.",
        "For each `start`, the stop is the smaller of two numbers, `start + rows` and one more that you know: `min` "
        "picks it. Collect the pairs in a list.",
    ),
)
def chunk_bounds(evidence: Evidence, function: Any) -> Finding:
    """Write `chunk_bounds`: where each chunk starts and stops, so that every row is in exactly one.

    `chunk_bounds(n, rows)`: two integers -> list of pairs of integers (start, stop), in order
    """
    return judge_function(evidence, function, CHUNK_BOUNDS)


@exercise(
    assignment=ASSIGNMENT,
    points=5,
    todo=PARTIAL_SUMS.todo,
    hints=(
        "It is the first half of a step, and half of the second: labels, then sums and counts for each label. Only "
        "the division is left out.",
        "With the distances (n, k) you have the labels, by `argmin`, and the inertia, by `min`, both along one axis. A "
        "matrix of zeros and ones (n, k) gives the counts by a sum and the sums by a matrix product.",
        "`np.eye(len(means))[labels]` has a row for each point with a single 1. Its sum over the points has shape "
        "(k,). Its transpose times the points has shape (k, d). First of all, make floating-point numbers of `chunk`.",
    ),
)
def partial_sums(evidence: Evidence, function: Any) -> Finding:
    """Write `partial_sums`: all that a step has to know of one chunk.

    `partial_sums(chunk, means)`: arrays of shape (n, d) and (k, d)
    -> sums of shape (k, d), counts of shape (k,), and the inertia, a number
    """
    return judge_function(evidence, function, PARTIAL_SUMS)


@exercise(
    assignment=ASSIGNMENT,
    points=2,
    todo=COMBINE.todo,
    hints=(
        "A sum over all points is the sum of the sums over some of them. That holds for all three values.",
        "`sums, counts, inertia = zip(*parts)` turns a list of triples into three tuples, each with one item for each "
        "part.",
        "The built-in `sum` adds the items of a tuple, arrays as well as numbers, each place to the same place. "
        "`np.sum` needs `axis=0` for that.",
    ),
)
def combine(evidence: Evidence, function: Any) -> Finding:
    """Write `combine`: make one part of several.

    `combine(parts)`: list of one or more (sums, counts, inertia), shapes (k, d), (k,) and a number
    -> sums of shape (k, d), counts of shape (k,), and the inertia, a number
    """
    return judge_function(evidence, function, COMBINE)


@exercise(
    assignment=ASSIGNMENT,
    points=2,
    todo=MEANS_OF.todo,
    hints=(
        "Each row of the sums is to be divided by its own count, unless that is 0. How does an array of shape (k,) "
        "get to stand beside the rows of one of shape (k, d)?",
        "`np.where(condition, first, second)` chooses, place by place. `np.maximum(counts, 1)` never divides by 0.",
        "With `counts[:, None]`, shape (k, 1), both the condition and the division line up with the rows. Where the "
        "condition is false, what stood in `means` comes back.",
    ),
)
def means_of(evidence: Evidence, function: Any) -> Finding:
    """Write `means_of`: the new means from sums and counts; an empty cluster keeps its mean.

    `means_of(sums, counts, means)`: arrays of shape (k, d), (k,) and (k, d) -> array of shape (k, d)
    """
    return judge_function(evidence, function, MEANS_OF)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=STEP_IN_CHUNKS.todo,
    hints=(
        "You have written the three pieces: one that is done for every chunk, one that puts the results together, and "
        "one that is done once at the end. Nothing new has to be computed here.",
        "A list with the part of every chunk is a comprehension. All chunks see the same `means`.",
        "`combine` gives three values. Two of them, with the old means, go into `means_of`; the third is returned as "
        "it is, behind the new means.",
    ),
)
def step_in_chunks(evidence: Evidence, function: Any) -> Finding:
    """Write `step_in_chunks`: one iteration on points that come in chunks, equal to the step on all of them.

    `step_in_chunks(chunks, means)`: list of arrays of shape (some, d), and array of shape (k, d)
    -> new means of shape (k, d), and the inertia around the means before, a number
    """
    finding = judge_function(evidence, function, STEP_IN_CHUNKS)
    return (judge_one_by_one(evidence, function) if finding.outcome == "passed" else None) or finding


@exercise(
    assignment=ASSIGNMENT,
    points=5,
    todo=MINI_BATCH.todo,
    hints=(
        "Draw row numbers, and take these rows as the batch; `partial_sums` gives sums and counts of it. Each mean is "
        "the average of all points that it has seen: of how many so far, and of how many now?",
        "`rng.choice` has the parameter `replace`. What a mean has seen before weighs `seen * mean` in all, since an "
        "average times its count is a sum. Its new points weigh `sums`.",
        "The sum of all that a mean has seen is `seen[:, None] * means + sums`, the count `seen + counts`. Which "
        "function of yours makes means of sums and counts, and copes with a count of 0?",
    ),
)
def mini_batch(evidence: Evidence, function: Any) -> Finding:
    """Write `mini_batch`: draw `size` different rows, and let each mean be the average of all it has seen.

    `mini_batch(points, means, seen, size, rng)`: arrays of shape (n, d), (k, d) and (k,), an integer, a generator
    -> new means of shape (k, d), and what each has seen by now, shape (k,)
    """
    finding = judge_function(evidence, function, MINI_BATCH)
    if finding.outcome not in ("passed", "partial"):
        return finding
    return judge_batches(evidence, function, MINI_BATCH) or finding


EXAMPLES = examples(CHUNK_BOUNDS, PARTIAL_SUMS, COMBINE, MEANS_OF, STEP_IN_CHUNKS, MINI_BATCH)
