"""Makes the sample class: a course's `submitted/` folder with twelve submissions to 02_kmeans."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.sample_class.answers import Answer, Extra, read_answer

ANSWERS = Path(__file__).parent / "answers"
DEFAULT = "one_hot"  # the answer that stands in a TO DO cell which another answer leaves out

# What each submission is: the name of its file in answers/, or one of the two that need none.
UNTOUCHED = "untouched"
DAMAGED = "damaged_file"
SUBMISSIONS = (
    "one_hot",
    "stops_when_settled",
    "sort_and_reduceat",
    "loop_over_means",
    "noise_for_means",
    "argmin_wrong_axis",
    "missing_mean_norm",
    "mean_without_axis",
    "labels_computed_once",
    UNTOUCHED,
    "syntax_error",
    DAMAGED,
)


def make_sample_class(
    folder: Path, released_notebook: Path, assignment: str = "02_kmeans", notebook: str = "kmeans"
) -> list[str]:
    """Write `submitted/<student>/<assignment>/<notebook>.ipynb` below `folder`; give the students' ids.

    The same released notebook makes the same bytes. An id says what was handed in: `s01-one-hot`.
    """
    released = nbformat.read(released_notebook, as_version=4)
    students = student_ids()
    for student, submission in zip(students, SUBMISSIONS, strict=True):
        place = folder / "submitted" / student / assignment / f"{notebook}.ipynb"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_handed_in(released, submission))
    return students


def student_ids() -> list[str]:
    """Ids of the twelve, in order."""
    return [f"s{n:02d}-{name.replace('_', '-')}" for n, name in enumerate(SUBMISSIONS, start=1)]


def _handed_in(released: NotebookNode, submission: str) -> bytes:
    """Bytes of one submission: the released notebook with its answer, or what has become of it."""
    if submission == UNTOUCHED:
        return _as_bytes(released)
    default = read_answer(ANSWERS / f"{DEFAULT}.py")
    if submission == DAMAGED:
        whole = _as_bytes(fill(released, default))
        return whole[: len(whole) // 2]
    return _as_bytes(fill(released, read_answer(ANSWERS / f"{submission}.py"), default))


def _as_bytes(notebook: NotebookNode) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()


def fill(released: NotebookNode, answer: Answer, default: Answer | None = None) -> NotebookNode:
    """Give a copy of the released notebook with the answer in it.

    A TO DO cell that the answer leaves out gets the source that `default` has for it, or stays as it was.
    Raises ValueError when the answer names a cell that the notebook does not have.
    """
    filled = copy.deepcopy(released)
    sources = {**(default.cells if default else {}), **answer.cells}
    for grade_id, source in sources.items():
        filled.cells[_place_of(filled, grade_id)].source = source
    extras = [
        (_place_for(released, extra), nbformat.v4.new_code_cell(extra.source, id=f"extra-{number}"))
        for number, extra in enumerate(answer.extras, start=1)
    ]
    for place, cell in sorted(extras, key=lambda pair: pair[0])[::-1]:
        filled.cells.insert(place, cell)
    return filled


def _place_for(released: NotebookNode, extra: Extra) -> int:
    """Index at which an extra cell goes in: directly before its TO DO cell, or after its last check cell."""
    place = _place_of(released, extra.grade_id)
    if extra.where == "before":
        return place
    last = place
    for index in range(place + 1, len(released.cells)):
        marks = _marks(released.cells[index])
        if marks.get("solution"):
            break
        if marks.get("grade"):
            last = index
    return last + 1


def _place_of(notebook: NotebookNode, grade_id: str) -> int:
    """Index of the TO DO cell with a grade id."""
    for index, cell in enumerate(notebook.cells):
        marks = _marks(cell)
        if marks.get("grade_id") == grade_id and marks.get("solution"):
            return index
    raise ValueError(f"the notebook has no TO DO cell {grade_id!r}")


def _marks(cell: NotebookNode) -> dict[str, object]:
    """What nbgrader wrote on a cell."""
    marks: dict[str, object] = cell.metadata.get("nbgrader", {})
    return marks
