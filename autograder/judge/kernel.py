"""The student's kernel as the judge sees it: a kernel name, limits, a data channel and a pid; nothing else.

Today it is an ordinary kernel. A sandboxed one needs only another kernel name.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from queue import Empty
from typing import Any

import psutil
from jupyter_client.manager import AsyncKernelManager
from nbclient.client import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_notebook, new_output

from autograder import agent
from autograder.course import Limits
from autograder.evidence import KernelDied, StudentTimeout
from autograder.plain import Malformed

SANDBOX = "none"
DEFAULT_KERNEL = "python3"
START_SECONDS = 60
GRACE_SECONDS = 5  # after an interrupt, before the kernel is ended
COMM_TARGET = "kmeans_by_hand"
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
SECRET_WORDS = ("TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "NBGRADER")

# Runs first in the kernel: limits its memory, replaces our package by a stub in which checks do nothing, and
# sets up the agent. Student code can undo all of it, and gains nothing by that.
_BOOT = """
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
    shell = get_ipython()
    answerer = agent.Agent(shell.user_ns, protect=False)
    def opened(comm, message):
        answer, buffers = answerer.answer(message["content"]["data"], message.get("buffers") or [])
        comm.send(answer, buffers=buffers)
    shell.kernel.comm_manager.register_target(target, opened)
"""


class CannotStart(RuntimeError):
    """A kernel did not start: the machine's fault, or the course's, and never the student's."""


class BoundedClient(NotebookClient):
    """nbclient that stops collecting a cell's outputs when they grow too large, and plays no widgets."""

    output_bytes = 10_000_000
    _used = 0
    _cell: NotebookNode | None = None

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Take one message of the kernel, or drop it."""
        if cell is not self._cell:
            self._cell, self._used = cell, 0
        if msg["msg_type"] in ("stream", "display_data", "execute_result", "error", "update_display_data"):
            before, self._used = self._used, self._used + _size(msg["content"])
            if before > self.output_bytes:
                return None
            if self._used > self.output_bytes:
                cell.outputs.append(new_output("stream", name="stderr", text=_CUT))
                return None
        return super().process_message(msg, cell, cell_index)

    def handle_comm_msg(self, outs: list[NotebookNode], msg: dict[str, Any], cell_index: int) -> None:
        """Take no part in widgets: nobody looks, and what is drawn for one becomes the cell's own output."""


_CUT = "… output cut: there was too much of it\n"


def _size(content: dict[str, Any]) -> int:
    """Bytes of an output, roughly."""
    text = content.get("text") or content.get("traceback") or ""
    data = content.get("data") or {}
    return len(str(text)) + sum(len(str(value)) for value in data.values()) + 100


