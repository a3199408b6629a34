"""How an ordinary kernel, without a sandbox, is made ready for students' code: its environment and its first cell."""

from __future__ import annotations

import inspect
import os
import shutil
import tempfile
from pathlib import Path

from autograder import agent
from autograder.sandbox import course_stub, private_folders
from autograder.sandbox.student_environment import ONE_THREAD, sounds_secret

NAME = "python3"

# Runs first in an ordinary kernel: limits its memory, sets up the agent, and puts the stub in the place of our package.
# Student code can undo all of it, and gains no verdict by that; a warm kernel begins so.
BOOT = """
def _boot(agent, stub, memory):
    import sys, types
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    for name, source in (("kmeans_agent", agent), ("kmeans_stub", stub)):
        module = sys.modules[name] = types.ModuleType(name)
        exec(compile(source, f"<{name}>", "exec"), module.__dict__)
    module.stand_in(get_ipython())
"""


def first_cell(memory: int) -> str:
    """Give the code of the first cell; `memory` is how many bytes the process may take. It leaves no names behind."""
    texts = [inspect.getsource(module) for module in (agent, course_stub)]
    return f"{BOOT}\n_boot({', '.join(map(repr, texts))}, {memory})\ndel _boot\n"


def make_folder() -> Path:
    """Make a kernel's private folder, with `ipc` for sockets and `work` to work in; it goes when the grader does."""
    if os.name == "posix":
        return private_folders.own_folder().numbered()
    folder = Path(tempfile.mkdtemp(prefix="kmeans-"))
    (folder / "work").mkdir()
    return folder


def remove_folder(folder: Path) -> None:
    """Remove such a folder with all that is in it."""
    if os.name == "posix":
        private_folders.remove_folder(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def environment(folder: Path) -> dict[str, str]:
    """The environment without secrets, with one thread for linear algebra, and with temporary files in the folder.

    A notebook that writes large files, and is stopped before it deletes them, then leaves nothing behind.
    """
    kept = {name: value for name, value in os.environ.items() if not sounds_secret(name)}
    own = {"PYTHONDONTWRITEBYTECODE": "1", "JUPYTER_PLATFORM_DIRS": "1", "TMPDIR": str(folder)}
    return kept | dict.fromkeys(ONE_THREAD, "1") | own
