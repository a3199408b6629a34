"""The player in a real JupyterLab: live while a loop runs, with a student's own step, and as 02_kmeans uses it."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from autograder.animation.palette import THEMES
from autograder.animation.shapes import points_of
from autograder.checks.lloyd import lloyd_step
from autograder.jupyter_lab import (
    SECONDS,
    begin_cell,
    change_theme,
    chromium,
    chromium_path,
    jupyter_lab,
    open_notebook,
    run_all_cells,
    run_cell,
    wait_for_kernel,
    write_notebook,
)
from autograder.tests.player_in_page import PlayerInPage, open_file

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed"),
]

SOLUTION = Path(__file__).parents[2] / "solutions" / "02_kmeans" / "kmeans.ipynb"

LIVE = {
    "setup": """
import time

import numpy as np

from autograder import animate
from autograder.animation.shapes import points_of
from autograder.checks.lloyd import lloyd_step
from load import test_x

images = test_x / 255
points = points_of("blobs", 300)


def follow(live, means, iterations, points, pause=0.0):
    live.update(means)
    for _ in range(iterations):
        means = lloyd_step(points, means)
        live.update(means)
        time.sleep(pause)
""",
    "images": """
live = animate.live(images, title="Ten means")
follow(live, images[np.random.default_rng(1).choice(10_000, 10, replace=False)], 20, images)
np.save("images.npy", live.history)
""",
    "plane": """
live = animate.live(points)
follow(live, points[:4], 12, points, 0.05)
np.save("plane.npy", live.history)
""",
    "again": """
follow(live, points[10:13], 3, points, 0.05)
np.save("again.npy", live.history)
""",
    "error": """
failing = animate.live(points)
follow(failing, points[:3], 5, points, 0.02)
raise ValueError("a mistake in the loop")
""",
    "endless": """
endless = animate.live(points)
follow(endless, points[:3], 10**9, points, 0.01)
""",
    "history": "animate([points[:2], points[5:7], points[8:10]], points, title='By hand')",
}

STEPS = {
    "setup": """
from autograder import animate
from autograder.checks.lloyd import lloyd_step
""",
    "own": """
def half_way(points, means):
    return (means + lloyd_step(points, means)) / 2

animate.playground(half_way, k=4)
""",
    "raises": """
def step(points, means):
    if means[0, 0] != means[0, 0].round(3):
        raise KeyError("mean 3")
    return means.round(3)

animate.playground(step)
""",
    "nothing": "def step(points, means):\n    ...\n\nanimate.playground(step)",
    "shape": "animate.playground(lambda points, means: lloyd_step(points, means)[0])",
    "endless": """
def step(points, means):
    while len(points) > 10:
        pass
    return means

animate.playground(step)
""",
    "history": "animate([[[0.0, 0.0], [1.0, 1.0]]] * 3, [[0.0, 0.0], [1.0, 1.0]], step=half_way)",
}

SEVEN = {"playground": f"{STEPS['setup']}\nanimate.playground(lloyd_step)"}

WITHOUT_ANYWIDGET = {
    "hide": """
import importlib.util
import sys

sys.modules["anywidget"] = None
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "anywidget" else find_spec(name, *more)
""",
    "setup": LIVE["setup"],
    "live": """
