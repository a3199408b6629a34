"""What a student wrote, by exercise: the TO DO cells and the student's own cells, taken out as the judge does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.grade.class_work import Class
from autograder.judge.assignment import exercises_in
from autograder.judge.read import read_notebook
from autograder.judge.rebuild import Rebuilt, rebuild
from autograder.judge.submission import find_notebook


@dataclass(frozen=True)
class OwnCode:
    """A student's own code: for each exercise, by its name, its TO DO cell and the student's cells beside it."""

    student: str
    exercises: Mapping[str, str]


def read_own_code(work: Class, student: str) -> OwnCode:
    """Read what a student handed in; raises Unreadable for what is no notebook."""
    limit = int(work.assignment.settings.limits.notebook_megabytes * 1e6)
    found = find_notebook(work.submitted(student), f"{work.notebook}.ipynb", limit)
    return OwnCode(student, _by_exercise(work, rebuild(read_notebook(found.data, limit), work.assignment.released)))


def published_solution(work: Class) -> OwnCode | None:
    """Give the course's own solution, where the course has one."""
    path = work.course / "solutions" / work.assignment.name / f"{work.notebook}.ipynb"
    if not path.is_file():
        return None
    rebuilt = rebuild(read_notebook(path.read_bytes(), 2**30), work.assignment.released)
    return OwnCode("", _by_exercise(work, rebuilt))


def skeleton(work: Class) -> list[str]:
    """Give all code that was handed out."""
    return [cell.source for cell in work.assignment.released.cells if cell.cell_type == "code"]


def _by_exercise(work: Class, rebuilt: Rebuilt) -> dict[str, str]:
    """Join the student's code by exercise: a cell of their own belongs to the TO DO cell above it, or to the first."""
    names: dict[str, str] = {}
    for exercise in exercises_in(work.assignment):
        names.setdefault(exercise.todo.grade_id, exercise.name)
    first = next(iter(names.values()))
    parts: dict[str, list[str]] = {}
    current = first
    for cell in rebuilt.cells:
        current = names.get(cell.grade_id, current)
        is_own = cell.kind == "extra" or (cell.kind == "solution" and cell.source != rebuilt.stubs.get(cell.grade_id))
        if is_own and cell.cell_type == "code" and cell.source.strip():
            parts.setdefault(current, []).append(cell.source.strip("\n"))
    return {name: "\n\n".join(sources) for name, sources in parts.items()}
