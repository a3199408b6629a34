"""Marks count by the course's terms: a rule on lateness, and what applies to single students."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.course import CourseError, deadline_settings
from autograder.grade.exceptions import EXCEPTIONS
from autograder.grade.feedback import Manual
from autograder.grade.late_in_gradebook import write_due_time, write_lateness
from autograder.grade.terms import Terms, read_terms

SETTINGS = '[due]\n"02_kmeans" = 2026-11-30T23:59:00+01:00\n[late]\npenalty = 10\ncap = 50\n[attempts]\nallowed = 2\n'
HEAD = "student,assignment,due,extra_hours,extra_attempts,excused,handed_in,note\n"
DUE = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)


@pytest.fixture
def course(tmp_path):
    """A course with a rule, and submissions of three students a day and an hour late."""
    (tmp_path / "course.toml").write_text(SETTINGS, encoding="utf-8")
    for student in ("s1", "s2", "s3"):
        folder = tmp_path / "submitted" / student / "02_kmeans"
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_text((DUE + timedelta(hours=25)).isoformat(), encoding="utf-8")
    return tmp_path


def excepted(course, *lines):
    """The terms with these lines of exceptions."""
    (course / EXCEPTIONS).write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_terms(course, "02_kmeans")


def record(student="s1", score=15.0):
    """A record as the journal has it."""
    verdict = {"exercise": "update_means", "score": score, "max_score": 20.0, "outcome": "partial", "message": ""}
    return {"student": student, "score": score, "max_score": 20.0, "exercises": [verdict]}


def test_a_late_submission_loses_points_when_it_counts(course):
    """The record itself stays as it is; two days have begun."""
    before = record()
    counted = read_terms(course, "02_kmeans").count(before, {})
    assert (counted["score"], counted["late_penalty"], counted["score_before_penalty"]) == (11, 4, 15)
    assert "1 day 1 h after 2026-11-30 23:59 (UTC+01:00)" in counted["late"]
    assert before == record()


def test_nobody_loses_more_than_there_is(course):
    """A mark is never below 0."""
    counted = read_terms(course, "02_kmeans").count(record(score=1.5), {})
    assert (counted["score"], counted["late_penalty"]) == (0, 1.5)


def test_the_penalty_is_taken_off_marks_by_hand_too(course):
    """It applies to the sum, as nbgrader has it."""
    counted = read_terms(course, "02_kmeans").count(record(), {"update_means": Manual(20.0)})
    assert (counted["score"], counted["exercises"][0]["score"]) == (16, 20)


def test_a_change_of_the_rule_is_all_it_takes(course):
    """Nothing has to be graded again."""
    (course / "course.toml").write_text(SETTINGS.replace("penalty = 10", "penalty = 0"), encoding="utf-8")
    assert read_terms(course, "02_kmeans").count(record(), {}) == Terms().count(record(), {})


def test_students_have_terms_of_their_own(course):
    """More time, another due time, a time of handing in, attempts; an assignment's line counts before that of all."""
    terms = excepted(
        course, "s1,,,24.5,,,,", "s2,,,1,3,yes,,", "s2,02_kmeans,2026-12-05T12:00+01:00,,,no,,", "s3,02_kmeans,,,,,"
        "2026-11-30T23:00:00+01:00,by e-mail",
    )  # fmt: skip
    assert terms.due_for("s1") == DUE + timedelta(hours=24.5) and terms.due_for("s3") == DUE
    assert terms.due_for("s2") == datetime(2026, 12, 5, 11, tzinfo=UTC) and not terms.excused
    assert terms.count(record("s1"), {})["late_penalty"] == 2
    assert "late_penalty" not in terms.count(record("s2"), {}) | terms.count(record("s3"), {})
    assert [terms.allowed_attempts(each) for each in ("s1", "s2")] == [2, 5]


def test_who_is_excused_has_no_penalty_and_is_named(course):
    """Also somebody who handed in nothing, when the roster knows them."""
    (course / "students.csv").write_text("student,name\nabsent,\n", encoding="utf-8")
    terms = excepted(course, "s2,02_kmeans,,,,yes,,", "absent,,,,,yes,,ill")
    assert terms.excused == ["absent", "s2"]
    assert terms.count(record("s2"), {})["excused"] and "late_penalty" not in terms.count(record("s2"), {})


