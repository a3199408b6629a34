"""`autograder export` shows what it would fill in, asks, and writes marks and feedback that count."""

from __future__ import annotations

import csv
import json
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook

from autograder.cli import autograder
from autograder.commands import export
from autograder.course import released_notebook
from autograder.grade.automatic_marks import write_records
from autograder.grade.gradebook import declare_assignment, open_gradebook
from autograder.grade.journal import Journal
from autograder.lms.handed_in import HandedIn, write_handed_in
from autograder.lms.roster import Student, roster_path, write_roster
from autograder.tests.lms_importers import moodle_feedback

ASSIGNMENT = "02_kmeans"
PEOPLE = [
    Student("zoe", "101", 'O\'Neill, Zoë "Z"', "zoe@uni.example", "zoe"),
    Student("wei", "102", "Wang, Wei", login="wei"),
    Student("kim", "103", "Kim, Min", login="kim"), Student("away", "104", "Away, Ann", login="away"),
]  # fmt: skip
GRADEBOOK = (
    '\ufeffStudent,ID,SIS Login ID,Section,02_kmeans (12)\r\n    Points Possible,,,,20.00\r\n'
    '"O\'Neill, Zoë ""Z""",101,zoe,S,\r\n"Wang, Wei",102,wei,S,1.00\r\n"Kim, Min",103,kim,S,EX\r\n'
    '"Away, Ann",104,away,S,\r\n"Who, Else",777,who,S,'
).encode()  # fmt: skip
WORKSHEET = (
    "Identifier,Full name,Grade,Maximum grade,Grade can be changed,Last modified (grade),Feedback comments\n"
    "Participant 5002,Wei Wang,,20.00,Yes,-,\nParticipant 5001,\"Zoë \"\"Z\"\" O'Neill\",,20.00,Yes,-,\n"
).encode()


def record(student: str, points: tuple[float, ...]) -> dict[str, Any]:
    """A line of the journal."""
    names = ("initial_means", "update_means", "single_loop", "seconds_per_iteration")
    exercises = [
        {"exercise": name, "score": score, "max_score": most, "outcome": "partial", "message": "Why?", "notes": []}
        for name, score, most in zip(names, points, (3.0, 9.0, 5.0, 3.0), strict=True)
    ]
    return {
        "student": student, "assignment": ASSIGNMENT, "submission": "ab" * 32, "course": "c", "engine": "e",
        "graded_at": "2026-11-25T05:00:00+00:00", "reason": "", "score": sum(points), "max_score": 20.0,
        "sandbox": "full", "seconds": 1.0, "exercises": exercises, "notes": [],
    }  # fmt: skip


