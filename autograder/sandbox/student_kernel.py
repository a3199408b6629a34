"""The IPython kernel for student code: it comes up in a forked process, without the user's own files and habits."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

# ipykernel does without its debugger when this cannot be imported. It is of no use here, and slow.
sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]

import ipykernel.debugger  # noqa: E402
import ipykernel.kernelapp  # noqa: E402
import zmq  # noqa: E402
from ipykernel.iostream import IOPubThread, OutStream  # noqa: E402
from ipykernel.ipkernel import IPythonKernel  # noqa: E402
from ipykernel.kernelapp import IPKernelApp  # noqa: E402
from IPython.utils.text import LSString, SList  # noqa: E402
from jupyter_client.connect import KernelConnectionInfo  # noqa: E402
from traitlets.config import Config  # noqa: E402

BIND_SECONDS = 5
NOT_FOUND = 127  # what a terminal gives for a program that is not there
WAITING_OUTPUTS = 200  # messages
STREAM_CHARACTERS = 1 << 20  # of one message

if sys.modules["debugpy"] is None:
    del sys.modules["debugpy"]


class StudentOutputs(IOPubThread):
    """Sends outputs. Other processes cannot send theirs through it: there are none, and that needs a TCP socket."""

    def _setup_pipe_in(self) -> None:
        self._pipe_flag = False


class StudentStream(OutStream):
    """Prints in messages of bounded size. Jupyter's own sends what is printed in a fifth of a second, however much."""

    _unsent = 0

    def write(self, string: str) -> int | None:  # type: ignore[override]
        """Print a text; when much is printed, it is sent before more is taken in."""
        if not isinstance(string, str):
            return super().write(string)  # which raises what Python does
        if len(string) <= STREAM_CHARACTERS - self._unsent:
            self._unsent += len(string)
            return super().write(string)
        for start in range(0, len(string), STREAM_CHARACTERS):
            super().write(string[start : start + STREAM_CHARACTERS])
            self.flush()
        self._unsent = 0
        return len(string)


class StudentKernel(IPythonKernel):
    """An IPython kernel without a debugger, alone in its sandbox."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "debugpy_stream": None})

    def _process_children(self) -> list[Any]:
        """Look for no child processes: the guard ends them, where there can be any."""
        return []

    def _send_interrupt_children(self) -> None:
        """Interrupt this process alone: it is the first of its namespace, and its group would be everybody."""
        os.kill(os.getpid(), signal.SIGINT)


class StudentKernelApp(IPKernelApp):
    """Brings the kernel up from what it is told: no configuration, no connection file, no history."""

    kernel_class = StudentKernel
    outstream_class = f"{__name__}.{StudentStream.__name__}"

    def parse_command_line(self, argv: Any = None) -> None:
        """Read none."""

    def load_config_file(self, *_: Any, **__: Any) -> None:
        """Load none: marks must not depend on the grader's settings, nor on files that came with a notebook."""

    def _run_startup_files(self) -> None:
        """Run none, for the same reason."""

    def init_connection_file(self) -> None:
        """Look for none: the provisioner has said what to listen on."""

    def write_connection_file(self, **_: Any) -> None:
        """Write none."""

    def init_poller(self) -> None:
        """Watch no parent: the guard does."""

    def init_control(self, context: Any) -> None:
        """Open the control channel; the debugger's connection to this same kernel is given up at once."""
        super().init_control(context)
        with suppress(zmq.ZMQError, AttributeError):
            self.debug_shell_socket.disconnect(self.shell_socket.getsockopt(zmq.LAST_ENDPOINT))

    def init_iopub(self, context: Any) -> None:
        """Open the channel for outputs. None is dropped: a client that misses the end of a cell waits for ever.

        When a few hundred wait to be fetched, whoever makes more of them waits too.
        """
        context.setsockopt(zmq.SNDHWM, WAITING_OUTPUTS)
        context.setsockopt(zmq.XPUB_NODROP, 1)
        super().init_iopub(context)

    def init_heartbeat(self) -> None:
        """Let the heart beat, and wait until its socket is there: soon no socket can be made any more."""
        super().init_heartbeat()
        deadline = time.monotonic() + BIND_SECONDS
        while not Path(f"{self.ip}-{self.hb_port}").exists():
            if time.monotonic() > deadline:
                raise RuntimeError(f"the kernel's heartbeat did not come up within {BIND_SECONDS} seconds")
            time.sleep(0.0002)


ipykernel.kernelapp.IOPubThread = StudentOutputs  # type: ignore[misc]


def bring_up(connection: Mapping[str, Any]) -> StudentKernelApp:
    """Start the kernel in this process: it listens and has its shell, and `start()` lets it answer."""
    config = settings()
    config.ProfileDir.location = os.path.join(os.environ["IPYTHONDIR"], "profile_default")
    config.StudentKernelApp.auto_create = True
    app = StudentKernelApp.instance(config=config)
    app.load_connection_info(cast(KernelConnectionInfo, dict(connection)))
    app.initialize([])
    shell: Any = app.shell
    shell.enable_matplotlib("inline")
    return app


def do_without_programs(shell: Any) -> None:
    """Let `!pip install numpy` and the like say that they do nothing, rather than end the cell that has them."""

    def system(command: str) -> None:
        print(f"{command.split()[0] if command.split() else '!'}: no programs can be run here", file=sys.stderr)
        shell.user_ns["_exit_code"] = NOT_FOUND

    def getoutput(command: str, split: bool = True, **_: Any) -> Any:
        system(command)
        return SList() if split else LSString("")

    shell.system, shell.getoutput = system, getoutput


def settings() -> Config:
    """Give the settings of a shell that keeps nothing for later."""
    config = Config()
    config.HistoryManager.enabled = False
    config.IPKernelApp.capture_fd_output = False  # what code prints past Python goes nowhere
    # Sent without a copy, the first large array starts a thread: where no more may be, half a message would be sent.
    config.Session.copy_threshold = 1 << 40
    config.InteractiveShellApp.exec_PYTHONSTARTUP = False
    return config
