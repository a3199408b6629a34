"""Tests of the run that is steered with ipywidgets alone."""

import io

import numpy as np
import pytest
from PIL import Image

from autograder.animation.drawing import controls as module
from autograder.animation.drawing.caption import status
from autograder.animation.drawing.controls import Pictures, controls
from autograder.animation.drawing.figure import frames_of
from autograder.animation.facts import facts_of
from autograder.animation.palette import THEMES
from autograder.animation.run import make_run
from autograder.animation.shapes import points_of
from autograder.checks.lloyd import lloyd_step

POINTS = points_of("blobs", 100)


@pytest.fixture
def run():
    """A run of five states, the last with a lost mean."""
    states = [POINTS[:3]]
    for _ in range(3):
        states.append(lloyd_step(POINTS, states[-1]))
    return make_run([*states, np.vstack([states[-1][:2], [[np.nan, 0]]])], POINTS)


@pytest.fixture
def drawn(monkeypatch):
    """The states that were drawn, one after the other."""
    states, write = [], module.write_png
    monkeypatch.setattr(
        module, "write_png", lambda frames, index, *more: (states.append(index), write(frames, index, *more))
    )
    return states


def parts_of(box):
    """Picture, words, and the row of play, back, on, slider and speed."""
    image, words, row = box.children
    return image, words, *row.children


def test_start_is_shown_with_its_words(run):
    """The widget opens with the first state as a PNG, without the tooltip that JupyterLab trips over, and its words."""
    facts = facts_of(run)
    image, words, *_ = parts_of(controls(run, facts))
    assert Image.open(io.BytesIO(image.value)).format == "PNG"
    assert status(run, facts, 0) in words.value
    assert 'role="status"' in words.value
    assert image.tooltip is None


def test_slider_shows_a_state(run):
    """Moving the slider shows that state, and its words tell what went wrong in it."""
    image, words, _, _, _, slider, _ = parts_of(controls(run, facts_of(run)))
    first = image.value
    slider.value = 4
    assert image.value != first
    assert "Iteration 4 of 4" in words.value
    assert "Mean 2 is lost" in words.value


def test_steps_go_one_state_and_stop_at_the_ends(run):
    """The step buttons go one state on and back, pause the playing, and are off where there is nothing more."""
    _, _, play, back, on, slider, _ = parts_of(controls(run, facts_of(run)))
    play.playing = True
    assert back.disabled
    on.click()
    assert slider.value == 1
    assert not play.playing
    assert not back.disabled
    back.click()
    back.click()
    assert slider.value == 0
    slider.value = 4
    assert on.disabled
    on.click()
    assert slider.value == 4


def test_nothing_is_drawn_twice(run, drawn):
    """A state is drawn when it is first looked at, and not again."""
    *_, slider, _ = parts_of(controls(run, facts_of(run)))
    for index in (1, 2, 1, 0, 2):
        slider.value = index
    assert drawn == [0, 1, 2]


def test_kept_pictures_are_bounded(run, drawn, monkeypatch):
    """Only so many bytes are kept; what was not wanted for longest is drawn again."""
    pictures = Pictures(frames_of(run, facts_of(run)))
    size = len(pictures[0])
    monkeypatch.setattr(module, "MOST_KEPT", int(2.5 * size))
    for index in (1, 0, 2, 0, 1):
        assert pictures[index]
    assert drawn == [0, 1, 2, 1]
    monkeypatch.setattr(module, "MOST_KEPT", 1)
    assert pictures[3]


def test_knobs_belong_together(run):
    """Play and slider have the same ends, the speed is that of playing, and the slider counts iterations."""
    _, _, play, _, _, slider, speed = parts_of(controls(run, facts_of(run)))
    assert (play.min, play.max) == (slider.min, slider.max) == (0, 4)
    speed.label = "fast"
    assert play.interval == speed.value == 200
    assert slider.description == "Iteration"
    assert slider.readout


def test_long_run_counts_states(monkeypatch):
    """Where iterations are left out, the slider doesn't pretend to count them; the words do."""
    run = make_run(np.random.default_rng(0).normal(size=(900, 2, 2)))
    _, words, _, _, _, slider, _ = parts_of(controls(run, facts_of(run)))
    slider.value = 599
    assert slider.description == "State"
    assert not slider.readout
    assert "Iteration 899 of 899" in words.value


def test_one_state_and_dark_paper():
    """A run of one state has nothing to step to, and may be shown on dark paper."""
    run = make_run([POINTS[:2]], POINTS)
    image, _, _, back, on, _, _ = parts_of(controls(run, facts_of(run), theme="dark"))
    assert back.disabled
    assert on.disabled
    pixels = np.asarray(Image.open(io.BytesIO(image.value)))
    assert pixels[0, 0].tolist() == list(bytes.fromhex(THEMES["dark"].paper[1:]))
