"""Puts the students' feedback pages into a zip: named as Moodle takes them back, or by student.

Moodle's "Upload multiple feedback files in a zip" reads the participant's number out of a folder's name, the second of
its parts between underscores: `Jane Doe_123_assignsubmission_file_/kmeans.html`. Canvas takes back only files that it
gave out itself: it looks for the number of an attachment that the student handed in, and would show the page under that
attachment's name. So for Canvas, as for anybody else, pages are named by student.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.grade.page import private_file
from autograder.lms.roster import Student

LONGEST_NAME = 80
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('_/\\:*?"<>|', " "))
_DAY = (1980, 1, 1, 0, 0, 0)  # the same pages make the same zip


@dataclass(frozen=True)
class Pages:
    """Which page goes where in a zip, and whose is left out: nobody made it yet, or Moodle's number is not known."""

    files: Mapping[str, Path]
    without_page: tuple[str, ...]
    without_number: tuple[str, ...]


def collect_pages(course: Path, assignment: str, students: Iterable[Student], *, for_moodle: bool) -> Pages:
    """Find each student's page and name it; for Moodle `lms_id` must be the number in this very assignment."""
    files: dict[str, Path] = {}
    without_page, without_number = [], []
    for each in students:
        pages = sorted((course / "feedback" / each.student / assignment).glob("*.html"))
        if not pages:
            without_page.append(each.student)
        elif for_moodle and not each.lms_id.isdigit():
            without_number.append(each.student)
        elif for_moodle:
            files.update({f"{moodle_folder(each)}/{page.name}": page for page in pages})
        else:
            files.update({f"{each.student}{'.html' if len(pages) == 1 else '/' + page.name}": page for page in pages})
    return Pages(files, tuple(without_page), tuple(without_number))


def moodle_folder(student: Student) -> str:
    """Give the folder that Moodle knows a student by; its name has no underscore but those that Moodle splits it at."""
    name = " ".join((student.name or student.student).translate(_NOT_IN_NAMES).split())
    name = "".join(letter for letter in name if letter.isprintable())[:LONGEST_NAME].strip(" .~") or "Participant"
    return f"{name}_{student.lms_id}_assignsubmission_file_"


def write_feedback_zip(path: Path, pages: Pages) -> None:
    """Write the zip, readable by its owner alone, whole or not at all."""
    with private_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        for name, page in sorted(pages.files.items()):
            archive.writestr(_entry(name), page.read_bytes())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
