"""Whether scheduler, journal and gradebook keep up with a class of any size, in bounded memory.

The class is made up, and its submissions are judged by sleeping. Each size has a process of its own:
`python -m autograder.bench.scale COURSE WORKERS SECONDS` prints what it took as JSON.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import click
from nbgrader.api import SubmittedAssignment

from autograder.bench import simulated_class
from autograder.bench.measurement import Measurement
from autograder.bench.peak_memory import highest
from autograder.grade.class_run import Class, grade_class, open_class
from autograder.grade.dask_judges import dask_judges
from autograder.grade.gradebook import open_gradebook
from autograder.grade.journal import Record

COUNTS = (1_000, 10_000, 100_000)
WORKERS, SECONDS = 8, 0.03  # processes here, and how long each of them sleeps for a submission
AT_MOST_TIMES = 2.0  # the memory that a class takes, ten times as large as another


@dataclass(frozen=True)
class Taken:
    """What a class took: until the first submission was sent, while they were judged, and for gradebook and pages.

    `cpu_seconds` are the coordinator's, in which the scheduler runs; `lost` and `twice` count submissions that have
    not one line in the journal, or no mark in the gradebook.
    """

    students: int
    finding_seconds: float
    judging_seconds: float
    judging_cpu_seconds: float
    judging_peak_bytes: int
    writing_seconds: float
    writing_cpu_seconds: float
    peak_bytes: int
    lost: int
    twice: int


def measure(count: int | None = None) -> Iterator[Measurement]:
    """Grade a made-up class of each size, or of `count` alone."""
    taken = []
    for students in [count] if count else COUNTS:
        click.echo(f"A class of {students:,}", err=True)
        taken.append(in_a_fresh_process(students))
        yield from told(taken[-1])
    yield from grown(taken)


def told(taken: Taken) -> Iterator[Measurement]:
    """Tell what a class took, each submission of it; the scheduler runs in the coordinator's process."""
    count, size = taken.students, f"class of {taken.students:,}"
    how = f"once, {WORKERS} workers here that sleep {SECONDS:g} s for each submission"
    judged, written = f"{size}, judged behind a scheduler", f"{size}, gradebook and pages"
    yield Measurement(f"{judged}: submissions", count / taken.judging_seconds, "per second", how)
    yield Measurement(f"{judged}: CPU of a submission, coordinator", taken.judging_cpu_seconds / count, "s", how)
    yield Measurement(f"{judged}: peak memory of coordinator", taken.judging_peak_bytes, "bytes", how)
    yield Measurement(f"{written}: a submission", taken.writing_seconds / count, "s", how)
    yield Measurement(f"{written}: peak memory", taken.peak_bytes, "bytes", how)
    yield Measurement(f"{size}: seconds until the first submission is sent", taken.finding_seconds, "s", how)
    yield Measurement(f"{size}: submissions lost", taken.lost, "submissions", how, at_most=0)
    yield Measurement(f"{size}: submissions graded twice", taken.twice, "submissions", how, at_most=0)


def grown(taken: Sequence[Taken]) -> Iterator[Measurement]:
    """Compare the memory of each class with that of the next smaller one."""
    for small, large in zip(taken, islice(taken, 1, None), strict=False):
        name = f"peak memory, class of {large.students:,}, that of {small.students:,} being 1"
        yield Measurement(name, large.peak_bytes / small.peak_bytes, "times", "once each", at_most=AT_MOST_TIMES)


def in_a_fresh_process(students: int, workers: int = WORKERS, seconds: float = SECONDS) -> Taken:
    """Grade a class in a process whose memory nothing else has taken."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        simulated_class.make_class(Path(place), students)
        command = [sys.executable, "-m", "autograder.bench.scale", place, str(workers), str(seconds)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Taken(**json.loads(done.stdout))


def grade(course: Path, workers: int, seconds: float) -> Taken:
    """Grade a class in this process, on workers that are started here."""
    work = open_class(simulated_class.ASSIGNMENT, course)
    clock = Clock()
    judge = partial(simulated_class.asleep, seconds=seconds)
    judges = dask_judges("local", sandbox="none", course=course, tell=partial(click.echo, err=True), workers=workers,
                         judge=judge)  # fmt: skip
    outcome = asyncio.run(grade_class(work, judges, graded=clock.graded))
    clock.look()
    begun, first, last, end = clock.begun, clock.first, clock.last, clock.now
    lost, twice = miscounted(work, len(outcome.records))
    return Taken(
        len(outcome.records), first.wall - begun.wall, last.wall - first.wall, last.cpu - first.cpu, last.peak,
        end.wall - last.wall, end.cpu - last.cpu, end.peak, lost, twice,
    )  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """Where this process is: seconds, CPU seconds, the most memory so far."""

    wall: float
    cpu: float
    peak: int


class Clock:
    """Looks at this process at its start, when the first and the last submission were graded, and at the end."""

    def __init__(self) -> None:
        self.begun = self.first = self.last = self.now = self.look()
        self._count = 0

    def look(self) -> Moment:
        """Look now."""
        self.now = Moment(time.monotonic(), time.process_time(), highest())
        return self.now

    def graded(self, student: str, record: Record) -> None:
        """Take the time of a submission."""
        self._count += 1
        self.last = self.look()
        if self._count == 1:
            self.first = self.last
        if self._count % 10_000 == 0:
            click.echo(f"{self._count:,} judged after {self.last.wall - self.begun.wall:.0f} s", err=True)


def miscounted(work: Class, students: int) -> tuple[int, int]:
    """Count who has no full marks on record or none in the gradebook, and lines beyond one for each student."""
    records = [json.loads(line) for line in work.journal.path.read_text(encoding="utf-8").splitlines()]
    judged = {record["student"] for record in records if record["score"] == record["max_score"]}
    with open_gradebook(work.course) as gradebook:
        marked = gradebook.db.query(SubmittedAssignment).count()
    handed_in = sum(1 for _ in (work.course / "submitted").iterdir())
    return handed_in - min(len(judged), students, marked), len(records) - len({each["student"] for each in records})


if __name__ == "__main__":
    folder, workers, seconds = sys.argv[1:]
    print(json.dumps(asdict(grade(Path(folder), int(workers), float(seconds)))))
