"""The student's kernel as the judge sees it: it runs cells, answers requests for data, and shows what it uses.

In tier "none" it is an ordinary kernel; in the others it is forked from a warm process, in a sandbox of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from queue import Empty
from typing import Any

import psutil
import zmq.asyncio
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder import agent
from autograder.course import Limits
from autograder.evidence import KernelDied, StudentTimeout
from autograder.judge import plain_kernel, usage
from autograder.judge.client import BoundedClient, bound_session
from autograder.judge.gate import Gate
from autograder.plain import Malformed
from autograder.sandbox.plan import Bounds

WARM_KERNEL = "kmeans-sandbox"
START_SECONDS = 60
GRACE_SECONDS = 5  # after an interrupt, before the kernel is ended
LOOK_SECONDS = 0.25  # between two looks at what a running cell uses


class CannotStart(RuntimeError):
    """A kernel did not start: the machine's fault, or the course's, and never the student's."""


class StudentKernel:
    """One kernel for one submission, in a private folder: `async with StudentKernel(...) as kernel`.

    Raises CannotStart.
    """

    def __init__(self, limits: Limits, tier: str, context: zmq.asyncio.Context | None = None) -> None:
        self.limits, self.tier = limits, tier
        kernel_name = plain_kernel.NAME if tier == "none" else WARM_KERNEL
        options = {} if context is None else {"context": context}
        self._manager = AsyncKernelManager(kernel_name=kernel_name, **options)
        self._folder: Path | None = None  # of an ordinary kernel: a warm one sees to its own
        self._client: Any = None
        self._gate: Gate | None = None
        self._notebook: BoundedClient | None = None
        self._pid: int | None = None
        self._last_cpu = 0.0
        self._looked = time.monotonic()  # when it was last seen that the process is within its limits

    async def __aenter__(self) -> StudentKernel:
        try:
            await self._manager.start_kernel(**await self._options())
            self._pid = getattr(self._manager.provisioner, "pid", None)
            self._client = self._manager.client(context=self._manager.context)  # whose sockets are bounded
            bound_session(self._client.session, int(self.limits.output_megabytes * 1e6))
            await self._open_gate()
            self._client.start_channels(stdin=False, hb=False)
            self._client.allow_stdin = False
            await self._ready()
            if self.tier == "none":
                await self._boot()
        except Exception as problem:
            await self._end()
            raise CannotStart(f"the kernel could not be started: {problem}") from problem
        except BaseException:
            await self._end()
            raise
        self._notebook = self._cells_runner()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._end()

    async def _open_gate(self) -> None:
        """Have the client talk to a gate instead of the kernel's own sockets, where those are files."""
        folder = self._private_folder()
        if self._client.transport == "ipc" and folder:
            ports = [self._client.shell_port, self._client.iopub_port, self._client.control_port]
            self._gate = Gate(folder, self._client.ip, ports)
            await self._gate.open()
            self._client.ip = self._gate.ip

    def _private_folder(self) -> Path | None:
        return self._folder or getattr(self._manager.provisioner, "folder", None)

    async def _options(self) -> dict[str, Any]:
        """What the kernel is started with: an ordinary one as a process of ours, a warm one with its sandbox."""
        if self.tier != "none":
            bounds = asdict(bounds_of(self.limits))
            return {"tier": self.tier, "bounds": bounds, "outside": True, "env": {}, "cwd": None}
        self._folder = await asyncio.to_thread(plain_kernel.make_folder)
        if os.name == "posix":
            self._manager.transport, self._manager.ip = "ipc", str(self._folder / "ipc" / "k")
        work, quiet = self._folder / "work", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return {"cwd": str(work), "env": plain_kernel.environment(work), **quiet}

    def _excess(self) -> str:
        """Say which limit the process is beyond, where the system itself does not see to it."""
        if self._gate and self._gate.is_shut:
            return _SENSELESS
        folder = self._private_folder()
        return usage.excess(self._pid, folder / "work" if folder and self.tier != "full" else None, self.limits)

    def _cells_runner(self) -> BoundedClient:
        runner = BoundedClient(
            new_notebook(), km=self._manager, allow_errors=True, raise_on_iopub_timeout=False, record_timing=False,
            store_widget_state=False, iopub_timeout=20,
        )  # fmt: skip
        runner.kc = self._client
        runner.output_bytes = int(self.limits.output_megabytes * 1e6)
        runner.flood_bytes = 20 * runner.output_bytes
        runner.log.setLevel("CRITICAL")
        return runner

    async def _ready(self) -> None:
        """Wait until the kernel answers, and until its broadcasts arrive; asked again, as the first may be lost."""
        deadline = time.monotonic() + START_SECONDS
        asked = set()
        while time.monotonic() < deadline:
            asked.add(self._client.kernel_info())
            until = min(deadline, time.monotonic() + 0.5)
            while (left := until - time.monotonic()) > 0:
                with contextlib.suppress(Empty):
                    if _says_idle(await self._client.get_iopub_msg(timeout=left), asked):
                        return
            if not await self.is_alive():
                raise KernelDied("its process ended at once")
        raise TimeoutError(f"no answer within {START_SECONDS} seconds")

    async def _boot(self) -> None:
        """Set the agent up in an ordinary kernel, and leave no names behind."""
        call = plain_kernel.first_cell(int(self.limits.memory_gib * 1024**3))
        reply = await self._client.execute_interactive(
            call, silent=True, store_history=False, timeout=START_SECONDS, output_hook=lambda _: None
        )
        if reply["content"]["status"] != "ok":
            raise KernelDied(f"it could not be set up: {reply['content'].get('evalue')}")

    async def _end(self) -> None:
        """Stop the kernel at once, with all that it started in its process group."""
        self.cpu_seconds()
        if self._client:
            self._client.stop_channels()
        if self._gate:
            await self._gate.close()
        with contextlib.suppress(Exception):
            await self._manager.shutdown_kernel(now=True)
        self._pid = None
        if self._folder:
            await asyncio.to_thread(plain_kernel.remove_folder, self._folder)

    async def is_alive(self) -> bool:
        """Whether the process is still there."""
        return self._pid is not None and bool(await self._manager.is_alive())

    async def run(self, cell: NotebookNode, index: int, seconds: float) -> str:
        """Run one cell; its outputs go into it. Gives "", or why it was stopped; raises KernelDied."""
        assert self._notebook is not None
        cells = self._notebook.nb["cells"]
        cells.extend([cell] * (index + 1 - len(cells)))
        running = asyncio.ensure_future(self._notebook.async_execute_cell(cell, index))
        try:
            stopped = await self._watch(running, seconds)
        except asyncio.CancelledError:  # Ctrl-C: take the cell's task along, so that it complains to nobody
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            raise
        if not stopped:
            outcome = await self._outcome(running, "")
            await self._look()  # once more, so that no later cell or check is blamed for what this one did
            if usage.is_nearly_full(self._pid, self.limits):
                await self._require_room(_FULL)
            return outcome
        with contextlib.suppress(Exception):
            await self._manager.interrupt_kernel()
        if await _ends(running, GRACE_SECONDS):
            return await self._outcome(running, stopped)
        await self._end()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        raise KernelDied(_DEAF)

    async def _watch(self, running: asyncio.Future[NotebookNode], seconds: float) -> str:
        """Wait for a cell to end; give "", or why it must be stopped. Raises KernelDied for what ends the kernel."""
        assert self._notebook is not None
        begun, cpu = time.monotonic(), self.cpu_seconds()
        while not await _ends(running, min(LOOK_SECONDS, max(begun + seconds - time.monotonic(), 0))):
            if time.monotonic() - begun >= seconds or self.cpu_seconds() - cpu >= seconds:
                return f"was stopped after {seconds:.0f} seconds"
            if self._notebook.flooded:
                return "was stopped: its output had no end"
            if excess := self._excess():
                await self._end()
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
                raise KernelDied(excess)
        return ""

    async def _outcome(self, running: asyncio.Future[NotebookNode], outcome: str) -> str:
        """Give the outcome of a cell that ended; raises KernelDied when the kernel ended with it, or spoke no sense."""
        problem = running.exception()
        if problem is None or isinstance(problem, CellExecutionError):
            return outcome
        await self._end()
        raise KernelDied(_DIED if isinstance(problem, DeadKernelError) else _SENSELESS) from problem

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
        except Malformed:  # no answer: for want of memory, or because the request itself met something odd
            await self._require_room(_MUTE)
            raise

    async def _require_room(self, otherwise: str) -> None:
        """End a kernel that has too little memory left for any check; raises KernelDied, with this text, then."""
        with contextlib.suppress(StudentTimeout, Malformed):
            request = {"do": "room", "bytes": usage.ROOM}
            if (await self._exchange(request, (), GRACE_SECONDS))[0].get("room") is True:
                return
        await self._end()
        raise KernelDied(otherwise)

    async def put(self, files: Mapping[str, bytes]) -> None:
        """Write the files that were handed in beside the notebook into the folder that the kernel works in."""
        if files:
            await self.ask({"do": "write", "names": list(files)}, list(files.values()), START_SECONDS)

    async def _exchange(
        self, request: dict[str, Any], buffers: Sequence[bytes], seconds: float
    ) -> tuple[dict[str, Any], Sequence[Any]]:
        """Open a comm with the request; the answer is what comes on it before the kernel is idle again."""
        content = {"comm_id": os.urandom(16).hex(), "target_name": agent.COMM_TARGET, "data": request}
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
            if _says_idle(reply, {message["header"]["msg_id"]}):
                if answer is None or not isinstance(answer[0], dict):
                    raise Malformed("the kernel gave no answer")
                return answer

    async def _next_message(self, deadline: float, seconds: float) -> dict[str, Any]:
        """Give the next message of the kernel; notice its death, what is no message, and the deadline."""
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise StudentTimeout(f"Your code was stopped: it had not finished after {seconds:g} seconds.")
            if time.monotonic() - self._looked > LOOK_SECONDS:  # however many messages come
                await self._look()
            try:
                return _whole(await self._client.get_iopub_msg(timeout=min(left, LOOK_SECONDS)))
            except Empty:
                await self._look()
            except Exception as problem:  # a forged message: a bad signature, no JSON, no header
                await self._end()
                raise KernelDied(_SENSELESS) from problem

    async def _look(self) -> None:
        """Raise KernelDied where the process is gone, or beyond a limit."""
        self._looked = time.monotonic()
        excess = self._excess()
        if excess or not await self.is_alive():
            await self._end()
            raise KernelDied(excess or _DIED)

    def cpu_seconds(self) -> float:
        """CPU time of the kernel's process, all threads, read from outside it."""
        if self._pid is not None:
            with contextlib.suppress(OSError, psutil.Error):
                self._last_cpu = process_cpu_seconds(self._pid)
        return self._last_cpu

    def peak_bytes(self) -> int | None:
        """Memory that the kernel's process has held at most, read from outside it; None where nobody can tell."""
        return usage.peak_bytes(self._pid)

    def freeze(self) -> None:
        """Stop the process where it is, with all its threads."""
        self._signal("freeze", "SIGSTOP")

    def thaw(self) -> None:
        """Let it go on."""
        self._signal("thaw", "SIGCONT")

    def _signal(self, method: str, name: str) -> None:
        """Let a warm kernel's provisioner do it, which can mean no other process; signal an ordinary kernel."""
        by_provisioner = getattr(self._manager.provisioner, method, None)
        if by_provisioner:
            by_provisioner()
        elif self._pid is not None and hasattr(signal, name):
            with contextlib.suppress(OSError):
                os.kill(self._pid, getattr(signal, name))


