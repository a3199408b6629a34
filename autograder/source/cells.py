"""Turn the text of a notebook cell into plain Python, and plain Python into a tree, whatever the text is."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

from .parsing import parsed

# Bounds on one cell, and on all the code that is read together: far above what anyone writes by hand.
MAX_CHARACTERS = 300_000
MAX_NODES = 40_000
MAX_DEPTH = 90
MAX_CHARACTERS_TOGETHER = 1_000_000
MAX_NODES_TOGETHER = 100_000

_QUOTE_OR_BRACKET = re.compile(r"\"\"\"|'''|[\"'#()\[\]{}]")
_END_OF_STRING = {quote: re.compile(rf"\\.|{quote}", re.DOTALL) for quote in ('"', "'", '"""', "'''")}
_ASSIGNED_ESCAPE = re.compile(r"([^=!%#'\"()<>+*/-]+=)[ \t]*([%!])(.*)", re.DOTALL)
_RUN_AND_KEPT = re.compile(r"%[ \t]*(?:time|prun)(?:[ \t]+--?[\w-]+)*[ \t]+(.*)", re.DOTALL)
_RUN_FILE = re.compile(r"%[ \t]*run[ \t]+([A-Za-z_]\w*(?:/[A-Za-z_]\w*)*)\.py[ \t]*")
# What ends the line of a cell magic for IPython, and is white space, or nothing, for Python.
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PROMPT = re.compile(r"(?:>>>|\.\.\.|In \[\d+\]:|\.{3,}:)(?: |$)")

P = ParamSpec("P")
T = TypeVar("T")


def words(text: str) -> frozenset[str]:
    """Give the words of a text: how this package writes long sets of names."""
    return frozenset(text.split())


# Cell magics whose body another language or another process gets.
NOT_PYTHON = words(
    "! bash cmd cython file html javascript js latex markdown mermaid perl pypy python python2 python3 r ruby "
    "script sh sql svg sx system writefile"
)


class TooComplexError(SyntaxError):
    """Code that Python may well run, but that is too long or too nested to be read here."""


def guarded(function: Callable[P, T]) -> Callable[P, T]:
    """Let `function` raise nothing but SyntaxError, however hostile the source that it reads."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except (RecursionError, MemoryError):
            raise TooComplexError("the code is nested too deeply to be read") from None
        except ValueError as problem:
            raise SyntaxError(f"the code cannot be read: {problem}") from None

    return wrapper


@guarded
def plain_python(cell: str) -> str:
    """Give a notebook cell as Python that can be compiled, with every line on its own line number.

    Cell magics around Python (`%%time`, `%%timeit`, `%%capture`, `%%prun`) are dropped and their body is kept;
    a cell in another language (`%%bash`) gives "". `%time statement` and `%prun statement` become the statement;
    `%timeit` is dropped, since it leaves no names behind. `%run name.py` becomes `from name import *`.
    Other magics, shell commands and help become `pass`; `x = %magic` gives None and `x = !command` an empty list.
    """
    lines = _unprompted(cell.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    magics = 0
    while (first := next((n for n, line in enumerate(lines) if line.strip()), None)) is not None:
        if not lines[first].startswith("%%"):
            break
        word = (lines[first][2:].split() or [""])[0]
        if word.lower() in NOT_PYTHON:
            return ""
        lines[first] = lines[first][len(lines[first].splitlines()[0]) :].lstrip(_LINE_ENDS)
        magics += 1
    if not any(sign in cell for sign in "%!?/;,"):
        return "\n".join(lines)
    text = "\n".join(_without_escapes(lines))
    if magics and not _is_python(text) and word not in ("time", "timeit", "capture", "prun"):
        return ""
    return text


@guarded
def same_code(a: str, b: str) -> bool:
    """Tell whether two cells are the same code; comments and white space do not matter."""
    if a == b:
        return True
    try:
        return ast.dump(parse(a)) == ast.dump(parse(b))
    except (SyntaxError, RecursionError):
        return False


@guarded
def parse(cell: str) -> ast.Module:
    """Parse a cell; raise SyntaxError when it is no Python, TooComplexError when it is too much of it."""
    if len(cell) > MAX_CHARACTERS:
        raise TooComplexError(f"the code is longer than {MAX_CHARACTERS:,} characters")
    tree = parsed(plain_python(cell))
    level: list[ast.AST] = [tree]
    nodes = 0
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        nodes += len(level)
        if nodes > MAX_NODES:
            raise TooComplexError(f"the code has more than {MAX_NODES:,} parts")
        if not level:
            return tree
    raise TooComplexError(f"the code is nested more than {MAX_DEPTH} levels deep")


def readable(cell: str) -> ast.Module | None:
    """Parse a cell; None when it is no Python, and so can do nothing when it runs."""
    try:
        return parse(cell)
    except TooComplexError:
        raise
    except SyntaxError:
        return None


def check_together(cells: Iterable[str]) -> None:
    """Raise TooComplexError when some cells are too long to be read together."""
    if sum(map(len, cells)) > MAX_CHARACTERS_TOGETHER:
        raise TooComplexError(f"the cells are longer than {MAX_CHARACTERS_TOGETHER:,} characters together")


def literal(node: ast.AST | None) -> str | None:
    """Give the string that an expression spells out, `"a" + "b"` included; None when it is not that simple."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = literal(node.left), literal(node.right)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.JoinedStr):
        parts = [literal(part) for part in node.values]
        return None if None in parts else "".join(part for part in parts if part)
    return None


