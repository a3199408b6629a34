"""Chooses how strong a sandbox is, and says in one line what is missing and what mends it."""

from __future__ import annotations

import dataclasses
import errno

from autograder.sandbox.features import Features, Machine, features
from autograder.sandbox.plan import TIERS
from autograder.sandbox.sandbox_error import SandboxError

__all__ = ["Features", "Machine", "best", "choose", "features", "missing", "without_full"]

OLDEST_KERNEL = (5, 13)
_CONTAINER = "docker run --security-opt seccomp=unconfined"
_LSM = "lsm=landlock,lockdown,yama,integrity,apparmor,bpf"
_NAMESPACES = {
    "max_user_namespaces": (
        "this machine allows no user namespaces (user.max_user_namespaces=0)",
        "sudo sysctl user.max_user_namespaces=65536",
    ),
    "unprivileged_userns_clone": (
        "this machine allows user namespaces to root only (kernel.unprivileged_userns_clone=0)",
        "sudo sysctl kernel.unprivileged_userns_clone=1",
    ),
    "apparmor": (
        "AppArmor refuses user namespaces (kernel.apparmor_restrict_unprivileged_userns=1)",
        "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0",
    ),
    "container": (
        "this container allows no namespaces",
        f"{_CONTAINER} --security-opt apparmor=unconfined --security-opt systempaths=unconfined",
    ),
}  # fmt: skip


def choose(wanted: str, found: Features) -> str:
    """Give the tier to grade in: the one that is wanted, or with "auto" the better of full and basic; none when typed.

    Raises SandboxError when the machine does not offer it: what is missing, and the command that mends it.
    """
    if wanted not in ("auto", *TIERS):
        raise SandboxError(f"there is no tier {wanted}: choose among auto, {', '.join(TIERS)}")
    if wanted == "none":
        return "none"
    if problem := missing("basic", found):
        raise SandboxError(problem)
    if wanted == "full" and (problem := missing("full", found)):
        raise SandboxError(problem)
    return best(found) if wanted == "auto" else wanted


def best(found: Features) -> str:
    """Give the strongest tier that a machine offers; none where it offers no sandbox."""
    return next(tier for tier in TIERS if not missing(tier, found))


def missing(tier: str, found: Features) -> str:
    """Say what a machine lacks for a tier, and the one command that mends it; nothing when it has everything."""
    if tier == "none":
        return ""
    problem = _no_linux(found) or _no_landlock(found) or _no_seccomp(found)
    if problem or tier == "basic" or not found.namespaces:
        return problem
    words = _NAMESPACES.get(found.namespaces)
    return f"tier full is not to be had: {f'{words[0]}. Mend it: {words[1]}' if words else found.namespaces}"


def without_full(found: Features, why: str) -> Features:
    """The same machine, after tier full was tried and refused: not everything shows from outside."""
    return dataclasses.replace(found, namespaces=why)


def _no_linux(found: Features) -> str:
    if found.system == "Windows":
        return "students' code is run in a sandbox of Linux, and this is Windows. Install one beside it: wsl --install"
    if found.system != "Linux":
        name = {"Darwin": "macOS"}.get(found.system, found.system)
        return (
            f"students' code is run in a sandbox of Linux, and this is {name}. Grade in a container: "
            'docker run -it -v "$PWD":/course -w /course python:3.13 bash'
        )
    if found.machine not in ("x86_64", "aarch64"):
        return f"the sandbox knows processors of the kinds x86_64 and aarch64, and this is {found.machine}"
    return ""


def _no_landlock(found: Features) -> str:
    if found.landlock:
        return ""
    kernel = tuple(int("".join(filter(str.isdigit, part)) or 0) for part in found.kernel.split(".")[:2])
    if kernel < OLDEST_KERNEL:
        how = "sudo do-release-upgrade" if "ubuntu" in found.distribution else "upgrade to Linux 5.13 or newer"
        return f"Landlock is missing: it came with Linux 5.13, and this is {found.kernel}. Mend it: {how}"
    if found.landlock_error == errno.EOPNOTSUPP:
        return f"Landlock is there, but switched off when the machine starts. Mend it: {_switch_on(found)}"
    if found.filtered or found.landlock_error == errno.EPERM:
        return f"Landlock is missing: this container does not let it through. Mend it: {_CONTAINER}"
    return "Landlock is missing: this kernel was built without it. Mend it: install the distribution's own kernel"


def _switch_on(found: Features) -> str:
    """The command that starts the machine with Landlock."""
    if any(name in found.distribution for name in ("rhel", "fedora")):
        return f"sudo grubby --update-kernel=ALL --args={_LSM.replace('apparmor', 'selinux')} && sudo reboot"
    setting = f"""GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX {_LSM}\""""
    return f"echo '{setting}' | sudo tee /etc/default/grub.d/landlock.cfg && sudo update-grub && sudo reboot"


def _no_seccomp(found: Features) -> str:
    if found.seccomp:
        return ""
    if "microsoft" in found.kernel.lower():
        return "seccomp is missing: this is WSL 1. Mend it: wsl --set-version Ubuntu 2"
    if found.filtered:
        return f"seccomp is missing: this container does not let it through. Mend it: {_CONTAINER}"
    return "seccomp is missing: this kernel was built without it. Mend it: install the distribution's own kernel"
