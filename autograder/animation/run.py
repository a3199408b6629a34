"""A run of K-means as plain data: the means after each iteration, made from whatever a student hands over."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

MOST_STATES = 600  # more than anybody watches; a longer run is thinned evenly
MOST_BYTES = 2_400_000  # of all states together: a message to the page stays under 3 MB
MOST_SHOWN = 20_000  # points in the plane; of more, an even sample is shown
SMALLEST_IMAGE = 64  # coordinates: from 8 x 8 on, a square number of them is taken for an image


class NothingToShow(ValueError):
    """What was handed over is no run of K-means; the message says in one line what is missing."""


@dataclass(frozen=True)
class Run:
    """The states of one run, ready to be drawn.

    Attributes
    ----------
    means : (t, k, d) float array, the means in each state; NaN where a student's code lost one
    iterations : (t,) int array, which iteration each state is; evenly thinned for a very long run
    points : (n, d) array, or None
    labels : (n,) or (t, n) int array that colours the points, or None: then by their nearest means
    shape : (rows, columns) of an image, or None where the means are drawn in the plane
    colours : whether points and means are colours, red, green and blue between 0 and 1, to be drawn in those
    """

    means: np.ndarray
    iterations: np.ndarray
    points: np.ndarray | None = None
    labels: np.ndarray | None = None
    shape: tuple[int, int] | None = None
    colours: bool = False

    @property
    def in_plane(self) -> bool:
        """Whether the coordinates are drawn as they are: two of them, or one."""
        return self.shape is None and self.means.shape[2] <= 2

    @property
    def last(self) -> int:
        """The iteration at which the run ends."""
        return int(self.iterations[-1])


def make_run(
    history: Any, points: Any = None, labels: Any = None, *, shape: Sequence[int] | None = None, colours: bool = False
) -> Run:
    """Make a run from a list or array of means.

    Parameters
    ----------
    history : t arrays of shape (k, d) or (k, rows, columns), or one such array with t in front
    points : (n, d) numbers, or (n, rows, columns)
    labels : (n,) or (t, n) whole numbers from 0
    shape : (rows, columns) of an image; a square number of coordinates, 64 or more, needs none
    colours : the coordinates are red, green and blue, between 0 and 1

    Raises
    ------
    NothingToShow
        With one line that names what doesn't fit.
    """
    means, shape = _means(history, shape)
    k, d = means.shape[1:]
    points = None if points is None else _points(points, d)
    labels = None if labels is None else _labels(labels, len(means), points)
    if colours and (d != 3 or shape):
        raise NothingToShow(f"Colours have 3 coordinates, red, green and blue, and the means have {d}.")
    if shape is None and points is None and d > 2:
        raise NothingToShow(f"Means with {d} coordinates are drawn among their points: animate(history, points).")
    size = k * (d if shape else 8) + 8 * k  # an image has a byte for each pixel, a place has eight; so have the facts
    kept = thinned(len(means), min(MOST_STATES, max(2, MOST_BYTES // size)))
    chosen = labels[kept] if labels is not None and labels.ndim == 2 else labels
    return Run(means[kept], kept, points, chosen, shape, bool(colours))


def thinned(count: int, most: int) -> np.ndarray:
    """Give at most `most` of the numbers 0 … count − 1, evenly spread, the first and the last among them."""
    return np.unique(np.rint(np.linspace(0, count - 1, min(count, most))).astype(int))


def image_shape(d: int) -> tuple[int, int] | None:
    """Take d coordinates for a square image when they can be one: 784 for 28 x 28."""
    side = round(d**0.5)
    return (side, side) if d >= SMALLEST_IMAGE and side * side == d else None


def _means(history: Any, shape: Sequence[int] | None) -> tuple[np.ndarray, tuple[int, int] | None]:
    """Give the means as (t, k, d) floats, and the shape of an image or None."""
    states = _numbers(history, "the history")
    if states.ndim == 2 and states.size:
        states = states[None]  # one state alone
    if states.ndim not in (3, 4) or not states.size:
        found = f"shape {states.shape}" if states.size else "nothing in it"
        raise NothingToShow(f"A history is a list of means, each of shape (k, d). This one has {found}.")
    if states.ndim == 4:
        shape = states.shape[2:]
    states = states.reshape(*states.shape[:2], -1)
    d = states.shape[2]
    if shape is None:
        return states, image_shape(d)
    try:
        rows, columns = (int(side) for side in shape)
    except (TypeError, ValueError):
        raise NothingToShow("shape is (rows, columns) of an image, as (28, 28).") from None
    if rows * columns != d:
        raise NothingToShow(f"An image of {rows} x {columns} has {rows * columns} pixels, and the means have {d}.")
    return states, (rows, columns)


def _numbers(values: Any, what: str) -> np.ndarray:
    """Give an array of floats; raises NothingToShow for what is none."""
    values = list(values) if isinstance(values, Iterator) else values
    try:
        array = np.asarray(values.data if isinstance(values, np.ma.MaskedArray) else values)
        if array.dtype.kind not in "fiub":
            raise TypeError(array.dtype)
        return np.asarray(array, dtype=np.float32 if array.dtype == np.float32 else np.float64)
    except (TypeError, ValueError):
        raise NothingToShow(f"{what[0].upper()}{what[1:]} must be arrays of numbers, all of one shape.") from None


def _points(values: Any, d: int) -> np.ndarray:
    """Give the points as (n, d); whole numbers stay as they are, which saves memory."""
    array = values if isinstance(values, np.ndarray) and values.dtype.kind in "fiub" else _numbers(values, "the points")
    array = np.asarray(array)
    if array.ndim > 2 or (array.ndim == 1 and d == 1):
        array = array.reshape(len(array), math.prod(array.shape[1:]))
    if array.ndim != 2 or array.shape[1] != d or not len(array):
        found = f"the points have shape {array.shape}"
        raise NothingToShow(f"Each point needs {d} coordinates, as the means have: {found}.")
    return array


def _labels(values: Any, states: int, points: np.ndarray | None) -> np.ndarray:
    """Give labels as (n,) or (t, n) whole numbers."""
    if points is None:
        raise NothingToShow("Labels colour points, so they need them: animate(history, points, labels).")
    array = _numbers(values, "the labels")
    if array.shape not in {(len(points),), (states, len(points))}:
        fits = f"({len(points)},) or ({states}, {len(points)})"
        raise NothingToShow(f"Labels have shape {fits}, one for each point. These have shape {array.shape}.")
    if not np.isfinite(array).all() or (array < 0).any() or (array != np.floor(array)).any() or (array > 1e6).any():
        raise NothingToShow("Labels are whole numbers from 0: each names a cluster.")
    return array.astype(np.int32)
