"""What the name of one file in an archive tells: who sent it, as part of which attempt, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal


@dataclass(frozen=True)
class Sender:
    """Whoever sent a file, as far as its name tells; `key` is the same for all files of one person."""

    key: str
    lms_id: str = ""
    login: str = ""
    name: str = ""


@dataclass(frozen=True)
class SentFile:
    """One file of an archive, understood.

    `file` is its path within the student's own files. `kind` is "text" for what was typed into the LMS, and "info" for
    what the LMS itself wrote about the attempt. `order` grows with time among the files of one sender.
    """

    sender: Sender
    file: PurePosixPath
    kind: Literal["file", "text", "info"] = "file"
    attempt: str = ""  # files of one attempt share it, and later attempts sort after it
    order: int = 0
    handed_in: datetime | None = None  # without a zone: the LMS's own clock
    late: bool | None = None


_COPY = re.compile(r"[-_ ]?(?:copy)?[ _-]?\(?\d{0,3}\)?$", re.IGNORECASE)
_NOTEBOOK = re.compile(r"(?P<stem>.*)\.ipynb(\.json|\.txt)?", re.IGNORECASE)


def is_notebook(path: PurePosixPath) -> bool:
    """Whether a file is a notebook by its name; browsers add .txt or .json."""
    return _NOTEBOOK.fullmatch(path.name) is not None


def is_named_as(path: PurePosixPath, notebook: str) -> bool:
    """Whether a file has the released notebook's name, as it is or as a numbered copy (`kmeans-1`, `kmeans (2)`)."""
    found = _NOTEBOOK.fullmatch(path.name)
    wanted = notebook.removesuffix(".ipynb").casefold()
    if not found or not found["stem"].casefold().startswith(wanted):
        return False
    return _COPY.fullmatch(found["stem"][len(wanted) :]) is not None
