"""The sample class and the answer files that stand for what students write."""

import ast
import re
import tomllib
from pathlib import Path

import nbformat
import pytest

from autograder.sample_class import Extra, fill, make_sample_class, read_answer
from autograder.sample_class.make import ANSWERS, DAMAGED, SUBMISSIONS, UNTOUCHED, student_ids
from autograder.verdict import OUTCOMES

HERE = Path(__file__).parent
RIGHT = sorted((HERE / "right_answers" / "kmeans").glob("*.py"))
WRONG = sorted((HERE / "wrong_answers" / "kmeans").glob("*.py"))
SAMPLE = sorted(ANSWERS.glob("*.py"))
EXPECTED = tomllib.loads((ANSWERS.parent / "expected.toml").read_text(encoding="utf-8"))

MISTAKES = {
    "initial_means": [
        "transposed", "images_not_flat", "wrong_number_of_means", "not_an_array", "view_of_images",
        "not_random", "same_image_every_time", "noise_instead_of_images", "not_rescaled", "rescaled_twice",
        "float_indices", "out_of_range_indices", "not_finite", "not_rows_of_the_data", "raises",
        "drawn_with_replacement",
    ],
    "update_means": [
        "argmin_wrong_axis", "distances_transposed", "l1_distance", "forgot_to_square", "missing_mean_norm",
        "argmax", "min_for_argmin", "uint8_wraparound", "sum_without_dividing",
        "divided_by_number_of_points", "mean_without_axis", "sums_never_reset", "stops_after_one_step",
        "updated_while_read", "updated_under_another_name", "means_not_updated", "part_of_the_points",
        "one_step_too_few", "one_step_too_many", "two_steps_per_turn", "ignores_iterations",
        "loop_variable_shadowed", "images_overwritten", "means_drawn_again", "medians", "library_kmeans",
        "reshape_for_transpose", "wrong_shape", "not_finite", "raises", "does_not_end", "not_an_array",
        "empty_cluster_nan", "sqrt_of_negative",
    ],
    "single_loop": ["more_than_one_loop", "no_loop", "library_kmeans"],
    "seconds_per_iteration": ["too_slow", "slow_python_loops", "step_not_right", "library_kmeans"],
}  # fmt: skip
TODO = "...  # TO DO"


def name_of(path):
    """Name an answer's file in test ids."""
    return path.stem


@pytest.fixture
def released():
    """Make a small notebook with 02_kmeans's grade ids."""
    cells = [nbformat.v4.new_code_cell("from load import test_x", id="setup")]
    for grade_id, checks in (
        ("initial_means_code", ["initial_means"]),
        ("update_means_code", ["update_means", "single_loop", "seconds_per_iteration"]),
    ):
        cells.append(nbformat.v4.new_markdown_cell("The question.", id=f"{grade_id}_question"))
        cells.append(marked(TODO, grade_id, solution=True))
        cells += [marked(f"check.{check}()", check, solution=False) for check in checks]
        cells.append(nbformat.v4.new_markdown_cell("Why.", id=f"{grade_id}_why"))
    return nbformat.v4.new_notebook(cells=cells)


def marked(source, grade_id, solution):
    """Make a cell with nbgrader's marks: a TO DO cell or a check cell."""
    marks = {"grade_id": grade_id, "solution": solution, "grade": not solution, "schema_version": 3}
    return nbformat.v4.new_code_cell(
        source, id=grade_id, metadata={"nbgrader": {**marks, "locked": not solution}}
    )


@pytest.fixture
def released_file(released, tmp_path):
    """Write the small notebook to a file."""
    path = tmp_path / "kmeans.ipynb"
    nbformat.write(released, path)
    return path


def an_answer(tmp_path, text):
    """Write an answer file and read it."""
    path = tmp_path / "answer.py"
    path.write_text(text, encoding="utf-8")
    return read_answer(path)


def ids(notebook):
    """List the ids of a notebook's cells."""
    return [cell.id for cell in notebook.cells]


def sources(notebook):
    """Map the ids of a notebook's cells to their sources."""
    return {cell.id: cell.source for cell in notebook.cells}


