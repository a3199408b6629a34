"""The backward slice of a student's code: which statements can influence the value of a name."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from .calls import Calls
from .effects import EVERYTHING, Var
from .program import Program
from .scopes import LOOPS, Function, Unit


class Slice:
    """The units of a program that can influence some names: `relevant` holds them in the order of the code.

    The order of statements plays no part: a statement counts when it may run at all and binds, or changes in
    place, what a counted statement reads, or decides whether a counted statement runs.
    """

    def __init__(self, program: Program, names: Iterable[str]) -> None:
        self.program = program
        self.calls = Calls(program)
        self._variables: set[Var] = set()
        self._functions: set[Function] = set()
        self._units: set[Unit] = set()
        self._waiting: list[Unit] = []
        for variable in (EVERYTHING, *(program.root.variable(name) for name in names)):
            self._want(variable)
        while self._waiting:
            self._follow(self._waiting.pop())
        self._definitions: dict[Var, set[Function]] = {}
        for unit in program.units:
            value = getattr(unit.node, "value", None)
            functions = set(unit.functions) if unit.defines or isinstance(value, ast.Lambda) else set()
            if isinstance(value, ast.Name):
                functions |= self.defined_by(unit.scope.variable(value.id))
            for variable in unit.effects.rebinds if functions else ():
                self._definitions.setdefault(variable, set()).update(functions)
        self.relevant = [unit for unit in program.units if unit in self._units]

    def _want(self, variable: Var) -> None:
        if variable not in self._variables:
            self._variables.add(variable)
            self._take(self.calls.binders.get(variable, ()))

    def _take(self, units: Iterable[Unit]) -> None:
        fresh = set(units) - self._units
        self._units |= fresh
        self._waiting.extend(fresh)

    def _follow(self, unit: Unit) -> None:
        """Take in all that decides what a unit does and whether it runs."""
        for variable in unit.effects.reads:
            self._want(variable)
        if unit.parent is not None:
            self._take([unit.parent])
        if isinstance(unit.node, LOOPS):
            self._take(unit.jumps)
        for function in (*unit.functions, *self.calls.methods(unit)):
            self._enter(function)

    def _enter(self, function: Function) -> None:
        """Take in what a function returns and what it does to its arguments."""
        if function in self._functions:
            return
        self._functions.add(function)
        self._want(function.returned)
        for name in function.params:
            self._take(self.calls.changers.get((function.scope.number, name), ()))
        for method in function.implicit:
            self._enter(method)

    def __contains__(self, unit: Unit) -> bool:
        return unit in self._units

    @property
    def functions(self) -> list[Function]:
        """The student's functions whose results count."""
        return [function for function in self.program.functions if function in self._functions]

    def defined_by(self, variable: Var) -> set[Function]:
        """Give the functions that a `def`, or an assigned lambda, binds to a variable."""
        return self._definitions.get(variable, set())
