"""What a check may ask about a student's work; the same for a notebook at hand and a kernel far away."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from autograder import agent
from autograder.arguments import encode_argument
from autograder.plain import Decoder, Foreign, Malformed
from autograder.source import Loop, loops, perhaps, plain_python, without_shows

_FEW_LINES, _LONGEST_LINE = 3, 70  # of a student's, in a message


class StudentError(Exception):
    """The student's code raised; the text is a message for the student."""

    def __init__(self, message: str, problem: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.problem = problem


class StudentTimeout(Exception):
    """The student's code did not end in time; the text is a message for the student."""


class KernelDied(Exception):
    """The process that ran the student's code ended; the text is a message for the student."""


class Channel(Protocol):
    """A way to the agent beside the student's code."""

    def ask(
        self, request: dict[str, Any], buffers: Sequence[bytes] = ()
    ) -> tuple[dict[str, Any], Sequence[Any]]:
        """Send a request, give the agent's answer; raises StudentTimeout or KernelDied."""

    def cpu_seconds(self) -> float:
        """CPU time that the student's process has used, read from outside it."""

    def peak_bytes(self) -> int | None:
        """Memory that the student's process has held at most since its start; None where nobody looks from outside."""

    def timed(self) -> AbstractContextManager[object]:
        """Let the CPU time of what runs inside be that of its work: one thread, and memory that stays."""

    def alone(self) -> AbstractContextManager[object]:
        """Time nothing else of the same grader's meanwhile."""

    def frozen(self) -> AbstractContextManager[object]:
        """Stop the student's process, with all its threads, while something else is timed."""


class Cells(Protocol):
    """The sources of a student's cells."""

    def code(self, grade_id: str) -> str:
        """What stands in a TO DO cell; the stub when it was never touched."""

    def stub(self, grade_id: str) -> str:
        """What stood there when the notebook was handed out."""

    def between(self, first: str, last: str) -> list[str]:
        """The student's own cells between two TO DO cells."""

    def others(self, grade_id: str) -> list[str]:
        """The student's cells but one, in order, until it was checked: where helper functions are."""

    def below(self, grade_id: str) -> list[str]:
        """Those of them that ran after it, and may have given its names other meanings."""

    def modules(self) -> Mapping[str, str]:
        """Sources of the modules that were handed in beside the notebook, by name."""


@dataclass(frozen=True)
class Replay:
    """What cells left when they ran again."""

    values: Mapping[str, Any]
    others: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    library_calls: Sequence[str] = ()
    cpu_seconds: float = 0.0  # of the student's process, from the last request to its answer


@dataclass(frozen=True)
class Rows:
    """Some rows of a large array, with the shape and dtype of the whole."""

    shape: tuple[int, ...]
    dtype: np.dtype
    rows: np.ndarray


@dataclass
class Evidence:
    """Answers a check's questions about one student's notebook.

    `secret` makes the drawn inputs: the same secret draws the same. `common` makes those that all submissions
    of a course share. `yardstick` gives the CPU seconds that so many steps of known work take on the machine that
    runs the student's code. `seconds` bounds each run of student code. `as_shown` gives the same student's work in a
    fresh kernel, without code that could do more than its text shows: None where there is no such code, and nothing
    to look at again. `left_out` gives the lines of that code.
    """

    channel: Channel
    cells: Cells
    secret: bytes
    yardstick: Callable[[int], float]
    seconds: float = 30.0
    snapshot: str = ""
    time_full: float = 6.0
    time_zero: float = 20.0
    memo: dict[Any, Any] = field(default_factory=dict)
    common: bytes = b""
    as_shown: Callable[[], Evidence | None] | None = None
    left_out: Callable[[], Sequence[str]] | None = None

    def draw(self, purpose: str) -> np.random.Generator:
        """Give a generator whose draws no student can foresee and every regrade repeats."""
        digest = hmac.new(self.secret, purpose.encode(), hashlib.sha256).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))

    def common_seed(self, purpose: str, choices: int) -> bytes:
        """Choose a seed for this submission, one of so many that all submissions of a course share.

        What is dear to make may be kept by it; no student can foresee it.
        """
        number = int(self.draw(f"which {purpose}").integers(choices))
        return hmac.new(self.common, f"{purpose} {number}".encode(), hashlib.sha256).digest()

    def decoder(self, buffers: Sequence[Any]) -> Decoder:
        """Decode an answer's values; functions in it become proxies."""
        return Decoder(buffers, lambda number, name: FunctionProxy(self, number, name))

    def values(self, names: Sequence[str]) -> dict[str, Any]:
        """Values of names as plain data; a name without a value is left out."""
        answer, buffers = self.channel.ask({"do": "fetch", "names": list(names), "snapshot": self.snapshot})
        decoder = self.decoder(buffers)
        return {name: decoder.decode(node) for name, node in _mapping(answer, "values").items()}

    def rows(self, name: str, indices: Sequence[int]) -> Rows | Foreign | None:
        """Some rows of an array; Foreign when it is none, None when there is no such name."""
        wanted = [int(index) for index in indices]
        request = {"do": "rows", "name": name, "rows": wanted}
        answer, buffers = self.channel.ask({**request, "snapshot": self.snapshot})
        if "rows" not in answer:
            return None if answer.get("missing") else Foreign(str(answer.get("foreign"))[:200])
        rows = self.decoder(buffers).decode(answer["rows"])
        shape = _shape(answer)
        if not isinstance(rows, np.ndarray):
            raise Malformed("a damaged array")
        expected = (sum(index < shape[0] for index in wanted), *shape[1:])
        if rows.shape != expected:
            raise Malformed("rows that do not fit their array")
        return Rows(shape, rows.dtype, rows)

    def share_memory(self, first: str, second: str) -> bool:
        """Whether one array is a view of the other."""
        request = {"do": "shares", "names": [first, second], "snapshot": self.snapshot}
        return self.channel.ask(request)[0].get("shares") is True

    def run_cells(
        self,
        cell: str,
        *,
        first: str = "",
        values: Mapping[str, Any] | None = None,
        names: Sequence[str] = (),
        shapes: Sequence[tuple[int, ...]] = (),
        watch: tuple[Sequence[str], Sequence[str]] = ((), ()),
        seconds: float | None = None,
        prelude: str = "",
        quiet: bool = False,
        apart: bool = False,
    ) -> Replay:
        """Run a TO DO cell again with some values set just before it, from the cell `first` on.

        `prelude` is code that runs before `first`; with `quiet` what only shows something is left out of
        the cell; with `apart` the cells before it run in a request of their own, so that `cpu_seconds` are those of
        the cell alone. Raises StudentError when the cell raises, StudentTimeout when it does not end. What comes
        back are the values of `names`, and other new arrays that have one of the `shapes`.
        """
        sent: list[bytes] = []
        inputs = {name: agent.encode(value, sent, {}) for name, value in (values or {}).items()}
        steps: list[Any] = [["run", prelude]] if prelude else []
        steps += [["try", text] for text in map(_python_or_nothing, self._earlier(first, cell))]
        request = {
            "do": "replay", "names": list(names), "snapshot": self.snapshot,
            "shapes": [list(shape) for shape in shapes], "watch": list(watch[0]),
            "watch_functions": list(watch[1]), "seconds": seconds or self.seconds,
        }  # fmt: skip
        judged = [["set", inputs], ["run", self._judged(cell, quiet)]]
        if apart:
            self.channel.ask({**request, "steps": steps, "names": [], "shapes": [], "keep_as": agent.PREPARED})
            request, steps = {**request, "snapshot": agent.PREPARED}, []
        before = self.channel.cpu_seconds()
        answer, buffers = self.channel.ask({**request, "steps": [*steps, *judged]}, sent)
        used = max(self.channel.cpu_seconds() - before, 1e-6)
        _require_success(answer, seconds or self.seconds)
        decoder = self.decoder(buffers)
        return Replay(
            {name: decoder.decode(node) for name, node in _mapping(answer, "values").items()},
            {name: decoder.decode(node) for name, node in _mapping(answer, "others").items()},
            _texts(answer, "warnings"),
            _texts(answer, "library_calls"),
            used,
        )

    def _earlier(self, first: str, cell: str) -> list[str]:
        """The cells from `first` on that stand before a cell."""
        return [self.cells.code(first), *self.cells.between(first, cell)] if first else []

    def loops(self, cell: str, name: str, *, first: str = "") -> list[Loop]:
        """The Python loops that a value goes through in a TO DO cell, when that runs again from the cell `first` on."""
        others = self.cells.others(cell)
        again = [text if text in others else perhaps(text) for text in self._earlier(first, cell)]
        helpers = [*(text for text in others if text not in again), *again]
        return loops(self.cells.code(cell), name, helpers=helpers, modules=self.cells.modules())

    def by_text(self) -> Evidence:
        """Give evidence of what a text does by itself: this one, where nothing could do more than it shows.

        Raises KernelDied, StudentTimeout or Malformed.
        """
        return (self.as_shown and self.as_shown()) or self

    def holds_by_text(self, is_right: Callable[[Evidence], bool]) -> bool:
        """Whether what is right here is so by the text alone."""
        try:
            again = self.by_text()
            return again is self or is_right(again)
        except (StudentError, StudentTimeout, KernelDied, Malformed, SyntaxError):
            return False

    def said_of_left_out(self) -> str:
        """Name the first lines that the text alone goes without, as a sentence; "" where there are none to name."""
        lines = self.left_out() if self.left_out else []
        named = ", ".join(f"`{line[:_LONGEST_LINE].replace('`', chr(39))}`" for line in lines[:_FEW_LINES])
        return f"Left out: {named}{' and more' if len(lines) > _FEW_LINES else ''}. " if named else ""

    def step_of_yardstick(self, steps: int = 1) -> float:
        """CPU seconds that a step of the yardstick takes now, while the student's process stands still."""
        with self.channel.frozen():
            return self.yardstick(steps) / steps

    def require_python(self, cell: str) -> None:
        """Raise StudentError where a TO DO cell's syntax is wrong."""
        _python(self.cells.code(cell))

    def _judged(self, cell: str, quiet: bool) -> str:
        """The judged cell as plain Python, with `quiet` without what only shows something."""
        if not quiet:
            return _python(self.cells.code(cell))
        return _python(self.cells.code(cell), lambda text: without_shows(text, self.cells.others(cell)))


