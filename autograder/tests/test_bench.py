"""The bench measures in ratios, describes the machine without naming it, and writes what it found."""

import getpass
import io
import json
import platform
import re
import socket
import subprocess
import sys
import types

import numpy as np
import pytest
from click.testing import CliRunner
from rich.console import Console

from autograder.bench import __main__ as bench
from autograder.bench import animation, contestants, lloyd, machine, peak_memory, results
from autograder.bench.measurement import Measurement, ratio
from autograder.checks.lloyd import trajectory

MACHINE = {
    "processor": "A processor", "cores": 2, "memory_gib": 8.0, "system": "Linux x86_64", "python": "3.13.1",
    "numpy": "2.3.0", "blas": "openblas 0.3", "date": "2026-11-23T10:11:12+00:00", "commit": "abc1234",
}  # fmt: skip
GOOD = Measurement("live", 1.02, "times", "12 pairs", at_most=1.05, samples=(1.0, 1.01, 1.03, 1.04))
BAD = Measurement("frames", 12.0, "per second", "in a page", at_least=30)
LARGE = Measurement("message", 2_448_000, "bytes", "5 times")


def test_a_ratio_is_the_median_of_neighbours():
    """A disturbance that meets both of a pair, or one pair alone, does not move it."""
    found = ratio("x", [2.0, 20.0, 2.2, 90.0, 2.0], [1.0, 10.0, 1.0, 1.0, 1.0], "5 pairs")
    assert found.value == 2.0
    assert (found.unit, found.samples) == ("times", [2.0, 2.0, 2.2, 90.0, 2.0])
    with pytest.raises(ValueError, match="longer"):
        ratio("x", [1.0], [1.0, 2.0], "unequal")


@pytest.mark.parametrize(
    ("each", "holds"),
    [(GOOD, True), (BAD, False), (LARGE, True), (Measurement("x", 1.06, "times", "", at_most=1.05), False)],
)
def test_a_limit_is_kept_or_missed(each, holds):
    """A value without limits keeps to them."""
    assert each.holds is holds


def test_quartiles_need_four_samples():
    """Fewer than four values have no spread."""
    assert Measurement("x", 1.0, "s", "", samples=(1.0, 2.0, 3.0)).spread is None
    low, high = GOOD.spread
    assert 1.0 <= low < high <= 1.04


def test_the_machine_is_described_without_its_name():
    """Processor, cores, memory, versions, date and commit are there; who owns the machine, and where, is not."""
    found = machine.describe()
    assert found.keys() == MACHINE.keys()
    assert found["cores"] >= 1
    assert found["memory_gib"] > 0
    assert found["python"] == platform.python_version()
    words = re.findall(r"[\w.-]+", machine.sentence(found))
    assert not {socket.gethostname(), getpass.getuser(), "localhost"} & set(words)


