"""The names that notebooks, courses and scripts build on: who changes one has to change it here too."""

import importlib
import inspect
import re

import pytest

import autograder
import load
from autograder import source
from autograder.exercises import exercises_of
from autograder.verdict import OUTCOMES

EXERCISES = {
    "02_kmeans": {"initial_means", "update_means", "single_loop", "seconds_per_iteration"},
    "01_numpy_warmup": {"image_strip", "pick_rows", "squared_distances", "nearest", "inertia"},
    "04_first_means": {"half_step_inertias", "run_to_rest", "best_of", "plus_plus", "mend_empty"},
    "05_choosing_k": {"inertias", "silhouette", "contingency", "purity", "adjusted_rand", "standardise"},
    "06_colours": {"pixels_of", "distinct_colours", "paint", "psnr", "bytes_needed"},
    "07_scaling_out": {"chunk_bounds", "partial_sums", "combine", "means_of", "step_in_chunks", "mini_batch"},
    "03_one_loop": {
        "distances_by_mean", "expanded_distances", "one_hot", "group_means", "kmeans", "move_changed",
    },
}


def test_the_package_exports_what_notebooks_need_and_its_version():
    """`from autograder import animate, check` is all that a notebook needs."""
    assert set(autograder.__all__) == {"animate", "check", "__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+|rc\d+)?", autograder.__version__)
    with pytest.raises(AttributeError, match="'autograder' has no attribute 'chek'"):
        _ = autograder.chek


def test_check_has_the_exercises_and_nothing_else():
    """`check.<TAB>` lists the exercises, each of which can be called and gives hints, and beside them `progress`."""
    for assignment, names in EXERCISES.items():
        assert {each.name for each in exercises_of(assignment)} == names
    exercises = set().union(*EXERCISES.values())
    assert set(dir(autograder.check)) == {*exercises, "progress"}
    assert callable(autograder.check.progress)
    assert callable(autograder.check.progress.forget)
    for name in exercises:
        found = getattr(autograder.check, name)
        assert callable(found)
        assert callable(found.hint)


def test_animate_has_three_ways_to_be_called():
    """`animate(history, points, labels)`, `animate.live(points)` and `animate.playground(step)` keep their names."""
    public = {name for name in dir(autograder.animate) if not name.startswith("_")}
    assert public == {"live", "playground"}
    shown = inspect.signature(autograder.animate).parameters
    assert list(shown) == ["history", "points", "labels", "shape", "title", "step", "colours"]
    assert list(inspect.signature(autograder.animate.playground).parameters) == ["step", "points", "k"]
    live = autograder.animate.live()
    assert {name for name in dir(live) if not name.startswith("_")} == {"history", "update"}
    assert hasattr(autograder.animate([[[0.0]]]), "save")


def test_load_has_the_images_and_labels():
    """`from load import test_x` has three siblings, of which `*` takes none that the network may be needed for."""
    assert set(load.__all__) == {"test_x", "test_y"}
    assert set(load.FILES) == {"test_x", "test_y", "train_x", "train_y"}


def test_outcomes_are_part_of_the_contract():
    """Scripts that read our JSON know these eight outcomes."""
    assert OUTCOMES == ("passed", "partial", "failed", "unattempted", "error", "timeout", "unjudged", "unreadable")


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("autograder.exercises", {"Exercise", "TodoCell", "exercise", "exercises_of", "find_exercises", "points_of"}),
        ("autograder.evidence", {"Evidence", "StudentError", "StudentTimeout", "KernelDied"}),
        ("autograder.verdict", {"Finding", "Verdict", "passed", "partial", "failed", "unattempted", "error"}),
        ("autograder.plain", {"Decoder", "Foreign", "Malformed"}),
    ],
)
def test_what_checks_are_written_with_stays(module, names):
    """The names that a module of checks imports are there."""
    assert names <= vars(importlib.import_module(module)).keys()


def test_the_readers_of_code_are_those_that_are_named():
    """`autograder.source` exports exactly what it lists."""
    assert all(hasattr(source, name) for name in source.__all__)
    assert source.__all__ == sorted(source.__all__)