def test_a_file_of_a_spreadsheet_is_read(course):
    """With semicolons, a byte order mark and empty lines."""
    text = "\ufeff" + (HEAD + "s1,,,24,,,,\n,,,,,,,\n").replace(",", ";").replace("\n", "\r\n")
    (course / EXCEPTIONS).write_bytes(text.encode())
    assert read_terms(course, "02_kmeans").due_for("s1") == DUE + timedelta(days=1)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["s1,,,1,,,,", "nobody,,,1,,,,"], "line 3: there is no student 'nobody'"),
        (["s1,99_none,,1,,,,"], "line 2: there is no assignment '99_none'; there are"),
        (["s1,,2026-12-05T12:00+01:00,,,,,"], "line 2: 'due' is about one assignment"),
        (["s1,02_kmeans,2026-12-05T12:00,,,,,"], "line 2: due = '2026-12-05T12:00' must be a time with its offset"),
        (["s1,02_kmeans,soon,,,,,"], "line 2: due = 'soon' must be a time"),
        (["s1,02_kmeans,2026-12-05T12:00Z,5,,,,"], "line 2: give either 'due' or 'extra_hours'"),
        (["s1,,,-1,,,,"], "line 2: extra_hours = '-1' must be a number from 0"),
        (["s1,,,nan,,,,"], "line 2: extra_hours = 'nan' must be a number"),
        (["s1,,,,1.5,,,"], "line 2: extra_attempts = '1.5' must be a whole number"),
        (["s1,,,,,maybe,,"], "line 2: excused = 'maybe' must be yes, no or empty"),
        (["s1,,,1,,,,", "s1,,,2,,,,"], "line 3: s1 has a line for all assignments already"),
        (["s1,,,1,,,,a,b"], "line 2: has more fields than columns"),
        (['s1,,,1,,,,"open'], "line 2: "),
    ],
)
def test_a_line_that_does_not_fit_is_told(course, lines, said):
    """In one line, with its number."""
    with pytest.raises(CourseError, match=said) as caught:
        excepted(course, *lines)
    assert "\n" not in str(caught.value) and str(course / EXCEPTIONS) in str(caught.value)


def test_an_unknown_column_is_told(course):
    """With those that there are."""
    (course / EXCEPTIONS).write_text("student,extra_time\ns1,5\n", encoding="utf-8")
    with pytest.raises(CourseError, match="line 1: has no column 'extra_time'; its columns are student, assignment"):
        read_terms(course, "02_kmeans")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[due]\n'02_kmeans' = 2026-11-30T23:59:00", "must be a time with its offset from UTC, like"),
        ("[due]\n'02_kmeans' = '2026-11-30T23:59:00Z'", "must be a time with its offset"),
        ("[due]\n'02_kmeans' = 2026-11-30", "must be a time with its offset"),
        ("[due]\nkmeens = 2026-11-30T23:59:00Z", "there is no assignment 'kmeens'; there are"),
        ("[late]\nper = 'week'", 'must be "day" or "hour"'),
        ("[late]\npenalty = 101", "in percent: at most 100"),
        ("[late]\ncap = -1", "must be a number from 0 up"),
        ("[late]\ngrace = 5", "has no 'grace'; it has penalty, per, grace_minutes, cap"),
        ("[attempts]\nallowed = 1.5", "must be a whole number"),
    ],
)
def test_settings_that_do_not_fit_are_told(course, text, said):
    """In one line that names the file."""
    (course / "course.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=said) as caught:
        read_terms(course, "02_kmeans")
    assert "\n" not in str(caught.value) and "course.toml" in str(caught.value)


def test_by_default_nothing_is_due_and_nothing_is_taken(tmp_path):
    """A course that says nothing has marks as before."""
    found = deadline_settings(tmp_path)
    assert (found.due, found.late["penalty"], found.attempts) == ({}, 0, 0)


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of nbgrader's own API
def test_nbgraders_gradebook_agrees(course, tmp_path):
    """By its own API: due time, extension, lateness and penalty, which a change of the rule changes."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment("02_kmeans")
        gradebook.add_notebook("kmeans", "02_kmeans")
        gradebook.add_grade_cell("update_means", "kmeans", "02_kmeans", max_score=20, cell_type="code")
        for student in ("s1", "s2", "s3"):
            gradebook.add_student(student)
            gradebook.add_submission("02_kmeans", student)
            gradebook.find_grade("update_means", "kmeans", "02_kmeans", student).auto_score = 15.0
        records = [record(student) for student in ("s1", "s2", "s3")]
        for terms in (
            read_terms(course, "02_kmeans"), excepted(course, "s1,,,24.5,,,,", "s2,,,,,yes,,"),
            excepted(course, "s1,,,100,,,,"),
        ):  # fmt: skip
            write_due_time(gradebook, terms)
            write_lateness(gradebook, "kmeans", terms, records)
            gradebook.db.expire_all()
            for each in records:
                theirs = gradebook.find_submission("02_kmeans", each["student"])
                ours = terms.count(each, {})
                assert max(0.0, theirs.score - theirs.late_submission_penalty) == ours["score"]
                late = terms.handed_in(each["student"]) - terms.due_for(each["student"])
                assert theirs.total_seconds_late == max(late.total_seconds(), 0)
