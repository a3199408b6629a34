"""What a submission costs us beyond the student's own cells: in CPU seconds, whatever the size of the class."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence

from autograder.bench import correct_class, own_cells
from autograder.bench.machine import cores
from autograder.bench.measurement import Measurement

AT_MOST_BEYOND = 0.3  # CPU seconds of a correct submission beyond the student's own cells


def measure(in_class: Sequence[float], students: int, in_larger: float, larger: int) -> Iterator[Measurement]:
    """Tell what a submission costs us beyond the student's own cells, in the class of the rounds and in a larger one.

    That is the CPU time of the grader and of all its processes after the command's start, everything included that
    happens once in a run, by the submissions; less what the student's own cells take by themselves.
    """
    alone = own_cells.cpu_seconds({style: correct_class.handed_in(style) for style in correct_class.STYLES}, cores())
    how = f"{own_cells.REPEATS} runs in kernels that have run them before, {cores()} side by side, one thread each"
    for style, seconds in alone.items():
        yield Measurement(f"CPU of the student's own cells, {style}", seconds, "s", how)
    how = "all processes, all that happens once in a run included, without the command's start"
    for size, taken in ((students, in_class), (larger, [in_larger])):
        beyond = [seconds - mean_of_class(alone, size) for seconds in taken]
        name = f"CPU of a submission beyond the student's own cells, class of {size}"
        yield Measurement(name, statistics.median(beyond), "s", how, at_most=AT_MOST_BEYOND, samples=beyond)
    if larger <= students:
        return
    whole, whole_larger = statistics.median(in_class) * students, in_larger * larger
    further = (whole_larger - whole) / (larger - students)
    how = f"from the classes of {students} and {larger}"
    own = mean_of_class(alone, larger)
    yield Measurement("CPU of each further submission beyond the student's own cells", further - own, "s", how)
    yield Measurement("CPU of what happens once in a run", whole - further * students, "s", how)


def mean_of_class(by_style: Mapping[str, float], students: int) -> float:
    """The mean over a class, whose students take turns with the styles."""
    values = list(by_style.values())
    return statistics.mean(values[number % len(values)] for number in range(students))
