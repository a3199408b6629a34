"""Kernels by name alone: what Jupyter's kernel managers ask of a provisioner, from any kind of program."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jupyter_client.kernelspec import get_kernel_spec
from jupyter_client.manager import AsyncKernelManager, KernelManager, start_new_kernel
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from autograder.sandbox import provisioner as module
from autograder.sandbox import tested_tier
from autograder.sandbox.features import Machine
from autograder.sandbox.provisioner import WarmProvisioner
from autograder.sandbox.sandbox_error import SandboxError
from autograder.sandbox.tiers import features
from autograder.tests.warm_kernels import BEST, TIERS, ask_kernel, is_there, process_state, warm_kernel

ROOT = Path(__file__).parents[2]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are kernels forked")


def test_the_kernel_is_known_by_its_name():
    """The installed kernelspec names our provisioner, and Jupyter finds that."""
    spec = get_kernel_spec("kmeans-sandbox")
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "kmeans-warm"
    assert spec.language == "python"
    manager = AsyncKernelManager(kernel_name="kmeans-sandbox")
    made = KernelProvisionerFactory.instance().create_provisioner_instance("1", spec, manager)
    assert isinstance(made, WarmProvisioner)


@pytest.mark.parametrize(("system", "remedy"), [("Darwin", "docker run"), ("Windows", "wsl --install")])
def test_elsewhere_it_says_what_to_do_instead(system, remedy, monkeypatch):
    """On macOS and Windows starting a kernel is one line with the way out."""
    elsewhere = features(Machine(system=lambda: system, machine=lambda: "arm64"))
    monkeypatch.setattr(tested_tier, "features", lambda: elsewhere)
    monkeypatch.setattr(module.sys, "platform", "darwin")
    manager = KernelManager(kernel_name="kmeans-sandbox")
    with pytest.raises(SandboxError, match=remedy):
        manager.start_kernel()


def test_it_can_be_imported_anywhere():
    """Jupyter finds the provisioner on Windows too, where parts of Python are missing: so it can say what to do."""
    code = (
        "import sys, ctypes, jupyter_client.provisioning, platformdirs\n"
        "sys.platform = 'win32'; sys.modules.update(fcntl=None, resource=None, pwd=None)\n"
        "import autograder.sandbox.provisioner"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@on_linux
def test_a_machine_without_any_sandbox_is_told_what_is_missing(monkeypatch):
    """Below the minimum no kernel starts by name alone: the error names the feature and the remedy."""
    monkeypatch.setattr(tested_tier, "_tested", {})
    old = Machine(kernel=lambda: "5.4.0", landlock=lambda: (_ for _ in ()).throw(OSError(38, "not there")))
    monkeypatch.setattr(tested_tier, "features", lambda: features(old))
    manager = KernelManager(kernel_name="kmeans-sandbox")
    with pytest.raises(SandboxError, match=r"Landlock is missing: it came with Linux 5\.13"):
        manager.start_kernel()


@on_linux
@pytest.mark.slow
def test_a_blocking_client_runs_code():
    """A program without an event loop starts a kernel, runs code and shuts it down."""
    manager, client = start_new_kernel(kernel_name="kmeans-sandbox", tier=BEST)
    try:
        assert client.execute_interactive("1", allow_stdin=False, timeout=60)["content"]["status"] == "ok"
        pid = manager.provisioner.pid
        assert is_there(pid)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    assert not is_there(pid)
    assert not manager.has_kernel


@on_linux
@pytest.mark.slow
def test_one_process_may_use_several_event_loops():
    """A kernel that was started in one loop is asked and ended in others."""
    manager = AsyncKernelManager(kernel_name="kmeans-sandbox")
    asyncio.run(manager.start_kernel(tier=BEST))
    pid = manager.provisioner.pid
    assert asyncio.run(manager.is_alive())
    asyncio.run(manager.shutdown_kernel(now=True))
    assert not is_there(pid)
    assert not asyncio.run(manager.is_alive())


@on_linux
@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
def test_a_kernel_can_be_restarted(tier):
    """After a restart the client is still connected, to a process that has forgotten everything."""

    async def restart():
        async with warm_kernel(tier) as kernel:
            await kernel.run("x = 1; open('file', 'w').close()")
            first = kernel.provisioner.pid
            await kernel.manager.restart_kernel(now=True)
            await kernel.client.wait_for_ready(timeout=60)
            left = await kernel.run("import os; 'x' in dir(), os.path.exists('file')")
            return left, first, kernel.provisioner.pid

    left, first, second = asyncio.run(restart())
    assert left == "(False, False)"
    assert first != second
    assert not is_there(first)


@on_linux
@pytest.mark.slow
@pytest.mark.parametrize("code", ["import os; os._exit(3)", "exit()"])
def test_a_kernel_that_ends_itself_is_dead(code):
    """The manager notices, with the exit code, and nothing is left on the disk."""

    async def end():
        async with warm_kernel(outside=False) as kernel:  # where it is judged outside, `exit()` ends nothing
            kernel.client.execute(code)
            while await kernel.manager.is_alive():
                await asyncio.sleep(0.05)
            return await kernel.provisioner.poll(), kernel.provisioner.folder

    exit_code, folder = asyncio.run(asyncio.wait_for(end(), 60))
    assert exit_code == (3 if "3" in code else 0)
    assert not folder.exists()


@on_linux
@pytest.mark.slow
def test_a_polite_shutdown_takes_no_time():
    """A kernel that is asked to end has ended before its manager looks for the second time."""

    async def shut_down():
        async with warm_kernel() as kernel:
            begun = time.monotonic()
            await kernel.manager.shutdown_kernel()
            return time.monotonic() - begun

    assert min(asyncio.run(shut_down()) for _ in range(3)) < 1.5  # one that does not listen takes two seconds and more


@on_linux
@pytest.mark.slow
def test_a_frozen_kernel_takes_no_time():
    """While a kernel is frozen its clock stands, and afterwards it goes on where it was."""

    async def freeze():
        async with warm_kernel() as kernel:
            clock = (~kernel.provisioner.pid << 3) | 2
            kernel.client.execute("while True: pass")
            await asyncio.sleep(0.3)
            kernel.provisioner.freeze()
            while process_state(kernel.provisioner.pid) != "T":
                await asyncio.sleep(0.01)
            before = time.clock_gettime(clock)
            await asyncio.sleep(0.5)
            frozen = time.clock_gettime(clock) - before
            kernel.provisioner.thaw()
            await asyncio.sleep(1)
            return frozen, time.clock_gettime(clock) - before

    frozen, gone_on = asyncio.run(freeze())
    assert frozen < 0.01 < gone_on  # it may still be on its way into standing still


@on_linux
@pytest.mark.slow
def test_nothing_is_left_in_the_users_own_folders(tmp_path, monkeypatch):
    """The connection file lies in the private folder, and is gone with it."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))

    async def look():
        async with warm_kernel() as kernel:
            file = Path(kernel.manager.connection_file)
            return file, file.exists(), file.stat().st_mode & 0o077, kernel.provisioner.folder

    file, was_there, others, folder = asyncio.run(look())
    assert (was_there, others) == (True, 0)
    assert file.is_relative_to(folder)
    assert not folder.exists()
    assert os.listdir(tmp_path) == []


