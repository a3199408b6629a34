"""An answer run in a plain namespace, with the evidence that a notebook at hand would give."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np

from autograder.agent import StandIn
from autograder.course import released_cells
from autograder.evidence import Evidence
from autograder.exercises import find_exercises
from autograder.in_notebook import NotebookChannel
from autograder.sample_class import Answer, read_answer
from autograder.sample_class.make import ANSWERS, DEFAULT
from autograder.source import plain_python
from autograder.verdict import Verdict
from autograder.yardstick import cpu_seconds_of_steps

HERE = Path(__file__).parent
RIGHT = sorted((HERE / "right_answers" / "kmeans").glob("*.py"))
WRONG = sorted((HERE / "wrong_answers" / "kmeans").glob("*.py"))
LIVE_LINE = "    live.update(means)\n"
STANDARD = read_answer(ANSWERS / f"{DEFAULT}.py")


class AnswerCells:
    """An answer's cells, in the order of the notebook."""

    def __init__(self, answer: Answer, stubs: Mapping[str, str]) -> None:
        self._sources = {**STANDARD.cells, **answer.cells}
        self._stubs = stubs
        self.order: list[tuple[str, str]] = []
        for name in ("initial_means_code", "update_means_code"):
            extras = [(each.where, each.source) for each in answer.extras if each.grade_id == name]
            self.order += [("", text) for where, text in extras if where == "before"]
            self.order.append((name, self._sources[name]))
            self.order += [("", text) for where, text in extras if where == "after"]

    def code(self, grade_id: str) -> str:
        """The answer's source of a cell."""
        return self._sources[grade_id]

    def stub(self, grade_id: str) -> str:
        """The released source of a cell."""
        return self._stubs[grade_id]

    def between(self, first: str, last: str) -> list[str]:
        """Extra cells between two cells."""
        names = [name for name, _ in self.order]
        return [source for _, source in self.order[names.index(first) + 1 : names.index(last)]]

    def others(self, grade_id: str) -> list[str]:
        """All cells but one."""
        return [source for name, source in self.order if name != grade_id]

    def below(self, grade_id: str) -> list[str]:
        """No cell stands between a TO DO cell and its check."""
        return []

    def modules(self) -> Mapping[str, str]:
        """No helper files."""
        return {}


def without_our_import(cell: str) -> str:
    """A cell without its line `from autograder import …`."""
    return re.sub(r"^from autograder import .*", "", cell, flags=re.MULTILINE)


def with_live(cell: str, place: str) -> str:
    """The loop's cell with its line that shows the means "kept", "deleted", "first" in the body, or "twice" in it."""
    body = re.sub(r"^ *live\.update\(.*\n", "", cell, flags=re.MULTILINE)
    if place in ("first", "twice"):
        body = body.replace("range(iterations):\n", f"range(iterations):\n{LIVE_LINE}")
    return body.replace("end = ", f"{LIVE_LINE}end = ", 1) if place in ("kept", "twice") else body


def run_released(namespace: dict[str, Any], released: Mapping[str, str]) -> None:
    """Run the set-up cells of the released notebook, with an animation that does nothing for our package."""
    for name in ("setup", "rescale", "settings"):
        exec(without_our_import(released[name]), namespace)
    namespace["animate"] = StandIn()


def judge_at_hand(answer: Answer, exercises: list[str], run: bool = True, seconds: float = 10) -> dict[str, Verdict]:
    """Run an answer's cells in a plain namespace, and judge some exercises there."""
    released = released_cells("02_kmeans")
    cells = AnswerCells(answer, released)
    namespace: dict[str, Any] = {"__name__": "notebook", "display": lambda *_: None}
    verdicts: dict[str, Verdict] = {}
    memo: dict[Any, Any] = {}
    with quietly():
        run_released(namespace, released)
        namespace["iterations"] = 2  # the checks set their own; all twenty would only take time
        for position, (name, source) in enumerate(cells.order):
            if run or name != "update_means_code":
                with contextlib.suppress(Exception):
                    exec(plain_python(source), namespace)
            last = name and all(later != name for later, _ in cells.order[position + 1 :])
            for exercise in exercises if last else []:
                if find_exercises()[exercise].todo.grade_id == name:
                    verdicts[exercise] = _judge(exercise, cells, namespace, seconds, memo)
    return verdicts


def _judge(
    name: str, cells: AnswerCells, namespace: dict[str, Any], seconds: float, memo: dict[Any, Any]
) -> Verdict:
    exercise, channel = find_exercises()[name], NotebookChannel(namespace)
    evidence = Evidence(channel, cells, b"test", cpu_seconds_of_steps, seconds=seconds, memo=memo)
    values = []
    if name in ("initial_means", "update_means"):
        answer, buffers = channel.ask({"do": "encode", "value": namespace.get("means")})
        values = [evidence.decoder(buffers).decode(answer["value"])]
    with np.errstate(all="warn"):
        return exercise.verdict(evidence, values)


@contextlib.contextmanager
def quietly() -> Any:
    """No output, no windows, no warnings from students' code."""
    matplotlib.use("agg")
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
