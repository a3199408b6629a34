"""How progress in the series looks: a table in a browser, light or dark, and lines of text in a terminal."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from autograder.series import Entry
from autograder.shown import COLOURS, small

WIDTH, CELLS = 88, 12  # columns of a terminal, and those of a bar in it
KEPT = "Kept among your own files on this machine: a note for yourself, and no mark."
NOT_KEPT = "Kept until the kernel of this notebook stops: a note for yourself, and no mark."
HEADS = ("Notebook", "What it teaches", "Time", "Points so far")
ANEW = "check.progress.forget()"

# A cell's own colours take the page's; the plain one first, for a notebook that JupyterLab does not trust yet.
_FILL = f"background-color:{COLOURS['success']};background-color:var(--jp-success-color1, {COLOURS['success']})"
_BAR = "display:inline-block;width:7em;height:.7em;border:1px solid;border-radius:.4em"
_WORDS = "display:inline-block;min-width:6.5em"  # so that the bars begin beneath each other
_LEFT = "text-align:left;vertical-align:top;font-weight:normal;padding:.35em .6em;white-space:normal"
_NOWRAP = _LEFT.replace("white-space:normal", "white-space:nowrap")
_TABLE = "margin:.3em 0;border-collapse:collapse;max-width:62em"
_HEAD = _LEFT.replace("font-weight:normal", "font-weight:bold")
_CAPTION = _HEAD.replace(".6em", ".5em") + ";font-size:1.2em;caption-side:top"


@dataclass(frozen=True)
class Row:
    """An assignment, the points that the student has in it, and the way to it from here, "" where none is known."""

    entry: Entry
    points: float
    link: str = ""

    @property
    def said(self) -> str:
        """The points in words: "12 of 20"."""
        return f"{self.points:g} of {self.entry.points:g}"

    @property
    def part(self) -> float:
        """The part of the points that the student has, 0 to 1."""
        return min(self.points / self.entry.points, 1.0)


def links_from(folder: Path, entries: Sequence[Entry]) -> dict[str, str]:
    """Give the way from a folder to each assignment's notebook, for those that are where notebooks are kept.

    They lie in a folder each, as they were handed out, or all in one.
    """
    links = {}
    for entry in entries:
        name = entry.path.name
        for way in (f"../{entry.assignment}/{name}", f"{entry.assignment}/{name}", name):
            if _is_file(folder / way):
                links[entry.assignment] = quote(way)
                break
    return links


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


@dataclass(frozen=True)
class ShownProgress:
    """Progress in the series, to look at; `lasts` says whether it is kept for later sessions."""

    rows: tuple[Row, ...]
    lasts: bool

    @property
    def graded(self) -> list[Row]:
        """The rows of assignments that have exercises."""
        return [row for row in self.rows if row.entry.points]

    @property
    def heading(self) -> str:
        """Everything in one line: "47 of 140 points in the series"."""
        points = round(sum(row.points for row in self.graded), 2)
        return f"{points:g} of {sum(row.entry.points for row in self.graded):g} points in the series"

    @property
    def note(self) -> str:
        """Where it is kept, and what to call to begin anew."""
        return f"{KEPT if self.lasts else NOT_KEPT} To begin anew:"

    def __repr__(self) -> str:
        lines = [line for row in self.graded for line in _lines(row)]
        return "\n".join([self.heading, "", *lines, "", *textwrap.wrap(f"{self.note} {ANEW}", WIDTH)])

    def _repr_html_(self) -> str:
        caption = f'<caption style="{_CAPTION}">{self.heading}</caption>'
        heads = "".join(f'<th scope="col" style="{_HEAD}">{name}</th>' for name in HEADS)
        body = "".join(_html(row) for row in self.graded)
        table = f"{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
        note = small(f"{self.note} <code>{ANEW}</code>")
        return f'<table style="{_TABLE}">{table}</table><div style="padding-left:.6em">{note}</div>'


def _lines(row: Row) -> list[str]:
    """Two lines for a terminal: how far and which, then what it teaches."""
    full = int(row.part * CELLS)
    entry = row.entry
    first = f"{'█' * full}{'░' * (CELLS - full)}  {row.said:>14}  {entry.assignment}"
    about = " · ".join(filter(None, [entry.title, entry.idea, entry.time]))
    indent = " " * (CELLS + 18)
    wrap = textwrap.TextWrapper(WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    return [first, *wrap.wrap(about)]


def _html(row: Row) -> str:
    """One row of the table; the bar is empty of text, and the words before it say the same."""
    entry = row.entry
    title = html.escape(entry.title)
    title = f'<a href="{html.escape(row.link)}">{title}</a>' if row.link else title
    bar = f'<span style="{_BAR}"><span style="display:block;height:100%;width:{row.part:.0%};{_FILL}"></span></span>'
    done = " ✓" if row.part == 1 else ""
    points = f'<span style="{_WORDS}">{row.said}{done}</span>{bar}'
    return (
        f'<tr><th scope="row" style="{_LEFT}">{title}</th><td style="{_LEFT}">{html.escape(entry.idea)}</td>'
        f'<td style="{_NOWRAP}">{entry.time}</td><td style="{_NOWRAP}">{points}</td></tr>'
    )
