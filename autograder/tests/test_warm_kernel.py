"""A warm kernel is an IPython kernel as students know it, new and alone, in each tier that the machine offers."""

import asyncio
import json
import sys
import time

import pytest

from autograder.tests.warm_kernels import BEST, TIERS, ask_kernel, warm_kernel

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are kernels forked")]


@pytest.mark.parametrize("tier", TIERS)
def test_images_are_there_at_once(tier):
    """The test images can be imported, read-only, though their file can't be read."""
    code = "from load import test_x, test_y; print(test_x.shape, test_y.sum(), test_x.flags.writeable)"
    assert ask_kernel(code, tier) == "(10000, 784) 44434 False"


@pytest.mark.parametrize("tier", TIERS)
def test_pictures_are_shown(tier):
    """A plot appears as PNG beneath its cell, without any magic."""
    assert ask_kernel("import matplotlib.pyplot as plt; _ = plt.plot([1, 2])", tier).startswith("iVBOR")


@pytest.mark.parametrize("tier", TIERS)
def test_the_kernel_can_be_interrupted(tier):
    """An interrupt is a KeyboardInterrupt in the cell, and the kernel goes on."""

    async def interrupt():
        async with warm_kernel(tier) as kernel:
            running = asyncio.create_task(kernel.run("while True: pass"))
            await asyncio.sleep(0.5)
            await kernel.manager.interrupt_kernel()
            return await running, await kernel.run("1 + 1")

    assert asyncio.run(interrupt()) == ("KeyboardInterrupt", "2")


@pytest.mark.parametrize("tier", TIERS)
def test_what_ipython_offers_works(tier):
    """Magics, help, results, errors, `await` and printing from a thread do what they do elsewhere."""

    async def try_out():
        async with warm_kernel(tier) as kernel:
            cells = (
                "_ = %timeit -o -n1 -r1 pass", "x = 3\nx", "1 / 0", "input('?')",
                "import asyncio; await asyncio.sleep(0, 'a')",
                "import threading; t = threading.Thread(target=print, args=['b']); t.start(); t.join()",
                "%%capture out\nprint(1)", "out.stdout", "get_ipython().__class__.__name__", "exec('def f(:')",
                "%matplotlib inline", "import ipywidgets; ipywidgets.IntSlider().value", "__name__",
            )  # fmt: skip
            return [await kernel.run(cell) for cell in cells]

    expected = [
        "3", "ZeroDivisionError", "StdinNotImplementedError", "'a'", "b", "", "'1\\n'", "'ZMQInteractiveShell'",
        "SyntaxError", "", "0", "'__main__'",
    ]  # fmt: skip
    assert asyncio.run(try_out())[1:] == expected


@pytest.mark.skipif(BEST == "none", reason="only on machines that offer a sandbox")
def test_commands_of_the_terminal_do_nothing_and_say_so():
    """A cell that begins with `!pip install` goes on, in a sandbox in which no program can be run."""
    shown = ask_kernel("!pip install numpy\n%pip install numpy\nfound = !ls {1 + 1}\nimport numpy; found, _exit_code")
    assert shown.count("no programs can be run here") == 3
    assert shown.endswith("([], 127)")


def test_no_two_kernels_draw_the_same():
    """Generators begin anew in each kernel, the global ones and those of libraries."""
    code = "import random, numpy.random as r; print(random.random(), r.rand(), r.default_rng().random())"
    first, second = (ask_kernel(code).split() for _ in range(2))
    assert not set(first) & set(second)


@pytest.mark.parametrize("tier", TIERS)
def test_a_kernel_lives_in_its_own_folder(tier):
    """Home, temporary files and settings are in the folder where the kernel works, and nothing else is there."""
    code = (
        "import os, pathlib, tempfile, matplotlib, sys, json\n"
        "work = os.getcwd()\n"
        "places = [os.path.expanduser('~'), tempfile.gettempdir()]\n"
        "places += [matplotlib.get_configdir(), matplotlib.get_cachedir()]\n"
        "pathlib.Path('new.py').write_text('x = 5')\n"
        "import new\n"
        "inside = [os.path.commonpath([work, place]) == work for place in places]\n"
        "print(json.dumps([work, inside, new.x, os.listdir('.')]))"
    )
    work, inside, imported, listed = json.loads(ask_kernel(code, tier))
    assert work.startswith("/tmp/kmeans-by-hand-")
    assert inside == [True] * 4
    assert imported == 5
    assert set(listed) == {".ipython", ".matplotlib", ".tmp", "new.py"}


def test_there_is_no_history_and_no_log():
    """The kernel opens no database: past cells are nowhere on the disk."""
    code = (
        "import os\n"
        "files = [name for _, _, names in os.walk('.') for name in names if 'sqlite' in name]\n"
        "print(get_ipython().history_manager.enabled, files)"
    )
    assert ask_kernel(code) == "False []"


def test_the_process_writes_nowhere():
    """What code writes past IPython is lost, and does no harm."""
    assert ask_kernel("import os; os.write(1, b'x' * 70000); os.write(2, b'y'); print('z')") == "z"


