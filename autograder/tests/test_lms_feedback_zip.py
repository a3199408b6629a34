"""The feedback zip is one that Moodle takes back, or has a page for each student."""

from __future__ import annotations

import stat
import zipfile

import pytest

from autograder.lms.feedback_zip import collect_pages, moodle_folder, write_feedback_zip
from autograder.lms.roster import Student
from autograder.tests.lms_importers import moodle_feedback

STUDENTS = [
    Student("zoe", "5001", 'Zoë "Z" O\'Neill'), Student("under", "5002", "Una_Der_77_Score"),
    Student("slash", "5003", "../a/b\\c: <d>\u202e"), Student("dot", "5004", ".~"), Student("bare", "5005"),
    Student("long", "5006", "A" * 300), Student("without", "", "No Number"), Student("pageless", "5008", "No Page"),
]  # fmt: skip


@pytest.fixture
def course(tmp_path):
    """A course with a page for each student but one."""
    for each in STUDENTS[:-1]:
        folder = tmp_path / "feedback" / each.student / "02_kmeans"
        folder.mkdir(parents=True)
        (folder / "kmeans.html").write_text(f"<p>{each.student}</p>", encoding="utf-8")
    return tmp_path


def test_moodle_takes_each_page_for_its_participant(course):
    """Whatever signs a name has, the number is where Moodle looks for it."""
    pages = collect_pages(course, "02_kmeans", STUDENTS, for_moodle=True)
    assert pages.without_page == ("pageless",) and pages.without_number == ("without",)
    write_feedback_zip(course / "feedback.zip", pages)
    got = moodle_feedback(course / "feedback.zip", set(range(5001, 5009)))
    assert got == {
        int(each.lms_id): {"kmeans.html": f"<p>{each.student}</p>".encode()} for each in STUDENTS[:6]
    }  # fmt: skip


def test_folders_are_named_as_in_the_zip_of_submissions():
    """They look as those that came from Moodle."""
    assert moodle_folder(STUDENTS[0]) == "Zoë Z O'Neill_5001_assignsubmission_file_"
    assert moodle_folder(STUDENTS[2]) == "a b c d_5003_assignsubmission_file_"
    assert moodle_folder(STUDENTS[3]) == "Participant_5004_assignsubmission_file_"


def test_a_plain_zip_has_a_page_for_each_student(course):
    """Pages are named by student; where one has several, they lie in a folder."""
    (course / "feedback" / "zoe" / "02_kmeans" / "more.html").write_text("more", encoding="utf-8")
    write_feedback_zip(course / "deep" / "feedback.zip", collect_pages(course, "02_kmeans", STUDENTS, for_moodle=False))
    with zipfile.ZipFile(course / "deep" / "feedback.zip") as archive:
        names = archive.namelist()
    assert names == sorted(["zoe/kmeans.html", "zoe/more.html", *(f"{each.student}.html" for each in STUDENTS[1:-1])])
    assert stat.S_IMODE((course / "deep" / "feedback.zip").stat().st_mode) == 0o600


def test_the_same_pages_make_the_same_zip(course):
    """So that one can tell whether anything is new."""
    pages = collect_pages(course, "02_kmeans", STUDENTS, for_moodle=True)
    write_feedback_zip(course / "one.zip", pages)
    write_feedback_zip(course / "two.zip", pages)
    assert (course / "one.zip").read_bytes() == (course / "two.zip").read_bytes()


def test_nothing_is_left_of_a_zip_that_could_not_be_written(course):
    """A page that goes away meanwhile leaves no half zip."""
    pages = collect_pages(course, "02_kmeans", STUDENTS, for_moodle=True)
    (course / "feedback" / "zoe" / "02_kmeans" / "kmeans.html").unlink()
    with pytest.raises(FileNotFoundError):
        write_feedback_zip(course / "feedback.zip", pages)
    assert sorted(path.name for path in course.iterdir()) == ["feedback"]
