"""The cells of a rebuilt notebook: which are checks, what these ask for, and what the student wrote in the others."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from nbformat import NotebookNode

from autograder.exercises import Exercise, find_exercises
from autograder.judge.rebuild import Rebuilt
from autograder.source import perhaps
from autograder.source.parsing import parsed


@dataclass
class CheckCell:
    """A check cell and what it asks for: `check.initial_means(means)` names the value `means`."""

    index: int
    exercise: Exercise
    names: list[str]
    fetched: Any = None
    problem: str = ""


@dataclass
class RebuiltCells:
    """The sources of a rebuilt notebook, as checks ask for them."""

    rebuilt: Rebuilt
    files: Mapping[str, bytes] = field(default_factory=dict)
    stopped: set[int] = field(default_factory=set)  # indices of cells that did not end: not run again
    raised: set[int] = field(default_factory=set)  # of cells that ended with an error

    def code(self, grade_id: str) -> str:
        """What stands in a TO DO cell."""
        return next((cell.source for cell in self.rebuilt.cells if cell.grade_id == grade_id), self.stub(grade_id))

    def stub(self, grade_id: str) -> str:
        """What stood there when the notebook was handed out."""
        return self.rebuilt.stubs.get(grade_id, "...")

    def between(self, first: str, last: str) -> list[str]:
        """The student's own cells between two TO DO cells."""
        names = [cell.grade_id for cell in self.rebuilt.cells]
        part = range(names.index(first) + 1, names.index(last))
        own = [index for index in part if self.rebuilt.cells[index].is_students_code]
        return [self.rebuilt.cells[index].source for index in own if index not in self.stopped]

    def others(self, grade_id: str) -> list[str]:
        """The student's cells but one, down to its check: what stands below that was not there when it was checked."""
        return self._read(0, self._check_of(grade_id), but=grade_id)

    def below(self, grade_id: str) -> list[str]:
        """Those of them that stand between the TO DO cell and its check."""
        names = [cell.grade_id for cell in self.rebuilt.cells]
        begin = names.index(grade_id) + 1 if grade_id in names else len(names)
        return self._read(begin, self._check_of(grade_id))

    def _read(self, begin: int, end: int, but: str = "") -> list[str]:
        """The student's cells of a part, each as it ran: one that raised an error may have run in part only."""
        part = [(index, self.rebuilt.cells[index]) for index in range(begin, end)]
        own = [(index, cell) for index, cell in part if cell.is_students_code and (not but or cell.grade_id != but)]
        return [perhaps(cell.source) if index in self.raised | self.stopped else cell.source for index, cell in own]

    def _check_of(self, grade_id: str) -> int:
        """Index of the first check of a TO DO cell; beyond all cells where it has none."""
        checks = {name for name, each in find_exercises().items() if each.todo.grade_id == grade_id}
        found = [index for index, cell in enumerate(self.rebuilt.cells) if cell.grade_id in checks]
        return min(found, default=len(self.rebuilt.cells))

    def modules(self) -> Mapping[str, str]:
        """Sources of the modules handed in beside the notebook."""
        return {
            _module_name(name): _text_of(data)
            for name, data in self.files.items()
            if name.endswith(".py")
        }

    def with_sources(self, sources: Mapping[int, str], modules: Mapping[str, str]) -> RebuiltCells:
        """Give the same notebook, not run yet, with other sources for some cells, by index, and for its modules."""
        cells = [replace(cell, source=sources.get(index, cell.source)) for index, cell in enumerate(self.rebuilt.cells)]
        before, files = self.modules(), dict(self.files)
        for name in self.files:
            if name.endswith(".py") and modules[_module_name(name)] != before[_module_name(name)]:
                files[name] = modules[_module_name(name)].encode()
        return RebuiltCells(replace(self.rebuilt, cells=cells), files)


def _text_of(data: bytes) -> str:
    """A module's text as Python reads it: in the encoding that its first lines name."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, LookupError, ValueError):  # Python does not import it either
        return data.decode("utf-8", "replace")


def _module_name(path: str) -> str:
    """Give the name that a file is imported by: "helper.steps" for `helper/steps.py`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def marked(rebuilt: Rebuilt) -> NotebookNode:
    """The rebuilt notebook, each cell marked with its kind and exercise: what feedback is made of."""
    notebook = rebuilt.notebook()
    known = find_exercises()
    for cell, node in zip(rebuilt.cells, notebook.cells, strict=True):
        exercise = cell.grade_id if cell.grade_id in known else ""
        node.metadata["kmeans_by_hand"] = {"kind": cell.kind, "exercise": exercise}
    return notebook


def find_checks(notebook: NotebookNode) -> list[CheckCell]:
    """The check cells of a rebuilt notebook, all of them the course's own."""
    known = find_exercises()
    found = []
    for index, cell in enumerate(notebook.cells):
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in known and cell.cell_type == "code":
            found.append(CheckCell(index, known[name], names_in_check(cell.source, name)))
    return found


def names_in_check(source: str, exercise: str) -> list[str]:
    """Names that a check cell passes on: ["means"] for `check.initial_means(means)`."""
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == exercise:
            return [argument.id for argument in node.args if isinstance(argument, ast.Name)]
    return []
