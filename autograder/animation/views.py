"""What a live run is shown on: the player, ipywidgets alone, or one picture at the end."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from io import BytesIO
from typing import Any, Protocol

import numpy as np

from autograder.animation.audience import CONTROLS, PICTURE, PLAYER
from autograder.animation.facts import Facts, facts_of
from autograder.animation.grey import grey_span, grey_values
from autograder.animation.paint import screen_colours
from autograder.animation.projection import principal_axes, projected
from autograder.animation.run import NothingToShow, Run, make_run
from autograder.animation.sample import Sample, far
from autograder.animation.scene import (
    NO_STATES,
    fact_bytes,
    plane_bytes,
    playground_of,
    scene_of,
)

AGAIN = "Run this cell again to see the means move."  # what is left of a widget where none can be shown
FACTS_APART = 0.08  # seconds between two estimates of sizes and inertia


class View(Protocol):
    """Where a live run is shown. `Live` calls `first` once, `later` for some of the states, and `end` once.

    `cost` is how many seconds `later` takes, as far as that is known beforehand.
    """

    cost: float

    def first(self, state: np.ndarray, number: int) -> None:
        """Show the first state (k, d), under the cell that runs; raises NothingToShow when it doesn't fit."""

    def later(self, state: np.ndarray, before: np.ndarray, number: int) -> None:
        """Show the state of an iteration, by its number; `before` is the one of an iteration earlier."""

    def end(self, run: Run) -> None:
        """The cell has ended: show the whole run, to play and to step through."""


def view_of(audience: str, points: Any, shape: Any, title: str, colours: bool = False) -> View | None:
    """Choose a view for who looks; None where nobody does, or only a program."""
    views: dict[str, type[PlayerView | ControlsView | PictureView]] = {
        PLAYER: PlayerView, CONTROLS: ControlsView, PICTURE: PictureView,
    }  # fmt: skip
    return views[audience](points, shape, title, colours) if audience in views else None


class PlayerView:
    """The page draws: what stays goes there before the loop, and then each state as bytes."""

    cost = 0.0

    def __init__(self, points: Any, shape: Any, title: str, colours: bool = False) -> None:
        from autograder.animation.widget import PlayerWidget

        self.points, self.shape, self.title, self.colours = points, shape, title, colours
        self.widget = PlayerWidget({})
        self.displayed = False
        self.told = 0.0
        self.sample: Sample | None = None
        self.run: Run | None = None
        with contextlib.suppress(NothingToShow, TypeError):  # what doesn't fit is said when there are means
            self._prepare(np.zeros((1, np.reshape(points, (len(points), -1)).shape[1])))

    def first(self, state: np.ndarray, number: int) -> None:
        """Send the first state, and show the player."""
        if self.run is None or self.run.means.shape[2] != state.shape[1]:
            self._prepare(state)
        if self._waits():
            self._display()  # the points, and a line that says what comes
            return
        self.widget.frame = self._frame(state, None, number)  # kept: a page that opens late begins with it
        self._display()

    def later(self, state: np.ndarray, before: np.ndarray, number: int) -> None:
        """Send one state."""
        if not self._waits():
            self.widget.grow(self._frame(state, before, number))

    def end(self, run: Run) -> None:
        """Send the whole run, with the facts of all points."""
        scene = scene_of(run, facts_of(run), title=self.title, followed=True)
        self.widget.scene = {**scene, "playground": playground_of(run), "ended": True}
        self._display()

    def _prepare(self, state: np.ndarray) -> None:
        """Do before the loop whatever takes time: points and colours go to the page, and a sample is made ready."""
        run = self.run = make_run([state], self.points, shape=self.shape, colours=self.colours)
        if run.shape:
            self.span = grey_span(run)
        if run.colours and run.points is not None:
            self.axes = principal_axes(run.points)
        if run.shape or run.colours:
            self.sample = None if run.points is None else Sample(run.points)
        counted = len(self.sample.points) if self.sample else 0
        scene = scene_of(run, Facts(np.zeros((1, 1)), counted=counted), title=self.title, live=True)
        self.origin = scene["origin"]
        self.widget.scene = {**scene, **NO_STATES}
        if not self._waits():  # once, unseen: the first time takes longer
            self.widget.grow(self._frame(run.means[0], run.means[0], -1))
            self.told = 0.0

    def _waits(self) -> bool:
        """Whether there is nothing to see before the end: points of a projection are coloured by all labels at once."""
        return self.run is None or not (self.run.shape or self.run.in_plane or self.run.colours)

    def _frame(self, state: np.ndarray, before: np.ndarray | None, number: int) -> dict[str, Any]:
        """One state as the page reads it; in the plane the page finds sizes and inertia itself."""
        assert self.run is not None
        frame: dict[str, Any] = {"k": len(state), "iterations": [number]}
        if self.run.colours:
            seen = plane_bytes(projected(state, self.axes), self.origin)
            paint = screen_colours(state).tobytes()
            return {**frame, "states": seen, "paint": paint, **fact_bytes(self._facts(state, before))}
        if not self.run.shape:
            return {**frame, "states": plane_bytes(state, self.origin)}
        return {**frame, "states": grey_values(state, self.span).tobytes(), **fact_bytes(self._facts(state, before))}

    def _facts(self, state: np.ndarray, before: np.ndarray | None) -> Facts:
        """Tell sizes and inertia some times a second, and how far the means moved each time."""
        now = time.perf_counter()
        if self.sample is None or now < self.told + FACTS_APART:
            return Facts(far(state, before)[None])
        self.told = now
        return self.sample.facts(state, before)

    def _display(self) -> None:
        if not self.displayed:
            self.displayed = True
            _publish(self.widget)


