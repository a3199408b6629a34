"""Tells what a student has written where a function is asked for: nothing yet, no Python, another name, or it."""

from __future__ import annotations

from typing import Any

from autograder import source
from autograder.evidence import Cells, Evidence, FunctionProxy, StudentError
from autograder.functions.asked import Asked
from autograder.plain import Foreign
from autograder.verdict import Finding, error, failed, unattempted


def not_yet_a_function(evidence: Evidence, function: Any, asked: Asked) -> Finding | None:
    """Tell an untouched cell from one that leaves no function; raises StudentError where the cell is no Python.

    A function that stands in a cell of the student's own, below an untouched one, is theirs all the same.
    """
    elsewhere = makers(evidence.cells, asked)
    if _is_stub(evidence.cells, asked) and not (elsewhere and _gives_something(function, asked)):
        if _another_is_handed_over(evidence, function, asked):
            return error(
                f"The check gets a function that works, but the cell above still has its `...  # TO DO`. Points are "
                f"given for a function named `{asked.name}`: what has to stand behind `def` there?",
                "another_name",
            )
        return unattempted(f"The cell above still has its `...  # TO DO`: write `{asked.name}` there.")
    evidence.require_python(asked.todo.grade_id)
    here = _defines(evidence.cells.code(asked.todo.grade_id), asked.name)
    written = here or elsewhere or _gives_something(function, asked)
    if not written or _handed_over_under_another_name(evidence, function, asked):
        return error(f"The cell above makes no `{asked.name}`: which name stands behind its `def`?", "another_name")
    if isinstance(function, FunctionProxy):
        return None
    if isinstance(function, Foreign) and function.type_name == "name without a value":
        return error(f"There is no `{asked.name}`: did its cell raise an error before it was made?", "name_not_defined")
    return failed(
        f"`{asked.name}` should be a function, and the check gets a value. What does `def` make, and what do "
        "parentheses behind a name do?",
        "not_a_function",
    )


def _another_is_handed_over(evidence: Evidence, function: Any, asked: Asked) -> bool:
    """Whether a function that works is handed over, while the one of the asked name is the stub, or none."""
    named = evidence.values([asked.name]).get(asked.name)
    return _gives_something(function, asked) and not _gives_something(named, asked)


def _handed_over_under_another_name(evidence: Evidence, function: Any, asked: Asked) -> bool:
    return isinstance(function, FunctionProxy) and asked.name not in evidence.values([asked.name])


def function_source(cells: Cells, asked: Asked) -> str:
    """The cell that makes the function: the TO DO cell, or the last one under it that makes it again.

    Where the TO DO cell is untouched it is the last of the student's own.
    """
    below = set(cells.below(asked.todo.grade_id))
    elsewhere = makers(cells, asked)
    counted = elsewhere if _is_stub(cells, asked) else [text for text in elsewhere if text in below]
    return counted[-1] if counted else cells.code(asked.todo.grade_id)


def makers(cells: Cells, asked: Asked) -> list[str]:
    """The student's other cells that give the function's name a value, in order."""
    stub = cells.stub(asked.todo.grade_id)
    others = cells.others(asked.todo.grade_id)
    return [text for text in others if _defines(text, asked.name) and not source.same_code(text, stub)]


def _is_stub(cells: Cells, asked: Asked) -> bool:
    return source.same_code(cells.code(asked.todo.grade_id), cells.stub(asked.todo.grade_id))


def _defines(text: str, name: str) -> bool:
    try:
        return source.defines(text, name)
    except SyntaxError:
        return False


def _gives_something(function: Any, asked: Asked) -> bool:
    """Whether this is a function that is no stub: it gives something, or tries to."""
    if not isinstance(function, FunctionProxy):
        return False
    try:
        return function(*asked.tiny) is not None
    except StudentError:
        return True
