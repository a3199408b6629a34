"""Each case of `hostile/` gets the verdicts it must get, and changes nothing, on each tier that the machine offers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from autograder.sandbox.tiers import best, features, missing
from autograder.tests.hostile_cases import TIERS, Case, cases_in_files
from autograder.tests.hostile_grading import Gradings, problems_with, report
from autograder.tests.hostile_notebooks import cases_by_function

CASES = {**cases_in_files(), **{case.name: case for case in cases_by_function()}}
ASKED = "KMEANS_TIERS"  # names the tiers to run on, "none" among them; without it all that are a sandbox


def tiers() -> list[str]:
    """The tiers to run on: those that are asked for, else every sandbox on offer, and none only where there is none."""
    if ASKED in os.environ:
        return os.environ[ASKED].split()
    found = features()
    return [tier for tier in TIERS if tier != "none" and not missing(tier, found)] or [best(found)]


def held_by(tier: str) -> list[Case]:
    """The cases that a tier holds."""
    return [case for case in CASES.values() if TIERS.index(case.needs) <= TIERS.index(tier)]


def parameters() -> Iterator[Any]:
    """Each case on each tier that holds it."""
    for tier in tiers():
        for case in held_by(tier):
            marks = [pytest.mark.slow, pytest.mark.corpus, pytest.mark.xdist_group(f"hostile on {tier}")]
            if case.not_yet:
                marks.append(pytest.mark.xfail(reason=case.not_yet))
            yield pytest.param(tier, case, id=f"{tier}-{case.name}", marks=marks)


class Begun(dict[str, Gradings]):
    """Gradings by tier, each begun when a test asks: of all cases that tests will ask for, so that none is waited for.

    A test with a case that is marked to run on its own worker of pytest-xdist leaves the other cores to other tests.
    """

    def __init__(self, wanted: list[Mapping[str, Any]]) -> None:
        super().__init__()
        self._wanted = wanted

    def __missing__(self, tier: str) -> Gradings:
        cases = [params["case"] for params in self._wanted if params["tier"] == tier]
        alone = "PYTEST_XDIST_WORKER" not in os.environ
        self[tier] = Gradings(tier, cases, at_once=1 + (os.cpu_count() or 1) if alone else 2)
        return self[tier]


@pytest.fixture(scope="module")
def gradings(request: pytest.FixtureRequest) -> Iterator[Begun]:
    """For each tier what grades its cases."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    params = [item.callspec.params for item in items if hasattr(item, "callspec") and item.path == request.path]
    begun = Begun([each for each in params if "case" in each])
    yield begun
    for each in begun.values():
        each.close()


@pytest.mark.parametrize(("tier", "case"), [*parameters()])
def test_a_case_gets_its_verdicts_and_changes_nothing(gradings: Begun, tier: str, case: Case) -> None:
    """The record is what the case's header says, and the world around it is as it was."""
    result = gradings[tier].of(case)
    assert problems_with(case, result, tier) == [], report(result)
