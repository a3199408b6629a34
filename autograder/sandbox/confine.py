"""Puts this process into a sandbox for good: what a kernel calls between its fork and the first line of student code.

The guard calls `enter_namespaces` (tier full) and forks. The kernel calls `confine`, binds its sockets, calls `seal`.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import importlib.metadata
import os
import pkgutil
import sys
from collections.abc import Iterator

from autograder.sandbox import capabilities, landlock, limits, mounts, namespaces, new_root, seccomp
from autograder.sandbox.plan import Plan
from autograder.sandbox.readable import readable_by_default
from autograder.sandbox.sandbox_error import SandboxError
from autograder.sandbox.syscalls import Architecture, prctl, system_call, this_architecture
from autograder.sandbox.view import view_of

__all__ = ["SandboxError", "confine", "enter_namespaces", "readable_by_default", "rehearse", "seal"]

_DEVICES = tuple(f"/dev/{name}" for name in new_root.DEVICES)
_OF_PROC = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat")
_SET_DEATH_SIGNAL, _GET_DEATH_SIGNAL = 1, 2  # PR_SET_PDEATHSIG, PR_GET_PDEATHSIG


def rehearse(plan: Plan) -> None:
    """Do once, in the process that forks kernels, what is the same for each of them; it only saves time."""
    view_of(plan.readable, plan.hidden)
    for files_are_its_own in (True, False):
        seccomp.starting_filter(_architecture(), seccomp.Situation(1, files_are_its_own, True))
    seccomp.sealing_filter(_architecture())
    _remember_packages(plan)


def enter_namespaces(plan: Plan) -> None:
    """Enter namespaces and a root of one's own (tier full, in the guard): the next child is pid 1 there.

    The files of `copy_from` are then in `work`. Raises SandboxError: one line, with what helps.
    """
    other = namespaces.user_to_become()
    with _still_ending_with_parent():
        namespaces.enter(within_user_namespace=other is None)
    try:
        mounts.keep_to_ourselves()
        if other is not None:
            os.chown(plan.ipc, other, other)
        new_root.build(plan, others_read=other is not None)
    except OSError as problem:
        raise SandboxError(f"this machine refuses mounts ({problem}): grade with --sandbox basic") from problem


def confine(plan: Plan) -> None:
    """Give up, for good, all that the plan does not allow (in the kernel, which has one thread).

    Raises SandboxError: one line, with what helps. `work` is the current folder afterwards.
    """
    architecture = _architecture()
    if len(os.listdir("/proc/self/task")) > 1:
        raise SandboxError("a sandbox is entered by one thread, and this process has more: an error in the autograder")
    try:
        limits.set_limits(plan, counted_alone=plan.tier == "full")  # reads /proc, which may be gone afterwards
        _prepare(plan)
        with _still_ending_with_parent():
            _give_up_rights(plan)
        abi = _landlock(plan)
        situation = seccomp.Situation(os.getpid(), plan.tier == "full", abi >= 3)
        seccomp.install(seccomp.starting_filter(architecture, situation))
    except OSError as problem:
        raise SandboxError(f"the sandbox cannot be entered ({problem}): see `autograder doctor`") from problem


def seal() -> None:
    """Take away what only the start needed: no thread of this process gets a new socket or address any more."""
    try:
        seccomp.install(seccomp.sealing_filter(_architecture()), all_threads=True)
    except OSError as problem:
        raise SandboxError(f"the sandbox cannot be sealed ({problem}): see `autograder doctor`") from problem


def _architecture() -> Architecture:
    found = this_architecture()
    if found is None:
        raise SandboxError(f"the sandbox knows x86_64 and aarch64, not {os.uname().machine}: grade on one of these")
    return found


@contextlib.contextmanager
def _still_ending_with_parent() -> Iterator[None]:
    """Keep the signal that ends this process when its parent ends: the system forgets it when rights change."""
    signal, parent = ctypes.c_int(0), os.getppid()
    system_call("prctl", _GET_DEATH_SIGNAL, ctypes.addressof(signal), 0, 0, 0)
    yield
    prctl(_SET_DEATH_SIGNAL, signal.value)
    if signal.value and os.getppid() != parent:
        os._exit(1)


def _prepare(plan: Plan) -> None:
    """What needs rights that are given up next, or must be read once more."""
    if plan.tier == "full":
        _mount_processes()
    else:
        _remember_packages(plan)
    os.chdir(plan.work)


def _give_up_rights(plan: Plan) -> None:
    """Be nobody else's user where root can see to that, and have no capability."""
    owner = os.stat(plan.ipc).st_uid
    capabilities.drop_bound()
    if plan.tier == "full" and owner != os.getuid():
        for place, _, files in os.walk(plan.work):
            for path in (place, *(os.path.join(place, name) for name in files)):
                os.chown(path, owner, owner, follow_symlinks=False)
        capabilities.become(owner)
    capabilities.drop_all()


def _mount_processes() -> None:
    """Show this namespace's processes at /proc, or nothing: containers that mask parts of /proc refuse it."""
    try:
        mounts.processes("/proc")
    except OSError:
        with contextlib.suppress(OSError):
            mounts.unmount("/proc")


def _remember_packages(plan: Plan) -> None:
    """Have Python list the folders that cannot be listed later, since something in them is hidden.

    The import system and importlib.metadata keep what they found as long as the folder does not change.
    """
    hidden = [os.path.realpath(path) for path in plan.hidden]
    for folder in sys.path:
        inside = [path for path in hidden if path.startswith(os.path.realpath(folder) + "/")]
        if inside:
            list(importlib.metadata.distributions(name="no-such-package-is-there", path=[folder]))
        packages = {os.path.relpath(os.path.dirname(path), os.path.realpath(folder)) for path in inside}
        for package in packages | {"."} if inside else ():  # `scipy`, where `scipy/cluster` is hidden
            finder = pkgutil.get_importer(folder if package == "." else os.path.join(folder, package))
            if finder is not None:
                finder.find_spec("no_such_module_is_there")


def _landlock(plan: Plan) -> int:
    """Read what the plan shows, write in `work`, make sockets in `ipc`; nothing else. Gives Landlock's version."""
    try:
        abi = min(landlock.version(), landlock.NEWEST)
    except OSError as problem:
        reason = os.strerror(problem.errno or errno.ENOSYS)
        raise SandboxError(f"Landlock is missing here ({reason}): see `autograder doctor`") from problem
    rules = landlock.Rules(abi)
    view = view_of(plan.readable, plan.hidden)
    for path in view.shown if plan.tier == "full" else view.parts:
        rules.allow(path, landlock.READ)
    for path in _DEVICES:
        rules.allow(path, landlock.READ_FILE | landlock.WRITE_FILE)
    for path in _OF_PROC:
        rules.allow(path, landlock.READ, follow=True, keep_open=True)
    rules.allow(str(plan.work), landlock.WRITE)
    rules.allow(str(plan.ipc), landlock.MAKE_SOCK)
    rules.obey()
    return abi
