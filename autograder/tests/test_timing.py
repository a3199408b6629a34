"""Times are taken in pairs until the points are beyond doubt; what else a machine does hardly changes them."""

import math

import numpy as np
import pytest

from autograder.checks.kmeans.exercises import time_fraction
from autograder.timing import FEWEST_PAIRS, MOST_PAIRS, Pair, Timing, run_pairs


def points(ratio):
    """Give the points of 02_kmeans for a ratio: all up to 6, none from 20 on."""
    return 3 * time_fraction(ratio, 6, 20)


def run(ratios, yardstick=0.02, points=points, **more):
    """Run pairs whose student's times are these multiples of a yardstick that always takes the same."""
    left, spent = iter(ratios), []

    def pair(number):
        assert number == len(spent)
        spent.append(next(left) * yardstick)
        return Pair(spent[-1], yardstick)

    return run_pairs(pair, points, lambda: sum(spent), **more)


@pytest.mark.parametrize("ratio", [0.6, 1.0, 3.9, 31, 2400])
def test_one_pair_is_enough_far_from_the_thresholds(ratio):
    """Twice as fast as need be, or twice as slow as what earns nothing: no second pair is run."""
    assert len(run([ratio]).pairs) == 1


def test_a_slow_first_run_of_quick_code_costs_nothing():
    """A time that the machine has swollen is followed by others, until one shows that the code is quick."""
    timing = run([17, 4.5])
    assert len(timing.pairs) == 2
    assert points(timing.ratio) == 3


@pytest.mark.parametrize("ratio", [6.5, 8, 12, 19])
def test_more_pairs_are_run_between_the_thresholds(ratio):
    """Steady code in doubt takes the fewest pairs, and its ratio comes out."""
    timing = run([ratio] * 99, seconds=100)
    assert len(timing.pairs) == FEWEST_PAIRS
    assert timing.ratio == pytest.approx(ratio)


def test_unsteady_code_takes_the_most_pairs():
    """Where the fastest runs differ, pairs are run until there are very many."""
    assert len(run(np.linspace(8, 16, 99), seconds=1000).pairs) == MOST_PAIRS


def test_the_budget_bounds_the_pairs():
    """One pair is always run, and no more than the seconds allow."""
    assert len(run([10] * 99, yardstick=0.02, seconds=1.0).pairs) == 5
    assert len(run([10] * 99, yardstick=2.0, seconds=1.0).pairs) == 1


def test_a_wrong_run_ends_the_timing():
    """The first run whose means are not right ends it, and says that the times say nothing."""
    timing = run_pairs(lambda number: None if number else Pair(0.2, 0.02), points, lambda: 0.0)
    assert not timing.right
    assert len(timing.pairs) == 1


def test_a_spell_that_only_the_yardstick_meets_gives_no_points_away():
    """Two pairs with a slow yardstick, just below the threshold, leave doubt."""
    assert not Timing([Pair(7, 1.25)] * 2).is_sure(points)
    assert Timing([Pair(4.4, 1.0)] * 2).is_sure(points)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4])
def test_ten_regrades_give_the_same_points(share):
    """With some of the runs slowed down by half in spells, as other work does, points agree within a tenth."""
    rng, found = np.random.default_rng(5), []
    for _ in range(10):
        spells = np.repeat(rng.random(20) < share, 5)
        times = 8 * np.where(spells, 1.5, 1.0) * (1 + np.abs(rng.normal(0, 0.03, size=100)))
        found.append(points(run(times, seconds=100).ratio))
    assert max(found) - min(found) <= 0.1


def test_the_fastest_third_is_what_counts():
    """Seconds and ratio come from the shortest third of the times, of the code and of the yardstick alike."""
    timing = Timing([Pair(seconds, 1.0 + number % 3) for number, seconds in enumerate([9, 2, 8, 4, 7, 6])])
    assert (timing.seconds, timing.yardstick) == (3, 1)
    assert timing.ratio == 3
    assert math.isclose(Timing([Pair(0.5, 0.25)]).ratio, 2)
