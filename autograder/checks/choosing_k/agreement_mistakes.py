"""What students write instead of the table of counts, purity and the adjusted Rand index: named when it is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.choosing_k import group_measures as right
from autograder.functions import Mistake


def _present_only(labels: np.ndarray, classes: np.ndarray) -> np.ndarray:
    table = right.contingency(labels, classes)
    return table[np.unique(labels)][:, np.unique(classes)]


def _wrapped_index(labels: np.ndarray, classes: np.ndarray) -> np.ndarray:
    k, c = int(labels.max()) + 1, int(classes.max()) + 1
    return np.bincount(labels * c + classes, minlength=k * c)[: k * c].reshape(k, c)


def _wrapped_size(labels: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """As in `_wrapped_index`, with k and c as they come: their product wraps around too, and nothing fits the table."""
    k, c = labels.max() + 1, classes.max() + 1
    return np.bincount(labels * c + classes, minlength=k * c).reshape(k, c)


CONTINGENCY = [
    Mistake(
        "counted_once",
        lambda labels, classes: (right.contingency(labels, classes) > 0).astype(int),
        "No entry is larger than 1. That happens with `table[labels, classes] += 1`, which sets an entry once however "
        "often its pair comes, and with a product of two boolean arrays, which only asks *whether*. Which function "
        "adds every time, or what should the zeros and ones be?",
    ),
    Mistake(
        "transposed",
        lambda labels, classes: right.contingency(classes, labels),
        "The counts are right, in a table of shape (c, k): a row for each class. A row for each *label* is asked for. "
        "Which of the two comes first?",
    ),
    Mistake(
        "counts_wrap",
        lambda labels, classes: right.contingency(labels, classes).astype(int).astype(np.uint8),
        "Right up to 255, where the counts begin again from 0: they are `uint8`. What should the zeros and ones, or "
        "the table, be made of?",
    ),
    *[
        Mistake(
            "uint8_wrap_around",
            gives,
            "Right for ordinary whole numbers, and wrong for `uint8`: there `29 * 10` is 34, for 255 is the largest. "
            "What should the labels become before they are multiplied?",
        )
        for gives in (_wrapped_index, _wrapped_size)
    ],
    Mistake(
        "missing_numbers_left_out",
        _present_only,
        "Numbers that don't occur have no row or column here, so row 3 is no longer label 3. How many rows does the "
        "largest label ask for?",
    ),
    Mistake(
        "one_row_too_few",
        lambda labels, classes: right.contingency(labels, classes)[:-1, :-1],
        "The last row and the last column are missing. Labels begin at 0: how many numbers are there up to the "
        "largest?",
    ),
    Mistake(
        "shares_for_counts",
        lambda labels, classes: right.contingency(labels, classes) / len(labels),
        "These are the counts divided by the number of points. What is asked for before anything is divided?",
    ),
]


def _shares(labels: np.ndarray, classes: np.ndarray) -> np.ndarray:
    table = right.contingency(labels, classes)
    return table.max(axis=1) / table.sum(axis=1)


def _mean_purity(labels: np.ndarray, classes: np.ndarray) -> float:
    shares = _shares(labels, classes)
    return float(shares[np.isfinite(shares)].mean())


PURITY = [
    Mistake(
        "largest_of_each_class",
        lambda labels, classes: right.purity(classes, labels),
        "This adds up the largest count of each *class*. Purity asks each cluster for its commonest class: along which "
        "axis of the (k, c) table does the maximum go?",
    ),
    Mistake(
        "mean_of_clusters",
        _mean_purity,
        "This is the mean of the clusters' own purities, in which a cluster of two points weighs as much as one of a "
        "thousand. What if you add up the points that are right, and divide once?",
    ),
    Mistake(
        "mean_of_clusters",
        lambda labels, classes: _shares(labels, classes).mean(),
        "This is the mean of the clusters' own purities, in which a cluster of two points weighs as much as one of a "
        "thousand, and an empty one makes it NaN. What if you add up the points that are right, and divide once?",
    ),
    Mistake(
        "labels_equal_classes",
        lambda labels, classes: float((labels == classes).mean()),
        "This is how often the label equals the class. But a label is only a name: cluster 3 need not be the digit 3. "
        "Which digit does a cluster stand for?",
    ),
    Mistake(
        "largest_entry",
        lambda labels, classes: right.contingency(labels, classes).max() / len(labels),
        "This is the one largest entry of the table, divided by n. *Each* cluster has its largest: which axis is "
        "missing?",
    ),
    Mistake(
        "not_divided",
        lambda labels, classes: right.contingency(labels, classes).max(axis=1).sum(),
        "This is the *number* of points that are right. Which share of all points is that?",
    ),
    Mistake(
        "divided_by_clusters",
        lambda labels, classes: right.contingency(labels, classes).max(axis=1).mean(),
        "This is a mean over the clusters: the sum divided by k. How many points are there altogether?",
    ),
]


Of_pairs = Callable[[np.floating, np.floating, np.floating, np.floating], Any]


def _index(found: Of_pairs, degenerate: Any = None) -> Callable[..., float]:
    """Give the function that takes A, E, B and C; where M = E it gives `degenerate` instead, or raises it."""

    def give(labels: np.ndarray, classes: np.ndarray) -> float:
        both, by_label, by_class, pairs = map(np.float64, right.pairs_together(labels, classes))
        by_luck = by_label * by_class / pairs
        if degenerate is None or 2 * by_luck != by_label + by_class:
            return float(found(both, by_luck, by_label, by_class))
        if isinstance(degenerate, type):
            raise degenerate
        return float(degenerate)

    return give


def _rand_index(labels: np.ndarray, classes: np.ndarray) -> float:
    both, by_label, by_class, pairs = right.pairs_together(labels, classes)
    return (pairs + 2 * both - by_label - by_class) / pairs


def _with_itself(labels: np.ndarray, classes: np.ndarray) -> float:
    table = right.contingency(labels, classes)
    both, by_label, by_class = ((sums**2).sum() for sums in (table, table.sum(axis=1), table.sum(axis=0)))
    expected, most = by_label * by_class / len(labels) ** 2, (by_label + by_class) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def _adjusted(both: Any, by_luck: Any, by_label: Any, by_class: Any) -> Any:
    return (both - by_luck) / ((by_label + by_class) / 2 - by_luck)


def _tested_or_not(name: str, found: Of_pairs, message: str) -> list[Mistake]:
    """The same mistake by whoever gives 1 where M = E, and by whoever doesn't test for it."""
    return [Mistake(name, _index(found, degenerate), message) for degenerate in (None, 1.0)]


