"""Where a course keeps its things, and its settings: points, thresholds, limits."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
SETTINGS_FILE = "course.toml"

# Below these no kernel comes up, or no notebook runs.
LEAST = {
    "cell_seconds": 1, "submission_seconds": 5, "memory_gib": 0.5, "threads": 16, "disk_megabytes": 1,
    "output_megabytes": 0.01, "notebook_megabytes": 0.1,
}  # fmt: skip


class CourseError(Exception):
    """Something about the course is wrong: one line that says what, where, and what to do."""


@dataclass(frozen=True)
class Limits:
    """What one submission may use while it is graded."""

    cell_seconds: float = 120
    submission_seconds: float = 600
    memory_gib: float = 4
    threads: float = 64
    disk_megabytes: float = 256
    output_megabytes: float = 10
    notebook_megabytes: float = 20


@dataclass(frozen=True)
class Settings:
    """The course's settings; `time_full` and `time_zero` are multiples of the yardstick."""

    title: str
    points: Mapping[str, float] = field(default_factory=dict)
    time_full: float = 6.0
    time_zero: float = 20.0
    limits: Limits = field(default_factory=Limits)


def settings(course: Path | None = None) -> Settings:
    """Read the defaults, and over them the `course.toml` of a course folder; raises CourseError."""
    merged = _read_all(course)
    return Settings(
        title=merged["course"]["title"],
        points=merged["points"],
        time_full=merged["time"]["full"],
        time_zero=merged["time"]["zero"],
        limits=Limits(**merged["limits"]),
    )


@dataclass(frozen=True)
class Deadlines:
    """What costs points without any verdict: `late` are the fields of grade/late.py's Rule, `due` times by assignment,
    `attempts` how many are allowed, 0 for any number.
    """

    late: Mapping[str, Any]
    due: Mapping[str, datetime]
    attempts: int


def deadline_settings(course: Path) -> Deadlines:
    """Read [late], [due] and [attempts]; no part of Settings, since no verdict depends on them."""
    merged = _read_all(course)
    return Deadlines(merged["late"], merged["due"], int(merged["attempts"]["allowed"]))


def gradebook_setting(course: Path) -> str:
    """Give `url` of [gradebook], "" when there is none; no part of Settings, since no verdict depends on it."""
    return str(_read_all(course)["gradebook"]["url"])


def shows_leaderboard(course: Path) -> bool:
    """Whether reports name the fastest: `leaderboard` of [report], which no verdict depends on either."""
    return bool(_read_all(course)["report"]["leaderboard"])


def _read_all(course: Path | None) -> dict[str, Any]:
    """Read the defaults with a course's own settings over them."""
    merged = _read_toml(PACKAGE / SETTINGS_FILE)
    own = course / SETTINGS_FILE if course else None
    if own and own.is_file() and own.resolve() != (PACKAGE / SETTINGS_FILE):
        _overlay(merged, _read_toml(own), own)
    return merged


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise CourseError(f"{path}: can't be read as settings: {problem}") from problem


def _overlay(defaults: dict[str, Any], own: dict[str, Any], path: Path) -> None:
    """Put a course's own settings over the defaults; a name or type that does not fit is an error."""
    for section, values in own.items():
        if section not in defaults or not isinstance(values, dict):
            raise CourseError(f"{path}: no section [{section}]; there are {', '.join(defaults)}")
        for name, value in values.items():
            _require_fits(section, name, value, defaults[section], path)
            defaults[section][name] = value
    full, zero = defaults["time"]["full"], defaults["time"]["zero"]
    if full >= zero:
        raise CourseError(f"{path}: [time] `full` ({full:g}) must be smaller than `zero` ({zero:g})")


