"""How an ordinary kernel, without a sandbox, is made ready for students' code: its environment and its first cell."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from autograder import agent
from autograder.sandbox import private_folders

NAME = "python3"
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
SECRET_WORDS = ("TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "NBGRADER")

# Runs first in an ordinary kernel: limits its memory, replaces our package by a stub in which checks do nothing, and
# sets up the agent. Student code can undo all of it, and gains no verdict by that; a warm kernel begins so.
BOOT = """
def _boot(source, memory, target):
    import sys, types
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    class Nothing:
        def __getattr__(self, name):
            if name.startswith("_"): raise AttributeError(name)
            return self
        def __call__(self, *args, **kwargs): return None
        def __repr__(self): return "judged outside"
        def _ipython_display_(self): pass
    agent = types.ModuleType("kmeans_agent")
    sys.modules["kmeans_agent"] = agent
    exec(compile(source, "<agent>", "exec"), agent.__dict__)
    stub = types.ModuleType("autograder", "Judged outside: check and animate do nothing here.")
    stub.check, stub.animate = Nothing(), agent.StandIn()
    sys.modules["autograder"] = stub
    agent.serve(get_ipython(), target)
"""


def first_cell(memory: int) -> str:
    """Give the code of the first cell; `memory` is how many bytes the process may take. It leaves no names behind."""
    source = Path(agent.__file__).read_text(encoding="utf-8")
    return f"{BOOT}\n_boot({source!r}, {memory}, {agent.COMM_TARGET!r})\ndel _boot\n"


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
    kept = {
        name: value for name, value in os.environ.items()
        if not any(word in name.upper() for word in SECRET_WORDS)
    }  # fmt: skip
    own = {"PYTHONDONTWRITEBYTECODE": "1", "JUPYTER_PLATFORM_DIRS": "1", "TMPDIR": str(folder)}
    return kept | dict.fromkeys(ONE_THREAD, "1") | own
