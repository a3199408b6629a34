"""A right loop is seen to be right in a few iterations, and what only looks right for a while is not."""

from itertools import pairwise

import numpy as np
import pytest

from autograder import agent
from autograder.checks.kmeans.course_runs import RUNS, _on_all, _on_few
from autograder.checks.kmeans.digits import Images
from autograder.checks.kmeans.loop import steps_done
from autograder.checks.kmeans.scene import Scene
from autograder.checks.lloyd import Trajectory
from autograder.course import released_cells
from autograder.evidence import Evidence
from autograder.exercises import find_exercises
from autograder.in_notebook import NotebookChannel
from autograder.sample_class import read_answer
from autograder.tests.at_hand import RIGHT, STANDARD, AnswerCells, quietly, run_released

CHECKS = ("update_means", "single_loop", "seconds_per_iteration")


class Counting(NotebookChannel):
    """A channel that counts the images that the student's loop goes through, in iterations over all of them."""

    def __init__(self, namespace):
        super().__init__(namespace)
        self.iterations = 0.0

    def ask(self, request, buffers=()):
        """Answer, and count what was asked for."""
        steps = request.get("steps", [])
        few = any(kind == "run" and text.startswith("test_x = test_x[:300]") for kind, text in steps)
        for kind, values in steps:
            if kind == "set" and "iterations" in values:
                self.iterations += agent.decode(values["iterations"], []) * (0.03 if few else 1)
        return super().ask(request, buffers)


def judge(answer, loop=None, yardstick=1.0, more=()):
    """Judge the loop of an answer; give its verdicts, and how many iterations over all images it took."""
    released = released_cells("02_kmeans")
    cells = AnswerCells(answer, released)
    if loop:
        cells._sources["update_means_code"] = loop
    namespace = {"__name__": "notebook", "display": lambda *_: None, **dict(more)}
    with quietly():
        run_released(namespace, released)
        for name, source in cells.order:
            if name != "update_means_code":
                exec(source, namespace)
        channel, memo, verdicts = Counting(namespace), {}, {}
        for name in CHECKS:
            evidence = Evidence(channel, cells, b"test", lambda steps: yardstick * steps, seconds=20, memo=memo)
            values = [np.zeros((10, 784))] if name == "update_means" else []
            verdicts[name] = find_exercises()[name].verdict(evidence, values)
    return verdicts, channel.iterations


@pytest.mark.parametrize("name", ["one_hot_by_comparison", "einsum", "float32", "in_place", "sort_and_reduceat"])
def test_a_right_loop_takes_five_iterations(name):
    """All three checks of a quick right loop together run it for five iterations, and for a few on a few images."""
    (path,) = [path for path in RIGHT if path.stem == name]
    verdicts, iterations = judge(read_answer(path))
    assert [verdict.outcome for verdict in verdicts.values()] == ["passed"] * 3
    assert 5 <= iterations < 5.5


def test_a_loop_that_takes_the_number_of_images_for_granted_is_right_too():
    """Code that can't run on a few images is looked at on all of them."""
    all_there = "assert len(test_x) == 10000; means = one_hot.T"
    loop = STANDARD.cells["update_means_code"].replace("means = one_hot.T", all_there)
    verdicts, iterations = judge(STANDARD, loop)
    assert verdicts["update_means"].outcome == "passed"
    assert iterations > 10


def test_a_table_of_what_follows_each_start_of_the_course_is_no_loop():
    """Starts that submissions share may become known; each submission is tried on one of its own, too."""
    runs = [run for number in range(RUNS) for run in (_on_all(b"", number), _on_few(b"", number))]
    known = [(before, after) for run in runs for before, after in pairwise(run.states)]
    table = {"keys": np.array([before for before, _ in known]), "values": np.array([after for _, after in known])}
    table = {name: (means / 255).astype("f4") for name, means in table.items()}
    loop = (
        "for i in range(iterations):\n"
        "    means = table['values'][np.abs(table['keys'] - means).sum(axis=(1, 2)).argmin()].astype(float)\n"
    )
    verdicts, _ = judge(STANDARD, loop, more={"table": table})
    assert verdicts["update_means"].mistake == "state_outside_the_cell"
    assert [verdict.score for verdict in verdicts.values()] == [0, 0, 0]


WRONG = {
    "three of five": "stop = 3 if iterations == 5 else iterations\nfor i in range(stop):",
    "four of five": "for i in range(max(1, iterations - 1)):",
    "six of five": "for i in range(iterations + (iterations > 4)):",
}


@pytest.mark.parametrize("name", WRONG)
def test_another_number_of_iterations_is_looked_at_more_closely(name):
    """The quick look takes exactly five for five: another number is not its to accept."""
    loop = STANDARD.cells["update_means_code"].replace("for i in range(iterations):", WRONG[name])
    _, iterations = judge(STANDARD, loop)
    assert iterations > 5.5


def test_doing_less_is_not_being_fast():
    """A loop that stops after three of five has its time divided by three."""
    run = Trajectory([np.full((10, 784), float(number)) for number in range(6)], True)
    scene = Scene(None, "", "", Images(), run)
    assert [steps_done(scene, run, run.states[number], 5) for number in range(6)] == [0, 0, 0, 3, 4, 5]
    assert steps_done(scene, run, None, 5) == 0
    assert steps_done(scene, run, run.states[1], 1) == 1


def test_timing_in_doubt_leaves_the_cells_before_the_loop_out():
    """A dear cell of the student's between the two TO DO cells costs no time points."""
    path = next(path for path in RIGHT if path.stem == "helper_in_an_extra_cell")
    answer = read_answer(path)
    cells = AnswerCells(answer, released_cells("02_kmeans"))
    dear = "sum(i * i for i in range(1_500_000))"
    between = cells.between("initial_means_code", "update_means_code")
    assert between
    namespace = {"__name__": "notebook"}
    with quietly():
        run_released(namespace, released_cells("02_kmeans"))
        for name, source in cells.order:
            if name != "update_means_code":
                exec(source, namespace)
        cells.between = lambda first, last: [*between, dear]
        evidence = Evidence(NotebookChannel(namespace), cells, b"test", None, seconds=20)
        given = {
            "first": "initial_means_code", "names": ["means"],
            "values": {"means": namespace["test_x"][:10].copy(), "iterations": 1},
        }  # fmt: skip
        together = evidence.run_cells("update_means_code", **given)
        apart = evidence.run_cells("update_means_code", **given, apart=True)
    np.testing.assert_array_equal(together.values["means"], apart.values["means"])
    assert apart.cpu_seconds < together.cpu_seconds - 0.03