class ControlsView:
    """Matplotlib draws into a picture of ipywidgets, as seldom as its share of the loop's time asks for."""

    cost = 0.15

    def __init__(self, points: Any, shape: Any, title: str, colours: bool = False) -> None:
        import ipywidgets

        self.points, self.shape, self.title, self.colours = points, shape, title, colours
        self.picture = ipywidgets.Image(format="png", layout={"display": "none"})
        self.words = ipywidgets.HTML("The means are drawn when the cell has ended, and in a long loop now and then.")
        self.box = ipywidgets.VBox([self.words, self.picture])

    def first(self, state: np.ndarray, number: int) -> None:
        """Say what will be seen: drawing takes longer than many a loop."""
        _display(self.box)

    def later(self, state: np.ndarray, before: np.ndarray, number: int) -> None:
        """Draw a state, and how far the means moved."""
        numbers = np.array([number - 1, number])
        run = make_run([before, state], self.points, shape=self.shape, colours=self.colours)
        run = replace(run, iterations=numbers)
        self.picture.value = png_of(run, facts_of(run), 1)
        self.picture.layout.display = None

    def end(self, run: Run) -> None:
        """Put the slider and the buttons in place of the picture."""
        from autograder.animation.drawing.controls import controls

        self.box.children = [controls(run, facts_of(run), title=self.title)]


class PictureView:
    """One picture of the end, since nothing in the page can change."""

    cost = 0.0

    def __init__(self, points: Any, shape: Any, title: str, colours: bool = False) -> None:
        """Take nothing: the run brings all that is drawn."""

    def first(self, state: np.ndarray, number: int) -> None:
        """Wait for the end."""

    def later(self, state: np.ndarray, before: np.ndarray, number: int) -> None:
        """Wait for the end."""

    def end(self, run: Run) -> None:
        """Show the last state."""
        from IPython.display import Image

        _display(Image(png_of(run, facts_of(run), len(run.means) - 1)))


def png_of(run: Run, facts: Facts, index: int) -> bytes:
    """Draw one state as a PNG; matplotlib is only loaded here."""
    from autograder.animation.save import save_png

    buffer = BytesIO()
    save_png(run, facts, buffer, index=index)
    return buffer.getvalue()


def _publish(widget: Any) -> None:
    """Display a widget without asking all of IPython's formatters, which takes milliseconds."""
    from IPython.display import publish_display_data

    data, *metadata = widget._repr_mimebundle_()
    publish_display_data({**data, "text/plain": AGAIN}, *metadata)


def _display(shown: Any) -> None:
    from IPython.display import display

    display(shown)
