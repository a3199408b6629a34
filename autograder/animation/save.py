"""A run as a file: a page that plays, a moving GIF of all its states, or a still PNG of one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from autograder.animation.drawing.figure import Frames, frames_of
from autograder.animation.drawing.sheet import INCH
from autograder.animation.facts import Facts
from autograder.animation.gif import shared_palette, write_gif
from autograder.animation.page import page_of
from autograder.animation.run import Run, thinned
from autograder.animation.scene import playground_of, scene_of

MOST_FRAMES = 60  # of a longer run, evenly chosen states
SHADES = 128  # colours of all frames together
FIRST, LAST = 1.6, 3.0  # seconds that the first and the last state stand at least


def save(run: Run, facts: Facts, path: Path, *, title: str = "") -> Path:
    """Write a run to a path that ends in .html, .gif or .png; the file is there whole or not at all.

    Raises ValueError for another end, and OSError where the folder can't be written to.
    """
    writers: dict[str, Callable[[BinaryIO], object]] = {
        ".html": lambda file: file.write(_page(run, facts, title)),
        ".gif": lambda file: save_gif(run, facts, file),
        ".png": lambda file: save_png(run, facts, file),
    }
    if path.suffix.lower() not in writers:
        raise ValueError(f"animate saves .html, .gif and .png, and {path.name!r} ends in none of them.")
    return write_whole(path, writers[path.suffix.lower()])


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> Path:
    """Write a file by a function that gets it open for bytes; it takes the old one's place when it is whole."""
    path = path.expanduser()
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {str(path.parent)!r} to save {path.name!r} in.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            write(file)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _page(run: Run, facts: Facts, title: str) -> bytes:
    return page_of(scene_of(run, facts, title=title) | {"playground": playground_of(run)}).encode()


def save_gif(
    run: Run,
    facts: Facts,
    path: Path | str | BinaryIO,
    *,
    seconds: float = 0.35,
    theme: str = "light",
    layout: str = "page",
    shades: int = SHADES,
) -> None:
    """Write a GIF with a frame for each state, at most 60; it plays three times and then stands still.

    Parameters
    ----------
    run, facts : the run and what is told of it
    path : a path, or a file that is open for bytes
    seconds : how long a state stands; the first and the last longer
    theme, layout : as for `draw`
    shades : how many colours the GIF has; the fewer, the smaller it is
    """
    drawn, figure = frames_of(run, facts, theme=theme, layout=layout), Figure(dpi=INCH)
    frames = [pixels_of(drawn.draw(index, figure)) for index in thinned(len(run.means), MOST_FRAMES).tolist()]
    times = [max(seconds, FIRST), *[seconds] * (len(frames) - 2), max(seconds, LAST)][-len(frames) :]
    write_gif(path, frames, times, shared_palette([frames[0], frames[len(frames) // 2], frames[-1]], shades))


def save_png(
    run: Run,
    facts: Facts,
    path: Path | str | BinaryIO,
    index: int = -1,
    *,
    theme: str = "light",
    layout: str = "page",
    sharpness: float = 2,
) -> None:
    """Write one state as a PNG, the last one unless told; `sharpness` is pixels of the file for one on the page."""
    frames = frames_of(run, facts, theme=theme, layout=layout)
    write_png(frames, range(len(run.means))[index], path, sharpness)


def write_png(frames: Frames, index: int, path: Path | str | BinaryIO, sharpness: float = 2) -> None:
    """Write a state of a run that is prepared as a PNG."""
    pixels_of(frames.draw(index, Figure(dpi=INCH * sharpness))).save(path, format="PNG")


def pixels_of(figure: Figure) -> Image.Image:
    """Give what a figure shows, as pixels; whatever is set for `savefig` plays no part."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
