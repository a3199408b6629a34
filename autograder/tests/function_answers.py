"""Answers to exercises that ask for a function: run in a plain namespace, and judged as a notebook at hand would be."""

from __future__ import annotations

import ast
import contextlib
import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course import PACKAGE, released_cells, released_notebook
from autograder.evidence import Evidence
from autograder.exercises import exercises_of, find_exercises
from autograder.in_notebook import NotebookChannel, _as_plain
from autograder.sample_class import Answer
from autograder.source import plain_python
from autograder.tests.at_hand import HERE, quietly, without_our_import
from autograder.verdict import Verdict
from autograder.yardstick import cpu_seconds_of_steps

RIGHT = sorted(path for path in (HERE / "right_answers").glob("*/*.py") if path.parent.name != "kmeans")
WRONG = sorted(path for path in (HERE / "wrong_answers").glob("*/*.py") if path.parent.name != "kmeans")
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


class OneCell:
    """The cells of a notebook in which one TO DO cell has its answer, and the others their solutions."""

    def __init__(self, answer: Answer, grade_id: str, assignment: str) -> None:
        stubs = released_cells(assignment)
        todos = {each.todo.grade_id for each in exercises_of(assignment)}
        solved = {name: text for name, text in solution_definitions(assignment) if name in todos}
        self._code = {**solved, grade_id: stubs[grade_id], **answer.cells}
        self._stubs = stubs
        self._others = [extra.source for extra in answer.extras]

    def code(self, grade_id: str) -> str:
        """The answer's source of a cell."""
        return self._code.get(grade_id, self._stubs[grade_id])

    def stub(self, grade_id: str) -> str:
        """The released source of a cell."""
        return self._stubs[grade_id]

    def between(self, first: str, last: str) -> list[str]:
        """No cells lie between."""
        return []

    def others(self, grade_id: str) -> list[str]:
        """The answer's other cells."""
        return [*(text for name, text in self._code.items() if name != grade_id), *self._others]

    def below(self, grade_id: str) -> list[str]:
        """No cell stands between a TO DO cell and its check."""
        return []

    def modules(self) -> Mapping[str, str]:
        """No helper files."""
        return {}


@functools.cache
def solution_definitions(assignment: str) -> list[tuple[str, str]]:
    """The code cells of a solution notebook that only import and define, with their ids."""
    topic = released_notebook(assignment).name
    path = PACKAGE.parent / "solutions" / assignment / topic
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    texts = [(cell["id"], without_our_import("".join(cell["source"]))) for cell in cells]
    return [(name, text) for name, text in texts if _only_defines(text)]


def _only_defines(text: str) -> bool:
    body = ast.parse(plain_python(text)).body
    return bool(body) and all(isinstance(node, DEFINITIONS) or (isinstance(node, ast.Expr) and
                              isinstance(node.value, ast.Constant)) for node in body)  # fmt: skip


def judge_answer(answer: Answer, name: str, seconds: float = 20, secret: bytes = b"test") -> Verdict:
    """Judge an answer to one exercise; its cells run among the solution's other definitions."""
    exercise = find_exercises()[name]
    cells = OneCell(answer, exercise.todo.grade_id, exercise.assignment)
    namespace: dict[str, Any] = {"__name__": "notebook", "np": np}
    texts = [(cell, text) for cell, text in solution_definitions(exercise.assignment) if cell not in answer.cells]
    with quietly():
        for _, text in texts:
            exec(plain_python(text), namespace)
        for extra in answer.extras:
            exec(plain_python(extra.source), namespace)
        for text in answer.cells.values():
            with contextlib.suppress(Exception):
                exec(plain_python(text), namespace)
        evidence = Evidence(NotebookChannel(namespace), cells, secret, cpu_seconds_of_steps, seconds=seconds)
        return exercise.verdict(evidence, [_as_plain(evidence, namespace.get(exercise.todo.binds))])


def solution_answer(name: str) -> Answer:
    """The solution's own answer to an exercise."""
    exercise = find_exercises()[name]
    topic = released_notebook(exercise.assignment).name
    path = Path(PACKAGE.parent / "solutions" / exercise.assignment / topic)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = next("".join(cell["source"]) for cell in cells if cell["id"] == exercise.todo.grade_id)
    return Answer("solution", "The solution.", {}, {exercise.todo.grade_id: text})
