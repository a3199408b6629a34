"""The process beside each kernel: it makes the sandbox, forks the kernel into it, waits for it and takes it along when it goes."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import sys
from typing import Any

from autograder.sandbox.life_line import LifeLine
from autograder.sandbox.plan import Plan

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent() -> None:
    """Let the system kill this process as soon as its parent is gone."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def stand_guard(line: LifeLine, with_zygote: int) -> int:
    """Read what is asked for, fork the kernel, and stay until it has ended; gives this process's own exit status."""
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    asked = line.read()
    if asked is None:
        return 0
    plan = Plan.from_json(asked["plan"])
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        if plan.tier == "full":
            from autograder.sandbox.confine import enter_namespaces

            enter_namespaces(plan)
    except Exception as problem:
        line.send(error=_one_line(problem))
        return 1
    with_guard, mine = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(mine)
        os.close(with_zygote)
        _be_kernel(plan, asked, line, with_guard)
    os.close(with_guard)
    handle = os.pidfd_open(pid)
    line.send(handle=handle, pid=pid)
    return _watch(line, with_zygote, pid, handle)


def _be_kernel(plan: Plan, asked: dict[str, Any], line: LifeLine, with_guard: int) -> None:
    """Be the kernel, or the process that tries what a kernel must not do; never comes back."""
    status = 1
    try:
        from autograder.sandbox import student_kernel

        status = student_kernel.run(plan, asked, line, with_guard)
    except BaseException as problem:
        try:
            line.send(error=_one_line(problem))
        except OSError:
            pass
    finally:
        os._exit(status)


def _watch(line: LifeLine, with_zygote: int, pid: int, handle: int) -> int:
    """Wait for the kernel's end, and tell it; kill the kernel when the grader or the zygote is gone."""
    waiting = select.poll()
    for found in (handle, line.fileno(), with_zygote):
        waiting.register(found, select.POLLIN)
    ready = {found for found, _ in waiting.poll()}
    if handle not in ready:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    _end_orphans()
    try:
        line.send(exit=os.waitstatus_to_exitcode(status))
    except OSError:
        pass
    return 0


def _end_orphans() -> None:
    """Kill what the kernel forked off: without a sandbox that is possible, and it came to this process as a child."""
    for _ in range(1000):
        try:
            with open(f"/proc/self/task/{os.getpid()}/children") as stream:
                for child in stream.read().split():
                    os.kill(int(child), signal.SIGKILL)
            os.waitpid(-1, 0)
        except OSError:
            return


def _one_line(problem: BaseException) -> str:
    """Say what went wrong in one line."""
    return f"{type(problem).__name__}: {' '.join(str(problem).split())}"[:1000]


if sys.platform != "linux":
    raise ImportError("guards of kernels stand on Linux only")
