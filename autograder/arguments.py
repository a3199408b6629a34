"""Inputs for a student's function, as they cross to where it lives: plain data, arrays in some layout, generators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder import agent


@dataclass(frozen=True)
class Seed:
    """Stands for `np.random.default_rng(number)` in a call of a student's function."""

    number: int


@dataclass(frozen=True)
class Laid:
    """An array that lies in memory in its own way: `order` "C", "F" (Fortran's) or "strided"; maybe read-only."""

    array: np.ndarray
    order: str = "C"
    writeable: bool = True


@dataclass(frozen=True)
class Once:
    """Arrays that come one by one from a generator, and only once, as when each is read when it is its turn.

    With `reused` their memory is used again: an array holds zeros as soon as the next is asked for, so that whoever
    keeps them all is left with nothing.
    """

    arrays: Sequence[np.ndarray]
    reused: bool = False


def encode_argument(argument: Any, sent: list[bytes]) -> list[Any]:
    """Encode an input; a generator crosses as its seed, an array's layout as its name."""
    if isinstance(argument, Seed):
        return ["generator", str(argument.number)]
    if isinstance(argument, Laid):
        return ["laid", agent.encode(argument.array, sent, {}), argument.order, argument.writeable]
    if isinstance(argument, Once):
        return ["once", agent.encode(list(argument.arrays), sent, {}), argument.reused]
    return agent.encode(argument, sent, {})


def plain_argument(argument: Any) -> Any:
    """Give what a function gets for an input, as a value of its own: to call the reference with."""
    if isinstance(argument, Seed):
        return np.random.default_rng(argument.number)
    if isinstance(argument, Laid):
        return argument.array.copy()
    if isinstance(argument, Once):
        return agent.once([array.copy() for array in argument.arrays], argument.reused)
    return argument.copy() if isinstance(argument, np.ndarray) else argument
