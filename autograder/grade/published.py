"""Keeps which marks were given out, to whom, when and in what: a later run shows what it would change of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.grade.journal import KEY, Journal, Line, Record
from autograder.grade.record import verdicts

AS_GIVEN = (*KEY, "graded_at", "score", "max_score", "late_penalty", "excused")
EXCUSED = "excused"  # what stands in the place of a mark


@dataclass(frozen=True)
class Change:
    """How a student's mark changes: the scores, the exercises that differ, and why, where that is known."""

    student: str
    before: str
    after: str
    exercises: tuple[tuple[str, float | None, float | None], ...]
    why: str = ""

    def __str__(self) -> str:
        parts = ", ".join(f"{name} {_points(old)} → {_points(new)}" for name, old, new in self.exercises)
        said = f"{self.student}: {self.before} → {self.after}" + (f" ({parts})" if parts else "")
        return f"{said}: {self.why}" if self.why else said


def published_marks(course: Path, assignment: str) -> Journal:
    """Where it is kept which marks of an assignment were given out."""
    return Journal(course / "records" / f"{assignment}.published.jsonl")


def publish(published: Journal, records: Iterable[Record], given_in: str) -> None:
    """Add a line for each record, as it counts, that is given out for the first time, or with other marks.

    Whoever is excused gets one only in the place of a mark that was given out: a first mark takes nothing back.
    """
    newest, now = published.records(), datetime.now(UTC).isoformat(timespec="seconds")
    new = [record for record in records if _is_news(newest.get(record["student"]), record)]
    if new:
        published.append(*(_as_given(record, now, given_in) for record in new))


def _is_news(given: Record | None, record: Record) -> bool:
    return not record.get("excused") if given is None else change(given, record) is not None


def excused_record(assignment: str, student: str) -> Record:
    """Give a record of somebody who is excused, of which no grading is known or needed."""
    return {**dict.fromkeys(KEY, ""), "assignment": assignment, "student": student, "excused": True, "exercises": []}


def changed_since(published: Journal, given: Mapping[str, Line], records: Iterable[Record]) -> Iterator[Change]:
    """Give how the marks of records, as they count, differ from those that were `given` out."""
    there = [record for record in records if record["student"] in given]
    if there:
        before = published.read(given[record["student"]] for record in there)
        for old, new in zip(before, there, strict=True):
            if found := change(old, new):
                yield replace(found, why=_decided_by(found, old, new))


def _decided_by(found: Change, old: Record, new: Record) -> str:
    """Say what somebody decided since a mark was given out, if that tells why it differs."""
    if old.get("excused") or new.get("excused"):
        return "by exceptions.csv" if new.get("excused") else "no longer excused"
    by_hand = {verdict["exercise"] for verdict in verdicts(new) if verdict.get("by_hand")}
    reasons = ["marked by hand"] * bool(by_hand & {name for name, _, _ in found.exercises})
    reasons += ["another penalty for lateness"] * (old.get("late_penalty") != new.get("late_penalty"))
    return " and ".join(reasons)


def change(before: Record, after: Record, why: str = "") -> Change | None:
    """Give how a mark changes from one record to another, both as they count; None where it does not."""
    if before.get("excused") or after.get("excused"):
        return _excused_or_not(before, after, why)
    old, new = _scores(before), _scores(after)
    exercises = tuple(
        (name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)
    )
    of = "" if before["max_score"] == after["max_score"] else " of {max_score:g}"
    was, now = (("{score:g}" + of).format(**record) for record in (before, after))
    return Change(after["student"], was, now, exercises, why) if exercises or was != now else None


def _excused_or_not(before: Record, after: Record, why: str) -> Change | None:
    """Give the change between a mark and none, without exercises: their points are not what changed."""
    was, now = (EXCUSED if record.get("excused") else f"{record['score']:g}" for record in (before, after))
    return Change(after["student"], was, now, (), why) if was != now else None


def _as_given(record: Record, now: str, given_in: str) -> dict[str, object]:
    kept = {name: record[name] for name in AS_GIVEN if name in record}
    exercises = [{"exercise": name, "score": score} for name, score in _scores(record).items()]
    return {**kept, "exercises": exercises, "given_at": now, "given_in": given_in}


def _scores(record: Record) -> dict[str, float]:
    return {verdict["exercise"]: verdict["score"] for verdict in verdicts(record)}


def _points(score: float | None) -> str:
    return "none" if score is None else f"{score:g}"
