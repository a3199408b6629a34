"""What students write instead of bounds, parts and their sums in 07_scaling_out, each with a question that leads on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.lloyd import squared_distances
from autograder.checks.scaling_out.cases import Part, moved, part_of, together
from autograder.functions import Mistake

Pairs = list[tuple[int, int]]


def _ranges(n: int, rows: int) -> range:
    return range(0, n, rows)


def _shares(n: int, chunks: int) -> Pairs:
    """As `np.array_split` shares n rows out."""
    if not chunks:
        return []
    stops = np.cumsum([0, *(len(share) for share in np.array_split(np.arange(n), chunks))])
    return [(int(start), int(stop)) for start, stop in pairwise(stops)]


BOUNDS = [
    Mistake(
        "drops_the_rest",
        lambda n, rows: [(rows * i, rows * (i + 1)) for i in range(n // rows)],
        "This is what you get with the full chunks alone: `n // rows` of them. Which rows does no chunk have, when "
        "`n` can't be divided by `rows`?",
    ),
    Mistake(
        "runs_past_the_end",
        lambda n, rows: [(start, start + rows) for start in _ranges(n, rows)],
        "Right but for the last chunk, which ends behind the last row. A slice forgives that, and `stop - start` does "
        "not: it counts rows that are not there. Which of two numbers is the end, when the rows run out?",
    ),
    Mistake(
        "empty_chunk_at_the_end",
        lambda n, rows: [(rows * i, min(rows * (i + 1), n)) for i in range(n // rows + 1)],
        "This is what you get from one chunk more than `n // rows`. When `rows` divides `n`, how many rows has your "
        "last chunk?",
    ),
    Mistake(
        "empty_chunk_at_the_end",
        lambda n, rows: [(start, min(start + rows, n)) for start in range(0, n + 1, rows)],
        "This is what you get when the starts go up to `n` itself. Is there a row with the number `n`?",
    ),
    Mistake(
        "last_row_left_out",
        lambda n, rows: [(start, min(start + rows, n) - 1) for start in _ranges(n, rows)],
        "This is what you get when `stop` is the number of the last row. `points[start:stop]` leaves the row `stop` "
        "out: how many rows has `points[0:2]`?",
    ),
    Mistake(
        "last_row_left_out",
        lambda n, rows: [(start, min(start + rows - 1, n - 1)) for start in _ranges(n, rows)],
        "This is what you get when `stop` is the number of the last row. `points[start:stop]` leaves the row `stop` "
        "out: how many rows has `points[0:2]`?",
    ),
    Mistake(
        "rows_used_twice",
        lambda n, rows: [(start, min(start + rows + 1, n)) for start in _ranges(n, rows)],
        "This is what you get with one row too many in each chunk: the last row of one chunk is also the first of the "
        "next. `points[start:stop]` leaves the row `stop` out: what is its number?",
    ),
    Mistake(
        "rows_taken_for_chunks",
        lambda n, rows: _shares(n, rows),
        "This is what you get when `rows` is the number of *chunks*. It is how many rows one chunk has at most. Which "
        "of the two is limited by the memory?",
    ),
    Mistake(
        "equal_shares",
        lambda n, rows: _shares(n, -(-n // rows)),
        "Every row is in one chunk, but the chunks have like sizes. Asked for are chunks of `rows` rows, of which "
        "only the last is shorter. Where does the second chunk begin?",
    ),
    Mistake(
        "only_starts",
        lambda n, rows: list(_ranges(n, rows)),
        "These are the first rows of the chunks. A chunk needs two numbers: where it starts, and what else?",
    ),
    Mistake(
        "start_and_length",
        lambda n, rows: [(start, min(rows, n - start)) for start in _ranges(n, rows)],
        "This is what you get with the *number* of rows as the second value. Asked for is the row at which the chunk "
        "stops, as in `points[start:stop]`. How do you get from one to the other?",
    ),
]  # fmt: skip


def _changed(change: Callable[..., Any]) -> Callable[..., Any]:
    """A wrong `partial_sums` that makes something else of sums, counts, inertia and the distances (n, k)."""

    def gives(chunk: np.ndarray, means: np.ndarray) -> Any:
        points = chunk.astype(float)
        return change(*part_of(points, means), squared_distances(points, means.astype(float)), points)

    return gives


def _wrapped(chunk: np.ndarray, means: np.ndarray, twice: bool, square: bool) -> Any:
    """As when whole numbers are doubled, or squared, before they become others."""
    lengths = ((chunk**2) if square else chunk.astype(float) ** 2).sum(axis=1)
    doubled = 2 * chunk if twice else 2 * chunk.astype(float)
    distances = lengths[:, None] - doubled @ means.T + (means**2).sum(axis=1)
    members = np.eye(len(means))[distances.argmin(axis=1)]
    return members.T @ chunk, members.sum(axis=0), distances.min(axis=1).sum()


def _swapped(along: int) -> Callable[..., Any]:
    """As when labels are taken along the axis of the points: one for each mean, and its smallest distances likewise."""

    def gives(chunk: np.ndarray, means: np.ndarray) -> Any:
        points = chunk.astype(float)
        distances = squared_distances(points, means.astype(float))
        members = np.eye(len(means))[distances.argmin(axis=0)]
        return members.T @ points, members.sum(axis=0), distances.min(axis=along).sum()

    return gives


def _labels(distances: np.ndarray) -> np.ndarray:
    return distances.argmin(axis=1)


NOT_SUMS = (
    "The sums are divided by the counts already, so they are means. Means of two chunks can't be added up: the mean "
    "of 10 points would weigh as much as that of 10,000. At which point of the whole is the division due?"
)
WRAPPED = (
    "Right for ordinary numbers, and wrong for whole numbers of the kind `uint8`: there `2 * 200` is 144, and `20**2` "
    "is 144 as well. What should `chunk` become before anything is multiplied?"
)

SWAPPED = (
    "This is what you get when `argmin` goes along the other axis: it gives the nearest *point* of each mean, and not "
    "the nearest mean of each point. How many labels should there be?"
)

SUMS = [
    Mistake("labels_along_the_wrong_axis", _swapped(0), SWAPPED),
    Mistake("labels_along_the_wrong_axis", _swapped(1), SWAPPED),
    Mistake("means_not_sums", _changed(lambda sums, counts, inertia, *_: (sums / counts[:, None], counts, inertia)),
            NOT_SUMS),
    Mistake("means_not_sums",
            _changed(lambda sums, counts, inertia, *_: (sums / np.maximum(counts, 1)[:, None], counts, inertia)),
            NOT_SUMS),
    Mistake(
        "inertia_without_the_points",
        _changed(lambda sums, counts, inertia, _, points: (sums, counts, inertia - (points**2).sum())),
        "Sums and counts are right. The inertia is what you get when ‖x‖² is left out of ‖x‖² − 2 x·m + ‖m‖². The "
        "nearest mean is the same without it; is the distance?",
    ),
    Mistake(
        "inertia_of_roots",
        _changed(lambda sums, counts, _, distances, __: (sums, counts, np.sqrt(distances.min(axis=1)).sum())),
        "Sums and counts are right. The inertia is what you get from the distances; it is the sum of the *squared* "
        "ones. Which step is one too many?",
    ),
    Mistake(
        "inertia_averaged",
        _changed(lambda sums, counts, inertia, *_: (sums, counts, inertia / counts.sum())),
        "Sums and counts are right. The inertia is what you get when it is divided by the number of points. Two "
        "averages don't add up to that of both: what does?",
    ),
    Mistake(
        "inertia_to_all_means",
        _changed(lambda sums, counts, _, distances, __: (sums, counts, distances.sum())),
        "Sums and counts are right. The inertia is what you get when each point's distances to *all* means are added. "
        "Which one of them counts?",
    ),
    Mistake(
        "inertia_of_moved_means",
        lambda chunk, means: (*part_of(chunk, means)[:2], part_of(chunk, moved(*part_of(chunk, means)[:2], means))[2]),
        "Sums and counts are right. The inertia is what you get around the averages of this chunk. Whoever reads it "
        "beside other chunks needs it around the same `means` for all: which distances did the labels come from?",
    ),
    Mistake(
        "counts_lack_empty_clusters",
        _changed(lambda sums, counts, inertia, d, _: (sums, np.unique(_labels(d), return_counts=True)[1], inertia)),
        "Right, but where a cluster is empty its count is missing, so that the others move up. In a chunk that happens "
        "often. What gives a 0 for a label that does not occur?",
    ),
    Mistake(
        "counts_lack_empty_clusters",
        _changed(lambda sums, counts, inertia, d, _: (sums, np.bincount(_labels(d)), inertia)),
        "Right, but `bincount` stops at the largest label that occurs: when the last cluster is empty, a count is "
        "missing. Which parameter of it says how many there should be at least?",
    ),
    Mistake(
        "counts_all_points",
        _changed(lambda sums, counts, inertia, *_: (sums, counts.sum(), inertia)),
        "This is what you get with the number of rows in the chunk as counts. Asked for is one count for each mean, "
        "shape (k,). Over which axis does the sum go?",
    ),
    Mistake(
        "sums_transposed",
        _changed(lambda sums, counts, inertia, *_: (sums.T, counts, inertia)),
        "The sums are right, but they lie in shape (d, k). A row for each mean is wanted, (k, d). Which of the two "
        "factors should be transposed?",
    ),
    Mistake(
        "values_in_another_order",
        _changed(lambda sums, counts, inertia, *_: (counts, sums, inertia)),
        "All three are right, but they come in another order. What does the question name first?",
    ),
    Mistake("uint8_wrap_around", lambda chunk, means: _wrapped(chunk, means, True, False), WRAPPED),
    Mistake("uint8_wrap_around", lambda chunk, means: _wrapped(chunk, means, False, True), WRAPPED),
    Mistake("uint8_wrap_around", lambda chunk, means: _wrapped(chunk, means, True, True), WRAPPED),
]  # fmt: skip


def _one_number(parts: Sequence[Part]) -> tuple[Any, ...]:
    sums, counts, inertia = zip(*parts, strict=True)
    return np.sum(sums), np.sum(counts), np.sum(inertia)


def _averaged(parts: Sequence[Part]) -> tuple[Any, ...]:
    return tuple(each / len(parts) for each in together(parts))


PARTS = [
    Mistake(
        "averages_the_parts",
        _averaged,
        "This is what you get when the parts are averaged: everything is divided by their number. Sums over all points "
        "are asked for. Which of your calls divides?",
    ),
    Mistake(
        "averages_the_inertia",
        lambda parts: (*together(parts)[:2], together(parts)[2] / len(parts)),
        "Sums and counts are right. The inertia is divided by the number of parts; inertia is a sum over points, as "
        "they are. What adds up?",
    ),
    Mistake(
        "last_part_only",
        lambda parts: parts[-1],
        "This is what the last part holds alone. What happens to the ones before it, when the next is assigned to the "
        "same name?",
    ),
    Mistake(
        "first_part_only",
        lambda parts: parts[0],
        "This is what the first part holds alone. Where does your loop go on to the second: is the `return` inside it?",
    ),
    Mistake(
        "leaves_out_the_first",
        lambda parts: tuple(whole - first for whole, first in zip(together(parts), parts[0], strict=True)),
        "This is what you get from all parts but the first. What does the sum begin with?",
    ),
    Mistake(
        "leaves_out_the_last",
        lambda parts: tuple(whole - last for whole, last in zip(together(parts), parts[-1], strict=True)),
        "This is what you get from all parts but the last. Where does your range end?",
    ),
    Mistake(
        "two_parts_only",
        lambda parts: together(parts[:2]),
        "This is what the first two parts give. There can be one part, or three thousand: which loop takes them all?",
    ),
    Mistake(
        "one_number",
        _one_number,
        "This is what you get when *all* numbers of all sums are added to one. Each place of the arrays should be "
        "added to the same place of the others: along which axis?",
    ),
    Mistake(
        "adds_unlike_things",
        lambda parts: np.sum(parts, axis=0),
        "A part holds an array (k, d), an array (k,) and a number: NumPy can't make one array of those. Which "
        "things of the parts are alike, and how do you get them together?",
    ),
]  # fmt: skip
