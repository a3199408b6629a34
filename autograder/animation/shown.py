"""How an animation shows itself: as a player, as ipywidgets, as a picture, always with a picture beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.animation.audience import CONTROLS, NOBODY, PLAYER, audience
from autograder.animation.facts import Facts
from autograder.animation.run import Run
from autograder.animation.scene import playground_of, scene_of
from autograder.animation.steps import Step, name_of, run_steps
from autograder.animation.views import png_of

if TYPE_CHECKING:
    from autograder.animation.animate import Animation

PNG, TEXT = "image/png", "text/plain"


def bundle(shown: Animation) -> Any:
    """Give what a front end may choose from: a widget, a picture, a line of text."""
    run, who = shown._run, audience()
    if run is None or who == NOBODY:
        return {TEXT: repr(shown)}
    data = {PNG: png_of(run, shown._facts, len(run.means) - 1)}
    if who == PLAYER:
        data |= _mime(_player(run, shown._facts, shown._title, shown._step))
    elif who == CONTROLS:
        from autograder.animation.drawing.controls import controls

        data |= _mime(controls(run, shown._facts, title=shown._title))
    return {**data, TEXT: "\n".join(filter(None, [shown._title, repr(shown)]))}


def _player(run: Run, facts: Facts, title: str, step: Step | None) -> Any:
    from autograder.animation.widget import PlayerWidget

    scene = scene_of(run, facts, title=title)
    scene["playground"] = playground_of(run, step="" if step is None else name_of(step))
    if step is None or run.points is None:
        return PlayerWidget(scene)
    points, d = np.asarray(run.points, dtype=float), run.means.shape[2]
    return PlayerWidget(scene, lambda _, start: run_steps(step, points, start[:, :d]))


def _mime(widget: Any) -> dict[str, Any]:
    """Give a widget's own entry for a front end."""
    found = widget._repr_mimebundle_()
    return dict(found[0] if isinstance(found, tuple) else found)
