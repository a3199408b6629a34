"""Take out of a cell what only shows something, so that a live plot costs no time points."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .animations import ANIMATION
from .cells import guarded, parse, readable
from .paths import Paths

SHOWING = frozenset({"plt", "pyplot", "pylab", "matplotlib", "mpl", "print", "display", "clear_output", "live", "sns"})


@guarded
def without_shows(cell: str, helpers: Sequence[str] = ()) -> str:
    """Give a cell as Python without statements that only plot, print, display, animate or sleep.

    `helpers` are the student's other cells, where names may have been given to our animation.
    It is a guess from the source: run it beside the original, and go by it only when both give the same result.
    """
    tree = parse(cell)
    paths = Paths([*filter(None, map(readable, helpers)), tree])
    names = set(SHOWING)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _root(node.value) in SHOWING - {"print"}:
            names |= _names(*node.targets)
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and _names(node.iter) & (names - SHOWING):
            names |= _names(node.target)
    quieter = _Quieter(names, paths).visit(parse(cell))
    if any(isinstance(node, ast.Name) and ANIMATION in paths.of(node) for node in ast.walk(quieter)):
        quieter = _Quieter(names - {"live"}, None).visit(tree)  # the loop asks for the means that were shown
    return ast.unparse(ast.fix_missing_locations(quieter))


def _names(*nodes: ast.AST) -> set[str]:
    return {name.id for node in nodes for name in ast.walk(node) if isinstance(name, ast.Name)}


def _root(node: ast.AST) -> str:
    """Give the name that a call or attribute starts from: "plt" for `plt.figure().add_subplot(1)`."""
    while isinstance(node, (ast.Call, ast.Attribute, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


class _Quieter(ast.NodeTransformer):
    """Replaces statements that only show by nothing, and loops with nothing left in them too.

    Animations are known by `paths`; without it they stay.
    """

    def __init__(self, names: set[str], paths: Paths | None) -> None:
        self.names = names
        self.paths = paths

    def _shows(self, value: ast.AST) -> bool:
        if not isinstance(value, ast.Call):
            return False
        sleeps = getattr(value.func, "attr", getattr(value.func, "id", "")) == "sleep"
        paths = self.paths.of(value.func) if self.paths else ()
        return sleeps or _root(value) in self.names or any(f"{path}.".startswith(f"{ANIMATION}.") for path in paths)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return ast.Pass() if self._shows(node.value) else node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        return ast.Pass() if self._shows(node.value) else node

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        return ast.Pass() if all(isinstance(each, ast.Pass) for each in [*node.body, *node.orelse]) else node
