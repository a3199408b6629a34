"""`animate`, as students use it: what it shows to whom, what it saves, and that it never stops a notebook."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

import autograder
from autograder import animate
from autograder.animation import audience as audiences
from autograder.animation.audience import audience
from autograder.checks.lloyd import lloyd_step

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def shell(monkeypatch):
    """A notebook with a person before it."""
    found = SimpleNamespace(kernel=SimpleNamespace(_allow_stdin=True))
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: found))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return found


@pytest.fixture
def looks(monkeypatch):
    """Choose who looks."""

    def choose(who):
        for module in ("shown", "playground"):
            __import__(f"autograder.animation.{module}")
            monkeypatch.setattr(sys.modules[f"autograder.animation.{module}"], "audience", lambda: who)

    return choose


def plane_run(n=60, k=3, iterations=4):
    """A history in the plane, and its points."""
    points = np.random.default_rng(0).normal(size=(n, 2))
    history = [points[:k]]
    for _ in range(iterations):
        history.append(lloyd_step(points, history[-1]))
    return history, points


def test_animate_is_a_public_name():
    """`from autograder import animate` gives one thing that can be called and has two methods."""
    assert "animate" in autograder.__all__
    assert callable(animate)
    assert callable(animate.live)
    assert callable(animate.playground)
    assert "animate(history, points)" in repr(animate)


def test_nobody_looks_in_a_script():
    """In plain Python an animation is one line of text, and costs nothing."""
    history, points = plane_run()
    assert audience() == audiences.NOBODY
    shown = animate(history, points)
    assert shown._repr_mimebundle_() == {"text/plain": "animation of 3 means with 2 coordinates, 5 states"}


@pytest.mark.parametrize(
    ("missing", "expected"),
    [([], "player"), (["anywidget"], "controls"), (["anywidget", "ipywidgets"], "picture")],
)
def test_audience_depends_on_what_is_installed(shell, monkeypatch, missing, expected):
    """A person has the player, without anywidget the controls, and without ipywidgets a picture."""
    monkeypatch.setattr(audiences, "find_spec", lambda name: None if name in missing else name)
    assert audience() == expected


def test_programs_and_graders_are_no_audience(shell, monkeypatch):
    """A program that runs notebooks gets at most a picture, and grading nothing."""
    shell.kernel._allow_stdin = False
    assert audience() == audiences.PROGRAM
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert audience() == audiences.NOBODY


@pytest.mark.parametrize("who", [audiences.PROGRAM, audiences.PICTURE, audiences.CONTROLS, audiences.PLAYER])
def test_every_bundle_has_a_picture_and_words(looks, who):
    """Whoever looks, a picture and a line of text stand beside the widget: for GitHub, and for a page made later."""
    looks(who)
    history, points = plane_run()
    data = animate(history, points)._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"].startswith("animation of 3 means")
    assert (WIDGET in data) == (who in (audiences.CONTROLS, audiences.PLAYER))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([],), "nothing in it"),
        (([1.0, 2.0],), "shape (2,)"),
        ((None,), "arrays of numbers"),
        (([np.zeros((3, 2)), np.zeros((4, 2))],), "all of one shape"),
        (([np.zeros((3, 5))],), "animate(history, points)"),
        (([np.zeros((3, 2))], np.zeros((9, 3))), "Each point needs 2 coordinates"),
        (([np.zeros((3, 2))], np.zeros((9, 2)), np.zeros(8)), "Labels have shape"),
    ],
)
def test_what_is_no_history_is_said_in_one_line(looks, arguments, words):
    """A history that can't be shown stops no notebook: one line says why, and saving raises it."""
    looks(audiences.PLAYER)
    shown = animate(*arguments)
    (line,) = shown._repr_mimebundle_().values()
    assert line.startswith("Nothing to animate yet: ")
    assert words in line
    assert "\n" not in line
    with pytest.raises(ValueError, match="Nothing to animate yet"):
        shown.save("never.html")


@pytest.mark.parametrize("wrong", [{"shape": 28}, {"shape": (28, 28, 1)}, {"shape": "ab"}, {"step": 3}])
def test_odd_options_are_said_in_one_line(looks, wrong):
    """A shape or a step that is none stops no notebook either."""
    looks(audiences.PLAYER)
    assert repr(animate([np.zeros((3, 784))], **wrong)).startswith("Nothing to animate yet: s")


def test_what_can_be_meant_is_taken():
    """A generator of means is a history, and points on a line need no second axis."""
    history, _ = plane_run()
    assert repr(animate(means for means in history)) == "animation of 3 means with 2 coordinates, 5 states"
    assert repr(animate([np.zeros((1, 1))], np.arange(9.0))) == "animation of 1 mean with 1 coordinate, 1 state"
    assert "Points go into points=" in repr(animate.playground("moons"))