@dataclass(frozen=True)
class FunctionProxy:
    """One of the student's functions, called where it lives: data goes in, data comes back."""

    evidence: Evidence
    number: int
    name: str

    def __call__(self, *arguments: Any) -> Any:
        """Call it; raises StudentError or StudentTimeout."""
        sent: list[bytes] = []
        nodes = [encode_argument(argument, sent) for argument in arguments]
        request = {
            "do": "call", "function": self.number, "arguments": nodes, "seconds": self.evidence.seconds,
            "snapshot": self.evidence.snapshot,
        }  # fmt: skip
        answer, buffers = self.evidence.channel.ask(request, sent)
        _require_success(answer, self.evidence.seconds)
        return self.evidence.decoder(buffers).decode(answer.get("value"))

    def calls(self, inputs: Sequence[Sequence[Any]], watch: tuple[Sequence[str], Sequence[str]] = ((), ())) -> Calls:
        """Call it with each of several inputs, in one go; raises StudentTimeout when all together do not end.

        `watch` names modules and functions of libraries whose use is to be noted.
        """
        sent: list[bytes] = []
        nodes = [[encode_argument(argument, sent) for argument in arguments] for arguments in inputs]
        request = {
            "do": "calls", "function": self.number, "calls": nodes, "seconds": self.evidence.seconds,
            "watch": list(watch[0]), "watch_functions": list(watch[1]), "snapshot": self.evidence.snapshot,
        }  # fmt: skip
        answer, buffers = self.evidence.channel.ask(request, sent)
        _require_success(answer, self.evidence.seconds)
        found = answer.get("results")
        if not isinstance(found, list) or len(found) != len(inputs):
            raise Malformed("a damaged answer")
        pairs = zip(found, inputs, strict=True)
        results = [_result(each, self.evidence.decoder(buffers), 1 + len(arguments)) for each, arguments in pairs]
        return Calls(results, _texts(answer, "library_calls"))

    def peak_bytes(self, *arguments: Any) -> int | None:
        """Bytes that a call with these arguments holds at most, its arguments too; None where nobody can measure."""
        sent: list[bytes] = []
        nodes = [encode_argument(argument, sent) for argument in arguments]
        request = {
            "do": "calls", "function": self.number, "calls": [nodes], "seconds": self.evidence.seconds,
            "snapshot": self.evidence.snapshot, "measure": True,
        }  # fmt: skip
        answer, _ = self.evidence.channel.ask(request, sent)
        _require_success(answer, self.evidence.seconds)
        peak = answer.get("peak")
        return peak if type(peak) is int else None


