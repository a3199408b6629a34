"""Find what a human should look at in a record: refused files, limits and sandbox, libraries, time, errors, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.grade.outcome import points
from autograder.grade.record import Record, first_sentence, number, verdicts

GRADER_FAILED = "The grader itself failed"
REFUSED = "Could not be graded as handed in"
SANDBOX = "Met a limit or the sandbox"
LIBRARY = "Had a library do the work"
SIMILAR = "Looks much like another submission"
TIME = "Ran out of time"
ERROR = "Stopped with an error"
NOTES = "Notes on the submission"

# Each kind with what to do about it, the gravest first.
KINDS = {
    GRADER_FAILED: "No fault of the student. Grade again; it is tried anew by itself.",
    REFUSED: "Ask for the file again, or give the points by hand.",
    SANDBOX: "Mostly a slip, such as a loop that fills the memory; seldom an attempt. The code shows which.",
    LIBRARY: "The points are gone already. Look whether the task was understood.",
    SIMILAR: "A question, not a verdict: short exercises have few right answers. Read both, and talk to both.",
    TIME: "A loop that does not end, or one that is very slow.",
    ERROR: "A small slip may have cost many points: you may give some of them by hand.",
    NOTES: "What was odd about the file, and how it was graded all the same.",
}
LONGEST_TEXT = 400
# What Python says when a system call is refused, and what the grader says when it ends a process.
_REFUSED_CALL = re.compile(
    r"\bPermissionError\b|Operation not (?:permitted|supported)|Read-only file system|Permission denied"
    r"|No space left on device|\bMemoryError\b|can't start new thread"
)
_ENDED = re.compile(r"so (?:its process|it) was ended|^The kernel ended in cell")


@dataclass(frozen=True)
class Look:
    """Something about one submission that an instructor should see."""

    student: str
    exercise: str
    text: str


@dataclass(frozen=True)
class SameLook:
    """What is to be said of one or several students, in the same words."""

    students: tuple[str, ...]
    exercise: str
    text: str


def gathered(looks: Iterable[Look]) -> list[SameLook]:
    """Say once what is said of several; what is said of one student alone stays as it is, each in its first place."""
    said: dict[tuple[str, str], list[str]] = {}
    for look in looks:
        said.setdefault((look.exercise, look.text), []).append(look.student)
    return [SameLook(tuple(students), exercise, text) for (exercise, text), students in said.items()]


def looks_at(record: Record) -> Iterator[tuple[str, Look]]:
    """Give what should be seen of a record, each with its kind."""
    student = str(record.get("student", ""))
    if record.get("reason"):
        kind = GRADER_FAILED if record.get("grader_failed") else REFUSED
        yield kind, Look(student, "", _short(record["reason"]))
    else:
        yield from _of_verdicts(record, student)
    for note in record.get("notes") or []:
        yield SANDBOX if _ENDED.search(str(note)) else NOTES, Look(student, "", _short(note))


def _of_verdicts(record: Record, student: str) -> Iterator[tuple[str, Look]]:
    """Give one look for each kind at most: what stops one exercise often stops those after it."""
    seen = set()
    for verdict in verdicts(record):
        kind = _kind(verdict)
        if kind and kind not in seen:
            seen.add(kind)
            text = first_sentence(str(verdict.get("message", "")))
            yield kind, Look(student, str(verdict["exercise"]), _short(text))


def _kind(verdict: Record) -> str:
    """Tell what kind of look a verdict asks for; "" for none."""
    outcome, mistake = verdict.get("outcome"), str(verdict.get("mistake") or "")
    if mistake.startswith("library"):
        return LIBRARY
    if mistake == "kernel_died":
        return SANDBOX
    if outcome == "error":
        message = str(verdict.get("message", ""))
        return SANDBOX if _REFUSED_CALL.search(message) or _ENDED.search(message) else ERROR
    return TIME if outcome == "timeout" else ""


def marks_by_hand(record: Record) -> Iterator[Look]:
    """Give the marks that an instructor gave, each with the check's own and the reason."""
    for verdict in verdicts(record):
        if found := verdict.get("by_hand"):
            marks = f"{points(number(verdict, 'score'))} points; the check gave {points(number(found, 'check_score'))}."
            text = f"{marks} {found.get('comment', '')}"
            yield Look(str(record.get("student", "")), str(verdict["exercise"]), _short(text))


def _short(text: object) -> str:
    """Cut a text that says more than a list can show."""
    words = str(text)
    return words if len(words) <= LONGEST_TEXT else words[:LONGEST_TEXT] + " …"
