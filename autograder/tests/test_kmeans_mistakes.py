"""Each wrong step makes its own wrong means, so that a right answer is never called a mistake."""

import numpy as np
import pytest

from autograder.checks.kmeans.mistakes import (
    STEP_MISTAKES,
    first_difference,
    first_points_only,
    sums_never_reset,
)
from autograder.checks.lloyd import lloyd_step, nearest_mean
from load import test_x as raw

POINTS = raw[:1000] / 255
START = POINTS[np.random.default_rng(3).choice(1000, size=10, replace=False)]
LABELS = nearest_mean(POINTS, START)
RIGHT = lloyd_step(POINTS, START)
IDS = [f"{mistake.name}_{number}" for number, mistake in enumerate(STEP_MISTAKES)]


def far(a, b):
    """How many of the means (k, d) differ by more than rounding, those of empty clusters left out."""
    with np.errstate(invalid="ignore"):
        return int((np.abs(a - b).max(axis=1) > 1e-4).sum())


def step_of(mistake, points=POINTS, means=START):
    """Give the means that a mistake makes, as the judge asks for them."""
    with np.errstate(all="ignore"):
        return mistake.step(points, means)


@pytest.mark.parametrize("mistake", STEP_MISTAKES, ids=IDS)
def test_a_mistake_is_not_the_right_step(mistake):
    """On the images the wrong step moves more than one mean elsewhere, and keeps the shape."""
    found = step_of(mistake)
    assert found.shape == RIGHT.shape
    assert far(found, RIGHT) > 2 or not np.isfinite(found).any(axis=1).all()


@pytest.mark.parametrize("mistake", STEP_MISTAKES, ids=IDS)
def test_a_mistake_changes_nothing_in_place(mistake):
    """The points and means that are handed in stay as they are, and the same come out for the same."""
    points, means = POINTS[:200].copy(), START.copy()
    first, again = step_of(mistake, points, means), step_of(mistake, points, means)
    np.testing.assert_array_equal(points, POINTS[:200])
    np.testing.assert_array_equal(means, START)
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize("mistake", STEP_MISTAKES, ids=IDS)
def test_a_message_says_what_was_found_and_asks(mistake):
    """Every message names what the student gets, asks a question, and holds no line of a solution."""
    assert mistake.message.startswith(("This is what you get", "The labels are right, and"))
    assert mistake.message.endswith("?")
    assert not any(answer in mistake.message for answer in ("argmin(axis=1)", "np.eye", "keepdims", ".mean(axis=0)"))
    assert mistake.name.isidentifier()


def test_mistakes_of_different_names_differ():
    """No two mistakes with different names make the same means: the message would be a guess."""
    found = [(mistake.name, step_of(mistake)) for mistake in STEP_MISTAKES]
    for number, (name, means) in enumerate(found):
        for other, others in found[number + 1 :]:
            known = np.isfinite(means).all(axis=1) & np.isfinite(others).all(axis=1)
            assert name == other or known.sum() < 2 or far(means[known], others[known]) > 0, f"{name} is {other}"


def clusters(labels):
    """Give the points with each label."""
    return [POINTS[labels == j] for j in range(10)]


def means_by(score):
    """Give the right means of labels that are the argmin of some score (n, k)."""
    return np.stack([members.mean(axis=0) for members in clusters(score.argmin(axis=1))])


DIFFERENCES = POINTS[:, None, :] - START[None, :, :]

# What a student writes, in the plainest form, and the name of the mistake.
WRITTEN = {
    "l1_distance": lambda: means_by(np.abs(DIFFERENCES).sum(axis=2)),
    "sum_without_dividing": lambda: np.stack([each.sum(axis=0) for each in clusters(LABELS)]),
    "divided_by_number_of_points": lambda: np.stack([each.sum(axis=0) / 1000 for each in clusters(LABELS)]),
    "divided_by_number_of_means": lambda: np.stack([each.sum(axis=0) / 10 for each in clusters(LABELS)]),
    "mean_without_axis": lambda: np.stack([np.full(784, each.mean()) for each in clusters(LABELS)]),
    "medians": lambda: np.stack([np.median(each, axis=0) for each in clusters(LABELS)]),
    "averaged_with_the_old_means": lambda: 0.5 * RIGHT + 0.5 * START,
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_students_write_is_reproduced(name):
    """Code with the mistake, written out plainly, makes the means that carry its name, and no other name's."""
    written = WRITTEN[name]()
    assert {mistake.name for mistake in STEP_MISTAKES if far(step_of(mistake), written) == 0} == {name}


def test_a_step_on_the_first_points_looks_at_no_other():
    """Only the first so many points move the means."""
    expected = lloyd_step(POINTS[:100], START)
    np.testing.assert_array_equal(first_points_only(POINTS, START, 100), expected)
    np.testing.assert_array_equal(first_points_only(POINTS, START, 1000), RIGHT)


def test_sums_that_are_never_reset_go_wrong_from_the_second_turn():
    """After one turn both forms are right, after two neither is, and they differ."""
    for means in sums_never_reset(POINTS, START, 1):
        np.testing.assert_allclose(means, RIGHT, atol=1e-12)
    both, sums_only = sums_never_reset(POINTS, START, 2)
    second = lloyd_step(POINTS, RIGHT)
    assert far(both, second) > 2
    assert far(sums_only, second) > 2
    assert far(both, sums_only) > 2


def test_the_first_wrong_label_is_found():
    """The index of the first point in another cluster than its nearest; None when all are right."""
    wrong = LABELS.copy()
    wrong[[40, 700]] = (wrong[[40, 700]] + 1) % 10
    assert first_difference(POINTS, START, wrong) == 40
    assert first_difference(POINTS, START, LABELS) is None
