"""What a submission is judged by: the course's own copy of the notebook, its settings, its secret, its checks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

import autograder
from autograder.course import Settings
from autograder.exercises import Exercise, find_exercises


@dataclass(frozen=True)
class Assignment:
    """What a submission is judged by: the course's own copy of the notebook, its settings, its secret.

    `series` tells where the notebooks of all assignments are, to name another one when that was handed in.
    """

    name: str
    released: NotebookNode
    settings: Settings
    secret: bytes
    course_hash: str = ""
    series: Mapping[str, Path] = field(default_factory=dict)


def exercises_in(assignment: Assignment) -> list[Exercise]:
    """The exercises of the released notebook, in the order of their check cells."""
    known = find_exercises()
    grade_ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in assignment.released.cells]
    return [known[name] for name in grade_ids if name in known]


def judging_files() -> list[Path]:
    """The files of the package that verdicts depend on."""
    package = Path(autograder.__file__).parent
    alone = ("agent", "arguments", "evidence", "exercises", "libraries", "plain", "timing", "verdict", "yardstick")
    found = [package / f"{name}.py" for name in alone]
    for folder in ("checks", "functions", "judge", "source"):
        found += sorted((package / folder).rglob("*.py"))
    return found


def course_hash(released: NotebookNode, settings: Settings) -> str:
    """Hash all that verdicts depend on: the checks' and the judge's code, the released notebook, the settings."""
    digest = hashlib.sha256()
    for path in judging_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update(nbformat.writes(released).encode())
    digest.update(repr(settings).encode())
    return digest.hexdigest()[:16]