def bounds_of(limits: Limits) -> Bounds:
    """Put a course's limits as bounds that the system enforces."""
    return Bounds(
        memory_bytes=int(limits.memory_gib * 1024**3),
        cpu_seconds=int(limits.submission_seconds) + 1,
        threads=int(limits.threads),
        disk_bytes=int(limits.disk_megabytes * 1e6),
    )


async def _ends(running: asyncio.Future[NotebookNode], seconds: float) -> bool:
    """Wait for a cell to end, at most so many seconds."""
    return bool((await asyncio.wait({running}, timeout=seconds))[0])


def _says_idle(message: dict[str, Any], requests: set[str]) -> bool:
    """Whether a broadcast tells that the kernel is done with one of some requests."""
    ended = message["msg_type"] == "status" and message["content"].get("execution_state") == "idle"
    return ended and message["parent_header"].get("msg_id") in requests


def _whole(message: Any) -> dict[str, Any]:
    """Give a message that has its parts; raises ValueError for one that a student's code made up badly."""
    parts = [message["parent_header"], message["content"], message["header"]]
    if not all(isinstance(part, dict) for part in parts) or not isinstance(message["msg_type"], str):
        raise ValueError("no message of Jupyter's")
    return message


_DIED = (
    "The process that ran your notebook ended: it was too large for its memory, or something in it ended it "
    "(`exit`, `os._exit`, a crash in a library). Does the notebook run from top to bottom for you?"
)
_FULL = (
    "The process that ran your notebook had no memory left, so it was ended. Which of your cells makes an array that "
    "is far too large, or keeps more and more?"
)
_MUTE = (
    "The process that ran your notebook did not answer any more, so it was ended: it had no memory left, or one of "
    "your cells changed something that Jupyter needs. Does the notebook run from top to bottom for you?"
)
_DEAF = "Your code did not end, and did not stop when it was interrupted either, so its process was ended."
_SENSELESS = (
    "The process that ran your notebook sent something that no notebook sends, so it was ended. Which of your cells "
    "talks to Jupyter's own messages?"
)


def process_cpu_seconds(pid: int) -> float:
    """CPU seconds of a process, all threads; to the nanosecond where Linux tells it."""
    if sys.platform == "linux":
        return time.clock_gettime((~pid << 3) | 2)
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system
