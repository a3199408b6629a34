"""Of all that ran in a notebook, the history finds the newest run of each TO DO cell."""

import pytest

from autograder.checks.kmeans.exercises import LOOP, START
from autograder.course import released_cells
from autograder.exercises import TodoCell
from autograder.history import History
from autograder.sample_class import read_answer
from autograder.tests.at_hand import RIGHT, WRONG, AnswerCells, with_live

RELEASED = released_cells("02_kmeans")
START_STUB, LOOP_STUB = RELEASED["initial_means_code"], RELEASED["update_means_code"]
FIRST = "means = test_x[np.random.permutation(num_img)[:num_means]]"
STEP = "    labels = nearest(test_x, means)\n    means = centres(labels)"
LOOP_CELL = LOOP_STUB.replace("    ...  # TO DO", STEP)
GIVEN = [RELEASED[name] for name in ("setup", "rescale", "first_shape", "settings", "centres", "draw")]


def history(*inputs):
    """The history of some inputs, as IPython keeps them: the first is empty."""
    return History(["", *inputs], RELEASED, [START, LOOP])


def start(*inputs):
    """What the history takes for the cell of the initial means."""
    return history(*inputs).code(START.grade_id)


def loop(*inputs):
    """What the history takes for the cell of the loop."""
    return history(*inputs).code(LOOP.grade_id)


def test_before_anything_ran_there_is_the_stub():
    """A notebook without history gives the cells as they were handed out."""
    assert start() == START_STUB
    assert loop() == LOOP_STUB
    assert history().stub(LOOP.grade_id) == LOOP_STUB


def test_the_cells_are_found_in_a_whole_run():
    """Among the given cells and the checks the two TO DO cells are found, each by what it does with `means`."""
    inputs = [*GIVEN[:4], FIRST, "check.initial_means(means)", LOOP_CELL, "check.update_means(means)", *GIVEN[4:]]
    assert start(*inputs) == FIRST
    assert loop(*inputs) == LOOP_CELL


@pytest.mark.parametrize(
    "cell",
    [
        "rng = np.random.default_rng()\nmeans = test_x[rng.choice(10000, 10)]",
        "means[:] = test_x[:10]",
        "means, rows = test_x[:10], None",
        "means: np.ndarray = test_x[:10].copy()",
        "for_all = 1\nmeans = np.stack([test_x[i] for i in rows])",
        "%%time\nmeans = test_x[:10]",
        f"{START_STUB.splitlines()[0]}\nfor j in range(num_means):\n    means[j] = test_x[rng.integers(num_img)]",
        "means = []\nfor j in range(10):\n    means.append(test_x[rows[j]])\nmeans = np.array(means)",
        "means = np.array([test_x[j] for j in rows])",
    ],
)
def test_the_first_cell_is_known_by_binding_the_means(cell):
    """Whatever gives `means` a value outside a loop is the cell of the initial means."""
    assert start(START_STUB, cell, LOOP_CELL) == cell


@pytest.mark.parametrize(
    "cell",
    [
        LOOP_CELL,
        f"%%time\n{LOOP_CELL}",
        f"for i in range(iterations):\n{STEP}",
        f"i = 0\nwhile i < iterations:\n{STEP}\n    i += 1",
        "for _ in range(iterations):\n    means[:] = step(means)",
        "for _ in range(iterations):\n    for j in range(10):\n        means[j] = test_x[labels == j].mean(axis=0)",
        "def kmeans(means):\n    for i in range(iterations):\n        means = step(means)\n    return means\n"
        "means = kmeans(means)",
        "start = time.time()\nmeans = all_of_it(test_x, means, iterations)\nend = time.time()",
        f"means = test_x[:10].copy()\n{LOOP_CELL}",
        "for i in range(iterations):\n    for j in range(10):\n        means[j] = test_x[nearest(means) == j].mean(0)",
    ],
)
def test_the_loop_is_known_by_changing_the_means_in_a_loop(cell):
    """Every form of loop over `means` is the TO DO cell, and so is one that kept the stub's other lines."""
    assert loop(FIRST, LOOP_STUB, cell, GIVEN[4]) == cell
    assert start(FIRST, LOOP_STUB, cell) == FIRST


@pytest.mark.parametrize("path", [*RIGHT, *WRONG], ids=lambda path: path.stem)
def test_every_answer_is_found(path):
    """In the cells of each right and wrong answer the two TO DO cells are found, as are those between."""
    cells = AnswerCells(read_answer(path), RELEASED)
    found = history(START_STUB, LOOP_STUB, *(source for _, source in cells.order))
    assert found.code(START.grade_id) == cells.code(START.grade_id)
    assert found.code(LOOP.grade_id) == cells.code(LOOP.grade_id)
    assert found.between(START.grade_id, LOOP.grade_id) == cells.between(START.grade_id, LOOP.grade_id)


