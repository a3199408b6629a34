"""Tests of the picture of one state: it is drawn for every run, says what is there, and hides nothing."""

import sys
import warnings

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from autograder.animation.drawing.caption import figures, listed, named, notes, number, short, status, title
from autograder.animation.drawing.curves import charts_of, span
from autograder.animation.drawing.figure import draw
from autograder.animation.drawing.plane import make_plane, nearest_cells
from autograder.animation.drawing.tiles import grid_of, make_tiles
from autograder.animation.facts import Facts, facts_of
from autograder.animation.paint import hex_colour, screen_colours, text_on
from autograder.animation.palette import THEMES
from autograder.animation.projection import principal_axes, project
from autograder.animation.run import make_run
from autograder.animation.save import pixels_of
from autograder.animation.shapes import points_of
from autograder.checks.lloyd import lloyd_step, nearest_mean

NAN = float("nan")
LOST = np.array([[NAN, NAN], [0.2, 0.1]])
POINTS = points_of("blobs", 300)
IMAGES = np.random.default_rng(0).random((40, 64))
WIDE = np.random.default_rng(0).random((40, 96))


def history(points, k, iterations, seed=0):
    """Means from points drawn at random, through some iterations."""
    states = [points[np.random.default_rng(seed).choice(len(points), k, replace=False)].astype(float)]
    for _ in range(iterations):
        states.append(lloyd_step(points.astype(float), states[-1]))
    return states


def run_of(points, k, iterations, **more):
    """A run among points."""
    return make_run(history(points, k, iterations), points, **more)


RUNS = {
    "plane": run_of(POINTS, 4, 6),
    "k = 1": run_of(POINTS, 1, 2),
    "one state": run_of(POINTS, 3, 0),
    "one point": make_run([POINTS[:1]], POINTS[:1]),
    "all means the same": make_run([np.ones((3, 2))] * 3, POINTS),
    "all points the same": make_run([np.ones((3, 2))] * 3, np.ones((50, 2))),
    "all at zero": make_run([np.zeros((3, 2))] * 3, np.zeros((50, 2))),
    "a lost mean": make_run([POINTS[:2], LOST, LOST], POINTS),
    "every mean lost": make_run([np.full((2, 2), NAN)] * 2, POINTS),
    "an infinite mean": make_run([POINTS[:2], [[np.inf, 0], [0, 0]]], POINTS),
    "a point that is none": make_run([POINTS[:2]] * 2, np.vstack([POINTS, [[NAN, 0]]])),
    "an empty cluster": make_run([[[0.0, 0.0], [9.0, 9.0]]] * 2, POINTS),
    "labels beyond k": make_run([POINTS[:2]] * 2, POINTS, np.arange(300) % 5),
    "labels of each state": make_run([POINTS[:2]] * 2, POINTS, np.arange(600).reshape(2, 300) % 2),
    "no points": make_run(history(POINTS, 3, 4)),
    "huge numbers": run_of(1e12 * POINTS, 3, 3),
    "tiny numbers": run_of(1e-12 * POINTS, 3, 3),
    "whole numbers": run_of((100 * POINTS).astype(np.int16), 3, 3),
    "many means": run_of(points_of("rings", 2000), 64, 3),
    "a line": run_of(POINTS[:, :1], 3, 4),
    "a line with a lost mean": make_run([POINTS[:2, :1], LOST[:, :1]], POINTS[:, :1]),
    "a projection": run_of(np.random.default_rng(1).normal(size=(80, 5)), 3, 4),
    "a projection of one point": make_run([np.ones((1, 3))], np.ones((1, 3))),
    "a projection with a lost mean": make_run([np.ones((2, 3)), [[NAN] * 3, [1.0] * 3]], np.eye(3)),
    "colours": run_of(np.random.default_rng(2).random((90, 3)), 4, 3, colours=True),
    "colours with a lost mean": make_run([np.eye(3), [[NAN] * 3, *np.eye(3)[:2]]], np.eye(3), colours=True),
    "images": run_of(IMAGES, 5, 3),
    "one image": run_of(IMAGES, 1, 0),
    "many images": run_of(IMAGES, 40, 2),
    "images without points": make_run(history(IMAGES, 5, 3)),
    "wide images": run_of(WIDE, 3, 2, shape=(8, 12)),
    "a lost image": make_run([IMAGES[:3], np.where(np.arange(3)[:, None] == 1, NAN, IMAGES[:3])], IMAGES),
    "an empty image": make_run([np.vstack([IMAGES[:3], np.full((1, 64), 50.0)])] * 2, IMAGES),
    "black images": make_run([np.zeros((3, 64))] * 2, np.zeros((9, 64))),
    "every image lost": make_run([np.full((2, 64), NAN)], IMAGES),
}
EVERY = pytest.mark.parametrize("name", RUNS)


