"""Every notebook of the series keeps to the same form, in its solution and as it is released, and runs."""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
import pytest

from autograder.exercises import Exercise, exercises_of

ROOT = Path(__file__).parents[2]
SOLUTIONS = sorted((ROOT / "solutions").glob("*/*.ipynb"))
ASSIGNMENTS = [path.parent.name for path in SOLUTIONS if exercises_of(path.parent.name)]
FUNCTIONS = [name for name in ASSIGNMENTS if name != "02_kmeans"]
COMPUTE_SECONDS = 60  # of a solution notebook on two cores
MEMORY_GIB = 2.0
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # as tests share the cores
DRAWS = re.compile(r"plt\.show\(\)|^animate[.(]|^live\.", re.MULTILINE)
OTHER_PACKAGES = ("scipy", "sklearn", "dask", "distributed", "pandas", "anywidget", "skimage", "PIL.ImageTk")

each_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS)
each_form = pytest.mark.parametrize(
    "path",
    [ROOT / folder / path.parent.name / path.name for path in SOLUTIONS for folder in ("solutions", "notebooks")],
    ids=lambda path: f"{path.parents[1].name}-{path.stem}",
)  # fmt: skip


def cells_of(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook, their sources as texts."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [{**cell, "source": "".join(cell["source"])} for cell in cells]


def released(assignment: str) -> Path:
    """The released notebook of an assignment."""
    (path,) = (ROOT / "notebooks" / assignment).glob("*.ipynb")
    return path


def solution(assignment: str) -> Path:
    """The solution notebook of an assignment."""
    return ROOT / "solutions" / assignment / released(assignment).name


def mark_of(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """What nbgrader knows about a cell."""
    return cell["metadata"].get("nbgrader", {})


def prose_of(path: Path) -> str:
    """All prose in one line."""
    return re.sub(r"\s+", " ", "\n".join(cell["source"] for cell in cells_of(path) if cell["cell_type"] == "markdown"))


@each_form
def test_is_valid_short_and_without_outputs(path: Path) -> None:
    """A notebook is valid, as nbformat writes it, has at most forty cells, no outputs, and names no Python version."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.read_text(encoding="utf-8") == nbformat.writes(notebook) + "\n"
    assert len(notebook.cells) <= 40
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
    assert notebook.metadata["language_info"] == {"name": "python"}
    assert notebook.metadata["kernelspec"]["name"] == "python3"


@each_form
def test_cell_ids_are_readable_names(path: Path) -> None:
    """Cell ids are distinct words, and a cell that nbgrader knows has its grade id."""
    cells = cells_of(path)
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert [cell["id"] for cell in cells if not re.fullmatch(r"[a-z][a-z0-9_]+", cell["id"])] == []
    assert all(mark_of(cell).get("grade_id", cell["id"]) == cell["id"] for cell in cells)


@each_form
def test_every_header_picture_is_attached_and_described(path: Path) -> None:
    """The first cell shows a picture that it carries itself, with alternative text."""
    first = cells_of(path)[0]
    (name,) = first["attachments"]
    assert re.search(rf"!\[[^\]]{{80,}}\]\(attachment:{re.escape(name)}\)", first["source"])


@each_assignment
def test_opens_with_a_verb_and_three_headings(assignment: str) -> None:
    """The first cell has a title, and what you'll do, learn and need."""
    lines = cells_of(released(assignment))[0]["source"].splitlines()
    assert lines[0].startswith("# ")
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## What you'll do", "## What you'll learn", "## What you'll need"]


@each_assignment
def test_every_picture_is_described_in_words(assignment: str) -> None:
    """A cell that draws or animates is followed, before any other code but a check, by a description in words."""
    cells = cells_of(released(assignment))
    drawing = [number for number, cell in enumerate(cells) if _draws(cell)]
    assert [cells[number]["id"] for number in drawing if not _described(cells[number + 1 :])] == []


def _draws(cell: Mapping[str, Any]) -> bool:
    return cell["cell_type"] == "code" and bool(DRAWS.search(cell["source"]))


def _described(following: Sequence[Mapping[str, Any]]) -> bool:
    for cell in following:
        if cell["cell_type"] == "markdown":
            return bool(re.match(r"\*In words: ", cell["source"]))
        if not mark_of(cell):
            return False
    return False


@each_assignment
def test_no_picture_relies_on_hue(assignment: str) -> None:
    """Maps of colours are those that colour-blind readers see as everyone does."""
    code = "\n".join(cell["source"] for cell in cells_of(released(assignment)) if cell["cell_type"] == "code")
    maps = set(re.findall(r'cmap="([^"]+)"', code))
    assert maps <= {"gray", "Greys", "viridis", "cividis", "Blues"}


@each_assignment
def test_asks_to_predict_and_leaves_questions(assignment: str) -> None:
    """There is something to predict, a question of one's own, and something to break on purpose."""
    prose = prose_of(released(assignment))
    assert prose.count("**Predict.**") >= 2
    assert "My guess:" in prose
    assert "## On your own" in prose
    assert "Break it on purpose" in prose
    assert ".hint()" in prose
    assert "Restart Kernel and Run All Cells" in prose


@each_assignment
def test_every_exercise_has_question_check_and_why(assignment: str) -> None:
    """Each exercise has its question before its cell, then its check, and a why cell right after."""
    cells = cells_of(released(assignment))
    ids = [cell["id"] for cell in cells]
    for exercise in exercises_of(assignment):
        number = ids.index(exercise.name)
        assert f"{exercise.name}_question" in ids[:number]
        assert exercise.todo.grade_id in ids[:number]
        assert ids[number + 1] == f"{exercise.name}_why"
        assert cells[number + 1]["source"].startswith(("**Why", "*In words"))
        assert "**Why" in cells[number + 1]["source"]


@each_assignment
def test_every_exercise_has_three_hints_and_a_question_with_shapes(assignment: str) -> None:
    """Hints come in three levels, and the docstring says what goes in and out."""
    for exercise in exercises_of(assignment):
        assert len(exercise.hints) == 3
        assert len(set(exercise.hints)) == 3
        assert len(exercise.question.splitlines()) >= 3 or assignment == "02_kmeans"


@each_assignment
def test_check_cells_are_one_locked_line(assignment: str) -> None:
    """A check cell is one line that names its exercise, and can't be edited or deleted."""
    checks = [cell for cell in cells_of(released(assignment)) if mark_of(cell).get("grade")]
    assert [cell["id"] for cell in checks] == [exercise.name for exercise in exercises_of(assignment)]
    for cell in checks:
        assert re.fullmatch(rf"check\.{cell['id']}\(\w*\)", cell["source"])
        assert cell["metadata"]["editable"] is cell["metadata"]["deletable"] is False


@pytest.mark.parametrize("assignment", FUNCTIONS)
def test_stubs_are_functions_that_wait(assignment: str) -> None:
    """A TO DO of these notebooks is a function whose body is to do, named like its exercise."""
    cells = {cell["id"]: cell["source"] for cell in cells_of(released(assignment))}
    for exercise in exercises_of(assignment):
        stub = cells[exercise.todo.grade_id]
        functions = [node for node in ast.parse(stub).body if isinstance(node, ast.FunctionDef)]
        assert [function.name for function in functions] == [exercise.name] == [exercise.todo.binds]
        assert stub.count("...  # TO DO") == 1
        assert ast.get_docstring(functions[0])


@pytest.mark.parametrize("assignment", FUNCTIONS)
def test_the_question_speaks_of_the_parameters_that_the_cell_has(assignment: str) -> None:
    """What the check calls is what the cell defines: the same names in the same order."""
    cells = {cell["id"]: cell["source"] for cell in cells_of(released(assignment))}
    for exercise in exercises_of(assignment):
        body = ast.parse(cells[exercise.todo.grade_id]).body
        (function,) = [each for each in body if isinstance(each, ast.FunctionDef)]
        call = f"{exercise.name}({', '.join(each.arg for each in function.args.args)})"
        assert f"`{call}`" in exercise.question


def run(path: Path, before: str = "") -> tuple[dict[str, Any], float, float]:
    """Run a notebook from top to bottom: its cells by id, its seconds of CPU and its peak of memory in GiB."""
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    measure = (  # ru_maxrss would be that of the process that started the kernel, where that was larger
        "import resource as _r\nprint(_r.getrusage(_r.RUSAGE_SELF))\n"
        "print(*(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    notebook.cells = [
        nbformat.v4.new_code_cell(before, id="before"), *notebook.cells, nbformat.v4.new_code_cell(measure, id="after"),
    ]  # fmt: skip
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": path.parent}})
    with mock.patch.dict(os.environ, ONE_THREAD):
        client.execute()
    cells = {cell["id"]: cell for cell in notebook.cells}
    used = re.findall(r"(\w+)[=:]\s*([\d.]+)", text_of(cells["after"]))
    figures = {name: float(value) for name, value in used}
    return cells, figures["ru_utime"] + figures["ru_stime"], figures["VmHWM"] / 1024**2


def text_of(cell: Mapping[str, Any]) -> str:
    """What a cell shows, as text."""
    return "\n".join(_texts(cell.get("outputs", ())))


def _texts(outputs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for output in outputs:
        yield "".join(output.get("text", "") or output.get("data", {}).get("text/plain", ""))


def verdicts(cells: Mapping[str, Any], exercises: Sequence[Exercise]) -> dict[str, str]:
    """The first line of each check's output."""
    return {each.name: text_of(cells[each.name]).splitlines()[0].lower() for each in exercises}


@pytest.mark.slow
@each_assignment
def test_untouched_notebook_runs_and_is_unattempted(assignment: str) -> None:
    """A released notebook runs top to bottom, and every check says that nothing was attempted."""
    cells, _, _ = run(released(assignment))
    for name, heading in verdicts(cells, exercises_of(assignment)).items():
        assert "unattempted" in heading, name
    assert not any(output["output_type"] == "error" for cell in cells.values() for output in cell.get("outputs", ()))


@pytest.mark.slow
@each_assignment
def test_solution_runs_within_its_time_and_memory_on_few_packages(assignment: str) -> None:
    """A solution passes every check within time and memory, with NumPy, matplotlib and ipywidgets alone."""
    blocked = f"import sys\nfor name in {OTHER_PACKAGES}: sys.modules[name] = None"
    cells, seconds, memory = run(solution(assignment), before=blocked)
    for name, heading in verdicts(cells, exercises_of(assignment)).items():
        assert "passed" in heading, name
    assert seconds < 2 * COMPUTE_SECONDS
    assert memory < MEMORY_GIB
    drawn = [cell for cell in cells.values() if _draws(cell) and "plt.show()" in cell["source"]]
    assert [cell["id"] for cell in drawn if not (_has_picture(cell) or _is_left_out(cell))] == []


def _has_picture(cell: Mapping[str, Any]) -> bool:
    return any("image/png" in output.get("data", {}) for output in cell["outputs"])


def _is_left_out(cell: Mapping[str, Any]) -> bool:
    return "skip-execution" in cell["metadata"].get("tags", ())
