"""Simple questions about one name in a cell: is it there, is it bound, does a loop change it, is it a mere alias."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .cells import guarded, parse, plain_python, readable
from .program import Program
from .scopes import LOOPS, Unit, names_in
from .slices import Slice


@guarded
def mentions(cell: str, name: str) -> bool:
    """Tell whether a cell reads or binds `name` anywhere."""
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(parse(cell)))


@guarded
def defines(cell: str, name: str) -> bool:
    """Tell whether running a cell gives `name` a value: by `def`, `=`, `import` and so on, not inside a function."""
    return name in names_in(parse(cell).body).bound


@guarded
def last_definition(cell: str, name: str) -> str:
    """Give a cell without a `def` of `name` that another one below it surely replaces unused, and without checks.

    Lines keep their numbers.
    """
    body, lines = parse(cell).body, plain_python(cell).split("\n")
    for node in body:
        if _is_check(node):
            lines[node.lineno - 1 : node.end_lineno] = [""] * ((node.end_lineno or node.lineno) - node.lineno + 1)
    numbers = [n for n, node in enumerate(body) if isinstance(node, ast.FunctionDef) and node.name == name]
    for first, second in pairwise(numbers):
        between = body[first + 1 : second]
        if all(map(_surely_runs, between)) and not any(_uses(n, name) for n in [*between, *_evaluated(body[second])]):
            above = body[first].decorator_list[:1]  # type: ignore[attr-defined]
            begin = above[0].lineno if above else body[first].lineno
            lines[begin - 1 : body[first].end_lineno] = [""] * ((body[first].end_lineno or begin) - begin + 1)
    return "\n".join(lines)


@guarded
def without_definition(cell: str, name: str) -> str:
    """Give a cell with an empty function in the place of each function `name`; other lines keep their numbers."""
    tree = readable(cell)
    if tree is None:
        return cell
    lines = plain_python(cell).split("\n")
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name and _has_its_lines(node, tree):
            begin = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            blank = [""] * ((node.end_lineno or begin) - begin)
            lines[begin - 1 : node.end_lineno] = [f"def {name}(*_, **__): pass", *blank]
    return "\n".join(lines)


@guarded
def perhaps(cell: str) -> str:
    """Give a cell that raised an error as code that may not run, from the first statement on that can raise."""
    tree = readable(cell)
    raising = next((node for node in tree.body if not _surely_runs(node)), None) if tree else None
    if raising is None:
        return cell
    lines = plain_python(cell).split("\n")
    begin = min([raising.lineno, *(each.lineno for each in getattr(raising, "decorator_list", ()))]) - 1
    text = "\n".join([*lines[:begin], "if ...:", *(f"    {line}" for line in lines[begin:])])
    return text if readable(text) else cell


def _surely_runs(node: ast.stmt) -> bool:
    """Whether a statement cannot raise an error: a plain `def`, a constant, a check, which says what it has to say."""
    if isinstance(node, ast.FunctionDef):
        return not node.decorator_list and not _evaluated(node)
    return isinstance(getattr(node, "value", None), ast.Constant) or _is_check(node)


@guarded
def defines_again(cell: str, other: str) -> bool:
    """Tell whether a cell gives a name another meaning that another cell has given one."""
    trees = [tree for tree in map(readable, (cell, other)) if tree]
    return len(trees) == 2 and bool(names_in(trees[0].body).bound & names_in(trees[1].body).bound)


def _has_its_lines(node: ast.stmt, tree: ast.Module) -> bool:
    """Whether no other statement stands on the lines of one."""
    return all(each is node or each.lineno > (node.end_lineno or 0) or (each.end_lineno or 0) < node.lineno
               for each in tree.body)  # fmt: skip


def _is_check(node: ast.stmt) -> bool:
    """Whether this is `check.name(…)`, on lines of its own."""
    called = node.value.func if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "check"


def _evaluated(function: ast.stmt) -> list[ast.expr]:
    """What Python evaluates when it comes to a `def`: decorators and default values."""
    assert isinstance(function, ast.FunctionDef)
    defaults = [*function.args.defaults, *(each for each in function.args.kw_defaults if each)]
    return [*function.decorator_list, *defaults]


def _uses(node: ast.AST, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node))


@guarded
def binds(cell: str, name: str, helpers: Sequence[str] = ()) -> bool:
    """Tell whether running a cell binds `name` or changes it in place."""
    return any(unit.own_cell and unit.scope.parent is None for unit in _changing(cell, name, helpers))


@guarded
def binds_in_loop(cell: str, name: str, helpers: Sequence[str] = ()) -> bool:
    """Tell whether a `for` or `while` of a cell, or of a function that it defines and calls, changes `name`."""
    return any(
        isinstance(unit.node, LOOPS) or any(unit.loops())
        for unit in _changing(cell, name, helpers) if unit.own_cell
    )


@guarded
def rebinds_loop_variable(cell: str) -> str | None:
    """Give the variable of a loop that its own body uses for something else, if any; `_` does not count.

    That of a `for` is bound again in the body; that of a `while` is the target of a `for` inside.
    """
    for loop in _loops(parse(cell)):
        if isinstance(loop, ast.While):
            counted = {node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)}
            if taken := counted & _targets_inside(loop):
                return min(taken)
            continue
        targets = {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)} - {"_"}
        again = targets & names_in(loop.body).bound
        if again:
            return min(again)
    return None


@guarded
def first_aliased_old(cell: str) -> str | None:
    """Give the name that a loop keeps its old means under, when it is no copy and changes along with the means.

    That is `old = means` (or a view, `means[:]`) in a loop that changes `means` in place, never binds it anew,
    and reads `old`.
    """
    program = Program([cell])
    changers = Slice(program, []).calls.changers
    within: dict[Unit, list[Unit]] = defaultdict(list)
    for unit in program.units:
        for loop in {unit, *unit.loops()} if isinstance(unit.node, LOOPS) else unit.loops():
            within[loop].append(unit)
    for units in within.values():
        inside = set(units)
        reads = {variable for unit in units for variable in unit.effects.reads}
        anew = {variable for unit in units for variable in unit.effects.rebinds - unit.effects.mutates}
        changed = {variable for variable, by in changers.items() if variable not in anew and by & inside}
        for unit in units:
            for old, source in _bare_aliases(unit):
                if unit.scope.variable(old) in reads and unit.scope.variable(source) in changed and old != source:
                    return old
    return None


def _changing(cell: str, name: str, helpers: Sequence[str]) -> set[Unit]:
    """Give the units that bind or change a name, those in called functions that change their arguments included."""
    program = Program([cell], helpers)
    calls = Slice(program, []).calls
    found = set(calls.binders[program.root.variable(name)])
    waiting = list(found)
    while waiting:
        called = calls.called(waiting.pop())
        inner = {unit for f in called for p in f.params for unit in calls.changers[f.scope.number, p]}
        waiting.extend(inner - found)
        found |= inner
    return found


@guarded
def assigns(cell: str, name: str) -> bool:
    """Tell whether a cell plainly gives `name`, or a part of it, a new value: `name = `, `name[0] = `, `name += `."""
    stored = (ast.Store, ast.Del)
    for node in ast.walk(parse(cell)):
        target = node
        while isinstance(target, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, stored):  # type: ignore[attr-defined]
            target = target.value
        if isinstance(target, ast.Name) and target.id == name and isinstance(getattr(node, "ctx", None), stored):
            return True
    return False


def _targets_inside(loop: ast.While) -> set[str]:
    """Give the names that `for` loops in a `while` count with."""
    inner = [node for node in ast.walk(loop) if isinstance(node, (ast.For, ast.AsyncFor))]
    return {name.id for each in inner for name in ast.walk(each.target) if isinstance(name, ast.Name)}


def _loops(tree: ast.Module) -> Iterator[ast.For | ast.AsyncFor | ast.While]:
    found = [node for node in ast.walk(tree) if isinstance(node, LOOPS)]
    return iter(sorted(found, key=lambda node: (node.lineno, node.col_offset)))


def _bare_aliases(unit: Unit) -> Iterator[tuple[str, str]]:
    if not isinstance(unit.node, ast.Assign):
        return
    for target in unit.node.targets:
        pairs = [(target, unit.node.value)]
        if isinstance(target, ast.Tuple) and isinstance(unit.node.value, ast.Tuple):
            pairs = list(zip(target.elts, unit.node.value.elts, strict=False))
        for part, value in pairs:
            source = value.value if isinstance(value, ast.Subscript) and _is_all(value.slice) else value
            if isinstance(part, ast.Name) and isinstance(source, ast.Name):
                yield part.id, source.id


def _is_all(index: ast.expr) -> bool:
    whole = isinstance(index, ast.Slice) and not (index.lower or index.upper or index.step)
    return whole or (isinstance(index, ast.Constant) and index.value is Ellipsis)
