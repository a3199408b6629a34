"""The runs that all submissions of a course are judged by: unforeseeable, without near-ties, right on any scale."""

import numpy as np
import pytest

from autograder.checks.kmeans import course_runs
from autograder.checks.kmeans.course_runs import FEW, LATE, RUNS, STEPS, own_run, run_on_all, run_to_rest
from autograder.checks.kmeans.digits import Images
from autograder.checks.lloyd import lloyd_step
from autograder.evidence import Evidence
from load import test_x as raw


def evidence(secret=b"a submission", common=b"a course"):
    """Evidence that is only drawn from."""
    return Evidence(None, None, secret, None, common=common)


def same(one, other):
    """Whether two runs begin with the same means."""
    return np.array_equal(one.start, other.start)


def test_a_run_is_k_means_from_ten_images():
    """Five steps of K-means on all the images, from ten different ones of them."""
    run = run_on_all(evidence(), Images(), "first")
    assert len(run.states) == STEPS + 1
    assert run.decisive
    assert len(set(Images().rows_of(run.start))) == 10
    np.testing.assert_allclose(run.states[1], lloyd_step(raw / 255, run.start), atol=1e-9)
    np.testing.assert_allclose(run.states[3], lloyd_step(raw / 255, run.states[2]), atol=1e-9)


@pytest.mark.parametrize(("slope", "low"), [(1.0, 0.0), (1 / 255, 0.0), (2 / 255, -1.0)])
def test_a_run_fits_any_scale(slope, low):
    """On rescaled and shifted images the run is the one that K-means makes of them."""
    images = Images(slope, low)
    run = run_on_all(evidence(), images, "second")
    np.testing.assert_allclose(run.states[2], lloyd_step(images.points, run.states[1]), atol=1e-7 * images.scale)


def test_a_regrade_has_the_same_runs_and_another_course_others():
    """The submission's and the course's secrets choose; the two runs of one submission differ."""
    again = [run_on_all(evidence(), Images(), purpose) for purpose in ("first", "second")]
    assert same(again[0], run_on_all(evidence(), Images(), "first"))
    assert not same(*again)
    assert not same(again[0], run_on_all(evidence(common=b"another"), Images(), "first"))


def test_submissions_share_a_few_runs():
    """However many submissions there are, only so many runs are computed, and each is computed once."""
    course_runs._on_few.cache_clear()
    for number in range(40):
        run_to_rest(evidence(str(number).encode()), Images(count=FEW))
    assert course_runs._on_few.cache_info().misses == RUNS


def test_a_run_on_few_comes_to_rest():
    """On the first images K-means goes on to its fixed point, moves shortly before it, and loses no cluster."""
    points = Images(count=FEW).points
    for number in range(RUNS):
        run = run_to_rest(evidence(str(number).encode()), Images(count=FEW))
        assert run.decisive
        np.testing.assert_array_equal(run.states[-1], run.states[-2])
        np.testing.assert_allclose(run.states[-1], lloyd_step(points, run.states[-1]), atol=1e-9)
        assert np.abs(run.states[-1 - LATE] - run.states[-1]).max() > 1e-3


def test_own_runs_are_one_submissions_alone():
    """Runs for timing are drawn by the submission's secret, each purpose its own."""
    first = own_run(evidence(), Images(), "time 0", 1)
    assert same(first, own_run(evidence(), Images(), "time 0", 1))
    assert not same(first, own_run(evidence(), Images(), "time 1", 1))
    assert not same(first, own_run(evidence(b"another"), Images(), "time 0", 1))
    assert len(first.states) == 2
