"""Keeps the means of a loop while it runs, in bounded memory however long it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.animation.run import Run, make_run

MOST_KEPT = 1200  # states
MOST_BYTES = 48_000_000


class Recorder:
    """The states of one run: all of them, or of a long run every second, fourth, eighth … and the newest.

    Attributes
    ----------
    newest : (k, d) array, the last state taken, or None
    count : how many states were taken
    """

    def __init__(self) -> None:
        self.newest: np.ndarray | None = None
        self.count = 0
        self._states: list[np.ndarray] = []
        self._stride = 1

    @property
    def states(self) -> list[np.ndarray]:
        """The states that are kept, the newest among them."""
        return [*self._states, *([] if self._newest_is_kept else [self.newest])]  # type: ignore[list-item]

    @property
    def numbers(self) -> list[int]:
        """The iteration of each of these states, counted from 0."""
        kept = [self._stride * i for i in range(len(self._states))]
        return [*kept, *([] if self._newest_is_kept else [self.count - 1])]

    def take(self, state: np.ndarray) -> None:
        """Keep a state (k, d), which nobody may change later."""
        if self.count % self._stride == 0:
            self._states.append(state)
        self.newest = state
        self.count += 1
        if len(self._states) > max(2, min(MOST_KEPT, MOST_BYTES // state.nbytes)):
            self._states = self._states[::2]
            self._stride *= 2

    def run(self, points: Any, labels: Any, shape: Any, colours: bool = False) -> Run:
        """Give what was kept as a run; raises NothingToShow when it can't be drawn."""
        run = make_run(self.states, points, labels, shape=shape, colours=colours)
        return replace(run, iterations=np.array(self.numbers)[run.iterations])

    @property
    def _newest_is_kept(self) -> bool:
        return self.newest is None or self._states[-1] is self.newest
