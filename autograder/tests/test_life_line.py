"""The line between a kernel's guard and the grader: messages, a descriptor with one, and the end."""

import os
import socket
import sys
import threading

import pytest

from autograder.sandbox.life_line import LONGEST_LINE, LifeLine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are kernels forked")


@pytest.fixture
def ends():
    """Both ends of a line."""
    ends = [LifeLine(end) for end in socket.socketpair()]
    yield ends
    for end in ends:
        end.close()


def test_messages_come_one_by_one(ends):
    """Two messages that were sent at once are read as two."""
    ends[0].send(pid=1)
    ends[0].send(ready=True)
    assert [ends[1].read(), ends[1].read()] == [{"pid": 1}, {"ready": True}]


def test_a_long_message_comes_whole(ends):
    """A message that is longer than what is received at once arrives in one piece."""
    ends[0].send(text="x" * 100_000)
    assert ends[1].read() == {"text": "x" * 100_000}


def test_a_descriptor_comes_along(ends):
    """A file descriptor crosses the line, and programs that are started later do not get it."""
    reading, writing = os.pipe()
    ends[0].send(handle=writing, pid=1)
    assert ends[1].read() == {"pid": 1}
    assert not os.get_inheritable(ends[1].handle)
    os.write(ends[1].handle, b"x")
    assert os.read(reading, 1) == b"x"
    for number in (reading, writing, ends[1].handle):
        os.close(number)


def test_looking_does_not_wait(ends):
    """Without waiting there is an error as long as nothing has come."""
    with pytest.raises(BlockingIOError):
        ends[1].read(block=False)
    ends[0].send(exit=0)
    assert ends[1].read(block=False) == {"exit": 0}


def test_the_end_is_told_apart_from_silence(ends):
    """When the other end is closed there is None, after what was sent before."""
    ends[0].send(exit=0)
    ends[0].close()
    assert [ends[1].read(), ends[1].read(), ends[1].read(block=False)] == [{"exit": 0}, None, None]


def test_a_line_without_end_is_the_end(ends):
    """Whoever sends no end of a line is taken for gone, before memory is."""
    flood = threading.Thread(target=ends[0].socket.sendall, args=[b"x" * (LONGEST_LINE + 100_000)], daemon=True)
    flood.start()
    assert ends[1].read() is None
    ends[1].socket.recv(10**6)
    flood.join()
