"""Count the mistakes of an exercise, each with one message about it from which nobody can be known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.grade.outcome import NOT_JUDGED
from autograder.grade.record import Record

MADE_BY = ("partial", "failed", "error", "timeout")
LONGEST_EXAMPLE = 1500
SHORTEST_WORD = 3  # shorter parts of a name are parts of other words, too
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOME = re.compile(r"((?:/home|/Users|\\Users)[/\\]+)[^/\\\s'\"`]+")


@dataclass(frozen=True)
class Mistake:
    """One mistake of an exercise: its name ("" when unknown), how many made it, and one message about it."""

    name: str
    count: int
    example: str


@dataclass
class MistakeCount:
    """Counts mistakes by name. Of their messages the shortest is kept: it has least of one student's own in it."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, record: Record, verdict: Record, names: Iterable[str] = ()) -> None:
        """Count the mistake of a verdict, if there is one; `names` are what else the student is called."""
        outcome = verdict.get("outcome")
        if outcome == NOT_JUDGED.outcome or (outcome not in MADE_BY and not verdict.get("mistake")):
            return
        name, message = str(verdict.get("mistake") or ""), str(verdict.get("message") or "")
        self.counts[name] += 1
        before = self.examples.get(name)
        if before is None or (message and (not before or len(message) < len(before))):
            self.examples[name] = anonymous(message, str(record.get("student", "")), names)

    def ranked(self) -> list[Mistake]:
        """Give the commonest first, and those without a name last."""
        ranked = sorted(self.counts, key=lambda name: (not name, -self.counts[name], name))
        return [Mistake(name, self.counts[name], self.examples[name]) for name in ranked]


def anonymous(message: str, student: str, names: Iterable[str] = ()) -> str:
    """Take out of a message what tells whose it is: id, names, addresses, the name of a home folder; and cut it.

    Of `names` each word goes, of an id only the whole: ids are made of words such as `group` or `a`.
    """
    message = _HOME.sub(r"\1…", _EMAIL.sub("…", message))
    words = {student.strip(), *(part for name in names for part in re.split(r"[\s,.;]+", name))}
    for word in sorted(words, key=len, reverse=True):
        if word == student.strip() != "" or len(word) >= SHORTEST_WORD:
            message = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", message, flags=re.IGNORECASE)
    return message if len(message) <= LONGEST_EXAMPLE else message[:LONGEST_EXAMPLE] + " …"
