"""Where a student's progress lasts from one session to the next: a small file among their own data, or nowhere.

Nothing here raises: a check is worth more than a note about it. A file that can't be written is left alone, and one
that is damaged is set aside. Two notebooks may write at the same time; each adds what it knows to what is there.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.animation.audience import PROGRAM, audience

VARIABLE = "KMEANS_PROGRESS"  # names another file; empty, it switches this off
MOST, LONGEST_NAME, LARGEST = 1000, 100, 1_000_000  # exercises, letters of a name, bytes
WAIT, STALE = 1.0, 10.0  # seconds: at most for the other one to finish; after which nobody is writing any more
FAILURES = (OSError, ValueError, RuntimeError)  # of a path as well: no home, or a name that no file can have


class Damaged(ValueError):
    """A file that is not what was written here."""


def progress_path() -> Path | None:
    """Give the file for progress; None where none is kept.

    None is kept in grading, in scripts and where a program runs the notebook, unless a file is named; where the
    student has switched it off; and where there is no place for a student's own data.
    """
    chosen = os.environ.get(VARIABLE)
    if os.environ.get("NBGRADER_EXECUTION") or chosen == "" or (chosen is None and not _somebody_works()):
        return None
    with contextlib.suppress(*FAILURES, ImportError):
        if chosen:
            return Path(chosen).expanduser().absolute()
        from platformdirs import user_data_path

        return user_data_path("kmeans-by-hand", appauthor=False) / "progress.json"
    return None


def _somebody_works() -> bool:
    """Whether a person types code, in a notebook or in IPython's terminal."""
    ipython = sys.modules.get("IPython")
    return bool(ipython and ipython.get_ipython()) and audience() != PROGRAM


def kept_shares(path: Path) -> dict[str, float]:
    """Read the share of its points, 0 to 1, that each exercise has; {} where there is nothing to be read."""
    with contextlib.suppress(*FAILURES):
        return _read(path)
    return {}


def keep_shares(path: Path, changes: Mapping[str, float]) -> bool:
    """Put exercises' shares into the file, beside what is there; say whether that was done.

    The file is replaced in one stroke. What is damaged is set aside under another name, never written over.
    """
    with contextlib.suppress(*FAILURES):
        path = Path(os.path.realpath(path))  # a link stays one
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            shares = _read_or_set_aside(path)
            for name in changes:
                shares.pop(name, None)  # the newest come last, and the oldest go first
            _replace(path, dict(list({**shares, **changes}.items())[-MOST:]))
        return True
    return False


def can_keep(path: Path) -> bool:
    """Whether a file could be put there: whether its folder, or the nearest one above, lets us write."""
    with contextlib.suppress(*FAILURES):
        nearest = next(folder for folder in path.parents if folder.exists())
        return nearest.is_dir() and os.access(nearest, os.W_OK) and (path.is_file() or not path.exists())
    return False


def forget_shares(path: Path) -> bool:
    """Remove the file; say whether it is gone."""
    with contextlib.suppress(*FAILURES):
        path = Path(os.path.realpath(path))
        if not path.exists():
            return True
        with _alone(path):
            _read_or_set_aside(path)
            path.unlink(missing_ok=True)
        return True
    return False


def _read(path: Path) -> dict[str, float]:
    """Read a file of ours, {} when there is none; raises Damaged for another, OSError where it can't be read."""
    if not path.exists():
        return {}
    if not path.is_file():
        raise OSError(f"{path} is no regular file")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        shares = json.loads(data)["shares"]
        fits = len(data) <= LARGEST and all(_is_share(name, value) for name, value in shares.items())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise Damaged(str(path)) from problem
    if not fits:
        raise Damaged(str(path))
    return {name: float(value) for name, value in shares.items()}


def _is_share(name: str, value: object) -> bool:
    return len(name) <= LONGEST_NAME and type(value) in (int, float) and 0 <= value <= 1  # type: ignore[operator]


def _read_or_set_aside(path: Path) -> dict[str, float]:
    try:
        return _read(path)
    except Damaged:
        os.replace(path, path.with_name(f"{path.name}.damaged"))
        return {}


def _replace(path: Path, shares: Mapping[str, float]) -> None:
    """Write the file beside its place first, for its owner alone, and put it there when it is whole."""
    handle, unfinished = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"shares": shares}, file, indent=1)
        os.replace(unfinished, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)
        raise


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Be the only one that changes the file, by a second file that only one can make; OSError after a while."""
    lock, end = path.with_name(f"{path.name}.lock"), time.monotonic() + WAIT
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            _remove_when_stale(lock)
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()


def _remove_when_stale(lock: Path) -> None:
    """Remove what a kernel left that ended while it was writing."""
    with contextlib.suppress(OSError):
        if time.time() - lock.stat().st_mtime > STALE:
            lock.unlink()
