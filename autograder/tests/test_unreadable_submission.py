"""A submission that could not be read says so once, and each of its exercises has an outcome of its own."""

import pytest
from rich.console import Console

from autograder.commands.grade import print_marks
from autograder.grade.class_run import Outcome
from autograder.grade.load_assignment import load_assignment
from autograder.grade.one_submission import Submission, failed
from autograder.grade.record import verdicts
from autograder.grade.report import Setting, write_report
from autograder.grade.step_summary import Checked, step_summary
from autograder.grade.summary import summarise
from autograder.judge.judge import refused
from autograder.lms.comment import comment_html
from autograder.lms.marks_files import marks_csv, marks_rows
from autograder.lms.roster import Student
from autograder.tests.test_feedback import Manual, parse_safe, record, shown, verdict

REASON = "The file is a PDF, not a notebook."
NAMES = ("initial_means", "update_means")
EARLIER = [verdict(name, "error", score=0, message=REASON) for name in NAMES]  # as journals of earlier versions have it
NOW = [verdict(name, "unreadable", score=0, message=REASON) for name in NAMES]


def unread(exercises, **more):
    """The record of a file that could not be read."""
    return record(*exercises, student="s1", reason=REASON, max_score=18, **more)


def refused_now(**more):
    """What the judge makes of such a file."""
    return refused(b"%PDF", load_assignment("02_kmeans")[0], REASON, "full", student="s1", **more)


def test_the_judge_gives_each_exercise_that_outcome() -> None:
    """No points, the outcome `unreadable` for each exercise, and the reason for all of them."""
    found = refused_now()
    assert (found["score"], found["max_score"], found["reason"]) == (0, 20, REASON)
    assert {each["outcome"] for each in found["exercises"]} == {"unreadable"}


def test_what_the_grader_failed_at_is_not_judged() -> None:
    """A failure of the grader's says nothing about the file: each exercise is not judged yet."""
    each = Submission("s1", {"submission": "ab"}, None)
    found = failed(each, load_assignment("02_kmeans")[0], "The grader itself failed.", "full").record
    assert {each["outcome"] for each in found["exercises"]} == {"unjudged"} == {v["outcome"] for v in verdicts(found)}


@pytest.mark.parametrize("exercises", [EARLIER, NOW], ids=["earlier", "now"])
def test_feedback_says_once_that_and_why(tmp_path, exercises) -> None:
    """The page has the reason once, in words, and a card for each exercise; an instructor's mark stands in its own."""
    page = shown(tmp_path, unread(exercises), manual={"update_means": Manual(4.0, "From your e-mail.")})
    assert "This file could not be read" in page.text and "4 of 18 points" in page.text
    assert "were judged outside" not in page.text
    assert page.text.count(REASON) == 1 and "error" not in page.text.lower()
    assert page.text.count("Could not be read") == len(NAMES) and "From your e-mail." in page.text


@pytest.mark.parametrize("exercises", [EARLIER, NOW], ids=["earlier", "now"])
def test_report_counts_it_apart(tmp_path, exercises) -> None:
    """It is neither a mistake nor an error of an exercise, and the reason stands where something needs a look."""
    path = tmp_path / "report.html"
    summary = summarise([unread(exercises), record(verdict(NAMES[0]), verdict(NAMES[1]), student="s2", max_score=18)])
    item = summary.exercises[0]
    assert (item.counts["unreadable"], item.counts["error"], item.judged, item.total) == (1, 0, 1, 2)
    assert [found.outcome for found in summary.students[0].found.values()] == ["unreadable"] * len(NAMES)
    write_report(summary, path, Setting("K-means"))
    text = " ".join(parse_safe(path).text.split())
    assert "1 could not be read" in text and "stopped with an error 1" not in text
    assert text.count(REASON) == 2  # as the remark in the table, and under what needs a look


@pytest.mark.parametrize("exercises", [EARLIER, NOW], ids=["earlier", "now"])
def test_the_table_shows_a_sign_of_its_own(exercises) -> None:
    """The row has a question mark for each exercise, the legend its meaning, and the remark the reason."""
    console = Console(width=120, color_system=None, force_terminal=False)
    with console.capture() as capture:
        print_marks(console, Outcome([unread(exercises)], new=["s1"]))
    lines = [" ".join(line.split()) for line in capture.get().splitlines()]
    assert f"s1 0/18 ? ? {REASON}" in lines and "? could not be read" in lines


def test_exports_are_as_they_were() -> None:
    """The table of marks and the comment beside a mark are the same for records of earlier versions and of now."""
    rows = [marks_rows("02_kmeans", [unread(exercises)], [Student("s1")]) for exercises in (EARLIER, NOW)]
    assert marks_csv(rows[0]) == marks_csv(rows[1])
    assert {comment_html(unread(each)) for each in (EARLIER, NOW)} == {f"0 of 18 points<br>{REASON}"}


def test_the_step_summary_gives_the_reason_once() -> None:
    """A workflow's summary has the points and the reason, not a copy of it for each exercise."""
    result = {"assignment": "02_kmeans", "score": 0.0, "max_score": 18.0, "exercises": NOW}
    text = step_summary([Checked("kmeans.ipynb", result, REASON)])
    assert text.count(REASON) == 1 and "**0 of 18 points**" in text
