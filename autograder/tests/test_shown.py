"""Verdicts and hints read well as cards, in light and dark, and as text."""

from __future__ import annotations

import re

import pytest

from autograder.shown import COLOURS, LOOKS, Hint, Remark, ShownVerdict
from autograder.verdict import Verdict


def verdict(outcome: str = "failed", message: str = "Expected `a`.\n\n    a = 1\n\nWhy?") -> Verdict:
    """A verdict with some message."""
    return Verdict("update_means", outcome, 0, 9, message)


@pytest.mark.parametrize("outcome", LOOKS)
def test_a_card_names_outcome_exercise_and_points(outcome: str) -> None:
    """Words say what happened, so that nobody needs to see a colour."""
    sign, word, kind = LOOKS[outcome]
    card = ShownVerdict(verdict(outcome))._repr_html_()
    assert f"{sign} {word}</strong> · update_means · 0 of 9 points" in card
    assert f"--jp-{kind}-color1" in card


def test_the_edge_has_a_plain_colour_first() -> None:
    """Where a notebook is not trusted, colours by name are taken out of it, and the plain one stays."""
    card = ShownVerdict(verdict())._repr_html_()
    assert card.index(f"border-left:4px solid {COLOURS['error']};") < card.index("border-left-color:var(")


def test_code_in_a_card_has_room_around_it() -> None:
    """A block of code stands off from the words before and after it."""
    card = ShownVerdict(verdict(), "3 of 20 points so far", "b = 2\nc = 3")._repr_html_()
    blocks = re.findall(r'<pre style="margin:[^"]*">(.*?)</pre>', card, re.DOTALL)
    assert blocks == ["a = 1", "b = 2\nc = 3"]
    assert "<pre>" not in card


def test_quoted_markup_is_shown_not_used() -> None:
    """What a student wrote stays text in a card, tags and all."""
    card = ShownVerdict(verdict(message="`<pre>` <b>x</b>\n\n    <pre>y"))._repr_html_()
    assert "<code>&lt;pre&gt;</code> &lt;b&gt;x&lt;/b&gt;" in card
    assert "&lt;pre&gt;y</pre>" in card


def test_a_hint_shows_its_next_call_as_code() -> None:
    """The call for the next hint can be copied; the last hint says that it is the last."""
    first, last = (Hint("Try `x`.", number, 2, "check.update_means") for number in (1, 2))
    assert "Hint 1 of 2</strong> · <code>check.update_means.hint()</code> gives the next" in first._repr_html_()
    assert "Hint 2 of 2</strong> · this was the last" in last._repr_html_()
    assert repr(first) == "Hint 1 of 2 · check.update_means.hint() gives the next\nTry `x`."


def test_a_stuck_student_is_told_of_hints() -> None:
    """A verdict short of passed ends with the call for a hint, a passed one does not."""
    assert "check.update_means.hint()" in ShownVerdict(verdict())._repr_html_()
    assert "hint()" not in ShownVerdict(verdict("passed"))._repr_html_()


def test_as_text_a_verdict_has_heading_message_and_progress() -> None:
    """In a terminal the first line says what happened, the last how many points there are so far."""
    found = Verdict("single_loop", "partial", 2.5, 5, "Nearly: see `x`.", notes=("A note.",))
    assert repr(ShownVerdict(found, "2.5 of 20 points so far")).split("\n") == [
        "◐ Partly right · single_loop · 2.5 of 5 points",
        "Nearly: see `x`.",
        "",
        "Note: A note.",
        "2.5 of 20 points so far",
    ]


def test_an_example_is_code_to_paste() -> None:
    """A tiny example stands below the message as a block of code, in text and in a card."""
    shown = ShownVerdict(verdict(), example="\na = 1\nb = 2\n")
    assert "    a = 1\n    b = 2" in repr(shown)
    assert "a = 1\nb = 2</pre>" in shown._repr_html_()


def test_as_text_a_hint_says_its_number() -> None:
    """In a terminal a hint says which it is, and whether there are more."""
    assert repr(Hint("Try it.", 3, 3, "check.x")) == "Hint 3 of 3 · this was the last\nTry it."


def test_a_remark_is_a_heading_and_a_sentence() -> None:
    """What was done is told in bold and in a sentence, in a card and in a terminal, with everything escaped."""
    remark = Remark("Forgotten", "The points of <b>two</b> exercises.")
    assert repr(remark) == "Forgotten\nThe points of <b>two</b> exercises."
    assert "<strong>Forgotten</strong>" in remark._repr_html_()
    assert "&lt;b&gt;two&lt;/b&gt;" in remark._repr_html_()
