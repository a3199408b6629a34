"""Names what is wrong with the loop of 02_kmeans, where its result can be reproduced; else shows where it differs."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder import source
from autograder.checks.kmeans import mistakes
from autograder.checks.kmeans.scene import TOLERANCE, K, Scene, nearest_rows
from autograder.checks.lloyd import group_means, inertia, lloyd_step, nearest_mean
from autograder.evidence import Replay
from autograder.plain import Foreign
from autograder.verdict import Finding, failed, partial


def diagnose_step(scene: Scene) -> Finding:
    """Name the mistake whose result is reproduced; else show where the result differs."""
    replay = scene.results_after(scene.run.start, 1)
    found = replay.values.get("means")
    if finding := _not_means(found, scene):
        return finding
    found = np.asarray(found, dtype=float)
    for find in (_unmoved, _random, _step_count, _wrong_axis_finding, _reproduced, _part_of_points,
                 _images_changed, _shadowed):  # fmt: skip
        if finding := find(scene, found, replay):
            return finding
    if not np.isfinite(found).all():
        return failed(
            "After one iteration `means` holds NaN or infinity. Where is something divided by zero, or a root "
            "taken of a negative number?",
            "not_finite",
        )
    return _unknown(scene, found, replay)


def _not_means(found: Any, scene: Scene) -> Finding | None:
    """Wrong type or shape."""
    if isinstance(found, np.ndarray) and found.shape == scene.run.start.shape and found.dtype.kind in "fiu":
        return None
    if not isinstance(found, np.ndarray):
        name = found.type_name if isinstance(found, Foreign) else type(found).__name__
        return failed(
            f"After your loop `means` should be a NumPy array, and is a `{name}`. What gives an array of shape "
            "(10, 784)?",
            "not_an_array",
        )
    said = f"After one iteration `means` should have shape (10, 784), and has {found.shape}. "
    if found.shape == scene.run.start.shape[::-1]:
        return failed(f"{said}Which axis counts the means? A transpose is missing, or one too many.", "transposed")
    if found.shape == (K, 28, 28):
        return failed(f"{said}Where are the rows of 784 turned into pictures? The next iteration needs the rows.",
                      "wrong_shape")  # fmt: skip
    if found.shape[:1] == (K,):
        return failed(f"{said}Along which axis do you take the mean?", "mean_without_axis")
    return failed(f"{said}Which axis counts the means?", "wrong_shape")


def _unmoved(scene: Scene, found: np.ndarray, replay: Replay) -> Finding | None:
    """The means are still where they were."""
    if not scene.same(found, scene.run.start):
        return None
    for name, other in replay.others.items():
        if isinstance(other, np.ndarray) and other.shape == found.shape and scene.same(other, scene.run.states[1]):
            return failed(
                f"The new means are right, but they are in `{name}`, and `means` keeps its old value. What would "
                "the next iteration start from?",
                "updated_under_another_name",
            )
    if axis := _wrong_axis(scene, replay):
        return axis
    if scene.same(scene.means_after(scene.run.start, 2), scene.run.states[1]):
        return _too_few(scene)
    return failed(
        "After one iteration `means` has not moved. Assigning the images is the first half of an iteration: what "
        "is the second?",
        "means_not_updated",
    )


def _wrong_axis(scene: Scene, replay: Replay) -> Finding | None:
    """Each mean becomes its nearest image, or an array holds those images' numbers."""
    elsewhere = scene.run.states[2]  # means that are no images themselves
    nearest = scene.points[nearest_rows(scene.points, elsewhere)]
    indices = nearest_rows(scene.points, scene.run.start)
    held = any(other.shape == (K,) and np.array_equal(other, indices) for other in replay.others.values()
               if isinstance(other, np.ndarray))  # fmt: skip
    if not held and not scene.looks_same(scene.means_after(elsewhere, 1), nearest):
        return None
    return failed(
        "This is what you get when each *mean* picks its nearest image, instead of each *image* its nearest mean. "
        "Distances of shape (images, means): along which axis does `argmin` have to go, so that every image gets a "
        "label?",
        "argmin_wrong_axis",
    )


def _wrong_axis_finding(scene: Scene, found: np.ndarray, replay: Replay) -> Finding | None:
    return _wrong_axis(scene, replay)


def _too_few(scene: Scene) -> Finding:
    return failed(
        "Your loop does one iteration less than `iterations` says: with `iterations = 2` the means are where one "
        "iteration leaves them. How many numbers does your `range` have?",
        "one_step_too_few",
    )


