"""Says which database is the course's gradebook: one answer, for the grader and for nbgrader's formgrader alike."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import SETTINGS_FILE, CourseError, gradebook_setting

VARIABLE = "KMEANS_GRADEBOOK"
CONFIG_FILE = "nbgrader_config.py"
FILE = "gradebook.db"
LINE = "c.CourseDirectory.db_url = course_gradebook(Path(__file__).parent)"


def course_gradebook(course: Path) -> str:
    """Give the URL that a course's `nbgrader_config.py` hands to nbgrader as `c.CourseDirectory.db_url`.

    The environment variable KMEANS_GRADEBOOK comes first, then `url` of [gradebook] in `course.toml`; without both
    it is the file `gradebook.db` in the course folder. A password in it is spelt out. Raises CourseError.
    """
    return gradebook_url(course, named(course)).render_as_string(hide_password=False)


def find_gradebook(course: Path) -> URL:
    """Give the URL of the gradebook that the course's own `nbgrader_config.py` and our settings agree on.

    Raises CourseError where formgrader would show another one: marks given there would never count.
    """
    ours, theirs = named(course), _nbgraders(course)
    url = gradebook_url(course, ours or theirs)
    if not (course / CONFIG_FILE).is_file() or url == gradebook_url(course, theirs):
        return url
    shown = gradebook_url(course, theirs).render_as_string()
    raise CourseError(
        f"{course / CONFIG_FILE}: formgrader would show {shown}, and marks would go to {url.render_as_string()}: "
        f"have one line there, `{LINE}`, with course_gradebook from autograder.grade.which_gradebook"
    )


def named(course: Path) -> str:
    """Give the URL that our own settings name, "" for none."""
    return os.environ.get(VARIABLE, "").strip() or gradebook_setting(course)


def _nbgraders(course: Path) -> str:
    """Give the URL that a course's `nbgrader_config.py` sets, "" for none."""
    path = course / CONFIG_FILE
    if not path.is_file():
        return ""
    try:
        config = PyFileConfigLoader(path.name, path=str(course)).load_config()
    except Exception as problem:  # it is a program, and may fail in any way
        first = str(problem).partition("\n")[0]
        raise CourseError(f"{path}: nbgrader can't read it: {type(problem).__name__}: {first}") from problem
    return str(config.get("CourseDirectory", {}).get("db_url", ""))


def gradebook_url(course: Path, text: str) -> URL:
    """Read an URL; a file in it is meant from the course folder, and PostgreSQL through psycopg 3."""
    if not text:
        return URL.create("sqlite", database=str(course.resolve() / FILE))
    try:
        url = make_url(text)
    except ArgumentError:  # whose text may hold a password
        where = f"{VARIABLE} or [gradebook] url in {course / SETTINGS_FILE}"
        raise CourseError(f"{where}: is no URL of a database, like postgresql://grader@localhost/kmeans") from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        url = url.set(database=str((course / url.database).resolve()))
    return url
