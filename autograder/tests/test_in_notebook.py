"""`check` in a real IPython: it judges what stands in the notebook, teaches, leaves no trace and never raises."""

import atexit
import builtins
import os
import re
import sys
import time

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder import course, in_notebook
from autograder.course import released_cells
from autograder.exercises import exercises_of, find_exercises
from autograder.in_notebook import Checks, score_for_nbgrader
from autograder.sample_class.make import ANSWERS, DEFAULT, read_answer
from autograder.tests.at_hand import without_our_import
from autograder.verdict import Verdict

RELEASED = released_cells("02_kmeans")
START_STUB, LOOP_STUB = RELEASED["initial_means_code"], RELEASED["update_means_code"]
SOLUTION = read_answer(ANSWERS / f"{DEFAULT}.py").cells
SET_UP = without_our_import(RELEASED["setup"])
FEW = RELEASED["settings"].replace("iterations = 20", "iterations = 1")  # twenty would only take time
EXERCISES = ["initial_means", "update_means", "single_loop", "seconds_per_iteration"]
LIVE_CELL = RELEASED["live_means"]
LIVE_LINE = "    live.update(means)  # what this iteration has made of it"


class Shown:
    """An animation that counts what it is shown, as ours would show it."""

    def __init__(self):
        self.updates = 0

    def __call__(self, *_):
        """Give itself, whatever it is to show."""
        return self

    def live(self, *_, **__):
        """Give itself, to be updated in the loop."""
        return self

    def update(self, *_):
        """Count the means that are shown."""
        self.updates += 1


