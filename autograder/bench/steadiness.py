"""How steady time marks are: one submission graded many times, on an idle machine and on one that does other work."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from autograder.bench import correct_class
from autograder.bench.busy_cores import busy_cores
from autograder.bench.cost import cost_of
from autograder.bench.measurement import Measurement
from autograder.grade.journal import Record

# Quick answers, the second of which is bound by the memory, and thresholds between which both lie. So each percent of
# the ratio counts as much as it does between the course's own thresholds: the one is 20/6 of the other here too.
STYLES = ("stops_when_settled", "sort_and_reduceat")
SETTINGS = "[time]\nfull = 1.0\nzero = 3.3333\n"
TIMED = "seconds_per_iteration"
PLACES = ("idle", "every core busy")


def measure(folder: Path, regrades: int) -> Iterator[Measurement]:
    """Grade so many copies of each answer in one run: idle, and with every core busy."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.toml").write_text(SETTINGS, encoding="utf-8")
    correct_class.hand_in(folder, correct_class.submissions(regrades * len(STYLES), STYLES))
    found: dict[str, Mapping[str, Record]] = {}
    for place in PLACES:
        with busy_cores() if place != "idle" else nullcontext():
            cost_of([correct_class.grade_command()], [folder])
        found[place] = correct_class.records(folder)
    for style in STYLES:
        yield from told(style, {place: timed(records, style) for place, records in found.items()})


def timed(records: Mapping[str, Record], style: str) -> list[tuple[float, float]]:
    """The ratio to the yardstick and the points for time, of each student who handed in an answer of that style."""
    verdicts = [
        exercise
        for student, record in sorted(records.items()) if student.endswith(f"-{style}")
        for exercise in record["exercises"] if exercise["exercise"] == TIMED
    ]  # fmt: skip
    return [(each["figures"].get("ratio", float("nan")), each["score"]) for each in verdicts]


def told(style: str, found: Mapping[str, Sequence[tuple[float, float]]]) -> Iterator[Measurement]:
    """Tell how far ratios lie apart in each place, and marks in all."""
    for place, pairs in found.items():
        ratios = [ratio for ratio, _ in pairs]
        how = f"{len(ratios)} gradings, {place}"
        yield Measurement(f"time ratio of {style}, {place}", statistics.median(ratios), "times", how, samples=ratios)
        yield Measurement(f"time ratio of {style}, {place}: farthest from its median", farthest(ratios), "%", how)
    marks = [mark for pairs in found.values() for _, mark in pairs]
    how = f"{len(marks)} gradings, {' and '.join(found)}"
    yield Measurement(f"points for time of {style}: from lowest to highest", round(max(marks) - min(marks), 2),
                      "points", how, at_most=0.1, samples=marks)  # fmt: skip


def farthest(values: Sequence[float]) -> float:
    """How far the value that lies farthest from the median lies from it, in percent of it."""
    middle = statistics.median(values)
    return max(abs(value - middle) for value in values) / middle * 100
