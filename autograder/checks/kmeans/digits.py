"""The student's `test_x` as the judge knows it: the shipped images, scaled as the student scaled them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from autograder.evidence import Evidence, Rows
from autograder.plain import Foreign
from load import test_x as raw_images

FLOAT = np.dtype(float)
FIRST = 12  # rows that a view such as test_x[:10] could have overwritten


@dataclass(frozen=True)
class Images:
    """The points (10000, 784) that the student's code works on; or why they are not the images.

    `scale` is what 255 became: 1.0 after the notebook's rescaling. `points` are float64; `dtype` is that of `test_x`.
    """

    points: np.ndarray
    scale: float
    problem: str = ""
    mistake: str = ""
    dtype: np.dtype = FLOAT

    def as_theirs(self, means: np.ndarray) -> np.ndarray:
        """Means (k, 784) with the dtype that rows of `test_x` have, where that loses nothing."""
        theirs = means.astype(self.dtype)
        return theirs if self.dtype.kind in "iu" and np.array_equal(theirs, means) else means.copy()

    def subset(self, count: int) -> Images:
        """The first `count` images, for code too slow for all of them."""
        return Images(self.points[:count], self.scale, dtype=self.dtype)


def images_of(evidence: Evidence) -> Images:
    """Recognise `test_x` from some of its rows, and rebuild the whole outside the student's reach."""
    key = ("images", evidence.snapshot)
    if key not in evidence.memo:
        drawn = evidence.draw("rows").choice(len(raw_images), size=40, replace=False)
        indices = [*range(FIRST), *sorted(int(row) for row in drawn)]
        evidence.memo[key] = _recognise(evidence.rows("test_x", indices), indices)
    return evidence.memo[key]


def _recognise(found: Rows | Foreign | None, indices: list[int]) -> Images:
    if found is None:
        return _not_images("There is no `test_x`: run the cells from the top of the notebook.")
    if isinstance(found, Foreign):
        return _not_images(f"`test_x` should be a NumPy array, and is a `{found.type_name}`.")
    if found.shape != raw_images.shape:
        return _not_images(
            f"`test_x` should have shape {raw_images.shape}, one row for each image; it has {found.shape}. "
            "Which of your lines gives `test_x` a new value?"
        )
    raw = raw_images[indices]
    low, high = _ends(raw, found.rows)
    slope = (high - low) / 255.0
    expected = raw * slope + low
    same = np.abs(found.rows - expected).max(axis=1) <= 1e-5 * max(abs(high), abs(low), 1e-30)
    if slope <= 0 or same.sum() <= len(same) // 2:
        return _not_images(
            "`test_x` no longer holds the images (all pixels rescaled alike): something wrote other values into "
            "it. Which of your lines changes `test_x`?"
        )
    if not same.all():
        return _not_images(
            f"Some rows of `test_x` no longer hold their images, row {indices[int(np.flatnonzero(~same)[0])]} "
            "among them. Is `means` a view of `test_x`, so that changing the one changes the other?"
        )
    return Images(_scaled(slope, low, found.dtype.str), high - low, dtype=found.dtype)


def _ends(raw: np.ndarray, rows: np.ndarray) -> tuple[float, float]:
    """What 0 and 255 became in the student's rows: medians, so that a few overwritten rows don't count."""
    return float(np.median(rows[raw == 0])), float(np.median(rows[raw == 255]))


def _not_images(problem: str) -> Images:
    return Images(np.empty((0, raw_images.shape[1])), 1.0, problem, "images_overwritten")


@functools.lru_cache(maxsize=2)
def _scaled(slope: float, low: float, dtype: str) -> np.ndarray:
    """Rebuild the images (10000, 784) as float64, with the student's scale and rounding."""
    kind = np.dtype(dtype)
    points = (raw_images / 255.0 if abs(slope * 255 - 1) < 1e-12 and low == 0 else raw_images * slope + low)
    points = points.astype(kind).astype(float)
    points.flags.writeable = False
    return points
