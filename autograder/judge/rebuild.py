"""Put a student's answers into the course's own copy of the notebook, so that nothing else of theirs counts."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count, islice

import nbformat
from nbformat import NotebookNode

from autograder.judge.match import Answer, Match, grade_id_of, kind_of, match
from autograder.judge.student_code import same_code

# An honest notebook has a tenth of this; more would cost whoever grades it time and room.
MAX_EXTRAS = 200
MAX_CELL_CHARACTERS = 100_000
MAX_CHARACTERS = 500_000
MAX_NOTES = 20


@dataclass(frozen=True)
class RebuiltCell:
    """One cell of a rebuilt notebook.

    `kind` says whose it is: "given" (our code), "check" (our graded cell), "prose" (our text),
    "solution" (our cell with the student's text) or "extra" (the student's own). Of "solution" and
    "extra" the `source` is the student's, code or prose by `cell_type`, and not to be trusted.
    `grade_id` is "" where there is none; `points` are those of a check, else None.
    """

    kind: str
    source: str
    grade_id: str
    cell_id: str
    points: float | None
    cell_type: str = "code"

    @property
    def is_students_code(self) -> bool:
        """Whether this is code that a student wrote."""
        return self.kind in ("extra", "solution") and self.cell_type == "code"


@dataclass(frozen=True)
class Rebuilt:
    """A student's answers in the course's own notebook.

    `stubs` has what was handed out for each solution cell, by grade id; `notes` are remarks for
    the student that cost no points.
    """

    cells: list[RebuiltCell]
    notes: tuple[str, ...]
    stubs: dict[str, str]
    released: NotebookNode = field(repr=False)

    def notebook(self) -> NotebookNode:
        """Give it as a notebook of format 4.5 with the released metadata and no outputs.

        The student's own prose becomes a block of plain text, so that no page made of the notebook obeys it.
        """
        ours = dict(zip(_ids(self.released), self.released.cells, strict=True))
        return nbformat.from_dict(
            {
                "nbformat": 4,
                "nbformat_minor": 5,
                "metadata": copy.deepcopy(dict(self.released.metadata)),
                "cells": [_notebook_cell(cell, ours.get(cell.cell_id)) for cell in self.cells],
            }
        )


def rebuild(student: NotebookNode, released: NotebookNode) -> Rebuilt:
    """Put the student's answers and own cells into the released notebook.

    Every cell is ours, in our order, except the text of the solution cells and the student's own
    cells, which follow the cell of ours that they followed. What a student changed in a given or
    graded cell is not run; what they *added* there is kept as a cell of their own after it. No metadata,
    id, output or attachment of theirs survives.

    Parameters
    ----------
    student : NotebookNode
        As `read_notebook` gives it.
    released : NotebookNode
        The course's own copy; it is trusted.
    """
    theirs, notes = _bounded(student.cells)
    found = match(theirs, released.cells)
    extras = _extras(found, notes)
    texts = {of: _solution_text(found, of, notes) for of in range(len(released.cells))}
    fresh = (f"extra-{number}" for number in count(1))
    ids = _ids(released)
    unused = (name for name in fresh if name not in ids)
    cells = [replace(extra, cell_id=next(unused)) for extra in extras.get(None, [])]
    for of, cell in enumerate(released.cells):
        cells.append(_our_cell(cell, ids[of], texts[of]))
        cells += [replace(extra, cell_id=next(unused)) for extra in extras.get(of, [])]
    return Rebuilt(cells, tuple(_edits(found) + notes)[:MAX_NOTES], _stubs(released), released)


def _bounded(cells: list[NotebookNode]) -> tuple[list[NotebookNode], list[str]]:
    """Leave out cells that are too long, alone or together, with a note."""
    kept, characters = [], 0
    for cell in cells:
        if len(cell.source) <= min(MAX_CELL_CHARACTERS, MAX_CHARACTERS - characters):
            kept.append(cell)
            characters += len(cell.source)
    if len(kept) == len(cells):
        return kept, []
    limits = f"{MAX_CELL_CHARACTERS:,} characters in one and {MAX_CHARACTERS:,} in all"
    return kept, [f"Cells left out because of their length: {len(cells) - len(kept):,} (read are {limits})."]


def _ids(released: NotebookNode) -> list[str]:
    """Give the ids of the released cells, which notebooks before format 4.5 lack."""
    return [cell.get("id") or f"given-{number}" for number, cell in enumerate(released.cells, 1)]


def _stubs(released: NotebookNode) -> dict[str, str]:
    return {grade_id_of(cell): cell.source for cell in released.cells if kind_of(cell) == "solution"}


def _our_cell(cell: NotebookNode, cell_id: str, text: str | None) -> RebuiltCell:
    nbgrader = cell.metadata.get("nbgrader", {})
    points = float(nbgrader.get("points", 0)) if nbgrader.get("grade") else None
    source = cell.source if text is None else text
    return RebuiltCell(kind_of(cell), source, grade_id_of(cell), cell_id, points, cell.cell_type)


def _solution_text(found: Match, of: int, notes: list[str]) -> str | None:
    """Give the student's text for a solution cell, with a note where it is not plainly theirs."""
    cell = found.released[of]
    if kind_of(cell) != "solution":
        return None
    copies = found.copies(of)
    if cell.cell_type != "code":
        return next((found.student[index].source for index in reversed(copies)), None)
    answer, name = found.answers.get(of), f"`{grade_id_of(cell)}`"
    if answer is None:
        if not copies:
            notes.append(f"The cell {name} is missing, and so counts as not attempted.")
        return None
    notes += _how_it_was_found(found, answer, name, copies)
    return answer.source