RECORDS = [record("zoe", (3, 9, 5, 0.5)), record("wei", (3, 0, 0, 0)), record("kim", (0, 0, 0, 0))]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A graded course, with its gradebook, feedback and roster; Wei has a mark by hand."""
    course = tmp_path_factory.mktemp("course")
    (course / "course.toml").write_text("", encoding="utf-8")
    write_roster(roster_path(course), PEOPLE)
    for each in RECORDS:
        (course / "submitted" / each["student"] / ASSIGNMENT).mkdir(parents=True)
        Journal(course / "records" / f"{ASSIGNMENT}.jsonl").append(each)
        page = course / "feedback" / each["student"] / ASSIGNMENT / "kmeans.html"
        page.parent.mkdir(parents=True)
        page.write_text(each["student"], encoding="utf-8")
    with open_gradebook(course) as gradebook:
        declare_assignment(gradebook, ASSIGNMENT, "kmeans", nbformat.read(released_notebook(ASSIGNMENT), 4))
        write_records(gradebook, ASSIGNMENT, "kmeans", RECORDS)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("update_means", "kmeans", ASSIGNMENT, "wei").manual_score = 6.25
        gradebook.db.commit()
    return course


@pytest.fixture
def here(made, tmp_path, monkeypatch) -> Path:
    """A folder with what an instructor downloaded."""
    (tmp_path / "gradebook.csv").write_bytes(GRADEBOOK)
    (tmp_path / "worksheet.csv").write_bytes(WORKSHEET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(course: Path, *words: str, says: str | None = None) -> Any:
    """Run the command."""
    return CliRunner().invoke(autograder, ["export", ASSIGNMENT, *words, "--course", str(course)], input=says)


@contextmanager
def waiting(course: Path, student: str) -> Iterator[None]:
    """While it lasts a student has a submission without a record."""
    folder = course / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    try:
        yield
    finally:
        folder.rmdir()
        folder.parent.rmdir()


def test_a_gradebook_is_filled_beside_the_downloaded_one(here, made):
    """The mark by hand counts; the downloaded file stays as it is; only its owner reads the new one."""
    result = run(made, "gradebook.csv", "--yes")
    assert result.exit_code == 0, result.output
    filled = here / "gradebook.filled.csv"
    assert filled.read_bytes() == GRADEBOOK.replace(b"zoe,S,", b"zoe,S,17.5").replace(b"1.00", b"9.25")
    assert (here / "gradebook.csv").read_bytes() == GRADEBOOK
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600


def test_a_dry_run_shows_everything_and_writes_nothing(here, made):
    """New, changed, excused, without submission, unknown: each row is in the table, at 80 columns."""
    before = sorted(path.name for path in here.iterdir())
    result = run(made, "gradebook.csv", "--dry-run", "--csv", "marks.csv")
    assert result.exit_code == 0 and sorted(path.name for path in here.iterdir()) == before
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert lines[0] == "gradebook.csv, column '02_kmeans (12)'"
    for line in (
        'O\'Neill, Zoë "Z" zoe 17.5 filled', "Wang, Wei wei 1.00 → 9.25 changed",
        "Kim, Min kim EX left alone: excused in Canvas", "Away, Ann away no submission", "Who, Else unmatched",
        "1 filled, 1 changed, 1 left alone, 1 no submission, 1 unmatched",
    ):  # fmt: skip
        assert line in lines
    assert max(map(len, result.output.splitlines())) <= 80


@pytest.mark.parametrize(("says", "there"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_it_asks_where_somebody_can_answer(here, made, monkeypatch, says, there):
    """Only a yes writes."""
    monkeypatch.setattr(export, "somebody_is_there", lambda: True)
    result = run(made, "gradebook.csv", says=says)
    assert "Write gradebook.filled.csv?" in result.output
    assert (here / "gradebook.filled.csv").exists() == there and result.exit_code == (0 if there else 1)


def test_without_a_terminal_and_without_yes_it_refuses(here, made):
    """One line says what to add."""
    result = run(made, "gradebook.csv")
    assert result.exit_code == 2 and not (here / "gradebook.filled.csv").exists()
    assert result.output.splitlines()[-1].startswith("autograder: nothing was written: there is no terminal to ask at")


def test_what_is_filled_already_is_not_written_again(here, made):
    """It says so; a file that was named with --out is written all the same."""
    assert run(made, "gradebook.csv", "--yes", "--out", "gradebook.csv").exit_code == 0
    result = run(made, "gradebook.csv", "--yes")
    assert "Nothing to write: gradebook.csv has these marks already" in result.output
    assert not (here / "gradebook.filled.csv").exists()
    assert run(made, "gradebook.csv", "--yes", "--out", "same.csv").exit_code == 0
    assert (here / "same.csv").read_bytes() == (here / "gradebook.csv").read_bytes()


def test_a_worksheet_gives_the_zip_its_numbers(here, made):
    """Marks, comments and the zip of one command; who is not in the worksheet is told."""
    result = run(made, "worksheet.csv", "--yes", "--feedback-comments", "--feedback-zip", "feedback.zip")
    assert result.exit_code == 0, result.output
    filled = (here / "worksheet.filled.csv").read_text(encoding="utf-8")
    assert 'Wei Wang,9.25,20.00,Yes,-,"9.25 of 20 points<br>Update means: 6.25 of 9. Marked by hand.<br>' in filled
    got = moodle_feedback(here / "feedback.zip", {5001, 5002})
    assert got == {5001: {"kmeans.html": b"zoe"}, 5002: {"kmeans.html": b"wei"}}
    assert "left out, no number in Moodle: kim" in result.output


def test_numbers_of_an_import_do_as_well(here, made):
    """Moodle's numbers of this assignment are those that its archive had, and not the roster's."""
    path = made / "records" / "handed_in"
    write_handed_in(made, ASSIGNMENT, {"zoe": HandedIn("zoe", "6001", lms="moodle")})
    try:
        result = run(made, "--lms", "moodle", "--feedback-zip", "feedback.zip")
    finally:
        (path / f"{ASSIGNMENT}.csv").unlink()
    assert result.exit_code == 0 and moodle_feedback(here / "feedback.zip", {6001, 101, 102}) == {
        6001: {"kmeans.html": b"zoe"}
    }


def test_a_file_that_is_replaced_is_told(here, made):
    """The line that names a file says so, and says nothing of the kind where there was none."""
    words = ("gradebook.csv", "--yes", "--csv", "marks.csv", "--feedback-zip", "pages.zip")
    assert "replaced" not in run(made, *words).output
    again = run(made, *words)
    assert "Filled: gradebook.filled.csv (replaced)" in again.stdout.splitlines()
    assert again.stderr.splitlines()[-2:] == ["Marks: marks.csv (replaced)", "Feedback: pages.zip, 3 pages (replaced)"]


def test_our_own_files_have_a_row_for_everybody(here, made):
    """CSV and JSON say the same; whoever handed in nothing is in both."""
    result = run(made, "--csv", "marks.csv", "--json", "marks.json", "--feedback-zip", "pages.zip")
    assert result.exit_code == 0, result.output
    with (here / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["student"], row["score"]) for row in rows] == [
        ("away", ""), ("kim", "0"), ("wei", "9.25"), ("zoe", "17.5"),
    ]  # fmt: skip
    assert [each["score"] for each in json.loads((here / "marks.json").read_text("utf-8"))] == [None, 0, 9.25, 17.5]
    assert zipfile.ZipFile(here / "pages.zip").namelist() == ["kim.html", "wei.html", "zoe.html"]


def test_marks_can_be_piped(here, made):
    """`--json -` prints nothing else on stdout."""
    assert [each["student"] for each in json.loads(run(made, "--json", "-").stdout)] == ["away", "kim", "wei", "zoe"]


def test_submissions_that_are_not_graded_are_told(here, made):
    """Their marks would be missing: one line counts them, and our own table says so in their row."""
    with waiting(made, "late"):
        result = run(made, "--csv", "marks.csv")
    assert "autograder: 1 not graded as handed in: late; run `autograder grade 02_kmeans` first" in result.stderr
    with (here / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: (row["score"], row["reason"]) for row in csv.DictReader(file)}
    assert rows["late"] == ("", "not graded yet") and rows["away"] == ("", "")


@pytest.mark.parametrize("option", [(), ("--missing-as-zero",)])
def test_what_is_handed_in_and_not_graded_yet_is_never_filled(here, made, option):
    """A grading that was stopped makes nobody a student without a submission: such a row stays, and is counted."""
    with waiting(made, "away"):
        result = run(made, "gradebook.csv", "--yes", *option)
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "Away, Ann away not graded yet" in lines and "1 left alone, 1 not graded yet" in result.output
    assert b"104,away,S,\r\n" in (here / "gradebook.filled.csv").read_bytes()


def test_no_zero_where_a_row_may_be_that_of_somebody_not_graded_yet(here, made):
    """Who handed in, and has no row that is surely theirs, may have one of those that would get a 0."""
    with waiting(made, "late"):
        result = run(made, "gradebook.csv", "--yes", "--missing-as-zero")
    assert result.exit_code == 2 and "no row is surely that of late: say who is who" in result.stderr


REFUSED = {
    "nothing to do": ((), "say what to export"),
    "an option without its file": (("--scale", "--csv", "x"), "--scale is about the file from your LMS"),
    "a file of no LMS": (("other.csv",), "is neither a gradebook of Canvas nor a worksheet of Moodle"),
    "a worksheet for a gradebook": (("worksheet.csv", "--lms", "canvas"), "is no gradebook of Canvas"),
    "a column that is not there": (("gradebook.csv", "--column", "Essay"), "no assignment is called 'Essay'"),
    "a zip without numbers": (("gradebook.csv", "--lms", "moodle", "--yes"), "which column holds the marks?"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_can_not_be_is_refused_in_one_line(here, made, what):
    """Exit code 2, nothing written, and a line that says what to do."""
    (here / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    before = sorted(path.name for path in here.iterdir())
    words, said = REFUSED[what]
    result = run(made, *words)
    assert result.exit_code == 2 and said in result.stderr and len(result.stderr.splitlines()) == 1
    assert sorted(path.name for path in here.iterdir()) == before


def test_a_large_class_is_shown_in_part(here, made):
    """Rows that say the same are cut, and a line tells how many; what needs a look is shown in full."""
    unknown = "".join(f"Some{number} One,{number},x{number},S,\r\n" for number in range(1000, 1100)).encode()
    (here / "large.csv").write_bytes(GRADEBOOK + b"\r\n" + unknown)
    result = run(made, "large.csv", "--dry-run")
    assert len(result.output.splitlines()) < 70
    assert "Wang, Wei" in result.output and "Not shown above: 61 unmatched" in result.output
