"""Show a message as HTML or as wrapped text: `code`, *emphasis*, paragraphs, lists and blocks of code.

A message may quote what a student wrote, so everything is escaped, terminal colours are taken out, and
characters that hide or reorder text are made visible.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from html import escape
from itertools import groupby

_TERMINAL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\^_=>]?")
# Controls, directions, invisible signs and half characters; tab and newline stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_CODE = re.compile(r"`([^`]+)`")
# Of a word or some: "*index*", but neither "2 * 3" nor "a*b*c".
_EMPHASIS = re.compile(r"(?<![\w*])\*(\w(?:[^*]*\w)?)\*(?![\w*])")
_ITEM = re.compile(r"\s{0,3}[-*•] +")

Block = tuple[str, str]


def plain(text: str) -> str:
    """Give `text` without terminal colours, hidden and reordering characters spelt out (⟨U+202E⟩)."""
    text = _TERMINAL.sub("", str(text)).replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def blocks(text: str) -> list[Block]:
    """Split a message into ("paragraph" | "item" | "code", text) pairs, in order.

    Lines indented by four spaces or a tab, and lines between ``` fences, are code; a line that
    begins with "- " is an item; other lines that follow each other make one paragraph.
    """
    groups = _grouped(plain(text))
    return [(kind, _joined(kind, lines)) for kind, lines in groups if any(map(str.strip, lines))]


def message_html(text: str) -> str:
    """Give a message as escaped HTML: <p>, <ul> and <pre>, with backticks as <code>."""
    parts = []
    for kind, group in groupby(blocks(text), key=lambda block: block[0]):
        if kind == "code":
            parts += [f"<pre>{escape(body)}</pre>" for _, body in group]
        elif kind == "item":
            parts.append("<ul>" + "".join(f"<li>{inline_html(body)}</li>" for _, body in group) + "</ul>")
        else:
            parts += [f"<p>{inline_html(body)}</p>" for _, body in group]
    return "\n".join(parts)


def inline_html(text: str) -> str:
    """Give one line of a message as escaped HTML, with backticks as <code> and *emphasis* as <em>."""
    pieces = _CODE.split(plain(text))
    return "".join(
        f"<code>{escape(piece)}</code>" if position % 2 else _EMPHASIS.sub(r"<em>\1</em>", escape(piece))
        for position, piece in enumerate(pieces)
    )


def message_text(text: str, width: int = 80) -> str:
    """Give a message as plain text: paragraphs wrapped at `width` columns, code indented and not wrapped."""
    return "\n".join(_spaced(blocks(text), max(width, 20)))


def _spaced(parts: list[Block], width: int) -> Iterator[str]:
    """Wrap each block; a blank line goes between blocks, except between the items of a list."""
    before = ""
    for kind, body in parts:
        if before and not before == kind == "item":
            yield ""
        if kind == "code":
            yield textwrap.indent(body, "    ")
        else:
            wrap = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
            if kind == "item":
                wrap.initial_indent, wrap.subsequent_indent = "- ", "  "
            yield wrap.fill(body)
        before = kind


def _grouped(text: str) -> Iterator[tuple[str, list[str]]]:
    """Gather lines into (kind, lines); a fence that is never closed runs to the end."""
    kind, lines = "paragraph", []  # type: str, list[str]
    fenced = False
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            yield kind, lines
            fenced = not fenced
            kind, lines = ("code" if fenced else "paragraph"), []
            continue
        next_kind = "code" if fenced else _kind(line, kind)
        ends = next_kind != "code" and (not line.strip() or _ITEM.match(line))
        if next_kind != kind or ends:
            yield kind, lines
            kind, lines = next_kind, []
        lines.append(line)
    yield kind, lines


def _kind(line: str, before: str) -> str:
    """Tell what an unfenced line belongs to, given the kind of the line before it."""
    if not line.strip():
        return "code" if before == "code" else "paragraph"
    if line.startswith(("    ", "\t")):
        return "code"
    if _ITEM.match(line):
        return "item"
    return "item" if before == "item" else "paragraph"


def _joined(kind: str, lines: list[str]) -> str:
    """Put the lines of one block together."""
    if kind == "code":
        return textwrap.dedent("\n".join(line.rstrip() for line in lines)).strip("\n")
    text = " ".join(line.strip() for line in lines if line.strip())
    return _ITEM.sub("", text, count=1) if kind == "item" else text
