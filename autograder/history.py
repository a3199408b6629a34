"""A notebook's own history as evidence: which input was the TO DO cell, and what ran around it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from autograder import source
from autograder.exercises import TodoCell
from autograder.source.parsing import parsed

SHOWING = "live."  # how a given line begins that shows the means: `live.update(means)`


class History:
    """The inputs that ran so far, oldest first, beside the cells as they were handed out."""

    def __init__(self, inputs: Sequence[str], released: Mapping[str, str], todos: Sequence[TodoCell]) -> None:
        given = [text for name, text in released.items() if name not in {todo.grade_id for todo in todos}]
        self._released = released
        self._positions: dict[tuple[str, int | None], int | None] = {}
        self._todos = {todo.grade_id: todo for todo in todos}
        texts = [text for text in inputs if isinstance(text, str) and text.strip()]
        self._inputs = [text for text in texts if not _is_given(text, given)]

    def code(self, grade_id: str) -> str:
        """The newest input that looks like the TO DO cell; the stub when there is none."""
        position = self._position(grade_id)
        return self.stub(grade_id) if position is None else self._inputs[position]

    def stub(self, grade_id: str) -> str:
        """What stood there when the notebook was handed out."""
        return self._released.get(grade_id, "...")

    def between(self, first: str, last: str) -> list[str]:
        """Inputs between the newest runs of two TO DO cells, without former runs of such cells."""
        end = self._position(last)
        begin = self._position(first, before=end)
        if begin is None or end is None:
            return []
        return [text for text in self._inputs[begin + 1 : end] if not self._is_todo(text)]

    def others(self, grade_id: str) -> list[str]:
        """All inputs but the newest run of one TO DO cell."""
        taken = self._position(grade_id)
        return [text for index, text in enumerate(self._inputs) if index != taken]

    def below(self, grade_id: str) -> list[str]:
        """Inputs after the newest run of a TO DO cell."""
        taken = self._position(grade_id)
        return [] if taken is None else self._inputs[taken + 1 :]

    def modules(self) -> Mapping[str, str]:
        """Helper files are looked at when a notebook is handed in, not here."""
        return {}

    def _is_todo(self, text: str) -> bool:
        return any(
            source.same_code(text, self.stub(name)) or self._surely(text, todo) for name, todo in self._todos.items()
        )

    def _position(self, grade_id: str, before: int | None = None) -> int | None:
        """Index of the newest input that is the TO DO cell, by the name it binds and how; remembered."""
        key = (grade_id, before)
        if key not in self._positions:
            self._positions[key] = self._find(grade_id, before)
        return self._positions[key]

    def _find(self, grade_id: str, before: int | None) -> int | None:
        """Search for the cell that surely is it; then for a newer one, or for any, that probably is."""
        todo, stub = self._todos[grade_id], self.stub(grade_id)
        inputs = self._inputs[:before]
        stubs = {index for index, text in enumerate(inputs) if source.same_code(text, stub)}
        sure = _last(index for index, text in enumerate(inputs) if index in stubs or self._surely(text, todo))
        if sure is not None and sure not in stubs:
            return sure
        newer = range(0 if sure is None else sure + 1, len(inputs))
        probable = _last(index for index in newer if _probably(inputs[index], todo, stub))
        return sure if probable is None else probable

    def _surely(self, text: str, todo: TodoCell) -> bool:
        """Whether an input binds the name as the cell has to: in a loop that goes on from its value, or anew."""
        if not _parses(text):
            return _is_attempt(text, todo, self.stub(todo.grade_id))
        if _is_function(self.stub(todo.grade_id), todo.binds):
            return source.defines(text, todo.binds)
        name, anew = todo.binds, _begins_anew(text, todo.binds)
        loops = [self.stub(other.grade_id) for other in self._todos.values() if other.in_loop and other.binds == name]
        like_loop = any(_shared_lines(text, stub) or _goes_by(text, stub) for stub in loops)
        in_loop = source.binds_in_loop(text, name) and (like_loop or not anew)
        in_loop = in_loop or any(_shared_lines(text, stub) >= 3 and _goes_by(text, stub) for stub in loops)
        if todo.in_loop or in_loop:
            return todo.in_loop and in_loop
        return _gives_value(text, name) and (anew or not (like_loop or source.loops(text, name)))


def _last(indices: Iterator[int]) -> int | None:
    return max(indices, default=None)


def _is_given(text: str, given: Sequence[str]) -> bool:
    """Whether an input is one of the cells that were handed out complete: set-up, pictures, checks."""
    return any(text.strip() == cell.strip() for cell in given)


def _is_function(stub: str, name: str) -> bool:
    """Whether a TO DO cell asks for a function: its stub is one."""
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in parsed(stub).body)


def _docstring_of(stub: str) -> str:
    """What the stub's function says of itself, which no other stub says."""
    functions = [node for node in parsed(stub).body if isinstance(node, ast.FunctionDef)]
    return "\n".join(ast.get_docstring(node) or "" for node in functions)


