"""What a report says of exercises, mistakes, times and students is counted right, and says nothing where it can't."""

import json

import numpy as np
import pytest

from autograder.grade import looks
from autograder.grade.leaderboard import leaderboard
from autograder.grade.mistakes import anonymous
from autograder.grade.needs_help import absent_students, needs_help
from autograder.grade.similar_work import Pair, read_similar
from autograder.grade.standing import Fall
from autograder.grade.summary import summarise
from autograder.tests.test_feedback import record, verdict


def graded(student, *scores, **more):
    """A record with an exercise for each score, of four points each."""
    found = [
        verdict(f"e{n}", "passed" if score == 4 else "failed", score=score, max_score=4)
        for n, score in enumerate(scores)
    ]  # fmt: skip
    return record(*found, student=student, max_score=4 * len(scores), **more)


def timed(student, ratio, outcome="passed"):
    """A record with nothing but a time."""
    figures = {"seconds_per_iteration": 0.02 * ratio, "ratio": ratio}
    return record(verdict("seconds_per_iteration", outcome, score=3, max_score=3, figures=figures), student=student)


def test_discrimination_is_the_correlation_with_the_other_exercises():
    """It is NumPy's correlation of an exercise with the sum of the others, in words by its size."""
    rng = np.random.default_rng(3)
    scores = rng.integers(0, 5, (200, 3)) * 1.0
    scores[:, 1] = np.where(rng.random(200) < 0.8, scores[:, 0], scores[:, 1])
    scores[:, 2] = np.where(rng.random(200) < 0.5, 4 - scores[:, 0], scores[:, 2])
    found = summarise(graded(f"s{n}", *row) for n, row in enumerate(scores)).exercises
    rest = scores.sum(axis=1, keepdims=True) - scores
    expected = [np.corrcoef(scores[:, n], rest[:, n])[0, 1] for n in range(3)]
    assert [item.r for item in found] == pytest.approx(expected)
    assert found[2].telling == "the wrong way"


@pytest.mark.parametrize("scores", [[(4, n % 5) for n in range(60)], [(n % 5, 4 - n % 5) for n in range(29)]])
def test_discrimination_is_left_out_where_it_says_nothing(scores):
    """All with the same points, or fewer than thirty students: no figure, and no word."""
    item = summarise(graded(f"s{n}", *row) for n, row in enumerate(scores)).exercises[0]
    assert item.r is None and item.telling == ""


def test_what_was_not_judged_counts_neither_for_nor_against_an_exercise():
    """Difficulty is of those who were judged; refused files and unjudged exercises are counted apart."""
    waits = record(verdict("e0", "unjudged", score=0, max_score=4, mistake="step_not_right"), student="s2")
    refused = graded("s3", 0, reason="Not a notebook.")
    item = summarise([graded("s1", 4), waits, refused]).exercises[0]
    assert (item.judged, item.pass_rate, item.share) == (1, 100, 100)
    assert (item.counts["unjudged"], item.counts["unreadable"]) == (1, 1)
    assert item.mistakes == []


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("For s7: `x`, s77", "For …: `x`, s77"),
        ("# by Ada LOVELACE, ada@example.org", "# by … …, …"),
        ("File /home/ada/kmeans.ipynb, /Users/al/x", "File /home/…/kmeans.ipynb, /Users/…/x"),
        ("adapted", "adapted"),
        ("x" * 4000, "x" * 1500 + " …"),
    ],
)
def test_an_example_names_nobody(message, shown):
    """Ids, names, addresses and home folders are taken out, whole words only; a long message is cut."""
    assert anonymous(message, "s7", ["Ada Lovelace", ""]) == shown


def test_the_shortest_message_is_the_example():
    """Of several messages on a mistake the one with least of a student's own is shown, whatever their order."""
    texts = ("A long one.", "Short.")
    found = [record(verdict(message=text, mistake="raises"), student=f"s{len(text)}") for text in texts]
    for order in (found, found[::-1]):
        assert summarise(order).exercises[0].mistakes[0].example == "Short."


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (record(reason="Not a notebook."), looks.REFUSED),
        (record(reason="The grader itself failed.", grader_failed=True), looks.GRADER_FAILED),
        (record(verdict(outcome="error", mistake="kernel_died")), looks.SANDBOX),
        (record(verdict(outcome="error", message="It took 5 GiB, so its process was ended.")), looks.SANDBOX),
        (record(verdict(outcome="error", message="`PermissionError: [Errno 13]`")), looks.SANDBOX),
        (record(notes=["The kernel ended in cell 4."]), looks.SANDBOX),
        (record(verdict(outcome="failed", mistake="library_kmeans")), looks.LIBRARY),
        (record(verdict(outcome="timeout")), looks.TIME),
        (record(verdict(outcome="error", message="`NameError: x`")), looks.ERROR),
        (record(notes=["A given cell was changed."]), looks.NOTES),
        (record(verdict(outcome="failed"), verdict(outcome="unattempted")), None),
    ],
)
def test_each_kind_of_look_is_told_from_the_others(one, kind):
    """Refusals, limits and sandbox, libraries, time, errors and notes are lists apart; a wrong answer is in none."""
    assert [found for found, _ in looks.looks_at(one)] == ([kind] if kind else [])


def test_the_fastest_right_answers_are_ranked():
    """Equal times share a place, wrong answers have none, and at most so many places are given."""
    summary = summarise([timed("a", 2.0), timed("b", 1.0), timed("c", 1.0, "partial"), timed("d", 0.1, "failed")])
    assert [(place.rank, place.student) for place in leaderboard(summary.students)] == [(1, "b"), (1, "c"), (3, "a")]
    assert len(leaderboard(summary.students, places=2)) == 2


def test_who_may_need_help_is_told_by_reason():
    """Absent, untouched, low and falling students are groups of their own; a refused file is no low score."""
    untouched = record(verdict("e0", "unattempted", score=0, max_score=4), student="s1", max_score=4)
    summary = summarise([untouched, graded("s2", 1), graded("s3", 4), graded("s4", 0, reason="Not a notebook.")])
    absent = absent_students(summary, {"s1": "", "s5": "Ada", "s8": "", "s9": ""}, excused=["s8"], waiting=["s9"])
    groups = needs_help(summary, absent, [Fall("s3", [90.0, 60.0, 30.0])])
    assert [(group.title, [each.student for each in group.students]) for group in groups] == [
        ("Nothing handed in", ["s5"]),
        ("Nothing attempted", ["s1"]),
        ("Less than half of the points", ["s2"]),
        ("Falling behind", ["s3"]),
    ]
    assert groups[-1].students[0].figure == "90 % → 60 % → 30 %"


def test_similar_work_is_read_without_what_is_damaged(tmp_path):
    """The most alike come first; what is no pair is passed over, and a file that is no JSON is as good as none."""
    path = tmp_path / "02_kmeans.similarity.json"
    whole = [{"students": ["a", "b"], "score": 0.5}, {"students": ["c", "d"], "score": 0.9}]
    pairs = [*whole, 7, {"students": ["a"], "score": 1}]
    path.write_text(json.dumps({"pairs": pairs}))
    assert read_similar(path) == [Pair(("c", "d"), 0.9, "", ""), Pair(("a", "b"), 0.5, "", "")]
    path.write_text("{")
    assert read_similar(path) == [] == read_similar(tmp_path / "none.json")
