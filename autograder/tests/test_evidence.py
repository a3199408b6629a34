"""What checks may ask: the same through any channel, strict about answers, and told in words that teach."""

import numpy as np
import pytest

from autograder import agent
from autograder.arguments import Seed
from autograder.evidence import (
    Evidence,
    FunctionProxy,
    Rows,
    StudentError,
    StudentTimeout,
    decode_error,
    describe_error,
)
from autograder.in_notebook import NotebookChannel
from autograder.plain import Foreign, Malformed


class Cells:
    """Two TO DO cells and what the student put around them."""

    def __init__(self, second, first="", between=()):
        self.texts, self._between = {"first": first, "second": second}, list(between)

    def code(self, grade_id):
        """Give the source of a cell."""
        return self.texts[grade_id]

    def between(self, first, last):
        """Give the cells in between."""
        return self._between


class Forger:
    """A channel that gives one answer, whatever is asked."""

    def __init__(self, answer, buffers=()):
        self.answer, self.buffers, self.asked = answer, buffers, []

    def ask(self, request, buffers=()):
        """Give the forged answer."""
        self.asked.append(request)
        return self.answer, self.buffers

    def cpu_seconds(self):
        """Give a clock that stands still."""
        return 0.0


def evidence(namespace=None, cells=None, **more):
    """Evidence from a namespace in this process."""
    channel = NotebookChannel({"np": np} if namespace is None else namespace)
    return Evidence(channel, cells, b"secret", lambda steps: 1.0 * steps, seconds=5, **more)


def forged(answer, *buffers):
    """Evidence from a kernel that answers what it likes."""
    return Evidence(Forger(answer, buffers), Cells("pass"), b"secret", lambda steps: 1.0)


def test_draws_repeat_with_the_secret_and_differ_by_purpose():
    """The same secret and purpose draw the same numbers; another of either draws others."""
    def draw(secret, purpose):
        return Evidence(None, None, secret, None).draw(purpose).integers(2**60)

    assert draw(b"a", "start") == draw(b"a", "start")
    assert len({draw(b"a", "start"), draw(b"b", "start"), draw(b"a", "rows")}) == 3


def test_values_are_plain_copies():
    """Values of names come as data; names without a value are left out."""
    x = np.zeros(3)
    found = evidence({"x": x, "n": 3}).values(["x", "n", "missing"])
    assert found.keys() == {"x", "n"}
    assert not np.shares_memory(found["x"], x)


def test_a_function_is_called_where_it_lives():
    """A function of the student's becomes a proxy: data goes in, data comes back."""
    proxy = evidence({"double": lambda x: x * 2}).values(["double"])["double"]
    assert isinstance(proxy, FunctionProxy)
    assert proxy(np.arange(3)).tolist() == [0, 2, 4]


def test_a_generator_crosses_as_its_seed():
    """A seed stands for a generator in a call."""
    proxy = evidence({"draw": lambda rng: int(rng.integers(10**9))}).values(["draw"])["draw"]
    assert proxy(Seed(7)) == np.random.default_rng(7).integers(10**9)


def test_a_function_that_raises_is_the_students_error():
    """What a function raises comes back as a message with the type and the text."""
    proxy = evidence({"f": lambda: [][3]}).values(["f"])["f"]
    with pytest.raises(StudentError, match="IndexError: list index out of range"):
        proxy()


def test_rows_stand_for_an_array():
    """Some rows of an array come with its shape and dtype; what is no array is Foreign, what is not there None."""
    space = evidence({"x": np.arange(20, dtype=np.float32).reshape(10, 2), "y": [1], "z": "text"})
    rows = space.rows("x", np.array([3, 0]))
    assert isinstance(rows, Rows)
    assert (rows.shape, rows.dtype, rows.rows.tolist()) == ((10, 2), np.float32, [[6, 7], [0, 1]])
    assert space.rows("y", [0]) == Foreign("list")
    assert space.rows("missing", [0]) is None


NODE = ["array", 0, "<f8", [2, 1]]


@pytest.mark.parametrize(
    "answer",
    [
        {"shape": [10, 1], "rows": ["int", "3"]},
        {"shape": "text", "rows": NODE},
        {"rows": NODE},
        {"shape": ["10", 1], "rows": NODE},
        {"shape": [10.5, 1], "rows": NODE},
        {"shape": [True, 1], "rows": NODE},
        {"shape": [-1, 1], "rows": NODE},
        {"shape": [10, 784], "rows": NODE},
        {"shape": [10], "rows": NODE},
        {"shape": [], "rows": NODE},
        {"shape": [10, 1], "rows": ["array", 0, "<f8", [1, 2]]},
        {"shape": [1, 1], "rows": NODE},
        {"shape": [10, 1], "rows": ["array", 5, "<f8", [2, 1]]},
    ],
)
def test_forged_rows_are_malformed(answer):
    """Rows that do not fit the shape that they are said to be from are refused."""
    with pytest.raises(Malformed):
        forged(answer, bytes(16)).rows("test_x", [0, 1])


@pytest.mark.parametrize("answer", [{}, {"values": None}, {"values": []}, {"values": {"x": ["int", 3]}}])
def test_forged_values_are_malformed(answer):
    """An answer without values, or with ones that the agent does not send, is refused."""
    with pytest.raises(Malformed):
        forged(answer).values(["x"])
    with pytest.raises(Malformed):
        forged(answer).run_cells("second")


def test_forged_remarks_are_cut_and_left_out():
    """Warnings and library calls are a few short texts, whatever a kernel sends."""
    answer = {"values": {}, "others": {}, "warnings": [1, "x" * 10**6, *"abcdefghijklmnop"], "library_calls": "no"}
    replay = forged(answer).run_cells("second")
    assert (len(replay.warnings), len(replay.warnings[0])) == (9, 300)
    assert replay.library_calls == []


