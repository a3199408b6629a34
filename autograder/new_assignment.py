"""Start an assignment: a solution notebook and its checks, small and working: `autograder new 08_topic`."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course import CourseError
from autograder.series import OURS

ID = re.compile(r"(?P<number>\d\d)_(?P<topic>[A-Za-z][A-Za-z0-9_-]{0,39})")

CHECKS = Template('''"""Checks of $assignment."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.evidence import Evidence
from autograder.exercises import TodoCell, exercise
from autograder.functions import Asked, Case, Mistake, examples, judge_function
from autograder.verdict import Finding


def _centre(points: np.ndarray) -> np.ndarray:
    """The mean (d,) of points (n, d), added up one by one: slow, plain, and not the solution."""
    total = np.zeros(points.shape[1])
    for point in points:
        total += point
    return total / len(points)


def _cases(rng: np.random.Generator) -> list[Case]:
    """Inputs that no student has seen; those with words are told when an answer is wrong there."""
    return [
        Case((rng.normal(size=(20, 3)).round(2),)),
        Case((rng.normal(size=(4, 4)).round(2),), "as many points as coordinates"),
        Case((rng.normal(size=(1, 2)).round(2),), "a single point"),
    ]


CENTRE = Asked(
    call="$exercise(points)",
    todo=TodoCell("${exercise}_code", binds="$exercise"),
    reference=_centre,
    tiny=(np.array([[0.0, 0.0], [2.0, 6.0]]),),
    cases=_cases,
    mistakes=[
        Mistake(
            "sum_not_divided",
            lambda points: points.sum(axis=0),
            "This is the sum of the points. What turns a sum into a mean?",
        ),
        Mistake(
            "mean_without_axis",
            lambda points: points.mean(),
            "This is the mean of all numbers together. Which axis should go away, and which should stay?",
        ),
        Mistake(
            "mean_over_wrong_axis",
            lambda points: points.mean(axis=1),
            "This is a mean for each point. Which axis do the points lie along?",
        ),
    ],
)


@exercise(
    assignment="$assignment",
    points=1,
    todo=CENTRE.todo,
    hints=(
        "The centre has one number for each coordinate: the mean of that coordinate over all points.",
        "`points.mean()` is the mean of all numbers. Its parameter `axis` names the axis that goes away.",
        "The points lie along axis 0 of `(n, d)`; that one should go away.",
    ),
)
def $exercise(evidence: Evidence, function: Any) -> Finding:
    """Write `$exercise`, the mean of some points.

    `$exercise(points)`: array of shape (n, d), float -> array of shape (d,), float
    """
    return judge_function(evidence, function, CENTRE)


EXAMPLES = examples(CENTRE)
''')

INTRODUCTION = """# $title

## What you'll do

Find the centre of some points.

## What you'll learn

- what a mean over one axis is

## What you'll need

Python and a little NumPy."""

QUESTION = """## Exercise: the centre

Write `$exercise(points)`: the mean of all points.

- in: `points`, shape `(n, d)`
- out: shape `(d,)`

Stuck? `check.$exercise.hint()` in a cell of your own gives a hint."""

SOLUTION = """def $exercise(points):  # (n, d)
    \"\"\"Give the centre of some points, (d,).\"\"\"
    ### BEGIN SOLUTION
    return points.mean(axis=0)  # (d,)
    ### END SOLUTION"""

WHY = """**Why this axis?** An axis that is averaged goes away. Points lie along axis 0: one point is left.

## On your own

1. Which point lies nearest to its centre in every set of two points?
2. **Break it on purpose.** What is the centre of no points at all, `np.zeros((0, 2))`, and why?"""


# What the series' table says of it; like all of the example it is there to be changed.
ABOUT = {"idea": "a mean over one axis", "minutes": 15}


class NewAssignmentError(CourseError):
    """Why no assignment was started: one line that says what is wrong, and what to do."""


def new_assignment(course: Path, assignment: str) -> list[Path]:
    """Write the two files of a new assignment, and return their paths.

    They are a working example of one exercise, to be changed: the notebook with its solution, and the
    checks. Nothing has to be registered; `autograder release` finds both. Raises NewAssignmentError, and then
    nothing was written.
    """
    form = ID.fullmatch(assignment)
    if not form:
        raise NewAssignmentError(
            f"{assignment!r} is no id of the form NN_topic, such as 08_topic: two digits, _, then letters, "
            "digits, _ and -."
        )
    topic = form["topic"].replace("-", "_")
    notebook = course / "solutions" / assignment / f"{topic}.ipynb"
    checks = course / "autograder" / "checks" / f"{topic}.py"
    _require_room(notebook, checks)
    words = {
        "assignment": assignment,
        "exercise": f"{topic}_centre",
        "title": topic.replace("_", " ").capitalize(),
    }
    texts = {notebook: nbformat.writes(_notebook(words)) + "\n", checks: CHECKS.substitute(words)}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as problem:
        for path in texts:
            path.unlink(missing_ok=True)
        if notebook.parent.is_dir():
            notebook.parent.rmdir()
        raise NewAssignmentError(f"{problem.filename} can't be written: {problem.strerror}.") from problem
    return list(texts)


def _require_room(notebook: Path, checks: Path) -> None:
    if not checks.parent.is_dir():
        raise NewAssignmentError(
            f"{checks.parent} does not exist: run this in a copy of the project, which holds the checks."
        )
    if notebook.parent.exists():
        raise NewAssignmentError(f"{notebook.parent} exists already: choose another id.")
    if checks.exists():
        raise NewAssignmentError(f"{checks} exists already: choose another topic.")


def _notebook(words: dict[str, str]) -> nbformat.NotebookNode:
    """Make the solution notebook: introduction, set-up, and one exercise with its check and its why."""
    name = words["exercise"]
    check = _mark(name, grade=True, locked=True, points=1)
    todo = _mark(f"{name}_code", solution=True)
    cells = [
        new_markdown_cell(Template(INTRODUCTION).substitute(words), id="title"),
        new_code_cell("import numpy as np\n\nfrom autograder import check", id="setup"),
        new_markdown_cell(Template(QUESTION).substitute(words), id=f"{name}_question"),
        new_code_cell(Template(SOLUTION).substitute(words), id=f"{name}_code", metadata=todo),
        new_code_cell(f"check.{name}({name})", id=name, metadata=check),
        new_markdown_cell(WHY, id=f"{name}_why"),
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, OURS: dict(ABOUT)}
    return new_notebook(cells=cells, metadata=metadata)


def _mark(grade_id: str, **more: object) -> dict[str, object]:
    """Make the metadata by which nbgrader knows a cell."""
    plain = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}
    return {"nbgrader": {**plain, "grade_id": grade_id, **more}}
