"""The process that has imported everything once: it forks a warm kernel whenever the grader asks for one.

It runs no student code, has one thread, and knows no secret. For each kernel the grader sends one end of a life line;
what is to be done comes over that line, to the guard that is forked off here.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import os
import signal
import socket
import sys
import threading
import traceback
from types import ModuleType
from typing import Any

from autograder.libraries import LEFT_OUT
from autograder.sandbox.guard import stand_guard
from autograder.sandbox.left_out import leave_out
from autograder.sandbox.life_line import LifeLine, receive
from autograder.sandbox.plan import Plan
from autograder.sandbox.rehearsal import rehearse


def main(given: dict[str, Any]) -> None:
    """Import everything, say so, and fork until the grader is gone; `given` is what `warm.py` starts this with."""
    control = socket.socket(fileno=given["control"])
    plan = Plan.from_json(given["plan"])
    if not plan.outside:
        run_package_itself()
    test_images = _module_from(given["load"], "load")  # its file is out of reach for kernels
    assert len(test_images.test_x) == len(test_images.test_y)
    _module_from(given["agent"], "kmeans_agent")
    if plan.outside:
        leave_out(LEFT_OUT)
    rehearse(plan)
    check_that_it_may_fork()
    gc.collect()
    gc.freeze()  # so that no collection in a kernel writes to memory that it shares with this process
    control.send(b"ready")
    serve(control)


def run_package_itself() -> None:
    """Make of the empty module `autograder`, which only knows where it lies, the package that notebooks know."""
    package = sys.modules["autograder"]
    file = os.path.join(package.__path__[0], "__init__.py")
    package.__spec__ = importlib.util.spec_from_file_location("autograder", file)
    package.__file__ = file
    assert package.__spec__ is not None and package.__spec__.loader is not None
    package.__spec__.loader.exec_module(package)


def _module_from(path: str, name: str) -> Any:
    """Import a file as a module of that name."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def check_that_it_may_fork() -> None:
    """Raise RuntimeError unless a child can do with what it would inherit: one thread, no sockets, no event loop."""
    threads = len(os.listdir("/proc/self/task"))
    if threads > 1 or threading.active_count() > 1:
        raise RuntimeError(f"a module started threads when it was imported ({threads}): nothing can be forked")
    for found in gc.get_objects():
        kind = type(found)
        if kind.__name__ in _NOT_TO_INHERIT and kind.__module__.split(".")[0] in _FROM:
            raise RuntimeError(f"a module made a {kind.__module__}.{kind.__name__}: nothing can be forked")


_NOT_TO_INHERIT = ("Context", "Socket", "_UnixSelectorEventLoop", "AsyncIOMainLoop", "AsyncIOLoop")
_FROM = ("zmq", "asyncio", "tornado")


def serve(control: socket.socket) -> None:
    """Fork a guard for each life line that comes in, until the grader closes its end."""
    signal.signal(signal.SIGCHLD, _take_ended_guards)
    with_zygote, mine = os.pipe()  # ends when this process does
    while True:
        _, handle = receive(control, 16)
        if handle is None:
            os._exit(0)
        if os.fork() == 0:
            control.close()
            os.close(mine)
            _be_guard(handle, with_zygote)
        os.close(handle)


def _take_ended_guards(*_: object) -> None:
    """Leave no zombies, and let the system add up what guards and their kernels took."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _be_guard(handle: int, with_zygote: int) -> None:
    """Guard one kernel; never comes back."""
    try:
        stand_guard(LifeLine(socket.socket(fileno=handle)), with_zygote)
    except BaseException:
        traceback.print_exc()  # into the zygote's log
    finally:
        os._exit(0)