def test_shared_memory_is_only_what_is_said_to_be():
    """Only a plain True means that two arrays share memory."""
    assert [forged({"shares": said}).share_memory("a", "b") for said in (True, False, 1, "yes", None)] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_a_cell_runs_with_values_set():
    """A cell runs again with some names set, and gives values, new arrays of some shapes, and warnings."""
    cell = "means = means * n\nnew_means = means + 1\nnp.sqrt(-means)"
    replay = evidence(cells=Cells(cell)).run_cells(
        "second", values={"means": np.ones((2, 2)), "n": 3}, names=["means"], shapes=[(2, 2)]
    )
    assert replay.values["means"].tolist() == [[3, 3], [3, 3]]
    assert replay.others["new_means"].tolist() == [[4, 4], [4, 4]]
    assert replay.warnings == ["invalid value encountered in sqrt"]


def test_earlier_cells_run_before_the_values_are_set():
    """Cells from the first on run again, and values are set after them; a prelude runs before all of them."""
    cells = Cells("found = (means, seen)", "means = 1\nundefined", ["seen = n", "also broken ("])
    replay = evidence({"n": 1}, cells).run_cells("second", first="first", values={"means": 5, "n": 7}, names=["found"])
    assert replay.values["found"] == (5, 1)
    replay = evidence({"n": 1}, cells).run_cells(
        "second", first="first", values={"means": 5, "n": 7}, names=["found"], prelude="n = 7"
    )
    assert replay.values["found"] == (5, 7)


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        ("x = (", "SyntaxError", "can't read this line"),
        ("if x:\nprint(1)", "IndentationError", "can't read this line"),
        ("x = 1\nx = nope", "NameError", "line 2"),
        ("np.zeros(3) + np.zeros(4)", "ValueError", "lines shapes up from the right"),
        ("np.zeros((2, 3)) @ np.zeros((2, 3))", "ValueError", "needs a `.T`"),
        ("np.zeros(6).reshape(4, 2)", "ValueError", "come from the array itself"),
        ("np.zeros((5, 2))[np.zeros(4, bool)]", "IndexError", "one label for each image"),
        ("np.zeros(3)[1.5]", "IndexError", "Indices must be integers"),
        ("np.zeros(3)[np.array([0.5])]", "IndexError", "Indices must be integers"),
        ("np.zeros(3)[7]", "IndexError", "indices run from 0 to n - 1"),
        ("a = np.arange(3)\na /= 2", "UFuncTypeError", "no room for fractions"),
        ("1 // 0", "ZeroDivisionError", "for which input"),
        ("def f():\n    np.x = y\n    y = 1\nf()", "UnboundLocalError", "local"),
        ("np.zeros(3).mena()", "AttributeError", "What is its `type(...)`?"),
        ("raise MemoryError", "MemoryError", "largest intermediate array"),
        ("import numpy as np; np.zeros(3, 4)", "TypeError", "one argument, a tuple"),
        ("import numpy as np; np.zeros((3, 4)).sum(axis=2)", "AxisError", "fewer axes than that"),
        ("import numpy as np; max(np.arange(3), np.ones(3))", "ValueError", "What works item by item"),
        ("import numpy as np; np.arange(6).reshape(4, 2)", "ValueError", "multiplied, must give the number"),
        ("\0", "SyntaxError", "can't read"),
        ("x = " + "(" * 5000 + ")" * 5000, "Error", "raised an error"),
    ],
    ids=lambda text: text[:25],
)
def test_errors_are_told_with_line_and_meaning(cell, kind, said):
    """What the cell raises is told with its type, its line, and in plain words what it often means."""
    with pytest.raises(StudentError) as caught:
        evidence(cells=Cells(cell)).run_cells("second")
    assert caught.value.problem["type"].endswith(kind)
    assert said in str(caught.value)


def test_an_unknown_error_is_told_as_it_is():
    """An exception without a common cause is told by its type and text alone, with its line of code."""
    problem = {"type": "Own", "text": "mine", "line": "3", "code": "raise Own('mine')"}
    said = "Your cell raised an error in line 3: `Own: mine`\n\n    raise Own('mine')"
    assert describe_error(problem) == said
    bare = {"type": "KeyboardInterrupt", "text": "", "line": "0", "code": ""}
    assert describe_error(bare) == "Your cell raised an error: `KeyboardInterrupt`"
    assert decode_error("Own", "mine") == ""


def test_a_forged_error_is_text():
    """An error report of any shape becomes short texts."""
    answer = {"error": {"type": ["x"], "text": "y" * 10**6, "line": {}, "more": 1}}
    with pytest.raises(StudentError) as caught:
        forged(answer).run_cells("second")
    assert len(str(caught.value)) < 3000


def test_a_cell_that_does_not_end_is_a_timeout():
    """The seconds of one run bound it, and the message names them."""
    if not hasattr(agent.signal, "setitimer"):
        pytest.skip("only on systems with timers")
    with pytest.raises(StudentTimeout, match=r"after 0\.2 seconds"):
        evidence(cells=Cells("while True: pass")).run_cells("second", seconds=0.2)


def test_some_seeds_are_a_courses():
    """Submissions share a few seeds for each purpose; another course has others, and a regrade the same."""
    def seeds(common, purpose):
        return [Evidence(None, None, bytes([n]), None, common=common).common_seed(purpose, 4) for n in range(50)]

    assert len(set(seeds(b"a", "x"))) == 4
    assert seeds(b"a", "x") == seeds(b"a", "x")
    assert not set(seeds(b"a", "x")) & {*seeds(b"b", "x"), *seeds(b"a", "y")}
