"""How Jupyter gets a warm kernel in a sandbox: nbclient and nbgrader need to say its name only, `kmeans-sandbox`."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase

from autograder.sandbox.plan import Bounds, Plan
from autograder.sandbox.private_folders import furnish, own_folder, remove_folder
from autograder.sandbox.student_environment import student_environment
from autograder.sandbox.tested_tier import tested_tier
from autograder.sandbox.warm import WarmKernel, zygote

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
SHUTDOWN_SECONDS = 2.0  # for a kernel that is asked to end by itself
END_SECONDS = 5.0  # for the system, to end a process that is killed


class WarmProvisioner(KernelProvisionerBase):
    """Starts a kernel by forking a warm one into a sandbox and a private folder, and takes both away afterwards.

    `start_kernel` of the kernel manager takes `tier` ("auto" is the strongest that this machine has), `bounds` (the
    fields of `Bounds`), `outside` (verdicts are reached outside: no checks inside), `cwd` (whose files are copied), and
    `env` (see `student_environment`).
    """

    kernel: WarmKernel | None = None
    pid: int | None = None  # as seen from outside the sandbox
    plan: Plan | None = None
    folder: Path | None = None

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started, and its end was not waited for yet."""
        return self.kernel is not None

    async def poll(self) -> int | None:
        """Give None while the kernel lives, and its exit code after that."""
        return 0 if self.kernel is None else self.kernel.poll()

    async def wait(self) -> int | None:
        """Wait for the kernel's end, and forget it; gives its exit code."""
        code: int | None = 0
        while self.kernel is not None:
            code = await self.kernel.end(END_SECONDS)
            if code is not None:
                self.kernel, self.pid = None, None
        return code

    async def send_signal(self, signum: int) -> None:
        """Send the kernel's process a signal."""
        if self.kernel is not None:
            self.kernel.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once, and wait until it is gone."""
        if self.kernel is not None:
            self.kernel.send_signal(signal.SIGKILL)
            await self.kernel.end(END_SECONDS)

    async def terminate(self, restart: bool = False) -> None:
        """End the kernel at once, too: the system spares the first process of a namespace every milder signal."""
        await self.kill(restart)

    def freeze(self) -> None:
        """Stop the kernel's process where it is, with all its threads."""
        if self.kernel is not None:
            self.kernel.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen kernel go on."""
        if self.kernel is not None:
            self.kernel.send_signal(signal.SIGCONT)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Take what the caller asks for as it is: there is no command to run, and nothing to write into one."""
        if sys.platform != "linux":
            await asyncio.to_thread(tested_tier, "auto")  # which says what to do instead
        return {**kwargs, "cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, and give its connection. Raises SandboxError or CannotFork: one line for the instructor."""
        self.folder = self.folder or own_folder().numbered()
        try:
            await self._fork(**kwargs)
        except BaseException:
            await self.cleanup()
            raise
        return self.connection_info

    async def _fork(self, **kwargs: Any) -> None:
        """Fork a kernel into this provisioner's folder."""
        outside = bool(kwargs.get("outside", False))
        tier = await asyncio.to_thread(tested_tier, kwargs.get("tier") or "auto", outside)
        warm = zygote(outside)
        self.plan = Plan(
            tier, str(self.folder), warm.readable, warm.hidden, Bounds(**kwargs.get("bounds") or {}),
            copy_from=str(kwargs.get("cwd") or ""), outside=outside,
        )  # fmt: skip
        environment = student_environment(self.plan, kwargs.get("env") or {})
        self.kernel = await asyncio.to_thread(warm.fork, self.plan, self._connect(), environment)
        self.pid = self.kernel.pid

    def _connect(self) -> Mapping[str, Any]:
        """Choose the sockets; what clients must know lies in the private folder, and not in the user's own."""
        manager: Any = self.parent
        assert self.folder is not None
        manager.transport, manager.ip = "ipc", str(self.folder / "ipc" / "k")
        for number, port in enumerate(PORTS, 1):
            setattr(manager, port, number)
        manager.connection_file = str(self.folder / "connection.json")
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return {**self.connection_info, "key": manager.session.key.decode()}

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Give the kernel, which was asked to end, a moment for it: its manager looks but ten times a second."""
        if self.kernel is not None:
            await self.kernel.end(SHUTDOWN_SECONDS / 2)

    def get_shutdown_wait_time(self, recommended: float = 5.0) -> float:
        """Give a kernel that was asked to end less time than usual."""
        return min(recommended, SHUTDOWN_SECONDS)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the private folder; for a restart, what is in it, since clients know its name."""
        if self.folder is not None:
            await asyncio.to_thread(remove_folder, self.folder)
            if restart:
                furnish(self.folder)
            else:
                self.folder = None

    async def get_provisioner_info(self) -> dict[str, Any]:
        """Say what there is to say of the kernel. No other process can take it over: it ends with this one."""
        return {**await super().get_provisioner_info(), "pid": self.pid}

    def resolve_path(self, path: str) -> str | None:
        """Give the path that a kernel means by a relative one."""
        return None if self.plan is None else str(self.plan.work / path)
