"""Checks of 02_kmeans: the initial means, the loop, one Python loop, and time per iteration."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder import source
from autograder.checks.kmeans import loop as kmeans_loop
from autograder.checks.kmeans.digits import Images, images_of
from autograder.checks.kmeans.scene import nearest_rows
from autograder.evidence import Evidence, StudentError, StudentTimeout
from autograder.exercises import TodoCell, exercise
from autograder.plain import Foreign
from autograder.timing import Timing
from autograder.verdict import Finding, failed, partial, passed, unattempted, unjudged

ASSIGNMENT = "02_kmeans"
K = 10
TIME_POINTS = 3.0  # for which the time is measured closely enough, whatever a course makes of them
START = TodoCell("initial_means_code", binds="means")
LOOP = TodoCell("update_means_code", binds="means", in_loop=True)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=START,
    hints=(
        "K-means has to start somewhere. Ten of the images themselves are a good place: each is a point in the "
        "same space as all the others. So you need ten *row numbers* of `test_x`, all different.",
        "`np.random.default_rng()` makes a generator, here called `rng`. Its method `choice` draws from "
        "`range(n)`; look at what its parameter `replace` does.",
        "An array of row numbers works as an index: `test_x[rows]` has one row for each number, and is a copy. "
        "With ten numbers its shape is (10, 784).",
    ),
)
def initial_means(evidence: Evidence, means: Any) -> Finding:
    """Draw the initial means: `num_means` different images, chosen at random.

    `means`: array of shape (10, 784), float, rows of `test_x`   # (k, d)
    """
    if source.same_code(evidence.cells.code(START.grade_id), evidence.cells.stub(START.grade_id)):
        return unattempted("The cell above still has its `...  # TO DO`: draw the initial means there.")
    problem = _start_cell_error(evidence, means) or _not_ten_images(means)
    if problem:
        return problem
    images = images_of(evidence)
    if images.problem:
        view = evidence.share_memory("means", "test_x")
        return failed(images.problem, "view_of_images" if view else images.mistake)
    return _rows_of_images(evidence, np.asarray(means, dtype=float), images)


def _start_cell_error(evidence: Evidence, means: Any) -> Finding | None:
    """A cell that raised leaves the stub's zeros: say what it raised."""
    if isinstance(means, np.ndarray) and means.size and np.any(means):
        return None
    try:
        evidence.run_cells(START.grade_id)
    except StudentError as raised:
        kind, text = raised.problem["type"], raised.problem["text"]
        if kind == "IndexError":
            mistake = "out_of_range_indices" if "out of bounds" in text else "float_indices"
            return Finding("error", 0.0, str(raised), mistake)
        return Finding("error", 0.0, str(raised), "raises")
    return None


def _not_ten_images(means: Any) -> Finding | None:
    """Type, shape, and finite numbers."""
    if not isinstance(means, np.ndarray):
        return _other_type(means)
    shape = means.shape
    if shape == (K, 784):
        if means.dtype.kind not in "fiu":
            return failed(f"`means` should hold numbers; its dtype is `{means.dtype}`.", "not_an_array")
        if not np.isfinite(means).all():
            return failed("`means` holds NaN or infinity. Where could a division by zero be?", "not_finite")
        return None
    found = f"`means` should have shape (10, 784), one row for each mean; it has {shape}. "
    if shape == (784, K):
        return failed(f"{found}Which axis counts the means, and which the pixels?", "transposed")
    if shape == (K, 28, 28):
        return failed(
            f"{found}K-means takes an image as one long row of 784 numbers: where did yours become 28x28?",
            "images_not_flat",
        )
    return failed(f"{found}How many rows does your index pick?", "wrong_number_of_means")


def _other_type(means: Any) -> Finding:
    name = means.type_name if isinstance(means, Foreign) else type(means).__name__
    remedy = {
        "list": "What makes one array of a list of rows?",
        "numpy.matrix": "A matrix multiplies with `*` and stays two-dimensional: what gives a plain array?",
        "numpy.ma.MaskedArray": "A masked array leaves numbers out of its sums: what gives a plain array?",
    }.get(name, "What gives an array of shape (10, 784)?")
    return failed(f"`means` should be a NumPy array, and is a `{name}`. {remedy}", "not_an_array")


