"""nbgrader's own gradebook shows our marks, and what instructors wrote in it stays."""

import os
import stat

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import released_notebook
from autograder.grade.automatic_marks import outdated_students, submission_time, write_records
from autograder.grade.feedback import Manual
from autograder.grade.gradebook import declare_assignment, open_gradebook
from autograder.grade.manual_marks import manual_marks, with_manual_marks

ASSIGNMENT, NOTEBOOK = "02_kmeans", "kmeans"
POINTS = {"initial_means": 3, "update_means": 9, "single_loop": 5, "seconds_per_iteration": 3}


def record(student, **scores):
    """Make a student's record with some scores; the other exercises have none."""
    exercises = [{"exercise": name, "score": float(scores.get(name, 0)), "max_score": full}
                 for name, full in POINTS.items()]  # fmt: skip
    return {
        "student": student, "assignment": ASSIGNMENT, "graded_at": "2026-03-01T12:30:00+00:00",
        "score": sum(each["score"] for each in exercises), "max_score": 20.0, "exercises": exercises,
    }  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A gradebook that knows the assignment and no student; it is made once, and copied."""
    course = tmp_path_factory.mktemp("course")
    released = nbformat.read(released_notebook(ASSIGNMENT), as_version=4)
    with open_gradebook(course) as gradebook:
        declare_assignment(gradebook, ASSIGNMENT, NOTEBOOK, released)
    return course / "gradebook.db"


@pytest.fixture
def course(empty, tmp_path):
    """A course folder with that gradebook."""
    (tmp_path / "gradebook.db").write_bytes(empty.read_bytes())
    return tmp_path


def write(course, *records):
    """Write some records, and close the gradebook."""
    with open_gradebook(course) as gradebook:
        write_records(gradebook, ASSIGNMENT, NOTEBOOK, records)


def scores(course, student):
    """Give a student's marks as nbgrader has them: automatic, manual, and the one that counts."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook(NOTEBOOK, ASSIGNMENT, student).grades
        return {grade.name: (grade.auto_score, grade.manual_score, grade.score) for grade in grades}


def mark_by_hand(course, student, exercise, score, comment=""):
    """Do what formgrader does when an instructor overrides a mark and writes a comment."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade(exercise, NOTEBOOK, ASSIGNMENT, student).manual_score = score
        if comment:
            found = gradebook.find_comment(f"{exercise}_code", NOTEBOOK, ASSIGNMENT, student)
            found.manual_comment = comment
        gradebook.db.commit()


@pytest.mark.skipif(os.name == "nt", reason="only on systems with file modes")
def test_a_new_gradebook_is_private(empty):
    """A gradebook that we make can be read by its owner alone."""
    assert stat.S_IMODE(empty.stat().st_mode) == 0o600


def test_the_assignment_is_known_with_its_points(course):
    """The four check cells are there with their points, and the three cells that students fill in."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_notebook(NOTEBOOK, ASSIGNMENT)
        assert {cell.name: cell.max_score for cell in notebook.grade_cells} == POINTS
        filled_in = {cell.name for cell in notebook.solution_cells}
        assert filled_in == {"initial_means_code", "update_means_code", "plane_code"}
        assert gradebook.find_assignment(ASSIGNMENT).max_score == 20


def test_declaring_twice_changes_nothing(course):
    """Every run declares the assignment again; marks and cells stay as they are."""
    write(course, record("s01", initial_means=3))
    released = nbformat.read(released_notebook(ASSIGNMENT), as_version=4)
    with open_gradebook(course) as gradebook:
        declare_assignment(gradebook, ASSIGNMENT, NOTEBOOK, released)
        assert len(gradebook.find_notebook(NOTEBOOK, ASSIGNMENT).grade_cells) == 4
    assert scores(course, "s01")["initial_means"] == (3, None, 3)


