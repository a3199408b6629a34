"""Says which files a process may read and write, through Landlock: any process can bind itself so, without root."""

from __future__ import annotations

import ctypes
import os
import stat

from autograder.sandbox.syscalls import prctl, system_call

NEWEST = 7  # the newest version whose rights are named here
_NO_NEW_PRIVILEGES = 38
_VERSION = 1  # LANDLOCK_CREATE_RULESET_VERSION
_PATH_BENEATH = 1

# Rights of linux/landlock.h.
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << bit for bit in range(6))
MAKE_CHAR, MAKE_DIR, MAKE_REG, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK, MAKE_SYM, REFER, TRUNCATE, IOCTL_DEV = (
    1 << bit for bit in range(6, 16)
)
FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
READ = READ_FILE | READ_DIR
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SYM | REFER | TRUNCATE


class _Ruleset(ctypes.Structure):
    """`struct landlock_ruleset_attr`: what is refused unless a rule allows it."""

    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    """`struct landlock_path_beneath_attr`: what is allowed at a path, and below; its end is not looked at."""

    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def version() -> int:
    """Give the version of Landlock that this kernel has. Raises OSError where it has none or refuses it."""
    return system_call("landlock_create_ruleset", None, 0, _VERSION)


def known_rights(abi: int) -> int:
    """All rights over files that this version of Landlock watches."""
    return (1 << {1: 13, 2: 14, 3: 15, 4: 15}.get(abi, 16)) - 1


class Rules:
    """Rights that a process keeps: add what it may do, then obey."""

    def __init__(self, abi: int) -> None:
        self._abi, self._known = abi, known_rights(abi)
        network, scopes = (3 if abi >= 4 else 0), (3 if abi >= 6 else 0)  # all of TCP; sockets by name, signals
        size = 8 if abi < 4 else 16 if abi < 6 else 24
        self._ruleset = system_call("landlock_create_ruleset", _Ruleset(self._known, network, scopes), size, 0)

    def allow(self, path: str, rights: int, follow: bool = False, keep_open: bool = False) -> bool:
        """Allow these rights at a path and below it; False where there is nothing at the path, or only a link.

        A right holds for what stands at the path now. In /proc that is made anew when memory is short, unless
        somebody has it open: with `keep_open` this process has, without being able to read through that.
        """
        try:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW))
        except OSError:
            return False
        try:
            kind = os.fstat(opened).st_mode
            if stat.S_ISLNK(kind):
                return False
            rights &= self._known & (-1 if stat.S_ISDIR(kind) else FOR_FILES)
            system_call("landlock_add_rule", self._ruleset, _PATH_BENEATH, _Beneath(rights, opened), 0)
            return True
        finally:
            if not keep_open:
                os.close(opened)

    def obey(self) -> None:
        """Bind this thread, and all that it starts later, for ever. Raises OSError."""
        prctl(_NO_NEW_PRIVILEGES, 1)
        # Version 7 writes refusals into the system's log: students would fill it.
        system_call("landlock_restrict_self", self._ruleset, 1 if self._abi >= 7 else 0)
        os.close(self._ruleset)
