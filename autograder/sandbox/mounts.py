"""Mounts folders for a sandbox: copies of what is there, read-only, and new ones in memory."""

from __future__ import annotations

import ctypes
import os

from autograder.sandbox.syscalls import system_call

RDONLY, NOSUID, NODEV, NOEXEC = 1, 2, 4, 8  # MOUNT_ATTR_* and MS_* agree on these
_SLAVE, _RECURSIVE, _BIND = 1 << 19, 1 << 14, 1 << 12  # MS_*
_HERE, _EMPTY_PATH, _TREE = -100, 0x1000, 0x8000  # AT_FDCWD, AT_EMPTY_PATH, AT_RECURSIVE
_CLONE, _FROM_EMPTY_PATH, _DETACH = 1, 4, 2  # OPEN_TREE_CLONE, MOVE_MOUNT_F_EMPTY_PATH, MNT_DETACH


class _Attributes(ctypes.Structure):
    """`struct mount_attr`."""

    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "users")]


def keep_to_ourselves() -> None:
    """Let no mount of this namespace reach the one that it was copied from."""
    system_call("mount", None, "/", None, _SLAVE | _RECURSIVE, None)


def bind(source: str, target: str, flags: int) -> None:
    """Show a folder or file, with all that is mounted in it, at another place too."""
    tree = system_call("open_tree", _HERE, source, _CLONE | _TREE | os.O_CLOEXEC)
    try:
        attributes = _Attributes(flags, 0, 0, 0)
        system_call("mount_setattr", tree, "", _EMPTY_PATH | _TREE, attributes, ctypes.sizeof(attributes))
        system_call("move_mount", tree, "", _HERE, target, _FROM_EMPTY_PATH)
    finally:
        os.close(tree)


def in_memory(target: str, options: str, flags: int = NOSUID | NODEV | NOEXEC) -> None:
    """Mount an empty folder that lives in memory."""
    system_call("mount", "tmpfs", target, "tmpfs", flags, options)


def processes(target: str) -> None:
    """Mount a view of the processes of this pid namespace; tries one with nothing else in it where more is refused."""
    try:
        system_call("mount", "proc", target, "proc", NOSUID | NODEV | NOEXEC, None)
    except OSError:
        system_call("mount", "proc", target, "proc", NOSUID | NODEV | NOEXEC, "subset=pid")


def make_read_only(target: str) -> None:
    """Let nothing be written to one mount any more."""
    attributes = _Attributes(RDONLY, 0, 0, 0)
    system_call("mount_setattr", _HERE, target, 0, attributes, ctypes.sizeof(attributes))


def unmount(target: str) -> None:
    """Take away what is mounted last at a place."""
    system_call("umount2", target, _DETACH)


def make_root(folder: str) -> None:
    """Make a mounted folder the root of this process, and take the old root away from under it."""
    os.chdir(folder)
    system_call("pivot_root", ".", ".")
    unmount(".")
    os.chdir("/")
