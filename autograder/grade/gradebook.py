"""Opens nbgrader's gradebook, in SQLite or PostgreSQL, and tells it of an assignment, so that formgrader shows it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.utils import compute_checksum
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from tornado.log import app_log

from autograder.course import CourseError
from autograder.grade.page import make_private_folder
from autograder.grade.which_gradebook import find_gradebook, gradebook_url

RECORDED = "what was graded is recorded"
_FOUND_BY = (("submitted_notebook", "assignment_id"), ("grade", "notebook_id"), ("comment", "notebook_id"))


@contextmanager
def open_gradebook(course: Path, url: str = "") -> Iterator[Gradebook]:
    """Open the course's gradebook, or the one with this URL; it is made when there is none.

    A file is readable by its owner alone. Raises CourseError when it is no gradebook, when somebody else holds it,
    when the server is away or the disk is full.
    """
    _put_tools_on_path()
    place = gradebook_url(course, url) if url else find_gradebook(course)
    with told(place), _quiet():
        if place.get_backend_name() == "sqlite":
            _make_file(Path(place.database or ""))
        with Gradebook(place.render_as_string(hide_password=False)) as gradebook:
            yield gradebook


def look_at_gradebook(course: Path) -> str:
    """Say where the course's gradebook is, and whether it is made yet; raises CourseError when it can't be read."""
    place = find_gradebook(course)
    if place.get_backend_name() == "sqlite" and not Path(place.database or "").exists():
        return f"{shown(place)} is made by the first `autograder grade`"
    with told(place):
        engine = create_engine(place)
        try:
            is_made = "assignment" in inspect(engine).get_table_names()
        finally:
            engine.dispose()
    return f"{shown(place)} {'can be read' if is_made else 'answers; its tables are made by `autograder grade`'}"


@contextmanager
def told(place: URL) -> Iterator[None]:
    """Turn what a database says into one line with what to do, in which no password is."""
    try:
        yield
    except (DBAPIError, InvalidEntry) as problem:  # nbgrader turns some of the former into the latter
        raise CourseError(_line(place, problem)) from problem
    except (ModuleNotFoundError, NoSuchModuleError) as problem:
        extra = "pip install 'kmeans-by-hand[postgres]'" if "psycopg" in str(problem) else "install its driver"
        raise CourseError(f"{shown(place)}: can't be used as the gradebook: {problem}: {extra}") from problem


def shown(place: URL) -> str:
    """Name a gradebook: the path of its file, or its URL without the password."""
    return str(place.database) if place.get_backend_name() == "sqlite" else place.render_as_string()


def _line(place: URL, problem: DBAPIError | InvalidEntry) -> str:
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    said = str(cause).strip().partition("\n")[0]
    return f"{shown(place)}: can't be used as the gradebook: {said}; {RECORDED}: {_remedy(place, said)}"


def _remedy(place: URL, said: str) -> str:
    """What mends a gradebook that says this."""
    if "locked" in said:
        return "close what holds it, and run this again"
    if "disk is full" in said or "No space left" in said or "disk I/O" in said:
        return "make room on the disk, and run this again"
    if "not a database" in said or "malformed" in said:
        return f"`mv {place.database} {place.database}.damaged`, and run this again: it is filled from the records"
    if place.get_backend_name() == "sqlite":
        return "mend it or move it away, and run this again"
    return "mend that, and run this again; `autograder doctor` tells more"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep nbgrader from printing a traceback about what we tell in a line."""
    before, app_log.disabled = app_log.disabled, True
    try:
        yield
    finally:
        app_log.disabled = before


def _make_file(path: Path) -> None:
    """Make an empty gradebook at `path` unless there is one: whole, or not at all when this is stopped."""
    if path.exists():
        return
    make_private_folder(path.parent)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        made = Path(folder) / path.name
        made.touch(mode=0o600)
        Gradebook(f"sqlite:///{made}").close()
        if not path.exists():  # somebody else was quicker
            os.replace(made, path)


def _put_tools_on_path() -> None:
    """Let nbgrader find `alembic`, which it calls by its bare name, beside this Python."""
    folder, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    if folder not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([folder, path])


def declare_assignment(gradebook: Gradebook, assignment: str, notebook: str, released: NotebookNode) -> None:
    """Tell the gradebook of an assignment's notebook and its cells, as the released notebook has them."""
    _index_marks(gradebook)
    gradebook.update_or_create_assignment(assignment)
    gradebook.update_or_create_notebook(notebook, assignment)
    for cell in released.cells:
        metadata = cell.metadata.get("nbgrader", {})
        name = metadata.get("grade_id")
        if not name:
            continue
        if metadata.get("grade"):
            gradebook.update_or_create_grade_cell(
                name, notebook, assignment, max_score=float(metadata["points"]), cell_type=cell.cell_type
            )
        if metadata.get("solution"):
            gradebook.update_or_create_solution_cell(name, notebook, assignment)
        gradebook.update_or_create_source_cell(
            name, notebook, assignment, source=cell.source, cell_type=cell.cell_type,
            locked=bool(metadata.get("locked")), checksum=compute_checksum(cell),
        )  # fmt: skip


def _index_marks(gradebook: Gradebook) -> None:
    """Let the database find a student's marks and comments without reading those of all: nbgrader has no such index."""
    known = inspect(gradebook.db.connection())
    for table, column in _FOUND_BY:
        if all(index["column_names"] != [column] for index in known.get_indexes(table)):
            gradebook.db.execute(text(f"CREATE INDEX IF NOT EXISTS {table}_by_{column} ON {table} ({column})"))
    gradebook.db.commit()
