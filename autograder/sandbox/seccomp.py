"""Decides which system calls a sandboxed kernel may make: two filters, one for the start and one for student code."""

from __future__ import annotations

import ctypes
import errno
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.sandbox import allowed_calls as calls
from autograder.sandbox import bpf
from autograder.sandbox.syscalls import Architecture, system_call

ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000  # SECCOMP_RET_*; REFUSE carries an error number
X32 = 0x40000000  # calls of the x32 table carry this bit
SET_FILTER, ALL_THREADS = 1, 1  # SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data

_AF_UNIX = 1
_THREAD, _NOT_A_THREAD = 0x10100, 0x7E02E000  # CLONE_VM and CLONE_THREAD; a traced or suspended parent, namespaces
_TRUNCATE = 0o1000  # O_TRUNC
# Names, no new privileges, the end with the parent (asked), and the filter itself: PR_* of linux/prctl.h.
_PRCTL = (2, 3, 15, 16, 21, 23, 38, 39, 0x53564D41)
# Duplicates, flags, who has a lock, the size of a pipe: F_* of linux/fcntl.h. No owner, signal, lease or bigger pipe.
_FCNTL = (0, 1, 2, 3, 4, 5, 1030, 1032, 1034)
# Locks of parts of a file: a process never shuts itself out with them, and each takes memory that no limit counts.
_FCNTL_LOCKS = (6, 7)
# What terminals answer, bytes that wait, blocking, closing on exec: *IO* of asm-generic/ioctls.h.
_IOCTL = (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
_SOL_SOCKET, _SOCKET_OPTIONS = 1, (2, 9, 13, 15, 20, 21, 66, 67)  # SO_REUSEADDR, KEEPALIVE, LINGER, time limits


@dataclass(frozen=True)
class Situation:
    """What the first filter depends on: the process, and what else watches its files.

    `files_are_its_own`: only files of the sandbox can be written to at all (a new root that is read-only elsewhere).
    `truncation_is_watched`: Landlock watches `truncate` too (version 3).
    """

    pid: int
    files_are_its_own: bool
    truncation_is_watched: bool


@dataclass(frozen=True)
class Check:
    """One word of the arguments must, under a mask, be among some values; `word` counts 32 bits, low ones first.

    At one of the `ignored` values the call does nothing, and succeeds.
    """

    word: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF
    ignored: tuple[int, ...] = ()


def refuse(code: int) -> int:
    """The answer that makes a call fail with this error number; 0 makes it do nothing, and succeed."""
    return REFUSE | code


@functools.lru_cache(maxsize=4)
def starting_filter(architecture: Architecture, situation: Situation) -> tuple[bpf.Instruction, ...]:
    """The first filter: for the start of the kernel, which still binds its sockets, and ever after."""
    program = [*_same_architecture(architecture), bpf.load(_NUMBER)]
    program += bpf.if_at_least(X32, [bpf.give(refuse(errno.ENOSYS))])
    for name, (checks, code) in _judged(situation.pid).items():
        program += _rule(architecture, name, [*_checked(checks, refuse(code))])
    truncates = situation.files_are_its_own or situation.truncation_is_watched
    program += _plain_rules(architecture, situation.files_are_its_own, truncates)
    return (*program, bpf.give(refuse(errno.ENOSYS)))


@functools.lru_cache(maxsize=1)
def sealing_filter(architecture: Architecture) -> tuple[bpf.Instruction, ...]:
    """The second filter, once the sockets are bound: no new socket, no new address, no further filter."""
    no_sockets = dict.fromkeys(("socket", "bind", "connect", "listen"), refuse(errno.EOPNOTSUPP))
    refused = no_sockets | {"seccomp": refuse(errno.EPERM)}
    return (*_same_architecture(architecture), bpf.load(_NUMBER), *_rules(architecture, refused), bpf.give(ALLOW))


def install(program: Sequence[bpf.Instruction], all_threads: bool = False) -> None:
    """Judge this thread's calls by a filter from now on, or those of all threads. Raises OSError."""
    packed = bpf.to_bytes(program)
    held = ctypes.create_string_buffer(packed, len(packed))
    described = _Program(len(program), ctypes.addressof(held))
    failed = system_call("seccomp", SET_FILTER, ALL_THREADS if all_threads else 0, described)
    if failed:
        raise OSError(errno.ESRCH, f"seccomp: thread {failed} has another filter")


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def _judged(pid: int) -> Mapping[str, tuple[tuple[Check, ...], int]]:
    """The calls that depend on their arguments: all checks must hold, else the call fails with the error number."""
    itself = (0, pid)
    # Opening for reading, with "empty it first": older versions of Landlock take that for reading alone.
    opening = (0, 1, 2, 3, _TRUNCATE | 1, _TRUNCATE | 2)
    unix, nowhere = Check(0, (_AF_UNIX,)), (Check(8, (0,)), Check(9, (0,)))  # a null pointer instead of an address
    in_band = Check(6, (0,), 1)  # MSG_OOB: nobody needs it, and the kernel has had trouble with it
    return {
        "open": ((Check(2, opening, _TRUNCATE | 3),), errno.EPERM),
        "openat": ((Check(4, opening, _TRUNCATE | 3),), errno.EPERM),
        "clone": ((Check(0, (_THREAD,), _THREAD | _NOT_A_THREAD),), errno.EPERM),
        "kill": ((Check(0, (pid,)),), errno.EPERM),
        "tgkill": ((Check(0, (pid,)),), errno.EPERM),
        "prctl": ((Check(0, _PRCTL),), errno.EPERM),
        "fcntl": ((Check(2, _FCNTL, ignored=_FCNTL_LOCKS),), errno.EPERM),
        "ioctl": ((Check(2, _IOCTL),), errno.EOPNOTSUPP),
        "setsockopt": ((Check(2, (_SOL_SOCKET,)), Check(4, _SOCKET_OPTIONS)), errno.ENOPROTOOPT),
        "sendto": ((*nowhere, in_band), errno.EOPNOTSUPP),
        "socket": ((unix,), errno.EOPNOTSUPP),
        "socketpair": ((unix,), errno.EOPNOTSUPP),
        "prlimit64": ((Check(0, itself),), errno.EPERM),
        "sched_setaffinity": ((Check(0, itself),), errno.EPERM),
        "setpriority": ((Check(0, (0,)), Check(2, itself)), errno.EPERM),
    }


@functools.lru_cache(maxsize=4)
def _plain_rules(architecture: Architecture, changes_status: bool, truncates: bool) -> list[bpf.Instruction]:
    """The calls that do not depend on their arguments."""
    answers = dict.fromkeys((*calls.ALLOWED, "bind", "connect", "listen", "seccomp"), ALLOW)
    answers |= dict.fromkeys(calls.FORBIDDEN, refuse(errno.EPERM))
    answers |= dict.fromkeys(calls.UNSUPPORTED, refuse(errno.EOPNOTSUPP))
    answers |= dict.fromkeys(calls.UNKNOWN, refuse(errno.ENOSYS))
    answers |= dict.fromkeys(calls.WITHOUT_EFFECT, refuse(0))
    answers |= dict.fromkeys(calls.FILE_STATUS, ALLOW if changes_status else refuse(0))
    answers["truncate"] = ALLOW if truncates else refuse(errno.EPERM)
    return _rules(architecture, answers)


def _same_architecture(architecture: Architecture) -> list[bpf.Instruction]:
    """End the process at a call through another architecture's table, whose numbers mean other calls."""
    return [bpf.load(_ARCHITECTURE), *bpf.unless_among([architecture.audit], [bpf.give(KILL)])]


def _checked(checks: Iterable[Check], otherwise: int) -> Iterable[bpf.Instruction]:
    """Allow a call when all checks hold."""
    for check in checks:
        yield bpf.load(_ARGUMENTS + 4 * check.word)
        if check.mask != 0xFFFFFFFF:
            yield bpf.keep_bits(check.mask)
        for value in check.ignored:
            yield from bpf.if_equal(value, [bpf.give(refuse(0))])
        yield from bpf.unless_among(check.values, [bpf.give(otherwise)])
    yield bpf.give(ALLOW)


def _rules(architecture: Architecture, answers: Mapping[str, int]) -> list[bpf.Instruction]:
    """One answer for each call, whatever its arguments."""
    return [step for name in sorted(answers) for step in _rule(architecture, name, [bpf.give(answers[name])])]


def _rule(architecture: Architecture, name: str, block: list[bpf.Instruction]) -> list[bpf.Instruction]:
    """What to do at this call; nothing where the architecture does not have it."""
    number = architecture.number(name)
    return [] if number is None else bpf.if_equal(number, block)
