"""Judges `plus_plus`: its rows are points, and each sequence of points comes as often as D² sampling says.

Sequences are judged by their exact probabilities, with a false alarm in less than one of 500,000 right answers (two
looks of 1e-6 each). A mistake is named when its own probabilities explain every count.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.arguments import Laid, Seed
from autograder.checks.first_means.looks import DRAWS, Look, draw_looks, equal_rows
from autograder.checks.first_means.rules import RULES
from autograder.evidence import Evidence, FunctionProxy, Raised, Returned
from autograder.functions import Asked, Case, draw_each, each_once, not_random
from autograder.functions.compare import difference
from autograder.functions.draws import Draws
from autograder.functions.judge import about_read_only, side_effects, used_library
from autograder.functions.words import shapes_in_words
from autograder.functions.written import not_yet_a_function
from autograder.verdict import Finding, error, failed, passed

SETS = 4  # of points, that a course has


def judge_plus_plus(evidence: Evidence, function: Any, asked: Asked) -> Finding:
    """Judge a function that draws first means; raises StudentTimeout when it does not end."""
    if problem := not_yet_a_function(evidence, function, asked):
        return problem
    rng = evidence.draw(asked.name)
    ordinary, spent = _ordinary(rng), _spent(rng)
    calls = function.calls([case.arguments for case in [*ordinary, *spent]], watch=(asked.forbidden, ()))
    if calls.library_calls:
        return used_library(asked, calls.library_calls)
    results = list(zip([*ordinary, *spent], calls.results, strict=True))
    return (
        _first([_kind(asked, *each) for each in results[: len(ordinary)]])
        or _by_frequency(evidence, function, asked, rng)
        or _first([_distinct(asked, *each) for each in results[: len(ordinary)]])
        or _first([_when_spent(asked, *each) for each in results[len(ordinary) :]])
        or side_effects(asked, results)
        or passed(
            f"`{asked.name}` draws every sequence of points as often as D² sampling does ({2 * DRAWS:,} draws), and "
            "gives k rows also where points lie upon each other."
        )
    )


def _ordinary(rng: np.random.Generator) -> list[Case]:
    """Draw calls in which k different points can be had."""
    images = rng.permutation(256)[:24].reshape(6, 4).astype(np.uint8)
    return [
        Case((rng.normal(size=(30, 3)).round(2), 4, _seed(rng))),
        Case((rng.normal(size=(9, 2)).round(2), 1, _seed(rng)), "a single mean"),
        Case((rng.permutation(7)[:, None].astype(float), 7, _seed(rng)), "one dimension, and as many means as points"),
        Case((rng.normal(size=(12, 3)).round(2).astype(np.float32), 3, _seed(rng)), "float32"),
        Case((images, 5, _seed(rng)), "whole numbers of the kind `uint8`, where 3 - 5 is 254"),
        Case((Laid(rng.normal(size=(10, 2)).round(2), "F", writeable=False), 3, _seed(rng)), "a read-only array"),
    ]


def _spent(rng: np.random.Generator) -> list[Case]:
    """Draw calls in which the different points do not suffice for k rows."""
    place = rng.integers(1, 9, (1, 3)).astype(float)
    three = rng.permutation(np.array([[0.0, 0.0], [0, 0], [4, 1], [4, 1], [2, 7]]))
    return [
        Case((np.repeat(place, 5, axis=0), 3, _seed(rng)), "points that are all equal"),
        Case((three, 5, _seed(rng)), "three different points, each but one there twice"),
    ]


def _seed(rng: np.random.Generator) -> Seed:
    return Seed(int(rng.integers(2**31)))


def _first(findings: Sequence[Finding | None]) -> Finding | None:
    return next((each for each in findings if each), None)


def _kind(asked: Asked, case: Case, result: Returned | Raised) -> Finding | None:
    """Reject an exception, another type or shape, and rows that are no points."""
    points, k, where = _unpacked(asked, case)
    if isinstance(result, Raised):
        if about_read_only(result):
            return None
        return error(f"{result.message} It happened for {where}.", "raises")
    found = result.value
    if isinstance(found, np.ndarray) and found.shape == (k,) and found.dtype.kind in "iu" and points.shape != (k,):
        return failed(
            f"`{asked.name}` gives the *numbers* of the rows that it drew. What gives the points in these rows?",
            "row_numbers",
        )
    expected = points[np.zeros(k, dtype=int)].astype(float)
    problem = difference(found, expected, 1.0, what=f"`{asked.call}`")
    if problem and problem.mistake:
        return failed(f"For {where}: {problem.words}" + ("" if problem.words.endswith("?") else "."), problem.mistake)
    if not all(equal_rows(points, row).any() for row in found):
        return failed(
            f"For {where}: a row of what comes back is none of the points. What should be drawn?", "not_points"
        )
    return None


def _unpacked(asked: Asked, case: Case) -> tuple[np.ndarray, int, str]:
    """The points, k, and the call in words."""
    points, k, _ = case.arguments
    shapes = shapes_in_words(asked.parameters[:2], case.arguments[:2])
    return points.array if isinstance(points, Laid) else points, k, f"{case.about} ({shapes})" if case.about else shapes


def _distinct(asked: Asked, case: Case, result: Returned | Raised) -> Finding | None:
    """Reject the same place twice while there are others."""
    points, k, where = _unpacked(asked, case)
    if isinstance(result, Raised):  # only a read-only array's, which is told as a side effect
        return None
    if len(np.unique(result.value, axis=0)) == min(k, len(np.unique(points, axis=0))):
        return None
    return failed(
        f"For {where}: a point comes twice while others remain. How likely should a point be whose distance to the "
        "chosen ones is 0?",
        "point_twice",
    )


def _when_spent(asked: Asked, case: Case, result: Returned | Raised) -> Finding | None:
    """Reject what breaks, or gives fewer rows, when all that are left lie on chosen points."""
    _, k, where = _unpacked(asked, case)
    rows = result.value.shape[0] if isinstance(result, Returned) and np.ndim(result.value) == 2 else 0
    if rows == k:
        return _kind(asked, case, result) or _distinct(asked, case, result)
    said = f"\n\n{result.message}" if isinstance(result, Raised) else f" What came back has {rows} rows."
    make = error if isinstance(result, Raised) else failed
    return make(
        f"`{asked.name}` draws rightly, but not for {where}. There all distances become 0, and so does their sum: "
        f"what is 0 / 0, and which draw does the question allow then?{said}",
        "all_distances_zero",
    )


@functools.lru_cache(maxsize=2 * SETS)
def _looks_of_course(seed: bytes) -> list[Look]:
    """Draw points once for all submissions that share the seed: their probabilities are counted out."""
    return draw_looks(np.random.default_rng(int.from_bytes(seed, "big")))


def _by_frequency(
    evidence: Evidence, function: FunctionProxy, asked: Asked, rng: np.random.Generator
) -> Finding | None:
    """Reject draws that can't be repeated, and those that come too often or too seldom."""
    made: list[tuple[Look, list[np.ndarray]]] = []
    for look in _looks_of_course(evidence.common_seed(asked.name, SETS)):
        draws = draw_each(function, (look.points, look.k), rng.choice(2**31, DRAWS, replace=False).tolist(), asked)
        if isinstance(draws, Finding):
            return draws
        if problem := not_random(draws, asked) or _strange(asked, look, draws):
            return problem
        made.append((look, draws.values))
    if not any(look.strangest(drawn) for look, drawn in made):
        return None
    likely = [name for name in RULES if all(look.explains(name, drawn) for look, drawn in made)]
    if likely:
        name = max(likely, key=lambda each: sum(look.likelihood(each, drawn) for look, drawn in made))
        return failed(f"In {DRAWS:,} draws from {len(made[0][0].points)} points it shows: {RULES[name][1]}", name)
    return failed(_told(*next(each for each in made if each[0].strangest(each[1]))), "wrong_probabilities")


def _strange(asked: Asked, look: Look, draws: Draws) -> Finding | None:
    """Reject a draw of another shape, or of rows that are no points."""
    case = Case((look.points, look.k, None))
    return _first([_kind(asked, case, Returned(value, (look.points,))) for value in each_once(draws.values)])


def _told(look: Look, drawn: Sequence[np.ndarray]) -> str:
    """Tell what is the hardest to believe."""
    strangest = look.strangest(drawn)
    assert strangest is not None
    (kind, numbers), came, expected = strangest
    if kind == "sequence":
        spots = np.unique(look.points, axis=0)[list(numbers)]
        said = f"{', then '.join(map(_spot, spots))} came"
    else:
        said = f"A last point with at most {numbers[0]} places nearer to those before it came"
    return (
        f"Of the points {', '.join(map(_spot, look.points))} k = {look.k} were drawn {DRAWS:,} times. {said} "
        f"{came:,} time{'s' * (came != 1)}; with D² sampling it is about {expected:,.0f}. Work out on paper how "
        "likely each point is after the first: which step of yours gives another number?"
    )


def _spot(point: np.ndarray) -> str:
    return f"({', '.join(f'{each:g}' for each in point)})"
