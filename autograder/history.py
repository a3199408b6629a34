"""A notebook's own history as evidence: which input was the TO DO cell, and what ran around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from autograder import source
from autograder.exercises import TodoCell


class History:
    """The inputs that ran so far, oldest first, beside the cells as they were handed out."""

    def __init__(self, inputs: Sequence[str], released: Mapping[str, str], todos: Sequence[TodoCell]) -> None:
        given = [text for name, text in released.items() if name not in {todo.grade_id for todo in todos}]
        self._released = released
        self._todos = {todo.grade_id: todo for todo in todos}
        self._inputs = [text for text in inputs if text.strip() and not _is_given(text, given)]

    def code(self, grade_id: str) -> str:
        """The newest input that looks like the TO DO cell; the stub when there is none."""
        position = self._position(grade_id)
        return self.stub(grade_id) if position is None else self._inputs[position]

    def stub(self, grade_id: str) -> str:
        """What stood there when the notebook was handed out."""
        return self._released.get(grade_id, "...")

    def between(self, first: str, last: str) -> list[str]:
        """Inputs between the newest runs of two TO DO cells."""
        end = self._position(last)
        begin = self._position(first, before=end)
        if begin is None or end is None:
            return []
        return self._inputs[begin + 1 : end]

    def others(self, grade_id: str) -> list[str]:
        """All inputs but the newest run of one TO DO cell."""
        taken = self._position(grade_id)
        return [text for index, text in enumerate(self._inputs) if index != taken]

    def modules(self) -> Mapping[str, str]:
        """Helper files are looked at when a notebook is handed in, not here."""
        return {}

    def _position(self, grade_id: str, before: int | None = None) -> int | None:
        """Index of the newest input that is the TO DO cell, by the name it binds and how."""
        todo, stub = self._todos[grade_id], self.stub(grade_id)
        end = len(self._inputs) if before is None else before
        newest_first = range(end - 1, -1, -1)
        for fits in _tests(todo, stub):
            for index in newest_first:
                if fits(self._inputs[index]):
                    return index
        return None


def _is_given(text: str, given: Sequence[str]) -> bool:
    """Whether an input is one of the cells that were handed out complete: set-up, pictures, checks."""
    return any(text.strip() == cell.strip() for cell in given)


def _tests(todo: TodoCell, stub: str) -> list[Callable[[str], bool]]:
    """How a TO DO cell is known, the surest way first."""

    def is_stub(text: str) -> bool:
        return source.same_code(text, stub)

    def binds(text: str) -> bool:
        in_loop = source.binds_in_loop(text, todo.binds)
        return in_loop if todo.in_loop else source.binds(text, todo.binds) and not in_loop

    def broken(text: str) -> bool:
        return not _parses(text) and todo.binds in text and _alike(text, stub)

    def binds_anyhow(text: str) -> bool:
        return todo.in_loop and source.binds(text, todo.binds) and _alike(text, stub)

    return [lambda text: is_stub(text) or binds(text) or broken(text), binds_anyhow]


def _parses(text: str) -> bool:
    try:
        compile(source.plain_python(text), "<cell>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _alike(text: str, stub: str) -> bool:
    """Whether some line of the stub still stands in the text: `start = time.time()`, `num_means`."""
    lines = {line.strip() for line in stub.splitlines() if len(line.strip()) > 8 and "..." not in line}
    return any(line in text for line in lines)
