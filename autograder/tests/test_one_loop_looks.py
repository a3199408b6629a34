"""How much a call holds is seen from outside where somebody looks from there, whatever it says of itself."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from autograder.checks.one_loop.looks import UNSEEN, _fills_memory
from autograder.evidence import Calls, Raised, Returned

BEFORE = 100 * 1024**2
DIFFERENCES = 4 * (BEFORE + UNSEEN)


class Function:
    """Remembers what it was called with, and gives or raises always the same."""

    def __init__(self, result: Returned | Raised) -> None:
        self.result, self.shapes = result, []

    def calls(self, inputs):
        """Give one result."""
        self.shapes += [argument.shape for argument in inputs[0]]
        return Calls([self.result])


def evidence(*peaks):
    """What a check asks, in a process whose peak of memory is one of these after the other."""
    found = iter(peaks)
    channel = SimpleNamespace(peak_bytes=lambda: next(found))
    return SimpleNamespace(channel=channel, draw=lambda purpose: np.random.default_rng(1))


@pytest.mark.parametrize(
    ("grown", "fills"), [(0, False), (30_000_000, False), (DIFFERENCES // 2 - BEFORE, True), (DIFFERENCES, True)]
)
def test_what_a_process_has_held_tells(grown, fills):
    """Little more than before is no table of all differences; half of them, as in single precision, is."""
    assert _fills_memory(evidence(BEFORE, BEFORE + grown), Function(Returned(None, ()))) is fills


@pytest.mark.parametrize(("kind", "fills"), [("_ArrayMemoryError", True), ("MemoryError", True), ("ValueError", False)])
def test_memory_that_is_refused_would_have_been_held(kind, fills):
    """A call that is refused the memory holds too much; another exception says nothing of that."""
    assert _fills_memory(evidence(BEFORE, BEFORE), Function(Raised(kind, "", ""))) is fills


def test_all_differences_fit_into_nothing_that_was_kept():
    """In single precision they are twice what the process has ever held; the arguments are far less."""
    function = Function(Returned(None, ()))
    _fills_memory(evidence(BEFORE, BEFORE), function)
    (n, d), (k, _) = function.shapes
    assert 4 * n * k * d >= 2 * BEFORE
    assert 8 * (n + k) * d <= BEFORE / 10


def test_where_nobody_looks_from_outside_nothing_is_called():
    """In a student's own notebook the call's own measure is enough."""
    function = Function(Returned(None, ()))
    assert _fills_memory(evidence(None), function) is False
    assert function.shapes == []
