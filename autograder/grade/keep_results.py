"""Keeps results as they come from those who judge: those that are ready are written together, with one flush."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.grade.class_work import Class
from autograder.grade.held_back import PLACE, changes_a_mark, keeps_steady_time
from autograder.grade.journal import Journal, Line, Record
from autograder.grade.one_submission import Result
from autograder.grade.page import write_private

Write = Callable[[Sequence[Result]], None]


@dataclass
class _Waiting:
    """A result on its way to the disk, and what hindered it."""

    result: Result
    is_written: bool = False
    problem: BaseException | None = None


class Keeper:
    """Hands results to `write`, in a thread, one batch after the other. While one is written, the next one gathers."""

    def __init__(self, write: Write) -> None:
        self._write, self._writing = write, asyncio.Lock()
        self._waiting: list[_Waiting] = []

    async def keep(self, result: Result) -> None:
        """Return when a result is written; raises whatever `write` raises."""
        mine = _Waiting(result)
        self._waiting.append(mine)
        async with self._writing:
            if not mine.is_written:  # else whoever was here before has taken it along
                await self._write_all()
        if mine.problem:
            raise mine.problem

    async def _write_all(self) -> None:
        batch, self._waiting = self._waiting, []
        problem: BaseException | None = None
        try:
            await asyncio.to_thread(self._write, [each.result for each in batch])
        except BaseException as raised:
            problem = raised
        for each in batch:
            each.is_written, each.problem = True, problem


class Kept:
    """Writes a class's results: into the journal, or where records wait that would change a mark that was given out.

    `new` are the students who were judged, `changed` says how the journal's marks changed by that.
    """

    def __init__(self, work: Class, newest: Mapping[str, Line]) -> None:
        self._work, self._newest, self._given_out = work, newest, set(work.published.newest())
        self.new: set[str] = set()
        self.changed: list[str] = []

    def write(self, results: Sequence[Result]) -> None:
        """Write the graded notebooks, then the records: whoever has a record has a notebook."""
        placed = [self._placed(result.record) for result in results]
        for result, record in zip(results, placed, strict=True):
            waits, student = PLACE in record, record["student"]
            path = self._work.held_back_notebook(student) if waits else self._work.autograded(student)
            _write_notebook(path, result.notebook)
        self._append(self._work.held_back, [record for record in placed if PLACE in record])
        self._append(self._work.journal, [record for record in placed if PLACE not in record])
        self.new.update(record["student"] for record in placed)
        self.changed += [told for record in placed if PLACE not in record and (told := self._change(record))]

    def _placed(self, record: Record) -> Record:
        """Give a record as it is written: with the place in the journal that it waits for, where it has to wait."""
        before = self._newest.get(record["student"])
        if before is None:
            return record
        old = next(self._work.journal.read([before]))
        record = keeps_steady_time(old, record)
        if record["student"] not in self._given_out:
            return record
        return {**record, PLACE: before.at} if changes_a_mark(old, record) else record

    def _append(self, journal: Journal, records: Sequence[Record]) -> None:
        if records:
            journal.append(*records)

    def _change(self, record: Record) -> str:
        """Say how a record in the journal changes a mark; "" where it doesn't."""
        before = self._newest.get(record["student"])
        if before is None or before.score == record["score"]:
            return ""
        return f"{record['student']}: {before.score:g} → {record['score']:g}"


def _write_notebook(path: Path, notebook: str | None) -> None:
    if notebook is None:
        path.unlink(missing_ok=True)
    else:
        write_private(path, notebook)
