"""Shows how far a class is: a line that moves in a terminal, and a line now and then where there is none."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Column

ALL_OF_IT = 24 * 3600  # seconds over which the speed is taken: one slow submission must not be the measure
EVERY = 30.0  # seconds between two lines at most, and at each tenth of the class


def say_line(line: str) -> None:
    """Print a line where it does not mix with results."""
    click.echo(line, err=True)


class HowFar:
    """How far a run is: `with HowFar("02_kmeans") as how_far`, then `started` once and `graded` after each submission.

    The time left follows from the speed since the first submission was graded: the start of the kernels is not in it.
    """

    def __init__(
        self, name: str, *, quiet: bool = False, console: Console | None = None, say: Callable[[str], None] = say_line,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        console = console or Console(stderr=True)
        self._name, self._clock, self._say = name, clock, say
        self._in_lines = not quiet and not console.is_terminal
        latest = Column(ratio=1, no_wrap=True, overflow="ellipsis")  # of all columns, the one that gives way
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(16), MofNCompleteColumn(), TimeElapsedColumn(),
            TextColumn("left:"), TimeRemainingColumn(), TextColumn("{task.fields[latest]}", table_column=latest),
            console=console, disable=quiet or self._in_lines, expand=True, speed_estimate_period=ALL_OF_IT,
            get_time=clock,
        )  # fmt: skip
        self._task = self._progress.add_task(f"Grading {name}", total=None, latest="")
        self._short = 0
        self._said_at, self._said_tenth = clock(), 0

    def __enter__(self) -> HowFar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def started(self, done: int, total: int) -> None:
        """Tell how many submissions have their record already, and how many there are."""
        self._progress.update(self._task, completed=done, total=total)
        self._said_tenth = self._tenth()
        if self._in_lines and done < total:
            self._say(f"{self._name}: {total - done} of {total} submissions to grade")

    def graded(self, student: str, record: dict[str, Any]) -> None:
        """Count one more."""
        self._short += record["score"] < record["max_score"]
        latest = f"short of full marks: {self._short} · last: {student}, {record['score']:g}"
        self._progress.update(self._task, advance=1, latest=latest)
        if self._in_lines and (self._tenth() > self._said_tenth or self._clock() - self._said_at >= EVERY):
            self._said_at, self._said_tenth = self._clock(), self._tenth()
            self._say(self._line())

    def _tenth(self) -> int:
        return int(self._progress.tasks[0].percentage // 10)

    def _line(self) -> str:
        task = self._progress.tasks[0]
        left = task.time_remaining
        rest = f", about {in_words(left)} left" if left else ""
        return f"{self._name}: {task.completed:g} of {task.total:g} graded, {self._short} short of full marks{rest}"


def in_words(seconds: float) -> str:
    """Say how long something takes: 40 s, 12 min, 3 h 5 min."""
    minutes = round(seconds / 60)
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
