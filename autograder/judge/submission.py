"""Find a student's notebook among the files handed in, without trusting any of them."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from autograder.judge.read import Unreadable, read_notebook, too_large
from autograder.judge.recognise import recognise

__all__ = [
    "FoundFile", "Submitted", "Unreadable", "find_notebook", "likeliest", "read_notebook", "recognise",
    "submission_hash",
]  # fmt: skip

MAX_ENTRIES = 1_000
MAX_DEPTH = 6
MAX_OTHERS = 100
MAX_LISTED = 5

_NOTEBOOK = re.compile(r"\.ipynb(\.json|\.txt)?$", re.IGNORECASE)
# What browsers, systems and Jupyter add to the name of a second copy; also k_means for kmeans.
_COPY_MARK = re.compile(r"copy of|copy|[\W\d_]", re.IGNORECASE)
_SAFE_NAME = re.compile(r"[\w\-+=@,()\[\] .]{1,120}")
_MODULE = re.compile(r"\.(py|pyc|pyw|pyd|so)$", re.IGNORECASE)
_CONFIGURATION = re.compile(r"matplotlibrc|(ipython|jupyter|nbgrader)_(.*_)?config\.(py|json)", re.IGNORECASE)
# What nbgrader adds to a folder when it collects, and what systems add to archives.
_NOT_THEIRS = {"timestamp.txt", "__pycache__", "__macosx", "desktop.ini", "thumbs.db"}
_LINK = "links are not followed"
_NO_FILE = "they are no regular files"
_FLOOD = f"more than {MAX_ENTRIES:,} files were handed in"
_BEYOND = f"at most {MAX_OTHERS} files, together no larger than a notebook may be, are taken along"
_SHADOW = "they would be imported in place of a module of Python or of the course"
_SETTINGS = "they are settings for Jupyter or matplotlib"
_ODD_NAME = "their names have unusual characters"
_LOCKED = "they cannot be read"
# Modules that the kernel or the course's cells import: a file of that name would be imported instead.
_RESERVED = {name.lower() for name in sys.stdlib_module_names} | {
    *("autograder", "load", "conftest", "sitecustomize", "usercustomize"),
    *("numpy", "matplotlib", "mpl_toolkits", "pylab", "pil", "scipy", "sklearn", "pandas"),
    *("ipython", "ipykernel", "ipykernel_launcher", "ipywidgets", "anywidget", "jupyter", "jupyter_client"),
    *("jupyter_core", "matplotlib_inline", "nbclient", "nbformat", "nbgrader", "traitlets", "comm"),
    *("platformdirs", "psutil", "tornado", "zmq", "debugpy", "dateutil", "six", "pytest"),
}


@dataclass(frozen=True)
class Submitted:
    """What a student handed in: the notebook's bytes, the files beside it, remarks for the student.

    `others` maps paths relative to the notebook's folder, with `/`, to bytes. None of them shadows
    a module of the course, none leads outside, and together they are bounded.
    """

    path: Path
    data: bytes
    others: dict[str, bytes]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FoundFile:
    """A regular file of the submission, by its path relative to the folder; `modified` is in seconds."""

    relative: PurePosixPath
    size: int
    modified: float


# Why something was left out -> what was.
_Dropped = dict[str, list[PurePosixPath]]


def find_notebook(folder: Path, name: str, max_bytes: int) -> Submitted:
    """Give the student's notebook in `folder` and the files shipped along.

    Taken is `name`; else the likeliest notebook there, and a note says which. Links are not
    followed, and what is no regular file is not opened.

    Raises
    ------
    Unreadable
        When there is no notebook, or one that cannot be read or is larger than `max_bytes`.
    """
    dropped: _Dropped = {}
    files = _walk(folder, name, dropped)
    taken = likeliest(files, name)
    if taken is None:
        raise Unreadable(_no_notebook(files, dropped))
    if taken.size > max_bytes:
        raise too_large(_shown(taken.relative), taken.size, max_bytes)
    try:
        data = _read(folder, taken, max_bytes)
    except OSError as error:
        why = error.strerror or "it changed while it was read"
        raise Unreadable(f"{_shown(taken.relative)} cannot be read ({why}): hand it in again.") from None
    notebooks = _notebooks(files)
    others = _others(folder, [file for file in files if file not in notebooks], taken, max_bytes, dropped)
    notes = (*_which_was_taken(taken, notebooks, name), *_what_was_left_out(dropped))
    return Submitted(folder / taken.relative, data, others, notes)


def likeliest(files: Iterable[FoundFile], name: str) -> FoundFile | None:
    """Give the file that is graded where the notebook is called `name`; None when there is no notebook."""
    return min(_notebooks(files), key=lambda file: _unlikeliness(file, name), default=None)


def _notebooks(files: Iterable[FoundFile]) -> list[FoundFile]:
    return [file for file in files if _NOTEBOOK.search(file.relative.name)]


def submission_hash(data: bytes, others: Mapping[str, bytes]) -> str:
    """Give the SHA-256 of a submission: that of the notebook's bytes where nothing was shipped along."""
    digest = hashlib.sha256(data)
    if not others:
        return digest.hexdigest()
    pieces = [digest.digest()]
    for name in sorted(others):
        pieces += [hashlib.sha256(name.encode()).digest(), hashlib.sha256(others[name]).digest()]
    return hashlib.sha256(b"".join(pieces)).hexdigest()