def _probably(text: str, todo: TodoCell, stub: str) -> bool:
    """Whether an input may be a function's cell that makes another name, or a loop's whose loop is elsewhere."""
    if not _parses(text):
        return False
    if _is_function(stub, todo.binds):
        return _shared_lines(text, _docstring_of(stub)) > 0
    if not todo.in_loop:
        return False
    if not _gives_value(text, todo.binds):
        return _shared_lines(text, stub) >= 2 and _goes_by(text, stub)
    own_loop = not _begins_anew(text, todo.binds) and source.loops(text, todo.binds)
    return bool(_shared_lines(text, stub) or own_loop)


def _is_attempt(text: str, todo: TodoCell, stub: str) -> bool:
    """Whether an input that Python can't read is a try at the cell."""
    if _is_function(stub, todo.binds):
        return bool(re.search(rf"^\s*(async\s+)?(def\s+{todo.binds}\b|{todo.binds}\s*=)", text, re.MULTILINE))
    begun = not todo.in_loop and re.search(rf"^{todo.binds}\s*=", text, re.MULTILINE)
    return bool(begun) or (todo.binds in text and _shared_lines(text, stub) > 0)


def _gives_value(text: str, name: str) -> bool:
    """Whether an input gives a name a value: not `means.sum()`, and not inside a function only."""
    return source.assigns(text, name) and source.binds(text, name)


def _begins_anew(text: str, name: str) -> bool:
    """Whether the first statement with a name, outside functions, gives it a value without reading it."""
    for statement in parsed(source.plain_python(text)).body:
        nodes = [] if isinstance(statement, ast.FunctionDef) else list(ast.walk(statement))
        uses = [node for node in nodes if isinstance(node, ast.Name) and node.id == name]
        if uses:
            parts = [node for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)]
            stored = [part.value for part in parts]
            augmented = [node.target for node in nodes if isinstance(node, ast.AugAssign)]
            return all((isinstance(use.ctx, ast.Store) or use in stored) and use not in augmented for use in uses)
    return False


def _parses(text: str) -> bool:
    try:
        source.mentions(text, "")
    except SyntaxError:  # TooComplexError too
        return False
    return True


def _shared_lines(text: str, stub: str) -> int:
    """How many lines of the stub still stand in the text: `start = time.time()`.

    A line that shows the means may stand in any cell, and tells nothing.
    """
    lines = {line.strip() for line in stub.splitlines() if len(line.strip()) > 8 and "..." not in line}
    lines = {line for line in lines if not line.startswith(SHOWING)}
    return sum(line in text for line in lines)


def _goes_by(text: str, stub: str) -> bool:
    """Whether a text mentions what the stub's loop goes by: `iterations`."""
    heads = [node.iter for node in ast.walk(parsed(source.plain_python(stub))) if isinstance(node, ast.For)]
    names = {node.id for head in heads for node in ast.walk(head) if isinstance(node, ast.Name)} - {"range"}
    return bool(names) and all(source.mentions(text, name) for name in names)
