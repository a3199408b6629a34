"""Tests of making the student notebooks."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.release import ReleaseError, course_points, release, release_hash

ROOT = Path(__file__).parents[2]
SOLUTION = "means = np.zeros(3)\n### BEGIN SOLUTION\nmeans = rows_of_the_data(3)\n### END SOLUTION"


def marked(text, grade_id, **more):
    """A code cell that nbgrader knows."""
    mark = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    return new_code_cell(text, id=grade_id, metadata={"nbgrader": {**mark, "grade_id": grade_id, **more}})


def small_notebook(solution=SOLUTION, prose="Some prose.", check="initial_means", **about):
    """A notebook with one exercise; `about` is what its metadata say of it."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    cells = [
        new_markdown_cell(prose, id="prose"),
        marked(solution, "initial_means_code", solution=True),
        marked("check.initial_means(means)", check, grade=True, locked=True, points=1),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel, **({"kmeans_by_hand": about} if about else {})})


@pytest.fixture
def course(tmp_path):
    """A course with the project's configuration and one small assignment."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    write(tmp_path, small_notebook())
    return tmp_path


def write(course, notebook, name="02_small/small.ipynb"):
    """Save a solution notebook in a course."""
    path = course / "solutions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def everything(folder):
    """All files of a course with their bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(course, assignment="02_small"):
    """The reason for which a release is refused; the course must stay as it was."""
    before = everything(course)
    with pytest.raises(ReleaseError) as raised:
        release(course, assignment)
    assert everything(course) == before
    assert "\n" not in str(raised.value)
    return str(raised.value)


def released(course, name="02_small/small.ipynb"):
    """Read a released notebook."""
    return json.loads((course / "notebooks" / name).read_text(encoding="utf-8"))


def cell_of(notebook, cell_id):
    """The cell with an id."""
    return next(cell for cell in notebook["cells"] if cell["id"] == cell_id)


def test_committed_notebooks_are_what_the_solutions_give():
    """The committed notebooks equal, byte for byte and file for file, what the solutions give."""
    assert release(ROOT, check=True) == []


def test_solution_becomes_the_stub(course):
    """A solution region becomes an Ellipsis with its remark, and what stands before it stays."""
    release(course, "02_small")
    source = "".join(cell_of(released(course), "initial_means_code")["source"])
    assert source == "means = np.zeros(3)\n...  # TO DO"


def test_release_says_what_changed(course):
    """The first release is new, the second changes nothing, and an edited solution changes a file."""
    assert release(course, "02_small") == ["notebooks/02_small/small.ipynb: new"]
    assert release(course, "02_small") == []
    write(course, small_notebook(prose="Other prose."))
    assert release(course, "02_small") == ["notebooks/02_small/small.ipynb: changed"]


def test_check_reports_drift_and_writes_nothing(course):
    """With `check` a difference is told and nothing is written."""
    before = everything(course)
    assert release(course, check=True) == ["notebooks/02_small/small.ipynb: new"]
    assert everything(course) == before


def test_edited_release_is_made_again(course):
    """A released notebook that someone edited is drift, and is made again."""
    release(course, "02_small")
    path = course / "notebooks" / "02_small" / "small.ipynb"
    original = path.read_bytes()
    path.write_bytes(original + b"\n")
    assert release(course, check=True) == ["notebooks/02_small/small.ipynb: changed"]
    release(course)
    assert path.read_bytes() == original


def test_set_of_files_is_compared(course):
    """Other files of an assignment are released with it, and a file without a source goes away."""
    (course / "solutions" / "02_small" / "table.csv").write_text("a,b\n", encoding="utf-8")
    release(course)
    (course / "notebooks" / "02_small" / "old.csv").write_text("c,d\n", encoding="utf-8")
    assert release(course, check=True) == ["notebooks/02_small/old.csv: removed"]
    release(course)
    names = sorted(path.name for path in (course / "notebooks" / "02_small").iterdir())
    assert names == ["small.ipynb", "table.csv"]


def test_assignment_without_source_is_drift(course):
    """A released assignment whose solution is gone is told, and removed when all are released."""
    write(course, small_notebook(), "03_other/other.ipynb")
    release(course)
    shutil.rmtree(course / "solutions" / "03_other")
    said = ["notebooks/03_other: solutions/ has no such assignment"]
    assert release(course, check=True) == said
    assert release(course) == said
    assert [path.name for path in (course / "notebooks").iterdir()] == ["02_small"]


def test_points_come_from_the_course_settings(course):
    """The points in course.toml are written into the check cell, whatever the source says."""
    (course / "course.toml").write_text("[points]\ninitial_means = 7.5\n", encoding="utf-8")
    release(course)
    assert cell_of(released(course), "initial_means")["metadata"]["nbgrader"]["points"] == 7.5


def test_settings_that_are_wrong_are_told(course):
    """A course.toml with an error stops the release with its reason."""
    (course / "course.toml").write_text("[points]\ninitial_means = 'many'\n", encoding="utf-8")
    assert "initial_means" in refused(course)


def test_release_carries_its_mark(course):
    """A released notebook says which assignment it is, and the mark changes with its content."""
    release(course)
    first = released(course)
    mark = first["metadata"]["kmeans_by_hand"]
    assert mark == {"assignment": "02_small", "release": release_hash(first)}
    write(course, small_notebook(prose="Other prose."))
    release(course)
    assert released(course)["metadata"]["kmeans_by_hand"]["release"] != mark["release"]


