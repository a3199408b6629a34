"""Follow a student's functions to where they may be called, and what they change back to their callers."""

from __future__ import annotations

import ast
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from .cells import TooComplexError
from .effects import EVERYTHING, Call, Var, lambda_variable
from .program import Program
from .scopes import Function, Unit

_MOST_STEPS = 100_000


class Calls:
    """Which functions the units of a program may call, and which variables each unit binds or changes.

    `binders` holds the units that bind or change a variable, `changers` those that change it in place; a call
    counts with what the called functions do to their arguments and to names outside themselves.
    """

    def __init__(self, program: Program) -> None:
        self.binders: dict[Var, set[Unit]] = defaultdict(set)
        self.changers: dict[Var, set[Unit]] = defaultdict(set)
        self._program = program
        self._steps = 0
        self._held: dict[Var, set[Function]] = defaultdict(set)
        self._later = {function: _later(function) for function in program.functions}
        self._called: dict[Unit, set[Function]] = {}
        self._callers: dict[Function, set[Unit]] = defaultdict(set)
        for function in program.functions:
            if isinstance(function.node, ast.Lambda):
                self._held[lambda_variable(function.node)].add(function)
        self._follow_functions()
        self._follow_changes(self._live())

    def held(self, variables: Iterable[Var]) -> set[Function]:
        """Give the student's functions that some variables may be."""
        return set().union(*(self._held[variable] for variable in variables if variable in self._held))

    def called(self, unit: Unit) -> set[Function]:
        """Give the student's functions that a unit may call, or hand on to be called."""
        return self._called.get(unit, set())

    def methods(self, unit: Unit) -> set[Function]:
        """Give the methods of the student's classes that have a name that a unit asks an object for."""
        found = self._program.methods
        return {function for name in unit.effects.methods & found.keys() for function in found[name]}

    def _step(self, count: int = 1) -> None:
        self._steps += count
        if self._steps > _MOST_STEPS:
            raise TooComplexError("the code is too entangled to be read")

    def _follow_functions(self) -> None:
        """Follow functions through names, containers, arguments and results until nothing new is found."""
        readers: dict[Var, set[Unit]] = defaultdict(set)
        for unit in self._program.units:
            for variable in unit.effects.reads:
                readers[variable].add(unit)
        results = {function.returned: function for function in self._program.functions}
        waiting = deque(self._program.units)
        queued = set(waiting)
        while waiting:
            unit = waiting.popleft()
            queued.discard(unit)
            self._step()
            for variable in list(self._hand_on(unit)):
                users = readers[variable]
                if variable in results:
                    users = users | self._callers[results[variable]]
                fresh = users - queued
                self._step(len(users))
                waiting.extend(fresh)
                queued |= fresh

    def _hand_on(self, unit: Unit) -> Iterator[Var]:
        """Work out what one unit calls and hands on; give the variables that now hold more functions."""
        effects = unit.effects
        directly = self.held(effects.called)
        handed = self.held(effects.valued).union(unit.functions)
        results = set().union(*({*self._held[f.returned], *self._later[f]} for f in directly))
        calls = directly | results | self.methods(unit) | self.held(effects.valued)
        calls.update([method for f in calls for method in f.implicit])
        calls.update(f for f in unit.functions if f.is_class or not unit.defines)
        self._called[unit] = calls
        for function in calls:
            self._callers[function].add(unit)
        self._step(len(calls) + len(handed))
        for variable in effects.rebinds | effects.mutates:
            if variable != EVERYTHING:
                yield from self._hold(variable, handed | results)
        for call in effects.calls:
            for function, parameter, roots in self._passed(call):
                yield from self._hold((function.scope.number, parameter), self.held(roots))

    def _hold(self, variable: Var, functions: set[Function]) -> Iterator[Var]:
        if not functions <= self._held[variable]:
            self._held[variable] |= functions
            yield variable

    def _passed(self, call: Call) -> Iterator[tuple[Function, str, set[Var]]]:
        """Match a call's arguments with the parameters of the functions that it may call."""
        for function in self.held(call.callees):
            for target in [f for f in function.implicit if f.name == "__init__"] if function.is_class else [function]:
                yield from self._matched(target, call, bound=function.is_class)
        for function in self._program.methods.get(call.method, ()):
            yield from self._matched(function, call, bound=True)

    def _matched(self, function: Function, call: Call, bound: bool) -> Iterator[tuple[Function, str, set[Var]]]:
        self._step()
        values = [call.receiver, *call.args] if bound else call.args
        for number, roots in enumerate(values):
            if function.params:
                yield function, function.params[min(number, len(function.params) - 1)], roots
        for name, roots in call.named.items():
            for parameter in function.params if name is None else [name]:
                yield function, parameter, roots

    def _live(self) -> set[Unit]:
        """Give the units that may run: those of the cells, and those of the functions they may call."""
        live = {unit for unit in self._program.units if unit.scope.function is None}
        waiting = list(live)
        while waiting:
            self._step()
            fresh = {inner for function in self.called(waiting.pop()) for inner in function.units} - live
            live |= fresh
            waiting.extend(fresh)
        return live

    def _follow_changes(self, live: set[Unit]) -> None:
        """Find what each unit binds and changes, its calls' doing included."""
        shared: dict[Var, set[Var]] = defaultdict(set)
        for unit in live:
            for variable, roots in unit.effects.aliases:
                shared[variable] |= roots
        waiting = [(unit, variable, False) for unit in live for variable in unit.effects.rebinds]
        waiting += [(unit, variable, True) for unit in live for variable in unit.effects.mutates]
        while waiting:
            self._step()
            unit, variable, in_place = waiting.pop()
            known = self.changers if in_place else self.binders
            if unit in known[variable]:
                continue
            known[variable].add(unit)
            self.binders[variable].add(unit)
            for other in shared[variable] if in_place else ():
                waiting.append((unit, other, True))
            for caller, changed in self._outside(unit, variable, in_place):
                if caller in live:
                    waiting.append((caller, changed, in_place))

    def _outside(self, unit: Unit, variable: Var, in_place: bool) -> Iterator[tuple[Unit, Var]]:
        """Give the callers of a unit's function, with what its change of a variable changes for them."""
        function = unit.scope.function
        if function is None:
            return
        if variable[0] != function.scope.number:
            yield from ((caller, variable) for caller in self._callers[function])
        elif in_place and variable[1] in function.params:
            for caller in self._callers[function]:
                passed = [p for call in caller.effects.calls for p in self._passed(call) if p[0] is function]
                for _, parameter, roots in passed:
                    if parameter == variable[1]:
                        yield from ((caller, root) for root in roots)
                if not passed and not caller.defines:
                    yield from ((caller, other) for other in caller.effects.valued)


def _later(function: Function) -> set[Function]:
    """Give what may run when the result of a call is used: an instance's methods, the body of a generator."""
    lazy = isinstance(function.node, ast.AsyncFunctionDef) or any(unit.effects.yields for unit in function.units)
    methods = {method for method in function.implicit if method.name not in ("__init__", "__new__")}
    return methods | {function} if lazy else methods
