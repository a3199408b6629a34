"""Make the student notebooks from the solutions, through nbgrader: `autograder release`."""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict
from traitlets.config import Config, PyFileConfigLoader

from autograder.course import CourseError, release_hash, settings
from autograder.exercises import find_exercises, points_of
from autograder.leaks import LEFT_OVER, files, leaks
from autograder.series import OURS, about, unfit

SOURCE, RELEASE, CONFIG = "solutions", "notebooks", "nbgrader_config.py"
ASSIGNMENT_ID = re.compile(r"[A-Za-z0-9_-]+")


class ReleaseError(CourseError):
    """Why nothing was released: one line that says what is wrong, where, and what to do."""


def release(course: Path, assignment: str | None = None, *, check: bool = False) -> list[str]:
    """Make the notebooks of one assignment, or of all, and put them in place together.

    Returns a line for each file that was (with `check`: would be) new, changed or removed; an empty list
    means that `notebooks/` is exactly what `solutions/` gives. Raises ReleaseError, and then nothing in the
    course has changed.
    """
    names = [assignment] if assignment else _all_assignments(course)
    for name in names:
        _require_source(course, name)
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        made = {name: _generate(course, name, Path(folder)) for name in names}
        for name, new in made.items():
            for leak in leaks(course / SOURCE / name, new):
                raise ReleaseError(f"{SOURCE}/{name}/{leak}")
        drift = {name: _differences(new, course / RELEASE / name) for name, new in made.items()}
        stale = [] if assignment else _without_source(course, names)
        if not check:
            for name in (name for name in names if drift[name]):
                _put_in_place(made[name], course / RELEASE / name)
            for path in stale:
                shutil.rmtree(path)
    lines = [f"{RELEASE}/{name}/{line}" for name, found in drift.items() for line in found]
    return lines + [f"{RELEASE}/{path.name}: {SOURCE}/ has no such assignment" for path in stale]


def make_released(course: Path, assignment: str) -> NotebookNode:
    """Make an assignment's student notebook in memory, and leave notebooks/ as it is."""
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        made = _generate(course, assignment, Path(folder))
        return nbformat.read(next(iter(sorted(made.glob("*.ipynb")))), as_version=4)


def course_points(course: Path) -> dict[str, float]:
    """Points of every exercise, as the course's settings have them."""
    own = dict(settings(course).points)
    points = {name: points_of(exercise, own) for name, exercise in find_exercises().items()}
    return {name: int(value) if value == int(value) else value for name, value in points.items()}


class WritePoints(NbGraderPreprocessor):
    """nbgrader's first step here: the points of each check cell come from the course's settings."""

    points = Dict(help="points by the grade id of the check cell").tag(config=True)

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> tuple[NotebookNode, Any]:
        """Write the points; a cell that is graded by hand keeps its own."""
        own = _nbgrader(cell)
        if own.get("grade") and own.get("grade_id") in self.points:
            own["points"] = self.points[own["grade_id"]]
        return cell, resources


