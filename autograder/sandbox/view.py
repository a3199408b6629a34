"""What a kernel is to see of the file system, worked out once for all kernels that see the same."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.sandbox.readable import outermost


@dataclass(frozen=True)
class View:
    """Paths without links in them, and the links that lead there.

    `shown` can be read with all that is in it, except `hidden`. `parts` say the same without an exception: a folder
    with something hidden in it has fallen apart into its entries. `links` are places with what stands in the link.
    """

    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    parts: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=8)
def view_of(readable: tuple[str, ...], hidden: tuple[str, ...]) -> View:
    """Work out a view from the plan's paths; what does not exist is left out."""
    found = [path for path in readable if os.path.exists(path)]
    shown = outermost([os.path.realpath(path) for path in found])
    buried = frozenset(outermost([os.path.realpath(path) for path in hidden]))
    kept = tuple(path for path in shown if not _within(path, buried))
    inside = tuple(sorted(path for path in buried if os.path.exists(path) and _within(path, kept)))
    parts = tuple(part for path in kept for part in _parts(path, buried))
    links = dict.fromkeys(link for path in found for link in _links(os.path.abspath(path)))
    return View(kept, inside, parts, tuple(links))


def _within(path: str, folders: Iterable[str]) -> bool:
    """Whether a path is one of these, or lies in one."""
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)


def _parts(path: str, hidden: frozenset[str]) -> Iterator[str]:
    """Give the path itself, or those of its entries in which nothing is hidden."""
    if _within(path, hidden):
        return
    if not any(_within(one, (path,)) for one in hidden):
        yield path
        return
    with os.scandir(path) as entries:
        inside = sorted(entry.path for entry in entries if not entry.is_symlink())
    for entry in inside:
        yield from _parts(entry, hidden)


def _links(path: str) -> Iterator[tuple[str, str]]:
    """Give the links that a path goes through, in the order in which they are met."""
    names = path.strip("/").split("/")
    for count in range(1, len(names) + 1):
        place = "/" + "/".join(names[:count])
        if os.path.islink(place):
            aim = os.readlink(place)
            yield place, aim
            yield from _links(os.path.normpath(os.path.join(os.path.dirname(place), aim, *names[count:])))
            return
