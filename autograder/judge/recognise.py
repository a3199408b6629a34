"""Tell which assignment a notebook is, from what its editor left of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nbformat import NotebookNode


def recognise(nb: NotebookNode, released: Mapping[str, NotebookNode]) -> str | None:
    """Tell which of the `released` assignments the notebook is, or None where nothing speaks for one.

    By what the release wrote into its metadata, then by grade ids, then by the lines that only one
    of the assignments has (a fifth of them must be there).
    """
    written = nb.metadata.get("kmeans_by_hand", {}).get("assignment")
    if written in released:
        return str(written)
    ids, lines = _grade_ids(nb), _lines(nb)
    shared = {name: len(ids & own) for name, own in _distinctive(released, _grade_ids).items()}
    typical = _distinctive(released, _lines)
    likeness = {name: len(lines & own) / max(1, len(own)) for name, own in typical.items()}
    return _clear_best(shared, 1) or _clear_best(likeness, 0.2)


def _distinctive(
    released: Mapping[str, NotebookNode], features: Callable[[NotebookNode], set[str]]
) -> dict[str, set[str]]:
    """Give each assignment's features that no other assignment has."""
    own = {name: features(notebook) for name, notebook in released.items()}
    return {name: own[name].difference(*(own[other] for other in own if other != name)) for name in own}


def _grade_ids(nb: NotebookNode) -> set[str]:
    """Give the names that nbgrader gave to cells."""
    return {cell.metadata["nbgrader"]["grade_id"] for cell in nb.cells if "nbgrader" in cell.metadata}


def _lines(nb: NotebookNode) -> set[str]:
    """Give the lines of all cells that are long enough to tell something."""
    lines = {line.strip() for cell in nb.cells for line in cell.source.splitlines()}
    return {line for line in lines if len(line) > 3}


def _clear_best(scores: Mapping[str, float], at_least: float) -> str | None:
    """Give the name with the highest score, if it is enough and no other has the same."""
    best = max(scores.values(), default=0.0)
    names = [name for name, score in scores.items() if score == best]
    return names[0] if best >= at_least and len(names) == 1 else None