Shown.__module__ = "autograder.animation.live"
class Notebook:
    """A notebook in this process: cells run one after the other, as in Jupyter."""

    def __init__(self, shell):
        self.shell = shell
        self.names = shell.user_ns

    def run(self, *cells):
        """Run cells; give what the last one showed. An exception in a cell is an exception here."""
        for cell in cells:
            result = self.shell.run_cell(cell, store_history=True)
            result.raise_error()
        return result.result

    def run_broken(self, cell):
        """Run a cell that raises."""
        assert not self.shell.run_cell(cell, store_history=True).success


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """A fresh IPython in this process, in an empty folder; it is gone afterwards."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(InteractiveShell, "showtraceback", lambda *_, **__: None)
    monkeypatch.setattr(InteractiveShell, "showsyntaxerror", lambda *_, **__: None)
    matplotlib.use("agg")
    before = (set(vars(builtins)), sys.displayhook, sys.modules["__main__"])
    config = Config({"HistoryManager": {"enabled": False}})
    shell = InteractiveShell.instance(config=config, user_ns={}, colors="nocolor")
    shell.user_ns["check"] = Checks()
    yield Notebook(shell)
    atexit.unregister(shell.atexit_operations)
    shell.atexit_operations()
    InteractiveShell.clear_instance()
    known, sys.displayhook, sys.modules["__main__"] = before
    for name in set(vars(builtins)) - known:
        delattr(builtins, name)
    plt.close("all")


@pytest.fixture
def begun(notebook):
    """A notebook whose set-up cells have run."""
    notebook.names["animate"] = Shown()
    notebook.run(SET_UP, RELEASED["rescale"], FEW, LIVE_CELL)
    return notebook


def here(shown):
    """What a verdict says of the points in its notebook, without those in the series."""
    return shown.progress.split(" · ")[0]


def test_the_solution_gets_all_the_points(begun):
    """The released notebook with the solution passes every check, and the points add up."""
    begun.run(SOLUTION["initial_means_code"])
    assert begun.run(RELEASED["initial_means"]).verdict.outcome == "passed"
    begun.run(SOLUTION["update_means_code"])
    shown = [begun.run(RELEASED[name]) for name in EXERCISES[1:]]
    assert [each.verdict.outcome for each in shown] == ["passed"] * 3, [each.text for each in shown]
    assert [here(each) for each in shown] == [
        "12 of 20 points so far in this notebook",
        "17 of 20 points so far in this notebook",
        "20 of 20 points so far in this notebook",
    ]


def test_the_untouched_notebook_is_unattempted(begun):
    """Every check of an untouched notebook says so, without points and without an error."""
    begun.run(START_STUB, LOOP_STUB)
    shown = [begun.run(RELEASED[name]) for name in EXERCISES]
    assert [(each.verdict.outcome, each.verdict.score) for each in shown] == [("unattempted", 0)] * 4
    assert all("TO DO" in each.text and not each.example for each in shown)
    assert here(shown[-1]) == "0 of 20 points so far in this notebook"


@pytest.fixture
def animated(begun):
    """A notebook whose first means are there, and whose loop shows them as they move."""
    begun.run(SOLUTION["initial_means_code"])
    return begun


def test_the_untouched_loop_that_shows_is_unattempted(animated):
    """Means that are shown and do not move are no attempt."""
    animated.run(LOOP_STUB)
    shown = [animated.run(RELEASED[name]) for name in EXERCISES[1:]]
    assert [each.verdict.outcome for each in shown] == ["unattempted"] * 3


def test_a_loop_without_to_do_that_shows_nothing_has_no_points(animated):
    """Taking the line out is no answer: the means have not moved."""
    assert LIVE_LINE in LOOP_STUB
    animated.run(LOOP_STUB.replace(f"{LIVE_LINE}\n", ""))
    assert animated.run(RELEASED["update_means"]).verdict.score == 0


@pytest.mark.parametrize("place", ["kept", "deleted", "first", "twice"])
def test_the_line_that_shows_costs_no_points(animated, place):
    """The solution has full marks whether the given line stays, goes or moves, and checks show nothing."""
    body = SOLUTION["update_means_code"].replace(f"{LIVE_LINE}\n", "")
    head, end = "for i in range(iterations):\n", "end = time.time()"
    if place in ("first", "twice"):
        body = body.replace(head, f"{head}{LIVE_LINE}\n")
    if place in ("kept", "twice"):
        body = body.replace(end, f"{LIVE_LINE}\n{end}")
    animated.run(body)
    before = animated.names["animate"].updates
    shown = [animated.run(RELEASED[name]) for name in EXERCISES[1:]]
    assert [each.verdict.outcome for each in shown] == ["passed"] * 3, [each.text for each in shown]
    assert animated.names["animate"].updates == before == {"kept": 1, "deleted": 0, "first": 1, "twice": 2}[place]
    assert animated.names["live"] is animated.names["animate"]


def test_before_any_cell_ran_nothing_raises(notebook):
    """In a kernel that was just started all checks answer, and say what is missing."""
    assert notebook.run("check.initial_means(None)").verdict.outcome == "unattempted"
    notebook.run("x = 1", "means = None", "check.single_loop()", "check.seconds_per_iteration()")


def test_a_wrong_answer_shows_what_it_is(begun):
    """A named mistake is shown with its message, the points so far, and where the hints are."""
    begun.run("means = np.random.rand(num_means, data_size)")
    shown = begun.run(RELEASED["initial_means"])
    assert (shown.verdict.outcome, shown.verdict.mistake) == ("failed", "noise_instead_of_images")
    assert "random *numbers*" in repr(shown)
    assert repr(shown).startswith("✗ Not yet · initial_means · 0 of 3 points")
    assert repr(shown).splitlines()[-1].startswith("0 of 20 points so far in this notebook")
    assert "check.initial_means.hint()" in shown._repr_html_()


def test_an_answer_made_right_gets_its_points(begun):
    """A later right answer takes the place of a wrong one, in the verdict and in the points."""
    begun.run("means = np.zeros((3, 784)) + 1")
    assert begun.run(RELEASED["initial_means"]).verdict.outcome == "failed"
    begun.run("means = test_x[[5, 3, 8, 1, 0, 77, 40, 9, 12, 6]]")
    shown = begun.run(RELEASED["initial_means"])
    assert (shown.verdict.outcome, here(shown)) == ("passed", "3 of 20 points so far in this notebook")


def test_a_syntax_error_in_the_cell_is_told(begun):
    """A loop that Python can't read is an error with its line, and the checks that build on it say what to do."""
    begun.run(SOLUTION["initial_means_code"])
    begun.run_broken(LOOP_STUB.replace("...  # TO DO", "means = means +"))
    shown = begun.run(RELEASED["update_means"])
    assert (shown.verdict.outcome, shown.verdict.mistake) == ("error", "raises")
    assert "SyntaxError" in shown.text
    assert "means = means +" in shown.text
    assert begun.run(RELEASED["single_loop"]).verdict.mistake == "step_not_right"


