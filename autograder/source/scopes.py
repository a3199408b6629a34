"""Scopes, functions and units: the plain data that a slice of a student's code is made of."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from .effects import Effects, Var
from .paths import FUNCTIONS

LOOPS = (ast.For, ast.AsyncFor, ast.While)
NESTED = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(eq=False)
class Scope:
    """The names of one function, class or cell; `parent` is None for cells and modules."""

    number: int
    parent: Scope | None
    where: str
    local: set[str] = field(default_factory=set)
    loop_only: set[str] = field(default_factory=set)
    declared_global: set[str] = field(default_factory=set)
    function: Function | None = None

    @property
    def root(self) -> Scope:
        """The scope of the cell or module that this one is in."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def variable(self, name: str) -> Var:
        """Give the variable that a name means here."""
        if name in self.declared_global:
            return self.root.number, name
        scope = self
        while scope.parent is not None:
            seen = scope is self or not (scope.function and scope.function.is_class)
            if seen and name in scope.local:
                break
            scope = scope.parent
        return scope.number, name


@dataclass(eq=False)
class Function:
    """A function, lambda or class body that a student wrote.

    `implicit` are a class's methods that run without being named: `__call__`, `__iter__` and the like.
    """

    name: str
    node: ast.AST
    scope: Scope
    params: list[str] = field(default_factory=list)
    is_class: bool = False
    is_method: bool = False
    units: list[Unit] = field(default_factory=list)
    implicit: list[Function] = field(default_factory=list)

    @property
    def returned(self) -> Var:
        """The variable that stands for what the function returns."""
        return self.scope.number, "what it returns"


@dataclass(eq=False)
class Unit:
    """A simple statement or the head of a compound one, with the head that controls it.

    `functions` are those that it defines, `jumps` the breaks and returns that end it, when it is a loop.
    `own_cell` is False for the definitions taken from other cells.
    """

    node: ast.AST
    scope: Scope
    parent: Unit | None
    exprs: list[ast.AST]
    effects: Effects
    functions: list[Function] = field(default_factory=list)
    jumps: list[Unit] = field(default_factory=list)
    own_cell: bool = True

    @property
    def defines(self) -> bool:
        """Whether this is a `def` or a `class`."""
        return isinstance(self.node, NESTED)

    def loops(self) -> Iterator[Unit]:
        """The `for` and `while` statements around this unit in its function, innermost first."""
        unit = self.parent
        while unit is not None:
            if isinstance(unit.node, LOOPS):
                yield unit
            unit = unit.parent


@dataclass(frozen=True)
class Place:
    """Where a statement stands; `turns` are the names of the `for` loops around it."""

    scope: Scope
    parent: Unit | None = None
    turns: Mapping[str, Var] = field(default_factory=dict)

    def variable(self, name: str) -> Var:
        """Give the variable that a name means here."""
        return self.turns.get(name) or self.scope.variable(name)

    def under(self, unit: Unit) -> Place:
        """Give the place in the body of a compound statement."""
        return replace(self, parent=unit)


def inside(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Walk over nodes without entering the functions, classes and lambdas in them."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, NESTED):
            waiting.extend(ast.iter_child_nodes(node))


@dataclass
class Names:
    """The names that some statements bind; `loop_only` are bound by nothing but `for`."""

    bound: set[str] = field(default_factory=set)
    loop_only: set[str] = field(default_factory=set)
    declared_global: set[str] = field(default_factory=set)
    nonlocal_: set[str] = field(default_factory=set)


def names_in(body: Iterable[ast.AST]) -> Names:
    """Give the names that statements bind in their own scope."""
    found, targets, hidden = Names(), set[ast.AST](), set[ast.AST]()
    others: set[str] = set()
    for node in inside(body):
        match node:
            case ast.comprehension(target=target):
                hidden.update(ast.walk(target))
            case ast.For(target=target) | ast.AsyncFor(target=target):
                targets.update(ast.walk(target))
            case ast.Global(names=names):
                found.declared_global.update(names)
            case ast.Nonlocal(names=names):
                found.nonlocal_.update(names)
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if node not in hidden:
                found.bound.add(name)
                if node not in targets:
                    others.add(name)
            case ast.FunctionDef(name=str(name)) | ast.AsyncFunctionDef(name=str(name)) | ast.ClassDef(name=str(name)):
                others.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                others.add(name)
            case ast.MatchMapping(rest=str(name)):
                others.add(name)
            case ast.alias(name=name, asname=asname):
                others.add(asname or name.split(".")[0])
    found.bound |= others
    found.loop_only = found.bound - others
    return found


def is_implicit(name: str) -> bool:
    """Tell whether Python calls a method of this name by itself, as it does `__add__`."""
    return name.startswith("__") and name.endswith("__")


def parameters(node: ast.AST) -> list[str]:
    """Give the names of the parameters of a function or lambda; none for a class."""
    args = getattr(node, "args", None)
    if not isinstance(args, ast.arguments):
        return []
    several = [arg for arg in (args.vararg, args.kwarg) if arg]
    return [arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, *several)]


def defaults(node: ast.AST) -> list[tuple[str, ast.expr]]:
    """Give the parameters that have a default, each with it."""
    args = getattr(node, "args", None)
    if not isinstance(args, ast.arguments):
        return []
    unnamed = [*args.posonlyargs, *args.args]
    pairs = list(zip(unnamed[len(unnamed) - len(args.defaults) :], args.defaults, strict=True))
    pairs += [(arg, value) for arg, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value]
    return [(arg.arg, value) for arg, value in pairs]
