"""How Jupyter gets a warm kernel in a sandbox: `kernel_name="kmeans-sandbox"` is all that nbclient and nbgrader need to say."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase

from autograder.sandbox.plan import Bounds, Plan
from autograder.sandbox.private_folders import own_folder, remove_folder
from autograder.sandbox.student_environment import student_environment
from autograder.sandbox.working_files import copy_files
from autograder.sandbox.warm import WarmKernel, zygote

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
SHUTDOWN_SECONDS = 2.0


class WarmProvisioner(KernelProvisionerBase):
    """Starts a kernel by forking one that is warm, in a private folder of its own, and ends it with all it left."""

    kernel: WarmKernel | None = None
    pid: int | None = None  # as seen from outside the sandbox
    folder: Path | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel to speak of, dead or alive."""
        return self.kernel is not None

    async def poll(self) -> int | None:
        """Give None while the kernel lives, and its exit code after that."""
        return 0 if self.kernel is None else self.kernel.poll()

    async def wait(self) -> int | None:
        """Wait for the kernel's end, and forget it; gives its exit code."""
        code: int | None = 0
        pause = 0.001
        while self.kernel is not None and (code := self.kernel.poll()) is None:
            await asyncio.sleep(pause)
            pause = min(2 * pause, 0.05)
        self.kernel, self.pid = None, None
        return code

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel's process."""
        if self.kernel is not None:
            self.kernel.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """End the kernel at once, too: nothing in it is worth waiting for."""
        await self.send_signal(signal.SIGKILL)

    def freeze(self) -> None:
        """Stop the kernel's process where it is, until `thaw`."""
        if self.kernel is not None:
            self.kernel.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen kernel go on."""
        if self.kernel is not None:
            self.kernel.send_signal(signal.SIGCONT)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Take what the caller asks for; there is no command to run."""
        asked = kwargs.get("env")
        kwargs = await super().pre_launch(**kwargs)
        kwargs["env"] = asked or {}
        return {**kwargs, "cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel and give its connection; raises RuntimeError with one line when that cannot be done."""
        if self.folder is None:
            self.folder = own_folder().numbered()
        outside = bool(kwargs.get("outside", False))
        plan = Plan(
            tier=kwargs.get("tier") or "none", folder=str(self.folder), bounds=Bounds(**kwargs.get("bounds") or {}),
            copy_from=str(kwargs.get("cwd") or ""), outside=outside,
        )  # fmt: skip
        connection = self._connect()
        environment = student_environment(plan, kwargs.get("env") or {})
        if plan.copy_from:
            await asyncio.to_thread(copy_files, Path(plan.copy_from), plan.work, plan.bounds)
        self.kernel = await asyncio.to_thread(zygote(outside).fork, plan, connection, environment)
        self.pid = self.kernel.pid
        return self.connection_info

    def _connect(self) -> dict[str, Any]:
        """Choose the sockets, and write what clients need to know into the private folder."""
        assert self.folder is not None
        manager = self.parent
        manager.transport, manager.ip = "ipc", str(self.folder / "ipc" / "k")
        for number, port in enumerate(PORTS, 1):
            setattr(manager, port, number)
        manager.connection_file = str(self.folder / "connection.json")
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return {**self.connection_info, "key": self.connection_info["key"].decode()}

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the private folder, unless a kernel is to be started in it again."""
        if self.folder is not None and not restart:
            await asyncio.to_thread(remove_folder, self.folder)
            self.folder = None

    def get_shutdown_wait_time(self, recommended: float = 5.0) -> float:
        """Give a kernel less time for its end than usual."""
        return min(recommended, SHUTDOWN_SECONDS)

    async def get_provisioner_info(self) -> dict[str, Any]:
        """Say what there is to say of the kernel."""
        return {**await super().get_provisioner_info(), "pid": self.pid}
