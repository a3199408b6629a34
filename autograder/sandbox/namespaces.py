"""Enters namespaces of one's own: other processes, the network and most files are then not there at all."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

from autograder.sandbox import capabilities
from autograder.sandbox.sandbox_error import SandboxError
from autograder.sandbox.syscalls import system_call

MOUNT, CGROUP, HOSTNAME, IPC, USER, PID, NETWORK = (
    0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip
ALL_BUT_USER = MOUNT | CGROUP | HOSTNAME | IPC | PID | NETWORK


def user_to_become() -> int | None:
    """Give the user that a root's kernel becomes; None where it stays who it is, in a user namespace of its own."""
    needed = (capabilities.SYS_ADMIN, capabilities.CHOWN, capabilities.SETUID, capabilities.SETGID)
    return capabilities.spare_uid(os.getpid()) if capabilities.has(*needed) else None


def enter(within_user_namespace: bool) -> None:
    """Enter new namespaces; a child forked from now on is pid 1 of its own. Raises SandboxError."""
    uid, gid = os.getuid(), os.getgid()
    try:
        system_call("unshare", ALL_BUT_USER | (USER if within_user_namespace else 0))
        if within_user_namespace:
            _keep_identity(uid, gid)
    except OSError as problem:
        raise SandboxError(refusal(problem)) from problem
    socket.sethostname("sandbox")


def refusal(problem: OSError) -> str:
    """Say why namespaces were refused, and what mends it."""
    if problem.errno == errno.ENOSPC:
        return "no more user namespaces are allowed here: sudo sysctl user.max_user_namespaces=65536"
    return f"namespaces are refused here ({problem.strerror}): grade with --sandbox basic"


def _keep_identity(uid: int, gid: int) -> None:
    """Stay the user and group that one was; others do not exist within."""
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