def _is_python(text: str) -> bool:
    try:
        parsed(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _unprompted(lines: list[str]) -> list[str]:
    """Drop what IPython drops as well: a common indentation and pasted prompts."""
    first = next((line for line in lines if line.strip()), "")
    indentation = first[: len(first) - len(first.lstrip(" \t"))]
    if indentation:
        lines = [line.removeprefix(indentation) for line in lines]
    if re.match(r">>> |>>>$|In \[\d+\]:", first[len(indentation):]):
        lines = [_PROMPT.sub("", line, count=1) if _PROMPT.match(line) else line for line in lines]
    return lines


def _without_escapes(lines: list[str]) -> Iterator[str]:
    """Replace what only IPython understands, line by line; only the start of a statement can be such a line."""
    quote, depth, continued, dropping = "", 0, False, False
    for line in lines:
        if dropping:
            dropping = line.endswith("\\")
            yield ""
            continue
        if not (quote or depth or continued):
            kept = _kept(line)
            if kept is None:
                dropping = line.endswith("\\")
                yield line[: len(line) - len(line.lstrip())] + "pass"
                continue
            line = kept
        quote, depth, _ = _scan(line, quote, depth)
        continued = not quote and line.endswith("\\")
        yield line


def _kept(line: str) -> str | None:
    """Give the Python of a line that starts a statement, or None when there is none in it."""
    code = line.lstrip()
    indentation = line[: len(line) - len(code)]
    if code.startswith("%"):
        if not indentation and (file := file_that_is_run(line)):
            return f"from {file} import *"
        run = _RUN_AND_KEPT.fullmatch(code)
        return indentation + run[1] if run else None
    if code.startswith(("!", "?", ",", ";", "/")):
        return None
    if escape := _ASSIGNED_ESCAPE.fullmatch(code):
        target, sign, command = escape.groups()
        run = _RUN_AND_KEPT.fullmatch(sign + command)
        return indentation + target + " " + (run[1] if run else "[]" if sign == "!" else "None")
    quote, _, end = _scan(line, "", 0)
    return None if not quote and line[:end].rstrip().endswith("?") else line


def file_that_is_run(line: str) -> str:
    """Give the name by which `%run tools/moving.py` could be imported: "tools.moving"; "" for any other line."""
    found = _RUN_FILE.fullmatch(line)
    return found[1].replace("/", ".") if found else ""


def _scan(line: str, quote: str, depth: int) -> tuple[str, int, int]:
    """Follow strings and brackets through a line: the open quote, the open brackets, where its comment starts."""
    at = 0
    while True:
        found = (_END_OF_STRING[quote] if quote else _QUOTE_OR_BRACKET).search(line, at)
        if found is None:
            # A string in single quotes ends with its line unless the line is continued.
            return (quote if len(quote) == 3 or line.endswith("\\") else ""), depth, len(line)
        at, token = found.end(), found.group()
        if quote:
            quote = "" if token == quote else quote
        elif token == "#":
            return "", depth, found.start()
        elif token in "([{":
            depth += 1
        elif token in ")]}":
            depth = max(depth - 1, 0)
        else:
            quote = token
