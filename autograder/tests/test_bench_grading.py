"""The bench of grading counts all CPU time, compares like with like, and says which limits are missed."""

import os
import sys
import time

import numpy as np
import psutil
import pytest

from autograder.bench import (
    busy_cores,
    correct_class,
    cost,
    grading,
    kernel_start,
    ordinary_course,
    overhead,
    own_cells,
    steadiness,
)
from autograder.bench.cost import Cost
from autograder.bench.measurement import ratio

BURN = "import time; end = time.process_time() + {seconds}\nwhile time.process_time() < end: pass\n"
# A child that lives on when its parent has ended, as a daemon does.
ORPHAN = f"""
import os
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        exec({BURN.format(seconds=0.3)!r})
"""
STARTS_A_CHILD = f"""
import subprocess, sys
{BURN.format(seconds=0.2)}
subprocess.run([sys.executable, "-c", {BURN.format(seconds=0.3)!r}])
"""


def test_a_command_costs_what_its_descendants_cost(tmp_path):
    """CPU time of a child and of an orphan counts; the start ends with the first process that is started."""
    (taken,) = cost.cost_of([[sys.executable, "-c", STARTS_A_CHILD + ORPHAN]], [tmp_path])
    assert 0.8 < taken.cpu_seconds < 1.5
    assert 0.2 < taken.start_cpu_seconds < 0.4
    assert taken.start_seconds < taken.seconds


def test_commands_run_side_by_side(tmp_path):
    """Each has its own cost, and one that fails is told with what it said."""
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    waiting = [sys.executable, "-c", "import time; time.sleep(0.5)"]
    begun = time.perf_counter()
    assert len(cost.cost_of([waiting, waiting], folders)) == 2
    assert time.perf_counter() - begun < 0.9
    with pytest.raises(RuntimeError, match="gone wrong"):
        cost.cost_of([[sys.executable, "-c", "raise SystemExit('gone wrong')"]], [tmp_path])


def test_the_cpu_of_a_tree_grows_by_what_it_does():
    """What this process does counts, and what it has started."""
    before = cost.cpu_of_tree()
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    assert 0.1 <= cost.cpu_of_tree() - before < 1.0


def test_every_core_is_busy_for_a_while():
    """There is one helper for each core, and none is left afterwards, nor outlives its time."""
    before = cost.children_of(os.getpid())
    with busy_cores.busy_cores():
        helpers = cost.children_of(os.getpid()) - before
        assert len(helpers) == len(os.sched_getaffinity(0))
    assert not any(psutil.pid_exists(pid) for pid in helpers)
    begun = time.monotonic()
    busy_cores.work_while(os.getppid(), seconds=0.1)
    busy_cores.work_while(parent=-1)
    assert time.monotonic() - begun < 5


def test_students_take_turns_with_the_styles():
    """Ids tell what was handed in; every notebook holds its answer."""
    made = correct_class.submissions(7)
    assert list(made) == sorted(made)
    assert [student.partition("-")[2] for student in made] == [*correct_class.STYLES, *correct_class.STYLES[:2]]
    sources = {student: "".join(cell.source for cell in notebook.cells) for student, notebook in made.items()}
    assert "reduceat" in sources["s00003-sort_and_reduceat"]
    assert "einsum" in sources["s00004-einsum"]


def test_lost_points_are_those_that_correct_submissions_did_not_get():
    """They are added up over a class."""
    records = {"a": {"score": 19.5, "max_score": 20.0}, "b": {"score": 20.0, "max_score": 20.0}}
    assert correct_class.lost_points(records) == 0.5


@pytest.fixture(scope="module")
def ordinary_cells():
    """The code cells of the ordinary notebook, solved, by their grade ids or ids."""
    notebook = ordinary_course.ordinary(correct_class.handed_in("one_hot"))
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {cell.metadata.get("nbgrader", {}).get("grade_id") or cell.id: cell.source for cell in cells}


def test_an_ordinary_notebook_has_nothing_of_ours(ordinary_cells):
    """There are tests in place of our checks, and our package is not needed; all else is as it was."""
    assert set(ordinary_course.TESTS) < set(ordinary_cells)
    for source in ordinary_cells.values():
        assert not any(word in source for word in ("autograder", "check.", "animate", "live."))
        compile(source, "cell", "exec")
    assert "one_hot" in ordinary_cells["update_means_code"]
    assert "imshow" in ordinary_cells["centres"]


