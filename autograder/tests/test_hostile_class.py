"""A class with hostile students in it is graded to the end, and everybody else gets what they would get alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.grade.class_run import grade_class, open_class
from autograder.grade.local_judges import local_judges
from autograder.tests.hostile_cases import Case
from autograder.tests.hostile_grading import CANARY, World, hand_in, make_world
from autograder.tests.test_hostile_submissions import CASES, tiers

TIER = tiers()[-1]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("a hostile class")]
HONEST = ("right/a_class_with_methods", "right/helper_file", "right/buffers_in_place", "right/lambdas")
HOSTILE = (
    "ends/closes_every_file", "ends/writes_into_every_file", "ends/aborts", "forged/messages_of_all_kinds",
    "bombs/output_in_one_piece", "notebooks/nested_without_end", "notebooks/pipe_in_place_of_a_file",
    "notebooks/names_that_a_terminal_obeys", "notebooks/scripts_everywhere",
)  # fmt: skip
IN_A_SANDBOX = ("network/background_programs", "writing/records_and_others", "reading/work_of_others", "bombs/threads")


def members() -> dict[str, Case]:
    """The class: honest students among hostile ones, by name."""
    hostile = [*HOSTILE, *(IN_A_SANDBOX if TIER != "none" else ())]
    names = [*hostile[: len(hostile) // 2], *HONEST, *hostile[len(hostile) // 2 :]]
    return {f"s{number:02d}": CASES[name] for number, name in enumerate(names)}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, dict[str, Any]]]:
    """The course of such a class, and its records by student."""
    root = tmp_path_factory.mktemp("hostile")
    root.chmod(0o755)
    world = make_world(root)
    course = root / "class"
    for student, case in members().items():
        hand_in(case, course / "submitted" / student / "02_kmeans", world.words())
    work = open_class("02_kmeans", course)
    outcome = asyncio.run(grade_class(work, local_judges(tier=TIER, workers=2)))
    yield world, {record["student"]: record for record in outcome.records}
    world.close()


def test_everybody_has_a_record(graded: tuple[World, dict[str, Any]]) -> None:
    """No submission stops the run, and none is a failure of the grader's own."""
    _, records = graded
    assert records.keys() == members().keys()
    assert [student for student, record in records.items() if record.get("grader_failed")] == []


@pytest.mark.parametrize("student", members())
def test_each_gets_what_they_would_get_alone(graded: tuple[World, dict[str, Any]], student: str) -> None:
    """Points are those that the case names, whoever was graded beside it."""
    _, records = graded
    found = {verdict["exercise"]: verdict["score"] for verdict in records[student]["exercises"]}
    expected = members()[student].expected.points
    assert {name: found[name] for name, (low, high) in expected.items() if not low <= found[name] <= high} == {}


def test_nothing_of_the_hostile_is_left(graded: tuple[World, dict[str, Any]]) -> None:
    """No file, process or message stays behind, and no page or record shows what nobody may see."""
    world, records = graded
    kept = [change for change in world.changes() if not change.startswith(f"{world.root.parent}/class")]
    assert [change for change in kept if world.mark in change or change.startswith("process")] == []
    assert f"{CANARY} " not in json.dumps(records)
    pages = [*(world.root.parent / "class" / "feedback").rglob("*.html")]
    assert len(pages) == len(records)
    assert [page for page in pages if "<script>fetch" in _text(page) or f"{CANARY} " in _text(page)] == []


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")
