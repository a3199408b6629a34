"""nbgrader by itself grades in warm kernels: it needs their name alone, and gives the marks that it gives elsewhere."""

import csv
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from autograder.tests.test_nbgrader import ROOT, nbgrader

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are kernels forked")]
WARMUP = "01_numpy_warmup/warmup.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which a solution and an untouched notebook were handed in."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    (course / "solutions" / WARMUP).parent.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / WARMUP, course / "solutions" / WARMUP)
    nbgrader(course, "generate_assignment", "01_numpy_warmup")
    for student, folder in {"solved": "solutions", "untouched": "notebooks"}.items():
        notebook = nbformat.read(ROOT / folder / WARMUP, as_version=4)
        notebook.cells.append(new_code_cell("import os; print(os.getcwd())"))
        target = course / "submitted" / student / WARMUP
        target.parent.mkdir(parents=True)
        nbformat.write(notebook, target)
    return course


def working_folder(course: Path, student: str) -> str:
    """Give the folder that a student's kernel worked in, which the last cell printed."""
    graded = nbformat.read(course / "autograded" / student / WARMUP, as_version=4)
    return str(graded.cells[-1].outputs[0].text)


def marks(course: Path, *options: str) -> dict[str, float]:
    """Grade everybody, and give their marks."""
    nbgrader(course, "autograde", "01_numpy_warmup", "--force", *options)
    nbgrader(course, "export")
    with open(course / "grades.csv", encoding="utf-8", newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def test_marks_are_those_of_an_ordinary_kernel(course):
    """The solution has full marks and the untouched notebook none, in a sandbox as without one."""
    in_sandbox = marks(course, "--ExecutePreprocessor.kernel_name=kmeans-sandbox")
    assert in_sandbox == {"solved": 15, "untouched": 0}
    assert working_folder(course, "solved").startswith("/tmp/kmeans-by-hand-")
    assert in_sandbox == marks(course)
    assert str(course) in working_folder(course, "solved")
