"""Tests of how functions are judged: what is compared, what is named, and how draws are looked at."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from autograder.arguments import Laid, Once, Seed, encode_argument, plain_argument
from autograder.evidence import Evidence, FunctionProxy
from autograder.exercises import TodoCell
from autograder.functions import (
    Asked,
    Case,
    Difference,
    Mistake,
    as_code,
    call_as_code,
    draw_each,
    each_once,
    examples,
    judge_function,
    not_random,
    odd_pair,
    surprising,
)
from autograder.functions.compare import difference, same_values
from autograder.functions.judge import used_library
from autograder.functions.words import is_small
from autograder.in_notebook import NotebookChannel, _as_plain
from autograder.plain import Foreign
from autograder.verdict import Finding

STUB = "def double(x):\n    ...  # TO DO"


class Cells:
    """A notebook with one TO DO cell."""

    def __init__(self, code):
        self._code = code

    def code(self, grade_id):
        """The cell as it is."""
        return self._code

    def stub(self, grade_id):
        """The cell as it was handed out."""
        return STUB

    def others(self, grade_id):
        """No other cells."""
        return []

    def below(self, grade_id):
        """No cell stands between a TO DO cell and its check."""
        return []

    def modules(self):
        """No helper files."""
        return {}


def evidence_of(code):
    """Run a cell; the evidence about it and the function in it, as a check gets them."""
    names = {"np": np}
    exec(code, names)
    evidence = Evidence(NotebookChannel(names), Cells(code), b"secret", lambda steps: 1.0, seconds=5)
    return evidence, _as_plain(evidence, names.get("double"))


def cases(rng):
    """Some arrays to double."""
    return [
        Case((rng.normal(size=(30, 2)),)),
        Case((np.zeros((0, 2)),), "no rows"),
        Case((Laid(rng.normal(size=(4, 2)), "F", writeable=False),), "a read-only array"),
    ]


def misspelt(x):
    """What a name that is spelt wrong comes to."""
    raise NameError


ASKED = Asked(
    call="double(x)",
    todo=TodoCell("double_code", binds="double"),
    reference=lambda x: np.array([[2 * number for number in row] for row in x]).reshape(x.shape),
    tiny=(np.array([[1.0, 2.0]]),),
    cases=cases,
    mistakes=[
        Mistake("squared", lambda x: x**2, "These are squares. What doubles?"),
        Mistake("no_such_name", misspelt, "A name is missing. Which?"),
    ],
    loops=0,
)


def verdict_on(code, asked=ASKED):
    """What the judge says of a cell."""
    return judge_function(*evidence_of(code), asked)


@pytest.mark.parametrize(
    ("body", "outcome", "mistake", "says"),
    [
        ("return 2 * x", "passed", "", "4 inputs, among them no rows"),
        ("return np.add(x, x)", "passed", "", ""),
        ("return x**2", "failed", "squared", "What doubles?"),
        ("return y", "error", "no_such_name", "A name is missing"),
        ("return 3 * x", "failed", "", "np.array([[3.0, 6.0]])"),
        ("return (2 * x).tolist()", "failed", "wrong_type", "is a `list`"),
        ("return np.matrix(2 * x)", "failed", "wrong_type", "plain array"),
        ("2 * x", "failed", "returns_nothing", "`return`"),
        ("return 2 * x.T", "failed", "transposed", "Which axis counts what"),
        ("return (2 * x).ravel()", "failed", "wrong_shape", "shape"),
        ("return 2 * x / (x < 2)", "failed", "not_finite", "Which step makes it"),
        ("return x + x if len(x) else None", "failed", "returns_nothing", "no rows"),
        ("return x.dot([1])", "error", "raises", "ValueError"),
        ("x *= 2\n    return x", "partial", "changes_its_input", "input `x`"),
        ("return np.array([2 * row for row in x]).reshape(x.shape)", "partial", "python_loops", "in line 2"),
        ("...  # TO DO", "unattempted", "", "TO DO"),
        ("return (2 * x).astype(np.float32)", "passed", "", ""),
        ("return 2 * x\n\ndef double(x):\n    return [2 * row for row in x]", "failed", "wrong_type", "is a `list`"),
        ("return [2 * row for row in x]\n\ndef double(x):\n    return 2 * x", "passed", "", ""),
        ("return np.vstack([[[0, 0]], *[[2 * row] for row in x]])[1:]\nold = double\ndef double(x):\n    return old(x)",
         "partial", "python_loops", "in line 2"),
        ("y = np.empty(x.shape)\n    y[:1] = 2 * x[:1]\n    return y", "failed", "", ""),
        ("return (2 * x).astype(object)", "failed", "wrong_type", "ordinary numbers"),
        ("return str(x)", "failed", "wrong_type", "is a `str`. Work"),
        ("class Odd(Exception):\n        __str__ = None\n    raise Odd", "error", "raises", "Odd"),
    ],
)  # fmt: skip
def test_a_function_gets_the_verdict_it_deserves(body, outcome, mistake, says):
    """Right, named, shown, of another type, with a side effect, with a loop, untouched: each has its own words."""
    with np.errstate(all="ignore"):
        found = verdict_on(f"def double(x):\n    {body}")
    assert (found.outcome, found.mistake) == (outcome, mistake), found.message
    assert says in found.message


def test_a_check_in_the_same_cell_is_no_loop():
    """Handing the function to its check below it in one cell costs nothing."""
    code = "def double(x):\n    y = x.copy()\n    np.add.at(y, slice(None), x)\n    return y"
    evidence, function = evidence_of(code)
    evidence.cells._code = f"{code}\n\ncheck.double(double)"
    assert judge_function(evidence, function, ASKED).outcome == "passed"


def test_a_function_under_another_name_is_told_at_once():
    """What grading would not find by its name earns nothing in the notebook either."""
    evidence, _ = evidence_of("def twice(x):\n    return 2 * x")
    function = evidence.values(["twice"])["twice"]
    assert judge_function(evidence, function, ASKED).mistake == "another_name"


def test_results_that_are_too_large_are_named_and_stop_nothing():
    """Hundreds of megabytes do not cross; each call is told by its type."""
    found = verdict_on("def double(x):\n    return np.ones((2000, 2000))")
    assert (found.outcome, found.mistake) in {("failed", "wrong_shape"), ("failed", "wrong_type")}
    _, function = evidence_of("def double(x):\n    return np.ones((2000, 2000))")
    calls = function.calls([(1,)] * 5)
    assert [isinstance(each.value, Foreign) for each in calls.results] == [False, False, True, True, True]


def test_a_library_may_be_imported_in_the_function_itself():
    """A slow import under watch is no endless loop."""
    pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install -e .[dev]")
    code = "from sklearn.metrics import pairwise_distances as d\n    d(x)\n    return 2 * x"
    assert verdict_on(f"def double(x):\n    {code}").mistake == "library"


def test_an_error_names_the_line_of_the_cell():
    """What a call raises is told with the text of the exception."""
    found = verdict_on("def double(x):\n    y = x[:, 5]\n    return y")
    assert found.outcome == "error"
    assert "IndexError" in found.message


def test_a_name_that_is_no_function_is_told():
    """A value in a function's place is named, and so is a name that was never made."""
    assert verdict_on("double = 3").mistake == "not_a_function"
    evidence, _ = evidence_of("x = 1")
    assert judge_function(evidence, Foreign("name without a value"), ASKED).mistake == "another_name"


