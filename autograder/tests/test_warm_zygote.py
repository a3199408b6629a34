"""The process that forks kernels, and the guards beside them: who ends with whom, and what a failed start says."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder.sandbox import warm
from autograder.sandbox.plan import Plan
from autograder.sandbox.private_folders import make_root, own_folder, sweep
from autograder.sandbox.student_environment import student_environment
from autograder.sandbox.warm import Zygote
from autograder.sandbox.warm_kernel import CannotFork, WarmKernel
from autograder.tests.warm_kernels import BEST, TIERS, descendants, is_there

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are kernels forked")]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def zygote():
    """A zygote that is ended after these tests."""
    zygote = Zygote(outside=True)
    yield zygote
    zygote.close()


def new_kernel(zygote: Zygote, tier: str = BEST) -> WarmKernel:
    """Fork a kernel."""
    folder = own_folder().numbered()
    plan = Plan(tier, str(folder), zygote.readable, zygote.hidden)
    ports = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
    connection = {"transport": "ipc", "ip": f"{folder}/ipc/k", "key": "key", "signature_scheme": "hmac-sha256"}
    return zygote.fork(plan, connection | {name: i for i, name in enumerate(ports, 1)}, student_environment(plan, {}))


def wait_for(condition, seconds: float = 20) -> bool:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return bool(condition())


def end_code(kernel: WarmKernel) -> int | None:
    """Wait for a kernel's end, and give its exit code."""
    wait_for(lambda: kernel.poll() is not None)
    return kernel.poll()


def test_it_has_one_thread_and_no_child_at_rest(zygote):
    """A process that forks must not have threads; it says so itself, and refuses to start otherwise."""
    zygote.start()
    pid = zygote._process.pid
    assert len(os.listdir(f"/proc/{pid}/task")) == 1
    assert descendants(pid) == set()
    opened = [os.readlink(f"/proc/{pid}/fd/{name}") for name in os.listdir(f"/proc/{pid}/fd")]
    assert not [name for name in opened if "eventpoll" in name or "eventfd" in name]  # of event loops and of ZeroMQ


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()", "started threads"),
        ("import zmq; kept = zmq.Context()", "made a zmq"),
        ("import asyncio; kept = asyncio.new_event_loop()", "made a asyncio"),
    ],
)
def test_what_cannot_be_forked_is_noticed(made, told):
    """A thread, a context of ZeroMQ or an event loop in the zygote is an error that names it."""
    code = f"{made}\nfrom autograder.sandbox.zygote import check_that_it_may_fork as check\ncheck()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert told in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("tier", TIERS)
def test_a_kernel_is_killed_and_leaves_nothing(zygote, tier):
    """The exit code is the signal's, and neither kernel nor guard nor zombie remains."""
    kernel = new_kernel(zygote, tier)
    assert is_there(kernel.pid)
    assert kernel.poll() is None
    kernel.send_signal(signal.SIGKILL)
    assert end_code(kernel) == -signal.SIGKILL
    assert wait_for(lambda: not descendants(zygote._process.pid))


@pytest.mark.parametrize("tier", TIERS)
def test_a_kernel_ends_with_its_guard(zygote, tier):
    """Whoever kills the guard ends the kernel, and the grader notices."""
    kernel = new_kernel(zygote, tier)
    guard = next(pid for pid in descendants(zygote._process.pid) if kernel.pid in descendants(pid))
    os.kill(guard, signal.SIGKILL)
    assert end_code(kernel) == -signal.SIGKILL
    assert wait_for(lambda: not is_there(kernel.pid))


def test_a_kernel_ends_with_what_stands_for_it(zygote):
    """A kernel that nobody holds any more is ended."""
    kernel = new_kernel(zygote)
    pid = kernel.pid
    del kernel
    assert wait_for(lambda: not is_there(pid))


def test_kernels_end_with_the_zygote_and_a_new_one_forks_the_next():
    """After kill -9 of the zygote its kernels die, and the next kernel comes from another."""
    zygote = Zygote(outside=True)
    try:
        kernel = new_kernel(zygote)
        first = zygote._process.pid
        os.kill(first, signal.SIGKILL)
        assert end_code(kernel) == -signal.SIGKILL
        another = new_kernel(zygote)
        assert zygote._process.pid != first
        assert another.poll() is None
    finally:
        zygote.close()
    assert end_code(another) == -signal.SIGKILL


def test_nothing_outlives_a_grader_that_is_killed():
    """After kill -9 of the grader no process is left, and the next start removes its folder."""
    code = (
        "import sys, os; sys.path.insert(0, sys.argv[1])\n"
        "from autograder.tests.test_warm_zygote import new_kernel, own_folder, Zygote\n"
        "zygote = Zygote(outside=True); kernels = [new_kernel(zygote) for _ in range(2)]\n"
        "print(own_folder().path, zygote._process.pid, *[k.pid for k in kernels], flush=True); sys.stdin.read()"
    )
    grader = subprocess.Popen(
        [sys.executable, "-c", code, str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/"
    )
    with grader:
        folder, *told = grader.stdout.readline().split()
        left = {*map(int, told)} | descendants(grader.pid)
        assert len(left) == 5  # the zygote, two guards, two kernels
        grader.kill()
    assert wait_for(lambda: not any(map(is_there, left)))
    assert os.path.isdir(folder)
    sweep(make_root())
    assert not os.path.exists(folder)


def test_several_threads_fork_at_once(zygote):
    """Kernels that are asked for at the same time all come, each with its own process."""
    kernels: list[WarmKernel] = []
    threads = [threading.Thread(target=lambda: kernels.append(new_kernel(zygote))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({kernel.pid for kernel in kernels}) == 4


def test_a_start_that_fails_is_told_in_one_line(monkeypatch):
    """When the zygote can't start, the error has its last words."""
    zygote = Zygote(outside=True)
    monkeypatch.setattr(warm, "_BOOT", "import sys; sys.exit('a library is broken')")
    with pytest.raises(CannotFork, match=r"did not start\. Its last words: a library is broken$"):
        new_kernel(zygote)


def test_a_kernel_that_cannot_come_up_is_told_in_one_line(zygote):
    """When a kernel fails to come up, the error says why, and the zygote goes on."""
    plan = Plan("none", "/not/there")
    with pytest.raises(CannotFork, match=r"could not be started: FileNotFoundError.*/not/there/work"):
        zygote.fork(plan, {}, student_environment(plan, {}))
    assert new_kernel(zygote).poll() is None


@pytest.mark.skipif(BEST == "none", reason="only on machines that offer a sandbox")
def test_forbidden_acts_fail(zygote):
    """The self-test tries a dozen acts, and all of them fail; without a sandbox they do not."""
    folder = own_folder().numbered()
    acts = zygote.self_test(Plan(BEST, str(folder), zygote.readable, zygote.hidden))
    assert len(acts) >= 10
    assert [act for act in acts if not act["held"]] == []


def test_what_forks_off_without_a_sandbox_ends_too(zygote):
    """In tier none a kernel's children end with it, even those that left its session."""
    kernel = new_kernel(zygote, "none")
    zygote_pid = zygote._process.pid
    before = descendants(zygote_pid)
    assert kernel.pid in before
    kernel.send_signal(signal.SIGKILL)
    assert end_code(kernel) is not None
    assert wait_for(lambda: not descendants(zygote_pid) & before)
