"""Where memory, threads, disk and processor time end inside a sandbox."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from autograder.sandbox import limits
from autograder.tests.in_sandbox import BOUNDS, NOBODY, Place, place_for, run_inside

if sys.platform != "linux":
    pytest.skip("only on Linux", allow_module_level=True)

@pytest.fixture(params=["full", "basic"])
def tier(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Each tier, for whoever runs the tests."""
    with place_for(request.param, None) as found:
        yield found


MEMORY = """
import mmap
held, total = [], 0
def fill(kind, size):
    global total
    while total < 4 << 30:
        held.append(mmap.mmap(-1, size, kind | mmap.MAP_ANONYMOUS)); total += size
tell(private=attempt(fill, mmap.MAP_PRIVATE, 1 << 24), after_private=total)
tell(shared=attempt(fill, mmap.MAP_SHARED, 1 << 24), after_shared=total)
tell(array=attempt(bytearray, 1 << 29))
"""


def test_memory_ends_at_its_bound(tier: Place) -> None:
    """Private memory ends at the bound, and with shared memory there is no more than one gibibyte beyond it."""
    told = run_inside(tier, MEMORY)
    assert told["private"] == told["shared"] == "OSError 12"
    assert told["after_private"] <= BOUNDS.memory_bytes
    assert told["after_shared"] <= BOUNDS.memory_bytes + (1 << 30) + (1 << 26)
    assert told["array"] == "MemoryError"


THREADS = """
import threading
threading.stack_size(32768)
threads, end = [], threading.Event()
try:
    while len(threads) < 200:
        threads.append(threading.Thread(target=end.wait, daemon=True)); threads[-1].start()
except RuntimeError:
    threads.pop()
tell(started=len(threads))
end.set()
for thread in threads: thread.join()
again = threading.Thread(target=end.wait); again.start(); again.join()
tell(again=True)
"""


@pytest.mark.parametrize("user", [None, NOBODY])
def test_threads_end_at_their_bound(user: int | None) -> None:
    """In tier full the system holds the bound of threads, however small they are; when some have ended others start."""
    with place_for("full", user) as place:
        told = run_inside(place, THREADS)
    assert BOUNDS.threads - 3 <= told["started"] <= BOUNDS.threads
    assert told["again"]


DISK = """
written = 0
def fill():
    global written
    with open("big", "wb") as stream:
        while written < 64 << 20:
            written += stream.write(bytes(1 << 16)); stream.flush()
tell(big=attempt(fill), written=written)
def many():
    for number in range(1000):
        open(f"file{number}", "w").close()
tell(many=attempt(many), files=len(os.listdir(".")))
"""


LIMITS = """
import resource
names = ("DATA", "AS", "CPU", "NOFILE", "FSIZE", "CORE", "MEMLOCK", "MSGQUEUE")
tell(limits={name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}")) for name in names})
"""


def test_limits_are_hard(tier: Place) -> None:
    """Every limit is the hard one too, so that it can't be raised; a crash is handed to no file and to no program."""
    found = run_inside(tier, LIMITS)["limits"]
    assert all(soft == hard for name, (soft, hard) in found.items() if name != "CPU")
    assert found["DATA"][0] == BOUNDS.memory_bytes
    assert found["CPU"] == [BOUNDS.cpu_seconds, BOUNDS.cpu_seconds + 1]
    assert (found["NOFILE"][0], found["FSIZE"][0]) == (BOUNDS.open_files, BOUNDS.disk_bytes)
    assert [found[name][0] for name in ("CORE", "MEMLOCK", "MSGQUEUE")] == [1, 0, 0]


def test_the_disk_ends_at_its_bound(tier: Place) -> None:
    """A file ends at the disk bound; in tier full all files together do, and there are no more of them than allowed."""
    told = run_inside(tier, DISK)
    assert told["big"] in ("OSError 28", "OSError 27")
    assert told["written"] <= BOUNDS.disk_bytes
    if tier.tier == "full":
        assert told["many"] == "OSError 28"
        assert told["files"] <= BOUNDS.files
        assert list((tier.folder / "1/work").iterdir()) == []


def test_threads_are_counted_alone_only_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Linux 5.14 a user's threads are counted everywhere: then the limit leaves room for those of others."""
    monkeypatch.setattr(limits, "_kernel", lambda: (5, 13))
    assert limits._thread_limit(20, counted_alone=True) > limits.OTHER_TASKS
    assert not limits.threads_are_bounded(counted_alone=True)
    monkeypatch.setattr(limits, "_kernel", lambda: (5, 14))
    assert limits._thread_limit(20, counted_alone=True) == 21
    assert limits._thread_limit(20, counted_alone=False) > limits.OTHER_TASKS


@pytest.mark.slow
def test_processor_time_ends_at_its_bound(tier: Place) -> None:
    """A kernel that has used its processor time is ended by the system, also when it ignores the warning."""
    code = "import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
    begun = time.monotonic()
    told = run_inside(tier, code, plan=tier.plan(bounds=replace(BOUNDS, cpu_seconds=1)))
    assert told["status"] == -signal.SIGKILL
    assert time.monotonic() - begun < 60
