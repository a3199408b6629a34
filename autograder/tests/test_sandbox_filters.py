"""The filters for system calls, decided here by a small interpreter: for both architectures, on any machine."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from autograder.sandbox import allowed_calls, bpf, seccomp
from autograder.sandbox.seccomp import ALLOW, KILL, Situation, refuse, sealing_filter, starting_filter
from autograder.sandbox.syscalls import AARCH64, NUMBERS, X86_64, Architecture, system_call, this_architecture

PID, OTHER = 4711, 4712
THREAD = 0x3D0F00  # the flags with which the C library starts a thread
FORK, VFORK, NEW_USER = 17, 0x4111, 0x10000000
LISTS = ("ALLOWED", "FORBIDDEN", "UNSUPPORTED", "FILE_STATUS", "UNKNOWN", "WITHOUT_EFFECT", "JUDGED")
LONGEST = 4096  # instructions, BPF_MAXINSNS
BOTH = pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=lambda found: found.name)

EPERM, ENOSYS, EOPNOTSUPP = (refuse(code) for code in (errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP))


def decide(program: tuple[bpf.Instruction, ...], number: int, arguments: tuple[int, ...] = (), audit: int = 0) -> int:
    """Run a filter on one call, as the kernel would."""
    words = [number & 0xFFFFFFFF, audit, 0, 0]
    for value in (*arguments, *[0] * 6)[:6]:
        words += [value & 0xFFFFFFFF, value >> 32 & 0xFFFFFFFF]
    held, at = 0, 0
    while True:
        step = program[at]
        at += 1
        if step.code == bpf.RETURN:
            return step.value
        if step.code == bpf.LOAD:
            held = words[step.value // 4]
        elif step.code == bpf.AND:
            held &= step.value
        else:
            assert step.code in (bpf.JUMP_IF_EQUAL, bpf.JUMP_IF_AT_LEAST)
            holds = held == step.value if step.code == bpf.JUMP_IF_EQUAL else held >= step.value
            at += step.if_true if holds else step.if_false


def answer(architecture: Architecture, name: str, *arguments: int, sealed: bool = False, **situation: bool) -> int:
    """Give what becomes of a call, by the strictest of the filters that are in force."""
    number = architecture.number(name)
    assert number is not None, name
    usual = {"files_are_its_own": False, "truncation_is_watched": True}
    first = starting_filter(architecture, Situation(PID, **usual | situation))
    found = decide(first, number, arguments, architecture.audit)
    if sealed and (second := decide(sealing_filter(architecture), number, arguments, architecture.audit)) != ALLOW:
        return second
    return found


@BOTH
def test_threads_and_nothing_else_can_be_cloned(architecture: Architecture) -> None:
    """A thread starts; a fork, a vfork and a thread in a new namespace do not, and clone3 is unknown."""
    assert answer(architecture, "clone", THREAD) == ALLOW
    for flags in (FORK, VFORK, 0, THREAD | NEW_USER, THREAD & ~0x10000, THREAD & ~0x100, THREAD | 0x4000):
        assert answer(architecture, "clone", flags) == EPERM
    assert answer(architecture, "clone3") == ENOSYS


@BOTH
def test_signals_reach_the_process_itself_only(architecture: Architecture) -> None:
    """A process may signal itself and its threads, and nobody else: no group, not everybody, no other pid."""
    assert answer(architecture, "kill", PID, 2) == ALLOW
    assert answer(architecture, "tgkill", PID, OTHER, 2) == ALLOW
    for pid in (OTHER, 0, -1, -PID, 1):
        assert answer(architecture, "kill", pid, 9) == EPERM
        assert answer(architecture, "tgkill", pid, pid, 9) == EPERM
    for name in ("tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_send_signal"):
        assert answer(architecture, name, PID, 9) == EPERM


@BOTH
@pytest.mark.parametrize("sealed", [False, True])
def test_sockets_exist_only_while_the_kernel_starts(architecture: Architecture, sealed: bool) -> None:
    """Unix sockets can be made, bound and listened on until the seal; other kinds never; pairs and accepting always."""
    for name in ("bind", "connect", "listen"):
        assert answer(architecture, name, 5, sealed=sealed) == (EOPNOTSUPP if sealed else ALLOW)
    assert answer(architecture, "socket", 1, 1, 0, sealed=sealed) == (EOPNOTSUPP if sealed else ALLOW)
    for family in (0, 2, 10, 16, 17, 40):
        assert answer(architecture, "socket", family, 1, 0, sealed=sealed) == EOPNOTSUPP
        assert answer(architecture, "socketpair", family, 1, 0, sealed=sealed) == EOPNOTSUPP
    assert answer(architecture, "socketpair", 1, 1, 0, sealed=sealed) == ALLOW
    assert answer(architecture, "accept4", 5, sealed=sealed) == ALLOW


@BOTH
def test_nothing_is_sent_to_an_address(architecture: Architecture) -> None:
    """Sending on a connected socket is allowed; sending to an address is not, wherever in memory it lies."""
    assert answer(architecture, "sendto", 5, 1 << 40, 3, 0, 0, 0) == ALLOW
    for address in (1, 1 << 12, 1 << 32, 0x7FFF_0000_0000):
        assert answer(architecture, "sendto", 5, 0, 3, 0, address, 16) == EOPNOTSUPP
    assert answer(architecture, "sendto", 5, 0, 3, 0x4000) == ALLOW
    assert answer(architecture, "sendto", 5, 0, 3, 0x4001) == EOPNOTSUPP  # out of band
    assert answer(architecture, "sendmsg", 5) == EPERM


@BOTH
def test_the_filter_is_closed_by_the_seal(architecture: Architecture) -> None:
    """The second filter can be installed, and no third one."""
    assert answer(architecture, "seccomp", 1) == ALLOW
    assert answer(architecture, "seccomp", 1, sealed=True) == EPERM
    assert answer(architecture, "prctl", 22, 2) == EPERM


@BOTH
def test_calls_of_another_table_end_the_process(architecture: Architecture) -> None:
    """A call through the table of another architecture ends the process, under both filters."""
    other = X86_64 if architecture is AARCH64 else AARCH64
    for audit in (other.audit, 0x40000003, 0):  # 32-bit x86 among them
        for program in (starting_filter(architecture, Situation(PID, True, True)), sealing_filter(architecture)):
            assert decide(program, architecture.number("read") or 0, (), audit) == KILL


def test_calls_of_the_x32_table_do_not_exist() -> None:
    """A number with the bit of x32 is unknown, also that of a call that is allowed without the bit."""
    program = starting_filter(X86_64, Situation(PID, True, True))
    for name in ("read", "getpid", "clone", "ptrace"):
        number = X86_64.number(name)
        assert number is not None
        assert decide(program, number | seccomp.X32, (THREAD,), X86_64.audit) == ENOSYS
    assert decide(program, -1, (), X86_64.audit) == ENOSYS


@BOTH
def test_files_cannot_be_emptied_in_passing(architecture: Architecture) -> None:
    """Opening for reading with "empty it first" is refused: early versions of Landlock take it for reading."""
    read, write, both, create, truncate = 0, 1, 2, 0o100, 0o1000
    for flags in (read, write, both, write | create | truncate, both | truncate, 0o2000000, 0o10000000):
        assert answer(architecture, "openat", -100, 0, flags) == ALLOW
    for flags in (truncate, truncate | create, truncate | 3):
        assert answer(architecture, "openat", -100, 0, flags) == EPERM
    if architecture is X86_64:
        assert answer(architecture, "open", 0, truncate) == EPERM
        assert answer(architecture, "open", 0, write | truncate) == ALLOW
    assert answer(architecture, "openat2") == ENOSYS
    assert answer(architecture, "truncate", truncation_is_watched=False) == EPERM
    assert answer(architecture, "truncate", truncation_is_watched=False, files_are_its_own=True) == ALLOW
    assert answer(architecture, "truncate") == ALLOW


@BOTH
def test_modes_and_times_of_files_are_left_alone(architecture: Architecture) -> None:
    """Where the instructor's files are in reach, changing their mode or times does nothing, and says that it worked."""
    for name in ("fchmod", "fchmodat", "fchownat", "utimensat"):
        assert answer(architecture, name) == refuse(0)
        assert answer(architecture, name, files_are_its_own=True) == ALLOW
    assert answer(architecture, "fsetxattr") == EOPNOTSUPP


