"""Pages that stand alone, in a real browser: they play, are steered by mouse, keys and touch, and ask for nothing."""

import itertools
import re

import numpy as np
import pytest

from autograder import animate
from autograder.animation.page import page_of
from autograder.animation.palette import THEMES
from autograder.animation.projection import principal_axes, projected
from autograder.animation.scene import empty_playground
from autograder.animation.shapes import SHAPES, points_of
from autograder.checks.lloyd import lloyd_step
from autograder.jupyter_lab import chromium, chromium_path
from autograder.tests.player_in_page import open_file, rgb

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed"),
]

LIGHT = THEMES["light"]
POINTS = points_of("blobs", 150)
START = np.array([[-0.9, 0.9], [0.9, 0.9], [0.0, -0.9]])
CORNERS = np.array([[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]])


def run_from(start, points=POINTS, most=30):
    """The means of a run, until they rest."""
    states = [np.array(start, dtype=float)]
    while len(states) <= most:
        found = lloyd_step(points, states[-1])
        if np.array_equal(found, states[-1]):
            break
        states.append(found)
    return states


RUN = run_from(START)
END = 2 * len(RUN) - 1


@pytest.fixture(scope="module")
def browser():
    """A Chromium for all tests here."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with chromium() as running:
        yield running


@pytest.fixture
def show(browser, tmp_path):
    """A function that opens an animation, or a scene, as a page; in the end no page has had trouble."""
    contexts, troubles = [], []

    def open_page(shown, width=1100, height=900, **options):
        path = tmp_path / f"{len(contexts)}.html"
        if isinstance(shown, dict):
            path.write_text(page_of(shown), encoding="utf-8")
        else:
            shown.save(path)
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        player = open_file(contexts[-1], path, troubles)
        player.wait("player.frames")
        return player

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def plane(show):
    """A run among points of the plane, at its start."""
    player = show(animate(RUN, POINTS))
    player.pause()
    return player


@pytest.fixture
def playground(show):
    """A playground with three means, at the start of its first run."""
    player = show(empty_playground(3, "", None, ""))
    player.wait("player.states > 1")
    player.pause()
    return player


def assert_discs(player, means):
    """Each mean's disc lies where the mean is, in the colour of its cluster."""
    above = player.on_screen(means) - [0, 8]  # beside the number in the middle
    assert player.colours_at(above).tolist() == [rgb(colour) for colour in LIGHT.colours(len(means))]


# --- playing ---------------------------------------------------------------------------------------------------------


def test_a_page_plays_by_itself_to_the_end(show):
    """A saved page begins to play when it is seen, draws ever new pictures, and rests at the last iteration."""
    player = show(animate(RUN, POINTS, title="Three means"))
    player.wait("player.playing && player.half > 0.2")
    first = player.picture()
    player.wait("player.half > 2.2")
    assert player.picture() != first
    player.wait("!player.playing")
    assert player.half == END
    assert player.words.startswith(f"Iteration {len(RUN) - 1} of {len(RUN) - 1}")
    assert player.root.get_by_role("heading").inner_text() == "Three means"
    assert player.page.title() == "Three means"


def test_pause_keeps_the_picture_still(show):
    """The button and the space bar stop the means where they are, and let them go on."""
    player = show(animate(RUN, POINTS))
    player.wait("player.half > 0.5")
    player.click("Pause")
    player.settle()
    place, picture, frames = player.half, player.picture(), player.get("player.frames")
    player.page.wait_for_timeout(150)
    assert (player.half, player.picture(), player.get("player.frames")) == (place, picture, frames)
    player.press("space")
    player.wait(f"player.playing && player.half > {place} + 0.2")
    assert player.picture() != picture
    player.press("space")
    player.settle()
    assert place < player.half < END


def test_speed_is_iterations_per_second(plane):
    """Playing takes the time that the speed promises; plus and minus change it, within what the menu offers."""
    plane.choose("speed", "16 / s")
    assert plane.get("player.speed") == 16
    plane.press("-")
    assert plane.get("player.speed") == 8
    plane.press(*"++")
    assert plane.field("speed").input_value() == "32 / s"
    plane.press(*"+++++")
    assert plane.get("player.speed") == 60
    plane.choose("speed", "4 / s")
    seconds = plane.page.evaluate("""async () => {
        const { player } = document.querySelector(".kmeans-player");
        player.half = 1;
        player.play();
        const [from, begun] = [player.half, performance.now()];
        while (player.half < from + 4) await new Promise(requestAnimationFrame);
        return (performance.now() - begun) / 1000;
    }""")
    assert 0.4 < seconds < 1.0  # two iterations


def test_a_loop_begins_again(plane):
    """With the loop switched on the run begins again when it ends; switched off it ends."""
    plane.press("l")
    assert plane.button("Play again").get_attribute("aria-pressed") == "true"
    plane.choose("speed", "60 / s")
    plane.press("End", "space")
    plane.wait("player.half > 2")
    plane.wait("player.half < 2")
    plane.press("l")
    plane.wait("!player.playing")
    assert plane.half == END


