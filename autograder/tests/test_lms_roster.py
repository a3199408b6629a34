"""Who is who: the roster is read strictly, written whole, and forgets nothing."""

import stat

import pytest

from autograder.course import CourseError
from autograder.lms.handed_in import HandedIn, read_handed_in, write_handed_in
from autograder.lms.roster import Student, first_and_last_name, gradebook_fields, merge, read_roster, write_roster

JANE = Student("jdoe", "17", 'Doe, Jane "JD"', "jane@example.org", "jdoe", "0042")
ZOE = Student("18", "18", "Zoë Nguyễn\u0301")


def test_a_roster_comes_back_as_it_was_written(tmp_path):
    """Commas, quotes, accents, zeros in front and empty columns survive."""
    path = tmp_path / "students.csv"
    write_roster(path, [JANE, ZOE])
    assert read_roster(path) == [JANE, ZOE]
    assert path.read_text(encoding="utf-8").splitlines()[0] == "student,lms_id,name,email,login,sis_id"


def test_only_the_owner_reads_a_roster(tmp_path):
    """Names and addresses are private, also in a file that was there before."""
    path = tmp_path / "students.csv"
    path.write_text("student\n", encoding="utf-8")
    write_roster(path, [JANE])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_roster_is_an_empty_one(tmp_path):
    """A course that never imported has no students.csv."""
    assert read_roster(tmp_path / "students.csv") == []


def test_a_roster_that_a_spreadsheet_saved_is_read(tmp_path):
    """A byte order mark, Windows line ends, other columns and missing ones do no harm."""
    path = tmp_path / "students.csv"
    path.write_bytes(b"\xef\xbb\xbfname,student,group\r\nJane,jdoe,A\r\n")
    assert read_roster(path) == [Student("jdoe", name="Jane")]


BAD = {
    "a folder outside": (b"student\n../x\n", "line 2: `student` must be a folder's name"),
    "no folder": (b"student,name\n,Jane\n", "line 2: `student` must be a folder's name"),
    "another file": (b"a,b\n1,2\n", "line 2: `student` must be a folder's name"),
    "twice": (b"student\nJane\njane\n", "jane stands there twice"),
    "no text": (b"student\n\xff\xfe\n", "UTF-8"),
    "an open quote": (b'student\n"x\n', "can't be read as a roster"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_damaged_roster_is_told_in_one_line(tmp_path, case):
    """The file and what is wrong in it are named, and nothing is guessed."""
    data, why = BAD[case]
    path = tmp_path / "students.csv"
    path.write_bytes(data)
    with pytest.raises(CourseError) as told:
        read_roster(path)
    assert why in str(told.value) and str(path) in str(told.value) and "\n" not in str(told.value)


def test_merging_adds_and_never_forgets():
    """What is new comes in, what is said anew replaces, and what is not said stays."""
    known = [JANE, ZOE]
    merged = merge(known, [Student("jdoe", lms_id="99"), Student("new", name="New")])
    assert merged == [Student("jdoe", "99", JANE.name, JANE.email, "jdoe", "0042"), ZOE, Student("new", name="New")]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Doe, Jane", ("Jane", "Doe")),
        ("Jane Mary Doe", ("Jane Mary", "Doe")),
        ("Madonna", ("", "Madonna")),
        ("", ("", "")),
    ],
)
def test_names_are_split_as_the_gradebook_keeps_them(name, parts):
    """Both orders give first and last name."""
    assert first_and_last_name(name) == parts


def test_the_gradebook_gets_only_what_is_known():
    """An empty column doesn't overwrite what nbgrader knows."""
    assert gradebook_fields(Student("x")) == {}
    assert gradebook_fields(Student("x", "7", "Jane Doe", "j@example.org")) == {
        "first_name": "Jane", "last_name": "Doe", "email": "j@example.org", "lms_user_id": "7",
    }  # fmt: skip


def test_what_the_lms_said_comes_back(tmp_path):
    """Times, marks and numbers of an assignment are kept beside the records."""
    lines = {"jdoe": HandedIn("jdoe", "17", "2026-11-20T23:59:00+01:00", "yes", "2", "canvas", "a, b")}
    write_handed_in(tmp_path, "02_kmeans", lines)
    assert read_handed_in(tmp_path, "02_kmeans") == lines
    assert read_handed_in(tmp_path, "03_one_loop") == {}
    assert stat.S_IMODE((tmp_path / "records/handed_in/02_kmeans.csv").stat().st_mode) == 0o600
