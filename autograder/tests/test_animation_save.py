"""Tests of a run as a file: a GIF of all its states, and a PNG of one."""

import io
import os
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from autograder.animation import save
from autograder.animation.facts import facts_of
from autograder.animation.palette import THEMES
from autograder.animation.run import make_run
from autograder.animation.save import save_gif, save_png
from autograder.animation.shapes import points_of
from autograder.checks.lloyd import lloyd_step

POINTS = points_of("blobs", 200)


def run_of(iterations, k=3):
    """A run of K-means among three blobs."""
    states = [POINTS[:k]]
    for _ in range(iterations):
        states.append(lloyd_step(POINTS, states[-1]))
    return make_run(states, POINTS)


def gif_of(run, **more):
    """The frames of a GIF as arrays, their times in milliseconds, and how often it repeats."""
    buffer = io.BytesIO()
    save_gif(run, facts_of(run), buffer, **more)
    picture, frames, times = Image.open(io.BytesIO(buffer.getvalue())), [], []
    for index in range(picture.n_frames):
        picture.seek(index)
        frames.append(np.asarray(picture.convert("RGB"), dtype=int))
        times.append(picture.info["duration"])
    return frames, times, picture.info["loop"]


def test_gif_has_a_frame_for_every_state_and_ends():
    """A GIF shows every state, stands longer at the first and the last, and plays a limited number of times."""
    frames, times, loop = gif_of(run_of(4), seconds=0.2)
    assert len(frames) == 5
    assert times == [1600, 200, 200, 200, 3000]
    assert 0 < loop < 5
    assert all((one != other).any() for one, other in pairwise(frames))


def test_slow_gif_is_never_faster_at_its_ends():
    """Where each state stands long, the first and the last do so too."""
    assert gif_of(run_of(2), seconds=4)[1] == [4000, 4000, 4000]


def test_gif_of_one_state():
    """A run of one state is a GIF of one frame."""
    buffer = io.BytesIO()
    save_gif(run_of(0), facts_of(run_of(0)), buffer)
    assert getattr(Image.open(buffer), "n_frames", 1) == 1


def test_long_run_is_thinned(monkeypatch):
    """A GIF of a long run has as many frames as anybody watches, the first state and the last among them."""
    monkeypatch.setattr(save, "MOST_FRAMES", 5)
    run = make_run([POINTS[j : j + 3] for j in range(40)], POINTS)
    assert len(gif_of(run)[0]) == 5


@pytest.mark.parametrize("theme", THEMES)
def test_gif_keeps_its_colours(theme):
    """All frames share one palette that holds the paper and comes near the colour of every cluster."""
    frames, _, _ = gif_of(run_of(3), theme=theme)
    seen = np.unique(np.concatenate([frame.reshape(-1, 3) for frame in frames]), axis=0)
    assert len(seen) <= save.SHADES
    for colour in (THEMES[theme].paper, *THEMES[theme].colours(3)):
        assert np.abs(seen - list(bytes.fromhex(colour[1:]))).sum(axis=1).min() < 40


def test_png_is_the_last_state_or_one_that_is_named(tmp_path):
    """A PNG shows the last state unless told otherwise, twice as sharp as on the page, in a path or an open file."""
    run = run_of(4)
    facts, buffer = facts_of(run), io.BytesIO()
    save_png(run, facts, tmp_path / "last.png")
    save_png(run, facts, os.fspath(tmp_path / "first.png"), 0, theme="dark", sharpness=1)
    save_png(run, facts, buffer, index=4)
    last, first = Image.open(tmp_path / "last.png"), Image.open(tmp_path / "first.png")
    with last, first:
        assert last.size == tuple(2 * side for side in first.size)
        assert np.asarray(first)[0, 0].tolist() == list(bytes.fromhex(THEMES["dark"].paper[1:]))
        np.testing.assert_array_equal(np.asarray(last), np.asarray(Image.open(buffer)))


def test_file_without_an_ending_is_written(tmp_path):
    """The kind of file doesn't hang on its name."""
    run = run_of(1)
    save_gif(run, facts_of(run), tmp_path / "moving")
    save_png(run, facts_of(run), tmp_path / "still")
    assert (tmp_path / "moving").read_bytes().startswith(b"GIF8")
    assert (tmp_path / "still").read_bytes().startswith(b"\x89PNG")
