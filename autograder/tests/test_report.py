"""The class report counts right, at any size, and shows nothing that can act."""

import math
import re
import stat
import time

import pytest

from autograder.grade.charts import LogAxis, histogram, time_chart
from autograder.grade.record import by_name, exercise_names, first_sentence, remark
from autograder.grade.report import Setting, write_report
from autograder.grade.summary import summarise
from autograder.tests.test_feedback import HOSTILE, parse_safe, record, verdict


def loop(outcome, score, mistake="", message="Message.", **more):
    """A verdict on update_means."""
    return verdict(outcome=outcome, score=score, mistake=mistake, message=message, **more)


def timed(ratio):
    """A verdict on the time."""
    figures = {"seconds_per_iteration": 0.02 * ratio, "ratio": ratio}
    return verdict("seconds_per_iteration", "passed", score=3, max_score=3, figures=figures)


CLASS = [
    record(loop("passed", 9), timed(1.0), student="s10", max_score=12),
    record(loop("passed", 9), timed(30.0), student="s2", max_score=12, notes=["A check cell was edited."]),
    record(loop("failed", 0, "l1_distance", "For s3: `abs`."), student="s3", max_score=12),
    record(loop("failed", 0, "l1_distance", "Later, in more words."), student="s4", max_score=12),
    record(loop("error", 0, "", "It stopped:\n\n    ValueError: x"), student="s5", max_score=12),
    record(loop("timeout", 0, "does_not_end"), student="s6", max_score=12),
    record(student="s7", reason="Not a notebook.", max_score=12),
]


def report(tmp_path, records, **more):
    """Write a report and parse it."""
    path = tmp_path / "reports" / "02_kmeans.html"
    more = {"title": "K-means by hand", "feedback_href": lambda s: f"../feedback/{s}/02.html", **more}
    write_report(summarise(iter(records)), path, Setting(**more))
    return parse_safe(path)


def test_numbers_are_right():
    """Scores, outcomes, pass rates, mistakes and what needs a look are counted as they are."""
    summary = summarise(CLASS)
    assert (summary.count, summary.max_score, summary.full_marks) == (7, 12, 2)
    assert summary.mean == pytest.approx(24 / 7) and summary.median == 0
    assert exercise_names(CLASS) == ["update_means", "seconds_per_iteration"]
    item = summary.exercises[0]
    assert item.counts == {
        "passed": 2, "partial": 0, "failed": 2, "error": 1, "timeout": 1, "unattempted": 0, "unreadable": 0,
        "unjudged": 1,
    }  # fmt: skip
    assert (item.judged, item.total) == (6, 7)  # the file that could not be read says nothing about it
    assert item.pass_rate == pytest.approx(200 / 6) and item.mean == pytest.approx(18 / 6)
    assert [(m.name, m.count) for m in item.mistakes] == [("l1_distance", 2), ("does_not_end", 1), ("", 1)]
    assert summary.ratios == [1.0, 30.0]
    assert {kind: [look.student for look in looks] for kind, looks in summary.looks.items()} == {
        "Could not be graded as handed in": ["s7"],
        "Ran out of time": ["s6"],
        "Stopped with an error": ["s5"],
        "Notes on the submission": ["s2"],
    }
    assert summary.look_count == 4


