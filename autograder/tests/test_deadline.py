"""A submission's time moves on while it waits until it may be timed alone."""

import subprocess
import sys
import threading
import time

import pytest

from autograder.judge.deadline import Deadline

HOLD = """
import time
from autograder.judge.deadline import Deadline
with Deadline().alone():
    print("held", flush=True)
    time.sleep(600)
"""


def test_time_runs():
    """What is left grows less by the time that passes."""
    deadline = Deadline(100)
    before = deadline.left()
    time.sleep(0.05)
    assert before - deadline.left() == pytest.approx(0.05, abs=0.04)


def test_without_a_number_it_never_comes():
    """There is always time left."""
    assert Deadline().left() > 1e9


def test_one_at_a_time_and_waiting_costs_nothing():
    """A second one begins when the first is done, and has as much time left as before it waited."""
    order = []
    holding = threading.Event()

    def hold():
        with Deadline(100).alone():  # which may wait for whoever grades on this machine meanwhile
            holding.set()
            time.sleep(0.5)
            order.append("first")

    other = threading.Thread(target=hold)
    other.start()
    holding.wait()
    second = Deadline(100)
    with second.alone():
        order.append("second")
        assert second.left() > 99.8
    other.join()
    assert order == ["first", "second"]


def test_an_error_inside_lets_the_next_one_in():
    """Whatever ends the first, the next need not wait."""
    deadline = Deadline(100)
    with pytest.raises(ZeroDivisionError), deadline.alone():
        raise ZeroDivisionError
    with deadline.alone():
        assert deadline.left() > 99


@pytest.mark.skipif(sys.platform == "win32", reason="only on POSIX graders of several processes take turns")
def test_another_process_has_its_turn_too_and_a_killed_one_lets_go():
    """While another process holds the turn this one waits, at no cost; the other one's death gives it the turn."""
    other = subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True)
    deadline, begun = Deadline(100), time.monotonic()
    try:
        assert other.stdout.readline() == "held\n"
        killer = threading.Timer(0.5, other.kill)
        killer.start()
        with deadline.alone():
            assert not killer.is_alive()
            assert time.monotonic() - begun > 0.5
            assert deadline.left() > 100 - (time.monotonic() - begun) + 0.3
    finally:
        other.kill()
        other.wait()
        other.stdout.close()


def test_what_runs_a_second_time_gets_as_much_time_again_once():
    """A deadline moves on by what was used until then, and by no more however often it is asked."""
    deadline = Deadline(100)
    time.sleep(0.3)
    deadline.extend()
    assert deadline.left() > 99.9
    time.sleep(0.2)
    deadline.extend()
    assert deadline.left() < 99.9