def _random(scene: Scene, found: np.ndarray, replay: Replay) -> Finding | None:
    """The same start gives another result: something is drawn in the loop."""
    again = scene.means_after(scene.run.start, 1, again=1)
    code = scene.evidence.cells.code(scene.cell)
    if again is not None and not np.array_equal(found, again, equal_nan=True):
        reproduced = "From the same start your cell gives another result each time"
    elif source.random_in_loop(code, "means"):
        reproduced = "Your cell draws random numbers on the way to `means`"
    else:
        return None
    return failed(
        f"{reproduced}. Does it draw the initial means again, or only some of the images? An iteration goes on from "
        "the `means` that are there, with all images.",
        "means_drawn_again",
    )


def _step_count(scene: Scene, found: np.ndarray, replay: Replay) -> Finding | None:
    """The step is right, but is done too often, or as often as the code likes."""
    if scene.same(found, scene.run.states[2]):
        twice = scene.same(scene.means_after(scene.run.start, 2), scene.run.states[4])
        if twice:
            return partial(
                0.5, "Each turn of your loop does *two* iterations. Where do the means move a second time?",
                mistake="two_steps_per_turn",
            )  # fmt: skip
        return partial(
            0.5, "Your loop does one iteration more than `iterations` says. How many numbers does your `range` have, "
            "and does anything move the means before or after the loop?",
            mistake="one_step_too_many",
        )  # fmt: skip
    if not scene.same(scene.means_after(scene.run.start, 2), found) or scene.same(found, scene.run.start):
        return None
    if not _on_the_way(scene, found):
        return None
    return partial(
        0.5,
        "The iterations are right, but there are as many for `iterations = 1` as for `iterations = 2`. Does your "
        "loop go by `iterations`, or by a number of its own?",
        mistake="ignores_iterations",
    )


def _on_the_way(scene: Scene, found: np.ndarray, limit: int = 25) -> bool:
    """Whether some means are a state of K-means from the scene's start, or a fixed point."""
    rests = scene.same(found, lloyd_step(scene.points, found))
    if rests and inertia(scene.points, found) <= inertia(scene.points, scene.run.states[1]):  # ten equal means rest too
        return True
    state = scene.run.states[-1]
    for _ in range(limit):
        if scene.looks_same(found, state):
            return True
        state = lloyd_step(scene.points, state)
    return False


def _reproduced(scene: Scene, found: np.ndarray, replay: Replay) -> Finding | None:
    """One of the known wrong steps gives the same means."""
    for mistake in mistakes.STEP_MISTAKES:
        with np.errstate(all="ignore"):
            expected = mistake.step(scene.points * (255 if mistake.name == "uint8_wraparound" and scene.images.scale
                                                    <= 1 else 1), scene.run.start)  # fmt: skip
        if np.nan_to_num(expected).any() and scene.looks_same(found, expected):
            return failed(mistake.message, mistake.name)
    return None


def _part_of_points(scene: Scene, found: np.ndarray, replay: Replay) -> Finding | None:
    """Only the first so many images take part."""
    n = len(scene.points)
    for count in (8, 10, 28, 100, 256, 300, 500, 784, 1000, 1024, 2000, 5000, n - 1):
        if count < n and scene.looks_same(found, mistakes.first_points_only(scene.points, scene.run.start, count)):
            return failed(
                f"This is what you get when only the first {count:,} images take part. Over how many does your "
                "code go?",
                "part_of_the_points",
            )
    if scene.looks_same(found, _without_first(scene)):
        return failed("This is what you get when the first image is left out. Where does your index start?",
                      "part_of_the_points")  # fmt: skip
    return None


def _images_changed(scene: Scene, found: np.ndarray, replay: Replay) -> Finding | None:
    """The cell writes to `test_x`."""
    if not _binds_images(scene):
        return None
    return failed(
        "Your cell gives `test_x` a new value, so the iteration works on other images than the ones you began with. "
        "Which name could the changed images have instead?",
        "images_overwritten",
    )


def _shadowed(scene: Scene, found: np.ndarray, replay: Replay) -> Finding | None:
    """Some means moved rightly, the others not at all, and the loop's variable is used twice."""
    name = source.rebinds_loop_variable(scene.evidence.cells.code(scene.cell))
    close = TOLERANCE * scene.images.scale
    right = np.abs(found - scene.run.states[1]).max(axis=1) <= close
    still = np.abs(found - scene.run.start).max(axis=1) <= close
    if name is None or not right.any() or not (right | still).all():
        return None
    return failed(
        f"{int(right.sum())} of the 10 means moved as they should, and the others not at all. Your loop's own variable "
        f"`{name}` gets another value inside the loop: which value does it have in the lines that move the means?",
        "loop_variable_shadowed",
    )


