"""Tell which assignment a notebook is, from what its editor left of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.judge.assignment import Assignment
from autograder.judge.match import grade_id_of


def another_assignment(nb: NotebookNode, asked: Assignment) -> list[str]:
    """Say in a line which other assignment of the series a notebook seems to be; nothing where it seems to be none.

    Its lines decide: metadata and ids can be anybody's.
    """
    seems = _by_lines(nb, {**_series(asked), asked.name: asked.released})
    if seems in (None, asked.name):
        return []
    return [f"This looks like the notebook of {seems}, and {asked.name} was asked for. Was the wrong file handed in?"]


def with_its_series(assignment: Assignment) -> Assignment:
    """Give an assignment that needs no files: it can go to another machine."""
    return replace(assignment, series=_series(assignment))


def _series(assignment: Assignment) -> dict[str, NotebookNode]:
    """Give the notebooks of all assignments that are to be had."""
    found = {name: _released(each) if isinstance(each, Path) else each for name, each in assignment.series.items()}
    return {name: notebook for name, notebook in found.items() if notebook is not None}


@lru_cache(maxsize=64)
def _released(path: Path) -> NotebookNode | None:
    """Read a released notebook; None where it is not to be had."""
    try:
        return nbformat.read(path, as_version=4)
    except Exception:  # nbformat raises what it likes
        return None


def recognise(nb: NotebookNode, released: Mapping[str, NotebookNode]) -> str | None:
    """Tell which of the `released` assignments the notebook is, or None where nothing speaks for one.

    By what the release wrote into its metadata, then by grade ids, then by the lines that only one
    of the assignments has (a fifth of them must be there).
    """
    ours = nb.metadata.get("kmeans_by_hand")
    written = ours.get("assignment") if isinstance(ours, dict) else None
    if isinstance(written, str) and written in released:
        return written
    ids = _grade_ids(nb)
    shared = {name: len(ids & own) for name, own in _distinctive(released, _grade_ids).items()}
    return _clear_best(shared, 1) or _by_lines(nb, released)


def _by_lines(nb: NotebookNode, released: Mapping[str, NotebookNode]) -> str | None:
    """Tell an assignment by the lines that only it has; a fifth of them must be there."""
    lines, typical = _lines(nb), _distinctive(released, _lines)
    return _clear_best({name: len(lines & own) / max(1, len(own)) for name, own in typical.items()}, 0.2)


def _distinctive(
    released: Mapping[str, NotebookNode], features: Callable[[NotebookNode], set[str]]
) -> dict[str, set[str]]:
    """Give each assignment's features that no other assignment has."""
    own = {name: features(notebook) for name, notebook in released.items()}
    return {name: own[name].difference(*(own[other] for other in own if other != name)) for name in own}


def _grade_ids(nb: NotebookNode) -> set[str]:
    """Give the names that nbgrader gave to cells."""
    return {name for cell in nb.cells if (name := grade_id_of(cell))}


def _lines(nb: NotebookNode) -> set[str]:
    """Give the lines of all cells that are long enough to tell something."""
    lines = {line.strip() for cell in nb.cells for line in cell.source.splitlines()}
    return {line for line in lines if len(line) > 3}


def _clear_best(scores: Mapping[str, float], at_least: float) -> str | None:
    """Give the name with the highest score, if it is enough and no other has the same."""
    best = max(scores.values(), default=0.0)
    names = [name for name, score in scores.items() if score == best]
    return names[0] if best >= at_least and len(names) == 1 else None
