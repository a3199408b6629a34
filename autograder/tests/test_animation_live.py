"""`live.update(means)`: it follows a loop, costs little, never raises, and ends as a player."""

import itertools
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.animation import live as module
from autograder.animation import views
from autograder.animation.facts import facts_of
from autograder.animation.grey import grey_values
from autograder.animation.live import Live
from autograder.animation.recorder import MOST_KEPT, Recorder
from autograder.animation.run import make_run
from autograder.animation.sample import Sample, far
from autograder.animation.scene import plane_bytes


class Noted:
    """A view that notes what it is asked to show."""

    def __init__(self):
        self.firsts, self.laters, self.ends, self.cost = [], [], [], 0.0

    def first(self, state, number):
        """Note a first state."""
        self.firsts.append((state, number))

    def later(self, state, before, number):
        """Note a later one."""
        self.laters.append((number, state, before))

    def end(self, run):
        """Note the whole run."""
        self.ends.append(run)


class Events:
    """IPython's events, as far as they matter here."""

    def __init__(self):
        self.heard = []

    def register(self, name, callback):
        """Add a callback."""
        assert name == "post_run_cell"
        self.heard.append(callback)

    def unregister(self, name, callback):
        """Take it out again."""
        self.heard.remove(callback)

    def end_cell(self):
        """Tell all that the cell has ended."""
        for callback in list(self.heard):
            callback(None)


@pytest.fixture
def noted(monkeypatch):
    """Views made so far, the newest last; and a shell whose cell can end."""
    made, shell = [], SimpleNamespace(events=Events())

    def view_of(*_):
        made.append(Noted())
        return made[-1]

    monkeypatch.setattr(module, "view_of", view_of)
    monkeypatch.setattr(module, "notebook_shell", lambda: shell)
    monkeypatch.setattr(module, "PER_SECOND", 1e9)
    monkeypatch.setattr(module, "SHARE", 1e9)
    return SimpleNamespace(made=made, end_cell=shell.events.end_cell, heard=shell.events.heard)


def states_of(count, k=3, d=2, seed=0):
    """Some states."""
    return list(np.random.default_rng(seed).normal(size=(count, k, d)))


def test_shows_each_state_and_then_the_whole_run(noted):
    """The first update shows the picture, the others follow, and the end of the cell hands over the run."""
    live, states = Live(), states_of(5)
    for means in states:
        live.update(means)
    (view,) = noted.made
    assert [number for number, *_ in view.laters] == [1, 2, 3, 4]
    np.testing.assert_array_equal(view.firsts[0][0], states[0])
    np.testing.assert_array_equal(view.laters[2][2], states[2])
    assert not view.ends
    noted.end_cell()
    np.testing.assert_array_equal(view.ends[0].means, states)
    assert noted.heard == []


def test_each_cell_has_a_picture_of_its_own(noted):
    """A second cell begins a new run in a new picture; the first keeps what it showed."""
    live = Live()
    for cell in range(2):
        for means in states_of(3 + cell):
            live.update(means)
        noted.end_cell()
    assert [len(view.ends[0].means) for view in noted.made] == [3, 4]


def test_copies_the_means(noted):
    """Means that are changed in place later stay in the history as they were."""
    live, means = Live(), np.ones((2, 2))
    live.update(means)
    means[:] = 7
    live.update(means)
    assert [state[0, 0] for state in live.history] == [1, 7]


@pytest.mark.parametrize(
    "wrong", [None, ..., "means", [], 3, np.zeros(4), np.array([[None]]), {"a": 1}, [[1, 2], [3]], object()]
)
def test_never_raises(noted, wrong):
    """Whatever stands in the loop, `update` lets it go on, and right means are shown afterwards."""
    live = Live()
    live.update(wrong)
    live.update(wrong, wrong)
    live.update(np.ones((2, 2)))
    noted.end_cell()
    assert len(noted.made[0].firsts) == 1


def test_a_view_that_fails_stops_no_loop(noted):
    """An error of our own drawing, or of the page's connection, never reaches the student's loop."""
    live = Live()
    noted.made[0].first = noted.made[0].later = noted.made[0].end = lambda *_: 1 / 0
    for means in states_of(4):
        live.update(means)
    noted.end_cell()
    assert len(live.history) == 4