@BOTH
def test_arguments_that_reach_others_are_refused(architecture: Architecture) -> None:
    """Owners and leases of files, bigger pipes, terminals, limits and processors of others, and what a process is."""
    for number in (3, 5, 1030):  # flags, who has a lock, a duplicate
        assert answer(architecture, "fcntl", 3, number) == ALLOW
    for number in (6, 7):  # locks, which would take memory without bound
        assert answer(architecture, "fcntl", 3, number) == refuse(0)
    for number in (8, 10, 15, 37, 1024, 1026, 1031, 1033):  # owner, signal, locks, lease, notices, pipe size, seals
        assert answer(architecture, "fcntl", 3, number, PID) == EPERM
    assert answer(architecture, "ioctl", 0, 0x5401) == ALLOW
    for number in (0x5412, 0x541C, 0x40049409, 0x40086602):  # TIOCSTI, TIOCLINUX, FICLONE, FS_IOC_SETFLAGS
        assert answer(architecture, "ioctl", 0, number) == EOPNOTSUPP
    for name in ("prlimit64", "sched_setaffinity"):
        assert [answer(architecture, name, pid) for pid in (0, PID, OTHER, 1)] == [ALLOW, ALLOW, EPERM, EPERM]
    assert [answer(architecture, "setpriority", 0, pid) for pid in (0, PID, OTHER)] == [ALLOW, ALLOW, EPERM]
    assert answer(architecture, "setpriority", 2, 0) == EPERM
    assert [answer(architecture, "prctl", option) for option in (15, 1, 4, 35, 59)] == [ALLOW, *[EPERM] * 4]
    assert answer(architecture, "setsockopt", 3, 1, 26) == refuse(errno.ENOPROTOOPT)  # SO_ATTACH_FILTER
    assert answer(architecture, "sched_setscheduler", OTHER, 1) == refuse(0)  # what libzmq insists on; it does nothing