live = animate.live(points)
follow(live, points[:3], 4, points, 0.1)
""",
    "history": "animate(live.history, points)",
    "playground": "animate.playground(lloyd_step)",
}

# Notes how many states the player of a cell has, frame by frame, while the cell runs.
SAMPLE = """selector => {
    window.samples = [];
    const look = () => {
        const player = document.querySelector(selector)?.player;
        if (player && !window.cellHasEnded) samples.push([player.live, player.states, player.frames]);
        window.sampling = requestAnimationFrame(look);
    };
    cancelAnimationFrame(window.sampling);
    look();
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab with all notebooks of this module."""
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed")
    place = tmp_path_factory.mktemp("lab")
    write_notebook(place / "notebooks" / "live.ipynb", LIVE)
    write_notebook(place / "notebooks" / "steps.ipynb", STEPS)
    write_notebook(place / "notebooks" / "without.ipynb", WITHOUT_ANYWIDGET)
    write_notebook(place / "notebooks" / "seven.ipynb", SEVEN)
    shutil.copy(SOLUTION, place / "notebooks")
    with jupyter_lab(place / "notebooks", place / "lab") as running:
        yield running


@pytest.fixture(scope="module")
def browser():
    """A Chromium for all tests here."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with chromium() as running:
        yield running


def opened(lab, browser, name, first=()):
    """A page with a notebook whose cells can be found by their ids, after its first cells."""
    page = browser.new_context(viewport={"width": 1300, "height": 1000}).new_page()
    page.set_default_timeout(SECONDS * 1000)
    open_notebook(page, lab.page_of(name))
    page.evaluate("""() => {
        const cells = window.jupyterapp.shell.currentWidget.content.widgets;
        for (const cell of cells) cell.node.id = `cell-${cell.model.id}`;
    }""")
    for cell in first:
        run_cell(page, cell)
    return page


@pytest.fixture(scope="module")
def live(lab, browser):
    """The notebook with live runs."""
    page = opened(lab, browser, "live.ipynb", ["setup"])
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def steps(lab, browser):
    """The notebook with students' steps."""
    page = opened(lab, browser, "steps.ipynb", ["setup"])
    yield page
    page.context.close()


def bring(page, cell):
    """Scroll to a cell, so that what appears beneath it is in sight."""
    scroll = "scrollIntoView({ block: 'start', behavior: 'instant' })"
    page.evaluate(f"cell => document.getElementById(`cell-${{cell}}`).{scroll}", cell)


def player_of(page, cell):
    """The player beneath a cell, in sight."""
    player = PlayerInPage(page, f"#cell-{cell} .kmeans-player")
    in_sight = f"document.getElementById('cell-{cell}').scrollIntoView({{ block: 'start', behavior: 'instant' }})"
    player.wait(f"{in_sight}, player.frames && player.seen", SECONDS)  # other players may push it away
    return player


def shown_by(page, cell):
    """The player beneath a cell, which is run where it has not been yet."""
    if not page.locator(f"#cell-{cell} .kmeans-player").count():
        run_cell(page, cell)
    return player_of(page, cell)


def run_sampled(page, cell):
    """Run a cell, and give what its player showed meanwhile: whether it was live, how many states, frames drawn."""
    bring(page, cell)
    page.evaluate(SAMPLE, f"#cell-{cell} .kmeans-player")
    run_cell(page, cell)
    player = player_of(page, cell)
    player.wait("!player.live")
    return player, page.evaluate("samples")


def grey(means):
    """Means of images as the page holds them: whole numbers from 0 to 255."""
    return np.floor(np.asarray(means) * 255 + 0.5)


# --- live ------------------------------------------------------------------------------------------------------------


def test_images_appear_while_the_loop_runs(live, lab):
    """Under the running cell the means grow iteration by iteration; in the end all of them are there, and play."""
    player, samples = run_sampled(live, "images")
    counts = [states for is_live, states, _ in samples if is_live]
    assert len(set(counts)) >= 4
    assert counts == sorted(counts)
    assert len({frames for is_live, _, frames in samples if is_live}) >= 4
    history = np.load(lab.root / "images.npy")
    assert len(history) == 21
    np.testing.assert_allclose(player.states(), grey(history), atol=1)
    assert player.half == 41
    assert player.words.startswith("Iteration 20 of 20 · inertia ")
    assert player.root.get_by_role("heading").inner_text() == "Ten means"
    before = player.picture()
    player.press("Home", "space")
    player.wait("player.playing && player.half > 2.2")
    assert player.picture() != before
    player.press("space")


def test_sizes_and_inertia_of_images_are_those_of_all_points(live, lab):
    """When the loop has ended the figures are no longer estimates: they are those of all 10,000 images."""
    from load import test_x

    player = shown_by(live, "images")
    means = np.load(lab.root / "images.npy")[-1]
    images = test_x / 255
    distances = (images**2).sum(axis=1)[:, None] + (means**2).sum(axis=1) - 2 * images @ means.T
    sizes = np.bincount(distances.argmin(axis=1), minlength=10)
    np.testing.assert_allclose(player.get("Array.from(player.run.facts.at(-1).sizes)"), sizes, atol=3)
    assert player.get("player.run.facts.at(-1).inertia") == pytest.approx(distances.min(axis=1).sum(), rel=1e-3)


def test_the_plane_appears_while_the_loop_runs(live, lab):
    """In the plane, too, the means grow while the cell runs, and in the end stand where the loop had them."""
    player, samples = run_sampled(live, "plane")
    counts = [states for is_live, states, _ in samples if is_live]
    assert len(set(counts)) >= 5
    history = np.load(lab.root / "plane.npy")
    assert len(history) == 13
    np.testing.assert_allclose(player.states(), history, atol=1e-6)
    assert player.half == 25


def test_a_second_loop_gets_a_fresh_player(live, lab):
    """A cell that is run again, and another loop with the same `live`, show the new run only."""
    player = shown_by(live, "plane")
    live.evaluate("window.oldPlayer = document.querySelector('#cell-plane .kmeans-player').player")
    run_cell(live, "plane")
    player.wait("player !== window.oldPlayer && !player.live")
    assert live.locator("#cell-plane .kmeans-player").count() == 1
    np.testing.assert_allclose(player.states(), np.load(lab.root / "plane.npy"), atol=1e-6)
    again, _ = run_sampled(live, "again")
    np.testing.assert_allclose(again.states(), np.load(lab.root / "again.npy"), atol=1e-6)
    assert again.get("player.states") == 4
    assert player.get("player.states") == 13


def test_an_error_leaves_the_states_so_far(live):
    """When the loop ends with an error, the player has what came before it, above the error."""
    player, _ = run_sampled(live, "error")
    assert player.get("player.states") == 6
    points = points_of("blobs", 300)
    means = points[:3]
    for found in player.states():
        np.testing.assert_allclose(found, means, atol=1e-5)
        means = lloyd_step(points, means)
    assert "a mistake in the loop" in live.locator("#cell-error .jp-OutputArea").inner_text()


def test_an_interrupt_leaves_the_states_so_far(live):
    """A loop without an end is watched live, and interrupted it leaves a player to step through."""
    bring(live, "endless")
    begin_cell(live, "endless")
    player = player_of(live, "endless")
    player.wait("player.live && player.states > 8", SECONDS)
    assert player.get("player.root.querySelector('.words').textContent").startswith("Iteration ")
    live.evaluate("() => { window.jupyterapp.commands.execute('notebook:interrupt-kernel'); }")
    live.wait_for_function("() => window.cellHasEnded")
    player.wait("!player.live")
    states = player.get("player.states")
    assert states > 8
    assert f"of {states - 1:,}" in player.words
    player.press("Home", "right")
    assert player.half == 3


# --- in JupyterLab ---------------------------------------------------------------------------------------------------


def test_a_run_is_shown_from_its_history(live):
    """`animate(history, points)` as the last line of a cell shows a player of exactly these means."""
    run_cell(live, "history")
    player = player_of(live, "history")
    points = points_of("blobs", 300)
    np.testing.assert_allclose(player.states(), [points[:2], points[5:7], points[8:10]], atol=1e-6)
    player.wait("player.playing && player.half > 0.3")
    player.press("End")
    assert player.words.startswith("Iteration 2 of 2")


def test_jupyter_keys_stay_away(live):
    """Keys that would delete, add or cut a cell do nothing of that kind while the player has the focus."""
    player = shown_by(live, "history")
    player.canvas.click(position={"x": 5, "y": 5})
    player.wait("document.activeElement === player.canvas")
    cells = live.locator(".jp-Notebook .jp-Cell").count()
    player.press(*"ddaxbzm", "Escape", "up", "down", "c", "Enter")
    assert live.locator(".jp-Notebook .jp-Cell").count() == cells
    assert live.evaluate("window.jupyterapp.shell.currentWidget.content.activeCell.model.id") == "history"
    assert live.evaluate("window.jupyterapp.shell.currentWidget.content.mode") == "command"
    player.button("half-steps").focus()
    for key in "ddaxm":
        live.keyboard.press(key)
    assert live.locator(".jp-Notebook .jp-Cell").count() == cells


def at_rest(page, player):
    """Where the picture is in the page, when JupyterLab has ended its own scrolling."""
    place = None
    while (now := player.canvas.bounding_box()) != place:
        place = now
        page.wait_for_timeout(400)
    return place


def test_space_does_not_scroll_the_notebook(live):
    """Space plays and pauses, and the notebook stays where it is."""
    player = shown_by(live, "history")
    player.press("Home")
    player.settle()
    place = at_rest(live, player)
    player.press("space")
    player.wait("player.playing")
    player.press("space", "End", "Home")
    assert not player.get("player.playing")
    assert at_rest(live, player) == place


def test_the_player_follows_the_theme(live):
    """In JupyterLab's dark theme the player's paper is dark, and in the light one light, whatever the system says."""
    player = shown_by(live, "history")
    for theme in ("dark", "light"):
        change_theme(live, theme)
        player.wait(f"player.root.dataset.theme === '{theme}'")
        player.drawn()
        paper = tuple(bytes.fromhex(THEMES[theme].paper[1:]))
        assert player.get("getComputedStyle(player.root).backgroundColor") == f"rgb{paper}"


# --- a student's own step --------------------------------------------------------------------------------------------


def test_a_students_step_moves_the_means(steps):
    """The means move as the student's step says, from other starts, too, and each choice asks the kernel again."""
    run_cell(steps, "own")
    player = player_of(steps, "own")
    points = points_of("blobs", 600)
    for seed in ("5", "6"):
        player.fill("seed", seed)
        player.wait("player.states > 1 && player.playground.note.textContent.includes('half_way')")
        found = player.states()
        np.testing.assert_allclose(found[1], (found[0] + lloyd_step(points, found[0])) / 2, atol=1e-5)
        assert found.shape[1:] == (4, 2)
    player.choose("data", "moons")
    player.wait("player.states > 1 && player.playground.note.textContent.includes('half_way')")
    found, points = player.states(), points_of("moons", 600)
    np.testing.assert_allclose(found[1], (found[0] + lloyd_step(points, found[0])) / 2, atol=1e-5)
    assert player.note.startswith("The means move by your half_way.")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("raises", "Your step raised KeyError: 'mean 3'"),
        ("nothing", "gives nothing back yet: does it end with return means?"),
        ("shape", "gives means of shape (2,) back, where (3, 2) is expected."),
    ],
)
def test_a_wrong_step_is_told_in_the_player(steps, cell, words):
    """A step that raises, gives nothing or gives the wrong shape is told in one line, and a start is shown."""
    run_cell(steps, cell)
    player = player_of(steps, cell)
    player.wait(f"player.playground.note.textContent.includes({json.dumps(words)})")
    assert "\n" not in player.note.strip()
    assert player.get("player.states") >= 1
    assert player.get("player.run.k") == 3


