"""07_scaling_out with real workers and without them, and how its draws and its references are judged."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import psutil
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.checks.lloyd import inertia as lloyd_inertia
from autograder.checks.lloyd import lloyd_step
from autograder.checks.scaling_out import exercises as scaling_out
from autograder.checks.scaling_out import looks as scaling_out_looks
from autograder.checks.scaling_out.cases import bounds_of, moved, one_by_one, part_of, stepped, together
from autograder.course import Limits
from autograder.evidence import Evidence
from autograder.exercises import find_exercises
from autograder.in_notebook import NotebookChannel, _as_plain
from autograder.judge.kernel import StudentKernel
from autograder.tests.function_answers import OneCell, solution_answer, solution_definitions
from autograder.verdict import Verdict
from autograder.yardstick import cpu_seconds_of_steps

ROOT = Path(__file__).parents[2]
PLACE = Path("07_scaling_out", "scaling_out.ipynb")
SKIPPED = "skip-execution"
FEWER = "n = 40_000\n"  # of the 250,000 points, so that a run takes seconds
REPORT = """
import json
same = [bool(np.array_equal(together, alone)), bool(np.isfinite(together).all()), bool((together != start_means).any())]
print(json.dumps({"same": same, "name": workers.name, "path": path}))
"""


def notebook(folder: str) -> NotebookNode:
    """The notebook as a solution or as it is released."""
    return nbformat.read(ROOT / folder / PLACE, as_version=4)


def text_of(cell: Mapping[str, Any]) -> str:
    """What a cell shows, as text."""
    outputs = cell.get("outputs", ())
    return "\n".join("".join(each.get("text", "") or each.get("data", {}).get("text/plain", "")) for each in outputs)


@contextlib.contextmanager
def running(nb: NotebookNode) -> Iterator[NotebookClient]:
    """A kernel for a notebook; its temporary files lie where TMPDIR says."""
    client = NotebookClient(nb, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}})
    with client.setup_kernel():
        yield client


def with_workers(folder: str = "solutions", first: str = "") -> NotebookNode:
    """The notebook whose Dask cell runs, on fewer points, with a cell before all and one that reports behind it."""
    nb = notebook(folder)
    for cell in nb.cells:
        cell.metadata.pop("tags", None)
    ids = [cell.id for cell in nb.cells]
    nb.cells.insert(ids.index("dask") + 1, new_code_cell(REPORT if folder == "solutions" else "", id="report"))
    nb.cells.insert(ids.index("memory") + 1, new_code_cell(FEWER, id="fewer"))
    nb.cells.insert(0, new_code_cell(first, id="first"))
    left_out = {"race", *(name for name in find_exercises())}
    nb.cells = [cell for cell in nb.cells if cell.cell_type == "code" and cell.id not in left_out]
    return nb


def run(nb: NotebookNode) -> tuple[dict[str, NotebookNode], list[str]]:
    """Run a notebook: its cells by id, and the command lines of what the kernel had started after the Dask cell."""
    left: list[str] = []
    with running(nb) as client:
        kernel = psutil.Process(client.km.provisioner.pid)
        for index, cell in enumerate(nb.cells):
            client.execute_cell(cell, index)
            if cell.id == "dask":
                left = [" ".join(each.cmdline()) for each in kernel.children(recursive=True)]
    return {cell.id: cell for cell in nb.cells}, left


def reported(cells: Mapping[str, NotebookNode]) -> dict[str, Any]:
    """What the cell behind the Dask cell has printed."""
    return json.loads(text_of(cells["report"]))


@pytest.mark.slow
@pytest.mark.xdist_group("dask")
def test_two_workers_give_what_one_process_gives_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a real cluster the means are the same, its progress and a picture show, and no process or file is left."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    cells, left = run(with_workers())
    found, said = reported(cells), text_of(cells["dask"])
    assert found["name"] == "two workers"
    assert found["same"] == [True, True, True]
    assert "Started two workers" in said
    assert "The same means as in one process: True" in said
    assert "iteration 5 of 5 [########################################]" in said
    assert [output.name for output in cells["dask"].outputs if output.output_type == "stream"] == ["stdout"] * 3
    assert any("image/png" in output.get("data", {}) for output in cells["dask"].outputs)
    assert [line for line in left if "resource_tracker" not in line] == []  # which Python itself keeps to its end
    assert str(tmp_path) in found["path"]
    assert text_of(cells["clean_up"]).strip() == "The file is deleted: True"
    assert [each.name for each in tmp_path.iterdir() if "kmeans" in each.name or "dask" in each.name] == []


@pytest.mark.slow
@pytest.mark.xdist_group("dask")
def test_workers_are_ended_when_a_function_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in a worker becomes one calm line, and the workers are gone."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    nb = with_workers()
    at = [cell.id for cell in nb.cells].index("dask")
    broken = "def part_of_file(*_):\n    raise ValueError('the disk is full')"
    nb.cells[at + 1].source = ""
    nb.cells.insert(at, new_code_cell(broken, id="broken"))
    cells, left = run(nb)
    assert "Started two workers" in text_of(cells["dask"])
    assert "come back when" in text_of(cells["dask"])
    assert "the disk is full" in text_of(cells["dask"])
    assert [line for line in left if "resource_tracker" not in line] == []


NO_DASK = "import sys\nfor name in ('distributed', 'dask'): sys.modules[name] = None\n"
NO_THREADS = """
import concurrent.futures
def refuse(*_): raise RuntimeError("can't start new thread")
concurrent.futures.ThreadPoolExecutor.submit = refuse
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "name"), [(NO_DASK, "two threads"), (NO_DASK + NO_THREADS, "one process, chunk after chunk")]
)
def test_without_dask_threads_take_its_place_and_without_those_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, name: str
) -> None:
    """Where Dask can't be imported the cell says so, and gives the same means by what there is."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    cells, left = run(with_workers(first=first))
    found, said = reported(cells), text_of(cells["dask"])
    assert found["name"] == name
    assert found["same"] == [True, True, True]
    assert "Dask can't run here (ModuleNotFoundError" in said
    assert f"Started {name}" in said
    assert left == []
    assert any("image/png" in output.get("data", {}) for output in cells["dask"].outputs)


@pytest.mark.slow
def test_an_untouched_notebook_starts_no_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nothing is written, the cell says in one line what it waits for."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    cells, left = run(with_workers("notebooks"))
    assert text_of(cells["dask"]).startswith("Nothing to see yet: come back when")
    assert "Started" not in text_of(cells["dask"])
    assert left == []
    assert not any(each.output_type == "error" for cell in cells.values() for each in cell.outputs)


@pytest.mark.parametrize("folder", ["solutions", "notebooks"])
def test_the_cell_with_workers_is_locked_ungraded_and_tagged(folder: str) -> None:
    """One cell starts workers: it is locked, gives no points, and is tagged to be left out by programs."""
    cells = [cell for cell in notebook(folder).cells if "LocalCluster" in cell.source]
    assert [cell.id for cell in cells] == ["dask"]
    mark = cells[0].metadata.nbgrader
    assert (mark.grade, mark.locked, mark.solution) == (False, True, False)
    assert cells[0].metadata.tags == [SKIPPED]
    others = [cell.id for cell in notebook(folder).cells if SKIPPED in cell.metadata.get("tags", [])]
    assert others == ["dask"]


def marked() -> NotebookNode:
    """A cell that says when it runs, tagged like the one with workers."""
    tagged = next(cell for cell in notebook("notebooks").cells if cell.id == "dask")
    return NotebookNode({**copy.deepcopy(tagged), "source": "ran = True\nprint('it ran')"})


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a class graded")
def test_the_judge_leaves_the_cell_out_and_keeps_temporary_files_in_its_folder() -> None:
    """A student's kernel doesn't run the cell, and what a notebook writes for a time goes when the folder goes."""

    async def outputs() -> list[str]:
        told = "import os, tempfile\nprint('ran' in globals(), tempfile.gettempdir() == os.getcwd())"
        cells = [marked(), new_code_cell(told)]
        async with StudentKernel(Limits(), "none") as kernel:
            for index, cell in enumerate(cells):
                await kernel.run(cell, index, 30)
        return [text_of(cell).strip() for cell in cells]

    assert asyncio.run(outputs()) == ["", "False True"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a class graded")
def test_nbgrader_leaves_the_cell_out() -> None:
    """Running a submission with nbgrader's own preprocessor doesn't run the cell either."""
    from nbgrader.preprocessors import Execute

    nb = new_notebook(cells=[marked(), new_code_cell("print('ran' in globals())")])
    done, _ = Execute().preprocess(nb, {"metadata": {"path": str(ROOT)}})
    assert [text_of(cell).strip() for cell in done.cells] == ["", "False"]


def judged(code: str, secret: bytes) -> Verdict:
    """Judge a `mini_batch` with draws of its own."""
    exercise = find_exercises()["mini_batch"]
    answer = solution_answer("mini_batch")
    cells = OneCell(type(answer)("made", "made", {}, {"mini_batch_code": code}), "mini_batch_code", "07_scaling_out")
    namespace: dict[str, Any] = {"__name__": "notebook", "np": np}
    for _, text in solution_definitions("07_scaling_out"):
        exec(text, namespace)
    exec(code, namespace)
    evidence = Evidence(NotebookChannel(namespace), cells, secret, cpu_seconds_of_steps, seconds=20)
    return exercise.verdict(evidence, [_as_plain(evidence, namespace["mini_batch"])])


DRAWS = {
    "never the last row": "rng.choice(max(len(points) - 1, size), size, replace=False)",
    "the first row twice as often": (
        "rng.choice(len(points), size, replace=False, p=np.r_[2, np.ones(len(points) - 1)] / (len(points) + 1))"
    ),
    "neighbours": "rng.integers(len(points) - size + 1) + np.arange(size)",
    "neighbours around the end": "(rng.integers(len(points)) + np.arange(size)) % len(points)",
    "a stride": "(rng.integers(len(points)) + len(points) // size * np.arange(size)) % len(points)",
    "every third row": "(rng.integers(3) + 3 * rng.permutation(len(points)))[:size] % len(points) if size < "
    "len(points) else np.arange(size)",
    "with replacement": "rng.integers(len(points), size=size)",
}


def with_draw(draw: str) -> str:
    """A `mini_batch` that is right but for the rows it draws."""
    return (
        "def mini_batch(points, means, seen, size, rng):\n"
        f"    rows = {draw}\n"
        "    sums, counts, _ = partial_sums(points[rows], means)\n"
        "    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts\n"
    )


@pytest.mark.slow
def test_a_right_mini_batch_is_never_rejected() -> None:
    """With 50 secrets, each with cases of its own, no right `mini_batch` is rejected."""
    right = solution_answer("mini_batch").cells["mini_batch_code"]
    for secret in range(50):
        verdict = judged(right, str(secret).encode())
        assert verdict.outcome == "passed", verdict.message


def test_right_batches_are_never_surprising() -> None:
    """Of 1,000 sets of batches none is rejected for the rows in it: the bound is 1e-6 for each."""
    rows, size = scaling_out_looks.ROWS, scaling_out_looks.SIZE
    for secret in range(1000):
        order = np.random.default_rng(secret).permuted(np.tile(np.arange(rows), (scaling_out_looks.DRAWS, 1)), axis=1)
        assert scaling_out_looks._not_any_rows(np.sort(order[:, :size], axis=1).tolist()) is None


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_a_wrong_draw_is_always_rejected(draw: str) -> None:
    """Rows that come too seldom, too often, together or twice are noticed with each of ten secrets."""
    for secret in range(10):
        verdict = judged(with_draw(draw), str(secret).encode())
        assert verdict.outcome == "failed", draw


def blobs(seed: int, n: int = 60, k: int = 4, d: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Points and means."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)), rng.normal(size=(k, d))


@pytest.mark.parametrize("seed", range(5))
def test_the_references_agree_with_a_step_on_all_points(seed: int) -> None:
    """Whatever the chunks, parts that are put together move the means as Lloyd's step does."""
    points, means = blobs(seed)
    for rows in (1, 7, 60, 100):
        chunks = [points[start:stop] for start, stop in bounds_of(len(points), rows)]
        sums, counts, inertia = together([part_of(chunk, means) for chunk in chunks])
        np.testing.assert_allclose(moved(sums, counts, means), lloyd_step(points, means))
        np.testing.assert_allclose(inertia, lloyd_inertia(points, means))
        np.testing.assert_allclose(stepped(chunks, means)[0], lloyd_step(points, means))


