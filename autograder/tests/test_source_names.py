import pytest

from autograder.source import (
    assigns,
    binds,
    binds_in_loop,
    defines,
    defines_again,
    first_aliased_old,
    mentions,
    perhaps,
    random_in_loop,
    rebinds_loop_variable,
    without_definition,
)

CHANGES = {
    "assignment": ("means = f(means)", True),
    "tuple": ("labels, means = f(means)", True),
    "starred": ("labels, *means = f(means)", True),
    "annotated": ("means: object = f(means)", True),
    "augmented": ("means += 1", True),
    "item": ("means[k] = 1", True),
    "slice": ("means[:] = 1", True),
    "item_of_item": ("means[k][j] = 1", True),
    "augmented_item": ("means[k] /= n", True),
    "attribute": ("means.flat = 0", True),
    "walrus": ("print(means := f(means))", True),
    "out": ("np.add(means, 1, out=means)", True),
    "out_of_part": ("np.mean(x, axis=0, out=means[k])", True),
    "third_argument": ("np.divide(a, b, means)", True),
    "copyto": ("np.copyto(means, new)", True),
    "add_at": ("np.add.at(means, labels, x)", True),
    "method": ("means.sort()", True),
    "fill": ("means[k].fill(0)", True),
    "with_as": ("with f() as means:\n        pass", True),
    "deleted": ("del means", True),
    "imported": ("from other import means", True),
    "view": ("m = means[k]\n    m[:] = 0", True),
    "printed": ("print(means)", False),
    "read": ("x = means[0]", False),
    "plotted": ("plt.imshow(means[k].reshape(28, 28))", False),
    "index": ("x[means] = 1", False),
    "copied": ("m = means.copy()\n    m[:] = 0", False),
    "compared": ("x = means == 1", False),
    "kept": ("history.append(means)", False),
}


@pytest.mark.parametrize("name", CHANGES)
def test_tells_whether_a_loop_changes_a_name(name):
    """A loop changes a name by binding it or by writing into it, not by reading or showing it."""
    body, expected = CHANGES[name]
    assert binds_in_loop(f"for k in range(10):\n    {body}", "means") is expected
    assert binds_in_loop(f"while k < 10:\n    {body}", "means") is expected
    assert binds(f"for k in range(10):\n    {body}", "means") is expected
    assert binds_in_loop(f"if k:\n    {body}", "means") is False


