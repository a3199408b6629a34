"""The slow K-means that students' results are compared with agrees with its definition and with scikit-learn."""

from itertools import pairwise

import numpy as np
import pytest

from autograder.checks.lloyd import (
    NEAR_TIE,
    group_means,
    inertia,
    lloyd_step,
    nearest_mean,
    smallest_gap,
    squared_distances,
    trajectory,
)

RNG = np.random.default_rng(1)
POINTS = RNG.random((300, 7))
MEANS = POINTS[:5] + 0.01


def test_distances_are_sums_of_squared_differences():
    """Every entry (n, k) is the squared length of one difference."""
    expected = [[sum((x - m) ** 2) for m in MEANS] for x in POINTS]
    np.testing.assert_allclose(squared_distances(POINTS, MEANS), expected, rtol=1e-9, atol=1e-12)


def test_distances_are_never_negative():
    """A point's distance to itself is not below zero, whatever rounding does."""
    points = RNG.random((100, 784)) * 1e4
    found = squared_distances(points, points[:10])
    assert (found >= 0).all()
    assert (found[:10].argmin(axis=1) == np.arange(10)).all()


def test_labels_are_of_the_nearest_mean():
    """Each point gets the index of the mean that is nearest by plain comparison."""
    expected = [int(np.argmin([np.linalg.norm(x - m) for m in MEANS])) for x in POINTS]
    assert nearest_mean(POINTS, MEANS).tolist() == expected


def test_means_are_of_the_points_with_each_label():
    """A cluster's mean is that of its points; one without points keeps its mean, in its own place."""
    points = np.array([[0.0, 0.0], [2.0, 4.0], [5.0, 5.0]])
    means = np.array([[9, 9], [8, 8], [7, 7]])
    moved = group_means(points, np.array([0, 0, 2]), means)
    assert moved.tolist() == [[1, 2], [8, 8], [5, 5]]
    assert moved.dtype == float
    assert means.tolist() == [[9, 9], [8, 8], [7, 7]]


def test_inertia_is_the_sum_of_the_smallest_distances():
    """Two points one and two away from their mean have an inertia of five."""
    assert inertia(np.array([[1.0], [-2.0]]), np.array([[0.0], [50.0]])) == pytest.approx(5)


def test_inertia_never_rises_and_the_run_arrives():
    """Step after step the inertia falls, until a fixed point that the step leaves alone."""
    states = trajectory(POINTS, MEANS, 100).states
    values = [inertia(POINTS, means) for means in states]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(values))
    np.testing.assert_array_equal(states[-1], lloyd_step(POINTS, states[-1]))


@pytest.mark.filterwarnings("ignore")
def test_the_run_is_scikit_learns():
    """From the same start, one step and a whole run give scikit-learn's means and inertia."""
    cluster = pytest.importorskip("sklearn.cluster")
    for steps in (1, 100):
        known = cluster.KMeans(5, init=MEANS, n_init=1, max_iter=steps, tol=0, algorithm="lloyd").fit(POINTS)
        found = trajectory(POINTS, MEANS, steps).states[-1]
        np.testing.assert_allclose(found, known.cluster_centers_, atol=1e-9)
        assert inertia(POINTS, found) <= known.inertia_ + 1e-9


def test_a_run_keeps_all_its_states():
    """A run of three steps has four states, its start first, and each is the step of the one before."""
    run = trajectory(POINTS, MEANS, 3)
    assert len(run.states) == 4
    np.testing.assert_array_equal(run.start, MEANS)
    for before, after in pairwise(run.states):
        np.testing.assert_array_equal(after, lloyd_step(POINTS, before))


def test_the_gap_is_relative_to_the_second_nearest():
    """The smallest gap is that of the point whose two nearest means are most alike."""
    assert smallest_gap(np.array([[1.0, 2.0, 9.0], [7.0, 4.0, 3.0]])) == pytest.approx(0.25)
    assert smallest_gap(np.array([[0.0, 0.0]])) == 0


def test_a_near_tie_makes_a_run_indecisive():
    """A point that lies between two means, within float32's rounding, makes the run one to draw again."""
    means = np.array([[0.0], [2.0]])
    assert not trajectory(np.array([[1.0], [0.0], [2.0]]), means, 1).decisive
    assert not trajectory(np.array([[1.0 + NEAR_TIE / 10], [0.0], [2.0]]), means, 1).decisive
    assert trajectory(np.array([[1.01], [0.0], [2.0]]), means, 1).decisive
    assert not trajectory(np.array([[0.0], [2.0]]), np.ones((2, 1)), 1).decisive


def test_means_of_integers_do_not_stay_integers():
    """A start of whole numbers is moved to fractions."""
    points = np.array([[0], [1], [10], [11]])
    assert trajectory(points.astype(float), np.array([[0], [11]]), 1).states[1].tolist() == [[0.5], [10.5]]