class StudentKernel:
    """One kernel for one submission: `async with StudentKernel(...) as kernel`."""

    def __init__(self, folder: Path, limits: Limits, kernel_name: str = DEFAULT_KERNEL) -> None:
        self.folder, self.limits = folder, limits
        self._manager = AsyncKernelManager(kernel_name=kernel_name)
        if os.name == "posix":
            self._manager.transport = "ipc"
            self._manager.ip = str(folder / ".kernel")
        self._client: Any = None
        self._notebook: BoundedClient | None = None
        self._pid: int | None = None
        self._last_cpu = 0.0

    async def __aenter__(self) -> StudentKernel:
        environment = _environment(self.folder)
        await self._manager.start_kernel(cwd=str(self.folder), env=environment, stderr=_DEVNULL, stdout=_DEVNULL)
        self._pid = getattr(self._manager.provisioner, "pid", None)
        self._client = self._manager.client()
        self._client.start_channels()
        self._client.allow_stdin = False
        try:
            await self._client.wait_for_ready(timeout=START_SECONDS)
            await self._boot()
        except Exception as problem:
            await self._end()
            raise CannotStart(f"the kernel could not be started: {problem}") from problem
        except BaseException:
            await self._end()
            raise
        self._notebook = BoundedClient(
            new_notebook(), km=self._manager, allow_errors=True, raise_on_iopub_timeout=False, record_timing=False,
            store_widget_state=False, iopub_timeout=20,
        )  # fmt: skip
        self._notebook.kc = self._client
        self._notebook.output_bytes = int(self.limits.output_megabytes * 1e6)
        self._notebook.log.setLevel("CRITICAL")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._end()

    async def _boot(self) -> None:
        """Set the agent up, and leave no names behind."""
        source = Path(agent.__file__).read_text(encoding="utf-8")
        memory = int(self.limits.memory_gib * 1024**3)
        call = f"{_BOOT}\n_boot({source!r}, {memory}, {COMM_TARGET!r})\ndel _boot\n"
        reply = await self._client.execute_interactive(
            call, silent=True, store_history=False, timeout=START_SECONDS, output_hook=lambda _: None
        )
        if reply["content"]["status"] != "ok":
            raise KernelDied(f"The kernel could not be set up: {reply['content'].get('evalue')}")

    async def _end(self) -> None:
        """Stop the kernel at once, with all that it started in its process group."""
        with contextlib.suppress(Exception):
            self.cpu_seconds()
        if self._client:
            self._client.stop_channels()
        with contextlib.suppress(Exception):
            await self._manager.shutdown_kernel(now=True)
        self._pid = None

    async def is_alive(self) -> bool:
        """Whether the process is still there."""
        return self._pid is not None and bool(await self._manager.is_alive())

    async def run(self, cell: NotebookNode, index: int, seconds: float) -> str:
        """Run one cell; its outputs go into it. Gives "" or "timeout"; raises KernelDied."""
        assert self._notebook is not None
        cells = self._notebook.nb["cells"]
        cells.extend([cell] * (index + 1 - len(cells)))
        running = asyncio.ensure_future(self._notebook.async_execute_cell(cell, index))
        try:
            ended = await _ends(running, seconds)
        except asyncio.CancelledError:  # Ctrl-C: take the cell's task along, so that it complains to nobody
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            raise
        if ended:
            return self._outcome(running, "")
        with contextlib.suppress(Exception):
            await self._manager.interrupt_kernel()
        if await _ends(running, GRACE_SECONDS):
            return self._outcome(running, "timeout")
        await self._end()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        raise KernelDied(_DEAF)

    def _outcome(self, ran: asyncio.Future[NotebookNode], outcome: str) -> str:
        """Give the outcome of a cell that ended; raises KernelDied when the kernel ended with it."""
        problem = ran.exception()
        if isinstance(problem, DeadKernelError):
            self._pid = None
            raise KernelDied(_DIED) from problem
        if problem is not None and not isinstance(problem, CellExecutionError):
            raise problem
        return outcome

    async def _interrupt(self) -> None:
        """Interrupt what runs; a kernel that does not listen is ended. Raises KernelDied then."""
        with contextlib.suppress(Exception):
            await self._manager.interrupt_kernel()
        try:
            await self._exchange({"do": "fetch", "names": []}, (), GRACE_SECONDS)
        except (StudentTimeout, Malformed) as problem:
            await self._end()
            raise KernelDied(_DEAF) from problem

    async def ask(
        self, request: dict[str, Any], buffers: Sequence[bytes], seconds: float
    ) -> tuple[dict[str, Any], Sequence[Any]]:
        """Ask the agent; raises StudentTimeout, KernelDied or Malformed."""
        if not await self.is_alive():
            raise KernelDied(_DIED)
        try:
            return await self._exchange(request, buffers, seconds + GRACE_SECONDS)
        except StudentTimeout:
            await self._interrupt()
            raise

    async def _exchange(
        self, request: dict[str, Any], buffers: Sequence[bytes], seconds: float
    ) -> tuple[dict[str, Any], Sequence[Any]]:
        """Open a comm with the request; the answer is what comes on it before the kernel is idle again."""
        content = {"comm_id": os.urandom(16).hex(), "target_name": COMM_TARGET, "data": request}
        message = self._client.session.msg("comm_open", content)
        message["buffers"] = list(buffers)
        self._client.shell_channel.send(message)
        answer: tuple[dict[str, Any], Sequence[Any]] | None = None
        deadline = time.monotonic() + seconds
        while True:
            reply = await self._next_message(deadline, seconds)
            if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            ours = reply["content"].get("comm_id") == content["comm_id"]  # a widget of the student's has another
            if reply["msg_type"] == "comm_msg" and ours and answer is None:
                answer = reply["content"].get("data"), reply.get("buffers") or []
            if reply["msg_type"] == "status" and reply["content"].get("execution_state") == "idle":
                if answer is None or not isinstance(answer[0], dict):
                    raise Malformed("the kernel gave no answer")
                return answer

    async def _next_message(self, deadline: float, seconds: float) -> dict[str, Any]:
        """Give the next message of the kernel; notice its death and the deadline."""
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise StudentTimeout(f"Your code was stopped: it had not finished after {seconds:g} seconds.")
            try:
                return await self._client.get_iopub_msg(timeout=min(left, 1.0))
            except Empty:
                if not await self.is_alive():
                    self._pid = None
                    raise KernelDied(_DIED) from None

    def cpu_seconds(self) -> float:
        """CPU time of the kernel's process, all threads, read from outside it."""
        if self._pid is not None:
            with contextlib.suppress(OSError, psutil.Error):
                self._last_cpu = process_cpu_seconds(self._pid)
        return self._last_cpu


