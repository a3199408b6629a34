"""What the functions of 01_numpy_warmup should give, worked out number by number, and the inputs they are tried on."""

from __future__ import annotations

from math import isqrt

import numpy as np

from autograder.arguments import Laid, Seed
from autograder.functions import Case

UINT8 = "whole numbers of the kind `uint8`, where 3 - 5 is 254"
OTHER_ORDER = "an array that lies in memory in another order"
READ_ONLY = "a read-only array"


def strip_of_images(images: np.ndarray) -> np.ndarray:
    """Images (n, side * side) side by side, (side, n * side), one pixel at a time."""
    side = isqrt(images.shape[1])
    strip = np.zeros((side, len(images) * side))
    for number, image in enumerate(images):
        for pixel, value in enumerate(image):
            row, column = divmod(pixel, side)
            strip[row, number * side + column] = value
    return strip


def nearest_by_looking(distances: np.ndarray) -> np.ndarray:
    """The number of the smallest in each row, (n,), one row at a time."""
    return np.array([min(range(len(row)), key=row.__getitem__) for row in distances.tolist()])


def sum_of_smallest(distances: np.ndarray) -> float:
    """The smallest of each row, added, one row at a time."""
    return float(sum(min(row) for row in distances.astype(float).tolist()))


def cases_of_strips(rng: np.random.Generator) -> list[Case]:
    """Images of several sizes: as many as in the notebook, fewer, one, as many as they have rows."""

    def images(n: int, side: int) -> np.ndarray:
        return rng.permutation(n * side * side).reshape(n, side * side) / (n * side * side)

    return [
        Case((rng.integers(0, 256, (8, 784)).astype(np.uint8),), "eight images of 28 x 28 pixels"),
        Case((images(3, 28),), "three images of 28 x 28 pixels"),
        Case((images(1, 28),), "a single image"),
        Case((images(4, 4),), "as many images as each has rows"),
        Case((images(5, 3).astype(np.float32),), "float32"),
        Case((Laid(images(3, 5), "F"),), OTHER_ORDER),
        Case((Laid(images(6, 2), "strided"),), OTHER_ORDER),
        Case((Laid(images(2, 7), writeable=False),), READ_ONLY),
    ]


def cases_of_rows(rng: np.random.Generator) -> list[Case]:
    """Points of which some rows are to be picked: few, one, nearly all and all of them."""

    def points(n: int, d: int) -> np.ndarray:
        return rng.permutation(n * d).reshape(n, d) / 4

    def seed() -> Seed:
        return Seed(int(rng.integers(2**32)))

    twins = points(9, 2)
    twins[5] = twins[2]
    return [
        Case((points(40, 3), 4, seed())),
        Case((points(12, 2), 1, seed()), "a single row"),
        Case((points(15, 2), 14, seed()), "all rows but one"),
        Case((points(12, 4), 12, seed()), "as many rows as there are"),
        Case((twins, 9, seed()), "two rows of `points` that are equal, each of which may be picked once"),
        Case((points(10, 1), 3, seed()), "one dimension"),
        Case((rng.integers(0, 256, (30, 64)).astype(np.uint8), 20, seed()), "images of the kind `uint8`"),
        Case((Laid(points(8, 3).astype(np.float32), "F"), 6, seed()), OTHER_ORDER),
        Case((Laid(points(11, 2), writeable=False), 10, seed()), READ_ONLY),
    ]


def cases_of_distances(rng: np.random.Generator) -> list[Case]:
    """Points and means: as many as each other, one of each, one dimension, other kinds and layouts."""

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).round(2)

    def bytes_of(*shape: int) -> np.ndarray:
        return rng.integers(0, 256, shape).astype(np.uint8)

    points = normal(6, 2)
    return [
        Case((normal(40, 3), normal(4, 3))),
        Case((normal(5, 5), normal(5, 5)), "as many means as points"),
        Case((normal(7, 2), normal(1, 2)), "a single mean"),
        Case((normal(1, 3), normal(4, 3)), "a single point"),
        Case((normal(6, 1), normal(3, 1)), "one dimension"),
        Case((points, points[[4, 1, 4]]), "means that are points themselves, one of them twice"),
        Case((normal(9, 4).astype(np.float32), normal(3, 4).astype(np.float32)), "float32"),
        Case((bytes_of(6, 4), bytes_of(3, 4)), UINT8),
        Case((bytes_of(5, 4), bytes_of(3, 4) / 2), "`uint8` points, and means with fractions"),
        Case((Laid(normal(8, 3), "F"), Laid(normal(2, 3), "strided")), "arrays that lie in memory in another order"),
        Case((Laid(normal(8, 3), writeable=False), Laid(normal(2, 3), writeable=False)), "read-only arrays"),
    ]


def cases_of_tables(rng: np.random.Generator) -> list[Case]:
    """Distances (n, k): as many means as points, one of each, ties, a distance of zero, other kinds and layouts."""

    def table(n: int, k: int) -> np.ndarray:
        return rng.permutation(n * k).reshape(n, k) / 4 + 0.25

    twins, own = table(8, 4), table(6, 6)
    twins[:, 3] = twins[:, 0]
    np.fill_diagonal(own, 0)
    return [
        Case((table(30, 4),)),
        Case((table(5, 5),), "as many means as points"),
        Case((table(3, 7),), "more means than points"),
        Case((table(7, 1),), "a single mean"),
        Case((table(1, 6),), "a single point"),
        Case((own,), "points that are means themselves"),
        Case((twins,), "two means in the same place"),
        Case((table(9, 3).astype(np.float32),), "float32"),
        Case((Laid(table(8, 3), "F"),), OTHER_ORDER),
        Case((Laid(table(4, 5), "strided"),), OTHER_ORDER),
        Case((Laid(table(8, 3), writeable=False),), READ_ONLY),
    ]
