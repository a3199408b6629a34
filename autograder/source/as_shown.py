"""Take out of a student's code what could do more than its text shows, so that the rest can run by itself."""

from __future__ import annotations

import ast
import builtins
import copy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from .cells import check_together, file_that_is_run, guarded, plain_python, readable, words
from .paths import Paths
from .powers import Powers

_IMPORTS = (ast.Import, ast.ImportFrom)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_CONTEXTS = (ast.With, ast.AsyncWith)
_BLOCKS = ("body", "orelse", "finalbody")
_PARTS = ("handlers", "cases")
_MOST_ROUNDS = 20
# Lines of IPython's own that do what they say; those after the sign run Python, which is read as well.
_HARMLESS = words(
    "matplotlib autoreload config precision pylab time timeit prun capture pip conda pwd ls reset lsmagic"
)
_LINE = re.compile(r"\s*%{1,2}(\w+)((?:\s+--?[\w-]+)*)(.*)", re.DOTALL)
_VALUES = re.compile(r"^(?:-\w+\s*\d*\s+|\d+\s+)+")  # options, and what they are set to
_RUNS = words("time timeit prun")
_READ_OTHERWISE = re.compile(r"[\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # what ends a line for IPython alone


@guarded
def as_shown(
    cells: Sequence[str], modules: Mapping[str, str], given: Sequence[str] = ()
) -> tuple[list[str], dict[str, str]] | None:
    """Give cells and the modules beside them without statements that could do more than they show.

    Who needs such a statement goes with it: whatever reads a name that only these make. None where there are none, so
    that what runs is what the text shows. `given` are the course's own cells, which run as well.

    Raises SyntaxError as `loops` does.
    """
    check_together([*cells, *modules.values()])
    trees = [_tree(cell) for cell in cells]
    files = {name: _tree(text) for name, text in modules.items()}
    known = [tree for tree in (*trees, *files.values()) if tree]
    ours = [tree for cell in given if (tree := _tree(cell))]
    paths = Paths([*ours, *(tree for tree in trees if tree)], [tree for tree in files.values() if tree])
    powers = Powers(paths, modules.keys(), known)
    keeper = _kept(powers, known, _made(ours))
    odd = [_is_odd(cell, powers, modules) for cell in cells]
    if not keeper.dropped and not any(odd):
        return None
    kept = [keeper.text(tree, cell, odd=strange) for tree, cell, strange in zip(trees, cells, odd, strict=True)]
    return kept, {name: keeper.text(tree, modules[name]) for name, tree in files.items()}


@guarded
def lines_left_out(before: str, after: str) -> list[str]:
    """Give the lines that a cell has lost, as Python would write them. Raises SyntaxError as `loops` does."""
    kept = {line.strip() for line in _lines(after)}
    return [*dict.fromkeys(text for line in _lines(before) if (text := line.strip()) and text not in kept)]


def _lines(text: str) -> list[str]:
    tree = _tree(text)
    if tree is None:
        return text.split("\n")
    magics = [line for line in text.split("\n") if line.lstrip().startswith("%")]
    return [*magics, *(line for line in ast.unparse(tree).split("\n") if line.strip() != "pass")]


def _tree(text: str) -> ast.Module | None:
    """Read a cell or file; None where it is no Python, or more than can be read."""
    try:
        return readable(text)
    except SyntaxError:
        return None


def _kept(powers: Powers, trees: Sequence[ast.Module], made: Collection[str]) -> _Keeper:
    """Find what is left of some code: in rounds, as what goes takes along what needs it."""
    keeper = _Keeper(powers, set())
    for _ in range(_MOST_ROUNDS):
        kept = [statement for tree in trees for statement in keeper.block(tree.body)]
        lost = keeper.lost - _made(kept) - {*made, *vars(builtins)}
        if lost <= keeper.without:
            break
        keeper = _Keeper(powers, keeper.without | lost)
    return keeper


class _Keeper:
    """Keeps statements that have no powers, and that read none of the names that are not made any more."""

    def __init__(self, powers: Powers, without: Collection[str]) -> None:
        self.without = frozenset(without)
        self.dropped = False
        self.lost: set[str] = set()
        self._powers = powers

    def text(self, tree: ast.Module | None, source: str, odd: bool = False) -> str:
        """Give what is left of a cell or file: the text itself, where that is all of it."""
        if tree is None:
            return "" if odd else source
        before, self.dropped = self.dropped, False
        kept = self.block(tree.body)
        same, self.dropped = not self.dropped, before or self.dropped
        return source if same and not odd else ast.unparse(ast.fix_missing_locations(ast.Module(kept, [])))

    def block(self, statements: Sequence[ast.stmt]) -> list[ast.stmt]:
        """Give what is left of some statements."""
        return [kept for statement in statements if (kept := self._statement(statement))]

    def _statement(self, node: ast.stmt) -> ast.stmt | None:
        shallow = copy.copy(node)
        if isinstance(node, _IMPORTS):
            assert isinstance(shallow, _IMPORTS)
            shallow.names = self._powers.imports(node)
            self._drop([alias for alias in node.names if alias not in shallow.names])
            return shallow if shallow.names else None
        if self._goes(node):
            if isinstance(node, _CONTEXTS):  # what stands in it may do without
                self._drop(node.items)
                return ast.If(ast.Constant(True), self.block(node.body) or [ast.Pass()], [])
            self._drop([node])
            return None
        for name in _BLOCKS:
            if statements := getattr(node, name, None):
                setattr(shallow, name, self.block(statements) or ([ast.Pass()] if name == "body" else []))
        for name in _PARTS:
            if parts := getattr(node, name, None):
                setattr(shallow, name, [self._part(part) for part in parts])
        return shallow

    def _part(self, part: ast.AST) -> ast.AST:
        shallow = copy.copy(part)
        shallow.body = self.block(part.body) or [ast.Pass()]  # type: ignore[attr-defined]
        return shallow

    def _drop(self, nodes: Sequence[ast.AST]) -> None:
        self.dropped = self.dropped or bool(nodes)
        self.lost |= _made(nodes)

    def _goes(self, node: ast.stmt) -> bool:
        """Whether a statement has powers, or needs a name that is gone; what is inside it is asked by itself."""
        shallow = copy.copy(node)
        for name in (*_BLOCKS, *_PARTS):
            if hasattr(node, name):
                setattr(shallow, name, [])
        heads = [shallow, *(each for part in getattr(node, "handlers", ()) if (each := part.type))]
        heads += [each for case in getattr(node, "cases", ()) for each in (case.pattern, case.guard) if each]
        return any(self._powers.has(head) or self._needs_what_is_gone(head) for head in heads)

    def _needs_what_is_gone(self, head: ast.AST) -> bool:
        names = (each.id for each in ast.walk(head) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load))
        return any(name in self.without for name in names)


