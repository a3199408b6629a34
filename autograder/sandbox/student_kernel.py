"""The kernel itself: an IPython kernel that comes up in a forked process, without files and habits of the user's own."""

from __future__ import annotations

import atexit
import functools
import io
import os
import random
import signal
import sys
import tempfile
import time
import types
from contextlib import suppress
from pathlib import Path
from typing import Any

# ipykernel's debugger is of no use here, and slow to import.
sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]
import ipykernel.debugger  # noqa: E402, F401
import ipykernel.kernelapp  # noqa: E402
import zmq  # noqa: E402
from ipykernel.iostream import IOPubThread  # noqa: E402
from ipykernel.ipkernel import IPythonKernel  # noqa: E402
from ipykernel.kernelapp import IPKernelApp  # noqa: E402
from traitlets.config import Config  # noqa: E402

from autograder.sandbox.life_line import LifeLine  # noqa: E402
from autograder.sandbox.plan import Plan  # noqa: E402

del sys.modules["debugpy"]

COMM_TARGET = "kmeans_by_hand"  # the judge's channel to the agent
FIRST_PORT = 1
BIND_SECONDS = 5


class NoPipeIOPub(IOPubThread):
    """Sends outputs; other processes cannot send theirs through it: there are none, and it would need a TCP socket."""

    def _setup_pipe_in(self) -> None:
        self._pipe_flag = False


ipykernel.kernelapp.IOPubThread = NoPipeIOPub  # type: ignore[misc]


class StudentKernel(IPythonKernel):
    """An IPython kernel without a debugger, alone in its sandbox."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "debugpy_stream": None})

    def _process_children(self) -> list[Any]:
        """Give no child processes: there are none, or the guard ends them."""
        return []

    def _send_interrupt_children(self) -> None:
        """Interrupt this process alone; as the first of its namespace it must not signal a group."""
        os.kill(os.getpid(), signal.SIGINT)


class StudentKernelApp(IPKernelApp):
    """Brings the kernel up from what it is told: no configuration, no connection file, no profile, no history."""

    kernel_class = StudentKernel

    def load_config_file(self, *_: Any, **__: Any) -> None:
        """Load none: marks must not depend on the grader's settings, nor on files that came with the notebook."""

    def _run_startup_files(self) -> None:
        """Run none."""

    def init_connection_file(self) -> None:
        """Look for none: the grader has told what to listen on."""

    def write_connection_file(self, **_: Any) -> None:
        """Write none."""

    def init_poller(self) -> None:
        """Watch no parent: the guard does."""

    def init_control(self, context: Any) -> None:
        """Open the control channel, and not the debugger's."""
        super().init_control(context)
        with suppress(zmq.ZMQError):
            self.debug_shell_socket.disconnect(self.shell_socket.getsockopt(zmq.LAST_ENDPOINT))

    def init_iopub(self, context: Any) -> None:
        """Open the channel for outputs, and let none be dropped: a client that misses the end of a cell waits for ever."""
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)

    def init_heartbeat(self) -> None:
        """Let the heart beat, and wait until its socket is there: later no socket can be made."""
        super().init_heartbeat()
        deadline = time.monotonic() + BIND_SECONDS
        while not Path(f"{self.ip}-{self.hb_port}").exists():
            if time.monotonic() > deadline:
                raise RuntimeError("the kernel's heartbeat did not come up")
            time.sleep(0.0005)


def connection(folder: Path, key: str) -> dict[str, Any]:
    """Say where a kernel with this private folder listens."""
    ports = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
    numbers = dict(zip(ports, range(FIRST_PORT, FIRST_PORT + len(ports)), strict=True))
    return {
        "transport": "ipc", "ip": str(folder / "ipc" / "k"), "key": key, "signature_scheme": "hmac-sha256", **numbers
    }  # fmt: skip


def run(plan: Plan, asked: dict[str, Any], line: LifeLine, with_guard: int) -> int:
    """Become the kernel that is asked for, until it ends; gives the exit status."""
    from autograder.sandbox.guard import end_with_parent

    os.setsid()
    end_with_parent()
    leave_zygote_behind(line, with_guard)
    settle(plan, asked["environment"])
    if plan.tier != "none":
        from autograder.sandbox.confine import confine

        confine(plan)
    app = bring_up(asked["connection"])
    prepare_names(plan, app)
    if plan.tier != "none":
        from autograder.sandbox.confine import seal

        seal()
    line.send(ready=True)
    line.close()
    app.start()
    app.close()
    return 0