@on_linux
@pytest.mark.slow
def test_bounds_are_those_that_are_asked_for():
    """Limits come with the start of a kernel."""
    code = "from resource import *; print(getrlimit(RLIMIT_DATA)[0], getrlimit(RLIMIT_NOFILE)[0])"
    bounds = {"memory_bytes": 700 * 1024**2, "open_files": 100}
    if BEST == "none":
        pytest.skip("only on machines that offer a sandbox")
    assert ask_kernel(code, bounds=bounds) == f"{700 * 1024**2} 100"


@on_linux
@pytest.mark.slow
def test_nbclient_needs_the_name_alone(tmp_path):
    """A notebook with a helper, the images, a picture, an error and a check is executed as by an ordinary kernel."""
    (tmp_path / "helper.py").write_text("def double(x): return 2 * x")
    cells = [
        "import helper\nfrom load import test_x, test_y\nprint(helper.double(len(test_x)))",
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.imshow(test_x[0].reshape(28, 28));",
        "1 / 0", "from autograder import check\ncheck.initial_means", "import ipywidgets\nipywidgets.IntSlider()",
        "%%time\nsum(range(10))",
    ]  # fmt: skip
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client = NotebookClient(
        notebook, kernel_name="kmeans-sandbox", allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute()
    kinds = [[output.output_type for output in cell.outputs] for cell in notebook.cells]
    assert kinds == [
        ["stream"], ["display_data"], ["error"], ["execute_result"], ["execute_result"], ["stream", "execute_result"]
    ]  # fmt: skip
    assert notebook.cells[0].outputs[0].text == "20000\n"
    assert notebook.cells[2].outputs[0].ename == "ZeroDivisionError"
    assert os.listdir(tmp_path) == ["helper.py"]
