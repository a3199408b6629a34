"""The loop of 02_kmeans, judged by running it from means that it has never seen."""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from autograder import source
from autograder.checks import kmeans_mistakes as mistakes
from autograder.checks.digits import Images, images_of
from autograder.checks.lloyd import (
    Trajectory,
    group_means,
    inertia,
    lloyd_step,
    nearest_mean,
    squared_distances,
    trajectory,
)
from autograder.evidence import Evidence, Replay, StudentError, StudentTimeout
from autograder.plain import Foreign
from autograder.verdict import Finding, failed, partial, passed, unattempted

K = 10
TOLERANCE = 5e-5  # of the pixels' range; one image in another cluster moves a mean by ten times more
FEW = 300  # images for code that is too slow for all
SLOW = 3.0  # wall seconds of one iteration from which on fewer images are used
LATE_STATES = Path(__file__).with_name("kmeans_late_states.npz")
LIBRARY_MODULES = (
    "sklearn.cluster", "scipy.cluster", "faiss", "pyclustering", "kmeans1d", "fastkmeans", "torch_kmeans",
    "kmeans_pytorch", "Bio.Cluster", "cuml.cluster", "dask_ml.cluster", "pyspark.ml.clustering", "daal4py",
    "sklearnex.cluster", "pycave.clustering", "tslearn.clustering", "nltk.cluster", "mlpack",
)  # fmt: skip
LIBRARY_FUNCTIONS = ("kmeans", "kmeans2", "kmeans_single", "kmeans_fit")


@dataclass
class Scene:
    """What the loop is judged on: the images, a run of five steps from a start nobody has seen, the cell."""

    evidence: Evidence
    cell: str
    first: str
    images: Images
    run: Trajectory
    few: bool = False
    quiet: bool = False  # leave out what only shows something
    results: dict[Any, Replay] = field(default_factory=dict)

    @property
    def points(self) -> np.ndarray:
        """The points (n, 784) that the judge computes with."""
        return self.images.points

    def results_after(self, start: np.ndarray, iterations: int, again: int = 0, watch: bool = False) -> Replay:
        """Run the student's loop from `start` (k, d) for some iterations; remembered."""
        key = (start.tobytes(), iterations, again, watch)
        if key not in self.results:
            self.results[key] = self._run(start, iterations, watch)
        return self.results[key]

    def _run(self, start: np.ndarray, iterations: int, watch: bool) -> Replay:
        values: dict[str, Any] = {"means": self.images.as_theirs(start), "iterations": iterations}
        if self.few:
            values |= {"test_x": self.points.astype(self.images.dtype), "num_img": len(self.points)}
        return self.evidence.run_cells(
            self.cell, first=self.first, values=values, names=["means"], before=self.few, quiet=self.quiet,
            shapes=[start.shape, (len(self.points),), (K,)],
            watch=(LIBRARY_MODULES, LIBRARY_FUNCTIONS) if watch else ((), ()),
        )  # fmt: skip

    def means_after(self, start: np.ndarray, iterations: int, again: int = 0) -> np.ndarray | None:
        """The means (k, d) that the student's loop makes; None when they are no such array."""
        found = self.results_after(start, iterations, again).values.get("means")
        good = isinstance(found, np.ndarray) and found.shape == start.shape and found.dtype.kind in "fiu"
        return found.astype(float) if good else None

    def same(self, found: np.ndarray | None, expected: np.ndarray) -> bool:
        """Whether means (k, d) agree within float32's rounding."""
        return found is not None and bool(np.abs(found - expected).max() <= TOLERANCE * self.images.scale)

    def looks_same(self, found: np.ndarray | None, expected: np.ndarray) -> bool:
        """Whether nearly all means agree: enough to recognise a mistake in spite of a near-tie.

        A row of NaN in `expected` is an empty cluster, and may be anything.
        """
        known = np.isfinite(expected).all(axis=1)
        if found is None or not known.any():
            return False
        with np.errstate(invalid="ignore"):
            near = np.abs(found - expected).max(axis=1) <= TOLERANCE * self.images.scale
        return int((known & ~near).sum()) <= int(known.sum()) // 5


