"""The yardstick measures the machine: CPU seconds of known work, here and in a kernel."""

import numpy as np

from autograder.yardstick import MEANS, PIXELS, POINTS, SOURCE, cpu_seconds_of_steps
from load import test_x as images


def test_more_steps_take_more_time():
    """Twenty steps take several times the CPU seconds of two, and none takes nothing."""
    cpu_seconds_of_steps(1)
    two = min(cpu_seconds_of_steps(2) for _ in range(3))
    twenty = min(cpu_seconds_of_steps(20) for _ in range(2))
    assert 0 < two < twenty
    assert 3 < twenty / two < 30
    assert cpu_seconds_of_steps(0) > 0


def test_the_work_has_the_size_of_the_exercise():
    """The yardstick's matrices are as large as the images and ten means."""
    space = {}
    exec(SOURCE, space)
    assert space["_points"].shape == images.shape == (POINTS, PIXELS)
    assert space["_means"].shape == (MEANS, PIXELS)
    assert space["_table"].shape == (POINTS, MEANS)
    assert (space["_table"].sum(axis=1) == 1).all()


def test_the_source_stands_alone():
    """A kernel needs only NumPy and this text, and the student's random state stays as it was."""
    np.random.seed(3)
    before = np.random.get_state()[1].copy()
    space = {}
    exec(SOURCE, space)
    space["yardstick"](1)
    np.testing.assert_array_equal(np.random.get_state()[1], before)
