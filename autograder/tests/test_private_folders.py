"""Private folders: closed to others, gone with their process, and removable whatever students leave in them."""

import os
import subprocess
import sys
import tempfile

import pytest

from autograder.sandbox import private_folders
from autograder.sandbox.private_folders import PrivateFolder, make_root, remove_folder, sweep

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are kernels forked")


@pytest.fixture
def root(tmp_path):
    """A folder in the place of the one in /tmp."""
    folder = tmp_path / "root"
    folder.mkdir(mode=0o700)
    return folder


def test_nobody_else_enters_a_kernels_folder(root):
    """A kernel's folder has `ipc` and `work`, and all of them are its owner's alone."""
    folder = PrivateFolder(root).numbered()
    assert sorted(os.listdir(folder)) == ["ipc", "work"]
    assert all((folder / name).stat().st_mode & 0o077 == 0 for name in ("", "ipc", "work", ".."))


def test_each_kernel_has_another_folder(root):
    """Folders are numbered."""
    own = PrivateFolder(root)
    assert [own.numbered().name for _ in range(3)] == ["1", "2", "3"]


def test_what_is_left_behind_is_swept(root):
    """A folder whose process was killed goes with the next sweep; that of a living one stays."""
    living = PrivateFolder(root).numbered()
    code = (
        "import os, pathlib, sys; from autograder.sandbox.private_folders import PrivateFolder;"
        "print(PrivateFolder(pathlib.Path(sys.argv[1])).numbered(), flush=True); os.kill(os.getpid(), 9)"
    )
    dead = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True).stdout.strip()
    assert os.path.isdir(dead)
    sweep(root)
    assert not os.path.exists(os.path.dirname(dead))
    assert living.is_dir()


def test_an_own_folder_is_gone_at_the_end_of_its_process():
    """A process leaves nothing in the root when it ends as usual."""
    code = "from autograder.sandbox.private_folders import own_folder; print(own_folder().numbered())"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert made.startswith(str(make_root()))
    assert not os.path.exists(os.path.dirname(made))


def test_a_process_that_is_forked_off_has_a_folder_of_its_own():
    """A fork shares neither its parent's folder nor removes it."""
    code = (
        "import os, sys; from autograder.sandbox.private_folders import own_folder; mine = own_folder().path\n"
        "child = os.fork()\n"
        "if child == 0: sys.exit(own_folder().path == mine)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), mine.is_dir())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "True"]


@pytest.mark.parametrize("taken_by", ["a link", "an open folder"])
def test_a_place_that_somebody_took_is_refused(taken_by, tmp_path, monkeypatch):
    """A link in the root's place, or a folder that others can enter, is an error that says what to do."""
    with tempfile.TemporaryDirectory(dir="/tmp") as short:
        monkeypatch.setattr(private_folders.tempfile, "gettempdir", lambda: short)
        taken = f"{short}/kmeans-by-hand-{os.getuid()}"
        if taken_by == "a link":
            os.symlink(tmp_path, taken)
        else:
            os.mkdir(taken)
            os.chmod(taken, 0o755)
        with pytest.raises(OSError, match=r"closed to others\. Remove it: rm -rf"):
            make_root()


def test_paths_of_sockets_stay_short(tmp_path, monkeypatch):
    """With a long TMPDIR the folders lie in /tmp: the path of a socket has 107 characters at most."""
    monkeypatch.setattr(private_folders.tempfile, "gettempdir", lambda: str(tmp_path / ("long" * 20)))
    assert str(make_root()).startswith("/tmp/")


@pytest.mark.parametrize("length", range(50, 66))
def test_paths_of_sockets_stay_short_for_every_user(length, monkeypatch):
    """However long the temporary folder's path is, the user's number and the kernel's still fit behind it."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="x" * (length - 13)) as place:
        assert len(place) == length
        monkeypatch.setattr(private_folders.tempfile, "gettempdir", lambda: place)
        before, _, user = str(make_root()).rpartition("-")
    assert user == str(os.getuid())
    assert len(f"{before}-{2**32 - 1}/abcdefgh/1000000/ipc/k-1") <= 107


def test_deep_folders_are_removed(tmp_path):
    """A student's folder in a folder in a folder, three thousand times, is no obstacle."""
    deep = tmp_path / "deep"
    deep.mkdir()
    here = os.open(deep, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("x", dir_fd=here)
        below = os.open("x", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    remove_folder(deep)
    assert not deep.exists()


def test_closed_folders_are_removed(tmp_path):
    """Folders without any permission go too, with what is in them."""
    closed = tmp_path / "a" / "closed"
    (closed / "inner").mkdir(parents=True)
    (closed / "inner" / "file").write_text("x")
    os.chmod(closed / "inner", 0)
    os.chmod(closed, 0)
    remove_folder(tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_links_are_removed_and_not_followed(tmp_path):
    """What a student's link points to stays."""
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("x")
    (tmp_path / "a").mkdir()
    os.symlink(kept, tmp_path / "a" / "link")
    remove_folder(tmp_path / "a")
    assert not (tmp_path / "a").exists()
    assert (kept / "file").read_text() == "x"
