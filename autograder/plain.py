"""Plain data from untrusted code: decoded strictly, so that a forged header costs nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

MAX_DIMENSIONS = 8
MAX_NODES = 50_000
DTYPE = re.compile(r"[<>|][fiub][1248]")  # as `numpy.dtype.str` spells the ones that `agent.encode` sends
INTEGER = re.compile(r"-?[0-9]{1,1300}")


class Malformed(ValueError):
    """What came from the student's kernel is not plain data."""


@dataclass(frozen=True)
class Foreign:
    """A value that is not plain: its type's name, and its data where it holds an array (`numpy.matrix`)."""

    type_name: str
    value: Any = None


class Decoder:
    """Decodes one answer; `function` turns a function's number and name into a callable proxy."""

    def __init__(self, buffers: Sequence[Any], function: Callable[[int, str], Any] | None = None) -> None:
        self.buffers = buffers
        self.function = function
        self.nodes = 0
        self._decoded: set[int] = set()  # which buffers: an array named often would take their bytes each time

    def decode(self, node: Any) -> Any:
        """Rebuild a value; raises Malformed for anything that `agent.encode` would not have sent."""
        self.nodes += 1
        if not isinstance(node, list) or not node or self.nodes > MAX_NODES:
            raise Malformed("not a tree of plain values")
        decoder = self._KINDS.get(node[0]) if isinstance(node[0], str) else None
        if decoder is None:
            raise Malformed("an unknown kind of value")
        try:
            return decoder(self, *node[1:])
        except Malformed:
            raise
        except (TypeError, ValueError, OverflowError, IndexError, RecursionError) as problem:
            raise Malformed(f"a damaged {node[0]}") from problem

    def _plain(self, value: Any) -> Any:
        if value is not None and not isinstance(value, bool):
            raise Malformed("a damaged plain value")
        return value

    def _integer(self, text: str) -> int:
        if not isinstance(text, str) or not INTEGER.fullmatch(text):
            raise Malformed("a damaged int")
        return int(text)

    def _float(self, text: str) -> float:
        return float.fromhex(text)

    def _text(self, text: str) -> str:
        if not isinstance(text, str):
            raise Malformed("a damaged str")
        return text

    def _array(self, index: int, dtype: str, shape: list[int]) -> np.ndarray:
        if type(index) is not int or index < 0 or index in self._decoded:
            raise Malformed("a damaged array")
        self._decoded.add(index)
        return strict_array(self.buffers[index], dtype, shape)

    def _list(self, items: list[Any]) -> list[Any]:
        return [self.decode(item) for item in _require_list(items)]

    def _tuple(self, items: list[Any]) -> tuple[Any, ...]:
        return tuple(self.decode(item) for item in _require_list(items))

    def _dict(self, pairs: list[list[Any]]) -> dict[Any, Any]:
        return {self.decode(key): self.decode(value) for key, value in _require_list(pairs)}

    def _function(self, number: int, name: str) -> Any:
        if type(number) is not int or not isinstance(name, str):
            raise Malformed("a damaged function")
        return self.function(number, name) if self.function else Foreign(f"function {name[:100]}")

    def _foreign(self, type_name: str, node: Any) -> Foreign:
        return Foreign(self._text(type_name)[:200], None if node is None else self.decode(node))

    _KINDS: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "plain": _plain, "int": _integer, "float": _float, "str": _text, "array": _array, "list": _list,
        "tuple": _tuple, "dict": _dict, "function": _function, "foreign": _foreign,
    }  # fmt: skip


def _require_list(items: Any) -> list[Any]:
    if not isinstance(items, list):
        raise Malformed("a damaged list")
    return items


def strict_array(buffer: Any, dtype: str, shape: Any) -> np.ndarray:
    """Read an array from bytes, only if dtype (kinds f, i, u, b), shape and size agree exactly."""
    if not isinstance(dtype, str) or not DTYPE.fullmatch(dtype):
        raise Malformed("a dtype that is not taken")
    kind = np.dtype(dtype)
    if not isinstance(shape, list) or len(shape) > MAX_DIMENSIONS:
        raise Malformed("a damaged shape")
    if not all(type(length) is int and length >= 0 for length in shape):
        raise Malformed("a damaged shape")
    data = memoryview(buffer).cast("B")
    if math.prod(shape) * kind.itemsize != data.nbytes:
        raise Malformed("an array whose size and bytes differ")
    return np.frombuffer(data, dtype=kind).reshape(shape)