def test_page_says_what_was_counted(tmp_path):
    """The page holds the numbers, the mistakes, the students in order and links to their feedback."""
    page = report(tmp_path, CLASS, assignment_title="The loop")
    for words in ("The loop", "Submissions 7", "Mean 3.43 of 12", "Median 0", "Full marks 2", "33 % passed"):
        assert words in page.text
    assert "2\N{MULTIPLICATION SIGN} L1 distances for squared ones For …: abs." in page.text
    assert "1 of 2 measured get all the points, 1 get none" in page.text
    assert "Not a notebook." in page.text and "A check cell was edited." in page.text
    links = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    table = links[-len(CLASS) :]
    assert table == [f"../feedback/s{n}/02.html" for n in (2, 3, 4, 5, 6, 7, 10)]
    assert {"caption", "main", "h1", "h2", "tfoot"} <= set(page.tags)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_a_student_can_act(tmp_path, hostile):
    """Names, messages, reasons and notes are shown as text, and links lead nowhere else."""
    rec = record(
        loop("failed", 0, hostile, hostile, notes=[hostile]),
        verdict(hostile, "timeout", message=hostile),
        timed(2.0),
        student=hostile, reason=hostile, notes=[hostile], engine=hostile, sandbox=hostile, graded_at=hostile,
    )  # fmt: skip
    report(tmp_path, [rec, rec], feedback_href=lambda student: student)
    report(tmp_path, [rec], feedback_href=lambda student: "//evil.example/" + student)


def test_no_records_make_a_page_that_says_so(tmp_path):
    """A class without submissions gets a page that says so."""
    assert "No submissions yet" in report(tmp_path, []).text


def test_one_record_makes_a_page(tmp_path):
    """A class of one is a class."""
    assert "Submissions 1" in report(tmp_path, CLASS[:1]).text


@pytest.mark.parametrize("broken", [{"figures": {"ratio": math.nan}}, {"figures": {"ratio": "x"}}, {"figures": None}])
def test_odd_figures_do_no_harm(tmp_path, broken):
    """A figure that is no number is as good as none."""
    odd = verdict("seconds_per_iteration", **broken)
    assert "No submission got as far as being timed" in report(tmp_path, [record(odd)]).text


def test_a_class_of_thousands_is_one_page_soon(tmp_path):
    """Three thousand records make one page of bounded size in bounded time, charts in bins."""
    crowd = [
        record(loop("failed", n % 9, f"mistake_{n % 40}"), timed(0.5 + n % 97), student=f"u{n}")
        for n in range(3000)
    ]
    start = time.perf_counter()
    page = report(tmp_path, crowd)
    assert time.perf_counter() - start < 20
    assert "circle" in page.tags and page.tags.count("circle") < 10
    assert "The first 500 of 3,000 by name: autograder export 02_kmeans --csv marks.csv lists all." in page.text
    assert page.tags.count("tr") < 600
    assert (tmp_path / "reports" / "02_kmeans.html").stat().st_size < 1_000_000


def test_histogram_counts_every_score_once():
    """Each score falls into one bar: lower ends included, full marks in the last, odd ones at the ends."""
    bars = histogram([0, 1.99, 2, 19.99, 20, 20.5, -1, 0.3 * 20], 20)
    assert [bar.count for bar in bars] == [3, 1, 0, 1, 0, 0, 0, 0, 0, 3]
    assert bars[0].height == 100 and bars[1].left == 10
    assert sum(bar.count for bar in histogram([0, 0], 0)) == 2


def test_log_axis_places_and_ticks():
    """Equal ratios are equal distances, and ticks lie on the axis."""
    axis = LogAxis(1, 100)
    assert [axis.place(value) for value in (0.1, 1, 10, 100, 1e9)] == pytest.approx([0, 0, 50, 100, 100])
    assert [label for _, label in axis.ticks()] == ["1", "2", "5", "10", "20", "50", "100"]
    assert [label for _, label in LogAxis(0.5, 3000).ticks()] == ["1", "10", "100", "1,000"]


def test_few_ratios_are_dots_and_many_are_bars():
    """Dots never touch on one level; a crowd becomes bars that count all of it."""
    few = time_chart([1.0, 1.01, 1.02, 40.0], 6, 20)
    assert sorted(level for _, level in few.dots) == [0, 0, 1, 2] and few.levels == 3 and not few.bars
    many = time_chart([1.0] * 500 + [90.0], 6, 20)
    assert not many.dots and sum(bar.count for bar in many.bars) == 501


