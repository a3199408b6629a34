"""What lateness costs and who is excused shows wherever marks are given out, and nobody is graded again for it."""

from __future__ import annotations

import asyncio
import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import autograder
from autograder.cli import autograder as command
from autograder.grade.class_run import Outcome, grade_class, open_class
from autograder.grade.gradebook import open_gradebook
from autograder.grade.table import table
from autograder.judge.submission import submission_hash
from autograder.lms.handed_in import HandedIn, write_handed_in
from autograder.lms.roster import Student, roster_path, write_roster

A, DATA = "02_kmeans", b"{}"
DUE = "[late]\npenalty = 10\n[due]\n'02_kmeans' = 2026-11-30T23:59:00+01:00\n"
HEAD = "student,assignment,excused,extra_hours,note\n"
GRADEBOOK = (
    b"Student,ID,SIS Login ID,Section,02_kmeans (12)\n    Points Possible,,,,20\n"
    b"Ann,101,ann,S,\nBob,102,bob,S,7\nCem,103,cem,S,\n"
)
WORKSHEET = (
    b"Identifier,Full name,Grade,Maximum grade,Last modified (grade),Feedback comments\n"
    b"Participant 1,Ann,,20.00,-,\nParticipant 2,Bob,7.00,20.00,-,\nParticipant 3,Cem,,20.00,-,\n"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Ann handed in 25 hours late, Bob in time; Cem is on the roster alone."""
    (tmp_path / "course.toml").write_text("", encoding="utf-8")
    write_roster(roster_path(tmp_path), [Student(n, str(i), n.title(), login=n) for i, n in
                                         enumerate(("ann", "bob", "cem"), start=101)])  # fmt: skip
    for student, handed_in in (("ann", "2026-12-02T00:59:00+01:00"), ("bob", "2026-11-30T23:59:00+01:00")):
        folder = tmp_path / "submitted" / student / A
        folder.mkdir(parents=True)
        (folder / "kmeans.ipynb").write_bytes(DATA)
        (folder / "timestamp.txt").write_text(handed_in, encoding="utf-8")
    work = open_class(A, tmp_path)
    for student in ("ann", "bob"):
        work.journal.append(record(student, work.assignment.course_hash))
    return tmp_path


def record(student: str, judged_by: str) -> dict[str, Any]:
    """A line of the journal with 3 of 20 points."""
    verdict = {"exercise": "initial_means", "outcome": "passed", "score": 3.0, "max_score": 3.0, "message": "So it is.",
               "mistake": "", "notes": [], "figures": {}}  # fmt: skip
    return {
        "student": student, "assignment": A, "submission": submission_hash(DATA, {}), "course": judged_by,
        "engine": autograder.__version__, "graded_at": datetime.now(UTC).isoformat(timespec="seconds"), "reason": "",
        "score": 3.0, "max_score": 20.0, "sandbox": "none", "seconds": 1.0, "exercises": [verdict], "notes": [],
    }  # fmt: skip


def settle(course: Path) -> Outcome:
    """Run the grader, who has nothing to judge."""

    async def nobody_judges(*_: Any) -> None:
        raise AssertionError("somebody is graded again")

    return asyncio.run(grade_class(open_class(A, course), nobody_judges))


def excuse(course: Path, *students: str) -> None:
    """Write down who is excused."""
    lines = "".join(f'{student},{A},yes,,"ill, really"\n' for student in students)
    (course / "exceptions.csv").write_text(HEAD + lines, encoding="utf-8")


def page(course: Path, student: str) -> str:
    """A student's feedback."""
    return (course / "feedback" / student / A / "kmeans.html").read_text(encoding="utf-8")


def export(course: Path, *words: str) -> str:
    """Run the export; give what it says."""
    result = CliRunner().invoke(command, ["export", A, *words, "--course", str(course)])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_due_time_alone_changes_all_that_shows_marks(course: Path) -> None:
    """Marks, feedback, report and nbgrader's gradebook, there and back, and nobody is judged."""
    assert [each["score"] for each in settle(course).records] == [3, 3]
    assert "Handed in" not in page(course, "ann")
    (course / "course.toml").write_text(DUE, encoding="utf-8")
    assert [each["score"] for each in settle(course).records] == [0, 3]
    assert "4 of 20 points are taken off. Without that it would be 3." in page(course, "ann")
    assert "Late: 3 points off." in (course / "reports" / f"{A}.html").read_text(encoding="utf-8")
    assert theirs(course, "ann") == (3, 4, datetime(2026, 11, 30, 22, 59))
    assert theirs(course, "bob")[1] == 0 and "Handed in" not in page(course, "bob")
    (course / "exceptions.csv").write_text(HEAD + f"ann,{A},,24.5,\n", encoding="utf-8")
    assert [each["score"] for each in settle(course).records] == [1, 3]
    assert "<strong>1</strong> <span>of 20" in page(course, "ann") and theirs(course, "ann")[1] == 2
    (course / "course.toml").write_text(DUE.replace("10", "0"), encoding="utf-8")
    assert [each["score"] for each in settle(course).records] == [3, 3]
    assert "Handed in" not in page(course, "ann") and theirs(course, "ann")[1] == 0


def theirs(course: Path, student: str) -> tuple[float, float, datetime]:
    """What nbgrader's own API says: score, penalty and due time."""
    with open_gradebook(course) as gradebook:
        found = gradebook.find_submission(A, student)
        return found.score, found.late_submission_penalty, found.assignment.duedate


def test_who_is_excused_is_in_no_mean_and_has_no_zero(course: Path) -> None:
    """Neither who handed in nor who did not; both are named, and the page of the former says so."""
    excuse(course, "bob", "cem")
    outcome = settle(course)
    assert [each["student"] for each in outcome.records] == ["ann"] and outcome.excused == ["bob", "cem"]
    shown = table(list(outcome.records), outcome.excused)
    rows = list(zip(*(map(str, column.cells) for column in shown.columns[:2]), strict=True))
    assert rows == [("ann", "3/20"), ("bob", "excused"), ("cem", "excused")]
    assert "<strong>Excused</strong>" in page(course, "bob") and "of 20 points" not in page(course, "bob")
    report = (course / "reports" / f"{A}.html").read_text(encoding="utf-8")
    assert report.count(">excused<") == 2 and "Nothing handed in" not in report
    assert (course / "reports" / "index.html").read_text(encoding="utf-8").count(">excused<") == 2
    (course / "exceptions.csv").unlink()
    assert len(settle(course).records) == 2 and "<strong>3</strong> <span>of 20" in page(course, "bob")


def test_canvas_is_told_who_is_excused(course: Path) -> None:
    """As EX, also in the place of a mark, and no zero is given for what is missing."""
    (course / "gradebook.csv").write_bytes(GRADEBOOK)
    settle(course)
    excuse(course, "bob", "cem")
    export(course, str(course / "gradebook.csv"), "--yes", "--missing-as-zero")
    filled = (course / "gradebook.filled.csv").read_bytes()
    assert filled == GRADEBOOK.replace(b"ann,S,", b"ann,S,3").replace(b"S,7", b"S,EX").replace(b"cem,S,", b"cem,S,EX")


def test_moodle_gets_no_mark_for_who_is_excused(course: Path) -> None:
    """Its worksheet has no word for it; a mark that stands there is told."""
    (course / "worksheet.csv").write_bytes(WORKSHEET)
    settle(course)
    excuse(course, "bob", "cem")
    said = export(course, str(course / "worksheet.csv"), "--yes", "--missing-as-zero", "--lms", "moodle")
    rows = list(csv.DictReader((course / "worksheet.filled.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["Grade"] for row in rows] == ["3", "7.00", ""]
    assert "excused, but has a mark" in " ".join(said.split())


def test_who_is_excused_after_a_mark_was_given_out_is_listed(course: Path) -> None:
    """Run and export list that mark until a file says so; so they do where somebody is excused no longer."""
    (course / "gradebook.csv").write_bytes(GRADEBOOK)
    settle(course)
    export(course, str(course / "gradebook.csv"), "--yes")
    excuse(course, "bob", "cem")
    assert [str(each) for each in settle(course).differing] == ["bob: 3 → excused: by exceptions.csv"]
    said = export(course, "--csv", "-")
    assert "changed since they were given out:\n  bob: 3 → excused: by exceptions.csv\n" in said and "cem:" not in said
    (course / "worksheet.csv").write_bytes(WORKSHEET)
    export(course, str(course / "worksheet.csv"), "--yes", "--lms", "moodle")  # in which Bob's mark stands still
    (course / "gradebook.csv").write_bytes(GRADEBOOK.replace(b"S,7", b"S,EX"))
    assert "bob: 3 → excused" in export(course, str(course / "gradebook.csv"), "--yes")
    assert settle(course).differing == [] and "changed since" not in export(course, "--csv", "-")
    (course / "exceptions.csv").unlink()
    assert [str(each) for each in settle(course).differing] == ["bob: excused → 3: no longer excused"]
    assert "bob: excused → 3" in export(course, "--json", str(course / "marks.json"))
    assert settle(course).differing == []


def test_nobody_is_asked_about_the_mark_of_who_is_excused(course: Path) -> None:
    """What would change it goes on waiting, until there is a mark again."""
    settle(course)
    export(course, "--csv", str(course / "marks.csv"))
    work = open_class(A, course)
    at = work.journal.newest()["bob"].at
    verdict = {**record("bob", "c")["exercises"][0], "score": 1.0}
    work.held_back.append({**record("bob", work.assignment.course_hash), "score": 1.0, "exercises": [verdict],
                           "instead_of": at})  # fmt: skip
    excuse(course, "bob")
    assert settle(course).held_back == []
    excuse(course)
    assert [str(each) for each in settle(course).held_back] == ["bob: 3 → 1 (initial_means 3 → 1): graded again"]


def test_our_own_files_say_both(course: Path) -> None:
    """The points that are off, and who is excused."""
    settle(course)
    (course / "course.toml").write_text(DUE, encoding="utf-8")
    excuse(course, "bob", "cem")
    export(course, "--csv", str(course / "marks.csv"), "--json", str(course / "marks.json"))
    rows = list(csv.DictReader((course / "marks.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["score"], row["late_penalty"], row["excused"]) for row in rows] == [
        ("0.0", "3.0", ""), ("", "", "yes"), ("", "", "yes"),
    ]  # fmt: skip
    assert [each["excused"] for each in json.loads((course / "marks.json").read_text())] == [False, True, True]


def test_what_is_wrong_with_an_exception_is_told_before_anybody_is_graded(course: Path) -> None:
    """One line, and exit code 2."""
    excuse(course, "nobody")
    for words in (["grade", A], ["report", A], ["export", A, "--csv", "-"]):
        result = CliRunner().invoke(command, [*words, "--course", str(course)])
        assert result.exit_code == 2 and "exceptions.csv: line 2: there is no student 'nobody'" in result.output


def test_who_may_be_late_without_a_known_time_is_told(course: Path) -> None:
    """Canvas marks what is late, and tells no time; what it calls in time needs none."""
    (course / "course.toml").write_text(DUE, encoding="utf-8")
    for student in ("ann", "bob"):
        (course / "submitted" / student / A / "timestamp.txt").unlink()
    lines = {"ann": HandedIn("ann", late="yes", lms="canvas"), "bob": HandedIn("bob", late="no", lms="canvas")}
    write_handed_in(course, A, lines)
    assert settle(course).untimed == ["ann"]
    text = f"student,assignment,handed_in\nann,{A},2026-12-01T08:00+01:00\n"
    (course / "exceptions.csv").write_text(text, encoding="utf-8")
    outcome = settle(course)
    assert outcome.untimed == [] and outcome.records[0]["late_penalty"] == 2
