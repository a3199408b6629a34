"""What a check says about one exercise: an outcome, points, and a message that teaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

OUTCOMES = ("passed", "partial", "failed", "unattempted", "error", "timeout", "unjudged", "unreadable")


@dataclass(frozen=True)
class Finding:
    """What a check found, before points are put on it.

    `fraction` is the share of the exercise's points, 0.0 to 1.0. `mistake` is the short name of a
    named mistake ("l1_distance"), or "" when the cause is unknown; class statistics count it.
    `notes` are remarks that cost no points. `figures` are numbers worth showing, such as
    {"seconds_per_iteration": 0.027, "ratio": 1.1}.
    """

    outcome: str
    fraction: float
    message: str
    mistake: str = ""
    notes: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise ValueError(f"outcome {self.outcome!r} is none of {', '.join(OUTCOMES)}")
        if not 0.0 <= self.fraction <= 1.0:
            raise ValueError(f"fraction {self.fraction} is not between 0 and 1")


def passed(message: str, **more: Any) -> Finding:
    """Everything that was asked is there: all the points."""
    return Finding("passed", 1.0, message, **more)


def partial(fraction: float, message: str, **more: Any) -> Finding:
    """Part of what was asked is there: `fraction` of the points."""
    return Finding("partial", fraction, message, **more)


def failed(message: str, mistake: str = "", **more: Any) -> Finding:
    """The answer is wrong; `mistake` names how, when that is known."""
    return Finding("failed", 0.0, message, mistake, **more)


def unattempted(message: str) -> Finding:
    """The TO DO is as it was handed out."""
    return Finding("unattempted", 0.0, message)


def unjudged(message: str, mistake: str = "") -> Finding:
    """Nothing can be said yet, since something that this rests on is not right: no points, and no fault here."""
    return Finding("unjudged", 0.0, message, mistake)


def unreadable(message: str) -> Finding:
    """The file that was handed in could not be read, so nothing in it was judged: no points."""
    return Finding("unreadable", 0.0, message)


def error(message: str, mistake: str = "", **more: Any) -> Finding:
    """The student's code raised, or left nothing that could be judged."""
    return Finding("error", 0.0, message, mistake, **more)


def timeout(message: str, mistake: str = "does_not_end", **more: Any) -> Finding:
    """The student's code did not end in the time it had."""
    return Finding("timeout", 0.0, message, mistake, **more)


@dataclass(frozen=True)
class Verdict:
    """A finding with its exercise and its points: what students, records and reports show."""

    exercise: str
    outcome: str
    score: float
    max_score: float
    message: str
    mistake: str = ""
    notes: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, exercise: str, finding: Finding, max_score: float) -> Verdict:
        """Put points on a finding, rounded to hundredths of a point."""
        return cls(
            exercise, finding.outcome, round(finding.fraction * max_score, 2), max_score,
            finding.message, finding.mistake, finding.notes, dict(finding.figures),
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain data for records and JSON."""
        return {**asdict(self), "notes": list(self.notes)}
