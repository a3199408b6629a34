"""Looks at what this machine offers for sandboxes: quick, without starting a process and without changing anything."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import capabilities, landlock
from autograder.sandbox.namespaces import ALL_BUT_USER, USER
from autograder.sandbox.syscalls import system_call

_ACTION_AVAILABLE, _REFUSE = 2, 0x00050000  # SECCOMP_GET_ACTION_AVAIL, SECCOMP_RET_ERRNO
_NO_SUCH_FLAG = 1  # unshare knows no such flag, and then does nothing at all


@dataclass(frozen=True)
class Features:
    """What a machine offers. `landlock` is its version, or 0 with the reason in `landlock_error`.

    `namespaces` is empty where they can be made, and otherwise says what refuses them: "max_user_namespaces",
    "unprivileged_userns_clone", "apparmor", "container", or a sentence. `filtered`: system calls are filtered already,
    as in most containers.
    """

    system: str
    machine: str
    kernel: str
    distribution: str
    landlock: int
    landlock_error: int
    seccomp: bool
    namespaces: str
    filtered: bool


def _read(path: str) -> str:
    """Give a file's text, or nothing where there is none."""
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""


def _try_unshare() -> int:
    """Give the error of a call that makes no namespace, since one of its flags does not exist."""
    try:
        system_call("unshare", ALL_BUT_USER | USER | _NO_SUCH_FLAG)
    except OSError as problem:
        return problem.errno or 0
    return 0


def _refuses_by_filter() -> bool:
    """Say whether filters for system calls can make a call fail here."""
    action = ctypes.c_uint32(_REFUSE)
    try:
        return system_call("seccomp", _ACTION_AVAILABLE, 0, ctypes.addressof(action)) == 0
    except OSError:
        return False


@dataclass(frozen=True)
class Machine:
    """What is asked of a machine; a test asks one that it made up."""

    system: Callable[[], str] = platform.system
    machine: Callable[[], str] = platform.machine
    kernel: Callable[[], str] = platform.release
    read: Callable[[str], str] = _read
    landlock: Callable[[], int] = landlock.version
    seccomp: Callable[[], bool] = _refuses_by_filter
    unshare: Callable[[], int] = _try_unshare
    is_root: Callable[[], bool] = lambda: os.geteuid() == 0
    has: Callable[[int], bool] = capabilities.has


def features(machine: Machine | None = None) -> Features:
    """Look at this machine, or at another."""
    here = machine or Machine()
    system, kind = here.system(), here.machine()
    distribution = _distribution(here.read("/etc/os-release"))
    if system != "Linux" or kind not in ("x86_64", "aarch64"):
        return Features(system, kind, here.kernel(), distribution, 0, errno.ENOSYS, False, system, False)
    version, problem = _landlock(here)
    filtered = "\nSeccomp:\t2" in here.read("/proc/self/status")
    return Features(
        system, kind, here.kernel(), distribution, version, problem, here.seccomp(), _namespaces(here), filtered
    )  # fmt: skip


def _landlock(here: Machine) -> tuple[int, int]:
    """Give the version of Landlock, or 0 and the error."""
    try:
        return here.landlock(), 0
    except OSError as problem:
        return 0, problem.errno or errno.ENOSYS


def _namespaces(here: Machine) -> str:
    """Say what refuses namespaces, or nothing."""
    if here.unshare() != errno.EINVAL:
        return "container"
    if here.has(capabilities.SYS_ADMIN):
        return ""
    if here.is_root() and not here.has(capabilities.SETFCAP):
        return "container"
    if here.read("/proc/sys/user/max_user_namespaces") == "0":
        return "max_user_namespaces"
    if here.read("/proc/sys/kernel/unprivileged_userns_clone") == "0":
        return "unprivileged_userns_clone"
    restricted = here.read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1"
    if restricted and here.read("/proc/self/attr/current") in ("", "unconfined"):
        return "apparmor"
    return ""


def _distribution(release: str) -> str:
    """Give the words by which a distribution and its kin are known, such as `ubuntu debian`."""
    named = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    return f"{named.get('ID', '')} {named.get('ID_LIKE', '')}".replace('"', "").strip()