def judged(cells, **changed):
    """Run the ordinary notebook's tests on a few images, as nbgrader does; gives the tests that fail."""
    space = {"np": np, "time": time, "num_img": 300, "data_size": 784, "num_means": 10, "iterations": 20, "In": [""]}
    rng = np.random.default_rng(5)
    centres = rng.random((10, 784))
    space["test_x"] = centres[np.arange(300) % 10] + rng.normal(0, 0.3, (300, 784))
    np.random.seed(0)  # a start from which no cluster loses all its images
    failed = []
    names = ["initial_means_code", "initial_means", "update_means_code", *list(ordinary_course.TESTS)[1:]]
    for name in names:
        source = changed.get(name, cells[name])
        space["In"].append(source)
        try:
            exec(source, space)
        except AssertionError:
            failed.append(name)
    return failed


LOOP = "    distances"


@pytest.mark.parametrize(
    ("cell", "old", "new", "fails"),
    [
        ("update_means_code", "", "", []),
        ("initial_means_code", "replace=False)]", "replace=False)] + 0.01", ["initial_means"]),
        ("initial_means_code", "replace=False)]", "replace=False)][[0] * 10]", ["initial_means", "update_means"]),
        ("update_means_code", "argmin(axis=1)", "argmax(axis=1)", ["update_means"]),
        ("update_means_code", "range(iterations)", "range(iterations // 20)", ["update_means"]),
        ("update_means_code", LOOP, "    [0 for k in range(3)]\n" + LOOP, ["single_loop"]),
        ("update_means_code", LOOP, "    list(map(int, '12'))\n" + LOOP, ["single_loop"]),
        ("update_means_code", LOOP, "    time.sleep(0.05)\n" + LOOP, ["seconds_per_iteration"]),
    ],
)
def test_ordinary_tests_are_fair(ordinary_cells, cell, old, new, fails):
    """They accept a right answer, and each finds the mistakes that it is for."""
    assert old in ordinary_cells[cell]
    changed = ordinary_cells[cell].replace(old, new) if old else ordinary_cells[cell]
    assert judged(ordinary_cells, **{cell: changed}) == fails


def test_own_cells_are_what_runs_for_a_student():
    """Check cells are left out, and so are the lines that only show an animation; pictures stay."""
    cells = own_cells.own_cells(correct_class.handed_in("stops_when_settled"))
    text = "\n".join(cells)
    assert "def closest" in text
    assert "plt.bar" in text
    assert not any(word in text for word in ("check.", "animate", "live"))


def test_shares_go_round_the_class():
    """Every student is graded in turn; parts that are taken at once have nobody in common."""
    everyone = dict.fromkeys("abcdef")
    assert [list(part) for part in grading.shares(everyone, 0, 2, 2)] == [["a", "b"], ["c", "d"]]
    assert [list(part) for part in grading.shares(everyone, 2, 2, 2)] == [["e", "f"], ["a", "b"]]
    assert [list(part) for part in grading.shares(everyone, 1, 1, 4)] == [["e", "f", "a", "b"]]


def test_nbgrader_that_fails_is_asked_again(monkeypatch, tmp_path):
    """Two kernels that choose the same ports end a run of nbgrader, and no bench; what fails each time does."""
    asked = []

    def failing(commands, folders, **more):
        asked.append(commands)
        if len(asked) < 3:
            raise RuntimeError("Kernel didn't respond in 60 seconds")
        return [Cost(2.0, 1.0, 1.0, 0.5)]

    monkeypatch.setattr(grading, "cost_of", failing)
    monkeypatch.setattr(ordinary_course, "lost_points", lambda course: 0.0)
    part = correct_class.submissions(1)
    assert grading.autograde([tmp_path], [part], {}) == ([Cost(2.0, 1.0, 1.0, 0.5)], 1, 0.0)
    asked[:] = []
    monkeypatch.setattr(grading, "ATTEMPTS", 2)
    with pytest.raises(RuntimeError, match="60 seconds"):
        grading.autograde([tmp_path], [part], {})


def test_what_a_submission_takes_is_told_without_starts_and_beside_nbgrader():
    """From made-up costs come seconds, CPU seconds, throughput and ratios; the limits are those that are told."""
    taken = grading.Taken()
    for _ in range(2):
        taken.add(grading.OURS, [Cost(12.0, 17.0, 2.0, 1.0)], 20, 0.0)
        taken.add(grading.THEIRS, [Cost(23.0, 24.0, 3.0, 4.0)], 5, 0.0)
        taken.add(grading.SEVERAL, [Cost(23.0, 24.0, 3.0, 4.0), Cost(22.0, 24.0, 3.0, 4.0)], 10, 0.25)
    found = {each.name: each for each in grading.compared(taken, grading.Effort())}
    assert found["autograder grade: a submission"].value == 0.5
    assert found["autograder grade: CPU of a submission"].value == 0.8
    assert found["nbgrader autograde: start of the command"].value == 3.0
    assert found["nbgrader autograde: CPU of that start"].value == 4.0
    assert next(each.value for name, each in found.items() if "autograder grade: submissions on" in name) == 120
    fast = found["seconds of a submission: nbgrader autograde, autograder grade being 1"]
    assert (fast.value, fast.at_least, fast.holds) == (8.0, 10.0, False)
    several = found["seconds of a submission: nbgrader autograde, one for each core, autograder grade being 1"]
    assert (several.value, several.at_least) == (4.0, None)
    assert found["CPU seconds of a submission: nbgrader autograde, autograder grade being 1"].value == 5.0
    lost = found["nbgrader autograde, one for each core: points that correct submissions lost"]
    assert (lost.value, lost.holds) == (0.5, False)


def test_cost_beyond_the_own_cells_has_its_limit(monkeypatch):
    """It is the CPU time of a submission, less that of the cells of the styles that the class has."""
    alone = dict(zip(correct_class.STYLES, (0.5, 0.6, 0.7, 0.8, 0.9), strict=True))
    monkeypatch.setattr(own_cells, "cpu_seconds", lambda notebooks, side_by_side: alone)
    found = {each.name: each for each in overhead.measure([1.0, 1.25, 1.1], 20, 0.975, 32)}
    beyond = "CPU of a submission beyond the student's own cells, class of"
    small, large = found[f"{beyond} 20"], found[f"{beyond} 32"]
    assert (round(small.value, 6), small.holds) == (0.4, False)  # 1.1 less the mean of all five
    assert (round(large.value, 3), large.holds) == (0.284, True)  # 32 of five styles are 7 of the first two
    assert round(found["CPU of what happens once in a run"].value, 6) == round(22 - 20 * (31.2 - 22) / 12, 6)
    assert found["CPU of the student's own cells, einsum"].value == 0.8


def records_of(ratios_and_marks):
    """Records as our engine writes them, of students who all handed in the same."""
    return {
        f"s{number:05d}-one_hot": {
            "exercises": [
                {"exercise": "update_means", "score": 9.0, "figures": {}},
                {"exercise": "seconds_per_iteration", "score": mark, "figures": {"ratio": found}},
            ]
        }
        for number, (found, mark) in enumerate(ratios_and_marks)
    }


def test_steadiness_is_how_far_ratios_and_marks_lie_apart():
    """Ratios are told by place and with their farthest, marks over both places with the limit of a tenth of a point."""
    idle, busy = [(8.0, 2.0), (8.4, 1.95), (8.2, 2.0)], [(8.2, 2.0), (9.02, 1.86), (8.2, 2.0)]
    places = {"idle": records_of(idle), "busy": records_of(busy)}
    pairs = {place: steadiness.timed(records, "one_hot") for place, records in places.items()}
    found = {each.name: each for each in steadiness.told("one_hot", pairs)}
    assert found["time ratio of one_hot, idle"].value == 8.2
    assert round(found["time ratio of one_hot, busy: farthest from its median"].value, 6) == 10
    marks = found["points for time of one_hot: from lowest to highest"]
    assert (marks.value, marks.holds) == (0.14, False)


def test_kernels_are_told_beside_a_plain_one():
    """A plain one has no ratio; the others have one for time, CPU time and memory."""
    plain, warm = [kernel_start.Start(2.0, 1.0, 80e6)] * 4, [kernel_start.Start(0.2, 0.1, 20e6)] * 4
    assert len(list(kernel_start.told("plain", plain, plain))) == 3
    found = {each.name: each.value for each in kernel_start.told("warm", warm, plain)}
    assert found["kernel, warm: seconds to its first cell's end, plain being 1"] == pytest.approx(0.1)
    assert found["kernel, warm: memory of its own, plain being 1"] == 0.25
    assert found["kernel, warm: memory of its own"] == 20e6


def test_a_ratio_may_have_a_least_value():
    """A limit from below is kept or missed like one from above."""
    assert not ratio("x", [9.0], [1.0], "", at_least=10).holds
    assert ratio("x", [10.0], [1.0], "", at_least=10).holds


@pytest.mark.slow
def test_a_small_run_measures_everything():
    """Two submissions, one round: kernels start, both graders give full marks, and every subject has its rows."""
    found = {each.name: each for each in grading.measure(grading.SMALL)}
    names = "\n".join(found)
    for part in ("kernel, plain", "autograder grade: a", "nbgrader autograde: a", "cells, class of 2", "time ratio"):
        assert part in names
    for name, each in found.items():
        assert np.isfinite(each.value), name
        if "lost" in name:
            assert each.value == 0, name
        if name.startswith("nbgrader") and name.endswith("a submission"):
            assert each.value > 0.5
