"""Points in the plane whose shapes tell when K-means finds the groups, and when it can't."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def points_of(name: str, n: int = 600, seed: int = 0) -> np.ndarray:
    """Draw points of a shape.

    Parameters
    ----------
    name : one of SHAPES
    n : how many points, at least 1
    seed : the same seed gives the same points

    Returns
    -------
    (n, 2) float array within about −1 and 1, with the same scale along both axes, in no order.

    Raises
    ------
    ValueError
        With one line that lists the names.
    """
    if name not in SHAPES:
        raise ValueError(f"There is no shape {name!r}. There are: {', '.join(SHAPES)}.")
    if n < 1:
        raise ValueError(f"A shape needs at least 1 point, not {n}.")
    rng = np.random.default_rng(seed)
    return rng.permutation(SHAPES[name](n, rng))


def blobs(n: int, rng: np.random.Generator) -> np.ndarray:
    """Three round groups, equally wide and equally large: with k = 3, K-means finds them from nearly any start."""
    centres = np.array([[-0.55, -0.4], [0.6, -0.35], [0.0, 0.6]])
    return centres[_groups(n, [1, 1, 1])] + 0.13 * rng.normal(size=(n, 2))


def uneven_blobs(n: int, rng: np.random.Generator) -> np.ndarray:
    """Three groups of unlike sizes and widths: K-means takes points at the rim of the wide group for the small ones.

    The border between two means lies halfway, however wide their groups are.
    """
    group = _groups(n, [8, 1, 1])
    centres, spreads = np.array([[-0.3, 0.0], [0.75, 0.3], [0.75, -0.3]]), np.array([0.24, 0.06, 0.06])
    return centres[group] + spreads[group, None] * rng.normal(size=(n, 2))


def moons(n: int, rng: np.random.Generator) -> np.ndarray:
    """Two interlocking half circles: with k = 2, K-means cuts both, for its border is a straight line."""
    group, turn = _groups(n, [1, 1]), np.pi * rng.random(n)
    upper = np.stack([np.cos(turn), np.sin(turn)], axis=1) - [0.5, 0.25]
    return 0.62 * np.where(group[:, None] == 0, upper, -upper) + 0.035 * rng.normal(size=(n, 2))


def rings(n: int, rng: np.random.Generator) -> np.ndarray:
    """A ring around a disc: no mean can be nearest to the whole ring, so K-means cuts it like a cake."""
    group, turn = _groups(n, [2, 1]), 2 * np.pi * rng.random(n)
    radius = np.where(group == 0, 0.85 + 0.035 * rng.normal(size=n), 0.28 * np.sqrt(rng.random(n)))
    return radius[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)


def stretched(n: int, rng: np.random.Generator) -> np.ndarray:
    """Three long parallel groups: K-means cuts them across, for it knows only distance, the same in all directions."""
    offset = np.array([[-0.32, 0.32], [0.0, 0.0], [0.32, -0.32]])[_groups(n, [1, 1, 1])]
    along, across = np.array([1.0, 1.0]) / np.sqrt(2), np.array([1.0, -1.0]) / np.sqrt(2)
    lengths = 0.34 * rng.normal(size=(n, 1)).clip(-2.4, 2.4)
    return offset + lengths * along + 0.05 * rng.normal(size=(n, 1)) * across


def smiley(n: int, rng: np.random.Generator) -> np.ndarray:
    """Two eyes, a mouth and the outline of a face: K-means finds the eyes at best, and cuts mouth and outline."""
    group, turn, share = _groups(n, [2, 2, 5, 9]), 2 * np.pi * rng.random(n), rng.random(n)
    mouth = np.pi * (1.17 + 0.66 * share)
    angle = np.where(group == 2, mouth, turn)
    radius = np.choose(group, [0.11 * np.sqrt(share), 0.11 * np.sqrt(share), np.full(n, 0.55), np.full(n, 0.92)])
    centre = np.array([[-0.32, 0.3], [0.32, 0.3], [0.0, 0.02], [0.0, 0.0]])[group]
    around = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return centre + radius[:, None] * around + 0.018 * rng.normal(size=(n, 2))


# Every name that `points_of` knows, the easiest shape first; each function gives its groups one after the other.
SHAPES: dict[str, Callable[[int, np.random.Generator], np.ndarray]] = {
    "blobs": blobs,
    "uneven blobs": uneven_blobs,
    "moons": moons,
    "rings": rings,
    "stretched": stretched,
    "smiley": smiley,
}


def _groups(n: int, parts: list[int]) -> np.ndarray:
    """Share n points out among groups in the proportion of `parts`: (n,) group numbers, in order."""
    ends = np.cumsum(parts) / sum(parts)
    return np.searchsorted(ends, (np.arange(n) + 0.5) / n)
