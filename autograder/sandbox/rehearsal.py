"""Does once, in the process that forks kernels, what is slow the first time: imports, a picture, a traceback."""

from __future__ import annotations

import contextlib
import importlib
import io

from autograder.sandbox import confine
from autograder.sandbox.plan import Plan
from autograder.sandbox.student_kernel import settings

# What notebooks of this course use, and what IPython puts off until somebody needs it; what is not there is left out.
MODULES = (
    "numpy.linalg", "numpy.random", "numpy.ma", "numpy.fft", "numpy.typing", "matplotlib.pyplot",
    "matplotlib.animation", "matplotlib.backends.backend_agg", "matplotlib_inline.backend_inline",
    "PIL.PngImagePlugin", "ipywidgets", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.logger",
    "IPython.core.magics.ast_mod", "IPython.core.magics.execution", "IPython.core.magics.namespace",
    "IPython.core.magics.pylab", "IPython.core.oinspect", "IPython.extensions.storemagic", "IPython.utils.timing",
    "IPython.utils.wildcard", "pygments.filters", "pygments.formatters.html", "pygments.formatters.terminal256",
    "pygments.lexers.python", "pygments.styles.default", "stack_data", "tornado.platform.asyncio", "pdb",
)  # fmt: skip
WITH_CHECKS = ("autograder.in_notebook", "autograder.animation.animate")  # where verdicts are reached inside
FAILING_CELL = "import numpy\nnumpy.zeros(2) @ numpy.zeros(3)"


def rehearse(plan: Plan) -> None:
    """Rehearse kernels with such a plan; of this there remain modules and caches, and nothing else."""
    for name in MODULES if plan.outside else (*MODULES, *WITH_CHECKS):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    draw()
    fail()
    if plan.tier != "none":
        confine.rehearse(plan)


def draw() -> None:
    """Draw a picture, for which matplotlib reads its list of fonts, and have it look its backends up."""
    import matplotlib
    import matplotlib.pyplot as plt
    from IPython.core.pylabtools import find_gui_and_backend

    find_gui_and_backend("inline")
    matplotlib.use("agg")
    figure, axes = plt.subplots()
    axes.plot([1, 2], label="a")
    axes.imshow([[0, 1], [1, 0]])
    axes.legend()
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close(figure)
    matplotlib.rcdefaults()


def fail() -> None:
    """Run a cell that fails, in a shell that is thrown away."""
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance(config=settings())
    shell._showtraceback = lambda *_: None  # type: ignore[method-assign]
    shell.run_cell(FAILING_CELL, store_history=False)
    InteractiveShell.clear_instance()
