"""Looks whether everything that grading needs is here, and says what to do where it is not."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

import autograder
import load
from autograder.course import CourseError, assignments, is_pristine, released_notebook, settings
from autograder.exercises import exercises_of, find_exercises
from autograder.grade.gradebook import look_at_gradebook
from autograder.grade.load_assignment import read_released
from autograder.judge import plain_kernel
from autograder.judge.protection import broken
from autograder.sandbox.features import features
from autograder.sandbox.tiers import missing

PACKAGES = ("numpy", "matplotlib", "ipywidgets", "nbgrader", "nbclient", "jupyterlab", "ipykernel", "click", "rich")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is well, and a line about it."""

    ok: bool
    text: str


def examine(course: Path) -> list[Finding]:
    """Look at everything, one line each."""
    looks: list[Callable[[], Iterator[Finding]]] = [
        _python, _packages, _data, _kernel, lambda: _course(course), lambda: _released(course),
        lambda: _gradebook(course), _sandbox,
    ]  # fmt: skip
    return [finding for look in looks for finding in look()]


def _python() -> Iterator[Finding]:
    version = sys.version.split()[0]
    yield Finding(True, f"Python {version}, kmeans-by-hand {autograder.__version__}, {os.cpu_count()} cores")


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(True, f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Finding(False, f"{name} is missing: pip install 'kmeans-by-hand[grade]'")


def _data() -> Iterator[Finding]:
    for ok, line in load.check():
        yield Finding(ok, f"data: {line}")


def _kernel() -> Iterator[Finding]:
    try:
        argv = KernelSpecManager().get_kernel_spec(plain_kernel.NAME).argv
    except NoSuchKernel:
        yield Finding(False, f"kernel {plain_kernel.NAME} is missing: python -m ipykernel install --sys-prefix")
        return
    program = shutil.which(argv[0])
    same = program is not None and Path(program).resolve() == Path(sys.executable).resolve()
    found = f"kernel {plain_kernel.NAME} runs {program or argv[0]}"
    yield Finding(program is not None, found if same else f"{found} (this is {sys.executable})")


def _course(course: Path) -> Iterator[Finding]:
    try:
        points = settings(course).points
    except CourseError as problem:
        yield Finding(False, f"course: {problem}")
    else:
        for name in sorted(points.keys() - find_exercises().keys()):
            yield Finding(False, f"course: [points] {name} is no exercise; there are {', '.join(find_exercises())}")
        yield Finding(os.access(course, os.W_OK), f"course: {course}, settings read; its folder must be writable")


def _released(course: Path) -> Iterator[Finding]:
    names = assignments(course)
    if not names:
        yield Finding(False, "no released notebooks: run `autograder release`")
    for name in names:
        try:
            path = released_notebook(name, course)
            read_released(path, name)
            changed = not is_pristine(nbformat.read(path, as_version=4))
        except CourseError as problem:
            yield Finding(False, str(problem))
        else:
            remark = " (somebody worked in it: graded is by a fresh one, made from solutions/)" if changed else ""
            remark = remark if exercises_of(name) else " (it has no exercises)"
            yield Finding(True, f"{name}: released notebook is whole{remark}")


def _gradebook(course: Path) -> Iterator[Finding]:
    try:
        yield Finding(True, f"gradebook: {look_at_gradebook(course)}")
    except CourseError as problem:
        yield Finding(False, f"gradebook: {problem}")


def _sandbox() -> Iterator[Finding]:
    """Which sandboxes this machine offers: each is entered, and what no student may do is tried in it."""
    found = features()
    lacking = {tier: missing(tier, found) or broken(tier) for tier in ("full", "basic") if not missing("basic", found)}
    if not lacking:
        yield Finding(False, f"sandbox: {missing('basic', found)}. To grade without one, as yourself: --sandbox none")
        return
    for tier, problem in lacking.items():
        if not problem:
            yield Finding(True, f"sandbox: {tier} holds: what no student may do was tried in it, and refused")
        else:
            spare = tier == "full" and not lacking["basic"]
            yield Finding(spare, f"sandbox: {f'tier basic is taken, since {problem}' if spare else problem}")