@pytest.mark.parametrize("body", ["labels = nearest(test_x, means)", "new_means = step(means)", "one_step()"])
def test_a_loop_that_forgets_the_means_is_found(body):
    """An attempt that binds other names is the newest run of its cell, though an older one bound `means`."""
    attempt = LOOP_STUB.replace("...  # TO DO", body)
    assert loop(FIRST, LOOP_CELL, attempt, GIVEN[4]) == attempt
    shorter = attempt.replace("end = time.time()\n", "")
    assert loop(FIRST, LOOP_STUB, shorter) == shorter


def test_the_newest_run_counts():
    """Of several runs, complete ones and attempts, the last is judged, whatever ran between."""
    older = LOOP_CELL.replace("nearest", "farthest")
    assert loop(FIRST, older, "labels", LOOP_CELL, "print(labels)") == LOOP_CELL
    assert loop(FIRST, LOOP_CELL, older) == older
    assert start(FIRST, LOOP_CELL, FIRST + "  # again", "means") == FIRST + "  # again"


def test_a_stub_that_ran_last_is_unattempted():
    """Whoever runs the untouched cell again, with other spaces or comments too, has not attempted it."""
    assert start(FIRST, START_STUB) == START_STUB
    assert loop(LOOP_CELL, LOOP_STUB.replace("# TO DO", "# to do")) == LOOP_STUB.replace("# TO DO", "# to do")


BROKEN_LOOP = LOOP_CELL + "\nprint('done'"
BROKEN_START = "means = test_x[rng.choice(num_img, num_means]"


def test_a_syntax_error_is_an_attempt():
    """A TO DO cell that Python can't read is found, since its error is what has to be told."""
    assert loop(FIRST, LOOP_STUB, BROKEN_LOOP) == BROKEN_LOOP
    assert start(START_STUB, BROKEN_START) == BROKEN_START
    assert start(START_STUB, BROKEN_START, FIRST) == FIRST


@pytest.mark.parametrize("cell", ["for means in (", "x = )", "import means from", "for i in x\n    print(means)"])
def test_other_syntax_errors_change_nothing(cell):
    """A cell of the student's own that Python can't read hides neither of the TO DO cells."""
    found = history(FIRST, cell, LOOP_CELL, cell)
    assert found.code(START.grade_id) == FIRST
    assert found.code(LOOP.grade_id) == LOOP_CELL


@pytest.mark.parametrize("cell", ["x = " + "(" * 4000 + ")" * 4000, "\0", "x = '\ud800'", "y = " + "-" * 5000 + "1"])
def test_unreadable_cells_change_nothing(cell):
    """Code too deep to parse, null bytes and half characters hide neither of the TO DO cells."""
    found = history(FIRST, cell, LOOP_CELL, cell)
    assert found.code(START.grade_id) == FIRST
    assert found.code(LOOP.grade_id) == LOOP_CELL


@pytest.mark.parametrize(
    "cell",
    [
        "for i in range(10):\n    plt.imshow(means[i].reshape(28, 28))",
        "sizes = []\nfor j in range(num_means):\n    sizes.append((labels == j).sum())",
        "total = 0\nfor mean in means:\n    total += mean.sum()",
        "def plot(means):\n    for m in means:\n        m = m + 1\n    return means",
        "[means.sum() for _ in range(3)]",
        "means.sum()",
        "def step(x, means):\n    means = means + 1\n    return means",
        "start = time.time()\ntest_x.sum()\nend = time.time()",
        "!pip list",
        "%matplotlib inline",
        "means?",
        "   \n",
    ],
)
def test_loops_that_bind_other_names_are_not_the_loop(cell):
    """Plots, counts and helper functions that only read `means` stay the student's own cells."""
    found = history(FIRST, cell, LOOP_CELL, cell)
    assert found.code(LOOP.grade_id) == LOOP_CELL
    assert found.code(START.grade_id) == FIRST


def test_given_cells_are_no_one_s_work():
    """Cells that were handed out complete are passed over, with white space around them too."""
    assert history(*GIVEN, *(f"\n{cell}\n" for cell in GIVEN)).others(LOOP.grade_id) == []


