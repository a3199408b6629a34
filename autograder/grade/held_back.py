"""Holds back a record that would change a mark which was given out, until somebody agrees to the change or refuses it.

It waits in `records/<assignment>.held_back.jsonl`, with the graded notebook beside it, so nothing that was judged is
lost. Its place in the journal is the one that it had when it was judged: a record that came there later outdates it.
One that was refused stays there too: it tells that this submission was judged, so nobody is asked about it again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from autograder.grade.automatic_marks import BATCH, batches
from autograder.grade.class_work import Class
from autograder.grade.gradebook import open_gradebook
from autograder.grade.journal import Line, Record
from autograder.grade.manual_marks import manual_marks, with_manual_marks
from autograder.grade.page import make_private_folder
from autograder.grade.published import Change, change
from autograder.grade.record import TIMED, number, verdict_on

# Share of an exercise's points: two measures of one submission that differ by less say the same. By what memory it is
# given a kernel is up to 8 % faster or slower with large arrays, as long as it lives: `make bench ARGS=grading`.
SAME_TIME = 0.08

PLACE = "instead_of"  # in a waiting record: where in the journal that record is whose place it would take
REFUSED = "refused_at"  # in one that somebody decided against: when

Count = Callable[[Record, Mapping[str, Any]], Record]  # makes of a record, with marks by hand, one as it counts


def waiting(held_back: Mapping[str, Line], newest: Mapping[str, Line]) -> dict[str, Line]:
    """Give which of the records that were held back still wait to take the place of the newest, by student."""
    return {student: line for student, line in judged_beside(held_back, newest).items() if not line.refused}


def judged_beside(held_back: Mapping[str, Line], newest: Mapping[str, Line]) -> dict[str, Line]:
    """Give what was judged after the newest records and is not in their place, by student: it waits, or was refused."""
    return {
        student: line for student, line in held_back.items()
        if student in newest and newest[student].at == line.instead_of and not line.grader_failed
    }  # fmt: skip


def keeps_steady_time(before: Record, after: Record) -> Record:
    """Give a new record with the time as it was, where two measures of one submission by one scale say the same.

    Time is measured, so it never repeats to the hundredth. The new measure stays in the record, as `measured_again`.
    """
    old, new = verdict_on(before, TIMED), verdict_on(after, TIMED)
    if not old or not new or before["submission"] != after["submission"] or _scale(old) != _scale(new):
        return after
    apart = abs(old["score"] - new["score"])
    if not 0 < apart <= SAME_TIME * old["max_score"]:
        return after
    kept = {**old, "measured_again": {"score": new["score"], "figures": new.get("figures") or {}}}
    exercises = [kept if each is new else each for each in after["exercises"]]
    return {**after, "exercises": exercises, "score": round(sum(number(each, "score") for each in exercises), 2)}


def _scale(timed: Mapping[str, Any]) -> list[Any]:
    """What a measured ratio's points depend on."""
    figures = timed.get("figures") or {}
    measured = timed["outcome"] in ("passed", "partial", "failed")
    return [measured, timed["max_score"], *(figures.get(name) for name in ("full_ratio", "zero_ratio"))]


def changes_a_mark(before: Record, after: Record) -> bool:
    """Whether points differ between two records of a student."""
    return change(before, after) is not None


def would_change(work: Class, only: Collection[str] = (), count: Count = with_manual_marks) -> list[Change]:
    """Give what the waiting records would change of the marks as they count, sorted by student.

    A record that changes none of these, since a mark by hand counts instead, takes its place at once. That of somebody
    who is excused goes on waiting, and nobody is asked.
    """
    held_back = work.held_back.newest()
    newest = work.journal.newest() if held_back else {}
    still = sorted(waiting(held_back, newest).items())
    found = {student: line for student, line in still if not only or student in only}
    if not found:
        return []
    with open_gradebook(work.course) as gradebook:
        by_hand = manual_marks(gradebook, work.assignment.name, work.notebook, list(found) if only else None)
    changes, same = [], []
    counting = work.journal.read(newest[student] for student in found)
    for before, after in zip(counting, work.held_back.read(found.values()), strict=True):
        given = by_hand.get(after["student"], {})
        old, new = count(before, given), count(after, given)
        told = change(old, new, _why(before, after))
        if new.get("excused"):
            continue
        if told:
            changes.append(told)
        else:
            same.append(after["student"])
    accept(work, same)
    return changes


def accept(work: Class, students: Iterable[str]) -> None:
    """Let the waiting records of some students take their places in the journal."""
    found = waiting(work.held_back.newest(), work.journal.newest())
    for batch in batches((found[student] for student in students), BATCH):
        records = list(work.held_back.read(batch))
        for record in records:
            _move_notebook(work, record)
        work.journal.append(*({name: value for name, value in record.items() if name != PLACE} for record in records))


def refuse(work: Class, students: Iterable[str]) -> None:
    """Decide against the waiting records of some students: their marks stay, until these are judged anew."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    found = waiting(work.held_back.newest(), work.journal.newest())
    for batch in batches((found[student] for student in students), BATCH):
        records = [{**record, REFUSED: now} for record in work.held_back.read(batch)]
        work.held_back.append(*records)
        for record in records:
            work.held_back_notebook(record["student"]).unlink(missing_ok=True)


def _move_notebook(work: Class, record: Record) -> None:
    """Put the graded notebook where formgrader looks for it: whoever has a record has a notebook."""
    here, there = work.held_back_notebook(record["student"]), work.autograded(record["student"])
    if here.exists():
        make_private_folder(there.parent)
        os.replace(here, there)
    elif record["reason"]:  # it could not be read, so there is none; else an earlier try has moved it
        there.unlink(missing_ok=True)


def _why(before: Record, after: Record) -> str:
    """Say what made two gradings differ."""
    reasons = []
    if before["submission"] != after["submission"]:
        reasons.append("handed in again")
    if before["course"] != after["course"]:
        reasons.append("checks, points or limits changed")
    if before["engine"] != after["engine"]:
        reasons.append(f"engine {before['engine']} → {after['engine']}")
    found = change(before, after)
    timed = found and {name for name, _, _ in found.exercises} == {TIMED}
    return " and ".join(reasons) or ("time measured anew" if timed else "graded again")