@dataclass(frozen=True)
class Returned:
    """What a call returned, and its arguments as they were afterwards."""

    value: Any
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Raised:
    """What a call raised: the name of the exception, its text, and a message for the student.

    `told` is the message without the commonest causes, for whoever knows the cause.
    """

    kind: str
    text: str
    message: str
    told: str = ""


@dataclass(frozen=True)
class Calls:
    """The results of several calls, in order, and the uses of libraries that were to be noted."""

    results: Sequence[Returned | Raised]
    library_calls: Sequence[str] = ()


def _result(found: Any, decoder: Decoder, length: int) -> Returned | Raised:
    if isinstance(found, dict):
        kept = _problem(found)
        return Raised(kept["type"], kept["text"], describe_error(kept), tell_error(kept))
    if not isinstance(found, list) or len(found) != length:
        raise Malformed("a damaged answer")
    value, *arguments = [decoder.decode(node) for node in found]
    return Returned(value, tuple(arguments))


def _python(cell: str, read: Callable[[str], str] = plain_python) -> str:
    """A cell as plain Python; raises StudentError where its syntax is wrong."""
    try:
        text = read(cell)
        compile(text, "<your cell>", "exec")
        return text
    except SyntaxError as problem:
        line = (problem.text or "").strip()
        kept = {"type": type(problem).__name__, "text": problem.msg, "line": str(problem.lineno or 0), "code": line}
        raise StudentError(describe_error(kept), kept) from None
    except (ValueError, RecursionError, MemoryError) as problem:
        kept = {"type": "SyntaxError", "text": str(problem), "line": "0", "code": ""}
        raise StudentError(describe_error(kept), kept) from None


