"""Judges `pick_rows` of 01_numpy_warmup: what one draw must be, and how often each row must come in many."""

from __future__ import annotations

import numpy as np

from autograder.evidence import Evidence, FunctionProxy
from autograder.functions import Asked, Difference, Draws, draw_each, not_random, odd_pair, surprising
from autograder.verdict import Finding, failed

DRAWS = 600
N, K = 7, 3  # few enough rows for every pair of them to come often


def problem_of_rows(found: np.ndarray, points: np.ndarray, k: int, rng: np.random.Generator) -> Difference | None:
    """Say why an array (k, d) can't be k different rows of the points; None when it can."""
    among = sorted(map(tuple, points.tolist()))
    for row in map(tuple, np.asarray(found).tolist()):
        if row in among:
            among.remove(row)
        elif row in map(tuple, points.tolist()):
            return Difference(
                "drawn_with_replacement",
                f"one row of `points` came twice, the one that reads {_short(row)}. A draw with replacement puts each "
                "row back before the next is drawn: what keeps `rng.choice` from doing so?",
            )
        else:
            return Difference(
                "not_rows_of_the_points",
                f"{_short(row)} is no row of `points`. What do you index, and along which axis?",
            )
    return None


def _short(row: tuple[float, ...]) -> str:
    numbers = [f"{number:g}" for number in row[:4]]
    return f"`[{', '.join(numbers)}{', ...' if len(row) > 4 else ''}]`"


def judge_draws(evidence: Evidence, function: FunctionProxy, asked: Asked) -> Finding | None:
    """Reject draws that do not come from the generator, and those in which some rows or pairs are too rare.

    A right function is rejected with a probability of at most 2e-6: two looks, each with the alarm of `surprising`.
    """
    rng = evidence.draw("rows picked many times")
    points = rng.permutation(2 * N).reshape(N, 2) / 2
    draws = draw_each(function, (points, K), rng.choice(2**32, DRAWS, replace=False).tolist(), asked)
    return draws if isinstance(draws, Finding) else not_random(draws, asked) or _unfair(draws, points)


def _unfair(draws: Draws, points: np.ndarray) -> Finding | None:
    for found in draws.values:
        if np.shape(found) != (K, 2):
            return failed(f"In one of {len(draws.values)} draws the shape is {np.shape(found)}.", "wrong_shape")
        if problem := problem_of_rows(found, points, K, np.random.default_rng()):
            return failed(f"In one of {len(draws.values)} draws {problem.words}", problem.mistake)
    numbers = [[points.tolist().index(row) for row in np.asarray(found).tolist()] for found in draws.values]
    return _in_a_block(numbers) or _rare_row(numbers) or _rare_pair(numbers)


def _in_a_block(numbers: list[list[int]]) -> Finding | None:
    """Name rows that always lie side by side: a slice from a random place."""
    if not all(max(rows) - min(rows) == K - 1 for rows in numbers):
        return None
    return failed(
        f"In all {len(numbers)} draws the rows lie side by side in `points`. A slice is a view, not a copy, and "
        "neighbours are no random rows: what draws each row number by itself?",
        "neighbours",
    )


def _rare_row(numbers: list[list[int]]) -> Finding | None:
    counts = [sum(row in rows for rows in numbers) for row in range(N)]
    odd = surprising(counts, [K / N] * N, len(numbers))
    if odd is None:
        return None
    return failed(
        f"Of {N} rows {K} were picked, {len(numbers)} times. Row {odd} should be among them about "
        f"{len(numbers) * K / N:.0f} times, and was {counts[odd]} times. From which numbers do you draw: is each of "
        f"0 ... {N - 1} as likely as the others?",
        "not_equally_likely",
    )


def _rare_pair(numbers: list[list[int]]) -> Finding | None:
    odd = odd_pair(numbers, N, K)
    if odd is None:
        return None
    (one, other), times, expected = odd
    return failed(
        f"Each row comes often enough, but rows {one} and {other} came together {times} times "
        f"in {len(numbers)} draws; about {expected:.0f} are to be expected. Does one "
        "row that you pick decide which others come with it?",
        "rows_depend_on_each_other",
    )