def test_an_endless_step_is_stopped(steps):
    """A step that never ends is stopped after five seconds, is told so, and the kernel is free again."""
    run_cell(steps, "endless")
    player = player_of(steps, "endless")
    player.wait("player.playground.note.textContent.startsWith('Waiting')")
    player.wait("player.playground.note.textContent.includes('stopped')", 15)
    assert "had not finished after 5 seconds" in player.note
    run_cell(steps, "setup")


def test_a_run_is_tried_from_elsewhere_with_a_step(steps):
    """With `step=`, a mean that is moved by hand starts again with the student's step."""
    run_cell(steps, "own")
    run_cell(steps, "history")
    player = player_of(steps, "history")
    player.press("0", "right", "up", "Enter")
    player.wait("player.states > 1 && !player.picture.held")
    found, points = player.states(), np.array([[0.0, 0.0], [1.0, 1.0]])
    assert found[0, 0].tolist() != [0.0, 0.0]
    np.testing.assert_allclose(found[1], (found[0] + lloyd_step(points, found[0])) / 2, atol=1e-6)


def test_the_newest_question_is_answered(steps):
    """Of several starts in a row the last one is shown, also where the kernel is busy with another cell meanwhile."""
    run_cell(steps, "own")
    player = player_of(steps, "own")
    player.fill("seed", "78")
    player.wait("player.playground.note.textContent.includes('half_way')")
    shown = player.states()
    steps.evaluate("""() => {
        const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
        kernel.requestExecute({ code: "import time; time.sleep(1)" });
    }""")
    player.fill("seed", "77")
    player.fill("seed", "78")
    wait_for_kernel(steps)
    player.wait("player.playground.note.textContent.includes('half_way')")
    np.testing.assert_array_equal(player.states(), shown)


