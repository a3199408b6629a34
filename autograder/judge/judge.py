"""Judges one submission: reads it, rebuilds it, runs the student's cells, and gives each exercise its verdict.

No verdict is computed where student code runs: check cells are not run there at all. Their values are
fetched as plain data, and the checks run here.
"""

from __future__ import annotations

import ast
import asyncio
import hashlib
import hmac
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

import autograder
from autograder import verdict
from autograder.course import Settings
from autograder.evidence import Evidence, KernelDied, StudentTimeout
from autograder.exercises import Exercise, find_exercises, points_of
from autograder.judge.kernel import KernelChannel, StudentKernel
from autograder.judge.rebuild import Rebuilt, RebuiltCell, rebuild
from autograder.judge.submission import Unreadable, read_notebook, submission_hash
from autograder.judge.workplace import Workplace
from autograder.plain import Foreign, Malformed
from autograder.verdict import Finding, Verdict

RESTARTS = 2  # kernels after the first, for checks that stand before a cell that ended it
REPLAY_SECONDS = 30.0  # for each time that a student's cell runs again


@dataclass(frozen=True)
class Assignment:
    """What a submission is judged by: the course's own copy of the notebook, its settings, its secret."""

    name: str
    released: NotebookNode
    settings: Settings
    secret: bytes
    course_hash: str = ""


@dataclass(frozen=True)
class Graded:
    """A record (plain data) and the notebook as it ran, with outputs; None when it could not be read."""

    record: dict[str, Any]
    notebook: NotebookNode | None


@dataclass
class CheckCell:
    """A check cell and what it asks for: `check.initial_means(means)` names the value `means`."""

    index: int
    exercise: Exercise
    names: list[str]
    fetched: Any = None
    problem: str = ""


@dataclass
class RebuiltCells:
    """The sources of a rebuilt notebook, as checks ask for them."""

    rebuilt: Rebuilt
    files: Mapping[str, bytes] = field(default_factory=dict)
    stopped: set[int] = field(default_factory=set)  # indices of cells that did not end: not run again

    def code(self, grade_id: str) -> str:
        """What stands in a TO DO cell."""
        return next((cell.source for cell in self.rebuilt.cells if cell.grade_id == grade_id), self.stub(grade_id))

    def stub(self, grade_id: str) -> str:
        """What stood there when the notebook was handed out."""
        return self.rebuilt.stubs.get(grade_id, "...")

    def between(self, first: str, last: str) -> list[str]:
        """The student's own cells between two TO DO cells."""
        names = [cell.grade_id for cell in self.rebuilt.cells]
        part = range(names.index(first) + 1, names.index(last))
        own = [index for index in part if _is_students_code(self.rebuilt.cells[index])]
        return [self.rebuilt.cells[index].source for index in own if index not in self.stopped]

    def others(self, grade_id: str) -> list[str]:
        """All of the student's cells but one."""
        return [cell.source for cell in self.rebuilt.cells if _is_students_code(cell) and cell.grade_id != grade_id]

    def modules(self) -> Mapping[str, str]:
        """Sources of the modules handed in beside the notebook."""
        return {
            _module_name(name): data.decode("utf-8", "replace")
            for name, data in self.files.items()
            if name.endswith(".py")
        }


def _is_students_code(cell: RebuiltCell) -> bool:
    return cell.kind in ("extra", "solution") and cell.cell_type == "code"


