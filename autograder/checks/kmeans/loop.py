"""The loop of 02_kmeans, judged by running it from means that it has never seen."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from autograder import source
from autograder.checks.kmeans.course_runs import FEW, STEPS, K, own_run
from autograder.checks.kmeans.diagnosis import diagnose_step, diagnose_steps
from autograder.checks.kmeans.digits import images_of
from autograder.checks.kmeans.quick_look import SLOW, quick_look
from autograder.checks.kmeans.scene import Scene, few_scene, scene_of
from autograder.checks.lloyd import Trajectory, group_means, inertia, trajectory
from autograder.evidence import Evidence, Replay, StudentError, StudentTimeout
from autograder.timing import Pair, Timing, run_pairs
from autograder.verdict import Finding, failed, partial, passed, unattempted

RUN_SECONDS = 0.1  # CPU seconds that a timed run should take, about
LEFT_TO_YOU = re.compile(r"`([\w.]+)` is left to you")  # what `LeftToYou` says, which libraries raise that are left out
LATE_STATES = Path(__file__).with_name("late_states.npz")


def judge_step(evidence: Evidence, cell: str, first: str) -> Finding | None:
    """Judge a single iteration; None when it is right. Raises StudentError, and StudentTimeout, at no cost again."""
    if "step" not in evidence.memo:
        try:
            evidence.memo["step"] = _judge_step(evidence, cell, first)
        except StudentTimeout as slow:
            evidence.memo["step"] = slow
        except StudentError as problem:
            used = LEFT_TO_YOU.match(problem.problem["text"])
            if problem.problem["type"] != "LeftToYou" or used is None:  # anybody may raise one of that name
                raise
            evidence.memo["step"] = _library([used[1]])
    if isinstance(evidence.memo["step"], StudentTimeout):
        raise evidence.memo["step"]
    return evidence.memo["step"]


def _judge_step(evidence: Evidence, cell: str, first: str) -> Finding | None:
    images = images_of(evidence)
    if images.problem:
        return failed(images.problem, images.mistake)
    if library := _library_in_source(evidence, cell):
        return library
    if quick_look(scene_of(evidence, cell, first)):
        return None
    scene = _scene_in_time(evidence, cell, first)
    found = scene.means_after(scene.run.start, 1)
    if not scene.same(found, scene.run.states[1]):
        used = scene.results_after(scene.run.start, 1).library_calls
        return _library(used) if used else diagnose_step(scene)
    return _second_opinion(scene)


def _scene_in_time(evidence: Evidence, cell: str, first: str) -> Scene:
    """Try one iteration; code that is slow is judged on a few images instead of all."""
    scene = scene_of(evidence, cell, first)
    if stopped := few_scene(scene).stopped():  # at the quick look: on all images it would only take longer
        raise _never_ends(stopped) from stopped
    try:
        if scene.results_after(scene.run.start, 1).cpu_seconds <= SLOW:
            return scene
    except StudentTimeout:
        pass
    ended = isinstance(scene.results.get((scene.run.start.tobytes(), 1, 0, False)), Replay)
    few = few_scene(scene)
    try:
        few.results_after(few.run.start, 1)
    except StudentError as problem:
        if ended:
            return scene  # it takes the number of images for granted, and managed all of them
        raise StudentTimeout(
            "An iteration over all images does not end in time, and one over the first 300 raises an error: does your "
            f"code take 10,000 images for granted? {problem}"
        ) from problem
    except StudentTimeout as slow:
        if ended:
            return scene
        raise _never_ends(slow) from slow
    if few.means_after(few.run.start, 1) is not None:
        evidence.memo["scene", evidence.secret] = few
    return few


def _never_ends(slow: StudentTimeout) -> StudentTimeout:
    return StudentTimeout(
        f"{slow} Even a single iteration on {FEW} of the images does not end. Is there a loop that never does: "
        "what has to happen for your `while` to stop?"
    )


def _library_in_source(evidence: Evidence, cell: str) -> Finding | None:
    """A library's K-means in the cell or in what it calls."""
    cells = [evidence.cells.code(cell), *evidence.cells.others(cell)]
    used = [use for use in source.forbidden_calls(cells, ["means"], evidence.cells.modules()) if use.cell == 0]
    return _library(sorted({use.what for use in used})) if used else None


def _library(names: Sequence[str]) -> Finding:
    return failed(
        f"This uses a library's K-means (`{names[0]}`). It is a good one; here the point is to write your own. "
        "What does it do first with the images, and what then with the means?",
        "library_kmeans",
    )


