"""Runs a few lines of code inside a sandbox, for tests: in a fresh process, forked as a kernel is."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import tiers
from autograder.sandbox.plan import Bounds, Plan

PACKAGE = Path(__file__).resolve().parents[1]
SECONDS = 60
NOBODY = 65534  # an ordinary user, on every Linux
BOUNDS = Bounds(
    memory_bytes=512 * 1024**2, cpu_seconds=20, threads=20, open_files=128, disk_bytes=4 * 1024**2, files=64
)  # fmt: skip

# Code for a kernel that listens in its folder, before the seal.
BIND = "import socket; end = socket.socket(socket.AF_UNIX); end.bind(str(plan.ipc / '1')); end.listen()"

# Does what a zygote, a guard and a kernel do, and tells what happens in lines of JSON.
_DRIVER = """
import dataclasses, json, os, signal, sys, traceback, types
given = json.loads(sys.argv[1])
package = types.ModuleType("autograder")
package.__path__ = [given["package"]]
sys.modules["autograder"] = package
from autograder.sandbox import confine, forbidden_acts, syscalls
from autograder.sandbox.plan import Plan
for name in given["modules"]:
    __import__(name)

def tell(**words):
    os.write(1, (json.dumps(words, default=str) + "\\n").encode())

def attempt(act, *arguments, **named):
    try:
        return act(*arguments, **named)
    except BaseException as problem:
        return f"{type(problem).__name__} {getattr(problem, 'errno', '')}".strip()

def kernel(plan):
    syscalls.prctl(1, signal.SIGKILL)
    names = dict(globals(), plan=plan)
    if plan.tier != "none":
        exec(given["before"], names)
        confine.confine(plan)
        exec(given["before_seal"], names)
        confine.seal()
    exec(given["code"], names)

def guarded(act, *arguments):
    try:
        act(*arguments)
    except confine.SandboxError as problem:
        tell(refused=str(problem))
    except BaseException:
        tell(error=traceback.format_exc())
    os._exit(0)

def guard(plan):
    syscalls.prctl(1, signal.SIGKILL)
    if plan.tier == "full":
        confine.enter_namespaces(plan)
    pid = os.fork()
    if pid == 0:
        guarded(kernel, plan)
    tell(pid=pid)
    tell(status=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

plan = Plan.from_json(given["plan"])
plan = dataclasses.replace(plan, readable=(*confine.readable_by_default(), *plan.readable))
if given["rehearse"]:
    confine.rehearse(plan)
pid = os.fork()
if pid == 0:
    guarded(guard, plan)
tell(guard=pid)
os.waitpid(pid, 0)
"""


@dataclass(frozen=True)
class Place:
    """A tier, and who runs the grader: `user` is None for whoever runs the tests."""

    tier: str
    user: int | None
    folder: Path

    def plan(self, **changed: Any) -> Plan:
        """Give a plan for a kernel here."""
        plan = Plan(tier=self.tier, folder=str(self.folder / "1"), bounds=BOUNDS)
        return replace(plan, **changed)


class Ended(Exception):
    """The process ended before it told what was waited for."""


class Inside:
    """A process in a sandbox, and what it tells."""

    def __init__(self, place: Place, code: str, **asked: Any) -> None:
        plan = asked.pop("plan", None) or place.plan()
        given = {
            "package": str(PACKAGE), "plan": plan.to_json(), "code": code, "before": asked.pop("before", ""),
            "before_seal": asked.pop("before_seal", ""),
            "modules": asked.pop("modules", ()), "rehearse": asked.pop("rehearse", False),
        }  # fmt: skip
        through, user = asked.pop("through", ()), asked.pop("user", place.user)
        assert not asked, asked
        python, environment = python_for(place.user)
        self.process = subprocess.Popen(
            [*through, python, "-c", _DRIVER, json.dumps(given)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/", env=environment, **_as_user(user),
        )  # fmt: skip
        self.told: dict[str, Any] = {}

    def until(self, word: str) -> Any:
        """Wait until it tells this; fails with its traceback when it goes wrong instead."""
        assert self.process.stdout is not None
        while word not in self.told:
            line = self.process.stdout.readline()
            if not line:
                raise Ended(f"it ended without telling {word}: {self.told}")
            self.told |= json.loads(line)
            assert "error" not in self.told, self.told["error"]
        return self.told[word]

    def say(self, line: str) -> None:
        """Send it a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end(self) -> dict[str, Any]:
        """Wait for its end, and give all that it told."""
        with contextlib.suppress(Ended):
            self.until("status")
        assert "status" in self.told or "refused" in self.told, self.told
        return self.told

    def close(self) -> None:
        """Take it away, whatever it does."""
        for name in ("pid", "guard"):
            if self.told.get(name):
                with contextlib.suppress(OSError):
                    os.kill(self.told[name], signal.SIGKILL)
        self.process.kill()
        self.process.communicate(timeout=SECONDS)


def _as_user(user: int | None) -> dict[str, Any]:
    """How to start a process as this user."""
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


def python_for(user: int | None) -> tuple[str, dict[str, str]]:
    """Give a Python that this user can start, with the packages of ours, and its environment."""
    environment = {"LANG": "C.UTF-8", "HOME": "/", "OPENBLAS_NUM_THREADS": "1", "PATH": os.defpath}
    if user is None:
        return sys.executable, environment
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/local/bin/{version}", f"/usr/bin/{version}"):
        try:
            subprocess.run([python, "-c", ""], check=True, capture_output=True, cwd="/", **_as_user(user))
        except (OSError, subprocess.CalledProcessError):
            continue
        packages = [path for path in sys.path if path.endswith("site-packages")]
        return python, {**environment, "PYTHONPATH": os.pathsep.join(packages)}
    pytest.skip(f"only on machines with a {version} that other users can start")


@contextlib.contextmanager
def place_for(tier: str, user: int | None) -> Iterator[Place]:
    """Make a private folder for a kernel; skips where the machine does not offer the tier."""
    if user is not None and os.geteuid() != 0:
        pytest.skip("only on machines where tests are run by root")
    problem = tiers.missing(tier, tiers.features())
    if problem:
        pytest.skip(f"only on machines that offer the tier: {problem}")
    folder = Path(tempfile.mkdtemp(prefix="kmeans-test-"))
    for part in (folder, folder / "1", folder / "1/work", folder / "1/ipc"):
        part.mkdir(exist_ok=True)
        if user is not None:
            os.chown(part, user, user)
    try:
        yield Place(tier, user, folder)
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def started(place: Place, code: str, **asked: Any) -> Iterator[Inside]:
    """Start code inside."""
    inside = Inside(place, code, **asked)
    try:
        yield inside
    finally:
        inside.close()


def run_inside(place: Place, code: str, **asked: Any) -> dict[str, Any]:
    """Run code inside, and give all that it told."""
    with started(place, code, **asked) as inside:
        return inside.end()
