"""Judges `distinct_colours` of 06_colours: what one draw must be, and how often each colour must come in many."""

from __future__ import annotations

from collections import Counter

import numpy as np

from autograder.evidence import Evidence, FunctionProxy
from autograder.functions import (
    Asked,
    Case,
    Difference,
    Draws,
    Laid,
    Seed,
    draw_each,
    not_random,
    odd_pair,
    surprising,
)
from autograder.verdict import Finding, failed

REPEATS_A_COLOUR = "repeats_a_colour"
DRAWS = 500
K = 3
PIXELS_EACH = (1, 1, 2, 4, 8, 40)  # of each colour in the picture that is drawn from many times

Colour = tuple[float, ...]


def first_colours(pixels: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    """Draw k different colours (k, 3) by throwing away what came before: slow, and right."""
    colours = sorted(set(map(tuple, pixels.tolist())))
    drawn: list[Colour] = []
    while len(drawn) < k:
        colour = colours[int(rng.integers(len(colours)))]
        drawn += [] if colour in drawn else [colour]
    return np.array(drawn)


def cases_of_colours(rng: np.random.Generator) -> list[Case]:
    """Draw pictures in which few or many pixels share a colour."""

    def colours(count: int) -> np.ndarray:
        codes = rng.choice(256**3, count, replace=False)
        return np.stack([codes // 65536, codes // 256 % 256, codes % 256], axis=1) / 255

    def pixels(count: int, of: int) -> np.ndarray:
        numbers = np.concatenate([np.arange(of), rng.integers(0, of, count - of)])
        return colours(of)[rng.permutation(numbers)]

    def seed() -> Seed:
        return Seed(int(rng.integers(2**32)))

    near = np.tile(colours(1).round(0) * 200 / 255, (12, 1))
    near[:, 2] += rng.permutation(12) / 255
    return [
        Case((pixels(60, 20), 4, seed())),
        Case((pixels(30, 9), 1, seed()), "a single colour"),
        Case((pixels(50, 8), 8, seed()), "all the colours that there are"),
        Case((pixels(12, 12), 12, seed()), "as many colours as pixels"),
        Case((pixels(300, 70), 64, seed()), "64 colours of 70"),
        Case((near.repeat(3, axis=0), 11, seed()), "colours that differ by 1/255"),
        Case((Laid(pixels(40, 10), "F"), 5, seed()), "an array that lies in memory in another order"),
        Case((Laid(pixels(40, 10), writeable=False), 5, seed()), "a read-only array"),
    ]


def problem_of_colours(found: np.ndarray, pixels: np.ndarray, k: int, rng: np.random.Generator) -> Difference | None:
    """Say why an array (k, 3) can't be k different colours of the pixels; None when it can."""
    pixels = _as_exact_as(pixels, found)
    known = set(map(tuple, pixels.tolist()))
    rows: list[Colour] = list(map(tuple, np.asarray(found).tolist()))
    strange = next((row for row in rows if row not in known), None)
    if strange is not None:
        return _strange(strange, pixels)
    row, times = Counter(rows).most_common(1)[0]
    if times == 1:
        return None
    have = int((pixels == row).all(axis=1).sum())
    return Difference(
        REPEATS_A_COLOUR,
        f"the colour {_short(row)} came {times} times, and {have} of the {len(pixels)} pixels have it. Two means that "
        "start there stay together: what gives a list in which each colour stands once?",
    )


def _as_exact_as(colours: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Colours with no more digits than those that were found: single precision rounds them, and is enough."""
    kind = np.asarray(found).dtype
    return colours.astype(kind) if kind.kind == "f" else colours


def _strange(row: Colour, pixels: np.ndarray) -> Difference:
    if all(number in channel for number, channel in zip(row, pixels.T.tolist(), strict=True)):
        return Difference(
            "numbers_of_different_pixels",
            f"no pixel has the colour {_short(row)}: its three numbers come from different pixels. What keeps the "
            "three numbers of a colour together when colours are compared, or mixed?",
        )
    return Difference(
        "not_in_the_picture", f"no pixel has the colour {_short(row)}. From which list are the colours to be drawn?"
    )


def _short(row: Colour) -> str:
    return f"`[{', '.join(f'{number:.3g}' for number in row)}]`"


def judge_draws(evidence: Evidence, function: FunctionProxy, asked: Asked) -> Finding | None:
    """Reject draws that do not come from the generator, that repeat a colour, or that favour some.

    A right function is rejected with a probability of at most 2e-6: two looks, each with the alarm of `surprising`.
    """
    rng = evidence.draw("colours drawn many times")
    colours = rng.permutation(3 * len(PIXELS_EACH)).reshape(-1, 3) / 255
    pixels = rng.permutation(colours.repeat(PIXELS_EACH, axis=0))
    draws = draw_each(function, (pixels, K), rng.choice(2**32, DRAWS, replace=False).tolist(), asked)
    if isinstance(draws, Finding):
        return draws
    return not_random(draws, asked) or _unfair(draws, colours)


def _unfair(draws: Draws, colours: np.ndarray) -> Finding | None:
    """Look at which colours came in each draw; `colours` are ordered by how many pixels have them."""
    numbers: list[list[int]] = []
    for found in draws.values:
        rows, known = np.asarray(found).tolist(), _as_exact_as(colours, found).tolist()
        if np.shape(found) != (K, 3) or any(row not in known for row in rows):
            return failed(f"One of {len(draws.values)} draws is not {K} colours of the picture.", "not_in_the_picture")
        numbers.append([known.index(row) for row in rows])
    return _repeated(numbers) or _favoured(numbers) or _odd_pair(numbers)


def _repeated(numbers: list[list[int]]) -> Finding | None:
    """Name a colour that came twice: without need, or because different pixels have it."""
    twice = [each for rows in numbers for each, times in Counter(rows).items() if times > 1]
    if not twice:
        return None
    count = sum(len(set(rows)) < K for rows in numbers)
    of = f"{count} of {len(numbers)} draws of {K} colours repeat one"
    if any(PIXELS_EACH[each] == 1 for each in twice):
        return failed(
            f"{of}, even one that only a single pixel has. A draw with replacement puts each back before the next is "
            "drawn: what keeps `rng.choice` from doing so?",
            "drawn_with_replacement",
        )
    return failed(
        f"{of}: no pixel is drawn twice, but different pixels have the same colour. What gives a list in which each "
        "colour stands once, to draw from?",
        "pixels_for_colours",
    )


def _favoured(numbers: list[list[int]]) -> Finding | None:
    m = len(PIXELS_EACH)
    counts = [sum(each in rows for rows in numbers) for each in range(m)]
    if surprising(counts, [K / m] * m, len(numbers)) is None:
        return None
    times = f"In {len(numbers)} draws of {K} of {m} colours each should come about {len(numbers) * K / m:.0f} times"
    if counts[-1] > len(numbers) * K / m > max(counts[:2]):
        return failed(
            f"{times}. The one that {PIXELS_EACH[-1]} pixels have came {counts[-1]} times, and one that a single pixel "
            f"has {counts[0]} times. Each colour should be as likely as any other: on what does its chance depend in "
            "your draw?",
            "common_colours_favoured",
        )
    low, high = min(counts), max(counts)
    return failed(
        f"{times}, and yours came between {low} and {high} times. From which list is drawn?", "not_equally_likely"
    )


def _odd_pair(numbers: list[list[int]]) -> Finding | None:
    odd = odd_pair(numbers, len(PIXELS_EACH), K)
    if odd is None:
        return None
    _, times, expected = odd
    return failed(
        f"Each colour comes often enough, but two of them came together {times} times in {len(numbers)} draws; "
        f"about {expected:.0f} are to be expected. Does one colour decide which others "
        "come with it?",
        "colours_depend_on_each_other",
    )
