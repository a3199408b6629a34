"""`check`, as students use it: `check.initial_means(means)`, `check.initial_means.hint()`, `check.progress()`.

In a student's notebook a check shows a verdict and never raises. Under `nbgrader autograde` the same cell
follows nbgrader's rules: an answer without points raises, any other gives its bare score.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from autograder import agent, course
from autograder.evidence import Evidence
from autograder.exercises import Exercise, exercises_of, find_exercises, points_of
from autograder.history import History
from autograder.one_thread import one_thread
from autograder.plain import Foreign
from autograder.progress import Progress, SeriesProgress
from autograder.shown import Hint, ShownVerdict
from autograder.verdict import Verdict
from autograder.yardstick import cpu_seconds_of_steps

SECONDS = 15.0  # for each time that the student's code runs again
LOCAL_SECRET = b"a notebook at hand"
NBGRADER = ("autograde", "validate")


class NotebookChannel:
    """The agent in this very process, which works on the notebook's own namespace."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.agent = agent.Agent(namespace)

    def ask(
        self, request: dict[str, Any], buffers: Sequence[bytes] = ()
    ) -> tuple[dict[str, Any], Sequence[Any]]:
        """Answer a request at once."""
        return self.agent.answer(request, list(buffers))

    def cpu_seconds(self) -> float:
        """CPU time of this process, all threads."""
        return time.process_time()

    def peak_bytes(self) -> None:
        """Tell nothing: nobody looks from outside."""

    @contextlib.contextmanager
    def timed(self) -> Iterator[None]:
        """Let linear algebra use one thread, and let freed memory stay, as in grading."""
        end = agent.keep_freed_memory()
        try:
            with one_thread():
                yield
        finally:
            end()

    def alone(self) -> contextlib.AbstractContextManager[None]:
        """Do nothing: there is one student here."""
        return contextlib.nullcontext()

    def frozen(self) -> contextlib.AbstractContextManager[None]:
        """Do nothing: what is timed runs in this very process."""
        return contextlib.nullcontext()


class NotebookCheck:
    """One exercise's check, to call in a notebook: `check.initial_means(means)`."""

    def __init__(self, exercise: Exercise, progress: Progress) -> None:
        self._exercise = exercise
        self._progress = progress
        self._shown_hints = 0
        self.__doc__ = f"{exercise.question}\n\n`.hint()` gives a hint; there are {len(exercise.hints)}."

    def __repr__(self) -> str:
        return f"check.{self._exercise.name}: {self._exercise.question.splitlines()[0]}"

    def __call__(self, *values: Any) -> Any:
        """Judge what stands in the notebook now, and show the verdict."""
        verdict = self._judge(values)
        if os.environ.get("NBGRADER_EXECUTION") in NBGRADER:
            return score_for_nbgrader(verdict)
        self._progress.note(verdict)
        return ShownVerdict(verdict, self._progress.line(self._exercise), self._progress.example(verdict))

    def hint(self, level: int | None = None) -> Hint:
        """Give a hint: the next one each time, or the one with a number. They cost nothing."""
        hints = self._exercise.hints
        self._shown_hints = min(self._shown_hints + 1, len(hints)) if level is None else level
        number = min(max(self._shown_hints, 1), len(hints))
        return Hint(hints[number - 1], number, len(hints), f"check.{self._exercise.name}")

    def _judge(self, values: Sequence[Any]) -> Verdict:
        settings = course.settings_here()
        evidence = _evidence(self._exercise, settings)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            plain = [_as_plain(evidence, value) for value in values]
            return self._exercise.verdict(evidence, plain, points_of(self._exercise, settings.points))


def _evidence(exercise: Exercise, settings: course.Settings) -> Evidence:
    """Evidence from the running notebook, or from the calling module where there is no notebook."""
    shell = agent._shell()
    namespace = shell.user_ns if shell else vars(sys.modules["__main__"])
    inputs = shell.history_manager.input_hist_raw if shell else []  # raw: `In` has `%%time` cells as one string
    todos = [other.todo for other in exercises_of(exercise.assignment)]
    history = History(inputs, course.released_cells(exercise.assignment), todos)
    return Evidence(
        NotebookChannel(namespace), history, LOCAL_SECRET, cpu_seconds_of_steps, seconds=SECONDS,
        time_full=settings.time_full, time_zero=settings.time_zero, common=LOCAL_SECRET,
    )  # fmt: skip


def _as_plain(evidence: Evidence, value: Any) -> Any:
    """Pass a value through the same encoding as in grading; what can't be encoded is named by its type."""
    try:
        answer, buffers = evidence.channel.ask({"do": "encode", "value": value})
        return evidence.decoder(buffers).decode(answer["value"])
    except Exception:
        return Foreign(type(value).__qualname__)


def score_for_nbgrader(verdict: Verdict) -> float | int:
    """Give nbgrader the bare score; raise where there is none, since a silent zero would be full marks."""
    if verdict.score <= 0:
        raise AssertionError(verdict.message or verdict.outcome)
    return int(verdict.score) if verdict.score == int(verdict.score) else verdict.score


class Checks:
    """The series' checks by name: `check.<TAB>` lists them; `check.progress()` shows the points so far."""

    def __init__(self) -> None:
        self._progress = Progress()
        self._checks: dict[str, NotebookCheck] = {}
        self.progress = SeriesProgress(self._progress)

    def __dir__(self) -> list[str]:
        return sorted([*find_exercises(), "progress"])

    def __getattr__(self, name: str) -> NotebookCheck:
        exercises: Mapping[str, Exercise] = find_exercises()
        if name.startswith("_") or name not in exercises:
            near = get_close_matches(name, exercises, n=3, cutoff=0.5)
            meant = f"did you mean {' or '.join(near)}?" if near else "`dir(check)` lists them all"
            raise AttributeError(f"there is no exercise {name!r}: {meant}")
        return self._checks.setdefault(name, NotebookCheck(exercises[name], self._progress))

    def __repr__(self) -> str:
        return "check: " + ", ".join(f"check.{name}" for name in dir(self))


check = Checks()
