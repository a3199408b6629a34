"""What goes to the page is small, true to the run, and says what it leaves out."""

import numpy as np
import pytest

from autograder.animation.facts import facts_of
from autograder.animation.run import make_run
from autograder.animation.scene import as_text, empty_playground, playground_of, scene_of
from autograder.animation.widget import PlayerWidget
from autograder.checks.lloyd import lloyd_step

RNG = np.random.default_rng(0)


def size_of(value):
    """Bytes in a scene, as they are sent."""
    if isinstance(value, bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(size_of(part) for part in value.values())
    return sum(size_of(part) for part in value) if isinstance(value, list) else len(str(value))


def scene_for(states, points=None, labels=None, **options):
    """The scene of a run."""
    run = make_run(states, points, labels, **options)
    return scene_of(run, facts_of(run)), run


def read(scene, name="states"):
    """Places in a scene, as the page reads them."""
    return np.frombuffer(scene[name], "<f4").reshape(-1, 2) + scene["origin"]


@pytest.mark.parametrize(
    ("t", "k", "d", "n"),
    [
        (300, 10, 784, 500), (3000, 10, 784, 0), (2, 10, 512 * 512, 0), (1, 1, 2048 * 2048, 0), (5, 64, 784, 100),
        (5000, 5, 2, 300_000), (600, 600, 2, 1000), (700, 20, 5, 50_000), (1, 300, 1, 9), (3, 2, 3, 200_000),
    ],
)  # fmt: skip
def test_a_message_stays_under_three_megabytes(t, k, d, n):
    """Whatever the run, it is thinned, sampled or made smaller until it fits, with its playground."""
    states = RNG.random((t, k, d), dtype=np.float32) if t * k * d < 5e7 else [np.zeros((k, d), np.float32)] * t
    points = RNG.random((n, d), dtype=np.float32) if n else None
    scene, run = scene_for(states, points)
    scene["playground"] = playground_of(run, step="your step")
    assert size_of(scene) < 3_000_000
    assert len(scene["iterations"]) * k * scene["d"] * (1 if scene["kind"] == "images" else 4) == len(scene["states"])
    assert scene["iterations"][-1] == t - 1


def test_colours_go_to_the_page_beside_their_places():
    """A run of colours carries those of its points and of each state's means as bytes, and no labels."""
    points = RNG.random((30_000, 3))
    states = RNG.random((300, 16, 3)) * 1.2 - 0.1
    scene, _ = scene_for(states, points, colours=True)
    assert scene["labels"] is None
    assert len(scene["pointPaint"]) * 8 == len(scene["points"]) * 3
    painted = np.frombuffer(scene["paint"], np.uint8).reshape(states.shape)
    np.testing.assert_array_equal(painted, np.rint(255 * states.clip(0, 1)))
    assert size_of(scene) < 3_000_000
    assert scene_for(states, points)[0]["paint"] is None


def test_labels_and_many_points_of_a_playground_fit_too():
    """Labels for each state and 300,000 points to try out make no larger messages."""
    points = RNG.random((20_000, 2))
    labels = RNG.integers(0, 5, (600, 20_000))
    assert size_of(scene_for(RNG.random((600, 5, 2)), points, labels)[0]) < 3_000_000
    assert size_of(empty_playground(3, "", RNG.random((300_000, 2)), "")) < 3_000_000


def test_places_far_from_zero_keep_their_digits():
    """Points around a million are as far from each other in the page as they are."""
    points = 1e6 + RNG.random((50, 2))
    scene, _ = scene_for([points[:3]], points)
    np.testing.assert_allclose(read(scene, "points"), points, atol=1e-7, rtol=0)
    np.testing.assert_allclose(read(scene), points[:3], atol=1e-7, rtol=0)


@pytest.mark.parametrize("offset", [0.0, 1e6])
def test_a_start_that_is_dropped_far_from_zero_gets_there(offset):
    """The page's places become the student's, and the answer comes back as the page's."""
    points = offset + RNG.random((50, 2))
    scene, run = scene_for([points[:3]], points)
    scene["playground"] = playground_of(run, step="your step")
    asked, sent = [], []
    widget = PlayerWidget(scene, lambda name, start: (asked.append(start) or [start, lloyd_step(points, start)], ""))
    widget.send = lambda content, buffers: sent.append((content, buffers[0]))
    start = (points[3:6] - scene["origin"]).astype("<f4")
    widget._answer(widget, {"do": "run", "set": "your points", "number": 7}, [start.tobytes()])
    np.testing.assert_allclose(asked[0], points[3:6], atol=1e-7)
    ((content, states),) = sent
    assert content == {"answer": 7, "problem": ""}
    found = np.frombuffer(states, "<f4").reshape(2, 3, 2) + scene["origin"]
    np.testing.assert_allclose(found[1], lloyd_step(points, points[3:6]), atol=1e-6)


@pytest.mark.parametrize("request_", [None, {}, 3, {"set": "your points"}, {"number": 1, "set": "?", "do": "run"}])
def test_odd_questions_of_a_page_are_answered(request_):
    """Whatever a page asks, the kernel answers in one line and goes on."""
    points = RNG.random((50, 2))
    scene, run = scene_for([points[:3]], points)
    scene["playground"] = playground_of(run, step="your step")
    sent = []
    widget = PlayerWidget(scene, lambda name, start: ([start], ""))
    widget.send = lambda content, buffers: sent.append(content)
    widget._answer(widget, request_, [])
    assert sent[0]["problem"].startswith("That can't be run: ")


def test_a_step_on_a_line_gets_one_coordinate():
    """Points with one coordinate stay such for the student's step, though the page shows a plane."""
    from autograder.animation.shown import _player

    points = RNG.random((40, 1))
    run = make_run([points[:2]], points)
    widget = _player(run, facts_of(run), "", lloyd_step)
    states, problem = widget.engine("your points", np.column_stack([points[:2], [0.3, -0.2]]))
    assert problem == ""
    assert states[0].shape == (2, 1)
    sent = []
    widget.send = lambda content, buffers: sent.append(buffers[0])
    widget._answer(widget, {"set": "your points", "number": 1}, [np.zeros((2, 2), "<f4").tobytes()])
    assert len(sent[0]) % (2 * 2 * 4) == 0


def test_remarks_say_what_is_left_out():
    """Thinned states, sampled points, projections and states that are all the same are told; a plain run has none."""
    points = RNG.random((30, 2))
    assert scene_for([points[:3], points[3:6]], points)[0]["remark"] == ""
    assert "600 of 5,000 states" in scene_for(RNG.random((5000, 3, 2)), points)[0]["remark"]
    many = RNG.random((30_000, 2))
    assert "20,000 of the 30,000 points are drawn" in scene_for([many[:3], many[3:6]], many)[0]["remark"]
    assert "projected onto the two directions" in scene_for(RNG.random((2, 3, 5)), RNG.random((30, 5)))[0]["remark"]
    assert "no mean has moved. Does the history hold copies" in scene_for([points[:3]] * 4, points)[0]["remark"]


def test_a_run_at_rest_is_no_mistake():
    """Two equal states may be a loop that has come to rest at once."""
    points = RNG.random((30, 2))
    assert scene_for([points[:3]] * 2, points)[0]["remark"] == ""


def test_a_scene_becomes_text():
    """For a page that stands alone bytes are base64, and all the rest stays."""
    scene = {"a": b"\0\1", "b": [b"x", 1.5, None], "c": "text"}
    assert as_text(scene) == {"a": "AAE=", "b": ["eA==", 1.5, None], "c": "text"}
