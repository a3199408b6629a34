"""Folders that one grading process has for itself, and that are gone when it is: at its end, or at the next start."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import secrets
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

LONGEST_SOCKET = 107  # bytes of a socket's path: the system takes no more
_BEHIND = "/kmeans-by-hand-4294967295/abcdefgh/1000000/ipc/k-1"  # the longest that comes behind the temporary folder
_owned: dict[int, PrivateFolder] = {}  # by process, since a process that is forked off needs one of its own
_owning = threading.Lock()


class PrivateFolder:
    """A folder that nobody else can enter, for as long as this process lives; `numbered` gives a new one in it."""

    def __init__(self, root: Path) -> None:
        self._lock = threading.Lock()
        self._count = 0
        with _locked(root):
            self.path = Path(tempfile.mkdtemp(prefix="", dir=root))
            self._held = os.open(self.path / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def numbered(self) -> Path:
        """Make a folder for one kernel, with `ipc` and `work` in it."""
        with self._lock:
            self._count += 1
            folder = self.path / str(self._count)
        furnish(folder)
        return folder

    def remove(self) -> None:
        """Remove all of it, and let go of the lock."""
        remove_folder(self.path)
        with contextlib.suppress(OSError):
            os.close(self._held)


def furnish(folder: Path) -> None:
    """Make a kernel's folder, with `ipc` and `work` in it."""
    for path in (folder, folder / "ipc", folder / "work"):
        path.mkdir(mode=0o700, exist_ok=True)


def own_folder() -> PrivateFolder:
    """Give the folder of this process; what dead processes left behind is removed the first time."""
    with _owning:
        if os.getpid() not in _owned:
            root = make_root()
            sweep(root)
            _owned[os.getpid()] = PrivateFolder(root)
            atexit.register(_remove_own, os.getpid())
        return _owned[os.getpid()]


def _remove_own(pid: int) -> None:
    """Remove the folder at the end of the process that owns it, and of no other."""
    if pid == os.getpid() and pid in _owned:
        _owned.pop(pid).remove()


def make_root() -> Path:
    """Give the folder in which this user's private folders lie; raise OSError when somebody else sits in its place."""
    place = Path(tempfile.gettempdir())
    if len(os.fsencode(place)) + len(_BEHIND) > LONGEST_SOCKET:
        place = Path("/tmp")
    root = place / f"kmeans-by-hand-{os.getuid()}"
    with contextlib.suppress(FileExistsError):
        root.mkdir(mode=0o700)
    found = root.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise OSError(f"{root} is not a folder of yours that is closed to others. Remove it: rm -rf {root}")
    return root


def sweep(root: Path) -> None:
    """Remove the folders of processes that are no more: those whose lock nobody holds."""
    with _locked(root):
        for folder in root.iterdir():
            if folder.is_dir() and not folder.is_symlink() and _is_left_behind(folder):
                remove_folder(folder)


def _is_left_behind(folder: Path) -> bool:
    """Whether nobody holds the lock of a folder."""
    try:
        found = os.open(folder / "lock", os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return True
    try:
        fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(found)


@contextlib.contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Let no other process make or sweep folders meanwhile: a new one is unlocked for a moment."""
    found = os.open(root / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(found, fcntl.LOCK_EX)
        yield
    finally:
        os.close(found)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it, however deep students nested it and whatever they forbade.

    Folders in folders are first moved up, so that no path is ever long. What cannot be removed stays, silently:
    the next start tries again.
    """
    waiting, mark, count = [folder], secrets.token_hex(4), itertools.count()
    while waiting:
        found = waiting.pop()
        waiting += _move_up(found, folder / f"{mark}-{next(count)}")
        with contextlib.suppress(OSError):
            found.rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _move_up(found: Path, beside: Path) -> list[Path]:
    """Remove a folder's files, and move the folders in it to names that begin with `beside`; give those."""
    moved: list[Path] = []
    with contextlib.suppress(OSError):
        os.chmod(found, 0o700)
        for entry in list(os.scandir(found)):
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    os.chmod(entry.path, 0o700)
                    os.rename(entry.path, f"{beside}-{len(moved)}")
                    moved.append(Path(f"{beside}-{len(moved)}"))
                else:
                    os.unlink(entry.path)
    return moved
