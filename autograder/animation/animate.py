"""`animate`, as students use it: `animate(history)`, `animate.live(points)`, `animate.playground(step)`."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.animation.live import Live
from autograder.animation.run import NothingToShow, Run, make_run
from autograder.animation.steps import Step


class Animation:
    """A run to look at; `save` writes it to a file.

    Shown in a notebook it is a player; where widgets are missing, a picture.
    """

    def __init__(self, run: Run | None, *, title: str = "", step: Step | None = None, problem: str = "") -> None:
        self._run, self._title, self._step, self._problem = run, title, step, problem

    def __repr__(self) -> str:
        if self._run is None:
            return f"Nothing to animate yet: {self._problem}"
        counts = zip(self._run.means.shape, ("state", "mean", "coordinate"), strict=True)
        t, k, d = (f"{count:,} {what}{'' if count == 1 else 's'}" for count, what in counts)
        return f"animation of {k} with {d}, {t}"

    @cached_property
    def _facts(self) -> Any:
        from autograder.animation.facts import facts_of

        return facts_of(self._run)  # type: ignore[arg-type]

    def _repr_mimebundle_(self, **_: Any) -> Any:
        from autograder.animation.shown import bundle

        return bundle(self)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the animation to a file, by the end of its name.

        Parameters
        ----------
        path : `….html`, one page that plays without network; `….gif`, a moving picture; `….png`, the last state

        Returns
        -------
        The path, which is written whole or not at all.

        Raises
        ------
        ValueError
            With one line, when there is nothing to animate or the name has another end.
        """
        from autograder.animation.save import save

        if self._run is None:
            raise ValueError(repr(self))
        return save(self._run, self._facts, Path(path), title=self._title)


class Animate:
    """Makes animations; see `animate.__call__`, `animate.live` and `animate.playground`."""

    def __call__(
        self, history: Any, points: Any = None, labels: Any = None, *,
        shape: tuple[int, int] | None = None, title: str = "", step: Step | None = None, colours: bool = False,
    ) -> Animation:  # fmt: skip
        """Show the means of a run, iteration by iteration.

        Parameters
        ----------
        history : list or array of means, each of shape (k, d), the start first; or what `animate.live` gave
        points : (n, d), the points that they are the means of: for sizes, inertia and, in the plane, the picture
        labels : (n,) or (t, n), colours the points by these labels instead of by their nearest means
        shape : (rows, columns) of an image; 784 coordinates are taken for 28 x 28 without it
        title : a heading for the player and for the page that is saved
        step : your function of (points, means) that gives the means after one iteration; in the plane the player
            runs it from wherever you drop the means
        colours : three coordinates are red, green and blue, between 0 and 1: points and means are drawn in their own
            colours, along the two directions in which those spread most

        Returns
        -------
        Animation, which shows itself when it is the last thing in a cell.
        """
        try:
            if step is not None and not callable(step):
                raise NothingToShow("step is a function of points and means that gives the means after one iteration.")
            kept = isinstance(history, Live)
            if kept:
                run = history._run(points, labels, shape, colours)
            else:
                run = make_run(history, points, labels, shape=shape, colours=colours)
            return Animation(run, title=str(title), step=step)
        except NothingToShow as nothing:
            return Animation(None, problem=str(nothing))

    def live(
        self, points: Any = None, *, shape: tuple[int, int] | None = None, title: str = "", colours: bool = False
    ) -> Live:
        """Get ready to follow a loop: then `live.update(means)` in it shows each iteration as it happens.

        Parameters are those of `animate`. Calling `update` costs the loop less than a twentieth of its time.
        """
        return Live(points, shape=shape, title=title, colours=colours)

    def playground(self, step: Step | None = None, points: Any = None, *, k: int = 3) -> Any:
        """Try your own step on data sets of telling shapes, from any start: random, farthest, k-means++ or by hand.

        Parameters
        ----------
        step : a function of points (n, 2) and means (k, 2) that gives the means after one iteration, (k, 2);
            without one the page's own K-means moves the means
        points : (n, 2) points of your own, or the name of a shape to begin with: "blobs", "moons", …
        k : how many means to begin with

        Returns
        -------
        Something that shows itself when it is the last thing in a cell.
        """
        from autograder.animation.playground import Playground

        return Playground(step, points, k)

    def __repr__(self) -> str:
        return "animate(history, points), animate.live(points), animate.playground(step)"


animate = Animate()
