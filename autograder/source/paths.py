"""Tell which library function a name stands for: `k.KMeans` is sklearn.cluster.KMeans after `import … as k`."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence

from .animations import ANIMATION, Animations
from .cells import MAX_NODES_TOGETHER, TooComplexError, literal

_ROUNDS = 20
_MOST_PATHS = 50
_MOST_PARTS = 12
_IMPORTERS = frozenset({"importlib.import_module", "builtins.__import__", "importlib.__import__"})
# Calls that give functions whose text nobody has seen.
_MAKES_CODE = frozenset({
    "marshal.loads", "marshal.load", "pickle.loads", "pickle.load", "joblib.load", "dill.loads", "dill.load",
    "cloudpickle.loads", "cloudpickle.load", "types.FunctionType", "types.CodeType", "ctypes.CDLL", "ctypes.PyDLL",
    "ctypes.CFUNCTYPE", "ctypes.cdll.LoadLibrary", "numpy.ctypeslib.load_library", "importlib.util.module_from_spec",
    "runpy.run_path", "runpy.run_module", "importlib.machinery.SourceFileLoader", "zipimport.zipimporter",
    "importlib.machinery.SourcelessFileLoader", "importlib.machinery.ExtensionFileLoader",
    "importlib.util.spec_from_file_location",
})
UNSEEN_CODE = "?"
_ALIASES = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.IfExp, ast.BoolOp, ast.NamedExpr)
# What a name means that no cell binds: the notebook's own imports, when its first cells are not at hand.
_USUAL = {"np": "numpy", "plt": "matplotlib.pyplot", "pd": "pandas", "numpy": "numpy", "random": "random"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Paths:
    """The dotted names behind the names of some cells, from their imports and plain assignments.

    Names of the cells `trees` and of the modules `shipped` with them are taken together, over
    all scopes: a name has every meaning that it is given anywhere.
    """

    def __init__(self, trees: Sequence[ast.Module], shipped: Iterable[ast.Module] = ()) -> None:
        self._known: dict[str, set[str]] = {}
        self._stars: set[str] = set()
        self._bound: set[str] = set()
        self.defined = {d.name for tree in trees for d in tree.body if isinstance(d, (*FUNCTIONS, ast.ClassDef))}
        nodes = [node for tree in (*trees, *shipped) for node in ast.walk(tree)]
        if len(nodes) > MAX_NODES_TOGETHER:
            raise TooComplexError(f"the cells have more than {MAX_NODES_TOGETHER:,} parts together")
        self._animations = Animations(nodes)
        aliases = [alias for node in nodes for alias in self._read(node)]
        for _ in range(_ROUNDS):
            if not any([self._add(name, self.of(value)) for name, value in aliases]):
                return
        raise TooComplexError("names are passed on too often for the code to be read")

    def of(self, node: ast.AST) -> set[str]:
        """Give the dotted names that an expression may stand for; an empty set for a student's own value."""
        match node:
            case ast.Name(id=name):
                return self._name(name)
            case ast.Attribute(value=value, attr=attr):
                return {_joined(path, attr) for path in self.of(value)}
            case ast.NamedExpr(value=value):
                return self.of(value)
            case ast.IfExp(body=body, orelse=orelse):
                return self.of(body) | self.of(orelse)
            case ast.BoolOp(values=values):
                return set().union(*map(self.of, values))
            case ast.Call():
                return self._call(node)
            case ast.Subscript(value=value, slice=index):
                return self._item(value, literal(index))
        return set()

    def is_own(self, name: str) -> bool:
        """Tell whether a student binds `name`, and never to something of a library."""
        return name in self.defined or (name in self._bound and name not in self._known)

    def _name(self, name: str) -> set[str]:
        ours = {ANIMATION} if name in self._animations.names else set()
        paths = ours | {path for path in self._known.get(name, ()) if not path.startswith(ANIMATION)}
        if name in self.defined:
            return paths
        if name == "__builtins__":
            paths.add("builtins")
        if hasattr(builtins, name):
            paths.add(f"builtins.{name}")
        if name not in self._bound and not paths:
            paths |= {f"{star}.{name}" for star in self._stars}
            paths |= {_USUAL[name]} if name in _USUAL else set()
        return paths

    def _call(self, node: ast.Call) -> set[str]:
        if self._animations.made(node):
            return {ANIMATION}
        callee = self.of(node.func)
        if "builtins.getattr" in callee and len(node.args) > 1:
            name = literal(node.args[1])
            return {_joined(path, name or "?") for path in self.of(node.args[0])}
        if callee & _IMPORTERS and node.args:
            module = literal(node.args[0])
            if module and len(module) < 200:
                return {module} if "importlib.import_module" in callee else {module, module.split(".")[0]}
        if callee & _MAKES_CODE or any(path.startswith(f"{UNSEEN_CODE}.") for path in callee):
            return {f"{UNSEEN_CODE}.x"}
        if "builtins.vars" in callee and node.args:
            return {f"{path}.__dict__" for path in self.of(node.args[0])}
        return set()

    def _item(self, value: ast.expr, key: str | None) -> set[str]:
        if key is None:
            return set()
        if names_of_scope(value):
            return self._name(key)
        paths = self.of(value)
        if "sys.modules" in paths:
            return {key}
        return {_joined(p.removesuffix(".__dict__"), key) for p in paths if p.endswith(".__dict__") or p == "builtins"}

    def _read(self, node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
        """Note what one node imports or binds; give the assignments that may be aliases."""
        match node:
            case ast.Import(names=names):
                for alias in names:
                    root = alias.name.split(".")[0]
                    self._add(alias.asname or root, {alias.name if alias.asname else root})
            case ast.ImportFrom(module=module, names=names):
                for alias in names:
                    if alias.name == "*":
                        self._stars.add(module or "")
                    else:
                        self._add(alias.asname or alias.name, {f"{module or ''}.{alias.name}".lstrip(".")})
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _pairs(target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
                yield from _pairs(target, value)
            case ast.arguments(args=args, posonlyargs=first, kwonlyargs=named):
                self._bound.update(arg.arg for arg in (*first, *args, *named))
                defaults = zip(reversed([*first, *args]), reversed(node.defaults), strict=False)
                for arg, default in (*defaults, *zip(named, node.kw_defaults, strict=False)):
                    if isinstance(default, _ALIASES):
                        yield arg.arg, default
            case ast.Name(id=name, ctx=ast.Store()):
                self._bound.add(name)

    def _add(self, name: str, paths: set[str]) -> bool:
        """Add meanings of a name; tell whether one of them was new."""
        known = self._known.get(name, set())
        fresh = {path for path in paths - known if path.count(".") < _MOST_PARTS and len(path) < 300}
        if not fresh:
            return False
        if len(known) + len(fresh) > _MOST_PATHS:
            raise TooComplexError(f"the name {name[:40]} has too many meanings for the code to be read")
        self._known[name] = known | fresh
        return True


def names_of_scope(node: ast.AST) -> bool:
    """Tell whether an expression is `globals()`, `locals()` or `vars()`."""
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id in ("globals", "locals", "vars") and not node.args
    )


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name) and isinstance(value, _ALIASES):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for part, item in zip(target.elts, value.elts, strict=False):
            yield from _pairs(part, item)


def _joined(path: str, attr: str) -> str:
    return f"{path.removesuffix('.__dict__')}.{attr}" if attr != "__dict__" else f"{path}.__dict__"