def words_of(figure):
    """Everything that is written in a figure."""
    return [text.get_text() for text in figure.axes[0].texts]


@EVERY
@pytest.mark.parametrize("theme", THEMES)
def test_every_run_is_drawn(name, theme):
    """Every state of every run gives a picture with its title, on the paper of the theme, and without a warning."""
    run = RUNS[name]
    facts = facts_of(run)
    for index in (0, len(run.means) - 1):
        figure = draw(run, facts, index, theme=theme)
        assert title(run, index) in words_of(figure)
        pixels = np.asarray(pixels_of(figure))
        assert pixels[0, 0].tolist() == list(bytes.fromhex(THEMES[theme].paper[1:]))
        assert len(np.unique(pixels @ [1, 256, 65536])) > 20


def test_long_run_is_drawn():
    """A run of 600 states gives a picture at its beginning, its middle and its end."""
    run = make_run(np.random.default_rng(0).normal(size=(700, 3, 2)), POINTS)
    facts = facts_of(run)
    for index in (0, 300, -1):
        assert len(draw(run, facts, index).axes) == 1


def test_picture_is_the_same_every_time():
    """The same state gives the same pixels, whatever the reader has set for figures."""
    run = RUNS["plane"]
    facts = facts_of(run)
    one = np.asarray(pixels_of(draw(run, facts, 2)))
    with matplotlib.rc_context({"lines.linewidth": 9, "font.size": 30, "axes.facecolor": "red", "savefig.dpi": 20}):
        other = np.asarray(pixels_of(draw(run, facts, 2)))
    np.testing.assert_array_equal(one, other)


def test_states_differ_and_the_last_is_minus_one():
    """Two states give two pictures, and index −1 is the last."""
    run = RUNS["plane"]
    facts = facts_of(run)
    first, last, minus = (np.asarray(pixels_of(draw(run, facts, index))) for index in (0, 6, -1))
    assert (first != last).any()
    np.testing.assert_array_equal(last, minus)


def test_given_figure_is_drawn_into():
    """A figure that is given is emptied and used; a sharper one shows the same, larger."""
    run = RUNS["images"]
    facts = facts_of(run)
    figure = Figure(dpi=200)
    figure.add_subplot()
    assert draw(run, facts, 0, figure=figure) is figure
    assert len(figure.axes) == 1
    assert pixels_of(figure).size == tuple(2 * side for side in pixels_of(draw(run, facts, 0)).size)


def test_no_window_is_opened(monkeypatch):
    """Drawing leaves pyplot alone, so no notebook shows a figure that nobody asked for."""
    for name in [name for name in sys.modules if name.startswith("matplotlib.pyplot")]:
        monkeypatch.delitem(sys.modules, name)
    draw(RUNS["plane"], facts_of(RUNS["plane"]), 0)
    assert "matplotlib.pyplot" not in sys.modules


