"""Sees that a loop is right at little cost: one run on all images, and short ones on a few.

What it does not see to be right may still be: it is then looked at more closely, and with all images.
"""

from __future__ import annotations

from autograder.checks.kmeans.course_runs import LATE, STEPS, own_run, run_on_all
from autograder.checks.kmeans.scene import Scene, few_scene
from autograder.checks.lloyd import Trajectory
from autograder.evidence import Replay, StudentError, StudentTimeout

SLOW = 3.0  # CPU seconds of one iteration from which on fewer images are used


def quick_look(scene: Scene) -> Replay | None:
    """Give the loop's run of five iterations on all images, when all is right; else None.

    One iteration is exactly one on a few images. There it also arrives at a fixed point and stays. Five are exactly
    five on all images, and while they run no library does the work.
    """
    key = ("quick look", scene.evidence.secret)
    memo = scene.evidence.memo
    if key not in memo:
        memo[key] = _looked(scene)
    return memo[key]


def _looked(scene: Scene) -> Replay | None:
    few = few_scene(scene)
    try:
        if not _right_on_few(few) or _is_slow(few) or not few.run.decisive:
            return None
        with scene.evidence.channel.timed():
            return _right_on_all(scene)
    except (StudentError, StudentTimeout):
        return None


def _right_on_few(few: Scene) -> bool:
    """One iteration is right, and from a late state it arrives at the fixed point and stays there."""
    one, late = _runs_on_few(few)
    return few.same(few.means_of(one), _own_start(few).states[1]) and few.same(few.means_of(late), few.run.states[-1])


def _runs_on_few(few: Scene) -> tuple[Replay, Replay]:
    """One iteration from a start, and some from a late state."""
    return few.results_after(_own_start(few).start, 1), few.results_after(few.run.states[-1 - LATE], LATE + 1)


def _own_start(few: Scene) -> Trajectory:
    """One iteration from a start that no other submission has: who learnt those that others had gains nothing."""
    key = ("own start", few.evidence.secret)
    memo = few.evidence.memo
    if key not in memo:
        memo[key] = own_run(few.evidence, few.images, "own start", 1)
    return memo[key]


def _is_slow(few: Scene) -> bool:
    """Whether an iteration on all images would take long, to judge by those on a few: the first has to warm up."""
    one, late = _runs_on_few(few)
    return min(one.cpu_seconds, late.cpu_seconds / (LATE + 1)) * few.times_all > SLOW


def _right_on_all(scene: Scene) -> Replay | None:
    """Five iterations from a start that the code has never seen; a loop that a watch slows down is watched apart."""
    watch = _has_one_loop(scene)
    replay = scene.results_after(scene.run.start, STEPS, watch=watch)
    if replay.library_calls or not scene.same(scene.means_of(replay), scene.run.states[STEPS]):
        return None
    return replay if watch or _right_when_watched(scene) else None


def _right_when_watched(scene: Scene) -> bool:
    """One iteration from another start, in which no library does the work."""
    run = run_on_all(scene.evidence, scene.images, "second")
    replay = scene.results_after(run.start, 1, watch=True)
    return not replay.library_calls and scene.same(scene.means_of(replay), run.states[1])


def _has_one_loop(scene: Scene) -> bool:
    """Whether all but the iterations is array operations, so that a watch on every call has little to see."""
    return len(scene.evidence.loops(scene.cell, "means", first=scene.first)) <= 1
