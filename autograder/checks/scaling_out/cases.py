"""What the exercises of 07_scaling_out should give, one point at a time, and the inputs that their checks draw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.checks.lloyd import smallest_gap, squared_distances
from autograder.functions import Case, Laid, Seed

CLEAR = 1e-3  # relative gap between the nearest and the second nearest mean, so that no rounding decides a label

Part = tuple[np.ndarray, np.ndarray, float]


def bounds_of(n: int, rows: int) -> list[tuple[int, int]]:
    """The first row of each chunk and the one after its last, row by row."""
    bounds: list[tuple[int, int]] = []
    for row in range(n):
        if row % rows == 0:
            bounds.append((row, row))
        bounds[-1] = (bounds[-1][0], row + 1)
    return bounds


def nearest(point: np.ndarray, means: np.ndarray) -> tuple[int, float]:
    """The number of the mean nearest to a point (d,), and the squared distance to it."""
    distances = [float(((point - mean) ** 2).sum()) for mean in means.astype(float)]
    return min(enumerate(distances), key=lambda pair: pair[1])


def part_of(chunk: np.ndarray, means: np.ndarray) -> Part:
    """Sums (k, d), counts (k,) and inertia of a chunk (n, d)."""
    sums, counts, inertia = np.zeros(means.shape), np.zeros(len(means)), 0.0
    for point in chunk.astype(float):
        label, distance = nearest(point, means)
        sums[label] += point
        counts[label] += 1
        inertia += distance
    return sums, counts, inertia


def together(parts: Sequence[Part]) -> Part:
    """The parts added up."""
    sums, counts, inertia = np.zeros(parts[0][0].shape), np.zeros(len(parts[0][1])), 0.0
    for part in parts:
        sums, counts, inertia = sums + part[0], counts + part[1], inertia + part[2]
    return sums, counts, inertia


def moved(sums: np.ndarray, counts: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Means (k, d) of sums and counts; an empty cluster keeps its mean."""
    new = means.astype(float)
    for label, count in enumerate(counts):
        if count:
            new[label] = sums[label] / count
    return new


def stepped(chunks: Sequence[np.ndarray], means: np.ndarray) -> tuple[np.ndarray, float]:
    """The means after one iteration on all points together, and the inertia before it."""
    sums, counts, inertia = part_of(np.concatenate(chunks), means)
    return moved(sums, counts, means), inertia


