"""Tests of what 04_first_means is judged by: references, probabilities, and how often right draws are rejected."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from sklearn.cluster import KMeans, kmeans_plusplus

from autograder.checks.first_means import cases as right
from autograder.checks.first_means.chances import (
    chances,
    chances_of_signs,
    counts_of_signs,
    places_of,
    plus_plus,
    side_by_side,
)
from autograder.checks.first_means.looks import DRAWS, draw_looks, look_at
from autograder.checks.first_means.restarts import LOOKS, MISTAKES, small_sets
from autograder.checks.first_means.rests import rests_of
from autograder.checks.first_means.rules import RULES
from autograder.functions import surprising
from autograder.functions.draws import ALARM
from autograder.pictures import first_means as picture

SQUARE = np.array([[0.0, 0.0], [0.0, 1.0], [3.0, 0.0], [3.0, 0.0], [7.0, 2.0]])


def sampled(points, probabilities, rng):
    """Draw sequences of places by their probabilities, as arrays of points."""
    sequences = list(probabilities)
    spots = np.unique(points, axis=0)
    chosen = rng.choice(len(sequences), DRAWS, p=np.array(list(probabilities.values())))
    return [spots[list(sequences[each])] for each in chosen]


@pytest.mark.parametrize("seed", range(5))
def test_the_run_is_that_of_scikit_learn(seed):
    """Means at rest are those of Lloyd's algorithm in scikit-learn, from the same start."""
    points, means = right.drawn(np.random.default_rng(seed), 60, 3, 5, steps=right.MOST)
    rest, count = right.run_to_rest(points, means, right.MOST)
    theirs = KMeans(5, init=means, n_init=1, tol=0, algorithm="lloyd").fit(points)
    np.testing.assert_allclose(rest, theirs.cluster_centers_)
    assert count <= theirs.n_iter_
    before, between, after = right.half_step_inertias(points, means)
    assert before >= between >= after >= theirs.inertia_
    assert right.half_step_inertias(points, rest) == pytest.approx([theirs.inertia_] * 3)


def test_inputs_are_what_they_say():
    """Empty clusters are empty and NaN, far means get no point, and runs are as long as asked."""
    rng = np.random.default_rng(0)
    points, labels, means = right.with_empty(rng, 20, 2, 6, [1, 4])
    assert np.flatnonzero(np.isnan(means).any(axis=1)).tolist() == [1, 4]
    assert set(labels) == {0, 2, 3, 5}
    mended = right.mend_empty(points, labels, means)
    own = right.own_squares(points, labels, means)
    two = points[own.argsort()[-2:]]
    assert right.same_mending(mended, mended, points, labels, means)
    assert sorted(map(tuple, mended[[1, 4]])) == sorted(map(tuple, two))
    points, means = right.with_a_far_mean(rng)
    assert len(set(right.nearest_mean(points, means))) < len(means)
    points, means = right.drawn(rng, 60, 3, 5, steps=right.MOST, least=5)
    assert right.run_to_rest(points, means, right.MOST)[1] >= 5


def test_mending_in_another_order_is_as_good():
    """Which empty cluster gets which of the farthest points is left open; which points, is not."""
    points, labels, means = right.with_empty(np.random.default_rng(1), 20, 2, 6, [1, 4])
    mended = right.mend_empty(points, labels, means)
    other = mended[[0, 4, 2, 3, 1, 5]]
    assert right.same_mending(other, mended, points, labels, means)
    other[1] = points[right.own_squares(points, labels, means).argmin()]
    assert not right.same_mending(other, mended, points, labels, means)


@pytest.mark.parametrize("k", [1, 2, 3, 5])
def test_probabilities_add_up_and_never_draw_a_place_twice(k):
    """All sequences together are certain; a place is drawn again only when there is no other."""
    found = chances(SQUARE, k, plus_plus)
    assert sum(found.values()) == pytest.approx(1)
    assert all(len(set(sequence)) == min(k, 4) for sequence in found)


def test_probabilities_of_two_are_those_of_the_paper():
    """The second point is drawn by D(x)² over the sum of D², counted here by hand."""
    places, found = places_of(SQUARE), chances(SQUARE, 2, plus_plus)
    by_hand = dict.fromkeys(found, 0.0)
    for i, j in product(range(5), repeat=2):
        squares = ((SQUARE - SQUARE[i]) ** 2).sum(axis=1)
        if squares[j]:
            by_hand[places[i], places[j]] += squares[j] / squares.sum() / 5
    assert found == pytest.approx(by_hand)