_NOTHING = (
    "Right, but where M = E: there the formula is 0 / 0. All points are together in both groupings, or each is alone "
    "in both, and then they agree. What does the question ask for there, and where do you test for it?"
)
ADJUSTED_RAND = [
    Mistake(
        "rand_index",
        _rand_index,
        "This is the Rand index before it is adjusted: the share of pairs on which both agree, many of them by luck. "
        "What is subtracted from A, and from what it could be at most?",
    ),
    *_tested_or_not(
        "luck_not_subtracted",
        lambda both, by_luck, by_label, by_class: both / ((by_label + by_class) / 2),
        "This is A / M. Part of A comes by luck: where does E go, above and below?",
    ),
    *_tested_or_not(
        "luck_subtracted_once",
        lambda both, by_luck, by_label, by_class: (both - by_luck) / ((by_label + by_class) / 2),
        "This is (A − E) / M. For the same groups A is M, and then it should be 1: what is missing below?",
    ),
    *_tested_or_not(
        "larger_for_mean",
        lambda both, by_luck, by_label, by_class: (both - by_luck) / (max(by_label, by_class) - by_luck),
        "This is what you get when M is the larger of B and C. What is M in the question?",
    ),
    *_tested_or_not(
        "fowlkes_mallows",
        lambda both, by_luck, by_label, by_class: both / (by_label * by_class) ** 0.5,
        "This is A divided by the root of B · C, the index of Fowlkes and Mallows: luck is not subtracted. What are E "
        "and M in the question?",
    ),
    Mistake(
        "pairs_with_itself",
        _with_itself,
        "This is what you get from m² or m² / 2 in place of m (m − 1) / 2: every point is paired with itself as well. "
        "How many pairs do two points make, and how many does one?",
    ),
    *[Mistake("nothing_to_learn", _index(_adjusted, value), _NOTHING) for value in (None, 0.0, ZeroDivisionError)],
    Mistake(
        "purity",
        right.purity,
        "This is the purity again. The index looks at *pairs* of points: how many pairs are within each entry of the "
        "table?",
    ),
]
