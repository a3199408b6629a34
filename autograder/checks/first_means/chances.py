"""How likely each draw of first means is: counted out exactly on a few points, nothing estimated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

Rule = Callable[[np.ndarray, list[int]], np.ndarray]  # weights (n,) of the next draw, of points and the rows so far
Sign = tuple[str, tuple[int, ...]]  # something that a draw shows, and the same draw may show several


def squares(points: np.ndarray, rows: list[int]) -> np.ndarray:
    """Squared distances (n, rows) of all points to those that were drawn."""
    return ((points[:, None, :].astype(float) - points[rows].astype(float)) ** 2).sum(axis=2)


def plus_plus(points: np.ndarray, rows: list[int]) -> np.ndarray:
    """D² sampling: the squared distance to the nearest point drawn so far (Arthur and Vassilvitskii, 2007)."""
    if not rows:
        return np.ones(len(points))
    weights = squares(points, rows).min(axis=1)
    return weights if weights.any() else np.ones(len(points))


def places_of(points: np.ndarray) -> np.ndarray:
    """The number of each point's place (n,): duplicates have the same."""
    return np.unique(points, axis=0, return_inverse=True)[1].ravel()


def chances(points: np.ndarray, k: int, rule: Rule) -> dict[tuple[int, ...], float]:
    """Give the probability of each sequence of k places, the first drawn first, as `places_of` numbers them."""
    sequences: dict[tuple[int, ...], float] = {(): 1.0}
    for _ in range(k):
        longer: dict[tuple[int, ...], float] = defaultdict(float)
        for rows, probability in sequences.items():
            weights = rule(points, list(rows))
            for row in np.flatnonzero(weights > 0).tolist():
                longer[(*rows, row)] += probability * weights[row] / weights.sum()
        sequences = longer
    places, merged = places_of(points), defaultdict[tuple[int, ...], float](float)
    for rows, probability in sequences.items():
        merged[tuple(places[list(rows)].tolist())] += probability
    return dict(merged)


def signs_of(points: np.ndarray, sequence: Sequence[int]) -> list[Sign]:
    """What a drawn sequence of places shows: itself, and how near the last one is to those before it.

    A mistake that shifts many sequences a little shifts the second much. ("within", (2,)) says that at most two places
    are nearer to those before it than the last one.
    """
    spots = np.unique(points, axis=0).astype(float)
    signs: list[Sign] = [("sequence", tuple(sequence))]
    if len(sequence) < 2:
        return signs
    nearest = ((spots[:, None, :] - spots[list(sequence[:-1])]) ** 2).sum(axis=2).min(axis=1)
    rank = int((nearest < nearest[sequence[-1]]).sum())
    return signs + [("within", (limit,)) for limit in range(rank, len(spots) - 1)]


def chances_of_signs(points: np.ndarray, sequences: Mapping[tuple[int, ...], float]) -> dict[Sign, float]:
    """Give the probability of each sign."""
    found: dict[Sign, float] = defaultdict(float)
    for sequence, probability in sequences.items():
        for sign in signs_of(points, sequence):
            found[sign] = min(found[sign] + probability, 1.0)
    return dict(found)


def counts_of_signs(points: np.ndarray, sequences: Sequence[tuple[int, ...]]) -> Counter[Sign]:
    """Count how often each sign came."""
    counts: Counter[Sign] = Counter()
    for sequence, often in Counter(sequences).items():
        for sign in signs_of(points, sequence):
            counts[sign] += often
    return counts


def side_by_side(counts: Mapping[Sign, int], chance: Mapping[Sign, float]) -> tuple[list[Sign], np.ndarray, np.ndarray]:
    """All signs that came or may come, with how often and how likely, (m,) each."""
    signs = sorted({*counts, *chance})
    return signs, np.array([counts.get(each, 0) for each in signs]), np.array([chance.get(each, 0.0) for each in signs])