def test_unknown_theme_and_layout_are_named():
    """A theme or a layout that doesn't exist, and a strip of what is no image, are answered in one line."""
    run = RUNS["plane"]
    facts = facts_of(run)
    for wrong in ({"theme": "sepia"}, {"layout": "poster"}):
        with pytest.raises(ValueError, match=r"^A theme is one of light, dark, and a layout one of page, strip\.$"):
            draw(run, facts, 0, **wrong)
    with pytest.raises(ValueError, match=r"^A strip shows means that are images, among their points\.$"):
        draw(run, facts, 0, layout="strip")


@pytest.mark.parametrize("name", ["images", "one image", "black images", "a lost image"])
def test_strip_is_a_row(name):
    """A strip is wide and low, whatever its images are."""
    run = RUNS[name]
    facts = facts_of(run)
    heights = {pixels_of(draw(run, facts, index, layout="strip")).height for index in range(len(run.means))}
    assert len(heights) == 1
    assert heights.pop() < 300


def test_means_of_the_plane_are_numbered():
    """Every mean in the plane has its number."""
    assert {"0", "1", "2", "3"} <= set(words_of(draw(RUNS["plane"], facts_of(RUNS["plane"]), 3)))


def test_means_at_one_place_are_told_together():
    """Means that lie on each other have their numbers beside them, none hidden."""
    run = RUNS["all means the same"]
    assert "0, 1, 2" in words_of(draw(run, facts_of(run), 1))


def test_empty_and_lost_are_said():
    """An empty cluster is called empty and a lost mean lost, in the plane and among images."""
    for name, word in {"an empty cluster": "empty", "an empty image": "empty", "a lost image": "lost"}.items():
        assert word in words_of(draw(RUNS[name], facts_of(RUNS[name]), 1))
    said = " ".join(words_of(draw(RUNS["a lost mean"], facts_of(RUNS["a lost mean"]), 1)))
    assert "Mean 0 is lost: its coordinates are not numbers." in said


def test_images_have_their_sizes():
    """Among images each has its number, its size and how far it moved."""
    run = RUNS["images"]
    facts = facts_of(run)
    words = words_of(draw(run, facts, 1))
    for j in range(5):
        size = facts.sizes[1, j]
        assert str(j) in words
        assert f"{size} image{'s' if size > 1 else ''}" in words
        assert f"moved {number(facts.moved[1, j])}" in words


def test_cells_are_nearest_means():
    """The shading asks the same question as K-means: which mean is the nearest one."""
    run = RUNS["plane"]
    plane = make_plane(run, facts_of(run))
    cells = nearest_cells(plane, 2)
    rows, columns = cells.shape
    x0, x1, y0, y1 = plane.limits
    rng = np.random.default_rng(0)
    for row, column in zip(rng.integers(rows, size=50), rng.integers(columns, size=50), strict=True):
        place = np.array([[x0 + (column + 0.5) * (x1 - x0) / columns, y1 - (row + 0.5) * (y1 - y0) / rows]])
        assert cells[row, column] == nearest_mean(place, run.means[2])[0]


def test_lost_means_have_no_cell():
    """A lost mean is nearest to nothing; where all are lost, there are no cells."""
    run = RUNS["a lost mean"]
    assert set(np.unique(nearest_cells(make_plane(run, facts_of(run)), 1))) == {1}
    run = RUNS["every mean lost"]
    assert set(np.unique(nearest_cells(make_plane(run, facts_of(run)), 1))) == {-1}


def test_plane_holds_every_mean_and_point():
    """Points and the means of all states lie within the limits, which are a square."""
    for name in ("plane", "an empty cluster", "no points", "huge numbers"):
        plane = make_plane(RUNS[name], facts_of(RUNS[name]))
        x0, x1, y0, y1 = plane.limits
        places = plane.means.reshape(-1, 2) if plane.points is None else np.vstack([plane.points, *plane.means])
        assert ((places > [x0, y0]) & (places < [x1, y1])).all()
        assert x1 - x0 == pytest.approx(y1 - y0)


