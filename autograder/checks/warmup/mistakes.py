"""What students write instead in 01_numpy_warmup, as code: a mistake is named when it gives what they got."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

import numpy as np

from autograder.checks.lloyd import pair_distances
from autograder.checks.warmup.cases import nearest_by_looking, strip_of_images
from autograder.functions import Mistake


def _cubes(images: np.ndarray) -> np.ndarray:
    side = isqrt(images.shape[1])
    return images.reshape(len(images), side, side)


def _ordered(*axes: int) -> Callable[[np.ndarray], np.ndarray]:
    """Order the axes (image, row, column) in some way, and read a picture off that."""

    def give(images: np.ndarray) -> np.ndarray:
        side = isqrt(images.shape[1])
        return _cubes(images).transpose(axes).reshape(side, len(images) * side)

    return give


STRIP = [
    Mistake(
        "scrambled",
        _ordered(0, 1, 2),
        "This is the scramble that comes without any transpose: the numbers stand in the order image, row, column, "
        "so the first row of the picture holds the first images whole. A picture is read row by row: which of the "
        "three axes has to come first?",
    ),
    Mistake(
        "on_its_side",
        _ordered(2, 0, 1),
        "Each image is in its place and lies on its side: the *columns* of the images became the rows of the picture. "
        "Which of the three axes should come first, and which last?",
    ),
    Mistake(
        "interleaved",
        _ordered(1, 2, 0),
        "The rows are right, but in each of them the images take turns, pixel by pixel: the axis of the images changes "
        "fastest, since it stands last. Which axis changes fastest in a picture of images side by side?",
    ),
    Mistake(
        "interleaved_on_its_side",
        _ordered(2, 1, 0),
        "This is what you get when all three axes are turned round: the columns of the images became rows, and the "
        "images take turns pixel by pixel. Which axis comes first when a picture is read row by row, and which "
        "changes fastest?",
    ),
    Mistake(
        "scrambled_on_its_side",
        _ordered(0, 2, 1),
        "Each image lies on its side, and the axis of the images still comes first, so that they are scrambled. "
        "Which of the three axes has to come first for the rows of a picture?",
    ),
    Mistake(
        "tower",
        lambda images: images.reshape(len(images) * isqrt(images.shape[1]), isqrt(images.shape[1])),
        "The images stand one below the other, in shape (n * side, side). Side by side they have the shape (side, n "
        "* side): which of the three axes image, row, column has to come first then?",
    ),
    Mistake(
        "three_axes_left",
        lambda images: _cubes(images).transpose(1, 0, 2),
        "The axes stand in the right order, (row, image, column), but there are still three of them. A picture has "
        "two: what makes one axis of the last two?",
    ),
    Mistake(
        "three_axes_left",
        _cubes,
        "These are the images as squares, (image, row, column): a good first step. Which order of the three axes has a "
        "picture that is read row by row, and what makes two axes of them?",
    ),
    Mistake(
        "always_eight",
        lambda images: strip_of_images(images.reshape(8, 784)),
        "This is right for eight images of 28 x 28 pixels and for no others. Where does your function have a number "
        "that `images.shape` could tell?",
    ),
    Mistake(
        "always_28",
        lambda images: strip_of_images(images.reshape(-1, 784)),
        "This is right for images of 28 x 28 pixels and for no others. Where does your function have a number that "
        "`side` could stand for?",
    ),
]

NUMBERS = (
    "These are the *numbers* of k rows; the rows themselves are asked for. What does `points[...]` give when such an "
    "array of numbers stands in the brackets?"
)
ROWS = [
    Mistake("row_numbers", lambda points, k, rng: rng.choice(len(points), k, replace=False), NUMBERS),
    Mistake("row_numbers", lambda points, k, rng: rng.permutation(len(points))[:k], NUMBERS),
    Mistake(
        "last_row_left_out",
        lambda points, k, rng: points[rng.choice(len(points) - 1, k, replace=False)],
        "This is what you get when the last row is never drawn. `rng.choice(n, ...)` and `rng.integers(n, ...)` "
        "already stop before n: how many rows are there to draw from?",
    ),
]


def _squares(differences: np.ndarray) -> np.ndarray:
    return (differences.astype(float) ** 2).sum(axis=2)


def _differences(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    return points[:, None, :].astype(float) - means.astype(float)


WRAP = (
    "Right for ordinary numbers, and wrong for whole numbers of the kind `uint8`: there `3 - 5` is `254`, since "
    "they have no sign. What should `points` become before anything is subtracted?"
)
DISTANCES = [
    Mistake(
        "distances_transposed",
        lambda points, means: pair_distances(means, points),
        "The distances are right, but they lie in shape (k, n): a row for each mean. A row for each point is "
        "wanted, (n, k). Which of the two got the new axis in front?",
    ),
    Mistake(
        "square_root",
        lambda points, means: np.sqrt(pair_distances(points, means)),
        "These are the distances; the *squared* ones are asked for. Which step is one too many?",
    ),
    Mistake(
        "l1_distance",
        lambda points, means: np.abs(_differences(points, means)).sum(axis=2),
        "This is what you get when the differences are made positive and added. What makes them positive in a "
        "*squared* distance?",
    ),
    Mistake(
        "sum_over_wrong_axis",
        lambda points, means: (_differences(points, means) ** 2).sum(axis=1),
        "This is what you get when the sum goes over axis 1, the means. The differences have shape (n, k, d): "
        "which axis should go away, and what number does it have?",
    ),
    Mistake(
        "sum_over_wrong_axis",
        lambda points, means: (_differences(points, means) ** 2).sum(axis=0),
        "This is what you get when the sum goes over axis 0, the points. The differences have shape (n, k, d): "
        "which axis should go away, and what number does it have?",
    ),
    Mistake(
        "sum_over_everything",
        lambda points, means: (_differences(points, means) ** 2).sum(),
        "This is one number, the sum over all points and all means. The differences have shape (n, k, d): which single "
        "axis should the sum go along, so that (n, k) stays?",
    ),
    Mistake(
        "not_summed",
        lambda points, means: _differences(points, means) ** 2,
        "These are the squared differences of each coordinate, shape (n, k, d). A distance is one number for each "
        "pair: which axis is still to go away, and how?",
    ),
    Mistake(
        "mean_for_sum",
        lambda points, means: pair_distances(points, means) / points.shape[1],
        "This is what you get from `.mean` where the sum is asked for: each number is d times too small. Which "
        "of the two adds up?",
    ),
    Mistake(
        "forgot_to_square",
        lambda points, means: _differences(points, means).sum(axis=2),
        "This is what you get when the differences are added as they are, so that +2 and -2 cancel. What has to "
        "happen to each difference before they are added?",
    ),
    Mistake(
        "squared_after_adding",
        lambda points, means: _differences(points, means).sum(axis=2) ** 2,
        "This is what you get when the differences are added first and squared afterwards, so that +2 and -2 cancel. "
        "Which of the two comes first?",
    ),
    Mistake(
        "whole_numbers",
        lambda points, means: pair_distances(points.astype(int), means.astype(int)),
        "This is what you get when the numbers are cut to whole ones before they are subtracted: 0.9 counts as 0. "
        "Which kind of number keeps both its sign and its fraction?",
    ),
    Mistake(
        "whole_numbers",
        lambda points, means: pair_distances(points.astype(int), means),
        "This is what you get when the points are cut to whole numbers before anything is subtracted: 0.9 counts as 0. "
        "Which kind of number keeps both its sign and its fraction?",
    ),
    Mistake(
        "uint8_wrap_around",
        lambda points, means: ((points[:, None, :] - means[None, :, :]) ** 2).sum(axis=2),
        WRAP,
    ),
    Mistake("uint8_wrap_around", lambda points, means: _squares(points[:, None, :] - means), WRAP),
    Mistake(
        "uint8_wrap_around",
        lambda points, means: np.einsum("nkd,nkd->nk", points[:, None, :] - means, points[:, None, :] - means),
        WRAP,
    ),
    Mistake(
        "no_new_axis",
        lambda points, means: ((points.astype(float) - means) ** 2).sum(axis=1),
        "Points of shape (n, d) and means of shape (k, d) do not fit each other. Where does the new axis go, so "
        "that every point meets every mean?",
    ),
]

NEAREST = [
    Mistake(
        "argmin_wrong_axis",
        lambda distances: nearest_by_looking(distances.T),
        "These are the nearest *points*, one for each mean. One label for each point is asked for: along which axis "
        "does `argmin` have to go, so that the means go away and the points stay?",
    ),
    Mistake(
        "argmin_without_axis",
        lambda distances: int(distances.argmin()),
        "This is one number for all points: without `axis`, `argmin` looks at the whole array as at one long row. "
        "Along which axis should it look?",
    ),
    Mistake(
        "min_for_argmin",
        lambda distances: distances.min(axis=1),
        "These are the smallest distances themselves. A label is the *number* of the mean: what gives the place "
        "where the smallest stands?",
    ),
    Mistake(
        "argmax",
        lambda distances: distances.argmax(axis=1),
        "These are the labels of the *farthest* means. Which end of each row is wanted?",
    ),
    Mistake(
        "labels_from_one",
        lambda distances: nearest_by_looking(distances) + 1,
        "Each label is one too large. Python counts from 0: which mean does the label 0 stand for?",
    ),
    Mistake(
        "kept_axis",
        lambda distances: nearest_by_looking(distances)[:, None],
        "The labels are right, but they lie in shape (n, 1). One axis is asked for, (n,): what keeps the second one?",
    ),
    Mistake(
        "whole_order",
        lambda distances: distances.argsort(axis=1),
        "This is the order of all means for each point, shape (n, k), the nearest first. Only the nearest is asked "
        "for: which column is that, or which function gives it alone?",
    ),
    Mistake(
        "marks_for_labels",
        lambda distances: distances == distances.min(axis=1, keepdims=True),
        "This marks the nearest mean of each point, shape (n, k). A label is its *number*: what gives the place of "
        "the mark in each row?",
    ),
]

INERTIA = [
    Mistake(
        "sum_of_all_distances",
        lambda distances: distances.sum(),
        "This is the sum of *all* distances, to far means as well. Each point counts with its nearest mean alone: "
        "which number of each row is that?",
    ),
    Mistake(
        "mean_for_sum",
        lambda distances: distances.min(axis=1).mean(),
        "This is the average of each point's smallest distance. Inertia is their sum: which of the two grows with the "
        "number of points?",
    ),
    Mistake(
        "smallest_for_each_mean",
        lambda distances: distances.min(axis=0).sum(),
        "This adds, for each *mean*, the distance to its nearest point. Each *point* should count once, with its "
        "nearest mean: along which axis does `min` have to go?",
    ),
    Mistake(
        "smallest_of_all",
        lambda distances: distances.min(),
        "This is the smallest distance of all, that of a single point. What does `min` need, to give one number for "
        "each point, and what is to be done with those?",
    ),
    Mistake(
        "not_summed",
        lambda distances: distances.min(axis=1),
        "These are the smallest distances of all points, shape (n,): nearly there. Inertia is one number: what "
        "makes one of them?",
    ),
    Mistake(
        "sum_before_min",
        lambda distances: distances.sum(axis=1).min(),
        "This adds each row first and takes the smallest sum. Which comes first, picking each point's smallest "
        "distance or adding?",
    ),
    Mistake(
        "sum_before_min",
        lambda distances: distances.sum(axis=0).min(),
        "This adds each column first and takes the smallest sum, as if all points had to share one mean. Which "
        "comes first, picking each point's smallest distance or adding?",
    ),
    Mistake(
        "labels_added",
        lambda distances: distances.argmin(axis=1).sum(),
        "This adds the *labels*. A label only says which mean is the nearest: what says how far it is?",
    ),
    Mistake(
        "largest_for_smallest",
        lambda distances: distances.max(axis=1).sum(),
        "This adds each point's *largest* distance. Which mean does a point belong to?",
    ),
    Mistake(
        "square_root",
        lambda distances: np.sqrt(distances).min(axis=1).sum(),
        "This is what you get when the roots are added. The distances are squared already, and inertia adds them "
        "so: which step is one too many?",
    ),
    Mistake(
        "squared_again",
        lambda distances: (distances**2).min(axis=1).sum(),
        "This is what you get when the distances are squared once more. They come squared: which step is one too many?",
    ),
]
