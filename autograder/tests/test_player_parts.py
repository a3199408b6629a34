"""The functions of the page's program, in a real browser, beside NumPy."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2

from autograder.animation import page as program
from autograder.animation.facts import facts_of
from autograder.animation.palette import THEMES
from autograder.animation.run import make_run
from autograder.animation.scene import scene_of
from autograder.checks.lloyd import lloyd_step, nearest_mean
from autograder.jupyter_lab import chromium, chromium_path

WEB = Path(program.__file__).parent / "web"
NO_CHROMIUM = pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed")
pytestmark = pytest.mark.xdist_group("browser")

KIT = [
    "nearestMeans", "averages", "runFrom", "inertiaOf", "regions", "STARTS", "randomFrom", "placeOf", "stepFrom",
    "endOf", "settled", "figure", "textOn", "Run", "toldAt", "sentence", "Kernel",
]  # fmt: skip


@pytest.fixture(scope="module")
def kit():
    """A function that evaluates JavaScript about the program's own functions; arrays go in as lists."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(f"<script type=module>{program.module()}\nwindow.kit = {{ {', '.join(KIT)} }};</script>")
        page.wait_for_function("() => window.kit")

        def evaluate(expression, **values):
            listed = {name: np.asarray(value).tolist() for name, value in values.items()}
            names = ", ".join(listed)
            return page.evaluate(
                f"({{ {names} }}) => {{ const {{ {', '.join(KIT)} }} = kit; return {expression}; }}", listed
            )

        yield evaluate


# --- how the files become one ----------------------------------------------------------------------------------------


def test_every_file_is_joined_once():
    """The order of the modules names each file of web/ and no other."""
    assert sorted(program.MODULES) == sorted(path.stem for path in WEB.glob("*.js"))


def test_each_file_opens_with_what_it_is_for():
    """The first line of each file says in words what it is for."""
    assert all(path.read_text(encoding="utf-8").startswith("// ") for path in WEB.glob("*.js"))


def test_nothing_is_used_before_it_is_there():
    """Each file imports from files that stand before it, so that the joined text runs from top to bottom."""
    for place, name in enumerate(program.MODULES):
        text = (WEB / f"{name}.js").read_text(encoding="utf-8")
        assert set(re.findall(r'from "\./(\w+)\.js"', text)) <= set(program.MODULES[:place]), name


def test_what_is_imported_is_exported():
    """Each name that a file imports is one that the other file exports."""
    for name in program.MODULES:
        text = (WEB / f"{name}.js").read_text(encoding="utf-8")
        for names, source in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";', text, re.MULTILINE):
            exporting = (WEB / f"{source}.js").read_text(encoding="utf-8")
            exported = re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", exporting, re.MULTILINE)
            assert set(re.findall(r"\w+", names)) <= set(exported), f"{name} from {source}"


def test_no_name_is_given_twice():
    """What one file names at its top no other names, since joined they are one."""
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", program.module(), re.MULTILINE)
    assert len(names) > 40
    assert sorted(names) == sorted(set(names))


def test_the_style_changes_nothing_but_the_player():
    """Each rule of the style sheet begins at the player: nothing else in a notebook looks different."""
    text = re.sub(r"/\*.*?\*/", "", program.style(), flags=re.DOTALL)
    rules = re.findall(r"^\s*([^@{}]+)\{", text, re.MULTILINE)
    selectors = [selector.strip() for rule in rules for selector in rule.split(",")]
    assert len(selectors) > 20
    assert all(selector.startswith(".kmeans-player") for selector in selectors)


def test_the_joined_module_has_one_export():
    """What is left of imports and exports is the one that anywidget asks for."""
    lines = [line for line in program.module().splitlines() if re.match(r"(import|export)\b", line)]
    assert lines == ["export default { render };"]


# --- K-means ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@NO_CHROMIUM
@pytest.mark.parametrize("seed", range(4))
def test_a_step_is_that_of_numpy(kit, seed):
    """Labels, averages and a whole run equal those of plain NumPy, an empty cluster included."""
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(90, 2)).astype(np.float32)
    means = np.vstack([points[:4], [[50.0, 50.0]]]).astype(np.float32)
    labels = kit("Array.from(nearestMeans(points.flat(), means.flat()).labels)", points=points, means=means)
    np.testing.assert_array_equal(labels, nearest_mean(points.astype(float), means.astype(float)))
    found = kit("runFrom(points.flat(), means.flat()).map(each => Array.from(each))", points=points, means=means)
    state = means.astype(float)
    for each in found:
        np.testing.assert_allclose(np.reshape(each, (-1, 2)), state, atol=1e-5)
        state = lloyd_step(points.astype(float), state)
    np.testing.assert_allclose(state, np.reshape(found[-1], (-1, 2)), atol=1e-5)


