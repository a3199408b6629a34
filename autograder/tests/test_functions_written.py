"""What stands where a function is asked for: the function, a stub, another name, a cell of the student's own."""

from __future__ import annotations

import contextlib

import pytest

from autograder.evidence import Evidence, StudentError
from autograder.functions import not_yet_a_function
from autograder.functions.judge import too_many_loops
from autograder.functions.written import function_source, makers
from autograder.in_notebook import NotebookChannel, _as_plain
from autograder.plain import Foreign
from autograder.tests.test_functions import ASKED, STUB

RIGHT = "def double(x):\n    return 2 * x"
LOOPING = "def double(x):\n    return np.array([2 * row for row in x])"


class Cells:
    """A TO DO cell among others of the student's own."""

    def __init__(self, code, others, below=()):
        self._code, self._others, self._below = code, [*others, *below], list(below)

    def code(self, grade_id):
        """The TO DO cell."""
        return self._code

    def stub(self, grade_id):
        """The cell as it was handed out."""
        return STUB

    def others(self, grade_id):
        """The other cells, in order."""
        return self._others

    def below(self, grade_id):
        """Those of them that stand between it and its check."""
        return self._below

    def modules(self):
        """No helper files."""
        return {}


def finding_on(code, *others, ran=None):
    """What is said of a cell and others below it, when those of `ran` left what is in the kernel."""
    names = {}
    for text in ran if ran is not None else [code, *others]:
        with contextlib.suppress(Exception):
            exec(text, names)
    evidence = Evidence(NotebookChannel(names), Cells(code, others), b"secret", lambda steps: 1.0, seconds=5)
    function = _as_plain(evidence, names["double"]) if "double" in names else Foreign("name without a value")
    return not_yet_a_function(evidence, function, ASKED)


@pytest.mark.parametrize(
    ("code", "others"),
    [
        (RIGHT, ()),
        ("double = lambda x: 2 * x", ()),
        ("%%time\n" + RIGHT, ()),
        (STUB, (RIGHT,)),
        (STUB, ("y = 1", "def double(x):\n    return x[5, 5]")),
        ("from helper import *", ()),
    ],
)
def test_a_function_is_judged_wherever_it_stands(code, others):
    """The TO DO cell makes it, or a cell of the student's own below an untouched one."""
    assert finding_on(code, *others, ran=[RIGHT]) is None
    if not code.startswith(("%", "from")):
        assert finding_on(code, *others) is None


@pytest.mark.parametrize("others", [(), (RIGHT,), ("print(double(3))",), ("def double(x:",)])
def test_a_stub_that_ran_last_is_unattempted(others):
    """Whoever restores the stub has not attempted the exercise, whatever ran before."""
    assert finding_on(STUB, *others, ran=[*others, STUB]).outcome == "unattempted"
    assert finding_on(STUB, *others, ran=[]).outcome == "unattempted"


def test_another_function_than_the_stub_is_told():
    """Whoever writes the function under a name of their own, and hands that over, learns which name it needs."""
    names: dict[str, object] = {}
    exec(STUB + "\n\ndef mine(x):\n    return 2 * x", names)
    evidence = Evidence(NotebookChannel(names), Cells(STUB, []), b"secret", lambda steps: 1.0, seconds=5)
    found = not_yet_a_function(evidence, _as_plain(evidence, names["mine"]), ASKED)
    assert found.mistake == "another_name"
    assert "`double`" in found.message


@pytest.mark.parametrize(
    ("code", "ran", "mistake", "says"),
    [
        ("def duple(x):\n    return 2 * x", None, "another_name", "behind its `def`"),
        ("def duple(x):\n    return 2 * x", [STUB, "def duple(x):\n    return 2 * x"], "another_name", "no `double`"),
        ("1 / 0\n" + RIGHT, None, "name_not_defined", "raise an error"),
        ("double = 3", None, "not_a_function", "should be a function"),
    ],
)
def test_what_is_no_function_is_told(code, ran, mistake, says):
    """Another name, an exception before the `def`, and a value in its place each have their words."""
    found = finding_on(code, ran=ran)
    assert found.mistake == mistake, found.message
    assert says in found.message


def test_a_cell_that_python_cannot_read_is_told_with_its_line():
    """The older function that is still in the kernel does not hide a syntax error, as in grading."""
    with pytest.raises(StudentError, match="line 2"):
        finding_on("def double(x):\n    return (2 * x", ran=[RIGHT])


def test_loops_are_counted_where_the_function_stands():
    """In the cell that makes it last: one under the TO DO cell, or any where that is untouched; not in an older one."""
    for cells, count in [
        (Cells(STUB, [RIGHT, LOOPING]), 1),
        (Cells(STUB, [LOOPING, RIGHT]), 0),
        (Cells(RIGHT, [LOOPING]), 0),
        (Cells(LOOPING, [RIGHT]), 1),
        (Cells(RIGHT, [], [LOOPING]), 1),
        (Cells(LOOPING, [], [RIGHT]), 0),
        (Cells(RIGHT, [LOOPING], ["print(double(3))"]), 0),
    ]:
        found = too_many_loops(Evidence(NotebookChannel({}), cells, b"secret", lambda steps: 1.0), ASKED)
        assert (found.figures["loops"] if found else 0) == count
        assert function_source(cells, ASKED) in (RIGHT, LOOPING)


def test_other_cells_that_make_the_name_are_found():
    """Untouched copies of the stub, calls and cells that are no Python make nothing."""
    own = [STUB, RIGHT, "double(3)", "def double(x", "double = 3"]
    assert makers(Cells(STUB, own), ASKED) == [RIGHT, "double = 3"]
