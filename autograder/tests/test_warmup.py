"""What the checks of 01_numpy_warmup rely on: references, and how often draws are rejected that should not be."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.arguments import plain_argument
from autograder.checks.lloyd import pair_distances
from autograder.checks.warmup import cases
from autograder.checks.warmup.exercises import PICK_ROWS
from autograder.checks.warmup.rows import judge_draws, problem_of_rows
from autograder.evidence import Calls, Evidence, Returned
from autograder.functions import Case
from autograder.in_notebook import NotebookChannel

SECRETS, FEWER = 300, 60


def drawn(make):
    """The arguments of all cases of several secrets, as a function gets them."""
    for number in range(20):
        for case in make(np.random.default_rng(number)):
            assert isinstance(case, Case)
            yield tuple(map(plain_argument, case.arguments))


class Direct:
    """A function that is called at once, without a kernel: for hundreds of thousands of calls."""

    def __init__(self, function):
        self.function = function

    def calls(self, inputs, watch):
        """Call it with each of the inputs."""
        arguments = [tuple(map(plain_argument, each)) for each in inputs]
        return Calls([Returned(self.function(*each), each) for each in arguments])


def draws_found(function, number):
    """What the look at many draws finds, with inputs from one of many secrets."""
    evidence = Evidence(NotebookChannel({}), None, b"%d" % number, lambda steps: 1.0)
    return judge_draws(evidence, Direct(function), PICK_ROWS)


def spread(points, k, rng):
    """Every other row from a random place on, where there is room: each row as often, but never two neighbours."""
    if 2 * k > len(points):
        return rng.permutation(points)[:k]
    return points[(rng.integers(len(points)) + 2 * np.arange(k)) % len(points)]


def rather_the_first(points, k, rng):
    """The first row more often than the others."""
    weights = np.ones(len(points))
    weights[0] = 2.5
    return points[rng.choice(len(points), k, replace=False, p=weights / weights.sum())]


def seldom_twice(points, k, rng):
    """Drawn again once when a row is there twice, and kept then."""
    rows = rng.integers(len(points), size=k)
    return points[rows if len(set(rows)) == k else rng.integers(len(points), size=k)]


@pytest.mark.parametrize(
    "function",
    [
        lambda points, k, rng: points[rng.choice(len(points), k, replace=False)],
        lambda points, k, rng: rng.permutation(points)[:k],
    ],
)
def test_right_draws_are_never_rejected(function):
    """Of hundreds of classes with secrets of their own none rejects a function that draws fairly."""
    assert [found.message for number in range(SECRETS) if (found := draws_found(function, number))] == []


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (spread, "rows_depend_on_each_other"),
        (rather_the_first, "not_equally_likely"),
        (seldom_twice, "drawn_with_replacement"),
        (lambda points, k, rng: points[:k], "same_draw_every_time"),
        (lambda points, k, rng: points[np.random.permutation(len(points))[:k]], "ignores_the_generator"),
    ],
)
def test_unfair_draws_are_always_rejected(function, mistake):
    """Near misses are rejected whatever the secret: rows that avoid each other, a favourite, a repeat now and then."""
    found = [draws_found(function, number) for number in range(FEWER)]
    assert {each.mistake if each else "" for each in found} == {mistake}


def test_rows_are_known_by_their_numbers_and_how_often_they_are_there():
    """A row that is there twice may come twice; one that is not there, or comes too often, is told."""
    points, rng = np.array([[1.0, 2.0], [1.0, 2.0], [3.0, 4.0]]), np.random.default_rng()
    assert problem_of_rows(points[[0, 1]], points, 2, rng) is None
    assert problem_of_rows(points[[2, 2]], points, 2, rng).mistake == "drawn_with_replacement"
    assert problem_of_rows(points[[0, 0, 1]], points, 3, rng).mistake == "drawn_with_replacement"
    assert problem_of_rows(points + 1, points, 3, rng).mistake == "not_rows_of_the_points"


def test_references_agree_with_other_ways_to_the_same():
    """Worked out number by number they give what whole arrays give, and SciPy's distances."""
    distance = pytest.importorskip("scipy.spatial.distance", reason="scipy is not installed: pip install -e .[dev]")
    for (images,) in drawn(cases.cases_of_strips):
        side = int(images.shape[1] ** 0.5)
        np.testing.assert_array_equal(cases.strip_of_images(images), np.hstack(images.reshape(-1, side, side)))
    for points, means in drawn(cases.cases_of_distances):
        expected = distance.cdist(points.astype(float), means.astype(float), "sqeuclidean")
        np.testing.assert_allclose(pair_distances(points, means), expected, atol=1e-12)
    for (distances,) in drawn(cases.cases_of_tables):
        np.testing.assert_array_equal(cases.nearest_by_looking(distances), distances.argmin(axis=1))
        assert cases.sum_of_smallest(distances) == pytest.approx(distances.min(axis=1).sum())
