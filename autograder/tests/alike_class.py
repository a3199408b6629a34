"""A class of honest answers, each different, and copies of one of them that were changed to look like another."""

import random
import re
import sys
from pathlib import Path

import nbformat

from autograder.course import released_notebook
from autograder.sample_class.answers import read_answer
from autograder.sample_class.make import fill
from autograder.tests.at_hand import HERE

ASSIGNMENT, NOTEBOOK = "02_kmeans", "kmeans"
RIGHT = sorted((HERE / "right_answers" / NOTEBOOK).glob("*.py"))
TWIN = "live_plot_of_two_figures"  # an answer that was itself made from another one
RELEASED = nbformat.read(released_notebook(ASSIGNMENT), as_version=4)


def honest(count):
    """Different answers, as notebooks."""
    chosen = [path for path in RIGHT if path.stem != TWIN][:count]
    return [fill(RELEASED, read_answer(path)) for path in chosen]


def from_parts(assignment, topic, count, seed=1):
    """Notebooks in which each exercise has one of its right answers, in combinations drawn by chance."""
    released = nbformat.read(released_notebook(assignment), as_version=4)
    answers = {}
    for path in sorted((HERE / "right_answers" / topic).glob("*.py")):
        answers.setdefault(path.stem.partition("__")[0], []).append(read_answer(path))
    choice, notebooks = random.Random(seed), []
    for _ in range(count):
        notebook = released
        for variants in answers.values():
            notebook = fill(notebook, choice.choice(variants))
        notebooks.append(notebook)
    return notebooks


def changed(notebook, change):
    """Give a copy in which `change` was made to the source of each of the student's cells."""
    copied, given = nbformat.from_dict(notebook), {cell.source for cell in RELEASED.cells}
    for cell in copied.cells:
        if cell.source not in given:
            cell.source = change(cell.source)
    return copied


def hand_in(course, notebooks, assignment=ASSIGNMENT, notebook=NOTEBOOK):
    """Write notebooks, by student, where a course has its submissions."""
    for student, content in notebooks.items():
        path = course / "submitted" / student / assignment / f"{notebook}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(content if isinstance(content, str) else nbformat.writes(content), encoding="utf-8")
    return course


def renamed(code):
    """Give code with other names for the student's variables."""
    others = {"labels": "nearest", "sums": "totals", "counts": "how_many", "i": "step", "start": "t0", "end": "t1"}
    return re.sub(r"(?<![.\w])(\w+)\b(?!\()", lambda found: others.get(found[1], found[1]), code)


def laid_out_anew(code):
    """Give code with other remarks and other space."""
    return "\n\n".join(f"{line.replace(' = ', '=')}  # my own words: {number}" for number, line in
                       enumerate(code.splitlines()) if line.strip())  # fmt: skip


def other_literals(code):
    """Give code with other numbers and texts."""
    return re.sub(r'f?"[^"]*"', '"done"', re.sub(r"\b\d+\b", lambda found: str(int(found[0]) + 7), code))


def reordered(code):
    """Give code in which each two lines that follow each other at one depth, and may, have changed places."""
    lines = code.splitlines()
    for number in range(0, len(lines) - 1, 2):
        first, second = lines[number : number + 2]
        same_depth = len(first) - len(first.lstrip()) == len(second) - len(second.lstrip())
        if same_depth and not first.rstrip().endswith(":"):
            lines[number : number + 2] = second, first
    return "\n".join(lines)


DISGUISES = {each.__name__: each for each in (renamed, laid_out_anew, other_literals, reordered)}


def disguised(code):
    """Give code with all of that."""
    return other_literals(laid_out_anew(renamed(reordered(code))))


if __name__ == "__main__":  # python -m autograder.tests.alike_class FOLDER COUNT: a class to measure with
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    made = from_parts("05_choosing_k", "choosing_k", size)
    hand_in(folder, {f"s{number:05}": each for number, each in enumerate(made)}, "05_choosing_k", "choosing_k")
