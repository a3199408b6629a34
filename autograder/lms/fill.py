"""Decides what filling one column of an LMS's file does to each of its rows, and fills it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.course import CourseError
from autograder.lms.comment import comment_html, is_ours
from autograder.lms.marks_sheet import Sheet, SheetRow, number_in, number_text
from autograder.lms.match_rows import Matches

Record = Mapping[str, Any]
# What can become of a row, in the order in which it is told; an unmatched one is of nobody whom we know.
FILLED, CHANGED, SAME, LEFT, NOT_GRADED, NO_MARK, UNMATCHED, AMBIGUOUS = (
    "filled", "changed", "unchanged", "left alone", "not graded yet", "no submission", "unmatched", "ambiguous",
)  # fmt: skip
KINDS = (FILLED, CHANGED, SAME, LEFT, NOT_GRADED, NO_MARK, UNMATCHED, AMBIGUOUS)
WRITTEN = (FILLED, CHANGED)
EXCUSED_IN_CANVAS = "EX"  # what its gradebook has in the place of a mark; Moodle's worksheet has nothing of the kind


@dataclass(frozen=True)
class Step:
    """What becomes of one row: the text that its field has afterwards, and why it is left alone, if it is."""

    row: SheetRow
    kind: str
    text: str
    student: str = ""
    why: str = ""
    comment: str | None = None  # None where nothing changes


@dataclass(frozen=True)
class Filling:
    """What filling a sheet does: a step for each row, and students with a mark who have no row of their own."""

    sheet: Sheet
    steps: tuple[Step, ...]
    rowless: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        """How many rows there are of each kind."""
        return Counter(step.kind for step in self.steps)

    @property
    def changes(self) -> dict[tuple[int, int], str]:
        """The fields to replace, by row and column."""
        sheet = self.sheet
        marks = {(step.row.index, sheet.column): step.text for step in self.steps if step.kind in WRITTEN}
        said = {step.row.index: step.comment for step in self.steps if step.comment is not None}
        if sheet.comments is None:
            return marks
        return marks | {(index, sheet.comments): _writable(text, sheet.file.encoding) for index, text in said.items()}

    def encoded(self) -> bytes:
        """The filled file, which differs from the sheet's own in the fields that are replaced."""
        return self.sheet.file.replaced(self.changes).encoded()


@dataclass(frozen=True)
class Choices:
    """What whoever exports has decided; `scale` is None where nothing was."""

    scale: bool | None = None
    missing_as_zero: bool = False
    comments: bool = False


def fill(
    sheet: Sheet, matches: Matches, records: Iterable[Record], choices: Choices, excused: Collection[str] = (),
    waiting: Collection[str] = (),
) -> Filling:  # fmt: skip
    """Decide what becomes of each row.

    `excused` are students without a mark, `waiting` those whose submission is not graded yet: neither ever get a 0.

    Raises CourseError when points differ and nothing was decided about scaling; when rows without a submission should
    get zero, and some students have no row, so that one of these rows may be theirs; and when comments are wanted
    for which the file has no column.
    """
    by_student, waiting = {record["student"]: record for record in records}, {*waiting}
    steps = tuple(_step(sheet, row, matches, by_student, choices, excused, waiting) for row in sheet.rows)
    found = {step.student for step in steps}
    rowless = tuple(student for student in by_student if student not in found)
    unplaced = [*rowless, *(student for student in waiting if student not in found)]
    _require_decided(sheet, steps, by_student, unplaced, choices)
    return Filling(sheet, steps, rowless)


def _step(
    sheet: Sheet, row: SheetRow, matches: Matches, records: Mapping[str, Record], choices: Choices,
    excused: Collection[str], waiting: Collection[str],
) -> Step:  # fmt: skip
    student = matches.students[row.index].student if row.index in matches.students else ""
    unfilled = Step(row, LEFT, row.now, student)
    if row.index in matches.ambiguous:
        return replace(unfilled, kind=AMBIGUOUS, why=matches.ambiguous[row.index])
    if row.left:
        return replace(unfilled, why=row.left)
    if student in excused:
        return _excused(sheet, unfilled)
    if student in records:
        return _marked(sheet, row, records[student], choices)
    if student in waiting:
        return replace(unfilled, kind=NOT_GRADED)
    if choices.missing_as_zero:
        return _compared(sheet, row, student, 0.0)
    return replace(unfilled, kind=NO_MARK if student else UNMATCHED)


def _excused(sheet: Sheet, unfilled: Step) -> Step:
    """What becomes of the row of a student who is excused."""
    if sheet.lms == "Canvas":
        return replace(unfilled, kind=CHANGED if unfilled.text else FILLED, text=EXCUSED_IN_CANVAS, why="excused")
    has_mark = number_in(unfilled.text) is not None
    return replace(unfilled, why="excused, but has a mark there: take it out by hand" if has_mark else "excused")


def _marked(sheet: Sheet, row: SheetRow, record: Record, choices: Choices) -> Step:
    """What becomes of the row of a student with a mark."""
    mark = float(record["score"])
    if choices.scale and row.limit and record["max_score"]:
        mark *= row.limit / float(record["max_score"])
    if not sheet.takes_more and row.limit is not None and round(mark, 2) > row.limit:
        why = f"{number_text(mark, sheet.comma)} is above {sheet.lms}'s maximum"
        return Step(row, LEFT, row.now, record["student"], why)
    step = _compared(sheet, row, record["student"], mark)
    if not choices.comments:
        return step
    comment = comment_html(record)
    theirs = bool(row.comment) and not is_ours(row.comment)
    return step if theirs or comment == row.comment else replace(step, comment=comment)


def _compared(sheet: Sheet, row: SheetRow, student: str, mark: float) -> Step:
    """Compare a mark with what stands there, to two decimals, as both LMS do."""
    now = number_in(row.now)
    if now is not None and round(now, 2) == round(mark, 2):
        return Step(row, SAME, row.now, student)
    return Step(row, CHANGED if row.now else FILLED, number_text(mark, sheet.comma), student)


def _require_decided(
    sheet: Sheet, steps: Sequence[Step], records: Mapping[str, Record], unplaced: Sequence[str], choices: Choices
) -> None:
    theirs = {step.row.limit for step in steps if step.student in records and step.row.limit}
    ours = {float(record["max_score"]) for record in records.values()}
    if choices.scale is None and any(limit not in ours for limit in theirs):
        raise CourseError(
            f"{sheet.path}: {sheet.lms} has {_points(theirs)} points for '{sheet.title}', and we have {_points(ours)}: "
            "add --scale to convert the marks, or --no-scale to give them as they are"
        )
    unsure = [*unplaced, *(step.row.name for step in steps if step.kind == AMBIGUOUS)]
    if choices.missing_as_zero and unsure:
        raise CourseError(
            f"{sheet.path}: --missing-as-zero could give 0 to somebody who handed in, since no row is surely that of "
            f"{', '.join(unsure[:5])}: say who is who in students.csv first"
        )
    if choices.comments and sheet.comments is None:
        raise CourseError(f"{sheet.path}: has no 'Feedback comments': switch these on in Moodle, and download it again")


def _points(values: Collection[float]) -> str:
    return " or ".join(number_text(value, comma=False) for value in sorted(values))


def _writable(text: str, encoding: str) -> str:
    """Write what an encoding has no sign for as HTML does: a comment is HTML."""
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
