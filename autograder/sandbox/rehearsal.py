"""Does once, in the process that forks kernels, what is slow the first time: draw a picture, show a traceback."""

from __future__ import annotations

import io

from autograder.sandbox import confine
from autograder.sandbox.plan import Plan
from autograder.sandbox.student_kernel import settings

FAILING_CELL = "import numpy\nnumpy.zeros(2) @ numpy.zeros(3)"


def rehearse(plan: Plan) -> None:
    """Rehearse a kernel with such a plan; nothing of it stays but modules and caches."""
    draw()
    fail()
    if plan.tier != "none":
        confine.rehearse(plan)


def draw() -> None:
    """Draw a picture with text and an image."""
    import matplotlib
    import matplotlib.pyplot as plt

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
