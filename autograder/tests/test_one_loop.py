"""Tests of what is special in 03_one_loop: inputs without ties, what the source tells, the figures in the prose."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from autograder.arguments import plain_argument
from autograder.bench.contestants import solution
from autograder.checks.lloyd import lloyd_step, pair_distances
from autograder.checks.one_loop import cases
from autograder.pictures import one_loop as header

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "03_one_loop" / "one_loop.ipynb"
OURS = solution()
DRAWN = {
    "distances_by_mean": (cases.cases_of_distances, pair_distances),
    "expanded_distances": (cases.cases_of_distances, pair_distances),
    "one_hot": (cases.cases_of_labels, cases.rows_of_labels),
    "group_means": (cases.cases_of_groups, cases.group_means),
    "kmeans": (cases.cases_of_runs, cases.means_after),
    "fast_kmeans": (cases.cases_of_runs, cases.means_after),
    "move_changed": (cases.cases_of_moves, cases.moved_one_by_one),
}


@pytest.mark.parametrize("name", DRAWN)
def test_no_draw_turns_down_what_is_right(name):
    """On two hundred sets of inputs the solution is far within the tolerance: no near-tie decides, not in float32."""
    draw, reference = DRAWN[name]
    for seed in range(200):
        for case in draw(np.random.default_rng(seed)):
            found = OURS[name](*map(plain_argument, case.arguments))
            expected = reference(*map(plain_argument, case.arguments))
            single = any(getattr(plain_argument(each), "dtype", None) == np.float32 for each in case.arguments)
            pairs = zip(found, expected, strict=True) if name == "move_changed" else [(found, expected)]
            for one, other in pairs:
                size = max(np.abs(other).max(), 1e-300)
                assert np.abs(one - other).max() <= (2e-5 if single else 1e-9) * size, (seed, case.about)


def test_expanded_form_falls_below_zero_on_the_points_that_look_for_it():
    """Each usual way to write it gives a negative distance there, for every draw; the solution gives none."""
    for seed in range(50):
        x, m = cases.points_on_means(np.random.default_rng(seed))
        ways = [
            (x**2).sum(axis=1)[:, None] - 2 * (x @ m.T) + (m**2).sum(axis=1),
            (x**2).sum(axis=1)[:, None] + (m**2).sum(axis=1) - 2 * (x @ m.T),
            np.einsum("nd,nd->n", x, x)[:, None] - 2 * (x @ m.T) + np.einsum("kd,kd->k", m, m),
            np.linalg.norm(x, axis=1)[:, None] ** 2 - 2 * x @ m.T + np.linalg.norm(m, axis=1) ** 2,
        ]
        assert all(way.min() < 0 for way in ways)
        assert OURS["expanded_distances"](x, m).min() == 0


def test_the_prose_tells_what_the_run_shows():
    """The numbers of images that change their label, and the sizes of arrays, are those of the notebook's own start."""
    from load import test_x

    points = test_x / 255
    means = points[np.random.default_rng(3).choice(len(points), 10, replace=False)]
    labels, changed = np.full(len(points), -1), []
    for _ in range(40):
        nearest = OURS["expanded_distances"](points, means).argmin(axis=1)
        changed.append(int((nearest != labels).sum()))
        means, labels = OURS["group_means"](points, nearest, means), nearest
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    prose = re.sub(r"\s+", " ", " ".join("".join(each["source"]) for each in cells))
    assert f"{changed[1]:,} images change their label in the second iteration, {changed[9]} in the tenth" in prose
    assert f"and {changed[39]} in the fortieth" in prose
    assert f"{points.nbytes / 1e6:.0f} MB" in prose
    assert f"are {10 * points.nbytes / 1e6:.0f} MB" in prose


def test_points_that_cannot_change_are_few_late_in_a_run():
    """The bounds of the fast one save most distances, and miss no point that changes."""
    points = np.random.default_rng(0).normal(size=(4000, 3))
    means, seen = points[:6], []

    def watched(some, *more):
        seen.append(len(some))
        return OURS["nearest_and_lead"](some, *more)

    made = {**OURS, "nearest_and_lead": watched}
    fast = type(OURS["fast_kmeans"])(OURS["fast_kmeans"].__code__, made)
    found = fast(points, means, 40)
    for _ in range(40):
        means = lloyd_step(points, means)
    np.testing.assert_allclose(found, means, atol=1e-12)
    assert seen[0] == 4000
    assert max(seen[-10:]) < 800


def test_the_header_fills_its_tables_at_three_speeds():
    """At the end the table of columns is full, and that of numbers has hardly begun; before the start all are empty."""
    assert [filled.sum() for filled in header.filled_after(0)] == [0, 0, 0]
    numbers, columns, at_once = header.filled_after(header.TURNS)
    assert numbers.sum() == header.TURNS
    assert columns.all() and at_once.all()
    assert header.filled_after(1)[2].all()
