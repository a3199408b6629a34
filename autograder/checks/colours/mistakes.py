"""What students write instead of `pixels_of` and `paint` of 06_colours, as code, beside what is right."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.functions import Mistake


def pixels_one_by_one(image: np.ndarray) -> np.ndarray:
    """Points (n, 3) between 0 and 1 of a picture (h, w, 3), one pixel at a time."""
    return np.array([[int(number) / 255 for number in pixel] for row in image for pixel in row])


PIXELS = [
    Mistake(
        "not_scaled",
        lambda image: image.reshape(-1, 3),
        "The pixels are in their places, but their numbers go from 0 to 255; from 0 to 1 is asked for. What is each "
        "to be divided by?",
    ),
    Mistake(
        "whole_division",
        lambda image: image.reshape(-1, 3) // 255,
        "This is what you get from a division without remainder: everything below 255 has become 0. What is the "
        "division that keeps what stands after the point?",
    ),
    Mistake(
        "divided_by_256",
        lambda image: image.reshape(-1, 3) / 256,
        "This is what you get when you divide by 256. There are 256 numbers from 0 to 255, but which of them should "
        "become 1?",
    ),
    Mistake(
        "divided_by_largest",
        lambda image: image.reshape(-1, 3) / image.max(),
        "This is what you get when you divide by the largest number of the picture, so that a dark picture becomes "
        "bright. What is the largest number that a picture *can* have?",
    ),
    Mistake(
        "channels_apart",
        lambda image: image.reshape(3, -1).T / 255,
        "The shape is right, but the three numbers in a row come from different pixels: this is what `reshape(3, -1)` "
        "gives, with a transpose. Which axis of the picture counts fastest, and should go on doing so?",
    ),
    Mistake(
        "planes_in_front",
        lambda image: image.transpose(2, 0, 1).reshape(-1, 3) / 255,
        "The shape is right, but a row holds three numbers of one colour, from neighbouring pixels: this is what "
        "you get when the axis of the colours is moved to the front. Where does it have to stand for `reshape`?",
    ),
    Mistake(
        "column_by_column",
        lambda image: image.transpose(1, 0, 2).reshape(-1, 3) / 255,
        "These are all pixels, but column by column. In which order does `reshape` read the picture as it comes?",
    ),
    Mistake(
        "channels_in_rows",
        lambda image: image.reshape(-1, 3).T / 255,
        "All numbers are right, in shape (3, n): a row for each of the three channels. Which of the two axes should "
        "count the points?",
    ),
    Mistake(
        "still_a_picture",
        lambda image: image / 255,
        "The numbers are right, but it is still a picture, of shape (h, w, 3). K-means wants a list of points. What "
        "makes one axis of the first two?",
    ),
    Mistake(
        "one_long_row",
        lambda image: image.ravel() / 255,
        "All numbers are there, in one long row. What keeps the three of a pixel together?",
    ),
    Mistake(
        "grey",
        lambda image: image.reshape(-1, 3).mean(axis=1) / 255,
        "This is one number for each pixel, its brightness. Where have the three gone, and what made one of them?",
    ),
]


def painted_one_by_one(labels: np.ndarray, palette: np.ndarray, height: int, width: int) -> np.ndarray:
    """The picture (height, width, 3), uint8, one number at a time: the nearest whole number from 0 to 255."""
    picture = np.zeros((height, width, 3), dtype=np.uint8)
    for number, label in enumerate(labels):
        colour = [255 * float(share) for share in palette[label]]
        picture[number // width, number % width] = [min(max(round(each), 0), 255) for each in colour]
    return picture


def bytes_of(numbers: np.ndarray) -> np.ndarray:
    """Cut numbers down to bytes: what stands after the point goes, and so do the bits beyond the eighth."""
    return np.trunc(numbers).astype(np.int64).astype(np.uint8)


def _rows(labels: np.ndarray, palette: np.ndarray, height: int, width: int) -> np.ndarray:
    return palette[labels].astype(float).reshape(height, width, 3)


def _by_columns(labels: np.ndarray, palette: np.ndarray, height: int, width: int) -> np.ndarray:
    return painted_one_by_one(labels, palette, width, height).transpose(1, 0, 2)


def _whole(*arguments: Any) -> np.ndarray:
    return painted_one_by_one(*arguments).astype(np.int64)


ROUNDED_UP = (
    "Nearly right: this is what you get when each number goes to the next *larger* whole one, so that 3.1 becomes 4. "
    "Which function goes to the *nearest*?"
)
CLIPPED_TO_ONE = (
    "Nearly everything is black: the numbers are kept between 0 and 1 *after* they were multiplied. Which limits does "
    "a byte have?"
)
PAINT = [
    Mistake(
        "not_uint8",
        _whole,
        "All numbers are right, but they are not of the kind `uint8`, in which each takes one byte. What is the "
        "`dtype` of your picture, and which method makes an array of another kind?",
    ),
    Mistake(
        "cut_off",
        lambda *arguments: bytes_of((255 * _rows(*arguments)).clip(0, 255)),
        "Nearly right: this is what you get when what stands after the point is cut off, so that 254.9 becomes 254. "
        "Which function goes to the *nearest* whole number?",
    ),
    Mistake(
        "not_clipped",
        lambda *arguments: bytes_of(np.rint(255 * _rows(*arguments))),
        "Right for palettes between 0 and 1. Beyond, a byte has no room: 260 becomes 4. What has to happen to "
        "numbers below 0 and above 255 before they become bytes?",
    ),
    Mistake(
        "cut_off_and_not_clipped",
        lambda *arguments: bytes_of(255 * _rows(*arguments)),
        "This is what you get when the numbers are made bytes as they are: what stands after the point is cut off, "
        "and a number above 255 starts again from 0. Which two steps have to come before?",
    ),
    *(Mistake("rounded_up", gives, ROUNDED_UP) for gives in (
        lambda *arguments: bytes_of(np.ceil(255 * _rows(*arguments)).clip(0, 255)),
        lambda *arguments: bytes_of(np.ceil(255 * _rows(*arguments))),
    )),
    *(Mistake("clipped_to_one", gives, CLIPPED_TO_ONE) for gives in (
        lambda *arguments: bytes_of(np.rint(255 * _rows(*arguments)).clip(0, 1)),
        lambda *arguments: bytes_of((255 * _rows(*arguments)).clip(0, 1)),
    )),
    Mistake(
        "times_256",
        lambda *arguments: np.rint(256 * _rows(*arguments)).clip(0, 255).astype(np.uint8),
        "This is what you get when the palette is multiplied by 256. Which number should 1 become?",
    ),
    Mistake(
        "not_scaled",
        _rows,
        "The colours are in their places, but their numbers still go from 0 to 1. What should 1 become?",
    ),
    Mistake(
        "bytes_too_soon",
        lambda *arguments: bytes_of(np.rint(_rows(*arguments)).clip(0, 255)),
        "Nearly everything is black, for the palette goes from 0 to 1, and every number of it has become a whole one. "
        "What should be done to them first?",
    ),
    Mistake(
        "bytes_too_soon",
        lambda *arguments: bytes_of(_rows(*arguments)),
        "Nearly everything is black: this is what you get when numbers between 0 and 1 are made whole. What should "
        "be done to them first?",
    ),
    Mistake(
        "bytes_too_soon",
        lambda *arguments: bytes_of(_rows(*arguments)) * np.uint8(255),
        "Nearly everything is black: this is what you get when numbers between 0 and 1 are made whole before they "
        "are multiplied by 255. Which of the two has to come first?",
    ),
    Mistake(
        "not_rounded",
        lambda *arguments: (255 * _rows(*arguments)).clip(0, 255),
        "The numbers go from 0 to 255 as they should, but they are not whole. Which function goes to the nearest "
        "whole number, and which method makes bytes of them?",
    ),
    Mistake(
        "not_rounded",
        lambda *arguments: 255 * _rows(*arguments),
        "The colours are in their places, but their numbers are not whole, and may lie beyond 0 and 255. What makes "
        "bytes of them?",
    ),
    Mistake(
        "still_a_list",
        lambda labels, palette, height, width: painted_one_by_one(labels, palette, height, width).reshape(-1, 3),
        "Every pixel has its colour, but they stand in one list, shape (n, 3). Which shape makes a picture of them?",
    ),
    Mistake(
        "width_and_height_swapped",
        lambda labels, palette, height, width: painted_one_by_one(labels, palette, width, height),
        "The pixels are in order, but the rows have the wrong length: height and width have changed places. What is "
        "counted by the first axis of a picture?",
    ),
    Mistake(
        "column_by_column",
        _by_columns,
        "This is what you get when the labels fill the picture column by column. In which order did `pixels_of` "
        "read it?",
    ),
    Mistake(
        "labels_for_colours",
        lambda labels, palette, height, width: labels.reshape(height, width),
        "This is a picture of the *labels*. What does indexing the palette with them give?",
    ),
]  # fmt: skip