def test_play_at_the_end_plays_from_the_start(plane):
    """Whoever presses play at the end sees the whole run again."""
    plane.press("End")
    assert plane.half == END
    plane.click("Play (")
    plane.wait("player.playing && player.half < 2")


# --- where the means are ---------------------------------------------------------------------------------------------


def test_means_are_drawn_where_the_run_has_them(plane):
    """At each iteration the discs lie at that state's means, and the points have the colours of their nearest means."""
    for state, means in enumerate(RUN):
        plane.get(f"player.seek({2 * state + 1})")
        plane.drawn()
        np.testing.assert_allclose(plane.states()[state], means, atol=1e-6)
        assert_discs(plane, means)
        assert f"Iteration {state} of {len(RUN) - 1}" in plane.words


def test_points_have_the_colours_of_their_clusters(plane):
    """Where no mean covers it, each point is drawn at its place in the colour of its nearest mean."""
    plane.press("End")
    means = RUN[-1]
    labels = ((POINTS[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
    screen = plane.on_screen(POINTS)
    gaps = np.linalg.norm(screen[:, None] - plane.on_screen(means), axis=2).min(axis=1)
    others = np.linalg.norm(screen[:, None] - screen, axis=2) + 99 * np.eye(len(screen))
    trails = plane.on_screen(
        np.concatenate([np.linspace(*ends, 40) for ends in itertools.pairwise(RUN)]).reshape(-1, 2)
    )
    beside = np.linalg.norm(screen[:, None] - trails, axis=2).min(axis=1)
    free = (gaps > 16) & (others.min(axis=1) > 6) & (beside > 6)
    assert free.sum() > 30
    expected = [rgb(LIGHT.clusters[label]) for label in labels[free]]
    assert plane.colours_at(screen[free]).tolist() == expected


def test_scale_is_the_same_on_both_axes_and_up_is_up(plane):
    """One step to the right is as long as one step up, and up means larger."""
    (x, y), (right, level), (upright, up) = plane.on_screen([[0, 0], [0.5, 0], [0, 0.5]])
    assert right - x == pytest.approx(y - up)
    assert right > x
    assert (level, upright) == pytest.approx((y, x))


def test_half_way_the_means_are_between_two_states(plane):
    """While the means move, they are drawn on the straight line from one state to the next."""
    plane.get("player.seek(2.5)")
    assert plane.half == 2.5
    means = plane.means_at(1.5)
    np.testing.assert_allclose(means, (RUN[0] + RUN[1]) / 2, atol=1e-6)


def test_images_show_the_grey_values_of_the_means(show):
    """Each pixel of a mean that is an image is a square of its grey value, up to its edges, at each iteration."""
    rng = np.random.default_rng(5)
    images = rng.integers(0, 256, (40, 4, 6))
    history = rng.integers(0, 256, (3, 7, 4, 6))
    history[:, 0, 0, :2] = images[0, 0, :2] = 0, 255
    player = show(animate(history, images))
    for state, means in enumerate(history):
        player.get(f"player.seek({2 * state + 1})")
        player.drawn()
        rows, columns, places = *np.indices((4, 6)).reshape(2, -1), []
        wide, high, left, per_row = player.get("['wide', 'high', 'left', 'perRow'].map(name => player.picture[name])")
        for m in range(7):
            x, y = left + m % per_row * (wide + 12), m // per_row * (high + 54)
            places.append(np.stack([x + (columns + 0.2) * wide / 6, y + (rows + 0.8) * high / 4], axis=1))
        found = player.colours_at(np.concatenate(places))
        np.testing.assert_array_equal(found, means.reshape(-1, 1).repeat(3, axis=1))


def test_change_view_shows_gain_and_loss(show):
    """C shows what each pixel gained or lost since the iteration before, and nothing where it stayed."""
    history = np.full((2, 2, 3, 3), 100.0)
    history[1, 0, 0, 0], history[1, 1, 2, 2] = 200, 0
    player = show(animate(history, np.array([[[0.0] * 3] * 3, [[255.0] * 3] * 3])))
    player.press("End", "c")
    assert player.button("change").get_attribute("aria-pressed") == "true"
    wide, left = player.get("player.picture.wide"), player.get("player.picture.left")
    sixth = wide / 6
    places = [[left + sixth, sixth], [left + 3 * sixth, sixth], [left + wide + 12 + 5 * sixth, 5 * sixth]]
    colours = [LIGHT.accent, LIGHT.paper, LIGHT.clusters[0]]
    assert player.colours_at(places).tolist() == [rgb(colour) for colour in colours]
    before = player.picture()
    player.press("c")
    assert player.picture() != before


# --- stepping --------------------------------------------------------------------------------------------------------


def test_steps_go_whole_iterations(plane):
    """Arrows and buttons go from one settled iteration to the next, and stop at both ends."""
    plane.press("right")
    assert plane.half == 3
    plane.click("One step on")
    assert plane.half == 5
    plane.click("One step back")
    plane.press("left", "left", "left")
    assert plane.half == 1
    plane.click("To the end")
    assert plane.half == END
    plane.press("right")
    assert plane.half == END
    plane.click("To the start")
    assert plane.half == 1


def test_half_steps_part_choosing_from_moving(plane):
    """Comma and full stop go half a step; with half-steps on the arrows and the slider do, and the words tell which."""
    plane.press(".")
    assert plane.half == 2
    plane.press(",", ",")
    assert plane.half == 0
    plane.press("h", "right")
    assert plane.half == 1
    assert plane.words.endswith("points assigned")
    plane.press("right")
    assert plane.half == 2
    assert plane.words.endswith("means moved")
    plane.press("Home")
    assert plane.half == 0
    assert plane.words.endswith("not assigned yet")
    assert plane.slider.get_attribute("max") == str(END)
    plane.slider.fill("4")
    assert plane.half == 4
    plane.click("half-steps")
    assert plane.slider.get_attribute("max") == str(len(RUN) - 1)


def test_before_the_first_choice_the_points_have_no_colour(plane):
    """At the very start all points are grey; half a step later they have their labels."""
    plane.press("h", "Home")
    screen = plane.on_screen(POINTS)
    free = np.linalg.norm(screen[:, None] - plane.on_screen(START), axis=2).min(axis=1) > 16
    assert {tuple(colour) for colour in plane.colours_at(screen[free])} == {tuple(rgb(LIGHT.quiet))}
    plane.press("right")
    assert len({tuple(colour) for colour in plane.colours_at(screen[free])}) > 1


def test_slider_scrubs(plane):
    """The slider goes to its iteration, by mouse and by its own keys; space plays from there."""
    plane.slider.fill("3")
    plane.drawn()
    assert plane.half == 7
    plane.slider.press("ArrowLeft")
    assert plane.half == 5
    box = plane.slider.bounding_box()
    plane.page.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    plane.drawn()
    assert plane.half == END
    plane.slider.press("Home")
    assert plane.half == 1
    plane.slider.press(" ")
    plane.wait("player.playing")


def test_keys_with_control_belong_to_the_browser(plane):
    """Control, Alt and Meta leave the key to the browser."""
    plane.press("Control+ArrowRight", "Alt+End", "Meta+l")
    assert plane.half == 1
    assert not plane.get("player.loops")


def test_space_and_arrows_do_not_scroll(show):
    """Keys that steer the player don't move the page beneath it."""
    player = show(animate(RUN, POINTS), height=300)
    player.press("Home")
    top = player.page.evaluate("scrollY")
    assert player.page.evaluate("document.documentElement.scrollHeight > innerHeight + 50")
    player.press("space", "End", "Home", "space")
    assert player.page.evaluate("scrollY") == top
    player.slider.focus()
    top = player.page.evaluate("scrollY")
    player.page.keyboard.press("Space")
    player.drawn()
    assert player.page.evaluate("scrollY") == top


# --- means by hand ---------------------------------------------------------------------------------------------------


def test_half_steps_tell_the_inertia_of_what_is_drawn(plane):
    """Assigning and moving each lower the inertia by their own part, and nothing is told before it has happened."""
    plane.get("player.seek(0)")
    plane.press("h")
    told = []
    for _ in range(6):
        told.append(plane.words)
        plane.press("right")
    distances = [((POINTS[:, None] - means) ** 2).sum(axis=2) for means in RUN]
    labels = [each.argmin(axis=1) for each in distances]
    rows = np.arange(len(POINTS))
    assert told[0] == f"Iteration 0 of {len(RUN) - 1} · points not assigned yet"
    for state in (0, 1, 2):
        assert shown_inertia(told[2 * state + 1]) == pytest.approx(distances[state].min(axis=1).sum(), rel=5e-3)
        assert told[2 * state + 1].endswith("points assigned")
    for state in (1, 2):
        moved = distances[state][rows, labels[state - 1]].sum()
        assert shown_inertia(told[2 * state]) == pytest.approx(moved, rel=5e-3)
        assert told[2 * state].endswith("means moved")
        assert "changed" not in told[2 * state]
    plane.press("h")


def test_the_curve_tells_the_inertia_of_the_line_beneath(plane):
    """Without half-steps it is that of the newest whole iteration, until the points of the next one are assigned."""
    drawn = """(() => {
        const seen = [], kind = CanvasRenderingContext2D.prototype, own = kind.fillText;
        kind.fillText = function (text, ...more) { seen.push(text); own.call(this, text, ...more); };
        player.charts.draw(%s, %s);
        kind.fillText = own;
        return seen[1];
    })()"""
    whole, next_whole = (plane.get(drawn % (half, "false")) for half in (1, 3))
    assert whole != next_whole
    assert plane.get(drawn % (1.5, "false")) == plane.get(drawn % (2, "false")) == whole
    assert plane.get(drawn % (2, "true")) != whole


def shown_inertia(words):
    """The inertia in the line beneath the picture."""
    return float(re.search(r"inertia ([\d.,]+)", words)[1].replace(",", ""))


def drag(player, mean, far):
    """Drag a mean by so many pixels."""
    player.canvas.scroll_into_view_if_needed()
    box = player.canvas.bounding_box()
    means = player.means_at(player.half)
    x, y = player.on_screen(means[[mean]])[0]
    mouse = player.page.mouse
    mouse.move(box["x"] + x, box["y"] + y)
    mouse.down()
    mouse.move(box["x"] + x + far[0] / 2, box["y"] + y + far[1] / 2)
    mouse.move(box["x"] + x + far[0], box["y"] + y + far[1])
    mouse.up()
    player.drawn()
    return np.array([x, y]) + far


def test_a_mean_is_dragged_and_starts_again(plane):
    """A dragged mean follows the mouse, the points take their new colours, and the run starts again from there."""
    plane.get("(player.root.querySelector('details').open = true)")
    goal = drag(plane, 1, np.array([-70, 90]))
    held = plane.held()
    np.testing.assert_allclose(plane.on_screen(held)[1], goal, atol=1)
    np.testing.assert_allclose(held[[0, 2]], START[[0, 2]], atol=1e-6)
    assert_discs(plane, held)
    plane.click("Start again from here")
    plane.wait("player.states > 1 && player.playing")
    expected = run_from(held)
    np.testing.assert_allclose(plane.states(), expected[: plane.get("player.states")], atol=1e-4)
    plane.wait("!player.playing")
    plane.click("Back to the run")
    plane.wait("player.playing")
    np.testing.assert_allclose(plane.states(), RUN, atol=1e-6)


def test_escape_lets_a_mean_go(plane):
    """Escape puts a mean back that a hand has moved, at the iteration at which it was taken, and says so."""
    plane.press("right", "1", "up", "up")
    assert plane.get("player.states") == 1
    plane.press("Escape")
    plane.settle()
    assert plane.half == 3
    np.testing.assert_allclose(plane.states(), RUN, atol=1e-6)
    assert not plane.get("player.picture.held")
    assert plane.status.inner_text() == plane.words
    assert not plane.button("Start again from here").is_visible()


def test_a_mean_is_moved_by_keys(plane):
    """A digit takes a mean, arrows move it, and Enter starts again from there."""
    plane.get("(player.root.querySelector('details').open = true)")
    before = plane.on_screen(START)
    plane.press("2", "left", "left", "up", "down", "down")
    held = plane.held()
    np.testing.assert_allclose(plane.on_screen(held) - before, [[0, 0], [0, 0], [-16, 8]], atol=0.01)
    plane.press("7")  # there is no such mean
    plane.press("Enter")
    plane.wait("player.states > 1")
    np.testing.assert_allclose(plane.states()[0], held, atol=1e-6)
    assert plane.get("player.playing")


def test_a_touch_drags_a_mean_without_scrolling(show):
    """A finger that begins on a mean moves it, and the page stays where it is; beside the means it scrolls the page."""
    player = show(animate(RUN, POINTS), width=390, height=500, has_touch=True, is_mobile=True)
    player.pause()
    player.page.evaluate("scrollTo(0, 0)")
    x, y = player.on_screen([START[2]])[0]
    box = player.canvas.bounding_box()
    finger = player.page.context.new_cdp_session(player.page)

    def swipe(x, y, up):
        for kind, far in (("touchStart", 0), ("touchMove", up / 3), ("touchMove", up), ("touchEnd", None)):
            points = [] if far is None else [{"x": box["x"] + x, "y": box["y"] + y - far}]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        player.drawn()

    swipe(x, y, 60)
    held = player.held()
    np.testing.assert_allclose(player.on_screen(held)[2], [x, y - 60], atol=2)
    assert player.page.evaluate("scrollY") == 0
    swipe(x + 60, y - 30, 80)
    player.page.wait_for_function("scrollY > 20")


# --- the playground --------------------------------------------------------------------------------------------------


def test_every_data_set_and_start_gives_a_run(playground):
    """Whatever is chosen, the means start among its points, move, and come to rest as K-means does."""
    for name in SHAPES:
        playground.choose("data", name)
        points = points_of(name, 600)
        for start in ("random points", "farthest points", "k-means++"):
            playground.choose("start", start)
            playground.wait("player.states > 1")
            found = np.reshape(playground.get("Array.from(player.run.points)"), (-1, 2)) + playground.origin
            np.testing.assert_allclose(found, points, atol=1e-6)
            states = playground.states()
            assert np.abs(states[0][:, None] - points).sum(axis=2).min(axis=1).max() < 1e-5
            np.testing.assert_allclose(states[1], lloyd_step(points, states[0]), atol=1e-4)
            np.testing.assert_allclose(lloyd_step(points, states[-1]), states[-1], atol=1e-4)


def test_k_and_seed_choose_the_start(playground):
    """Another k gives so many means; a seed gives the same start again, and another seed another."""
    playground.fill("k", "6")
    assert playground.get("player.run.k") == 6
    first = playground.states()[0]
    playground.fill("seed", "9")
    assert not np.array_equal(playground.states()[0], first)
    playground.click("New seed")
    assert playground.field("seed").input_value() != "9"
    playground.fill("seed", "1")
    np.testing.assert_array_equal(playground.states()[0], first)
    playground.fill("k", "99")
    assert playground.get("player.run.k") == 20
    assert playground.field("k").input_value() == "20"
    playground.fill("k", "1")
    assert playground.get("player.run.k") == 1
    playground.press("End")
    np.testing.assert_allclose(playground.states()[-1], points_of("blobs", 600).mean(axis=0)[None], atol=1e-5)


def test_means_are_dropped_by_clicks(playground):
    """By hand, each click drops a mean where it is; the last one starts the run."""
    playground.choose("start", "by hand")
    playground.drawn()
    assert "3 to go" in playground.note
    goals = [[100, 100], [300, 90], [200, 300]]
    for number, goal in enumerate(goals, start=1):
        playground.canvas.click(position={"x": goal[0], "y": goal[1]})
        if number < 3:
            assert f"{3 - number} to go" in playground.note
            assert playground.get("player.run.k") == number
    playground.wait("player.states > 1")
    np.testing.assert_allclose(playground.on_screen(playground.states()[0]), goals, atol=1)
    assert "to go" not in playground.note


def test_means_are_dropped_by_keys(playground):
    """By hand, arrows lead the cross to a place, and Enter drops a mean there."""
    playground.fill("k", "2")
    playground.choose("start", "by hand")
    playground.drawn()
    middle = np.array(playground.get("[player.picture.width / 2, player.picture.height / 2]"))
    playground.press("left", "left", "up", "Enter", "0", "right", "right", "right", "down", "Enter")
    playground.wait("player.states > 1")
    np.testing.assert_allclose(playground.on_screen(playground.states()[0]) - middle, [[-16, -8], [8, 0]], atol=0.01)


def test_another_choice_ends_dropping_by_hand(playground):
    """Whoever changes their mind while dropping means chooses another start; the arrow keys then step again."""
    playground.choose("start", "by hand")
    playground.press("Enter", "left")
    playground.choose("start", "random points")
    playground.wait("player.states > 1")
    playground.press("Home", "right")
    assert playground.half == 3
    assert "to go" not in playground.note


def test_escape_after_a_start_by_hand(playground):
    """A mean that is taken in a run that began by hand goes back to that run."""
    playground.choose("start", "by hand")
    playground.press("Enter", "left", "Enter", "down", "Enter")
    playground.wait("player.states > 1")
    playground.press("End")
    states = playground.states()
    playground.press("0", "up", "Escape")
    np.testing.assert_array_equal(playground.states(), states)


def test_dropped_means_show_before_all_are_there(playground):
    """While means are being dropped those that lie there are drawn, with the regions they would have."""
    playground.choose("start", "by hand")
    playground.drawn()
    empty = playground.picture()
    playground.canvas.click(position={"x": 150, "y": 120})
    playground.drawn()
    assert playground.picture() != empty
    assert playground.colours_at([[150, 112]]).tolist() == [rgb(LIGHT.clusters[0])]


def test_a_late_answer_changes_nothing(playground):
    """What a kernel answers when something else is wanted already is not shown."""
    playground.get("""(window.answers = [], player.playground.kernel = {
        ask: (_, [start]) => new Promise(answer => {
            const twice = Float32Array.of(...start, ...start);
            answers.push(() => answer({ states: new DataView(twice.buffer), problem: "" }));
        }),
    })""")
    playground.fill("seed", "5")
    playground.fill("seed", "6")
    assert playground.note.startswith("Waiting")
    playground.page.evaluate("answers[1]()")
    playground.wait("player.states === 2")
    shown = playground.states()
    playground.page.evaluate("answers[0]()")
    playground.drawn()
    np.testing.assert_array_equal(playground.states(), shown)
    playground.fill("seed", "7")
    playground.choose("start", "by hand")
    playground.page.evaluate("answers[2]()")
    playground.drawn()
    assert playground.get("player.states") == 0
    assert "3 to go" in playground.note


def test_your_points_come_first():
    """A playground of points of one's own begins with them, and offers the shapes as well."""
    scene = empty_playground(2, "", CORNERS, "")
    assert [each["name"] for each in scene["playground"]["sets"]] == ["your points", *SHAPES]
    assert scene["n"] == 4


# --- how it fits and looks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1100, 700, 360, 320])
def test_nothing_overflows(show, width):
    """At any width, down to a phone's, the page does not scroll sideways and every control is in it."""
    player = show(animate(RUN, POINTS, title="A title that is rather long for the width of a phone"), width)
    player.get("(player.root.querySelector('details').open = true)")
    player.pause()
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    controls = player.root.locator("button:visible, select:visible, input:visible, summary, canvas")
    assert controls.count() >= 15
    boxes = controls.evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")
    assert all(box["left"] >= 0 and box["right"] <= width and box["width"] > 10 and box["height"] > 10 for box in boxes)


def test_a_page_that_is_resized_fits_again(plane):
    """From wide to narrow the charts go beneath the picture, and the means are where they belong."""
    charts = plane.root.locator("canvas.charts")
    assert charts.bounding_box()["x"] > plane.canvas.bounding_box()["x"] + 300
    plane.page.set_viewport_size({"width": 360, "height": 700})
    plane.wait("player.root.classList.contains('narrow')")
    plane.drawn()
    assert charts.bounding_box()["y"] >= plane.canvas.bounding_box()["y"] + plane.canvas.bounding_box()["height"]
    assert plane.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_discs(plane, START)


def test_images_fit_a_phone(show):
    """Many images wrap into rows, each within the page."""
    history = np.random.default_rng(0).random((2, 64, 8, 8))
    player = show(animate(history), 360)
    player.pause()
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide, per_row = player.get("player.picture.wide"), player.get("player.picture.perRow")
    assert per_row * wide + (per_row - 1) * 12 <= player.get("player.canvas.clientWidth")
    assert wide >= 48


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_follows_the_readers_setting(show, scheme):
    """The page is light or dark as the reader's system is, with the colours of that theme, and changes with it."""
    player = show(animate(RUN, POINTS), color_scheme=scheme)
    player.pause()
    other = "dark" if scheme == "light" else "light"
    assert player.get("player.root.dataset.theme") == scheme
    assert player.get("getComputedStyle(player.root).backgroundColor") == f"rgb{tuple(rgb(THEMES[scheme].paper))}"
    player.page.emulate_media(color_scheme=other)
    player.wait(f"player.root.dataset.theme === '{other}'")
    player.drawn()
    above = player.on_screen(START) - [0, 8]
    assert player.colours_at(above).tolist() == [rgb(colour) for colour in THEMES[other].colours(3)]


def test_reduced_motion_only_leaps(show):
    """Who wants less motion gets no play by itself, and no place between two iterations when playing."""
    player = show(animate(RUN, POINTS), reduced_motion="reduce")
    player.settle()
    player.page.wait_for_timeout(300)
    assert player.half == 1
    player.choose("speed", "16 / s")
    halves = player.page.evaluate("""async () => {
        const { player } = document.querySelector(".kmeans-player");
        const seen = new Set();
        player.play();
        while (player.playing) {
            seen.add(player.half);
            await new Promise(requestAnimationFrame);
        }
        return [...seen, player.half];
    }""")
    assert sorted(set(halves)) == list(range(1, END + 1, 2))


# --- runs that are not as they should be -----------------------------------------------------------------------------


def test_an_empty_cluster_is_marked_and_named(show):
    """A mean that no point is nearest to is drawn hollow, with the word, and the line beneath names it."""
    points = np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]])
    player = show(animate([[[0.2, 0.2], [0.8, 0.5], [0.5, -0.55]]], points))
    player.settle()
    assert "cluster 2 empty" in player.words
    above = player.on_screen([[0.2, 0.2], [0.5, -0.55]]) - [0, 8]
    assert player.colours_at(above).tolist() == [rgb(LIGHT.clusters[0]), rgb(LIGHT.paper)]


