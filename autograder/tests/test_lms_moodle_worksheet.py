"""Moodle takes from the filled worksheet just the marks that we have, for just the right people."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import CourseError
from autograder.lms.csv_bytes import parsed
from autograder.lms.fill import Choices, Filling, fill
from autograder.lms.match_rows import SURE, match_rows
from autograder.lms.moodle_worksheet import read_worksheet
from autograder.lms.roster import Student
from autograder.tests.lms_importers import MoodleGrade, moodle_import, shown

HEADS = ("Identifier", "Grade", "Last modified (grade)", "Feedback comments")
WORKSHEET = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (submission)","Online text","Last modified (grade)","Feedback comments"\n'
    'Participant 5001,"Zoë ""Z"" O\'Neill",zoe@uni.example,"Submitted for grading",,20.00,Yes,'
    '"Friday, 20 November 2026, 11:59 PM","one,\ntwo",-,\n'
    'Participant 5002,"Wei Wang",wei@uni.example,Submitted,12.00,20.00,No,-,,"Sunday, 22 November 2026, 9:00 AM",\n'
    'Participant 5003,"Wei Wang",wei2@uni.example,Submitted,4.00,20.00,Yes,-,,-,"<p>see me</p>"\n'
    'Participant 5004,"Min Kim",kim@uni.example,"No submission",,20.00,Yes,-,,-,\n'
)
GERMAN = (
    "\ufeffID;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Bestwertung;Bewertung kann geändert werden;"
    "Zuletzt geändert (Bewertung)\r\n"
    "Teilnehmer/in5001;O'Neill Zoë;zoe@uni.example;Abgegeben;;20,00;Ja;-\r\n"
    "Teilnehmer/in5003;Wang Wei;wei2@uni.example;Abgegeben;4,50;20,00;Ja;-\r\n"
)
ZOE, WEI, WEI2 = Student("zoe", "5001"), Student("w1", "5002"), Student("w2", "5003")
ALL = [ZOE, WEI, WEI2, Student("kim", "5004")]


def record(student: str, score: float, most: float = 20.0) -> dict:
    """Give a record with one exercise that was not solved."""
    verdict = {
        "exercise": "update_means", "score": score, "max_score": most, "outcome": "partial",
        "message": "Yours is `<b>`, & the check's is 3. Why?",
    }  # fmt: skip
    return {"student": student, "score": score, "max_score": most, "exercises": [verdict]}


RECORDS = [record("zoe", 17.5), record("w1", 9.25), record("w2", 3.333)]


def filled(
    text: str = WORKSHEET, students=ALL, records=RECORDS, column: str = "", sure=SURE, encoding="utf-8", **choices
) -> Filling:
    """Fill a worksheet."""
    sheet = read_worksheet(Path("worksheet.csv"), parsed(text.encode(encoding)), column)
    return fill(sheet, match_rows(sheet.rows, students, sure), records, Choices(**choices))


def taken(filling: Filling, locked: frozenset[int] = frozenset({5002})) -> dict[int, MoodleGrade]:
    """What Moodle takes from it."""
    everyone = {5001, 5002, 5003, 5004}
    return moodle_import(filling.encoded(), everyone, 20, heads=HEADS, word="Participant ", locked=locked)


def marks(filling: Filling) -> dict[int, float | None]:
    """The marks alone."""
    return {number: got.grade for number, got in taken(filling).items()}


def test_moodle_takes_every_mark() -> None:
    """New, changed, locked and without a submission: each row is what it should be."""
    assert marks(filled()) == {5001: 17.5, 5002: None, 5003: 3.33, 5004: None}


def test_no_other_byte_changes() -> None:
    """Times, comments and texts with line breaks stay as Moodle wrote them."""
    expected = WORKSHEET.replace('grading",,20', 'grading",17.5,20').replace(",4.00,", ",3.33,")
    assert filled().encoded() == expected.encode()
    assert not filled(filled().encoded().decode()).changes


@pytest.mark.parametrize("rewrite", [str.upper, str.lower])
def test_heads_are_told_without_regard_to_case(rewrite) -> None:
    """Other releases of Moodle write them otherwise."""
    head, _, body = WORKSHEET.partition("\n")
    assert len(filled(f"{rewrite(head)}\n{body}").changes) == 2


def test_address_login_and_name_find_a_student() -> None:
    """Where the number is not known: Moodle has another one in each assignment."""
    students = [Student("a", email="ZOE@uni.example"), Student("b", "1", login="wei2@uni.example")]
    students.append(Student("c", name="Kim, Min"))
    records = [record("a", 1), record("b", 2), record("c", 3)]
    sure = [kind for kind in SURE if kind != "lms_id"]
    assert marks(filled(students=students, records=records, sure=sure)) == {5001: 1, 5002: None, 5003: 2, 5004: 3}


def test_anonymous_worksheets_go_by_the_number_alone() -> None:
    """Where marking is blind there are neither names nor addresses."""
    text = "Identifier,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade)\n"
    text += "Participant 5001,Submitted,,20,Yes,-\nParticipant 5009,Submitted,,20,Yes,-\n"
    assert filled(text).encoded().decode() == text.replace("5001,Submitted,,", "5001,Submitted,17.5,")


def test_marks_above_the_maximum_are_told() -> None:
    """Moodle would pass them over without a word."""
    filling = filled(records=[record("zoe", 21.5)])
    assert [step.why for step in filling.steps if step.student == "zoe"] == ["21.5 is above Moodle's maximum"]
    assert not filling.changes


def test_a_decimal_comma_where_the_file_has_one() -> None:
    """A worksheet in another language: `--column` names the marks, the rest is known by its place."""
    filling = filled(GERMAN, column="Bewertung")
    assert filling.encoded() == GERMAN.replace("Abgegeben;;", "Abgegeben;17,5;").replace("4,50", "3,33").encode()
    heads = ("ID", "Bewertung", "Zuletzt geändert (Bewertung)", "")
    got = moodle_import(
        filling.encoded(), {5001, 5003}, 20, heads=heads, word="Teilnehmer/in", comma=True, delimiter=";"
    )
    assert {number: each.grade for number, each in got.items()} == {5001: 17.5, 5003: 3.33}
    assert filling.sheet.notes[-1].endswith("choose utf-8 and semicolons in Moodle's form.")


def test_another_language_is_matched_by_address_and_name() -> None:
    """The column of addresses is known by what it holds."""
    students = [Student("a", email="zoe@uni.example"), Student("b", name="Wei Wang")]
    assert len(filled(GERMAN, students, [record("a", 1), record("b", 2)], "Bewertung").changes) == 2


def test_comments_are_filled_and_escaped() -> None:
    """Readers see the check's words, and nothing in them is HTML; what somebody else wrote stays."""
    got = taken(filled(comments=True))
    assert got[5001].comment.startswith("17.5 of 20 points<br>Update means: 17.5 of 20, partly right. Yours is <code>")
    assert "Yours is  <b> , & the check's is 3." in shown(got[5001].comment) and "\n" not in got[5001].comment
    assert got[5003].comment == "<p>see me</p>" and got[5004].comment == ""