def _module_name(path: str) -> str:
    """Give the name that a file is imported by: "helper.steps" for `helper/steps.py`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


async def judge(
    data: bytes,
    assignment: Assignment,
    workplace: Workplace,
    *,
    student: str = "",
    files: Mapping[str, bytes] | None = None,
    notes: Sequence[str] = (),
) -> Graded:
    """Grade one submission, whatever it is: always a record with a verdict for each exercise. Raises CannotStart."""
    begun = time.monotonic()
    files = files or {}
    try:
        notebook = read_notebook(data, int(assignment.settings.limits.notebook_megabytes * 1e6))
    except Unreadable as problem:
        reason = str(problem)
        return Graded(refused(data, assignment, reason, workplace.tier, student=student, notes=notes, files=files), None)
    rebuilt = rebuild(notebook, assignment.released)
    session = Session(rebuilt, assignment, workplace, files, submission_hash(data, dict(files)))
    verdicts = await session.judge()
    told = [*notes, *rebuilt.notes, *session.notes]
    record = make_record(data, files, assignment, verdicts, workplace.tier, student, told)
    record["seconds"] = round(time.monotonic() - begun, 2)
    return Graded(record, session.notebook)


def refused(
    data: bytes, assignment: Assignment, reason: str, tier: str, *, student: str = "", notes: Sequence[str] = (),
    files: Mapping[str, bytes] | None = None,
) -> dict[str, Any]:
    """Make the record of a submission that could not be read: no points, and the reason."""
    findings = [
        Verdict.of(exercise.name, verdict.error(reason), points_of(exercise, assignment.settings.points))
        for exercise in exercises_in(assignment)
    ]
    return make_record(data, files or {}, assignment, findings, tier, student, list(notes), reason)


def exercises_in(assignment: Assignment) -> list[Exercise]:
    """The exercises of the released notebook, in the order of their check cells."""
    known = find_exercises()
    grade_ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in assignment.released.cells]
    return [known[name] for name in grade_ids if name in known]


def make_record(
    data: bytes,
    files: Mapping[str, bytes],
    assignment: Assignment,
    verdicts: Sequence[Verdict],
    tier: str,
    student: str,
    notes: Sequence[str],
    reason: str = "",
) -> dict[str, Any]:
    """Put a submission's verdicts together as plain data: one line of the journal."""
    return {
        "student": student,
        "assignment": assignment.name,
        "submission": submission_hash(data, dict(files)),
        "course": assignment.course_hash,
        "engine": autograder.__version__,
        "graded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "reason": reason,
        "score": round(sum(each.score for each in verdicts), 2),
        "max_score": round(sum(each.max_score for each in verdicts), 2),
        "sandbox": tier,
        "seconds": 0.0,
        "exercises": [each.as_dict() for each in verdicts],
        "notes": list(notes),
    }


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
        self._deadline = time.monotonic() + assignment.settings.limits.submission_seconds
        self._reached = 0  # cells that ran, or tried to
        self._died_in: int | None = None
        self._memo: dict[Any, Any] = {}

    async def judge(self) -> list[Verdict]:
        """Run the notebook, then judge each check cell; the verdicts in the order of the cells."""
        verdicts: dict[str, Verdict] = {}
        for attempt in range(1 + RESTARTS):
            try:
                await self._with_kernel(verdicts, first=attempt == 0)
                break
            except KernelDied as problem:
                self._note_death(problem, verdicts)
        for check in self.checks:
            if check.exercise.name not in verdicts:
                verdicts[check.exercise.name] = self._verdict(check, verdict.error(check.problem or _NOT_REACHED))
        return [verdicts[check.exercise.name] for check in self.checks]

    async def _with_kernel(self, verdicts: dict[str, Verdict], first: bool) -> None:
        """Run the cells in a fresh kernel and judge what has no verdict yet; raises KernelDied."""
        self._memo.clear()  # it holds on to the kernel before
        async with self.workplace.kernel(self.files) as kernel:
            loop = asyncio.get_running_loop()
            channel = KernelChannel(kernel, loop, REPLAY_SECONDS)
            await self._run_cells(kernel, keep_outputs=first)
            for check in self.checks:
                if check.exercise.name in verdicts or check.fetched is None:
                    continue
                self._current = check
                found = await asyncio.to_thread(self._judge_check, check, channel)
                if found.mistake == "kernel_died" and not await kernel.is_alive():
                    verdicts[check.exercise.name] = found
                    raise KernelDied("")
                verdicts[check.exercise.name] = found

    async def _run_cells(self, kernel: StudentKernel, keep_outputs: bool) -> None:
        """First pass: the student's cells in order; at check cells the values are fetched instead."""
        checks = {check.index: check for check in self.checks}
        end = len(self.notebook.cells) if self._died_in is None else self._died_in
        for index, cell in enumerate(self.notebook.cells[:end]):
            if cell.cell_type != "code":
                continue
            if index in checks:
                await self._fetch(kernel, checks[index])
                continue
            scratch = cell if keep_outputs else NotebookNode({**cell, "outputs": []})
            self._reached = index
            left = self._deadline - time.monotonic()
            if left <= 0:
                self.notes.append(_OVER_TIME)
                break
            seconds = min(self.assignment.settings.limits.cell_seconds, left)
            if stopped := await kernel.run(scratch, index, seconds):
                self.cells.stopped.add(index)
                self._note(f"Cell {index + 1} {stopped}.")

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
        left = self._deadline - time.monotonic()
        if left <= 0:
            return self._verdict(check, verdict.timeout(_OVER_TIME))
        limits, settings = self.assignment.settings.limits, self.assignment.settings
        evidence = Evidence(
            channel, self.cells, self._secret(check), self._yardstick_seconds, snapshot=check.exercise.name,
            seconds=min(REPLAY_SECONDS, limits.cell_seconds, left), memo=self._memo,
            time_full=settings.time_full, time_zero=settings.time_zero,
        )  # fmt: skip
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


def marked(rebuilt: Rebuilt) -> NotebookNode:
    """The rebuilt notebook, each cell marked with its kind and exercise: what feedback is made of."""
    notebook = rebuilt.notebook()
    known = find_exercises()
    for cell, node in zip(rebuilt.cells, notebook.cells, strict=True):
        exercise = cell.grade_id if cell.grade_id in known else ""
        node.metadata["kmeans_by_hand"] = {"kind": cell.kind, "exercise": exercise}
    return notebook


_NOT_REACHED = "This check was not reached: an earlier cell ended the notebook."
_OVER_TIME = "The whole notebook used up the time that a submission has."


def find_checks(notebook: NotebookNode) -> list[CheckCell]:
    """The check cells of a rebuilt notebook, all of them the course's own."""
    known = find_exercises()
    found = []
    for index, cell in enumerate(notebook.cells):
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in known and cell.cell_type == "code":
            found.append(CheckCell(index, known[name], names_in_check(cell.source, name)))
    return found


def names_in_check(source: str, exercise: str) -> list[str]:
    """Names that a check cell passes on: ["means"] for `check.initial_means(means)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == exercise:
            return [argument.id for argument in node.args if isinstance(argument, ast.Name)]
    return []


def course_hash(released: NotebookNode, settings: Settings) -> str:
    """Hash all that verdicts depend on: the checks' and the judge's code, the released notebook, the settings."""
    package = Path(autograder.__file__).parent
    digest = hashlib.sha256()
    alone = ("agent", "arguments", "evidence", "exercises", "plain", "verdict", "yardstick")
    parts = [package / f"{name}.py" for name in alone]
    for folder in ("checks", "functions", "judge", "source"):
        parts += sorted((package / folder).rglob("*.py"))
    for path in parts:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update(nbformat.writes(released).encode())
    digest.update(repr(settings).encode())
    return digest.hexdigest()[:16]
