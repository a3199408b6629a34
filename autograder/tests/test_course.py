"""A course's settings are the defaults with its own over them, and what does not fit is told in one line."""

import json

import pytest

from autograder import course
from autograder.course import CourseError
from autograder.exercises import find_exercises


def own(folder, text):
    """Write a course's settings, and read them."""
    (folder / course.SETTINGS_FILE).write_text(text, encoding="utf-8")
    return course.settings(folder)


def test_the_defaults_are_the_exercises_own_points():
    """Without a course the shipped settings count; the points they list are those that the checks have themselves."""
    defaults = course.settings()
    assert defaults.points.keys() <= find_exercises().keys()
    assert all(find_exercises()[name].points == points for name, points in defaults.points.items())
    assert (defaults.time_full, defaults.time_zero) == (6, 20)
    assert defaults.limits == course.Limits()


def test_a_folder_without_settings_has_the_defaults(tmp_path):
    """A course that sets nothing is like no course."""
    assert course.settings(tmp_path) == course.settings()


def test_a_course_changes_only_what_it_names(tmp_path):
    """Each line of a course's file counts over the default of that name alone."""
    found = own(tmp_path, '[course]\ntitle = "Ours"\n[points]\nsingle_loop = 7.5\n[limits]\nmemory_gib = 2\n')
    assert (found.title, found.points["single_loop"], found.limits.memory_gib) == ("Ours", 7.5, 2)
    assert found.points["update_means"] == course.settings().points["update_means"]
    assert found.limits.cell_seconds == course.settings().limits.cell_seconds
    assert course.settings().points["single_loop"] == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[course", "can't be read as settings"),
        ("title = 1", r"no section \[title\]; there are course, points"),
        ("[colours]\nred = 1", r"no section \[colours\]"),
        ("points = 3", r"no section \[points\]"),
        ("[time]\nfll = 3", r"\[time\] has no 'fll'; it has full, zero"),
        ("[time]\nfull = 30", r"\[time\] `full` \(30\) must be smaller than `zero` \(20\)"),
        ("[limits]\nmemory_gib = 0.05", "memory_gib = 0.05 is too little for any notebook: at least 0.5"),
        ("[limits]\nthreads = 1", "at least 16"),
        ("[time]\nfull = 20\nzero = 20", "must be smaller than `zero`"),
        ("[course]\ntitle = 3", "title must be a text"),
        ("[report]\nleaderboard = 1", r"\[report\] leaderboard must be true or false"),
        ("[points]\nsingle_loop = -1", "single_loop = -1 must be a number from 0 up"),
        ("[points]\nsingle_loop = true", "must be a number"),
        ("[points]\nsingle_loop = nan", "must be a number"),
        ("[points]\nsingle_loop = inf", "must be a number"),
        ("[points]\nsingle_loop = '5'", "must be a number"),
        ("[limits]\nmemory_gib = []", "must be a number"),
    ],
)
def test_settings_that_do_not_fit_are_told_in_one_line(tmp_path, text, said):
    """What is wrong, in which file: one line."""
    with pytest.raises(CourseError, match=said) as caught:
        own(tmp_path, text)
    assert str(tmp_path / course.SETTINGS_FILE) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_settings_that_are_no_text_are_told(tmp_path):
    """Bytes that are no UTF-8 are an error that names the file."""
    (tmp_path / course.SETTINGS_FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(CourseError, match=r"course\.toml: can't be read"):
        course.settings(tmp_path)


def test_a_course_is_found_from_inside(tmp_path):
    """From any folder inside, the course is the nearest one above with settings; without one, the folder itself."""
    inner = tmp_path / "course" / "submitted" / "s01"
    inner.mkdir(parents=True)
    assert course.find_course(inner) == inner.resolve()
    (tmp_path / "course" / "nbgrader_config.py").touch()
    assert course.find_course(inner) == (tmp_path / "course").resolve()
    (inner / course.SETTINGS_FILE).touch()
    assert course.find_course(inner) == inner.resolve()


def release(folder, assignment, cells):
    """Put a released notebook into a course folder."""
    place = folder / "notebooks" / assignment / "nb.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return place


def test_a_courses_own_notebooks_come_first(tmp_path):
    """An assignment that the course released itself is found before the shipped one of that name."""
    assert course.released_notebook("02_kmeans", tmp_path).name == "kmeans.ipynb"
    place = release(tmp_path, "02_kmeans", [])
    assert course.released_notebook("02_kmeans", tmp_path) == place
    release(tmp_path, "09_own", [])
    assert {"02_kmeans", "09_own"} <= set(course.assignments(tmp_path))
    assert "09_own" not in course.assignments()


def test_an_unknown_assignment_says_which_there_are(tmp_path):
    """A name that was never released is an error that lists those that were."""
    with pytest.raises(CourseError, match=r"no assignment '07_x'; released are: .*02_kmeans"):
        course.released_notebook("07_x", tmp_path)


def test_released_cells_are_known_by_name():
    """Code cells have the name that nbgrader knows them by, else their own id."""
    cells = course.released_cells("02_kmeans")
    assert {"setup", "initial_means_code", "update_means_code", "single_loop"} <= cells.keys()
    assert "# TO DO" in cells["update_means_code"]
    assert cells["single_loop"] == "check.single_loop()"


def test_an_assignment_that_was_not_released_has_no_cells():
    """A check whose notebook is not there works with no cells, and does not raise."""
    assert course.released_cells("99_none") == {}


def test_a_course_may_name_nobody_as_the_fastest(tmp_path):
    """The leaderboard is on by default and can be switched off, without a change to what verdicts depend on."""
    assert course.shows_leaderboard(tmp_path)
    settings = own(tmp_path, "[report]\nleaderboard = false\n")
    assert not course.shows_leaderboard(tmp_path)
    assert settings == course.settings()
