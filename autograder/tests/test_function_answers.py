"""Every right answer to an exercise that asks for a function is accepted, every wrong one gets its own message."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from autograder.exercises import find_exercises
from autograder.sample_class import Answer, read_answer
from autograder.tests.function_answers import RIGHT, WRONG, judge_answer, solution_answer

NAMES = [name for name, each in find_exercises().items() if each.assignment != "02_kmeans"]


def exercise_of(path: Path) -> str:
    """The exercise that a file's name begins with."""
    return path.stem.partition("__")[0]


@pytest.mark.parametrize("path", WRONG, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_wrong_answer_gets_the_message_that_names_its_mistake(path: Path) -> None:
    """A mistake that students make is rejected, and its verdict names it."""
    answer = read_answer(path)
    expected = answer.expected
    assert expected["exercise"] == exercise_of(path)
    endless = expected["outcome"] == "timeout"
    verdict = judge_answer(answer, expected["exercise"], seconds=2 if endless else 20)
    assert (verdict.outcome, verdict.mistake) == (expected["outcome"], expected["mistake"]), verdict.message
    assert expected.get("says", "") in verdict.message
    assert verdict.score < verdict.max_score


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_right_answer_gets_its_points(path: Path) -> None:
    """A correct variant keeps full points, whatever its style."""
    answer = read_answer(path)
    for secret in (b"one student", b"another", b"a third"):  # each has inputs of their own
        verdict = judge_answer(answer, exercise_of(path), secret=secret)
        assert verdict.outcome == "passed", verdict.message
        assert verdict.score == verdict.max_score


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_gets_its_points(name: str) -> None:
    """The reference solution passes the check of each exercise."""
    verdict = judge_answer(solution_answer(name), name)
    assert verdict.outcome == "passed", verdict.message


@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_cell_is_unattempted(name: str) -> None:
    """What was handed out is neither right nor wrong."""
    verdict = judge_answer(Answer("stub", "Nothing.", {}, {}), name)
    assert verdict.outcome == "unattempted", verdict.message


@pytest.mark.parametrize("name", NAMES)
def test_enough_answers_stand_for_each_exercise(name: str) -> None:
    """Each exercise has at least five named wrong answers, all with mistakes of their own, and three right ones."""
    mistakes = {read_answer(path).expected["mistake"] for path in WRONG if exercise_of(path) == name}
    assert len(mistakes) >= 5
    assert Counter(map(exercise_of, RIGHT))[name] >= 3


@pytest.mark.parametrize("name", NAMES)
def test_every_exercise_has_an_example_to_paste(name: str) -> None:
    """After three failures a student gets a tiny example; it says what the call should give."""
    import sys

    example = sys.modules[find_exercises()[name].judge.__module__].EXAMPLES[name]
    compile(example, "<example>", "exec")
    assert "#" in example
