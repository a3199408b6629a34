"""Exercises are found by themselves, and a check ends in a verdict whatever happens in it."""

import types

import pytest

from autograder import checks, exercises, verdict
from autograder.evidence import KernelDied, StudentError, StudentTimeout
from autograder.exercises import Exercise, TodoCell, exercise, exercises_of, find_exercises, points_of
from autograder.plain import Malformed

TODO = TodoCell("some_code", binds="x")


def made(judge, points=4):
    """Make an exercise of a function."""
    return exercise(assignment="01_x", points=points, todo=TODO, hints=["a", "b"])(judge)


def test_the_exercises_of_k_means_are_found_in_order():
    """The four exercises stand in the order of their notebook, each under its own name."""
    names = ["initial_means", "update_means", "single_loop", "seconds_per_iteration"]
    assert [each.name for each in exercises_of("02_kmeans")] == names
    assert [name for name, each in find_exercises().items() if each.assignment == "02_kmeans"] == names
    assert exercises_of("99_none") == []


def test_every_exercise_is_complete():
    """Every exercise has points, a question that says what is asked, and hints without a solution's words."""
    for each in find_exercises().values():
        assert isinstance(each, Exercise)
        assert each.points > 0
        assert each.question.endswith((".", "?", ")")) or "->" in each.question
        assert len(each.hints) >= 3
        assert all(hint.strip() == hint and hint.endswith((".", "?")) for hint in each.hints)


def test_a_function_becomes_an_exercise():
    """The decorator takes the function's name for the exercise's, and its docstring for the question."""

    def first_words(evidence, text):
        """Say something.

        `text`: any words
        """
        return verdict.passed(text)

    found = made(first_words)
    assert (found.name, found.assignment, found.points, found.hints) == ("first_words", "01_x", 4, ("a", "b"))
    assert found.question == "Say something.\n\n`text`: any words"
    given = found.verdict(None, ["well said"])
    assert (given.exercise, given.score, given.max_score, given.message) == ("first_words", 4, 4, "well said")
    assert found.verdict(None, ["well said"], points=10).score == 10


@pytest.mark.parametrize(
    ("problem", "outcome", "mistake", "said"),
    [
        (StudentError("it raised", {}), "error", "raises", "it raised"),
        (StudentTimeout("it did not end"), "timeout", "does_not_end", "it did not end"),
        (KernelDied("it died"), "error", "kernel_died", "it died"),
        (Malformed("a damaged array"), "error", "unreadable_value", "could not be read: a damaged array"),
        (ZeroDivisionError("oops"), "error", "check_failed", "not your fault"),
        (RecursionError("deep"), "error", "check_failed", "RecursionError: deep"),
    ],
)
def test_whatever_a_check_raises_is_a_verdict(problem, outcome, mistake, said):
    """Exceptions of student code, of its kernel and of the check itself end in a verdict without points."""

    def judge(evidence):
        """Raise."""
        raise problem

    found = made(judge).verdict(None, [])
    assert (found.outcome, found.mistake, found.score) == (outcome, mistake, 0)
    assert said in found.message


def test_the_wrong_number_of_values_is_a_verdict():
    """A check that is called with too many values does not raise either."""
    assert made(lambda evidence: verdict.passed("yes")).verdict(None, [1]).outcome == "error"


def test_two_exercises_of_one_name_are_refused(monkeypatch):
    """A name that two modules give to an exercise is an error that says which."""

    def fake(name):
        module = types.ModuleType(name)

        def same(evidence):
            """Ask."""

        same.__module__ = name
        module.same = made(same)
        return module

    found = [types.SimpleNamespace(name=name, ispkg=False) for name in ("one", "two")]
    monkeypatch.setattr(exercises.pkgutil, "iter_modules", lambda path: found)
    monkeypatch.setattr(exercises.importlib, "import_module", fake)
    with pytest.raises(ValueError, match="defined twice: same"):
        find_exercises.__wrapped__()
    assert checks.__path__


def test_the_courses_points_come_first():
    """Points are the course's where it sets some, the exercise's own elsewhere."""
    found = made(lambda evidence: None)
    object.__setattr__(found, "name", "x")
    assert [points_of(found, {}), points_of(found, {"x": 7}), points_of(found, {"y": 7})] == [4.0, 7.0, 4.0]
