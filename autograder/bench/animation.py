"""What animations cost a loop, and how smooth they are: in a real JupyterLab, in a Chromium that draws in software."""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

from autograder.bench.measurement import Measurement, ratio
from autograder.jupyter_lab import (
    SECONDS,
    begin_cell,
    chromium,
    jupyter_lab,
    open_notebook,
    output_of,
    run_cell,
    wait_for_kernel,
    write_notebook,
)

PAIRS = 12  # of a loop that is shown and one that is not, in turn
REPEATS = 5  # of the time to a first frame
WATCH = 3.0  # seconds of a replay in which frames are counted
SIZE = {"width": 1280, "height": 900}
WHERE = "JupyterLab, Chromium, software rendering"
ALONE = "a kernel that sends to a page, and nobody draws"

STEP = """
    distances = (means**2).sum(axis=1) - 2 * (points @ means.T)  # (n, k)
    labels = distances.argmin(axis=1)  # (n,)
    one_hot = np.eye(len(means))[labels]  # (n, k)
    counts = one_hot.sum(axis=0)[:, None]  # (k, 1)
    means = np.where(counts > 0, one_hot.T @ points / np.maximum(counts, 1), means)  # (k, d)
"""
MNIST = "from load import test_x\npoints = test_x / 255  # (10000, 784)"
PLANE = "points = np.random.default_rng(0).normal(size=(10000, 2))"


def loop(iterations: int, shown: bool) -> str:
    """Give a cell that runs K-means, and prints its seconds, those of the CPU, and the median of an iteration's."""
    start, line = ("live.update(means)\n", "    live.update(means)\n") if shown else ("", "")
    return (
        f"means = points[rows]\n{start}times, cpu = [time.perf_counter()], time.process_time()\n"
        f"for i in range({iterations}):{STEP}{line}    times.append(time.perf_counter())\n"
        "print(json.dumps([times[-1] - times[0], time.process_time() - cpu, np.median(np.diff(times))]))"
    )


def cells(points: str, iterations: int, long: int) -> dict[str, str]:
    """Give the cells of a notebook on some points; `long` iterations are enough to count frames in."""
    return {
        "set_up": "import json, time\nimport numpy as np\nfrom autograder import animate\n"
        f"{points}\nrows = np.random.default_rng(1).choice(len(points), 10, replace=False)",
        "live": "live = animate.live(points)",
        "plain": loop(iterations, shown=False),
        "shown": loop(iterations, shown=True),
        "long": loop(long, shown=True),
        "run": f"means, history = points[rows], [points[rows]]\nfor i in range(300):{STEP}    history.append(means)",
        "replay_of_means": "animate(history)",
        "replay": "animate(history, points)",
    }


NOTEBOOKS: Mapping[str, tuple[str, int, int]] = {
    "10,000 points in the plane": (PLANE, 200, 6000),
    "ten MNIST means": (MNIST, 20, 400),
}


def measure() -> Iterator[Measurement]:
    """Measure each notebook in a kernel alone, and in a JupyterLab of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        for number, (name, (points, iterations, long)) in enumerate(NOTEBOOKS.items()):
            folder, sources = Path(place) / str(number), cells(points, iterations, long)
            with kernel(folder) as run:
                yield from cost_of_live(lambda cell: run(sources[cell]), name, iterations, ALONE, 1.05)  # noqa: B023
            notebook = write_notebook(folder / "notebook.ipynb", sources)
            with opened(notebook, folder / "lab") as (page, messages):
                yield from cost_of_live(lambda cell: printed_in(page, cell), name, iterations, WHERE)
                yield from frames(page, name)
                if points is MNIST:
                    yield from first_frame(page, messages)


@contextmanager
def opened(notebook: Path, place: Path) -> Iterator[tuple[Any, list[int]]]:
    """Open a notebook; gives the page, and a list that grows by the bytes of each message to it."""
    messages: list[int] = []
    with jupyter_lab(notebook, place) as lab, chromium() as browser:
        page = browser.new_page(viewport=SIZE)
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: messages.append(len(frame))))
        open_notebook(page, lab.page_of(notebook.name))
        yield page, messages
        page.close()


@contextmanager
def kernel(folder: Path) -> Iterator[Callable[[str], str]]:
    """Start a kernel that believes it has a page before it; gives a function that runs a cell and gives its print."""
    manager = KernelManager(transport="ipc", ip=str(folder / "kernel"))
    folder.mkdir(parents=True, exist_ok=True)
    manager.start_kernel(stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    text: list[str] = []

    def keep(message: dict[str, Any]) -> None:
        if message["msg_type"] == "stream":
            text.append(message["content"]["text"])

    def run(cell: str) -> str:
        text.clear()
        client.execute_interactive(cell, allow_stdin=True, output_hook=keep, timeout=SECONDS)
        return "".join(text)

    try:
        client.wait_for_ready(timeout=SECONDS)
        yield run
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def printed_in(page: Any, cell: str) -> str:
    """Run a cell of the page's notebook, let the page draw what that shows, and give what it printed."""
    run_cell(page, cell)
    page.wait_for_timeout(300)
    return output_of(page, cell)


