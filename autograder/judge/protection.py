"""The sandbox of a run, as whoever grades asks for it: one that was seen to hold, or a line that says what to do."""

from __future__ import annotations

from autograder.course import CourseError
from autograder.sandbox.features import features
from autograder.sandbox.sandbox_error import SandboxError
from autograder.sandbox.tested_tier import self_test, tested_tier
from autograder.sandbox.tiers import missing

CHOICES = ("auto", "full", "basic", "none")
NO_SANDBOX = (
    "no sandbox (--sandbox none): students' code runs as you, and can read and write what you can. Every record of "
    "this run says so."
)


def protect(wanted: str = "auto") -> str:
    """Give the tier to grade in, after what no student may do was tried in it; never none, unless that is wanted.

    Raises CourseError: what is missing, the command that mends it, and how to grade all the same.
    """
    try:
        return tested_tier(wanted)
    except (SandboxError, RuntimeError, OSError) as problem:
        told = str(problem).rstrip(".")
        if wanted == "full" and not missing("basic", features()):
            raise CourseError(f"{told}. Or leave --sandbox full out: then tier basic is tried") from None
        raise CourseError(f"{told}. To grade without a sandbox, as yourself, type --sandbox none") from None


def broken(tier: str) -> str:
    """Try in a tier what no student may do; give what was possible all the same, or why it could not be tried."""
    try:
        acts = self_test(tier)
    except (SandboxError, RuntimeError, OSError) as problem:
        return str(problem)
    possible = [f"{act['name']} ({act['detail']})" for act in acts if not act["held"]]
    return f"in tier {tier} student code could {', '.join(possible)}" if possible else ""
