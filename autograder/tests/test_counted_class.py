"""A class of any size is read one record at a time."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from autograder.grade.counted_class import CountedClass
from autograder.grade.feedback import Manual
from autograder.grade.journal import Journal
from autograder.grade.summary import summarise

MANY, MESSAGE = 3_000, "Which of the ten means is the nearest one? " * 40


def record(student: str, score: float) -> dict[str, Any]:
    """A line of the journal, of a length that is common."""
    verdict = {
        "exercise": "update_means", "score": score, "max_score": 9.0, "outcome": "partial", "message": MESSAGE,
        "mistake": "", "notes": [], "figures": {},
    }  # fmt: skip
    return {
        "student": student, "assignment": "02_kmeans", "submission": "ab12" * 4, "course": "c", "engine": "e",
        "score": score, "max_score": 9.0, "exercises": [verdict], "notes": [], "reason": "", "sandbox": "full",
    }  # fmt: skip


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal with two records for some, of whom the newer counts."""
    found = Journal(tmp_path / "records" / "02_kmeans.jsonl")
    found.append(record("s1", 1.0), record("s2", 2.0), record("s1", 3.0))
    return found


def test_each_student_counts_once_with_marks_by_hand(journal: Journal) -> None:
    """The newest record counts, a mark by hand in its place; it can be gone through again, and asked by number."""
    counted = CountedClass(journal, journal.newest(), {"s2": {"update_means": Manual(7.0)}})
    for _ in range(2):
        assert [(each["student"], each["score"]) for each in counted] == [("s1", 3.0), ("s2", 7.0)]
    assert (len(counted), counted[1]["score"], [each["score"] for each in counted[:1]]) == (2, 7.0, [3.0])


def test_a_class_without_records_is_empty(tmp_path: Path) -> None:
    """Before anything was graded there is nothing to read, and no file either."""
    assert list(CountedClass(Journal(tmp_path / "none.jsonl"), {}, {})) == []


def test_a_report_holds_little_of_each_student(tmp_path: Path) -> None:
    """Index and summary of thousands take a small part of what their records do."""
    journal = Journal(tmp_path / "records" / "02_kmeans.jsonl")
    journal.append(*(record(f"s{number}", float(number % 10)) for number in range(MANY)))
    tracemalloc.start()
    try:
        summary = summarise(CountedClass(journal, journal.newest(), {}))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert summary.count == MANY
    assert peak < 1_100 * MANY < 0.6 * journal.path.stat().st_size
