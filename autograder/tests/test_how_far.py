"""Whoever grades sees how far the class is: in a terminal at every moment, elsewhere in a line now and then."""

from __future__ import annotations

import heapq
import io
import random
from typing import Any

import pytest
from rich.console import Console

from autograder.commands.how_far import HowFar, in_words

RIGHT, WRONG = {"score": 20.0, "max_score": 20.0}, {"score": 3.0, "max_score": 20.0}


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


def lines_of(seconds: list[float], done: int = 0, quiet: bool = False) -> list[str]:
    """Grade submissions that take so many seconds each, without a terminal; give what was said."""
    said: list[str] = []
    clock, nowhere = Clock(), Console(file=io.StringIO(), force_terminal=False)
    with HowFar("02_kmeans", quiet=quiet, console=nowhere, say=said.append, clock=clock) as how_far:
        how_far.started(done, done + len(seconds))
        for number, taken in enumerate(seconds):
            clock.now += taken
            how_far.graded(f"s{number}", WRONG if number % 2 else RIGHT)
    assert nowhere.file.getvalue() == ""  # type: ignore[attr-defined]
    return said


def test_each_tenth_is_told():
    """A log gets a line at the beginning and one for each tenth, however fast it goes."""
    said = lines_of([0.1] * 100)
    assert said[0] == "02_kmeans: 100 of 100 submissions to grade"
    assert said[1] == "02_kmeans: 10 of 100 graded, 5 short of full marks, about 10 s left"
    assert len(said) == 11
    assert said[-1] == "02_kmeans: 100 of 100 graded, 50 short of full marks"


def test_slow_work_is_told_every_half_minute():
    """Nobody waits an hour for the first tenth."""
    assert len(lines_of([40.0] * 5 + [0.001] * 995)) == 1 + 5 + 10


def test_what_has_a_record_is_counted_and_not_told_again():
    """A run that goes on says what is left, and where there is nothing, nothing."""
    said = lines_of([1.0] * 10, done=90)
    assert said[0] == "02_kmeans: 10 of 100 submissions to grade"
    assert said[1].startswith("02_kmeans: 100 of 100 graded")
    assert lines_of([], done=12) == []


def test_a_quiet_run_says_nothing():
    """`--json` prints JSON alone."""
    assert lines_of([1.0] * 20, quiet=True) == []


@pytest.mark.parametrize("slow_every", [3, 10])
def test_a_tenth_of_the_class_tells_the_rest(slow_every: int):
    """With slow submissions among the others, and kernels that start at first, the estimate is right within a fifth."""
    seconds = [9.0 if number % slow_every == 1 else 0.7 for number in range(300)]
    clock, rest = Clock(), sum(seconds[30:])
    with HowFar("02_kmeans", console=Console(file=io.StringIO(), force_terminal=True), clock=clock) as how_far:
        how_far.started(0, 300)
        clock.now += 5
        for number, taken in enumerate(seconds[:30]):
            clock.now += taken
            how_far.graded(f"s{number}", RIGHT)
        left: Any = how_far._progress.tasks[0].time_remaining
    assert left == pytest.approx(rest, rel=0.2)


def left_after_a_tenth(count: int, seed: int, workers: int = 2) -> tuple[float, str]:
    """Grade a class of right answers, a second each, and now and then an endless loop of ten; in alphabetical order.

    Gives the estimate after a tenth, as a share of what the rest really takes, and what was said then.
    """
    drawn, busy, ends = random.Random(seed), [0.0] * workers, list[tuple[float, float]]()
    for _ in range(count):
        taken = 10.0 if drawn.random() < 0.03 else drawn.uniform(0.8, 1.2)
        heapq.heappush(busy, end := heapq.heappop(busy) + taken)
        ends.append((end, taken))
    ends.sort()
    clock, said = Clock(), list[str]()
    with HowFar("02_kmeans", console=Console(file=io.StringIO()), say=said.append, clock=clock) as how_far:
        how_far.started(0, count)
        for number, (end, taken) in enumerate(ends[: count // 10]):
            clock.now = 1000 + end
            how_far.graded(f"s{number}", {**RIGHT, "seconds": taken})
        left: Any = how_far._progress.tasks[0].time_remaining
    return left / (ends[-1][0] - ends[count // 10 - 1][0]), said[-1]


def test_a_tenth_of_a_large_class_tells_the_rest_whatever_chance_does():
    """Where endless loops come by chance, the estimate after a tenth of 3,000 is right within a fifth."""
    found = [left_after_a_tenth(3000, seed) for seed in range(10)]
    assert all(share == pytest.approx(1, abs=0.2) for share, _ in found)


def test_an_estimate_that_chance_can_upset_says_so():
    """A tenth of 300 has seen no endless loop, or three: the line tells how far off that may be, mostly rightly."""
    inside = 0
    for seed in range(40):
        share, line = left_after_a_tenth(300, seed)
        left, _, unsure = line.partition("about ")[2].partition(" left")
        allowed = seconds_in(unsure.rpartition("take ")[2]) / seconds_in(left) if unsure else 0.2
        inside += abs(share - 1) <= max(0.2, allowed)
    assert inside >= 32


def seconds_in(words: str) -> float:
    """What `in_words` says, as a number."""
    parts = words.split()
    return sum(float(number) * {"s": 1, "min": 60}[unit] for number, unit in zip(parts[::2], parts[1::2], strict=True))


def test_a_terminal_shows_the_last_student_and_who_fell_short():
    """The line that moves ends with what came last."""
    screen = Console(file=io.StringIO(), force_terminal=True, width=160)
    with HowFar("02_kmeans", console=screen) as how_far:
        how_far.started(0, 2)
        how_far.graded("s01", WRONG)
    assert "short of full marks: 1 · last: s01, 3" in screen.file.getvalue()  # type: ignore[attr-defined]


def test_times_are_told_in_words():
    """Rounding takes less than a tenth of what is left, and says no more than that."""
    assert [in_words(each) for each in (9.4, 94, 97, 139, 184, 597)] == [
        "9 s", "94 s", "1 min 40 s", "2 min 20 s", "3 min", "10 min",
    ]  # fmt: skip
    assert [in_words(each) for each in (3540, 3599, 3700)] == ["59 min", "1 h 0 min", "1 h 2 min"]