def test_own_cells_between_the_two_are_kept():
    """What ran between the newest runs may be needed by the loop: helper functions, sums to start from."""
    helper, sums = "def nearest(x, m): return 0", "sums = np.zeros((10, 784))"
    inputs = ["early = 1", FIRST, helper, GIVEN[4], sums, LOOP_CELL, "late = 1"]
    assert history(*inputs).between(START.grade_id, LOOP.grade_id) == [helper, sums]
    assert history("early = 1", FIRST).between(START.grade_id, LOOP.grade_id) == []
    assert history("early = 1", LOOP_CELL).between(START.grade_id, LOOP.grade_id) == []


def test_former_attempts_are_not_between():
    """Older runs of the loop, endless ones and broken ones too, are not run again before the newest."""
    endless = "while True:\n    means = step(means)"
    inputs = [FIRST, LOOP_STUB, endless, BROKEN_LOOP, "sums = 0", LOOP_CELL]
    assert history(*inputs).between(START.grade_id, LOOP.grade_id) == ["sums = 0"]


def test_the_start_that_counts_is_the_one_before_the_loop():
    """Means drawn again after the loop are not what the loop began with."""
    again = "means = test_x[:10]"
    assert history(FIRST, "a = 1", LOOP_CELL, again).between(START.grade_id, LOOP.grade_id) == ["a = 1"]


def test_others_are_all_but_the_newest_run():
    """Helper functions are looked for in every other input of the student's."""
    older = LOOP_CELL.replace("nearest", "farthest")
    assert history("a = 1", older, GIVEN[0], LOOP_CELL, "b = 1").others(LOOP.grade_id) == ["a = 1", older, "b = 1"]
    assert history("a = 1").others(LOOP.grade_id) == ["a = 1"]
    assert history().modules() == {}


def test_a_history_that_holds_no_texts_is_empty():
    """Values that are no texts are passed over."""
    assert History([None, 3, FIRST], RELEASED, [START, LOOP]).others(LOOP.grade_id) == [FIRST]


def test_an_exercise_without_a_released_notebook_has_an_empty_stub():
    """Where nothing was released the stub is the bare Ellipsis."""
    todo = TodoCell("other_code", binds="x")
    assert History(["x = 1"], {}, [todo]).stub("other_code") == "..."
    assert History(["x = 1"], {}, [todo]).code("other_code") == "x = 1"


def test_each_cell_is_looked_for_once(monkeypatch):
    """A long session costs one search for each TO DO cell, however often a check asks."""
    found = history(FIRST, LOOP_CELL, *(f"x{i} = {i}" for i in range(50)))
    assert found.code(LOOP.grade_id) == LOOP_CELL
    monkeypatch.setattr(found, "_find", None)
    assert found.code(LOOP.grade_id) == LOOP_CELL
    assert LOOP_CELL not in found.others(LOOP.grade_id)


LIVE_CELL = "live = animate.live(test_x)"
LIVE_LINE = "    live.update(means)"
PLANE_CELL = "def step(points, means):\n    for k in range(len(means)):\n        means[k] = 0\n    return means\n"


@pytest.mark.parametrize(
    "cell",
    [
        *(with_live(LOOP_CELL, place) for place in ("kept", "deleted", "first", "twice")),
        LOOP_CELL.replace("live.update(means)", "live.update(means, labels)"),
        LOOP_CELL.replace("live.", "show."),
        f"show = animate.live(test_x)\n{LOOP_CELL.replace('live.', 'show.')}",
        f"for i in range(iterations):\n{STEP}\n{LIVE_LINE}",
        f"{LOOP_STUB}\n{LOOP_CELL}",
    ],
)
def test_the_loop_is_found_with_its_line_that_shows_or_without(cell):
    """The loop is the TO DO cell whether its given line `live.update(means)` stays, moves, changes or goes."""
    found = history(FIRST, LIVE_CELL, LOOP_STUB, cell, GIVEN[4])
    assert found.code(LOOP.grade_id) == cell
    assert found.between(START.grade_id, LOOP.grade_id) == [LIVE_CELL]
    assert found.code(START.grade_id) == FIRST


def test_an_untouched_loop_that_shows_is_unattempted():
    """The stub with its given line is the stub, whatever other cells of the student's show the means."""
    own = "for m in history:\n    live.update(m)"
    assert "live.update" in LOOP_STUB
    assert loop(FIRST, LIVE_CELL, LOOP_STUB, own) == LOOP_STUB
    assert loop(FIRST, LIVE_CELL, own) == LOOP_STUB


