"""Tests of what is special in 06_colours: draws, references, and the figures in the prose."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from autograder.checks.colours import cases
from autograder.checks.colours.cost_mistakes import bytes_counted, psnr_one_by_one
from autograder.checks.colours.draws import (
    DRAWS,
    PIXELS_EACH,
    K,
    cases_of_colours,
    first_colours,
    problem_of_colours,
)
from autograder.checks.colours.exercises import DISTINCT_COLOURS
from autograder.checks.colours.mistakes import painted_one_by_one, pixels_one_by_one
from autograder.functions import surprising
from autograder.pictures import colours as picture

ROOT = Path(__file__).parents[2]
COLOURS = np.arange(3.0 * len(PIXELS_EACH)).reshape(-1, 3)
PIXELS = COLOURS.repeat(PIXELS_EACH, axis=0)


def counts_of(draw, rng):
    """How often each colour came in the draws of one check."""
    rows = [tuple(row) for _ in range(DRAWS) for row in draw(rng).tolist()]
    found = Counter(rows)
    return [found[tuple(colour)] for colour in COLOURS.tolist()]


def fair(rng):
    """Draw colours as the solution does."""
    return rng.choice(np.unique(PIXELS, axis=0), K, replace=False)


def by_pixels(rng):
    """Draw colours by how many pixels have them."""
    share = np.array(PIXELS_EACH) / len(PIXELS)
    return rng.choice(COLOURS, K, replace=False, p=share)


def slightly_unfair(rng):
    """Draw colours of which one is twice as likely to be the first."""
    return COLOURS[rng.choice(len(COLOURS), K, replace=False, p=np.array([2, 1, 1, 1, 1, 1]) / 7)]


@pytest.mark.parametrize("draw", [fair, first_colours], ids=["solution", "reference"])
def test_right_draws_are_never_found_unfair(draw):
    """Of 300 checks of a right function none raises the alarm, which is set to one in a million."""
    function = draw if draw is fair else lambda rng: first_colours(PIXELS, K, rng)
    rng = np.random.default_rng(1)
    found = [surprising(counts_of(function, rng), [K / len(COLOURS)] * len(COLOURS), DRAWS) for _ in range(300)]
    assert found == [None] * 300


@pytest.mark.parametrize("draw", [by_pixels, slightly_unfair])
def test_unfair_draws_are_found(draw):
    """Draws that favour common colours, or one colour a little, are rejected by 40 secrets out of 40."""
    rng = np.random.default_rng(2)
    share = [K / len(COLOURS)] * len(COLOURS)
    assert all(surprising(counts_of(draw, rng), share, DRAWS) is not None for _ in range(40))


def test_cases_have_the_colours_that_are_asked_for():
    """Each picture has at least k colours, and pictures with as many, with nearly as many and with far more."""
    for secret in range(50):
        spare = []
        for case in cases_of_colours(np.random.default_rng(secret)):
            pixels, k, _ = case.arguments
            pixels = getattr(pixels, "array", pixels)
            assert pixels.min() >= 0
            assert pixels.max() <= 1
            spare.append(len(np.unique(pixels, axis=0)) - k)
        assert min(spare) == 0
        assert max(spare) > 10


def test_a_draw_is_judged_by_its_rows():
    """Colours of the picture in any order are right; a repeated, a mixed and an invented one are named."""
    pixels = np.array([[0, 0, 0], [0, 0, 0], [0.2, 0.4, 0.6], [1, 1, 1]])
    rng = np.random.default_rng()
    assert problem_of_colours(pixels[[3, 1]], pixels, 2, rng) is None
    assert problem_of_colours(pixels[[0, 1]], pixels, 2, rng).mistake == "repeats_a_colour"
    mixed, invented = np.array([[0.2, 1, 0.6]]), np.array([[0.3, 0.4, 0.6]])
    assert problem_of_colours(mixed, pixels, 1, rng).mistake == "numbers_of_different_pixels"
    assert problem_of_colours(invented, pixels, 1, rng).mistake == "not_in_the_picture"


def test_no_number_of_a_palette_lies_between_two_bytes():
    """Half-way numbers may be rounded either way, so no case has one, nor the example."""
    for secret in range(100):
        for case in cases.cases_of_paint(np.random.default_rng(secret)):
            palette = getattr(case.arguments[1], "array", case.arguments[1])
            parts = np.abs(255 * palette.astype(float)) % 1
            assert np.abs(parts - 0.5).min() > 0.02


def test_references_agree_with_array_operations():
    """What is compared with is the same as NumPy's own way, on all cases of many secrets."""
    for secret in range(20):
        for case in cases.cases_of_pixels(np.random.default_rng(secret)):
            image = getattr(case.arguments[0], "array", case.arguments[0])
            np.testing.assert_allclose(pixels_one_by_one(image), image.reshape(-1, 3) / 255)
        for case in cases.cases_of_paint(np.random.default_rng(secret)):
            labels, palette, height, width = (getattr(each, "array", each) for each in case.arguments)
            expected = np.rint(255 * palette[labels]).clip(0, 255).reshape(height, width, 3)
            np.testing.assert_array_equal(painted_one_by_one(labels, palette, height, width), expected)
        for case in cases.cases_of_bytes(np.random.default_rng(secret)):
            height, width, k = case.arguments
            assert bytes_counted(height, width, k) == 3 * k + -(-height * width * (k - 1).bit_length() // 8)


def test_decibels_of_known_errors():
    """Equal pictures, black and white, and an error of one everywhere have the decibels of the formula."""
    black = np.zeros((2, 3, 3), np.uint8)
    assert psnr_one_by_one(black, black) == float("inf")
    assert psnr_one_by_one(black, black + np.uint8(255)) == pytest.approx(0)
    assert psnr_one_by_one(black, black + np.uint8(1)) == pytest.approx(48.1308, abs=1e-4)


def test_the_figures_of_the_prose_are_those_of_the_photograph():
    """The portrait has the pixels, the different colours and the bytes that the notebook tells."""
    path = ROOT / "solutions" / "06_colours" / "colours.ipynb"
    prose = re.sub(r"\s+", " ", path.read_text(encoding="utf-8").replace("\\n", " "))
    image = picture.photograph(320)
    assert f"{image.shape[0] * image.shape[1]:,} pixels" in prose
    assert f"{image.size:,}." in prose
    assert f"{bytes_counted(*image.shape[:2], 16):,.0f}, a sixth" in prose
    assert f"{bytes_counted(*image.shape[:2], 17) - bytes_counted(*image.shape[:2], 16):,.0f} bytes" in prose
    colours = len(np.unique(image.reshape(-1, 3), axis=0))
    assert 39_000 < colours < 40_000  # "more than 39,000": how JPEG is read may differ a little
    assert DISTINCT_COLOURS.parameters == ["pixels", "k", "rng"]


def test_a_palette_of_the_header_is_a_good_one():
    """Sixteen colours of the header's K-means come within 25 decibels and more of the photograph, two do not."""
    image = picture.photograph(80)
    pixels = image.reshape(-1, 3) / 255
    quality = [psnr_one_by_one(image, picture.painted(image, picture.palette_of(pixels, k))) for k in (2, 16)]
    assert quality[0] < 18 < 25 < quality[1]