@BOTH
def test_every_known_call_gets_the_answer_of_its_list(architecture: Architecture) -> None:
    """Allowed calls pass and forbidden ones do not, before the seal and after it; a number in no list is unknown."""
    for name in NUMBERS:
        if architecture.number(name) is None:
            continue
        for sealed in (False, True):
            if name in allowed_calls.ALLOWED:
                assert answer(architecture, name, sealed=sealed) == ALLOW, name
            if name in allowed_calls.FORBIDDEN:
                assert answer(architecture, name, sealed=sealed) == EPERM, name
    listed = {architecture.number(name) for name in NUMBERS}
    program = starting_filter(architecture, Situation(PID, True, True))
    for number in set(range(600)) - listed:
        assert decide(program, number, (), architecture.audit) == ENOSYS, number


@BOTH
def test_filters_are_short_enough_and_never_jump_out(architecture: Architecture) -> None:
    """The kernel takes at most 4,096 instructions, jumps of one byte that stay inside, and a return at the end."""
    for program in (starting_filter(architecture, Situation(PID, True, False)), sealing_filter(architecture)):
        assert len(program) <= LONGEST
        assert program[-1].code == bpf.RETURN
        for at, step in enumerate(program):
            assert max(step.if_true, step.if_false) < 256
            assert at + 1 + max(step.if_true, step.if_false) < len(program) or step.code == bpf.RETURN
        assert len(bpf.to_bytes(program)) == 8 * len(program)


def test_a_call_is_in_one_list_and_has_a_number() -> None:
    """No call is named twice, and each has a number on one architecture at least; no two calls share one."""
    named = [name for found in LISTS for name in getattr(allowed_calls, found)]
    assert sorted(named) == sorted(NUMBERS)
    for architecture in (X86_64, AARCH64):
        numbers = [number for name in NUMBERS if (number := architecture.number(name)) is not None]
        assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("architecture", "header"),
    [(X86_64, "x86_64-linux-gnu/asm/unistd_64.h"), (AARCH64, "asm-generic/unistd.h")],
    ids=["x86_64", "aarch64"],
)
def test_numbers_are_those_of_the_system(architecture: Architecture, header: str) -> None:
    """The numbers agree with the headers of the system, and what has none here has none there."""
    path = Path("/usr/include", header)
    if not path.exists():
        pytest.skip(f"only on machines with {header}")
    found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", path.read_text())
    theirs = {{"fstatat": "newfstatat"}.get(name, name): int(number) for name, number in found}
    newest = max(theirs.values())
    for name in NUMBERS:
        number = architecture.number(name)
        if number is None:
            assert name not in theirs, name
        elif number <= newest:
            assert theirs[name] == number, name


def test_a_failed_call_says_which_and_why() -> None:
    """A system call that fails raises OSError with the system's number and both words."""
    if this_architecture() is None or not Path("/proc").exists():
        pytest.skip("only on Linux, on x86_64 and aarch64")
    with pytest.raises(OSError, match="chdir: No such file") as raised:
        system_call("chdir", "/no/such/folder")
    assert raised.value.errno == errno.ENOENT
    assert this_architecture("riscv64") is None