def test_a_library_that_does_the_work_is_told():
    """What is forbidden is noticed while it is called, by whatever name it was imported."""
    pytest.importorskip("scipy", reason="scipy is not installed: pip install -e .[dev]")
    code = "from scipy.spatial import distance as d\ndef double(x):\n    d.cdist(x, x)\n    return 2 * x"
    found = verdict_on(code)
    assert (found.outcome, found.mistake) == ("failed", "library")
    assert "scipy.spatial" in found.message


def test_a_call_that_does_not_end_is_a_timeout():
    """All calls together have a time limit."""
    from autograder.evidence import StudentTimeout

    evidence, function = evidence_of("def double(x):\n    while True:\n        pass")
    evidence.seconds = 0.3
    with pytest.raises(StudentTimeout):
        judge_function(evidence, function, ASKED)


def test_another_right_answer_can_be_accepted():
    """With `same`, an answer may differ from the reference and still be right."""
    asked = Asked(
        "double(x)", ASKED.todo, lambda x: np.zeros(len(x), dtype=int), ASKED.tiny, cases,
        same=lambda found, expected, x: bool((found <= 1).all()),
    )  # fmt: skip
    assert verdict_on("def double(x):\n    return np.ones(len(x), dtype=int)", asked).outcome == "passed"
    assert verdict_on("def double(x):\n    return np.full(len(x), 2)", asked).outcome == "failed"
    assert verdict_on("def double(x):\n    return np.ones(len(x))", asked).mistake == "not_integers"


