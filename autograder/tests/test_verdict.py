"""A finding is an outcome with a share of the points; a verdict puts the points on it."""

import json
import math

import pytest

from autograder import verdict
from autograder.verdict import OUTCOMES, Finding, Verdict


@pytest.mark.parametrize(
    ("finding", "outcome", "fraction", "mistake"),
    [
        (verdict.passed("yes"), "passed", 1, ""),
        (verdict.partial(0.25, "half", mistake="slow"), "partial", 0.25, "slow"),
        (verdict.failed("no"), "failed", 0, ""),
        (verdict.failed("no", "argmax"), "failed", 0, "argmax"),
        (verdict.unattempted("not yet"), "unattempted", 0, ""),
        (verdict.error("it raised", "raises"), "error", 0, "raises"),
        (verdict.unjudged("rests on another"), "unjudged", 0, ""),
        (verdict.timeout("still runs"), "timeout", 0, "does_not_end"),
    ],
    ids=lambda value: value.outcome if isinstance(value, Finding) else str(value),
)
def test_each_outcome_has_its_share(finding, outcome, fraction, mistake):
    """Only `passed` has all the points and only `partial` some; each outcome has a short way to say it."""
    assert (finding.outcome, finding.fraction, finding.mistake) == (outcome, fraction, mistake)
    assert outcome in OUTCOMES


@pytest.mark.parametrize("outcome", ["", "Passed", "ok"])
def test_an_unknown_outcome_is_refused(outcome):
    """An outcome that no report knows can't be made."""
    with pytest.raises(ValueError, match="is none of passed, partial"):
        Finding(outcome, 0, "")


@pytest.mark.parametrize("fraction", [-0.1, 1.1, math.nan, math.inf])
def test_a_share_outside_0_to_1_is_refused(fraction):
    """Nothing gives more than all the points, or less than none."""
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        verdict.partial(fraction, "")


def test_points_are_rounded_to_hundredths():
    """A share of the points is rounded, so that sums of marks stay readable."""
    found = Verdict.of("update_means", verdict.partial(2 / 3, "nearly"), 5)
    assert (found.score, found.max_score) == (3.33, 5)
    assert Verdict.of("x", verdict.passed("yes"), 9).score == 9


def test_a_verdict_is_plain_json():
    """A verdict is a dictionary of plain data, with everything that the check found."""
    finding = verdict.partial(0.5, "half", mistake="slow", notes=("a note",), figures={"ratio": 7.5})
    found = Verdict.of("seconds_per_iteration", finding, 3).as_dict()
    assert json.loads(json.dumps(found)) == found == {
        "exercise": "seconds_per_iteration", "outcome": "partial", "score": 1.5, "max_score": 3, "message": "half",
        "mistake": "slow", "notes": ["a note"], "figures": {"ratio": 7.5},
    }  # fmt: skip


def test_a_verdicts_figures_are_its_own():
    """Changing the finding's figures later changes no verdict."""
    figures = {"ratio": 1.0}
    found = Verdict.of("x", verdict.passed("yes", figures=figures), 1)
    figures["ratio"] = 2.0
    assert found.figures == {"ratio": 1.0}
