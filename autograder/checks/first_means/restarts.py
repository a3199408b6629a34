"""Judges `best_of`: its means are at rest, and each arrangement comes as often as the best of so many restarts.

On eight points every start can be run, so the probability of each result is known exactly; three looks with a
false alarm of 1e-6 each.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.arguments import Seed
from autograder.checks.first_means.cases import drawn
from autograder.checks.first_means.rests import Rests, rests_of
from autograder.checks.lloyd import lloyd_step
from autograder.evidence import Evidence, FunctionProxy, Raised, Returned
from autograder.functions import Asked, Case, draw_each, each_once, not_random, surprising
from autograder.functions.compare import difference
from autograder.functions.judge import about_read_only, base_not_right, side_effects, used_library
from autograder.functions.words import shapes_in_words
from autograder.functions.written import not_yet_a_function
from autograder.verdict import Finding, error, failed, passed

N, K = 8, 3
SETS = 4  # of eight points, that a course has
LOOKS = ((1, 450), (2, 400), (3, 200))  # restarts, and how often they are made
Counted = tuple[int, np.ndarray, int]  # restarts, how often each result came (results,), and in how many calls
UNEVEN = "inhomogeneous"  # what NumPy says of an array that is made of arrays and numbers
LIKELY = 0.3, 0.5  # bounds of the probability that one start finds the best

# What students give instead: the probability of each result, and what is said of it.
MISTAKES: dict[str, tuple[Callable[[Rests, int], np.ndarray], str]] = {
    "one_start_counts": (
        lambda rests, restarts: rests.best_of(1),
        "the results are no better than those of a single start. Is a new start drawn in each turn of the loop? And is "
        "the best kept, or the first, or the last?",
    ),
    "keeps_the_worst": (
        lambda rests, restarts: rests.worst_of(restarts),
        "the results are those with the *largest* inertia. Which way should the comparison go?",
    ),
    "one_restart_more": (
        lambda rests, restarts: rests.best_of(restarts + 1),
        "the results are as good as if there were one restart more than `restarts`. How often does your loop turn, "
        "and is there a run before it?",
    ),
    "one_restart_less": (
        lambda rests, restarts: rests.best_of(max(restarts - 1, 1)),
        "the results are only as good as if there were one restart less than `restarts`. How often does your loop "
        "turn?",
    ),
    "compares_the_starts": (
        lambda rests, restarts: rests.from_best_start(restarts),
        "the results are those of the start that was best *before* any iteration. At which moment should the "
        "inertia be compared?",
    ),
}  # fmt: skip


def small_sets(rng: np.random.Generator) -> tuple[np.ndarray, Rests]:
    """Draw eight points for which a single start often fails, with where each start leads."""
    while True:
        points = rng.normal(size=(N, 2)).round(2)
        rests = rests_of(points, K)
        if rests and LIKELY[0] <= rests.best_of(1)[0] <= LIKELY[1] and _telling(rests):
            return points, rests


def _telling(rests: Rests) -> bool:
    """Whether every mistake shows on these points: by a quarter of the draws."""
    restarts = LOOKS[-1][0]
    right = rests.best_of(restarts)
    others = (chance(rests, restarts) for name, (chance, _) in MISTAKES.items() if not name.startswith("one_restart"))
    return all(np.abs(other - right).max() > 0.25 for other in others)


def judge_best_of(evidence: Evidence, function: Any, asked: Asked) -> Finding:
    """Judge a function that keeps the best of several runs; raises StudentTimeout when it does not end."""
    if problem := not_yet_a_function(evidence, function, asked):
        return problem
    rng = evidence.draw(asked.name)
    cases = _cases(rng)
    calls = function.calls([case.arguments for case in cases], watch=(asked.forbidden, ()))
    if calls.library_calls:
        return used_library(asked, calls.library_calls)
    results = list(zip(cases, calls.results, strict=True))
    problem = next(filter(None, (_at_rest(asked, *each) for each in results)), None)
    if problem := problem or _by_frequency(evidence, function, asked, rng):
        return base_not_right(evidence, asked) or problem
    return side_effects(asked, results) or passed(
        f"`{asked.name}` gives means at rest, and the best of 1, 2 and 3 restarts as often as it should."
    )


def _cases(rng: np.random.Generator) -> list[Case]:
    """Draw calls with the means of which only one thing is asked: to be at rest."""
    def seed() -> Seed:
        return Seed(int(rng.integers(2**31)))

    return [
        Case((drawn(rng, 30, 3, 4)[0], 4, 2, seed())),
        *(Case((rng.normal(size=(300, 2)), 8, 2, seed()), "runs of many iterations") for _ in range(4)),
        Case((drawn(rng, 9, 2, 1)[0], 1, 2, seed()), "a single mean"),
        Case((rng.permutation(6)[:, None] * 2.0, 6, 1, seed()), "one dimension, and as many means as points"),
        Case((drawn(rng, 20, 3, 3, dtype=np.float32)[0], 3, 2, seed()), "float32"),
        Case((drawn(rng, 15, 4, 3, dtype=np.uint8)[0], 3, 2, seed()), "whole numbers of the kind `uint8`"),
    ]


def _at_rest(asked: Asked, case: Case, result: Returned | Raised) -> Finding | None:
    """Reject an exception, another type or shape, and means that would still move."""
    points, k, *_ = case.arguments
    shapes = shapes_in_words(asked.parameters[:3], case.arguments[:3])
    where = f"{case.about} ({shapes})" if case.about else shapes
    if isinstance(result, Raised):
        if about_read_only(result):
            return None
        pairs = " Which of the two values of `run_to_rest` belongs into the array?" if UNEVEN in result.text else ""
        return error(f"{result.message} It happened for {where}.{pairs}", "raises")
    if isinstance(result.value, (float, np.generic, np.ndarray)) and np.ndim(result.value) == 0:
        return failed(
            f"`{asked.name}` gives one number, perhaps the smallest inertia. Do you keep which means it belongs to, "
            "and which of the two is asked for?",
            "gives_the_inertia",
        )
    if isinstance(result.value, tuple) and len(result.value) == 2:
        return failed(
            f"`{asked.name}` gives two values, perhaps the two of `run_to_rest`. Which of them is asked for?",
            "gives_the_pair",
        )
    problem = difference(result.value, np.zeros((k, points.shape[1])), 1.0, what=f"`{asked.call}`")
    if problem and problem.mistake:
        return failed(f"For {where}: {problem.words}" + ("" if problem.words.endswith("?") else "."), problem.mistake)
    if _rests(points, result.value):
        return None
    if all((points == row).all(axis=1).any() for row in result.value):
        return failed(
            f"For {where}: the means that come back are points still, as they were drawn. Which means belong to the "
            "inertia that you compare, those at the start or those at rest?",
            "gives_the_start",
        )
    return failed(f"For {where}: the means that come back would still move. Is each run at rest?", "not_at_rest")


def _rests(points: np.ndarray, means: np.ndarray) -> bool:
    moved = lloyd_step(points.astype(float), means.astype(float))
    return np.allclose(moved, means, rtol=1e-4, atol=1e-4 * float(np.abs(points).max()))


@functools.lru_cache(maxsize=2 * SETS)
def _set_of_course(seed: bytes) -> tuple[np.ndarray, Rests]:
    """Draw eight points once for all submissions that share the seed: every start is run for them."""
    return small_sets(np.random.default_rng(int.from_bytes(seed, "big")))


def _by_frequency(
    evidence: Evidence, function: FunctionProxy, asked: Asked, rng: np.random.Generator
) -> Finding | None:
    """Reject draws that can't be repeated, and results that come too often or too seldom."""
    points, rests = _set_of_course(evidence.common_seed(asked.name, SETS))
    looks: list[Counted] = []
    for restarts, often in LOOKS:
        draws = draw_each(function, (points, K, restarts), rng.choice(2**31, often, replace=False).tolist(), asked)
        if isinstance(draws, Finding):
            return draws
        for value in each_once(draws.values):
            if problem := _at_rest(asked, Case((points, K, restarts)), Returned(value, ())):
                return problem
        if restarts == 1 and (problem := not_random(draws, asked)):
            return problem
        found = [rests.which(value) for value in draws.values]
        if None in found:
            return failed("Some means are at rest, but no start of different points leads there. Where do yours start?",
                          "other_starts")  # fmt: skip
        looks.append((restarts, np.bincount(np.array(found, dtype=int), minlength=len(rests.results)), often))
    return _named(asked, rests, looks)


