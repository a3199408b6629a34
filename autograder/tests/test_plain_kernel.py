"""What stands in for our package in a student's kernel: checks and animations that do nothing."""

import subprocess
import sys

import pytest

from autograder import agent
from autograder.judge.plain_kernel import BOOT
from autograder.sandbox import course_stub

# The kernel's first cell, in a Python of its own, with an IPython that only remembers.
START = f"""
import sys, types
from IPython.core.formatters import DisplayFormatter
manager = types.SimpleNamespace(register_target=lambda name, function: None)
shell = types.SimpleNamespace(user_ns={{}}, kernel=types.SimpleNamespace(comm_manager=manager))
def get_ipython(): return shell
{BOOT}
_boot(open({agent.__file__!r}).read(), open({course_stub.__file__!r}).read(), 2**40)
def shown(value): return DisplayFormatter().format(value)
means = points = labels = history = [1]
"""


def in_stub(code):
    """Run code where our package is the stub; give what it printed."""
    done = subprocess.run([sys.executable, "-c", START + code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a class graded")
def test_checks_and_animations_do_nothing():
    """Whatever a notebook asks of `check` and `animate` gives something that does nothing and shows nothing."""
    assert in_stub("""
from autograder import animate, check
import autograder
assert check.update_means(means) is None and check.update_means.hint() is None
assert check.progress() is None and check.progress.forget() is None
live = animate.live(points)
assert live.update(means) is None and live.update(means, labels) is None
player = animate(history, points, labels)
player.save("run.gif")
player.play().seek(3).pause()
player.speed = 2
animate.playground(lambda points, means: means)
with animate.live(points) as other:
    other.update(means)
autograder.animate.live(points).update(means)
for value in (check, check.single_loop, check.progress, animate, live, player, animate.playground(None)):
    assert shown(value) == ({}, {})
""") == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a class graded")
def test_nothing_else_of_the_package_is_there():
    """The checks' own modules cannot be imported from the stub."""
    assert in_stub("""
for name in ("autograder.checks", "autograder.animation.live"):
    try:
        __import__(name)
    except ModuleNotFoundError:
        continue
    raise AssertionError(name)
""") == ""
