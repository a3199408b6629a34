"""Checks of 06_colours: a photograph as points, a start of different colours, and what a palette costs and brings."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.colours import cases, cost_mistakes, mistakes
from autograder.checks.colours.draws import (
    REPEATS_A_COLOUR,
    cases_of_colours,
    first_colours,
    judge_draws,
    problem_of_colours,
)
from autograder.evidence import Evidence
from autograder.exercises import TodoCell, exercise
from autograder.functions import Asked, Seed, examples, judge_function
from autograder.verdict import Finding

ASSIGNMENT = "06_colours"

PIXELS_OF = Asked(
    call="pixels_of(image)",
    todo=TodoCell("pixels_of_code", binds="pixels_of"),
    reference=mistakes.pixels_one_by_one,
    tiny=(np.array([[[255, 0, 0], [0, 255, 51]], [[0, 0, 255], [51, 102, 204]]], dtype=np.uint8),),
    cases=cases.cases_of_pixels,
    mistakes=mistakes.PIXELS,
    question="Which pixel is the second one of the first row, and where should it stand in your list?",
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=2,
    todo=PIXELS_OF.todo,
    hints=(
        "Nothing has to move: the numbers lie in memory in the right order already. Only the shape and the scale "
        "change.",
        "`reshape` may be told one length as -1, and finds it by itself. Which of the two lengths of (n, 3) do you "
        "know?",
        "The last axis, of length 3, stays; the first two become one. Then one division turns 255 into 1.",
    ),
)
def pixels_of(evidence: Evidence, function: Any) -> Finding:
    """Write `pixels_of`: a picture as a list of points.

    `pixels_of(image)`: array of shape (h, w, 3), uint8 -> array of shape (h * w, 3), numbers from 0 to 1, row by row
    """
    return judge_function(evidence, function, PIXELS_OF)


DISTINCT_COLOURS = Asked(
    call="distinct_colours(pixels, k, rng)",
    todo=TodoCell("distinct_colours_code", binds="distinct_colours"),
    reference=first_colours,
    tiny=(np.array([[0.2, 0.2, 0.2], [0.2, 0.2, 0.2], [0.0, 0.0, 0.8]]), 2, Seed(6)),
    cases=cases_of_colours,
    question="Which colours does the picture have, and which of them came back?",
    problem=problem_of_colours,
)


@exercise(
    assignment=ASSIGNMENT,
    points=4,
    todo=DISTINCT_COLOURS.todo,
    hints=(
        "Two steps: first a list in which each colour stands once, then a draw from that list in which nothing comes "
        "twice.",
        "`np.unique` throws out what is there twice. Which axis makes it compare whole colours, and not single "
        "numbers?",
        "`rng.choice` draws rows of an array as well as numbers. Which argument keeps it from drawing the same row "
        "again? Give it the list of different colours, k, and that.",
    ),
)
def distinct_colours(evidence: Evidence, function: Any) -> Finding:
    """Write `distinct_colours`: a start in which no colour is there twice.

    `distinct_colours(pixels, k, rng)`: array of shape (n, 3), a whole number, a generator -> array of shape (k, 3),
    different colours of the picture, each as likely as any other
    """
    finding = judge_function(evidence, function, DISTINCT_COLOURS)
    if finding.outcome in ("passed", "partial") or finding.mistake == REPEATS_A_COLOUR:
        return judge_draws(evidence, function, DISTINCT_COLOURS) or finding
    return finding


def _as_bytes(found: Any, expected: Any, *_: Any) -> bool:
    """Tell whether a picture is right: the numbers, and that they are bytes."""
    return bool(found.dtype == np.uint8 and np.array_equal(found, expected))


PAINT = Asked(
    call="paint(labels, palette, height, width)",
    todo=TodoCell("paint_code", binds="paint"),
    reference=mistakes.painted_one_by_one,
    tiny=(np.array([0, 1, 1, 2, 0, 2]), np.array([[0.0, 0.11, 0.31], [1.0, 0.99, 0.61], [0.2, 1.02, -0.01]]), 2, 3),
    cases=cases.cases_of_paint,
    mistakes=mistakes.PAINT,
    question="Which label does the first pixel have, which colour is that, and what are its numbers times 255?",
    loops=0,
    same=_as_bytes,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=PAINT.todo,
    hints=(
        "An array of labels may stand between brackets: what is the shape of `palette[labels]`?",
        "`np.rint` rounds to the nearest whole number, `clip` keeps numbers between two limits, and `astype` makes "
        "another kind of them. In which order do they have to come?",
        "Turn the palette into bytes first: times 255, rounded, clipped, `uint8`. Then pick its rows by the labels, "
        "and give the result the three lengths of a picture.",
    ),
)
def paint(evidence: Evidence, function: Any) -> Finding:
    """Write `paint`: the picture in which every pixel has the colour of its label.

    `paint(labels, palette, height, width)`: arrays of shape (n,) and (k, 3), two whole numbers -> array of shape
    (height, width, 3), uint8: the palette times 255, rounded to the nearest whole number, within 0 and 255
    """
    return judge_function(evidence, function, PAINT)


PSNR = Asked(
    call="psnr(image, other)",
    todo=TodoCell("psnr_code", binds="psnr"),
    reference=cost_mistakes.psnr_one_by_one,
    tiny=(np.array([[[10, 20, 250]]], dtype=np.uint8), np.array([[[12, 19, 250]]], dtype=np.uint8)),
    cases=cases.cases_of_psnr,
    mistakes=cost_mistakes.PSNR,
    question="What are the differences, their squares, and the mean of those?",
    loops=0,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=PSNR.todo,
    hints=(
        "Four steps: differences, squares, their mean, and the formula. `uint8` has no room for the first two: what "
        "should the pictures become before?",
        "`astype(float)` makes room. `.mean()` without an axis averages all numbers; `np.log10` counts powers of ten.",
        "Put the mean squared error into a variable. Where it is 0 give `np.inf`, else ten times the logarithm of "
        "255**2 divided by it.",
    ),
)
def psnr(evidence: Evidence, function: Any) -> Finding:
    """Write `psnr`: the peak signal-to-noise ratio of two pictures, in decibels.

    `psnr(image, other)`: two arrays of one shape, uint8 -> a number, infinite where they are equal
    """
    return judge_function(evidence, function, PSNR)


BYTES_NEEDED = Asked(
    call="bytes_needed(height, width, k)",
    todo=TodoCell("bytes_needed_code", binds="bytes_needed"),
    reference=cost_mistakes.bytes_counted,
    tiny=(2, 3, 5),
    cases=cases.cases_of_bytes,
    mistakes=cost_mistakes.BYTES,
    question="How many bits does one label need, how many do all of them, and how many bytes is that?",
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=BYTES_NEEDED.todo,
    hints=(
        "b bits make 2**b different patterns. Which is the smallest b with at least k patterns?",
        "`math.log2` tells which power of two a number is, with a fraction; `math.ceil` rounds up. Where is it needed, "
        "besides here?",
        "Three bytes for each of k colours; height times width labels of so many bits. Add bytes to bytes: divide the "
        "bits of all labels by eight, and round up once.",
    ),
)
def bytes_needed(evidence: Evidence, function: Any) -> Finding:
    """Write `bytes_needed`: what a palette and the labels of all pixels take.

    `bytes_needed(height, width, k)`: three whole numbers -> a whole number of bytes
    """
    return judge_function(evidence, function, BYTES_NEEDED)


EXAMPLES = {
    **examples(PIXELS_OF, PAINT, PSNR, BYTES_NEEDED),
    "distinct_colours": (
        "pixels = np.array([[0.2, 0.2, 0.2], [0.2, 0.2, 0.2], [0.0, 0.0, 0.8]])\n"
        "distinct_colours(pixels, 2, np.random.default_rng(6))  # should be the two colours, in any order"
    ),
}
