"""Turn a graded notebook into what a feedback page shows: escaped, without anything active, and cut."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, islice
from typing import Any

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.grade.picture import Picture, picture
from autograder.message import plain

FOLDED = ("given", "prose")
MAX_LINE = 2_000
MAX_SOURCE = 40_000
MAX_OUTPUT = 20_000
MAX_LINES = 300
MAX_OUTPUTS = 40
# More than this is not read at all: the end of it could not be shown anyway.
MAX_RAW = 400_000
_FORMATTER = HtmlFormatter(nowrap=True)


@dataclass
class Budget:
    """What one page may still hold, so that no submission makes a page that a browser cannot open."""

    characters: int = 600_000
    picture_bytes: int = 12_000_000
    pictures: int = 60
    cells: int = 400


@dataclass(frozen=True)
class Output:
    """One output: "text", "error", "picture", or a "note" that says what is left out."""

    kind: str
    text: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Cell:
    """One cell as shown: its role, its exercise, its source as markup and its outputs."""

    kind: str
    exercise: str
    is_code: bool
    source: Markup
    cut: str = ""
    outputs: list[Output] = field(default_factory=list)

    @property
    def folded(self) -> bool:
        """Whether the cell came with the assignment, so that the page shows it on request only."""
        return self.kind in FOLDED

    @property
    def kept(self) -> list[Output]:
        """The outputs that are the student's although the cell is not: pictures and errors."""
        return [output for output in self.outputs if output.kind in ("picture", "error")]


@dataclass(frozen=True)
class Group:
    """Cells that follow each other and are folded away together, or one cell of the student's own."""

    folded: bool
    cells: list[Cell]

    @property
    def kept(self) -> list[Output]:
        """Pictures and errors that stay in sight when the cells are folded away."""
        return [output for cell in self.cells for output in cell.kept]


def grouped_cells(notebook: Mapping[str, Any], budget: Budget | None = None) -> list[Group]:
    """Give the notebook's cells in order; runs of given cells make one folded group."""
    cells = shown_cells(notebook, budget or Budget())
    groups = []
    for folded, run in groupby(cells, key=lambda cell: cell.folded):
        together = list(run)
        groups += [Group(True, together)] if folded else [Group(False, [cell]) for cell in together]
    return groups


def shown_cells(notebook: Mapping[str, Any], budget: Budget) -> Iterator[Cell]:
    """Give each cell as it is shown, within the page's budget."""
    cells = notebook.get("cells", [])
    for cell in cells[: budget.cells]:
        role = cell.get("metadata", {}).get("kmeans_by_hand", {})
        is_code = cell.get("cell_type") == "code"
        text, note = cut(joined(cell.get("source", "")), min(MAX_SOURCE, budget.characters))
        budget.characters -= len(text)
        outputs = list(_outputs(cell.get("outputs", []), budget)) if is_code else []
        source = highlighted(text) if is_code else Markup(escape(text))
        yield Cell(
            str(role.get("kind", "extra")), str(role.get("exercise", "")), is_code, source, note, outputs
        )
    if len(cells) > budget.cells:
        note = f"… cut: {_many(len(cells) - budget.cells, 'cell')} more"
        yield Cell("extra", "", False, Markup(""), note)


@functools.lru_cache(maxsize=64)  # the given cells are the same for everyone
def highlighted(code: str) -> Markup:
    """Give escaped code with its Python words marked for colour."""
    return Markup(highlight(code, PythonLexer(stripnl=False, ensurenl=False), _FORMATTER))


def cut(text: str, limit: int, *, keep_end: bool = False) -> tuple[str, str]:
    """Shorten visible text to at most `limit` characters and MAX_LINES lines; say what was cut, or "".

    Lines that are too long lose their ends. With `keep_end` the last lines stay instead of the first.
    """
    whole = len(text)
    text = plain(text[-MAX_RAW:] if keep_end else text[:MAX_RAW])
    lines = text.split("\n")
    kept: list[str] = []
    for line in map(_short, islice(reversed(lines) if keep_end else lines, MAX_LINES)):
        limit -= len(line) + 1
        if limit < -1:
            break
        kept.append(line)
    shown = "\n".join(kept[::-1] if keep_end else kept)
    if len(kept) == len(lines) and whole <= MAX_RAW:
        return shown, ""
    part = "before" if keep_end else "more"
    if whole > MAX_RAW:
        return shown, f"… cut: {_many(whole - len(shown), 'character')} {part}"
    return shown, f"… cut: {_many(len(lines) - len(kept), 'line')} {part}"


def joined(text: Any) -> str:
    """Put text together that a notebook may keep as a list of lines."""
    return "".join(map(str, text)) if isinstance(text, list | tuple) else str(text)


def _many(count: int, thing: str) -> str:
    """Write a count of things: 1 line, 1,200 lines."""
    return f"{count:,} {thing}" + ("s" if count != 1 else "")


def _short(line: str) -> str:
    """Cut one line that is too long."""
    more = len(line) - MAX_LINE
    return line if more <= 0 else f"{line[:MAX_LINE]} … cut: {_many(more, 'character')} more"


def _outputs(outputs: Iterable[Mapping[str, Any]], budget: Budget) -> Iterator[Output]:
    """Give what a cell put out, as far as it may be shown."""
    merged = list(_merged(outputs))
    for kind, content in merged[:MAX_OUTPUTS]:
        if kind == "picture":
            yield _picture(content, budget)
        elif kind == "note":
            yield Output("note", content)
        else:
            text, note = cut(content, min(MAX_OUTPUT, budget.characters), keep_end=kind == "error")
            budget.characters -= len(text)
            if text.strip():
                yield Output(kind, text)
            if note:
                yield Output("note", note)
    if len(merged) > MAX_OUTPUTS:
        yield Output("note", f"… cut: {_many(len(merged) - MAX_OUTPUTS, 'output')} more")


def _merged(outputs: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Give (kind, content) of each output; text printed in one go stays together."""
    for is_stream, run in groupby(outputs, key=lambda output: output.get("output_type") == "stream"):
        if is_stream:
            yield "text", _overwritten("".join(joined(output.get("text", "")) for output in run))
        else:
            yield from (_content(output) for output in run)


def _content(output: Mapping[str, Any]) -> tuple[str, Any]:
    """Choose what to show of one error or one bundle of data: a PNG, else plain text, else a remark."""
    if output.get("output_type") == "error":
        lines = "\n".join(map(str, output.get("traceback") or []))
        return "error", lines or f"{output.get('ename', 'Error')}: {output.get('evalue', '')}"
    data = output.get("data") or {}
    if "image/png" in data:
        return "picture", joined(data["image/png"])
    if "text/plain" in data:
        return "text", joined(data["text/plain"])
    kinds = ", ".join(sorted(map(str, data)))[:80] or "of an unknown kind"
    return "note", f"An output is not shown ({kinds})."


def _picture(encoded: str, budget: Budget) -> Output:
    """Give a picture when it is a proper one and the page has room."""
    found = picture(encoded)
    if isinstance(found, str):
        return Output("note", found)
    if budget.pictures < 1 or found.size > budget.picture_bytes:
        return Output("note", "A picture is not shown: this page holds enough pictures already.")
    budget.pictures -= 1
    budget.picture_bytes -= found.size
    return Output("picture", picture=found)


def _overwritten(text: str) -> str:
    """Give text as a terminal ends up showing it: what follows a carriage return replaces the line."""
    if "\r" not in text:
        return text
    return "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in text.split("\n"))
