"""The series, as its released notebooks tell it; `python -m autograder.series` prints the README's table of it.

Nothing is registered anywhere: what an assignment teaches and how long it takes stands in its notebook's metadata,
`"kmeans_by_hand": {"idea": "one line", "minutes": 90}`, and its title is the first heading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import assignments, notebook_folders, settings
from autograder.exercises import exercises_of, points_of

OURS = "kmeans_by_hand"  # the key of a notebook's metadata under which all this stands
LONGEST_IDEA, LONGEST_MINUTES, LONGEST_TITLE = 100, 6000, 100
EXAMPLE = '{"idea": "what it teaches, in one line", "minutes": 90}'


@dataclass(frozen=True)
class Entry:
    """One assignment of the series.

    Attributes
    ----------
    assignment : its id, such as "02_kmeans"
    title : the first heading of its notebook
    idea : what it teaches, in one line; "" where the notebook does not say
    minutes : how long it takes; 0 where the notebook does not say
    points : of all its exercises; 0 where it has none
    path : its released notebook
    """

    assignment: str
    title: str
    idea: str
    minutes: int
    points: float
    path: Path

    @property
    def time(self) -> str:
        """How long it takes, in words: "45 min", "2 h", "1 h 30 min"; "" where that is not known."""
        return duration(self.minutes)


def series(course: Path | None = None, points: Mapping[str, float] | None = None) -> list[Entry]:
    """Give all released assignments in their order, a course's own first where it has one of the same id.

    `points` are the course's settings of that name, read here when they are not given (CourseError). A notebook that
    can't be read is told by its id alone.
    """
    own = settings(course).points if points is None else points
    return [_entry(name, course, own) for name in assignments(course)]


def _entry(assignment: str, course: Path | None, points: Mapping[str, float]) -> Entry:
    path, notebook = _read(assignment, course)
    known = about(notebook)
    total = sum(points_of(each, points) for each in exercises_of(assignment))
    title = title_in(notebook, assignment)
    return Entry(assignment, title, known.get("idea", ""), known.get("minutes", 0), total, path)


def _read(assignment: str, course: Path | None) -> tuple[Path, dict[str, Any]]:
    """Read an assignment's notebook from the first place where that can be done; {} when there is none."""
    found = [path for folder in notebook_folders(course) for path in sorted((folder / assignment).glob("*.ipynb"))[:1]]
    for path in found:
        try:
            notebook = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(notebook, dict):
            return path, notebook
    return found[0], {}


def about(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a notebook's metadata say of its idea and minutes, without what is not as it should be."""
    own = _own_metadata(notebook)
    fits = {"idea": _is_idea, "minutes": _is_minutes}
    return {name: own[name] for name, fit in fits.items() if name in own and fit(own[name])}


def unfit(notebook: Mapping[str, Any]) -> str:
    """Say in one line what is wrong with a notebook's idea and minutes; "" when nothing is, or none are given."""
    own = _own_metadata(notebook)
    known = about(notebook)
    for name, value in own.items():
        if name not in ("idea", "minutes", "assignment", "release"):
            return f"its metadata {OURS} has no {name!r}; it may have {EXAMPLE}"
        if name in ("idea", "minutes") and name not in known:
            return f"its metadata {OURS} has {name} = {json.dumps(value)[:80]}; it should be like {EXAMPLE}"
    if len(known) == 1:
        return f"its metadata {OURS} has {next(iter(known))} alone; it should have both, like {EXAMPLE}"
    return ""


def _own_metadata(notebook: Mapping[str, Any]) -> dict[str, Any]:
    metadata = notebook.get("metadata")
    own = metadata.get(OURS) if isinstance(metadata, dict) else None
    return own if isinstance(own, dict) else {}


def _is_idea(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= LONGEST_IDEA


def _is_minutes(value: object) -> bool:
    return type(value) is int and 0 < value <= LONGEST_MINUTES


def title_in(notebook: Mapping[str, Any], assignment: str) -> str:
    """Give an assignment's title: the first heading of its notebook, else its id in words."""
    return title_of(notebook) or re.sub(r"^\d+_", "", assignment).replace("_", " ").capitalize()


def title_of(notebook: Mapping[str, Any]) -> str:
    """Give the first heading of a notebook as plain words; "" when it has none."""
    for text in _prose(notebook):
        heading = re.search(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", text, re.MULTILINE)
        if heading:
            words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1])
            return re.sub(r"[`*]", "", words).strip()[:LONGEST_TITLE]
    return ""


def _prose(notebook: Mapping[str, Any]) -> Iterator[str]:
    """Give the texts of the notebook's prose, whatever else stands in it."""
    cells = notebook.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict) and cell.get("cell_type") == "markdown":
            source = cell.get("source", "")
            yield source if isinstance(source, str) else "".join(map(str, source if isinstance(source, list) else []))


def duration(minutes: int) -> str:
    """Give a time in words: 45 is "45 min", 90 is "1 h 30 min", 0 is ""."""
    hours, rest = divmod(minutes, 60)
    return " ".join(f"{number} {unit}" for number, unit in ((hours, "h"), (rest, "min")) if number)


def markdown_table(entries: Sequence[Entry], folder: str = "notebooks") -> str:
    """Give the README's table: of each assignment with exercises its title as a link, its idea, time and points."""
    graded = [each for each in entries if each.points]
    rows = [
        f"| [{_cell(each.title)}]({folder}/{each.assignment}/{each.path.name}) | {_cell(each.idea)} | {each.time} | "
        f"{each.points:g} |"
        for each in graded
    ]
    minutes, points = (sum(getattr(each, name) for each in graded) for name in ("minutes", "points"))
    total = f"| together | | {duration(minutes)} | {points:g} |"
    return "\n".join(["| assignment | what it teaches | time | points |", "|---|---|---:|---:|", *rows, total])


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def main() -> None:
    """Print the table of this package's own series."""
    print(markdown_table(series()))


if __name__ == "__main__":
    main()
