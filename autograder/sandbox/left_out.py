"""Stands in the place of libraries that would do a student's work: they can be imported, and raise when they are used.

Their files cannot be read, so nothing of them is there whatever route an import takes. A cell that imports one and
does not need it goes on, and so does the notebook.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
import types
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

NAME = "kmeans_left_out"  # the module that remembers uses, for the agent


class LeftToYou(RuntimeError):
    """A library was asked to do what the exercise asks of the student."""


class _Used(type):
    """The kind of classes that stand for a library's functions and classes: to call one is to use it."""

    def __call__(cls, *_: Any, **__: Any) -> Any:
        full = f"{cls.__module__}.{cls.__name__}"
        sys.modules[NAME].used.append(full)  # type: ignore[attr-defined]
        raise LeftToYou(
            f"`{full}` is left to you: while a notebook is graded the library is not there. In a cell of your own that "
            "costs nothing."
        )

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Used(name, (), {"__module__": f"{cls.__module__}.{cls.__name__}"})


class StandInModule(types.ModuleType):
    """A module in which every name stands for something that raises when it is used."""

    __version__ = "0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Used(name, (), {"__module__": self.__name__})


class Finder:
    """Gives stand-ins for some libraries and all that is in them; for the import system."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """Give a stand-in's spec, or None for what is none of ours."""
        if any(f"{fullname}.".startswith(f"{name}.") for name in self.names):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)  # type: ignore[arg-type]
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Make the module."""
        return StandInModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Do nothing: there is nothing in it."""


def leave_out(names: Sequence[str]) -> None:
    """Put stand-ins in the place of these libraries, in this process, for those of them that are installed."""
    remembered: Any = types.ModuleType(NAME)
    remembered.used = []
    sys.modules[NAME] = remembered
    installed = [name for name in names if files_of(name, sys.path)]
    for module in [found for found in sys.modules if any(f"{found}.".startswith(f"{name}.") for name in installed)]:
        del sys.modules[module]
    sys.meta_path.insert(0, Finder(installed))


def files_of(name: str, search_path: Sequence[str]) -> list[Path]:
    """Give the files and folders that a library is in, without importing it; none when it is not installed."""
    top, *rest = name.split(".")
    spec = importlib.machinery.PathFinder.find_spec(top, list(search_path))
    if spec is None:
        return []
    places = [Path(place) for place in spec.submodule_search_locations or []]
    if not rest:
        return places or [Path(spec.origin or top)]
    inner = [place.joinpath(*rest) for place in places]
    beside = [found for path in inner for found in path.parent.glob(f"{path.name}.*") if found.is_file()]
    return [path for path in inner if path.is_dir()] + beside