def test_results_come_back_from_their_file(tmp_path):
    """What was written is read again, and another file is refused with its name."""
    path = results.write(tmp_path / "new", MACHINE, [GOOD, BAD])
    assert path.name == "2026-11-23T10-11-12.json"
    where, measured = results.read(path)
    assert where == MACHINE
    assert [(each.name, each.value, each.holds) for each in measured] == [("live", 1.02, True), ("frames", 12.0, False)]
    assert measured[0].spread == GOOD.spread
    (tmp_path / "other.json").write_text('{"cells": []}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json holds no results"):
        results.read(tmp_path / "other.json")


def test_tables_show_value_limit_and_quartiles():
    """The terminal and the README get the same figures; the README also the machine."""
    text = results.markdown(MACHINE, [GOOD, BAD, LARGE])
    assert "| live | 1.02 | at most 1.05 | 1 – 1.04 | 12 pairs |" in text
    assert "| frames | 12 per second | at least 30 per second |  | in a page |" in text
    assert "| message | 2,448 kB |  |  | 5 times |" in text
    assert text.endswith("Measured on: " + machine.sentence(MACHINE) + ".\n")
    console = Console(width=160, record=True, file=io.StringIO())
    console.print(results.table([GOOD, BAD, LARGE]))
    shown = console.export_text()
    assert all(part in shown for part in ("1.02", "at most 1.05", "12 per second", "2,448 kB"))


@pytest.fixture
def measured(monkeypatch):
    """What the bench is made to measure: a list to fill."""
    found = []
    module = types.SimpleNamespace(measure=lambda: iter(found))
    monkeypatch.setattr(bench.importlib, "import_module", lambda name: module)
    return found


@pytest.mark.parametrize(("each", "status"), [(GOOD, 0), (BAD, 1)])
def test_the_command_writes_results_and_says_whether_limits_hold(measured, tmp_path, each, status):
    """The table and the file are there in either case; the exit status tells whether a limit was missed."""
    measured.append(each)
    found = CliRunner().invoke(bench.main, ["--folder", str(tmp_path / "bench")])
    assert found.exit_code == status, found.output
    assert each.name in found.output
    (path,) = (tmp_path / "bench").iterdir()
    assert f"Results: {path}" in found.output
    assert json.loads(path.read_text(encoding="utf-8"))["measured"][0]["name"] == each.name


def test_the_command_prints_a_table_for_a_readme(tmp_path):
    """Old results become Markdown without measuring; what is none is refused in one line."""
    path = results.write(tmp_path, MACHINE, [GOOD])
    assert CliRunner().invoke(bench.main, ["--markdown", str(path)]).output == results.markdown(MACHINE, [GOOD])
    path.write_text("[]", encoding="utf-8")
    refused = CliRunner().invoke(bench.main, ["--markdown", str(path)])
    assert refused.exit_code == 1
    assert "holds no results" in refused.output


def test_help_teaches():
    """The help says what is measured, how, and what the exit status means; an unknown name is refused."""
    text = CliRunner().invoke(bench.main, ["--help"]).output
    for part in (*bench.MODULES, "--markdown", "ratio", "exit status"):
        assert part in text
    assert CliRunner().invoke(bench.main, ["nothing"]).exit_code == 2


@pytest.mark.parametrize("name", animation.NOTEBOOKS)
def test_the_notebooks_that_are_measured_are_python(name):
    """Both loops are the same but for the lines that show, as in 02_kmeans, and every cell can be compiled."""
    points, iterations, long = animation.NOTEBOOKS[name]
    cells = animation.cells(points, iterations, long)
    for source in cells.values():
        compile(source, "cell", "exec")
    lines = {cell: cells[cell].splitlines() for cell in ("plain", "shown")}
    assert set(lines["shown"]) - set(lines["plain"]) == {"live.update(means)", "    live.update(means)"}
    assert [line for line in lines["shown"] if "live." not in line] == lines["plain"]


def test_frames_per_second_come_from_the_first_and_the_last():
    """Times are in milliseconds; from fewer than two sightings there is no rate."""
    assert animation.per_second([(1000.0, 10), (1500.0, 30), (2000.0, 70)]) == 60
    assert animation.per_second([(1000.0, 10)]) == 0
    assert animation.per_second([]) == 0


RUNNERS = contestants.contestants()


@pytest.mark.parametrize("kind", ["float32", "float64"])
@pytest.mark.parametrize("name", RUNNERS)
def test_contestants_do_the_same(name, kind):
    """Each gives the means after five iterations, from the same start, in the same kind of number."""
    rng = np.random.default_rng(4)
    points = np.concatenate([rng.normal(centre, 0.5, (60, 3)) for centre in ((0, 0, 0), (3, 0, 1), (0, 4, 2))])
    start = points[[0, 70, 90, 130]]
    steps = trajectory(points, start, 5)
    found = RUNNERS[name](points.astype(kind), start.astype(kind), 5)
    assert steps.decisive
    assert found.dtype == kind
    np.testing.assert_allclose(found, steps.states[-1], rtol=0, atol=1e-5)


@pytest.mark.parametrize("kind", ["float32", "float64"])
@pytest.mark.parametrize(("n", "k", "d"), [(1, 1, 1), (12, 1, 3), (9, 9, 2), (300, 20, 8), (60, 5, 1)])
def test_the_fast_one_is_right_for_any_shape(n, k, d, kind):
    """Bounds leave out no point that changes its label; an empty cluster keeps its mean."""
    rng = np.random.default_rng(n + k + d)
    points = rng.normal(size=(n, d)).astype(kind)
    means = points[rng.choice(n, k, replace=False)]
    if k > 2:
        means[1] += 50
    found = RUNNERS["fast_kmeans"](points, means.copy(), 30)
    np.testing.assert_allclose(found, RUNNERS["one-hot product"](points, means, 30), atol=1e-5)
    assert k < 3 or (found[1] == means[1]).all()


def test_the_fast_one_fits_in_a_glance():
    """It has one loop, and fewer than fifteen lines below its docstring."""
    cells = json.loads(contestants.NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    source = next("".join(cell["source"]) for cell in cells if cell["id"] == "fast_kmeans_code")
    body = source.split("### BEGIN SOLUTION\n")[1].split("\n\n")[0]
    assert len(body.splitlines()) < 15
    assert len(re.findall(r"\b(for|while)\b .*:", source)) == 1


def test_a_race_takes_turns_and_its_ratios_have_their_limits(monkeypatch):
    """A small race has every time in each round; from made-up times come the ratios that are told."""
    monkeypatch.setattr(lloyd, "SHORT", 2)
    points = np.random.default_rng(1).normal(size=(300, 2))
    rounds = lloyd.race(points, RUNNERS, rounds=2)
    assert len(rounds) == 2
    assert all(seconds > 0 for each in rounds for seconds in each.values())
    times = {"iterations": 11.0, "fast_kmeans all": 5.5, "scikit-learn, Lloyd 1": 3.0, "scikit-learn, Lloyd all": 13.0}
    found = dict(lloyd.ratios([{**dict.fromkeys(rounds[0], 2.0), **times}], "here"))
    assert {what: each.value for what, each in found.items() if each.at_most} == {
        "an iteration: fast_kmeans": 0.5,  # 5.5 / 11 beside (13 - 3) / (11 - 1)
        "2 iterations: fast_kmeans": 1.0,
        "to convergence: fast_kmeans, scikit-learn, Elkan being 1": 2.75,
    }
    assert found["an iteration: broadcast (n, k, d)"].value == 2.0
    assert all(each.name.endswith(", here") for each in found.values())


HUNGRY = """
import numpy as np
from autograder.bench import contestants, peak_memory

def hungry(points, means, iterations):
    return (points + 1)[: len(means)] + (points - 1)[: len(means)]

contestants.contestants = lambda: {"hungry": hungry}
print(peak_memory.peak_of("hungry", np.ones((2000, 1000)), 10))
"""


def test_peak_memory_counts_what_is_held_at_most():
    """Arrays that are let go again count, and the points do not; in a process that holds no free memory yet."""
    done = subprocess.run([sys.executable, "-c", HUNGRY], capture_output=True, text=True, check=True)
    assert 15e6 < int(done.stdout) < 60e6


@pytest.mark.slow
def test_peak_memory_is_measured_in_a_fresh_process():
    """The broadcast solution's differences, 313 MB in float32, are seen from outside."""
    assert 300e6 < peak_memory.peak_in_a_fresh_process("broadcast (n, k, d)", "float32") < 700e6