def nearest_rows(points: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Index of the point nearest to each mean, (k,)."""
    return squared_distances(points, means).argmin(axis=0)


def scene_of(evidence: Evidence, cell: str, first: str) -> Scene:
    """Draw what the loop is judged on, once for all checks of one submission."""
    key = ("scene", evidence.secret)
    if key not in evidence.memo:
        images = images_of(evidence)
        evidence.memo[key] = Scene(evidence, cell, first, images, draw_run(evidence, images, "start"))
    return evidence.memo[key]


def draw_run(evidence: Evidence, images: Images, purpose: str, steps: int = 5) -> Trajectory:
    """Run K-means from ten drawn images; drawn again while some point is nearly equidistant."""
    rng = evidence.draw(purpose)
    for _ in range(20):
        start = images.points[rng.choice(len(images.points), size=K, replace=False)]
        run = trajectory(images.points, start, steps)
        if run.decisive:
            break
    return run


def judge_step(evidence: Evidence, cell: str, first: str) -> Finding | None:
    """Judge a single iteration; None when it is right. Raises StudentError and StudentTimeout."""
    if "step" not in evidence.memo:
        evidence.memo["step"] = _judge_step(evidence, cell, first)
    return evidence.memo["step"]


def _judge_step(evidence: Evidence, cell: str, first: str) -> Finding | None:
    images = images_of(evidence)
    if images.problem:
        return failed(images.problem, images.mistake)
    if library := _library_in_source(evidence, cell):
        return library
    scene = _scene_in_time(evidence, cell, first)
    found = scene.means_after(scene.run.start, 1)
    if not scene.same(found, scene.run.states[1]):
        return diagnose_step(scene)
    return _second_opinion(scene)


def _scene_in_time(evidence: Evidence, cell: str, first: str) -> Scene:
    """Try one iteration; code that is slow is judged on a few images instead of all."""
    scene = scene_of(evidence, cell, first)
    before = time.monotonic()
    try:
        scene.results_after(scene.run.start, 1)
        if time.monotonic() - before <= SLOW:
            return scene
    except StudentTimeout:
        pass
    images = scene.images.subset(FEW)
    few = Scene(evidence, cell, first, images, draw_run(evidence, images, "few"), few=True)
    try:
        few.results_after(few.run.start, 1)
    except StudentTimeout as slow:
        raise StudentTimeout(
            f"{slow} Even a single iteration on {FEW} of the images does not end. Is there a loop that never does: "
            "what has to happen for your `while` to stop?"
        ) from slow
    if few.means_after(few.run.start, 1) is not None:
        evidence.memo["scene", evidence.secret] = few
    return few


def _library_in_source(evidence: Evidence, cell: str) -> Finding | None:
    """A library's K-means in the cell or in what it calls."""
    cells = [evidence.cells.code(cell), *evidence.cells.others(cell)]
    used = [use for use in source.forbidden_calls(cells, names=["means"]) if use.cell == 0]
    return _library(sorted({use.what for use in used})) if used else None


def _library(names: Sequence[str]) -> Finding:
    return failed(
        f"This uses a library's K-means (`{names[0]}`). It is a good one; here the point is to write your own. "
        "What does it do first with the images, and what then with the means?",
        "library_kmeans",
    )


def _second_opinion(scene: Scene) -> Finding | None:
    """One more step from another start, watched for library calls."""
    run = draw_run(scene.evidence, scene.images, "second", steps=1)
    replay = _watched(scene, run.start)
    if replay.library_calls:
        return _library(replay.library_calls)
    found = replay.values.get("means")
    right = isinstance(found, np.ndarray) and found.shape == run.start.shape and scene.same(found, run.states[1])
    if right:
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
    if scene.same(found, lloyd_step(scene.points, found)):
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
        if scene.looks_same(found, expected):
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


def judge_loop(evidence: Evidence, cell: str, first: str, means: Any) -> Finding:
    """Judge the loop: one step, several steps, and that it arrives and stays at a fixed point."""
    code = evidence.cells.code(cell)
    if source.same_code(code, evidence.cells.stub(cell)):
        return unattempted("The loop above still has its `...  # TO DO`: write the body of the loop there.")
    if problem := judge_step(evidence, cell, first):
        return problem
    scene = scene_of(evidence, cell, first)
    if problem := judge_steps(scene):
        return problem
    if problem := judge_convergence(scene):
        return problem
    if isinstance(means, np.ndarray) and means.shape != (K, 784):
        return partial(0.5, f"`means` should have shape (10, 784) in the end, and has {means.shape}. Which cell "
                       "changes it after the loop?", mistake="wrong_shape")  # fmt: skip
    few = f" It is slow, so this was seen on {FEW} of the images." if scene.few else ""
    return passed(
        f"From means that your code had never seen, 1, 2 and 5 iterations are right, and it arrives at a fixed "
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
    if scene.same(five, states[5]) or any(scene.same(five, state) for state in states[3:5]):
        return None  # stopping early because they stop moving so much is right too
    return diagnose_steps(scene, five, 5)


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


@functools.cache
def late_labels() -> np.ndarray:
    """Labels (s, 10000) of runs on MNIST three steps before their fixed points, made by `late_states.py`."""
    with np.load(LATE_STATES, allow_pickle=False) as stored:
        return stored["labels"]


def late_run(scene: Scene) -> Trajectory:
    """A run that reaches its fixed point after a few steps."""
    if scene.few:
        run = trajectory(scene.points, scene.run.start, 60)
        last = next(i for i in range(60) if scene.same(run.states[i], run.states[i + 1]) or i == 59)
        return Trajectory(run.states[max(last - 3, 0) : last + 1], True)
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
        "1, 2 and 5 iterations are right, but from means that are nearly finished your loop does not arrive at "
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
    start = scene.run.start.copy()
    start[1] = start[0]
    result = scene.results_after(start, 1)
    empty = result.values.get("means")
    if isinstance(empty, np.ndarray) and not np.isfinite(np.asarray(empty, dtype=float)).all():
        notes.append(
            "When two initial means are the same image, one cluster stays empty, and your code divides by its "
            "count of zero: NaN, which spreads. What should an empty cluster's mean be?"
        )
    elif isinstance(means, np.ndarray) and means.dtype.kind == "f" and not np.isfinite(means).all():
        notes.append("`means` holds NaN or infinity after your own run: an empty cluster may have made them.")
    warned = [*result.warnings, *scene.results_after(scene.run.start, 1).warnings]
    if any("sqrt" in text for text in warned):
        notes.append(
            "‖x‖² − 2x·m + ‖m‖² can come out slightly below zero, and its root is NaN then. Which of your steps "
            "needs the root at all?"
        )
    return tuple(notes)


def time_loop(evidence: Evidence, cell: str, first: str) -> Timing:
    """Time the student's loop against the yardstick; every timed run must also give the right means."""
    scene = _quiet(scene_of(evidence, cell, first))
    before = evidence.channel.cpu_seconds()
    right = [_timed_run(scene, 1)]
    once = evidence.channel.cpu_seconds() - before
    steps = 5 if once < 0.3 else 2 if once < 1.0 else 1
    seconds, ratio = evidence.time_ratio(
        lambda: right.append(_timed_run(scene, steps)), steps, pairs=3 if once < 1.0 else 1
    )
    factor = len(images_of(evidence).points) / len(scene.points)
    return Timing(seconds * factor, ratio * factor, scene.few, all(right))


def _quiet(scene: Scene) -> Scene:
    """The scene with a cell that shows nothing, if that gives the right means too: showing costs no points."""
    quiet = replace(scene, quiet=True, results={})
    try:
        return quiet if _timed_run(quiet, 1) else scene
    except StudentError:
        return scene


def _timed_run(scene: Scene, steps: int) -> bool:
    """Run the loop anew and say whether its means are right: doing less is not being fast."""
    scene.results.clear()
    return scene.same(scene.means_after(scene.run.start, steps), scene.run.states[steps])


@dataclass(frozen=True)
class Timing:
    """CPU seconds per iteration, as a multiple of the yardstick too; `scaled` up from a few images."""

    seconds: float
    ratio: float
    scaled: bool
    right: bool
