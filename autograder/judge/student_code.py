"""Read students' code without running it: what it binds, what it adds to ours, whether it is code at all."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from autograder.source.parsing import parsed

# Longer code is not parsed: no honest cell is so long, and trees take a hundred times the room.
MAX_CHARACTERS = 20_000
LOOP = "a loop"

_MAGIC = re.compile(r"^(\s*+)((?:[\w, ]+=\s*)?[%!].*|\S+\?{1,2}\s*|\?\S*)$")
_FENCE = re.compile(r"\s*```\w*\n(.*?)\n?```\s*", re.DOTALL)
_ASSIGNED = re.compile(r"^[ \t]*+([A-Za-z_]\w*+)[ \t]*+[-+*/@]?=(?!=)", re.MULTILINE)
_LOOPS = re.compile(r"^[ \t]*+(for\b.*|while\b.*):", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z_]\w*")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_COMMENT = re.compile(r"#.*")
_PARTS = (ast.Subscript, ast.Attribute)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def parse(text: str) -> ast.Module | None:
    """Parse code with or without IPython's magics; None where Python cannot."""
    if len(text) > MAX_CHARACTERS:
        return None
    for code in (text, "\n".join(_MAGIC.sub(r"\1pass", line) for line in text.split("\n"))):
        try:
            return parsed(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def same_text(theirs: str, ours: str) -> bool:
    """Tell whether two texts are equal but for white space."""
    return "".join(theirs.split()) == "".join(ours.split())


def same_code(theirs: str, ours: str) -> bool:
    """Tell whether two codes do the same word for word: comments and layout aside."""
    if same_text(theirs, ours):
        return True
    trees = parse(theirs), parse(ours)
    return None not in trees and _dump(trees[0]) == _dump(trees[1])


def likeness(theirs: str, ours: str) -> float:
    """Give the share of words and signs that two texts have in common, in time linear in their length."""
    left, right = (Counter(_TOKEN.findall(text[:MAX_CHARACTERS])) for text in (theirs, ours))
    return 2 * (left & right).total() / max(1, left.total() + right.total())


@lru_cache(maxsize=256)
def marks(text: str) -> set[str]:
    """Give the names that code binds or writes into, and `LOOP` if it has one."""
    tree = parse(text)
    if tree is None:
        return set(_ASSIGNED.findall(text)) | ({LOOP} if _LOOPS.search(text) else set())
    found = _bound(tree) | _written_into(tree)
    loops = any(isinstance(node, (ast.For, ast.While)) for node in ast.walk(tree))
    return found | ({LOOP} if loops else set())


def answers(text: str, stub: str) -> bool:
    """Tell whether code does what the stub begins: loops where it loops, else binds a name that it binds."""
    asked, there = marks(stub), marks(text)
    return LOOP in there if LOOP in asked else bool(asked & there)


def words_of_stub(text: str, stub: str) -> float:
    """Give the share of the stub's words that are in the text."""
    asked, there = (set(_WORD.findall(_COMMENT.sub("", one))) for one in (stub, text[:MAX_CHARACTERS]))
    return len(asked & there) / max(1, len(asked))


def needs_stub(text: str, stub: str) -> bool:
    """Tell whether code uses a name that the stub binds and that the code does not bind itself."""
    tree, given = parse(text), parse(stub)
    if tree is None or given is None:
        return False
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return bool(_bound(given) & (used - _bound(tree)))


def as_code(text: str) -> str:
    """Give the code in the text of a cell that became prose, or "" if there is none."""
    if len(text) > MAX_CHARACTERS:
        return ""
    fenced = _FENCE.fullmatch(text)
    code = fenced.group(1) if fenced else text
    tree = parse(code)
    if tree is None:
        return code if _LOOPS.search(code) or len(_ASSIGNED.findall(code)) > 1 else ""
    plain = (ast.Name, ast.Constant, ast.Tuple, ast.Attribute, ast.Pass)
    said = [node.value if isinstance(node, ast.Expr) else node for node in tree.body]
    return code if any(not isinstance(node, plain) for node in said) else ""


def added_code(theirs: str, ours: str) -> str:
    """Give the statements that a student added to a cell of ours.

    Ours is run as it is, and this after it; so what would bind a name of ours again is left out
    (`test_x = test_x / 255`, changed a little, must not be done twice), and so is everything where
    the cell no longer parses. New names in an import line and magics are kept.
    """
    if same_text(theirs, ours):
        return ""
    tree, given = parse(theirs), parse(ours)
    if tree is None or given is None:
        return ""
    known, bound = {_dump(node) for node in given.body}, _bound(given)
    old_lines = {line.strip() for line in ours.split("\n")}
    kept = [line for line in theirs.split("\n") if _is_line_magic(line) and line.strip() not in old_lines]
    for node in tree.body:
        if _dump(node) in known or isinstance(node, ast.Pass):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            node.names = [name for name in node.names if not _bound(name) & bound]
            kept += [_unparsed(node)] if node.names else []
        elif not _bound(node) & bound:
            kept.append(_unparsed(node))
    return "\n".join(kept)


def _unparsed(node: ast.stmt) -> str:
    """Give a statement as text; one too deep for that is dropped."""
    try:
        return ast.unparse(node)
    except (RecursionError, MemoryError):
        return ""


def _is_line_magic(line: str) -> bool:
    """Tell whether a line is a magic or a shell command of its own."""
    return bool(re.match(r"%\w|!", line))


def _dump(node: ast.AST | None) -> str:
    """Give the structure of code as text; code too deep for that equals nothing."""
    try:
        return ast.dump(node) if node else ""
    except (RecursionError, MemoryError):
        return f"too deep {id(node)}"


def _outer(node: ast.AST) -> Iterator[ast.AST]:
    """Walk code without going into functions and classes, whose names are their own."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (*_DEFINITIONS, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))


def _bound(tree: ast.AST) -> set[str]:
    """Give the names that code binds where it stands."""
    names: set[str] = set()
    for node in _outer(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, _DEFINITIONS):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name.split(".")[0])
    return names


def _written_into(tree: ast.AST) -> set[str]:
    """Give the names whose items or attributes code assigns."""
    names: set[str] = set()
    for node in _outer(tree):
        if isinstance(node, _PARTS) and isinstance(node.ctx, ast.Store):
            base: ast.AST = node
            while isinstance(base, _PARTS):
                base = base.value
            names |= {base.id} if isinstance(base, ast.Name) else set()
    return names
