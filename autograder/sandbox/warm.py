"""The grader's side of warm kernels: starts the process that forks them, asks it for one, and follows each to its end."""

from __future__ import annotations

import atexit
import json
import os
import signal
import site
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.sandbox.life_line import LifeLine
from autograder.sandbox.plan import Plan
from autograder.sandbox.private_folders import own_folder

START_SECONDS = 60
PACKAGE = Path(__file__).resolve().parents[1]
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")

# The zygote runs this. It imports from the package without running `autograder/__init__.py`, and without its folder on the path.
_BOOT = """
import json, sys, types
given = json.loads(sys.argv.pop())
sys.path[:] = given["path"]
package = types.ModuleType("autograder")
package.__path__ = [given["package"]]
sys.modules["autograder"] = package
from autograder.sandbox.zygote import main
main(given)
"""


class CannotFork(RuntimeError):
    """No kernel could be started: one line that says why, and what to do."""


class WarmKernel:
    """One kernel as the grader holds it: its pid outside, its exit code when it has ended, and signals for it."""

    def __init__(self, line: LifeLine) -> None:
        self._line = line
        self._lock = threading.Lock()
        self.pid = 0
        self.handle = -1
        self.exit_code: int | None = None

    def wait_until_ready(self) -> None:
        """Wait for the kernel to listen; raises CannotFork when it ends instead, and EOFError without any word."""
        self._line.socket.settimeout(START_SECONDS)
        while True:
            message = self._line.read()
            if message is None:
                raise EOFError
            if "pid" in message:
                self.pid, self.handle = message["pid"], self._line.handle or -1
            if "error" in message:
                raise CannotFork(message["error"])
            if "exit" in message:
                raise CannotFork(f"the kernel ended while it started, with exit code {message['exit']}")
            if "ready" in message:
                self._line.socket.settimeout(None)
                return

    def poll(self) -> int | None:
        """Give the exit code (a signal's number is negative), or None while the kernel lives."""
        with self._lock:
            if self.exit_code is None:
                try:
                    message = self._line.read(block=False)
                except BlockingIOError:
                    return None
                if message is None:  # the guard is gone, and cannot say
                    self._signal(signal.SIGKILL)
                self.exit_code = -signal.SIGKILL if message is None else int(message["exit"])
                self._let_go()
            return self.exit_code

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel; nothing happens when it has ended."""
        with self._lock:
            self._signal(number)

    def _signal(self, number: int) -> None:
        with suppress(OSError):
            if self.handle >= 0:
                signal.pidfd_send_signal(self.handle, number)

    def _let_go(self) -> None:
        self._line.close()
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1

    def fileno(self) -> int:
        """Give what becomes readable at the kernel's end."""
        return self._line.fileno()

    def __del__(self) -> None:
        self._let_go()


class Zygote:
    """The process that forks kernels, started when the first is asked for, and again should it have ended."""

    def __init__(self, outside: bool) -> None:
        self.outside = outside
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._log = Path()

    def fork(self, plan: Plan, connection: dict[str, Any], environment: dict[str, str]) -> WarmKernel:
        """Give a kernel that listens; raises CannotFork. May be called from any thread, and blocks it meanwhile."""
        asked = {"plan": plan.to_json(), "connection": connection, "environment": environment}
        for last in (False, True):
            kernel = WarmKernel(self._ask(asked))
            try:
                kernel.wait_until_ready()
                return kernel
            except EOFError:  # the zygote ended just then
                if last:
                    raise CannotFork(f"the kernel's guard ended without a word. {self._last_words()}") from None
            except TimeoutError:
                raise CannotFork(f"the kernel did not come up within {START_SECONDS} seconds") from None
        raise AssertionError

    def _ask(self, asked: dict[str, Any]) -> LifeLine:
        """Send one end of a new life line to the zygote, and over it what is asked for; give the other end."""
        ours, theirs = socket.socketpair()
        with theirs:
            with self._lock:
                try:
                    self._send(theirs)
                except OSError:
                    self._start()
                    self._send(theirs)
        line = LifeLine(ours)
        with suppress(OSError):  # its end is noticed when it is read
            line.send(**asked)
        return line

    def _send(self, end: socket.socket) -> None:
        """Hand a life line over; raises OSError when there is no zygote."""
        if self._control is None:
            raise OSError("not started")
        socket.send_fds(self._control, [b"fork"], [end.fileno()])

    def start(self) -> None:
        """Start the zygote now, if it is not there, rather than with the first kernel."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()

    def _start(self) -> None:
        self._stop()
        self._log = own_folder().path / f"zygote-{'outside' if self.outside else 'inside'}.log"
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        given = {
            "control": theirs.fileno(), "path": search_path(), "package": str(PACKAGE),
            "load": str(PACKAGE.parent / "load.py"), "agent": str(PACKAGE / "agent.py"), "outside": self.outside,
        }  # fmt: skip
        with theirs, self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _BOOT, json.dumps(given)], pass_fds=[theirs.fileno()], cwd="/",
                env=_zygote_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        ours.settimeout(START_SECONDS)
        self._control = ours
        try:
            said = ours.recv(16)
        except TimeoutError:
            said = b""
        if said != b"ready":
            self._stop()
            raise CannotFork(f"the process that forks kernels did not start. {self._last_words()}")

    def _last_words(self) -> str:
        """Give the last line that the zygote wrote, and where there is more."""
        with suppress(OSError):
            lines = self._log.read_text(errors="replace").strip().splitlines()
            if lines:
                return f"Its last line: {lines[-1][:300]}"
        return "It wrote nothing."

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """End the zygote and every kernel that it forked."""
        with self._lock:
            self._stop()


def _zygote_environment() -> dict[str, str]:
    """The little that imports need: where caches are, which language, one thread for linear algebra."""
    kept = ("HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH")
    own = {"TMPDIR": str(own_folder().path), "MATPLOTLIBRC": os.devnull, "PYTHONDONTWRITEBYTECODE": "1"}
    return {name: os.environ[name] for name in kept if name in os.environ} | dict.fromkeys(ONE_THREAD, "1") | own


def search_path() -> list[str]:
    """Where a kernel imports from: as this process does, without the folder it stands in and the course's own."""
    course = PACKAGE.parent if (PACKAGE.parent / "pyproject.toml").is_file() else None
    left_out = {os.path.realpath(os.getcwd())}
    found = []
    for place in sys.path:
        real = os.path.realpath(place)
        ours = course is not None and Path(real).is_relative_to(course) and not _holds_packages(real)
        if place and os.path.exists(real) and real not in left_out and not ours:
            found.append(os.path.abspath(place))
    return list(dict.fromkeys(found))


def _holds_packages(place: str) -> bool:
    """Whether a folder belongs to a Python or its packages, though it lies in the course's folder, as `.venv` may."""
    roots = [sys.prefix, sys.base_prefix, site.getusersitepackages()]
    return any(Path(place).is_relative_to(os.path.realpath(root)) for root in roots)


_zygotes: dict[tuple[int, bool], Zygote] = {}
_making = threading.Lock()


def zygote(outside: bool) -> Zygote:
    """Give this process's zygote, for kernels whose verdicts are reached outside or inside."""
    with _making:
        key = os.getpid(), outside
        if key not in _zygotes:
            own_folder()  # made first, so that it is removed last
            _zygotes[key] = Zygote(outside)
            atexit.register(_zygotes[key].close)
        return _zygotes[key]