def test_an_empty_image_is_named(show):
    """Among images, too, an empty cluster and a lost mean are named."""
    images = np.stack([np.zeros((3, 3)), np.ones((3, 3))])
    means = np.stack([images[0], images[1], np.full((3, 3), 9.0), np.full((3, 3), np.nan)])
    player = show(animate([means], images))
    player.settle()
    assert "cluster 2 empty" in player.words
    assert "mean 3 not a number" in player.words


def test_lost_means_are_named_and_break_nothing(show):
    """A mean that is not a number is named and not drawn; stepping, dragging and starting again go on."""
    history = np.array(RUN[:4])
    history[2, 2] = history[3, 1:] = np.nan
    player = show(animate(history, POINTS))
    player.press("End")
    assert "means 1, 2 not a number" in player.words
    player.press("left")
    assert player.words.endswith("mean 2 not a number")
    assert_discs(player, RUN[2][:2])
    player.press("h", "left", "left", "right", "h")
    player.press("Home", "right", "right")
    drag(player, 0, np.array([40, 10]))
    player.press("Enter")
    player.wait("player.states > 1")
    assert player.get("player.states") < 40
    assert player.words.endswith("mean 2 not a number")


def test_all_means_lost(show):
    """Where no mean is left the page says so, and still plays."""
    player = show(animate([RUN[0], np.full((3, 2), np.nan)], POINTS))
    player.choose("speed", "8 / s")
    player.press("Home", "space")
    player.wait("!player.playing && player.half > 2")
    assert "means 0, 1, 2 not a number" in player.words
    player.press("Home", "right", "left")
    assert player.half == 1


