"""Functions are called where the student's code lives, and judged from outside, in real kernels."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.course import Limits
from autograder.exercises import exercises_of
from autograder.grade.load_assignment import load_assignment
from autograder.judge.judge import judge
from autograder.judge.protection import protect
from autograder.judge.workplace import Workplace
from autograder.verdict import Verdict

pytestmark = pytest.mark.slow
SOLUTION = Path(__file__).parents[2] / "solutions" / "01_numpy_warmup" / "warmup.ipynb"
FUNCTION = "def squared_distances(points, means):\n    "
ZEROS = "import numpy\n    return numpy.zeros((len(points), len(means)))"
RIGHT = "return ((points[:, None, :].astype(float) - means) ** 2).sum(axis=2)"


def verdicts_on(notebook: NotebookNode, **limits: float) -> dict[str, Verdict]:
    """Judge a notebook; its verdicts by exercise."""

    async def run() -> list[dict]:
        loaded, _ = load_assignment("01_numpy_warmup", secret=b"secret")
        work = replace(loaded, settings=replace(loaded.settings, limits=Limits(**limits)))
        async with Workplace(work.settings.limits, protect()) as workplace:
            graded = await judge(json.dumps(notebook).encode(), work, workplace)
        return graded.record["exercises"]

    return {each["exercise"]: Verdict(**each) for each in asyncio.run(run())}


def solution_with(body: str, *extras: str, function: str = FUNCTION) -> NotebookNode:
    """The solution with another body of `squared_distances`, and with cells of the student's own at the end."""
    notebook = nbformat.read(SOLUTION, as_version=4)
    for cell in notebook.cells:
        if cell["id"] == "squared_distances_code":
            cell["source"] = function + body
    notebook.cells += [new_code_cell(text) for text in extras]
    return notebook


def others_pass(verdicts: dict[str, Verdict]) -> bool:
    """Whether every exercise but the changed one has its points."""
    return all(each.outcome == "passed" for name, each in verdicts.items() if name != "squared_distances")


def test_a_right_notebook_gets_all_points() -> None:
    """The solution passes every check through a kernel."""
    verdicts = verdicts_on(solution_with(RIGHT))
    assert len(verdicts) == len(exercises_of("01_numpy_warmup"))
    assert [(name, each.message) for name, each in verdicts.items() if each.outcome != "passed"] == []


def test_an_answer_for_known_inputs_only_is_wrong() -> None:
    """Inputs are drawn anew for each submission: what was learnt by heart from the notebook helps nothing."""
    verdicts = verdicts_on(solution_with(f"if points.shape == (3, 2):\n        {RIGHT}\n    {ZEROS}"))
    assert verdicts["squared_distances"].outcome == "failed"
    assert verdicts["squared_distances"].score == 0


def test_a_function_that_ends_its_process_costs_its_own_exercise_only() -> None:
    """The other exercises are judged in a kernel that starts anew."""
    body = f"import os\n    if points.dtype == 'float32':\n        os._exit(0)\n    {RIGHT}"  # hidden inputs are
    verdicts = verdicts_on(solution_with(body))
    assert (verdicts["squared_distances"].outcome, verdicts["squared_distances"].score) == ("error", 0)
    assert others_pass(verdicts)


def test_a_function_that_does_not_end_costs_its_own_exercise_only() -> None:
    """A call has a time limit, and the checks after it go on."""
    verdicts = verdicts_on(solution_with("while True: pass"), cell_seconds=5)
    assert verdicts["squared_distances"].outcome in ("timeout", "error")
    assert others_pass(verdicts)


def test_a_name_that_a_later_cell_uses_anew_means_what_it_meant() -> None:
    """A helper of the student's keeps its meaning at the check, whatever the notebook does with its name below."""
    helper = "import numpy as np\n\ndef draw(points):\n    return points[:, None, :].astype(float)\n\n"
    answer = "return ((draw(points) - means) ** 2).sum(axis=2)"
    verdicts = verdicts_on(solution_with(answer, "draw = None", function=helper + FUNCTION))
    assert [(name, each.message) for name, each in verdicts.items() if each.outcome != "passed"] == []


def test_a_patched_agent_forges_nothing() -> None:
    """What the student's process claims is data: results that it makes up are compared like any others."""
    patch = (
        "import sys\nagent = sys.modules.get('kmeans_agent')\n"
        "if agent:\n    agent._called = lambda function, nodes, sent: (0.0, *(agent.decode(n, sent) for n in nodes))"
    )
    verdicts = verdicts_on(solution_with("return 0", patch))
    assert verdicts["squared_distances"].score == 0


@pytest.mark.parametrize("forged", ["{'results': []}", "{'results': [[['plain', True]]] * 10}", "{'error': 5}", "None"])
def test_a_damaged_answer_is_an_error_of_that_exercise(forged: str) -> None:
    """An answer that is no plain data of the right form earns nothing, and stops nothing."""
    patch = (
        "import sys\nagent = sys.modules.get('kmeans_agent')\n"
        f"if agent:\n    agent.Agent.do_calls = lambda self, request, buffers, out: {forged}"
    )
    verdicts = verdicts_on(solution_with(RIGHT, patch))
    assert all(each.score == 0 and each.outcome in ("error", "timeout") for each in verdicts.values())
    assert "check itself failed" not in verdicts["squared_distances"].message


def test_arguments_that_are_sent_back_changed_do_not_make_a_wrong_answer_right() -> None:
    """A function that swaps its inputs for easier ones is compared with what was asked."""
    verdicts = verdicts_on(solution_with(f"points[:] = 0\n    {ZEROS}"))
    assert verdicts["squared_distances"].score == 0
