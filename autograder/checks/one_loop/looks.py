"""What is looked at beside the numbers in 03_one_loop: that no distance is negative, and that no array is huge."""

from __future__ import annotations

import math

import numpy as np

from autograder import source
from autograder.checks.one_loop.cases import points_on_means
from autograder.evidence import Evidence, FunctionProxy, Raised, Returned
from autograder.functions import Asked
from autograder.functions.written import function_source
from autograder.verdict import Finding, partial

NEGATIVE, LARGE = 0.75, 0.5  # share of the points for right distances some of which are below 0; by (n, k, d)
UNSEEN = 64 * 1024**2  # bytes that come and go with any call: its arguments, and its result


def below_zero(evidence: Evidence, function: FunctionProxy, asked: Asked) -> Finding | None:
    """Give part of the points where points that lie on means get a distance below 0."""
    (result,) = function.calls([points_on_means(evidence.draw("points on means"))]).results
    if not isinstance(result, Returned) or not isinstance(result.value, np.ndarray) or not result.value.min() < 0:
        return None
    return partial(
        NEGATIVE,
        f"What `{asked.name}` gives is right but for the last digits: for points that lie on a mean it gives "
        f"{result.value.min():.1e}, and a root of that is not a number. Which function takes the larger of two "
        "numbers, for a whole array?",
        mistake="negative_distances",
    )


def large_arrays(evidence: Evidence, function: FunctionProxy, asked: Asked) -> Finding | None:
    """Give part of the points where a call holds as much memory as all differences (n, k, d) would, or nearly."""
    points = evidence.draw("points that fill memory").normal(size=(400, 50))
    means, differences = points[:40], 40 * points.nbytes
    peak = function.peak_bytes(points, means)
    if peak is None or peak < differences / 4:  # a product needs a twentieth
        if not _fills_memory(evidence, function):
            return None
        peak = differences
    return partial(
        LARGE,
        f"What `{asked.name}` gives is right. But with 400 points and 40 means, of 50 coordinates each, it holds "
        f"{peak / 1e6:.1f} MB, and an array of shape (n, k, d) has {differences / 1e6:.1f}: for 10,000 images and ten "
        "means that would be 627 MB. Which product of two matrices has shape (n, k), and where does it stand in the "
        "square, multiplied out?",
        mistake="broadcast",
    )


def _fills_memory(evidence: Evidence, function: FunctionProxy) -> bool:
    """Whether a call is seen from outside to hold a quarter of all differences, whatever it says of itself.

    All differences are so many that even in single precision they fit into no memory that the process ever held: so
    nothing kept from before can hide them. A call that is refused that memory holds as much, too.
    """
    before = evidence.channel.peak_bytes()
    if before is None:
        return False
    length = math.ceil(((before + UNSEEN) / 2) ** (1 / 3))  # 8 * length**3 is four times that sum
    points = evidence.draw("points that fill the process").normal(size=(length, length))
    (result,) = function.calls([(points, points[::-1].copy())]).results
    if isinstance(result, Raised):
        return result.kind.endswith("MemoryError")
    return (evidence.channel.peak_bytes() or 0) - before > 8 * length**3 / 4


def reads_the_start(evidence: Evidence, asked: Asked, raised: str) -> bool:
    """Tell whether a function names the notebook's `start`, and an exception the 784 coordinates of that."""
    definition = source.last_definition(function_source(evidence.cells, asked), asked.name)
    return "784" in raised and source.mentions(definition, "start")
