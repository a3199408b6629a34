"""Runs of K-means from starts that no student can foresee, computed once for all submissions of a course.

They are on the shipped images as they are. K-means does not mind the scale: on rescaled images the same run has
rescaled means. Each submission gets its own choice among them.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
from itertools import pairwise

import numpy as np

from autograder.checks.kmeans.digits import Images
from autograder.checks.lloyd import Trajectory, nearest_mean, trajectory
from autograder.evidence import Evidence
from load import test_x as raw_images

K = 10
RUNS = 4  # of each kind
STEPS = 5
FEW = 300  # images for code that is too slow for all, and for what can be seen on few
MOST_STEPS = 60  # until a run on few images is at rest
LATE = 3  # states before the end that a loop must go on from
STARTS = 40  # that are tried until one is decisive


def run_on_all(evidence: Evidence, images: Images, purpose: str) -> Trajectory:
    """Give five steps on all the images; another purpose gives another run."""
    return _scaled(_on_all(evidence.common, _choice(evidence, purpose)), images)


def run_to_rest(evidence: Evidence, images: Images) -> Trajectory:
    """Give a run on the first few images from its start to its fixed point: the last two of its states are equal."""
    return _scaled(_on_few(evidence.common, _choice(evidence, "first")), images)


def own_run(evidence: Evidence, images: Images, purpose: str, steps: int) -> Trajectory:
    """Give a run that this submission alone is judged by; drawn again while some point is nearly equidistant."""
    return _scaled(_drawn(_shipped()[: images.count], evidence.draw(purpose), steps), images)


def _choice(evidence: Evidence, purpose: str) -> int:
    """Choose a run for one submission: by its own secret, and different for the first and the second purpose."""
    first = int(evidence.draw("which run").integers(RUNS))
    return first if purpose == "first" else (first + 1) % RUNS


def _scaled(run: Trajectory, images: Images) -> Trajectory:
    """Give the run as it is on the student's scale."""
    return Trajectory([images.from_raw(means) for means in run.states], run.decisive)


@functools.lru_cache(maxsize=4 * RUNS)
def _on_all(secret: bytes, number: int) -> Trajectory:
    """Run five steps on all the images as they are shipped."""
    return _drawn(_shipped(), _generator(secret, f"all {number}"), STEPS)


@functools.lru_cache(maxsize=4 * RUNS)
def _on_few(secret: bytes, number: int) -> Trajectory:
    """Run to the fixed point on the first few images, with no cluster empty on the way."""
    points, rng = _shipped()[:FEW], _generator(secret, f"few {number}")
    for _ in range(STARTS):
        run = _until_rest(_drawn(points, rng, MOST_STEPS))
        full = all(len(np.unique(nearest_mean(points, means))) == K for means in run.states)
        if run.decisive and full and len(run.states) > LATE + 2:
            break
    return run


def _until_rest(run: Trajectory) -> Trajectory:
    """Cut a run where it has come to rest: its last two states are equal, if it does so at all."""
    pairs = enumerate(pairwise(run.states), start=2)
    rest = next((length for length, (before, after) in pairs if np.array_equal(before, after)), len(run.states))
    return Trajectory(run.states[:rest], run.decisive)


def _drawn(points: np.ndarray, rng: np.random.Generator, steps: int) -> Trajectory:
    for _ in range(STARTS):
        start = points[rng.choice(len(points), size=K, replace=False)]
        run = trajectory(points, start, steps)
        if run.decisive:
            break
    return run


@functools.cache
def _shipped() -> np.ndarray:
    """Give the images (10000, 784) with pixels from 0 to 255, as float64."""
    return raw_images.astype(float)


def _generator(secret: bytes, purpose: str) -> np.random.Generator:
    digest = hmac.new(secret, f"course run: {purpose}".encode(), hashlib.sha256).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))