def _require_fits(section: str, name: str, value: Any, defaults: dict[str, Any], path: Path) -> None:
    if section not in ("points", "due") and name not in defaults:
        raise CourseError(f"{path}: [{section}] has no {name!r}; it has {', '.join(defaults)}")
    if section == "due":
        if not isinstance(value, datetime) or value.tzinfo is None:
            like = f'"{name}" = 2026-11-30T23:59:00+01:00'
            raise CourseError(f"{path}: [due] {name} must be a time with its offset from UTC, like {like}")
        return
    if (section, name) == ("late", "per"):
        if value not in ("day", "hour"):
            raise CourseError(f'{path}: [late] per = {value!r} must be "day" or "hour"')
        return
    if section in ("course", "gradebook"):
        if not isinstance(value, str):
            raise CourseError(f"{path}: [{section}] {name} must be a text")
    elif section == "report":
        if not isinstance(value, bool):
            raise CourseError(f"{path}: [{section}] {name} must be true or false")
    elif isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e6:
        raise CourseError(f"{path}: [{section}] {name} = {value!r} must be a number from 0 up")
    elif (section, name) in (("late", "penalty"), ("late", "cap")) and value > 100:
        raise CourseError(f"{path}: [late] {name} = {value!r} is in percent: at most 100")
    elif section == "attempts" and value != int(value):
        raise CourseError(f"{path}: [attempts] {name} = {value!r} must be a whole number, 0 for any number")
    elif section == "limits" and value < LEAST[name]:
        least = f"at least {LEAST[name]:g}"
        raise CourseError(f"{path}: [limits] {name} = {value!r} is too little for any notebook: {least}")


def find_course(start: Path) -> Path:
    """Find the course that a folder lies in: the nearest one above with settings; else the folder itself."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "nbgrader_config.py").is_file() or (folder / SETTINGS_FILE).is_file():
            return folder
    return start


def course_here() -> Path | None:
    """Find the course that the working folder lies in; None where that folder is gone."""
    try:
        return find_course(Path.cwd())
    except OSError:
        return None


def settings_here() -> Settings:
    """Read the settings of the course that the working folder lies in; the defaults when they can't be read."""
    try:
        return settings(course_here())
    except (CourseError, OSError):
        return settings()


def notebook_folders(course: Path | None = None) -> list[Path]:
    """Folders that may hold released notebooks, the course's own first."""
    folders = [course / "notebooks"] if course else []
    return [*folders, PACKAGE / "notebooks", PACKAGE.parent / "notebooks"]


def released_notebook(assignment: str, course: Path | None = None) -> Path:
    """Find the one notebook that was released for an assignment; raises CourseError."""
    for folder in notebook_folders(course):
        found = sorted((folder / assignment).glob("*.ipynb"))
        if found:
            return found[0]
    known = ", ".join(assignments(course)) or "none"
    raise CourseError(f"there is no assignment {assignment!r}; released are: {known}")


def assignments(course: Path | None = None) -> list[str]:
    """Ids of all released assignments."""
    folders = notebook_folders(course)
    found = {path.parent.name for folder in folders for path in folder.glob("*/*.ipynb")}
    return sorted(name for name in found if not name.startswith("."))  # an editor's .ipynb_checkpoints is none


def release_hash(notebook: Mapping[str, Any]) -> str:
    """Name a release by its content: ids, types, sources and points of the cells. Twelve hex digits."""
    content = [
        [cell.get("id"), cell["cell_type"], "".join(cell["source"]), _nbgrader(cell).get("points")]
        for cell in notebook["cells"]
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]


def is_pristine(notebook: Mapping[str, Any]) -> bool:
    """Whether a released notebook is as it was released: nobody worked in the course's own copy."""
    return notebook["metadata"].get("kmeans_by_hand", {}).get("release") == release_hash(notebook)


def _nbgrader(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    return cell["metadata"].get("nbgrader", {})


def released_cells(assignment: str) -> dict[str, str]:
    """Sources of an assignment's released code cells by grade id or cell id; {} when there is none.

    Plain JSON, so that it works in a notebook with NumPy alone. Whoever works in a checkout's own
    notebooks/ changes the released cells; then they come from the solution, with its answers taken out.
    """
    try:
        path = released_notebook(assignment)
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if not is_pristine(notebook):
            source = path.parents[2] / "solutions" / assignment / path.name
            notebook = json.loads(source.read_text(encoding="utf-8"))
    except (CourseError, OSError, ValueError, KeyError):
        return {}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return {_nbgrader(cell).get("grade_id") or cell["id"]: _without_answer("".join(cell["source"])) for cell in cells}


def _without_answer(source: str) -> str:
    """Put the stub where a solution cell has its answer, as nbgrader does."""
    return re.sub(r"(?ms)^([ \t]*)### BEGIN SOLUTION$.*?^[ \t]*### END SOLUTION$", r"\1...  # TO DO", source)
