"""Tells what an assignment may be called in an LMS, and what would be another one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.series import Entry, series


@dataclass(frozen=True)
class Titles:
    """What an assignment may be called, its id first, and what the others of the course may be called."""

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def assignment_titles(course: Path, assignment: str) -> Titles:
    """Give what an assignment may be called: its id, its notebook's heading or name, its topic."""
    entries = series(course)
    own = [title for each in entries if each.assignment == assignment for title in _titles(each)]
    others = [title for each in entries if each.assignment != assignment for title in _titles(each)]
    return Titles(tuple(own or [assignment]), tuple(others))


def _titles(entry: Entry) -> list[str]:
    _, _, topic = entry.assignment.partition("_")
    return [entry.assignment, *filter(None, [entry.title, entry.path.stem, topic])]
