"""Parses Python, one text at a time, whichever thread asks.

CPython counts how deep a tree is in one place for all threads (<https://github.com/python/cpython/issues/106905>).
Where one thread parses while another one is at it, either may end with `SystemError: AST constructor recursion depth
mismatch`, though nothing is wrong with the text. Filters of warnings are the same for all threads, too.
"""

from __future__ import annotations

import ast
import threading
import warnings

_ONE_AT_A_TIME = threading.RLock()


def parsed(text: str | bytes) -> ast.Module:
    """Give a text's tree, without warnings; raises SyntaxError and whatever else `ast.parse` does."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)
