"""A rebuilt notebook is ours in everything but the student's answers and the student's own cells."""

import ast
import copy
import json
import random
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.judge.read import read_notebook
from autograder.judge.rebuild import MAX_EXTRAS, rebuild
from autograder.judge.student_code import added_code, answers, as_code, parse, same_code

MEANS_STUB = "means = np.zeros((num_means, data_size))\n...  # TO DO"
LOOP_STUB = (
    "start = time.time()\nfor i in range(iterations):\n    ...  # TO DO\nend = time.time()\n"
    'print(f"{(end - start) / iterations:.4f} seconds per iteration")'
)
MEANS = "rng = np.random.default_rng(0)\nmeans = test_x[rng.choice(num_img, num_means, replace=False)]"
LOOP = LOOP_STUB.replace("...  # TO DO", "labels = nearest(test_x, means)\n    means = averages(test_x, labels)")
HELPER = "def nearest(points, means):\n    return np.argmin(distances(points, means), axis=1)"


def graded(grade_id, source, **nbgrader):
    """Give a cell that nbgrader knows."""
    known = {"schema_version": 3, "grade_id": grade_id, "grade": False, "solution": False, "locked": True}
    return new_code_cell(source, id=f"id-{grade_id}", metadata={"nbgrader": {**known, **nbgrader}})


RELEASED = new_notebook(
    metadata={"kmeans_by_hand": {"assignment": "02_kmeans"}, "kernelspec": {"name": "python3", "display_name": "P"}},
    cells=[
        new_markdown_cell("# K-means by hand", id="title"),
        new_code_cell("import time\nimport numpy as np\nfrom load import test_x", id="imports"),
        new_code_cell("num_img, data_size = test_x.shape\nnum_means = 10\niterations = 20", id="setup"),
        graded("rescale", "test_x = test_x / 255"),
        new_markdown_cell("## Initial means\nTake ten images.", id="ask-means"),
        graded("initial_means_code", MEANS_STUB, solution=True, locked=False),
        graded("initial_means", "check.initial_means(means)", grade=True, points=3),
        new_markdown_cell("## The loop\nWrite both half-steps.", id="ask-loop"),
        graded("update_means_code", LOOP_STUB, solution=True, locked=False),
        graded("update_means", "check.update_means(means)", grade=True, points=9),
        graded("single_loop", "check.single_loop()", grade=True, points=5),
        new_code_cell("plt.imshow(tiles(means))", id="picture"),
        new_markdown_cell("## On your own\nBreak it on purpose.", id="own"),
    ],
)
nbformat.validate(RELEASED)
PLACE = {cell.id.removeprefix("id-"): place for place, cell in enumerate(RELEASED.cells)}


def handed_in(edit, bare=False):
    """Give the released notebook as `edit` changes it (a function of its list of cells, by id)."""
    student = copy.deepcopy(RELEASED)
    if edit:
        edit(student.cells)
    if bare:
        for cell in student.cells:
            cell.metadata = {}
            cell.id = f"new-{random.Random(cell.source).getrandbits(40)}"
    return read_notebook(json.dumps(student).encode(), 10**7)


def solve(cells):
    """Write both answers into their cells."""
    cells[PLACE["initial_means_code"]].source = MEANS
    cells[PLACE["update_means_code"]].source = LOOP


def solved_and(*edits):
    """Give an edit that solves the exercise, then does more."""

    def edit(cells):
        solve(cells)
        for more in edits:
            more(cells)

    return edit


def put(name, text):
    """Give an edit that sets the text of a cell."""
    return lambda cells: cells[PLACE[name]].__setitem__("source", text)


def insert(after, *new):
    """Give an edit that puts cells after another, or first of all."""
    return lambda cells: cells.__setitem__(slice(PLACE.get(after, -1) + 1, PLACE.get(after, -1) + 1), list(new))


def drop(*names):
    """Give an edit that deletes cells."""
    return lambda cells: [cells.pop(place) for place in sorted((PLACE[name] for name in names), reverse=True)]


def retype(name, kind, text=None):
    """Give an edit that makes a cell another type, with its metadata, as Jupyter does."""

    def edit(cells):
        old = cells[PLACE[name]]
        make = {"markdown": new_markdown_cell, "raw": new_raw_cell}[kind]
        cells[PLACE[name]] = make(text or old.source, id=old.id, metadata=old.metadata)

    return edit