def _second_opinion(scene: Scene) -> Finding | None:
    """One more step from a start that no other submission has, watched for library calls."""
    run = own_run(scene.evidence, scene.images, "second", 1)
    replay = _watched(scene, run.start)
    if replay.library_calls:
        return _library(replay.library_calls)
    if scene.same(scene.means_of(replay), run.states[1]):
        return None
    return failed(
        "From one start your iteration is right, and from another it is not. Does the loop use values that were "
        "made from `means` before the cell? They have to be made inside it.",
        "state_outside_the_cell",
    )


def _watched(scene: Scene, start: np.ndarray) -> Replay:
    """Run one step while library calls are noted; watching slows loops down, so without it where that is too slow."""
    try:
        return scene.results_after(start, 1, watch=True)
    except StudentTimeout:
        return scene.results_after(start, 1)


def judge_loop(evidence: Evidence, cell: str, first: str, means: Any) -> Finding:
    """Judge the loop: one step, several steps, and that it arrives and stays at a fixed point."""
    code = evidence.cells.code(cell)
    if source.same_code(code, evidence.cells.stub(cell)):
        return unattempted("The loop above still has its `...  # TO DO`: write the body of the loop there.")
    if problem := judge_step(evidence, cell, first):
        return problem
    scene = scene_of(evidence, cell, first)
    if not quick_look(scene) and (problem := judge_steps(scene) or judge_convergence(scene)):
        return problem
    if isinstance(means, np.ndarray) and means.shape != (K, 784):
        return partial(0.5, f"`means` should have shape (10, 784) in the end, and has {means.shape}. Which cell "
                       "changes it after the loop?", mistake="wrong_shape")  # fmt: skip
    few = f" It is slow, so this was seen on {FEW} of the images." if scene.few else ""
    return passed(
        f"From means that your code had never seen, one iteration is right and five are, and it arrives at a fixed "
        f"point and stays there.{few}",
        notes=_notes(scene, means),
    )


def judge_steps(scene: Scene) -> Finding | None:
    """Two and five iterations, after a single one was right."""
    states, start = scene.run.states, scene.run.start
    two = scene.means_after(start, 2)
    if not scene.same(two, states[2]):
        return diagnose_steps(scene, two)
    five = scene.means_after(start, 5)
    done = steps_done(scene, scene.run, five, 5)
    if done == 5 or (done and _has_settled(scene, done)):
        return None
    return _stops_early(done) if done else diagnose_steps(scene, five, 5)


def _has_settled(scene: Scene, done: int) -> bool:
    """Whether a loop that stopped stays where it stopped, as its means move little there: one that counts goes on."""
    states = scene.run.states[done:]
    found = scene.means_after(states[0], 5)
    return any(scene.same(found, state) for state in states)


def _stops_early(done: int) -> Finding:
    return partial(
        0.5,
        f"The iterations are right, but for `iterations = 5` there are only {done}, although the means still move: "
        "begun from there, your loop goes on. Does it go by `iterations`, or by a number of its own?",
        mistake="ignores_iterations",
    )


@functools.cache
def late_labels() -> np.ndarray:
    """Labels (s, 10000) of runs on MNIST three steps before their fixed points, made by `late_states.py`."""
    with np.load(LATE_STATES, allow_pickle=False) as stored:
        return stored["labels"]


def late_run(scene: Scene) -> Trajectory:
    """A run that reaches its fixed point after a few steps."""
    if scene.few:
        return Trajectory(scene.run.states[-5:], True)
    labels = late_labels()
    pick = int(scene.evidence.draw("late").integers(len(labels)))
    start = group_means(scene.points, labels[pick], np.zeros((K, scene.points.shape[1])))
    return trajectory(scene.points, start, 3)


def judge_convergence(scene: Scene) -> Finding | None:
    """From a late state the loop must arrive at the fixed point and stay, or stop on the way."""
    run = late_run(scene)
    found = scene.means_after(run.start, 6)
    if found is not None and any(scene.same(found, state) for state in run.states[1:]):
        return None
    if found is not None and _close_to_fixed(scene, found, run):
        return None
    return partial(
        0.75,
        "One iteration is right and five are, but from means that are nearly finished your loop does not arrive at "
        "the fixed point, where another iteration changes nothing. What could keep them moving, or stop them?",
        mistake="does_not_converge",
    )


def _close_to_fixed(scene: Scene, found: np.ndarray, run: Trajectory) -> bool:
    """A float32 near-tie on the way may flip one label: the inertia then is the same to six digits."""
    best = inertia(scene.points, run.states[-1])
    return bool(abs(inertia(scene.points, found) - best) <= 1e-6 * best)


