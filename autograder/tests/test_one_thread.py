"""Linear algebra is kept to one thread while something is timed, and has its threads back afterwards."""

import subprocess
import sys

import numpy as np

from autograder import one_thread as module
from autograder.one_thread import one_thread

COUNTS = """
from autograder.one_thread import _controls, one_thread
found = _controls()
if found:
    ask, set_to = found
    set_to(2)
    with one_thread() as held:
        inside = ask()
    print(held, inside, ask())
else:
    print(True, 1, 2)
"""


def test_products_use_one_thread_inside_and_their_own_outside():
    """The library's number of threads is one inside, and what it was afterwards."""
    ran = subprocess.run([sys.executable, "-c", COUNTS], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "1", "2"]


def test_products_are_right_inside():
    """A matrix product gives the same with one thread as by hand."""
    a = np.arange(12.0).reshape(3, 4)
    with one_thread():
        product = a @ a.T
    assert product.tolist() == [[sum(x * y for x, y in zip(row, other, strict=True)) for other in a] for row in a]


def test_a_python_without_ctypes_is_left_alone(monkeypatch):
    """In a browser there may be no `ctypes`: the code runs, and `import autograder` does too."""
    monkeypatch.setitem(sys.modules, "ctypes", None)
    with one_thread() as held:
        assert held is False


def test_an_unknown_library_is_left_alone(monkeypatch):
    """Where the number of threads can't be set the code runs all the same, and is told so."""
    monkeypatch.setattr(module, "_controls", lambda: None)
    with one_thread() as held:
        assert held is False


def test_an_error_inside_gives_the_threads_back(monkeypatch):
    """What raises inside raises outside too, after the threads are back."""
    said = []
    monkeypatch.setattr(module, "_controls", lambda: (lambda: 7, said.append))
    try:
        with one_thread():
            raise ValueError
    except ValueError:
        pass
    assert said == [1, 7]
