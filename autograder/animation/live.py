"""Follows a student's own loop while it runs: one line in it, `live.update(means)`."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import numpy as np

from autograder.animation.audience import audience, notebook_shell
from autograder.animation.recorder import Recorder
from autograder.animation.run import NothingToShow
from autograder.animation.views import View, view_of

PER_SECOND = 36  # states that are shown at most
SHARE = 0.02  # of the loop's time, at most, goes into showing it
HICCUP = 4  # times the least that a state has cost: what takes longer was held up by something else


class Live:
    """A picture that follows a loop.

    `update` keeps a copy of the means, and shows some of them as they come. It never raises and never waits. When the
    cell has ended, the picture becomes a player of the whole run.
    """

    def __init__(self, points: Any = None, *, shape: Any = None, title: str = "") -> None:
        self._points, self._shape, self._title = points, shape, title
        self._recorder = Recorder()
        self._running = self._shown = False
        self._due, self._least = 0.0, float("inf")
        self._problem = ""
        self._view: View | None = None
        with contextlib.suppress(Exception):  # it is made here, not in the loop: the imports take a while
            self._view = self._new_view()

    def __repr__(self) -> str:
        return f"live: {self._recorder.count} states so far; in the loop, call live.update(means)"

    @property
    def history(self) -> list[np.ndarray]:
        """The means of each iteration so far, (k, d) each: to look at, or to hand to `animate`."""
        return self._recorder.states

    def update(self, means: Any, labels: Any = None) -> None:
        """Show the means (k, d) as they are now, and colour by labels (n,) where they are given.

        Called once before the loop it shows the start, and at the end of each turn what the turn has made of it.
        """
        with contextlib.suppress(Exception):
            self._take(means, labels)

    def _take(self, means: Any, labels: Any) -> None:
        state = np.array(means)  # a copy: the loop may go on in place
        if state.dtype.kind not in "fiub" or state.ndim not in (2, 3) or not state.size:
            self._problem = f"live.update takes means of shape (k, d). These have shape {state.shape}."
            return
        before = self._recorder.newest
        if not self._running or before is None or before.shape != state.shape:
            self._begin()
            before = None
        self._recorder.take(state, labels)
        if self._view is not None:
            self._show(self._view, state, before)

    def _begin(self) -> None:
        """Begin a run: the first update in a cell, or means of another shape."""
        if self._running and self._shown:
            self._end()
        self._recorder = Recorder()
        self._shown, self._due, self._least = False, 0.0, float("inf")
        if not self._running:
            self._running = True
            self._listen(True)

    def _show(self, view: View, state: np.ndarray, before: np.ndarray | None) -> None:
        """Show a state, unless it is too soon or showing has had its share of the time."""
        now = time.perf_counter()
        flat = state.reshape(len(state), -1)
        if not self._shown:
            if state.any():  # zeros are an exercise that nobody has begun
                self._shown = True
                view.first(flat)
            return
        if now < self._due:
            return
        view.later(flat, flat if before is None else before.reshape(flat.shape), self._recorder.count - 1)
        cost = time.perf_counter() - now
        self._least = min(self._least, cost)
        self._due = max(self._due, now - 1 / PER_SECOND) + 1 / PER_SECOND
        self._due = max(self._due, now + min(cost, HICCUP * self._least) / SHARE)

    def _new_view(self) -> View | None:
        return view_of(audience(), self._points, self._shape, self._title)

    def _end(self, _: Any = None) -> None:
        """The cell has ended: show the whole run."""
        self._running = False
        self._listen(False)
        with contextlib.suppress(Exception):
            if self._view is not None and self._shown:
                self._finish(self._view)

    def _finish(self, view: View) -> None:
        try:
            view.end(self._recorder.run(self._points, self._shape))
            self._view = self._new_view()  # the next run gets a picture of its own
        except NothingToShow as nothing:
            self._problem = str(nothing)
        if self._problem:
            print(f"Nothing to animate: {self._problem}")
            self._problem = ""

    def _listen(self, on: bool) -> None:
        """Be told, or no longer, when the cell has ended."""
        shell = notebook_shell()
        if shell is not None:
            with contextlib.suppress(ValueError):
                (shell.events.register if on else shell.events.unregister)("post_run_cell", self._end)
