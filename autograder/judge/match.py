"""Tell which of a student's cells is which of ours, whatever the editor and the student did to them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nbformat import NotebookNode

from autograder.judge.student_code import (
    added_code,
    answers,
    as_code,
    likeness,
    needs_stub,
    same_code,
    words_of_stub,
)

# Beyond so many cells nothing is compared word for word: honest notebooks have some forty.
MAX_COMPARED = 200
ALIKE = 0.6


def kind_of(cell: NotebookNode) -> str:
    """Tell what a released cell is: "solution", "check", "given" code or "prose"."""
    nbgrader = cell.metadata.get("nbgrader", {})
    if nbgrader.get("solution"):
        return "solution"
    if cell.cell_type != "code":
        return "prose"
    return "check" if nbgrader.get("grade") else "given"


def grade_id_of(cell: NotebookNode) -> str:
    """Give the name that nbgrader gave the cell, or ""."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


@dataclass(frozen=True)
class Answer:
    """What stands for a solution cell: the student's cell it was taken from, its text, how it was found.

    `how` is "copy" (it is the cell, or a copy of it), "place" (it stands where the cell was) or
    "beside" (the cell is untouched, and the answer stands in a cell of its own above or under it).
    """

    index: int
    source: str
    how: str


@dataclass(frozen=True)
class Match:
    """The student's cells beside ours.

    `owner[i]` is the index of the released cell that the student's cell `i` is, or is a copy of, or None.
    """

    student: Sequence[NotebookNode]
    released: Sequence[NotebookNode]
    owner: Sequence[int | None]
    _codes: dict[int, str] = field(default_factory=dict, repr=False, compare=False)

    def own_code(self, index: int) -> str:
        """Give the code that a cell of the student's adds to ours: all of it where the cell is their own."""
        if index not in self._codes:
            self._codes[index] = self._own_code(self.student[index], self.owner[index])
        return self._codes[index]

    def _own_code(self, cell: NotebookNode, of: int | None) -> str:
        code = cell.source if cell.cell_type == "code" else as_code(cell.source)
        if of is None:
            return code
        ours = self.released[of]
        if kind_of(ours) == "solution":
            return "" if same_code(code, ours.source) else code
        return added_code(code, ours.source) if ours.cell_type == "code" else ""

    @cached_property
    def answers(self) -> dict[int, Answer]:
        """The answer for each solution cell that has one, by the index of the released cell."""
        found = {of: answer for of in self._solutions if (answer := self._best_copy(of))}
        missing = [of for of in self._solutions if of not in found]
        gaps = {of: self._gap(of, found) for of in missing}
        for gap in dict.fromkeys(gaps.values()):
            found |= self._best_in_gap([of for of in missing if gaps[of] == gap], gap, found)
        return found

    @property
    def _solutions(self) -> list[int]:
        """The solution cells that ask for code."""
        cells = enumerate(self.released)
        return [of for of, cell in cells if kind_of(cell) == "solution" and cell.cell_type == "code"]

    def copies(self, of: int) -> list[int]:
        """Give the student's cells that are the released cell `of`."""
        return [index for index, owner in enumerate(self.owner) if owner == of]

    def _best_copy(self, of: int) -> Answer | None:
        """Take the last copy that does what the stub begins; of a cell split in two, the half that does."""
        stub = self.released[of].source
        written = [index for index in self.copies(of) if self.own_code(index).strip()]
        if not written:
            return None
        best = max(written, key=lambda index: (answers(self.own_code(index), stub), index))
        return Answer(best, self.own_code(best), "copy")

    def _gap(self, of: int, found: dict[int, Answer]) -> tuple[int, int]:
        """Give the first and last of the student's cells between which the answer must stand."""
        places = {
            owner: found[owner].index if owner in found else index
            for index, owner in reversed(list(enumerate(self.owner)))
            if owner is not None
        }
        first = next((places[other] for other in reversed(range(of)) if other in places), -1)
        after = [place for other, place in places.items() if other > of and place > first]
        return first, min(after, default=len(self.student))

    def _best_in_gap(
        self, missing: list[int], gap: tuple[int, int], found: dict[int, Answer]
    ) -> dict[int, Answer]:
        """Find answers for neighbouring solution cells among the student's own code between two cells of ours."""
        used = {answer.index for answer in found.values()}
        inside = range(max(gap[0], 0), min(gap[1] + 1, len(self.student)))
        candidates = [i for i in inside if self._is_candidate(i) and i not in used][-MAX_COMPARED:]
        chosen = _in_order([[self._fitness(of, i, gap) for i in candidates] for of in missing])
        taken = {of: candidates[place] for of, place in zip(missing, chosen, strict=True) if place is not None}
        return {of: self._answer_elsewhere(of, index) for of, index in taken.items()}

    def _is_candidate(self, index: int) -> bool:
        owner = self.owner[index]
        ours = owner is None or kind_of(self.released[owner]) in ("given", "check")
        return ours and bool(self.own_code(index).strip())

    def _fitness(self, of: int, index: int, gap: tuple[int, int]) -> float:
        """Say how well a cell may be the answer: 0 is not at all."""
        stub, code = self.released[of].source, self.own_code(index)
        if answers(code, stub):
            return 1 + words_of_stub(code, stub)
        # A cell that resembles nothing still is the answer where the cell is gone and it stands in its place.
        in_place = self.owner[index] is None and not self.copies(of)
        enclosed = gap[0] >= 0 and gap[1] < len(self.student)
        return 0.01 + words_of_stub(code, stub) if in_place and enclosed else 0.0

    def _answer_elsewhere(self, of: int, index: int) -> Answer:
        stub, code = self.released[of].source, self.own_code(index)
        if not self.copies(of):
            return Answer(index, code, "place")
        return Answer(index, f"{stub}\n{code}" if needs_stub(code, stub) else code, "beside")


