"""Reads names that no LMS made: `jdoe.ipynb`, `jdoe/kmeans.ipynb`, or nbgrader's own `jdoe/02_kmeans/kmeans.ipynb`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from autograder.lms.sent import Sender, SentFile

_COPY = re.compile(r"(?P<student>.*?)(?: \((?P<number>\d{1,3})\))?", re.DOTALL)
_ENDINGS = re.compile(r"\.(ipynb(\.json|\.txt)?|zip|py|pdf|html|txt)$", re.IGNORECASE)


def parse(path: PurePosixPath) -> SentFile | None:
    """Tell what a name says; None for a file in no folder that can't be a submission, such as a table of marks."""
    first, *inside = path.parts
    if inside:
        return SentFile(Sender(first, login=first), PurePosixPath(*inside))
    if not _ENDINGS.search(first):
        return None
    found = _COPY.fullmatch(_ENDINGS.sub("", first))
    student, number = (found["student"], int(found["number"] or 0)) if found else (first, 0)
    # A second download of the same name: the browser's number tells which came later.
    return SentFile(Sender(student, login=student), PurePosixPath(path.name), attempt=f"{number:03d}", order=number)
