"""How verdicts, hints and remarks look in a notebook: text in a terminal, a card in a browser, light or dark."""

from __future__ import annotations

import html
from dataclasses import dataclass

from autograder.message import inline_html, message_html, message_text
from autograder.verdict import Verdict

# Outcome: its sign, its word, its kind of colour. Colour never carries meaning alone.
LOOKS = {
    "passed": ("✓", "Passed", "success"),
    "partial": ("◐", "Partly right", "warn"),
    "failed": ("✗", "Not yet", "error"),
    "unattempted": ("○", "Unattempted", "info"),
    "error": ("!", "Error", "error"),
    "timeout": ("⏱", "Did not end in time", "error"),
    "unjudged": ("·", "Not judged yet", "info"),
    "unreadable": ("?", "Could not be read", "error"),
}

# JupyterLab's own colours follow its theme; elsewhere a tone that is seen on white and on black.
COLOURS = {"success": "#16896b", "warn": "#a8741a", "error": "#d0532b", "info": "#3b82b8"}

# Room around code, which JupyterLab leaves out.
PRE = "margin:.2em 0 .8em;padding:.4em .8em;background:rgba(128,128,128,.12);line-height:1.4;overflow-x:auto"


def _card(kind: str, heading: str, message: str, footer: str = "") -> str:
    """A box with a coloured edge that takes its text colour from the page.

    The plain colour comes first, for a notebook that JupyterLab does not trust yet: there it takes the others out.
    """
    edge = f"border-left:4px solid {COLOURS[kind]};border-left-color:{_colour(kind)}"
    style = f"{edge};padding:.3em 1em;margin:.3em 0;max-width:46em;line-height:1.5"
    body = heading + message_html(message).replace("<pre>", f'<pre style="{PRE}">') + footer
    return f'<div role="status" style="{style}">{body}</div>'


def _colour(kind: str) -> str:
    return f"var(--jp-{kind}-color1, {COLOURS[kind]})"


def _heading(kind: str, words: str, rest: str) -> str:
    """The first line: what happened, in the kind's colour, and the rest in the page's.

    The page's text colour is mixed in, so that the words read well in a light theme and in a dark one.
    """
    colour = f"color:color-mix(in srgb, {_colour(kind)} 60%, currentcolor)"
    return f'<strong style="{colour}">{html.escape(words)}</strong> · {inline_html(rest)}'


def small(text: str) -> str:
    """A line of HTML in small, quiet letters."""
    return f'<div style="opacity:.8;font-size:.9em">{text}</div>'


@dataclass(frozen=True)
class ShownVerdict:
    """A verdict to look at; `progress` is the line with the points so far."""

    verdict: Verdict
    progress: str = ""
    example: str = ""

    @property
    def heading(self) -> str:
        """The verdict in one line."""
        sign, word, _ = LOOKS[self.verdict.outcome]
        points = f"{self.verdict.score:g} of {self.verdict.max_score:g} points"
        return f"{sign} {word} · {self.verdict.exercise} · {points}"

    @property
    def text(self) -> str:
        """Message, notes and example, as paragraphs."""
        notes = [f"Note: {note}" for note in self.verdict.notes]
        example = [f"A tiny example to try in a new cell:\n\n{_indent(self.example)}"] if self.example else []
        return "\n\n".join([self.verdict.message, *notes, *example])

    def __repr__(self) -> str:
        return "\n".join([self.heading, message_text(self.text, 88), self.progress]).strip()

    def _repr_html_(self) -> str:
        verdict = self.verdict
        sign, word, kind = LOOKS[verdict.outcome]
        points = f"{verdict.exercise} · {verdict.score:g} of {verdict.max_score:g} points"
        hint = f"Stuck? <code>check.{html.escape(verdict.exercise)}.hint()</code>"
        lines = ["" if verdict.outcome == "passed" else hint, html.escape(self.progress)]
        footer = "".join(small(line) for line in lines if line)
        return _card(kind, _heading(kind, f"{sign} {word}", points), self.text, footer)


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines())


@dataclass(frozen=True)
class Hint:
    """A hint to look at."""

    text: str
    number: int
    total: int
    call: str

    @property
    def more(self) -> str:
        """What to call for the next hint."""
        return f"{self.call}.hint() gives the next" if self.number < self.total else "this was the last"

    def __repr__(self) -> str:
        heading = f"Hint {self.number} of {self.total} · {self.more}"
        return "\n".join([heading, message_text(self.text, 88)])

    def _repr_html_(self) -> str:
        call = f"{self.call}.hint()"
        more = self.more.replace(call, f"`{call}`")
        return _card("info", _heading("info", f"Hint {self.number} of {self.total}", more), self.text)


@dataclass(frozen=True)
class Remark:
    """A few words of ours to look at: what was done."""

    heading: str
    text: str

    def __repr__(self) -> str:
        return "\n".join([self.heading, message_text(self.text, 88)])

    def _repr_html_(self) -> str:
        return _card("info", f"<strong>{html.escape(self.heading)}</strong>", self.text)
