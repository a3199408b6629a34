"""The command line: contracts for programs, and one clear line for people who gave it something else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from click import Context
from click.testing import CliRunner

import autograder as package
from autograder.cli import autograder
from autograder.commands.errors import UserError
from autograder.commands.grade import run_with_progress
from autograder.course import released_notebook
from autograder.judge.protection import protect
from autograder.sample_class import fill
from autograder.tests.at_hand import STANDARD

COMMANDS = ("check", "import", "grade", "export", "similar", "release", "new", "demo", "doctor")


def run(*words: str) -> Any:
    """Run `autograder` with some words."""
    return CliRunner().invoke(autograder, list(words))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course without submissions."""
    (tmp_path / "course.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def solved(tmp_path: Path) -> Path:
    """A notebook with the standard right answer."""
    path = tmp_path / "mine.ipynb"
    nbformat.write(fill(nbformat.read(released_notebook("02_kmeans"), 4), STANDARD), path)
    return path


def test_commands_are_found_by_their_names() -> None:
    """What the group lists it also has, under that name."""
    context = Context(autograder)
    found = [autograder.get_command(context, name) for name in autograder.list_commands(context)]
    assert [each and each.name for each in found] == autograder.list_commands(context)
    assert autograder.get_command(context, "grades") is None and "No such command 'grades'" in run("grades").output


def test_a_command_starts_with_what_it_needs_alone() -> None:
    """Neither the version nor the making of an assignment waits for notebooks, gradebook and what these import."""
    heavy = ("nbformat", "jsonschema", "nbgrader", "sqlalchemy")
    modules = "autograder.cli", *(f"autograder.commands.{name}" for name in ("new", "release", "report", "doctor"))
    code = f"import sys, {', '.join(modules)}; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    code = "import sys, autograder.commands.check; print('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    """`--help` says what a command is for."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 6
    assert "\\b" not in result.output  # click's sign for lines that stay as they are


def test_examples_in_help_stand_on_lines_of_their_own() -> None:
    """What can be copied from the help is a line that can be run."""
    lines = [line.strip() for line in run("check", "--help").output.splitlines()]
    assert "autograder check notebooks/02_kmeans/kmeans.ipynb" in lines


def test_the_version_is_told() -> None:
    """`--version` prints it."""
    assert package.__version__ in run("--version").output


BAD_CALLS = {
    "no such notebook": ("check", "{here}/nothing.ipynb"),
    "a folder for a notebook": ("check", "{here}"),
    "no such assignment": ("check", "{notebook}", "--assignment", "99_nothing"),
    "no submissions": ("grade", "02_kmeans", "--course", "{here}"),
    "unknown assignment": ("grade", "99_nothing", "--course", "{here}"),
    "no workers": ("grade", "02_kmeans", "--course", "{here}", "--workers", "0"),
    "no such course": ("grade", "02_kmeans", "--course", "{here}/nothing"),
    "nothing to release": ("release", "99_nothing", "--course", "{here}"),
    "an id with a slash": ("new", "../evil", "--course", "{here}"),
    "an id without a number": ("new", "topic", "--course", "{here}"),
    "a demo in a folder in use": ("demo", "--folder", "{here}"),
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_a_bad_call_gets_one_clear_line(name: str, course: Path) -> None:
    """Exit code 2, a line that says what is wrong, no traceback, and nothing written."""
    notebook = course / "n.ipynb"
    notebook.write_text("{}", encoding="utf-8")
    before = sorted(path.name for path in course.iterdir())
    result = run(*(word.format(here=course, notebook=notebook) for word in BAD_CALLS[name]))
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    last = result.stderr.strip().splitlines()[-1]
    assert "Traceback" not in result.output
    assert last.startswith(("autograder: ", "Error: "))
    assert sorted(path.name for path in course.iterdir()) == before


@pytest.mark.parametrize(
    "call", [("check", str(released_notebook("00_start_here"))), ("grade", "00_start_here")], ids=["check", "grade"]
)
def test_an_assignment_without_exercises_is_told_in_one_line(call: tuple[str, ...], course: Path) -> None:
    """There is nothing to check or to grade in the start page, and that is all that is said."""
    (course / "submitted" / "s1" / "00_start_here").mkdir(parents=True)
    result = run(*call, "--course", str(course))
    assert result.exit_code == 2
    assert result.stderr == "autograder: 00_start_here has no exercises, so there is nothing to check or to grade\n"
    assert result.stdout == ""


BAD_SETTINGS = {
    "no TOML": "points = [",
    "unknown section": "[mark]\ninitial_means = 3",
    "unknown name": "[time]\nfulll = 6",
    "a text for a number": '[time]\nfull = "6"',
    "full above zero": "[time]\nfull = 30",
    "negative points": "[points]\ninitial_means = -1",
}


@pytest.mark.parametrize("name", BAD_SETTINGS)
def test_broken_settings_get_one_line_with_the_file(name: str, course: Path) -> None:
    """A course.toml that can't be used is named, and nothing is graded by half of it."""
    (course / "course.toml").write_text(BAD_SETTINGS[name], encoding="utf-8")
    (course / "submitted" / "s1" / "02_kmeans").mkdir(parents=True)
    result = run("grade", "02_kmeans", "--course", str(course))
    assert result.exit_code == 2
    assert "course.toml" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_released_notebook_that_was_edited_grades_nobody(tmp_path: Path) -> None:
    """The course's own copy must be as it was released."""
    folder = tmp_path / "notebooks" / "02_kmeans"
    folder.mkdir(parents=True)
    notebook = nbformat.read(released_notebook("02_kmeans"), 4)
    notebook.cells[2].source += "\nx = 1"
    nbformat.write(notebook, folder / "kmeans.ipynb")
    (tmp_path / "submitted" / "s1" / "02_kmeans").mkdir(parents=True)
    result = run("grade", "02_kmeans", "--course", str(tmp_path))
    assert result.exit_code == 2
    assert "was changed since its release" in result.stderr


@pytest.mark.slow
def test_check_prints_one_json_object(solved: Path) -> None:
    """The JSON has just the keys that other programs build on, and full marks for the solution."""
    result = run("check", str(solved), "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert set(found) == {"assignment", "score", "max_score", "sandbox", "seconds", "exercises"}
    assert (found["assignment"], found["score"], found["max_score"]) == ("02_kmeans", 20, 20)
    assert found["sandbox"] == protect()
    assert [set(each) for each in found["exercises"]] == [{"exercise", "score", "max_score", "outcome", "message"}] * 4


@pytest.mark.slow
def test_check_grades_the_untouched_notebook_with_nothing() -> None:
    """The released notebook gets 0 points, every exercise unattempted, and exit code 0."""
    result = run("check", str(released_notebook("02_kmeans")), "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["score"] == 0
    assert {each["outcome"] for each in found["exercises"]} == {"unattempted"}


def test_check_grades_a_damaged_file_when_told_the_assignment(tmp_path: Path) -> None:
    """A file that is no notebook gets a grade with a reason."""
    path = tmp_path / "mine.ipynb"
    path.write_bytes(b"%PDF-1.7")
    result = run("check", str(path), "--assignment", "02_kmeans", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["score"] == 0
    assert {each["outcome"] for each in found["exercises"]} == {"unreadable"}
    assert all("PDF" in each["message"] for each in found["exercises"])


def test_check_says_once_why_a_file_can_not_be_graded(tmp_path: Path) -> None:
    """What holds for the whole file is not repeated for each exercise."""
    path = tmp_path / "mine.ipynb"
    path.write_bytes(b"")
    output = run("check", str(path), "--assignment", "02_kmeans").stdout
    assert " ".join(output.split()).count("The file is empty") == 1
    assert output.rstrip().endswith("\n0 of 20 points")


@pytest.mark.parametrize(("again", "rest"), [(False, "the same command goes on"), (True, "--again begins anew")])
def test_a_stopped_run_says_how_to_go_on(again: bool, rest: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C gets one line: what is kept, and what the next run does."""

    async def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.commands.grade.judge_class", stopped)
    work: Any = SimpleNamespace(assignment=SimpleNamespace(name="02_kmeans"), course=Path("/no/course"))
    with pytest.raises(UserError, match=f"^stopped; what was graded is recorded, and {rest}"):
        run_with_progress(work, stopped, quiet=True, again=again)


def test_doctor_finds_points_for_no_exercise(course: Path) -> None:
    """A misspelt exercise in course.toml has no effect, so somebody should say so."""
    (course / "course.toml").write_text("[points]\ninitial_meens = 5\n", encoding="utf-8")
    result = run("doctor", "--course", str(course))
    assert result.exit_code == 1
    assert "BAD  course: [points] initial_meens is no exercise; there are " in result.output


@pytest.mark.parametrize(("data", "code", "said"), [
    (None, 0, "ok   gradebook: {course}/gradebook.db is made by the first `autograder grade`"),
    (b"SQLite format 4" * 99, 1, "BAD  gradebook: {course}/gradebook.db: can't be used as the gradebook: file is"),
])  # fmt: skip
def test_doctor_looks_at_the_gradebook(
    data: bytes | None, code: int, said: str, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged gradebook is told before an evening of grading, and nothing is made by looking."""
    monkeypatch.setattr("autograder.doctor._sandbox", lambda: ())
    monkeypatch.delenv("KMEANS_GRADEBOOK", raising=False)
    if data:
        (course / "gradebook.db").write_bytes(data)
    result = run("doctor", "--course", str(course))
    assert said.format(course=course.resolve()) in result.output
    assert result.exit_code == code
    assert (course / "gradebook.db").exists() == bool(data)


def test_doctor_finds_this_machine_well(course: Path) -> None:
    """A line for each thing, and exit code 0 where all is well."""
    result = run("doctor", "--course", str(course))
    assert result.exit_code == 0, result.output
    for word in ("Python", "numpy", "nbgrader", "data: ", "kernel python3", "02_kmeans", "sandbox"):
        assert word in result.output
    assert "ok   00_start_here: released notebook is whole (it has no exercises)\n" in result.output


@pytest.mark.parametrize(("package_name", "words"), [("click", ["doctor"]), ("nbclient", ["grade", "02_kmeans"])])
def test_without_the_graders_packages_there_is_one_line(package_name: str, words: list[str], tmp_path: Path) -> None:
    """A student's light install says what grading would need."""
    missing = f"raise ModuleNotFoundError('no', name='{package_name}')"
    (tmp_path / f"{package_name}.py").write_text(missing, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path(package.__file__).parents[1])])
    done = subprocess.run(
        [sys.executable, "-m", "autograder", *words], env={**os.environ, "PYTHONPATH": path}, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert done.stderr.strip() == f"autograder: grading needs {package_name}: pip install 'kmeans-by-hand[grade]'"