def _python_or_nothing(cell: str) -> str:
    """An earlier cell's code; one with a syntax error did nothing, and does nothing again."""
    try:
        return _python(cell)
    except StudentError:
        return ""


def _mapping(answer: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = answer.get(key)
    if not isinstance(found, dict):
        raise Malformed("a damaged answer")
    return found


def _shape(answer: Mapping[str, Any]) -> tuple[int, ...]:
    found = answer.get("shape")
    lengths = found if isinstance(found, list) else []
    if not lengths or not all(type(length) is int and length >= 0 for length in lengths):
        raise Malformed("a damaged shape")
    return tuple(lengths)


def _texts(answer: Mapping[str, Any], key: str) -> list[str]:
    found = answer.get(key)
    return [text[:300] for text in found[:10] if isinstance(text, str)] if isinstance(found, list) else []


def _require_success(answer: Mapping[str, Any], seconds: float) -> None:
    if answer.get("out_of_time"):
        raise StudentTimeout(f"Your code was stopped: it had not finished after {seconds:g} seconds.")
    problem = answer.get("error")
    if isinstance(problem, dict):
        kept = _problem(problem)
        raise StudentError(describe_error(kept), kept)


def _problem(found: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(found.get(key, ""))[:1000] for key in ("type", "text", "line", "code")}


def describe_error(problem: Mapping[str, str]) -> str:
    """What was raised and where, with the commonest causes in words."""
    meaning = decode_error(problem["type"], problem["text"])
    return tell_error(problem) + (f"\n\n{meaning}" if meaning else "")


def tell_error(problem: Mapping[str, str]) -> str:
    """What was raised and where, and no more."""
    where = f" in line {problem['line']}" if problem["line"] not in ("", "0") else ""
    line = f"\n\n    {problem['code']}" if problem["code"] else ""
    said = f"`{problem['type']}: {problem['text']}`" if problem["text"] else f"`{problem['type']}`"
    return f"Your cell raised an error{where}: {said}{line}"


def decode_error(kind: str, text: str) -> str:
    """Say in plain words what a common exception means; "" for the others."""
    for kinds, word, meaning in _MEANINGS:
        if kind in kinds and word in text:
            return meaning
    return ""


_MEANINGS: list[tuple[tuple[str, ...], str, str]] = [
    (("ValueError",), "operands could not be broadcast together",
     "NumPy lines shapes up from the right, and each pair must be equal or 1. Write the two shapes one below "
     "the other: which axis is missing, or which array did you mean to index first?"),
    (("ValueError",), "matmul: Input operand",
     "In `A @ B` the last axis of `A` meets the first of `B`. Which of the two needs a `.T`, or is one a name from "
     "outside of the function that writes it?"),
    (("ValueError",), "not aligned",
     "In `A @ B` the last axis of `A` meets the first of `B`. Which of the two needs a `.T`, or is one a name from "
     "outside of the function that writes it?"),
    (("ValueError",), "cannot reshape array of size",
     "The lengths of the new shape, multiplied, must give the number of numbers in the array. Does each of them come "
     "from the array itself, or is one a name from outside of the function that writes it?"),
    (("ValueError",), "The truth value of an array",
     "`if`, `and`, `or`, `max` and `min` want a single yes or no, and a comparison of arrays gives one for each item. "
     "What works item by item, as `np.maximum` and `np.where` do, or makes one of many, as `.any()` and `.all()` do?"),
    (("TypeError",), "Cannot interpret",
     "The second argument of `np.zeros` and its like is the *kind* of number. A shape of several axes is one argument, "
     "a tuple: which parentheses are missing?"),
    (("AxisError",), "is out of bounds",
     "The array has fewer axes than that: they are counted from 0. What is its `.shape` at this place?"),
    (("UFuncTypeError",), "Cannot cast ufunc",
     "An array of whole numbers has no room for fractions, and `a /= b` writes them into `a`. What does `a / b` do?"),
    (("IndexError",), "boolean index did not match",
     "The mask and the array have different lengths: is there one label for each image (10000), or one for "
     "each mean (10)? `argmin` goes along the axis of the means."),
    (("IndexError",), "arrays used as indices must be of integer",
     "Indices must be integers. Which function draws whole numbers, or gives the *index* of the smallest value?"),
    (("IndexError",), "only integers, slices",
     "Indices must be integers. Which function draws whole numbers?"),
    (("IndexError",), "is out of bounds",
     "An index is larger than the array: indices run from 0 to n - 1. Which axis did you index, and what do "
     "your numbers count: images or means?"),
    (("ZeroDivisionError",), "", "Something is divided by zero: for which input, and what should come out there?"),
    (("UnboundLocalError",), "", "A function assigns to this name, so it is local there: pass it in, and return it."),
    (("NameError",), "is not defined",
     "Python meets this name before anything gave it a value. Is it spelled as above, and is it made inside "
     "this cell or before it?"),
    (("MemoryError",), "", "An array is too large. What shape does your largest intermediate array have?"),
    (("AttributeError",), "has no attribute", "This kind of value does not have that. What is its `type(...)`?"),
    (("SyntaxError", "IndentationError", "TabError"), "", "Python can't read this line: look at it and the one above."),
]  # fmt: skip
