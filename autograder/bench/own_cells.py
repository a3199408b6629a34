"""CPU seconds that a student's own cells take, with nothing else: what no grader can do without."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from nbformat import NotebookNode

from autograder.bench.bare_kernel import BareKernel, bare_kernel
from autograder.bench.ordinary_course import without_animation
from autograder.sandbox import student_environment

ONE_THREAD = dict.fromkeys(student_environment.ONE_THREAD, "1")
REPEATS = 2


def own_cells(notebook: NotebookNode) -> Sequence[str]:
    """The cells that are run for a student: all code but the checks, and without the animation, which does nothing."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells = [cell for cell in cells if not cell.metadata.get("nbgrader", {}).get("grade")]
    return [source for cell in cells if (source := without_animation(cell.source)).strip()]


def cpu_seconds(notebooks: Mapping[str, NotebookNode], side_by_side: int) -> dict[str, float]:
    """CPU seconds of each notebook's own cells, the median of some runs in a kernel that has run them before.

    So nothing is counted that happens once in a kernel, such as imports: that is a grader's to save. As many kernels
    work at once as a grader has workers, since cores that share their caches slow each other down.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as kernels:
        started = [
            kernels.enter_context(bare_kernel("python3", Path(folder), env={**os.environ, **ONE_THREAD}))
            for _ in range(side_by_side)
        ]
        return {name: _median_of_runs(own_cells(notebook), started) for name, notebook in notebooks.items()}


def _median_of_runs(cells: Sequence[str], kernels: Sequence[BareKernel]) -> float:
    """Run the cells in all kernels at once, several times; the median of what a run takes after the first."""
    taken = []
    for _ in range(REPEATS + 1):
        before = [kernel.cpu_seconds() for kernel in kernels]
        for cell in cells:
            asked = [kernel.begin(cell) for kernel in kernels]
            for kernel, each in zip(kernels, asked, strict=True):
                kernel.end(each)
        taken.append(statistics.mean(kernel.cpu_seconds() - at for kernel, at in zip(kernels, before, strict=True)))
    return statistics.median(taken[1:])
