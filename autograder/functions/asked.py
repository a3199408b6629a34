"""What an exercise asks of a function: how it is called, what is right, and what students write instead, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder import libraries
from autograder.exercises import TodoCell
from autograder.functions.compare import Difference

LIBRARIES = libraries.WHOLE


@dataclass(frozen=True)
class Case:
    """One call: its arguments, and what is special about them ("a single mean"), told when the answer is wrong there.

    Arguments are plain data: arrays, numbers, lists, `Laid(array, ...)`, `Once(arrays)` for arrays
    that come one by one, and `Seed(number)` for a generator of random numbers.
    `tolerance` is relative to the largest number expected; None takes 1e-5, which single precision reaches too, or
    1e-4 where an argument has no more than that. Whole numbers must agree exactly.
    """

    arguments: tuple[Any, ...]
    about: str = ""
    tolerance: float | None = None


@dataclass(frozen=True)
class Mistake:
    """A wrong function that students write: it is named when it gives what they got, on every case.

    `gives` takes the same arguments as the student's function. `message` says what was found and asks a question.
    """

    name: str
    gives: Callable[..., Any]
    message: str


@dataclass(frozen=True)
class Asked:
    """What is asked of a function.

    Parameters
    ----------
    call
        How it is called, with the names of its arguments: "squared_distances(points, means)".
    todo
        The cell that students write it into.
    reference
        What is right, written slowly and plainly: never the solution. The kind of what it returns is what is asked
        for: an array (of integers where it holds integers), a number, a list, or a tuple of these.
    tiny
        The arguments of the smallest telling call; the first case, and an example to paste.
    cases
        Draws more cases: edge cases and random ones.
    mistakes
        What students write instead, the most telling first.
    question
        Asked when the cause is unknown.
    loops
        How many Python loops the function may go through; None does not count them.
    looped
        The share of the points for a right function with more loops than that.
    same
        `same(found, expected, *arguments)` tells whether an answer is right, where several are (ties).
    problem
        `problem(found, *arguments)` says what is wrong with an answer of the right kind and shape, or None, where no
        single answer is expected (draws). The reference then only shows the kind and shape.
    may_change
        Numbers of the arguments that it may change.
    forbidden
        Modules of libraries that would do the work.
    builds_on
        Other functions of the notebook that it may call: their loops are counted in their own exercises, and where one
        is not right yet, that is told first.
    """

    call: str
    todo: TodoCell
    reference: Callable[..., Any]
    tiny: tuple[Any, ...]
    cases: Callable[[np.random.Generator], Sequence[Case]]
    mistakes: Sequence[Mistake] = ()
    question: str = "Work the first number that differs out on paper: which step of yours gives another one?"
    loops: int | None = None
    looped: float = 0.6
    same: Callable[..., bool] | None = None
    problem: Callable[..., Difference | None] | None = None
    may_change: tuple[int, ...] = ()
    forbidden: tuple[str, ...] = field(default=LIBRARIES)
    builds_on: tuple[Asked, ...] = ()

    @property
    def name(self) -> str:
        """The function's name."""
        return self.call.partition("(")[0]

    @property
    def parameters(self) -> list[str]:
        """The names of its arguments, as the question spells them."""
        return [name.strip() for name in self.call.partition("(")[2].rstrip(")").split(",") if name.strip()]
