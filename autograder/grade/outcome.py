"""The word, sign and colour that stand for each outcome wherever results are shown."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, TypeGuard


@dataclass(frozen=True)
class Mark:
    """How one outcome is shown: in a word, in one character, and in a terminal colour."""

    outcome: str
    word: str
    sign: str
    style: str


MARKS = {
    mark.outcome: mark
    for mark in (
        Mark("passed", "passed", "✓", "green"),
        Mark("partial", "partly right", "~", "yellow"),
        Mark("failed", "not right yet", "✗", "red"),
        Mark("error", "stopped with an error", "!", "magenta"),
        Mark("timeout", "ran out of time", "⏱", "blue"),
        Mark("unattempted", "not attempted", "\N{EN DASH}", "dim"),
        Mark("unreadable", "could not be read", "?", "magenta"),
    )
}
NOT_JUDGED = Mark("unjudged", "not judged", "·", "dim")  # as a verdict says it, or for want of a verdict


def mark_of(outcome: str) -> Mark:
    """Give the mark of an outcome; one that is unknown counts as not judged."""
    return MARKS.get(outcome, NOT_JUDGED)


def points(score: Any) -> str:
    """Write points with at most two decimals and none that say nothing: 3, 2.5, 0.33."""
    if not is_number(score):
        return "\N{EN DASH}"
    text = f"{score:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def title_of(name: str) -> str:
    """Write the id of an exercise or mistake as words: initial_means becomes Initial means."""
    words = str(name).replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def is_number(value: Any) -> TypeGuard[int | float]:
    """Tell whether `value` is a finite number and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def in_order(name: str) -> list[tuple[int, int, str]]:
    """Give the sort key under which s2 comes before s10."""
    pieces = re.findall(r"(\d+)|(\D+)", str(name).casefold())
    return [(0, int(number), "") if number else (1, 0, word) for number, word in pieces]
