"""Find uses of a library's K-means, by whatever import, and of the parts of this package that are not for students."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .cells import check_together, guarded, readable
from .changes import RUNS_TEXT, program_text, unseen_cell
from .paths import Paths
from .program import Program
from .scopes import inside
from .slices import Slice

# Whole libraries whose purpose is clustering by K-means; other names tell themselves ("KMeans", "k_means").
_LIBRARIES = (
    "scipy.cluster", "pyclustering", "Bio.Cluster", "Pycluster", "cuml.cluster", "dask_ml.cluster",
    "pyspark.ml.clustering", "pyspark.mllib.clustering", "tslearn.clustering", "nltk.cluster", "libkmcuda", "ckwrap",
    "sklearn.cluster.?", "cv2.?", "faiss.Clustering", "faiss.?", "sklearn_extra.cluster",
    "river.cluster", "mlpack.?", "kmodes", "spherecluster",
)
_FOR_STUDENTS = frozenset({"check", "animate"})


@dataclass(frozen=True)
class Use:
    """A use of something forbidden: its full name, and the line and the number (from 0) of the cell it is in."""

    what: str
    line: int
    cell: int


@guarded
def forbidden_calls(
    cells: Sequence[str], names: Sequence[str] | None = None, modules: Mapping[str, str] | None = None
) -> list[Use]:
    """Give the uses of a library's K-means in some cells; an import that is not used is no use.

    Imports and aliases are resolved over all cells together. With `names`, only the uses that can influence
    these names count. `modules` are the modules that came with the submission: a name in them is the student's.
    An import of anything but `check` and `animate` from this package is always a use.

    A cell that is no Python is passed over, since it cannot run.

    Raises
    ------
    SyntaxError
        When a cell may run but is too long or too nested to be read.
    """
    check_together([*cells, *(modules or {}).values()])
    trees = {number: tree for number, cell in enumerate(cells) if (tree := readable(cell))}
    relevant = None
    if names is not None:
        program = Program([cells[number] for number in trees], (), modules)
        relevant = _relevant(program, list(trees), names)
    plain = Paths(list(trees.values()))
    parts = [(number, part) for number, tree in trees.items() for part in (tree, *_spelt_out(tree, plain))]
    paths = Paths([part for _, part in parts])
    uses = {Use(what, line, number) for number, part in parts for what, line in _uses(part, paths, modules or ())}
    if relevant is not None:
        uses = {use for use in uses if _is_internal(use.what) or (use.cell, use.line) in relevant}
    return sorted(uses, key=lambda use: (use.cell, use.line, use.what))


def _relevant(program: Program, numbers: Sequence[int], names: Sequence[str]) -> set[tuple[int, int]]:
    """Give the cells and lines that can influence some names."""
    cell_of = {node: n for n, tree in zip(numbers, program.own, strict=True) for node in ast.walk(tree)}
    return {
        (cell_of[node], node.lineno)
        for unit in Slice(program, names).relevant
        for node in inside(unit.exprs)
        if node in cell_of and isinstance(node, ast.expr)
    }


def _spelt_out(tree: ast.Module, paths: Paths) -> list[ast.Module]:
    """Give the programs that a cell runs from text that it spells out, `exec("…")`, also one inside another."""
    found: list[ast.Module] = []
    waiting = [tree]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if not isinstance(node, ast.Call):
                continue
            runs_text = paths.of(node.func) & RUNS_TEXT or unseen_cell(node)
            program = program_text(node) if runs_text else None
            if program and program.body:
                for inner in ast.walk(program):
                    if hasattr(inner, "lineno"):
                        inner.lineno = node.lineno
                found.append(program)
                waiting.append(program)
    return found


def _uses(tree: ast.Module, paths: Paths, modules: Collection[str]) -> Iterator[tuple[str, int]]:
    """Give the full name and the line of each use, once for a whole `library.part.function`."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((what, node.lineno) for what in _imported(node) if _is_internal(what))
            continue
        used = {path for path in paths.of(node) if path.split(".")[0] not in modules and _is_forbidden(path)}
        if used and isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            yield min(used), node.lineno
        else:
            waiting.extend(ast.iter_child_nodes(node))


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [] if node.level else [f"{node.module}.{alias.name}" for alias in node.names]


def _is_internal(path: str) -> bool:
    root, _, rest = path.partition(".")
    part = rest.split(".")[0]
    return root == "autograder" and bool(part) and part not in _FOR_STUDENTS and not part.startswith("__")


def _is_forbidden(path: str) -> bool:
    root = path.split(".")[0]
    if root in ("autograder", "builtins"):
        return _is_internal(path)
    return "kmeans" in path.lower().replace("_", "") or f"{path}.".startswith(tuple(f"{name}." for name in _LIBRARIES))
