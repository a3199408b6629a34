"""What students write instead of a step and a mini-batch in 07_scaling_out, each with a question that leads on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.scaling_out.cases import Part, moved, nearest, one_by_one, part_of, stepped
from autograder.functions import Mistake

NAN = (
    "An empty cluster gives NaN: 0 divided by 0. A mean that is NaN never gets a point again. What should stand there "
    "instead, and which function chooses between two arrays?"
)
FLOORED = (
    "This is what you get from a division without remainder, `//`: every mean is a whole number. Which division keeps "
    "what stands after the point?"
)
MOVED = [
    Mistake("empty_cluster_nan", lambda sums, counts, means: sums / counts[:, None], NAN),
    Mistake(
        "empty_cluster_zero",
        lambda sums, counts, means: sums / np.maximum(counts, 1)[:, None],
        "The mean of an empty cluster is a row of zeros: it has jumped to the origin. It is to stay where it was. "
        "Which of the three inputs knows where that is?",
    ),
    Mistake(
        "divides_by_all_points",
        lambda sums, counts, means: np.where(counts[:, None] > 0, sums / max(counts.sum(), 1), means),
        "This is what you get when every sum is divided by the number of *all* points. How many points are in the "
        "sum of one cluster?",
    ),
    Mistake(
        "divides_by_all_points",
        lambda sums, counts, means: sums / counts.sum(),
        "This is what you get when every sum is divided by the number of *all* points. How many points are in the "
        "sum of one cluster?",
    ),
    Mistake(
        "no_new_axis",
        lambda sums, counts, means: sums / counts,
        "Sums of shape (k, d) and counts of shape (k,) do not fit each other: the counts line up with the columns. "
        "Where does the new axis go?",
    ),
    Mistake(
        "no_new_axis",
        lambda sums, counts, means: np.where(counts > 0, sums / np.maximum(counts, 1), means),
        "Sums of shape (k, d) and counts of shape (k,) do not fit each other: the counts line up with the columns. "
        "Where does the new axis go?",
    ),
    Mistake(
        "drops_empty_clusters",
        lambda sums, counts, means: sums[counts > 0] / counts[counts > 0][:, None],
        "Right, but the empty clusters are gone, so there are fewer means than before, with other numbers. What "
        "should stand in their rows?",
    ),
    Mistake(
        "one_empty_stops_all",
        lambda sums, counts, means: moved(sums, counts, means) if np.all(counts) else means,
        "This is what you get when no mean moves as soon as one cluster is empty. The others have points to go by: "
        "which rows alone should stay?",
    ),
    Mistake(
        "single_point_ignored",
        lambda sums, counts, means: np.where(counts[:, None] > 1, sums / np.maximum(counts, 1)[:, None], means),
        "Right, but a cluster of a single point keeps its mean. What is the average of one point, and from which "
        "count on can you divide?",
    ),
    Mistake(
        "whole_division",
        lambda sums, counts, means: np.where(counts[:, None] > 0, sums // np.maximum(counts, 1)[:, None], means),
        FLOORED,
    ),
    Mistake(
        "whole_division",
        lambda sums, counts, means: sums // counts[:, None],
        FLOORED,
    ),
    Mistake(
        "averages_old_and_new",
        lambda sums, counts, means: (means + moved(sums, counts, means)) / 2,
        "This is what you get half-way between the old means and the new. Lloyd's step goes all the way: is the old "
        "mean part of the average?",
    ),
]  # fmt: skip


def _mean_of_means(chunks: Sequence[np.ndarray], means: np.ndarray) -> Any:
    parts = [part_of(chunk, means) for chunk in chunks]
    new = [moved(sums, counts, means) for sums, counts, _ in parts]
    return np.mean(new, axis=0), sum(inertia for _, _, inertia in parts)


def _chunk_after_chunk(chunks: Sequence[np.ndarray], means: np.ndarray) -> Any:
    inertia = 0.0
    for chunk in chunks:
        sums, counts, more = part_of(chunk, means)
        means, inertia = moved(sums, counts, means), inertia + more
    return means, inertia


def _all_of(chunks: Sequence[np.ndarray], means: np.ndarray) -> Part:
    return part_of(np.concatenate(chunks), means)


STEPS = [
    Mistake(
        "mean_of_means",
        _mean_of_means,
        "This is what you get when each chunk moves the means for itself, and these means are averaged. A last chunk "
        "of one row then counts as much as a full one. What do you have to add up before you divide?",
    ),
    Mistake(
        "moves_after_each_chunk",
        _chunk_after_chunk,
        "This is what you get when the means move after every chunk, so that the next one chooses among others and "
        "forgets the chunk before. Which means should all chunks of one iteration have in common?",
    ),
    Mistake(
        "last_chunk_only",
        lambda chunks, means: stepped(chunks[-1:], means),
        "This is what the last chunk gives alone. Where are the parts of the others kept?",
    ),
    Mistake(
        "first_chunk_only",
        lambda chunks, means: stepped(chunks[:1], means),
        "This is what the first chunk gives alone. Does your loop return before it has seen the others?",
    ),
    Mistake(
        "sums_not_divided",
        lambda chunks, means: (_all_of(chunks, means)[0], _all_of(chunks, means)[2]),
        "The first value holds the sums of all chunks. What makes means of sums and counts? You have written it.",
    ),
    Mistake(
        "inertia_after_the_move",
        lambda chunks, means: (stepped(chunks, means)[0], stepped(chunks, stepped(chunks, means)[0])[1]),
        "The means are right. The inertia is that of the *new* means, for which all chunks are read a second time. "
        "Asked for is the one that the parts hold already: around which means is it?",
    ),
    Mistake(
        "inertia_of_the_last_chunk",
        lambda chunks, means: (stepped(chunks, means)[0], part_of(chunks[-1], means)[2]),
        "The means are right. The inertia is that of the last chunk alone. Which of your functions adds those of all?",
    ),
    Mistake(
        "values_in_another_order",
        lambda chunks, means: stepped(chunks, means)[::-1],
        "Both are right, but they come in another order. What does the question name first?",
    ),
]  # fmt: skip


def _batch(move: Callable[..., Any]) -> Callable[..., Any]:
    """A wrong `mini_batch` that makes something else of sums, counts, means and seen, of a batch of all points."""

    def gives(points: np.ndarray, means: np.ndarray, seen: np.ndarray, size: int, rng: np.random.Generator) -> Any:
        sums, counts, _ = part_of(points, means)
        return move(sums, counts, means.astype(float), seen)

    return gives


def _with_replacement(
    points: np.ndarray, means: np.ndarray, seen: np.ndarray, size: int, rng: np.random.Generator
) -> Any:
    return one_by_one(points[rng.integers(len(points), size=size)], means, seen)


def _one_after_the_other(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Each point of the batch chooses among the means as the points before it have left them; the order counts."""

    def gives(points: np.ndarray, means: np.ndarray, seen: np.ndarray, size: int, rng: np.random.Generator) -> Any:
        new, count = means.astype(float), seen.astype(float)
        for point in points[draw(rng, len(points), size)].astype(float):
            label, _ = nearest(point, new)
            count[label] += 1
            new[label] += (point - new[label]) / count[label]
        return new, count

    return gives