def test_an_answer_file_is_read_into_its_parts(tmp_path):
    """Description, expectations, cells and extra cells come out as they were written."""
    answer = an_answer(
        tmp_path,
        '"""What it is: a test.\n\nexercise: update_means\noutcome: failed\nnote: two: words\n"""\n'
        "# %% update_means_code\n\nfor i in range(3):\n    pass  # ok\n\n"
        "# %% extra before update_means_code\nx = 1\n# %% extra after initial_means_code\ny = 2\n",
    )
    assert answer.name == "answer"
    assert answer.description == "What it is: a test."
    assert answer.expected == {"exercise": "update_means", "outcome": "failed", "note": "two: words"}
    assert answer.cells == {"update_means_code": "for i in range(3):\n    pass  # ok"}
    assert answer.extras == (
        Extra("before", "update_means_code", "x = 1"),
        Extra("after", "initial_means_code", "y = 2"),
    )


def test_what_is_not_python_stands_behind_a_mark(tmp_path):
    """Magics and syntax errors reach the cell without the mark that keeps the answer file Python."""
    answer = an_answer(tmp_path, '"""A magic."""\n# %% a_code\n#| %%time\nx = 1\n#| if x\n#|     y = (\n')
    assert answer.cells == {"a_code": "%%time\nx = 1\nif x\n    y = ("}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"""Broken."""\n# %% a_code\nif x\n', r"answer\.py: line 3 is not Python"),
        ("# %% a_code\nx = 1\n", "does not say what the answer is"),
        ('"""Two."""\n# %% a_code\nx = 1\n# %% a_code\nx = 2\n', "a_code is there twice"),
        ('"""Odd."""\n# %% extra beside a_code\nx = 1\n', "names no cell"),
        ('"""None."""\nx = 1\n', "no cell begins"),
        ('"""Key.\n\noutcome: failed\nmistook: l1\n"""\n# %% a_code\nx = 1\n', "mistook"),
    ],
)
def test_a_file_that_is_no_answer_is_refused_with_the_reason(tmp_path, text, words):
    """An answer file that breaks the format is refused with words that say how."""
    with pytest.raises(ValueError, match=words):
        an_answer(tmp_path, text)


def test_an_answer_is_put_into_a_copy(released, tmp_path):
    """Filling leaves the released notebook alone, and changes the sources of TO DO cells only."""
    before = nbformat.writes(released)
    filled = fill(released, an_answer(tmp_path, '"""One."""\n# %% update_means_code\nmeans = 1\n'))
    assert nbformat.writes(released) == before
    assert sources(filled) == {**sources(released), "update_means_code": "means = 1"}
    assert filled.cells[5].metadata == released.cells[5].metadata


def test_a_missing_cell_gets_the_default_answer(released, tmp_path):
    """A TO DO cell that the answer leaves out gets what the default answer has for it."""
    answer = an_answer(tmp_path, '"""One."""\n# %% update_means_code\nmeans = 1\n')
    filled = sources(fill(released, answer, read_answer(ANSWERS / "one_hot.py")))
    assert filled["update_means_code"] == "means = 1"
    assert filled["initial_means_code"].startswith("means = test_x[")


def test_extra_cells_stand_where_they_are_told(released, tmp_path):
    """Extra cells stand directly before their TO DO cell or after its last check cell, in their own order."""
    marks = ["before update_means", "before update_means", "after update_means", "after update_means"]
    text = '"""Extras."""\n' + "".join(f"# %% extra {mark}_code\nx = 1\n" for mark in [*marks, "after initial_means"])
    filled = fill(released, an_answer(tmp_path, text))
    assert ids(filled) == [
        "setup",
        "initial_means_code_question", "initial_means_code", "initial_means", "extra-5", "initial_means_code_why",
        "update_means_code_question", "extra-1", "extra-2", "update_means_code",
        "update_means", "single_loop", "seconds_per_iteration", "extra-3", "extra-4", "update_means_code_why",
    ]  # fmt: skip
    nbformat.validate(filled)


def test_an_answer_to_another_notebook_is_refused(released, tmp_path):
    """An answer to a cell that the notebook does not have is refused by that cell's name."""
    with pytest.raises(ValueError, match="no TO DO cell 'other_code'"):
        fill(released, an_answer(tmp_path, '"""Other."""\n# %% other_code\nx = 1\n'))


def test_twelve_submissions_are_made(released_file, tmp_path):
    """Each of the twelve students has one notebook in the place where nbgrader looks for it."""
    students = make_sample_class(tmp_path, released_file)
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("submitted/**/*.ipynb"))
    assert len(students) == len(set(students)) == 12
    assert made == [f"submitted/{student}/02_kmeans/kmeans.ipynb" for student in students]


