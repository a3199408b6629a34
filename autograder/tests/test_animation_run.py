"""Tests of a run as plain data: what is taken for one, and what is said of the rest."""

import numpy as np
import pytest

from autograder.animation import run as run_module
from autograder.animation.run import NothingToShow, image_shape, make_run, thinned

RNG = np.random.default_rng(0)
POINTS = RNG.normal(size=(30, 2))
HISTORY = [POINTS[:3], POINTS[3:6], POINTS[6:9]]


def test_list_and_array_are_alike():
    """A list of means, nested lists and one array give the same run."""
    for history in (HISTORY, np.stack(HISTORY), np.stack(HISTORY).tolist(), tuple(HISTORY)):
        run = make_run(history, POINTS)
        np.testing.assert_array_equal(run.means, np.stack(HISTORY))
        assert run.iterations.tolist() == [0, 1, 2]
        assert run.last == 2
        assert run.in_plane


def test_one_state_alone_is_a_run():
    """Means of shape (k, d) are a run of one state."""
    run = make_run(POINTS[:3])
    assert run.means.shape == (1, 3, 2)
    assert run.last == 0


def test_images_have_a_shape():
    """A square number of coordinates, images as they are, and a shape that is given make images."""
    flat = RNG.random((4, 5, 784))
    assert make_run(flat).shape == (28, 28)
    images = make_run(flat.reshape(4, 5, 28, 28), flat[0].reshape(5, 28, 28))
    assert images.shape == (28, 28)
    assert images.points.shape == (5, 784)
    np.testing.assert_array_equal(images.means, flat)
    assert make_run(RNG.random((4, 5, 12)), shape=(3, 4)).shape == (3, 4)
    assert not images.in_plane


@pytest.mark.parametrize(("d", "shape"), [(2, None), (49, None), (64, (8, 8)), (65, None), (784, (28, 28))])
def test_square_numbers_are_images(d, shape):
    """From 8 x 8 on, a square number of coordinates is taken for an image."""
    assert image_shape(d) == shape


def test_points_keep_their_kind_and_means_are_floats():
    """Whole points stay whole, means become floats, and single precision stays single."""
    run = make_run([[[1, 2], [3, 4]]], np.arange(6, dtype=np.uint8).reshape(3, 2))
    assert run.points.dtype == np.uint8
    assert run.means.dtype == np.float64
    assert make_run(np.ones((1, 2, 2), dtype=np.float32)).means.dtype == np.float32
    assert make_run([[[True, False]]]).means.tolist() == [[[1, 0]]]


def test_lost_means_are_kept():
    """A mean that is not a number is no error: it is what a student has to see."""
    run = make_run([POINTS[:2], np.full((2, 2), np.nan)])
    assert np.isnan(run.means[1]).all()


def test_masked_array_is_read_as_its_data():
    """A masked array is taken for what it holds."""
    assert make_run(np.ma.masked_array(np.ones((1, 2, 2)), mask=True)).means.tolist() == [[[1, 1], [1, 1]]]


def test_labels_fit_points_or_states():
    """Labels are one for each point, or one for each point in each state."""
    assert make_run(HISTORY, POINTS, np.zeros(30)).labels.shape == (30,)
    run = make_run(HISTORY, POINTS, np.zeros((3, 30), dtype=bool))
    assert run.labels.shape == (3, 30)
    assert run.labels.dtype == np.int32


@pytest.mark.parametrize(("count", "most"), [(1, 5), (5, 5), (6, 5), (601, 600), (10_000, 7), (3, 2), (9, 1)])
def test_thinned_is_even(count, most):
    """At most so many numbers, none twice, the first among them and of two or more the last, evenly spread."""
    chosen = thinned(count, most)
    assert len(chosen) == min(count, most)
    assert chosen[0] == 0
    assert chosen[-1] == count - 1 or most == 1
    assert (np.diff(chosen) >= 1).all()
    assert np.ptp(np.diff(chosen)) <= 1 if len(chosen) > 1 else True


def test_long_run_is_thinned_with_its_labels():
    """A run of more than 600 states keeps 600, with their iterations and the labels that belong to them."""
    labels = np.arange(2000)[:, None] * np.ones(30, dtype=int)
    run = make_run(RNG.normal(size=(2000, 3, 2)), POINTS, labels)
    assert len(run.means) == 600
    assert run.iterations[0] == 0
    assert run.last == 1999
    np.testing.assert_array_equal(run.labels[:, 0], run.iterations)


