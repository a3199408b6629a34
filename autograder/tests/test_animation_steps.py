"""A student's own step runs from any start, and whatever it does, one line says so."""

import sys

import numpy as np
import pytest

from autograder import animate
from autograder.animation import steps
from autograder.animation.steps import name_of, run_steps, unwritten
from autograder.checks.lloyd import lloyd_step

POINTS = np.random.default_rng(0).normal(size=(80, 2))
START = POINTS[:3]


def kmeans(points, means, iterations):
    """K-means with a third argument."""
    for _ in range(iterations):
        means = lloyd_step(points, means)
    return means


@pytest.mark.parametrize("step", [lloyd_step, kmeans, lambda points, means: lloyd_step(points, means).tolist()])
def test_runs_until_the_means_rest(step):
    """A step, or a function that takes the number of iterations too, runs until nothing moves."""
    states, problem = run_steps(step, POINTS, START)
    assert problem == ""
    np.testing.assert_array_equal(states[0], START)
    np.testing.assert_allclose(states[1], lloyd_step(POINTS, START))
    np.testing.assert_allclose(lloyd_step(POINTS, states[-1]), states[-1])


def test_a_third_argument_with_a_default_keeps_it():
    """What has a default is the student's own business."""
    run_steps(lambda points, means, extra="mine": {"mine": means + 1}[extra], POINTS, START)
    assert run_steps(lambda points, means, extra="mine": {"mine": means}[extra], POINTS, START)[1] != ""


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (lambda points, means: None, "gives nothing back: does it end with `return means`?"),
        (lambda points, means: ..., "gives nothing back"),
        (lambda points, means: means[:2], "means of shape (2, 2) back, where (3, 2) is expected"),
        (lambda points, means: "means", "gives a str back"),
        (lambda points, means: [[1], [2, 3]], "gives a list back"),
        (lambda points, means: 1 / 0, "raised ZeroDivisionError: division by zero"),
        (lambda points: points, "raised TypeError"),
        (lambda points, means: sys.exit(3), "raised SystemExit: 3"),
        (lambda points, means: [][len("two\nlines")], "raised IndexError: list index out of range"),
        (lambda points, means: means, "no mean has moved"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(step, words):
    """The states so far come back with a line that names what the step did."""
    states, problem = run_steps(step, POINTS, START)
    assert len(states) == 1
    assert words in problem
    assert "\n" not in problem


def test_means_at_rest_are_no_mistake():
    """Where the start is at rest already, a step that moves nothing is right."""
    rest = run_steps(lloyd_step, POINTS, START)[0][-1]
    assert run_steps(lloyd_step, POINTS, rest) == ([pytest.approx(rest)], "")


def test_nan_is_kept_and_ends(monkeypatch):
    """Means that are lost stay lost: the run ends instead of going on for ever."""
    states, problem = run_steps(lambda points, means: np.full_like(means, np.nan), POINTS, START)
    assert problem == ""
    assert len(states) == 2


@pytest.mark.slow
def test_a_step_that_does_not_end_is_stopped(monkeypatch):
    """A step that never ends is stopped, and the kernel goes on."""
    monkeypatch.setattr(steps, "SECONDS", 0.3)

    def endless(points, means):
        while True:
            pass

    states, problem = run_steps(endless, POINTS, START)
    assert len(states) == 1
    assert problem == "Your step was stopped: it had not finished after 0.3 seconds."
    assert not unwritten(endless)


def test_a_step_shows_and_prints_nothing(capsys):
    """The body of a loop may bring its `live.update` and `print` along: as a step it only gives the means."""
    live = animate.live()

    def talks(points, means):
        live.update(means)
        print(means)
        return lloyd_step(points, means)

    assert not unwritten(talks)
    states, problem = run_steps(talks, POINTS, START)
    assert problem == ""
    assert len(states) > 2
    assert live.history == []
    assert capsys.readouterr().out == ""
    live.update(START)
    assert len(live.history) == 1


def test_a_step_that_never_rests_is_cut():
    """A step that moves the means for ever gives a hundred iterations."""
    states, problem = run_steps(lambda points, means: means + 1, POINTS, START)
    assert (len(states), problem) == (steps.MOST_ITERATIONS + 1, "")


def test_points_and_start_stay_as_they_are():
    """A step that works in place changes neither the points nor the start."""

    def in_place(points, means):
        points *= 0
        means += 1
        return means

    before = POINTS.copy(), START.copy()
    run_steps(in_place, POINTS, START)
    np.testing.assert_array_equal(POINTS, before[0])
    np.testing.assert_array_equal(START, before[1])


def test_an_unwritten_step_is_recognised():
    """A stub gives nothing back; a step that raises or works is no stub."""
    assert unwritten(lambda points, means: None)
    assert unwritten(lambda points, means, iterations: ...)
    assert not unwritten(lloyd_step)
    assert not unwritten(lambda points, means: 1 / 0)


def test_a_step_is_called_by_its_name():
    """The player names the student's function."""
    assert name_of(lloyd_step) == "your `lloyd_step`"
    assert name_of(object()) == name_of(lambda points, means: means) == "your step"
