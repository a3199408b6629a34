"""Which tier a machine gets, and what is said of one that offers too little: on machines that are made up."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import capabilities
from autograder.sandbox.capabilities import SETFCAP, SYS_ADMIN, spare_uid
from autograder.sandbox.features import Machine
from autograder.sandbox.sandbox_error import SandboxError
from autograder.sandbox.tiers import best, choose, features, missing, without_full

APPARMOR = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns"
RELEASE = "/etc/os-release"
UBUNTU = "NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n"
FEDORA = 'ID="rhel"\nID_LIKE="fedora"\n'


def raising(code: int) -> Callable[[], int]:
    """Something that fails with this error."""

    def ask() -> int:
        raise OSError(code, os.strerror(code))

    return ask


def machine(files: dict[str, str] | None = None, has: tuple[int, ...] = (), **changed: Any) -> Machine:
    """A laptop with everything, of an ordinary user, apart from what is said."""
    usual: dict[str, Any] = {
        "system": lambda: "Linux", "machine": lambda: "x86_64", "kernel": lambda: "6.8.0-41-generic",
        "read": lambda path: (files or {}).get(path, ""), "landlock": lambda: 4, "seccomp": lambda: True,
        "unshare": lambda: errno.EINVAL, "is_root": lambda: False, "has": lambda number: number in has,
    }  # fmt: skip
    return Machine(**usual | changed)


def test_a_machine_with_everything_gets_the_strongest_tier() -> None:
    """Auto takes tier full, and any tier that is typed is taken, on both kinds of processor."""
    for kind in ("x86_64", "aarch64"):
        found = features(machine(machine=lambda kind=kind: kind))
        chosen = {wanted: choose(wanted, found) for wanted in ("auto", "full", "basic", "none")}
        assert chosen == {"auto": "full", "full": "full", "basic": "basic", "none": "none"}
        assert missing("full", found) == missing("basic", found) == ""


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({APPARMOR: "1"}, "kernel.apparmor_restrict_unprivileged_userns=0"),
        ({"/proc/sys/user/max_user_namespaces": "0"}, "user.max_user_namespaces=65536"),
        ({"/proc/sys/kernel/unprivileged_userns_clone": "0"}, "kernel.unprivileged_userns_clone=1"),
    ],
    ids=["apparmor", "max_user_namespaces", "unprivileged_userns_clone"],
)
def test_a_machine_without_namespaces_gets_basic(files: dict[str, str], command: str) -> None:
    """Where a setting refuses user namespaces auto takes basic; full says which it is, and how to change it."""
    found = features(machine(files))
    assert choose("auto", found) == choose("basic", found) == best(found) == "basic"
    with pytest.raises(SandboxError) as raised:
        choose("full", found)
    assert str(raised.value).endswith(f"Mend it: sudo sysctl {command}")
    assert "\n" not in str(raised.value)
    assert choose("full", features(machine(files, has=(SYS_ADMIN,), is_root=lambda: True))) == "full"


def test_a_container_that_refuses_namespaces_gets_basic() -> None:
    """A container that filters `unshare`, or whose root may not map itself, offers basic and names its options."""
    filtered = features(machine(unshare=lambda: errno.EPERM))
    poor_root = features(machine(is_root=lambda: True))
    for found in (filtered, poor_root):
        assert choose("auto", found) == "basic"
        assert "docker run --security-opt seccomp=unconfined" in missing("full", found)
    assert choose("auto", features(machine(is_root=lambda: True, has=(SETFCAP,)))) == "full"


def test_apparmor_lets_a_named_profile_through() -> None:
    """A process with an AppArmor profile of its own may be allowed namespaces: that shows when it tries."""
    files = {APPARMOR: "1", "/proc/self/attr/current": "jupyter (enforce)"}
    assert choose("auto", features(machine(files))) == "full"


def test_a_tier_that_failed_when_tried_is_not_taken_again() -> None:
    """After tier full was refused in earnest auto takes basic, and full repeats what the system said."""
    found = without_full(features(machine()), "this machine refuses mounts")
    assert choose("auto", found) == "basic"
    with pytest.raises(SandboxError, match="refuses mounts"):
        choose("full", found)


@pytest.mark.parametrize(
    ("changed", "files", "words"),
    [
        ({"kernel": "5.4.0-150-generic", "landlock": raising(errno.ENOSYS)}, {RELEASE: UBUNTU}, "do-release-upgrade"),
        ({"kernel": "4.18.0-500.el8", "landlock": raising(errno.ENOSYS)}, {RELEASE: FEDORA}, "upgrade to Linux 5.13"),
        ({"landlock": raising(errno.EOPNOTSUPP)}, {RELEASE: UBUNTU}, "update-grub"),
        ({"landlock": raising(errno.EOPNOTSUPP)}, {RELEASE: FEDORA}, "sudo grubby"),
        ({"landlock": raising(errno.EPERM)}, {}, "docker run --security-opt seccomp=unconfined"),
        ({"landlock": raising(errno.ENOSYS)}, {"/proc/self/status": "Name:\tx\nSeccomp:\t2\n"}, "docker run"),
        ({"landlock": raising(errno.ENOSYS)}, {}, "built without it"),
        ({"seccomp": False}, {}, "seccomp is missing"),
        ({"seccomp": False}, {"/proc/self/status": "Name:\tx\nSeccomp:\t2\n"}, "docker run"),
        ({"seccomp": False, "kernel": "5.15.0-Microsoft"}, {}, "wsl --set-version"),
        ({"machine": "riscv64"}, {}, "riscv64"),
        ({"system": "Darwin", "machine": "arm64"}, {}, "macOS. Grade in a container: docker run"),
        ({"system": "Windows", "machine": "AMD64"}, {}, "wsl --install"),
    ],
)  # fmt: skip
def test_below_the_minimum_one_line_says_what_to_do(changed: dict[str, Any], files: dict[str, str], words: str) -> None:
    """Where there is no sandbox each tier is refused in one line with one command; none is taken only when typed."""
    asked = {name: value if callable(value) else lambda value=value: value for name, value in changed.items()}
    found = features(machine(files, **asked))
    for wanted in ("auto", "full", "basic"):
        with pytest.raises(SandboxError) as raised:
            choose(wanted, found)
        assert words in str(raised.value)
        assert "\n" not in str(raised.value)
    assert choose("none", found) == best(found) == "none"


# Filters its own system calls as a container's runtime does, and then looks and chooses.
_IN_CONTAINER = """
import errno, json, sys, types
package = types.ModuleType("autograder")
package.__path__ = [sys.argv[1]]
sys.modules["autograder"] = package
from autograder.sandbox import bpf, seccomp, syscalls, tiers
here = syscalls.this_architecture()
rules = [bpf.if_equal(here.number(name), [bpf.give(seccomp.refuse(errno.EPERM))]) for name in sys.argv[2:]]
syscalls.prctl(38, 1)
seccomp.install([bpf.load(0), *sum(rules, []), bpf.give(seccomp.ALLOW)])
found = tiers.features()
print(json.dumps([found.filtered, tiers.best(found), tiers.missing("full", found)]))
"""


@pytest.mark.parametrize(
    ("refused", "tier", "words"),
    [
        (["unshare"], "basic", "this container allows no namespaces"),
        (["landlock_create_ruleset"], "none", "Landlock is missing: this container does not let it through"),
        (["seccomp"], "none", "seccomp is missing: this container does not let it through"),
    ],
    ids=["unshare", "landlock", "seccomp"],
)
def test_a_filtered_machine_is_seen_as_it_is(refused: list[str], tier: str, words: str) -> None:
    """On this very machine, with system calls filtered as in a container, the best tier and what mends it are found."""
    if best(features()) == "none":
        pytest.skip("only on machines that offer a sandbox")
    package = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-c", _IN_CONTAINER, package, *refused], check=True, capture_output=True, text=True
    )  # fmt: skip
    filtered, found, problem = json.loads(done.stdout)
    assert (filtered, found) == (True, tier)
    assert words in problem
    assert "Mend it: docker run --security-opt seccomp=unconfined" in problem


def test_a_tier_that_does_not_exist_is_refused() -> None:
    """A misspelt tier is named together with those that exist, rather than taken for a weaker one."""
    with pytest.raises(SandboxError, match="there is no tier ful: choose among auto, full, basic, none"):
        choose("ful", features(machine()))


def test_looking_at_this_machine_changes_nothing() -> None:
    """Looking at what this machine offers leaves the process in its namespaces, with its user and its capabilities."""
    if sys.platform != "linux":
        pytest.skip("only on Linux")
    kinds = ("user", "mnt", "pid", "net", "ipc")
    before = [os.readlink(f"/proc/self/ns/{kind}") for kind in kinds], os.getuid(), capabilities.held()
    found = features()
    assert ([os.readlink(f"/proc/self/ns/{kind}") for kind in kinds], os.getuid(), capabilities.held()) == before
    assert found.system == "Linux"
    assert found == features()


def test_each_kernel_of_root_is_a_user_of_its_own() -> None:
    """Two pids give two users, high ones where all exist, existing ones in a container; one user alone gives none."""
    everybody, container, alone = "0 0 4294967295", "0 1000 1\n1 100000 65536", "0 1000 1"
    assert spare_uid(1, everybody) != spare_uid(2, everybody)
    assert spare_uid(2**22, everybody) == 0x70000000 + 2**22
    users = {spare_uid(pid, container) for pid in range(1000)}
    assert len(users) == 1000
    assert all(user is not None and 1000 < user <= 65536 for user in users)
    assert spare_uid(7, alone) is None
