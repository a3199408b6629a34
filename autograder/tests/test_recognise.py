"""A notebook that was handed in for another assignment is told so, whatever it says of itself."""

import nbformat
import pytest

from autograder.course import released_notebook
from autograder.grade.load_assignment import load_assignment
from autograder.judge.recognise import another_assignment, recognise

ASKED, _ = load_assignment("02_kmeans")
SAID = [7, ["01_numpy_warmup"], {"assignment": ["01_numpy_warmup"]}, {"assignment": {}}, None]


def handed_out(name):
    """Give the notebook of an assignment as students get it."""
    return nbformat.read(released_notebook(name), as_version=4)


def test_another_notebook_is_named():
    """Student and instructor read which one it seems to be."""
    (line,) = another_assignment(handed_out("01_numpy_warmup"), ASKED)
    assert "01_numpy_warmup" in line and "02_kmeans was asked for" in line


def test_the_right_one_is_not():
    """There is nothing to say of an untouched notebook, nor of one that is like none."""
    assert another_assignment(handed_out("02_kmeans"), ASKED) == []
    assert another_assignment(nbformat.v4.new_notebook(), ASKED) == []


@pytest.mark.parametrize("said", SAID)
def test_nonsense_in_the_metadata_says_nothing(said):
    """Whatever stands where the release wrote its name, the cells decide."""
    notebook = handed_out("02_kmeans")
    notebook.metadata["kmeans_by_hand"] = said
    assert recognise(notebook, {"02_kmeans": ASKED.released}) == "02_kmeans"


def test_a_false_name_in_the_metadata_fools_nobody():
    """The untouched notebook of this assignment that calls itself another one is still this one."""
    notebook = handed_out("02_kmeans")
    notebook.metadata["kmeans_by_hand"] = {"assignment": "01_numpy_warmup"}
    assert another_assignment(notebook, ASKED) == []


def test_a_notebook_that_is_not_there_is_passed_over(tmp_path):
    """A course that lost a released notebook still tells of the others."""
    series = {**ASKED.series, "04_first_means": tmp_path / "gone.ipynb"}
    asked = type(ASKED)(**{**vars(ASKED), "series": series})
    assert another_assignment(handed_out("01_numpy_warmup"), asked)
