"""What `autograder grade` prints at its end: short where nothing is new, never silent about whom it could not judge."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.commands.grade import print_outcome, print_remarks, some
from autograder.grade.class_run import Outcome
from autograder.grade.published import Change
from autograder.tests.test_feedback import record, verdict

WORK: Any = SimpleNamespace(
    assignment=SimpleNamespace(name="02_kmeans"), course=Path("/c"), report=Path("/c/r.html"), kept_marks=Path("/c/k")
)


def printed(outcome: Outcome, capsys: pytest.CaptureFixture[str], columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal of that many columns shows."""
    monkeypatch.setenv("COLUMNS", str(columns))
    print_outcome(WORK, outcome)
    return capsys.readouterr().out


def test_a_large_class_with_nothing_new_is_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody reads three hundred rows again; who could not be judged is named all the same."""
    records = [{**record(verdict("a"), student=f"s{number:03}"), "reason": ""} for number in range(300)]
    records[7]["reason"] = "The file is empty."
    text = printed(Outcome(records), capsys, 80, monkeypatch)
    assert "300 students have a mark" in text and "s123" not in text
    assert "Could not be judged, with the reason in the feedback: s007\n" in text
    assert len(text.splitlines()) < 10
    assert "s123" in printed(Outcome(records, new=["s007"]), capsys, 80, monkeypatch)


@pytest.mark.parametrize(("columns", "beside"), [(80, False), (200, True)])
def test_remarks_are_whole_at_any_width(
    columns: int, beside: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stand beside the marks where there is room, else beneath the table, and are never cut to a word."""
    said = "One iteration is right, but after two the means are where the first one left them"
    failed = record(verdict("update_means", "failed", message=f"{said}."), student="ann")
    text = printed(Outcome([failed], new=["ann"]), capsys, columns, monkeypatch)
    assert said in " ".join(text.split())
    assert ("remark" in text) == beside
    assert (f"ann: {said}" in " ".join(text.split())) != beside


def test_one_mark_is_told_of_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    """What waits for a yes is told in a line, with the command."""
    one = [Change("ann", "3", "20", ())]
    for held_back, said in ((one, "1 mark stays as you gave it out"), (one * 2, "2 marks stay as you gave them out")):
        print_remarks(WORK, Outcome([], held_back=held_back))
        assert said in capsys.readouterr().err


def test_long_lists_end() -> None:
    """Twenty are named, and the rest is counted."""
    assert some(["a", "b"]) == "a, b"
    assert some([str(number) for number in range(1, 2_000)]).endswith("19, 20, … and 1,979 more")
