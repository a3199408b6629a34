"""Follows a student's own loop while it runs: one line in it, `live.update(means)`."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import numpy as np

from autograder.animation.audience import audience, notebook_shell
from autograder.animation.recorder import Recorder
from autograder.animation.run import NothingToShow, Run
from autograder.animation.views import View, view_of

PER_SECOND = 24  # states that are shown at most; the page glides from one to the next
SHARE = 0.025  # of the loop's time, at most, goes into showing it
HICCUP = 2  # times the least that a state has cost: what takes longer was held up by something else


class Live:
    """A picture that follows a loop.

    `update` keeps a copy of the means, and shows some of them as they come. It never raises and never waits. When the
    cell has ended, the picture becomes a player of the whole run.
    """

    def __init__(self, points: Any = None, *, shape: Any = None, title: str = "", colours: bool = False) -> None:
        self._points, self._shape, self._title, self._colours = points, shape, title, bool(colours)
        self._recorder = Recorder()
        self._running = self._shown = False
        self._due, self._least = 0.0, float("inf")
        self._problem = ""
        self._view = self._new_view()  # here and not in the loop: the imports take a while

    def __repr__(self) -> str:
        return f"live: {self._recorder.count} states so far; in the loop, call live.update(means)"

    @property
    def history(self) -> list[np.ndarray]:
        """The means of the iterations so far, (k, d) each; of a very long loop evenly chosen ones, and the last."""
        return self._recorder.states

    def update(self, means: Any = None, *_: Any, **__: Any) -> None:
        """Show the means (k, d) as they are now; whatever else is handed over is left aside.

        Called once before the loop it shows the start, and at the end of each turn what the turn has made of it.
        """
        with contextlib.suppress(Exception):
            self._take(means)

    def _run(self, points: Any = None, labels: Any = None, shape: Any = None, colours: bool = False) -> Run:
        """Give what was kept so far as a run; raises NothingToShow."""
        points = self._points if points is None else points
        shape = self._shape if shape is None else shape
        return self._recorder.run(points, labels, shape, colours or self._colours)

    def _take(self, means: Any) -> None:
        if not self._running:
            self._running = True
            self._listen(True)
            self._begin()
        try:
            state = np.array(means)  # a copy: the loop may go on in place
        except ValueError:
            state = np.array(None)
        if state.dtype.kind not in "fiub" or state.ndim not in (2, 3) or not state.size:
            what = f"shape {state.shape}" if state.ndim and state.dtype != object else f"a {type(means).__name__}"
            self._problem = f"live.update takes means of shape (k, d), and here is {what}."
            return
        if self._recorder.newest is not None and self._recorder.newest.shape != state.shape:
            self._finish()
            self._begin()
        before = self._recorder.newest
        self._recorder.take(state)
        if self._view is not None:
            self._show(self._view, state, before)

    def _begin(self) -> None:
        """Begin a run: the first update in a cell, or means of another shape. Each run has a picture of its own."""
        self._recorder = Recorder()
        self._due, self._least = 0.0, float("inf")
        if self._shown:
            self._shown, self._view = False, self._new_view()

    def _show(self, view: View, state: np.ndarray, before: np.ndarray | None) -> None:
        """Show a state, unless it is too soon or showing has had its share of the time."""
        flat, number = state.reshape(len(state), -1), self._recorder.count - 1
        if not self._shown:
            if state.any():  # zeros are an exercise that nobody has begun
                self._shown = True
                view.first(flat, number)
                self._due = time.perf_counter() + view.cost / SHARE
            return
        now = time.perf_counter()
        if now < self._due:
            return
        try:
            view.later(flat, flat if before is None else before.reshape(flat.shape), number)
        finally:
            cost = time.perf_counter() - now
            self._least = min(self._least, cost)
            apart = max(1 / PER_SECOND, min(cost, HICCUP * self._least) / SHARE)
            self._due = max(self._due, now - apart) + apart

    def _end(self, _: Any = None) -> None:
        """The cell has ended: show the whole run, and say what could not be shown."""
        self._running = False
        self._listen(False)
        with contextlib.suppress(Exception):
            self._finish()
        if self._problem and self._view is not None:
            print(f"Nothing to animate: {self._problem}")
            self._problem = ""

    def _finish(self) -> None:
        if self._view is not None and self._shown:
            try:
                self._view.end(self._run())
            except NothingToShow as nothing:
                self._problem = str(nothing)

    def _new_view(self) -> View | None:
        with contextlib.suppress(Exception):
            return view_of(audience(), self._points, self._shape, self._title, self._colours)
        return None

    def _listen(self, on: bool) -> None:
        """Be told, or no longer, when the cell has ended."""
        shell = notebook_shell()
        if shell is not None:
            with contextlib.suppress(ValueError):
                (shell.events.register if on else shell.events.unregister)("post_run_cell", self._end)