def match(student: Sequence[NotebookNode], released: Sequence[NotebookNode]) -> Match:
    """Match cells by grade id, then by cell id, then by equal text, then by likeness.

    Copies all match the same cell of ours. Solution cells are never matched by likeness, since the
    student wrote them: `Match.answers` finds them by the cells around them.
    """
    owner: list[int | None] = [None] * len(student)
    _by_key(owner, [grade_id_of(cell) for cell in student], [grade_id_of(cell) for cell in released])
    _by_key(owner, [cell.get("id") for cell in student], [cell.get("id") for cell in released], once=True)
    _by_key(owner, [_letters(cell) for cell in student], [_letters(cell) for cell in released])
    _by_likeness(owner, student, released)
    return Match(student, released, owner)


def _letters(cell: NotebookNode) -> str:
    """Give the text of a cell without its white space."""
    return "".join(cell.source.split())


def _by_key(
    owner: list[int | None], theirs: Sequence[Hashable], ours: Sequence[Hashable], once: bool = False
) -> None:
    """Match cells with equal keys; where several of ours have the key, in their order."""
    taken = set(owner)
    for index, key in enumerate(theirs):
        if owner[index] is not None or not key:
            continue
        having = [of for of, other in enumerate(ours) if other == key]
        free = [of for of in having if of not in taken]
        if free or (having and not once):
            owner[index] = free[0] if free else having[-1]
            taken.add(owner[index])


def _by_likeness(
    owner: list[int | None], student: Sequence[NotebookNode], released: Sequence[NotebookNode]
) -> None:
    """Match what is left of ours, solution cells aside, with the most similar cells of the same type."""
    left = [of for of, cell in enumerate(released) if of not in owner and kind_of(cell) != "solution"]
    theirs = [index for index, of in enumerate(owner) if of is None][:MAX_COMPARED]
    pairs = [
        (likeness(student[index].source, released[of].source), index, of)
        for index in theirs
        for of in left
        if (student[index].cell_type == "code") == (released[of].cell_type == "code")
        and len(student[index].source) < 5 * len(released[of].source) + 200
    ]
    for score, index, of in sorted(pairs, key=lambda pair: -pair[0]):
        if score >= ALIKE and owner[index] is None and of not in owner:
            owner[index] = of


def _in_order(fitness: list[list[float]]) -> list[int | None]:
    """Give each row a column so that columns rise and the sum is highest; of equals, the later column."""
    rows, columns = len(fitness), len(fitness[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            taken = fitness[row][column] and fitness[row][column] + best[row + 1][column + 1]
            best[row][column] = max(taken, best[row + 1][column], best[row][column + 1])
    chosen: list[int | None] = [None] * rows
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row][column + 1]:
            column += 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            chosen[row] = column
            row, column = row + 1, column + 1
    return chosen