async def _ends(running: asyncio.Future[NotebookNode], seconds: float) -> bool:
    """Wait for a cell to end, at most so many seconds."""
    return bool((await asyncio.wait({running}, timeout=seconds))[0])


_DEVNULL = -3  # subprocess.DEVNULL: what a kernel prints past its channels is nobody's business
_DIED = (
    "The process that ran your notebook ended: it was too large for its memory, or something in it ended it "
    "(`exit`, `os._exit`, a crash in a library). Does the notebook run from top to bottom for you?"
)
_DEAF = "Your code did not end, and did not stop when it was interrupted either, so its process was ended."


def process_cpu_seconds(pid: int) -> float:
    """CPU seconds of a process, all threads; to the nanosecond where Linux tells it."""
    if sys.platform == "linux":
        return time.clock_gettime((~pid << 3) | 2)
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def _environment(folder: Path) -> dict[str, str]:
    """The environment without secrets, with one thread for linear algebra, and with temporary files in the folder.

    A notebook that writes large files, and is stopped before it deletes them, then leaves nothing behind.
    """
    kept = {
        name: value for name, value in os.environ.items()
        if not any(word in name.upper() for word in SECRET_WORDS)
    }  # fmt: skip
    own = {"PYTHONDONTWRITEBYTECODE": "1", "JUPYTER_PLATFORM_DIRS": "1", "TMPDIR": str(folder)}
    return kept | dict.fromkeys(ONE_THREAD, "1") | own


class KernelChannel:
    """The data channel for checks, which run in a thread of their own beside the event loop."""

    def __init__(self, kernel: StudentKernel, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        self.kernel, self.loop, self.seconds = kernel, loop, seconds

    def ask(
        self, request: dict[str, Any], buffers: Sequence[bytes] = ()
    ) -> tuple[dict[str, Any], Sequence[Any]]:
        """Ask the agent in the kernel, from a thread that is not the loop's."""
        seconds = request.get("seconds") or self.seconds
        return asyncio.run_coroutine_threadsafe(self.kernel.ask(request, buffers, seconds), self.loop).result()

    def cpu_seconds(self) -> float:
        """CPU time of the student's process."""
        return self.kernel.cpu_seconds()
