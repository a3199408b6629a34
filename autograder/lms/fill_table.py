"""Shows in the terminal what filling an LMS's file would do, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from autograder.lms.fill import (
    AMBIGUOUS,
    CHANGED,
    FILLED,
    KINDS,
    LEFT,
    NO_MARK,
    NOT_GRADED,
    SAME,
    UNMATCHED,
    WRITTEN,
    Filling,
    Step,
)
from autograder.message import plain

# Of these there may be hundreds that say the same: so many are shown in full.
SHOWN = {FILLED: 12, SAME: 3, LEFT: 40, NOT_GRADED: 12, NO_MARK: 12, UNMATCHED: 40}
STYLES = {
    FILLED: "green", CHANGED: "yellow", SAME: "dim", NOT_GRADED: "yellow", NO_MARK: "dim", UNMATCHED: "magenta",
    AMBIGUOUS: "red",
}  # fmt: skip
MAX_TEXT = 200
MAX_NAMED = 20


def fill_table(filling: Filling) -> Table:
    """Give a row for each row of the file, in its order; of rows that all say the same, the first some."""
    sheet = filling.sheet
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=_title(filling), title_justify="left", title_style="bold")
    table.add_column(f"in {sheet.lms}", overflow="ellipsis", no_wrap=True, max_width=26)
    table.add_column("student", overflow="ellipsis", no_wrap=True, max_width=24)
    table.add_column("mark", justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for step in _shown(filling.steps):
        words = Text(f"{step.kind}: {plain(step.why)}" if step.why else step.kind, STYLES.get(step.kind, ""))
        table.add_row(_text(step.row.name), _text(step.student), _mark(step), words)
    return table


def summary(filling: Filling) -> list[str]:
    """Give lines that say how much there is of each, what was not shown, and who has no row."""
    counts = filling.counts
    lines = [", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]) or "no rows"]
    comments = sum(step.comment is not None for step in filling.steps)
    if comments:
        lines.append(f"{comments} with a new comment")
    hidden = {kind: counts[kind] - most for kind, most in SHOWN.items() if counts[kind] > most}
    if hidden:
        lines.append("Not shown above: " + ", ".join(f"{number} {kind}" for kind, number in hidden.items()))
    if filling.rowless:
        lines.append(f"With a mark and in no row: {_named(filling.rowless)}. students.csv says who is who.")
    return [plain(line) for line in (*lines, *filling.sheet.notes)]


def _named(students: Sequence[str]) -> str:
    more = f" and {len(students) - MAX_NAMED} more" if len(students) > MAX_NAMED else ""
    return ", ".join(students[:MAX_NAMED]) + more


def _title(filling: Filling) -> Text:
    return _text(f"{filling.sheet.path.name}, column '{filling.sheet.title}'")


def _shown(steps: Sequence[Step]) -> Iterator[Step]:
    so_far = dict.fromkeys(KINDS, 0)
    for step in steps:
        so_far[step.kind] += 1
        if so_far[step.kind] <= SHOWN.get(step.kind, len(steps)):
            yield step


def _mark(step: Step) -> Text:
    if step.kind in WRITTEN and step.row.now:
        return _text(f"{step.row.now} → {step.text}")
    return _text(step.text)


def _text(value: str) -> Text:
    """Give text on one line, in which nothing is taken for markup."""
    return Text(" ".join(plain(value)[:MAX_TEXT].split()), no_wrap=True, overflow="ellipsis")