def _notes(scene: Scene, means: Any) -> tuple[str, ...]:
    """Remarks that cost nothing: empty clusters, roots of negative numbers."""
    notes = []
    result = _with_an_empty_cluster(scene)
    if result is None:
        return (
            "When two initial means are the same image, one cluster stays empty, and your code stops with an error. "
            "What should an empty cluster's mean be?",
        )
    empty = result.values.get("means")
    if isinstance(empty, np.ndarray) and not np.isfinite(np.asarray(empty, dtype=float)).all():
        notes.append(
            "When two initial means are the same image, one cluster stays empty, and your code divides by its "
            "count of zero: NaN, which spreads. What should an empty cluster's mean be?"
        )
    elif isinstance(means, np.ndarray) and means.dtype.kind == "f" and not np.isfinite(means).all():
        notes.append("`means` holds NaN or infinity after your own run: an empty cluster may have made them.")
    seen = quick_look(scene) or scene.results_after(scene.run.start, 1)
    if any("sqrt" in text for text in [*result.warnings, *seen.warnings]):
        notes.append(
            "‖x‖² − 2x·m + ‖m‖² can come out slightly below zero, and its root is NaN then. Which of your steps "
            "needs the root at all?"
        )
    return tuple(notes)


def _with_an_empty_cluster(scene: Scene) -> Replay | None:
    """Run one step from means of which two are equal: on a few images where that works; None when it raises."""
    for each in (few_scene(scene), scene):
        start = each.run.start.copy()
        start[1] = start[0]
        try:
            return each.results_after(start, 1)
        except (StudentError, StudentTimeout):
            continue
    return None


def time_loop(evidence: Evidence, cell: str, first: str, points: Callable[[float], float]) -> Timing:
    """Time the student's loop against the yardstick; every run must be right too, each from a new start.

    `points` are those that a ratio earns. Where the run that was looked at surely earns some, no other is.
    """
    scene = scene_of(evidence, cell, first)
    with evidence.channel.timed():
        if looked := quick_look(scene):
            timing = Timing([Pair(looked.cpu_seconds / STEPS, evidence.step_of_yardstick())])
            if timing.is_sure(points) and points(timing.ratio) > 0:  # a slow run may have been slow in drawing
                return timing
        with evidence.channel.alone():
            return _timed_in_pairs(_quiet(scene), points)


def _timed_in_pairs(scene: Scene, points: Callable[[float], float]) -> Timing:
    """Time runs of some steps between two looks at the yardstick, with the cells before the loop left out."""
    scene = replace(scene, apart=True, results={})
    evidence = scene.evidence
    once = scene.results_after(scene.run.start, 1).cpu_seconds
    steps = min(max(round(RUN_SECONDS / once), 1), STEPS)
    yardsticks = [evidence.step_of_yardstick()]

    def pair(number: int) -> Pair | None:
        """Run the loop from a start of its own; None when its means are not right."""
        run = own_run(evidence, scene.images, f"time {number}", steps)
        scene.results.clear()
        replay = scene.results_after(run.start, steps)
        done = steps_done(scene, run, scene.means_of(replay), steps)
        yardsticks.append(evidence.step_of_yardstick())
        seconds = replay.cpu_seconds * scene.times_all
        return Pair(seconds / done, sum(yardsticks[-2:]) / 2) if done else None

    return replace(run_pairs(pair, points, evidence.channel.cpu_seconds), scaled=scene.few)


def _quiet(scene: Scene) -> Scene:
    """The scene with a cell that shows nothing, if that gives the right means too: showing costs no points."""
    quiet = replace(scene, quiet=True, results={})
    try:
        return quiet if quiet.same(quiet.means_after(quiet.run.start, 1), quiet.run.states[1]) else scene
    except StudentError:
        return scene


def right_after(scene: Scene, run: Trajectory, found: np.ndarray | None, steps: int) -> bool:
    """Whether means are those after some steps, or after 3 or 4 of 5: they may stop when they move little."""
    return steps_done(scene, run, found, steps) > 0


def steps_done(scene: Scene, run: Trajectory, found: np.ndarray | None, steps: int) -> int:
    """After how many steps means are these: all that were asked for, or 3 or 4 of 5; 0 where they are not right."""
    asked = range(steps, min(steps, 3) - 1, -1)
    return next((done for done in asked if scene.same(found, run.states[done])), 0)
