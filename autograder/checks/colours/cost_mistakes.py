"""What students write instead of `psnr` and `bytes_needed` of 06_colours, as code, beside what is right."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.functions import Mistake


def psnr_one_by_one(image: np.ndarray, other: np.ndarray) -> float:
    """The peak signal-to-noise ratio of two pictures in decibels, one number at a time; infinite for equal ones."""
    pairs = list(zip(image.ravel().tolist(), other.ravel().tolist(), strict=True))
    error = sum((one - two) ** 2 for one, two in pairs) / len(pairs)
    return float(10 * np.log10(255**2 / error)) if error else float("inf")


def decibels(error: Any, peak: float = 255.0, factor: float = 10.0) -> float:
    """Decibels of an error beside the square of a peak."""
    return float(factor * np.log10(np.float64(peak) ** 2 / np.float64(error)))


def _differences(image: np.ndarray, other: np.ndarray) -> np.ndarray:
    return image.astype(float) - other


def _for_equal(value: float) -> Any:
    return lambda image, other: value if (image == other).all() else psnr_one_by_one(image, other)


def _division_by_zero(image: np.ndarray, other: np.ndarray) -> float:
    if (image == other).all():
        raise ZeroDivisionError
    return psnr_one_by_one(image, other)


def _by_axis_2(image: np.ndarray, other: np.ndarray) -> float:
    """Decibels of the squares added up over the channels; raises AxisError where there are none."""
    return decibels((_differences(image, other) ** 2).sum(axis=2).mean())


_WRAP = (
    "Right where the pictures hardly differ, and wrong elsewhere: this is what you get from arithmetic of whole "
    "numbers that have no room. Of the kind `uint8`, `3 - 5` is `254` and `20 * 20` is `144`. What should the "
    "pictures become first?"
)

_UPSIDE_DOWN = (
    "The number is right, with the wrong sign: the quotient is upside down. Should a smaller error give more or fewer "
    "decibels?"
)
_BY_PIXELS = (
    "This is what you get when the squared differences are added up and divided by the number of *pixels*. How many "
    "numbers does a pixel have?"
)

PSNR = [
    Mistake("uint8_wrap_around", lambda image, other: decibels(((image - other) ** 2).mean()), _WRAP),
    Mistake(
        "uint8_wrap_around",
        lambda image, other: decibels(((image - other).astype(float) ** 2).mean()),
        "This is what you get when the pictures are subtracted as they are: of the kind `uint8`, `3 - 5` is `254`, and "
        "making other numbers of the result comes too late. What should the pictures become first?",
    ),
    Mistake(
        "int16_wrap_around",
        lambda image, other: decibels(((image.astype(np.int16) - other) ** 2).mean()),
        "The differences are right, but not all of their squares: `int16` ends at 32,767, and 255² is 65,025. Which "
        "kind of number has room for it?",
    ),
    Mistake(
        "hundred_for_equal",
        _for_equal(100.0),
        "Right, but for two equal pictures 100 is no more true than any other number: some pictures that differ have "
        "more. What does the formula go to, when the error goes to 0?",
    ),
    Mistake(
        "zero_for_equal",
        _for_equal(0.0),
        "Right, but two equal pictures get 0 decibels, the value of the worst. What does the formula go to, when the "
        "error goes to 0?",
    ),
    Mistake(
        "division_by_zero",
        _division_by_zero,
        "Right, but two equal pictures have an error of 0, and nothing can be divided by that. What should come back "
        "for them?",
    ),
    Mistake(
        "natural_logarithm",
        lambda image, other: float(10 * np.log(np.float64(255) ** 2 / (_differences(image, other) ** 2).mean())),
        "This is what you get with the natural logarithm, `log`. Decibels count powers of ten: which function gives "
        "those?",
    ),
    Mistake("upside_down", lambda image, other: -decibels((_differences(image, other) ** 2).mean()), _UPSIDE_DOWN),
    Mistake(
        "upside_down",
        lambda image, other: -psnr_one_by_one(image, other) if (image != other).any() else math.inf,
        _UPSIDE_DOWN,
    ),
    Mistake(
        "factor_missing",
        lambda image, other: psnr_one_by_one(image, other) / 10,
        "This is a tenth of what it should be: the logarithm alone, in bels. What stands before it in the formula?",
    ),
    Mistake(
        "factor_20",
        lambda image, other: decibels((_differences(image, other) ** 2).mean(), factor=20),
        "This is twice what it should be. 20 times a logarithm goes with a quotient of 255 and the *root* of the "
        "error: which pair of the two do you want?",
    ),
    Mistake(
        "root_of_error",
        lambda image, other: float(10 * np.log10(255 / np.sqrt((_differences(image, other) ** 2).mean()))),
        "This is half of what it should be: the quotient holds 255 and the root of the error, where their squares "
        "belong. Which factor would go with the root?",
    ),
    Mistake(
        "peak_not_squared",
        lambda image, other: decibels((_differences(image, other) ** 2).mean(), peak=255**0.5),
        "This is what you get when 255 is divided by the *squared* error. What should be squared as well?",
    ),
    Mistake(
        "peak_of_picture",
        lambda image, other: decibels((_differences(image, other) ** 2).mean(), peak=image.max()),
        "This is what you get with the largest number that the picture *has*. The peak is the largest that a picture "
        "*could* have: which is that?",
    ),
    Mistake(
        "peak_of_one",
        lambda image, other: decibels((_differences(image, other) ** 2).mean(), peak=1),
        "This is what you get with a peak of 1, which fits numbers from 0 to 1. How far do these go?",
    ),
    Mistake(
        "sum_for_mean",
        lambda image, other: decibels((_differences(image, other) ** 2).sum()),
        "This is what you get with the *sum* of the squared differences, so a larger picture looks worse. What makes "
        "it the *mean* squared error?",
    ),
    Mistake(
        "mean_over_pixels",
        lambda image, other: decibels((_differences(image, other) ** 2).sum() / image[..., 0].size),
        _BY_PIXELS,
    ),
    Mistake("mean_over_pixels", _by_axis_2, _BY_PIXELS),
    Mistake(
        "mean_over_pixels",
        lambda image, other: decibels((_differences(image, other) ** 2).sum() / np.prod(image.shape[:2])),
        _BY_PIXELS,
    ),
    Mistake(
        "not_squared",
        lambda image, other: decibels(np.abs(_differences(image, other)).mean()),
        "This is what you get with the mean of the *absolute* differences. What turns it into the mean squared error?",
    ),
    Mistake(
        "mean_before_square",
        lambda image, other: decibels(_differences(image, other).mean() ** 2),
        "This is what you get when the differences are averaged first and squared afterwards, so that +2 and -2 "
        "cancel. Which has to come first?",
    ),
    Mistake(
        "mean_squared_error",
        lambda image, other: float((_differences(image, other) ** 2).mean()),
        "This is the mean squared error itself. What is it compared with, and how do decibels come from that?",
    ),
]


def bytes_counted(height: int, width: int, k: int) -> float:
    """Bytes of palette and labels, with the bits of a label counted up; as a float, which any whole number equals."""
    bits = 0
    while 2**bits < k:
        bits += 1
    full, rest = divmod(height * width * bits, 8)
    return float(3 * k + full + (1 if rest else 0))


def _with_bits(bits: Any) -> Any:
    """Give the wrong function that takes another number of bits for a label."""
    return lambda height, width, k: 3.0 * k + np.ceil(height * width * bits(k) / 8)


def _exact(k: int) -> float:
    return float(np.ceil(np.log2(k)))


BYTES = [
    Mistake(
        "palette_left_out",
        lambda height, width, k: bytes_counted(height, width, k) - 3 * k,
        "These are the labels alone. What else must be kept, so that somebody can paint the picture from them?",
    ),
    Mistake(
        "palette_of_k_bytes",
        lambda height, width, k: bytes_counted(height, width, k) - 2 * k,
        "This is what you get with one byte for each colour of the palette. How many numbers does a colour have?",
    ),
    Mistake(
        "a_byte_a_pixel",
        lambda height, width, k: 3.0 * k + height * width,
        "This is what you get with a whole byte for each label. How many bits does a label need, when there are k of "
        "them?",
    ),
    Mistake(
        "one_bit_for_one_colour",
        _with_bits(lambda k: max(1.0, _exact(k))),
        "Right, but with a single colour every label is the same. How many bits does it take to say what is known "
        "before?",
    ),
    Mistake(
        "bits_of_k_itself",
        _with_bits(lambda k: int(k).bit_length()),
        "This is what you get when the number k itself has to fit into a label: 16 takes five bits. But what is the "
        "*largest* label, when they count from 0?",
    ),
    Mistake(
        "bits_rounded_down",
        _with_bits(lambda k: float(np.floor(np.log2(k)))),
        "This is what you get when the bits of a label are rounded down: 2 for 5 colours. How many different patterns "
        "do 2 bits have?",
    ),
    Mistake(
        "bits_rounded",
        _with_bits(lambda k: float(np.rint(np.log2(k)))),
        "This is what you get when the bits of a label are rounded to the nearest whole number. Into 2.3 bits nothing "
        "fits that needs more than 2: in which direction is there room for all?",
    ),
    Mistake(
        "fraction_of_a_bit",
        _with_bits(lambda k: float(np.log2(k))),
        "This is what you get with a fraction of a bit for each label, 2.32 for 5 colours. Can a label be written "
        "with that?",
    ),
    Mistake(
        "natural_logarithm",
        _with_bits(lambda k: float(np.ceil(np.log(k)))),
        "This is what you get with the natural logarithm. Bits count powers of two: which logarithm goes with them?",
    ),
    Mistake(
        "bits_for_bytes",
        lambda height, width, k: 3.0 * k + height * width * _exact(k),
        "The labels are counted in bits, and the palette in bytes. How many bits are a byte?",
    ),
    Mistake(
        "all_in_bits",
        lambda height, width, k: 24.0 * k + height * width * _exact(k),
        "This is the number of *bits*. How many of them are a byte?",
    ),
    Mistake(
        "last_byte_cut_off",
        lambda height, width, k: 3.0 * k + height * width * _exact(k) // 8,
        "Nearly right: this is what you get when the bytes of the labels are rounded down. Where do the bits go that "
        "fill no whole byte?",
    ),
    Mistake(
        "part_of_a_byte",
        lambda height, width, k: 3.0 * k + height * width * _exact(k) / 8,
        "Nearly right, but some of your numbers are not whole. What becomes of a last byte that is not full?",
    ),
    Mistake(
        "rows_filled_up",
        lambda height, width, k: 3.0 * k + height * np.ceil(width * _exact(k) / 8),
        "This is what you get when each *row* begins with a new byte. The labels are to be written without gaps: how "
        "many bits are they all together?",
    ),
]
