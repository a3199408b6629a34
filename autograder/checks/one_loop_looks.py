"""What is looked at beside the numbers in 03_one_loop: that no distance is negative, and that no array is huge."""

from __future__ import annotations

import ast

import numpy as np

from autograder.checks.one_loop_cases import points_on_means
from autograder.evidence import Evidence, FunctionProxy, Returned
from autograder.functions import Asked
from autograder.functions.written import function_source
from autograder.source import plain_python
from autograder.verdict import Finding, partial

NEGATIVE, LARGE = 0.75, 0.5  # share of the points for right distances some of which are below 0; by (n, k, d)


def below_zero(evidence: Evidence, function: FunctionProxy, asked: Asked) -> Finding | None:
    """Give part of the points where points that lie on means get a distance below 0."""
    (result,) = function.calls([points_on_means(evidence.draw("points on means"))]).results
    if not isinstance(result, Returned) or not isinstance(result.value, np.ndarray) or not result.value.min() < 0:
        return None
    return partial(
        NEGATIVE,
        f"What `{asked.name}` gives is right but for the last digits: for points that lie on a mean it gives "
        f"{result.value.min():.1e}, and a root of that is not a number. Which function takes the larger of two "
        "numbers, for a whole array?",
        mistake="negative_distances",
    )


def large_differences(evidence: Evidence, asked: Asked) -> Finding | None:
    """Give part of the points where the source takes means from points along a new axis, which makes (n, k, d)."""
    if not subtracts_along_a_new_axis(plain_python(function_source(evidence.cells, asked)), asked.name):
        return None
    return partial(
        LARGE,
        f"What `{asked.name}` gives is right, by way of an array of shape (n, k, d): for 10,000 images and ten means "
        "those are 627 MB. Which product of two matrices has shape (n, k), and where does it stand in the square, "
        "multiplied out?",
        mistake="broadcast",
    )


def subtracts_along_a_new_axis(text: str, name: str) -> bool:
    """Tell whether a function subtracts its two arguments, one of which gets a new axis in brackets."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef) and node.name == name]
    for function in functions:
        arguments = {each.arg for each in function.args.args}
        differences = [
            each for each in ast.walk(function) if isinstance(each, ast.BinOp) and isinstance(each.op, ast.Sub)
        ]
        if any(_widened(each, arguments) and _named(each) >= arguments for each in differences):
            return True
    return False


def _named(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _widened(node: ast.AST, names: set[str]) -> bool:
    """Whether one of the names gets a new axis: `points[:, None]`, `points[:, np.newaxis, :]`."""
    return any(
        isinstance(each, ast.Subscript) and isinstance(each.value, ast.Name) and each.value.id in names
        and any(map(_is_new_axis, ast.walk(each.slice)))
        for each in ast.walk(node)
    )  # fmt: skip


def _is_new_axis(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return node.value is None
    return isinstance(node, ast.Attribute) and node.attr == "newaxis"
