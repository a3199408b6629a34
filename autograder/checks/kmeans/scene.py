"""What the loop of 02_kmeans is judged on: a run from a start nobody has seen, and the student's results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.kmeans.digits import Images, images_of
from autograder.checks.lloyd import Trajectory, squared_distances, trajectory
from autograder.evidence import Evidence, Replay

K = 10
TOLERANCE = 5e-5  # of the pixels' range; one image in another cluster moves a mean by ten times more
LIBRARY_MODULES = (
    "sklearn.cluster", "scipy.cluster", "faiss", "pyclustering", "kmeans1d", "fastkmeans", "torch_kmeans",
    "kmeans_pytorch", "Bio.Cluster", "cuml.cluster", "dask_ml.cluster", "pyspark.ml.clustering", "daal4py",
    "sklearnex.cluster", "pycave.clustering", "tslearn.clustering", "nltk.cluster", "mlpack",
)  # fmt: skip
LIBRARY_FUNCTIONS = ("kmeans", "kmeans2", "kmeans_single", "kmeans_fit")


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
    results: dict[Any, Replay] = field(default_factory=dict)

    @property
    def points(self) -> np.ndarray:
        """The points (n, 784) that the judge computes with."""
        return self.images.points

    def results_after(self, start: np.ndarray, iterations: int, again: int = 0, watch: bool = False) -> Replay:
        """Run the student's loop from `start` (k, d) for some iterations; remembered."""
        key = (start.tobytes(), iterations, again, watch)
        if key not in self.results:
            self.results[key] = self._run(start, iterations, watch)
        return self.results[key]

    def _run(self, start: np.ndarray, iterations: int, watch: bool) -> Replay:
        values: dict[str, Any] = {"means": self.images.as_theirs(start), "iterations": iterations}
        if self.few:
            values |= {"test_x": self.points.astype(self.images.dtype), "num_img": len(self.points)}
        return self.evidence.run_cells(
            self.cell, first=self.first, values=values, names=["means"], before=self.few, quiet=self.quiet,
            shapes=[start.shape, (len(self.points),), (K,)],
            watch=(LIBRARY_MODULES, LIBRARY_FUNCTIONS) if watch else ((), ()),
        )  # fmt: skip

    def means_after(self, start: np.ndarray, iterations: int, again: int = 0) -> np.ndarray | None:
        """The means (k, d) that the student's loop makes; None when they are no such array."""
        found = self.results_after(start, iterations, again).values.get("means")
        if isinstance(found, np.ndarray) and found.shape == start.shape and found.dtype.kind in "fiu":
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
    """Draw what the loop is judged on, once for all checks of one submission."""
    key = ("scene", evidence.secret)
    if key not in evidence.memo:
        images = images_of(evidence)
        evidence.memo[key] = Scene(evidence, cell, first, images, draw_run(evidence, images, "start"))
    return evidence.memo[key]


def draw_run(evidence: Evidence, images: Images, purpose: str, steps: int = 5) -> Trajectory:
    """Run K-means from ten drawn images; drawn again while some point is nearly equidistant."""
    rng = evidence.draw(purpose)
    for _ in range(20):
        start = images.points[rng.choice(len(images.points), size=K, replace=False)]
        run = trajectory(images.points, start, steps)
        if run.decisive:
            break
    return run
