"""Tells whether a student's page is made from what it would be made from now: then it is not written again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import autograder
from autograder.grade.class_work import Class
from autograder.grade.feedback import Manual, end_of_page


def made_from(
    work: Class, record: Mapping[str, Any], manual: Mapping[str, Manual], assignment_title: str = "", name: str = ""
) -> str:
    """Name all that a student's page is made from: record, marks by hand, settings, graded notebook, our own code.

    `assignment_title` and the student's `name` are those that the page shows.
    """
    own = work.assignment.settings
    by_hand = {exercise: asdict(mark) for exercise, mark in manual.items()}
    shown = [own.title, assignment_title, name, own.time_full, own.time_zero]
    parts = [record, by_hand, *shown, _file(work.autograded(record["student"]))]
    return hashlib.sha256(json.dumps([*parts, _our_code()], sort_keys=True).encode()).hexdigest()[:24]


def is_up_to_date(page: Path, made_from: str) -> bool:
    """Whether a page is there, whole, and made from this."""
    end = end_of_page(made_from).encode()
    try:
        with page.open("rb") as file:
            file.seek(-len(end), os.SEEK_END)
            return file.read() == end
    except OSError:  # no page, or one that is shorter than that
        return False


def _file(path: Path) -> list[int]:
    """What tells a file from another one in its place, without reading it."""
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


@cache
def _our_code() -> str:
    """Hash the code and the templates that pages are made by."""
    package, digest = Path(autograder.__file__).parent, hashlib.sha256()
    templates = sorted((package / "grade" / "templates").iterdir())
    for path in [*sorted((package / "grade").glob("*.py")), package / "message.py", *templates]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
