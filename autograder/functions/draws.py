"""Judges functions that draw: the same draws from the same generator, and each outcome as often as it should come.

The bound on frequencies is Chernoff's: of n draws a share of at least q where p is right has a probability of at most
exp(-n KL(q, p)), KL being the relative entropy of two coins (H. Chernoff, "A measure of asymptotic efficiency for
tests of a hypothesis based on the sum of observations", Annals of Mathematical Statistics 23, 1952). It holds for
every n, so a false alarm is as rare as it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any

import numpy as np

from autograder.arguments import Seed
from autograder.evidence import FunctionProxy, Raised
from autograder.functions.asked import Asked
from autograder.functions.compare import same_values
from autograder.functions.judge import used_library
from autograder.verdict import Finding, error, failed

ALARM = 1e-6  # probability at most that a right function is rejected by one look at frequencies
REPEATS = 8  # draws that are made a second time, with the same seeds


@dataclass(frozen=True)
class Draws:
    """What a function gave for each seed, and for the first few of them once more."""

    values: list[Any]
    again: list[Any]


def draw_each(
    function: FunctionProxy, arguments: Sequence[Any], seeds: Sequence[int], asked: Asked
) -> Draws | Finding:
    """Call a function with `*arguments` and a generator for each seed; a Finding when that can't be judged."""
    inputs = [(*arguments, Seed(int(seed))) for seed in seeds]
    calls = function.calls([*inputs, *inputs[:REPEATS]], watch=(asked.forbidden, ()))
    if calls.library_calls:
        return used_library(asked, calls.library_calls)
    for result in calls.results:
        if isinstance(result, Raised):
            return error(result.message, "raises")
    values = [result.value for result in calls.results if not isinstance(result, Raised)]
    return Draws(values[: len(inputs)], values[len(inputs) :])


def not_random(draws: Draws, asked: Asked) -> Finding | None:
    """Reject draws that ignore the generator: others from the same seed, or the same from every seed."""
    if not all(same_values(one, other, 1e-12) for one, other in zip(draws.values, draws.again, strict=False)):
        return failed(
            f"`{asked.name}` gives something else when it gets a generator with the same seed again, so nobody can "
            "repeat a result. Does every draw come from `rng`, and from no other generator?",
            "ignores_the_generator",
        )
    if len(draws.values) > 3 and all(same_values(draws.values[0], each, 1e-12) for each in draws.values[1:]):
        return failed(
            f"`{asked.name}` gives the same for {len(draws.values)} different seeds. What is drawn from `rng`?",
            "same_draw_every_time",
        )
    return None


def each_once(values: Sequence[Any]) -> list[Any]:
    """Give each value once, in their order: of arrays that are equal to the last byte only the first."""
    kept: dict[Any, Any] = {}
    for number, value in enumerate(values):
        known = type(value) is np.ndarray
        kept.setdefault((value.dtype.str, value.shape, value.tobytes()) if known else number, value)
    return list(kept.values())


def surprising(counts: Any, probabilities: Any, draws: int, alarm: float = ALARM) -> int | None:
    """Give the index of the outcome whose count is the hardest to believe; None when all are plausible.

    Parameters
    ----------
    counts
        How often each outcome came, shape (m,).
    probabilities
        How likely each is in one draw, shape (m,); they need not add up to 1, as when several come together.
    draws
        The number of draws, each independent of the others.
    alarm
        How likely it may be at most that right draws are found surprising, over all outcomes together.
    """
    counts, p = np.asarray(counts, dtype=float), np.asarray(probabilities, dtype=float)
    surprise = draws * _relative_entropy(counts / draws, p)
    limit = np.log(2 * len(counts) / alarm)
    worst = int(np.argmax(surprise))
    return worst if surprise[worst] > limit else None


def odd_pair(
    draws: Sequence[Sequence[int]], among: int, each: int, alarm: float = ALARM
) -> tuple[tuple[int, int], int, float] | None:
    """Give the two outcomes that come together too often or too seldom: which, how often, and how often they should.

    Each draw is `each` different ones of the outcomes 0 ... `among` - 1; None when all pairs are plausible. It tells
    draws in which one outcome decides which others come with it, although each comes often enough by itself.
    """
    pairs = list(combinations(range(among), 2))
    members = [frozenset(draw) for draw in draws]
    counts = [sum(members_of.issuperset(pair) for members_of in members) for pair in pairs]
    chance = comb(each, 2) / comb(among, 2)
    odd = surprising(counts, [chance] * len(pairs), len(draws), alarm)
    return None if odd is None else (pairs[odd], counts[odd], len(draws) * chance)


def _relative_entropy(q: np.ndarray, p: np.ndarray) -> np.ndarray:
    """KL(q, p) of two coins, in nats; infinite where q is impossible."""
    return _term(q, p) + _term(1 - q, 1 - p)


def _term(q: np.ndarray, p: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(q > 0, q * np.log(q / np.maximum(p, 0)), 0.0)
    return np.where((q > 0) & (p <= 0), np.inf, found)
