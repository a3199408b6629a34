"""A run to play and to step through with ipywidgets alone, where the page can't draw by itself."""

from __future__ import annotations

from collections import OrderedDict
from html import escape
from io import BytesIO
from typing import Any

from autograder.animation.drawing.caption import notes, status
from autograder.animation.drawing.figure import Frames, frames_of
from autograder.animation.facts import Facts
from autograder.animation.run import Run
from autograder.animation.save import write_png

SHARPNESS = 1.5  # pixels of a picture for one on the page
MOST_KEPT = 48_000_000  # bytes of pictures that were drawn and may be wanted again
SPEEDS = {"slow": 1200, "normal": 500, "fast": 200}  # milliseconds for a state


class Pictures:
    """The states of a run as PNGs, each drawn when it is first wanted; of too many, the oldest are dropped."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self._kept: OrderedDict[int, bytes] = OrderedDict()

    def __getitem__(self, index: int) -> bytes:
        if index not in self._kept:
            buffer = BytesIO()
            write_png(self.frames, index, buffer, SHARPNESS)
            self._kept[index] = buffer.getvalue()
        self._kept.move_to_end(index)
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > MOST_KEPT:
            self._kept.popitem(last=False)
        return self._kept[index]


def controls(run: Run, facts: Facts, *, theme: str = "light", title: str = "") -> Any:
    """Make a widget with the picture of a state, a slider, and buttons to play, pause and step, under a title.

    Returns
    -------
    An ipywidgets box. Its slider takes the arrow keys, and a line beneath the picture tells each state in words,
    which screen readers read out when it changes.
    """
    import ipywidgets as widgets

    frames, last = frames_of(run, facts, theme=theme), len(run.means) - 1
    pictures = Pictures(frames)
    image = widgets.Image(format="png", layout={"max_width": f"{frames.size[0]}px", "width": "100%"})
    words = widgets.HTML()
    back, on, play, slider, speed = _knobs(run, last)

    def show(_: object = None) -> None:
        index = slider.value
        said = " ".join([status(run, facts, index), *notes(run, facts, index)])
        image.value = pictures[index]  # no tooltip: with one, JupyterLab shows an error (ipywidgets 8.1)
        words.value = f'<span role="status">{escape(said)}</span>'
        back.disabled, on.disabled = index == 0, index == last

    def step(change: int) -> None:
        play.playing = False
        slider.value = min(max(slider.value + change, 0), last)

    back.on_click(lambda _: step(-1))
    on.on_click(lambda _: step(1))
    slider.observe(show, "value")
    show()
    row = widgets.HBox([play, back, on, slider, speed], layout={"flex_flow": "row wrap", "align_items": "center"})
    heading = [widgets.HTML(f"<strong>{escape(title)}</strong>")] if title else []
    return widgets.VBox([*heading, image, words, row])


def _knobs(run: Run, last: int) -> list[Any]:
    """Make what a run is steered with: one back, one on, play, slider and speed, kept together."""
    import ipywidgets as widgets

    back, on = (
        widgets.Button(icon=f"step-{way}", tooltip=f"One state {words}", layout={"width": "40px"})
        for way, words in (("backward", "back"), ("forward", "on"))
    )
    each = run.last == last  # no state is left out, so the slider may count
    slider = widgets.IntSlider(min=0, max=last, description="Iteration" if each else "State", readout=each)
    play = widgets.Play(min=0, max=last, interval=SPEEDS["normal"], show_repeat=False, tooltip="Play")
    speed = widgets.Dropdown(options=list(SPEEDS.items()), value=SPEEDS["normal"], description="Speed")
    slider.layout.width, speed.layout.width = "360px", "180px"
    widgets.jslink((play, "value"), (slider, "value"))  # in the page: playing waits for no kernel
    widgets.dlink((speed, "value"), (play, "interval"))
    return [back, on, play, slider, speed]
