"""Reads the names in Moodle's zip of submissions: `Jane Doe_123_assignsubmission_file/kmeans.ipynb`.

These are the full name and the participant's number in this assignment, then the kind of submission, then the
student's own path. The folder's name ends in `_` in Moodle before 4; where files are not put into folders, and in
Moodle before 3.1, the path is a part of the name. Where marking is anonymous, `Participant` stands for the name. Only
the last attempt is in the zip.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from autograder.lms.sent import Sender, SentFile

_FOLDER = re.compile(r"(?P<name>.*)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)_?", re.DOTALL)
_FLAT = re.compile(r"(?P<name>.*?)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)_(?P<file>.+)", re.DOTALL)


def parse(path: PurePosixPath) -> SentFile | None:
    """Tell what a name says; None for a name that isn't Moodle's."""
    first, *inside = path.parts
    found = _FOLDER.fullmatch(first) if inside else _FLAT.fullmatch(first)
    if found is None:
        return None
    sender = Sender(found["number"], lms_id=found["number"], name=_name(found["name"]))
    file = PurePosixPath(*inside) if inside else PurePosixPath(found["file"])
    return SentFile(sender, file, kind="file" if found["kind"] == "file" else "text")


def _name(written: str) -> str:
    """Give a full name; the word that stands for everybody's name is none."""
    return "" if written == "Participant" else written.strip()
