"""Tell which statements of other cells do their work only later, when the graded cell uses what they bind."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

from .changes import CHANGING, KEPT_BY, RUNS_TEXT, unseen_cell
from .paths import FUNCTIONS, Paths, names_of_scope

_LAZY = frozenset({
    "builtins.map", "builtins.filter", "builtins.iter", "numpy.vectorize", "numpy.frompyfunc", "joblib.delayed",
    "builtins.staticmethod", "builtins.classmethod", "builtins.property",
})
_LAZY_LIBRARIES = ("functools.", "itertools.", "numba.", "jax.", "operator.", "types.")


def top_level(body: list[ast.stmt], certain: bool = True) -> Iterator[tuple[ast.stmt, bool]]:
    """Give the statements of a cell that run in its own scope, each with whether it surely does.

    Those under `if`, `try`, `while` and `for` may not; what a `for` gives its names stands as an assignment.
    """
    for statement in body:
        if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
            yield statement, certain
            continue
        if isinstance(statement, (ast.For, ast.AsyncFor)):
            yield ast.copy_location(ast.Assign([statement.target], statement.iter), statement), False
        inner = certain and isinstance(statement, (ast.With, ast.AsyncWith))
        blocks = [getattr(statement, part, None) or [] for part in ("body", "orelse", "finalbody")]
        blocks += [part.body for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ()))]
        if any(blocks):
            for block in blocks:
                yield from top_level(block, inner)
        else:
            yield statement, certain


def deferred(statement: ast.stmt, paths: Paths, makers: Mapping[str, bool]) -> bool:
    """Tell whether a statement binds a function, or a value that is computed only when it is used.

    `makers` holds the names of the student's functions and classes, and whether calling one gives such a value.
    """
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return True
        case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=name))]) if name in makers:
            return True  # a part of a function or class: its code, its defaults
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return _is_deferred(value, paths, makers)
        case ast.Expr(value=value):  # a function put somewhere is called from there
            return any(_puts(node, paths, makers) for node in ast.walk(value))
    return False


def installers(definitions: Sequence[ast.stmt], paths: Paths, makers: Mapping[str, bool]) -> set[str]:
    """Give the names of functions that, when they are called, give names outside themselves other functions."""
    functions = [each for each in definitions if isinstance(each, FUNCTIONS)]
    found = {each.name for each in functions if _installs(each, paths, makers)}
    for _ in range(3):  # those that call them too
        found |= {each.name for each in functions if any(calls_one_of(node, found) for node in ast.walk(each))}
    return found


def calls_one_of(node: ast.AST, names: Collection[str]) -> bool:
    """Tell whether a node is a call of a function by one of some names."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def _installs(function: ast.AST, paths: Paths, makers: Mapping[str, bool]) -> bool:
    nodes = list(ast.walk(function))
    inside = {n.name: False for n in nodes if isinstance(n, (*FUNCTIONS, ast.ClassDef))}
    known = {**makers, **inside}
    shared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    if shared & (inside.keys() - {getattr(function, "name", "")}):
        return True
    for node in nodes:
        if isinstance(node, ast.Assign) and _is_function(node.value, known):
            if any(_is_outside(target, paths, shared) for target in node.targets):
                return True
        elif _puts(node, paths, known) and not _only_fills(node):
            return True
    return False


def _is_outside(target: ast.expr, paths: Paths, shared: Collection[str]) -> bool:
    """Tell whether a target is a name outside a function, or a part of a library or of all names."""
    if isinstance(target, ast.Name):
        return target.id in shared
    if not isinstance(target, (ast.Attribute, ast.Subscript)):
        return False
    names = names_of_scope(target.value) or getattr(target.value, "attr", "") in ("user_ns", "user_global_ns")
    return names or bool(paths.of(target.value))


def _only_fills(node: ast.AST) -> bool:
    """Tell whether a call only puts something into a list or a dictionary."""
    func = getattr(node, "func", None)
    return isinstance(func, ast.Attribute) and func.attr in CHANGING and not names_of_scope(func.value)


def _puts(node: ast.AST, paths: Paths, makers: Mapping[str, bool]) -> bool:
    """Tell whether an expression gives a name, a part of something, or a library a function; or runs a text."""
    if isinstance(node, ast.NamedExpr):
        return _is_deferred(node.value, paths, makers)
    if not isinstance(node, ast.Call):
        return False
    found, method = paths.of(node.func), getattr(node.func, "attr", "")
    if found & RUNS_TEXT or "builtins.setattr" in found or found & KEPT_BY or method == "__setattr__":
        return True
    if unseen_cell(node) or updates_a_library(node.func, paths):
        return True
    if method not in CHANGING:
        return False
    handed = [*node.args, *(keyword.value for keyword in node.keywords)]
    return names_of_scope(node.func.value) or any(_is_function(each, makers) for each in handed)  # type: ignore[attr-defined]


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
            return any(_is_function(part, makers) or _is_made(part, makers) for part in parts)
        case ast.Call(func=func, args=args):
            found = paths.of(func)
            if found & (_LAZY | KEPT_BY) or any(path.startswith(_LAZY_LIBRARIES) for path in found):
                return True
            if getattr(func, "attr", "") == "view" and any(_is_function(each, makers) for each in args):
                return True  # an array of a class of the student's
            return _is_made(value, makers)
    return False


def _is_function(node: ast.expr, makers: Mapping[str, bool]) -> bool:
    if isinstance(node, ast.Dict):
        return any(_is_function(value, makers) for value in node.values)
    return isinstance(node, ast.Lambda) or (isinstance(node, ast.Name) and node.id in makers)


def _is_made(node: ast.expr, makers: Mapping[str, bool]) -> bool:
    """Tell whether an expression calls one of the student's makers of functions, instances and generators."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and makers.get(node.func.id, False)
