"""Arrays and calls as students write them, short enough for a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.arguments import Laid, Once, Seed

SMALL = 12  # numbers of an array that a message shows whole


def as_code(value: Any) -> str:
    """Spell a value as Python: `np.array([[0.0, 1.0]])`; numbers have six digits."""
    if isinstance(value, Seed):
        return f"np.random.default_rng({value.number})"
    if isinstance(value, Laid):
        return as_code(value.array)
    if isinstance(value, Once):
        return f"iter({as_code(list(value.arrays))})"
    if isinstance(value, np.ndarray) and value.ndim:
        plain = value.dtype in (np.dtype(float), np.dtype(int), np.dtype(bool))
        return f"np.array({_numbers(value)}{'' if plain else f', dtype={value.dtype.name!r}'})"
    if isinstance(value, tuple):
        return f"({', '.join(map(as_code, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, list):
        return f"[{', '.join(map(as_code, value))}]"
    if isinstance(value, np.ndarray):
        value = value[()]
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.6g}"
    return repr(value.item() if isinstance(value, (np.generic, np.ndarray)) else value)


def _numbers(array: np.ndarray) -> str:
    with np.printoptions(nanstr="np.nan", infstr="np.inf"):
        text = np.array2string(array, separator=", ", precision=6, threshold=10_000, max_line_width=10_000)
    text = " ".join(text.split()).replace("[ ", "[").replace(" ,", ",").replace(" ]", "]")
    return re.sub(r"(\d)\.(?=[,\]])", r"\1.0", text)  # as Python spells a number: 1.0, not 1.


def is_small(value: Any) -> bool:
    """Tell whether a value is short enough to be shown whole."""
    if isinstance(value, Laid):
        return is_small(value.array)
    if isinstance(value, Once):
        return is_small(list(value.arrays))
    if isinstance(value, np.ndarray):
        return value.size <= SMALL
    if isinstance(value, (list, tuple)):
        return len(value) <= 4 and all(map(is_small, value))
    return not isinstance(value, str) or len(value) <= 200


def call_as_code(call: str, parameters: Sequence[str], arguments: Sequence[Any]) -> str:
    """Spell a call with its arguments above it, to paste into a cell."""
    lines = [f"{name} = {as_code(value)}" for name, value in zip(parameters, arguments, strict=False)]
    return "\n".join([*lines, call])


def shapes_in_words(parameters: Sequence[str], arguments: Sequence[Any]) -> str:
    """Name the arguments by what they are: "`points` of shape (40, 3), `k` = 4"."""
    return ", ".join(_in_words(name, value) for name, value in zip(parameters, arguments, strict=False))


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, Laid):
        value = value.array
    if isinstance(value, np.ndarray) and value.ndim:
        kind = "" if value.dtype.kind == "f" and value.dtype.itemsize == 8 else f" and dtype {value.dtype.name}"
        return f"`{name}` of shape {value.shape}{kind}"
    if isinstance(value, (list, tuple)) and not is_small(value):
        return f"`{name}` with {len(value)} items"
    return f"`{name}` = `{as_code(value)}`"


def indented(text: str) -> str:
    """Make lines a block of code in a message."""
    return "\n".join(f"    {line}" for line in text.splitlines())
