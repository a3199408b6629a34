"""Looks at how `step_in_chunks` of 07_scaling_out walks through chunks, and how `mini_batch` draws its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.scaling_out.cases import cases_of_steps, stepped
from autograder.evidence import Evidence, FunctionProxy, Raised, Returned
from autograder.functions import Asked, Once, draw_each, not_random, odd_pair, surprising
from autograder.functions.compare import difference
from autograder.verdict import Finding, error, failed, partial

DRAWS, ROWS, SIZE = 400, 12, 3  # batches of 3 of 12 rows, drawn 400 times
KEPT = 2 / 3  # share of the points for a right step that keeps all the chunks

ONLY_ONCE = (
    "Right for a list of chunks, and wrong for a generator, which gives each of them only once: whoever walks through "
    "it again finds nothing. What does your second walk look for, and did the first not know it?"
)
NO_LIST = (
    "Right for a list of chunks. A generator gives them one after the other: it has no length, and none can be picked "
    "by its number. Which loop needs neither?"
)


def judge_one_by_one(evidence: Evidence, function: FunctionProxy) -> Finding | None:
    """Give a step that is right for lists chunks that come one by one: it may walk once, and keep none of them."""
    cases = [case.arguments for case in cases_of_steps(evidence.draw("chunks one by one"))]
    reused = function.calls([(Once(chunks, reused=True), means) for chunks, means in cases]).results
    if _first_wrong(reused, cases) is None:
        return None
    wrong = _first_wrong(function.calls([(Once(chunks), means) for chunks, means in cases]).results, cases)
    return _keeps_all() if wrong is None else _not_one_by_one(wrong)


def _first_wrong(results: Sequence[Returned | Raised], cases: list[tuple[Any, ...]]) -> Returned | Raised | None:
    """The first result that is not what a step gives; near ties are not among the cases."""
    for result, arguments in zip(results, cases, strict=True):
        if isinstance(result, Raised) or difference(result.value, stepped(*arguments), 1e-4):
            return result
    return None


def _keeps_all() -> Finding:
    return partial(
        KEPT,
        "What `step_in_chunks` gives is right, but it keeps every chunk until the last has come. Together they are the "
        "whole file, which is larger than the budget. What is there to keep of a chunk when the next one is read?",
        mistake="keeps_all_chunks",
    )


def _not_one_by_one(result: Returned | Raised) -> Finding:
    if not isinstance(result, Raised):
        return failed(ONLY_ONCE, "walks_twice")
    wants_list = any(word in result.text for word in ("generator", "sequence"))
    message, mistake = (NO_LIST, "needs_a_list") if wants_list else (ONLY_ONCE, "walks_twice")
    return error(f"{message}\n\n{result.told}", mistake)


def judge_batches(evidence: Evidence, function: FunctionProxy, asked: Asked) -> Finding | None:
    """Look at which rows are drawn, many times, from points of which each is known by its own coordinate.

    With one mean that has seen nothing the new mean is the average of the batch, so each coordinate tells how often
    its point was drawn. A right function is rejected with a probability of at most 2e-6: two looks at frequencies, each
    with the alarm of `surprising`.
    """
    rng = evidence.draw("mini_batch draws")
    seeds = [int(seed) for seed in rng.integers(2**32, size=DRAWS)]
    found = draw_each(function, (np.eye(ROWS), np.zeros((1, ROWS)), np.zeros(1), SIZE), seeds, asked)
    if isinstance(found, Finding):
        return found
    batches = [_rows_drawn(value) for value in found.values]
    return _other_size(batches) or not_random(found, asked) or _not_any_rows(batches)


def _other_size(batches: list[list[int]]) -> Finding | None:
    other = next((len(rows) for rows in batches if len(rows) != SIZE), None)
    if other is None:
        return None
    return failed(
        f"Of {ROWS} points, with `size` = {SIZE}, the batch had {other} different ones. How many rows are drawn, and "
        "can one come twice?",
        "other_size",
    )


def _not_any_rows(batches: list[list[int]]) -> Finding | None:
    """Reject batches of rows that stand together, and rows that come too often or too seldom."""
    if all(_side_by_side(rows) for rows in batches):
        return failed(
            "Each batch is a piece of the file: rows that stand next to each other. Neighbours are often alike, so "
            f"such a batch tells little of the whole. What draws {SIZE} row numbers, each on its own?",
            "neighbouring_rows",
        )
    counts = np.bincount([row for rows in batches for row in rows], minlength=ROWS)
    odd = surprising(counts, np.full(ROWS, SIZE / ROWS), len(batches))
    if odd is None:
        return _rows_in_pairs(batches)
    return failed(
        f"In {len(batches)} batches of {SIZE} of {ROWS} rows, row {odd} came {counts[odd]} times; about "
        f"{len(batches) * SIZE // ROWS} were to be expected. From which row numbers do you draw?",
        "uneven_draws",
    )


def _side_by_side(rows: list[int]) -> bool:
    """Whether rows are neighbours in the file, the first row coming after the last again."""
    return any(sorted((row - first) % ROWS for row in rows) == list(range(SIZE)) for first in rows)


def _rows_in_pairs(batches: list[list[int]]) -> Finding | None:
    """Reject batches in which each row comes often enough, and draws others along."""
    odd = odd_pair(batches, ROWS, SIZE)
    if odd is None:
        return None
    (one, other), times, expected = odd
    return failed(
        f"Each row comes often enough, but rows {one} and {other} came together {times} times in {len(batches)} "
        f"batches; about {expected:.0f} are to be expected. Does one row that you draw decide which others come with "
        "it?",
        "rows_depend_on_each_other",
    )


def _rows_drawn(value: Any) -> list[int]:
    """The rows of a batch, from the means (1, n) that it has made; the shape was right on other inputs."""
    means = np.asarray(value[0]) if isinstance(value, (tuple, list)) and len(value) == 2 else np.zeros((1, 0))
    return [int(row) for row in np.flatnonzero(means[0] > 1e-9)] if means.ndim == 2 else []
