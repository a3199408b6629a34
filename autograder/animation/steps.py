"""Runs a student's own step from any start, until the means rest, and says in one line what goes wrong."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.agent import OutOfTime, quiet, time_limit

Step = Callable[..., Any]

MOST_ITERATIONS = 100
SECONDS = 5.0  # for the whole run


def run_steps(step: Step, points: np.ndarray, start: np.ndarray) -> tuple[list[np.ndarray], str]:
    """Call a step again and again.

    Parameters
    ----------
    step : a function of points (n, d) and means (k, d) that gives the means after one iteration, (k, d);
        a third parameter without a default, the number of iterations, is given 1
    points : (n, d) float array; the step gets a copy
    start : (k, d) float array

    Returns
    -------
    The states, the start first, and what went wrong in one line, or "". Never raises what the step raises.
    """
    states, deadline = [np.array(start, dtype=float)], time.monotonic() + SECONDS
    extra = (1,) if _wants_iterations(step) else ()
    try:
        with time_limit(SECONDS), quiet({}):  # no cell runs now in which a step could print or show something
            while len(states) <= MOST_ITERATIONS and time.monotonic() < deadline:
                found = step(points.copy(), states[-1].copy(), *extra)
                problem = _problem(found, states[-1])
                if problem:
                    return states, problem
                if np.array_equal(found, states[-1], equal_nan=True):
                    return states, "" if len(states) > 1 else _rests(points, start)
                states.append(np.array(found, dtype=float))
    except OutOfTime:
        return states, f"Your step was stopped: it had not finished after {SECONDS:g} seconds."
    except (Exception, SystemExit) as raised:
        return states, " ".join(f"Your step raised {type(raised).__name__}: {raised}".split())
    return states, ""


def unwritten(step: Step) -> bool:
    """Whether a step gives nothing back, as its stub does."""
    points = np.array([[0.0, 0.0], [0.0, 1.0], [4.0, 0.0], [4.0, 1.0]])
    try:
        with time_limit(1.0), quiet({}):
            found = step(points, points[[0, 2]].copy(), *((1,) if _wants_iterations(step) else ()))
    except (Exception, OutOfTime, SystemExit):
        return False
    return found is None or found is Ellipsis


def name_of(step: Step) -> str:
    """Give the words for a step in a sentence: "your `kmeans`"."""
    name = getattr(step, "__name__", "")
    return f"your `{name}`" if name.isidentifier() else "your step"


def _wants_iterations(step: Step) -> bool:
    """Whether a step takes a third argument that has no default: `kmeans(points, means, iterations)`."""
    try:
        parameters = list(inspect.signature(step).parameters.values())
    except (TypeError, ValueError):
        return False
    positional = [each for each in parameters if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)]
    return len(positional) > 2 and positional[2].default is inspect.Parameter.empty


def _problem(found: Any, before: np.ndarray) -> str:
    """Say what is wrong with what a step gave, or ""."""
    if found is None or found is Ellipsis:
        return "Your step gives nothing back: does it end with `return means`?"
    try:
        array = np.asarray(found, dtype=float)
    except (TypeError, ValueError):
        return f"Your step gives a {type(found).__name__} back, where an array is expected."
    if array.shape != before.shape:
        return f"Your step gives means of shape {array.shape} back, where {before.shape} is expected."
    return ""


def _rests(points: np.ndarray, start: np.ndarray) -> str:
    """Say so when a step moves nothing at all, which is right only where the means stand at rest already."""
    from autograder.checks.lloyd import lloyd_step

    at_rest = np.allclose(lloyd_step(points, start), start)
    return "" if at_rest else "Your step gives the means back as they were: no mean has moved."
