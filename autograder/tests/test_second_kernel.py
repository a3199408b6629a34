"""A notebook that could do more than it shows runs again in a second kernel, by its text alone; no other does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from autograder.judge.judge import Graded, judge
from autograder.judge.kernel import CannotStart, StudentKernel
from autograder.judge.protection import protect
from autograder.judge.workplace import Workplace
from autograder.tests.test_judge import FULL, RIGHT_LOOP, assignment, notebook, scores

pytestmark = pytest.mark.slow
REACHES = "import sys\nprint(len(sys.modules))"
NEEDS_IT = "import sys\nhalf = sys.modules['numpy'].ones(1)[0] / 2"
WITH_IT = RIGHT_LOOP.replace("means = ", "means = 2 * half * ", 1)
NOT_SHOWN = {**FULL, "single_loop": 0, "seconds_per_iteration": 0}


class Counted(Workplace):
    """Keeps the files of each kernel that was asked for; the second one may not come."""

    def __init__(self, *given: Any, broken: bool = False) -> None:
        super().__init__(*given)
        self.asked: list[Mapping[str, bytes]] = []
        self.broken = broken

    @asynccontextmanager
    async def kernel(self, files: Mapping[str, bytes]) -> AsyncIterator[StudentKernel]:
        """Give a kernel, and count it."""
        self.asked.append(files)
        if self.broken and len(self.asked) > 1:
            raise CannotStart("no process is to be had")
        async with super().kernel(files) as kernel:
            yield kernel


def graded(
    extra: str, loop: str = RIGHT_LOOP, files: Mapping[str, bytes] | None = None, broken: bool = False, **limits: float
) -> tuple[Graded, list[Mapping[str, bytes]]]:
    """Judge a notebook with a cell of its own above the loop; also the files of each kernel that it took."""

    async def run() -> tuple[Graded, list[Mapping[str, bytes]]]:
        work = assignment(**limits)
        async with Counted(work.settings.limits, protect(), broken=broken) as place:
            made = json.dumps(notebook(loop=loop, initial_means_code=extra)).encode()
            return await judge(made, work, place, files=files), place.asked

    return asyncio.run(run())


def test_a_plain_notebook_has_one_kernel() -> None:
    """Who shows all that runs is judged once."""
    found, asked = graded("import gc\ngc.collect()")
    assert (scores(found), len(asked)) == (FULL, 1)


def test_who_only_looks_keeps_all_points() -> None:
    """Code that reaches into Python, and is not needed for the result, costs nothing."""
    found, asked = graded(REACHES)
    assert (scores(found), len(asked)) == (FULL, 2)


def test_who_needs_what_is_not_shown_gets_no_points_for_the_text() -> None:
    """The means are right, and have their points; how it comes to them is not shown."""
    found, asked = graded(NEEDS_IT, WITH_IT)
    assert scores(found) == NOT_SHOWN
    assert {each["mistake"] for each in found.record["exercises"]} == {"", "not_shown"}
    message = next(each["message"] for each in found.record["exercises"] if each["mistake"])
    assert "Left out: `half = sys.modules['numpy'].ones(1)[0] / 2`, `means = 2 * half *" in message
    assert len(asked) == 2  # one for both exercises


def test_limits_hold_for_the_second_kernel() -> None:
    """A loop that does not end without what was reached for is stopped, and shows nothing."""
    loop = f"if 'lively' not in globals():\n    while True:\n        pass\n{RIGHT_LOOP}"
    found, _ = graded("import sys\nlively = len(sys.modules)", loop, cell_seconds=3)
    assert scores(found)["single_loop"] == 0
    assert scores(found)["update_means"] == FULL["update_means"]


def test_files_that_nobody_reads_are_left_out() -> None:
    """Bytecode that was handed in beside a helper file is not there the second time."""
    files = {"helper.py": b"half = 0.5", "__pycache__/helper.cpython-311.pyc": b"no bytecode"}
    found, asked = graded("from helper import half", WITH_IT, files=files)
    assert scores(found) == FULL
    assert [sorted(each) for each in asked] == [sorted(files), ["helper.py"]]


def test_no_second_kernel_is_the_machines_fault() -> None:
    """Where none can be started, no verdict is given."""
    with pytest.raises(CannotStart):
        graded(REACHES, broken=True)
