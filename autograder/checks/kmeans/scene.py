"""What the loop of 02_kmeans is judged on: a run from a start nobody has seen, and the student's results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.kmeans.course_runs import FEW, K, run_on_all, run_to_rest
from autograder.checks.kmeans.digits import Images, images_of
from autograder.checks.lloyd import Trajectory, squared_distances
from autograder.evidence import Evidence, Replay, StudentTimeout
from autograder.libraries import KMEANS, KMEANS_FUNCTIONS
from load import test_x as raw_images

TOLERANCE = 5e-5  # of the pixels' range; one image in another cluster moves a mean by ten times more


FEW_IMAGES = f"test_x = test_x[:{FEW}].copy()\nnum_img = {FEW}"


@dataclass
class Scene:
    """What the loop is judged on: the images, a run of five steps from a start nobody has seen, the cell."""

    evidence: Evidence
    cell: str
    first: str
    images: Images
    run: Trajectory
    few: bool = False
    quiet: bool = False  # leave out what only shows something
    apart: bool = False  # run the cells before it in a request of their own, so that the time is the cell's alone
    results: dict[Any, Replay | StudentTimeout] = field(default_factory=dict)

    @property
    def points(self) -> np.ndarray:
        """The points (n, 784) that the judge computes with."""
        return self.images.points

    @property
    def times_all(self) -> float:
        """How many times as many images there are in all."""
        return len(raw_images) / self.images.count

    def results_after(self, start: np.ndarray, iterations: int, again: int = 0, watch: bool = False) -> Replay:
        """Run the student's loop from `start` (k, d) for some iterations; remembered, as is that it does not end."""
        key = (start.tobytes(), iterations, again, watch)
        if key not in self.results:
            try:
                self.results[key] = self._run(start, iterations, watch)
            except StudentTimeout as slow:
                self.results[key] = slow
        found = self.results[key]
        if isinstance(found, StudentTimeout):
            raise found
        return found

    def _run(self, start: np.ndarray, iterations: int, watch: bool) -> Replay:
        return self.evidence.run_cells(
            self.cell, first=self.first, values={"means": self.images.as_theirs(start), "iterations": iterations},
            names=["means"], prelude=FEW_IMAGES if self.few else "", quiet=self.quiet, apart=self.apart,
            shapes=[start.shape, (self.images.count,), (K,)],
            watch=(KMEANS, KMEANS_FUNCTIONS) if watch else ((), ()),
        )  # fmt: skip

    def stopped(self) -> StudentTimeout | None:
        """What was said of a run that did not end in its time, if there was one."""
        return next((found for found in self.results.values() if isinstance(found, StudentTimeout)), None)

    def means_after(self, start: np.ndarray, iterations: int, again: int = 0) -> np.ndarray | None:
        """The means (k, d) that the student's loop makes; None when they are no such array."""
        return self.means_of(self.results_after(start, iterations, again))

    def means_of(self, replay: Replay) -> np.ndarray | None:
        """The means (k, d) that a run has made; None when they are no such array."""
        found = replay.values.get("means")
        if isinstance(found, np.ndarray) and found.shape == self.run.start.shape and found.dtype.kind in "fiu":
            return found.astype(float)
        return None

    def same(self, found: np.ndarray | None, expected: np.ndarray) -> bool:
        """Whether means (k, d) agree within float32's rounding."""
        return found is not None and bool(np.abs(found - expected).max() <= TOLERANCE * self.images.scale)

    def looks_same(self, found: np.ndarray | None, expected: np.ndarray) -> bool:
        """Whether nearly all means agree: enough to recognise a mistake in spite of a near-tie.

        A row of NaN in `expected` is an empty cluster, and may be anything.
        """
        known = np.isfinite(expected).all(axis=1)
        if found is None or not known.any():
            return False
        with np.errstate(invalid="ignore"):
            near = np.abs(found - expected).max(axis=1) <= TOLERANCE * self.images.scale
        return int((known & ~near).sum()) <= int(known.sum()) // 5


def nearest_rows(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Index of the point nearest to each mean, (k,)."""
    return squared_distances(points, means).argmin(axis=0)


def scene_of(evidence: Evidence, cell: str, first: str) -> Scene:
    """Choose what the loop is judged on, once for all checks of one submission."""
    key = ("scene", evidence.secret)
    if key not in evidence.memo:
        images = images_of(evidence)
        evidence.memo[key] = Scene(evidence, cell, first, images, run_on_all(evidence, images, "first"))
    return evidence.memo[key]


def few_scene(scene: Scene) -> Scene:
    """The same on the first few images, with a run that goes on to its fixed point; made once."""
    memo, key = scene.evidence.memo, ("few scene", scene.evidence.secret, scene.cell)
    if key not in memo:
        images = scene.images.subset(FEW)
        run = run_to_rest(scene.evidence, images)
        memo[key] = Scene(scene.evidence, scene.cell, scene.first, images, run, few=True)
    return memo[key]
