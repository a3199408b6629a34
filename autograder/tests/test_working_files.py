"""The files beside a notebook that come into its kernel's folder: plain ones, within bounds."""

import os
import sys

import pytest

from autograder.sandbox.plan import Bounds
from autograder.sandbox.working_files import copy_files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are kernels forked")


@pytest.fixture
def places(tmp_path):
    """A folder with files, and one to put them into."""
    source, work = tmp_path / "source", tmp_path / "work"
    (source / "inner").mkdir(parents=True)
    work.mkdir()
    (source / "helper.py").write_text("x = 1")
    (source / "inner" / "data.csv").write_text("1,2")
    return source, work


def copied(places, **bounds):
    """The names that come across."""
    copy_files(*places, Bounds(**bounds))
    return sorted(str(path.relative_to(places[1])) for path in places[1].rglob("*") if path.is_file())


def test_files_and_folders_come_across(places):
    """Files arrive under their names, those in folders too."""
    assert copied(places) == ["helper.py", "inner/data.csv"]
    assert (places[1] / "helper.py").read_text() == "x = 1"


def test_links_stay_outside(places, tmp_path):
    """A link to a file or a folder elsewhere brings nothing in."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "file").write_text("secret")
    os.symlink(tmp_path / "secret" / "file", places[0] / "link.txt")
    os.symlink(tmp_path / "secret", places[0] / "folder")
    assert copied(places) == ["helper.py", "inner/data.csv"]


def test_pipes_and_closed_files_are_left_out(places):
    """A pipe does not make anybody wait, and is no file."""
    os.mkfifo(places[0] / "pipe")
    assert copied(places) == ["helper.py", "inner/data.csv"]


def test_hidden_files_are_left_out(places):
    """Checkpoints, settings for IPython and compiled code do not come along."""
    for name in (".ipynb_checkpoints", ".ipython", "__pycache__"):
        (places[0] / name).mkdir()
        (places[0] / name / "file").write_text("x")
    (places[0] / ".hidden").write_text("x")
    assert copied(places) == ["helper.py", "inner/data.csv"]


def test_what_does_not_fit_stays_outside(places):
    """A file too large for half of the disk is left out, and the small ones still come."""
    (places[0] / "a_large.bin").write_bytes(b"x" * 1000)
    assert copied(places, disk_bytes=1000) == ["helper.py", "inner/data.csv"]


def test_not_more_files_come_than_there_is_room_for(places):
    """No more than half of the files that a kernel may have come from outside."""
    for number in range(20):
        (places[0] / f"{number}.txt").write_text("x")
    assert len(copied(places, files=10)) == 5