ODD_RUNS = {
    "one mean": ([POINTS[:1], POINTS.mean(axis=0)[None]], POINTS),
    "one state": ([POINTS[:3]], POINTS),
    "600 states": (np.random.default_rng(1).normal(size=(600, 3, 2)), POINTS),
    "more states than are shown": (np.random.default_rng(1).normal(size=(1500, 3, 2)), POINTS),
    "no points": (RUN, None),
    "a line": ([[[0.0], [1.0]], [[0.5], [2.0]]], np.linspace(0, 3, 30)[:, None]),
    "space": (np.random.default_rng(1).normal(size=(4, 3, 3)), np.random.default_rng(2).normal(size=(80, 3))),
    "a mean far outside": ([np.vstack([POINTS[:2], [[1e6, -1e6]]]), np.vstack([POINTS[:2], [[-500.0, 0]]])], POINTS),
    "duplicates": (np.ones((3, 4, 2)), np.ones((50, 2))),
    "two means in one place": ([POINTS[[0, 0, 5]], POINTS[[0, 0, 9]]], POINTS),
    "one point": ([[[3.0, 4.0]]], [[3.0, 4.0]]),
    "images without points": (np.random.default_rng(1).random((4, 3, 8, 8)), None),
}


@pytest.mark.parametrize("name", ODD_RUNS)
def test_odd_runs_play(show, name):
    """A run of whatever kind plays to its end and is stepped through, with words for each state."""
    history, points = ODD_RUNS[name]
    player = show(animate(history, points))
    player.press("Home")
    states = player.get("player.states")
    assert states == min(len(history), 600)
    assert player.half == 1
    assert player.words.startswith("Iteration 0 of ")
    player.press("right", ".", ",", "h", "left", "h", "End")
    assert player.half == 2 * states - 1
    assert player.words.startswith(f"Iteration {len(history) - 1:,} of {len(history) - 1:,}")
    assert "NaN" not in player.words
    assert player.button("Play (").is_disabled() == (states == 1)
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_thinned_states_keep_their_numbers(show):
    """Of 1,500 iterations 600 are kept; the words count as the loop did, and the page says that states are left out."""
    player = show(animate(*ODD_RUNS["more states than are shown"]))
    assert "600 of 1,500 states" in player.root.locator(".note").first.inner_text()
    player.slider.fill("1")
    player.drawn()
    assert re.match(r"Iteration [23] of 1,499", player.words)


