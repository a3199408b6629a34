"""`autograder import` takes the newest of the attempts that are allowed, where an archive tells them apart."""

import pytest

from autograder.lms.handed_in import read_handed_in
from autograder.tests.lms_archives import blackboard_names, canvas_name, people, write_zip
from autograder.tests.test_import import A, bring

ADA, BOB = people(12)[:2]
TIMES = ("2026-11-20-10-00-00", "2026-11-21-10-00-00", "2026-11-22-10-00-00")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course that allows two attempts."""
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "course").mkdir()
    (tmp_path / "course/course.toml").write_text("[attempts]\nallowed = 2\n")
    return tmp_path / "course"


def attempts(path, count=3):
    """Blackboard's archive with so many attempts of Ada, and one of Bob."""
    files = []
    for person, times in ((ADA, TIMES[:count]), (BOB, TIMES[:1])):
        for time in times:
            file, info, text = blackboard_names(person, "K-means", time, "kmeans.ipynb")
            files += [(info, text.encode()), (file, time.encode())]
    return write_zip(path, files)


def there(course, person=ADA):
    """What is in a student's submission."""
    return (course / "submitted" / person.login / A / "kmeans.ipynb").read_bytes().decode()


def test_the_newest_of_those_allowed_is_taken(course, tmp_path):
    """With its own time; the one after it is named; and the same again changes nothing."""
    output = bring(course, attempts(tmp_path / "a.zip"), "--yes")
    assert there(course) == TIMES[1] and there(course, BOB) == TIMES[0]
    assert f"after the last attempt allowed, left out: {ADA.login}: K-means_{ADA.login}_attempt_{TIMES[2]}" in output
    line = read_handed_in(course, A)[ADA.login]
    assert line.handed_in.startswith("2026-11-21T10:00") and line.attempt == "2"
    assert "Nothing is new" in bring(course, tmp_path / "a.zip")


def test_a_student_may_have_more(course, tmp_path):
    """Also before the first import, when nobody is known yet; taken back, the allowed one is there again."""
    exceptions = course / "exceptions.csv"
    exceptions.write_text(f"student,extra_attempts\n{ADA.login},1\n")
    bring(course, attempts(tmp_path / "a.zip"), "--yes")
    assert there(course) == TIMES[2]
    exceptions.unlink()
    bring(course, tmp_path / "a.zip", "--yes")
    assert there(course) == TIMES[1]


def test_without_a_limit_the_newest_is_taken(course, tmp_path):
    """As by default."""
    (course / "course.toml").write_text("")
    assert "left out: " + ADA.login not in bring(course, attempts(tmp_path / "a.zip"), "--yes")
    assert there(course) == TIMES[2]


def test_an_archive_of_last_attempts_never_replaces_an_allowed_one(course, tmp_path):
    """Canvas has only the last: it is left out where an allowed one is there, and else taken with a note."""
    def canvas(number, person):
        file = f"kmeans-{number}.ipynb" if number else "kmeans.ipynb"
        return write_zip(tmp_path / f"{number}.zip", [(canvas_name(person, file, 1 + number), str(number).encode())])

    def taken(person):
        return (course / "submitted" / str(person.canvas_id) / A / "kmeans.ipynb").read_bytes()

    bring(course, canvas(1, ADA), "--yes")
    assert "left out: after the last attempt allowed" in bring(course, canvas(2, ADA), "--yes")
    assert taken(ADA) == b"1" and read_handed_in(course, A)[str(ADA.canvas_id)].attempt == "2"
    assert "is attempt 3, and 2 allowed: the archive holds no other" in bring(course, canvas(2, BOB), "--yes")
    assert taken(BOB) == b"2"
