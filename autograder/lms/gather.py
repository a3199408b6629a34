"""Gathers the files of each student from an archive's names: the last attempt counts, and earlier ones are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from autograder.lms import blackboard
from autograder.lms.archive import Archive, Damaged, Entry
from autograder.lms.recognise import FORMATS
from autograder.lms.sent import Sender, SentFile, is_named_as, is_notebook

MAX_INFO = 100_000  # bytes of what an LMS writes about one attempt
Pair = tuple[SentFile, Entry]


@dataclass(frozen=True)
class Gathered:
    """What one sender's files in an archive are, before any of them is read.

    `attempt` counts from 1 as far as the names tell, `earlier` names what was handed in before and is left out,
    `beyond` what was handed in after the last attempt that is allowed. `sent` are all files of all attempts.
    `handed_in` has no zone: it is the LMS's own clock.
    """

    sender: Sender
    files: tuple[Pair, ...]
    attempt: int = 1
    earlier: tuple[str, ...] = ()
    handed_in: datetime | None = None
    late: bool | None = None
    beyond: tuple[str, ...] = ()
    sent: tuple[Pair, ...] = ()


def gather(
    archive: Archive, lms: str, around: int, notebook: str, assignment: str
) -> tuple[list[Gathered], list[Entry]]:
    """Give what each sender handed in, by the order of the archive, and the entries whose names say nothing."""
    pairs, other = _understood(archive.entries, lms, around)
    if lms == "flat":
        pairs = _of_assignment(pairs, assignment)
    if lms == "blackboard":
        pairs = _named_by_info(archive, pairs)
    by_sender: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_sender.setdefault(pair[0].sender.key, []).append(pair)
    return [_last_attempt(theirs, lms, notebook) for theirs in by_sender.values()], other


def _understood(entries: Iterable[Entry], lms: str, around: int) -> tuple[list[Pair], list[Entry]]:
    pairs, other = [], []
    for entry in entries:
        parts = entry.path.parts[around:]
        sent = FORMATS[lms](PurePosixPath(*parts)) if parts else None
        if sent:
            pairs.append((sent, entry))
        else:
            other.append(entry)
    return pairs, other


def _of_assignment(pairs: list[Pair], assignment: str) -> list[Pair]:
    """Of folders laid out as nbgrader's `submitted/`, keep those of one assignment."""
    named = [(sent, entry) for sent, entry in pairs if sent.file.parts[0] == assignment and len(sent.file.parts) > 1]
    return [(replace(sent, file=PurePosixPath(*sent.file.parts[1:])), entry) for sent, entry in named] or pairs


def _named_by_info(archive: Archive, pairs: list[Pair]) -> list[Pair]:
    """Put the user names of Blackboard's own text files in place of those that were guessed from the names."""
    names: dict[str, Sender] = {}
    for sent, entry in pairs:
        if sent.kind == "info" and entry.size <= MAX_INFO:
            try:
                names[sent.sender.key] = blackboard.named_by(archive.read(entry), entry.path, sent.sender)
            except Damaged:
                continue
    return [(replace(sent, sender=names.get(sent.sender.key, sent.sender)), entry) for sent, entry in pairs]


def _last_attempt(pairs: Sequence[Pair], lms: str, notebook: str) -> Gathered:
    """Keep the last attempt of one sender, and name what came before."""
    attempts = sorted({sent.attempt for sent, _ in pairs})
    last = [pair for pair in pairs if pair[0].attempt == attempts[-1]]
    earlier = [pair for pair in pairs if pair[0].attempt != attempts[-1] and pair[0].kind == "file"]
    kept, before = _newest_of_each_name(last, lms, notebook)
    first = last[0][0]
    return Gathered(
        first.sender,
        tuple(kept),
        attempt=max(len(attempts), *(_number(sent, lms, notebook) for sent, _ in kept)),
        earlier=tuple(str(entry.path) for _, entry in [*earlier, *before]),
        handed_in=first.handed_in,
        late=first.late,
        sent=tuple(pairs),
    )


def within(gathered: Gathered, allowed: int, lms: str, notebook: str) -> Gathered:
    """Give the last of the attempts that are allowed, or what is there for 0: any number.

    Only Blackboard's archive holds several attempts of a student; the others have the last alone.
    """
    attempts = sorted({sent.attempt for sent, _ in gathered.sent})
    if lms != "blackboard" or not 0 < allowed < len(attempts):
        return gathered
    last = attempts[allowed - 1]
    beyond = [entry for sent, entry in gathered.sent if sent.attempt > last and sent.kind == "file"]
    kept = _last_attempt([pair for pair in gathered.sent if pair[0].attempt <= last], lms, notebook)
    return replace(kept, beyond=tuple(str(entry.path) for entry in beyond), sent=gathered.sent)


def _newest_of_each_name(pairs: Sequence[Pair], lms: str, notebook: str) -> tuple[list[Pair], list[Pair]]:
    """Of files that replace each other keep the newest, and give the others too.

    The same name twice is one file. Canvas's -1, -2 say so too, but only for the notebook: a student may well
    hand in data-1.csv and data-2.csv.
    """
    newest: dict[str, Pair] = {}
    before: list[Pair] = []
    for pair in pairs:
        file = pair[0].file
        name = notebook if lms == "canvas" and is_named_as(file, notebook) else str(file)
        if name in newest:
            older, pair = sorted((newest[name], pair), key=lambda each: each[0].order)
            before.append(older)
        newest[name] = pair
    return list(newest.values()), before


def _number(sent: SentFile, lms: str, notebook: str) -> int:
    """Which attempt a file is, by the -1, -2 that Canvas adds to a name that was uploaded before."""
    if lms != "canvas" or not is_named_as(sent.file, notebook) or not is_notebook(sent.file):
        return 1
    number = sent.file.name.split(".")[0].rpartition("-")[2]
    return int(number) + 1 if number.isdecimal() else 1