def test_a_syntax_error_elsewhere_does_not_matter(begun):
    """A cell of the student's own that Python can't read leaves the verdict alone."""
    begun.run(SOLUTION["initial_means_code"])
    begun.run_broken("for means in (")
    assert begun.run(RELEASED["initial_means"]).verdict.outcome == "passed"


def test_magics_do_not_hide_the_loop(begun, capsys):
    """A loop under `%%time`, with magics and shell commands around it, is judged like any other."""
    begun.run("%precision 3\n!echo", SOLUTION["initial_means_code"])
    begun.run(f"%%time\n{SOLUTION['update_means_code']}", "%timeit -n1 -r1 means.sum()")
    shown = [begun.run(RELEASED[name]) for name in ("update_means", "single_loop")]
    assert [each.verdict.outcome for each in shown] == ["passed"] * 2, [each.text for each in shown]


def test_a_former_loop_that_never_ends_does_not_matter(begun):
    """An older run of the loop, which was interrupted, is not run again."""
    begun.run(SOLUTION["initial_means_code"])
    begun.shell.history_manager.store_inputs(99, "while True:\n    means = means + 0")
    begun.run(SOLUTION["update_means_code"])
    before = time.monotonic()
    assert begun.run(RELEASED["update_means"]).verdict.outcome == "passed"
    assert time.monotonic() - before < in_notebook.SECONDS


def test_a_check_leaves_no_trace(begun, capfd):
    """Names, arrays, lists, figures and output are after a check what they were before."""
    plot = "history.append(means.sum()); plt.figure(); plt.plot(history); plt.show(); print(i); time.sleep(0.01)"
    begun.run("history = []", SOLUTION["initial_means_code"])
    begun.run(SOLUTION["update_means_code"].replace("end =", f"    {plot}\n    test_x[0] += 0\nend ="))
    names, figures = dict(begun.names), plt.get_fignums()
    history, images, means = list(begun.names["history"]), begun.names["test_x"].copy(), begun.names["means"].copy()
    capfd.readouterr()
    shown = [begun.run(RELEASED[name]) for name in EXERCISES[:3]]
    assert [each.verdict.outcome for each in shown] == ["failed", "passed", "passed"], [each.text for each in shown]
    assert re.fullmatch(r"(Out\[\d+\]: .*\n?|.*points.*\n?|.*\n)*", capfd.readouterr().out)
    assert plt.get_fignums() == figures
    assert begun.names["history"] == history
    np.testing.assert_array_equal(begun.names["test_x"], images)
    np.testing.assert_array_equal(begun.names["means"], means)
    ours = re.compile(r"_+\d*|_i+\d*|_oh|_dh|Out|In|_exit_code")
    new = {name for name in begun.names if begun.names[name] is not names.get(name) and not ours.fullmatch(name)}
    assert new == set()
    assert names.keys() <= begun.names.keys()


def test_images_changed_in_place_are_not_changed_again(begun):
    """A loop that spoils `test_x` is told so, and the check spoils it no further."""
    begun.run(SOLUTION["initial_means_code"], LOOP_STUB.replace("...  # TO DO", "test_x *= 0.5; means = means * 0.5"))
    images = begun.names["test_x"].copy()
    assert begun.run(RELEASED["update_means"]).verdict.outcome in ("failed", "partial")
    np.testing.assert_array_equal(begun.names["test_x"], images)