def test_a_mean_far_outside_is_kept_at_the_rim(show):
    """A mean far away is drawn at the rim with a word, and the points stay large."""
    player = show(animate(*ODD_RUNS["a mean far outside"]))
    player.press("Home")
    width, height = player.get("[player.picture.width, player.picture.height]")
    corner = np.stack(np.meshgrid(width - np.arange(26), height - 1 - np.arange(26)), axis=-1).reshape(-1, 2)
    assert rgb(LIGHT.ink) in player.colours_at(corner).tolist()
    across = np.ptp(player.on_screen(POINTS), axis=0)
    assert across.max() > 0.3 * min(width, height)


def test_given_labels_colour_the_points(show):
    """Labels that are given colour the points, whatever is nearest; there is then nothing to start again from."""
    labels = np.arange(len(POINTS)) % 2
    player = show(animate(RUN, POINTS, labels))
    player.press("End")
    screen = player.on_screen(POINTS)
    away = np.linalg.norm(screen[:, None] - player.on_screen(RUN[-1]), axis=2).min(axis=1) > 16
    others = np.linalg.norm(screen[:, None] - screen, axis=2) + 99 * np.eye(len(screen))
    free = away & (others.min(axis=1) > 6)
    found = player.colours_at(screen[free]).tolist()
    expected = [rgb(LIGHT.clusters[label]) for label in labels[free]]
    same = np.all(np.equal(found, expected), axis=1)
    assert same.mean() > 0.9  # trails cover a few
    assert not player.root.locator("summary").is_visible()