def cost_of_live(
    run: Callable[[str], str], name: str, iterations: int, where: str, at_most: float | None = None
) -> Iterator[Measurement]:
    """Run the loop with and without `live.update(means)` in turn: `run` runs a cell by its name and gives its print.

    Where a page draws, on the same cores, most of what is measured is its drawing: so the limit is for a kernel alone.
    """
    run("set_up")
    run("live")
    seconds: dict[str, list[list[float]]] = {"plain": [], "shown": []}
    for number in range(PAIRS + 1):
        for cell in ("plain", "shown") if number % 2 else ("shown", "plain"):
            seconds[cell].append(json.loads(run(cell)))
    taken = {cell: list(zip(*pairs[1:], strict=True)) for cell, pairs in seconds.items()}  # the first ones load code
    how = f"{PAIRS} pairs of {iterations} iterations in turn, {where}"
    for number, what in enumerate(("time of the loop", "CPU time of the kernel", "median time of an iteration")):
        name_of_all = f"{name}: {what} with `live.update`, without being 1"
        limit = at_most if what == "time of the loop" else None
        yield ratio(name_of_all, taken["shown"][number], taken["plain"][number], how, at_most=limit)


def frames(page: Any, name: str) -> Iterator[Measurement]:
    """Count the frames that the page draws in a replay, and beside a loop that runs."""
    run_cell(page, "run")
    scroll_to(page, "replay")
    run_cell(page, "replay")
    drawn = page.evaluate(_FRAMES_OF_A_REPLAY, ["replay", WATCH])
    yield Measurement(f"frames in a replay, {name}", drawn, "per second", WHERE, at_least=50)
    run_cell(page, "live")
    scroll_to(page, "long")
    page.evaluate(_COUNT_FRAMES, "long")
    run_cell(page, "long")
    seen = per_second(page.evaluate("() => window.countedFrames"))
    yield Measurement(f"frames while a loop runs, {name}", seen, "per second", WHERE, at_least=30)


def per_second(counted: Sequence[tuple[float, int]]) -> float:
    """Frames per second, from pairs of a time in milliseconds and the frames drawn until then; 0 for fewer than two."""
    if len(counted) < 2:
        return 0.0
    (begin, first), (end, last) = counted[0], counted[-1]
    return (last - first) / max(end - begin, 1.0) * 1000


def first_frame(page: Any, messages: list[int]) -> Iterator[Measurement]:
    """Take the time from running `animate(history)` to its first frame, and the largest message meanwhile."""
    seconds, largest = [], 0
    scroll_to(page, "replay_of_means")
    for _ in range(REPEATS):
        messages.clear()
        page.evaluate(_AWAIT_FIRST_FRAME, "replay_of_means")
        begin_cell(page, "replay_of_means")
        seconds.append(page.evaluate("() => window.firstFrame") / 1000)
        wait_for_kernel(page)
        largest = max(largest, *messages)
    what = "`animate(history)`, 301 states of ten MNIST means"
    how = f"{REPEATS} times, {WHERE}"
    yield Measurement(f"{what}: from running the cell to the first frame", statistics.median(seconds), "s", how,
                      samples=seconds)  # fmt: skip
    yield Measurement(f"{what}: the largest message to the page", largest, "bytes", how)


def scroll_to(page: Any, cell: str) -> None:
    """Bring a cell to the top of the page: what nobody sees is not drawn."""
    page.evaluate(f"cellId => {_NODE}.scrollIntoView()", cell)


# Each is JavaScript that looks for the player under a cell of the notebook, by the cell's id.
_NODE = "window.jupyterapp.shell.currentWidget.content.widgets.find(cell => cell.model.id === cellId).node"

_FRAMES_OF_A_REPLAY = f"""async ([cellId, seconds]) => {{
    const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
    const found = () => {_NODE}.querySelector(".kmeans-player")?.player;
    while (!found()?.frames) await wait(50);
    const player = found();
    player.seek(0);
    player.play();
    const [began, first] = [performance.now(), player.frames];
    await wait(1000 * seconds);
    return (player.frames - first) / (performance.now() - began) * 1000;
}}"""

_COUNT_FRAMES = f"""cellId => {{
    window.countedFrames = [];
    window.cellHasEnded = false;
    const before = {_NODE}.querySelector(".kmeans-player");
    const look = now => {{
        const root = {_NODE}.querySelector(".kmeans-player");
        if (root && root !== before) window.countedFrames.push([now, root.player.frames]);
        if (!window.cellHasEnded) requestAnimationFrame(look);
    }};
    requestAnimationFrame(look);
}}"""

_AWAIT_FIRST_FRAME = f"""cellId => {{
    window.firstFrame = new Promise(resolve => {{
        const before = {_NODE}.querySelector(".kmeans-player");
        const began = performance.now();
        const look = () => {{
            const root = {_NODE}.querySelector(".kmeans-player");
            if (root && root !== before && root.player.frames) resolve(performance.now() - began);
            else requestAnimationFrame(look);
        }};
        look();
    }});
}}"""
