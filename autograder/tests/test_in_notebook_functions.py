"""`check` in a real IPython, on exercises that ask for a function: it finds the function however it was made."""

import numpy as np
import pytest

from autograder.course import released_cells
from autograder.tests.test_in_notebook import notebook  # noqa: F401 - a fixture

RELEASED = released_cells("01_numpy_warmup")
STUB = RELEASED["squared_distances_code"]
CHECK = RELEASED["squared_distances"]
FORGOT = "return (points[:, None, :].astype(float) - means).sum(axis=2)"
RIGHT = "return ((points[:, None, :].astype(float) - means) ** 2).sum(axis=2)"
LOOPING = "return np.array([((points.astype(float) - m) ** 2).sum(axis=1) for m in means]).T"
HEAD = STUB.splitlines()[0]


def filled(line):
    """The TO DO cell with a line in place of its stub."""
    return STUB.replace("...  # TO DO", line)


@pytest.fixture
def begun(notebook):  # noqa: F811
    """A notebook in which NumPy is there, and the exercise's stub has run."""
    notebook.names["np"] = np
    notebook.run(STUB)
    return notebook


def verdict(begun, *cells):
    """Run cells, then the check beneath them: its outcome and the mistake it names."""
    shown = begun.run(*cells, CHECK).verdict
    return shown.outcome, shown.mistake


def test_a_function_is_unattempted_then_wrong_then_right(begun):
    """The check follows the student through the stub, a mistake and the answer, and counts the points."""
    assert verdict(begun) == ("unattempted", "")
    assert verdict(begun, filled(FORGOT)) == ("failed", "forgot_to_square")
    assert verdict(begun, filled(RIGHT)) == ("passed", "")
    assert "4 of 15 points so far" in begun.run(CHECK).progress
    assert verdict(begun, STUB) == ("unattempted", "")


@pytest.mark.parametrize(
    "cell",
    [
        f"%%time\n{filled(RIGHT)}",
        f"%%timeit -n 1 -r 1\nglobal squared_distances\n{filled(RIGHT)}",
        f"squared_distances = lambda points, means: {RIGHT.removeprefix('return ')}",
        f"{filled(RIGHT)}\n\nsquared_distances(np.eye(3), np.eye(3)[:2])",
        f"def minus(points, means):\n    return points[:, None, :].astype(float) - means\n\n{HEAD}\n"
        "    return (minus(points, means) ** 2).sum(axis=2)",
        f"{filled(FORGOT)}\n\n{filled(RIGHT)}",
        f"def own(points, means):\n    {RIGHT}\nsquared_distances = own",
    ],
)
def test_a_right_function_is_found_however_it_is_made(begun, cell):
    """With a magic on top, as a lambda, beside a helper or a call, defined twice: it passes, also after another."""
    assert verdict(begun, filled(FORGOT), cell) == ("passed", "")
    assert verdict(begun, cell, "squared_distances(np.ones((2, 2)), np.ones((1, 2)))", "x = 3") == ("passed", "")


def test_the_last_definition_counts(begun):
    """Run again with a mistake, a function that had passed is wrong; mended, it has its points again."""
    assert verdict(begun, filled(RIGHT), filled(FORGOT)) == ("failed", "forgot_to_square")
    assert verdict(begun, filled(RIGHT)) == ("passed", "")


def test_a_loop_that_was_taken_away_does_not_count(begun):
    """The loop of an older attempt is forgotten, and one that came later costs its points."""
    assert verdict(begun, filled(LOOPING)) == ("partial", "python_loops")
    assert verdict(begun, filled(RIGHT)) == ("passed", "")
    assert verdict(begun, filled(LOOPING)) == ("partial", "python_loops")


def test_what_is_no_function_is_told_beside_an_older_one(begun):
    """A syntax error is told though the function before it is still there, and so is another name after the stub."""
    renamed = filled(RIGHT).replace("squared_distances", "square_distances")
    assert verdict(begun, renamed) == ("error", "another_name")
    begun.run(filled(RIGHT))
    begun.run_broken(filled(RIGHT.removesuffix(")")))
    assert verdict(begun) == ("error", "raises")
    assert verdict(begun, filled("return None")) == ("failed", "returns_nothing")
    assert verdict(begun, "squared_distances = 3") == ("failed", "not_a_function")


def test_a_function_in_a_cell_of_its_own_is_judged(begun):
    """Whoever leaves the stub as it is and writes the function below it has written it."""
    own = f"import math\n\n{filled(RIGHT)}"
    assert verdict(begun, STUB, own) == ("passed", "")


def test_a_hint_comes_stronger_each_time(begun):
    """The exercise has three hints, the last of which stays."""
    hints = [begun.run("check.squared_distances.hint()").text for _ in range(4)]
    assert len(set(hints[:3])) == 3
    assert hints[3] == hints[2]


def test_after_three_failures_there_is_an_example_that_runs(begun):
    """A student gets a tiny example to paste; the right function gives what it says."""
    for _ in range(3):
        shown = begun.run(filled(FORGOT), CHECK)
    found = begun.run(filled(RIGHT), shown.example)
    comment = shown.example.split("# should be ")[1]
    np.testing.assert_array_equal(found, eval(comment, {"np": np}))
