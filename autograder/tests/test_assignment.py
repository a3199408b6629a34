"""A record is known by all that its verdicts depend on."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

import autograder
from autograder.course import Limits, released_notebook, settings
from autograder.judge.assignment import course_hash, judging_files

PACKAGE = Path(autograder.__file__).parent
# The settings are hashed as they are, and a sandbox judges nothing.
ELSEWHERE = ("__init__.py", "course.py", "sandbox/")
_IMPORTED = """
import json, sys
from autograder.exercises import find_exercises
import autograder.judge.judge
find_exercises()
print(json.dumps([module.__file__ for name, module in sys.modules.items() if name.startswith("autograder")]))
"""


def test_all_code_that_judges_is_part_of_the_hash() -> None:
    """Whatever the judge and the checks import from the package is hashed: a change to it makes records outdated."""
    told = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True).stdout
    imported = {Path(file).relative_to(PACKAGE).as_posix() for file in json.loads(told)}
    hashed = {path.relative_to(PACKAGE).as_posix() for path in judging_files()}
    assert "checks/kmeans/loop.py" in imported
    assert {file for file in imported - hashed if not file.startswith(ELSEWHERE)} == set()


def known_by(name: str, **changed: Any) -> str:
    """The hash of a released assignment, with some settings changed."""
    released = nbformat.read(released_notebook(name), as_version=4)
    return course_hash(released, replace(settings(), **changed))


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        ({"title": "Another term"}, set()),
        ({"points": {"update_means": 12}}, {"02_kmeans"}),
        ({"points": {"one_hot": 12.5}}, {"03_one_loop"}),
        ({"points": {"update_means": 9.0}}, set()),
        ({"time_full": 8.0}, {"02_kmeans"}),
        ({"limits": Limits(cell_seconds=60)}, {"02_kmeans", "03_one_loop"}),
    ],
)
def test_settings_touch_only_what_they_decide(changed: dict[str, Any], touched: set[str]) -> None:
    """Points of one assignment leave the records of another as they are, and so does a new title."""
    names = ("02_kmeans", "03_one_loop")
    assert {name for name in names if known_by(name, **changed) != known_by(name)} == touched


@pytest.mark.parametrize(
    ("file", "touched"),
    [
        ("checks/kmeans/loop.py", {"02_kmeans"}),
        ("checks/kmeans/late_states.npz", {"02_kmeans"}),
        ("checks/one_loop/cases.py", {"03_one_loop"}),
        ("checks/lloyd.py", {"02_kmeans", "03_one_loop"}),
        ("judge/session.py", {"02_kmeans", "03_one_loop"}),
        ("grade/table.py", set()),
    ],
)
def test_code_touches_only_what_it_judges(file: str, touched: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A change to the checks of one assignment leaves the records of another as they are."""
    names, read = ("02_kmeans", "03_one_loop"), Path.read_bytes
    before = {name: known_by(name) for name in names}
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"\n#" * (path == PACKAGE / file))
    assert {name for name in names if known_by(name) != before[name]} == touched


def test_only_what_is_run_counts_of_a_released_notebook() -> None:
    """A sentence that is put better touches no record; a cell that says something else does."""
    released = nbformat.read(released_notebook("02_kmeans"), as_version=4)
    before = course_hash(released, settings())
    next(cell for cell in released.cells if cell.cell_type == "markdown").source += "\n\nGood luck!"
    assert course_hash(released, settings()) == before
    next(cell for cell in released.cells if cell.cell_type == "code").source += "\nx = 1"
    assert course_hash(released, settings()) != before