@pytest.mark.parametrize(
    ("wrong", "found"),
    [(np.ones(4), "shape (4,)"), (None, "a NoneType"), ("means", "a str"), ([[1], [2, 3]], "a list"), (3, "a int")],
)
@pytest.mark.parametrize("right_before", [True, False])
def test_what_can_not_be_shown_is_said_once_in_one_line(noted, capsys, wrong, found, right_before):
    """Means of a wrong shape or kind are named when the cell has ended, also when no others came."""
    live = Live()
    for means in [np.ones((2, 2))] * right_before + [wrong, wrong]:
        live.update(means)
    noted.end_cell()
    noted.end_cell()
    expected = f"Nothing to animate: live.update takes means of shape (k, d), and here is {found}.\n"
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize("options", [{"shape": (27, 28)}, {"points": [["a"]]}, {"points": 3}, {"points": np.ones(3)}])
def test_points_and_shapes_that_do_not_fit_are_said(noted, monkeypatch, capsys, options):
    """What was wrong before the loop is said in one line when the cell has ended."""
    monkeypatch.setattr(module, "view_of", views.view_of)
    monkeypatch.setattr(module, "audience", lambda: "player")
    live = Live(**options)
    live.update(np.ones((2, 784)))
    noted.end_cell()
    said = capsys.readouterr().out
    assert said.startswith("Nothing to animate: ")
    assert said.count("\n") == 1


def test_the_first_state_shown_has_its_number(noted):
    """Zeros before the first means count as iterations, though nobody sees them."""
    live = Live()
    for means in [np.zeros((2, 2)), np.ones((2, 2))]:
        live.update(means)
    assert [number for _, number in noted.made[0].firsts] == [1]


def test_while_a_loop_runs_it_is_said_how_many_points_were_counted(noted):
    """Estimates are called so, with the number of points they are from; in the plane all are counted."""
    rng = np.random.default_rng(0)
    images = views.PlayerView(rng.random((5000, 64)), None, "")
    assert images.widget.scene["remark"] == "Sizes and inertia are estimated from 256 of the 5,000 points."
    assert views.PlayerView(rng.random((5000, 2)), None, "").widget.scene["remark"] == ""


def test_colours_are_followed_while_the_loop_runs():
    """Each state of a loop over colours goes to the page at once, along the axes that the whole run will have."""
    rng = np.random.default_rng(0)
    points, states = rng.random((3000, 3)), rng.random((4, 5, 3))
    view, sent = views.PlayerView(points, None, "", colours=True), []
    view.displayed, view.widget.grow = True, sent.append
    view.first(states[0], 0)
    for number, (before, state) in enumerate(itertools.pairwise(states), 1):
        view.later(state, before, number)
    view.end(make_run(states, points, colours=True))
    whole = view.widget.scene
    for name in ("states", "paint"):
        assert b"".join([view.widget.frame[name], *(frame[name] for frame in sent)]) == whole[name]
    assert not whole["live"]


def test_other_projections_wait_for_the_end():
    """Three coordinates that are no colours show their points at once, and their means when the cell has ended."""
    rng = np.random.default_rng(0)
    view, sent = views.PlayerView(rng.random((300, 3)), None, ""), []
    view.displayed, view.widget.grow = True, sent.append
    view.first(rng.random((5, 3)), 0)
    view.later(rng.random((5, 3)), rng.random((5, 3)), 1)
    assert sent == []
    assert "when the cell has ended" in view.widget.scene["remark"]


def test_whole_numbers_move_as_far_as_they_do(noted):
    """Means of bytes do not wrap around, and truth values are numbers."""
    before = np.full((1, 64), 30, np.uint8)
    assert far(np.full((1, 64), 10, np.uint8), before) == pytest.approx(20 * 8)
    assert far(np.ones((1, 64), bool), np.zeros((1, 64), bool)) == pytest.approx(8)


def test_means_beyond_all_numbers_warn_nobody(noted):
    """Means that overflow single precision make neither a warning nor an error."""
    state = np.full((2, 64), 1e200)
    Sample(np.ones((9, 64))).facts(state, np.ones((2, 64)))
    grey_values(state, (0, 1))
    plane_bytes(np.full((1, 2), 1e200))


def test_an_untouched_exercise_shows_nothing(noted):
    """Means that are all zero are an exercise that nobody has begun."""
    live = Live()
    for _ in range(5):
        live.update(np.zeros((10, 784)))
    noted.end_cell()
    assert noted.made[0].firsts == noted.made[0].ends == []