def test_what_has_no_single_right_answer_is_judged_by_what_is_wrong_with_it():
    """A draw of the right shape is right when nothing is wrong with it, and what is wrong has a name."""

    def problem(found, x):
        return None if np.isin(found, x).all() else Difference("from_elsewhere", "some numbers are not in `x`. Whose?")

    asked = dataclasses.replace(ASKED, problem=problem)
    assert verdict_on("def double(x):\n    return x[::-1].copy()", asked).outcome == "passed"
    found = verdict_on("def double(x):\n    return x + 7", asked)
    assert (found.outcome, found.mistake) == ("failed", "from_elsewhere")
    assert "some numbers are not in `x`. Whose?" in found.message
    assert verdict_on("def double(x):\n    return x[:1, :1]", asked).mistake == "wrong_shape"


@pytest.mark.parametrize(
    ("found", "expected", "mistake"),
    [
        (2.0, 2.0, None), (np.float32(2), 2.0, None), (np.array(2.0), 2.0, None), (2, 2.0, None),
        (np.array([2.0]), 2.0, "wrong_shape"), ("2", 2.0, "wrong_type"), (None, 2.0, "returns_nothing"),
        (float("nan"), 2.0, "not_finite"), (float("inf"), float("inf"), None), (2.1, 2.0, ""),
        ((1, 2), (1, 2), None), ([1, 2], (1, 2), None), ((1,), (1, 2), "wrong_type"), ((1, 3), (1, 2), ""),
        (None, (1, 2), "returns_nothing"),
        (np.array([True, False]), np.array([1.0, 0.0]), None), (np.array([1.0]), np.array([1]), "not_integers"),
        (np.array([1, 2]), (1, 2), None), (np.array([1, 3]), (1, 2), ""), (10**400, 2.0, "wrong_type"),
        (np.array([100001]), np.array([100002]), ""), (100002.0, 100002, "not_integers"),
        (np.array([1.0]), np.array([1.0 + 1e-9]), None), (np.array([1.0]), np.array([1.0 + 1e-5]), ""),
    ],
)  # fmt: skip
def test_values_are_compared_by_type_shape_kind_and_number(found, expected, mistake):
    """What is expected says what is taken: a number, an array, integers, several values."""
    problem = difference(found, expected, 1e-7)
    assert (problem.mistake if problem else None) == mistake


def test_wrong_values_are_recognised_with_nan_in_them():
    """A mistake is reproduced when shape and numbers agree, NaN in the same places."""
    wrong = np.array([1.0, np.nan])
    assert same_values(np.array([1.0, np.nan]), wrong, 1e-7)
    assert not same_values(np.array([1.0, 2.0]), wrong, 1e-7)
    assert not same_values(np.array([[1.0, np.nan]]), wrong, 1e-7)
    assert same_values((1, wrong), (1, wrong), 1e-7)
    assert not same_values([[1], [1, 2]], wrong, 1e-7)
    assert same_values(None, None, 1e-7)
    assert not same_values(None, wrong, 1e-7)


@pytest.mark.parametrize("laid", [Laid(np.arange(6.0).reshape(3, 2), order) for order in ("C", "F", "strided")])
def test_arrays_arrive_as_they_are_laid_out(laid):
    """An array crosses with its layout, its values, and whether it may be changed."""
    from autograder import agent

    for writeable in (True, False):
        sent: list[bytes] = []
        node = encode_argument(Laid(laid.array, laid.order, writeable), sent)
        array = agent.decode(node, sent)
        np.testing.assert_array_equal(array, laid.array)
        assert array.flags.writeable is writeable
        assert array.flags.c_contiguous is (laid.order == "C")
        assert array.flags.f_contiguous is (laid.order == "F")


@pytest.mark.parametrize("reused", [False, True])
def test_arrays_may_come_one_by_one(reused):
    """A function gets a generator, which gives each array once; the memory of the one before may be used again."""
    from autograder import agent

    once, sent = Once([np.arange(3.0), np.array([7, 8], dtype=np.uint8)], reused), []
    for found in (agent.decode(encode_argument(once, sent), sent), plain_argument(once)):
        assert not hasattr(found, "__len__")
        first = next(found)
        np.testing.assert_array_equal(first, [0, 1, 2])
        np.testing.assert_array_equal(next(found), [7, 8])
        np.testing.assert_array_equal(first, [0, 0, 0] if reused else [0, 1, 2])
        assert list(found) == []
    np.testing.assert_array_equal(once.arrays[0], [0, 1, 2])


def test_what_comes_one_by_one_is_spelled_and_is_no_changed_input():
    """A case may hold such arrays: its message can be pasted, and walking through them changes nothing."""
    once = Once([np.array([1.0, 2.0])])
    assert as_code(once) == "iter([np.array([1.0, 2.0])])"
    assert is_small(once)
    assert not is_small(Once([np.zeros(99)]))
    asked = dataclasses.replace(ASKED, reference=lambda x: 2.0 * sum(x), tiny=(once,), cases=lambda rng: [])
    assert verdict_on("def double(x):\n    return 2.0 * sum(x)", asked).outcome == "passed"


