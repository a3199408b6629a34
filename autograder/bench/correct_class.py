"""A class whose submissions are all correct, in several styles: for our engine to grade, and for nbgrader's."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.course import released_notebook
from autograder.grade.journal import Journal, Record
from autograder.sample_class import fill, read_answer

ASSIGNMENT, NOTEBOOK = "02_kmeans", "kmeans"
PACKAGE = Path(__file__).parents[1]
ANSWERS = (PACKAGE / "sample_class" / "answers", PACKAGE / "tests" / "right_answers" / "kmeans")
# Each has full marks from our checks and from ordinary tests; students take turns with them.
STYLES = ("one_hot", "stops_when_settled", "sort_and_reduceat", "einsum", "while_loop")


def submissions(students: int, styles: Sequence[str] = STYLES) -> dict[str, NotebookNode]:
    """Make a class of so many students: their notebooks by their ids, which say what they handed in."""
    made = [handed_in(style) for style in styles]
    return {
        f"s{number + 1:05d}-{styles[number % len(styles)]}": made[number % len(styles)] for number in range(students)
    }


def handed_in(style: str) -> NotebookNode:
    """The released notebook with an answer in it, known by the name of its file."""
    released = nbformat.read(released_notebook(ASSIGNMENT), as_version=4)
    default = read_answer(ANSWERS[0] / "one_hot.py")
    path = next(folder / f"{style}.py" for folder in ANSWERS if (folder / f"{style}.py").is_file())
    return fill(released, read_answer(path), default)


def solution() -> NotebookNode:
    """The course's own solution, from which an instructor makes a release."""
    return nbformat.read(PACKAGE.parent / "solutions" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", as_version=4)


def hand_in(folder: Path, notebooks: Mapping[str, NotebookNode]) -> None:
    """Put a class's notebooks, by student, where graders look for them; nothing of an earlier class stays."""
    for name in ("submitted", "autograded"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for student, notebook in notebooks.items():
        place = folder / "submitted" / student / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
        place.parent.mkdir(parents=True)
        nbformat.write(notebook, place)


def grade_command() -> Sequence[str]:
    """The command that grades a class anew, to be run in its course folder."""
    return [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--course", ".", "--again"]


def records(folder: Path) -> dict[str, Record]:
    """What our engine recorded of each student of a class."""
    return dict(Journal(folder / "records" / f"{ASSIGNMENT}.jsonl").records())


def lost_points(found: Mapping[str, Record]) -> float:
    """Points that correct submissions were refused, in all."""
    return sum(each["max_score"] - each["score"] for each in found.values())