@pytest.mark.parametrize("seed", range(5))
def test_the_mini_batch_agrees_with_that_of_scikit_learn(seed: int) -> None:
    """Two batches one after the other give the means and counts of `MiniBatchKMeans.partial_fit`."""
    from sklearn.cluster import MiniBatchKMeans

    points, means = blobs(seed)
    theirs = MiniBatchKMeans(len(means), init=means, n_init=1, reassignment_ratio=0, random_state=0)
    found, seen = means, np.zeros(len(means))
    for batch in (points[:25], points[25:]):
        theirs.partial_fit(batch)
        found, seen = one_by_one(batch, found, seen)
        np.testing.assert_allclose(found, theirs.cluster_centers_)
        np.testing.assert_array_equal(seen, theirs._counts)


@pytest.mark.parametrize("seed", range(20))
def test_every_case_has_one_right_answer(seed: int) -> None:
    """No point that is drawn is nearly as near to a second mean, so rounding decides nothing."""
    rng = np.random.default_rng(seed)
    for case in scaling_out.PARTIAL_SUMS.cases(rng):
        chunk, means = (np.asarray(getattr(each, "array", each), dtype=float) for each in case.arguments)
        assert clear_of_ties(chunk, means), case.about
    for case in scaling_out.STEP_IN_CHUNKS.cases(rng):
        assert clear_of_ties(np.concatenate(case.arguments[0]).astype(float), case.arguments[1]), case.about
    for case in scaling_out.MINI_BATCH.cases(rng):
        points, means, *_ = (np.asarray(getattr(each, "array", each)) for each in case.arguments[:2])
        assert clear_of_ties(points.astype(float), means), case.about


def clear_of_ties(points: np.ndarray, means: np.ndarray) -> bool:
    """Whether the two nearest means of each point differ by more than a ten-thousandth."""
    distances = np.sort(((points[:, None, :] - means) ** 2).sum(axis=2), axis=1)
    return len(means) == 1 or bool((distances[:, 1] > distances[:, 0] * (1 + 1e-4)).all())


def points_of(sequence: Sequence[str]) -> float:
    """The points of some exercises."""
    return sum(find_exercises()[name].points for name in sequence)


def test_the_points_add_up_to_twenty() -> None:
    """Six functions, twenty points."""
    names = ("chunk_bounds", "partial_sums", "combine", "means_of", "step_in_chunks", "mini_batch")
    assert points_of(names) == 20
