"""Tests of 02_kmeans itself: what it holds, in both forms, and that it runs."""

import ast
import json
import re
import textwrap
from pathlib import Path

import nbformat
import numpy as np
import pytest

from autograder.checks.lloyd import lloyd_step
from autograder.exercises import exercises_of

ROOT = Path(__file__).parents[2]
SOLUTION = ROOT / "solutions" / "02_kmeans" / "kmeans.ipynb"
RELEASED = ROOT / "notebooks" / "02_kmeans" / "kmeans.ipynb"
BOTH = pytest.mark.parametrize("path", [SOLUTION, RELEASED], ids=["solution", "released"])


def cells_of(path):
    """The cells of a notebook."""
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def source_of(path, cell_id):
    """The source of the cell with an id."""
    return next("".join(cell["source"]) for cell in cells_of(path) if cell["id"] == cell_id)


def prose_of(path):
    """All prose in one line."""
    cells = [cell for cell in cells_of(path) if cell["cell_type"] == "markdown"]
    return re.sub(r"\s+", " ", "\n".join("".join(cell["source"]) for cell in cells))


def mark_of(cell):
    """What nbgrader knows about a cell."""
    return cell["metadata"].get("nbgrader", {})


@BOTH
def test_every_picture_is_described_in_words(path):
    """A cell that draws is followed by a description in words."""
    cells = cells_of(path)
    drawing = [number for number, cell in enumerate(cells) if "plt.show()" in "".join(cell["source"])]
    assert len(drawing) == 3
    assert all("".join(cells[number + 1]["source"]).startswith("*In words:") for number in drawing)


@BOTH
def test_pictures_are_grey(path):
    """Pictures use the grey map, which colour-blind readers see as everyone does."""
    code = "\n".join("".join(cell["source"]) for cell in cells_of(path))
    assert code.count("imshow(") == code.count('cmap="gray"') == 5


@pytest.mark.parametrize(
    "words",
    [
        "mean squared error or equivalent",
        "for n steps or until convergence",
        "K-means does not need that",
        "https://en.wikipedia.org/wiki/K-means_clustering",
        "check.initial_means.hint()",
        "must be computed *inside* this cell",
        "60 %",
        "25 %",
        "15 %",
        "Break it on purpose",
    ],
)
def test_prose_says(words):
    """The prose keeps the exercise's own words, and says what is graded and how."""
    assert words in prose_of(RELEASED)


def test_six_steps_are_listed():
    """K-means is told in six numbered steps."""
    listed = source_of(RELEASED, "first_eight_words")
    assert re.findall(r"^(\d)\. ", listed, re.MULTILINE) == list("123456")


def test_points_are_sixty_twentyfive_fifteen():
    """A correct result has 60 % of the points, one loop 25 %, time 15 %."""
    points = {cell["id"]: mark_of(cell)["points"] for cell in cells_of(RELEASED) if mark_of(cell).get("grade")}
    total = sum(points.values())
    assert (points["initial_means"] + points["update_means"]) / total == 0.6
    assert points["single_loop"] / total == 0.25
    assert points["seconds_per_iteration"] / total == 0.15


def test_setup_cell_can_be_edited():
    """Students may add imports of their own; the cells that set names for the checks are locked."""
    cells = {cell["id"]: cell for cell in cells_of(RELEASED)}
    assert cells["setup"]["metadata"].get("editable", True)
    assert cells["rescale"]["metadata"]["editable"] is cells["settings"]["metadata"]["editable"] is False


def test_stubs_are_an_ellipsis():
    """A student starts from harmless zeros and an empty loop."""
    assert source_of(RELEASED, "initial_means_code") == "means = np.zeros((num_means, data_size))\n...  # TO DO"
    assert source_of(RELEASED, "update_means_code").splitlines()[:6] == [
        "live.update(means)  # the start", "start = time.time()", "for i in range(iterations):", "    ...  # TO DO",
        "    live.update(means)  # what this iteration has made of it", "end = time.time()",
    ]  # fmt: skip


def solution_body():
    """The solution's lines in the loop."""
    region = source_of(SOLUTION, "update_means_code").split("### BEGIN SOLUTION\n")[1].split("    ### END")[0]
    return textwrap.dedent(region)


def test_solution_is_one_loop_under_ten_lines():
    """The reference solution has one loop and less than ten lines in it."""
    tree = ast.parse(source_of(SOLUTION, "update_means_code"))
    loops = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)
    assert sum(isinstance(node, loops) for node in ast.walk(tree)) == 1
    assert len(solution_body().splitlines()) < 10


def test_solution_is_right_and_survives_an_empty_cluster():
    """The solution's step equals an independent one, and an empty cluster keeps its mean."""
    rng = np.random.default_rng(1)
    points = rng.normal(size=(80, 5))
    start = np.vstack([points[:3], np.full((1, 5), 50.0)])
    names = {"np": np, "test_x": points, "means": start, "num_means": 4}
    expected = start
    for _ in range(3):
        exec(solution_body(), names)
        expected = lloyd_step(points, expected)
    np.testing.assert_allclose(names["means"], expected)
    np.testing.assert_array_equal(names["means"][3], start[3])


def run(path, extra=()):
    """Run a notebook from top to bottom; returns its cells by id. An exception in a cell raises."""
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    notebook.cells += [nbformat.v4.new_code_cell(text, id=f"extra_{n}") for n, text in enumerate(extra)]
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return {cell["id"]: cell for cell in notebook.cells}


def text_of(cell):
    """What a cell shows, as text."""
    return "\n".join(
        "".join(output.get("text", "") or output.get("data", {}).get("text/plain", ""))
        for output in cell["outputs"]
    )


@pytest.mark.slow
def test_untouched_notebook_runs_and_is_unattempted():
    """The released notebook runs top to bottom, and every check says that nothing was attempted."""
    cells = run(RELEASED)
    for exercise in exercises_of("02_kmeans"):
        assert "unattempted" in text_of(cells[exercise.name]).lower()
    assert "seconds per iteration" in text_of(cells["update_means_code"])
    assert "Nothing to see yet" in text_of(cells["centres"])
    assert "No one claims it yet" in text_of(cells["draw"])


@pytest.mark.slow
def test_solution_runs_and_passes_every_check():
    """The solution notebook runs, passes its checks, draws its pictures, and names the time precisely."""
    cells = run(SOLUTION)
    for exercise in exercises_of("02_kmeans"):
        assert "passed" in text_of(cells[exercise.name]).lower()
    for name in ("first_eight", "centres", "draw"):
        assert any("image/png" in output.get("data", {}) for output in cells[name]["outputs"])
    assert re.search(r"\d\.\d{4} seconds per iteration", text_of(cells["update_means_code"]))
    assert text_of(cells["first_shape"]) == "(8, 784)"


@pytest.mark.slow
def test_wrong_means_stop_no_picture_cell(tmp_path):
    """Means of a wrong kind or shape stop no cell below: Run All comes to the end."""
    notebook = nbformat.read(RELEASED, as_version=4)
    for wrong in ("means = None", "means = np.ones((10, 28, 28))", "means = np.full((10, 784), np.nan)"):
        for cell in notebook.cells:
            if cell["id"] == "initial_means_code":
                cell["source"] = wrong
        path = tmp_path / "kmeans.ipynb"
        nbformat.write(notebook, path)
        run(path)