class Unfriendly:
    """An object that raises whatever it is asked."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError

    def __array__(self, *_, **__):
        raise RuntimeError

    def __len__(self):
        raise RuntimeError

    def __bool__(self):
        raise RuntimeError


def endless():
    """Give a list that holds itself."""
    found = []
    found.append(found)
    return found


ODD = {
    "None": lambda: None,
    "text": lambda: "means",
    "long text": lambda: "x" * 10**6,
    "huge int": lambda: 1 << 10**6,
    "number": lambda: 3.5,
    "nan": lambda: np.nan,
    "empty": lambda: np.empty((0, 0)),
    "no dimensions": lambda: np.array(1.0),
    "many dimensions": lambda: np.zeros((1,) * 12),
    "huge": lambda: np.broadcast_to(np.zeros(784), (10**7, 784)),
    "objects": lambda: np.full((10, 784), None),
    "texts": lambda: np.full((10, 784), "a"),
    "complex": lambda: np.ones((10, 784), complex),
    "records": lambda: np.zeros(10, [("a", float)]),
    "not finite": lambda: np.full((10, 784), np.inf),
    "list of rows": lambda: [[0.5] * 784] * 10,
    "a very long list": lambda: [[0.5] * 784] * 10_000,
    "list that holds itself": endless,
    "dictionary": lambda: {"means": np.ones(3)},
    "type": lambda: np.ndarray,
    "function": lambda: np.mean,
    "module": lambda: np,
    "generator": lambda: (i for i in range(3)),
    "unfriendly": lambda: Unfriendly(),
    "list of unfriendly ones": lambda: [Unfriendly()] * 10,
    "masked": lambda: np.ma.ones((10, 784)),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD.keys())
def test_whatever_is_handed_over_a_check_answers(begun, make):
    """Any value gets a verdict with a message, no exception and no points."""
    begun.names["odd"] = make()
    begun.run("x = 1\nmeans = odd")
    for name in ("initial_means", "update_means"):
        shown = begun.run(f"check.{name}(odd)")
        assert shown.verdict.score == 0
        assert shown.verdict.mistake not in ("check_failed", "unreadable_value"), shown.text
        assert "not your fault" not in shown.text
        assert repr(shown)
        assert shown._repr_html_()


@pytest.mark.parametrize("call", ["check.initial_means()", "check.initial_means(means, 1)", "check.single_loop(means)"])
def test_the_wrong_number_of_values_raises_nothing(begun, call):
    """A check that is called with too few or too many values answers too."""
    begun.run(SOLUTION["initial_means_code"])
    assert begun.run(call).verdict.score == 0


@pytest.mark.parametrize("name", ["In", "Out", "np", "test_x", "plt", "time", "_", "iterations", "print"])
def test_names_bound_to_something_else_raise_nothing(begun, name):
    """A student who gives one of the notebook's names another value gets a verdict all the same."""
    begun.run(SOLUTION["initial_means_code"], SOLUTION["update_means_code"], f"{name} = 7")
    for exercise in ("initial_means", "update_means"):
        verdict = begun.run(f"check.{exercise}(means)").verdict
        assert verdict.mistake != "check_failed", verdict.message


def test_code_that_raises_its_own_kind_is_an_error(begun):
    """Even an exception that is no Exception ends in a verdict."""
    cell = LOOP_STUB.replace("...  # TO DO", "class Own(BaseException): pass\n    raise Own('mine')")
    begun.run(SOLUTION["initial_means_code"])
    begun.run_broken(cell)
    shown = begun.run(RELEASED["update_means"])
    assert (shown.verdict.outcome, "Own: mine" in shown.text) == ("error", True)


def test_a_loop_without_end_times_out(begun, monkeypatch):
    """A loop that never ends is stopped and told so."""
    monkeypatch.setattr(in_notebook, "SECONDS", 0.3)
    begun.run(SOLUTION["initial_means_code"])
    begun.shell.history_manager.store_inputs(99, "while True:\n    means = means + 0")
    verdict = begun.run(RELEASED["update_means"]).verdict
    assert (verdict.outcome, verdict.mistake) == ("timeout", "does_not_end")


def test_after_three_failures_there_is_an_example(begun):
    """The third failure of one check brings a tiny example; another check's failures and a success bring none."""
    begun.run("means = np.ones((10, 784))")
    shown = [begun.run(RELEASED["initial_means"]) for _ in range(4)]
    assert [bool(each.example) for each in shown] == [False, False, True, True]
    assert "points[rows]" in repr(shown[2])
    assert not begun.run("check.single_loop()").example
    begun.run(SOLUTION["initial_means_code"])
    assert not begun.run(RELEASED["initial_means"]).example


def test_examples_are_python_and_no_solution():
    """Each example runs as it stands, and works on points that are not the images."""
    for exercise in find_exercises().values():
        example = getattr(sys.modules[exercise.judge.__module__], "EXAMPLES", {}).get(exercise.name, "")
        exec(example.replace("print(", "(lambda *_: None)("), {"np": np, exercise.name: lambda *_: None})
        assert "test_x" not in example


