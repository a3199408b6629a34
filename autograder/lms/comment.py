"""Puts a student's result into a few lines, as the comment that an LMS shows beside the mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from autograder.grade.outcome import mark_of, points, title_of
from autograder.grade.record import first_sentence, verdicts
from autograder.message import inline_html

_OURS = re.compile(r"[\d.]+ of [\d.]+ points")


def comment_html(record: Mapping[str, Any]) -> str:
    """Give one line of HTML: the points, what lateness cost, then each exercise that has not all of its own.

    All else is escaped.
    """
    lines = [f"{points(record['score'])} of {points(record['max_score'])} points"]
    if record.get("late"):
        lines.append(escape(_one_line(record["late"])))
    if record.get("reason"):
        return "<br>".join([*lines, inline_html(_one_line(record["reason"]))])
    lines += [_exercise(verdict) for verdict in verdicts(record) if verdict["score"] < verdict["max_score"]]
    return "<br>".join(lines)


def is_ours(comment: str) -> bool:
    """Whether a comment is one of these, which a newer one may replace."""
    return bool(_OURS.match(comment))


def _exercise(verdict: Mapping[str, Any]) -> str:
    """Say what an exercise got and why. A check's own words do not fit a mark by hand: the instructor's do."""
    head = f"{title_of(verdict['exercise'])}: {points(verdict['score'])} of {points(verdict['max_score'])}"
    if given := verdict.get("by_hand"):
        said = inline_html(_one_line(given.get("comment") or "Marked by hand."))
        return f"{escape(head)}. {said}"
    said = inline_html(_one_line(first_sentence(verdict.get("message", ""))))
    return f"{escape(head)}, {escape(mark_of(verdict['outcome']).word)}. {said}".rstrip()


def _one_line(text: str) -> str:
    return " ".join(str(text).split())