def _rows_of_images(evidence: Evidence, means: np.ndarray, images: Images) -> Finding:
    """Ten rows of `test_x`, distinct, at random, and a copy."""
    distinct = len(np.unique(means, axis=0))
    rows = images.rows_of(means)
    if rows is None:
        return _not_rows(means, images)
    if abs(images.scale - 1 / 255) < 1e-6:
        return partial(
            2 / 3,
            "`means` are ten images, but `test_x` was divided by 255 twice: its largest value is 0.0039 and "
            "should be 1. Where does the second division come from?",
            mistake="rescaled_twice",
        )
    if distinct == 1:
        return failed(
            "All ten means are the same image, so every image is equally near to all of them. Where does each "
            "mean get a number of its own?",
            "same_image_every_time",
        )
    if evidence.share_memory("means", "test_x"):
        return partial(
            2 / 3,
            "`means` are images, but a *view* of `test_x`: a slice shares its memory, so changing `means` in "
            "place would overwrite images. And the first images are not random ones. What does an index made of "
            "random row numbers give: a view or a copy?",
            mistake="view_of_images",
        )
    if list(rows) == list(range(rows[0], rows[0] + K)):
        return partial(
            2 / 3,
            f"`means` are ten images, but not random ones: they are rows {rows[0]} to {rows[-1]}, in order. "
            "Which function draws ten row numbers?",
            mistake="not_random",
        )
    return passed(_start_message(distinct), notes=_start_notes(evidence, distinct))


def _start_message(distinct: int) -> str:
    return f"`means` has shape (10, 784) and holds {distinct} different images drawn from `test_x`."


def _start_notes(evidence: Evidence, distinct: int) -> tuple[str, ...]:
    """Remarks on draws with replacement: they may repeat an image, and cost nothing here."""
    code = evidence.cells.code(START.grade_id)
    if distinct < K:
        return (
            "An image was drawn twice: of two equal means one gets no image at all. Drawing without replacement "
            "can't do that.",
        )
    if "replace=False" not in code and any(word in code for word in ("randint", "choice(", "integers(")):
        return (
            "You seem to draw with replacement, which repeats an image in 1 of 220 starts. Which parameter "
            "excludes it?",
        )
    return ()


def _not_rows(means: np.ndarray, images: Images) -> Finding:
    """Name why the means are no rows of `test_x`."""
    for factor, name, remedy in (
        (255.0, "not_rescaled", "Was `means` drawn before `test_x` was rescaled?"),
        (1 / 255.0, "rescaled_twice", "Were they divided by 255 a second time?"),
    ):
        if images.rows_of(means / factor) is not None:
            return failed(
                f"`means` are images, but on another scale than `test_x`: their largest value is "
                f"{means.max():.4g}, and that of `test_x` is {images.points.max():.4g}. {remedy}",
                name,
            )
    if not means.any():
        return failed("`means` is still all zeros. Which rows of `test_x` could it hold?", "not_rows_of_the_data")
    if _looks_like_noise(means, images):
        return failed(
            "`means` holds random *numbers*, not random images: no image has such pixels, so some means may "
            "never get an image. What do you need to draw to pick ten images out of `test_x`?",
            "noise_instead_of_images",
        )
    return failed(
        "`means` has the right shape, but not every row of it is an image of `test_x`. How do you go from ten "
        "row numbers to ten rows?",
        "not_rows_of_the_data",
    )


def _looks_like_noise(means: np.ndarray, images: Images) -> bool:
    """Noise is like no image: it has no black, and even the nearest image hardly correlates with it."""
    if (means == 0).mean() > 0.5:
        return False
    nearest = images.points[nearest_rows(images.points, means)]
    pairs = zip(means, nearest, strict=True)
    return bool(means.std(axis=1).all() and np.median([np.corrcoef(a, b)[0, 1] for a, b in pairs]) < 0.5)


@exercise(
    assignment=ASSIGNMENT,
    points=9,
    todo=LOOP,
    hints=(
        "One iteration has two halves. Assign: for each image find the nearest of the ten means. Move: put each "
        "mean at the mean of the images that chose it. Do the first half for a handful of images on paper.",
        "All distances at once are an array of shape (10000, 10). The square ‖x − m‖² is ‖x‖² − 2x·m + ‖m‖²; one "
        "matrix product gives x·m for every pair, and ‖x‖² is the same for every mean.",
        "`argmin(axis=1)` of the distances gives `labels`, shape (10000,). Comparing `labels[:, None]` with "
        "`np.arange(num_means)` gives a table of shape (10000, 10) with one True in each row. What is its "
        "transpose times `test_x`, and what is the sum of each of its columns?",
    ),
)
def update_means(evidence: Evidence, means: Any) -> Finding:
    """Write the body of the loop: assign every image to its nearest mean, then move the means.

    `means`: array of shape (10, 784) after `iterations` iterations   # (k, d)
    The check runs your cell again from other means, for one iteration and for several.
    """
    return kmeans_loop.judge_loop(evidence, LOOP.grade_id, START.grade_id, means)


