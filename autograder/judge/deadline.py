"""Until when a submission may be judged: a moment that moves on while it has to wait its turn."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.judge.turn import my_turn


class Deadline:
    """A moment on the monotonic clock, so many seconds from now; without a number there is none."""

    def __init__(self, seconds: float = math.inf) -> None:
        self._begun = time.monotonic()
        self._moment = self._begun + seconds
        self._longer = False

    def left(self) -> float:
        """Seconds until then; below zero when it has passed."""
        return self._moment - time.monotonic()

    def extend(self) -> None:
        """Give as much time again as has gone by, once: for what has to run a second time."""
        if not self._longer:
            self._moment += time.monotonic() - self._begun
        self._longer = True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold what only one submission on a machine may hold at a time; what waiting for it takes is given back.

        Two loops that are timed side by side take the way to the memory from each other, and both look slow.
        """
        begun = time.monotonic()
        with my_turn():
            self._moment += time.monotonic() - begun
            yield
