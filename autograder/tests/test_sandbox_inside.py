"""What works inside a sandbox: ordinary Python, NumPy, pictures, and being called and stopped from outside."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.tests.in_sandbox import BIND, NOBODY, Place, place_for, run_inside, started

if sys.platform != "linux":
    pytest.skip("only on Linux", allow_module_level=True)

@pytest.fixture(params=[(tier, user) for tier in ("full", "basic") for user in (None, NOBODY)], ids=str)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Each tier, for whoever runs the tests, and for an ordinary user where root runs them."""
    with place_for(*request.param) as found:
        yield found


@pytest.fixture(params=["full", "basic"])
def tier(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Each tier, for whoever runs the tests."""
    with place_for(request.param, None) as found:
        yield found


ORDINARY = """
import asyncio, datetime, faulthandler, resource, shutil, signal, sqlite3, tempfile, time, zoneinfo
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
faulthandler.enable()
found = {}
Path("a").mkdir(); Path("a/b.txt").write_text("hello")
shutil.copy2("a/b.txt", "c.txt"); shutil.move("c.txt", "a/d.txt")
Path("link").symlink_to("a/d.txt"); os.chmod("a/b.txt", 0o600); os.utime("a/b.txt"); os.truncate("a/b.txt", 2)
found["files"] = Path("link").read_text() + Path("a/b.txt").read_text() + str(sorted(os.listdir("a")))
os.link("a/b.txt", "a/e.txt"); os.rename("a/e.txt", "f.txt"); shutil.rmtree("a")
tempfile.tempdir = os.getcwd()
with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as named:
    found["temporary"] = os.path.dirname(folder) == os.getcwd()
base = sqlite3.connect("base.db")
base.execute("create table t (x)"); base.execute("insert into t values (5)"); base.commit()
found["sqlite"] = base.execute("select x from t").fetchone()[0]
with ThreadPoolExecutor(4) as pool:
    found["threads"] = sum(pool.map(lambda x: x * x, range(10)))
async def later():
    await asyncio.sleep(0.001)
    return await asyncio.to_thread(lambda: 7)
found["asyncio"] = asyncio.run(later())
rung = []
signal.signal(signal.SIGALRM, lambda *_: rung.append(1)); signal.setitimer(signal.ITIMER_REAL, 0.001); time.sleep(0.01)
os.kill(os.getpid(), signal.SIGALRM); signal.raise_signal(signal.SIGALRM)
found["alarm"] = len(rung)
found["zone"] = datetime.datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).utcoffset().seconds
found["usage"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0
found["null"] = open(os.devnull, "w").write("x") + len(open("/dev/zero", "rb").read(3)) + len(os.urandom(3))
found["status"] = "Pid:" in open("/proc/self/status").read() and "MemTotal" in open("/proc/meminfo").read()
found["here"] = os.getcwd() == str(plan.work)
import multiprocessing
found["process"] = attempt(multiprocessing.Process(target=print).start)
found["lock"] = attempt(multiprocessing.Lock)
import subprocess
found["subprocess"] = attempt(subprocess.run, ["/bin/true"])
found["system"] = os.system("true") != 0
found["network"] = attempt(__import__("urllib.request").request.urlopen, "http://127.0.0.1:9")
tell(found=found)
"""


def test_ordinary_python_works(place: Place) -> None:
    """Files, threads, event loops, timers, time zones, databases work; processes and the network give plain errors."""
    found = run_inside(place, ORDINARY, modules=["concurrent.futures.thread"])["found"]
    assert found.pop("network").startswith("URLError")
    assert found == {
        "files": "hellohe['b.txt', 'd.txt']", "temporary": True, "sqlite": 5, "threads": 285, "asyncio": 7, "alarm": 3,
        "zone": 7200, "usage": True, "null": 7, "status": True, "here": True, "process": "PermissionError 1",
        "lock": "PermissionError 13", "subprocess": "PermissionError 1", "system": True,
    }  # fmt: skip


NUMERIC = """
import matplotlib; matplotlib.use("agg")
import matplotlib.pyplot as plt, numpy as np
image = np.memmap("image.dat", dtype="u1", mode="w+", shape=(100, 100)); image[:] = 7; image.flush()
values = np.random.default_rng(0).normal(size=(60, 60)); u, s, v = np.linalg.svd(values)
np.savez_compressed("all.npz", s=s, u=u)
plt.plot(s); plt.title("Säulen $\\\\alpha$"); plt.savefig("plot.png"); plt.savefig("plot.pdf")
tell(svd=bool(np.allclose((u * s) @ v, values)), sum=int(np.fromfile("image.dat", "u1").sum()),
     npz=np.load("all.npz")["s"].shape, sizes=[os.path.getsize(name) > 1000 for name in ("plot.png", "plot.pdf")])
"""


def test_numpy_and_matplotlib_work(tier: Place) -> None:
    """Linear algebra, files of arrays, memory-mapped arrays and pictures work, imported inside for the first time."""
    told = run_inside(tier, NUMERIC)
    assert (told["svd"], told["sum"], told["npz"], told["sizes"]) == (True, 70000, [60], [True, True])


ANSWER = """
tell(listening=True)
client, _ = end.accept()
client.sendall(client.recv(100)[::-1])
"""


def test_the_grader_can_call_the_kernel(place: Place) -> None:
    """A socket that was bound before the seal takes calls from outside afterwards."""
    with started(place, ANSWER, before_seal=BIND) as inside, socket.socket(socket.AF_UNIX) as client:
        inside.until("listening")
        client.connect(str(place.folder / "1/ipc/1"))
        client.sendall(b"hello")
        assert client.recv(100) == b"olleh"
        assert inside.end()["status"] == 0


WAIT = """
import signal, time
signal.signal(signal.SIGINT, lambda *_: tell(interrupted=True))
tell(waiting=True)
while True:
    time.sleep(0.001)
"""


def test_signals_from_outside_arrive(place: Place) -> None:
    """From outside a kernel can be interrupted, stopped where it is, continued and killed."""
    with started(place, WAIT) as inside:
        inside.until("waiting")
        pid = inside.until("pid")
        os.kill(pid, signal.SIGSTOP)
        assert _soon(lambda: _state(pid) == "T")
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGCONT)
        assert inside.until("interrupted")
        assert _state(pid) in "SR"
        os.kill(pid, signal.SIGKILL)
        assert inside.end()["status"] == -signal.SIGKILL


BUSY = """
import threading
def busy():
    while True:
        pass
threading.Thread(target=busy).start()
"""


def test_a_kernel_ends_with_its_guard(place: Place) -> None:
    """When the guard is killed the kernel ends at once, a thread that never ends included."""
    with started(place, BUSY + WAIT) as inside:
        inside.until("waiting")
        pid = inside.until("pid")
        os.kill(inside.until("guard"), signal.SIGKILL)
        assert _soon(lambda: not Path(f"/proc/{pid}").exists() or _state(pid) in "ZX")


COPIED = """
open("data.txt", "a").write("!")
open("pictures/two.txt", "w").write("2")
tell(files=sorted(os.path.relpath(os.path.join(place, name)) for place, _, names in os.walk(".") for name in names))
"""


@pytest.mark.parametrize("user", [None, NOBODY])
def test_files_of_the_submission_are_there(user: int | None) -> None:
    """In tier full the submission's files are copied in, and belong to the kernel; links and pipes are left out."""
    with place_for("full", user) as place:
        source = place.folder / "handed_in"
        (source / "pictures").mkdir(parents=True)
        (source / "pictures/one.txt").write_text("one")
        (source / "data.txt").write_text("data")
        (source / "passwords").symlink_to("/etc/passwd")
        os.mkfifo(source / "pipe")
        told = run_inside(place, COPIED, plan=place.plan(copy_from=str(source)))
        assert (source / "data.txt").read_text() == "data"
    assert told["files"] == ["data.txt", "pictures/one.txt", "pictures/two.txt"]


SEEN = """
tell(pid=os.getpid(), parent=os.getppid(), host=os.uname().nodename, groups=os.getgroups(), user=os.getuid(),
     devices=[name for name in ("null", "kmsg", "mem", "tty", "pts") if os.path.exists(f"/dev/{name}")],
     status=dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines()))
"""


def test_tier_full_has_a_world_of_its_own(place: Place) -> None:
    """A kernel has no capability; in tier full it is the first process of a machine without name and devices."""
    told = run_inside(place, SEEN)
    nothing = "0" * 16
    wanted = {"CapInh": nothing, "CapPrm": nothing, "CapEff": nothing, "NoNewPrivs": "1", "Seccomp": "2"}
    assert wanted.items() <= told["status"].items()
    if place.tier == "full":
        assert (told["parent"], told["host"], told["devices"]) == (0, "sandbox", ["null"])
    if place.tier == "full" and place.user is None and os.geteuid() == 0:
        assert told["user"] >= 0x70000000
        assert told["groups"] == []


@pytest.mark.slow  # not for its own time: it makes the whole machine forget what it has looked up
def test_its_own_process_stays_readable(tier: Place) -> None:
    """What a kernel may read in /proc it can still read after the system was short of memory."""
    forget = Path("/proc/sys/vm/drop_caches")
    if not os.access(forget, os.W_OK):
        pytest.skip("only on machines where tests are run by root")
    code = "tell(waiting=True); sys.stdin.readline(); tell(seen=[attempt(open(path).readline) for path in PATHS])"
    paths = ("/proc/self/status", "/proc/self/task/../maps", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat")
    with started(tier, f"PATHS = {paths}\n{code}") as inside:
        inside.until("waiting")
        forget.write_text("2")
        inside.say("go on")
        assert [bool(line) for line in inside.until("seen")] == [True] * len(paths)


def _state(pid: int) -> str:
    """The state of a process in one letter; X when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


def _soon(holds: Callable[[], bool]) -> bool:
    """Wait until something holds; false when it does not within ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.002)
    return False
