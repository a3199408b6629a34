"""Tests of starting an assignment."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder import checks
from autograder.exercises import find_exercises
from autograder.new_assignment import NewAssignmentError, new_assignment
from autograder.release import release
from autograder.series import series

ROOT = Path(__file__).parents[2]


@pytest.fixture
def course(tmp_path):
    """A copy of the project without its assignments."""
    (tmp_path / "autograder" / "checks").mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


@pytest.fixture
def found_checks(course, monkeypatch):
    """Let the checks of the copy be found as if they lay among ours."""
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(course / "autograder" / "checks")])
    find_exercises.cache_clear()
    yield
    find_exercises.cache_clear()
    for name in [name for name in sys.modules if name.startswith("autograder.checks.blobs")]:
        del sys.modules[name]
        delattr(checks, name.rpartition(".")[2])


def everything(folder):
    """All files of a course with their bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_assignment_is_two_files(course):
    """A new assignment is a solution notebook and a module of checks."""
    paths = new_assignment(course, "08_blobs")
    assert [path.relative_to(course).as_posix() for path in paths] == [
        "solutions/08_blobs/blobs.ipynb",
        "autograder/checks/blobs.py",
    ]


def test_the_notebook_is_valid(course):
    """The notebook is as nbformat writes it, with readable cell ids."""
    path, _ = new_assignment(course, "08_blobs")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.read_text(encoding="utf-8") == nbformat.writes(notebook) + "\n"
    assert [cell.id for cell in notebook.cells][3:5] == ["blobs_centre_code", "blobs_centre"]


def test_a_topic_of_several_words_names_a_module(course):
    """A hyphen in the id becomes an underscore in the names of files."""
    paths = new_assignment(course, "08_two-moons")
    assert [path.name for path in paths] == ["two_moons.ipynb", "two_moons.py"]


def test_the_second_command_releases_it(course, found_checks):
    """`release` finds the new notebook and its checks, with nothing to register."""
    new_assignment(course, "08_blobs")
    assert release(course, "08_blobs") == ["notebooks/08_blobs/blobs.ipynb: new"]
    notebook = nbformat.read(course / "notebooks" / "08_blobs" / "blobs.ipynb", as_version=4)
    first, *_, last = notebook.cells[3].source.splitlines()
    assert (first, last) == ("def blobs_centre(points):  # (n, d)", "    ...  # TO DO")
    assert notebook.cells[4].metadata.nbgrader.points == 1


def test_the_series_knows_it(course, found_checks):
    """Its row of the series' table comes with the notebook: title, idea, time and points."""
    new_assignment(course, "08_blobs")
    release(course, "08_blobs")
    entry = series(course)[-1]
    assert (entry.assignment, entry.title, entry.points) == ("08_blobs", "Blobs", 1)
    assert (entry.idea, entry.time) == ("a mean over one axis", "15 min")


def test_its_exercise_teaches(course, found_checks):
    """The example has a question with shapes and three hints."""
    new_assignment(course, "08_blobs")
    importlib.invalidate_caches()
    exercise = find_exercises()["blobs_centre"]
    assert exercise.assignment == "08_blobs"
    assert "(n, d)" in exercise.question
    assert len(exercise.hints) == 3


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("    return points.mean(axis=0)", "passed"),
        ("    total = 0\n    for point in points:\n        total = total + point\n    return total / len(points)",
         "passed"),
        ("    return points.sum(axis=0)", "failed"),
        ("    return points.mean()", "failed"),
        ("    return points[0]", "failed"),
        ("    return points.mean(axis=1)", "failed"),
        ("    return point", "error"),
        ("    ...  # TO DO", "unattempted"),
    ],
)  # fmt: skip
def test_its_check_judges(course, found_checks, answer, outcome):
    """The example's check accepts right answers, names wrong ones and knows an untouched one."""
    from autograder.evidence import Evidence
    from autograder.in_notebook import LOCAL_SECRET, NotebookChannel, _as_plain

    class Cells:
        def code(self, grade_id):
            return f"def blobs_centre(points):\n{answer}"

        def stub(self, grade_id):
            return "def blobs_centre(points):\n    ...  # TO DO"

        def others(self, grade_id):
            return []

        def below(self, grade_id):
            return []

        def modules(self):
            return {}

    new_assignment(course, "08_blobs")
    importlib.invalidate_caches()
    names = {}
    exec(Cells().code(""), names)
    evidence = Evidence(NotebookChannel(names), Cells(), LOCAL_SECRET, lambda steps: 1.0)
    verdict = find_exercises()["blobs_centre"].verdict(evidence, [_as_plain(evidence, names["blobs_centre"])])
    assert verdict.outcome == outcome, verdict.message


@pytest.mark.parametrize("wrong", ["", "blobs", "8_blobs", "08blobs", "08_", "08_9", "08_a b", "08_../x", "08_a/b"])
def test_an_id_of_another_form_is_refused(course, wrong):
    """An id that is not NN_topic is told, and nothing is written."""
    before = everything(course)
    with pytest.raises(NewAssignmentError, match="NN_topic"):
        new_assignment(course, wrong)
    assert everything(course) == before


def test_nothing_is_overwritten(course):
    """An assignment or a module that exists stays as it is."""
    new_assignment(course, "08_blobs")
    before = everything(course)
    with pytest.raises(NewAssignmentError, match="08_blobs exists already"):
        new_assignment(course, "08_blobs")
    with pytest.raises(NewAssignmentError, match=r"blobs\.py exists already"):
        new_assignment(course, "09_blobs")
    assert everything(course) == before


def test_a_folder_without_checks_is_refused(tmp_path):
    """Outside a copy of the project the command says where to run it."""
    with pytest.raises(NewAssignmentError, match="copy of the project"):
        new_assignment(tmp_path, "08_blobs")
    assert everything(tmp_path) == {}


def test_nothing_is_left_when_writing_fails(course, monkeypatch):
    """When the second file can't be written, the first is taken back."""
    write = Path.write_text

    def fail_on_checks(path, *arguments, **more):
        if path.suffix == ".py":
            raise OSError(28, "No space left on device", str(path))
        return write(path, *arguments, **more)

    before = everything(course)
    monkeypatch.setattr(Path, "write_text", fail_on_checks)
    with pytest.raises(NewAssignmentError, match="No space left"):
        new_assignment(course, "08_blobs")
    assert everything(course) == before
    monkeypatch.undo()
    assert len(new_assignment(course, "08_blobs")) == 2


def test_the_checks_are_in_the_house_style(course):
    """The written module passes the project's own linter."""
    pytest.importorskip("ruff", reason="ruff is not installed: pip install -e .[dev]")
    _, path = new_assignment(course, "08_blobs")
    environment = {**os.environ, "RUFF_NO_CACHE": "true"}
    command = [sys.executable, "-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout
