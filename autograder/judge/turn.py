"""A turn that one grader of this machine holds at a time, whatever process it is in."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator

from autograder.sandbox.private_folders import make_root

if sys.platform != "win32":
    import fcntl

_of_process = threading.Lock()  # a lock on a file means a process, so its threads need one of their own


@contextlib.contextmanager
def my_turn() -> Iterator[None]:
    """Wait, in this thread, until nobody else has the turn, and hold it; a process that is killed lets go of it.

    Whoever grades under another account of this machine, or in another container, has a turn of their own.
    """
    with _of_process, _of_machine():
        yield


@contextlib.contextmanager
def _of_machine() -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    found = os.open(make_root(), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)  # a folder can be locked, like a file
    try:
        fcntl.flock(found, fcntl.LOCK_EX)
        yield
    finally:
        os.close(found)