def test_shown_points_have_their_own_labels():
    """Where only a sample of the points was counted, each that is shown keeps its label."""
    points = points_of("blobs", 5000)
    run = make_run([points[:3]], points)
    labels = nearest_mean(points, points[:3])
    rows = np.rint(np.linspace(0, 4999, 700)).astype(int)
    facts = Facts(np.zeros((1, 3)), np.zeros((1, 3), int), np.ones(1), np.zeros(1, int), labels[None, rows], 700)
    plane = make_plane(run, facts)
    np.testing.assert_array_equal(nearest_mean(plane.points, points[:3]), plane.labels[0][plane.rows])


def test_projection_looks_where_points_spread_most():
    """The two axes are those of the singular value decomposition, each pointing to its largest coordinate."""
    points = np.random.default_rng(0).normal(size=(200, 6)) * [1, 9, 1, 4, 1, 1]
    centre, axes = principal_axes(points)
    np.testing.assert_allclose(centre, points.mean(axis=0))
    np.testing.assert_allclose(axes @ axes.T, np.eye(2), atol=1e-12)
    assert np.abs(axes).argmax(axis=1).tolist() == [1, 3]
    assert (axes.max(axis=1) > 0.9).all()


def test_projection_keeps_what_lies_in_a_plane():
    """Points that lie in a plane keep their distances."""
    flat = np.random.default_rng(0).normal(size=(50, 2)) @ np.random.default_rng(1).normal(size=(2, 7)) + 3
    run = make_run([flat[:3]], flat)
    seen = project(run)
    assert seen.means.shape == (1, 3, 2)
    apart = np.linalg.norm(flat[:, None] - flat, axis=2)
    np.testing.assert_allclose(np.linalg.norm(seen.points[:, None] - seen.points, axis=2), apart, atol=1e-9)


def test_projection_says_that_it_is_one():
    """A projection has no cells, and its notes say what is seen."""
    run = RUNS["a projection"]
    assert "A projection: 5 coordinates seen" in notes(run, facts_of(run), 1)[0]
    assert not draw(run, facts_of(run), 1).axes[0].images
    assert len(draw(RUNS["plane"], facts_of(RUNS["plane"]), 1).axes[0].images) == 1


def test_colours_are_drawn_in_themselves():
    """A point and a mean that are colours are drawn in those, with a number that can be read."""
    points = np.repeat([[0.9, 0.1, 0.1], [0.1, 0.1, 0.8], [0.95, 0.95, 0.95]], 4, axis=0)
    run = make_run([points[[0, 4, 8]]], points, colours=True)
    pixels = np.asarray(pixels_of(draw(run, facts_of(run), 0))).reshape(-1, 3).tolist()
    assert all(np.rint(255 * each).tolist() in pixels for each in points[[0, 4, 8]])
    assert [text_on(np.rint(255 * each)) for each in points[[0, 4, 8]]] == ["#ffffff", "#ffffff", "#000000"]


def test_colours_beyond_those_of_a_screen():
    """What no screen can show becomes the nearest that it can; what is no number is black."""
    assert screen_colours(np.array([1.5, -0.5, 0.5])).tolist() == [255, 0, 128]
    assert screen_colours(np.array([NAN, np.inf, -np.inf])).tolist() == [0, 255, 0]
    assert hex_colour([31, 119, 180]) == "#1f77b4"


def test_projection_of_points_that_are_none():
    """Points that are not numbers give axes all the same."""
    centre, axes = principal_axes(np.full((3, 4), NAN))
    assert np.isfinite(centre).all()
    assert np.isfinite(axes).all()


@pytest.mark.parametrize("k", [1, 2, 3, 5, 7, 10, 16, 23, 40, 64])
def test_images_fit_the_panel(k):
    """Any number of images fits the panel, none overlaps, and they are enlarged by whole numbers where they can be."""
    grid = grid_of(k, (28, 28), 600, 600)
    assert grid.columns * grid.width <= 600
    assert grid.full_height(k) <= 600
    assert grid.pitch > grid.height
    zoom = grid.width / 28
    assert zoom == round(zoom) or zoom < 3


