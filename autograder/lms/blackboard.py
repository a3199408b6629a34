"""Reads the names in Blackboard's zip of attempts: `K-means_jdoe_attempt_2026-11-20-23-59-00_kmeans.ipynb`.

These are the assignment's title, the user name, the time of the attempt by the server's clock, and the file's own
name. Each attempt has a text file without the last part, which tells the full name and the user name: titles and user
names may hold underscores, so only that file is sure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

from autograder.lms.sent import Sender, SentFile

_NAME = re.compile(
    r"(?P<who>(?:.*_)?(?P<user>[^_]+))_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)", re.DOTALL
)
_FIRST_LINE = re.compile(r"Name:\s*(?P<name>.*?)\s*\((?P<user>[^()\s]+)\)\s*")


def parse(path: PurePosixPath) -> SentFile | None:
    """Tell what a name says; None for a name that isn't Blackboard's."""
    found = _NAME.fullmatch(path.name) if len(path.parts) == 1 else None
    time = _time(found["time"]) if found else None
    if found is None or time is None:
        return None
    sender = Sender(found["who"], lms_id=found["user"], login=found["user"])
    file = PurePosixPath(found["file"] or "attempt.txt")
    return SentFile(sender, file, "file" if found["file"] else "info", attempt=found["time"], handed_in=time)


def named_by(info: bytes, path: PurePosixPath, sender: Sender) -> Sender:
    """Give a sender as the text file at `path` tells of it; as it was where that tells nothing."""
    lines = info.decode("utf-8-sig", "replace").splitlines() or [""]
    found = _FIRST_LINE.fullmatch(lines[0])
    if found is None or f"_{found['user']}_attempt_" not in f"_{path.name}":
        return sender
    user = found["user"]
    return replace(sender, key=user, lms_id=user, login=user, name=found["name"])


def _time(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
