"""What only shows something is taken out of a cell, and nothing else."""

from __future__ import annotations

import ast

import pytest

from autograder.source import without_shows

CASES = {
    "print": ("x = 1\nprint(x)", "x = 1\npass"),
    "sleep": ("import time\ntime.sleep(1)\nx = 1", "import time\npass\nx = 1"),
    "bare sleep": ("sleep(1)\nx = 1", "pass\nx = 1"),
    "plot": ("plt.plot(x)\ny = x", "pass\ny = x"),
    "figure and axes": ("fig, ax = plt.subplots()\nax.imshow(x)\nfig.show()\ny = 2", "pass\npass\npass\ny = 2"),
    "loop over axes": ("f, axs = plt.subplots(2)\nfor a, m in zip(axs, means):\n    a.imshow(m)", "pass\npass"),
    "loop that prints": ("for k in range(9):\n    print(k)", "pass"),
    "loop that computes": ("for k in range(9):\n    s += k\n    print(s)", "for k in range(9):\n    s += k\n    pass"),
    "in-place call stays": ("np.add.at(sums, labels, x)", "np.add.at(sums, labels, x)"),
    "method stays": ("means.sort()", "means.sort()"),
    "live": ("live.update(means, labels)\nx = 1", "pass\nx = 1"),
    "animation": ("animate(history, test_x)\nx = 1", "pass\nx = 1"),
    "animation kept": ("player = animate(history)\nplayer.save('run.gif')\nx = 1", "pass\npass\nx = 1"),
    "live by another name": ("show = animate.live(x)\nfor i in y:\n    show.update(m)", "pass\npass"),
    "animation by module": ("import autograder\nautograder.animate.live(x).update(m)", "import autograder\npass"),
    "animation renamed": (
        "from autograder import animate as a\na.live(x).update(m)",
        "from autograder import animate as a\npass",
    ),
    "live that is asked for its history stays": (
        "live.update(m)\nif same(m, live.history[-1]):\n    plt.plot(m)",
        "live.update(m)\nif same(m, live.history[-1]):\n    pass",
    ),
    "update of a dictionary stays": ("d = {}\nd.update(means=m)", "d = {}\nd.update(means=m)"),
    "magic": ("%%time\nx = 1", "x = 1"),
}


@pytest.mark.parametrize("name", CASES)
def test_only_showing_is_taken_out(name: str) -> None:
    """Statements that plot, print or sleep go; whatever could change a value stays."""
    cell, expected = CASES[name]
    assert ast.dump(ast.parse(without_shows(cell))) == ast.dump(ast.parse(expected))


@pytest.mark.parametrize(
    ("earlier", "taken_out"),
    [
        ("show = animate.live(test_x)", True),
        ("import autograder\nshow = autograder.animate.live(test_x)", True),
        ("from autograder import animate as a\nother = a.live(test_x)\nshow = other", True),
        ("show = set()", False),
        ("show = animate.live(test_x)\nshow = Own()", False),
        ("show = animate.live(", False),
        ("", False),
    ],
)
def test_names_that_other_cells_give_to_our_animation_are_known(earlier, taken_out):
    """An animation made in an earlier cell goes under whatever name; another object's `update` stays."""
    found = without_shows("x = 1\nshow.update(means)", [earlier])
    assert found == f"x = 1\n{'pass' if taken_out else 'show.update(means)'}"


def test_code_that_does_not_parse_raises_a_syntax_error() -> None:
    """Broken code is the caller's business."""
    with pytest.raises(SyntaxError):
        without_shows("for")
