"""A run that is killed loses no recorded mark and leaves nothing behind; the next one goes on where it was."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from autograder.course import released_notebook
from autograder.grade.load_assignment import read_released
from autograder.sample_class import Answer, fill
from autograder.tests.at_hand import STANDARD

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a class graded")]
STUDENTS = [f"s{number}" for number in range(8)]


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files, with a name that is short enough for sockets."""
    folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="kill-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A class of eight with right answers."""
    released = read_released(released_notebook("02_kmeans"), "02_kmeans")
    text = json.dumps(fill(released, Answer("made", "made", {}, STANDARD.cells), STANDARD))
    for student in STUDENTS:
        folder = tmp_path / "submitted" / student / "02_kmeans"
        folder.mkdir(parents=True)
        (folder / "kmeans.ipynb").write_text(text)
    return tmp_path


def start(course: Path, temporary: Path) -> subprocess.Popen[bytes]:
    """Begin to grade the class."""
    command = [sys.executable, "-m", "autograder", "grade", "02_kmeans", "--course", str(course), "--json"]
    return subprocess.Popen(command, env={**os.environ, "TMPDIR": str(temporary)}, stdout=subprocess.DEVNULL)


def lines(course: Path) -> list[bytes]:
    """Whole lines of the journal."""
    journal = course / "records" / "02_kmeans.jsonl"
    found = journal.read_bytes().splitlines(keepends=True) if journal.exists() else []
    return [line for line in found if line.endswith(b"\n")]


def graded_at_least(course: Path, count: int, run: subprocess.Popen[bytes]) -> None:
    """Wait for so many records."""
    deadline = time.monotonic() + 120
    while len(lines(course)) < count:
        assert run.poll() is None, "the run ended by itself"
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_killed_run_leaves_no_process_and_loses_no_record(course: Path, temporary: Path) -> None:
    """After `kill -9` all its processes are gone; the next run keeps the records, adds the rest, and cleans up."""
    mounts = Path("/proc/mounts").read_text()
    kept: list[bytes] = []
    for count in (1, 4):
        run = start(course, temporary)
        graded_at_least(course, count, run)
        family = psutil.Process(run.pid).children(recursive=True)
        assert len(family) > 2  # the process that forks, guards and kernels
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert psutil.wait_procs(family, timeout=10)[1] == []
        assert lines(course)[: len(kept)] == kept
        kept = lines(course)
    assert any(temporary.rglob("lock"))  # what was left behind
    last = start(course, temporary)
    assert last.wait(timeout=300) == 0
    assert lines(course)[: len(kept)] == kept
    records = [json.loads(line) for line in lines(course)]
    assert sorted(record["student"] for record in records) == STUDENTS
    assert {record["score"] for record in records} == {20.0}
    assert [path for path in temporary.rglob("*") if path.name != "lock" and path.name != root(temporary).name] == []
    assert Path("/proc/mounts").read_text() == mounts


def root(temporary: Path) -> Path:
    """Where this user's private folders lie."""
    return temporary / f"kmeans-by-hand-{os.getuid()}"


def test_the_end_of_what_forks_kernels_costs_no_student_a_mark(course: Path, temporary: Path) -> None:
    """When the process that forks kernels is killed, those in flight are judged again, with another."""
    run = start(course, temporary)
    graded_at_least(course, 2, run)
    for child in psutil.Process(run.pid).children():
        child.kill()
    assert run.wait(timeout=300) == 0
    assert {json.loads(line)["score"] for line in lines(course)} == {20.0}
    assert len(lines(course)) == len(STUDENTS)


def test_an_interrupted_run_says_how_to_go_on(course: Path, temporary: Path) -> None:
    """Ctrl-C ends a run in one line and with exit code 130; whole records are there, and nothing else is left."""
    command = [sys.executable, "-m", "autograder", "grade", "02_kmeans", "--course", str(course)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    run = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    graded_at_least(course, 2, run)
    family = psutil.Process(run.pid).children(recursive=True)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"the same command goes on from there" in said
    assert b"Traceback" not in said
    assert psutil.wait_procs(family, timeout=10)[1] == []
    assert all(json.loads(line)["score"] == 20 for line in lines(course))
    assert list(root(temporary).iterdir()) == [root(temporary) / "lock"]
