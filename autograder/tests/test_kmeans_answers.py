"""Every right answer to 02_kmeans is accepted, every wrong one rejected with the message that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.sample_class import read_answer
from autograder.tests.at_hand import RIGHT, WRONG, judge_at_hand

ALL = ["initial_means", "update_means", "single_loop", "seconds_per_iteration"]


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_answer_gets_the_message_that_names_its_mistake(path: Path) -> None:
    """A mistake that students make is rejected, and its verdict names it."""
    answer = read_answer(path)
    expected = answer.expected
    endless = expected["outcome"] == "timeout"
    found = judge_at_hand(answer, [expected["exercise"]], run=not endless, seconds=2 if endless else 20)
    verdict = found[expected["exercise"]]
    assert verdict.outcome == expected["outcome"], verdict.message
    assert expected["outcome"] == "passed" or verdict.mistake == expected["mistake"], verdict.message
    assert expected.get("says", "") in verdict.message
    assert any(expected.get("note", "") in note for note in [*verdict.notes, ""]), verdict.notes
    assert verdict.score < verdict.max_score or expected["outcome"] == "passed"


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_a_right_answer_gets_its_points(path: Path) -> None:
    """A correct variant keeps full points, whatever its style; the slow and the many-looped lose only those."""
    answer = read_answer(path)
    slow = "slow" in answer.expected
    asked = ["initial_means", "update_means", "single_loop"] + ([] if slow else ["seconds_per_iteration"])
    for name, verdict in judge_at_hand(answer, asked, run=not slow, seconds=20).items():
        if name == "single_loop" and "loops" in answer.expected:
            assert (verdict.outcome, verdict.mistake) == ("failed", "more_than_one_loop"), verdict.message
        else:
            assert verdict.outcome == "passed", f"{name}: {verdict.message}"
            assert verdict.score == verdict.max_score


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    """No answer gets lost: there are dozens of right and wrong ones."""
    assert len(RIGHT) >= 40
    assert len(WRONG) >= 80
