"""Find what a released folder would give away: a solution, a line of one, an output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat

SHORTEST_ANSWER = 12  # characters; a shorter line of a solution may stand elsewhere by chance
LEFT_OVER = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}


def leaks(source: Path, made: Path) -> Iterator[str]:
    """Say where the files in `made` hold what only their `source` should: file, cell and reason."""
    answers = {line for path in source.glob("*.ipynb") for line in _answers(path, made / path.name)}
    for path in files(made):
        name = path.relative_to(made).as_posix()
        if b"BEGIN SOLUTION" in path.read_bytes():
            yield f"{name} would reach the students with its solution: take it out of the folder."
        elif path.suffix == ".ipynb":
            yield from _leaks_of_notebook(path, name, answers)
        else:
            yield from _repeats(path.read_bytes().decode(errors="replace"), name, answers)


def files(folder: Path) -> list[Path]:
    """All files in a folder and below, without what editors and Python leave behind."""
    found = sorted(folder.rglob("*"))
    return [path for path in found if path.is_file() and not LEFT_OVER & set(path.parts)]


def _leaks_of_notebook(path: Path, name: str, answers: set[str]) -> Iterator[str]:
    for cell in nbformat.read(path, as_version=4)["cells"]:
        where = f"{name}, cell {cell['id']!r},"
        if cell.get("outputs") or cell.get("execution_count"):
            yield f"{where} still has outputs: clear them."
        yield from _repeats(cell["source"], where, answers)


def _repeats(text: str, where: str, answers: set[str]) -> Iterator[str]:
    for line in sorted(answers):
        if line in text:
            yield f"{where} repeats a line of a solution, which students would see: {line}"


def _answers(source: Path, made: Path) -> set[str]:
    """Lines that nbgrader took out of the solution cells."""
    kept = {cell["id"]: cell["source"] for cell in nbformat.read(made, as_version=4)["cells"]}
    taken: set[str] = set()
    for cell in nbformat.read(source, as_version=4)["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            taken |= _lines(cell["source"]) - _lines(kept[cell["id"]])
    return {line for line in taken if len(line) >= SHORTEST_ANSWER}


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if " SOLUTION" not in line}