def _made(nodes: Sequence[ast.AST]) -> set[str]:
    """Give the names that some code makes, in whatever scope."""
    return {name for node in nodes for each in ast.walk(node) for name in _names(each)}


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case ast.alias(name=name, asname=asname):
            yield asname or name.split(".")[0]


def _is_odd(cell: str, powers: Powers, modules: Collection[str]) -> bool:
    """Whether IPython may do with a cell what Python would not: by a command of its own, or another end of a line."""
    if _READ_OTHERWISE.search(cell):
        return True
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        plain, _ = plain_python(cell).split("\n"), readable(cell)
    except SyntaxError:  # more than can be read
        return True
    if len(plain) != len(lines):  # in another language
        return True
    commands = [line for line, kept in zip(lines, plain, strict=True) if kept != line]
    return any(_is_command(line, powers) for line in commands if file_that_is_run(line) not in modules)


def _is_command(line: str, powers: Powers) -> bool:
    """Whether a line that is none of Python's can do more than show something."""
    text = line.strip()
    if not text or text.startswith(("?", ">>>", "...", "In [")) or text.endswith("?"):
        return False
    if "{" in text or "$" in text:  # which IPython evaluates
        return not text.startswith(("%time", "%%time", "%%capture", "%prun"))
    if re.match(r"(?:[\w, ]+=\s*)?!", text):  # a shell's, and there is none
        return False
    found = _LINE.fullmatch(text)
    if text.split() == ["%load_ext", "autoreload"]:
        return False
    if not found or not (found[1] in _HARMLESS or found[1].startswith("who")):
        return True
    if found[1] == "config":
        return "(" in text  # as it sets what Python makes of the text
    return found[1] in _RUNS and powers.has_text(readable(_VALUES.sub("", found[3].strip())))
