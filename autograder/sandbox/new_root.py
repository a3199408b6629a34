"""Builds the file system that a kernel of tier full sees: what it needs, read-only, and a small disk in memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from autograder.sandbox import mounts
from autograder.sandbox.mounts import NODEV, NOEXEC, NOSUID, RDONLY
from autograder.sandbox.plan import Plan
from autograder.sandbox.readable import outermost
from autograder.sandbox.sandbox_error import SandboxError
from autograder.sandbox.working_files import copy_files

DEVICES = ("null", "zero", "full", "random", "urandom")
_LINKS = {"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"}


def build(plan: Plan, owner: int, others_read: bool) -> None:
    """Build a root and go there: the plan's `work` and `ipc` lie in it where they lie outside.

    `owner` is the user that the kernel will be. With `others_read` that user is not the one who owns the files, so
    they must be readable for all. Raises OSError, and SandboxError for files that are not.
    """
    os.umask(0o022)  # whoever the kernel will be must get through
    # The new root is mounted over `work`, the one folder that nothing is taken from.
    root = str(plan.work)
    mounts.in_memory(root, "mode=0755,size=4m,nr_inodes=4096")
    for path in outermost([os.path.realpath(path) for path in plan.readable if os.path.exists(path)]):
        if others_read:
            _must_be_open(path)
        _bind(path, root, RDONLY | NOSUID | NODEV)
    for path in plan.readable:
        _copy_links(os.path.abspath(path), root)
    _hide(plan, root)
    _devices(root)
    _folders(plan, root, owner)
    mounts.make_read_only(root)
    mounts.make_root(root)


def _bind(path: str, root: str, flags: int) -> None:
    """Bind a folder or a file into the new root, at the same path."""
    target = Path(root + path)
    if os.path.isdir(path):
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    mounts.bind(path, str(target), flags)


def _copy_links(path: str, root: str) -> None:
    """Repeat the links that a path goes through, so that it leads to the same place."""
    for part in [*reversed(Path(path).parents), Path(path)]:
        if not part.is_symlink():
            continue
        place, aim = Path(root + str(part)), os.readlink(part)
        if not os.path.lexists(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(aim)
        rest = os.path.relpath(path, part)
        _copy_links(os.path.normpath(os.path.join(part.parent, aim, rest)), root)
        return


def _must_be_open(path: str) -> None:
    """See that a user who is neither the owner nor in the group can read here."""
    mode = os.stat(path).st_mode
    needed = 0o005 if stat.S_ISDIR(mode) else 0o004
    if mode & needed != needed:
        raise SandboxError(f"{path} is closed to other users, and under root a kernel is one: chmod -R go+rX {path}")


def _hide(plan: Plan, root: str) -> None:
    """Mount something empty over what is hidden."""
    readable = [os.path.realpath(path) for path in plan.readable]
    for path in map(os.path.realpath, plan.hidden):
        if not os.path.lexists(root + path) or not _lies_in(path, readable):
            continue
        if os.path.isdir(path):
            mounts.in_memory(root + path, "mode=0555,size=4k,nr_inodes=1", RDONLY | NOSUID | NODEV | NOEXEC)
        else:
            empty = Path(root, ".hidden")
            empty.touch(mode=0o444)
            mounts.bind(str(empty), root + path, RDONLY | NOSUID | NODEV | NOEXEC)


def _lies_in(path: str, folders: list[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)


def _devices(root: str) -> None:
    """Five devices without which little works, and a folder for shared memory that nobody can write to."""
    folder = Path(root, "dev")
    shared = Path(folder, "shm")
    shared.mkdir(parents=True)
    # Not part of the read-only root: here students are told that they may not, as in the other tier.
    mounts.in_memory(str(shared), "mode=0555,size=4k,nr_inodes=1")
    for name in DEVICES:
        place = folder / name
        place.touch()
        mounts.bind(f"/dev/{name}", str(place), NOSUID | NOEXEC)
    for name, aim in _LINKS.items():
        (folder / name).symlink_to(aim)


def _folders(plan: Plan, root: str, owner: int) -> None:
    """The sockets' folder, the disk in memory with the submission's files, and a place for /proc and /tmp."""
    _bind(str(plan.ipc), root, NOSUID | NODEV | NOEXEC)
    work = root + str(plan.work)
    os.makedirs(work)
    mounts.in_memory(work, f"mode=0700,size={plan.bounds.disk_bytes},nr_inodes={plan.bounds.files}")
    if plan.copy_from:
        copy_files(Path(plan.copy_from), Path(work), plan.bounds)
    processes = Path(root, "proc")
    processes.mkdir()
    # The system lets a new view of processes be mounted only where one is to be seen already: see confine.py.
    mounts.bind("/proc", str(processes), RDONLY | NOSUID | NODEV | NOEXEC)
