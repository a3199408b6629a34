"""Writes what checking notebooks gave as Markdown for the step summary of a workflow; what students wrote stays text.

A step summary takes HTML, links and Markdown. So texts go into `<pre>` and `<code>`, escaped and on lines of ours:
inside these nothing is Markdown, and nothing can close them.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.grade.outcome import title_of
from autograder.message import message_text, plain
from autograder.shown import LOOKS

ADVISORY = (
    "This result is advisory: whoever owns a repository can change what runs in it. "
    "Marks come from what you hand in to your course."
)
MAX_MESSAGE = 4_000  # characters; GitHub shows at most 1 MiB for a step
MAX_SUMMARY = 900_000
WIDTH = 88


@dataclass(frozen=True)
class Checked:
    """A notebook that was checked: its result as `autograder check --json` gives it, or what is wrong with it.

    `is_left_out` when it is none of the course's assignments, which is no fault.
    """

    notebook: str
    result: dict[str, Any] | None = None
    problem: str = ""
    is_left_out: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give it as other programs read it."""
        told = {"problem": self.problem, "left_out": self.is_left_out} if self.problem else {}
        return {"notebook": self.notebook, **(self.result or {}), **told}


def as_json(checked: Sequence[Checked]) -> dict[str, Any]:
    """Give several as one object."""
    return {"advisory": ADVISORY, "notebooks": [each.as_json() for each in checked]}


def step_summary(checked: Sequence[Checked]) -> str:
    """Give the Markdown for some notebooks, cut at a length that GitHub shows."""
    parts, length = [f"## Checked: {len(checked)} notebook{'' if len(checked) == 1 else 's'}\n"], 0
    for each in checked:
        part = _notebook(each)
        length += len(part.encode())
        if length > MAX_SUMMARY:
            parts.append("The rest is too long to be shown; it is in the file of results.\n")
            break
        parts.append(part)
    return "\n".join([*parts, f"> {ADVISORY}\n"])


def one_line(text: str) -> str:
    """Give a file's name or a remark on one line, with nothing in it that a terminal or a log would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in plain(text))[:200].replace("::", ":?")


def _notebook(each: Checked) -> str:
    name = f"<h3><code>{html.escape(one_line(each.notebook))}</code></h3>\n"
    if each.result is None:
        return f"{name}\n{_text(each.problem)}\n"
    result = each.result
    score = f"**{result['score']:g} of {result['max_score']:g} points**"
    told = [_text(each.problem)] if each.problem else map(_exercise, result["exercises"])  # one reason stands for all
    return "\n".join([name, f"{score}\n", *told])


def _exercise(verdict: dict[str, Any]) -> str:
    sign, word, _ = LOOKS[verdict["outcome"]]
    points = f"{verdict['score']:g} of {verdict['max_score']:g}"
    title = html.escape(title_of(verdict["exercise"]))
    return f"<h4>{sign} {title}: {word.lower()}, {points}</h4>\n\n{_text(verdict['message'])}\n"


def _text(message: str) -> str:
    """Give a text as a block in which nothing is Markdown or HTML; a block that begins with <pre> ends at </pre>."""
    cut = message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + " …"
    return f"<pre>{html.escape(message_text(cut, WIDTH))}</pre>\n"
