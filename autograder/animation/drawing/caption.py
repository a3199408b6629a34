"""The words beside a picture of a run: which iteration it is, what changed, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.animation.facts import Facts, lost
from autograder.animation.run import Run

MOST_NAMED = 6  # clusters in one sentence


def title(run: Run, index: int) -> str:
    """Name a state: "Start", or "Iteration 3 of 20"."""
    iteration = int(run.iterations[index])
    return f"Iteration {iteration} of {run.last}" if iteration else "Start"


def status(run: Run, facts: Facts, index: int) -> str:
    """Say what can be told of a state in one line, for those who can't see the picture too."""
    return "; ".join([title(run, index), *figures(run, facts, index)]) + "."


def figures(run: Run, facts: Facts, index: int) -> list[str]:
    """Tell the inertia and how many points changed their label, or without points how far the means moved."""
    told = []
    if facts.inertia is not None:
        told.append(f"inertia {number(facts.inertia[index])}")
    if index and facts.changed is not None and run.points is not None:
        told.append(f"{facts.changed[index]:,} of {len(run.points):,} points changed their label")
    elif index:
        told.append(f"the means moved by {number(facts.moved[index].sum())} together")
    return told


def notes(run: Run, facts: Facts, index: int) -> list[str]:
    """Say in sentences what is to be known of a state: lost means, empty clusters, a sample, a projection."""
    gone, empty = lost(run.means[index]), empty_clusters(facts, index, run.means.shape[1])
    said = []
    if gone.any():
        has, its = ("is", "its coordinates are") if gone.sum() == 1 else ("are", "their coordinates are")
        said.append(f"{named('Mean', gone)} {has} lost: {its} not numbers.")
    if empty.any():
        said.append(f"{named('Cluster', empty)} {'is' if empty.sum() == 1 else 'are'} empty: no point is nearest.")
    if run.shape is None and not run.in_plane:
        said.append(f"A projection: {run.means.shape[2]} coordinates seen along the two in which points spread most.")
    if run.points is not None and facts.counted < len(run.points):
        said.append(f"Figures are estimated from {facts.counted:,} of {len(run.points):,} points.")
    return said


def empty_clusters(facts: Facts, index: int, k: int) -> np.ndarray:
    """Tell which clusters hold no point: (k,) bool; none where there are no points."""
    return np.zeros(k, dtype=bool) if facts.sizes is None else facts.sizes[index] == 0


def named(what: str, which: np.ndarray) -> str:
    """Name the clusters that are chosen: "Mean 3", "Means 3 and 4", "Means 0, 1, 2, 3, 4 and 60 more"."""
    numbers = [str(j) for j in np.flatnonzero(which)]
    if len(numbers) > MOST_NAMED:
        numbers = [*numbers[: MOST_NAMED - 1], f"{len(numbers) - MOST_NAMED + 1} more"]
    return f"{what}{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def listed(words: Sequence[str]) -> str:
    """Join words: "1", "1 and 2", "1, 2 and 3"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def number(value: float) -> str:
    """Write a number to be read: 393,842, 12.3, 0.00123; "not a number" for what is none."""
    if not np.isfinite(value):
        return "not a number"
    return f"{value:,.0f}" if 100 <= abs(value) < 1e12 else f"{value:.3g}"


def short(value: float) -> str:
    """Write a number where there is little room: 400,000, 1.2M, 3.5G, 0.05."""
    for size, letter in ((1e9, "G"), (1e6, "M")):
        if size <= abs(value) < 1000 * size:
            return f"{value / size:.3g}{letter}"
    return number(value)