def _one_pull(sums: np.ndarray, counts: np.ndarray, means: np.ndarray, seen: np.ndarray) -> Any:
    """Each mean goes 1/count of the way to its batch's average, whatever the batch holds of it."""
    rate = 1 / np.maximum(seen + counts, 1)[:, None]
    return means + rate * (moved(sums, counts, means) - means), seen + counts


def _weighted(sums: np.ndarray, counts: np.ndarray, means: np.ndarray, seen: np.ndarray) -> np.ndarray:
    return (seen[:, None] * means + sums) / (seen + counts)[:, None]


MOVING = (
    "This is what you get when the means move after each point, so that the next one chooses among others. Asked for "
    "is that all points of a batch choose among the means *as they were before* it. What has to be done for all of "
    "them before anything moves?"
)
ORDERS: list[Callable[[np.random.Generator, int, int], Any]] = [  # in which rows may be drawn
    lambda rng, n, size: rng.choice(n, size, replace=False),
    lambda rng, n, size: rng.permutation(n)[:size],
    lambda rng, n, size: np.arange(n),  # sorted
]
MINI_BATCH = [
    Mistake(
        "forgets_what_was_seen",
        _batch(lambda sums, counts, means, seen: (moved(sums, counts, means), seen + counts)),
        "The counts are right. The means are the averages of this batch alone, so all earlier batches are forgotten. "
        "How much should a mean that has seen 1,000 points move for one more?",
    ),
    Mistake(
        "seen_not_updated",
        _batch(lambda sums, counts, means, seen: (moved(means * seen[:, None] + sums, seen + counts, means), seen)),
        "The means are right; `seen` is returned as it came in. The next batch would pull as hard as this one. What "
        "does each count grow by?",
    ),
    Mistake(
        "returns_the_batch_counts",
        _batch(lambda sums, counts, means, seen: (moved(means * seen[:, None] + sums, seen + counts, means), counts)),
        "The means are right; what is returned as `seen` are the counts of this batch alone. What was there before?",
    ),
    Mistake(
        "one_pull_for_a_batch",
        _batch(_one_pull),
        "This is what you get when a mean goes 1/count of the way to the batch's average *once*. It should do so for "
        "each of its points: with what weight do all of them together go in?",
    ),
    Mistake(
        "old_counts_as_divisor",
        _batch(lambda sums, counts, means, seen: (means + (sums - counts[:, None] * means) / seen[:, None],
                                                  seen + counts)),
        "This is what you get when you divide by the counts *before* this batch. Its points have been seen as well: "
        "when does `seen` grow?",
    ),
    Mistake(
        "one_rate_for_all",
        _batch(lambda sums, counts, means, seen: (means + (sums - counts[:, None] * means) / (seen + counts).sum(),
                                                  seen + counts)),
        "This is what you get when all means have one rate, from the number of *all* points seen. Each has its own: "
        "how many points has this mean seen?",
    ),
    Mistake(
        "never_seen_nan",
        _batch(lambda sums, counts, means, seen: (_weighted(sums, counts, means, seen), seen + counts)),
        "Right, but a mean that has never seen a point becomes NaN: 0 divided by 0. Where should it be then?",
    ),
    Mistake(
        "half_old_half_new",
        _batch(lambda sums, counts, means, seen: ((means + moved(sums, counts, means)) / 2, seen + counts)),
        "This is what you get half-way between the old means and the batch's. The weight of the old ones should grow "
        "with what they have seen: which of the inputs says how much that is?",
    ),
    *(Mistake("means_move_within_the_batch", _one_after_the_other(draw), MOVING) for draw in ORDERS),
    Mistake(
        "drawn_with_replacement",
        _with_replacement,
        "This is what you get when rows are drawn with replacement: some twice, others not at all. Asked for are "
        "`size` *different* rows. Which method of `rng` draws such, and with which parameter?",
    ),
]  # fmt: skip
