"""Keeps linear algebra to one thread for a while: CPU time then is that of the work, on a busy machine too.

Several threads wait for each other in a loop that does nothing. On a busy machine that waiting swells the CPU
time of a matrix product, and of nothing else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

# What asks for the number of threads and what sets it: in OpenBLAS as NumPy's wheels have it, in others, in MKL.
_NAMES = (
    ("scipy_openblas_get_num_threads64_", "scipy_openblas_set_num_threads64_"),
    ("scipy_openblas_get_num_threads", "scipy_openblas_set_num_threads"),
    ("openblas_get_num_threads64_", "openblas_set_num_threads64_"),
    ("openblas_get_num_threads", "openblas_set_num_threads"),
    ("MKL_Get_Max_Threads", "MKL_Set_Num_Threads"),
)


@contextlib.contextmanager
def one_thread() -> Iterator[bool]:
    """Let matrix products in the code inside use one thread; gives whether that could be arranged."""
    found = _controls()
    if found is None:
        yield False
        return
    ask, set_to = found
    before = ask()
    set_to(1)
    try:
        yield True
    finally:
        set_to(before)


def _controls() -> tuple[Callable[[], int], Callable[[int], Any]] | None:
    """Find the two functions in the library that NumPy uses; None where it has none of them."""
    try:
        import ctypes
    except ImportError:  # a Python in a browser, which has one thread anyway
        return None
    for path in _libraries():
        with contextlib.suppress(OSError):
            library = ctypes.CDLL(str(path))  # it is loaded already: this only opens it a second time
            for ask, set_to in _NAMES:
                if hasattr(library, ask) and hasattr(library, set_to):
                    return getattr(library, ask), getattr(library, set_to)
    return None


def _libraries() -> Iterator[Path]:
    """Where to look: the part of NumPy that calls linear algebra, which leads on to its library, then that itself."""
    core = getattr(np, "_core", None) or getattr(np, "core", None)
    file = getattr(getattr(core, "_multiarray_umath", None), "__file__", None)
    if file:
        yield Path(file)
    yield from sorted(Path(np.__file__).parent.with_name("numpy.libs").glob("*openblas*"))  # on Windows
