"""Tests of the header pictures."""

import base64
import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from autograder.animation import shapes
from autograder.animation.drawing.figure import RIM, STRIP_SIDE
from autograder.checks.lloyd import inertia, lloyd_step, nearest_mean
from autograder.pictures import __main__ as command
from autograder.pictures import kmeans, start_here
from autograder.pictures.embed import attachment_of, embed
from load import test_x as images

ROOT = Path(__file__).parents[2]
NOTEBOOK = command.notebook_of("kmeans", ROOT)


@pytest.fixture(scope="module")
def gif():
    """A picture of a thousand images and six iterations."""
    buffer = io.BytesIO()
    kmeans.header_gif(images[:1000] / 255, buffer, iterations=6)
    return buffer.getvalue()


def committed_gif():
    """The picture in the solution notebook."""
    cell = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"][0]
    return base64.b64decode(cell["attachments"]["header.gif"]["image/gif"])


def test_run_is_the_one_that_is_taught():
    """The picture shows K-means from images drawn at random, and inertia never rises."""
    points = images[:500] / 255
    run = kmeans.header_run(points, num_means=7, iterations=12)
    assert run.means.shape == (13, 7, 784)
    assert all((points == mean).all(axis=1).any() for mean in run.means[0])
    np.testing.assert_array_equal(run.means[1], lloyd_step(points, run.means[0]))
    assert (np.diff([inertia(points, means) for means in run.means]) <= 0).all()


def test_picture_has_a_frame_for_every_iteration_and_ends(gif):
    """The picture shows the start and each iteration, and plays a limited number of times."""
    picture = Image.open(io.BytesIO(gif))
    assert picture.n_frames == 7
    assert 0 < picture.info["loop"] < 5


def test_first_frame_shows_real_images(gif):
    """A still rendering of the picture shows digits as they were written."""
    frame = np.asarray(Image.open(io.BytesIO(gif)).convert("L"))
    tile = frame[RIM + 1 : RIM + STRIP_SIDE : 3, RIM + 1 : RIM + STRIP_SIDE : 3]  # the middle of every third pixel
    distances = np.abs(images[:1000].reshape(-1, 28, 28).astype(int) - tile).mean(axis=(1, 2))
    assert distances.min() < 6  # grey values, of 255: the palette has 64


def test_frames_differ(gif):
    """The picture moves: its last frame is not its first."""
    picture = Image.open(io.BytesIO(gif))
    first = np.asarray(picture.convert("L"), dtype=int)
    picture.seek(picture.n_frames - 1)
    assert np.abs(np.asarray(picture.convert("L"), dtype=int) - first).max() > 100


def test_notebook_carries_the_picture():
    """The committed picture is small, as wide as a page, has 21 frames and stops by itself."""
    gif = committed_gif()
    picture = Image.open(io.BytesIO(gif))
    assert len(gif) < 300_000
    assert picture.width == 960
    assert picture.n_frames == 21
    assert 0 < picture.info["loop"] < 5


def test_embed_changes_nothing_but_the_picture(tmp_path):
    """Putting a picture into a notebook leaves the rest of the file as it was."""
    path = tmp_path / "kmeans.ipynb"
    path.write_bytes(NOTEBOOK.read_bytes())
    embed(committed_gif(), path)
    assert path.read_bytes() == NOTEBOOK.read_bytes()
    embed(b"GIF89a", path)
    assert path.read_bytes() != NOTEBOOK.read_bytes()


@pytest.mark.parametrize("topic", command.topics())
def test_every_header_is_in_its_notebook(topic):
    """The first cell of the notebook that a module draws for shows one small picture, with words for it."""
    cell = json.loads(command.notebook_of(topic, ROOT).read_text(encoding="utf-8"))["cells"][0]
    (name,) = cell["attachments"]
    picture = base64.b64decode(next(iter(cell["attachments"][name].values())))
    assert attachment_of(picture) == name
    assert re.search(rf"!\[[^\]]{{80,}}\]\(attachment:{re.escape(name)}\)", "".join(cell["source"]))
    assert len(picture) < 300_000
    assert 640 <= Image.open(io.BytesIO(picture)).width <= 1920


def test_command_draws_into_the_notebooks_that_are_named(tmp_path, monkeypatch):
    """`python -m autograder.pictures kmeans` changes the header of that notebook."""
    path = tmp_path / "solutions" / "02_kmeans" / "kmeans.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(NOTEBOOK.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(kmeans, "draw", lambda: b"GIF89a")
    command.main(["kmeans"])
    assert path.read_bytes() != NOTEBOOK.read_bytes()


def test_an_unknown_topic_is_told_before_anything_is_drawn():
    """A topic without a picture ends the command with one line that lists those that have one."""
    with pytest.raises(SystemExit, match=r"'nothing' is no topic with a picture; there are .*warmup"):
        command.main(["kmeans", "nothing"])


def test_only_a_gif_or_a_png_is_a_header(tmp_path):
    """Other bytes are refused, and the notebook stays as it was."""
    with pytest.raises(ValueError, match="a GIF or a PNG"):
        embed(b"<svg>", tmp_path / "none.ipynb")


def test_the_idea_is_shown_by_a_run_that_comes_to_rest():
    """The start page's five panels are steps of one run: points, means, labels, moved means, and means at rest."""
    points = shapes.points_of("blobs", 180)
    panels = start_here.panels_of(points)
    assert [len(panel.ways) for panel in panels][:4] == [0, 1, 1, 2]
    run = panels[-1].ways
    np.testing.assert_array_equal(run[0], start_here.START)
    np.testing.assert_array_equal(panels[2].labels, nearest_mean(points, run[0]))
    np.testing.assert_array_equal(panels[3].labels, panels[2].labels)
    np.testing.assert_array_equal(panels[3].ways[-1], lloyd_step(points, run[0]))
    np.testing.assert_array_equal(lloyd_step(points, run[-1]), run[-1])
    assert len(run) > 4


def test_the_idea_s_picture_is_drawn_the_same_again():
    """Drawing the start page's picture twice gives the same small PNG, twice as sharp as a page of 960 pixels."""
    picture = Image.open(io.BytesIO(start_here.draw()))
    assert start_here.draw() == start_here.draw()
    assert (picture.format, picture.width, len(start_here.draw()) < 60_000) == ("PNG", 1920, True)
