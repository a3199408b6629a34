"""The playground: a student's own step, on points of telling shapes, from means that are dropped by hand."""

from __future__ import annotations

import os
from numbers import Integral
from pathlib import Path
from typing import Any

import numpy as np

from autograder.animation.audience import NOBODY, PLAYER, audience
from autograder.animation.run import NothingToShow, make_run
from autograder.animation.scene import OWN, SET_SIZE, empty_playground
from autograder.animation.shapes import SHAPES, points_of
from autograder.animation.steps import Step, name_of, run_steps, unwritten
from autograder.animation.views import AGAIN

MOST_MEANS = 20


class Playground:
    """Data, a start, k and a seed to choose; the means then move by a student's own step."""

    def __init__(self, step: Step | None, points: Any, k: int) -> None:
        self._step, self._problem, self._note = step, "", ""
        self._k = min(max(int(k), 1), MOST_MEANS) if isinstance(k, Integral) else 3
        self._chosen = ""
        self._points: np.ndarray | None = None
        try:
            self._choose(points)
        except NothingToShow as nothing:
            self._problem = str(nothing)

    def __repr__(self) -> str:
        if self._problem:
            return f"Nothing to try out yet: {self._problem}"
        moves = "K-means" if self._step is None else name_of(self._step)
        return f"playground for {moves} in the plane"

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write a page `….html` that plays without network; there the page's own K-means moves the means.

        Raises ValueError with one line when there is nothing to try out, or the name has another end.
        """
        from autograder.animation.page import page_of
        from autograder.animation.save import write_whole

        if self._problem:
            raise ValueError(repr(self))
        if Path(path).suffix.lower() != ".html":
            raise ValueError(f"A playground is saved as .html, and {Path(path).name!r} ends otherwise.")
        page = page_of(empty_playground(self._k, "", self._points, self._chosen))
        return write_whole(Path(path), lambda file: file.write(page.encode()))

    def _repr_mimebundle_(self, **_: Any) -> Any:
        who = audience()
        if self._problem or who == NOBODY:
            return {"text/plain": repr(self)}
        return self._player() if who == PLAYER else self._one_run()

    def _choose(self, points: Any) -> None:
        if isinstance(points, str):
            if points not in SHAPES:
                raise NothingToShow(f"There is no shape {points!r}. There are: {', '.join(SHAPES)}.")
            self._chosen = points
        elif points is not None:
            self._points = make_run([np.zeros((1, 2))], points).points
        if self._step is None:
            return
        if not callable(self._step):
            hint = " Points go into points=…" if isinstance(self._step, (str, list, np.ndarray)) else ""
            raise NothingToShow(f"step is a function of points and means that gives the new means.{hint}")
        if unwritten(self._step):
            self._note = f"Y{name_of(self._step)[1:]} gives nothing back yet: does it end with `return means`?"
            self._step = None

    def _player(self) -> Any:
        from autograder.animation.widget import PlayerWidget

        words = "" if self._step is None else name_of(self._step)
        scene = empty_playground(self._k, words, self._points, self._chosen)
        scene["playground"]["note"] = self._note
        engine = None if self._step is None else self._run
        widget = PlayerWidget(scene, engine)
        data, *rest = widget._repr_mimebundle_() or ({},)
        return ({**data, "text/plain": f"A {self!r}. {AGAIN}"}, *rest)

    def _one_run(self) -> Any:
        """Without the player: one run from a random start, with what there is to look at."""
        from autograder.animation.animate import Animation

        points = self._set(OWN if self._points is not None else self._chosen or next(iter(SHAPES)))
        rows = np.random.default_rng(0).choice(len(points), min(self._k, len(points)), replace=False)
        states, problem = self._run_step(points, points[rows])
        title = problem or self._note or "To choose data, starts and k: pip install anywidget, and restart the kernel."
        return Animation(make_run(states, points), title=title)._repr_mimebundle_()

    def _run(self, name: str, start: np.ndarray) -> tuple[list[np.ndarray], str]:
        return self._run_step(self._set(name), start)

    def _run_step(self, points: np.ndarray, start: np.ndarray) -> tuple[list[np.ndarray], str]:
        from autograder.checks.lloyd import lloyd_step

        return run_steps(self._step or lloyd_step, points, start)

    def _set(self, name: str) -> np.ndarray:
        if name == OWN and self._points is not None:
            return np.asarray(self._points, dtype=float)
        return points_of(name, SET_SIZE)
