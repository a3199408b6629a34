"""nbgrader by itself works on the course: its own commands, with nothing of ours but the configuration."""

import contextlib
import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SOLUTION = ROOT / "solutions" / "02_kmeans" / "kmeans.ipynb"
RELEASED = ROOT / "notebooks" / "02_kmeans" / "kmeans.ipynb"
LONGEST = 150.0  # seconds that a command takes on busy cores, several times over


def nbgrader(course, *arguments):
    """Run an nbgrader command in a course. It calls its tools by bare name, so they go on PATH.

    Now and then, on busy cores, nbclient waits forever for a reply that its kernel has sent. Then it is started again.
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    for seconds, more in (LONGEST, []), (2 * LONGEST, ["--force"]):
        with contextlib.suppress(subprocess.TimeoutExpired):
            done = subprocess.run(
                [sys.executable, "-m", "nbgrader", *arguments, *more],
                cwd=course, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=seconds,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            return done.stdout + done.stderr
    raise AssertionError(f"nbgrader {' '.join(arguments)} does not end")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which nbgrader released 02_kmeans and graded the solution and the untouched notebook."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    (course / "solutions" / "02_kmeans").mkdir(parents=True)
    shutil.copy(SOLUTION, course / "solutions" / "02_kmeans")
    nbgrader(course, "generate_assignment", "02_kmeans")
    for student, notebook in {"solved": SOLUTION, "untouched": RELEASED}.items():
        folder = course / "submitted" / student / "02_kmeans"
        folder.mkdir(parents=True)
        shutil.copy(notebook, folder / "kmeans.ipynb")
    nbgrader(course, "autograde", "02_kmeans")
    return course


def test_release_is_the_same(course):
    """The command generate_assignment gives the very bytes that `autograder release` does."""
    made = course / "notebooks" / "02_kmeans"
    assert [path.name for path in made.iterdir()] == ["kmeans.ipynb"]
    assert (made / "kmeans.ipynb").read_bytes() == RELEASED.read_bytes()


def test_solution_has_full_marks_and_untouched_none(course):
    """The export has 20 of 20 points for the solution and 0 for the untouched notebook."""
    nbgrader(course, "export")
    with open(course / "grades.csv", encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {student: float(row["score"]) for student, row in rows.items()} == {"solved": 20, "untouched": 0}
    assert {float(row["max_score"]) for row in rows.values()} == {20}


def test_feedback_is_made(course):
    """The feedback pages show the score, and tell the untouched student why there is none."""
    nbgrader(course, "generate_feedback", "02_kmeans")
    pages = {
        student: (course / "feedback" / student / "02_kmeans" / "kmeans.html").read_text(encoding="utf-8")
        for student in ("solved", "untouched")
    }
    assert "Score: 20.0 / 20.0" in pages["solved"]
    assert "Score: 0.0 / 20.0" in pages["untouched"]
    assert "TO DO" in pages["untouched"]
