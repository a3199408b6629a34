"""One submission being judged: a first pass through its cells, then the checks, then the kernel's end."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import hmac
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any

from nbformat import NotebookNode

from autograder import verdict
from autograder.evidence import Evidence, KernelDied, StudentTimeout
from autograder.exercises import points_of
from autograder.judge.assignment import Assignment
from autograder.judge.cells import CheckCell, RebuiltCells, find_checks, marked
from autograder.judge.deadline import Deadline
from autograder.judge.kernel import StudentKernel
from autograder.judge.kernel_channel import OVER_TIME, KernelChannel
from autograder.judge.rebuild import Rebuilt
from autograder.judge.second_kernel import SecondKernel
from autograder.judge.workplace import Workplace
from autograder.plain import Foreign, Malformed
from autograder.verdict import Finding, Verdict

RESTARTS = 2  # kernels after the first at least, for checks that stand before a cell that ended it
REPLAY_SECONDS = 30.0  # for each time that a student's cell runs again
_NOT_REACHED = "This check was not reached: an earlier cell ended the notebook."


class Session:
    """One submission being judged: a first pass through its cells, then the checks, then the kernel's end."""

    def __init__(
        self,
        rebuilt: Rebuilt,
        assignment: Assignment,
        workplace: Workplace,
        files: Mapping[str, bytes],
        submission: str,
    ) -> None:
        self.assignment, self.workplace, self.files = assignment, workplace, files
        self.cells = RebuiltCells(rebuilt, files)
        self.notebook = marked(rebuilt)
        self.checks = find_checks(self.notebook)
        self.notes: list[str] = []
        self._submission = submission
        self._deadline = Deadline(assignment.settings.limits.submission_seconds)
        self._reached = 0  # cells that ran, or tried to
        self._died_in: int | None = None
        self._doubtful: list[CheckCell] = []  # where a later cell may be to blame: to be judged without those
        self._memo: dict[Any, Any] = {}

    async def judge(self) -> list[Verdict]:
        """Run the notebook, then judge each check cell; the verdicts in the order of the cells."""
        verdicts: dict[str, Verdict] = {}
        done = False
        for attempt in range(1 + 2 * max(RESTARTS, len(self.checks))):  # each check may end its kernel, even twice
            alone = self._doubtful.pop(0) if self._doubtful else None
            try:
                await self._with_kernel(verdicts, alone, first=attempt == 0)
                done = done or alone is None
            except KernelDied as problem:
                self._note_death(problem, verdicts)
                done = False
            if done and not self._doubtful:
                break
        for check in self.checks:
            if check.exercise.name not in verdicts:
                verdicts[check.exercise.name] = self._verdict(check, verdict.error(check.problem or _NOT_REACHED))
        return [verdicts[check.exercise.name] for check in self.checks]

    async def _with_kernel(self, verdicts: dict[str, Verdict], alone: CheckCell | None, first: bool) -> None:
        """Run cells in a fresh kernel and judge what has no verdict yet: all, or one check after the cells before it.

        Raises KernelDied and CannotStart.
        """
        self._memo.clear()  # it holds on to the kernel before
        async with self.workplace.kernel(self.files) as kernel, AsyncExitStack() as stack:
            channel = KernelChannel(kernel, asyncio.get_running_loop(), REPLAY_SECONDS, self._deadline)
            cell_seconds = self.assignment.settings.limits.cell_seconds
            self._second = SecondKernel(self.cells, self.workplace, channel, stack, cell_seconds)
            await self._run_cells(kernel, self._end(alone), keep_outputs=first)
            for check in self.checks if alone is None else [alone]:
                if (check.exercise.name in verdicts and check is not alone) or check.fetched is None:
                    continue
                found = await asyncio.to_thread(self._judge_check, check, channel)
                if self._second.problem:
                    raise self._second.problem
                before = verdicts.get(check.exercise.name, found)
                verdicts[check.exercise.name] = max(found, before, key=lambda each: each.score)
                died = found.mistake == "kernel_died" and not await kernel.is_alive()
                short = channel.ran_short and found.outcome != "passed"
                if (died or short) and self._has_code_between(check.index, self._end(alone)):
                    self._doubtful.append(check)
                if died and alone is None:
                    raise KernelDied("")

    def _end(self, alone: CheckCell | None) -> int:
        """How many cells are run: those up to one check, or those before a cell that ended the kernel, or all."""
        if alone is not None:
            return alone.index + 1
        return len(self.notebook.cells) if self._died_in is None else self._died_in

    def _has_code_between(self, index: int, end: int) -> bool:
        """Whether code of the student's stands after a cell and among those that are run."""
        checks = {check.index for check in self.checks}
        later = range(index + 1, end)
        return any(self.notebook.cells[each].cell_type == "code" and each not in checks for each in later)

    async def _run_cells(self, kernel: StudentKernel, end: int, keep_outputs: bool) -> None:
        """First pass: the student's cells in order; at check cells the values are fetched instead."""
        checks = {check.index: check for check in self.checks}
        for index, cell in enumerate(self.notebook.cells[:end]):
            if cell.cell_type != "code":
                continue
            if index in checks:
                await self._fetch(kernel, checks[index])
                continue
            scratch = cell if keep_outputs else NotebookNode({**cell, "outputs": []})
            self._reached = index
            left = self._deadline.left()
            if left <= 0:
                self.notes.append(OVER_TIME)
                break
            seconds = min(self.assignment.settings.limits.cell_seconds, left)
            if stopped := await kernel.run(scratch, index, seconds):
                self.cells.stopped.add(index)
                self._note(f"Cell {index + 1} {stopped}.")
            if any(output.get("output_type") == "error" for output in scratch.outputs):
                self.cells.raised.add(index)

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    async def _fetch(self, kernel: StudentKernel, check: CheckCell) -> None:
        """Keep the namespace as it is at a check cell, and fetch the values that the check names."""
        try:
            await kernel.ask({"do": "keep", "as": check.exercise.name}, (), REPLAY_SECONDS)
            check.fetched = await kernel.ask({"do": "fetch", "names": check.names}, (), REPLAY_SECONDS)
        except StudentTimeout as problem:
            check.problem = str(problem)
        except Malformed as problem:
            check.problem = f"A value of yours could not be read: {problem}."

    def _judge_check(self, check: CheckCell, channel: KernelChannel) -> Verdict:
        """Judge one check cell on what was fetched and what the kernel still answers; never raises."""
        left = self._deadline.left()
        if left <= 0:
            return self._verdict(check, verdict.timeout(OVER_TIME))
        limits, settings = self.assignment.settings.limits, self.assignment.settings
        evidence = Evidence(
            channel, self.cells, self._secret(check), self._yardstick_seconds, snapshot=check.exercise.name,
            seconds=min(REPLAY_SECONDS, limits.cell_seconds, left), memo=self._memo,
            time_full=settings.time_full, time_zero=settings.time_zero, common=self.assignment.secret,
        )  # fmt: skip
        evidence.as_shown = functools.partial(self._second.evidence, check, evidence)
        evidence.left_out = self._second.left_out
        self._loop_of_yardstick = channel.loop
        try:
            values = self._values(check, evidence)
        except Malformed as problem:
            return self._verdict(check, verdict.error(f"A value of yours could not be read: {problem}."))
        return check.exercise.verdict(evidence, values, points_of(check.exercise, settings.points))

    def _values(self, check: CheckCell, evidence: Evidence) -> list[Any]:
        """Decode the values that a check names; one without a value is Foreign."""
        answer, buffers = check.fetched
        nodes = answer.get("values")
        if not isinstance(nodes, dict):
            raise Malformed("a damaged answer")
        decoder = evidence.decoder(buffers)
        return [decoder.decode(nodes[name]) if name in nodes else Foreign("name without a value")
                for name in check.names]  # fmt: skip

    def _secret(self, check: CheckCell) -> bytes:
        """Inputs derive from the course's secret and the submission: unforeseeable, and the same in a regrade."""
        text = f"{self._submission}:{check.exercise.todo.grade_id}".encode()
        return hmac.new(self.assignment.secret, text, hashlib.sha256).digest()

    def _yardstick_seconds(self, steps: int) -> float:
        return asyncio.run_coroutine_threadsafe(
            self.workplace.yardstick.cpu_seconds_of_steps(steps), self._loop_of_yardstick
        ).result()

    def _verdict(self, check: CheckCell, finding: Finding) -> Verdict:
        return Verdict.of(check.exercise.name, finding, points_of(check.exercise, self.assignment.settings.points))

    def _note_death(self, problem: KernelDied, verdicts: Mapping[str, Verdict]) -> None:
        """Remember which cell ended the kernel: the next one stops before it."""
        in_first_pass = bool(str(problem))
        if in_first_pass:
            self._died_in = self._reached
            self._note(f"The kernel ended in cell {self._reached + 1}.")
            for check in self.checks:
                check.fetched = None if check.exercise.name not in verdicts else check.fetched
                if check.index > self._reached:
                    check.problem = f"{problem} It happened in cell {self._reached + 1}."
