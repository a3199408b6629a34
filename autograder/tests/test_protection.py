"""A run grades in the strongest sandbox that holds, and in none only when that was typed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from autograder.course import CourseError
from autograder.grade.local_judges import local_judges
from autograder.judge import protection
from autograder.judge.kernel import StudentKernel
from autograder.judge.protection import broken, protect
from autograder.judge.workplace import Workplace
from autograder.judge.yardstick_kernel import YardstickKernel
from autograder.sandbox import tested_tier
from autograder.sandbox.features import Features

EVERYTHING = Features(
    system="Linux", machine="x86_64", kernel="6.8.0", distribution="debian", landlock=4, landlock_error=0, seccomp=True,
    namespaces="", filtered=False,
)  # fmt: skip
SelfTest = Callable[..., list[dict[str, Any]]]
Machine = Callable[[Features, SelfTest], None]


def leaks(*tiers: str) -> SelfTest:
    """A self-test in which a student can fork in some tiers, and is refused in the others."""
    return lambda tier, outside=True: [{"name": "fork", "held": tier not in tiers, "detail": "a child ran"}]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with some features, on which the forbidden acts have some result."""

    def set_up(found: Features, self_test: SelfTest) -> None:
        monkeypatch.setattr(tested_tier, "_tested", {})
        monkeypatch.setattr(tested_tier, "features", lambda: found)
        monkeypatch.setattr(tested_tier, "self_test", self_test)
        monkeypatch.setattr(protection, "self_test", self_test)

    return set_up


def test_the_strongest_tier_that_holds_is_taken(machine: Machine) -> None:
    """On a machine with everything that is full; without namespaces it is basic."""
    machine(EVERYTHING, leaks())
    assert protect() == "full"
    machine(replace(EVERYTHING, namespaces="apparmor"), leaks())
    assert protect() == "basic"


def test_a_full_tier_that_leaks_gives_way_to_a_basic_one_that_holds(machine: Machine) -> None:
    """When an act gets through in full, auto takes basic, after trying the acts there."""
    machine(EVERYTHING, leaks("full"))
    assert protect() == "basic"


def test_each_kind_of_kernel_is_tested_once(machine: Machine) -> None:
    """Kernels that see the course's package are tested apart from those that do not, and each kind once."""
    tried: list[tuple[str, bool]] = []

    def self_test(tier: str, outside: bool = True) -> list[dict[str, Any]]:
        tried.append((tier, outside))
        return []

    machine(EVERYTHING, self_test)
    for outside in (True, False, True, False):
        assert tested_tier.tested_tier("auto", outside) == "full"
    assert tried == [("full", True), ("full", False)]


def test_a_tier_that_was_asked_for_is_not_replaced(machine: Machine) -> None:
    """Full, when typed, is full or an error that names what is wrong."""
    machine(EVERYTHING, leaks("full"))
    with pytest.raises(CourseError, match=r"fork \(a child ran\)"):
        protect("full")
    machine(replace(EVERYTHING, namespaces="apparmor"), leaks())
    with pytest.raises(CourseError, match="AppArmor refuses user namespaces"):
        protect("full")


def test_below_basic_nothing_is_graded(machine: Machine) -> None:
    """A machine without Landlock, or whose basic tier leaks, is refused with what is missing and the way out."""
    machine(replace(EVERYTHING, landlock=0, landlock_error=38, kernel="5.4.0"), leaks())
    with pytest.raises(CourseError, match=r"Landlock is missing.*--sandbox none"):
        protect()
    machine(EVERYTHING, leaks("full", "basic"))
    with pytest.raises(CourseError, match="does not hold"):
        protect()


@pytest.mark.parametrize("system", ["Darwin", "Windows"])
def test_other_systems_are_told_where_to_grade(machine: Machine, system: str) -> None:
    """On macOS and Windows the line says what to do instead."""
    machine(replace(EVERYTHING, system=system, landlock=0, seccomp=False), leaks())
    with pytest.raises(CourseError, match=r"container|wsl --install"):
        protect()


def test_none_is_taken_only_when_typed(machine: Machine) -> None:
    """Typed, it needs nothing of the machine and tries nothing."""
    machine(replace(EVERYTHING, system="Darwin"), leaks("none"))
    assert protect("none") == "none"


def test_what_a_broken_tier_lets_through_is_named(machine: Machine) -> None:
    """A tier counts as broken when an act was possible, or when the acts could not be tried."""
    machine(EVERYTHING, leaks("full"))
    assert "fork (a child ran)" in broken("full")
    assert broken("basic") == ""

    def fails(tier: str) -> list[dict[str, Any]]:
        raise OSError("no process")

    machine(EVERYTHING, fails)
    assert broken("full") == "no process"


@pytest.mark.parametrize("run", [local_judges, Workplace.__init__, StudentKernel.__init__, YardstickKernel.__init__])
def test_no_code_runs_without_a_sandbox_because_a_word_was_left_out(run: Callable[..., Any]) -> None:
    """Whoever has students' code run says in which tier: there is none to fall back on."""
    assert inspect.signature(run).parameters["tier"].default is inspect.Parameter.empty