def twin(name, text):
    """Give a copy of a cell as copy and paste make it: same metadata, another id."""
    return new_code_cell(text, metadata=copy.deepcopy(RELEASED.cells[PLACE[name]].metadata))


def everything_but(*kept):
    """Give the names of all cells but some."""
    return [name for name in PLACE if name not in kept]


def shape(rebuilt):
    """Give what must be ours whatever the student did: everything but solutions and extra cells."""
    ours = [cell for cell in rebuilt.cells if cell.kind not in ("solution", "extra")]
    return [(cell.kind, cell.source, cell.grade_id, cell.cell_id, cell.points) for cell in ours]


def solutions(rebuilt):
    """Give the texts of the solution cells by grade id."""
    return {cell.grade_id: cell.source for cell in rebuilt.cells if cell.kind == "solution"}


def extras(rebuilt):
    """Give the student's own cells, each with the id of our cell before it."""
    found, before = [], None
    for cell in rebuilt.cells:
        if cell.kind == "extra":
            found.append((before, cell.source))
        else:
            before = cell.cell_id.removeprefix("id-")
    return found


UNTOUCHED = (MEANS_STUB, LOOP_STUB)
SOLVED = (MEANS, LOOP)
PLOT = "plt.plot(inertia)"
SKIP = {"tags": ["skip-execution", "remove_cell"], "nbgrader": {"grade_id": "update_means", "points": 900}}

