"""What grading costs: our engine and `nbgrader autograde` on the same correct submissions, in turn, in one run."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import click
from nbformat import NotebookNode

from autograder.bench import correct_class, kernel_start, ordinary_course, overhead, own_cells, steadiness
from autograder.bench.cost import Cost, cost_of
from autograder.bench.machine import cores
from autograder.bench.measurement import Measurement, ratio

OURS, THEIRS, SEVERAL = "autograder grade", "nbgrader autograde", "nbgrader autograde, one for each core"
TIMES_AS_FAST = 10.0  # as nbgrader
ATTEMPTS = 3  # of nbgrader, where its kernels do not start


@dataclass(frozen=True)
class Effort:
    """How much is measured: the rounds, the class that we grade in each, and how many of it each nbgrader gets.

    `larger` is the size of a class that we grade once, `starts` the kernels of each kind, `regrades` the copies of a
    submission whose time marks are compared.
    """

    rounds: int = 4
    students: int = 20
    share: int = 5
    larger: int = 60
    starts: int = 6
    regrades: int = 10


SMALL = Effort(rounds=1, students=2, share=2, larger=3, starts=1, regrades=2)


@dataclass
class Taken:
    """What the rounds took, by the grader's name: seconds and CPU seconds of one submission, and the starts."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    cpu_seconds: dict[str, list[float]] = field(default_factory=dict)
    starts: dict[str, list[Cost]] = field(default_factory=dict)
    lost: dict[str, float] = field(default_factory=dict)
    tier: str = ""  # of the sandbox that we grade in, as our records tell it

    def add(self, name: str, costs: Sequence[Cost], submissions: int, lost: float) -> None:
        """Note what one command took, or several side by side, for so many submissions in all."""
        seconds = max(each.seconds for each in costs) - statistics.mean(each.start_seconds for each in costs)
        cpu = sum(each.cpu_seconds - each.start_cpu_seconds for each in costs)
        self.seconds.setdefault(name, []).append(seconds / submissions)
        self.cpu_seconds.setdefault(name, []).append(cpu / submissions)
        self.starts.setdefault(name, []).extend(costs)
        self.lost[name] = self.lost.get(name, 0.0) + lost