# --- in Notebook 7 ---------------------------------------------------------------------------------------------------


def test_keys_work_in_notebook_7(lab, browser):
    """In Notebook 7, too, the arrows step through a run and move a mean, and no cell goes into edit mode."""
    pytest.importorskip("notebook", reason="Notebook 7 is not installed")
    page = browser.new_context(viewport={"width": 1300, "height": 1000}).new_page()
    page.goto(lab.page_of("seven.ipynb").replace("/doc/tree/", "/notebooks/"))
    page.locator(".jp-Notebook .jp-CodeCell").first.click(timeout=SECONDS * 1000)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=SECONDS * 1000)
    page.keyboard.press("Control+Enter")
    player = PlayerInPage(page)
    player.wait("player.frames && player.states > 2", SECONDS)
    player.press("Home", "right", "right")
    assert player.half == 5
    player.press("left")
    assert player.half == 3
    player.press("1")
    before = player.held()
    player.press("up", "right")
    moved = player.held() - before
    assert (moved[1] > 0).all()
    player.press("Enter")
    player.wait("player.states > 1 && !player.picture.held")
    assert page.locator(".jp-mod-editMode").count() == 0
    page.context.close()


# --- without anywidget -----------------------------------------------------------------------------------------------


def test_without_anywidget_there_are_controls(lab, browser):
    """Where anywidget is missing, a picture of ipywidgets follows the loop, and a slider steps through the run."""
    page = opened(lab, browser, "without.ipynb", ["hide", "setup", "live", "history", "playground"])
    for cell in ("live", "history", "playground"):
        shown = page.locator(f"#cell-{cell}")
        shown.locator("img").first.wait_for()
        assert shown.locator(".kmeans-player").count() == 0
        before = shown.locator("img").first.get_attribute("src")
        assert shown.get_by_role("status").inner_text().startswith("Start")
        shown.locator(".noUi-handle").press("ArrowRight")
        shown.get_by_role("status").filter(has_text="Iteration 1 of").wait_for()
        assert shown.locator("img").first.get_attribute("src") != before
        assert shown.locator(".jp-mod-error, [data-mime-type*=error]").count() == 0
    page.context.close()


