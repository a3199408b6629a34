"""Who looks at a notebook: somebody with widgets, somebody with pictures only, or nobody."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import Any

NOBODY = "nobody"  # grading, a script, or a terminal: nothing is drawn
PROGRAM = "program"  # a program runs the notebook, as nbconvert does: a picture at most, and nothing live
PICTURE = "picture"  # somebody without ipywidgets
CONTROLS = "controls"  # ipywidgets without anywidget
PLAYER = "player"  # anywidget: the page itself draws


def audience() -> str:
    """Tell who looks, from the running kernel and from what is installed."""
    shell = notebook_shell()
    if shell is None or os.environ.get("NBGRADER_EXECUTION"):
        return NOBODY
    # A front end with a person before it lets the kernel ask questions; a program that runs notebooks does not.
    if not getattr(shell.kernel, "_allow_stdin", True):
        return PROGRAM
    if find_spec("ipywidgets") is None:
        return PICTURE
    return PLAYER if find_spec("anywidget") is not None else CONTROLS


def notebook_shell() -> Any:
    """The shell of the running notebook, or None in a script, in a terminal or where IPython is missing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell if getattr(shell, "kernel", None) is not None else None
