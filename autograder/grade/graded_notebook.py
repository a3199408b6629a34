"""The graded notebook as formgrader shows it: verdicts as outputs, and nothing that a browser would run."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.grade.plain_outputs import plain_count, plain_outputs
from autograder.judge.judge import Graded
from autograder.shown import ShownVerdict
from autograder.verdict import Verdict


def graded_notebook(graded: Graded) -> str | None:
    """Give the notebook as it is written for formgrader; None when the submission could not be read."""
    if graded.notebook is None:
        return None
    by_name = {verdict["exercise"]: verdict for verdict in graded.record["exercises"]}
    for cell in graded.notebook.cells:
        name = cell.metadata.get("kmeans_by_hand", {}).get("exercise")
        if cell.cell_type == "code":
            cell.outputs = [_verdict_output(by_name[name])] if name in by_name else plain_outputs(cell.outputs)
            cell.execution_count = plain_count(cell.execution_count)
    return nbformat.writes(graded.notebook)


def _verdict_output(verdict: dict[str, Any]) -> NotebookNode:
    shown = ShownVerdict(Verdict(**{**verdict, "notes": tuple(verdict["notes"])}))
    data = {"text/plain": f"{verdict['score']:g}", "text/html": shown._repr_html_()}
    return nbformat.v4.new_output("execute_result", data=data, execution_count=None)