# --- 02_kmeans -------------------------------------------------------------------------------------------------------


def test_02_kmeans_is_watched_checked_and_saved(lab, browser):
    """The notebook with its answers shows the means while they move, passes its checks, and saves a page that plays."""
    page = opened(lab, browser, "kmeans.ipynb")
    page.evaluate(SAMPLE, "#cell-update_means_code .kmeans-player")
    run_all_cells(page)
    bring(page, "update_means_code")
    player = PlayerInPage(page, "#cell-update_means_code .kmeans-player")
    player.wait("player.live && player.states > 2", SECONDS)
    player.wait("!player.live", SECONDS)
    page.wait_for_function("""() => window.jupyterapp.shell.currentWidget.content.widgets.every(
        cell => cell.model.type !== "code" || !cell.model.sharedModel.source || cell.model.executionCount
    )""")
    wait_for_kernel(page)
    assert len({states for is_live, states, _ in page.evaluate("samples") if is_live}) >= 4
    verdicts = page.locator(".jp-OutputArea-output").filter(has_text="Passed")
    assert verdicts.count() == 4
    execute(page, 'np.save("history.npy", live.history); animate(live.history, test_x, title="Mine").save("run.html")')
    history = np.load(lab.root / "history.npy")
    assert len(history) == 21
    np.testing.assert_allclose(player.states(), grey(history), atol=1)
    assert player_of(page, "plane_code").get("player.states") > 1
    page.context.close()
    troubles = []
    saved = open_file(browser.new_context(offline=True), lab.root / "run.html", troubles)
    saved.wait("player.playing && player.half > 2")
    np.testing.assert_allclose(saved.states(), grey(history), atol=1)
    saved.press("End")
    assert saved.words.startswith("Iteration 20 of 20")
    saved.page.context.close()
    assert troubles == []


def execute(page, code):
    """Run code in the kernel of the page's notebook, and wait until it has ended."""
    status = page.evaluate(
        """async code => {
            const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
            return (await kernel.requestExecute({ code }).done).content.status;
        }""",
        code,
    )
    assert status == "ok"
