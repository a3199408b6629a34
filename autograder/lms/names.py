"""Compares people's names as they are written in different places."""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[^\W_]+")


def name_key(name: str) -> str:
    """Give a name without accents, signs, case and order: `Doe, Jané` and `Jane Doe` are the same."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(sorted(_WORDS.findall(plain)))