def leave_zygote_behind(line: LifeLine, with_guard: int) -> None:
    """Let go of what a forked process inherits: descriptors, what is to be done at the end, the state of generators."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    kept = sorted({2, line.fileno(), with_guard})
    for below, above in zip(kept, [*kept[1:], 4096], strict=True):
        os.closerange(below + 1, above)
    atexit._clear()
    random.seed()
    numpy = sys.modules["numpy"]
    numpy.random.seed()


def settle(plan: Plan, environment: dict[str, str]) -> None:
    """Take on the environment of the kernel, and go to the folder where it works."""
    os.environ.clear()
    os.environ.update(environment)
    os.umask(0o077)
    os.chdir(plan.work)
    for name in ("TMPDIR", "IPYTHONDIR", "MPLCONFIGDIR"):
        Path(environment[name]).mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = None
    matplotlib: Any = sys.modules["matplotlib"]  # which remembers the zygote's folders
    matplotlib.get_configdir = matplotlib.get_cachedir = functools.partial(str, environment["MPLCONFIGDIR"])
    sys.argv = ["ipykernel_launcher.py"]
    if "" not in sys.path:  # modules beside the notebook, after Python's own: where IPython puts them
        places = [place.endswith(("site-packages", "dist-packages")) for place in sys.path]
        sys.path.insert(places.index(True) if any(places) else 0, "")


def bring_up(connection: dict[str, Any]) -> StudentKernelApp:
    """Start the IPython kernel, up to the point where it listens and its shell is there."""
    config = Config()
    config.HistoryManager.enabled = False
    config.IPKernelApp.capture_fd_output = False
    config.ProfileDir.location = os.path.join(os.environ["IPYTHONDIR"], "profile_default")
    config.StudentKernelApp.auto_create = True
    config.InteractiveShellApp.exec_PYTHONSTARTUP = False
    app = StudentKernelApp.instance(config=config)
    app.load_connection_info(connection)
    app.initialize([])
    app.shell.enable_matplotlib("inline")
    return app


def prepare_names(plan: Plan, app: StudentKernelApp) -> None:
    """Hide the course's own package where verdicts are reached outside, and open the judge's channel to the agent."""
    if not plan.outside:
        return
    for name in [name for name in sys.modules if name == "autograder" or name.startswith("autograder.")]:
        del sys.modules[name]
    agent: Any = sys.modules["kmeans_agent"]
    stub: Any = types.ModuleType("autograder", "Judged outside: check and animate do nothing here.")
    stub.check, stub.animate = NoCheck(), agent.StandIn()
    sys.modules["autograder"] = stub
    answerer = agent.Agent(app.shell.user_ns, protect=False)

    def opened(comm: Any, message: dict[str, Any]) -> None:
        answer, buffers = answerer.answer(message["content"]["data"], message.get("buffers") or [])
        comm.send(answer, buffers=buffers)

    app.kernel.comm_manager.register_target(COMM_TARGET, opened)


class NoCheck:
    """Stands in the place of `check` and all that is asked of it: a call does nothing."""

    def __getattr__(self, name: str) -> NoCheck:
        if name.startswith("_"):  # IPython does not believe an object that has every private name
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> None:
        """Judge nothing."""

    def __repr__(self) -> str:
        return "judged outside"

    def _ipython_display_(self) -> None:
        """Show nothing."""


def rehearse() -> None:
    """Do in the zygote what is slow the first time: draw a picture, show a traceback."""
    import matplotlib
    import matplotlib.pyplot as plt
    from IPython.core.interactiveshell import InteractiveShell

    matplotlib.use("agg")
    figure, axes = plt.subplots()
    axes.plot([1, 2], label="a")
    axes.imshow([[0, 1], [1, 0]])
    axes.legend()
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)
    matplotlib.rcdefaults()
    config = Config()
    config.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=config)
    shell._showtraceback = lambda *_: None
    shell.run_cell("import numpy\nnumpy.zeros(2) @ numpy.zeros(3)", store_history=False)
    InteractiveShell.clear_instance()