def one_by_one(points: np.ndarray, means: np.ndarray, seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sculley's mini-batch step with all of the points as its batch: each pulls its mean by 1/count, in turn."""
    new, count = means.astype(float), seen.astype(float)
    for point in points.astype(float):
        label, _ = nearest(point, means)
        count[label] += 1
        new[label] += (point - new[label]) / count[label]
    return new, count


def mini_batch_of_all(
    points: np.ndarray, means: np.ndarray, seen: np.ndarray, size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """The mini-batch step where the batch has as many rows as there are: then it does not depend on the draw."""
    assert size == len(points)
    return one_by_one(points, means, seen)


def clear(rng: np.random.Generator, n: int, k: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw points (n, d) and means (k, d), with two decimals, such that each point has one nearest mean clearly."""
    while True:
        points, means = rng.normal(size=(n, d)).round(2), rng.normal(size=(k, d)).round(2)
        if k == 1 or smallest_gap(squared_distances(points, means)) > CLEAR:
            return points, means


def pixels(rng: np.random.Generator, n: int, k: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw points of the kind uint8, and means among them, likewise clear."""
    while True:
        points, means = rng.integers(0, 256, (n, d)).astype(np.uint8), rng.uniform(0, 255, (k, d)).round(1)
        if smallest_gap(squared_distances(points.astype(float), means)) > CLEAR:
            return points, means


def with_empty(rng: np.random.Generator, n: int, k: int, d: int, empty: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Draw points and means of which some are far from all points."""
    points, means = clear(rng, n, k, d)
    means[list(empty)] += 40.0 + np.arange(len(empty))[:, None]
    kept = np.delete(means, list(empty), axis=0)
    if len(kept) > 1 and smallest_gap(squared_distances(points, kept)) <= CLEAR:
        return with_empty(rng, n, k, d, empty)
    return points, means


def cases_of_bounds(rng: np.random.Generator) -> list[Case]:
    """Numbers of rows that a chunk divides, and such that it does not."""
    rows, chunks = int(rng.integers(4, 12)), int(rng.integers(5, 12))
    return [
        Case((rows * chunks + int(rng.integers(1, rows)), rows)),
        Case((rows * chunks, rows), "rows that come out even"),
        Case((6, 3), "two full chunks"),
        Case((int(rng.integers(2, 9)), 10), "fewer rows than a chunk may have"),
        Case((rows, rows), "exactly one chunk"),
        Case((rows, 1), "chunks of one row"),
        Case((rows * chunks + 1, rows), "one row left over"),
        Case((0, rows), "no rows at all"),
    ]


def cases_of_sums(rng: np.random.Generator) -> list[Case]:
    """Chunks of several shapes and kinds."""
    single = [each.astype(np.float32) for each in clear(rng, 12, 3, 4)]
    repeated, means = clear(rng, 3, 2, 2)
    fortran, strided = clear(rng, 9, 3, 3)
    locked = clear(rng, 8, 3, 2)
    return [
        Case(clear(rng, 40, 4, 3)),
        Case(clear(rng, 7, 1, 2), "a single mean"),
        Case(clear(rng, 1, 3, 2), "a chunk of one row"),
        Case(clear(rng, 9, 3, 1), "one dimension"),
        Case(clear(rng, 5, 5, 5), "as many means as points and coordinates"),
        Case(with_empty(rng, 10, 4, 2, [1]), "an empty cluster"),
        Case(with_empty(rng, 10, 4, 3, [0, 3]), "two empty clusters, the last among them"),
        Case((repeated.repeat(3, axis=0), means), "each point three times"),
        Case((single[0], single[1]), "float32"),
        Case(pixels(rng, 20, 3, 6), "whole numbers of the kind `uint8`, where 200 + 100 is 44"),
        Case((Laid(fortran, "F"), Laid(strided, "strided")), "arrays that lie in memory in another order"),
        Case((Laid(locked[0], writeable=False), Laid(locked[1], writeable=False)), "read-only arrays"),
    ]


def _parts(rng: np.random.Generator, count: int, k: int, d: int) -> list[Part]:
    made = []
    for _ in range(count):
        counts = rng.integers(0, 9, k).astype(float)
        sums = (rng.normal(size=(k, d)) * counts[:, None]).round(2)
        made.append((sums, counts, round(float(rng.uniform(1, 50)), 2)))
    return made


def cases_of_parts(rng: np.random.Generator) -> list[Case]:
    """One part, two, and many, each like what a chunk gives."""
    return [
        Case((_parts(rng, 5, 4, 3),)),
        Case((_parts(rng, 1, 3, 2),), "a single part"),
        Case((_parts(rng, 3, 1, 2),), "a single mean"),
        Case((_parts(rng, 4, 3, 1),), "one dimension"),
        Case((_parts(rng, 2, 3, 3),), "as many means as coordinates"),
        Case((_parts(rng, 30, 2, 2),), "thirty parts"),
    ]


def cases_of_moving(rng: np.random.Generator) -> list[Case]:
    """Sums and counts with and without empty clusters."""

    def drawn(k: int, d: int, empty: Sequence[int] = (), kind: type = float) -> tuple[np.ndarray, ...]:
        counts: np.ndarray = rng.integers(1, 30, k).astype(kind)
        counts[list(empty)] = 0
        sums = (rng.normal(3, 1, (k, d)) * counts[:, None]).round(2)
        return sums, counts, rng.normal(size=(k, d)).round(2)

    sums, counts, means = drawn(3, 2, [2])
    single, one, before = drawn(4, 2)
    return [
        Case(drawn(5, 3)),
        Case(drawn(5, 3, [1, 4]), "two empty clusters"),
        Case(drawn(4, 2, [0], int), "counts that are integers"),
        Case(drawn(3, 3, [1]), "as many means as coordinates"),
        Case(drawn(1, 4), "a single mean"),
        Case(drawn(4, 1, [3]), "one dimension"),
        Case(drawn(3, 2, [0, 1, 2]), "no points at all"),
        Case((single / one[:, None], np.ones_like(one), before), "clusters of one point"),
        Case((Laid(sums, "F", False), Laid(counts, writeable=False), Laid(means, writeable=False)), "read-only arrays"),
    ]


def _split(points: np.ndarray, *stops: int) -> list[np.ndarray]:
    return [np.ascontiguousarray(chunk) for chunk in np.split(points, stops)]


def cases_of_steps(rng: np.random.Generator) -> list[Case]:
    """Points in one chunk and in several, of unequal lengths; each point clearly nearest to one mean."""
    points, means = clear(rng, 30, 4, 3)
    far, empty = with_empty(rng, 12, 3, 2, [1])
    image, centres = pixels(rng, 14, 3, 5)
    single = [each.astype(np.float32) for each in clear(rng, 12, 3, 4)]
    two, apart = np.vstack([clear(rng, 6, 1, 2)[0] - 9, clear(rng, 4, 1, 2)[0] + 9]), np.array([[-8.0, -9], [8, 7]])
    return [
        Case((_split(points, 11, 22), means)),
        Case((_split(points, 29), means), "a last chunk of one row"),
        Case(([points], means), "a single chunk"),
        Case((_split(two, 6), apart), "a cluster that is empty in one chunk and not in the other"),
        Case((_split(far, 5), empty), "a cluster that is empty in all chunks"),
        Case((_split(clear(rng, 9, 1, 2)[0], 4, 8), np.zeros((1, 2))), "a single mean"),
        Case((_split(image, 8), centres), "whole numbers of the kind `uint8`"),
        Case((_split(single[0], 5), single[1]), "float32"),
    ]


def cases_of_mini_batches(rng: np.random.Generator) -> list[Case]:
    """Batches that hold all points, so that what is right does not depend on the draw."""

    def drawn(n: int, k: int, d: int, fresh: bool = False) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, Seed]:
        points, means = clear(rng, n, k, d)
        seen = np.zeros(k) if fresh else rng.integers(1, 40, k).astype(float)
        return points, means, seen, n, Seed(int(rng.integers(2**32)))

    def others(points: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, Seed]:
        return points, means, rng.integers(1, 40, len(means)).astype(float), len(points), Seed(7)

    far = with_empty(rng, 10, 4, 2, [0, 2])
    locked = drawn(9, 3, 2)
    return [
        Case(drawn(30, 4, 3)),
        Case(drawn(30, 4, 3, fresh=True), "means that have seen no point yet"),
        Case(others(*far), "means that no point of the batch is nearest to"),
        Case((*far, np.zeros(4), 10, Seed(8)), "means that have seen no point, and see none now"),
        Case(drawn(8, 1, 2), "a single mean"),
        Case(drawn(9, 3, 1), "one dimension"),
        Case(drawn(1, 2, 2), "a batch of one point"),
        Case(others(*pixels(rng, 20, 3, 5)), "whole numbers of the kind `uint8`"),
        Case((*(Laid(each, writeable=False) for each in locked[:3]), *locked[3:]), "read-only arrays"),
    ]