def _likelihood(rests: Rests, chance: Callable[[Rests, int], np.ndarray], looks: list[Counted]) -> float:
    """The logarithm of the probability of all counts."""
    return sum(float(counts @ np.log(chance(rests, restarts).clip(1e-12))) for restarts, counts, _ in looks)


def _named(asked: Asked, rests: Rests, looks: list[Counted]) -> Finding | None:
    """Name the mistake whose probabilities explain all counts, when the right ones don't."""
    def explains(chance: Callable[[Rests, int], np.ndarray]) -> bool:
        return all(surprising(counts, chance(rests, restarts), often) is None for restarts, counts, often in looks)

    if explains(Rests.best_of):
        return None
    likely = [name for name, (chance, _) in MISTAKES.items() if explains(chance)]
    if likely:
        name = max(likely, key=lambda each: _likelihood(rests, MISTAKES[each][0], looks))
        return failed(f"On {N} points, where every start can be tried out, it shows: {MISTAKES[name][1]}", name)
    strange = (each for each in looks if surprising(each[1], rests.best_of(each[0]), each[2]) is not None)
    restarts, counts, often = next(strange)
    return failed(
        f"On {N} points, where every start can be tried out, the best arrangement should come from {restarts} "
        f"restart{'s' * (restarts > 1)} in about {100 * rests.best_of(restarts)[0]:.0f} % of the calls. "
        f"`{asked.name}` finds it in {100 * counts[0] / often:.0f} %. From where does each run start, and which of "
        "the runs is kept?",
        "wrong_frequencies",
    )
