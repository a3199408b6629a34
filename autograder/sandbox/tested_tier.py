"""Chooses the tier of a process once and for all: what must not be possible is tried before anything else runs."""

from __future__ import annotations

import os
import threading

from autograder.sandbox.plan import Plan
from autograder.sandbox.private_folders import own_folder, remove_folder
from autograder.sandbox.sandbox_error import SandboxError
from autograder.sandbox.tiers import choose, features, without_full
from autograder.sandbox.warm import zygote

_tested: dict[tuple[int, str, bool], str] = {}  # by process, what was wanted, and the kind of kernels
_testing = threading.Lock()


def tested_tier(wanted: str = "auto", outside: bool = True) -> str:
    """Give the tier for this process, tested the first time; "auto" is the strongest that holds on this machine.

    The kernels that are tested are those whose verdicts are reached outside, or inside. Raises SandboxError, with what
    is missing and what mends it.
    """
    key = os.getpid(), wanted, outside
    with _testing:
        if key not in _tested:
            _tested[key] = _choose(wanted, outside)
        return _tested[key]


def _choose(wanted: str, outside: bool) -> str:
    """Choose by what the machine offers, and then by trying."""
    found = features()
    tier = choose(wanted, found)
    if tier == "none":
        return tier
    try:
        _test(tier, outside)
    except SandboxError as problem:
        if wanted != "auto" or tier != "full":
            raise
        tier = choose("auto", without_full(found, str(problem)))
        _test(tier, outside)
    return tier


def _test(tier: str, outside: bool) -> None:
    """Raise SandboxError unless every forbidden act fails in this tier."""
    broken = [act for act in self_test(tier, outside) if not act["held"]]
    if broken:
        told = "; ".join(f"{act['name']} ({act['detail']})" for act in broken)
        raise SandboxError(f"the sandbox of tier {tier} does not hold here: {told}. Grade on another machine")


def self_test(tier: str, outside: bool = True) -> list[dict[str, object]]:
    """Try in a sandbox what no kernel may do; gives each act's `name`, whether it `held`, and a `detail`."""
    warm = zygote(outside)
    folder = own_folder().numbered()
    try:
        return warm.self_test(Plan(tier, str(folder), warm.readable, warm.hidden, outside=outside))
    finally:
        remove_folder(folder)