def test_records_are_marks(course):
    """Each exercise's score is the automatic mark of its check cell, and nothing waits for a hand."""
    write(course, record("s01", initial_means=3, update_means=4.5), record("s02"))
    assert scores(course, "s01") == {
        "initial_means": (3, None, 3), "update_means": (4.5, None, 4.5), "single_loop": (0, None, 0),
        "seconds_per_iteration": (0, None, 0),
    }  # fmt: skip
    with open_gradebook(course) as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, "s01").score == 7.5
        assert gradebook.find_submission(ASSIGNMENT, "s02").score == 0
        assert not gradebook.find_submission(ASSIGNMENT, "s01").needs_manual_grade


def test_a_regrade_takes_the_place_of_the_marks(course):
    """The newest record counts, and no student is there twice."""
    write(course, record("s01", update_means=9))
    write(course, record("s01", update_means=4))
    assert scores(course, "s01")["update_means"] == (4, None, 4)
    with open_gradebook(course) as gradebook:
        assert [student.id for student in gradebook.students] == ["s01"]


def test_manual_marks_survive_a_regrade(course):
    """A mark that an instructor gave stays and counts, with its comment, whatever the new automatic one is."""
    write(course, record("s01", update_means=0, single_loop=5))
    mark_by_hand(course, "s01", "update_means", 7.0, "Well argued.")
    write(course, record("s01", update_means=3, single_loop=4))
    assert scores(course, "s01")["update_means"] == (3, 7, 7)
    assert scores(course, "s01")["single_loop"] == (4, None, 4)
    with open_gradebook(course) as gradebook:
        given = manual_marks(gradebook, ASSIGNMENT, NOTEBOOK, ["s01"])
    assert given == {"s01": {"update_means": Manual(7.0, "Well argued.")}}


def test_a_manual_zero_is_a_mark(course):
    """No points given by hand are a mark too."""
    write(course, record("s01", update_means=9))
    mark_by_hand(course, "s01", "update_means", 0.0)
    with open_gradebook(course) as gradebook:
        assert manual_marks(gradebook, ASSIGNMENT, NOTEBOOK) == {"s01": {"update_means": Manual(0.0, "")}}


def test_a_comment_alone_is_shown_at_the_first_exercise_of_its_cell(course):
    """What an instructor wrote without giving a mark is kept, once, and changes no points."""
    write(course, record("s01", update_means=9))
    mark_by_hand(course, "s01", "update_means", None, "Nice variable names.")
    with open_gradebook(course) as gradebook:
        given = manual_marks(gradebook, ASSIGNMENT, NOTEBOOK, ["s01"]).get("s01", {})
    assert given == {"update_means": Manual(None, "Nice variable names.")}
    mine = record("s01", update_means=9)
    assert with_manual_marks(mine, given) == mine


def test_a_comment_goes_with_the_mark_of_its_cell(course):
    """The loop's cell has three exercises: its comment stands at the one that was marked."""
    write(course, record("s01", update_means=9))
    mark_by_hand(course, "s01", "update_means", None, "Half for the idea.")
    mark_by_hand(course, "s01", "single_loop", 2.5)
    with open_gradebook(course) as gradebook:
        given = manual_marks(gradebook, ASSIGNMENT, NOTEBOOK, ["s01"]).get("s01", {})
    assert given == {"single_loop": Manual(2.5, "Half for the idea.")}


def test_extra_credit_is_a_mark(course):
    """Extra credit from formgrader counts here as it does there: on top of the mark."""
    write(course, record("s01", update_means=9))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("update_means", NOTEBOOK, ASSIGNMENT, "s01").extra_credit = 2
        gradebook.db.commit()
    with open_gradebook(course) as gradebook:
        given = manual_marks(gradebook, ASSIGNMENT, NOTEBOOK, ["s01"]).get("s01", {})
        assert gradebook.find_submission(ASSIGNMENT, "s01").score == 11
    assert with_manual_marks(record("s01", update_means=9), given)["score"] == 11


