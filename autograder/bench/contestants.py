"""The K-means that are raced: those of 03_one_loop as its solution notebook has them, and those of libraries."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

# points (n, d), first means (k, d) and a number of iterations -> means (k, d)
KMeans = Callable[[np.ndarray, np.ndarray, int], np.ndarray]
NOTEBOOK = Path(__file__).parents[2] / "solutions" / "03_one_loop" / "one_loop.ipynb"


def solution(notebook: Path = NOTEBOOK) -> dict[str, Any]:
    """Run the cells of a solution notebook that students fill in; gives the names that they make."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    made: dict[str, Any] = {"np": np}
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            exec("".join(cell["source"]), made)
    return made


def contestants() -> dict[str, KMeans]:
    """All that are raced, by the names under which results are told."""
    ours = solution()
    return {
        "fast_kmeans": ours["fast_kmeans"],
        "moving what changed": moving(ours["expanded_distances"], ours["move_changed"]),
        "one-hot product": ours["kmeans"],
        "broadcast (n, k, d)": broadcast(ours["group_means"]),
        "SciPy": scipy_kmeans2,
        "scikit-learn, Lloyd": lloyd,
        "scikit-learn, Elkan": elkan,
    }


def moving(distances: Callable[..., np.ndarray], move_changed: Callable[..., Any]) -> KMeans:
    """Give the K-means that measures every distance, and moves only the points that changed label."""

    def run(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
        labels = np.full(len(points), -1)
        sums, counts = np.zeros_like(means), np.zeros(len(means), means.dtype)
        for _ in range(iterations):
            nearest = distances(points, means).argmin(axis=1)
            sums, counts = move_changed(sums, counts, points, labels, nearest)
            labels, filled = nearest, counts[:, None] > 0
            means = np.where(filled, sums / np.maximum(counts, 1)[:, None], means)
        return means

    return run


def broadcast(group_means: Callable[..., np.ndarray]) -> KMeans:
    """Give the K-means that makes every difference, (n, k, d), before it squares and adds them."""

    def run(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
        for _ in range(iterations):
            labels = ((points[:, None, :] - means) ** 2).sum(axis=2).argmin(axis=1)
            means = group_means(points, labels, means)
        return means

    return run


def scipy_kmeans2(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
    """Run SciPy's K-means from given means."""
    from scipy.cluster.vq import kmeans2

    return kmeans2(points, means, iter=iterations, minit="matrix")[0]


def fitted(points: np.ndarray, means: np.ndarray, iterations: int, algorithm: str) -> Any:
    """Run scikit-learn's K-means from given means; it stops where no label changes, and tells when that was."""
    from sklearn.cluster import KMeans as Sklearn

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a cluster that stays empty is no news here
        model = Sklearn(len(means), init=means, n_init=1, max_iter=iterations, tol=0, algorithm=algorithm)
        return model.fit(points)


def lloyd(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
    """Run scikit-learn's K-means as Lloyd described it."""
    return fitted(points, means, iterations, "lloyd").cluster_centers_


def elkan(points: np.ndarray, means: np.ndarray, iterations: int) -> np.ndarray:
    """Run scikit-learn's K-means with Elkan's bounds, which save distances."""
    return fitted(points, means, iterations, "elkan").cluster_centers_
