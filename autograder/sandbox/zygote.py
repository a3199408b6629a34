"""The process that has imported everything once: it forks a warm kernel whenever the grader asks for one.

It runs no student code, has one thread, and knows no secret. For each kernel the grader sends one end of a life line;
what is to be done comes over that line, to the guard that is forked off here.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from typing import Any

from autograder.sandbox.life_line import LifeLine, receive

# What notebooks of this course use, or what a kernel needs to come up; all of it is in memory before a kernel is forked.
MODULES = (
    "numpy", "numpy.linalg", "numpy.random", "numpy.ma", "numpy.typing", "matplotlib", "matplotlib.pyplot", "matplotlib.animation",
    "matplotlib.backends.backend_agg", "matplotlib_inline.backend_inline", "PIL.PngImagePlugin", "ipywidgets",
    "autograder.sandbox.guard", "autograder.sandbox.student_kernel",
)  # fmt: skip

WITH_CHECKS = ("autograder.in_notebook", "autograder.animation.animate")  # where verdicts are reached inside


def main(given: dict[str, Any]) -> None:
    """Import everything, say so, and fork until the grader is gone. `given` is what `warm.py` starts this with."""
    control = socket.socket(fileno=given["control"])
    if not given["outside"]:
        run_package_itself()
    load_data(given["load"])
    load_agent(given["agent"])
    for name in MODULES if given["outside"] else (*MODULES, *WITH_CHECKS):
        with suppress(ImportError):
            importlib.import_module(name)
    warm_up()
    gc.collect()
    gc.freeze()  # so that no collection in a kernel writes to memory that it shares with this process
    check_that_it_may_fork()
    control.send(b"ready")
    serve(control)


def run_package_itself() -> None:
    """Make the course's package, of which only the search path is there, the one that notebooks know."""
    package = sys.modules["autograder"]
    spec = importlib.util.spec_from_file_location("autograder", os.path.join(package.__path__[0], "__init__.py"))
    assert spec is not None and spec.loader is not None
    package.__spec__, package.__file__ = spec, spec.origin
    spec.loader.exec_module(package)


def load_data(path: str) -> None:
    """Put the module `load` into memory with the test images in it; its file is out of reach for a kernel."""
    module = _module_from(path, "load")
    assert len(module.test_x) == len(module.test_y)


def load_agent(path: str) -> None:
    """Put the agent into memory under the name that the judge knows."""
    _module_from(path, "kmeans_agent")


def _module_from(path: str, name: str) -> Any:
    """Import a file as a module of that name."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def warm_up() -> None:
    """Do once what is slow the first time: draw a picture, and show a traceback."""
    from autograder.sandbox.student_kernel import rehearse

    rehearse()


def check_that_it_may_fork() -> None:
    """Raise RuntimeError unless a child of this process can do with what it inherits: one thread, no sockets of ZMQ."""
    threads = os.listdir("/proc/self/task")
    if len(threads) > 1 or threading.active_count() > 1:
        raise RuntimeError(f"an imported module started threads ({len(threads)}): no kernel can be forked safely")
    zmq = sys.modules.get("zmq")
    if zmq is not None and zmq.Context._instance is not None:
        raise RuntimeError("an imported module made a context of ZeroMQ: no kernel can be forked safely")


def serve(control: socket.socket) -> None:
    """Fork a guard for each life line that comes in, until the grader closes its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no zombies: the guards themselves report how kernels ended
    with_me, mine = os.pipe()  # ends when this process does
    while True:
        _, handle = receive(control, 16)
        if handle is None:
            os._exit(0)
        if os.fork() == 0:
            control.close()
            os.close(mine)
            guard(socket.socket(fileno=handle), with_me)
        os.close(handle)


def guard(end: socket.socket, with_zygote: int) -> None:
    """Be the guard of one kernel; never comes back."""
    from autograder.sandbox.guard import stand_guard

    status = 1
    try:
        status = stand_guard(LifeLine(end), with_zygote)
    finally:
        os._exit(status)