def test_without_manual_marks_there_are_none(course):
    """A student whom nobody marked, or whom the gradebook does not know, has no manual marks."""
    write(course, record("s01"))
    with open_gradebook(course) as gradebook:
        assert manual_marks(gradebook, ASSIGNMENT, NOTEBOOK, ["s01"]).get("s01", {}) == {}
        assert manual_marks(gradebook, ASSIGNMENT, NOTEBOOK, ["nobody"]).get("nobody", {}) == {}


def test_outdated_students_have_other_marks_than_their_record(course):
    """Students whom the gradebook lost, never had, or has with other marks are outdated; manual marks don't count."""
    mine = record("s01", initial_means=3)
    write(course, mine)
    mark_by_hand(course, "s01", "update_means", 9.0)
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("s02")
        assert outdated_students(gradebook, ASSIGNMENT, [mine, record("s02"), record("s03")]) == {"s02", "s03"}
        assert outdated_students(gradebook, ASSIGNMENT, [record("s01", initial_means=2)]) == {"s01"}
        assert outdated_students(gradebook, "01_other", [mine]) == {"s01"}
        assert outdated_students(gradebook, ASSIGNMENT, []) == set()


@pytest.mark.parametrize("text", ["2026-03-01 12:30:00 UTC", "2026-03-01 13:30:00 Europe/Berlin\n"])
def test_the_time_of_handing_in_is_nbgraders(course, text):
    """A submission has the time that its own file says, in UTC, as nbgrader keeps it."""
    (course / "timestamp.txt").write_text(text)
    with open_gradebook(course) as gradebook:
        write_records(gradebook, ASSIGNMENT, NOTEBOOK, [record("s01")], lambda student: submission_time(course))
        assert gradebook.find_submission(ASSIGNMENT, "s01").timestamp.isoformat() == "2026-03-01T12:30:00"


@pytest.mark.parametrize("content", [None, b"", b"yesterday-ish", b"\xff\xfe", b"9" * 400])
def test_a_time_that_can_not_be_read_is_none(tmp_path, content):
    """A submission without a file of its time, or with a damaged one, has none, and none is no error."""
    if content is not None:
        (tmp_path / "timestamp.txt").write_bytes(content)
    assert submission_time(tmp_path) is None


def test_an_exercise_that_nbgrader_does_not_know_is_passed_over(course):
    """A record from a notebook with another exercise still brings its other marks."""
    extra = {"exercise": "other", "score": 1.0, "max_score": 1.0}
    mine = record("s01", initial_means=3)
    write(course, {**mine, "exercises": [extra, *mine["exercises"]]})
    assert scores(course, "s01")["initial_means"] == (3, None, 3)


def test_a_record_counts_with_its_manual_marks():
    """The manual mark takes the automatic one's place in a copy, and the sum follows."""
    mine = record("s01", initial_means=3, update_means=4)
    counted = with_manual_marks(mine, {"update_means": Manual(8.25, "why")})
    assert counted["score"] == 11.25
    assert [each["score"] for each in counted["exercises"]] == [3, 8.25, 0, 0]
    assert counted["exercises"][1]["by_hand"] == {"check_score": 4, "comment": "why"}
    assert (mine["score"], mine["exercises"][1]["score"]) == (7, 4)
    assert with_manual_marks(mine, {}) == mine


def test_another_database_can_be_named(tmp_path, empty):
    """With an URL the gradebook is there, and no file is made in the course folder."""
    elsewhere = tmp_path / "elsewhere.db"
    elsewhere.write_bytes(empty.read_bytes())
    (tmp_path / "course").mkdir()
    with open_gradebook(tmp_path / "course", f"sqlite:///{elsewhere}") as gradebook:
        write_records(gradebook, ASSIGNMENT, NOTEBOOK, [record("s01")])
        assert outdated_students(gradebook, ASSIGNMENT, [record("s01")]) == set()
    assert list((tmp_path / "course").iterdir()) == []
