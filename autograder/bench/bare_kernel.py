"""A kernel with nothing around it: started by its name, it runs cells, and the system tells what it takes."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from autograder.bench.cost import cpu_clock

SECONDS = 120  # for a kernel to start, and for a cell to end


class BareKernel:
    """A kernel that runs; see `bare_kernel`."""

    def __init__(self, manager: KernelManager, client: Any) -> None:
        self._client = client
        self.pid = int(getattr(manager.provisioner, "pid", 0))

    def run(self, source: str) -> None:
        """Run a cell to its end; raises RuntimeError with what it raised.

        Nobody waits for the kernel to say that it is ready: the first cell lies in its queue when it comes up.
        """
        self.end(self.begin(source))

    def begin(self, source: str) -> str:
        """Ask for a cell to be run; gives what `end` asks for."""
        return str(self._client.execute(source))

    def end(self, asked: str) -> None:
        """Wait for a cell to end; raises RuntimeError with what it raised."""
        while True:
            reply = self._client.get_shell_msg(timeout=SECONDS)
            if reply["parent_header"].get("msg_id") == asked:
                break
        if reply["content"]["status"] != "ok":
            raise RuntimeError(f"a cell of the bench failed: {reply['content'].get('evalue')}")

    def cpu_seconds(self) -> float:
        """CPU seconds of its process so far, all threads."""
        return cpu_clock(self.pid)


@contextmanager
def bare_kernel(name: str, folder: Path, **options: Any) -> Iterator[BareKernel]:
    """Start a kernel in a folder, and end it afterwards; `options` go to its provisioner, such as `tier` or `env`."""
    with tempfile.TemporaryDirectory(prefix="k-") as sockets:
        manager = KernelManager(kernel_name=name, transport="ipc", ip=f"{sockets}/k")
        manager.start_kernel(cwd=str(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        client = manager.blocking_client()
        client.start_channels(stdin=False, hb=False)
        try:
            yield BareKernel(manager, client)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def is_installed(name: str) -> bool:
    """Whether there is a kernel of that name."""
    return name in KernelSpecManager().find_kernel_specs()
