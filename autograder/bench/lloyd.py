"""How fast the K-means of 03_one_loop is beside those of libraries: the same points, starts and threads, in turn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from threadpoolctl import threadpool_limits

from autograder.bench.contestants import contestants, fitted
from autograder.bench.machine import cores
from autograder.bench.measurement import Measurement, ratio
from autograder.bench.peak_memory import ITERATIONS as FEW
from autograder.bench.peak_memory import peak_in_a_fresh_process

STARTS, ROUNDS = 3, 6  # starts drawn at random, taken in turn by the rounds
K, SHORT, LONG = 10, 20, 300  # means; iterations of 02_kmeans; more than any of these starts needs
THREADS = (1, 2)
KINDS = ("float32", "float64")
OURS, PLAIN, THEIRS, BOUNDS = "fast_kmeans", "broadcast (n, k, d)", "scikit-learn, Lloyd", "scikit-learn, Elkan"
WHOLE = "its whole time, to convergence, by the iterations; of scikit-learn's without what it does once"

# Seconds of each run in one round, by its name.
Round = Mapping[str, float]


def measure() -> Iterator[Measurement]:
    """Race on MNIST's test images with each number of threads and each kind of number; then measure memory."""
    from load import test_x

    images = test_x / 255
    found: dict[str, list[float]] = {}
    for threads in (each for each in THREADS if each <= cores()):
        for kind in KINDS:
            with threadpool_limits(threads):
                rounds = race(images.astype(kind), contestants())
            for what, each in ratios(rounds, f"{threads} thread{'s' if threads > 1 else ''}, {kind}"):
                found.setdefault(what, []).append(each.value)
                yield each
    for what in ("an iteration", f"{SHORT} iterations"):
        values = found[f"{what}: {OURS}"]
        name = f"{what}: {OURS}, median of these {len(values)}"
        yield Measurement(name, statistics.median(values), "times", f"beside {THEIRS}", at_most=0.9)
    yield from memory()


def race(points: np.ndarray, runners: Mapping[str, Callable[..., np.ndarray]], rounds: int = ROUNDS) -> Sequence[Round]:
    """Run all of them on points (n, d) in turn, forwards and backwards; the first round, which loads code, is left out.

    Each round has the time of `SHORT` iterations of all but the slowest, of one iteration of that one, and, of ours and
    scikit-learn's, of as many iterations as its Lloyd needs until no label changes.
    """
    starts = [points[np.random.default_rng(seed).choice(len(points), K, replace=False)] for seed in range(STARTS)]
    needed = [int(fitted(points, start, LONG, "lloyd").n_iter_) for start in starts]
    timed: list[Round] = []
    for number in range(rounds + 1):
        start, last = starts[number % STARTS], needed[number % STARTS]
        plan = {f"{name} {SHORT}": (run, SHORT) for name, run in runners.items() if name != PLAIN}
        plan |= {f"{name} 1": (runners[name], 1) for name in (PLAIN, THEIRS)}
        plan |= {f"{OURS} all": (runners[OURS], last), f"{THEIRS} all": (runners[THEIRS], LONG)}
        plan |= {f"{BOUNDS} all": (runners[BOUNDS], LONG)}
        order = list(plan) if number % 2 else list(plan)[::-1]
        seconds = {name: seconds_of(plan[name][0], points, start, plan[name][1]) for name in order}
        timed.append({**seconds, "iterations": float(last)})
    return timed[1:]


def seconds_of(run: Callable[..., np.ndarray], points: np.ndarray, start: np.ndarray, iterations: int) -> float:
    """Take the time of one call; the start is a copy of its own."""
    means = start.copy()
    begin = time.perf_counter()
    run(points, means, iterations)
    return time.perf_counter() - begin


def ratios(rounds: Sequence[Round], where: str) -> Iterator[tuple[str, Measurement]]:
    """Compare the times with scikit-learn's, round by round; gives each with the name of what it compares."""

    def all_of(name: str) -> list[float]:
        return [each[name] for each in rounds]

    how = f"{len(rounds)} rounds in turn, {STARTS} starts"
    theirs = [(each[f"{THEIRS} all"] - each[f"{THEIRS} 1"]) / (each["iterations"] - 1) for each in rounds]
    ours = [each[f"{OURS} all"] / each["iterations"] for each in rounds]
    what = f"an iteration: {OURS}"
    yield what, ratio(f"{what}, {where}", ours, theirs, f"{how}; {WHOLE}", at_most=1.0)
    what = f"an iteration: {PLAIN}"
    yield what, ratio(f"{what}, {where}", all_of(f"{PLAIN} 1"), theirs, f"{how}; its first iteration")
    for name in (key.removesuffix(f" {SHORT}") for key in rounds[0] if key.endswith(f" {SHORT}")):
        if name != THEIRS:
            what, limit = f"{SHORT} iterations: {name}", 1.0 if name == OURS else None
            beside = all_of(f"{THEIRS} {SHORT}")
            yield what, ratio(f"{what}, {where}", all_of(f"{name} {SHORT}"), beside, f"{how}; whole calls", limit)
    for name, other, limit in ((OURS, BOUNDS, 1.0), (OURS, THEIRS, None), (BOUNDS, THEIRS, None)):
        what, beside = f"to convergence: {name}, {other} being 1", all_of(f"{other} all")
        yield what, ratio(f"{what}, {where}", all_of(f"{name} all"), beside, f"{how}; whole calls", limit)


def memory() -> Iterator[Measurement]:
    """Measure each one's peak of memory beyond the points, float64, which are 63 MB."""
    how = f"{FEW} iterations, one thread, counted by the system in a fresh process"
    for name in contestants():
        value = peak_in_a_fresh_process(name, "float64")
        yield Measurement(f"memory beyond the points, at most: {name}", value, "bytes", how)
