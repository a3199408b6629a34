"""Tests of the moving header picture."""

import base64
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from autograder import pictures
from load import test_x as images

NOTEBOOK = Path(__file__).parents[2] / pictures.NOTEBOOK


@pytest.fixture(scope="module")
def gif():
    """A picture of a thousand images and six iterations."""
    buffer = io.BytesIO()
    pictures.header_gif(images[:1000] / 255, buffer, iterations=6)
    return buffer.getvalue()


def committed_gif():
    """The picture in the solution notebook."""
    cell = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"][0]
    return base64.b64decode(cell["attachments"][pictures.ATTACHMENT]["image/gif"])


def slow_step(points, means):
    """One step in plain loops, with the inertia before it."""
    groups, inertia = [[] for _ in means], 0.0
    for point in points:
        distances = [float(((point - mean) ** 2).sum()) for mean in means]
        groups[distances.index(min(distances))].append(point)
        inertia += min(distances)
    return [sum(group) / len(group) if group else mean for group, mean in zip(groups, means, strict=True)], inertia


def test_history_is_what_plain_loops_give():
    """Means and inertia of every iteration equal those of plain loops, an empty cluster included."""
    rng = np.random.default_rng(0)
    points = rng.normal(size=(60, 3))
    start = np.vstack([points[:3], [[99.0, 99.0, 99.0]]])
    states, inertia = pictures.kmeans_history(points, start, 4)
    means = list(start)
    for i in range(5):
        np.testing.assert_allclose(states[i], means)
        means, expected = slow_step(points, means)
        assert inertia[i] == pytest.approx(expected)


def test_inertia_never_rises():
    """Inertia falls or stays in every iteration."""
    points = images[:500] / 255
    _, inertia = pictures.kmeans_history(points, points[:10], 12)
    assert (np.diff(inertia) <= 0).all()


def test_picture_has_a_frame_for_every_iteration_and_ends(gif):
    """The picture shows the start and each iteration, and plays a limited number of times."""
    picture = Image.open(io.BytesIO(gif))
    assert picture.n_frames == 7
    assert 0 < picture.info["loop"] < 5


def test_first_frame_shows_real_images(gif):
    """A still rendering of the picture shows digits as they were written."""
    frame = np.asarray(Image.open(io.BytesIO(gif)).convert("L"))
    top, left = pictures.MARGIN, pictures.MARGIN
    tile = frame[top + 1 : top + pictures.TILE : pictures.ZOOM, left + 1 : left + pictures.TILE : pictures.ZOOM]
    distances = np.abs(images[:1000].reshape(-1, 28, 28).astype(int) - tile).mean(axis=(1, 2))
    assert distances.min() < 6  # grey values, of 255: the palette has 64


def test_frames_differ(gif):
    """The picture moves: its last frame is not its first."""
    picture = Image.open(io.BytesIO(gif))
    first = np.asarray(picture.convert("L"), dtype=int)
    picture.seek(picture.n_frames - 1)
    assert np.abs(np.asarray(picture.convert("L"), dtype=int) - first).max() > 100


def test_notebook_carries_the_picture():
    """The committed picture is small, has 21 frames and stops by itself."""
    gif = committed_gif()
    picture = Image.open(io.BytesIO(gif))
    assert len(gif) < 300_000
    assert picture.n_frames == 21
    assert 0 < picture.info["loop"] < 5


def test_embed_changes_nothing_but_the_picture(tmp_path):
    """Putting a picture into a notebook leaves the rest of the file as it was."""
    path = tmp_path / "kmeans.ipynb"
    path.write_bytes(NOTEBOOK.read_bytes())
    pictures.embed(committed_gif(), path)
    assert path.read_bytes() == NOTEBOOK.read_bytes()
    pictures.embed(b"GIF89a", path)
    assert path.read_bytes() != NOTEBOOK.read_bytes()


def test_command_writes_the_file_that_is_named(tmp_path, monkeypatch):
    """`python -m autograder.pictures FILE` writes the picture into that file."""
    monkeypatch.setattr(pictures, "header_gif", lambda points, path: Path(path).write_bytes(b"GIF89a"))
    pictures.main([str(tmp_path / "header.gif")])
    assert (tmp_path / "header.gif").read_bytes() == b"GIF89a"
