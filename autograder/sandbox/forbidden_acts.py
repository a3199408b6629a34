"""Tries what no student may do, from inside a sandbox: each act must fail, or grading does not begin."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import mmap
import os
import resource
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

from autograder.sandbox import limits
from autograder.sandbox.plan import Plan
from autograder.sandbox.syscalls import system_call

HOME = os.path.expanduser("~")  # asked before anything is hidden
_REFUSALS = {errno.EPERM, errno.EACCES, errno.EROFS, errno.EOPNOTSUPP, errno.ENOSYS}
_GONE = {errno.ENOENT, errno.ENOTDIR}
_SEIZE = 0x4206  # PTRACE_SEIZE
_PRIVATE_SEGMENT, _NEW_SEGMENT = 0, 0o1600  # IPC_PRIVATE; IPC_CREAT, readable and writable for its owner


class Succeeded(Exception):
    """A forbidden act was possible; the text says which part of it."""


def try_forbidden_acts(plan: Plan) -> list[dict[str, Any]]:
    """Try everything, in a process that has called `confine` and `seal` and is thrown away afterwards.

    Gives for each act its name, whether the sandbox held, and in a few words what the system said.
    """
    acts: dict[str, Callable[[Plan], None]] = dict(_ACTS)
    if plan.hidden:
        acts["list what is hidden"] = _list_hidden
    if plan.tier == "none" or limits.threads_are_bounded(plan.tier == "full"):
        acts["start too many threads"] = _start_threads
    return [_try(name, act, plan) for name, act in acts.items()]


def _try(name: str, act: Callable[[Plan], None], plan: Plan) -> dict[str, Any]:
    try:
        act(plan)
    except Succeeded as found:
        return {"name": name, "held": False, "detail": str(found)}
    except Exception as problem:  # an act that failed in a way not thought of shows nothing
        return {"name": name, "held": False, "detail": f"unclear: {type(problem).__name__}: {problem}"}
    return {"name": name, "held": True, "detail": "refused"}


@contextlib.contextmanager
def _must_fail(what: str, *, gone: bool = False, also: tuple[int, ...] = ()) -> Iterator[None]:
    """Expect the system to refuse; with `gone` it is as well that what is asked for is not there."""
    expected = _REFUSALS | (_GONE if gone else set()) | set(also)
    try:
        yield
    except MemoryError:
        return
    except OSError as problem:
        if problem.errno in expected:
            return
        raise Succeeded(f"{what}: got as far as {problem.strerror}") from problem
    raise Succeeded(what)


def _read_outside(plan: Plan) -> None:
    for folder in dict.fromkeys(("/", HOME, os.path.dirname(plan.folder))):
        with _must_fail(f"listed {folder}", gone=True):
            os.listdir(folder)
    for path in ("/etc/passwd", "/proc/1/environ" if os.getpid() != 1 else "/proc/2/environ"):
        with _must_fail(f"opened {path}", gone=True), open(path, "rb"):
            pass


def _list_hidden(plan: Plan) -> None:
    for path in plan.hidden:
        if os.path.isfile(path):
            with _must_fail(f"read {path}", gone=True), open(path, "rb") as stream:
                if not stream.read(1):
                    raise OSError(errno.ENOENT, "empty")
        else:
            with _must_fail(f"listed {path}", gone=True):
                if not os.listdir(path):
                    raise OSError(errno.ENOENT, "empty")


def _write_outside(plan: Plan) -> None:
    for folder in ("/tmp", "/var/tmp", "/dev/shm", HOME, plan.folder, str(plan.ipc)):
        path = os.path.join(folder, f"forbidden-{os.getpid()}")
        with _must_fail(f"wrote {path}", gone=True):
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            os.unlink(path)


def _connect(plan: Plan) -> None:
    nobody = os.path.join(plan.folder, "nobody")
    for family, address in ((socket.AF_INET, ("127.0.0.1", 9)), (socket.AF_UNIX, nobody)):
        with _must_fail(f"connected by {family.name}"), socket.socket(family, socket.SOCK_STREAM) as client:
            client.connect(address)
    pair = socket.socketpair(type=socket.SOCK_DGRAM)
    with _must_fail("sent to an address"):
        pair[0].sendto(b"x", nobody)
    for end in pair:
        end.close()


def _fork(plan: Plan) -> None:
    with _must_fail("forked"):
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)


def _exec(plan: Plan) -> None:
    with _must_fail("was let through to run a program"):
        os.execv(os.path.join(plan.folder, "nothing"), ["nothing"])


def _other_memory(plan: Plan) -> None:
    with _must_fail("traced a process"):
        system_call("ptrace", _SEIZE, 0, 0, 0)
    secret, copy = ctypes.create_string_buffer(b"secret"), ctypes.create_string_buffer(8)
    theirs, ours = _Vector(ctypes.addressof(secret), 6), _Vector(ctypes.addressof(copy), 6)
    with _must_fail("read a process's memory"):
        system_call("process_vm_readv", os.getpid(), ours, 1, theirs, 1, 0)
    with _must_fail("opened a process's memory", gone=True), open(f"/proc/{os.getppid()}/mem", "rb"):
        pass


class _Vector(ctypes.Structure):
    """`struct iovec`."""

    _fields_ = [("start", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def _mount(plan: Plan) -> None:
    with _must_fail("mounted a folder"):
        system_call("mount", "tmpfs", str(plan.work), "tmpfs", 0, None)
        system_call("umount2", str(plan.work), 2)
    with _must_fail("was let through to leave its namespaces"):
        system_call("unshare", 0)


def _see_processes(plan: Plan) -> None:
    with _must_fail("saw other processes", gone=True):
        if all(name == str(os.getpid()) for name in os.listdir("/proc") if name.isdigit()):
            raise OSError(errno.EPERM, "nobody else")


def _signal_processes(plan: Plan) -> None:
    for pid in (-1, 0, os.getppid() or 0):
        with _must_fail(f"could signal {pid}"):
            os.kill(pid, 0)


def _too_much_memory(plan: Plan) -> None:
    over = plan.bounds.memory_bytes
    with _must_fail("mapped private memory past the bound", also=(errno.ENOMEM,)):
        mmap.mmap(-1, over, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    with _must_fail("mapped shared memory past the bound", also=(errno.ENOMEM,)):
        mmap.mmap(-1, over + 2 * limits.SPARE_ADDRESSES, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS).close()
    with _must_fail("made a file in memory"):
        os.close(os.memfd_create("forbidden"))
    with _must_fail("made a shared segment"):
        segment = system_call("shmget", _PRIVATE_SEGMENT, mmap.PAGESIZE, _NEW_SEGMENT)
        system_call("shmctl", segment, 0, None)


def _fill_disk(plan: Plan) -> None:
    path = os.path.join(plan.work, f"forbidden-{os.getpid()}")
    with open(path, "wb") as stream, contextlib.ExitStack() as cleaning:
        cleaning.callback(os.unlink, path)
        with _must_fail("wrote past the disk bound", also=(errno.ENOSPC, errno.EFBIG)):
            os.posix_fallocate(stream.fileno(), 0, plan.bounds.disk_bytes + mmap.PAGESIZE)


def _raise_limits(plan: Plan) -> None:
    for name in ("RLIMIT_DATA", "RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE"):
        try:
            resource.setrlimit(getattr(resource, name), (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (ValueError, OSError):
            continue
        raise Succeeded(f"raised {name}")


def _keep_folders(plan: Plan) -> None:
    for number in range(plan.bounds.open_files):
        with contextlib.suppress(OSError):
            os.listdir(number)
            raise Succeeded(f"descriptor {number} is an open folder")


def _start_threads(plan: Plan) -> None:
    release, started = threading.Event(), []
    before = threading.stack_size(64 * 1024)
    try:
        for _ in range(plan.bounds.threads + 2):
            thread = threading.Thread(target=release.wait, daemon=True)
            thread.start()
            started.append(thread)
    except RuntimeError:
        return
    finally:
        threading.stack_size(before)
        release.set()
        for thread in started:
            thread.join()
    raise Succeeded(f"started {len(started)} threads")


_ACTS: dict[str, Callable[[Plan], None]] = {
    "read files outside": _read_outside,
    "write files outside": _write_outside,
    "use a folder left open": _keep_folders,
    "connect to somebody": _connect,
    "fork": _fork,
    "run a program": _exec,
    "look into another process's memory": _other_memory,
    "mount something": _mount,
    "see other processes": _see_processes,
    "signal other processes": _signal_processes,
    "take too much memory": _too_much_memory,
    "fill the disk": _fill_disk,
    "raise its limits": _raise_limits,
}
