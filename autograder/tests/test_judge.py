"""Submissions that end, flood, hang or tamper with their notebook are judged from outside, in real kernels."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.course import Limits
from autograder.grade.load_assignment import load_assignment
from autograder.judge.assignment import Assignment
from autograder.judge.cells import names_in_check
from autograder.judge.judge import Graded, judge
from autograder.judge.protection import protect
from autograder.judge.workplace import Workplace
from autograder.sample_class import Answer, fill
from autograder.tests.at_hand import STANDARD, with_live

pytestmark = pytest.mark.slow
FULL = {"initial_means": 3, "update_means": 9, "single_loop": 5, "seconds_per_iteration": 3}
RIGHT_LOOP = STANDARD.cells["update_means_code"]


def assignment(**limits: float) -> Assignment:
    """02_kmeans with a secret and limits of our choice."""
    loaded, _ = load_assignment("02_kmeans", secret=b"secret")
    return replace(loaded, settings=replace(loaded.settings, limits=Limits(**limits)))


def grade(notebook: NotebookNode, files: Mapping[str, bytes] | None = None, **limits: float) -> Graded:
    """Judge a notebook."""

    async def run() -> Graded:
        work = assignment(**limits)
        async with Workplace(work.settings.limits, protect()) as workplace:
            return await judge(json.dumps(notebook).encode(), work, workplace, files=files)

    return asyncio.run(run())


def notebook(start: str | None = None, loop: str | None = None, **extras: str) -> NotebookNode:
    """The released notebook filled in; `extras` are cells put after the cell with that grade id."""
    cells = dict(STANDARD.cells)
    if start is not None:
        cells["initial_means_code"] = start
    if loop is not None:
        cells["update_means_code"] = loop
    filled = fill(assignment().released, Answer("made", "made", {}, cells), STANDARD)
    for grade_id, source in extras.items():
        filled.cells.insert(position(filled, grade_id) + 1, new_code_cell(source))
    return filled


def position(filled: NotebookNode, grade_id: str) -> int:
    """Index of a cell by grade id."""
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in filled.cells]
    return ids.index(grade_id)


def scores(graded: Graded) -> dict[str, Any]:
    """Points by exercise."""
    return {verdict["exercise"]: verdict["score"] for verdict in graded.record["exercises"]}


def outcomes(graded: Graded) -> dict[str, str]:
    """Outcomes by exercise."""
    return {verdict["exercise"]: verdict["outcome"] for verdict in graded.record["exercises"]}


@pytest.mark.parametrize("place", ["kept", "first", "deleted", "untouched", "older release"])
def test_a_loop_that_shows_is_judged_like_any_other(place: str) -> None:
    """With its given line that shows the means a loop has full marks, as without it; untouched it is unattempted."""
    filled = copy.deepcopy(assignment().released)
    if place == "older release":  # it had no cell that makes `live`
        filled.cells = [cell for cell in filled.cells if cell.id != "live_means"]
    if place != "untouched":
        filled.cells[position(filled, "initial_means_code")].source = STANDARD.cells["initial_means_code"]
        filled.cells[position(filled, "update_means_code")].source = with_live(RIGHT_LOOP, place)
    graded = grade(filled)
    assert graded.notebook is not None
    assert not [cell for cell in graded.notebook.cells for out in cell.get("outputs", []) if out.output_type == "error"]
    if place == "untouched":
        assert set(outcomes(graded).values()) == {"unattempted"}
    else:
        assert scores(graded) == FULL


def test_names_come_from_the_courses_own_check_cell() -> None:
    """What a check is given are the names in its cell."""
    assert names_in_check("check.update_means(means)", "update_means") == ["means"]
    assert names_in_check("check.single_loop()", "single_loop") == []


def test_a_kernel_that_ends_keeps_the_verdicts_before_it() -> None:
    """A cell that ends the process costs only what stands after it."""
    graded = grade(notebook(update_means="import os\nos._exit(0)"))
    assert scores(graded)["initial_means"] == 3
    assert scores(graded)["update_means"] == 9
    assert outcomes(graded)["single_loop"] == "error"
    assert any("ended in cell" in note for note in graded.record["notes"])


def test_a_cell_that_never_ends_is_stopped_and_the_rest_judged() -> None:
    """An endless extra cell costs its time and nothing else."""
    graded = grade(notebook(initial_means="while True:\n    pass"), cell_seconds=8)
    assert scores(graded) == FULL
    assert any("stopped after" in note for note in graded.record["notes"])


def test_a_cell_that_swallows_the_interrupt_is_ended() -> None:
    """Code that catches everything loses its process, and keeps the verdicts before it."""
    deaf = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"
    graded = grade(notebook(update_means=deaf), cell_seconds=8)
    assert scores(graded)["update_means"] == 9
    assert outcomes(graded)["seconds_per_iteration"] == "error"


def test_a_flood_of_output_is_cut() -> None:
    """Megabytes of output neither stop the grading nor reach the graded notebook."""
    graded = grade(notebook(initial_means="for _ in range(3000):\n    print('x' * 1000)"), output_megabytes=0.2)
    assert scores(graded) == FULL
    assert graded.notebook is not None
    assert len(nbformat.writes(graded.notebook)) < 2_000_000


WIDGETS = """
from ipywidgets import IntSlider, Output, interact
interact(lambda number: print("drawn for", number), number=IntSlider(3))
with Output() as shown:
    print("kept aside")
