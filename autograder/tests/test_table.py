"""The table in the terminal tells a class at a glance."""

import pytest
from rich.console import Console

from autograder.grade.outcome import MARKS
from autograder.grade.table import remarks, table
from autograder.tests.test_feedback import HOSTILE, record, verdict
from autograder.tests.test_report import CLASS


def printed(records, width=120):
    """Give the lines that a terminal of this width shows."""
    console = Console(width=width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(table(records))
    return capture.get().splitlines()


def test_rows_marks_and_means():
    """Each student has a row with score, marks, time and remark; the class's means stand below."""
    lines = printed(CLASS)
    rows = {line.split()[0]: line for line in lines if line.strip()}
    assert rows["s2"].split() == ["s2", "12/12", "✓", "✓", "0.6"]
    assert rows["s3"].split()[1:4] == ["0/12", "✗", "·"] and "For s3: `abs`." in rows["s3"]
    assert "It stopped: ValueError: x" in rows["s5"]
    assert "Not a notebook." in rows["s7"]
    assert rows["mean"].split() == ["mean", "3.43", "2.57", "0.86", "0.31"]
    assert [name[1:] for name in rows if name[1:].isdigit()] == ["2", "3", "4", "5", "6", "7", "10"]


def test_legend_names_the_marks_that_occur():
    """Below the table stands what its marks mean, and no others."""
    text = " ".join(" ".join(printed(CLASS)).split())
    assert "✓ passed" in text and "⏱ ran out of time" in text and "· not judged" in text
    assert "partly right" not in text


def test_many_exercises_have_numbers_and_a_key():
    """Heads that do not fit side by side become numbers, which a line below explains; no time, no column for it."""
    names = ["inertias", "silhouette", "contingency", "purity", "adjusted_rand", "standardise"]
    lines = printed([record(*(verdict(name) for name in names), student="ana")], 80)
    assert lines[1].split() == ["student", "score", "1", "2", "3", "4", "5", "6", "remark"]
    text = " ".join(" ".join(lines).split())
    assert "1 inertias 2 silhouette 3 contingency 4 purity 5 adjusted_rand 6 standardise" in text
    assert "…" not in text


def test_marks_differ():
    """No two outcomes share a sign or a word."""
    assert len({mark.sign for mark in MARKS.values()}) == len({mark.word for mark in MARKS.values()}) == len(MARKS)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_fits_the_terminal(width):
    """No line is wider than the terminal, and each student keeps to one line."""
    lines = printed(CLASS, width)
    assert max(map(len, lines)) <= width
    assert sum(line.strip().startswith("s") and line.split()[0][1:].isdigit() for line in lines) == len(CLASS)


@pytest.mark.parametrize("hostile", [*HOSTILE, "[red]x[/red][link=http://x]y", "a\nb\rc"])
def test_nothing_steers_the_terminal(hostile):
    """Escapes, markup and line breaks of a student reach the terminal as words only."""
    text = "\n".join(printed([record(verdict(hostile, message=hostile), student=hostile)], 400))
    assert "\x1b" not in text and "\x00" not in text and "\u202e" not in text
    assert ("[red]x" in text) == ("[red]" in hostile)


def test_no_records_make_an_empty_table():
    """A class without submissions is a table without rows."""
    assert table([]).row_count == 0
    assert "student" in "".join(printed([]))


def test_remarks_find_room_beneath():
    """Where a terminal is too narrow for remarks beside the marks, they are whole lines below."""
    console = Console(width=80, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(table(CLASS, with_remarks=False))
    assert "remark" not in capture.get() and "It stopped" not in capture.get()
    said = [line.plain for line in remarks(CLASS)]
    assert "s5: It stopped: ValueError: x" in said and "s7: Not a notebook." in said
    assert not any(line.startswith("s2:") for line in said)