@pytest.mark.parametrize(
    "own",
    [
        f"means = test_x[:10].copy()\nfor i in range(5):\n{STEP}\n{LIVE_LINE}",
        f"means = test_x[:10]\nwhile not settled(means):\n{STEP}\n{LIVE_LINE}",
        f"for turn in range(5):\n    shown = step(shown)\n{LIVE_LINE}",
        "live.update(means)",
        "for m in history:\n    live.update(m)",
        "live = animate.live(test_x)\nlive.update(means)",
        "animate(history, test_x)",
        "animate.playground(step)",
        f"{PLANE_CELL}animate.playground(step)",
        PLANE_CELL.replace("means[k] = 0", "means = means + k") + "animate.playground(step)",
    ],
)
def test_another_cell_that_shows_means_is_not_the_loop(own):
    """A try-out from other means that calls `live.update(means)` too is the student's own cell."""
    found = history(FIRST, LIVE_CELL, LOOP_CELL, own)
    assert found.code(LOOP.grade_id) == LOOP_CELL
    assert own in found.others(LOOP.grade_id)


STUBS = {
    "one_code": 'def one(x):  # (n, k)\n    """Give the first."""\n    given = len(x)\n    ...  # TO DO',
    "two_code": 'def two(x):  # (n, k)\n    """Give the second."""\n    given = len(x)\n    ...  # TO DO',
    "shown": "print(one(3))",
}
ONE, TWO = TodoCell("one_code", binds="one"), TodoCell("two_code", binds="two")


def functions(*inputs):
    """The history of a notebook whose two TO DO cells are functions."""
    return History(["", *inputs], STUBS, [ONE, TWO])


@pytest.mark.parametrize(
    "cell",
    [
        "def one(x):\n    return x[0]",
        STUBS["one_code"].replace("...", "return x[0]"),
        "%%time\ndef one(x):\n    return x[0]",
        "one = lambda x: x[0]",
        "from helper import first as one",
        "import numpy as np\ndef helper(x):\n    return x\ndef one(x):\n    return helper(x)[0]\none([3])",
        "if True:\n    def one(x):\n        return x[0]",
        "def one(x):\n    for i in x:\n        return i",
        "def one(x):\n    return one(x[:1]) if len(x) > 1 else x[0]",
        "one: object = lambda x: x[0]",
        "@cache\ndef one(x):\n    return x[0]",
        "def one(x):\n    return (x[0]",
        "def one(x)\n    return x[0]",
        "one = lambda x x[0]",
    ],
)
def test_a_function_s_cell_is_known_by_making_the_function(cell):
    """By `def`, a lambda or an import, with a magic on top, or broken, it is the TO DO cell."""
    other = "def two(x):\n    return one(x)"
    for inputs in ([cell], [STUBS["one_code"], cell], [cell, other, STUBS["shown"]], ["def one(x):\n    pass", cell]):
        assert functions(*inputs).code("one_code") == cell
        assert functions(*inputs).code("two_code") == (other if other in inputs else STUBS["two_code"])
    assert cell not in functions(cell, other).others("one_code")


@pytest.mark.parametrize(
    "cell",
    ["one([3])", "print(one", "x = one", "def three(x):\n    one = x", "one.calls = 0", "[one for one in x]"],
)
def test_a_cell_that_only_uses_a_function_is_not_its_cell(cell):
    """Calls, other names for it and names inside other functions stay the student's own cells."""
    made = "def one(x):\n    return x[0]"
    assert functions(made, cell).code("one_code") == made
    assert functions(cell).code("one_code") == STUBS["one_code"]
    assert cell in functions(made, cell).others("one_code")


def test_a_function_under_another_name_is_an_attempt():
    """A cell that kept the docstring of its stub and makes another name is the TO DO cell, unless one makes it."""
    cell = 'def won(x):\n    """Give the first."""\n    return x[0]'
    assert functions(STUBS["one_code"], cell).code("one_code") == cell
    assert functions(cell).code("two_code") == STUBS["two_code"]
    made = "def one(x):\n    return x[0]"
    assert functions(made, cell).code("one_code") == functions(cell, made).code("one_code") == made


def test_the_newest_definition_of_a_function_counts():
    """Defined twice, in cells of whatever place, the last is in the kernel; a stub that ran last is unattempted."""
    older, newer = "def one(x):\n    return x[1]", "def one(x):\n    return x[0]"
    assert functions(older, newer).code("one_code") == newer
    assert functions(newer, older).code("one_code") == older
    assert functions(newer, STUBS["one_code"]).code("one_code") == STUBS["one_code"]
    both = f"{newer}\ndef two(x):\n    return x"
    assert functions(older, both).code("one_code") == functions(older, both).code("two_code") == both