shown.clear_output()
shown.comm.send({"method": "update", "state": {"msg_id": "another"}})
shown.comm.send({"method": 3})
"""


def test_widgets_of_a_student_are_left_to_people() -> None:
    """Sliders and outputs that a notebook makes cost nothing, and what they draw is its cell's own output."""
    graded = grade(notebook(initial_means=WIDGETS))
    assert scores(graded) == FULL
    assert graded.notebook is not None
    (cell,) = [cell for cell in graded.notebook.cells if cell.source == WIDGETS]
    printed = "".join(out.get("text", "") for out in cell.outputs)
    assert "drawn for 3" in printed
    assert "kept aside" in printed


def test_memory_is_bounded() -> None:
    """An allocation past the limit raises in the student's cell, and the rest is judged."""
    graded = grade(notebook(initial_means="x = bytearray(6 * 1024**3)"), memory_gib=3)
    assert scores(graded) == FULL


def forge_checks(filled: NotebookNode) -> None:
    """Make every check a promise of full marks, and tag it to be skipped."""
    for cell in filled.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = "100"
            cell.metadata.tags = ["skip-execution"]
            cell.metadata.nbgrader.points = 100


def delete_checks(filled: NotebookNode) -> None:
    """Take the check cells out."""
    filled.cells = [cell for cell in filled.cells if not cell.metadata.get("nbgrader", {}).get("grade")]


def duplicate_checks(filled: NotebookNode) -> None:
    """Have every check cell twice."""
    filled.cells += [copy.deepcopy(cell) for cell in filled.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def strip_metadata(filled: NotebookNode) -> None:
    """Lose all metadata and ids, as some editors do."""
    for cell in filled.cells:
        cell.metadata = NotebookNode()
        cell.pop("id", None)
    filled.nbformat_minor = 4


@pytest.mark.parametrize("tamper", [forge_checks, delete_checks, duplicate_checks, strip_metadata])
def test_tampering_with_checks_changes_nothing(tamper: Callable[[NotebookNode], None]) -> None:
    """The course's own check cells judge, whatever the submission made of them."""
    right, wrong = notebook(), notebook(loop=RIGHT_LOOP.replace("argmin", "argmax"))
    tamper(right)
    tamper(wrong)
    assert scores(grade(right)) == FULL
    assert scores(grade(wrong)) == {**FULL, "update_means": 0, "single_loop": 0, "seconds_per_iteration": 0}


FORGERIES = {
    "a check that says passed": "class C:\n    def __getattr__(self, name):\n        return lambda *a: 20\ncheck = C()",
    "comparisons that agree": "np.allclose = np.array_equal = lambda *a, **k: True",
    "the agent's encoding": "import sys\nsys.modules['kmeans_agent'].encode = lambda *a, **k: ['plain', True]",
    "no answers": "get_ipython().kernel.comm_manager.targets.clear()",
    "a clock that stands still": "import time\ntime.time = time.perf_counter = time.process_time = lambda: 0.0",
}


@pytest.mark.parametrize("name", FORGERIES)
def test_nothing_in_the_kernel_can_forge_a_verdict(name: str) -> None:
    """A wrong loop stays wrong, whatever is patched beside it."""
    wrong = notebook(loop=RIGHT_LOOP.replace("argmin", "argmax"), rescale=FORGERIES[name])
    found = scores(grade(wrong))
    assert found["update_means"] == found["single_loop"] == found["seconds_per_iteration"] == 0


def test_hard_coded_means_are_not_a_step() -> None:
    """Means that were computed elsewhere do not follow from means drawn afterwards."""
    loop = "start = time.time()\nfor i in range(iterations):\n    means = test_x[:10] * 0.5\nend = time.time()"
    found = grade(notebook(loop=loop))
    assert scores(found)["update_means"] == 0


def test_a_helper_file_handed_in_beside_the_notebook_works() -> None:
    """A module in the submission's folder can be imported, and its loops are counted."""
    helper = b"def go(x, m):\n    return [min(range(len(m)), key=lambda k: ((p - m[k]) ** 2).sum()) for p in x]\n"
    loop = (
        "start = time.time()\nimport helper\nfor i in range(iterations):\n"
        "    labels = np.array(helper.go(test_x, means))\n    one_hot = np.eye(num_means)[labels]\n"
        "    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]\nend = time.time()"
    )
    graded = grade(notebook(loop=loop), files={"helper.py": helper}, cell_seconds=30)
    assert scores(graded)["update_means"] == 9
    assert scores(graded)["single_loop"] == 0


def test_a_library_called_by_another_name_is_noticed() -> None:
    """K-means from a library earns nothing, however it was imported."""
    loop = (
        "start = time.time()\nimport importlib\nname = 'skl' + 'earn.clus' + 'ter'\n"
        "for i in range(iterations):\n"
        "    found = getattr(importlib.import_module(name), 'KM' + 'eans')(num_means, init=means, n_init=1, "
        "max_iter=1, algorithm='lloyd').fit(test_x)\n"
        "    labels = ((means**2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)\n"
        "    one_hot = np.eye(num_means)[labels]\n    means = one_hot.T @ test_x / one_hot.sum(axis=0)[:, None]\n"
        "end = time.time()"
    )
    found = {verdict["exercise"]: verdict for verdict in grade(notebook(loop=loop)).record["exercises"]}
    assert found["update_means"]["mistake"] == "library_kmeans", found["update_means"]["message"]
    assert found["single_loop"]["score"] == 0


def test_the_same_submission_gets_the_same_marks_again() -> None:
    """Inputs derive from the submission: a regrade repeats every mark that is not of time."""
    first, second = (grade(notebook(loop=RIGHT_LOOP.replace("argmin", "argmax"))) for _ in range(2))
    messages = [[each["message"] for each in graded.record["exercises"]] for graded in (first, second)]
    assert messages[0] == messages[1]
