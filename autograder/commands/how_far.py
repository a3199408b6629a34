"""Shows how far a class is: a line that moves in a terminal, and a line now and then where there is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column

ALL_OF_IT = 24 * 3600  # seconds over which the speed is taken: one slow submission must not be the measure
EVERY = 30.0  # seconds between two lines at most, and at each tenth of the class
SURE = 0.2  # share of the time left: an estimate that is no surer than that says so


def say_line(line: str) -> None:
    """Print a line where it does not mix with results; above the bar, where there is one."""
    print(line, file=sys.stderr, flush=True)  # click would write past the bar, into its line


class HowFar:
    """How far a run is: `with HowFar("02_kmeans") as how_far`, then `started` once and `graded` after each submission.

    The time left follows from the speed since the first submission was graded: the start of the kernels is not in it.
    Where some take far longer than others, few of them tell little about the rest: then two standard errors are told,
    too.
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
            TextColumn("left: {task.fields[left]}"), TextColumn("{task.fields[latest]}", table_column=latest),
            console=console, disable=quiet or self._in_lines, expand=True, speed_estimate_period=ALL_OF_IT,
            get_time=clock,
        )  # fmt: skip
        self._task = self._progress.add_task(f"Grading {name}", total=None, left="", latest="")
        self._short = 0
        self._count, self._sum, self._squares = 0, 0.0, 0.0  # of the seconds that submissions took
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
        self._took(float(record.get("seconds", 0)))
        self._progress.update(self._task, advance=1, latest=latest)
        self._progress.update(self._task, left=" ± ".join(self._left()))
        if self._in_lines and (self._tenth() > self._said_tenth or self._clock() - self._said_at >= EVERY):
            self._said_at, self._said_tenth = self._clock(), self._tenth()
            self._say(self._line())

    def _tenth(self) -> int:
        return int(self._progress.tasks[0].percentage // 10)

    def _line(self) -> str:
        task = self._progress.tasks[0]
        left, *unsure = self._left() or [""]
        rest = f", about {left} left" if left else ""
        rest += "".join(f", give or take {each}" for each in unsure)
        return f"{self._name}: {task.completed:g} of {task.total:g} graded, {self._short} short of full marks{rest}"

    def _left(self) -> list[str]:
        """Say how much time is left, and after it how unsure that is, where it is unsure; nothing where all is done."""
        left = self._progress.tasks[0].time_remaining
        if not left:
            return []
        unsure = 2 * self._standard_error()
        return [in_words(left), *([in_words(unsure * left)] if unsure > SURE else [])]

    def _took(self, seconds: float) -> None:
        """Count how long one took."""
        self._count, self._sum, self._squares = self._count + 1, self._sum + seconds, self._squares + seconds**2

    def _standard_error(self) -> float:
        """How unsure the mean of their seconds is, as a share of it."""
        mean = self._sum / self._count if self._count else 0.0
        spread = max(0.0, self._squares / self._count - mean**2) if mean else 0.0
        return float((spread / self._count) ** 0.5 / mean) if mean else 0.0


def in_words(seconds: float) -> str:
    """Say how long something takes, to a tenth of it or so: 40 s, 2 min 20 s, 12 min, 3 h 5 min."""
    if seconds < 95:
        return f"{seconds:.0f} s"
    if seconds < 595:
        minutes, rest = divmod(round(seconds, -1), 60)
        return f"{minutes:.0f} min" + (f" {rest:.0f} s" if rest else "")
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
