"""Read expressions and targets into effects: which variables they read, bind, change in place and call."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from .animations import ANIMATION
from .cells import literal
from .changes import (
    CHANGING,
    KEPT_BY,
    NUMPY_ONLY_READS,
    QUIET_LIBRARIES,
    RUNS_TEXT,
    SHOWING,
    VIEWS,
    changed_arguments,
    program_text,
    unseen_cell,
)
from .deferred import updates_a_library
from .effects import ANY_FUNCTION, EVERYTHING, Call, Effects, Var, lambda_variable
from .paths import Paths, names_of_scope
from .targets import items, named, walked

Hidden = Mapping[str, set[Var]]


class Reader:
    """Reads expressions into `effects`; `variable` gives the variable that a name is."""

    def __init__(self, variable: Callable[[str], Var], paths: Paths, shipped: Mapping[str, int]) -> None:
        self.effects = Effects()
        self._variable = variable
        self._paths = paths
        self._shipped = shipped

    def statement(self, node: ast.expr) -> None:
        """Read an expression that stands by itself: what it gives is lost, so what it changes counts."""
        self.read(node)
        hidden: Hidden = {}
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            hidden, node = self._hide(node.generators, {}), node.elt
        if isinstance(node, ast.Await):
            node = node.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            self._lost(node, node.func, hidden)

    def read(self, node: ast.AST | None, hidden: Hidden | None = None, called: bool = False) -> None:
        """Note what an expression reads, binds, changes and calls; `hidden` are a comprehension's own names."""
        hidden = hidden or {}
        match node:
            case None:
                return
            case ast.Name(id=name, ctx=ast.Load()):
                if name not in hidden:
                    (self.effects.called if called else self.effects.valued).add(self._variable(name))
                self._of_shipped(node, called)
            case ast.Lambda(args=args):
                self.effects.lambdas.append(node)
                for default in (*args.defaults, *args.kw_defaults):
                    self.read(default, hidden)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                inner = self._hide(node.generators, hidden)
                for child in ast.iter_child_nodes(node):
                    self.read(child, inner)
            case ast.NamedExpr(target=target, value=value):
                self.read(value, hidden)
                self.bind(target, value, hidden)
            case ast.Attribute(value=value, attr=attr):
                self._attribute(node, value, attr, hidden, called)
            case ast.Subscript(value=value, slice=index) if names_of_scope(value):
                key = literal(index)
                (self.effects.called if called else self.effects.valued).add(
                    ANY_FUNCTION if key is None else self._variable(key))
                self.read(index, hidden)
            case ast.Call():
                self._call(node, hidden)
            case _:
                self.effects.yields |= isinstance(node, (ast.Yield, ast.YieldFrom))
                for child in ast.iter_child_nodes(node):
                    self.read(child, hidden)

    def bind(self, target: ast.AST, value: ast.expr | None, hidden: Hidden | None = None) -> None:
        """Note what a target binds or changes, and what it then shares with `value`."""
        hidden = hidden or {}
        match target:
            case ast.Name(id=name):
                self.effects.rebinds.add(variable := self._variable(name))
                if value is not None and (roots := self.roots(value, hidden)):
                    self.effects.aliases.append((variable, roots))
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                for part, item in zip(parts, items(value, len(parts)), strict=True):
                    self.bind(part, item, hidden)
            case ast.Starred(value=part):
                self.bind(part, value, hidden)
            case ast.Subscript(value=owner, slice=index) if _is_namespace(owner):
                key = literal(index)
                self.effects.rebinds.add(EVERYTHING if key is None else self._variable(key))
            case ast.Subscript(value=owner) | ast.Attribute(value=owner):
                self.effects.mutates |= self._owners(owner, hidden)
                self.read(target, hidden)

    def bind_each(self, target: ast.expr, iterable: ast.expr) -> None:
        """Note the target of a `for`: each name shares its data with the part of `zip(…)` that it walks over."""
        self.bind(target, walked(target, iterable))

    def roots(self, node: ast.AST | None, hidden: Hidden, calls: bool = True, stored: bool = False) -> set[Var]:
        """Give the variables that an expression may be, or may be a view or an element of.

        What calls give is left out unless `calls`; any call may give a view of what it gets when it is `stored` into.
        """
        match node:
            case ast.Name(id=name):
                return set(hidden[name]) if name in hidden else {self._variable(name)}
            case ast.Lambda():
                return {lambda_variable(node)}
            case ast.Attribute(value=value) | ast.Subscript(value=value) if _is_namespace(value):
                return {EVERYTHING}
            case ast.Attribute() | ast.Subscript() | ast.Starred() | ast.Await():
                return self.roots(node.value, hidden, calls, stored)
            case ast.NamedExpr(target=target, value=value):
                return self.roots(target, hidden) | self.roots(value, hidden, calls)
            case ast.IfExp(body=body, orelse=orelse):
                return self.roots(body, hidden, calls) | self.roots(orelse, hidden, calls)
            case ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(values=parts):
                return set().union(*(self.roots(part, hidden, calls) for part in parts))
            case ast.ListComp(elt=elt, generators=generators) | ast.GeneratorExp(elt=elt, generators=generators):
                return self.roots(elt, self._hide(generators, hidden), calls)
            case ast.Call(func=func, args=args) if calls:
                if _is_namespace(node):
                    return {EVERYTHING}
                if stored or self._hands_on(func):
                    giver = func if isinstance(func, ast.Name) else _receiver(func)
                    return set().union(*(self.roots(part, hidden, calls, stored) for part in (*args, giver)))
        return set()

    def _hands_on(self, func: ast.expr) -> bool:
        if isinstance(func, ast.Name):
            return func.id in VIEWS or func.id in self._paths.defined
        return isinstance(func, ast.Attribute) and func.attr in VIEWS

    def _hide(self, generators: list[ast.comprehension], hidden: Hidden) -> dict[str, set[Var]]:
        inner = dict(hidden)
        for generator in generators:
            for name, item in named(generator.target, walked(generator.target, generator.iter)):
                inner[name] = self.roots(item, inner)
        return inner

    def _owners(self, node: ast.expr, hidden: Hidden) -> set[Var]:
        """Give what a store into `node` changes: everything, for a part of a library that computes."""
        paths = self._paths.of(node)
        if not paths or (isinstance(node, ast.Name) and self._paths.is_own(node.id)):
            return self.roots(node, hidden, stored=True)
        quiet = all(path.split(".")[0] in QUIET_LIBRARIES for path in paths)
        return self.roots(node, hidden) if quiet else {EVERYTHING}

    def _of_shipped(self, node: ast.AST, called: bool) -> set[Var]:
        """Note the use of a function of a module that came with the submission."""
        found = set()
        for path in self._paths.of(node) if self._shipped else ():
            module, _, name = path.rpartition(".")
            if module in self._shipped:
                found.add((self._shipped[module], name))
        (self.effects.called if called else self.effects.valued).update(found)
        return found

    def _attribute(self, node: ast.Attribute, value: ast.expr, attr: str, hidden: Hidden, called: bool) -> None:
        self.read(value, hidden)
        self._of_shipped(node, called)
        paths = self._paths.of(node)
        if not paths:
            self.effects.methods.add(attr)
        if attr in CHANGING and _is_namespace(value):
            self.effects.rebinds.add(EVERYTHING)
        if attr in CHANGING and all(path.startswith(ANIMATION) for path in paths):  # our animation keeps a history
            self.effects.mutates |= self.roots(value, hidden)

    def _call(self, node: ast.Call, hidden: Hidden) -> None:
        func, paths = node.func, self._paths.of(node.func)
        self.read(func, hidden, called=True)
        for argument in node.args:
            self.read(argument, hidden)
        for keyword in node.keywords:
            self.read(keyword.value, hidden)
            if keyword.arg == "out":
                self.effects.mutates |= self.roots(keyword.value, hidden)
        self.effects.calls.append(self._described(node, hidden))
        changed = changed_arguments(node, paths)
        self.effects.mutates.update(*(self.roots(argument, hidden) for argument in changed))
        if "builtins.getattr" in paths and len(node.args) > 1:
            self._got(node, hidden)
        if self._runs_text(node, paths) or updates_a_library(func, self._paths) or paths & KEPT_BY:
            self.effects.rebinds.add(EVERYTHING)

    def _got(self, node: ast.Call, hidden: Hidden) -> None:
        name = literal(node.args[1])
        if name is None:
            self.effects.valued.add(ANY_FUNCTION)
        elif not self._paths.of(node):
            self.effects.methods.add(name)
            if name in CHANGING:
                self.effects.mutates |= self.roots(node.args[0], hidden)

    def _described(self, node: ast.Call, hidden: Hidden) -> Call:
        func = node.func
        callees = self._of_shipped(func, called=True)
        if isinstance(func, (ast.Name, ast.Lambda)):
            callees |= self.roots(func, hidden)
        own = isinstance(func, ast.Attribute) and not self._paths.of(func)
        return Call(
            callees, func.attr if own and isinstance(func, ast.Attribute) else "",
            self.roots(_receiver(func), hidden) if own else set(),
            [self.roots(argument, hidden) for argument in node.args],
            {keyword.arg: self.roots(keyword.value, hidden) for keyword in node.keywords},
        )

    def _runs_text(self, node: ast.Call, paths: set[str]) -> bool:
        """Tell whether a call runs text that cannot be seen; text that can be seen is read instead."""
        if unseen_cell(node):
            return True
        if not paths & RUNS_TEXT:
            return False
        program = program_text(node)
        if program is None:
            return True
        self.effects.programs.append(program)
        return False

    def _lost(self, node: ast.Call, func: ast.Attribute, hidden: Hidden) -> None:
        paths = self._paths.of(func)
        if any(path.startswith("numpy.") for path in paths):
            if func.attr not in NUMPY_ONLY_READS and not any(".testing." in path for path in paths):
                self.effects.mutates.update(*(self.roots(argument, hidden) for argument in node.args))
        elif not paths and func.attr not in SHOWING and not func.attr.startswith("set_"):
            self.effects.mutates |= self.roots(func.value, hidden, calls=False)


def _receiver(func: ast.expr) -> ast.expr | None:
    return func.value if isinstance(func, ast.Attribute) else None


def _is_namespace(node: ast.AST) -> bool:
    """Tell whether an expression is a mapping of all names: `globals()`, or the one that IPython keeps."""
    return names_of_scope(node) or (isinstance(node, ast.Attribute) and node.attr in ("user_ns", "user_global_ns"))