def test_the_ids_are_safe_and_say_what_was_handed_in():
    """Ids hold only letters, digits, underscores and hyphens, and name the answer."""
    for student, submission in zip(student_ids(), SUBMISSIONS, strict=True):
        assert re.fullmatch(r"[A-Za-z0-9_-]+", student)
        assert student.endswith(submission.replace("_", "-"))


def test_the_same_notebook_makes_the_same_bytes(released_file, tmp_path):
    """Two sample classes from one released notebook are equal byte for byte."""
    made = []
    for name in ("one", "two"):
        make_sample_class(tmp_path / name, released_file)
        made.append([path.read_bytes() for path in sorted((tmp_path / name).glob("**/*.ipynb"))])
    assert made[0] == made[1]


def test_the_twelve_are_what_their_names_say(released, released_file, tmp_path):
    """All but the damaged file are whole notebooks; the untouched one is the released one, and no other is."""
    for student, submission in zip(make_sample_class(tmp_path, released_file), SUBMISSIONS, strict=True):
        text = (tmp_path / "submitted" / student / "02_kmeans" / "kmeans.ipynb").read_text(encoding="utf-8")
        if submission == DAMAGED:
            with pytest.raises(nbformat.reader.NotJSONError):
                nbformat.reads(text, as_version=4)
            continue
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
        assert (notebook == released) == (submission == UNTOUCHED)
        assert (TODO in sources(notebook).values()) == (submission == UNTOUCHED)


def test_every_submission_has_its_expected_verdict():
    """The expected verdicts name the twelve students, exercises that exist, and outcomes that exist."""
    assert list(EXPECTED) == student_ids()
    for expected in EXPECTED.values():
        exercises = expected.get("exercises", {})
        assert set(exercises) <= set(MISTAKES)
        for exercise, verdict in exercises.items():
            assert set(verdict) <= {"outcome", "mistake", "score"}
            assert verdict.get("outcome", "failed") in OUTCOMES
            assert verdict.get("mistake", "step_not_right") in [*MISTAKES[exercise], "step_not_right"]
        assert "score" in expected or exercises


def test_every_sample_answer_is_used():
    """There is an answer file for each submission that needs one, and no other."""
    assert {path.stem for path in SAMPLE} == set(SUBMISSIONS) - {UNTOUCHED, DAMAGED}


@pytest.mark.parametrize("path", [*RIGHT, *WRONG, *SAMPLE], ids=name_of)
def test_an_answer_says_what_it_is(path):
    """Every answer file parses, is described by a sentence, and says which exercise it is and what comes out."""
    answer = read_answer(path)
    ast.parse(path.read_text(encoding="utf-8"))
    assert answer.description.endswith(".")
    assert answer.expected["exercise"] in MISTAKES
    assert answer.expected["outcome"] in OUTCOMES
    assert {*answer.cells, *(extra.grade_id for extra in answer.extras)} <= {
        "initial_means_code",
        "update_means_code",
    }


@pytest.mark.parametrize("path", RIGHT, ids=name_of)
def test_a_right_answer_makes_no_mistake(path):
    """A right answer expects to pass and names no mistake."""
    expected = read_answer(path).expected
    assert expected["outcome"] == "passed"
    assert "mistake" not in expected
    assert expected.get("slow", "yes") == "yes"
    assert expected.get("loops", "many") == "many"


@pytest.mark.parametrize("path", WRONG, ids=name_of)
def test_a_wrong_answer_names_its_mistake(path):
    """A wrong answer's mistake has one of the known names, and its file's name begins with the exercise."""
    expected = read_answer(path).expected
    assert path.stem.startswith(expected["exercise"] + "__")
    assert expected["mistake"] in {mistake for known in MISTAKES.values() for mistake in known}
    assert (expected["outcome"] == "passed") == ("note" in expected)


def test_every_mistake_has_an_answer_that_makes_it():
    """Each mistake of each exercise is expected of at least one wrong answer."""
    made = {exercise: set() for exercise in MISTAKES}
    for path in WRONG:
        expected = read_answer(path).expected
        made[expected["exercise"]].add(expected["mistake"])
    missing = {exercise: set(mistakes) - made[exercise] for exercise, mistakes in MISTAKES.items()}
    assert not any(missing.values()), missing
