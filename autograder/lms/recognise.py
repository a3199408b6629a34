"""Tells which LMS made an archive, by the names in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from autograder.course import CourseError
from autograder.lms import blackboard, canvas, flat, moodle
from autograder.lms.archive import Entry
from autograder.lms.sent import SentFile, is_notebook

Parse = Callable[[PurePosixPath], SentFile | None]
# By how little else could have such names; `flat` fits nearly everything, so it comes last.
FORMATS: dict[str, Parse] = {
    "moodle": moodle.parse, "blackboard": blackboard.parse, "canvas": canvas.parse, "flat": flat.parse,
}  # fmt: skip
TITLES = {"moodle": "Moodle", "blackboard": "Blackboard", "canvas": "Canvas", "flat": "no LMS"}
LOOKED_AT = 2_000  # names, evenly from the archive


def recognise(entries: Sequence[Entry], lms: str = "auto") -> tuple[str, int]:
    """Give the format, and how many folders stand around everything; raises CourseError when none fits.

    Most of the names must fit, not all: people put lists and notes beside submissions.
    """
    paths = [entry.path for entry in entries][:: max(1, len(entries) // LOOKED_AT)]
    for name in FORMATS if lms == "auto" else [lms]:
        most = _folders_around(paths, name)
        for around in range(most if name == "flat" else 0, most + 1):
            inner = [PurePosixPath(*path.parts[around:]) for path in paths]
            if 2 * sum(FORMATS[name](path) is not None for path in inner) > len(inner):
                return name, around
    wanted = "of no LMS that is known here" if lms == "auto" else f"not those of {TITLES[lms]}"
    raise CourseError(
        f"its names are {wanted}: the first is {str(paths[0])!r}; name each file or folder after its student, "
        "and say --lms flat"
    )


def _folders_around(paths: Sequence[PurePosixPath], name: str) -> int:
    """Count the folders that stand around everything: whoever packs a folder again adds one.

    A folder of one student looks the same where no LMS named it. So there it is taken away only when what it holds
    looks like several students.
    """
    around = 0
    while all(len(path.parts) > around + 1 for path in paths) and len({path.parts[around] for path in paths}) == 1:
        around += 1
    if name != "flat" or not around:
        return around
    while around and len({path.parts[around] for path in paths if is_notebook(path) or path.suffix == ".zip"}) < 2:
        around -= 1
    return around
