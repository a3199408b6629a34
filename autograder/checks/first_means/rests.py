"""Where K-means comes to rest from every start on a few points: what restarts find is then counted out exactly."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from autograder.checks.first_means.cases import MOST, is_clear, run_to_rest
from autograder.checks.lloyd import inertia


@dataclass(frozen=True)
class Rests:
    """Where K-means comes to rest from every start of k different points.

    Attributes
    ----------
    results : the means of each arrangement at rest, (k, d), the smallest inertia first
    ends : (starts,) which of them each start leads to
    totals : (starts,) the inertia of each start, before any iteration
    """

    results: list[np.ndarray]
    ends: np.ndarray
    totals: np.ndarray

    def which(self, means: np.ndarray) -> int | None:
        """Give the number of the result with these means, in any order of its rows; None when it is none."""
        for number, result in enumerate(self.results):
            if means.shape == result.shape and np.allclose(_sorted(means), result, rtol=1e-5, atol=1e-5):
                return number
        return None

    def best_of(self, restarts: int) -> np.ndarray:
        """Probability (results,) that each is the best of so many starts."""
        reached = np.cumsum(self._single())
        return np.diff(1 - (1 - reached.clip(0, 1)) ** restarts, prepend=0.0)

    def worst_of(self, restarts: int) -> np.ndarray:
        """Probability (results,) that each is the worst of so many starts."""
        return np.diff(np.cumsum(self._single()) ** restarts, prepend=0.0)

    def from_best_start(self, restarts: int) -> np.ndarray:
        """Probability (results,) of the run from that one of so many starts which has the smallest inertia itself."""
        order, n = np.argsort(self.totals), len(self.totals)
        better = np.arange(n) / n  # of the starts are better than each, in this order
        chosen = (1 - better) ** restarts - (1 - better - 1 / n).clip(0) ** restarts
        return np.bincount(self.ends[order], weights=chosen, minlength=len(self.results))

    def _single(self) -> np.ndarray:
        return np.bincount(self.ends, minlength=len(self.results)) / len(self.ends)


def rests_of(points: np.ndarray, k: int) -> Rests | None:
    """Run K-means from every start; None when a near-tie leaves open where one of them leads."""
    found: list[tuple[float, np.ndarray]] = []
    totals = []
    for rows in combinations(range(len(points)), k):
        start = points[list(rows)]
        if not is_clear(points, start, 12):
            return None
        rest = _sorted(run_to_rest(points, start, MOST)[0])
        found.append((inertia(points, rest), rest))
        totals.append(inertia(points, start))
    results: list[tuple[float, np.ndarray]] = []
    for each in sorted(found, key=lambda pair: pair[0]):
        if not results or not np.allclose(each[1], results[-1][1]):
            results.append(each)
    ends = [next(i for i, (_, means) in enumerate(results) if np.allclose(rest, means)) for _, rest in found]
    gaps = np.diff([total for total, _ in results]) / results[0][0]
    if len(results) < 2 or gaps.min() < 0.01:
        return None
    return Rests([means for _, means in results], np.array(ends), np.array(totals))


def _sorted(means: np.ndarray) -> np.ndarray:
    """The rows in the order of their first coordinates."""
    return means[np.lexsort(means.T[::-1])].astype(float)
