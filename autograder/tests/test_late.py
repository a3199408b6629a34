"""What lateness costs: by a rule, to the second, never more than the cap and never below 0."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta, timezone

import pytest

from autograder.grade.late import LONG, Rule, lateness

DUE = datetime(2026, 11, 30, 23, 59, tzinfo=timezone(timedelta(hours=1)))
RULE = Rule(penalty=10, per="day", grace_minutes=15, cap=50)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("late", "lost"),
    [
        (-DAY, None), (timedelta(0), None), (SECOND, 0), (15 * MINUTE, 0), (15 * MINUTE + SECOND, 2), (DAY, 2),
        (DAY + SECOND, 4), (2 * DAY, 4), (5 * DAY, 10), (5 * DAY + SECOND, 10), (400 * DAY, 10),
    ],
)  # fmt: skip
def test_a_day_counts_once_it_has_begun(late, lost):
    """To the second: in time, within the grace, at the end of a day, past it, and past the cap."""
    found = lateness(RULE, DUE, DUE + late, 20)
    assert (found and found.points) == lost


def test_the_sentence_says_how_late_and_what_it_costs():
    """With the due time as it was announced."""
    found = lateness(RULE, DUE, DUE + 2 * DAY + timedelta(hours=3), 20)
    assert found.sentence == (
        "Handed in 2 days 3 h after 2026-11-30 23:59 (UTC+01:00): 10 % for each day that has begun: "
        "6 of 20 points are taken off."
    )
    assert "at most 50 %" in lateness(RULE, DUE, DUE + 9 * DAY, 20).sentence
    assert "1 s after" in lateness(RULE, DUE, DUE + SECOND, 20).sentence
    assert "no points are taken off within 15 minutes" in lateness(RULE, DUE, DUE + MINUTE, 20).sentence


def test_zones_do_not_matter():
    """The same moment costs the same, however it is written."""
    late = DUE + DAY
    assert lateness(RULE, DUE, late.astimezone(UTC), 20).points == lateness(RULE, DUE, late, 20).points
    assert lateness(RULE, DUE, DUE.astimezone(UTC), 20) is None


def test_without_a_penalty_nothing_is_said():
    """As the defaults have it."""
    assert lateness(Rule(), DUE, DUE + DAY, 20) is None


@pytest.mark.parametrize("seed", range(300))
def test_what_holds_for_any_rule(seed):
    """Never negative, never above the cap, never less for later, and the same at both ends of a begun unit."""
    draw = random.Random(seed)
    per = draw.choice(["day", "hour"])
    rule = Rule(draw.uniform(0.1, 60), per, draw.choice([0, 5, 90.5]), draw.uniform(0, 100))
    most, unit = draw.uniform(1, 50), LONG[per]
    late = timedelta(seconds=draw.uniform(0, 40 * unit.total_seconds()))
    first, later = (lateness(rule, DUE, DUE + each, most) for each in (late, late + draw.random() * unit))
    lost = first.points if first else 0
    assert 0 <= lost <= (later.points if later else 0) <= round(most * rule.cap / 100, 2)
    begun = draw.randrange(1, 30)
    if timedelta(minutes=rule.grace_minutes) < (begun - 1) * unit:
        ends = [(begun - 1) * unit + timedelta(microseconds=1), begun * unit]
        expected = most * min(rule.penalty * begun, rule.cap) / 100
        assert all(math.isclose(lateness(rule, DUE, DUE + end, most).points, expected, abs_tol=0.006) for end in ends)
