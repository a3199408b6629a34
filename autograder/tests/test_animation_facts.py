"""Tests of what is told of each state: the same as slow plain loops find."""

import numpy as np
import pytest

from autograder.animation import facts as facts_module
from autograder.animation.facts import LOST, facts_of, moved_by, nearest
from autograder.animation.run import make_run
from autograder.checks.lloyd import lloyd_step

NAN = float("nan")
RNG = np.random.default_rng(0)
POINTS = RNG.normal(size=(120, 3))


def run_from(start, points=POINTS, iterations=5, **more):
    """A run of K-means from a start."""
    states = [np.asarray(start, dtype=float)]
    for _ in range(iterations):
        states.append(lloyd_step(points.astype(float), states[-1]))
    return make_run(states, points, **more)


def slow_labels(points, means):
    """Nearest means in plain loops: the first of equally near ones, and never one that is lost."""
    labels = []
    for point in points:
        distances = [float(((point.astype(float) - mean) ** 2).sum()) for mean in means]
        known = [distance for distance in distances if np.isfinite(distance)]
        labels.append(distances.index(min(known)) if known else 0)
    return labels


def slow_facts(run):
    """Sizes, inertia and changed labels of every state in plain loops."""
    sizes, inertia, changed, before = [], [], [], None
    for means in run.means:
        labels = slow_labels(run.points, means)
        sizes.append([LOST if not np.isfinite(means[j]).all() else labels.count(j) for j in range(len(means))])
        inertia.append(sum(float(((p - means[j]) ** 2).sum()) for p, j in zip(run.points, labels, strict=True)))
        changed.append(0 if before is None else sum(a != b for a, b in zip(labels, before, strict=True)))
        before = labels
    return sizes, inertia, changed


STARTS = {
    "usual": POINTS[:4],
    "one mean": POINTS[:1],
    "an empty cluster": np.vstack([POINTS[:3], np.full((1, 3), 99.0)]),
    "means at one place": POINTS[[0, 1, 0, 0]],
    "a lost mean": np.vstack([POINTS[:3], np.full((1, 3), NAN)]),
    "one lost coordinate": np.vstack([POINTS[:3], [[0, NAN, 0]]]),
    "an infinite mean": np.vstack([POINTS[:3], [[np.inf, 0, 0]]]),
    "a mean very far off": np.vstack([POINTS[:3], np.full((1, 3), 1e30)]),
}


@pytest.mark.parametrize("name", STARTS)
def test_facts_are_what_plain_loops_find(name):
    """Sizes, inertia and changed labels equal those of plain loops, whatever the means are."""
    states = [STARTS[name]]
    for _ in range(4):
        good = np.isfinite(states[-1]).all(axis=1)[:, None] & (np.abs(states[-1]) < 1e9).all(axis=1)[:, None]
        states.append(np.where(good, lloyd_step(POINTS, np.where(good, states[-1], 1e9)), states[-1]))
    run = make_run(states, POINTS)
    found = facts_of(run, exact=True)
    sizes, inertia, changed = slow_facts(run)
    np.testing.assert_array_equal(found.sizes, sizes)
    np.testing.assert_allclose(found.inertia, inertia, rtol=1e-5)
    np.testing.assert_array_equal(found.changed, changed)
    assert found.counted == 120


@pytest.mark.parametrize("far", [0, 1e3, 1e6, 1e9])
@pytest.mark.parametrize("wide", [1e-6, 1, 1e20])
def test_facts_stay_right_far_from_zero(far, wide):
    """Points far from 0, or of an unusual size, have the same labels as at home."""
    points = wide * POINTS + far * wide
    found = facts_of(make_run([points[:4]], points))
    np.testing.assert_array_equal(found.labels[0], facts_of(make_run([POINTS[:4]], POINTS)).labels[0])


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.int64, np.float32, np.float16, bool])
def test_points_of_any_kind(kind):
    """Points of any kind of number give the facts that the same numbers give as floats."""
    points = (40 * RNG.random((60, 3))).astype(kind)
    found = facts_of(run_from(points[:3], points))
    expected = facts_of(run_from(points[:3], points.astype(float)))
    np.testing.assert_array_equal(found.labels, expected.labels)
    np.testing.assert_allclose(found.inertia, expected.inertia, rtol=1e-5)


def test_moved_is_the_distance_to_the_state_before():
    """Each mean's distance from where it was; 0 in the first state, and for a mean that is lost or was."""
    means = np.array([[[0.0, 0], [1, 1]], [[3, 4], [1, 1]], [[NAN, 4], [1, 2]], [[3, 4], [np.inf, 2]]])
    np.testing.assert_allclose(moved_by(means), [[0, 0], [5, 0], [0, 1], [0, 0]])
    assert moved_by(np.array([[[np.inf, 0.0]], [[np.inf, 0.0]]])).tolist() == [[0], [0]]