def _walk(folder: Path, name: str, dropped: _Dropped) -> list[FoundFile]:
    """List the regular files, nearest first; what is refused goes to `dropped`."""
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise Unreadable("Nothing was handed in for this assignment: there is no folder (a link is none).")
    files: list[FoundFile] = []
    queue, left = deque([PurePosixPath()]), MAX_ENTRIES
    while queue:
        parent = queue.popleft()
        children = _children(folder, parent, left + 1, dropped)
        left -= len(children)
        if left < 0:
            dropped.setdefault(_FLOOD, []).append(parent / "...")
            # By its name, so that no number of other files can hide it.
            named = _regular_file(folder, PurePosixPath(name))
            files += [named] if named and named not in files else []
            return _notebooks(files)
        for child in children:
            why = _why_refused(folder / child)
            if why == "folder":
                queue.extend([child] if len(child.parts) < MAX_DEPTH else [])
            elif why:
                dropped.setdefault(why, []).append(child)
            elif file := _regular_file(folder, child):
                files.append(file)
    return files


def _children(folder: Path, parent: PurePosixPath, limit: int, dropped: _Dropped) -> list[PurePosixPath]:
    """Give at most `limit` entries of a folder in order of their names, hidden ones left out."""
    try:
        with os.scandir(folder / parent) as entries:
            names = sorted(entry.name for entry in islice(entries, limit))
    except OSError:
        dropped.setdefault(_LOCKED, []).append(parent)
        return []
    return [parent / name for name in names if not name.startswith(".") and name.lower() not in _NOT_THEIRS]