def measure(effort: Effort = Effort(), larger: int | None = None) -> Iterator[Measurement]:
    """Measure kernels, then the graders in turn, then what a submission costs us, and how steady its mark is."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        yield from kernel_start.measure(folder, effort.starts)
        taken = in_turn(folder, effort)
        yield from compared(taken, effort)
        yield from in_larger_class(folder / "larger", taken, effort.students, larger or effort.larger)
        yield from steadiness.measure(folder / "steadiness", effort.regrades)


def in_turn(folder: Path, effort: Effort) -> Taken:
    """Let each grader have its turn in every round; folders, releases and databases are made before."""
    everyone, taken = correct_class.submissions(effort.students), Taken()
    ours, courses = folder / "ours", [folder / f"nbgrader-{number}" for number in range(cores())]
    ours.mkdir()
    for course in courses:
        ordinary_course.make_course(course, correct_class.solution())
    correct_class.hand_in(ours, everyone)
    for number in range(effort.rounds):
        click.echo(f"Round {number + 1} of {effort.rounds}", err=True)
        taken.add(OURS, *grade(ours, len(everyone)))
        taken.add(THEIRS, *autograde(courses[:1], shares(everyone, number, 1, effort.share), {}))
        parts = shares(everyone, number, len(courses), effort.share)
        taken.add(SEVERAL, *autograde(courses, parts, own_cells.ONE_THREAD))
    taken.tier = ", ".join(sorted({record["sandbox"] for record in correct_class.records(ours).values()}))
    return taken


def shares(everyone: Mapping[str, NotebookNode], first: int, count: int, size: int) -> list[dict[str, NotebookNode]]:
    """Give `count` parts of a class, of `size` students each, from part number `first` on, round and round."""
    students = list(everyone.items())
    starts = [((first + number) * size) % len(students) for number in range(count)]
    return [dict(islice(students * 2, at, at + size)) for at in starts]


def grade(folder: Path, submissions: int) -> tuple[list[Cost], int, float]:
    """Grade a class by our command; gives its cost, the number of submissions, and the points that were lost."""
    costs = cost_of([correct_class.grade_command()], [folder])
    found = correct_class.records(folder)
    return costs, submissions, correct_class.lost_points(found)


def autograde(
    courses: Sequence[Path], parts: Sequence[Mapping[str, NotebookNode]], environment: Mapping[str, str]
) -> tuple[list[Cost], int, float]:
    """Let one nbgrader for each course grade a part of the class, side by side; gives what `grade` gives.

    A single one has all cores for NumPy's threads. Of several each is told to use one, as that suits them best. One
    that fails is asked again, and only the last time counts: of two that start kernels at once, one may lose its ports.
    """
    commands = [ordinary_course.autograde_command() for _ in courses]
    for attempt in range(1, ATTEMPTS + 1):
        for course, part in zip(courses, parts, strict=True):
            correct_class.hand_in(course, {student: ordinary_course.ordinary(each) for student, each in part.items()})
        try:
            costs = cost_of(commands, courses, env={**ordinary_course.environment(), **environment})
            break
        except RuntimeError as problem:
            if attempt == ATTEMPTS:
                raise
            click.echo(f"nbgrader failed, and is asked once more: {str(problem)[-400:]}", err=True)
    return costs, sum(map(len, parts)), sum(map(ordinary_course.lost_points, courses))


def compared(taken: Taken, effort: Effort) -> Iterator[Measurement]:
    """Tell what a submission takes each grader, and how many times that is what it takes us."""
    part = f"{effort.share} of them"
    sizes = {OURS: f"a class of {effort.students}, sandbox {taken.tier}", THEIRS: part, SEVERAL: f"{part} each"}
    for name in (OURS, THEIRS, SEVERAL):
        how = f"{effort.rounds} rounds in turn, {sizes[name]}, without the command's start"
        seconds, cpu = taken.seconds[name], taken.cpu_seconds[name]
        yield Measurement(f"{name}: a submission", statistics.median(seconds), "s", how, samples=seconds)
        yield Measurement(f"{name}: CPU of a submission", statistics.median(cpu), "s", how, samples=cpu)
        each_minute = [60 / value for value in seconds]
        yield Measurement(f"{name}: submissions on {cores()} cores", statistics.median(each_minute), "per minute", how,
                          samples=each_minute)  # fmt: skip
        yield from command_start(name, taken.starts[name])
        yield Measurement(f"{name}: points that correct submissions lost", taken.lost[name], "points", how, at_most=0)
    how = f"{effort.rounds} rounds in turn, without the commands' starts"
    for name, limit in ((THEIRS, TIMES_AS_FAST), (SEVERAL, None)):
        yield ratio(f"seconds of a submission: {name}, {OURS} being 1", taken.seconds[name], taken.seconds[OURS], how,
                    at_least=limit)  # fmt: skip
        yield ratio(f"CPU seconds of a submission: {name}, {OURS} being 1", taken.cpu_seconds[name],
                    taken.cpu_seconds[OURS], how)  # fmt: skip


def command_start(name: str, costs: Sequence[Cost]) -> Iterator[Measurement]:
    """Tell how long a command takes until it begins: until it starts its first process."""
    how = f"{len(costs)} times, until the command starts its first process"
    seconds, cpu = [each.start_seconds for each in costs], [each.start_cpu_seconds for each in costs]
    yield Measurement(f"{name}: start of the command", statistics.median(seconds), "s", how, samples=seconds)
    yield Measurement(f"{name}: CPU of that start", statistics.median(cpu), "s", how, samples=cpu)


def in_larger_class(folder: Path, taken: Taken, students: int, larger: int) -> Iterator[Measurement]:
    """Grade a larger class once; tell what a submission takes there, and what it costs beyond the student's cells."""
    folder.mkdir()
    correct_class.hand_in(folder, correct_class.submissions(larger))
    once = Taken()
    once.add(OURS, *grade(folder, larger))
    (seconds,), (cpu,) = once.seconds[OURS], once.cpu_seconds[OURS]
    how = f"once, a class of {larger}, without the command's start"
    yield Measurement(f"{OURS}: a submission, class of {larger}", seconds, "s", how)
    yield Measurement(f"{OURS}: submissions on {cores()} cores, class of {larger}", 60 / seconds, "per minute", how)
    for name, limit in ((THEIRS, TIMES_AS_FAST), (SEVERAL, None)):
        yield ratio(f"seconds of a submission: {name}, {OURS} in a class of {larger} being 1", taken.seconds[name],
                    [seconds] * len(taken.seconds[name]), how, at_least=limit)  # fmt: skip
    name = f"{OURS}: points that correct submissions lost, class of {larger}"
    yield Measurement(name, once.lost[OURS], "points", how, at_most=0)
    yield from overhead.measure(taken.cpu_seconds[OURS], students, cpu, larger)
