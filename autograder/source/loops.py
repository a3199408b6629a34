"""Count the Python loops that a result goes through, hidden ones included; loops that only show it do not count."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .cells import guarded, words
from .program import Program
from .repeats import kind_of_call, kind_of_function, recursive
from .scopes import COMPREHENSIONS, LOOPS, Function, Unit, inside
from .slices import Slice

_DRAWS = words(
    "choice choices integers randint permutation permuted shuffle standard_normal random_sample randrange rand randn "
    "normal uniform random sample"
)


@dataclass(frozen=True)
class Loop:
    """One Python loop: its kind ("for", "comprehension", "map", …), its line, and the function it is in.

    `where` is "" for the cell itself; `line` counts from 1 in the cell or file that the loop is written in.
    """

    kind: str
    line: int
    where: str


@guarded
def loops(
    cell: str, result: str, helpers: Sequence[str] = (), modules: Mapping[str, str] | None = None
) -> list[Loop]:
    """Give the Python loops that can influence `result` when `cell` runs: first its own, then its functions'.

    Parameters
    ----------
    cell
        The cell that is judged.
    result
        The name whose value counts, such as "means".
    helpers
        The student's other cells in their order: only the functions in them count, when the cell uses them.
    modules
        The source of each module that came with the submission, by its name.

    Raises
    ------
    SyntaxError
        When the cell is no Python, or is too long or too nested to be read.
    """
    part = Slice(Program([cell], helpers, modules), [result])
    found = [loop for unit in part.relevant for loop in _in_unit(unit, part)]
    cycles = [Loop("recursion", getattr(f.node, "lineno", 1), f.scope.where) for f in recursive(part)]
    return sorted([*found, *cycles], key=lambda loop: loop.where != "")


@guarded
def random_in_loop(cell: str, result: str = "means", helpers: Sequence[str] = ()) -> bool:
    """Tell whether a `for` or `while` draws random numbers for what can influence `result`."""
    part = Slice(Program([cell], helpers), [result])
    looped = [unit for unit in part.relevant if isinstance(unit.node, LOOPS) or any(unit.loops())]
    seen: set[Function] = set()
    while looped:
        unit = looped.pop()
        if any(_draws(node, part) for expr in unit.exprs for node in inside([expr])):
            return True
        fresh = part.calls.called(unit) - seen
        seen |= fresh
        looped.extend(inner for function in fresh for inner in function.units if inner in part)
    return False


def _in_unit(unit: Unit, part: Slice) -> Iterator[Loop]:
    where = _where(unit)
    if isinstance(unit.node, LOOPS):
        yield Loop("while" if isinstance(unit.node, ast.While) else "for", unit.node.lineno, where)
    aliased = unit.node.value if isinstance(unit.node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) else None
    exprs = unit.exprs
    if unit.defines and not unit.own_cell:
        exprs = list(getattr(unit.node, "decorator_list", ()))
    nodes = [node for expr in exprs for node in inside([expr])]
    callees = {node.func for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if isinstance(node, COMPREHENSIONS):
            yield from (Loop("comprehension", each.target.lineno, where) for each in node.generators)
        elif isinstance(node, ast.Call):
            if kind := kind_of_call(node, unit, part):
                yield Loop(kind, node.lineno, where)
        elif node not in callees and node is not aliased:
            kind = kind_of_function(node, part)
            yield from [Loop(kind, getattr(node, "lineno", 1), where)] if kind else []


def _where(unit: Unit) -> str:
    if unit.own_cell or unit.scope.function:
        return unit.scope.where
    names = sorted(name for number, name in unit.effects.rebinds if number == unit.scope.number)
    return f"{unit.scope.where}.{names[0] if names else ''}".strip(".")


def _draws(node: ast.AST, part: Slice) -> bool:
    if not isinstance(node, ast.Call):
        return False
    paths = part.program.paths.of(node.func)
    if any(path.startswith(("numpy.random.", "random.", "secrets.", "torch.rand")) for path in paths):
        return not any(path.endswith((".seed", ".default_rng", ".Random", ".Generator")) for path in paths)
    return isinstance(node.func, ast.Attribute) and node.func.attr in _DRAWS and not paths
