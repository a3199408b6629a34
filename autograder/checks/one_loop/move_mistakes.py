"""What students write instead of moving the points that changed label in 03_one_loop, as code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.one_loop.cases import moved_one_by_one, rows_of_labels
from autograder.functions import Mistake


def _part(k: int, points: Any, labels: Any) -> tuple[np.ndarray, np.ndarray]:
    """Sums (k, d) and counts (k,) of points alone; those with the label −1 are in none."""
    members = rows_of_labels(labels, k).reshape(-1, k)
    return members.T @ points.astype(float), members.sum(axis=0)


def _combined(add: Callable[..., tuple[Any, Any]]) -> Callable[..., tuple[Any, Any]]:
    """Give a wrong function of sums, counts, and what the points that changed bring and take: two pairs."""

    def give(sums: Any, counts: Any, points: Any, old_labels: Any, new_labels: Any) -> tuple[Any, Any]:
        changed = old_labels != new_labels
        came = _part(len(sums), points[changed], new_labels[changed])
        left = _part(len(sums), points[changed], old_labels[changed])
        return add(sums.astype(float), counts.astype(float), came, left)

    return give


def _last_cluster_robbed(sums: Any, counts: Any, points: Any, old_labels: Any, new_labels: Any) -> tuple[Any, ...]:
    return moved_one_by_one(sums, counts, points, np.where(old_labels < 0, len(sums) - 1, old_labels), new_labels)


def _repeats_lost(in_sums: bool, in_counts: bool, none_robbed: bool) -> Callable[..., tuple[Any, Any]]:
    """Write each row once where points move, in the sums, in the counts or in both; −1 means no cluster or the last."""

    def give(sums: Any, counts: Any, points: Any, old_labels: Any, new_labels: Any) -> tuple[Any, Any]:
        changed = old_labels != new_labels
        leaves = changed & (old_labels >= 0) if none_robbed else changed
        came, left = new_labels[changed], old_labels[leaves]
        sums = _moved(sums, came, points[changed], left, points[leaves], once=in_sums)
        return sums, _moved(counts, came, np.ones(len(came)), left, np.ones(len(left)), once=in_counts)

    return give


def _moved(totals: Any, came: Any, brought: Any, left: Any, taken: Any, once: bool) -> Any:
    """Totals after rows have been added where they come and taken where they leave, each of them or one a cluster."""
    totals = totals.astype(float)
    if once:
        totals[came] += brought
        totals[left] -= taken
    else:
        np.add.at(totals, came, brought)
        np.subtract.at(totals, left, taken)
    return totals


def _added_again(sums: Any, counts: Any, points: Any, old_labels: Any, new_labels: Any) -> tuple[Any, Any]:
    more, of = _part(len(sums), points, new_labels)
    return sums + more, counts + of


MOVES = [
    Mistake(
        "only_comes",
        _combined(lambda sums, counts, came, left: (sums + came[0], counts + came[1])),
        "The points are added where they come, and never taken away where they left: so each counts twice. What has to "
        "happen to the sum and the count of their old cluster?",
    ),
    Mistake(
        "only_leaves",
        _combined(lambda sums, counts, came, left: (sums - left[0], counts - left[1])),
        "The points are taken away where they left, and added nowhere. What has to happen to the sum and the count of "
        "their new cluster?",
    ),
    Mistake(
        "wrong_way_round",
        _combined(lambda sums, counts, came, left: (sums - came[0] + left[0], counts - came[1] + left[1])),
        "The points are added where they left, and taken away where they came. Which sign belongs to which labels?",
    ),
    Mistake(
        "counts_forgotten",
        _combined(lambda sums, counts, came, left: (sums + came[0] - left[0], counts)),
        "The sums are right, and the counts are still the old ones. What does a cluster that won three points and lost "
        "one count?",
    ),
    Mistake(
        "only_the_change",
        _combined(lambda sums, counts, came, left: (came[0] - left[0], came[1] - left[1])),
        "This is what *changes* in the sums and counts. What has it to be added to?",
    ),
    Mistake(
        "nothing_moves",
        lambda sums, counts, points, old_labels, new_labels: (sums, counts),
        "These are the sums and counts that came in. Which points change them: those with the same label before and "
        "after, or the others?",
    ),
    Mistake(
        "added_up_from_scratch",
        lambda sums, counts, points, old_labels, new_labels: _part(len(sums), points, new_labels),
        "These are the sums and counts of the points that were handed over, added up anew. `sums` holds other points "
        "as well, and adding everything again is the work to be saved. What has to be added to `sums`, and what taken "
        "from it?",
    ),
    Mistake(
        "all_points_added_again",
        _added_again,
        "Every point is added to the sums, also those that were in them already. Which points are new to a cluster?",
    ),
    Mistake(
        "last_cluster_robbed",
        _last_cluster_robbed,
        "Right, except for points that were in no cluster yet. Their old label is −1, and as an index −1 means the "
        "*last* row: so they are taken from a cluster that they were never in. What tells them apart?",
    ),
    *[
        Mistake(
            "repeated_labels_lost",
            _repeats_lost(in_sums, in_counts, none_robbed),
            f"{told} When several points come to the same cluster, only one of them arrives: `{name}[labels] += …` "
            "writes each row once, however often its number comes. What adds up all points of a cluster?",
        )
        for in_sums, in_counts, name, told in (
            (True, True, "sums", "Neither the sums nor the counts are right."),
            (True, False, "sums", "The counts are right, and the sums are not."),
            (False, True, "counts", "The sums are right, and the counts are not."),
        )
        for none_robbed in (True, False)
    ],
]