@pytest.mark.parametrize("tier", TIERS)
def test_settings_that_come_with_a_notebook_are_not_read(tier, tmp_path):
    """A startup file and a configuration beside the notebook change nothing, and modules of ours stay ours."""
    startup = tmp_path / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("evil = 1")
    (tmp_path / "ipython_config.py").write_text("c.InteractiveShellApp.exec_lines = ['evil = 1']")
    (tmp_path / "numpy.py").write_text("evil = 1")
    (tmp_path / "load.py").write_text("evil = 1")
    (tmp_path / "kmeans_agent.py").write_text("evil = 1")
    found = "'evil' in dir(), *[hasattr(module, 'evil') for module in (numpy, load, kmeans_agent)]"
    code = f"import numpy, load, kmeans_agent; print({found})"
    assert ask_kernel(code, tier, cwd=str(tmp_path)) == "False False False False"


@pytest.mark.parametrize("tier", TIERS)
def test_modules_beside_the_notebook_can_be_imported(tier, tmp_path):
    """A helper file that was handed in along is imported."""
    (tmp_path / "helper.py").write_text("def double(x): return 2 * x")
    assert ask_kernel("import helper; print(helper.double(4))", tier, cwd=str(tmp_path)) == "8"


def test_the_course_stays_outside_where_verdicts_do():
    """`check` and `animate` do nothing, and nothing else of the package is there, nor can it be read."""
    code = (
        "import sys\nfrom autograder import check, animate\n"
        "check.initial_means(0); live = animate.live([[1, 2]]); live.update([[3, 4]]); live.history\n"
        "print(check.update_means, check.update_means.hint())\n"
        "print([name for name in sys.modules if name.startswith('autograder.')])\n"
        "import autograder.grade"
    )
    assert ask_kernel(code) == "judged outside None\n[]\nModuleNotFoundError"


def test_the_judge_finds_the_agent():
    """A comm to the agent is answered, without anything having been sent before."""

    async def fetch():
        async with warm_kernel() as kernel:
            await kernel.run("means = 7")
            content = {"comm_id": "1", "target_name": "kmeans_by_hand", "data": {"do": "fetch", "names": ["means"]}}
            kernel.client.shell_channel.send(kernel.client.session.msg("comm_open", content))
            while True:
                message = await kernel.client.get_iopub_msg(timeout=20)
                if message["msg_type"] == "comm_msg":
                    return message["content"]["data"]

    assert asyncio.run(fetch()) == {"values": {"means": ["int", "7"]}}


def test_checks_run_where_verdicts_are_reached_inside():
    """Without a grader outside, a check judges in the kernel, as in a student's notebook."""
    code = "from autograder import check\nimport numpy as np\ncheck.initial_means(np.zeros((10, 784)))"
    assert "initial_means" in ask_kernel(code, outside=False)


@pytest.mark.parametrize("tier", TIERS)
def test_a_flood_of_output_arrives_whole(tier):
    """No message is dropped between kernel and client, however many there are."""
    code = "from IPython.display import display\nfor i in range(5000): display(i)\nprint('end')"
    shown = ask_kernel(code, tier)
    assert shown.endswith("4999end")


def test_what_is_printed_comes_in_pieces():
    """However much is printed at once, all of it arrives, in messages that a client can take in."""

    async def sizes():
        async with warm_kernel() as kernel:
            found = []
            await kernel.client.execute_interactive(
                "print('x' * 5_000_000); print('y', 1, 2.5); print('z' * 2_000_000, end='')", timeout=60,
                allow_stdin=False, output_hook=lambda message: found.append(len(message["content"].get("text", ""))),
            )  # fmt: skip
            return found

    found = asyncio.run(sizes())
    assert sum(found) == 5_000_000 + 1 + len("y 1 2.5\n") + 2_000_000
    assert max(found) < 2_200_000


def test_a_flood_can_be_interrupted():
    """Code that prints without end stops at once when it is interrupted: little of it waits to be fetched."""

    async def interrupt():
        async with warm_kernel() as kernel:
            running = asyncio.create_task(kernel.run("while True: print('x' * 100_000)"))
            await asyncio.sleep(1)
            await kernel.manager.interrupt_kernel()
            return await asyncio.wait_for(running, 30)

    assert asyncio.run(interrupt()).endswith("KeyboardInterrupt")


def test_a_kernel_is_there_in_a_moment():
    """Forking a kernel and running its first cell takes a fraction of what an ordinary one needs."""

    async def times():
        found = []
        for _ in range(4):
            begun = time.perf_counter()
            async with warm_kernel() as kernel:
                await kernel.run("1")
                pid = kernel.provisioner.pid
                found.append((time.perf_counter() - begun, time.clock_gettime((~pid << 3) | 2)))
        return found[1:]

    measured = asyncio.run(times())
    assert min(cpu for _, cpu in measured) < 0.15
    assert BEST == "none" or min(wall for wall, _ in measured) < 1.5
