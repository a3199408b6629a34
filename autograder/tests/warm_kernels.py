"""Starts warm kernels for tests, runs code in them, and says which tiers this machine offers."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import AsyncKernelManager

from autograder.sandbox.tiers import features, missing

SECONDS = 60
TIERS = [
    pytest.param(tier, marks=pytest.mark.skipif(bool(lack), reason=f"only on machines that offer the tier: {lack}"))
    for tier in ("full", "basic", "none")
    for lack in [missing(tier, features())]
]
BEST = "full" if not missing("full", features()) else "basic" if not missing("basic", features()) else "none"


class Running:
    """A kernel and its client."""

    def __init__(self, manager: AsyncKernelManager, client: Any) -> None:
        self.manager, self.client = manager, client
        self.provisioner: Any = manager.provisioner

    async def run(self, code: str, seconds: float = SECONDS) -> str:
        """Run a cell; gives what it printed, its result and the name of its error, one after the other."""
        shown: list[str] = []

        def show(message: dict[str, Any]) -> None:
            content = message["content"]
            data = content.get("data", {})
            result = data.get("image/png") or data.get("text/plain")
            shown.append(content.get("text") or result or content.get("ename", ""))

        options = {"store_history": False, "allow_stdin": False, "timeout": seconds, "output_hook": show}
        await self.client.execute_interactive(code, **options)
        return "".join(shown).strip()


@contextlib.asynccontextmanager
async def warm_kernel(tier: str = BEST, **options: Any) -> AsyncIterator[Running]:
    """Start a kernel, and end it."""
    manager = AsyncKernelManager(kernel_name="kmeans-sandbox")
    await manager.start_kernel(tier=tier, **{"outside": True, "env": {}, **options})
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=SECONDS)
        yield Running(manager, client)
    finally:
        client.stop_channels()
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)


def ask_kernel(code: str, tier: str = BEST, **options: Any) -> str:
    """Run one cell in a kernel of its own."""

    async def ask() -> str:
        async with warm_kernel(tier, **options) as kernel:
            return await kernel.run(code)

    return asyncio.run(ask())


def process_state(pid: int) -> str:
    """Give the letter of a process's state, such as R, S, T and Z; X when it is not there."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "X"


def is_there(pid: int) -> bool:
    """Whether a process is there, and is no zombie."""
    return process_state(pid) not in "ZX"


def descendants(pid: int) -> set[int]:
    """Give the processes that a process started, and those that they started, zombies too."""
    parents = {}
    for name in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if name.isdigit():
                parents[int(name)] = int(Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1])
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in found | {pid}} - found:
        found |= more
    return found
