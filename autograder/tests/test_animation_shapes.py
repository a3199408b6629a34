"""Tests of the points in the plane: what each shape is there to tell."""

import numpy as np
import pytest

from autograder.animation.shapes import SHAPES, points_of
from autograder.checks.lloyd import inertia, lloyd_step, nearest_mean

EVERY = pytest.mark.parametrize("name", SHAPES)


def best_means(points, k, starts=8):
    """The means of least inertia among some runs of K-means from points drawn at random."""
    found = []
    for seed in range(starts):
        means = points[np.random.default_rng(seed).choice(len(points), k, replace=False)]
        for _ in range(40):
            means = lloyd_step(points, means)
        found.append((inertia(points, means), means))
    return min(found, key=lambda one: one[0])[1]


def in_order(name):
    """600 points of a shape, its groups one after the other."""
    return SHAPES[name](600, np.random.default_rng(0))


@EVERY
def test_shape_fits_the_plane(name):
    """Points of every shape lie within about −1 and 1, fill it in at least one direction, and are numbers."""
    points = points_of(name)
    assert points.shape == (600, 2)
    assert points.dtype == float
    assert np.isfinite(points).all()
    assert 0.8 < np.abs(points).max() < 1.3
    assert np.ptp(points, axis=0).min() > 1


@EVERY
def test_shape_is_the_same_every_time(name):
    """The same seed gives the same points, and another seed gives others."""
    np.testing.assert_array_equal(points_of(name, 50, 4), points_of(name, 50, 4))
    assert (points_of(name, 50, 4) != points_of(name, 50, 5)).any()


@EVERY
@pytest.mark.parametrize("n", [1, 2, 7, 5000])
def test_any_number_of_points(name, n):
    """Any number of points from one on can be drawn."""
    assert points_of(name, n).shape == (n, 2)


@EVERY
def test_shape_says_what_it_tells(name):
    """Every shape's docstring says how K-means fares."""
    assert "K-means" in SHAPES[name].__doc__


def test_unknown_shape_and_no_points_are_named():
    """An unknown name and a number below 1 are answered in one line."""
    with pytest.raises(ValueError, match=r"^There is no shape 'star'\. There are: blobs, .*, smiley\.$"):
        points_of("star")
    with pytest.raises(ValueError, match=r"^A shape needs at least 1 point, not 0\.$"):
        points_of("blobs", 0)


def test_blobs_are_found():
    """With k = 3, every blob becomes one cluster."""
    points = in_order("blobs")
    labels = nearest_mean(points, best_means(points, 3))
    for group in (labels[:200], labels[200:400], labels[400:]):
        assert (group == np.bincount(group).argmax()).mean() > 0.98


def test_wide_blob_loses_its_rim():
    """With k = 3, the wide group of the uneven blobs is not one cluster."""
    points = in_order("uneven blobs")
    wide = nearest_mean(points, best_means(points, 3))[:480]
    assert (wide == np.bincount(wide).argmax()).mean() < 0.9


@pytest.mark.parametrize(("name", "first", "k"), [("moons", 300, 2), ("rings", 400, 2), ("stretched", 200, 3)])
def test_shape_is_cut(name, first, k):
    """K-means with the true number of groups cuts the first of them into pieces."""
    points = in_order(name)
    group = nearest_mean(points, best_means(points, k))[:first]
    assert (group == np.bincount(group).argmax()).mean() < 0.9
