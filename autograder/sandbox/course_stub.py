"""Stands in the place of the course's package where verdicts are reached outside: it judges and shows nothing."""

from __future__ import annotations

import sys
import types
from typing import Any


class NoCheck:
    """Stands in the place of `check` and of all that is asked of it: a call does nothing."""

    def __getattr__(self, name: str) -> NoCheck:
        if name.startswith("_"):  # IPython does not believe an object that has every private name
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> None:
        """Judge nothing."""

    def __repr__(self) -> str:
        return "judged outside"

    def _ipython_display_(self) -> None:
        """Show nothing."""


def stand_in(shell: Any) -> None:
    """Take every module of the package out of the process, put the stub there, and let the agent answer the judge."""
    for name in list(sys.modules):
        if name == "autograder" or name.startswith("autograder."):
            del sys.modules[name]
    agent: Any = sys.modules["kmeans_agent"]
    stub: Any = types.ModuleType("autograder", "Judged outside: check and animate do nothing here.")
    stub.check, stub.animate = NoCheck(), agent.StandIn()
    sys.modules["autograder"] = stub
    agent.serve(shell, agent.COMM_TARGET)
