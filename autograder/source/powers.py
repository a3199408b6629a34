"""Tell which code can do what its text does not show: run other text, reach into Python, give others' names a meaning.

What is not surely without such powers counts as having them: it need not be hostile.
"""

from __future__ import annotations

import ast
import sys
import types
from collections.abc import Collection, Iterator, Sequence

from .cells import literal
from .changes import program_text
from .paths import FUNCTIONS, Paths, names_of_scope
from .reach import (
    APART,
    APART_IN,
    APART_IN_LIBRARIES,
    APART_KEYWORDS,
    APART_NAMES,
    INSIDE,
    KNOWN,
    OWN_NAMES,
    PARTS_OF,
    PRINTED_TO,
)

_LOOKS_AT = frozenset({"builtins.hasattr", "builtins.dir", "builtins.id", "builtins.print"})
_BY_NAME = frozenset({"builtins.getattr", "builtins.setattr", "builtins.delattr"})


class Powers:
    """Tells powerful code from other code; `paths` are those of all the code, `shipped` the modules beside it."""

    def __init__(self, paths: Paths, shipped: Collection[str], trees: Sequence[ast.Module]) -> None:
        self._paths, self._shipped = paths, shipped
        last_names = [name.rpartition(".")[2] for name in shipped]
        self._one_place = len(set(last_names)) == len(last_names)
        self._trees = [*trees]  # held on to, so that no other node gets an id that is known
        nodes = [node for tree in trees for node in ast.walk(tree)]
        imports = [node for node in nodes if isinstance(node, ast.Import)]
        self._imported = {alias.asname or alias.name for node in imports for alias in node.names}
        self._functions = {node.name for node in nodes if isinstance(node, FUNCTIONS)}
        self._selves = {name for node in nodes if isinstance(node, ast.ClassDef) for name in _selves(node)}
        self._harmless: set[int] = set()
        self._harmless |= {id(part) for node in nodes for part in self._used_well(node)}

    def has(self, code: ast.AST) -> bool:
        """Tell whether some code has powers."""
        return any(self._is_powerful(node) for node in ast.walk(code))

    def has_text(self, tree: ast.Module | None) -> bool:
        """Tell whether code that some text spells out has powers; None is code that is not known."""
        if tree is None:
            return True
        self._trees.append(tree)
        nodes = [*ast.walk(tree)]
        self._harmless |= {id(part) for node in nodes for part in self._used_well(node)}
        return self.has(tree) or any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in nodes)

    def imports(self, node: ast.Import | ast.ImportFrom) -> list[ast.alias]:
        """Give those names of an import that bring no powers."""
        start = f"{node.module or ''}." if isinstance(node, ast.ImportFrom) else ""
        if isinstance(node, ast.ImportFrom) and node.level:
            return node.names
        return [alias for alias in node.names if not self._is_apart(f"{start}{alias.name}".removesuffix(".*"))]

    def _is_powerful(self, node: ast.AST) -> bool:
        match node:
            case ast.Name(id=name):
                return name in APART_NAMES or (name not in OWN_NAMES and self._misused(node))
            case ast.Attribute(attr=attr, ctx=ast.Load()):
                if attr in APART or (attr in INSIDE and not self._is_own_table(node)):
                    return True
                return self._misused(node) or (attr == "__class__" and self._is_of_python(node.value))
            case ast.Attribute(value=value, attr=attr, ctx=ctx):
                if isinstance(ctx, ast.Del):
                    return bool(self._paths.of(value))
                return attr.startswith("__") or attr in APART or id(node) not in self._harmless
            case ast.Assign(targets=targets, value=value):
                return any(self._replaces(target, value) for target in targets)
            case ast.AugAssign(target=target, value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
                return self._replaces(target, value)
            case ast.MatchClass(cls=kind, patterns=parts, kwd_attrs=names):
                known = any(path.startswith("builtins.") for path in self._paths.of(kind))
                return bool(parts and not known) or any(name in APART or name in INSIDE for name in names)
            case ast.Call():
                return self._call(node)
        return False

    def _is_own_table(self, node: ast.Attribute) -> bool:
        """Whether this is a method's way to what its object holds, `self.__dict__`."""
        return node.attr == "__dict__" and self._is_self(node.value)

    def _is_self(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id in self._selves

    def _is_of_python(self, node: ast.expr) -> bool:
        return any(path.startswith("sys.") for path in self._paths.of(node))

    def _misused(self, node: ast.expr) -> bool:
        """Whether a name or part means something apart, or a module that is handed on."""
        if id(node) in self._harmless or not isinstance(getattr(node, "ctx", None), ast.Load):
            return False
        return any(self._is_module(path) or self._is_apart(path) for path in self._paths.of(node))

    def _is_module(self, path: str) -> bool:
        """Whether a dotted name is that of a module, by whatever way it leads there."""
        module, _, name = path.rpartition(".")
        if path in self._shipped or path in KNOWN - {"load"} or (module in self._shipped and name in self._imported):
            return True
        first, *parts = path.split(".")
        found: object = sys.modules.get(first) if first in KNOWN else None
        for part in parts:
            found = vars(found).get(part) if isinstance(found, types.ModuleType) else None
        return isinstance(found, types.ModuleType)

    def _is_apart(self, path: str) -> bool:
        """Whether a dotted name is, or is part of, something of which anything is thought possible."""
        root, *parts = path.split(".")
        if path in self._shipped or any(path.startswith(f"{name}.") or name.startswith(f"{path}.")
                                        for name in self._shipped):  # fmt: skip
            return False
        if root not in KNOWN or path == "torch.load" or path in PRINTED_TO:
            return True
        if parts and root in PARTS_OF and parts[0] not in PARTS_OF[root]:
            return True
        if parts and parts[0] in APART_IN.get(root, APART_IN_LIBRARIES):
            return True
        if path == "os._exit":
            return False
        if path.startswith(("sys.path", "os.chdir")) and not self._one_place:
            return True
        return any(part in APART or part.startswith("_") for part in parts)

    def _replaces(self, target: ast.expr, value: ast.expr) -> bool:
        """Whether an assignment gives a part of a library, or of who knows what, a meaning of the student's."""
        if not isinstance(target, ast.Attribute):
            return False
        owner = target.value
        if self._paths.of(owner):
            return not (isinstance(value, ast.Constant) or self._paths.of(value))
        if self._is_self(owner):
            return False
        while isinstance(owner, ast.Attribute):
            owner = owner.value
        if isinstance(owner, ast.Call):
            return not (isinstance(owner.func, ast.Name) and self._paths.is_own(owner.func.id))
        return not isinstance(owner, ast.Name) or self._is_function(value)

    def _is_function(self, value: ast.AST) -> bool:
        return isinstance(value, ast.Lambda) or (isinstance(value, ast.Name) and value.id in self._functions)

    def _call(self, node: ast.Call) -> bool:
        """Whether a call does by a text, or by a name that is computed, what no text shows."""
        paths, args = self._paths.of(node.func), node.args
        if paths & _BY_NAME:
            return not self._names_a_part(node, paths)
        if "builtins.type" in paths:
            return len(args) > 1 or any(map(self._is_of_python, args))
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("replace", "rename") and len(args) == 1:
            return not node.keywords  # of a file, not of a text
        if isinstance(node.func, ast.Attribute) and node.func.attr == "open":
            return not _only_reads(node, args[:1])
        return any(keyword.arg in APART_KEYWORDS for keyword in node.keywords)

    def _names_a_part(self, node: ast.Call, paths: Collection[str]) -> bool:
        if "builtins.setattr" in paths and node.args and self._is_self(node.args[0]):
            return True
        name = literal(node.args[1]) if len(node.args) > 1 else None
        if name is None or name in INSIDE or name in APART or any(map(self._is_apart, self._paths.of(node))):
            return False
        if "builtins.getattr" in paths:
            return True
        return not self._paths.of(node.args[0]) and not name.startswith("__")

    def _used_well(self, node: ast.AST) -> Iterator[ast.expr]:
        """Give names whose use in this node is harmless though others are not."""
        match node:
            case ast.Attribute(value=value, attr="write" | "flush") | ast.keyword(arg="file", value=value) if (
                self._paths.of(value) <= PRINTED_TO
            ):
                yield value
            case ast.Attribute(value=ast.Name() | ast.Attribute() as value):  # the module before a dot
                if any(map(self._is_module, self._paths.of(value))) and not any(
                    map(self._is_apart, self._paths.of(value))
                ):
                    yield value
            case ast.Assign(targets=targets, value=value):
                yield from (part for target in targets for part in self._assigned(target))
                if isinstance(targets[0], ast.Name):  # another name for it
                    yield from self._if_known(value)
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
                yield from self._assigned(target)
            case ast.arguments(defaults=given, kw_defaults=named):
                yield from (each for value in (*given, *named) if value for each in self._if_known(value))
            case ast.Subscript(value=ast.Call(func=func) as called, slice=index) if names_of_scope(called):
                if literal(index) is not None and not str(literal(index)).startswith("_"):
                    yield func
            case ast.Compare(comparators=[ast.Call(func=func) as called]) if names_of_scope(called):
                yield func
            case ast.Call(func=ast.Name() as func, args=[owner, _, *_]) if self._paths.of(func) & _BY_NAME:
                yield func
                yield from self._if_known(owner)
            case ast.Call(func=func, args=[*args]) if (paths := self._paths.of(func)) and paths <= _LOOKS_AT:
                yield from (each for value in args for each in self._if_known(value))
            case ast.Call(func=ast.Name(id="vars") as func, args=[owner]) if self._is_self(owner):
                yield func
            case ast.Call(func=ast.Name(id="exec" | "eval" | "open") as func) if self._is_shown(node):
                yield func

    def _assigned(self, target: ast.expr) -> Iterator[ast.expr]:
        """Give parts that an assignment sets and `_replaces` looks at; several at once must be one's own."""
        if isinstance(target, ast.Attribute):
            yield target
        elif isinstance(target, (ast.Tuple, ast.List)):
            yield from (part for part in target.elts if isinstance(part, ast.Attribute) and self._is_self(part.value))

    def _if_known(self, value: ast.expr) -> Iterator[ast.expr]:
        if isinstance(value, (ast.Name, ast.Attribute)) and not any(map(self._is_apart, self._paths.of(value))):
            yield value

    def _is_shown(self, node: ast.Call) -> bool:
        """Whether a call runs a text that is spelt out, or opens a file to read it."""
        if isinstance(node.func, ast.Name) and node.func.id != "open":
            return len(node.args) == 1 and not node.keywords and not self.has_text(program_text(node))
        return bool(node.args) and _only_reads(node, node.args[1:2])


def _only_reads(node: ast.Call, modes: Sequence[ast.expr]) -> bool:
    """Whether a call opens a file to read it, by its mode: there is none where it is not given."""
    modes = [each.value for each in node.keywords if each.arg == "mode"] or modes
    return all(literal(mode) in ("r", "rb", "rt") for mode in modes)


def _selves(node: ast.ClassDef) -> set[str]:
    """Give the names by which a class's methods call their object."""
    methods = [each for each in node.body if isinstance(each, FUNCTIONS)]
    first = [(*each.args.posonlyargs, *each.args.args)[:1] for each in methods]
    return {arg.arg for args in first for arg in args}
