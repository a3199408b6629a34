"""Compares what a function gave with what it should give: type, shape, kind of number, and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.evidence import FunctionProxy
from autograder.plain import Foreign

REMEDIES = {
    "list": "What makes one array of a list?",
    "tuple": "What makes one array of a tuple?",
    "numpy.matrix": "A matrix multiplies with `*` and stays two-dimensional: what gives a plain array?",
    "numpy.ma.MaskedArray": "A masked array leaves numbers out of its sums: what gives a plain array?",
}


@dataclass(frozen=True)
class Difference:
    """How a value differs from what was expected: the short name of a mistake, and words for the student."""

    mistake: str
    words: str


def difference(found: Any, expected: Any, tolerance: float, what: str = "it") -> Difference | None:
    """Give the first way in which a value differs; None when it is right. `what` names it in the words."""
    if isinstance(expected, tuple):
        return _of_tuple(found, expected, tolerance, what)
    if isinstance(expected, list):
        return _of_list(found, expected, tolerance, what)
    return (
        _of_type(found, expected, what)
        or _of_shape(np.asarray(found), np.asarray(expected), what)
        or _of_kind(np.asarray(found), np.asarray(expected), what)
        or _of_values(np.asarray(found), np.asarray(expected), tolerance, what)
    )


def same_values(found: Any, wrong: Any, tolerance: float) -> bool:
    """Tell whether a value is what a wrong function gives: shape and numbers, NaN in the same places; not the type."""
    if isinstance(found, Foreign) and found.value is not None:
        found = found.value
    if isinstance(wrong, (tuple, list)) and isinstance(found, (tuple, list)):
        pairs = zip(found, wrong, strict=False)
        return len(found) == len(wrong) and all(same_values(each, other, tolerance) for each, other in pairs)
    if found is None or wrong is None or isinstance(found, (str, dict, Foreign, FunctionProxy)):
        return found is None and wrong is None
    try:
        found, wrong = np.asarray(found), np.asarray(wrong)
    except ValueError:  # rows of different lengths
        return False
    if found.shape != wrong.shape or found.dtype.kind not in "fiub" or wrong.dtype.kind not in "fiub":
        return False
    return bool(_close(found, wrong, tolerance).all())


def _size(array: np.ndarray) -> float:
    """The largest finite number, at least tiny: what a tolerance is relative to."""
    finite = np.abs(array[np.isfinite(array)].astype(float))
    return float(finite.max(initial=1e-300))


def _of_tuple(found: Any, expected: tuple[Any, ...], tolerance: float, what: str) -> Difference | None:
    if found is None:
        return _of_nothing(what)
    numbers = all(np.ndim(each) == 0 for each in expected)
    if numbers and isinstance(found, np.ndarray) and found.ndim == 1:
        found = tuple(found)
    if not isinstance(found, (tuple, list)) or len(found) != len(expected):
        given = f"{len(found)} values" if isinstance(found, (tuple, list)) else _type_in_words(found)
        return Difference("wrong_type", f"{what} should be {len(expected)} values, and is {given}")
    places = ("first", "second", "third", "fourth")
    for place, one, other in zip(places, found, expected, strict=False):
        if problem := difference(one, other, tolerance, f"its {place} value"):
            return problem
    return None


def _of_list(found: Any, expected: list[Any], tolerance: float, what: str) -> Difference | None:
    """Compare item by item; an array whose rows are the items is as good as a list."""
    if found is None:
        return _of_type(found, expected, what)
    if not isinstance(found, (list, tuple)) and not (isinstance(found, np.ndarray) and found.ndim):
        words = f"{what} should be a list, and is {_type_in_words(found)}"
        lazy = isinstance(found, Foreign) and found.type_name in ("generator", "range", "zip", "map", "dict_values")
        return Difference("wrong_type", f"{words}. What makes a list of all that it gives?" if lazy else words)
    if len(found) != len(expected):
        return Difference("", f"{what} should have {len(expected)} items, and has {len(found)}")
    for number, (one, other) in enumerate(zip(found, expected, strict=True)):
        row = tuple(one) if isinstance(other, tuple) and isinstance(one, np.ndarray) and one.ndim else one
        if problem := difference(row, other, tolerance, f"item {number} of {what}"):
            return problem
    return None


def _of_type(found: Any, expected: Any, what: str) -> Difference | None:
    """Name another type: nothing at all, a function, a list, a masked array."""
    number = np.ndim(expected) == 0
    if found is None:
        return _of_nothing(what)
    if number and (type(found) in (int, float) or (isinstance(found, (np.ndarray, np.generic)) and not np.ndim(found))):
        return None
    if number and isinstance(found, np.ndarray):
        return Difference("wrong_shape", f"{what} should be one number, and is an array of shape {found.shape}")
    if not number and isinstance(found, np.ndarray):
        return None
    name = found.type_name if isinstance(found, Foreign) else type(found).__name__
    if name.startswith("numpy.ndarray "):
        kind = name.removeprefix("numpy.")
        return Difference("wrong_type", f"{what} should hold ordinary numbers, and is a `{kind}`")
    asked = "one number" if number else "a NumPy array"
    words = f"{what} should be {asked}, and is {_type_in_words(found)}"
    remedy = None if number else REMEDIES.get(name)
    return Difference("wrong_type", f"{words}. {remedy}" if remedy else words)


def _of_nothing(what: str) -> Difference:
    return Difference("returns_nothing", f"{what} is `None`. Does every way through it end in a `return`?")


def _type_in_words(found: Any) -> str:
    if isinstance(found, FunctionProxy):
        return "a function: are the parentheses of a call missing?"
    if isinstance(found, np.ndarray):
        return f"an array of shape {found.shape}"
    return f"a `{found.type_name}`" if isinstance(found, Foreign) else f"a `{type(found).__name__}`"


def _of_shape(found: np.ndarray, expected: np.ndarray, what: str) -> Difference | None:
    if found.shape == expected.shape:
        return None
    words = f"{what} should have shape {expected.shape}, and has {found.shape}"
    if found.ndim == expected.ndim == 2 and found.shape == expected.shape[::-1]:
        return Difference("transposed", f"{words}. Which axis counts what?")
    if found.ndim == expected.ndim:
        return Difference("wrong_shape", f"{words}. What does the axis count that has another length?")
    return Difference("wrong_shape", f"{words}. Which axis is missing, or one too many?")


def _of_kind(found: np.ndarray, expected: np.ndarray, what: str) -> Difference | None:
    """Integers where integers are asked for, and finite numbers where those are."""
    if found.dtype.kind not in "fiub":
        return Difference("wrong_type", f"{what} should hold ordinary numbers; its dtype is `{found.dtype}`")
    if expected.dtype.kind in "iu" and found.dtype.kind not in "iu" and found.size:
        return Difference(
            "not_integers",
            f"{what} should hold integers; its dtype is `{found.dtype}`. Where do these numbers come from, and what "
            "would make integers of them?",
        )
    bad = ~np.isfinite(found) & np.isfinite(expected)
    if bad.any():
        place = _place(np.argwhere(bad)[0])
        return Difference("not_finite", f"{what} holds {found[bad][0]}{place}. Which step makes it?")
    return None


def _of_values(found: np.ndarray, expected: np.ndarray, tolerance: float, what: str) -> Difference | None:
    close = _close(found, expected, tolerance)
    if close.all():
        return None
    first = np.argwhere(~close)[0] if close.ndim else []
    index = tuple(first)
    wanted, given = _numbers(expected[index], found[index])
    return Difference("", f"{_place(first).strip() or what}: expected {wanted}, found {given}")


def _close(found: np.ndarray, expected: np.ndarray, tolerance: float) -> np.ndarray:
    """Tell which numbers agree: whole ones exactly, others within the tolerance, NaN with NaN."""
    if expected.dtype.kind in "iub":
        return np.asarray(found == expected)
    return np.isclose(found, expected, rtol=tolerance, atol=tolerance * _size(expected), equal_nan=True)


def _place(index: Sequence[int] | np.ndarray) -> str:
    return f" at [{', '.join(str(int(each)) for each in index)}]" if len(index) else ""


def _numbers(expected: Any, found: Any) -> tuple[str, str]:
    """Spell two numbers with as many digits as it takes to tell them apart, six at least."""
    texts = ((_number(expected, digits), _number(found, digits)) for digits in (6, 9, 12, 17))
    return next((pair for pair in texts if pair[0] != pair[1]), (str(expected), str(found)))


def _number(value: Any, digits: int) -> str:
    return f"{value:.{digits}g}" if np.asarray(value).dtype.kind == "f" else str(value)
