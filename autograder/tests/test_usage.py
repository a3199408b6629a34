"""What a process uses is seen from outside it, and told when it is too much."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.course import Limits
from autograder.judge.usage import MOST_FILES, ROOM, excess, is_nearly_full
from autograder.sandbox.private_folders import remove_folder

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


def test_a_process_without_room_is_nearly_full() -> None:
    """What counts is the memory that the system bounds, and the room that an answer needs."""
    with process("import mmap; kept = mmap.mmap(-1, 300_000_000, mmap.MAP_PRIVATE)") as pid:
        assert is_nearly_full(pid, Limits(memory_gib=(300_000_000 + ROOM) / 1024**3))
        assert not is_nearly_full(pid, Limits(memory_gib=4))
    assert not is_nearly_full(None, Limits(memory_gib=0.5))


def test_files_are_measured_by_what_they_take(tmp_path: Path) -> None:
    """Files below the working folder count by the disk that they take, not by the length that they claim."""
    with process("") as pid:
        with (tmp_path / "sparse").open("wb") as file:
            file.truncate(50_000_000)
        assert excess(pid, tmp_path, Limits(disk_megabytes=1)) == ""
        (tmp_path / "deep").mkdir()
        (tmp_path / "deep" / "large").write_bytes(b"x" * 2_000_000)
        assert "more than 1 MB of files" in excess(pid, tmp_path, Limits(disk_megabytes=1))


def test_files_and_folders_are_counted(tmp_path: Path) -> None:
    """Empty files and empty folders are bounded too: they take a file system's room without any bytes."""
    with process("") as pid:
        for number in range(MOST_FILES):
            (tmp_path / str(number)).mkdir()
        assert excess(pid, tmp_path, Limits()) == ""
        (tmp_path / "one more").touch()
        assert f"more than {MOST_FILES} files" in excess(pid, tmp_path, Limits())


def test_folders_take_disk_too(tmp_path: Path) -> None:
    """A folder counts with what it takes by itself."""
    folder = tmp_path / "folder"
    folder.mkdir()
    each = folder.stat().st_blocks * 512
    if not each:
        pytest.skip("only on file systems whose folders take room")
    with process("") as pid:
        assert "MB of files" in excess(pid, tmp_path, Limits(disk_megabytes=each / 2e6))


def test_files_that_only_a_process_holds_are_measured(tmp_path: Path) -> None:
    """A file that was deleted while it is open counts once, however often it is open."""
    code = f"kept = open({str(tmp_path / 'gone')!r}, 'wb'); kept.write(b'x' * 2_000_000); kept.flush()"
    code += f"\nimport os; again = os.dup(kept.fileno()); os.unlink({str(tmp_path / 'gone')!r})"
    with process(code) as pid:
        assert list(tmp_path.iterdir()) == []
        assert "more than 1 MB of files" in excess(pid, tmp_path, Limits(disk_megabytes=1))
        assert excess(pid, tmp_path, Limits(disk_megabytes=3)) == ""


def test_folders_are_not_made_too_deep_to_look_into(tmp_path: Path) -> None:
    """Folders whose paths grow longer than the system takes them hide what is in them: they end the process."""
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(20):
            os.mkdir("a" * 250)
            os.chdir("a" * 250)
    finally:
        os.chdir(here)
    with process("") as pid:
        assert "nobody can look into" in excess(pid, tmp_path, Limits())
    remove_folder(tmp_path)


@pytest.mark.skipif(sys.platform == "linux" and os.geteuid() == 0, reason="only on machines where root runs no tests")
def test_folders_that_cannot_be_listed_end_the_process(tmp_path: Path) -> None:
    """A folder that one can write to and not list hides what is in it."""
    (tmp_path / "closed").mkdir(mode=0o300)
    with process("") as pid:
        assert "nobody can look into" in excess(pid, tmp_path, Limits())
    (tmp_path / "closed").chmod(0o700)


def test_a_process_that_is_gone_is_within_its_limits(tmp_path: Path) -> None:
    """Nothing is said of a process that has ended, or that was never there."""
    with process("") as pid:
        pass
    assert excess(pid, tmp_path, Limits()) == ""
    assert excess(None, tmp_path, Limits()) == ""