def test_without_points_only_distances_are_told():
    """A run without points tells how far means moved, and nothing else."""
    found = facts_of(make_run([POINTS[:2, :2], POINTS[2:4, :2]]))
    assert found.moved.shape == (2, 2)
    assert found.sizes is found.inertia is found.changed is found.labels is None


def test_given_labels_count():
    """Labels that are given decide sizes and changes, and one beyond k counts nowhere."""
    labels = np.array([[0, 0, 1, 7], [0, 1, 1, 7]])
    found = facts_of(make_run([POINTS[:2]] * 2, POINTS[:4], labels))
    assert found.sizes.tolist() == [[2, 1], [1, 2]]
    assert found.changed.tolist() == [0, 1]
    found = facts_of(make_run([POINTS[:2]] * 3, POINTS[:4], labels[0]))
    assert found.sizes.tolist() == [[2, 1]] * 3
    assert found.changed.tolist() == [0, 0, 0]


def test_every_mean_lost():
    """Where all means are lost, inertia is not a number and all sizes say so."""
    found = facts_of(make_run([np.full((2, 3), NAN)], POINTS))
    assert found.sizes.tolist() == [[LOST, LOST]]
    assert np.isnan(found.inertia).all()


def test_means_that_stand_still_change_no_label():
    """Equal means give equal labels in every state and the first of equal means all points, also among many numbers."""
    points = np.random.default_rng(1).random((700, 300))
    means = points[:9].copy()
    means[8] = means[0]
    found = facts_of(make_run([means] * 7, points, shape=(20, 15)))
    assert not found.changed.any()
    assert (found.sizes[:, 8] == 0).all()
    assert (found.sizes[:, 0] > 0).all()


def test_blocks_change_nothing(monkeypatch):
    """Points are looked at in blocks, whose size plays no part."""
    run = run_from(POINTS[:4])
    labels, inertia = nearest(run.points, run.means)
    monkeypatch.setattr(facts_module, "BLOCK", 7 * 4 * len(run.means))
    few, sums = nearest(run.points, run.means)
    np.testing.assert_array_equal(few, labels)
    np.testing.assert_allclose(sums, inertia)


def test_many_means_have_their_labels():
    """With more than 256 means, labels don't wrap around."""
    points = np.arange(300.0)[:, None] * [1, 1]
    assert facts_of(make_run([points], points)).labels[0].tolist() == list(range(300))


def test_sample_is_scaled_up(monkeypatch):
    """Where all points would take too long, an even sample stands for them, and its figures are scaled up."""
    points = RNG.normal(size=(4000, 2))
    run = run_from(points[:3], points)
    exact = facts_of(run)
    monkeypatch.setattr(facts_module, "MOST_DISTANCES", 1000 * 3 * len(run.means))
    sampled = facts_of(run)
    assert exact.counted == 4000
    assert sampled.counted == 1000
    assert sampled.labels.shape == (6, 1000)
    np.testing.assert_allclose(sampled.inertia, exact.inertia, rtol=0.1)
    np.testing.assert_allclose(sampled.sizes, exact.sizes, rtol=0.2)
    assert (sampled.sizes.sum(axis=1) == 4000).all()
    assert facts_of(run, exact=True).counted == 4000


def test_no_points_at_all_are_never_sampled(monkeypatch):
    """However little time there is, 500 points are looked at, or all where there are fewer."""
    monkeypatch.setattr(facts_module, "MOST_DISTANCES", 1)
    assert facts_of(make_run([POINTS[:2]], POINTS)).counted == 120
    points = RNG.normal(size=(3000, 3))
    assert facts_of(make_run([points[:2]], points)).counted == 500


@pytest.mark.parametrize("spread", [1e-3, 1e-5, 1e-9])
def test_tight_groups_far_apart_keep_their_labels(spread):
    """Two groups that are tiny beside their distance have the labels and the inertia of plain differences."""
    rng = np.random.default_rng(3)
    points = np.vstack([spread * rng.normal(size=(200, 2)), 1 + spread * rng.normal(size=(200, 2))])
    means = points[[0, 1, 300]]
    facts = facts_of(make_run([means], points))
    squared = ((points[:, None] - means) ** 2).sum(axis=2)
    np.testing.assert_array_equal(facts.labels[0], squared.argmin(axis=1))
    assert facts.inertia[0] == pytest.approx(squared.min(axis=1).sum())
