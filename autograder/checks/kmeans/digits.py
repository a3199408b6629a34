"""The student's `test_x` as the judge knows it: the shipped images, scaled as the student scaled them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np

from autograder.evidence import Evidence, Rows
from autograder.plain import Foreign
from load import test_x as raw_images

FLOAT = np.dtype(float)
FIRST = 12  # rows that a view such as test_x[:10] could have overwritten


@dataclass(frozen=True)
class Images:
    """The points (count, 784) that the student's code works on; or why they are not the images.

    Each pixel is `slope` times the shipped one, plus `low`, rounded to `dtype`.
    """

    slope: float = 1 / 255
    low: float = 0.0
    dtype: np.dtype = FLOAT
    count: int = len(raw_images)
    problem: str = ""
    mistake: str = ""

    @property
    def scale(self) -> float:
        """What lies between black and white: 1.0 after the notebook's rescaling."""
        return self.slope * 255

    @property
    def points(self) -> np.ndarray:
        """The points (count, 784) as float64, with the student's scale and rounding."""
        return _scaled(self.slope, self.low, self.dtype.str)[: self.count]

    def from_raw(self, means: np.ndarray) -> np.ndarray:
        """Give means (k, 784) of shipped images on the student's scale."""
        if self.low == 0 and abs(self.scale - 1) < 1e-12:
            return means / 255.0
        return means * self.slope + self.low

    def rows_of(self, means: np.ndarray) -> np.ndarray | None:
        """Which image each mean (k, 784) is, (k,); None when one is none of them."""
        raw = np.rint(np.clip((means - self.low) / self.slope, -1, 256))
        if raw.min() < 0 or raw.max() > 255 or np.abs(self.from_raw(raw) - means).max() > 1e-5 * self.scale:
            return None
        rows = [_row_numbers().get(row.tobytes(), self.count) for row in raw.astype(np.uint8)]
        return np.array(rows) if max(rows) < self.count else None

    def as_theirs(self, means: np.ndarray) -> np.ndarray:
        """Means (k, 784) with the dtype that rows of `test_x` have, where that loses nothing."""
        theirs = means.astype(self.dtype)
        return theirs if self.dtype.kind in "iu" and np.array_equal(theirs, means) else means.copy()

    def subset(self, count: int) -> Images:
        """The first `count` images, for code too slow for all of them."""
        return replace(self, count=count)


@functools.cache
def _row_numbers() -> dict[bytes, int]:
    """Row numbers of the shipped images by their bytes: no two are the same."""
    return {row.tobytes(): number for number, row in enumerate(raw_images)}


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
    return Images(slope, low, found.dtype)


def _ends(raw: np.ndarray, rows: np.ndarray) -> tuple[float, float]:
    """What 0 and 255 became in the student's rows: medians, so that a few overwritten rows don't count."""
    return float(np.median(rows[raw == 0])), float(np.median(rows[raw == 255]))


def _not_images(problem: str) -> Images:
    return Images(count=0, problem=problem, mistake="images_overwritten")


@functools.lru_cache(maxsize=2)
def _scaled(slope: float, low: float, dtype: str) -> np.ndarray:
    """Rebuild the images (10000, 784) as float64, with the student's scale and rounding."""
    kind = np.dtype(dtype)
    points = (raw_images / 255.0 if abs(slope * 255 - 1) < 1e-12 and low == 0 else raw_images * slope + low)
    points = points.astype(kind).astype(float)
    points.flags.writeable = False
    return points