def test_a_for_target_is_bound_in_its_loop():
    """The variable of a `for` is changed by its loop."""
    assert binds_in_loop("for means in steps(means):\n    pass", "means")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("def f():\n    for k in y:\n        means[k] = 1", False),
        ("def f():\n    for k in y:\n        means[k] = 1\nf()", True),
        ("def f(m):\n    for k in y:\n        m[k] = 1\nf(means)", True),
        ("def f():\n    for k in y:\n        means = 1\nf()", False),
    ],
)
def test_a_loop_in_a_function_counts_when_it_is_called(cell, expected):
    """A loop inside a function of the cell changes a name of the cell only when the function runs."""
    assert binds_in_loop(cell, "means") is expected
    assert binds(cell, "means") is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("means", True),
        ("means = 1", True),
        ("x = f(means)[0]", True),
        ("'means'", False),
        ("# means", False),
        ("x.means", False),
        ("mean", False),
        ("def f():\n    return means", True),
    ],
)
def test_tells_whether_a_name_is_mentioned(cell, expected):
    """A name is mentioned when it is read or bound; a string, comment or attribute is not the name."""
    assert mentions(cell, "means") is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("for i in x:\n    i = 2", "i"),
        ("for i in x:\n    for i in y:\n        pass", "i"),
        ("for i in x:\n    if y:\n        i += 1", "i"),
        ("for i in x:\n    print(i := 1)", "i"),
        ("for i, j in x:\n    for j in y:\n        pass", "j"),
        ("for i in x:\n    for j in y:\n        for i in z:\n            pass", "i"),
        ("while y:\n    for i in x:\n        with f() as i:\n            pass", "i"),
        ("def f():\n    for i in x:\n        i = 1", "i"),
        ("for i in x:\n    for j in y:\n        pass", None),
        ("for i in x:\n    pass\nfor i in y:\n    pass", None),
        ("for i in x:\n    y = [i for i in z]", None),
        ("while i < n:\n    for i in x:\n        pass", "i"),
        ("while i < n:\n    for j in x:\n        pass\n    i += 1", None),
        ("for _ in x:\n    for _ in y:\n        pass", None),
        ("for i in x:\n    y[i] = 1", None),
        ("for i in x:\n    def f():\n        i = 1", None),
        ("i = 1", None),
    ],
)
def test_names_a_loop_variable_that_its_body_binds_again(cell, expected):
    """A `for` whose body binds its variable again is told by that variable's name."""
    assert rebinds_loop_variable(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("while True:\n    old = means\n    means[:] = f(means)\n    if (old == means).all():\n        break", "old"),
        (
            "while True:\n    old = means\n    for k in y:\n        means[k] = 1\n    print(old == means)",
            "old",
        ),
        (
            "for i in x:\n    before = means\n    means /= 2\n    if np.allclose(before, means):\n        break",
            "before",
        ),
        ("for i in x:\n    old = means[:]\n    np.copyto(means, f(means))\n    print(old - means)", "old"),
        ("for i in x:\n    old, n = means, 1\n    np.add(means, 1, out=means)\n    print(old - means)", "old"),
        (
            "for i in x:\n    old = means.copy()\n    means[:] = f(means)\n    if (old == means).all():\n        break",
            None,
        ),
        ("for i in x:\n    old = means\n    means = f(means)\n    if (old == means).all():\n        break", None),
        ("for i in x:\n    old = means\n    means = np.zeros(3)\n    means[0] = 1\n    print(old - means)", None),
        ("for i in x:\n    old = means\n    means[:] = f(means)", None),
        ("old = means\nfor i in x:\n    means[:] = f(means)", None),
    ],
)
def test_names_old_means_that_are_no_copy(cell, expected):
    """Old means under a second name, with the means changed in place, always equal the new ones."""
    assert first_aliased_old(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("for i in x:\n    means = test_x[np.random.choice(10, 3)]\n    means = means + 1", True),
        ("for i in x:\n    means[0] = test_x[rng.integers(10)]", True),
        ("import random\nfor i in x:\n    k = random.sample(range(10), 3)\n    means = test_x[k]", True),
        ("from numpy.random import randint as r\nfor i in x:\n    means = test_x[r(10)]", True),
        ("while x:\n    rng.shuffle(means)", True),
        ("def step(m):\n    return m + rng.standard_normal()\nfor i in x:\n    means = step(means)", True),
        ("means = test_x[np.random.choice(10, 3)]\nfor i in x:\n    means = means + 1", False),
        ("for i in x:\n    means = means + 1\n    plt.plot(np.random.rand(3))", False),
        ("for i in x:\n    rng = np.random.default_rng(0)\n    means = means + 1", False),
    ],
)
def test_tells_whether_a_loop_draws_for_the_means(cell, expected):
    """Random numbers count when they are drawn inside the loop and reach the means."""
    assert random_in_loop(cell) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("means = 1", True),
        ("means[0] = 1", True),
        ("means[0].flat[1] = 1", True),
        ("means += 1", True),
        ("labels, means = f()", True),
        ("if x:\n    means = 1", True),
        ("f(means)", False),
        ("x[means] = 1", False),
        ("x = means[0]", False),
        ("means.sort()", False),
    ],
)
def test_tells_whether_a_cell_plainly_assigns_a_name(cell, expected):
    """A plain assignment to a name or a part of it counts; a call that may change it does not."""
    assert assigns(cell, "means") is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("def f(x):\n    return x", True),
        ("async def f(x):\n    return x", True),
        ("f = lambda x: x", True),
        ("import f", True),
        ("from a import b as f", True),
        ("if x:\n    f = 1", True),
        ("%%time\nclass f:\n    pass", True),
        ("def g():\n    f = 1", False),
        ("f.x = 1", False),
        ("f(3)", False),
        ("[f for f in x]", False),
        ("import f as g", False),
    ],
)
def test_tells_whether_a_cell_gives_a_name_a_value(cell, expected):
    """`def`, `=` and `import` define a name; uses, parts and inner scopes do not."""
    assert defines(cell, "f") is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("@fast\ndef f(x):\n    return x\n\ndef g(x):\n    return x",
         "def f(*_, **__): pass\n\n\n\ndef g(x):\n    return x"),
        ("def g(x):\n    return x", "def g(x):\n    return x"),
        ("a = 1; f = g\ndef f(x): return x", "a = 1; f = g\ndef f(*_, **__): pass"),
        ("def f(x): return [x]; g = 1", "def f(*_, **__): pass"),
        ("def f(x)", "def f(x)"),
    ],
)
def test_takes_a_function_out_of_a_cell(cell, expected):
    """Only the function of that name is emptied; the other lines keep their numbers."""
    assert without_definition(cell, "f") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("def g(x):\n    return x", True), ("f = 3", True), ("f(3)", False), ("h = f", False), ("def f(", False)],
)
def test_tells_whether_a_cell_gives_anothers_names_a_new_meaning(cell, expected):
    """It does where both bind a name outside functions; a cell that is no Python binds none."""
    assert defines_again(cell, "def g(x):\n    return 2\n\ndef f(x):\n    return g(x)") is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("def f(x):\n    return x", "def f(x):\n    return x"),
        ("def f(x):\n    return x\n1 / 0\nf = 3", "def f(x):\n    return x\nif ...:\n    1 / 0\n    f = 3"),
        ("'words'\n@g\ndef f(x):\n    return x", "'words'\nif ...:\n    @g\n    def f(x):\n        return x"),
        ("def f(", "def f("),
    ],
)
def test_what_follows_an_error_may_not_have_run(cell, expected):
    """From the first statement on that can raise, a cell that raised stands under a condition."""
    assert perhaps(cell) == expected