def _why_refused(path: Path) -> str:
    """Say why a path is not read, or "folder"; "" for a regular file."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return _LOCKED
    if stat.S_ISLNK(mode):
        return _LINK
    if stat.S_ISDIR(mode):
        return _LINK if getattr(os.path, "isjunction", lambda _: False)(path) else "folder"
    return "" if stat.S_ISREG(mode) else _NO_FILE


def _regular_file(folder: Path, relative: PurePosixPath) -> FoundFile | None:
    """Give the file at `relative` if it is one; a link is none."""
    try:
        status = (folder / relative).lstat()
    except OSError:
        return None
    return FoundFile(relative, status.st_size, status.st_mtime) if stat.S_ISREG(status.st_mode) else None


def _read(folder: Path, file: FoundFile, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes through no link; OSError for anything else."""
    for parent in list(file.relative.parents)[:-1]:
        if (folder / parent).is_symlink():
            raise OSError(_LINK)
    flags = [getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")]
    with open(os.open(folder / file.relative, os.O_RDONLY | sum(flags)), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(_NO_FILE)
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise OSError(_BEYOND)
    return data


def _unlikeliness(file: FoundFile, name: str) -> tuple[bool, int, int, float, str]:
    """Order notebooks: those with content, by likeness of the name, the nearest, the newest."""
    theirs, ours = (_NOTEBOOK.sub("", one).casefold() for one in (file.relative.name, name))
    bare = _COPY_MARK.sub("", ours)
    ranks = [
        file.relative.name == name,
        theirs == ours,
        _COPY_MARK.sub("", theirs) == bare,
        bare in _COPY_MARK.sub("", theirs),
        True,
    ]
    return file.size == 0, ranks.index(True), len(file.relative.parts), -file.modified, str(file.relative)


def _others(
    folder: Path, files: Iterable[FoundFile], taken: FoundFile, max_bytes: int, dropped: _Dropped
) -> dict[str, bytes]:
    """Read the files shipped along, by their paths as the notebook sees them."""
    others: dict[str, bytes] = {}
    for file in files:
        beside = file.relative.is_relative_to(taken.relative.parent)
        path = file.relative.relative_to(taken.relative.parent) if beside else file.relative
        left = max_bytes - sum(map(len, others.values()))
        why = _why_left_out(path)
        if not why and (len(others) >= MAX_OTHERS or file.size > left):
            why = _BEYOND
        if not why:
            try:
                others.setdefault(str(path), _read(folder, file, left))
            except OSError:
                why = _LOCKED
        if why:
            dropped.setdefault(why, []).append(file.relative)
    return others


def _why_left_out(path: PurePosixPath) -> str:
    """Say why a file must not lie beside the notebook when it runs, or ""."""
    if not all(_SAFE_NAME.fullmatch(part) for part in path.parts):
        return _ODD_NAME
    if _CONFIGURATION.fullmatch(path.name):
        return _SETTINGS
    shadows = _MODULE.search(path.name) and path.parts[0].split(".")[0].lower() in _RESERVED
    return _SHADOW if shadows else ""


def _which_was_taken(taken: FoundFile, notebooks: list[FoundFile], name: str) -> list[str]:
    """Say which notebook was graded, where that is not plain."""
    rest = [file.relative for file in notebooks if file != taken]
    if str(taken.relative) == name and not rest:
        return []
    note = f"Graded was {_shown(taken.relative)}"
    if str(taken.relative) != name:
        note += f", for want of a notebook named `{name}`"
    return [f"{note}; not {_listed(rest)}." if rest else f"{note}."]


def _what_was_left_out(dropped: _Dropped) -> list[str]:
    """Give one note for each reason."""
    return [f"Left out, because {why}: {_listed(paths)}." for why, paths in dropped.items()]


def _no_notebook(files: list[FoundFile], dropped: _Dropped) -> str:
    """Say that there is no notebook, and what there is instead."""
    there = _listed([file.relative for file in files]) if files else "no file at all"
    parts = [f"There is no notebook: handed in was {there}.", *_what_was_left_out(dropped)]
    return " ".join([*parts, "Hand in the file whose name ends in `.ipynb`."])


def _listed(paths: list[PurePosixPath]) -> str:
    """List the first few paths for a message."""
    more = f" and {len(paths) - MAX_LISTED} more" if len(paths) > MAX_LISTED else ""
    return ", ".join(map(_shown, paths[:MAX_LISTED])) + more


def _shown(path: PurePosixPath) -> str:
    """Give a path for a message: cut, and with nothing in it that a terminal or a page would obey."""
    plain = "".join(letter if letter.isprintable() and letter != "`" else "?" for letter in str(path))
    return f"`{plain if len(plain) <= 80 else plain[:77] + '...'}`"
