"""What a submission is judged by: the course's own copy of the notebook, its settings, its secret, its checks."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import resolve_name
from pathlib import Path

from nbformat import NotebookNode

import autograder
from autograder.course import Settings
from autograder.exercises import Exercise, find_exercises, points_of
from autograder.source.parsing import parsed

PACKAGE, CHECKS = Path(autograder.__file__).parent, "autograder.checks"


@dataclass(frozen=True)
class Assignment:
    """What a submission is judged by: the course's own copy of the notebook, its settings, its secret.

    `series` holds the notebooks of all assignments, or where they are, to name another one when that was handed in.
    """

    name: str
    released: NotebookNode
    settings: Settings
    secret: bytes
    course_hash: str = ""
    series: Mapping[str, Path | NotebookNode] = field(default_factory=dict)


def exercises_in(assignment: Assignment) -> list[Exercise]:
    """The exercises of the released notebook, in the order of their check cells."""
    known = find_exercises()
    return [known[name] for name in grade_ids(assignment.released) if name in known]


def grade_ids(released: NotebookNode) -> list[str]:
    """What nbgrader knows the cells of a released notebook by, in their order."""
    return [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in released.cells]


def judging_files() -> list[Path]:
    """The files of the package that verdicts depend on."""
    return [*_shared_files(), *sorted((PACKAGE / "checks").rglob("*.py"))]


def course_hash(released: NotebookNode, settings: Settings) -> str:
    """Hash all that verdicts on one assignment depend on, and nothing that only others depend on.

    That is the judge's code, the checks that the notebook asks for and what these import, its cells but for what is
    only read, its points, the limits, and the thresholds of time where a check reads them.
    """
    asked = [exercise for exercise in find_exercises().values() if exercise.name in grade_ids(released)]
    checks = _check_files(asked)
    digest = hashlib.sha256()
    for path in [*_shared_files(), *checks]:
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(json.dumps([_judged_by(cell) for cell in released.cells]).encode())
    digest.update(repr({exercise.name: points_of(exercise, settings.points) for exercise in asked}).encode())
    digest.update(repr(settings.limits).encode())
    if any(b".time_full" in path.read_bytes() for path in checks):
        digest.update(repr((settings.time_full, settings.time_zero)).encode())
    return digest.hexdigest()[:16]


def _judged_by(cell: NotebookNode) -> list[str]:
    """What a verdict can depend on in a released cell: of text, only that it is there."""
    source = cell.source if cell.cell_type == "code" else ""
    return [cell.cell_type, cell.get("id", ""), cell.metadata.get("nbgrader", {}).get("grade_id", ""), source]


def _shared_files() -> list[Path]:
    """The files that verdicts on any assignment depend on."""
    alone = ("agent", "arguments", "evidence", "exercises", "libraries", "plain", "timing", "verdict", "yardstick")
    found = [PACKAGE / f"{name}.py" for name in alone]
    for folder in ("functions", "judge", "source"):
        found += sorted((PACKAGE / folder).rglob("*.py"))
    return found


def _check_files(exercises: Sequence[Exercise]) -> list[Path]:
    """The files of some exercises' topics, data included, and of the topics that these import."""
    todo = {exercise.judge.__module__.removeprefix(f"{CHECKS}.").partition(".")[0] for exercise in exercises}
    found: dict[str, list[Path]] = {}
    while todo:
        topic = todo.pop()
        found[topic] = _files_of(topic)
        todo |= {name for path in found[topic] for name in _imported_topics(path)} - found.keys()
    return [PACKAGE / "checks" / "__init__.py", *(path for topic in sorted(found) for path in found[topic])]


def _files_of(topic: str) -> list[Path]:
    """The files of a topic: its module, or all of its folder."""
    folder = PACKAGE / "checks" / topic
    if not folder.is_dir():
        return [path for path in [folder.with_suffix(".py")] if path.is_file()]
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _imported_topics(path: Path) -> set[str]:
    """The topics that a module imports from, in whichever way it is written."""
    if path.suffix != ".py":
        return set()
    package, imported = ".".join(("autograder", *path.parent.relative_to(PACKAGE).parts)), set()
    for node in ast.walk(parsed(path.read_bytes())):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            imported |= {f"{module}.{name.name}" for name in node.names}
    return {name.split(".")[2] for name in imported if name.startswith(f"{CHECKS}.")}