def test_other_shapes_begin_another_run(noted):
    """Means of another shape end the run and begin one."""
    live = Live()
    for means in [*states_of(3), *states_of(2, k=4)]:
        live.update(means)
    noted.end_cell()
    assert [len(view.ends[0].means) for view in noted.made if view.ends] == [3, 2]


def test_showing_has_its_share_of_the_time_and_no_more(noted, monkeypatch):
    """A picture that takes long is shown seldom; one that takes no time as often as the page draws."""
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(module, "SHARE", 0.02)
    monkeypatch.setattr(module, "PER_SECOND", 30)
    monkeypatch.setattr(module.time, "perf_counter", lambda: clock.now)

    def shown(cost):
        live = Live()
        view = noted.made[-1]
        view.later = lambda *_: (view.laters.append(clock.now), setattr(clock, "now", clock.now + cost))
        for means in states_of(1000):
            clock.now += 0.01
            live.update(means)
        noted.end_cell()
        return len(view.laters)

    assert shown(0) == pytest.approx(300, abs=3)
    assert shown(0.02) == pytest.approx(10, abs=2)


def test_nobody_is_shown_anything_in_a_script():
    """In plain Python `update` only keeps the means."""
    live = Live(np.ones((4, 2)))
    live.update(np.ones((2, 2)))
    assert live._view is None
    assert len(live.history) == 1
    assert "1 states so far" in repr(live)


@pytest.mark.parametrize("points", ["images", object(), [], np.ones(3), [[1], [2, 3]]])
def test_points_that_are_none_stop_nothing(noted, monkeypatch, points):
    """`animate.live` of something that is no data leaves the notebook running."""
    monkeypatch.setattr(module, "view_of", views.view_of)
    monkeypatch.setattr(module, "audience", lambda: "player")
    live = Live(points)
    live.update(np.ones((2, 2)))
    noted.end_cell()
    assert len(live.history) == 1


# --- what is kept ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 7, MOST_KEPT, MOST_KEPT + 1, 5000, 12345])
def test_recorder_keeps_an_even_share_of_a_long_run(count):
    """However long a run, a bounded number of states is kept: evenly, the first and the newest among them."""
    recorder = Recorder()
    for number in range(count):
        recorder.take(np.full((2, 2), float(number)))
    assert len(recorder.states) <= MOST_KEPT + 2
    assert recorder.numbers[0] == 0
    assert recorder.numbers[-1] == count - 1
    assert [int(state[0, 0]) for state in recorder.states] == recorder.numbers
    assert len(set(np.diff(recorder.numbers[:-1]))) <= 1
    run = recorder.run(None, None, None)
    assert run.last == count - 1


def test_recorder_keeps_large_means_in_bounded_memory(monkeypatch):
    """Large states are thinned sooner."""
    monkeypatch.setattr("autograder.animation.recorder.MOST_BYTES", 10 * 8 * 4)
    recorder = Recorder()
    for number in range(100):
        recorder.take(np.full((2, 2), float(number)))
    assert len(recorder.states) <= 12


def test_sample_tells_what_all_points_tell(noted):
    """A sample of all points gives their facts; one of some gives sizes that sum to about all of them."""
    rng = np.random.default_rng(0)
    points, states = rng.random((200, 64)), rng.random((3, 4, 64))
    sample = Sample(points)
    exact = facts_of(make_run(states, points))
    for i, state in enumerate(states):
        facts = sample.facts(state, states[i - 1] if i else None)
        assert facts.sizes[0].tolist() == exact.sizes[i].tolist()
        assert facts.changed[0] == exact.changed[i]
        assert facts.inertia[0] == pytest.approx(exact.inertia[i], rel=1e-5)
        np.testing.assert_allclose(facts.moved[0], exact.moved[i])
    many = Sample(rng.random((5000, 64)))
    assert abs(many.facts(states[0], None).sizes.sum() - 5000) < 30


def test_sample_names_means_that_are_lost():
    """A mean that is not a number has no points, and the others share them."""
    points = np.random.default_rng(0).random((50, 64))
    state = points[:3].copy()
    state[1] = np.nan
    facts = Sample(points).facts(state, points[:3])
    assert facts.sizes[0, 1] == -1
    assert facts.sizes[0, [0, 2]].sum() == 50
    assert np.isfinite(facts.moved).all()
    assert np.isfinite(facts.inertia).all()


def test_live_module_stands_where_the_agent_looks():
    """The checks silence `Live.update` by this module's name while they run a cell again."""
    assert sys.modules["autograder.animation.live"].Live is Live
