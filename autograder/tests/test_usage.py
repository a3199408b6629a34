"""What a process uses is seen from outside it, and told when it is too much."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.course import Limits
from autograder.judge.usage import excess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux does /proc tell")


@contextmanager
def process(code: str) -> Iterator[int]:
    """A Python that runs some code, says that it has, and waits."""
    running = subprocess.Popen(
        [sys.executable, "-c", f"{code}\nprint('ready', flush=True)\ninput()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with running:
        assert running.stdout is not None
        running.stdout.readline()
        yield running.pid
        running.kill()


def test_a_modest_process_is_within_its_limits(tmp_path: Path) -> None:
    """A process that does nothing is beyond no limit."""
    with process("") as pid:
        assert excess(pid, tmp_path, Limits()) == ""


def test_threads_are_counted(tmp_path: Path) -> None:
    """A process with more threads than it may have is told so."""
    with process("import threading\nfor _ in range(9): threading.Thread(target=input, daemon=True).start()") as pid:
        assert "more than 5 threads" in excess(pid, tmp_path, Limits(threads=5))


def test_memory_is_measured(tmp_path: Path) -> None:
    """A process that holds more memory than it may is told so."""
    with process("kept = b'x' * 80_000_000") as pid:
        assert "more than 0.05 GiB of memory" in excess(pid, tmp_path, Limits(memory_gib=0.05))
        assert excess(pid, tmp_path, Limits(memory_gib=0.5)) == ""


def test_files_are_measured_by_what_they_take(tmp_path: Path) -> None:
    """Files below the working folder count by the disk that they take, not by the length that they claim."""
    with process("") as pid:
        with (tmp_path / "sparse").open("wb") as file:
            file.truncate(50_000_000)
        assert excess(pid, tmp_path, Limits(disk_megabytes=1)) == ""
        (tmp_path / "deep").mkdir()
        (tmp_path / "deep" / "large").write_bytes(b"x" * 2_000_000)
        assert "more than 1 MB of files" in excess(pid, tmp_path, Limits(disk_megabytes=1))


def test_a_process_that_is_gone_is_within_its_limits(tmp_path: Path) -> None:
    """Nothing is said of a process that has ended, or that was never there."""
    with process("") as pid:
        pass
    assert excess(pid, tmp_path, Limits()) == ""
    assert excess(None, tmp_path, Limits()) == ""
