"""Tell which statements of other cells do their work only later, when the graded cell uses what they bind."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from .paths import FUNCTIONS, Paths

_LAZY = frozenset({
    "builtins.map", "builtins.filter", "builtins.iter", "numpy.vectorize", "numpy.frompyfunc", "joblib.delayed",
    "builtins.staticmethod", "builtins.classmethod", "builtins.property",
})
_LAZY_LIBRARIES = ("functools.", "itertools.", "numba.", "jax.", "operator.", "types.")


def top_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Give the statements of a cell that run in its own scope, those under `if`, `try`, `with` and loops included."""
    for statement in body:
        if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
            yield statement
            continue
        blocks = [getattr(statement, part, None) or [] for part in ("body", "orelse", "finalbody")]
        blocks += [part.body for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ()))]
        if any(blocks):
            for block in blocks:
                yield from top_level(block)
        else:
            yield statement


def deferred(statement: ast.stmt, paths: Paths, makers: Mapping[str, bool]) -> bool:
    """Tell whether a statement binds a function, or a value that is computed only when it is used.

    `makers` holds the names of the student's functions and classes, and whether calling one gives such a value.
    """
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return True
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return _is_deferred(value, paths, makers)
        case ast.Expr(value=ast.Call(func=func)):  # a function put into an object is called through it
            return "builtins.setattr" in paths.of(func) or updates_a_library(func, paths)
    return False


def updates_a_library(func: ast.expr, paths: Paths) -> bool:
    """Tell whether a call gives a library's names other meanings, through the table of them: `vars(np).update(…)`."""
    changes = isinstance(func, ast.Attribute) and func.attr in ("update", "setdefault", "__setitem__", "__ior__")
    return changes and any(path.endswith(".__dict__") for path in paths.of(func.value))  # type: ignore[attr-defined]


def makes_deferred(node: ast.AST) -> bool:
    """Tell whether a call of this function or class gives an instance, a generator or a function."""
    if isinstance(node, ast.ClassDef):
        return True
    own = list(_own(node))
    functions = {n.name for n in own if isinstance(n, FUNCTIONS)}
    return any(
        isinstance(n, (ast.Yield, ast.YieldFrom))
        or (isinstance(n, ast.Return) and isinstance(n.value, ast.Lambda))
        or (isinstance(n, ast.Return) and isinstance(n.value, ast.Name) and n.value.id in functions)
        for n in own
    )


def _own(node: ast.AST) -> Iterator[ast.AST]:
    waiting = list(ast.iter_child_nodes(node))
    while waiting:
        child = waiting.pop()
        yield child
        if not isinstance(child, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(child))


def _is_deferred(value: ast.expr, paths: Paths, makers: Mapping[str, bool]) -> bool:
    match value:
        case ast.Lambda() | ast.GeneratorExp() | ast.Attribute() | ast.Name():
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return _is_deferred(body, paths, makers) or _is_deferred(orelse, paths, makers)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(values=parts):
            return any(_is_function(part, makers) for part in parts)
        case ast.Call(func=func):
            found = paths.of(func)
            if found & _LAZY or any(path.startswith(_LAZY_LIBRARIES) for path in found):
                return True
            return isinstance(func, ast.Name) and makers.get(func.id, False)
    return False


def _is_function(node: ast.expr, makers: Mapping[str, bool]) -> bool:
    return isinstance(node, ast.Lambda) or (isinstance(node, ast.Name) and node.id in makers)
