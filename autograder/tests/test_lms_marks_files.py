"""Our own tables of marks say everything, to a spreadsheet and to a program."""

from __future__ import annotations

import csv
import io
import json

from autograder.lms.marks_files import marks_csv, marks_json, marks_rows
from autograder.lms.roster import Student

ROSTER = [
    Student("s10", "7", 'O\'Neill, Zoë "Z"', "zoe@uni.example", "zoe", "0042"),
    Student("s2", "8", "=cmd|' /C calc'!A0", "@sum", "+1", "-1"),
    Student("s3", "9", "Away\nAnn"),
]
VERDICTS = [
    {"exercise": "initial_means", "score": 3.0, "max_score": 3.0, "outcome": "passed"},
    {"exercise": "update_means", "score": 0, "max_score": 9.0, "outcome": "failed", "by_hand": {"comment": "ok"}},
]
RECORD = {
    "score": 3.0, "max_score": 12.0, "exercises": VERDICTS, "notes": ["=late, and odd", "two"], "reason": "",
    "sandbox": "full", "graded_at": "2026-11-25T05:00:00+00:00", "submission": "ab" * 32,
}  # fmt: skip
RECORDS = [{**RECORD, "student": "s2"}, {**RECORD, "student": "s10", "late_penalty": 1.5}, {**RECORD, "student": "new"}]


def read_back() -> list[dict[str, str]]:
    """Read the CSV as a program would."""
    text = marks_csv(marks_rows("02_kmeans", RECORDS, ROSTER))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_there_is_a_row_for_each_student():
    """Also for who handed in nothing, and for who is not on the roster; s2 comes before s10."""
    rows = read_back()
    assert [row["student"] for row in rows] == ["new", "s2", "s3", "s10"]
    assert [row["score"] for row in rows] == ["3.0", "3.0", "", "3.0"]
    assert rows[3]["name"] == 'O\'Neill, Zoë "Z"' and rows[3]["sis_id"] == "0042" and rows[2]["name"] == "Away\nAnn"
    assert rows[3]["late_penalty"] == "1.5" and rows[3]["initial_means"] == "3.0" and rows[3]["update_means"] == "0"
    assert rows[3]["marked_by_hand"] == "update_means" and rows[3]["submission"] == "ab" * 32


def test_no_text_is_a_formula():
    """What a student or an LMS wrote is not run by a spreadsheet; numbers stay numbers."""
    row = read_back()[1]
    assert (row["name"], row["email"], row["login"], row["sis_id"]) == ("'=cmd|' /C calc'!A0", "'@sum", "'+1", "'-1")
    assert row["notes"] == "'=late, and odd; two" and row["update_means"] == "0"


def test_excel_is_told_that_it_is_utf_8():
    """A byte order mark opens the file, and lines end as the standard says."""
    text = marks_csv(marks_rows("02_kmeans", RECORDS, ROSTER))
    assert text.startswith("\ufeffstudent,lms_id,") and text.endswith("\r\n")


def test_json_keeps_texts_as_they_are():
    """Programs get lists and numbers, and names without an apostrophe."""
    rows = json.loads(marks_json(marks_rows("02_kmeans", RECORDS, ROSTER)))
    assert rows[1]["name"] == "=cmd|' /C calc'!A0" and rows[1]["notes"] == ["=late, and odd", "two"]
    assert rows[1]["exercises"] == {"initial_means": 3.0, "update_means": 0}
    assert rows[2]["score"] is None and rows[2]["outcomes"] == {"initial_means": None, "update_means": None}