def test_space_is_projected_and_says_so(show):
    """Points with three coordinates are seen along two directions, with the labels of all three."""
    player = show(animate(*ODD_RUNS["space"]))
    assert "3 coordinates are projected" in player.root.locator(".note").first.inner_text()
    assert not player.root.locator("summary").is_visible()


def test_colours_are_drawn_in_themselves(show):
    """Points and means that are colours are drawn in those, and means on their way in what lies between."""
    points = np.repeat([[0.9, 0.1, 0.1], [0.1, 0.2, 0.8], [0.95, 0.9, 0.85], [0.05, 0.05, 0.05]], 3, axis=0)
    history = np.array([points[[0, 3]], points[[9, 6]]])
    player = show(animate(history, points, colours=True))
    for half, means in ((1, history[0]), (1.5, history.mean(axis=0)), (3, history[1])):
        player.get(f"player.seek({half})")
        player.drawn()
        above = player.on_screen(projected(means, principal_axes(points))) - [0, 8]  # beside the number in the middle
        np.testing.assert_allclose(player.colours_at(above), 255 * means, atol=1)
    player.press("Home")
    free = projected(points[[6, 9]], principal_axes(points))  # where no mean is in the first state
    np.testing.assert_allclose(player.colours_at(player.on_screen(free)), 255 * points[[6, 9]], atol=1)
    assert "12 points in their own colours" in player.canvas.get_attribute("aria-label")
    assert not player.root.locator("summary").is_visible()


