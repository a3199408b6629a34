"""Means that are images, as grey values of one byte."""

from __future__ import annotations

import numpy as np

from autograder.animation.run import Run, thinned

MOST_LOOKED_AT = 2000  # points, to find the darkest and the lightest
MIDDLE = 128  # what is not a number


def grey_span(run: Run) -> tuple[float, float]:
    """Give the values that are black and white: those of the points, or of the means where there are none."""
    known = run.means if run.points is None else run.points[thinned(len(run.points), MOST_LOOKED_AT)]
    known = known[np.isfinite(known)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    return (low, high) if high > low else (low, low + 1)


def grey_values(means: np.ndarray, span: tuple[float, float]) -> np.ndarray:
    """Give means of any shape as uint8 of that shape, from 0 for black to 255 for white."""
    low, high = span
    with np.errstate(over="ignore", invalid="ignore"):
        shades = means.astype(np.float32)
        shades -= low
        shades *= 255 / (high - low)
    np.clip(shades, 0, 255, out=shades)
    if not np.isfinite(shades.sum()):
        shades[np.isnan(shades)] = MIDDLE
    shades += 0.5
    return shades.astype(np.uint8)
