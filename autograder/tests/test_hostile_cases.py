"""The corpus of hostile submissions is whole: enough cases in each group, each with a reason for what it needs."""

from __future__ import annotations

from collections import Counter

import pytest

from autograder.tests.hostile_cases import FOLDER, make_case, read_header
from autograder.tests.test_hostile_submissions import CASES

FEWEST = {
    "bombs": 20, "clocks": 12, "ends": 20, "forged": 20, "libraries": 15, "loops": 15, "network": 10, "notebooks": 40,
    "reading": 10, "right": 30, "writing": 6, "wrong": 15,
}  # fmt: skip


def test_every_group_has_its_cases() -> None:
    """There are more than 200 cases, thirty correct ones among them, and no group that is not known here."""
    groups = Counter(name.split("/")[0] for name in CASES)
    assert {group: count for group, count in groups.items() if count < FEWEST[group]} == {}
    assert groups.keys() == FEWEST.keys()
    assert len(CASES) > 200


def test_most_assignments_have_cases_and_the_heart_of_the_series_most() -> None:
    """Every assignment is tried, and 02_kmeans in more than half of the cases."""
    assignments = Counter(case.assignment for case in CASES.values())
    assert len(assignments) == 7
    assert assignments["02_kmeans"] > len(CASES) / 2


def test_correct_answers_keep_their_points_on_every_tier() -> None:
    """No correct case needs a sandbox, nor is one expected to fail."""
    right = [case for name, case in CASES.items() if name.startswith("right/")]
    assert [case.name for case in right if case.needs != "none" or case.not_yet] == []
    assert all(sum(high for _, high in case.expected.points.values()) > 0 for case in right)


def test_what_a_tier_does_not_hold_has_its_reason() -> None:
    """Whoever reads that a case needs a sandbox reads why."""
    assert [case.name for case in CASES.values() if (case.needs != "none") != bool(case.because)] == []


def test_nothing_else_lies_among_the_cases() -> None:
    """Each file of the corpus is a case."""
    assert {path.suffix for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts} == {".py"}


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("What it tries.", "must say what the case tries"),
        ("points: all", "must say what the case tries"),
        ("What.\n\npoints: all\nsurprise: none", "is none of"),
        ("What.\n\npoints: no_such_exercise 3", "has no exercise"),
        ("What.\n\npoints: all\nneeds: full", "gives the reason"),
        ("What.\n\npoints: all\nneeds: castle\nbecause: of dragons", "names a tier"),
    ],
)
def test_a_header_that_says_too_little_is_refused(header: str, problem: str) -> None:
    """A case without points, with unknown lines or without a reason is no case."""
    with pytest.raises(ValueError, match=problem):
        make_case("group/case", *read_header(header, "group/case"), {})
