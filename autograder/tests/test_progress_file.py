"""Progress lasts in a file that is whole or not there, whoever writes and whatever stands in it, and nothing raises."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder import progress_file
from autograder.animation import audience
from autograder.progress_file import can_keep, forget_shares, keep_shares, kept_shares, progress_path

ROOT = Path(__file__).parents[2]
AS_ANYBODY = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="only on systems, and for users, that a folder can refuse"
)


@pytest.fixture
def place(tmp_path):
    """A file in a folder that is not there yet."""
    return tmp_path / "data" / "progress.json"


@pytest.fixture
def student(monkeypatch):
    """The environment of a student's own notebook, with nothing set."""
    monkeypatch.delenv(progress_file.VARIABLE)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    shell = SimpleNamespace(kernel=None)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))


def names_beside(path):
    """The names of all files in a file's folder."""
    return sorted(each.name for each in path.parent.iterdir())


def test_it_lies_among_the_users_own_data(student):
    """Without a word of the student's the file is in their data folder, as the platform has it."""
    platformdirs = pytest.importorskip("platformdirs", reason="platformdirs is not installed")
    expected = platformdirs.user_data_path("kmeans-by-hand", appauthor=False) / "progress.json"
    assert progress_path() == expected


def test_the_variable_names_another_file(student, monkeypatch, tmp_path):
    """`KMEANS_PROGRESS` names the file, from the home or from here; empty, it names none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(progress_file.VARIABLE, "mine.json")
    assert progress_path() == tmp_path / "mine.json"
    monkeypatch.setenv(progress_file.VARIABLE, "~/mine.json")
    assert progress_path() == Path.home() / "mine.json"
    monkeypatch.setenv(progress_file.VARIABLE, "")
    assert progress_path() is None


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_under_nbgrader_there_is_none(student, monkeypatch, tmp_path, mode):
    """While nbgrader runs a notebook nothing is kept, not even in a file that is named."""
    monkeypatch.setenv(progress_file.VARIABLE, str(tmp_path / "mine.json"))
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    assert progress_path() is None


def test_where_a_program_runs_the_notebook_there_is_none_unless_named(student, monkeypatch, tmp_path):
    """A program that runs notebooks has learnt nothing; a file that is named is used all the same."""
    monkeypatch.setattr(progress_file, "audience", lambda: audience.PROGRAM)
    assert progress_path() is None
    monkeypatch.setenv(progress_file.VARIABLE, str(tmp_path / "mine.json"))
    assert progress_path() == tmp_path / "mine.json"


def test_in_a_script_there_is_none_unless_named(student, monkeypatch, tmp_path):
    """A script that calls a check is nobody who learns, with IPython at hand or without."""
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert progress_path() is None
    monkeypatch.delitem(sys.modules, "IPython")
    assert progress_path() is None
    monkeypatch.setenv(progress_file.VARIABLE, str(tmp_path / "mine.json"))
    assert progress_path() == tmp_path / "mine.json"


def test_without_platformdirs_there_is_none(student, monkeypatch):
    """Where nothing tells the place of a user's own data, nothing is kept."""
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert progress_path() is None


def test_what_is_kept_is_read_again(place):
    """Shares come back as they were written, and newer ones take the place of older ones alone."""
    assert kept_shares(place) == {}
    assert keep_shares(place, {"initial_means": 1.0, "update_means": 1 / 3})
    assert keep_shares(place, {"update_means": 0.5})
    assert kept_shares(place) == {"initial_means": 1.0, "update_means": 0.5}
    assert names_beside(place) == ["progress.json"]


@pytest.mark.skipif(os.name == "nt", reason="only on systems with such modes")
def test_only_its_owner_can_read_it(place):
    """The file is nobody else's business."""
    keep_shares(place, {"initial_means": 1.0})
    assert place.stat().st_mode & 0o777 == 0o600


