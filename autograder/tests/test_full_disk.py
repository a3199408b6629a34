"""A disk that is full in the middle of a run costs nothing: a line says so, and the same command does the rest."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.commands.grade import run_with_progress
from autograder.course import CourseError
from autograder.grade import journal
from autograder.grade.gradebook import open_gradebook
from autograder.tests.judged_at_once import judges_that_give, make_course, opened

STUDENTS = [f"s{number:02}" for number in range(12)]
SIZE = "3m"


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a small class and a little more."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = shutil.which("mount")
    asked = [mount or "", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if not mount or subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("only on machines where a test may mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def grade(course: Path, asked: list[str]) -> int:
    """Grade the class without kernels; give how many have a record."""
    return len(run_with_progress(opened(course), judges_that_give({}, asked), quiet=True).records)


def leave_room(folder: Path, kilobytes: int) -> Path:
    """Fill a disk but for so much."""
    found, filler = os.statvfs(folder), folder / "filler"
    filler.write_bytes(bytes(found.f_bavail * found.f_frsize - kilobytes * 1024))
    return filler


@pytest.mark.slow
@pytest.mark.parametrize(("kilobytes", "full"), [(4, "records"), (20, "autograded"), (60, "gradebook"), (260, "pages")])
def test_a_disk_that_fills_up_loses_nothing(tiny: Path, kilobytes: int, full: str) -> None:
    """Wherever the room ends, one line tells what to do, and then everybody has a record and a page, judged once."""
    course = make_course(tiny, STUDENTS)
    with open_gradebook(course):
        opened(course)
    filler, asked = leave_room(tiny, kilobytes), list[str]()
    with pytest.raises(CourseError, match=r"full.*; what was graded is recorded: make room") as told:
        grade(course, asked)
    assert "\n" not in str(told.value)
    assert ("gradebook.db" in str(told.value)) == (full == "gradebook")
    kept = set(opened(course).journal.newest())
    assert (len(kept) == len(STUDENTS)) == (full in ("gradebook", "pages"))
    filler.unlink()
    asked.clear()
    assert grade(course, asked) == len(STUDENTS)
    assert asked == [student for student in STUDENTS if student not in kept]
    assert len(list(course.glob("feedback/*/*/*.html"))) == len(STUDENTS)
    assert [path for path in course.rglob(".*") if path.is_file()] == []


def test_a_full_disk_is_told_in_one_line_wherever_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names the file, and what is in the journal stays."""
    course, write = make_course(tmp_path, STUDENTS[:3]), os.write

    def fills_up(handle: int, data: bytes) -> int:
        if b'"s01"' in bytes(data):
            raise OSError(28, "No space left on device")
        return write(handle, data)

    monkeypatch.setattr(journal.os, "write", fills_up)
    with pytest.raises(CourseError, match=r"02_kmeans\.jsonl: the disk is full; what was graded is recorded: make"):
        grade(course, [])
    assert opened(course).journal.newest().keys() == {"s00"}
