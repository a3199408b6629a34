"""One warm kernel as the grader holds it: its pid, its exit code when it has ended, and a way to send it signals."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from autograder.sandbox.life_line import LifeLine
from autograder.sandbox.sandbox_error import SandboxError

START_SECONDS = 60


class CannotFork(RuntimeError):
    """No kernel could be started: one line that says why."""


class WarmKernel:
    """A kernel that was asked for over a life line. When this object goes, so does the kernel."""

    def __init__(self, line: LifeLine) -> None:
        self._line = line
        self._lock = threading.Lock()
        self.pid = 0  # as seen from here
        self._handle = -1  # a pidfd: no other process can take the place of the one that it means
        self.exit_code: int | None = None

    def await_word(self, word: str) -> Any:
        """Wait until the kernel has told this; raises what it could not do instead, and EOFError for no word at all."""
        told: dict[str, Any] = {}
        deadline = time.monotonic() + START_SECONDS
        while word not in told or "pid" not in told:
            self._line.socket.settimeout(max(0.001, deadline - time.monotonic()))
            message = self._line.read()
            if message is None or "exit" in message:
                raise EOFError
            _raise_error(message)
            told |= message
            if self._line.handle is not None:
                self.pid, self._handle = message.get("pid", self.pid), self._line.handle
        self._line.socket.settimeout(None)
        return told[word]

    def poll(self) -> int | None:
        """Give the exit code (that of a signal is negative), and None while the kernel lives."""
        with self._lock:
            if self.exit_code is None:
                try:
                    message = self._line.read(block=False)
                except BlockingIOError:
                    return None
                if message is None or "exit" not in message:  # the guard is gone, and cannot say
                    self._signal(signal.SIGKILL)
                    message = {"exit": -signal.SIGKILL}
                self.exit_code = int(message["exit"])
                self._let_go()
            return self.exit_code

    async def end(self, seconds: float) -> int | None:
        """Wait for the kernel's end, at most so long, whatever loop this runs in; gives what `poll` gives."""
        pause, deadline = 0.0005, time.monotonic() + seconds
        while (code := self.poll()) is None and time.monotonic() < deadline:
            await asyncio.sleep(pause)
            pause = min(1.5 * pause, 0.05)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal; to a kernel that has ended nothing is sent."""
        with self._lock:
            self._signal(number)

    def _signal(self, number: int) -> None:
        if self._handle >= 0:
            with suppress(OSError):
                signal.pidfd_send_signal(self._handle, number)

    def _let_go(self) -> None:
        self._line.close()
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self._let_go()


def _raise_error(message: Mapping[str, Any]) -> None:
    """Raise what a message says went wrong."""
    if message.get("sandbox"):
        raise SandboxError(message["error"])
    if "error" in message:
        raise CannotFork(f"the kernel could not be started: {message['error']}")
