"""Gives up every right of the superuser, and, for root, the superuser's identity too."""

from __future__ import annotations

import contextlib
import ctypes
from pathlib import Path

from autograder.sandbox.syscalls import prctl, system_call

CHOWN, SETGID, SETUID, SETPCAP, SYS_ADMIN, SETFCAP = 0, 6, 7, 8, 21, 31
_MOST = 64
_VERSION_3 = 0x20080522
_DROP_FROM_BOUND, _AMBIENT, _CLEAR_AMBIENT, _DUMPABLE = 24, 47, 4, 4  # PR_CAPBSET_DROP and others of linux/prctl.h
# Nobody hands these out: https://systemd.io/UIDS-GIDS/ calls the range from here unused, and pids have 22 bits.
_FIRST_SPARE_UID = 0x70000000


class _Header(ctypes.Structure):
    """`struct __user_cap_header_struct`."""

    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Sets(ctypes.Structure):
    """Two of `struct __user_cap_data_struct`: effective, permitted and inheritable, 32 at a time."""

    _fields_ = [("words", ctypes.c_uint32 * 6)]


def held() -> int:
    """Give this process's effective capabilities, one bit for each."""
    sets = _Sets()
    system_call("capget", _Header(_VERSION_3, 0), sets)
    return int(sets.words[0] | sets.words[3] << 32)


def has(*numbers: int) -> bool:
    """Say whether this process has all of these capabilities."""
    return all(held() >> number & 1 for number in numbers)


def spare_uid(pid: int, uid_map: str = "") -> int | None:
    """Give a user that nobody else is, one for each pid: limits that are counted per user then hold for one kernel.

    Where only some users exist (a container), it is one of the last of them, and None where there is only one.
    """
    ranges = [line.split() for line in (uid_map or Path("/proc/self/uid_map").read_text()).splitlines()]
    wanted = _FIRST_SPARE_UID + pid
    if any(int(first) <= wanted < int(first) + int(count) for first, _, count in ranges):
        return wanted
    first, _, count = max(ranges, key=lambda line: int(line[2]))
    return int(first) + int(count) - 1 - pid % (int(count) // 2) if int(count) > 1 else None


def become(uid: int) -> None:
    """Change from root to a user for good, without any group but its own; what is in /proc stays readable for it."""
    system_call("setgroups", 0, None)
    system_call("setresgid", uid, uid, uid)
    system_call("setresuid", uid, uid, uid)
    prctl(_DUMPABLE, 1)


def drop_bound() -> None:
    """Make sure that no program started later can regain a capability; needs one that only root has."""
    if has(SETPCAP):
        with contextlib.suppress(OSError):  # at the first number that is no capability here
            for number in range(_MOST):
                prctl(_DROP_FROM_BOUND, number)


def drop_all() -> None:
    """Give up every capability for good."""
    prctl(_AMBIENT, _CLEAR_AMBIENT)
    system_call("capset", _Header(_VERSION_3, 0), _Sets())
