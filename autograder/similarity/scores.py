"""How alike each two answers of a class are, in ways in which the rest of the class is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

ROWS = 256  # answers that are compared with all others at once: bounds the memory
BINS = 1000


@dataclass(frozen=True)
class Likeness:
    """Two answers by their numbers: `score` is 0 to 1, `shared` how many runs of tokens that is worth."""

    first: int
    second: int
    score: float
    shared: float


@dataclass
class Distribution:
    """The scores of all pairs, counted in bins of a thousandth."""

    counts: np.ndarray = field(default_factory=lambda: np.zeros(BINS, dtype=np.int64))

    def add(self, scores: np.ndarray) -> None:
        """Count some more."""
        self.counts += np.bincount(np.minimum((scores * BINS).astype(int), BINS - 1), minlength=BINS)

    def median(self) -> float:
        """Give the middle score."""
        return _median(np.arange(BINS), self.counts) / BINS

    def spread(self) -> float:
        """Give the median distance from the median, times 1.4826: the standard deviation, were they normal."""
        distances = np.abs(np.arange(BINS) - _median(np.arange(BINS), self.counts))
        order = np.argsort(distances, kind="stable")
        return 1.4826 * _median(distances[order], self.counts[order]) / BINS


def rarity(having: int, compared: int) -> float:
    """Weigh a run of tokens by how many of the class have it: 1 when two do, 0 when everybody does."""
    if compared <= 2:
        return 1.0
    return float(np.clip(np.log(compared / having) / np.log(compared / 2), 0, 1))


def rarities(answers: Sequence[set[int]]) -> dict[int, float]:
    """Weigh each run that more than one answer has."""
    having = Counter(run for answer in answers for run in answer)
    return {run: rarity(count, len(answers)) for run, count in having.items() if count > 1}


def compare(answers: Sequence[set[int]], lengths: Sequence[int], least: float) -> tuple[list[Likeness], Distribution]:
    """Compare each two answers; give those whose score is `least` or more, and how all scores are distributed.

    A score is what the two share, each run weighed by its rarity, over the mean of their `lengths`. All pairs are
    compared, as products of sparse matrices: common runs cost nothing, since their weight is 0 or nearly.
    """
    found, distribution = [], Distribution()
    sizes = np.asarray(lengths, dtype=float)
    for begin, shared in _shared(answers):
        rows = np.arange(begin, begin + len(shared))
        scores = np.clip(2 * shared / np.maximum(sizes[rows, None] + sizes, 1), 0, 1)
        upper = np.arange(len(answers)) > rows[:, None]
        distribution.add(scores[upper])
        for row, second in np.argwhere(upper & (scores >= least)):
            place = row, second
            found.append(Likeness(begin + int(row), int(second), float(scores[place]), float(shared[place])))
    return sorted(found, key=lambda pair: -pair.score), distribution


def _shared(answers: Sequence[set[int]]) -> Iterator[tuple[int, np.ndarray]]:
    """Give what answers share with all others, some rows at a time, each with the number of its first."""
    weights = {run: weight for run, weight in rarities(answers).items() if weight > 0}
    column = {run: number for number, run in enumerate(weights)}
    pairs = [(row, column[run]) for row, answer in enumerate(answers) for run in answer if run in column]
    rows, columns = np.array(pairs, dtype=int).reshape(-1, 2).T
    there = csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(answers), max(len(column), 1)))
    weighed = there.multiply(np.fromiter(weights.values(), float) if weights else np.zeros(1)).tocsr()
    turned = there.T.tocsc()
    for begin in range(0, len(answers), ROWS):
        yield begin, (weighed[begin : begin + ROWS] @ turned).toarray()


def _median(values: np.ndarray, counts: np.ndarray) -> int:
    """Give the middle of `values`, in order, each of which is there `counts` times."""
    return int(values[min(int(np.searchsorted(np.cumsum(counts), counts.sum() / 2)), len(values) - 1)])
