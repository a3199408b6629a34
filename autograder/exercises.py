"""What an exercise is, and where they are: every module and every topic's folder in `autograder/checks/` is found."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder import verdict
from autograder.evidence import Evidence, KernelDied, StudentError, StudentTimeout
from autograder.plain import Malformed
from autograder.verdict import Finding, Verdict

REPORT_US = "The check itself failed, which is not your fault: please report it with this notebook"


@dataclass(frozen=True)
class TodoCell:
    """The cell that students fill in: its grade id, and how it is known in a notebook's history.

    `binds` is the name it gives a value to; `in_loop` says that it does so inside a loop.
    """

    grade_id: str
    binds: str
    in_loop: bool = False


@dataclass(frozen=True)
class Exercise:
    """One checked exercise: its name is also the grade id of its check cell."""

    name: str
    assignment: str
    points: float
    todo: TodoCell
    hints: Sequence[str]
    judge: Callable[..., Finding]

    @property
    def call(self) -> str:
        """How its check is called: `check.initial_means(means)`."""
        given = len(inspect.signature(self.judge).parameters) > 1
        return f"check.{self.name}({self.todo.binds if given else ''})"

    @property
    def question(self) -> str:
        """What is asked, with shapes: the docstring of the check."""
        return inspect.getdoc(self.judge) or ""

    def verdict(self, evidence: Evidence, arguments: Sequence[Any], points: float | None = None) -> Verdict:
        """Judge the evidence; never raises."""
        return Verdict.of(
            self.name, _finding(self, evidence, arguments), self.points if points is None else points
        )


def exercise(
    *, assignment: str, points: float, todo: TodoCell, hints: Sequence[str]
) -> Callable[[Callable[..., Finding]], Exercise]:
    """Make an exercise of a function `(evidence, *values) -> Finding`; its name is the exercise's name."""

    def make(judge: Callable[..., Finding]) -> Exercise:
        return Exercise(judge.__name__, assignment, points, todo, tuple(hints), judge)

    return make


def _finding(exercise: Exercise, evidence: Evidence, arguments: Sequence[Any]) -> Finding:
    """Call the check, and turn whatever student code did into a finding."""
    if len(arguments) != len(inspect.signature(exercise.judge).parameters) - 1:
        said = f"A check is given what it judges, and nothing else: `{exercise.call}`."
        return verdict.error(said, "check_called_otherwise")
    try:
        return exercise.judge(evidence, *arguments)
    except StudentError as problem:
        return verdict.error(str(problem), "raises")
    except StudentTimeout as problem:
        return verdict.timeout(str(problem))
    except KernelDied as problem:
        return verdict.error(str(problem), "kernel_died")
    except SyntaxError as problem:
        return verdict.error(f"Your code could not be read: {problem.msg}.", "unreadable_code")
    except Malformed as problem:
        return verdict.error(f"A value of yours could not be read: {problem}.", "unreadable_value")
    except Exception as problem:
        return verdict.error(f"{REPORT_US} ({type(problem).__name__}: {problem}).", "check_failed")


@functools.cache
def find_exercises() -> dict[str, Exercise]:
    """All exercises by name, in the order of their assignments and modules."""
    from autograder import checks

    modules = [
        importlib.import_module(f"{checks.__name__}.{found.name}{'.exercises' if found.ispkg else ''}")
        for found in pkgutil.iter_modules(checks.__path__)
    ]
    found = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Exercise) and value.judge.__module__ == module.__name__
    ]
    names = [each.name for each in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"exercises defined twice: {', '.join(twice)}")
    return {each.name: each for each in sorted(found, key=lambda each: each.assignment)}


def exercises_of(assignment: str) -> list[Exercise]:
    """The exercises of one assignment, in the order in which its module defines them."""
    return [each for each in find_exercises().values() if each.assignment == assignment]


def points_of(exercise: Exercise, points: dict[str, float] | Any) -> float:
    """Points of an exercise: the course's settings, else the exercise's own."""
    return float(points.get(exercise.name, exercise.points))