def _how_it_was_found(found: Match, answer: Answer, name: str, copies: list[int]) -> Iterator[str]:
    if answer.how == "beside":
        yield f"The cell {name} is as it was handed out; the answer was taken from a cell beside it."
    elif answer.how == "place":
        yield f"The cell {name} is missing; the answer was taken from the cell in its place."
    elif len([index for index in copies if found.own_code(index).strip()]) > 1:
        yield f"There is more than one cell {name}: the last that answers was graded, the others were run."
    if found.student[answer.index].cell_type != "code":
        yield f"The cell {name} was no longer a code cell; its text was taken as code."


def _extras(found: Match, notes: list[str]) -> dict[int | None, list[RebuiltCell]]:
    """Give the first so many of the student's own cells, by the cell of ours that they followed."""
    extras: dict[int | None, list[RebuiltCell]] = {}
    own = _own_cells(found)
    for follows, cell_type, source in islice(own, MAX_EXTRAS):
        extras.setdefault(follows, []).append(RebuiltCell("extra", source, "", "", None, cell_type))
    if left_out := len(list(own)):
        notes.append(f"Of your own cells the last {left_out:,} were left out: at most {MAX_EXTRAS} are run.")
    return extras


def _own_cells(found: Match) -> Iterator[tuple[int | None, str, str]]:
    """Give each of the student's own cells: the cell of ours before it, its type, its text."""
    answered = {answer.index: of for of, answer in found.answers.items()}
    firsts: dict[int, int] = {}
    for index, of in enumerate(found.owner):
        if of is not None and of not in found.answers:
            firsts.setdefault(of, index)
    follows: int | None = None
    for index, (cell, of) in enumerate(zip(found.student, found.owner, strict=True)):
        if index in answered:
            follows = answered[index]
            continue
        if of is not None and firsts.get(of) == index:
            follows = of
        cell_type = "code" if cell.cell_type == "code" else "markdown"
        source = found.own_code(index) if cell_type == "code" else _own_prose(found, index)
        if source.strip():
            yield follows, cell_type, source


def _own_prose(found: Match, index: int) -> str:
    """Give the lines of a text cell that ours lacks."""
    cell, of = found.student[index], found.owner[index]
    if of is None:
        return str(cell.source)
    ours = found.released[of]
    if kind_of(ours) == "solution" and (ours.cell_type != "code" or same_code(cell.source, ours.source)):
        return ""
    known = {line.strip() for line in ours.source.split("\n")}
    return "\n".join(line for line in cell.source.split("\n") if line.strip() not in known)


def _edits(found: Match) -> list[str]:
    """Give a note for each given code cell that the student changed."""
    notes: dict[int, str] = {}
    for index, of in enumerate(found.owner):
        if of is None or of in notes or kind_of(found.released[of]) not in ("given", "check"):
            continue
        theirs, ours = found.student[index].source, found.released[of].source
        if not theirs.strip() or same_code(theirs, ours):
            continue
        kept = "what you added was run after it" if found.own_code(index) else "your change was not run"
        first = ours.strip().split("\n")[0].replace("`", "'")[:60]
        notes[of] = f"The given cell that begins `{first}` was changed: it was run as handed out, and {kept}."
    return list(notes.values())


def _notebook_cell(cell: RebuiltCell, ours: NotebookNode | None) -> dict[str, object]:
    """Give a cell for a notebook: ours with its metadata, or the student's with none."""
    made = copy.deepcopy(dict(ours)) if ours else {"cell_type": cell.cell_type, "metadata": {}}
    made |= {"id": cell.cell_id, "source": cell.source}
    if cell.cell_type == "code":
        return made | {"outputs": [], "execution_count": None}
    return made | {"source": _fenced(cell.source)} if cell.kind in ("extra", "solution") else made


def _fenced(text: str) -> str:
    """Give text as a Markdown block that is shown letter by letter, whatever is in it."""
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"