def test_saving_into_no_folder_names_the_folder(tmp_path):
    """A folder that is not there is named, and not some file of ours."""
    history, points = plane_run()
    with pytest.raises(FileNotFoundError, match=r"There is no folder '.*nowhere' to save 'kmeans\.html' in\."):
        animate(history, points).save(tmp_path / "nowhere" / "kmeans.html")


def test_saves_a_page_a_gif_and_a_png(tmp_path):
    """The end of the name says what is written, and the path comes back."""
    history, points = plane_run()
    shown = animate(history, points, title="Three <means> & more")
    page = shown.save(tmp_path / "kmeans.html").read_text(encoding="utf-8")
    assert "<title>Three &lt;means&gt; &amp; more</title>" in page
    assert "<means>" not in page
    assert "://" not in page.replace("http://www.w3.org/2000/svg", "")
    with Image.open(shown.save(str(tmp_path / "kmeans.GIF"))) as gif:
        assert gif.n_frames == 5
    with Image.open(shown.save(tmp_path / "kmeans.png")) as png:
        assert png.width > 400
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kmeans.GIF", "kmeans.html", "kmeans.png"]


def test_a_failed_save_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    """A file is replaced when the new one is whole, and another end of the name is refused in one line."""
    history, points = plane_run()
    shown = animate(history, points)
    path = shown.save(tmp_path / "kmeans.gif")
    before = path.read_bytes()
    monkeypatch.setattr("autograder.animation.save.save_gif", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        shown.save(path)
    with pytest.raises(ValueError, match=r"saves \.html, \.gif and \.png, and 'kmeans\.mp4' ends in none"):
        shown.save(tmp_path / "kmeans.mp4")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_live_picture_can_be_animated_again():
    """`animate(live)` takes the means that the live picture kept."""
    history, points = plane_run()
    live = animate.live(points)
    for means in history:
        live.update(means)
    assert repr(animate(live)) == "animation of 3 means with 2 coordinates, 5 states"
    np.testing.assert_array_equal(animate(live)._run.points, points)


def test_a_thinned_live_run_keeps_its_numbers():
    """Of a loop too long to keep every state, the iterations are still called by their own numbers."""
    live = animate.live()
    for number in range(3000):
        live.update(np.full((2, 2), float(number + 1)))
    run = animate(live)._run
    assert run.last == 2999
    assert len(run.means) < 1300
    np.testing.assert_array_equal(run.means[:, 0, 0], run.iterations + 1.0)


def test_playground_uses_the_step_or_says_why_not(looks):
    """A step that gives nothing back is not used, and the player says so; what is no step or no shape gets a line."""
    looks(audiences.NOBODY)
    assert repr(animate.playground(lloyd_step)) == "playground for your `lloyd_step` in the plane"
    unwritten = animate.playground(lambda points, means: ...)
    assert unwritten._step is None
    assert "does it end with `return means`?" in unwritten._note
    assert "step is a function" in repr(animate.playground(3))
    assert "There are: blobs" in repr(animate.playground(points="blob"))
    assert "coordinates" in repr(animate.playground(points=np.zeros((4, 3))))


@pytest.mark.parametrize(("k", "means"), [(5, 5), (np.int64(5), 5), (0, 1), (99, 20), ("a", 3), (None, 3)])
def test_a_playground_takes_any_k(k, means):
    """A whole number of any kind is the number of means, as far as there is room; what is none is three."""
    assert animate.playground(k=k)._k == means


def test_a_playground_is_saved_as_a_page(tmp_path):
    """A playground becomes a page with its points and the page's own K-means; other ends are refused in one line."""
    page = animate.playground(lloyd_step, np.ones((4, 2))).save(tmp_path / "try.html").read_text(encoding="utf-8")
    assert '"name": "your points"' in page
    assert '"step": ""' in page
    with pytest.raises(ValueError, match=r"A playground is saved as \.html, and 'try\.gif' ends otherwise\."):
        animate.playground().save(tmp_path / "try.gif")
    with pytest.raises(ValueError, match="There are: blobs"):
        animate.playground(points="blob").save(tmp_path / "try.html")
    assert [path.name for path in tmp_path.iterdir()] == ["try.html"]


def test_playground_without_the_player_is_one_run(looks):
    """Without anywidget a playground shows one run, and says what would bring the rest."""
    looks(audiences.PICTURE)
    assert animate.playground()._repr_mimebundle_()["image/png"].startswith(b"\x89PNG")
