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
    "magic": ("%%time\nx = 1", "x = 1"),
}


@pytest.mark.parametrize("name", CASES)
def test_only_showing_is_taken_out(name: str) -> None:
    """Statements that plot, print or sleep go; whatever could change a value stays."""
    cell, expected = CASES[name]
    assert ast.dump(ast.parse(without_shows(cell))) == ast.dump(ast.parse(expected))


def test_code_that_does_not_parse_raises_a_syntax_error() -> None:
    """Broken code is the caller's business."""
    with pytest.raises(SyntaxError):
        without_shows("for")
