"""Works out what a late submission loses, from its times and the course's rule alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from autograder.grade.outcome import points

LONG = {"day": timedelta(days=1), "hour": timedelta(hours=1)}


@dataclass(frozen=True)
class Rule:
    """What lateness costs: `penalty` percent of the assignment's maximum for each day or hour that has begun.

    Nothing is taken off up to `grace_minutes` after the due time; later than that, time counts from the due time.
    Never more than `cap` percent are taken. A rule with a penalty of 0 takes nothing.
    """

    penalty: float = 0.0
    per: Literal["day", "hour"] = "day"
    grace_minutes: float = 0.0
    cap: float = 100.0


@dataclass(frozen=True)
class Lateness:
    """What a submission loses by its lateness: points by the rule, which may be more than it has, and a sentence."""

    points: float
    sentence: str


def lateness(rule: Rule, due: datetime, handed_in: datetime, max_score: float) -> Lateness | None:
    """Give what a submission loses; None when it came in time or the rule takes nothing. Both times have a zone."""
    late = handed_in - due
    if rule.penalty <= 0 or late <= timedelta(0):
        return None
    when = f"Handed in {_long(late)} after {_at(due)}"
    if late <= timedelta(minutes=rule.grace_minutes):
        return Lateness(0.0, f"{when}: no points are taken off within {_number(rule.grace_minutes)} minutes.")
    begun = -(-late // LONG[rule.per])  # whole numbers throughout: a microsecond more is one more
    percent = min(rule.penalty * begun, rule.cap)
    lost = round(max_score * percent / 100, 2)
    each = f"{_number(rule.penalty)} % for each {rule.per} that has begun"
    most = f", at most {_number(rule.cap)} %" if rule.penalty * begun > rule.cap else ""
    return Lateness(lost, f"{when}: {each}{most}: {points(lost)} of {points(max_score)} points are taken off.")


def _long(late: timedelta) -> str:
    """Say how long something is in the two largest units that it has: 2 days 3 h, 5 min, 1 s."""
    seconds = max(math.ceil(late.total_seconds()), 1)
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, seconds = divmod(rest, 60)
    parts = [(days, " day" if days == 1 else " days"), (hours, " h"), (minutes, " min"), (seconds, " s")]
    first = next(index for index, (count, _) in enumerate(parts) if count)
    return " ".join(f"{count}{unit}" for count, unit in parts[first : first + 2] if count)


def _at(time: datetime) -> str:
    """Write a time with its offset from UTC; seconds only where there are some."""
    shown = time.strftime("%Y-%m-%d %H:%M:%S" if time.second else "%Y-%m-%d %H:%M")
    offset = time.strftime("%z")
    return f"{shown} UTC" if offset == "+0000" else f"{shown} (UTC{offset[:3]}:{offset[3:5]})"


def _number(value: float) -> str:
    return f"{value:g}"
