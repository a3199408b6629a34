"""Tests of 05_choosing_k: its references against scikit-learn, its cases, its mistakes and its header."""

from __future__ import annotations

import io
import itertools
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from autograder.arguments import plain_argument
from autograder.checks.choosing_k import exercises as choosing_k
from autograder.checks.choosing_k import group_measures
from autograder.checks.choosing_k.cases import constant_in_rounding, decisive, decisive_points
from autograder.checks.lloyd import inertia
from autograder.evidence import Returned
from autograder.functions import Asked, Mistake
from autograder.functions.compare import same_values
from autograder.functions.judge import _try
from autograder.pictures import choosing_k as picture
from autograder.source import plain_python
from autograder.tests.function_answers import solution_definitions
from load import test_x as images

ALL = [
    choosing_k.INERTIAS, choosing_k.SILHOUETTE, choosing_k.CONTINGENCY, choosing_k.PURITY,
    choosing_k.ADJUSTED_RAND, choosing_k.STANDARDISE,
]  # fmt: skip
DRAWS = 40
each_asked = pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.name)
each_seed = pytest.mark.parametrize("seed", range(6))


def solutions() -> dict[str, Callable[..., Any]]:
    """The functions of the solution notebook."""
    space: dict[str, Any] = {"np": np}
    for _, text in solution_definitions("05_choosing_k"):
        exec(plain_python(text), space)
    return space


@each_asked
def test_the_solution_is_right_whatever_is_drawn(asked: Asked) -> None:
    """No draw of the inputs makes a right answer wrong."""
    function = solutions()[asked.name]
    for seed in range(DRAWS):
        for case in asked.cases(np.random.default_rng(seed)):
            arguments = tuple(map(plain_argument, case.arguments))
            tried = _try(case, Returned(function(*arguments), arguments), asked)
            assert tried.difference is None, (seed, case.about, tried.difference)


@each_asked
def test_no_named_mistake_is_ever_the_right_answer_or_another_mistake(asked: Asked) -> None:
    """Whatever is drawn, each mistake's results differ from the right ones and from those of the others."""
    for seed in range(8):
        cases = asked.cases(np.random.default_rng(seed))
        results = [(each.name, results_of(each, cases)) for each in asked.mistakes]
        right = results_of(Mistake("", asked.reference, ""), cases)
        for name, found in results:
            assert not alike(found, right), (seed, name)
        for (one, found), (other, others) in itertools.combinations(results, 2):
            assert one == other or not alike(found, others), (seed, one, other)


def results_of(mistake: Mistake, cases: Any) -> list[Any]:
    """What a wrong function gives for each case; the kind of exception where it raises."""
    found = []
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for case in cases:
            try:
                found.append(mistake.gives(*map(plain_argument, case.arguments)))
            except Exception as problem:
                found.append(type(problem).__name__)
    return found


def alike(some: list[Any], others: list[Any]) -> bool:
    """Whether two lists of results are the same."""
    return all(
        isinstance(one, str) and isinstance(other, str) and one == other
        if isinstance(one, str) or isinstance(other, str)
        else same_values(one, other, 1e-7)
        for one, other in zip(some, others, strict=True)
    )


@each_seed
def test_silhouette_is_that_of_scikit_learn(seed: int) -> None:
    """The reference silhouette equals scikit-learn's, points alone in their cluster among them."""
    metrics = pytest.importorskip("sklearn.metrics")
    for case in choosing_k.SILHOUETTE.cases(np.random.default_rng(seed)):
        distances, labels = map(plain_argument, case.arguments)
        if len(set(labels)) < len(labels):  # which scikit-learn refuses
            expected = metrics.silhouette_score(distances, labels, metric="precomputed")
            assert group_measures.silhouette(distances, labels) == pytest.approx(expected, abs=1e-6)