DAMAGED = [
    b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b"3", b'{"shares": []}', b'{"shares": {"a": 2}}',
    b'{"shares": {"a": -1}}', b'{"shares": {"a": true}}', b'{"shares": {"a": "1"}}', b'{"shares": {"a": NaN}}',
    b'{"shares": {"a": [1]}}', b'{"shares": {"' + b"a" * 200 + b'": 1}}', b"[" * 100_000,
    b'{"shares": {}}' + b" " * 2_000_000,
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_is_empty_and_set_aside(place, content):
    """What can't be read counts as nothing; the next writing keeps it under another name."""
    place.parent.mkdir()
    place.write_bytes(content)
    assert kept_shares(place) == {}
    assert place.read_bytes() == content
    assert keep_shares(place, {"initial_means": 1.0})
    assert kept_shares(place) == {"initial_means": 1.0}
    assert place.with_name("progress.json.damaged").read_bytes() == content


@AS_ANYBODY
def test_a_folder_that_refuses_is_told(place):
    """Where nothing can be written it says so, and raises nothing."""
    place.parent.mkdir(mode=0o500)
    assert not can_keep(place)
    assert not keep_shares(place, {"initial_means": 1.0})
    assert kept_shares(place) == {}


@pytest.mark.parametrize("what", ["folder", "pipe", "device", "below a file"])
def test_what_is_no_file_is_left_alone(tmp_path, what):
    """A folder, a pipe that nobody fills, a device and a place that can't be are neither read nor replaced."""
    place = tmp_path / "progress.json"
    if what in ("pipe", "device") and not hasattr(os, "mkfifo"):
        pytest.skip("only on systems with pipes and devices among their files")
    if what == "folder":
        place.mkdir()
    elif what == "pipe":
        os.mkfifo(place)
    elif what == "device":
        place = Path(os.devnull)
    else:
        (tmp_path / "file").touch()
        place = tmp_path / "file" / "progress.json"
    before = place.stat().st_mode if place.exists() else None
    assert kept_shares(place) == {}
    assert not keep_shares(place, {"initial_means": 1.0})
    assert not can_keep(place)
    assert forget_shares(place) == (before is None)
    assert before == (place.stat().st_mode if place.exists() else None)


def test_a_name_that_no_file_can_have_raises_nothing(tmp_path):
    """A path that the system refuses keeps nothing."""
    place = tmp_path / ("x" * 300)
    assert kept_shares(place) == {}
    assert not keep_shares(place, {"initial_means": 1.0})


@pytest.mark.skipif(os.name == "nt", reason="only on systems where anybody may make links")
def test_a_link_stays_a_link(tmp_path):
    """A file that the student keeps elsewhere and links to is written there."""
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.json", tmp_path / "progress.json"
    keep_shares(real, {"initial_means": 1.0})
    link.symlink_to(real)
    keep_shares(link, {"single_loop": 1.0})
    assert link.is_symlink()
    assert set(kept_shares(real)) == {"initial_means", "single_loop"}


def test_it_does_not_grow_without_end(place):
    """The newest exercises stay, and the oldest go."""
    for begin in range(0, 1200, 300):
        keep_shares(place, {f"exercise_{number}": 1.0 for number in range(begin, begin + 300)})
    keep_shares(place, {"exercise_250": 0.5})
    kept = kept_shares(place)
    assert len(kept) == progress_file.MOST
    assert "exercise_0" not in kept
    assert kept["exercise_250"] == 0.5
    assert place.stat().st_size < progress_file.LARGEST


def test_a_full_disk_leaves_the_file_as_it_was(place, monkeypatch):
    """When the system refuses, it says so, and neither loses the old file nor leaves a half one."""
    keep_shares(place, {"initial_means": 1.0})

    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", refuse)
    assert not keep_shares(place, {"single_loop": 1.0})
    assert kept_shares(place) == {"initial_means": 1.0}
    assert names_beside(place) == ["progress.json"]


def test_an_interrupted_writing_leaves_the_file_as_it_was(place, monkeypatch):
    """When writing stops half-way, the file is the old one, and nothing else is left."""
    keep_shares(place, {"initial_means": 1.0})
    before = place.read_bytes()

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(json, "dump", stop)
    with pytest.raises(KeyboardInterrupt):
        keep_shares(place, {"single_loop": 1.0})
    assert place.read_bytes() == before
    assert names_beside(place) == ["progress.json"]


WRITER = """
import sys
from pathlib import Path
from autograder.progress_file import keep_shares
for number in range(40):
    assert keep_shares(Path(sys.argv[1]), {f"exercise_{sys.argv[2]}_{number}": 1.0})
"""


def test_kernels_that_write_at_once_lose_nothing(place):
    """Three processes that write forty times each leave all of it, and neither a lock nor an unfinished file."""
    command = [sys.executable, "-c", WRITER, str(place)]
    writers = [subprocess.Popen([*command, str(number)], cwd=ROOT) for number in range(3)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    assert len(kept_shares(place)) == 120
    assert names_beside(place) == ["progress.json"]


def test_a_lock_that_is_held_is_waited_for_not_broken(place, monkeypatch):
    """While another one writes nothing is written, and it says so in time."""
    monkeypatch.setattr(progress_file, "WAIT", 0.05)
    keep_shares(place, {"initial_means": 1.0})
    lock = place.with_name("progress.json.lock")
    lock.touch()
    assert not keep_shares(place, {"single_loop": 1.0})
    assert not forget_shares(place)
    assert lock.exists()
    assert kept_shares(place) == {"initial_means": 1.0}


def test_a_lock_that_a_kernel_left_behind_is_broken(place):
    """A lock so old that nobody can still be writing stops nothing."""
    keep_shares(place, {"initial_means": 1.0})
    lock = place.with_name("progress.json.lock")
    lock.touch()
    os.utime(lock, (time.time() - 60, time.time() - 60))
    assert keep_shares(place, {"single_loop": 1.0})
    assert names_beside(place) == ["progress.json"]


def test_what_is_forgotten_is_gone(place):
    """Forgetting removes the file, and a second time there is nothing to remove."""
    keep_shares(place, {"initial_means": 1.0})
    assert forget_shares(place)
    assert not place.exists()
    assert forget_shares(place)
    assert kept_shares(place) == {}