def _binds_images(scene: Scene) -> bool:
    return source.assigns(scene.evidence.cells.code(scene.cell), "test_x")


def _without_first(scene: Scene) -> np.ndarray:
    rest = scene.points[1:]
    return group_means(rest, nearest_mean(rest, scene.run.start), scene.run.start)


def _unknown(scene: Scene, found: np.ndarray, replay: Replay) -> Finding:
    """The cause is unknown: say so, and show where the result differs."""
    expected = scene.run.states[1]
    off = np.abs(found - expected).max(axis=1)
    worst = int(off.argmax())
    shares = f"mean {worst} is off by up to {off[worst] / scene.images.scale:.3g} of the pixels' range"
    good = int((off <= TOLERANCE * scene.images.scale).sum())
    start, end = (inertia(scene.points, means) for means in (scene.run.start, found))
    rises = (
        f" The inertia even rose, from {start:,.0f} to {end:,.0f}, which an iteration of K-means never does."
        if end > start * (1 + 1e-9) else ""
    )  # fmt: skip
    return failed(
        f"After one iteration from means of our choice, {good} of the 10 means are right; {shares}. The cause is "
        f"not one of the known ones.{rises}{_label_clue(scene, replay)}{_source_clue(scene)}\n\nWhich half is it? "
        "Look at the labels of a few images first.",
        "unknown",
    )


def _label_clue(scene: Scene, replay: Replay) -> str:
    """The first image that the student's labels put elsewhere, when an array looks like labels."""
    for name, labels in replay.others.items():
        whole = isinstance(labels, np.ndarray) and labels.shape == (len(scene.points),) and labels.dtype.kind in "iu"
        if not whole or labels.max(initial=0) >= K:
            continue
        nearest = nearest_mean(scene.points, scene.run.start)
        row = mistakes.first_difference(scene.points, scene.run.start, labels)
        if row is None:
            return f" Your `{name}` are all right, so it is the second half."
        return (
            f" The first image that differs is number {row}: `{name}` says {labels[row]}, and the nearest mean is "
            f"{nearest[row]}."
        )
    return ""


def _source_clue(scene: Scene) -> str:
    """Things in the source that look suspicious; said as what they are, not as the cause."""
    code = scene.evidence.cells.code(scene.cell)
    if shadowed := source.rebinds_loop_variable(code):
        return f" Your loop's own variable `{shadowed}` gets another value inside the loop: is that meant?"
    return ""


def diagnose_steps(scene: Scene, found: np.ndarray | None, steps: int = 2) -> Finding:
    """Name what goes wrong from the second iteration on."""
    states, half = scene.run.states, "One iteration is right, but"
    code = scene.evidence.cells.code(scene.cell)
    shadowed = source.rebinds_loop_variable(code)
    if scene.same(found, states[1]) and not shadowed:
        old = source.first_aliased_old(code)
        why = (
            f"`{old} = means` copies nothing: both names mean the same array, so they are always equal."
            if old else "Are the labels computed again in every turn? Does anything end the loop early?"
        )  # fmt: skip
        return partial(0.5, f"{half} after {steps} the means are where the first one left them. {why}",
                       mistake="stops_after_one_step")  # fmt: skip
    if any(scene.looks_same(found, sums) for sums in mistakes.sums_never_reset(scene.points, scene.run.start, steps)):
        return partial(0.5, f"{half} the sums of the first are still in the second. Where do they start from zero?",
                       mistake="sums_never_reset")  # fmt: skip
    if found is not None and not np.isfinite(found).all():
        return partial(0.5, f"{half} after {steps} `means` holds NaN or infinity. What is divided by what?",
                       mistake="not_finite")  # fmt: skip
    if _binds_images(scene):
        return partial(0.5, f"{half} your cell gives `test_x` a new value, so the next iteration sees other images. "
                       "Which name could the change have instead?", mistake="images_overwritten")  # fmt: skip
    if shadowed:
        return partial(0.5, f"{half} not {steps}. The loop's own variable `{shadowed}` gets another value inside the "
                       "loop: what does the loop do then?", mistake="loop_variable_shadowed")  # fmt: skip
    return partial(0.5, f"{half} {steps} are not: something is carried from one turn to the next that should be "
                   "made anew. What does your loop keep besides `means`?", mistake="unknown")  # fmt: skip