def test_many_colours_are_drawn_in_themselves(show):
    """With more points than are drawn as discs each still has its own colour."""
    points = np.repeat(np.random.default_rng(5).random((8, 3)), 500, axis=0)
    player = show(animate([points[:1]], points, colours=True))
    places = player.on_screen(projected(points[500::500], principal_axes(points)))
    np.testing.assert_allclose(player.colours_at(places), 255 * points[500::500], atol=1)


# --- for everybody ---------------------------------------------------------------------------------------------------


def test_everything_has_a_name(playground):
    """Each control has a name for those who can't see it, and each picture says what it is."""
    unnamed = playground.root.locator("button, select, input, summary").evaluate_all("""all => all.filter(each => !(
        each.getAttribute("aria-label") || each.textContent.trim() || each.labels?.[0]?.textContent.trim()
    )).map(each => each.outerHTML)""")
    assert unnamed == []
    tree = playground.root.aria_snapshot()
    for role, name in (
        ("application", "3 numbered means in the plane among 600"), ("img", "Charts"), ("slider", "Iteration"),
        ("combobox", "speed"), ("combobox", "data"), ("combobox", "start"), ("spinbutton", "k"), ("spinbutton", "seed"),
        ("button", "To the start"), ("button", "One step back"), ("button", "Play"), ("button", "One step on"),
        ("button", "To the end"), ("button", "half-steps"), ("button", "Play again and again"), ("button", "New seed"),
    ):  # fmt: skip
        assert re.search(rf'- {role} "{name}', tree), f"{role} {name} in\n{tree}"
    assert playground.page.get_by_role("region", name="Animation of K-means").count() == 1