def test_idea_and_minutes_are_released(course):
    """What a solution says of its idea and minutes stands beside the mark, and changes no release's name."""
    release(course)
    before = released(course)["metadata"]["kmeans_by_hand"]["release"]
    write(course, small_notebook(idea="one idea", minutes=45, assignment="copied", release="copied"))
    assert release(course) == ["notebooks/02_small/small.ipynb: changed"]
    mark = released(course)["metadata"]["kmeans_by_hand"]
    assert mark == {"assignment": "02_small", "release": before, "idea": "one idea", "minutes": 45}


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"idea": "one idea"}, "has idea alone; it should have both"),
        ({"minutes": 90}, "has minutes alone"),
        ({"idea": "one idea", "minutes": "90"}, 'has minutes = "90"; it should be like'),
        ({"idea": "one idea", "minutes": True}, "has minutes = true"),
        ({"idea": "one idea", "minutes": 0}, "has minutes = 0"),
        ({"idea": "two\nlines", "minutes": 90}, r'has idea = "two\nlines"'),
        ({"idea": " ", "minutes": 90}, 'has idea = " "'),
        ({"idea": "x" * 200, "minutes": 90}, 'has idea = "xxx'),
        ({"idea": "one idea", "minute": 90}, "has no 'minute'; it may have"),
    ],
)
def test_metadata_that_do_not_fit_are_refused(course, about, reason):
    """An idea or minutes that the series' table can't show stop the release, with an example of what to write."""
    write(course, small_notebook(**about))
    found = refused(course)
    assert reason in found
    assert found.startswith("solutions/02_small/small.ipynb: its metadata kmeans_by_hand")
    assert '"minutes": 90}' in found


def test_an_assignment_without_exercises_is_released(course):
    """A notebook that has only prose is released like any other, and says which it is."""
    write(course, new_notebook(cells=[new_markdown_cell("# Start here", id="title")]), "00_start/start.ipynb")
    assert release(course, "00_start") == ["notebooks/00_start/start.ipynb: new"]
    assert released(course, "00_start/start.ipynb")["metadata"]["kmeans_by_hand"]["assignment"] == "00_start"
    assert release(course, "00_start", check=True) == []


def test_outputs_are_cleared(course):
    """A solution that was saved with outputs is released without them."""
    notebook = small_notebook()
    output = nbformat.v4.new_output("stream", name="stdout", text="secret")
    notebook.cells[1].update(outputs=[output], execution_count=3)
    write(course, notebook)
    release(course)
    assert b"secret" not in (course / "notebooks" / "02_small" / "small.ipynb").read_bytes()


def test_twin_of_a_solution_is_refused(course):
    """A file with a solution in it does not reach the students."""
    (course / "solutions" / "02_small" / "small.py").write_text(SOLUTION, encoding="utf-8")
    assert "small.py would reach the students with its solution" in refused(course)


def test_repeated_line_of_a_solution_is_refused(course):
    """A cell that repeats a line of a solution is named."""
    write(course, small_notebook(prose="Try `means = rows_of_the_data(3)` here."))
    assert "cell 'prose', repeats a line of a solution" in refused(course)


def test_solution_in_another_file_is_refused(course):
    """A line of a solution in any other file is named, without its markers too."""
    (course / "solutions" / "02_small" / "notes.txt").write_text("means = rows_of_the_data(3)", encoding="utf-8")
    assert "notes.txt repeats a line of a solution" in refused(course)


@pytest.mark.parametrize(
    ("assignment", "reason"),
    [
        ("03_none", "solutions/03_none holds no notebook; there are: 02_small."),
        ("../02_small", "is no assignment id"),
        ("02 small", "is no assignment id"),
    ],
)
def test_unknown_assignment_is_refused(course, assignment, reason):
    """An assignment that is not there, or no id, is told with what there is."""
    assert reason in refused(course, assignment)


def test_unfinished_solution_region_is_refused(course):
    """A solution region without its end is told in one line."""
    write(course, small_notebook(solution="### BEGIN SOLUTION\nmeans = 3"))
    assert "no end solution statement found" in refused(course)


def test_check_without_exercise_is_refused(course):
    """A check cell that no module defines is named."""
    write(course, small_notebook(check="no_such_exercise"))
    assert "the check cell 'no_such_exercise' has no exercise" in refused(course)


def test_damaged_notebook_is_refused(course):
    """A solution that is no notebook is named."""
    (course / "solutions" / "02_small" / "small.ipynb").write_text("{", encoding="utf-8")
    assert "solutions/02_small/small.ipynb is no notebook" in refused(course)


def test_one_bad_assignment_stops_all(course):
    """When one of several assignments can't be released, none is."""
    write(course, small_notebook(check="no_such_exercise"), "03_other/other.ipynb")
    assert "03_other" in refused(course, None)


def test_course_without_configuration_is_refused(course):
    """Outside a course the release says where to run it."""
    (course / "nbgrader_config.py").unlink()
    assert "run this in the course's folder" in refused(course)


def test_course_without_assignments_is_refused(tmp_path):
    """A folder without solutions is told."""
    assert "holds no assignment" in refused(tmp_path, None)


def test_points_are_plain_numbers():
    """Whole points are written as integers, so that notebooks say 3 and not 3.0."""
    points = course_points(ROOT)
    assert points["initial_means"] == 3
    assert isinstance(points["initial_means"], int)
