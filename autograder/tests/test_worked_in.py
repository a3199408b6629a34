"""Whoever works in a checkout's own notebooks/ is checked and graded by the notebook as it was released."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder import course
from autograder.grade.load_assignment import read_released
from autograder.sample_class import fill
from autograder.tests.at_hand import STANDARD

ROOT = Path(course.__file__).parents[1]


@pytest.fixture
def worked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose notebooks/02_kmeans/kmeans.ipynb somebody solved in place."""
    for name in ("solutions", "notebooks"):
        shutil.copytree(ROOT / name / "02_kmeans", tmp_path / name / "02_kmeans")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "autograder").mkdir()
    shutil.copy(ROOT / "autograder" / "course.toml", tmp_path / "autograder")
    path = tmp_path / "notebooks" / "02_kmeans" / "kmeans.ipynb"
    nbformat.write(fill(nbformat.read(path, 4), STANDARD), path)
    monkeypatch.setattr(course, "PACKAGE", tmp_path / "autograder")
    return path


def test_checks_compare_with_the_stub_and_not_with_the_students_own_cell(worked_in: Path) -> None:
    """A solved cell in the course's own copy does not make itself unattempted."""
    cells = course.released_cells("02_kmeans")
    released = json.loads((ROOT / "notebooks" / "02_kmeans" / "kmeans.ipynb").read_text(encoding="utf-8"))
    expected = {
        cell["metadata"].get("nbgrader", {}).get("grade_id") or cell["id"]: "".join(cell["source"])
        for cell in released["cells"] if cell["cell_type"] == "code"
    }  # fmt: skip
    assert cells == expected


def test_grading_goes_by_a_fresh_notebook(worked_in: Path) -> None:
    """The grader makes the released notebook anew, and leaves the student's work alone."""
    before = worked_in.read_bytes()
    made = read_released(worked_in, "02_kmeans")
    assert course.is_pristine(made)
    assert worked_in.read_bytes() == before


def test_without_solutions_nobody_is_graded_by_a_changed_notebook(worked_in: Path) -> None:
    """Where it can't be made anew, one line says so."""
    shutil.rmtree(worked_in.parents[2] / "solutions")
    with pytest.raises(course.CourseError, match="was changed since its release"):
        read_released(worked_in, "02_kmeans")
    assert course.released_cells("02_kmeans") == {}