def test_a_seed_stands_for_a_generator():
    """The reference gets the same generator as the student."""
    assert plain_argument(Seed(3)).random() == np.random.default_rng(3).random()


def test_values_are_spelt_as_python():
    """What a message shows can be pasted."""
    for value in (np.array([[0.5, 1.0]]), np.array([1, 2]), np.array([1], dtype=np.uint8), 3, 0.5, [1, 2], (1,)):
        back = eval(as_code(value), {"np": np})
        np.testing.assert_array_equal(back, value)
        assert getattr(back, "dtype", None) == getattr(value, "dtype", None)
    assert call_as_code("f(x, rng)", ["x", "rng"], [1, Seed(2)]) == "x = 1\nrng = np.random.default_rng(2)\nf(x, rng)"


def test_an_example_says_what_it_should_give():
    """The example of an exercise is its smallest call."""
    assert examples(ASKED) == {"double": "x = np.array([[1.0, 2.0]])\ndouble(x)  # should be np.array([[2.0, 4.0]])"}


DRAWN = Asked("double(rng)", ASKED.todo, lambda rng: 0, (), lambda rng: [])


def draws(body):
    """What comes of a function that draws, for a hundred seeds."""
    _, function = evidence_of(f"def double(rng):\n    {body}")
    assert isinstance(function, FunctionProxy)
    return draw_each(function, (), range(100), DRAWN)


@pytest.mark.parametrize(
    ("body", "mistake"),
    [
        ("return rng.integers(100)", None),
        ("return np.random.rand()", "ignores_the_generator"),
        ("return np.random.default_rng().random()", "ignores_the_generator"),
        ("return np.random.default_rng(0).random()", "same_draw_every_time"),
        ("return 7", "same_draw_every_time"),
    ],
)
def test_draws_come_from_the_generator_that_is_given(body, mistake):
    """The same seed gives the same draw, and other seeds give others."""
    found = not_random(draws(body), DRAWN)
    assert (found.mistake if found else None) == mistake


def test_a_draw_that_raises_is_an_error():
    """What goes wrong in a draw is told as in any call."""
    found = draws("return rng.no_such_thing()")
    assert isinstance(found, Finding)
    assert found.outcome == "error"


def test_right_frequencies_are_never_surprising_and_wrong_ones_are():
    """The bound holds with room to spare, and finds a share that is off by half."""
    rng = np.random.default_rng(5)
    p = np.array([0.1, 0.2, 0.3, 0.4])
    assert all(surprising(rng.multinomial(400, p), p, 400) is None for _ in range(3000))
    off = np.array([0.25, 0.2, 0.3, 0.25])
    assert all(surprising(rng.multinomial(400, off), p, 400) is not None for _ in range(300))


def test_outcomes_that_draw_others_along_are_told_by_their_pairs():
    """Right draws are never rejected; a stride or a block is, though each outcome comes often enough by itself."""
    rng = np.random.default_rng(6)
    orders = rng.permuted(np.tile(np.arange(12), (300, 400, 1)), axis=2)
    assert all(odd_pair(draws[:, :3].tolist(), 12, 3) is None for draws in orders)
    for stride in (1, 4, 5):
        draws = (rng.integers(12, size=(400, 1)) + stride * np.arange(3)) % 12
        assert surprising(np.bincount(draws.ravel(), minlength=12), [3 / 12] * 12, 400) is None
        (one, other), times, expected = odd_pair(draws.tolist(), 12, 3)
        assert expected == pytest.approx(400 * 3 / 66)
        assert abs(times - expected) > 15
        assert 0 <= one < other < 12


def test_what_cannot_happen_is_surprising_at_once():
    """One outcome of probability zero is enough, and so is the absence of a certain one."""
    assert surprising([1, 399], [0.0, 1.0], 400) is not None
    assert surprising([0, 400], [0.0, 1.0], 400) is None
    assert surprising([399], [1.0], 400) == 0


PAIRS = [(0, 2), (2, 4), (4, 5)]


@pytest.mark.parametrize("found", [PAIRS, tuple(PAIRS), [list(pair) for pair in PAIRS], np.array(PAIRS)])
def test_a_list_may_be_whatever_has_its_items(found):
    """Where a list of pairs is asked for, a tuple and an array with a row for each pair are right as well."""
    assert difference(found, PAIRS, 1e-7) is None


