"""The judge knows the student's `test_x` by some rows: the images on any scale, or the reason why they are not."""

import numpy as np
import pytest

from autograder.checks.kmeans.digits import FIRST, images_of
from autograder.evidence import Evidence
from autograder.in_notebook import NotebookChannel
from load import test_x as raw

SECRET = b"a test"


def images(test_x, secret=SECRET):
    """What the judge makes of some `test_x`."""
    namespace = {} if test_x is None else {"test_x": test_x}
    return images_of(Evidence(NotebookChannel(namespace), None, secret, None))


@pytest.mark.parametrize(
    ("rescale", "scale", "dtype"),
    [
        (lambda x: x / 255, 1.0, float),
        (lambda x: (x / 255).astype(np.float32), 1.0, np.float32),
        (lambda x: x / np.float32(255), 1.0, np.float32),
        (lambda x: x.astype(float) / 255 / 255, 1 / 255, float),
        (lambda x: x, 255.0, np.uint8),
        (lambda x: x.astype(int), 255.0, int),
        (lambda x: x / 127.5 - 1, 2.0, float),
        (lambda x: np.asfortranarray(x / 256), 255 / 256, float),
        (lambda x: (x / 255).astype(">f8"), 1.0, ">f8"),
    ],
)
def test_the_images_are_known_on_any_scale(rescale, scale, dtype):
    """Rescaled, shifted, as float32 or untouched: the judge has the same points, as float64."""
    test_x = rescale(raw)
    found = images(test_x)
    assert found.problem == ""
    assert found.scale == pytest.approx(scale)
    assert found.points.dtype == float
    assert found.dtype == np.dtype(dtype)
    np.testing.assert_allclose(found.points, test_x, rtol=1e-6, atol=1e-6 * scale)
    assert not found.points.flags.writeable


def test_the_notebooks_own_rescaling_is_exact():
    """After the notebook's own cell the points are bit by bit the student's."""
    np.testing.assert_array_equal(images(raw / 255).points, raw / 255)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: None, "There is no `test_x`"),
        (lambda: [[0.0] * 784] * 10, "is a `list`"),
        (lambda: 3, "is a `int`"),
        (lambda: np.zeros(raw.shape, object), "dtype object"),
        (lambda: raw[:5000] / 255, "(5000, 784)"),
        (lambda: (raw / 255).T, "(784, 10000)"),
        (lambda: (raw / 255).reshape(-1, 28, 28), "(10000, 28, 28)"),
        (lambda: np.zeros(()), "array"),
        (lambda: np.zeros(raw.shape), "no longer holds the images"),
        (lambda: np.full(raw.shape, np.nan), "no longer holds the images"),
        (lambda: np.full(raw.shape, np.inf), "no longer holds the images"),
        (lambda: 1 - raw / 255, "no longer holds the images"),
        (lambda: (raw > 127).astype(float), "no longer holds the images"),
        (lambda: raw.astype(float) ** 2, "no longer holds the images"),
        (lambda: raw[::-1] / 255, "no longer holds the images"),
        (lambda: np.random.default_rng(0).random(raw.shape), "no longer holds the images"),
    ],
    ids=range(16),
)
def test_what_is_not_the_images_has_its_reason(make, said):
    """Another type, shape, order or content is told in words, as overwritten images."""
    found = images(make())
    assert said in found.problem
    assert found.mistake == "images_overwritten"
    assert len(found.points) == 0


@pytest.mark.parametrize("row", [0, 9, FIRST - 1])
def test_overwritten_first_rows_are_noticed(row):
    """A row that means which are a view have overwritten is found and numbered."""
    test_x = raw / 255
    test_x[row] = test_x.mean(axis=0)
    assert f"row {row} among them" in images(test_x).problem


def test_a_single_wrong_pixel_is_noticed():
    """A difference beyond rounding in one pixel of a row counts."""
    test_x = raw / 255
    test_x[3, 400] += 1e-3
    assert "row 3 among them" in images(test_x).problem


def test_an_integer_quotient_is_not_the_images():
    """Images divided by whole numbers have only zeros and ones, and are no images."""
    assert images(raw // 255).problem


def test_the_question_is_asked_once():
    """All checks of one submission share one look at the images."""
    evidence = Evidence(NotebookChannel({"test_x": raw / 255}), None, SECRET, None)
    first = images_of(evidence)
    evidence.channel = None
    assert images_of(evidence) is first


def test_no_student_knows_the_rows():
    """The rows beyond the first are drawn by the secret."""

    class Listening(NotebookChannel):
        def ask(self, request, buffers=()):
            asked.append(request["rows"])
            return super().ask(request, buffers)

    asked = []
    for secret in (b"a", b"b", b"a"):
        images_of(Evidence(Listening({"test_x": raw}), None, secret, None))
    assert asked[0] == asked[2] != asked[1]
    assert asked[0][:FIRST] == list(range(FIRST))
    assert len(asked[0]) == FIRST + 40


def test_a_subset_is_the_first_images():
    """For slow code the first images stand for all, on the same scale."""
    found = images((raw / 255).astype(np.float32)).subset(300)
    assert (found.points.shape, found.scale, found.dtype) == ((300, 784), 1.0, np.float32)


def test_means_take_the_images_dtype_where_nothing_is_lost():
    """Means that are images go to the student as integers if the images are; fractions stay fractions."""
    whole, rescaled = images(raw), images(raw / 255)
    assert whole.as_theirs(whole.points[:3]).dtype == np.uint8
    assert whole.as_theirs(whole.points[:3] + 0.5).dtype == float
    means = rescaled.points[:3]
    given = rescaled.as_theirs(means)
    assert given.dtype == float
    assert not np.shares_memory(given, means)
