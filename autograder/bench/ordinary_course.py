"""The exercise of 02_kmeans as an ordinary nbgrader course: the same cells, with plain tests that run in the notebook.

This is what our engine is compared with. The tests are those that a careful instructor writes: no check of ours, and
no work that says nothing about the answer. The animation, which no other course has, is left out.
"""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.bench.correct_class import ASSIGNMENT, NOTEBOOK

CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "ordinary"\n'

# The tests by the grade id of their cell. nbgrader puts the hidden part back before it grades.
TESTS: Mapping[str, str] = {
    "initial_means": """
known_start = np.array(means)  # for the test of your loop
assert isinstance(means, np.ndarray), "means should be a NumPy array"
assert means.shape == (num_means, data_size), f"means should have shape {(num_means, data_size)}, not {means.shape}"
assert len(np.unique(means, axis=0)) == num_means, "two of your means are the same image"
### BEGIN HIDDEN TESTS
for mean in means:
    assert (test_x == mean).all(axis=1).any(), "a mean of yours is none of the images"
### END HIDDEN TESTS
""",
    "update_means": """
assert means.shape == (num_means, data_size), f"means should have shape {(num_means, data_size)}, not {means.shape}"
assert np.isfinite(means).all(), "some of your means are not numbers"
### BEGIN HIDDEN TESTS
def reference_step(means):
    labels = ((means**2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    groups = [test_x[labels == k] for k in range(num_means)]
    return np.array([group.mean(axis=0) if len(group) else mean for group, mean in zip(groups, means)])

def inertia(means):
    distances = (test_x**2).sum(axis=1)[:, None] - 2 * test_x @ means.T + (means**2).sum(axis=1)
    return distances.min(axis=1).sum()

reference_start = time.time()
expected = known_start
for _ in range(iterations):
    expected = reference_step(expected)
reference_seconds = (time.time() - reference_start) / iterations

np.testing.assert_allclose(means, expected, atol=1e-6, err_msg="these are not the means after all iterations")
assert inertia(means) < inertia(known_start), "the inertia did not fall"
first, last = reference_step(known_start) - known_start, reference_step(means) - means
assert np.abs(last).max() < 0.2 * np.abs(first).max(), "the means have not come near to rest"
### END HIDDEN TESTS
""",
    "single_loop": """
### BEGIN HIDDEN TESTS
import ast

loop_cell = next(text for text in reversed(In[:-1]) if "end = time.time()" in text)
kinds = (ast.For, ast.While, ast.comprehension)
loops = [node for node in ast.walk(ast.parse(loop_cell)) if isinstance(node, kinds)]
assert len(loops) == 1, f"there should be exactly one loop, not {len(loops)}"
calls = [node.func for node in ast.walk(ast.parse(loop_cell)) if isinstance(node, ast.Call)]
names = {getattr(call, "id", getattr(call, "attr", "")) for call in calls}
assert not names & {"map", "vectorize", "apply_along_axis", "fromiter"}, "this is a loop in other clothes"
### END HIDDEN TESTS
""",
    "seconds_per_iteration": """
seconds = (end - start) / iterations
print(f"{seconds:.4f} seconds per iteration")
assert seconds > 0
### BEGIN HIDDEN TESTS
assert seconds < 10 * reference_seconds, "this is slow: is there an array of shape (n, k, d)?"
### END HIDDEN TESTS
""",
}


def ordinary(notebook: NotebookNode) -> NotebookNode:
    """Make an ordinary notebook of ours, solved or not: tests for checks, and no animation."""
    made = copy.deepcopy(notebook)
    made.metadata.pop("kmeans_by_hand", None)
    for cell in made.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type == "code":
            cell.source = TESTS[grade_id].strip() if grade_id in TESTS else without_animation(cell.source)
    return made


def without_animation(source: str) -> str:
    """Leave out the lines that have to do with our package."""
    ours = ("live.", "live =", "animate.", "from autograder import")
    return "\n".join(line for line in source.splitlines() if not line.strip().startswith(ours))


def make_course(folder: Path, solution: NotebookNode) -> Path:
    """Make a course folder with its release and its gradebook; give the folder."""
    source = folder / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    source.parent.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    nbformat.write(ordinary(solution), source)
    subprocess.run(nbgrader("generate_assignment", ASSIGNMENT), cwd=folder, env=environment(), check=True,
                   capture_output=True)  # fmt: skip
    return folder


def lost_points(folder: Path) -> float:
    """Points that nbgrader refused to those who handed in last, in all, as its gradebook has them."""
    from nbgrader.api import Gradebook

    present = {path.name for path in (folder / "submitted").iterdir()}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        found = [each for each in gradebook.assignment_submissions(ASSIGNMENT) if each.student.id in present]
        if len(found) < len(present):
            raise RuntimeError(f"nbgrader graded {len(found)} of {len(present)} submissions")
        return float(sum(each.max_score - each.score for each in found))


def autograde_command() -> Sequence[str]:
    """The command that grades a class, to be run in its course folder."""
    return nbgrader("autograde", ASSIGNMENT)


def nbgrader(*arguments: str) -> Sequence[str]:
    """Give one of nbgrader's commands."""
    return [sys.executable, "-m", "nbgrader", *arguments]


def environment() -> dict[str, str]:
    """The environment for it: it calls its tools by bare name, so those of this Python come first."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path}