def test_run_of_large_images_is_thinned(monkeypatch):
    """States of large images are thinned to what a message to the page may hold, but never to less than two."""
    monkeypatch.setattr(run_module, "MOST_BYTES", 1000)
    assert len(make_run(RNG.random((30, 2, 64))).means) == 6
    assert len(make_run(RNG.random((30, 9, 64))).means) == 2


ERRORS = {
    "nothing": (([],), "A history is a list of means, each of shape (k, d). This one has nothing in it."),
    "a number": ((3,), "A history is a list of means, each of shape (k, d). This one has shape ()."),
    "a vector": (([1, 2, 3],), "A history is a list of means, each of shape (k, d). This one has shape (3,)."),
    "unlike shapes": (([POINTS[:2], POINTS[:3]],), "The history must be arrays of numbers, all of one shape."),
    "words": (([["a", "b"]],), "The history must be arrays of numbers, all of one shape."),
    "None": ((None,), "The history must be arrays of numbers, all of one shape."),
    "complex": ((np.ones((1, 2, 2), dtype=complex),), "The history must be arrays of numbers, all of one shape."),
    "many coordinates alone": (
        (np.ones((2, 3, 5)),),
        "Means with 5 coordinates are drawn among their points: animate(history, points).",
    ),
    "points of another width": (
        (HISTORY, np.ones((9, 3))),
        "Each point needs 2 coordinates, as the means have: the points have shape (9, 3).",
    ),
    "points that are a vector": (
        (HISTORY, np.ones(9)),
        "Each point needs 2 coordinates, as the means have: the points have shape (9,).",
    ),
    "one number for points": (
        (HISTORY, 3),
        "Each point needs 2 coordinates, as the means have: the points have shape ().",
    ),
    "no points": (
        (HISTORY, np.empty((0, 2))),
        "Each point needs 2 coordinates, as the means have: the points have shape (0, 2).",
    ),
    "no images": (
        (np.ones((1, 2, 64)), np.empty((0, 8, 8))),
        "Each point needs 64 coordinates, as the means have: the points have shape (0, 64).",
    ),
    "words for points": ((HISTORY, [["a", "b"]]), "The points must be arrays of numbers, all of one shape."),
    "labels alone": (
        (HISTORY, None, [0, 1]),
        "Labels colour points, so they need them: animate(history, points, labels).",
    ),
    "too few labels": (
        (HISTORY, POINTS, [0, 1]),
        "Labels have shape (30,) or (3, 30), one for each point. These have shape (2,).",
    ),
    "words for labels": ((HISTORY, POINTS, ["a"] * 30), "The labels must be arrays of numbers, all of one shape."),
    "negative labels": ((HISTORY, POINTS, np.full(30, -1)), "Labels are whole numbers from 0: each names a cluster."),
    "broken labels": ((HISTORY, POINTS, np.full(30, 0.5)), "Labels are whole numbers from 0: each names a cluster."),
    "lost labels": ((HISTORY, POINTS, np.full(30, np.nan)), "Labels are whole numbers from 0: each names a cluster."),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_does_not_fit_is_named_in_one_line(name):
    """Whatever is no run is answered with one line that names what is missing."""
    arguments, message = ERRORS[name]
    with pytest.raises(NothingToShow) as caught:
        make_run(*arguments)
    assert str(caught.value) == message


def test_colours_have_three_coordinates():
    """Colours of two coordinates, or colours as images, are answered with how many a colour has."""
    assert make_run(np.zeros((2, 4, 3)), np.zeros((9, 3)), colours=True).colours
    for means, shape in ((np.zeros((2, 4, 2)), None), (np.zeros((2, 4, 3)), (1, 3))):
        with pytest.raises(NothingToShow, match=r"^Colours have 3 coordinates, red, green and blue, "):
            make_run(means, np.zeros((9, means.shape[2])), shape=shape, colours=True)


def test_wrong_shape_of_an_image_is_named():
    """A shape that holds another number of pixels is answered with both numbers."""
    with pytest.raises(NothingToShow, match=r"^An image of 3 x 5 has 15 pixels, and the means have 12\.$"):
        make_run(np.ones((1, 2, 12)), shape=(3, 5))