def test_students_sort_as_people_count():
    """s2 comes before s10, whatever the case; names that mix letters and digits do no harm."""
    names = ["s10", "S2", "10", "b", "", "2a"]
    assert [r["student"] for r in by_name({"student": n} for n in names)] == ["", "2a", "10", "b", "S2", "s10"]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("One. Two.\n\nThree.", "One."),
        ("It stopped:\n\n    ValueError: x\n    y\n\nWhy?", "It stopped: ValueError: x"),
        ("Line 9 `[... for x in y]` loops. Why?", "Line 9 `[... for x in y]` loops."),
        ("", ""),
    ],
)
def test_first_sentence(message, sentence):
    """The first sentence ends where a sentence ends, and a colon brings its line along."""
    assert first_sentence(message) == sentence


def test_remark_is_the_reason_or_the_first_thing_wrong():
    """The remark on a student is the reason, else the first exercise that did not pass, else nothing."""
    assert [remark(rec) for rec in (CLASS[6], CLASS[3], CLASS[0])] == ["Not a notebook.", "Later, in more words.", ""]


def test_report_is_private(tmp_path):
    """Only its owner can read the report."""
    report(tmp_path, CLASS)
    assert stat.S_IMODE((tmp_path / "reports" / "02_kmeans.html").stat().st_mode) == 0o600


def test_links_work_from_every_system(tmp_path):
    """An address with the other slashes leads to the same page."""
    page = report(tmp_path, CLASS[:1], feedback_href=lambda student: f"..\\feedback\\{student}.html")
    assert ("a", "href", "../feedback/s10.html") in page.attributes


def test_marks_given_by_hand_are_listed_with_their_reason(tmp_path):
    """The table marks them, and a list says what the check gave and why the instructor differs."""
    by_hand = {"check_score": 0.0, "comment": "Right idea.\n\nSee `argmin`. " + HOSTILE[0]}
    mine = record({**loop("failed", 4.5), "by_hand": by_hand}, student="s1")
    text = " ".join(report(tmp_path, [mine, *CLASS]).text.split())
    assert "Marks given by hand (1)" in text
    assert "s1 · Update means: 4.5 points; the check gave 0. Right idea. See argmin." in text
    assert "4.5 *" in text and "* given by hand" in text
    assert "given by hand" not in report(tmp_path, CLASS).text


def test_what_is_said_of_several_is_said_once(tmp_path):
    """One sentence and all to whom it applies, with their pages; what is said of one keeps a line of its own."""
    note = "A check cell was edited."
    edited = [record(loop("passed", 9), student=f"s{n}", max_score=9, notes=[note]) for n in range(1, 13)]
    odd = record(loop("passed", 9), student="s20", notes=["The notebook was called `k.ipynb`."])
    page = report(tmp_path, [*edited, odd], names={"s3": "Ada Abel"})
    text = " ".join(page.text.split())
    assert text.count(note) == 1 and "Notes on the submission (13)" in text
    assert "A check cell was edited. (12 students) s1 s2 s3 Ada Abel s4" in text
    assert "s20 The notebook was called k.ipynb." in text
    links = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    assert links.count("../feedback/s12/02.html") == 2  # here, and in the table


@pytest.mark.parametrize(
    ("scores", "mean_side", "median_side"),
    [((0, 0, 3, 9, 9), "start", "end"), ((9, 9, 6, 0, 3), "end", "start"), ((9, 9, 9), "end", "end")],
)
def test_labels_of_mean_and_median_look_away_from_each_other(tmp_path, scores, mean_side, median_side):
    """No label lies on the other's line, and none leaves the chart."""
    report(tmp_path, [record(loop("partial", n), student=f"s{i}", max_score=9) for i, n in enumerate(scores)])
    page = (tmp_path / "reports" / "02_kmeans.html").read_text(encoding="utf-8")
    assert re.search(rf'text-anchor="{mean_side}">mean ', page)
    assert re.search(rf'text-anchor="{median_side}">median ', page)