@exercise(
    assignment=ASSIGNMENT,
    points=5,
    todo=LOOP,
    hints=(
        "The loop over `iterations` has to stay: each turn needs the means of the one before. Every other loop "
        "can become an operation on a whole array.",
        "A comprehension, `map` and `np.vectorize` are loops too: Python still handles one item at a time. What "
        "does the item's index become when the array gets one more axis?",
        "The loop over the means in the second half can become a matrix product: which array of zeros and ones, "
        "of shape (10, 10000), times `test_x` gives all ten sums at once?",
    ),
)
def single_loop(evidence: Evidence) -> Finding:
    """Use exactly one Python loop: the one over the iterations.

    Loops that only plot or print do not count; comprehensions, `map` and `np.vectorize` do.
    """
    if not_yet := _needs_a_right_step(evidence, "one loop"):
        return not_yet
    found = _loops(evidence)
    if len(found) == 1 and not evidence.holds_by_text(_has_a_right_step):
        return _not_shown("one loop", evidence)
    if len(found) == 1:
        return passed(f"One Python loop, in line {found[0].line}: all the rest is array operations.")
    if not found:
        return failed(
            "No loop of yours leads to `means`. Where are the iterations?",
            "no_loop",
        )
    places = "; ".join(f"{loop.kind} in line {loop.line}{f' of {loop.where}' if loop.where else ''}" for loop in found)
    return failed(
        f"Your result is right, with {len(found)} Python loops where one is enough: {places}. Which of them go "
        "over images, means or pixels, and what array operation does the same for all at once?",
        "more_than_one_loop",
        figures={"loops": len(found)},
    )


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=LOOP,
    hints=(
        "Python needs about as long for one turn of a loop as NumPy for hundreds of multiplications. So first "
        "take away the loops over images and means.",
        "Where does the time go? Put `%%time` on top of a cell with only one half of the step. A difference of "
        "shape (10000, 10, 784) needs 627 MB: what has only shape (10000, 10)?",
        "A matrix product `@` uses the fastest code on your machine. Both halves of the step can be one.",
    ),
)
def seconds_per_iteration(evidence: Evidence) -> Finding:
    """Make the time per iteration small.

    Your time is compared with a yardstick on the same machine: two matrix products and an argmin.
    """
    if not_yet := _needs_a_right_step(evidence, "time"):
        return not_yet
    if evidence.holds_by_text(_has_a_right_step):
        evidence = evidence.by_text()
    elif len(_loops(evidence)) <= 1:  # else the text itself tells that more may run
        return _not_shown("time", evidence)
    full, zero = evidence.time_full, evidence.time_zero

    def points(ratio: float) -> float:
        return TIME_POINTS * time_fraction(ratio, full, zero)

    timing = kmeans_loop.time_loop(evidence, LOOP.grade_id, START.grade_id, points)
    if not timing.right:
        return unjudged("The means of the timed runs are not right, so their time says nothing.", "step_not_right")
    fraction = time_fraction(timing.ratio, full, zero)
    figures = {
        "seconds_per_iteration": round(timing.seconds, 5), "ratio": round(timing.ratio, 2),
        "timed_runs": len(timing.pairs), "full_ratio": full, "zero_ratio": zero,
    }  # fmt: skip
    said = f"{_measured(timing)} All the points up to {full:g} times, none from {zero:g} times on."
    if fraction == 1:
        return passed(said, figures=figures)
    question, mistake = _why_slow(evidence)
    if fraction == 0:
        return failed(f"{said} {question}", mistake, figures=figures)
    return partial(fraction, f"{said} {question}", mistake=mistake, figures=figures)


def _measured(timing: Timing) -> str:
    """Say how long an iteration took, beside the yardstick, and how sure that is."""
    about = f"About {timing.seconds:.1f}" if timing.scaled else f"{timing.seconds:.4f}"
    many = len(timing.pairs)
    how = (
        "one run and one look at it leave no doubt about the points" if many == 1 else
        f"the mean of the fastest third of {many} runs in turn with it, as whatever else the machine does only adds"
    )  # fmt: skip
    return (
        f"{about} seconds of computing per iteration, {timing.ratio:.3g} times the yardstick (two matrix products "
        f"and an argmin): {how}."
    )