def test_status_speaks_when_nothing_moves(show):
    """While it plays, the status line keeps silent; when it stands, it tells the iteration once."""
    player = show(animate(RUN, POINTS))
    player.wait("player.frames")
    player.page.evaluate("""() => {
        window.said = [];
        const status = document.querySelector("[role=status]");
        const { player } = document.querySelector(".kmeans-player");
        new MutationObserver(() => said.push([status.textContent, player.playing]))
            .observe(status, { childList: true, characterData: true, subtree: true });
    }""")
    player.wait("!player.playing && player.half > 2")
    player.drawn()
    said = player.page.evaluate("said")
    assert said == [[player.words, False]]
    player.press("left")
    assert player.status.inner_text() == player.words
    assert player.page.evaluate("said.length") == 2
    assert "aria-hidden" in player.root.locator(".words").evaluate("words => words.outerHTML")


def test_tab_reaches_everything_and_focus_is_seen(playground):
    """Tab goes through the picture and all controls in the order in which they stand, and each shows its focus."""
    playground.canvas.focus()
    reached = []
    for _ in range(20):
        here = playground.page.evaluate("""() => {
            const each = document.activeElement;
            if (each === document.body) return [""];
            const style = getComputedStyle(each);
            const name = each.getAttribute("aria-label") || each.labels?.[0]?.textContent || each.textContent;
            return [name.slice(0, 12), style.outlineStyle, parseFloat(style.outlineWidth)];
        }""")
        if here[0] in [name for name, *_ in reached] or not here[0].strip():
            break
        reached.append(here)
        playground.page.keyboard.press("Tab")
    shown = playground.root.locator("button:visible:enabled, select:visible, input:visible, summary:visible").count()
    assert len(reached) == shown + 1
    assert all(style == "solid" and width >= 2 for _, style, width in reached)


@pytest.mark.parametrize("width", [390, 1100])
def test_fingers_hit_every_control(show, width):
    """With a coarse pointer each control is at least 44 pixels high and wide."""
    player = show(animate(RUN, POINTS), width, has_touch=True, is_mobile=True)
    player.get("(player.root.querySelector('details').open = true)")
    player.pause()
    assert player.page.evaluate("matchMedia('(pointer: coarse)').matches")
    small = player.root.locator("button:visible, select:visible, input:visible, summary").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect())"
        ".map((box, i) => [i, box.width, box.height]).filter(([, width, height]) => width < 43.9 || height < 43.9)"
    )
    assert small == []
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_finger_drops_means(show):
    """By hand, a tap drops a mean."""
    player = show(empty_playground(2, "", None, ""), 390, 800, has_touch=True, is_mobile=True)
    player.wait("player.states > 1")
    player.choose("start", "by hand")
    player.drawn()
    for place in ({"x": 60, "y": 60}, {"x": 250, "y": 150}):
        player.canvas.tap(position=place)
    player.wait("player.states > 1")
    np.testing.assert_allclose(player.on_screen(player.states()[0]), [[60, 60], [250, 150]], atol=1.5)


def test_focus_is_not_lost_on_the_way_back(plane):
    """A button that goes away when it is pressed hands the focus to the picture."""
    plane.get("(player.root.querySelector('details').open = true)")
    plane.press("1", "up", "Enter")
    plane.wait("player.states > 1")
    plane.button("Back to the run").press("Enter")
    plane.drawn()
    assert plane.page.evaluate("document.activeElement.className") == "picture"


def test_a_saved_page_is_small_enough_to_send(show):
    """A long run of images with all of its means stays under four megabytes."""
    history = np.random.default_rng(0).random((300, 10, 28, 28))
    player = show(animate(history))
    assert player.page.evaluate("document.documentElement.outerHTML.length") < 4_300_000
    assert player.get("player.states") == 300