def test_a_comment_of_ours_is_renewed() -> None:
    """After a regrade the comment is that of the new mark; without a change none is written."""
    once = filled(comments=True).encoded().decode()
    assert taken(filled(once, records=[record("zoe", 19)], comments=True))[5001].comment.startswith("19 of 20")
    assert not filled(once, comments=True).changes


def test_comments_are_written_in_any_encoding() -> None:
    """What the file's encoding has no letter for is spelt as HTML spells it."""
    odd = record("zoe", 1)
    odd["exercises"][0]["message"] = "Means μ, not “π”."
    filling = filled(WORKSHEET.replace("ë", "é"), records=[odd], comments=True, encoding="cp1252")
    assert filling.sheet.file.encoding == "cp1252"
    assert b"Means &#956;, not \x93&#960;\x94." in filling.encoded()


REFUSED = {
    "a scale of words": (WORKSHEET.replace("Maximum grade", "Scale"), "", "is marked on a scale of words"),
    "no column of marks": (WORKSHEET.replace(",Grade,", ",Mark,"), "", "give --column: one of 'Full name'"),
    "a column that Moodle does not take": (WORKSHEET, "Status", "'Status' can't be the column of marks"),
    "a column of its own, in German": (GERMAN, "E-Mail", "'E-Mail' can't be the column of marks: one of 'ID'"),
    "no time of marking": (WORKSHEET.replace("modified (grade)", "m"), "", r"needs the column 'Last modified \(grade"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_moodle_would_not_take_is_refused_in_one_line(what: str) -> None:
    """The line names the file and what to do."""
    text, column, words = REFUSED[what]
    with pytest.raises(CourseError, match=words) as problem:
        filled(text, column=column)
    assert "\n" not in str(problem.value)


def test_comments_need_a_column() -> None:
    """Without one the line says what to switch on."""
    with pytest.raises(CourseError, match="has no 'Feedback comments'"):
        filled(WORKSHEET.replace("Feedback comments", "Other"), comments=True)
