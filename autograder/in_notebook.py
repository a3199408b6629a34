"""`check`, as students use it: `check.initial_means(means)`, `check.initial_means.hint()`.

In a student's notebook a check shows a verdict and never raises. Under `nbgrader autograde` the same cell
follows nbgrader's rules: an answer without points raises, any other gives its bare score.
"""

from __future__ import annotations

import os
import sys
import time
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder import agent, course
from autograder.evidence import Evidence
from autograder.exercises import Exercise, exercises_of, find_exercises, points_of
from autograder.history import History
from autograder.plain import Foreign
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
        settings = _settings()
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
        time_full=settings.time_full, time_zero=settings.time_zero,
    )  # fmt: skip


def _as_plain(evidence: Evidence, value: Any) -> Any:
    """Pass a value through the same encoding as in grading; what can't be encoded is named by its type."""
    try:
        answer, buffers = evidence.channel.ask({"do": "encode", "value": value})
        return evidence.decoder(buffers).decode(answer["value"])
    except Exception:
        return Foreign(type(value).__qualname__)


def _settings() -> course.Settings:
    """The settings of the course that the notebook lies in; the defaults when they can't be read."""
    try:
        return course.settings(course.find_course(Path.cwd()))
    except (course.CourseError, OSError):
        return course.settings()


def score_for_nbgrader(verdict: Verdict) -> float | int:
    """Give nbgrader the bare score; raise where there is none, since a silent zero would be full marks."""
    if verdict.score <= 0:
        raise AssertionError(verdict.message or verdict.outcome)
    return int(verdict.score) if verdict.score == int(verdict.score) else verdict.score


class Progress:
    """Points so far, and how often each check has failed in this session."""

    def __init__(self) -> None:
        self.verdicts: dict[str, Verdict] = {}
        self.failures: Counter[str] = Counter()

    def note(self, verdict: Verdict) -> None:
        """Remember the newest verdict of an exercise."""
        self.verdicts[verdict.exercise] = verdict
        self.failures[verdict.exercise] += verdict.outcome in ("failed", "partial", "error")

    def line(self, exercise: Exercise) -> str:
        """Points so far in the exercise's notebook: "12 of 20 points so far"."""
        points = _settings().points
        together = exercises_of(exercise.assignment)
        total = sum(points_of(each, points) for each in together)
        score = sum(self.verdicts[each.name].score for each in together if each.name in self.verdicts)
        return f"{score:g} of {total:g} points so far in this notebook"

    def example(self, verdict: Verdict) -> str:
        """A tiny example to paste, from the third failure of one check on."""
        if self.failures[verdict.exercise] < 3 or verdict.outcome in ("passed", "unattempted"):
            return ""
        return getattr(sys.modules[find_exercises()[verdict.exercise].judge.__module__], "EXAMPLES", {}).get(
            verdict.exercise, ""
        )


class Checks:
    """The series' checks by name: `check.<TAB>` lists them."""

    def __init__(self) -> None:
        self._progress = Progress()
        self._checks: dict[str, NotebookCheck] = {}

    def __dir__(self) -> list[str]:
        return sorted(find_exercises())

    def __getattr__(self, name: str) -> NotebookCheck:
        exercises: Mapping[str, Exercise] = find_exercises()
        if name.startswith("_") or name not in exercises:
            raise AttributeError(f"there is no exercise {name!r}; the exercises are {', '.join(exercises)}")
        return self._checks.setdefault(name, NotebookCheck(exercises[name], self._progress))

    def __repr__(self) -> str:
        return "check: " + ", ".join(f"check.{name}" for name in dir(self))


check = Checks()