class MarkRelease(NbGraderPreprocessor):
    """nbgrader's last step here: the notebook says which assignment and which release it is."""

    def preprocess(self, notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the mark into the notebook's metadata, beside what it says of its idea and minutes."""
        mark = {"assignment": resources["nbgrader"]["assignment"], "release": release_hash(notebook)}
        notebook.metadata[OURS] = {**about(notebook), **mark}
        return notebook, resources


def _nbgrader(cell: Any) -> Any:
    return cell["metadata"].get("nbgrader", {})


def _all_assignments(course: Path) -> list[str]:
    names = sorted(path.parent.name for path in (course / SOURCE).glob("*/*.ipynb"))
    if not names:
        raise ReleaseError(f"{course / SOURCE} holds no assignment: run this in the course's folder.")
    return list(dict.fromkeys(names))


def _require_source(course: Path, assignment: str) -> None:
    """Refuse what nbgrader would only fail on later, or in many lines."""
    if not ASSIGNMENT_ID.fullmatch(assignment):
        raise ReleaseError(f"{assignment!r} is no assignment id: letters, digits, _ and - only.")
    if not (course / CONFIG).is_file():
        raise ReleaseError(f"{course} has no {CONFIG}: run this in the course's folder.")
    notebooks = sorted((course / SOURCE / assignment).glob("*.ipynb"))
    if not notebooks:
        known = ", ".join(_all_assignments(course))
        raise ReleaseError(f"{SOURCE}/{assignment} holds no notebook; there are: {known}.")
    for path in notebooks:
        where = f"{SOURCE}/{assignment}/{path.name}"
        notebook = _read(path, where)
        if wrong := unfit(notebook):
            raise ReleaseError(f"{where}: {wrong}.")
        _require_exercises(notebook, where)


def _require_exercises(notebook: NotebookNode, where: str) -> None:
    """Refuse a check cell whose exercise no module defines."""
    known = find_exercises()
    for cell in notebook["cells"]:
        name = _nbgrader(cell).get("grade_id")
        is_check = _nbgrader(cell).get("grade") and not _nbgrader(cell).get("solution")
        if is_check and name not in known:
            raise ReleaseError(
                f"{where}: the check cell {name!r} has no exercise: define it in autograder/checks/."
            )


def _read(path: Path, where: str) -> NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except Exception as problem:
        reason = f"{where} is no notebook that nbformat can read: {_first_line(problem)}"
        raise ReleaseError(reason) from problem


def _generate(course: Path, assignment: str, folder: Path) -> Path:
    """Let nbgrader make one assignment in a folder of its own; returns the folder of what it made."""
    ignore = shutil.ignore_patterns(*LEFT_OVER)
    shutil.copytree(course / SOURCE / assignment, folder / SOURCE / assignment, ignore=ignore)
    config = _load_config(course)
    config.CourseDirectory.update(root=str(folder), source_directory=SOURCE, release_directory=RELEASE)
    config.SaveCells.enabled = False  # it alone needs the gradebook
    place = CourseDirectory(config=config, assignment_id=assignment)
    log, messages = _listening_log()
    converter = GenerateAssignment(coursedir=place, config=config, no_database=True, log=log)
    try:
        converter.start()
    except Exception as problem:
        told = next((text for text in reversed(messages) if "Traceback" in text), str(problem))
        reason = f"{SOURCE}/{assignment}: nbgrader could not release it: {_last_line(told)}"
        raise ReleaseError(reason) from problem
    return folder / RELEASE / assignment


def _load_config(course: Path) -> Config:
    """Read the course's nbgrader_config.py, as nbgrader itself does."""
    try:
        return PyFileConfigLoader(CONFIG, path=str(course)).load_config()
    except CourseError as problem:
        raise ReleaseError(str(problem)) from problem
    except Exception as problem:
        raise ReleaseError(f"{course / CONFIG} can't be read: {_first_line(problem)}") from problem


def _listening_log() -> tuple[logging.Logger, list[str]]:
    """Make a log that says nothing and keeps the errors: nbgrader tells its reasons only there."""
    messages: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    log = logging.Logger("nbgrader", level=logging.ERROR)
    log.addHandler(Keep())
    return log, messages


def _first_line(problem: Exception) -> str:
    return (str(problem).strip() or type(problem).__name__).splitlines()[0]


def _last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def _differences(new: Path, old: Path) -> list[str]:
    """Compare two folders, bytes and set of files: "kmeans.ipynb: changed"."""
    ours = {path.relative_to(new).as_posix(): path.read_bytes() for path in files(new)}
    theirs = {path.relative_to(old).as_posix(): path.read_bytes() for path in files(old)}
    what = {
        name: "new" if name not in theirs else "removed" if name not in ours else "changed"
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name) != theirs.get(name)
    }
    return [f"{name}: {change}" for name, change in what.items()]


def _without_source(course: Path, names: list[str]) -> list[Path]:
    """Released folders whose source is gone."""
    found = sorted(path.parent for path in (course / RELEASE).glob("*/*.ipynb"))
    return [path for path in dict.fromkeys(found) if path.name not in names]


def _put_in_place(new: Path, old: Path) -> None:
    """Replace a released folder by the new one: complete, or not at all."""
    old.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=old.parent) as folder:
        ready = Path(shutil.copytree(new, Path(folder) / "new"))
        before = old.rename(Path(folder) / "old") if old.exists() else None
        try:
            ready.rename(old)
        except OSError:
            if before:
                before.rename(old)
            raise