@pytest.mark.parametrize(
    ("found", "mistake", "words"),
    [
        (None, "returns_nothing", "`None`"),
        (3, "wrong_type", "should be a list"),
        (Foreign("generator"), "wrong_type", "a `generator`"),
        (PAIRS[:2], "", "should have 3 items, and has 2"),
        ([(0, 2), (2, 4), (4, 6)], "", "expected 5, found 6"),
        ([(0, 2), (2, 4), 4], "wrong_type", "item 2 of it should be 2 values"),
        ([(0, 2), (2.0, 4), (4, 5)], "not_integers", "its first value should hold integers"),
    ],
)
def test_a_list_is_compared_item_by_item(found, mistake, words):
    """The first item that differs is told, with its number."""
    problem = difference(found, PAIRS, 1e-7)
    assert problem is not None
    assert problem.mistake == mistake
    assert words in problem.words


def test_the_last_item_of_a_long_list_counts():
    """A list has no item that is not looked at."""
    expected = [(start, start + 1) for start in range(9)]
    assert difference([*expected[:8], (8, 10)], expected, 1e-7) is not None


class TwoCells(Cells):
    """A notebook with two TO DO cells, of which the second builds on the first."""

    def __init__(self, base, code):
        self._codes = {"double_code": base, "four_times_code": code}

    def code(self, grade_id):
        """The cell as it is."""
        return self._codes[grade_id]

    def others(self, grade_id):
        """The other cell."""
        return [code for name, code in self._codes.items() if name != grade_id]


FOUR_TIMES = Asked(
    call="four_times(x)",
    todo=TodoCell("four_times_code", binds="four_times"),
    reference=lambda x: 4.0 * x,
    tiny=(np.array([1.0, 2.0]),),
    cases=lambda rng: [Case((rng.normal(size=3),))],
    mistakes=[Mistake("eight_times", lambda x: 8.0 * x, "Eight times.")],
    loops=0,
    builds_on=(ASKED,),
)
CALLS = "def four_times(x):\n    return double(double(x))"
LOOP = "def double(x):\n    y = x.copy()\n    for i in range(len(x)):\n        y[i] = 2 * x[i]\n    return y"


@pytest.mark.parametrize(
    ("base", "code", "outcome", "mistake"),
    [
        ("def double(x):\n    return 2.0 * x", CALLS, "passed", ""),
        (LOOP, CALLS, "passed", ""),
        (LOOP, CALLS.replace("double(double(x))", "np.array([4 * v for v in x])"), "partial", "python_loops"),
        ("def double(x):\n    return x + 1", CALLS, "failed", "double_not_right"),
        (STUB, CALLS, "failed", "double_not_right"),
        ("def double(x):\n    return x + 1", CALLS.replace("double(double(x))", "8 * x"), "failed", "eight_times"),
        ("def double(x):\n    return 2.0 * x", CALLS.replace("))", ")) * 2"), "failed", "eight_times"),
    ],
)
def test_a_function_may_build_on_another(base, code, outcome, mistake):
    """Loops of the function below are counted in its own exercise, and where that is wrong, it is told first."""
    names = {"np": np}
    exec(f"{base}\n{code}", names)
    evidence = Evidence(NotebookChannel(names), TwoCells(base, code), b"test", lambda _: 1.0)
    found = judge_function(evidence, _as_plain(evidence, names["four_times"]), FOUR_TIMES)
    assert (found.outcome, found.mistake) == (outcome, mistake), found.message


def test_the_use_of_a_library_is_named_as_it_is_known():
    """Of a library's inner parts only what leads to them is told."""
    inner = ["sklearn._config._get_config", "sklearn.metrics._ranking.rank", "sklearn.utils.check_array"]
    assert "the work: `sklearn`." in used_library(ASKED, inner).message
    assert "the work: `scipy.spatial.distance.cdist`." in used_library(ASKED, ["scipy.spatial.distance.cdist"]).message


def test_a_nan_in_an_example_can_be_pasted():
    """Arrays with NaN are spelled so that Python reads them again."""
    array = np.array([[1.0, np.nan], [np.inf, -2.5]])
    np.testing.assert_array_equal(eval(as_code(array), {"np": np}), array)


def test_equal_arrays_are_looked_at_once():
    """Of arrays that are equal to the last byte one is left, in their order; whatever else there is stays."""
    arrays = [np.array([1.0, 2.0]), np.array([1, 2]), np.array([1.0, 2.0]), np.array([[1.0, 2.0]])]
    assert [each.shape for each in each_once([*arrays, 5, 5])[:3]] == [(2,), (2,), (1, 2)]
    assert len(each_once([*arrays, 5, 5])) == 5
