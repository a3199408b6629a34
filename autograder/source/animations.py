"""Tell which names stand for our animation and for nothing else: `live`, after `live = animate.live(test_x)`."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Sequence

from .cells import words

ANIMATION = "autograder.animate"
# What the released notebook binds in cells that are ours, and that no student's cell binds.
GIVEN = words("animate live")
# The names of its parts, which nobody has a reason to put elsewhere: through its class they could be.
PARTS = words("animate live playground save update __call__ __getattr__ __getattribute__")
# Ways to bind or change a name that its text does not show: where they are used, no name is taken on trust.
UNSEEN = words("globals locals vars exec eval setattr delattr get_ipython __import__ __dict__ __class__ user_ns")


class Animations:
    """The names in some cells that only ever stand for our animation, or for what it gives."""

    def __init__(self, nodes: Sequence[ast.AST]) -> None:
        self._bindings: dict[str, list[ast.expr | None]] = defaultdict(list)
        self._modules: set[str] = set()
        self._imported: set[str] = set()
        for node in nodes:
            self._note(node)
        named = {target for node in nodes for target in _named(node)}
        for node in nodes:
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) and node not in named:
                self._bindings[node.id].append(None)
        self.names = set() if any(map(_unseen, nodes)) else self._ours()
        if any(self._patched(node) for node in nodes):
            self.names = set()

    def made(self, node: ast.AST) -> bool:
        """Tell whether an expression is our animation, a part of it, or what a call of it gives."""
        return self._root(node) in self.names

    def _root(self, node: ast.AST | None) -> str | None:
        """Give the name that a call or attribute starts from; that of our module only where `animate` follows it."""
        part = None
        while isinstance(node, (ast.Attribute, ast.Call)):
            part, node = (node.attr, node.value) if isinstance(node, ast.Attribute) else (None, node.func)
        if not isinstance(node, ast.Name):
            return None
        return node.id if node.id not in self._modules or part == "animate" else None

    def _note(self, node: ast.AST) -> None:
        """Note what one node binds: None stands for a value that is not ours, or that cannot be told."""
        match node:
            case ast.Import(names=names):
                for alias in names:
                    if alias.name == "autograder":
                        self._modules.add(alias.asname or alias.name)
                        self._imported.add(alias.asname or alias.name)
                    else:
                        self._bindings[alias.asname or alias.name.split(".")[0]].append(None)
            case ast.ImportFrom(module=module, names=names):
                for alias in names:
                    if f"{module}.{alias.name}" == ANIMATION:
                        self._imported.add(alias.asname or alias.name)
                    else:
                        self._bindings[alias.asname or alias.name].append(None)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    if isinstance(target, ast.Name):
                        self._bindings[target.id].append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                self._bindings[name].append(value)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                self._bindings[name].append(None)
            case ast.arg(arg=name) | ast.ExceptHandler(name=str(name)) | ast.MatchMapping(rest=str(name)):
                self._bindings[name].append(None)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                self._bindings[name].append(None)

    def _ours(self) -> set[str]:
        """Give the names whose every value is ours: all that might be, less those that turn out not to be."""
        starred = "*" in self._bindings
        names = {*self._bindings, *self._imported} | (set() if starred else GIVEN)
        resting: dict[str, list[str]] = defaultdict(list)
        wrong: list[str] = []
        for name, values in self._bindings.items():
            for root in map(self._root, values):
                if root is None or root not in names:
                    wrong.append(name)
                else:
                    resting[root].append(name)
        while wrong:
            name = wrong.pop()
            if name in names:
                names.remove(name)
                wrong += resting[name]
        return names

    def _patched(self, node: ast.AST) -> bool:
        """Tell whether a statement puts something else in the place of a part of our animation, or of its class."""
        if not isinstance(node, ast.Attribute) or isinstance(node.ctx, ast.Load):
            return False
        return node.attr in PARTS or self.made(node.value)


def _named(node: ast.AST) -> list[ast.expr]:
    """Give the targets of an assignment whose values are noted."""
    if isinstance(node, ast.Assign):
        return [target for target in node.targets if isinstance(target, ast.Name)]
    return [node.target] if isinstance(node, ast.AnnAssign) and node.value else []


def _unseen(node: ast.AST) -> bool:
    return getattr(node, "id", None) in UNSEEN or getattr(node, "attr", None) in UNSEEN