# name: (edit, (initial means, loop), [(our cell before, own cell)], a note or None)
CASES = {
    "untouched": (None, UNTOUCHED, [], None),
    "solved": (solve, SOLVED, [], None),
    "own_cells_stay_where_they_stood": (
        solved_and(insert("own", new_code_cell(PLOT)), insert("setup", new_code_cell(HELPER))),
        SOLVED,
        [("setup", HELPER), ("own", PLOT)],
        None,
    ),
    "own_cell_before_all": (solved_and(insert("", new_code_cell("a = 1"))), SOLVED, [(None, "a = 1")], None),
    "blank_own_cells_are_nothing": (solved_and(insert("setup", new_code_cell(" \n"))), SOLVED, [], None),
    "own_prose_is_kept": (
        solved_and(insert("own", new_markdown_cell("I think `k = 7`."))),
        SOLVED,
        [("own", "I think `k = 7`.")],
        None,
    ),
    "answer_written_into_our_prose": (
        solved_and(put("own", "## On your own\nBreak it on purpose.\nI broke it.")),
        SOLVED,
        [("own", "I broke it.")],
        None,
    ),
    "solution_deleted": (solved_and(drop("initial_means_code")), (MEANS_STUB, LOOP), [], "is missing"),
    "solution_emptied": (solved_and(put("update_means_code", "  \n")), (MEANS, LOOP_STUB), [], None),
    "solution_only_commented": (
        solved_and(put("update_means_code", "# no idea\n" + LOOP_STUB)),
        (MEANS, LOOP_STUB),
        [],
        None,
    ),
    "solution_retyped_as_markdown": (solved_and(retype("initial_means_code", "markdown")), SOLVED, [], "taken as code"),
    "solution_retyped_as_raw": (solved_and(retype("update_means_code", "raw")), SOLVED, [], "taken as code"),
    "solution_fenced_in_markdown": (
        solved_and(retype("initial_means_code", "markdown", f"```python\n{MEANS}\n```")),
        SOLVED,
        [],
        "taken as code",
    ),
    "solution_retyped_as_prose": (
        solved_and(retype("initial_means_code", "markdown", "I do not know how.")),
        (MEANS_STUB, LOOP),
        [("initial_means_code", "I do not know how.")],
        None,
    ),
    "solution_with_a_syntax_error": (
        solved_and(put("initial_means_code", "means = = 3")),
        ("means = = 3", LOOP),
        [],
        None,
    ),
    "solution_doubled_last_wins": (
        solved_and(insert("update_means_code", twin("update_means_code", LOOP + "\nprint(means)"))),
        (MEANS, LOOP + "\nprint(means)"),
        [("ask-loop", LOOP)],
        "more than one cell `update_means_code`",
    ),
    "solution_doubled_copy_untouched": (
        solved_and(insert("update_means_code", twin("update_means_code", LOOP_STUB))),
        SOLVED,
        [],
        None,
    ),
    "solution_split_in_two": (
        solved_and(
            put("update_means_code", LOOP.split("\nend")[0]),
            insert("update_means_code", twin("update_means_code", "end" + LOOP.split("\nend")[1])),
        ),
        (MEANS, LOOP.split("\nend")[0]),
        [("update_means_code", "end" + LOOP.split("\nend")[1])],
        "more than one cell",
    ),
    "solution_copied_for_a_plot": (
        solved_and(insert("picture", twin("update_means_code", PLOT))),
        SOLVED,
        [("picture", PLOT)],
        "more than one cell",
    ),
    "answer_in_a_cell_below_the_stub": (
        lambda cells: [
            insert("update_means_code", new_code_cell("for _ in range(20):\n    means = step(means)"))(cells),
            insert("initial_means_code", new_code_cell(MEANS))(cells),
        ],
        (MEANS, "for _ in range(20):\n    means = step(means)"),
        [],
        "taken from a cell beside",
    ),
    "answer_below_that_needs_the_stub": (
        insert("initial_means_code", new_code_cell("means[:] = test_x[:10]")),
        (MEANS_STUB + "\nmeans[:] = test_x[:10]", LOOP_STUB),
        [],
        "taken from a cell beside",
    ),
    "answer_in_a_cell_above_the_stub": (
        lambda cells: [insert("ask-loop", new_code_cell(LOOP))(cells), put("initial_means_code", MEANS)(cells)],
        SOLVED,
        [],
        "taken from a cell beside",
    ),
    "a_look_below_the_stub_is_no_answer": (
        insert("initial_means_code", new_code_cell("means.shape")),
        UNTOUCHED,
        [("initial_means_code", "means.shape")],
        None,
    ),
    "reordered_solutions": (
        solved_and(lambda cells: cells.insert(PLACE["initial_means_code"], cells.pop(PLACE["update_means_code"]))),
        SOLVED,
        [],
        None,
    ),
    "all_reversed": (solved_and(lambda cells: cells.reverse()), SOLVED, [], None),
    "checks_deleted": (solved_and(drop("initial_means", "update_means", "single_loop")), SOLVED, [], None),
    "all_given_cells_deleted": (
        solved_and(drop(*everything_but("initial_means_code", "update_means_code"))),
        SOLVED,
        [],
        None,
    ),
    "check_edited_to_full_marks": (
        solved_and(put("update_means", "9")),
        SOLVED,
        [("update_means", "9")],
        "begins `check.update_means(means)` was changed",
    ),
    "check_emptied": (solved_and(put("update_means", "")), SOLVED, [], None),
    "check_doubled": (
        solved_and(insert("update_means", twin("update_means", "check.update_means( means )"))),
        SOLVED,
        [],
        None,
    ),
    "check_retyped": (solved_and(retype("update_means", "markdown")), SOLVED, [], None),
    "check_tagged_to_be_skipped": (
        solved_and(lambda cells: cells[PLACE["update_means"]].metadata.update(SKIP)),
        SOLVED,
        [],
        None,
    ),
    "check_call_of_their_own": (
        solved_and(insert("own", new_code_cell("check.update_means(other)"))),
        SOLVED,
        [("own", "check.update_means(other)")],
        None,
    ),
    "unknown_cell_marked_as_solution": (
        solved_and(insert("setup", graded("mine", "a = 1", solution=True))),
        SOLVED,
        [("setup", "a = 1")],
        None,
    ),
    "given_cell_copied": (
        solved_and(insert("picture", new_code_cell("test_x  = test_x/255"))),
        SOLVED,
        [],
        None,
    ),
    "rescale_changed_is_not_done_twice": (
        solved_and(put("rescale", "test_x = test_x.astype(np.float32) / 255.0")),
        SOLVED,
        [],
        "your change was not run",
    ),
    "import_added": (
        solved_and(put("imports", "import time\nimport numpy as np, scipy as sp\nfrom load import test_x, test_y")),
        SOLVED,
        [("imports", "import scipy as sp\nfrom load import test_y")],
        "what you added was run",
    ),
    "lines_added_to_setup": (
        solved_and(
            put("setup", "%matplotlib inline\nnum_means = 7\nrng = np.random.default_rng(0)\nnp.random.seed(1)")
        ),
        SOLVED,
        [("setup", "%matplotlib inline\nrng = np.random.default_rng(0)\nnp.random.seed(1)")],
        "what you added was run",
    ),
    "given_cell_with_a_stray_key": (solved_and(put("imports", "mimport time")), SOLVED, [], "your change was not run"),
    "given_cell_deleted": (solved_and(drop("imports", "setup")), SOLVED, [], None),
    "answer_merged_into_the_cell_above": (
        solved_and(
            put("rescale", f"test_x = test_x / 255\n{MEANS}"),
            drop("ask-means", "initial_means_code"),
        ),
        SOLVED,
        [],
        "taken from the cell in its place",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_only_answers_and_own_cells_are_the_students(case):
    """Whatever a student does, given cells and checks are ours, in our order, with our points."""
    edit, expected, own, note = CASES[case]
    rebuilt = rebuild(handed_in(edit), RELEASED)
    assert shape(rebuilt) == shape(rebuild(RELEASED, RELEASED))
    assert tuple(solutions(rebuilt).values()) == expected
    assert extras(rebuilt) == own
    assert (any(note in said for said in rebuilt.notes)) if note else not rebuilt.notes
    nbformat.validate(rebuilt.notebook())


BARE = {
    "solved": (solve, SOLVED),
    "untouched": (None, UNTOUCHED),
    "with_helpers": (solved_and(insert("ask-means", new_code_cell(HELPER))), SOLVED),
    "with_a_look_after": (solved_and(insert("initial_means_code", new_code_cell("means.shape"))), SOLVED),
    "no_headings": (solved_and(drop("title", "ask-means", "ask-loop", "own")), SOLVED),
    "no_checks": (solved_and(drop("initial_means", "update_means", "single_loop")), SOLVED),
    "only_the_answers": (solved_and(drop(*everything_but("initial_means_code", "update_means_code"))), SOLVED),
    "both_between_two_of_ours": (solved_and(drop("initial_means", "ask-loop")), SOLVED),
    "another_way_of_writing": (
        solved_and(
            put("initial_means_code", "means = pick()"),
            put("update_means_code", "n = 0\nwhile n < iterations:\n    means = step(means)\n    n += 1"),
        ),
        ("means = pick()", "n = 0\nwhile n < iterations:\n    means = step(means)\n    n += 1"),
    ),
    "resembling_nothing": (solved_and(put("update_means_code", "kmeans_in_c()")), (MEANS, "kmeans_in_c()")),
    "one_deleted": (solved_and(drop("update_means_code")), (MEANS, LOOP_STUB)),
    "given_cell_edited": (
        solved_and(put("setup", "num_img, data_size = test_x.shape\nnum_means = 10\niterations = 5")),
        SOLVED,
    ),
    "heading_edited": (solved_and(put("ask-loop", "## The loop\nWrite both half-steps, please.")), SOLVED),
}


@pytest.mark.parametrize("case", BARE)
def test_answers_are_found_without_metadata(case):
    """An editor that drops ids and metadata costs no one an answer, and runs nothing of ours twice."""
    edit, expected = BARE[case]
    rebuilt = rebuild(handed_in(edit, bare=True), RELEASED)
    assert shape(rebuilt) == shape(rebuild(RELEASED, RELEASED))
    assert tuple(solutions(rebuilt).values()) == expected
    ours = {cell.source for cell in RELEASED.cells}
    assert not ours & {source for _, source in extras(rebuilt)}
    assert not [source for _, source in extras(rebuilt) if "/ 255" in source or "iterations = 5" in source]


def test_cell_ids_do_where_grade_ids_are_gone():
    """Without nbgrader's metadata the cell id finds an answer that has moved."""

    def edit(cells):
        solve(cells)
        cells.insert(0, cells.pop(PLACE["update_means_code"]))
        for cell in cells:
            cell.metadata = {}

    assert tuple(solutions(rebuild(handed_in(edit), RELEASED)).values()) == SOLVED


def test_nothing_of_the_students_metadata_survives():
    """Tags, metadata, outputs, attachments and counts of the student's are gone, and ids are fresh."""
    marker = "of the student"

    def edit(cells):
        solve(cells)
        insert("setup", new_code_cell("a = 1", id="mine"), new_markdown_cell("mine", id="mine-too"))(cells)
        for cell in cells:
            cell.metadata.update(SKIP | {"note": marker, "editable": False})
            if cell.cell_type == "code":
                cell.outputs = [nbformat.v4.new_output("stream", text=marker)]
                cell.execution_count = 7
            else:
                cell.attachments = {marker: {"image/png": "AA=="}}

    student = copy.deepcopy(RELEASED)
    edit(student.cells)
    student.metadata["note"] = marker
    notebook = rebuild(student, RELEASED).notebook()
    assert marker not in nbformat.writes(notebook)
    assert notebook.metadata == RELEASED.metadata
    ours = {cell.id: cell for cell in RELEASED.cells}
    assert {cell.id for cell in notebook.cells} >= set(ours)
    assert not {"mine", "mine-too"} & {cell.id for cell in notebook.cells}
    for cell in notebook.cells:
        assert cell.metadata == (ours[cell.id].metadata if cell.id in ours else {})
        assert cell.cell_type != "code" or (cell.outputs == [] and cell.execution_count is None)


def test_own_prose_is_shown_letter_by_letter():
    """No page made of the notebook obeys what a student writes into a text cell."""
    text = "````\n<script>alert(1)</script>\n```"
    rebuilt = rebuild(handed_in(insert("own", new_markdown_cell(text))), RELEASED)
    cell = next(cell for cell in rebuilt.notebook().cells if "script" in cell.source)
    assert cell.source == f"`````text\n{text}\n`````"


def test_the_released_notebook_is_not_changed():
    """Rebuilding and making a notebook leave the course's copy as it is."""
    before = nbformat.writes(RELEASED)
    notebook = rebuild(handed_in(solve), RELEASED).notebook()
    notebook.cells[1].metadata["x"] = notebook.metadata["x"] = 1
    assert nbformat.writes(RELEASED) == before


def test_stubs_and_points_come_from_the_release():
    """Stubs are what was handed out, and points are those of the checks."""
    rebuilt = rebuild(handed_in(solve), RELEASED)
    assert rebuilt.stubs == {"initial_means_code": MEANS_STUB, "update_means_code": LOOP_STUB}
    points = {cell.grade_id: cell.points for cell in rebuilt.cells if cell.kind == "check"}
    assert points == {"initial_means": 3, "update_means": 9, "single_loop": 5}


def test_a_written_answer_is_taken_as_text():
    """A solution cell that asks for prose holds the student's prose, fenced in the notebook."""
    released = copy.deepcopy(RELEASED)
    released.cells[-1].metadata["nbgrader"] = {"grade_id": "why", "solution": True, "grade": True, "points": 2}
    student = copy.deepcopy(released)
    student.cells[-1].source = "Because of <b>me</b>."
    rebuilt = rebuild(student, released)
    assert (rebuilt.cells[-1].kind, rebuilt.cells[-1].source) == ("solution", "Because of <b>me</b>.")
    assert rebuilt.cells[-1].cell_type == "markdown"
    assert rebuilt.notebook().cells[-1].source.startswith("```text")


def test_thousands_of_own_cells_are_cut_with_a_note():
    """Too many own cells, or too long ones, are left out, and the answers are still found at once."""
    many = [new_code_cell(f"x{i} = {i}") for i in range(3000)]
    started = time.process_time()
    rebuilt = rebuild(handed_in(solved_and(insert("setup", *many))), RELEASED)
    assert time.process_time() - started < 10
    assert tuple(solutions(rebuilt).values()) == SOLVED
    assert len(extras(rebuilt)) == MAX_EXTRAS
    assert any("2,800 were left out" in note for note in rebuilt.notes)
    long = rebuild(handed_in(solved_and(insert("setup", new_code_cell("a = 1\n" * 50_000)))), RELEASED)
    assert extras(long) == [] and any("length: 1 " in note for note in long.notes)


HOSTILE_TEXT = {
    "deep_brackets": "(" * 9000,
    "deep_minus": "-" * 19_000 + "1",
    "deep_attributes": "a" + ".a" * 9000,
    "deep_sum": "a" + "+a" * 9000,
    "spaces": " " * 99_000 + "=",
    "blank_lines": "\n" * 99_000,
    "question_marks": "?" * 99_000,
    "fences": "```\n" * 20_000,
    "long_number": "9" * 19_000,
    "bad_escape": "'\\d' is 3",
    "null": "a\0b",
    "form_feed": "\x0c\x1f a = 1",
    "replacement": "a = '\N{REPLACEMENT CHARACTER}'",
    "nested_for": "".join(" " * i + "for a in b:\n" for i in range(150)),
}


@pytest.mark.parametrize("case", HOSTILE_TEXT)
def test_no_text_breaks_or_stalls_the_rebuilding(case):
    """Whatever text stands in solution, given, check and own cells, rebuilding ends soon."""
    text = HOSTILE_TEXT[case]
    own = [new_code_cell(text), new_markdown_cell(text)]
    names = ("initial_means_code", "setup", "update_means", "ask-loop")
    edits = [put(name, text) for name in names]
    edit = solved_and(insert("own", *own), *edits, retype("update_means_code", "raw", text))
    started = time.process_time()
    for bare in (False, True):
        rebuilt = rebuild(handed_in(edit, bare), RELEASED)
        assert shape(rebuilt) == shape(rebuild(RELEASED, RELEASED))
        nbformat.validate(rebuilt.notebook())
    assert time.process_time() - started < 10


def test_any_shuffle_leaves_ours_as_it_is():
    """Random deletions, copies, swaps, retypings and texts never change what is ours, nor raise."""
    rng = random.Random(8)
    texts = [MEANS, LOOP, MEANS_STUB, LOOP_STUB, "test_x = test_x / 255", "9", "", "a = (", "%%time\nx = 1", "## The"]
    ours = shape(rebuild(RELEASED, RELEASED))
    for _ in range(150):
        student = copy.deepcopy(RELEASED)
        for _ in range(rng.randrange(12)):
            cell = copy.deepcopy(rng.choice(student.cells or RELEASED.cells))
            act = rng.randrange(5)
            if act == 0 and student.cells:
                student.cells.remove(cell)
            elif act == 1:
                student.cells.insert(rng.randrange(len(student.cells) + 1), cell)
            elif act == 2:
                rng.shuffle(student.cells)
            elif act == 3:
                student.cells.append(new_markdown_cell(cell.source, metadata=cell.metadata))
            elif student.cells:
                rng.choice(student.cells).source = rng.choice(texts)
        if rng.random() < 0.3:
            student.cells = [cell | {"metadata": nbformat.from_dict({})} for cell in student.cells]
        student.cells.append(new_code_cell("the_end = 1"))
        rebuilt = rebuild(read_notebook(json.dumps(student).encode(), 10**7), RELEASED)
        assert shape(rebuilt) == ours
        assert sum(source.count("test_x = test_x / 255") for _, source in extras(rebuilt)) <= len(student.cells)
        assert len({cell.cell_id for cell in rebuilt.cells}) == len(rebuilt.cells)
        nbformat.validate(rebuilt.notebook())


ADDED = {
    "nothing": ("a = 1", "a  =  1", ""),
    "comment": ("a = 1", "a = 1  # one", ""),
    "line": ("a = 1", "a = 1\nb = a", "b = a"),
    "changed_value": ("a = 1", "a = 2", ""),
    "changed_in_place": ("a = 1", "a = 1\na += 1", ""),
    "changed_in_a_loop": ("a = 1", "for a in range(3):\n    pass", ""),
    "local_name_of_a_function": ("a = 1", "a = 1\ndef f():\n    a = 2", "def f():\n    a = 2"),
    "import_under_our_name": ("import numpy as np", "import scipy as np", ""),
    "shell": ("a = 1", "!pip install umap\na = 1", "!pip install umap"),
    "cell_magic": ("a = 1", "%%time\na = 1", ""),
    "help": ("a = 1", "a = 1\nprint?", ""),
    "broken": ("a = 1", "a = 1\nb = (", ""),
}


@pytest.mark.parametrize("case", ADDED)
def test_what_was_added_to_a_given_cell(case):
    """New statements are kept; whatever binds our names again, and what cannot be parsed, is not."""
    ours, theirs, added = ADDED[case]
    assert added_code(theirs, ours) == added


def test_thousands_of_added_statements_take_no_time():
    """The cost of an edited cell grows with its length, not with its square."""
    theirs = "\n".join(f"a{i} = 1" for i in range(1900))
    started = time.process_time()
    assert added_code(theirs, "b = 1") == theirs
    assert time.process_time() - started < 1


def test_prose_is_told_from_code():
    """Statements are code, fenced or not; words, single names and nothing are none."""
    assert as_code("means = 1") == "means = 1"
    assert as_code("```py\nmeans = 1\n```") == "means = 1"
    assert as_code("for i in range(3):\n  oops (") != ""
    assert [as_code(text) for text in ("", "means", "I do not know.", "## Means", "yes, no", "...")] == [""] * 6


def test_code_is_compared_by_what_it_says():
    """Comments and layout make no difference; names and values do."""
    assert same_code("a=1 # one", "a = 1")
    assert not same_code("a = 2", "a = 1")
    assert not same_code("a = (", "a = [")
    assert answers("while True: pass", LOOP_STUB) and not answers("x = 1", LOOP_STUB)
    assert answers("means = 3", MEANS_STUB) and not answers("print(means)", MEANS_STUB)
    assert isinstance(parse("%matplotlib inline\nx = !ls\ny = 1"), ast.Module)
