"""Spell code so that what a student can change without thought makes no difference: names, literals, layout, remarks.

Each token becomes one letter. A name that the student may choose is always the same letter, and so is every number
and every text; keywords, operators, built-in functions and what stands behind a dot (`.argmin`) keep a letter of their
own. Space, remarks and docstrings are left out.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import PythonLexer
from pygments.token import Comment, Literal, Name, Operator, String, Text, Token

NAME, NUMBER, TEXT = "<name>", "<number>", "<text>"
FIRST, LETTERS = 0x100, 0xD000  # a range of Unicode that holds no surrogates


@dataclass(frozen=True)
class Spelling:
    """Code as `letters`, one for each token, and where each token begins and ends in the code."""

    letters: str
    spans: tuple[tuple[int, int], ...]


def spell(code: str) -> Spelling:
    """Spell Python, also what does not parse."""
    tokens = list(_tokens(code))
    defined = {text for _, kind, text in tokens if kind in (Name.Function, Name.Class)}
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    before = ""
    for begin, kind, text in tokens:
        word = _word(kind, text, before == ".", defined)
        before = text
        if word == TEXT and words and words[-1] == TEXT:  # the parts of one text
            spans[-1] = (spans[-1][0], begin + len(text))
            continue
        words.append(word)
        spans.append((begin, begin + len(text)))
    return Spelling("".join(map(_letter, words)), tuple(spans))


def _tokens(code: str) -> Iterator[tuple[int, type, str]]:
    """Give each token that counts: its place, its kind and its text."""
    for begin, kind, text in _lexer().get_tokens_unprocessed(code):
        if text.strip() and kind not in Comment and kind not in Text and kind is not String.Doc:
            yield begin, kind, text


@cache
def _lexer() -> Lexer:
    return PythonLexer()


def _word(kind: type, text: str, is_attribute: bool, defined: set[str]) -> str:
    """Give what a token counts as."""
    if kind in Literal.Number:
        return NUMBER
    if kind in String and kind is not String.Interpol:
        return TEXT
    if kind in (Token.Error, Operator) or kind not in Name:
        return text
    is_known = kind in Name.Builtin or kind is Name.Namespace or (is_attribute and text not in defined)
    return text if is_known else NAME


@cache
def _letter(word: str) -> str:
    return chr(FIRST + zlib.crc32(word.encode("utf-8", "replace")) % LETTERS)
