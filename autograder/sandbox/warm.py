"""The grader's side of the zygote: starts it with the first kernel, starts it again should it have ended, ends it."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.sandbox.kernel_paths import AGENT, LOAD, PACKAGE, hidden, readable, search_path
from autograder.sandbox.life_line import LifeLine
from autograder.sandbox.plan import Plan
from autograder.sandbox.private_folders import own_folder
from autograder.sandbox.student_environment import ONE_THREAD
from autograder.sandbox.warm_kernel import START_SECONDS, CannotFork, WarmKernel

# The zygote runs this: it imports from the package without `autograder/__init__.py`, and nothing else of the course.
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
_KEPT = ("HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH")
LAST_WORDS = 300  # characters


class Zygote:
    """The process that forks kernels: for verdicts that are reached outside them, or inside. Any thread may use it."""

    def __init__(self, outside: bool) -> None:
        self.outside = outside
        self.readable, self.hidden = readable(outside), hidden(outside)
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._log = Path()

    def start(self) -> None:
        """Start it now if it is not there, rather than with the first kernel. Raises CannotFork."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()

    @property
    def pid(self) -> int | None:
        """The process, while it is there: every kernel that it forked ends with it."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def fork(self, plan: Plan, connection: Mapping[str, Any], environment: Mapping[str, str]) -> WarmKernel:
        """Give a kernel that listens. Waits for it in this thread; raises CannotFork, or SandboxError."""
        kernel, _ = self._ask("ready", plan, connection=dict(connection), environment=dict(environment), do="fork")
        return kernel

    def self_test(self, plan: Plan) -> list[dict[str, Any]]:
        """Try in a sandbox what no kernel may do: gives each act's `name`, whether it `held`, and a `detail`."""
        _, acts = self._ask("acts", plan, do="self_test")
        return list(acts)

    def _ask(self, word: str, plan: Plan, **asked: Any) -> tuple[WarmKernel, Any]:
        """Have a process forked, and wait for its word; once more when the zygote ended just then."""
        for last in (False, True):
            kernel = WarmKernel(self._new_line(plan=plan.to_json(), **asked))
            try:
                return kernel, kernel.await_word(word)
            except TimeoutError:
                raise CannotFork(f"the kernel did not come up within {START_SECONDS} seconds") from None
            except EOFError:
                if last:
                    raise CannotFork(f"the kernel ended while it started. {self._last_words()}") from None
        raise AssertionError("one of the two rounds has ended this")

    def _new_line(self, **asked: Any) -> LifeLine:
        """Give one end of a life line, whose other end has gone to the zygote, with what is asked for."""
        ours, theirs = socket.socketpair()
        line = LifeLine(ours)
        try:
            with theirs, self._lock:
                self._hand_over(theirs)
        except BaseException:
            line.close()
            raise
        with suppress(OSError):  # that nobody is there is noticed when the answer is read
            line.send(**asked)
        return line

    def _hand_over(self, end: socket.socket) -> None:
        """Send a line's end to the zygote, which is started for it where it is not there."""
        if self._control is not None:
            with suppress(OSError):  # it has ended
                socket.send_fds(self._control, [b"line"], [end.fileno()])
                return
        socket.send_fds(self._start(), [b"line"], [end.fileno()])

    def _start(self) -> socket.socket:
        """Start the process, wait until it has imported everything, and give the socket to it."""
        self._stop()
        self._log = own_folder().path / f"zygote-{'outside' if self.outside else 'inside'}.log"
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        given = json.dumps({**self._given(), "control": theirs.fileno()})
        with theirs, self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _BOOT, given], env=_environment(), cwd="/", pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._control.settimeout(START_SECONDS)
        try:
            said = self._control.recv(16)
        except OSError:
            said = b""
        if said != b"ready":
            self._stop()
            raise CannotFork(f"the process that forks kernels did not start. {self._last_words()}")
        return self._control

    def _given(self) -> dict[str, Any]:
        """What the zygote must know: where to import from, and which plan to rehearse."""
        plan = Plan("basic", str(own_folder().path), self.readable, self.hidden, outside=self.outside)
        places = {"package": str(PACKAGE), "load": str(LOAD), "agent": str(AGENT)}
        return {"path": search_path(), **places, "plan": plan.to_json()}

    def _last_words(self) -> str:
        """Give the last line that the zygote wrote."""
        with suppress(OSError):
            if lines := self._log.read_text(errors="replace").strip().splitlines():
                return f"Its last words: {lines[-1][:LAST_WORDS]}"
        return "It left no word."

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """End the zygote, and with it every kernel that it forked; it belongs to the process that started it."""
        if os.getpid() == self._owner:
            with self._lock:
                self._stop()


def _environment() -> dict[str, str]:
    """The little that imports need: a language, where caches are, one thread for linear algebra."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    own = {"TMPDIR": str(own_folder().path), "MATPLOTLIBRC": os.devnull}
    return kept | own | dict.fromkeys(ONE_THREAD, "1")


_zygotes: dict[tuple[int, bool], Zygote] = {}
_making = threading.Lock()


def zygote(outside: bool) -> Zygote:
    """Give this process's zygote for kernels whose verdicts are reached outside, or inside."""
    key = os.getpid(), outside
    with _making:
        if key not in _zygotes:
            own_folder()  # made first, so that it is removed last
            _zygotes[key] = Zygote(outside)
            atexit.register(_zygotes[key].close)
        return _zygotes[key]
