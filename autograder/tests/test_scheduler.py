"""A class is graded by real workers: some are killed, and nothing is lost or left behind."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from autograder.bench import scale
from autograder.commands.errors import UserError
from autograder.commands.grade import who_judges
from autograder.course import CourseError, released_notebook
from autograder.grade import scheduler
from autograder.grade.load_assignment import read_released
from autograder.judge.protection import protect
from autograder.sample_class import Answer, fill
from autograder.sandbox.private_folders import sweep
from autograder.tests.at_hand import STANDARD

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a class graded")
STUDENTS = [f"s{number}" for number in range(5)]
DASK = [sys.executable, "-m", "dask"]


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.parametrize(
    ("address", "told"),
    [("127.0.0.1:{port}", "no scheduler answers at"), ("carrier://pigeon:1", "--scheduler carrier://pigeon:1: "),
     ("tls://127.0.0.1:{port}", "say where certificates are")],
)  # fmt: skip
def test_what_cannot_be_reached_is_told_in_one_line(address: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody there, no such protocol, no certificate: each says what to do."""
    async def reach() -> None:
        async with scheduler.connected(address.format(port=free_port())):
            raise AssertionError("nobody is there")

    monkeypatch.setattr(scheduler, "CONNECT_SECONDS", 0.5)
    with pytest.raises(CourseError, match=told) as raised:
        asyncio.run(reach())
    assert "\n" not in str(raised.value)


def test_without_dask_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra, which grading on one machine does not need."""
    monkeypatch.setitem(sys.modules, "autograder.grade.dask_judges", None)
    work: Any = SimpleNamespace(course=Path("/no/course"))
    with pytest.raises(UserError, match=r'--scheduler needs Dask .*: pip install "kmeans-by-hand\[grade,cluster\]"$'):
        who_judges(work, scheduler="local")


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files, with a name that is short enough for sockets."""
    folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="dask-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A class of five: right answers, one notebook of another assignment, one file that is none."""
    released = read_released(released_notebook("02_kmeans"), "02_kmeans")
    right = json.dumps(fill(released, Answer("made", "made", {}, STANDARD.cells), STANDARD))
    other = released_notebook("01_numpy_warmup").read_text(encoding="utf-8")
    for student, text in zip(STUDENTS, [right, right, right, other, "{"], strict=True):
        folder = tmp_path / "submitted" / student / "02_kmeans"
        folder.mkdir(parents=True)
        (folder / "kmeans.ipynb").write_text(text)
    return tmp_path


@pytest.fixture
def started(temporary: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, as an instructor starts them; gives its address, and the workers."""
    address = f"127.0.0.1:{free_port()}"
    environment = {**os.environ, "TMPDIR": str(temporary)}
    host, port = address.split(":")
    commands = [
        [*DASK, "scheduler", "--host", host, "--port", port, "--no-dashboard"],
        *[[*DASK, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * 2,
    ]
    log = (temporary / "log").open("wb")
    running = [subprocess.Popen(each, env=environment, cwd=temporary, stdout=log, stderr=log) for each in commands]
    yield address, running[1:]
    for each in reversed(running):
        each.terminate()
    for each in running:
        each.wait(timeout=30)
    log.close()


def records(course: Path) -> dict[str, dict[str, object]]:
    """The journal, by student, once each."""
    journal = course / "records" / "02_kmeans.jsonl"
    lines = journal.read_text().splitlines() if journal.exists() else []
    found = {record["student"]: record for record in map(json.loads, lines)}
    assert len(found) == len(lines)
    return found


@pytest.mark.slow
def test_a_killed_worker_costs_a_retry_and_nothing_is_left(
    course: Path, temporary: Path, started: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """Each has one record, as without a scheduler; kernels and folders end with their workers."""
    address, workers = started
    command = [sys.executable, "-m", "autograder", "grade", "02_kmeans", "--course", course, "--scheduler", address]
    mounts = Path("/proc/mounts").read_text()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    busy = with_kernels(workers, run)
    family = psutil.Process(busy.pid).children(recursive=True)
    busy.kill()
    _, said = run.communicate(timeout=200)
    assert run.returncode == 0, said
    assert "was lost while it judged" in said
    assert psutil.wait_procs(family, timeout=10)[1] == []
    found = records(course)
    assert [found[student]["score"] for student in STUDENTS] == [20, 20, 20, 0, 0]
    assert {record["sandbox"] for record in found.values()} == {protect()}
    assert any("01_numpy_warmup" in note for note in found["s3"]["notes"])  # type: ignore[attr-defined]
    last = next(each for each in workers if each is not busy)
    family = psutil.Process(last.pid).children(recursive=True)
    last.send_signal(signal.SIGTERM)
    last.wait(timeout=30)
    assert psutil.wait_procs(family, timeout=10)[1] == []
    root = temporary / f"kmeans-by-hand-{os.getuid()}"
    sweep(root)  # as the next worker does
    assert [path.name for path in root.iterdir()] == ["lock"]
    assert Path("/proc/mounts").read_text() == mounts


def with_kernels(workers: list[subprocess.Popen[bytes]], run: subprocess.Popen[str]) -> subprocess.Popen[bytes]:
    """Wait for a worker that has kernels: what forks them, a guard and a kernel at least, for a while."""
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline and run.poll() is None:
        for each in workers:
            if len(psutil.Process(each.pid).children(recursive=True)) >= 5:
                return each
        time.sleep(0.1)
    raise AssertionError("no worker got work")


@pytest.mark.slow
def test_a_made_up_class_is_neither_lost_nor_graded_twice() -> None:
    """Scheduler, journal and gradebook are real, with workers of their own; only judging is sleep."""
    taken = scale.in_a_fresh_process(48, workers=2, seconds=0.01)
    assert (taken.students, taken.lost, taken.twice) == (48, 0, 0)
    assert taken.judging_cpu_seconds > 0
    assert taken.peak_bytes >= taken.judging_peak_bytes > 50e6
    values = {each.name: each for each in scale.told(taken)}
    assert all(each.holds for each in values.values())
