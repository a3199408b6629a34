"""Lets one run at a time grade in a course: two side by side would do everything twice, each at half the speed."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.course import CourseError
from autograder.grade.page import make_private_folder

if sys.platform != "win32":
    import fcntl

HELD = (errno.EWOULDBLOCK, errno.EACCES)


@contextlib.contextmanager
def one_run(course: Path) -> Iterator[None]:
    """Hold the course's records for this run; a process that is killed lets go of them.

    Raises CourseError when another run holds them. On a file system that knows no locks, nothing is held.
    """
    if sys.platform == "win32":
        yield
        return
    records = course / "records"
    make_private_folder(records)
    found = os.open(records, os.O_RDONLY | os.O_CLOEXEC)  # a folder can be locked, like a file
    try:
        _lock(found, records)
        yield
    finally:
        os.close(found)


def _lock(found: int, records: Path) -> None:
    try:
        fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        if problem.errno in HELD:
            raise CourseError(
                f"{records}: another run of `autograder grade` is at work in this course: wait for its end, or stop it"
            ) from None