@pytest.mark.slow
@NO_CHROMIUM
def test_a_lost_mean_takes_no_point_and_ends_no_run(kit):
    """A mean that is not a number is nearest to none, and stays lost."""
    points = [[0, 0], [1, 1], [5, 5]]
    found = kit("runFrom(points.flat(), [0, 0, NaN, NaN]).map(each => Array.from(each, String))", points=points)
    assert found == [["0", "0", "NaN", "NaN"], ["2", "2", "NaN", "NaN"]]


@pytest.mark.slow
@NO_CHROMIUM
def test_regions_are_where_a_mean_is_nearest(kit):
    """Each place lies in the region of its nearest mean; a lost mean has none, of two in one place the first has it."""
    rng = np.random.default_rng(5)
    means = np.vstack([rng.uniform(-1, 1, (6, 2)), [[0.2, 0.2], [0.2, 0.2]]])
    corners = kit("regions(means.flat().concat([NaN, 0]), [-1, -1, 1, 1])", means=means)
    assert corners[8] == []
    assert corners[7] == []
    places = rng.uniform(-1, 1, (500, 2))
    nearest = ((places[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
    for mean in range(7):
        around = np.reshape(corners[mean], (-1, 2))
        edges = np.roll(around, -1, axis=0) - around
        away = places[:, None] - around
        turns = edges[:, 0] * away[..., 1] - edges[:, 1] * away[..., 0]
        inside = (turns >= -1e-9).all(axis=1) | (turns <= 1e-9).all(axis=1)
        np.testing.assert_array_equal(inside, nearest == mean)


# --- starts ----------------------------------------------------------------------------------------------------------


def start(kit, name, points, k, seed):
    """Means of a start (k, 2)."""
    expression = f"Array.from(STARTS[{json.dumps(name)}](points.flat(), {k}, randomFrom({seed})))"
    return np.reshape(kit(expression, points=points), (-1, 2))


@pytest.mark.slow
@NO_CHROMIUM
@pytest.mark.parametrize("name", ["random points", "farthest points", "k-means++"])
def test_a_start_is_different_points_and_repeats(kit, name):
    """Each start chooses different points of the data, the same with the same seed, others with another."""
    points = np.random.default_rng(0).permutation(60).reshape(30, 2)
    first = start(kit, name, points, 8, 3)
    rows = {tuple(row) for row in points}
    assert len({tuple(row) for row in first}) == 8
    assert all(tuple(row) in rows for row in first.astype(int))
    np.testing.assert_array_equal(first, start(kit, name, points, 8, 3))
    assert any(not np.array_equal(first, start(kit, name, points, 8, seed)) for seed in range(4, 9))


@pytest.mark.slow
@NO_CHROMIUM
def test_the_farthest_is_the_farthest(kit):
    """After the first, each mean is the point that is farthest from those chosen before."""
    points = np.random.default_rng(1).integers(-99, 99, (40, 2))
    means = start(kit, "farthest points", points, 6, 11)
    for chosen in range(1, 6):
        far = ((points[:, None] - means[:chosen]) ** 2).sum(axis=2).min(axis=1)
        assert ((means[chosen] - means[:chosen]) ** 2).sum(axis=1).min() == far.max()


def assert_chances(kit, name, line, chances):
    """Pairs of points on a line are chosen with these chances (n, n): a fair draw fails in 1 of 100,000 runs."""
    draws = 4000
    expression = f"""Array.from({{ length: {draws} }}, (_, seed) => {{
        const means = STARTS[{json.dumps(name)}](points.flat(), 2, randomFrom(seed * 2654435761));
        return [means[0], means[2]];
    }})"""
    drawn = np.array(kit(expression, points=[[place, 0] for place in line]))
    counts = np.array([[np.all(drawn == (first, second), axis=1).sum() for second in line] for first in line])
    possible = chances > 0
    assert not counts[~possible].any()
    expected = draws * chances[possible]
    assert ((counts[possible] - expected) ** 2 / expected).sum() < chi2.isf(1e-5, possible.sum() - 1)


@pytest.mark.slow
@NO_CHROMIUM
def test_chances_of_the_second_mean_grow_with_the_squared_distance(kit):
    """With k-means++ a point three times as far is drawn nine times as often."""
    line = np.array([0, 1, 3, 4])
    squares = (line[:, None] - line) ** 2
    assert_chances(kit, "k-means++", line, squares / squares.sum(axis=1, keepdims=True) / 4)


@pytest.mark.slow
@NO_CHROMIUM
def test_random_points_are_equally_likely(kit):
    """Of random points each pair of different ones is as likely as another."""
    assert_chances(kit, "random points", np.array([0, 1, 3, 7]), (1 - np.eye(4)) / 12)


@pytest.mark.slow
@NO_CHROMIUM
def test_more_means_than_different_points_still_start(kit):
    """Where all points are the same, a start is that point several times."""
    assert start(kit, "k-means++", np.ones((5, 2)), 3, 1).tolist() == [[1, 1]] * 3
    assert start(kit, "random points", np.ones((5, 2)), 3, 1).tolist() == [[1, 1]] * 3


# --- places and words ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@NO_CHROMIUM
def test_half_steps_follow_each_other(kit):
    """From the start to the end each half-step is an assignment or a move, and whole steps stand at assigned points."""
    assert kit("[0, 0.5, 1, 1.5, 2, 3, 5].map(h => placeOf(h, 3)).map(p => [p.state, p.doing, p.share])") == [
        [0, "assign", 0], [0, "assign", 0.5], [0, "assign", 1], [0, "move", 0.5], [1, "assign", 0], [1, "assign", 1],
        [2, "assign", 1],
    ]  # fmt: skip
    assert kit("[1, 2.4, 3, 5].map(h => stepFrom(h, 1, 3, false))") == [3, 3, 5, 5]
    assert kit("[1, 2.4, 3, 5].map(h => stepFrom(h, -1, 3, false))") == [1, 1, 1, 3]
    assert kit("[0, 0.5, 5].map(h => stepFrom(h, 1, 3, true))") == [1, 1, 5]
    assert kit("[endOf(1), endOf(3), settled(2)]") == [1, 5, 5]


@pytest.mark.slow
@NO_CHROMIUM
def test_numbers_read_well(kit):
    """Thousands are parted, small numbers keep three digits, and what is none is called so."""
    values = "[0, 7, 1234567, 0.12345, 12.345, 1234.5, 1e13, 2e-9, NaN, Infinity]"
    assert kit(f"{values}.map(figure)") == [
        "0", "7", "1,234,567", "0.123", "12.3", "1,235", "1.00e+13", "2.00e-9", "not a number", "not a number",
    ]  # fmt: skip


@pytest.mark.slow
@NO_CHROMIUM
def test_numbers_on_means_can_be_read(kit):
    """Black or white, whichever stands out more from the cluster's colour: 4.5 to 1 at least."""

    def light(colour):
        parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    for theme in THEMES.values():
        for colour in theme.clusters:
            pair = sorted([light(colour), light(kit(f"textOn('{colour}')"))])
            assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, colour


@pytest.mark.slow
@NO_CHROMIUM
def test_facts_of_the_page_are_those_of_the_kernel(kit):
    """Sizes, inertia and changes that the page finds itself equal those that Python finds."""
    points = np.random.default_rng(2).normal(size=(70, 2))
    states = [points[:3]]
    for _ in range(4):
        states.append(lloyd_step(points, states[-1]))
    run = make_run(states, points)
    facts = facts_of(run)
    scene = {**scene_of(run, facts), "sizes": None, "inertia": None, "changed": None, "moved": None}
    for name in ("points", "states"):
        scene[name] = list(scene[name])
    found = kit(f"""(() => {{
        const scene = {json.dumps({key: value for key, value in scene.items() if key != "themes"})};
        for (const name of ["points", "states"]) scene[name] = new DataView(Uint8Array.from(scene[name]).buffer);
        const listed = each => [Array.from(each.sizes), each.inertia, each.changed, Array.from(each.moved)];
        return new Run(scene).facts.map(listed);
    }})()""")
    for state, (sizes, inertia, changed, moved) in enumerate(found):
        assert sizes == facts.sizes[state].tolist()
        assert inertia == pytest.approx(facts.inertia[state], rel=1e-5)
        assert changed == facts.changed[state]
        np.testing.assert_allclose(moved, facts.moved[state], atol=1e-6)


# --- the kernel ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@NO_CHROMIUM
def test_answers_reach_their_question(kit):
    """Each answer of the kernel goes to the question that it answers, in whatever order; others go by."""
    found = kit("""(async () => {
        const heard = [];
        const sent = [];
        const model = { on: (_, hear) => heard.push(hear), send: (asked) => sent.push(asked) };
        const kernel = new Kernel(model);
        const answers = ["first", "second"].map((set) => kernel.ask({ set }, [Float32Array.of(1, 2)], () => {}));
        for (const { number, set } of [...sent].reverse()) {
            heard[0]({ answer: "another view's" }, []);
            heard[0]({ answer: number, problem: set }, [new DataView(new ArrayBuffer(8))]);
        }
        return (await Promise.all(answers)).map(({ problem, states }) => [problem, states.byteLength]);
    })()""")
    assert found == [["first", 8], ["second", 8]]