def test_scikit_learn_draws_as_often_as_counted_out():
    """k-means++ of scikit-learn, with one candidate a draw, passes; with the best of several it does not."""
    places = places_of(SQUARE)
    expected = chances_of_signs(SQUARE, chances(SQUARE, 3, plus_plus))
    for trials, fair in ((1, True), (5, False)):
        drawn = [kmeans_plusplus(SQUARE, 3, random_state=i, n_local_trials=trials)[1] for i in range(DRAWS)]
        counts = counts_of_signs(SQUARE, [tuple(places[each].tolist()) for each in drawn])
        _, came, likely = side_by_side(counts, expected)
        assert (surprising(came, likely, DRAWS, ALARM) is None) == fair


@pytest.mark.parametrize("seed", range(6))
def test_right_draws_pass_and_each_mistake_is_named(seed):
    """Whatever points are drawn: fair counts are believed, and each other rule is noticed and explained by itself."""
    rng = np.random.default_rng(seed)
    looks = draw_looks(rng)
    assert not any(look.strangest(sampled(look.points, chances(look.points, look.k, plus_plus), rng)) for look in looks)
    for name, (rule, _) in RULES.items():
        drawn = [sampled(look.points, chances(look.points, look.k, rule), rng) for look in looks]
        assert any(look.strangest(each) for look, each in zip(looks, drawn, strict=True)), name
        assert all(look.explains(name, each) for look, each in zip(looks, drawn, strict=True)), name


def test_duplicates_share_their_probability():
    """Rows that lie upon each other are one place, as likely as both together."""
    look = look_at(np.array([[0.0], [0.0], [5.0]]), 1)
    assert look.right["sequence", (0,)] == pytest.approx(2 / 3)


@pytest.mark.parametrize("seed", range(5))
def test_what_restarts_find_is_what_runs_find(seed):
    """The probabilities of the best, the worst and the run from the best start agree with many tries."""
    rng = np.random.default_rng(seed)
    _, rests = small_sets(rng)
    starts = rng.integers(len(rests.ends), size=(4000, 3))
    ends = rests.ends[starts]
    tried = ends.min(axis=1), ends.max(axis=1), ends[np.arange(4000), rests.totals[starts].argmin(axis=1)]
    for found, chance in zip(tried, (rests.best_of(3), rests.worst_of(3), rests.from_best_start(3)), strict=True):
        assert chance.sum() == pytest.approx(1)
        counts = np.bincount(found, minlength=len(rests.results))
        assert surprising(counts, chance, 4000, ALARM) is None


@pytest.mark.parametrize("seed", range(10))
def test_right_restarts_pass_and_mistakes_do_not(seed):
    """Fair counts are believed on whatever points are drawn, and those of each mistake are not."""
    rng = np.random.default_rng(seed)
    _, rests = small_sets(rng)

    def rejected(chance):
        counts = [(restarts, rng.multinomial(often, chance(restarts)), often) for restarts, often in LOOKS]
        return any(surprising(each, rests.best_of(r), often, ALARM) is not None for r, each, often in counts)

    assert not rejected(rests.best_of)
    for name, (chance, _) in MISTAKES.items():
        if name != "one_restart_less":  # with one restart it gives nothing at all, which is told before
            assert rejected(lambda restarts, chance=chance: chance(rests, restarts)), name


def test_results_are_found_in_any_order():
    """Means with their rows in another order are the same arrangement; others are none."""
    points = np.array([[0.0], [1.0], [10.0], [11.5], [30.0]])
    rests = rests_of(points, 2)
    assert rests.which(rests.results[0][::-1]) == 0
    assert rests.which(points[:2]) is None


def test_header_shows_the_points_of_the_notebook_and_both_ends():
    """The picture's runs end where the notebook says: half of the random starts no better, k-means++ at the best."""
    points = picture.blobs()
    poor, good = (picture.states_of(points, start(points, 15, seed)) for start, seed in
                  zip((picture.random_start, picture.better_start), picture.STARTS, strict=True))  # fmt: skip
    assert points.shape == (600, 2)
    assert picture.inertia(points, good[-1]) == pytest.approx(13.58, abs=0.01)
    assert picture.inertia(points, poor[-1]) > 3 * picture.inertia(points, good[-1])