def _why_slow(evidence: Evidence) -> tuple[str, str]:
    """Ask where the time goes, with the name of the mistake: loops that can be seen, or one large array."""
    found = _loops(evidence)[1:]
    if not found:
        return (
            "There is one loop only, so it goes into array operations: what is the shape of your largest array?",
            "too_slow",
        )
    lines = " and ".join(dict.fromkeys(f"line {loop.line}" for loop in found))
    loops = f"The loop in {lines} is" if len(found) == 1 else f"The loops in {lines} are"
    return (
        f"{loops} where such time usually goes: how often does it run in one iteration, and over what?",
        "slow_python_loops",
    )


def _loops(evidence: Evidence) -> list[source.Loop]:
    """The Python loops that lead to the means, the one over the iterations among them."""
    return evidence.loops(LOOP.grade_id, "means", first=START.grade_id)


def time_fraction(ratio: float, full: float, zero: float) -> float:
    """Share of the points for a time ratio: 1 up to `full`, 0 from `zero` on, even steps of log time between."""
    if ratio <= full:
        return 1.0
    return float(np.clip(np.log(zero / ratio) / np.log(zero / full), 0.0, 1.0))


def _needs_a_right_step(evidence: Evidence, what: str) -> Finding | None:
    """Points for loops and time are earned only once a single step is right."""
    code, stub = evidence.cells.code(LOOP.grade_id), evidence.cells.stub(LOOP.grade_id)
    if source.same_code(code, stub):
        return unattempted(f"The loop above still has its `...  # TO DO`; {what} is judged when it is written.")
    try:
        problem = kmeans_loop.judge_step(evidence, LOOP.grade_id, START.grade_id)
    except (StudentError, StudentTimeout):
        problem = failed("", "raises")
    if problem is None:
        return None
    if problem.mistake == "library_kmeans":
        return problem
    return unjudged(f"The points for {what} come once a single iteration is right: see the check of the loop.",
                    "step_not_right")  # fmt: skip


def _has_a_right_step(evidence: Evidence) -> bool:
    return kmeans_loop.judge_step(evidence, LOOP.grade_id, START.grade_id) is None


def _not_shown(what: str, evidence: Evidence) -> Finding:
    return failed(
        f"Your result is right, but not by the code that stands here: without what reaches into Python or a library "
        f"(`sys.modules`, `gc`, `exec`, a part of NumPy with another meaning, and the like) it is another one. "
        f"{evidence.said_of_left_out()}The points for {what} are for code that shows what it does. "
        "What does your loop do by itself?",
        "not_shown",
    )


EXAMPLES = {
    "single_loop": """
import numpy as np
points = np.array([[0., 0.], [0., 2.], [4., 0.]])             # (3, 2)
means = np.array([[0., 1.], [4., 1.]])                        # (2, 2)
labels = np.array([0, 0, 1])                                  # (3,)
print((labels[:, None] == np.arange(2)).shape)                # (3, 2), and no loop
# Which sums does its transpose times `points` give?
""",
    "seconds_per_iteration": """
import time
import numpy as np
points, means = np.zeros((1000, 784)), np.zeros((10, 784))
start = time.perf_counter()
points[:, None] - means                                       # (1000, 10, 784)
middle = time.perf_counter()
points @ means.T                                              # (1000, 10)
print((middle - start) / (time.perf_counter() - middle))      # how many times as long?
""",
    "update_means": """
import numpy as np
points = np.array([[0., 0.], [0., 2.], [4., 0.], [4., 2.]])   # (4, 2)
means = np.array([[0., 1.], [1., 1.]])                        # (2, 2)
# Distances squared, (4, 2):  [[1, 2], [1, 2], [17, 10], [17, 10]]
# Labels:                     [0, 0, 1, 1]
# The means after one step:   [[0., 1.], [4., 1.]]
# What do your two halves give here, line by line?
""",
    "initial_means": """
import numpy as np
points = np.arange(12).reshape(6, 2)     # six points, (6, 2)
rows = np.array([4, 0, 3])               # three different row numbers
print(points[rows])                      # [[8 9] [0 1] [6 7]], shape (3, 2)
""",
}
