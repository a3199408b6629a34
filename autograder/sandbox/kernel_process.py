"""What a process does between its fork and student code: it lets go of what it inherits, is confined, and comes up."""

from __future__ import annotations

import atexit
import functools
import os
import random
import resource
import select
import signal
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.sandbox.confine import confine, seal
from autograder.sandbox.course_stub import stand_in
from autograder.sandbox.forbidden_acts import try_forbidden_acts
from autograder.sandbox.life_line import LifeLine
from autograder.sandbox.plan import Plan
from autograder.sandbox.student_kernel import bring_up, do_without_programs
from autograder.sandbox.syscalls import prctl

DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG: which signal this process gets when its parent ends
FOLDERS = ("TMPDIR", "IPYTHONDIR", "MPLCONFIGDIR")


def run_kernel(plan: Plan, asked: Mapping[str, Any], line: LifeLine, with_guard: int) -> int:
    """Be the kernel that is asked for, until it ends; gives the exit status. `with_guard` ends when the guard does."""
    let_go(line, with_guard)
    settle(plan, asked["environment"])
    enter_sandbox(plan, with_guard)
    app = bring_up(asked["connection"])
    if plan.outside:
        stand_in(app.shell)
    if plan.tier != "none":
        do_without_programs(app.shell)
        seal()
    say_no_more()
    line.send(ready=True)
    line.close()
    app.start()
    app.close()
    return 0


def test_sandbox(plan: Plan, line: LifeLine, with_guard: int) -> int:
    """Try in a sandbox what no kernel may do, and tell what came of it; gives the exit status."""
    let_go(line, with_guard)
    enter_sandbox(plan, with_guard)
    if plan.tier != "none":
        seal()
    line.send(acts=try_forbidden_acts(plan))
    return 0


def let_go(line: LifeLine, with_guard: int) -> None:
    """Let go of what a forked process inherits: its group, descriptors, what is to be done at the end, generators."""
    os.setsid()
    kept = sorted({2, line.fileno(), with_guard})
    for below, above in zip(kept, [*kept[1:], resource.getrlimit(resource.RLIMIT_NOFILE)[0]], strict=True):
        os.closerange(below + 1, above)
    atexit._clear()
    random.seed()
    sys.modules["numpy"].random.seed()


def say_no_more() -> None:
    """Let what is written past IPython go nowhere from now on; until here it went into the zygote's log."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.close(null)


def settle(plan: Plan, environment: Mapping[str, str]) -> None:
    """Take on the kernel's environment, and go to the folder that it works in."""
    os.environ.clear()
    os.environ.update(environment)
    os.umask(0o077)
    os.chdir(plan.work)
    for name in FOLDERS:
        Path(environment[name]).mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = None  # asked for anew, where it is needed
    matplotlib: Any = sys.modules["matplotlib"]  # which remembers the zygote's folders
    matplotlib.get_configdir = matplotlib.get_cachedir = functools.partial(str, environment["MPLCONFIGDIR"])
    sys.argv = ["ipykernel_launcher.py"]
    sys.dont_write_bytecode = True
    _import_from_here()


def _import_from_here() -> None:
    """Let modules beside the notebook be imported: after Python's own and before packages, where IPython puts them."""
    packages = [place.endswith(("site-packages", "dist-packages")) for place in sys.path]
    if "" not in sys.path:
        sys.path.insert(packages.index(True) if any(packages) else 0, "")


def enter_sandbox(plan: Plan, with_guard: int) -> None:
    """Give up what the plan does not allow, and end from now on when the guard ends."""
    prctl(DEATH_SIGNAL, signal.SIGKILL)
    if plan.tier != "none":
        confine(plan)
    ended = select.poll()
    ended.register(with_guard, select.POLLIN)
    if ended.poll(0):  # it ended before the signal was asked for
        os._exit(1)
    os.close(with_guard)
