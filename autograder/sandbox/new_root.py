"""Builds the file system that a kernel of tier full sees: what it needs, read-only, and a small disk in memory."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from autograder.sandbox import mounts
from autograder.sandbox.mounts import NODEV, NOEXEC, NOSUID, RDONLY
from autograder.sandbox.plan import Plan
from autograder.sandbox.sandbox_error import SandboxError
from autograder.sandbox.view import view_of
from autograder.sandbox.working_files import copy_files

DEVICES = ("null", "zero", "full", "random", "urandom")
_LINKS = {"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"}


def build(plan: Plan, others_read: bool) -> None:
    """Build a root and go there: the plan's `work` and `ipc` lie in it where they lie outside.

    With `others_read` the kernel will be a user who owns none of the files, so they must be readable for all. Raises
    OSError, and SandboxError for files that are not.
    """
    os.umask(0o022)  # whoever the kernel will be must get through
    # The new root is mounted over `work`, the one folder that nothing is taken from.
    root = str(plan.work)
    mounts.in_memory(root, "mode=0755,size=4m,nr_inodes=4096")
    view = view_of(plan.readable, plan.hidden)
    for path in view.shown:
        if others_read:
            _must_be_open(path)
        _bind(path, root, RDONLY | NOSUID | NODEV)
    for place, aim in view.links:
        _link(root + place, aim)
    for path in view.hidden:
        _hide(path, root)
    _devices(root)
    _folders(plan, root)
    mounts.make_read_only(root)
    mounts.make_root(root)


def _bind(path: str, root: str, flags: int) -> None:
    """Bind a folder or a file into the new root, at the same path."""
    target = root + path
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        _touch(target)
    mounts.bind(path, target, flags)


def _touch(path: str) -> None:
    """Make an empty file: something to mount a file over."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o444))


def _link(place: str, aim: str) -> None:
    """Make a link, unless it is there already with what was bound."""
    if not os.path.lexists(place):
        os.makedirs(os.path.dirname(place), exist_ok=True)
        os.symlink(aim, place)


def _must_be_open(path: str) -> None:
    """See that a user who is neither the owner nor in the group can read here."""
    mode = os.stat(path).st_mode
    needed = 0o005 if stat.S_ISDIR(mode) else 0o004
    if mode & needed != needed:
        raise SandboxError(f"{path} is closed to other users, and under root a kernel is one: chmod -R go+rX {path}")


def _hide(path: str, root: str) -> None:
    """Mount something empty over what is hidden."""
    if os.path.isdir(path):
        mounts.in_memory(root + path, "mode=0555,size=4k,nr_inodes=1", RDONLY | NOSUID | NODEV | NOEXEC)
    else:
        empty = os.path.join(root, ".hidden")
        _touch(empty)
        mounts.bind(empty, root + path, RDONLY | NOSUID | NODEV | NOEXEC)


def _devices(root: str) -> None:
    """Five devices without which little works, and a folder for shared memory that nobody can write to."""
    os.makedirs(f"{root}/dev/shm")
    # Not part of the read-only root: here students are told that they may not, as in the other tier.
    mounts.in_memory(f"{root}/dev/shm", "mode=0555,size=4k,nr_inodes=1")
    for name in filter(lambda name: os.path.exists(f"/dev/{name}"), DEVICES):
        _touch(f"{root}/dev/{name}")
        mounts.bind(f"/dev/{name}", f"{root}/dev/{name}", NOSUID | NOEXEC)
    for name, aim in _LINKS.items():
        os.symlink(aim, f"{root}/dev/{name}")


def _folders(plan: Plan, root: str) -> None:
    """The sockets' folder, the disk in memory with the submission's files, and a place for /proc."""
    _bind(str(plan.ipc), root, NOSUID | NODEV | NOEXEC)
    work = root + str(plan.work)
    os.makedirs(work)
    mounts.in_memory(work, f"mode=0700,size={plan.bounds.disk_bytes},nr_inodes={plan.bounds.files}")
    if plan.copy_from:
        copy_files(Path(plan.copy_from), Path(work), plan.bounds)
    # The system lets a new view of processes be mounted only where one is to be seen already: see confine.py.
    os.mkdir(f"{root}/proc")
    with contextlib.suppress(OSError):
        mounts.bind("/proc", f"{root}/proc", RDONLY | NOSUID | NODEV | NOEXEC)
