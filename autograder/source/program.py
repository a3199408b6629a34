"""Take cells apart into the units of a slice: one for each statement, with its effects and what controls it."""

from __future__ import annotations

import ast
import functools
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .cells import MAX_NODES, TooComplexError, check_together, parse, readable, words
from .deferred import calls_one_of, deferred, installers, makes_deferred, top_level
from .effects import ANY_FUNCTION
from .paths import UNSEEN_CODE, Paths
from .reader import Reader
from .scopes import Function, Place, Scope, Unit, defaults, is_implicit, names_in, parameters

# Known without being installed here.
_LIBRARIES = words(
    "pandas numba jax torch tensorflow cupy joblib sklearn skimage cv2 tqdm dask xarray polars numexpr load"
)
Bound = Sequence[tuple[ast.AST, ast.expr | None]]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Program:
    """All units of some cells, with the functions of other cells and of shipped modules that they may call."""

    def __init__(
        self, cells: Sequence[str], helpers: Sequence[str] = (), modules: Mapping[str, str] | None = None
    ) -> None:
        check_together([*cells, *helpers, *(modules or {}).values()])
        self.own = [parse(cell) for cell in cells]
        others = [tree for tree in map(readable, helpers) if tree]
        shipped = {name: tree for name, text in (modules or {}).items() if (tree := readable(text))}
        self.paths = Paths([*others, *self.own], shipped.values())
        self.units: list[Unit] = []
        self.functions: list[Function] = []
        self.methods: dict[str, list[Function]] = defaultdict(list)
        self._scopes = 0
        self._elsewhere = True
        self.root = self._scope(None, "")
        scopes = {name: self._scope(None, name) for name in shipped}
        self._roots = {name.split(".")[0] for name in shipped}
        self._shipped = {name: scope.number for name, scope in scopes.items()}
        for name, scope in scopes.items():
            self._definitions([shipped[name]], scope, set())
        here = names_in(statement for tree in self.own for statement in tree.body)
        surely = [each for tree in self.own for each, certain in top_level(tree.body) if certain]
        self._definitions(others, self.root, names_in(surely).bound)
        self._elsewhere = False
        self.root.loop_only = here.loop_only
        for tree in self.own:
            self._block(tree.body, Place(self.root))

    def is_unseen(self, path: str) -> bool:
        """Tell whether a dotted name is of a module that neither came as text nor is installed here."""
        root = path.split(".")[0]
        if root == UNSEEN_CODE:
            return True
        return root not in self._roots and root not in _LIBRARIES and not _is_installed(root)

    def _definitions(self, trees: Sequence[ast.Module], scope: Scope, overridden: set[str]) -> None:
        """Add the functions of other cells, each name with its last definition and what may replace that."""
        statements = [each for tree in trees for each in top_level(tree.body)]
        makers = {s.name: makes_deferred(s) for s, _ in statements if isinstance(s, Definition)}
        installing = installers([statement for statement, _ in statements], self.paths, makers)
        last: dict[str, list[ast.stmt]] = defaultdict(list)
        for number, (statement, certain) in enumerate(statements):
            names = names_in([statement]).bound
            for name in names if certain else ():
                last.pop(name, None)
            installs = not isinstance(statement, Definition) and any(
                calls_one_of(node, installing) for node in ast.walk(statement)
            )
            if installs or deferred(statement, self.paths, makers):
                for name in {f"statement {number}"} if installs else names or {f"statement {number}"}:
                    last[name].append(statement)
        before = len(self.units)
        kept = [statement for name, found in last.items() if name not in overridden for statement in found]
        self._block(list(dict.fromkeys(kept)), Place(scope))
        for unit in self.units[before:]:
            if unit.scope is scope:
                unit.own_cell = False
                unit.effects.rebinds.add(ANY_FUNCTION)

    def _scope(self, parent: Scope | None, where: str) -> Scope:
        self._scopes += 1
        return Scope(self._scopes, parent, where)

    def _block(self, body: Sequence[ast.stmt], place: Place) -> None:
        for statement in body:
            self._statement(statement, place)

    def _statement(self, node: ast.stmt, place: Place) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                self._define(node, place)
            case ast.For() | ast.AsyncFor():
                self._for(node, place)
            case ast.While(test=test, body=body, orelse=rest) | ast.If(test=test, body=body, orelse=rest):
                self._block([*body, *rest], place.under(self._unit(node, place, [test])))
            case ast.With(items=items, body=body) | ast.AsyncWith(items=items, body=body):
                bound = [(i.optional_vars, i.context_expr) for i in items if i.optional_vars]
                unit = self._unit(node, place, [i.context_expr for i in items], bound)
                self._block(body, place.under(unit))
            case ast.Match(subject=subject, cases=cases):
                self._match(node, subject, cases, place)
            case ast.Assign(targets=targets, value=value):
                self._unit(node, place, [value], [(target, value) for target in targets])
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._unit(node, place, [value], [(target, value)])
            case ast.AugAssign(target=target, value=value):
                self._augmented(node, target, value, place)
            case ast.Delete(targets=targets):
                self._unit(node, place, [], [(target, None) for target in targets])
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                unit = self._unit(node, place, [])
                unit.effects.rebinds |= {place.variable(n.asname or n.name.split(".")[0]) for n in names}
            case ast.Return() | ast.Break() | ast.Continue() | ast.Raise():
                self._jump(node, place)
            case _ if hasattr(node, "handlers"):
                self._try(node, place)
            case _:
                self._unit(node, place, list(ast.iter_child_nodes(node)))

    def _unit(self, node: ast.AST, place: Place, exprs: Sequence[ast.AST], bound: Bound = ()) -> Unit:
        """Add a unit that evaluates `exprs` and binds the targets in `bound`."""
        reader = self._reader(place)
        for expr in exprs:
            if isinstance(node, ast.Expr) and isinstance(expr, ast.expr):
                reader.statement(expr)
            else:
                reader.read(expr)
        for target, value in bound:
            reader.bind(target, value)
        return self._add(node, place, [*exprs, *(target for target, _ in bound)], reader)

    def _reader(self, place: Place) -> Reader:
        return Reader(place.variable, self.paths, self._shipped)

    def _add(self, node: ast.AST, place: Place, exprs: list[ast.AST], reader: Reader) -> Unit:
        if len(self.units) >= MAX_NODES:
            raise TooComplexError(f"the code has more than {MAX_NODES:,} statements")
        unit = Unit(node, place.scope, place.parent, exprs, reader.effects)
        self.units.append(unit)
        if function := place.scope.function:
            function.units.append(unit)
            named_method = function.is_class and isinstance(node, Definition) and not is_implicit(node.name)
            if isinstance(node, ast.Return):
                unit.effects.aliases.append((function.returned, reader.roots(node.value, {})))
            if isinstance(node, ast.Return) or unit.effects.yields or (function.is_class and not named_method):
                unit.effects.rebinds.add(function.returned)
        unit.functions += [self._lambda(node, unit) for node in unit.effects.lambdas]
        for tree in unit.effects.programs:
            self._spelt_out(tree, unit, place)
        return unit

    def _spelt_out(self, tree: ast.Module, unit: Unit, place: Place) -> None:
        """Add the code of `exec("…")` or `eval("…")` as if it stood in the unit itself."""
        for node in ast.walk(tree):
            if hasattr(node, "lineno"):
                node.lineno = getattr(unit.node, "lineno", 1)
        if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
            reader = self._reader(place)
            reader.effects = unit.effects
            reader.statement(tree.body[0].value)
            unit.exprs.append(tree.body[0].value)
        else:
            self._block(tree.body, place.under(unit))

    def _for(self, node: ast.For | ast.AsyncFor, place: Place) -> None:
        """Add a loop; a name that only loops bind is another variable in each of them."""
        names = {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)} & place.scope.loop_only
        number = place.scope.number
        turns = {name: (number, f"{name} of line {node.lineno}, {node.col_offset}") for name in names}
        inner = replace(place, turns={**place.turns, **turns})
        reader, inner_reader = self._reader(place), self._reader(inner)
        reader.read(node.iter)
        outside = replace(place, turns={k: v for k, v in place.turns.items() if k not in names})
        for other in (inner_reader, self._reader(outside)):
            other.bind_each(node.target, node.iter)
            reader.effects.add(other.effects)
        unit = self._add(node, place, [node.iter, node.target], reader)
        self._block([*node.body, *node.orelse], inner.under(unit))

    def _augmented(self, node: ast.AugAssign, target: ast.expr, value: ast.expr, place: Place) -> None:
        unit = self._unit(node, place, [value], [(target, None)])
        if isinstance(target, ast.Name):
            unit.effects.mutates.add(place.variable(target.id))
            unit.effects.valued.add(place.variable(target.id))

    def _try(self, node: ast.stmt, place: Place) -> None:
        unit = self._unit(node, place, [])
        inner = place.under(unit)
        for part in ("body", "orelse", "finalbody"):
            self._block(getattr(node, part), inner)
        for handler in getattr(node, "handlers", ()):
            bound = [(ast.Name(handler.name, ast.Store()), None)] if handler.name else []
            head = self._unit(handler, inner, [handler.type] if handler.type else [], bound)
            self._block(handler.body, place.under(head))

    def _match(self, node: ast.Match, subject: ast.expr, cases: Sequence[ast.match_case], place: Place) -> None:
        unit = self._unit(node, place, [subject])
        for case in cases:
            bound = [(ast.Name(name, ast.Store()), subject) for name in names_in([case.pattern]).bound]
            head = self._unit(case, place.under(unit), [case.guard] if case.guard else [], bound)
            self._block(case.body, place.under(head))

    def _jump(self, node: ast.stmt, place: Place) -> None:
        unit = self._unit(node, place, list(ast.iter_child_nodes(node)))
        around = list(unit.loops())
        for loop in around[:1] if isinstance(node, (ast.Break, ast.Continue)) else around:
            loop.jumps.append(unit)

    def _define(self, node: Definition, place: Place) -> None:
        """Add a function or class: a unit that binds its name, and the units of its body."""
        exprs: list[ast.AST] = list(node.decorator_list)
        if isinstance(node, ast.ClassDef):
            exprs += [*node.bases, *(keyword.value for keyword in node.keywords)]
        else:
            exprs += [d for d in (*node.args.defaults, *node.args.kw_defaults) if d]
        unit = self._unit(node, place, exprs, [(ast.Name(node.name, ast.Store()), None)])
        function = self._function(node.name, node, node.body, place)
        unit.functions.append(function)
        unit.effects.aliases.append((place.variable(node.name), {function.returned}))
        self._share_defaults(function, unit, place)
        owner = place.scope.function
        if owner and owner.is_class:
            function.is_method = True
            self.methods[node.name].append(function)
            if is_implicit(node.name):
                owner.implicit.append(function)
        self._block(node.body, Place(function.scope))

    def _function(self, name: str, node: ast.AST, body: Iterable[ast.AST], place: Place) -> Function:
        """Make a function with its scope; it is named after the outermost function that it is in."""
        outer, names = place.scope, names_in(body)
        in_class = outer.function is not None and outer.function.is_class
        where = f"{outer.where}.{name}".strip(".") if in_class or outer.parent is None else outer.where
        scope = self._scope(outer, where)
        params = parameters(node)
        scope.local = (names.bound | set(params)) - names.declared_global - names.nonlocal_
        scope.loop_only = (names.loop_only & scope.local) - set(params)
        scope.declared_global = names.declared_global
        scope.function = Function(name, node, scope, params, isinstance(node, ast.ClassDef))
        self.functions.append(scope.function)
        return scope.function

    def _share_defaults(self, function: Function, unit: Unit, place: Place) -> None:
        """Note that a parameter may be its default, which the caller then sees changed."""
        reader = self._reader(place)
        for name, default in defaults(function.node):
            unit.effects.aliases.append(((function.scope.number, name), reader.roots(default, {})))

    def _lambda(self, node: ast.Lambda, unit: Unit) -> Function:
        target = unit.node.targets[0] if isinstance(unit.node, ast.Assign) and self._elsewhere else None
        name = target.id if isinstance(target, ast.Name) else ""
        function = self._function(name, node, [node.body], Place(unit.scope))
        self._unit(ast.Return(node.body, lineno=node.lineno, col_offset=0), Place(function.scope), [node.body])
        self._share_defaults(function, unit, Place(unit.scope))
        return function


@functools.cache
def _is_installed(module: str) -> bool:
    """Tell whether a module without dots is there to be imported, without importing it."""
    if module in sys.modules or not module.isidentifier():
        return True
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError, AttributeError):
        return False
