"""What a sandboxed kernel may see and use, as plain data: decided outside, obeyed before student code runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

TIERS = ("full", "basic", "none")  # from the strongest to no sandbox at all


@dataclass(frozen=True)
class Bounds:
    """What one submission may use; the kernel of the system enforces these, whatever the code does."""

    memory_bytes: int = 4 * 1024**3
    cpu_seconds: int = 600
    threads: int = 64
    open_files: int = 256
    disk_bytes: int = 256 * 1024**2
    files: int = 4096


@dataclass(frozen=True)
class Plan:
    """One kernel's sandbox: `folder` is its private folder, with `ipc/` for sockets and `work/` to work in.

    Folders and files in `readable` can be read with all that is in them, except what lies in `hidden`. The files of
    `copy_from` are put into `work/` first. With `outside` verdicts are reached outside: the course's own package is
    hidden, and a stub without checks stands in its place.
    """

    tier: str
    folder: str
    readable: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    bounds: Bounds = field(default_factory=Bounds)
    copy_from: str = ""
    outside: bool = True

    @property
    def work(self) -> Path:
        """The folder that student code starts in, and the only one that it can write to."""
        return Path(self.folder, "work")

    @property
    def ipc(self) -> Path:
        """The folder of the kernel's sockets."""
        return Path(self.folder, "ipc")

    def to_json(self) -> str:
        """Write the plan as one line, for the process that forks kernels."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Plan:
        """Read such a line."""
        found: Mapping[str, Any] = json.loads(line)
        lists = {name: tuple(found[name]) for name in ("readable", "hidden")}
        return cls(**{**found, **lists, "bounds": Bounds(**found["bounds"])})
