"""Match the names on the left of an assignment, or after `for`, with the values that they are bound to."""

from __future__ import annotations

import ast


def items(value: ast.expr | None, count: int) -> list[ast.expr | None]:
    """Give the parts of a value for `count` targets; each may be any part when it is not spelt out."""
    if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == count:
        return list(value.elts)
    return [value] * count


def walked(target: ast.expr, iterable: ast.expr) -> ast.expr:
    """Give what each turn's value shares with `iterable`, part by part for `zip` and `enumerate`."""
    if not (isinstance(iterable, ast.Call) and isinstance(iterable.func, ast.Name) and isinstance(target, ast.Tuple)):
        return iterable
    args: list[ast.expr] = list(iterable.args)
    if iterable.func.id == "zip" and len(args) == len(target.elts):
        return ast.Tuple([walked(t, a) for t, a in zip(target.elts, args, strict=True)], ast.Load())
    if iterable.func.id == "enumerate" and args and len(target.elts) == 2:
        return ast.Tuple([ast.Constant(0), walked(target.elts[1], args[0])], ast.Load())
    return iterable


def named(target: ast.expr, item: ast.expr | None) -> list[tuple[str, ast.expr | None]]:
    """Give each name in a target with what it shares its data with."""
    if isinstance(target, ast.Name):
        return [(target.id, item)]
    if isinstance(target, (ast.Tuple, ast.List)):
        pairs = zip(target.elts, items(item, len(target.elts)), strict=True)
        return [pair for part, value in pairs for pair in named(part, value)]
    return named(target.value, item) if isinstance(target, ast.Starred) else []