@each_seed
def test_agreement_is_that_of_scikit_learn(seed: int) -> None:
    """The reference index and table equal scikit-learn's, which leaves out numbers that don't occur."""
    metrics = pytest.importorskip("sklearn.metrics")
    for case in choosing_k.ADJUSTED_RAND.cases(np.random.default_rng(seed)):
        labels, classes = map(plain_argument, case.arguments)
        expected = metrics.adjusted_rand_score(classes, labels)
        assert group_measures.adjusted_rand(labels, classes) == pytest.approx(expected, abs=1e-12)
        assert group_measures.adjusted_rand(classes, labels) == pytest.approx(expected, abs=1e-12)
        table = metrics.cluster.contingency_matrix(labels, classes)
        ours = group_measures.contingency(labels, classes)
        np.testing.assert_array_equal(ours[np.unique(labels)][:, np.unique(classes)], table)
        assert ours.sum() == table.sum()
        assert group_measures.purity(labels, classes) == pytest.approx(table.max(axis=1).sum() / len(labels))


@each_seed
def test_standardised_points_are_those_of_scikit_learn(seed: int) -> None:
    """The reference equals scikit-learn's scaler."""
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    for case in choosing_k.STANDARDISE.cases(np.random.default_rng(seed)):
        points = plain_argument(*case.arguments).astype(float)
        expected = preprocessing.StandardScaler().fit_transform(points)
        np.testing.assert_allclose(group_measures.standardise(points), expected, atol=1e-6)


@each_seed
def test_inertias_are_those_of_scikit_learn(seed: int) -> None:
    """The reference ends where scikit-learn's Lloyd ends from the same start."""
    cluster = pytest.importorskip("sklearn.cluster")
    ks = [1, 2, 4]
    points = decisive_points(np.random.default_rng(seed), 40, 3, ks)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        runs = [cluster.KMeans(k, init=points[:k], n_init=1, algorithm="lloyd", tol=0).fit(points) for k in ks]
    np.testing.assert_allclose(group_measures.inertias(points, ks), [run.inertia_ for run in runs], rtol=1e-9)


def test_points_between_two_means_are_not_drawn() -> None:
    """A point that is equally far from two means decides nothing, and is seen."""
    assert not decisive(np.array([[0.0], [2.0], [1.0]]), [2])
    assert decisive(np.array([[0.0], [2.0], [2.2]]), [2])


@each_seed
def test_a_constant_feature_is_drawn_that_rounding_makes_vary(seed: int) -> None:
    """The feature has one value, and NumPy's standard deviation of it is not 0."""
    points = constant_in_rounding(np.random.default_rng(seed))
    assert len(set(points[:, 1])) == 1
    assert points.std(axis=0)[1] > 0
    assert (group_measures.standardise(points)[:, 1] == 0).all()


def test_the_header_shows_more_and_more_means() -> None:
    """The header has a frame for each k, moves, stops by itself, and its inertias fall."""
    points, digits = picture.five_blobs(120), images[:150] / 255
    runs = picture.runs_of(points, 6)
    assert [len(means) for means in runs.means] == [1, 2, 3, 4, 5, 6]
    assert (np.diff(runs.inertias) < 0).all()
    assert runs.inertias[3] == inertia(points, runs.means[3])
    gif = Image.open(io.BytesIO(picture.gif_of(points, digits, 3)))
    assert (gif.n_frames, gif.size) == (3, (960, 330))
    assert 0 < gif.info["loop"] < 5
    first = np.asarray(gif.convert("L"), dtype=int)
    gif.seek(2)
    assert np.abs(np.asarray(gif.convert("L"), dtype=int) - first).max() > 100


def test_a_cluster_keeps_its_place_among_more_means() -> None:
    """Each of the fewer means finds its nearest one at its own place, so that colours stay."""
    before = np.array([[0.0, 0.0], [5.0, 5.0]])
    means = np.array([[9.0, 0.0], [5.0, 6.0], [0.0, 1.0]])
    np.testing.assert_array_equal(picture._in_order_of(before, means), means[[2, 1, 0]])
