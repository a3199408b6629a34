"""The process beside each kernel: it builds the sandbox, forks the kernel into it, and waits for the kernel's end.

It runs no student code. When the grader or the zygote goes, it takes its kernel along.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
from pathlib import Path
from typing import Any

from autograder.sandbox import kernel_process
from autograder.sandbox.confine import SandboxError, enter_namespaces
from autograder.sandbox.life_line import LifeLine
from autograder.sandbox.plan import Plan
from autograder.sandbox.syscalls import prctl
from autograder.sandbox.working_files import copy_files

CHILD_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER: processes whose parent ended become this one's children
MOST_ORPHANS = 100_000


def stand_guard(line: LifeLine, with_zygote: int) -> None:
    """Do what comes over the line, and stay until the kernel has ended; `with_zygote` ends when the zygote does."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    asked = line.read()
    if asked is None:
        return
    with contextlib.suppress(OSError):  # nobody may be there to hear it
        try:
            _guard_kernel(line, with_zygote, asked)
        except Exception as problem:
            line.send(**told(problem))


def _guard_kernel(line: LifeLine, with_zygote: int, asked: dict[str, Any]) -> None:
    """Build the sandbox, fork the kernel, and tell the kernel's pid and, at last, its exit code."""
    plan = Plan.from_json(asked["plan"])
    if plan.tier == "full":
        enter_namespaces(plan)
    else:
        prctl(CHILD_SUBREAPER, 1)
        if plan.copy_from:
            copy_files(Path(plan.copy_from), plan.work, plan.bounds)
    with_guard, mine = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(mine)
        _be_kernel(plan, asked, line, with_guard)
    os.close(with_guard)
    handle = os.pidfd_open(pid)
    try:
        line.send(handle=handle, pid=pid)
        _wait(handle, line.fileno(), with_zygote)
    finally:
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        _end_orphans()
    line.send(exit=os.waitstatus_to_exitcode(status))


def _be_kernel(plan: Plan, asked: dict[str, Any], line: LifeLine, with_guard: int) -> None:
    """Be the kernel, or the process that tries what a kernel must not do; never comes back."""
    status = 1
    try:
        if asked["do"] == "self_test":
            status = kernel_process.test_sandbox(plan, line, with_guard)
        else:
            status = kernel_process.run_kernel(plan, asked, line, with_guard)
    except BaseException as problem:  # nothing may get from here into the guard's code
        with contextlib.suppress(OSError, ValueError):
            line.send(**told(problem))
    finally:
        os._exit(status)


def _wait(*ends: int) -> None:
    """Wait for one of these to end, or to say something."""
    waiting = select.poll()
    for end in ends:
        waiting.register(end, select.POLLIN)
    waiting.poll()


def _end_orphans() -> None:
    """End what the kernel left behind: without a sandbox it can fork, and then its children are this one's now."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    with contextlib.suppress(OSError):  # there are none
        for _ in range(MOST_ORPHANS):
            for child in children.read_text().split():
                os.kill(int(child), signal.SIGKILL)
            os.waitpid(-1, 0)


def told(problem: BaseException) -> dict[str, Any]:
    """Put an error as a message: one line, and whether it is the sandbox's own."""
    text = " ".join(str(problem).split())[:1000]
    if isinstance(problem, SandboxError):
        return {"error": text, "sandbox": True}
    return {"error": f"{type(problem).__name__}: {text}", "sandbox": False}