def test_images_keep_the_grey_of_the_points():
    """Black and white are the least and the most of the points, so means far outside don't darken the rest."""
    tiles = make_tiles(make_run([np.vstack([IMAGES[:3], np.full((1, 64), 50.0)])], IMAGES))
    np.testing.assert_allclose(tiles.pixels[0, 0].ravel() / 255, IMAGES[0], atol=0.02)
    assert (tiles.pixels[0, 3] == 255).all()


def test_charts_are_inertia_and_changes_or_distance():
    """With points there are inertia and changed labels; without, the distance that the means moved."""
    with_points = charts_of(RUNS["plane"].iterations, facts_of(RUNS["plane"]))
    without = charts_of(RUNS["no points"].iterations, facts_of(RUNS["no points"]))
    assert [chart.heading for chart in with_points] == ["Inertia", "Points that changed their label"]
    assert [chart.heading for chart in without] == ["Distance the means moved"]


@EVERY
def test_scales_hold_their_values(name):
    """Every chart's scale has a length and holds every value."""
    for chart in charts_of(RUNS[name].iterations, facts_of(RUNS[name])):
        low, high = span(chart)
        assert low < high
        assert np.nanmin(np.append(chart.values, low)) >= low
        assert np.nanmax(np.append(chart.values, high)) <= high


def test_status_is_one_line_for_every_reader():
    """The status tells iteration, inertia and changes in words, for those who can't see the picture."""
    run = RUNS["plane"]
    facts = facts_of(run)
    told = f"inertia {number(facts.inertia[2])}; {facts.changed[2]} of 300 points changed their label"
    assert status(run, facts, 2) == f"Iteration 2 of 6; {told}."
    assert status(run, facts, 0) == f"Start; inertia {number(facts.inertia[0])}."
    assert figures(RUNS["no points"], facts_of(RUNS["no points"]), 0) == []
    assert figures(RUNS["no points"], facts_of(RUNS["no points"]), 1)[0].startswith("the means moved by ")


def test_notes_tell_a_sample():
    """Figures that are estimated say from how many points."""
    run = RUNS["plane"]
    facts = Facts(np.zeros((7, 4)), counted=50)
    assert notes(run, facts, 0) == ["Figures are estimated from 50 of 300 points."]


def test_many_clusters_are_named_briefly():
    """A few clusters are named one by one, of many only the first."""
    chosen = np.zeros(64, dtype=bool)
    chosen[3] = True
    assert named("Mean", chosen) == "Mean 3"
    chosen[5] = True
    assert named("Mean", chosen) == "Means 3 and 5"
    chosen[:] = True
    assert named("Cluster", chosen) == "Clusters 0, 1, 2, 3, 4 and 59 more"
    assert listed(["1", "2", "3"]) == "1, 2 and 3"


@pytest.mark.parametrize(
    ("value", "long", "brief"),
    [
        (0, "0", "0"),
        (0.00123, "0.00123", "0.00123"),
        (12.345, "12.3", "12.3"),
        (393842.4, "393,842", "393,842"),
        (1234567, "1,234,567", "1.23M"),
        (3.5e9, "3,500,000,000", "3.5G"),
        (4.2e15, "4.2e+15", "4.2e+15"),
        (NAN, "not a number", "not a number"),
    ],
)
def test_numbers_are_written_to_be_read(value, long, brief):
    """Numbers have separators of thousands, or three digits; where there is little room, fewer."""
    assert number(value) == long
    assert short(value) == brief


def test_nothing_warns_when_warnings_are_errors():
    """A state with everything odd at once is drawn while warnings are errors."""
    means = np.array([[NAN, 1.0], [1.0, 1.0], [1.0, 1.0], [np.inf, 2.0]])
    run = make_run([means, means], np.ones((4, 2)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert pixels_of(draw(run, facts_of(run), 1)).width > 500