def test_hints_come_one_after_the_other():
    """`hint()` gives the first, the second and the third hint, then the third again; a number gives that one."""
    check = Checks().initial_means
    given = [check.hint() for _ in range(4)]
    assert [hint.number for hint in given] == [1, 2, 3, 3]
    assert len({hint.text for hint in given}) == 3
    assert [check.hint(level).number for level in (1, 3, 99, -5)] == [1, 3, 3, 1]
    assert given[0].more == "check.initial_means.hint() gives the next"
    assert given[3].more == "this was the last"


@pytest.mark.parametrize("name", EXERCISES)
def test_each_exercise_has_three_hints_and_a_question(name):
    """Every check has three hints, a docstring that says what is asked, and a line for whoever prints it."""
    check = getattr(Checks(), name)
    assert check.hint(3).total == 3
    assert find_exercises()[name].question in check.__doc__
    assert repr(check) == f"check.{name}: {find_exercises()[name].question.splitlines()[0]}"


def test_check_lists_the_exercises():
    """Tab completion and `repr` list the exercises; another name says which there are."""
    check = Checks()
    assert set(dir(check)) == {*find_exercises(), "progress"}
    assert all(f"check.{name}" in repr(check) for name in EXERCISES)
    with pytest.raises(AttributeError, match=r"no exercise 'means': did you mean .*means"):
        _ = check.means
    assert check.initial_means is check.initial_means
    assert not hasattr(check, "_ipython_display_")


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_under_nbgrader_a_cell_gives_its_bare_score_or_raises(begun, monkeypatch, mode, capfd):
    """Nbgrader gets a number for points, an exception for none, and nothing on stderr."""
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    begun.run(START_STUB, LOOP_STUB)
    for name in EXERCISES:
        with pytest.raises(AssertionError, match="TO DO"):
            begun.run(RELEASED[name])
    begun.run("means = test_x[:10]")
    assert begun.run(RELEASED["initial_means"]) == 2
    begun.run(SOLUTION["initial_means_code"])
    assert (begun.run(RELEASED["initial_means"]), capfd.readouterr().err) == (3, "")


@pytest.mark.parametrize(("score", "shown"), [(3.0, "3"), (2.5, "2.5"), (0.01, "0.01")])
def test_a_score_for_nbgrader_is_a_bare_number(score, shown):
    """A whole score is shown without a point, another as it is."""
    assert repr(score_for_nbgrader(Verdict("x", "partial", score, 3, "m"))) == shown


@pytest.mark.parametrize("message", ["Not yet.", ""])
def test_no_points_raise_for_nbgrader(message):
    """No points raise, with the message or at least the outcome."""
    with pytest.raises(AssertionError, match=message or "failed"):
        score_for_nbgrader(Verdict("x", "failed", 0.0, 3, message))


def test_the_courses_points_count(begun, tmp_path):
    """A `course.toml` in the notebook's folder sets the points; one that can't be read sets none."""
    settings = tmp_path / "course.toml"
    settings.write_text("[points]\ninitial_means = 13\n")
    begun.run(SOLUTION["initial_means_code"])
    shown = begun.run(RELEASED["initial_means"])
    assert (shown.verdict.score, here(shown)) == (13, "13 of 30 points so far in this notebook")
    settings.write_text("[points\n")
    assert begun.run(RELEASED["initial_means"]).verdict.score == 3


@pytest.mark.skipif(os.name == "nt", reason="only on systems where a folder in use can be removed")
def test_a_folder_that_is_gone_raises_nothing(tmp_path, monkeypatch):
    """A notebook whose folder was removed while it was open is judged by the default settings."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert course.course_here() is None
    assert course.settings_here() == course.settings()


def test_outside_a_notebook_a_check_answers(monkeypatch):
    """In a plain Python without IPython a check works on the main module, and finds no history."""
    monkeypatch.setattr(in_notebook.agent, "_shell", lambda: None)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert Checks().update_means(None).verdict.outcome == "unattempted"


def test_the_points_of_the_exercises_add_up():
    """Progress counts to the points that the assignment has in all."""
    assert sum(each.points for each in exercises_of("02_kmeans")) == 20
