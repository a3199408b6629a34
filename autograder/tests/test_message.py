"""The wording of a message survives as HTML and as text, and nothing in it can act."""

import pytest

from autograder.message import inline_html, message_html, message_text, plain

MESSAGE = """Expected `means` of shape `(10, 784)`,
found `(784, 10)`.

    means = test_x[rows].T

What does `.T` do?
- it turns rows
  into columns
- nothing else
"""


def test_html_has_paragraphs_code_and_lists():
    """Backticks, blank lines, indented lines and dashes become code, paragraphs, blocks and lists."""
    assert message_html(MESSAGE).split("\n") == [
        "<p>Expected <code>means</code> of shape <code>(10, 784)</code>, found <code>(784, 10)</code>.</p>",
        "<pre>means = test_x[rows].T</pre>",
        "<p>What does <code>.T</code> do?</p>",
        "<ul><li>it turns rows into columns</li><li>nothing else</li></ul>",
    ]


def test_text_is_wrapped_and_keeps_code():
    """Paragraphs are wrapped at the width, and lines of code stay as they are."""
    lines = message_text(MESSAGE, 30).split("\n")
    assert max(map(len, lines)) <= 30
    assert "    means = test_x[rows].T" in lines
    assert lines[-2:] == ["- it turns rows into columns", "- nothing else"]


@pytest.mark.parametrize("text", ["", "\n\n", "   \n", "```\n```", "```"])
def test_nothing_gives_nothing(text):
    """A message without words makes no empty paragraph."""
    assert message_html(text) == ""
    assert message_text(text) == ""


def test_emphasis_is_of_words():
    """Words between asterisks are emphasised, and stay as written in text; sums and code are left alone."""
    assert inline_html("the *index* of a *nearest mean*.") == "the <em>index</em> of a <em>nearest mean</em>."
    assert message_text("the *index* of it") == "the *index* of it"
    for other in ("2 * 3 * 4", "a*b*c", "**kwargs and **more", "*", "(*args)"):
        assert inline_html(other) == other
    assert inline_html("`*a*`, *`b`*") == "<code>*a*</code>, *<code>b</code>*"


def test_fences_keep_blank_lines_and_indents():
    """Between fences every line stays, blank ones and backticks included."""
    text = "Try:\n```python\nfor i in x:\n    f(`i`)\n\nend\n```\nand see"
    assert message_html(text) == "<p>Try:</p>\n<pre>for i in x:\n    f(`i`)\n\nend</pre>\n<p>and see</p>"
    assert message_html("```\na\n\nb") == "<pre>a\n\nb</pre>"


@pytest.mark.parametrize(
    "hostile",
    ["<script>x</script>", "`</style><img src=x onerror=y>`", "    <svg onload=x>", '" on="x', "&lt;b&gt;"],
)
def test_markup_is_escaped(hostile):
    """Markup in a message is shown, never used."""
    out = message_html(hostile)
    for tag in ("<p>", "</p>", "<code>", "</code>", "<pre>", "</pre>"):
        out = out.replace(tag, "")
    assert not set(out) & set("<>\"'")
    assert "&lt;b" not in out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x07link", "link"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("one\r\ntwo\rthree\tx", "one\ntwo\nthree\tx"),
        ("é ü 漢字 👩‍🔬", "é ü 漢字 👩‍🔬"),
    ],
)
def test_hidden_characters_are_spelt_out(text, shown):
    """Colours vanish, hidden and reordering characters become visible, ordinary letters stay."""
    assert plain(text) == shown
    plain(text).encode("utf-8")


def test_a_lone_backtick_is_a_backtick():
    """A backtick without its partner is shown as it is."""
    assert inline_html("a ` b") == "a ` b"
    assert inline_html("`a` ` b") == "<code>a</code> ` b"


def test_long_hostile_messages_take_no_time():
    """A megabyte of brackets, backticks and escapes is shown in linear time."""
    for unit in ("`", "\x1b[", "\x1b]", "- ", "```\n", "    \n", "<"):
        message_html(unit * (200_000 // len(unit)))
