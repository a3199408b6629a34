"""The agent runs student code again without a trace, and sends nothing but plain data."""

import copy
import signal
import sys
import threading
import time
import tracemalloc
import types
import warnings

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder import agent
from autograder.agent import Agent, LibraryWatch, OutOfTime, decode, encode, quiet, time_limit
from autograder.plain import Decoder, Foreign

matplotlib.use("agg")


def replay(namespace, *steps, names=(), **more):
    """Replay some cells, given as texts or steps; the answer, with its values decoded."""
    steps = [["run", step] if isinstance(step, str) else step for step in steps]
    worker = more.pop("agent", None) or Agent(namespace)
    report, buffers = worker.answer({"do": "replay", "steps": steps, "names": list(names), **more}, [])
    for key in ("values", "others"):
        report[key] = {name: Decoder(buffers).decode(node) for name, node in report[key].items()}
    return report


def same_objects(namespace, before):
    """Whether a namespace holds the very objects that it held."""
    return namespace.keys() == before.keys() and all(namespace[name] is before[name] for name in before)


@pytest.mark.parametrize(
    "cell",
    [
        "x = 5; new = 6",
        "del x, y",
        "globals().clear()",
        "x = 5; raise ValueError('no')",
        "x = 5; 1/0",
        "x = 5; raise SystemExit",
        "x = 5; raise KeyboardInterrupt",
        "x = 5\nclass Own(BaseException): pass\nraise Own('mine')",
        "x = 5\nwhile True: pass",
        "x = 5\nwhile True:\n    try: x += 1\n    except Exception: pass",
        "x = (",
    ],
)
def test_a_replay_leaves_the_namespace_as_it_was(cell):
    """Whatever a cell binds, deletes or raises, and if it never ends: the very same objects are back."""
    namespace = {"x": 1, "y": np.zeros(3), "__name__": "notebook"}
    before = dict(namespace)
    replay(namespace, cell, seconds=0.2)
    namespace.pop("__builtins__", None)
    assert same_objects(namespace, before)


def test_a_replay_sends_back_what_the_cell_left():
    """The values of the names that were asked for come back; a name without a value is left out."""
    found = replay({"x": 1}, "x = x + 1\ny = [x]", names=["x", "y", "z"])
    assert found["values"] == {"x": 2, "y": [2]}
    assert found["error"] is None
    assert found["out_of_time"] is False


def test_values_are_set_before_the_cell():
    """Steps of the kind "set" give names their values, arrays included, just when they stand."""
    buffers = []
    node = encode(np.arange(3.0), buffers, {})
    steps = [["set", {"x": node}], ["run", "x = x * 2"], ["set", {"y": ["int", "4"]}], ["run", "z = x + y"]]
    report, out = Agent({"x": 0}).answer({"do": "replay", "steps": steps, "names": ["z"]}, buffers)
    assert Decoder(out).decode(report["values"]["z"]).tolist() == [4, 6, 8]


def test_cells_before_the_judged_one_may_raise():
    """Steps of the kind "try" go on after an exception; what they did until then counts."""
    found = replay({}, ["try", "a = 1\nraise ValueError"], ["run", "b = a + 1"], names=["b"])
    assert found["values"] == {"b": 2}


@pytest.mark.parametrize(
    "cell",
    ["test_x *= 2", "test_x[:] = 0", "means = test_x\nmeans += 1", "np.add(test_x, 1, out=test_x)", "spoil()"],
)
def test_changes_in_place_do_not_leak(cell):
    """Arrays that a cell, or a function it calls, changes in place are copies: the student's own stay."""
    namespace = {"test_x": np.ones((4, 3)), "np": np}
    exec("def spoil():\n    def inner():\n        test_x[:] = 7\n    inner()", namespace)
    found = replay(namespace, cell, names=["test_x"])
    assert found["error"] is None
    assert (namespace["test_x"] == 1).all()
    assert (found["values"]["test_x"] != 1).all()


def test_lists_and_dictionaries_do_not_grow():
    """A cell that appends to a list of the student's, or fills a dictionary, leaves them as they were."""
    namespace = {"history": [1], "seen": {"a": 1}, "kinds": {1}}
    found = replay(namespace, "history.append(2); seen['b'] = 2; kinds.add(2)", names=["history", "seen"])
    assert found["values"] == {"history": [1, 2], "seen": {"a": 1, "b": 2}}
    assert namespace["history"] == [1]
    assert namespace["seen"] == {"a": 1}
    assert namespace["kinds"] == {1}


def test_in_a_kernel_of_its_own_nothing_is_copied():
    """Without protection the arrays are the student's own: that kernel is thrown away."""
    namespace = {"x": np.zeros(2)}
    replay(namespace, "x += 1", agent=Agent(namespace, protect=False))
    assert namespace["x"].tolist() == [1, 1]


@pytest.mark.parametrize(("size", "room"), [(1000, True), (1 << 62, False)])
def test_room_is_memory_that_is_to_be_had(size, room):
    """Whether so much memory is left is tried, and nothing is raised where it is not."""
    assert Agent({}).answer({"do": "room", "bytes": size}, []) == ({"room": room}, [])


def test_replays_start_from_a_snapshot():
    """What was kept under a name is the start of a replay, whatever was bound, rebound or deleted since."""
    namespace = {"x": 1, "gone": 2}
    worker = Agent(namespace)
    worker.answer({"do": "keep", "as": "here"}, [])
    namespace.update(x=10, later=3)
    del namespace["gone"]
    cell = "found = (x, gone, 'later' in globals())"
    assert replay(namespace, cell, names=["found"], agent=worker, snapshot="here")["values"]["found"] == (1, 2, False)
    namespace.pop("__builtins__", None)
    assert namespace == {"x": 10, "later": 3}


def test_rebinding_in_a_replay_leaves_the_snapshot_alone():
    """Two replays from one snapshot see the same start."""
    namespace = {"x": 1}
    worker = Agent(namespace)
    worker.answer({"do": "keep", "as": "here"}, [])
    for _ in range(2):
        assert replay(namespace, "x += 1", names=["x"], agent=worker, snapshot="here")["values"] == {"x": 2}


@pytest.mark.parametrize(
    ("cell", "kind", "line", "code"),
    [
        ("a = 1\nb = a / 0\n", "ZeroDivisionError", 2, "b = a / 0"),
        ("def f():\n    return nope\n\nf()", "NameError", 2, "return nope"),
        ("a = 1\nb = (", "SyntaxError", 2, "b = ("),
        ("import sys\nsys.exit(3)", "SystemExit", 2, "sys.exit(3)"),
        ("class Own(BaseException): pass\nraise Own", "Own", 2, "raise Own"),
    ],
)
def test_an_error_is_reported_with_its_line(cell, kind, line, code):
    """What was raised comes back with its type, and the line of the cell that raised it."""
    error = replay({}, cell)["error"]
    assert (error["type"], error["line"], error["code"]) == (kind, line, code)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="only on systems with timers")
@pytest.mark.parametrize("cell", ["while True: pass", "while True:\n    try: 1/0\n    except Exception: pass"])
def test_a_loop_without_end_is_stopped(cell):
    """A cell that never ends is out of time after its seconds, and `except Exception` does not save it."""
    before = time.monotonic()
    assert replay({}, cell, seconds=0.2)["out_of_time"] is True
    assert time.monotonic() - before < 5


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="only on systems with timers")
def test_the_alarm_is_put_back():
    """After a time limit the former handler is there again, and nothing rings later."""
    handler = signal.getsignal(signal.SIGALRM)
    with pytest.raises(OutOfTime), time_limit(0.05):
        time.sleep(1)
    with time_limit(0.05):
        pass
    assert signal.getsignal(signal.SIGALRM) is handler
    time.sleep(0.1)


def test_without_alarms_the_code_is_interrupted():
    """Where a system has no timers a thread interrupts the code, and no KeyboardInterrupt is left over."""
    with pytest.raises(OutOfTime), agent._interrupt(0.05):
        while True:
            time.sleep(0.01)
    with pytest.raises(KeyboardInterrupt), agent._interrupt(5):
        raise KeyboardInterrupt


def test_nothing_is_printed_shown_or_awaited(capfd):
    """Printing, showing, pausing and sleeping do nothing, imported in whatever way."""
    namespace = {}
    exec("import sys, time, matplotlib.pyplot as plt\nfrom time import sleep", namespace)
    exec("from matplotlib.pyplot import show", namespace)
    cell = """
from time import sleep as late
print("out"); print("err", file=sys.stderr); sys.stdout.write("more")
time.sleep(60); sleep(60); late(60); plt.show(); show(block=True); plt.pause(60)
"""
    before = time.monotonic()
    assert replay(namespace, cell)["error"] is None
    assert time.monotonic() - before < 5
    assert capfd.readouterr() == ("", "")
    assert namespace["sleep"] is time.sleep
    assert time.sleep.__name__ == "sleep"
    assert namespace["show"] is plt.show


def test_only_the_student_sleeps_no_more():
    """A thread that looks at something each second, as Jupyter's own do, goes on sleeping in between."""
    looks = []

    def look():
        while len(looks) < 1000 and not ended.is_set():
            looks.append(1)
            time.sleep(0.05)

    ended = threading.Event()
    threading.Thread(target=look).start()
    replay({}, "import time\nend = time.monotonic() + 0.2\nwhile time.monotonic() < end: time.sleep(60)")
    ended.set()
    assert len(looks) < 50


def test_a_replay_goes_on_from_one_that_was_kept():
    """A replay in two parts has what the first part left, once; the notebook's own names stay as they were."""
    namespace = {"x": np.zeros(2), "n": 1}
    before, worker = dict(namespace), Agent(namespace)
    replay(namespace, "x[0] = 5; made = n + 1", agent=worker, keep_as=agent.PREPARED)
    assert same_objects(namespace, before)
    assert before["x"].tolist() == [0, 0]
    later = {"agent": worker, "names": ["x", "made"], "snapshot": agent.PREPARED}
    found = replay(namespace, "x[1] = made", **later)
    assert (found["values"]["x"].tolist(), found["values"]["made"]) == ([5, 2], 2)
    assert same_objects(namespace, before)
    assert replay(namespace, "pass", **later)["values"]["x"].tolist() == [0, 0]


def test_memory_that_is_kept_is_still_memory():
    """Large arrays can be made and freed while freed memory is kept, and afterwards; twice is as good as once."""
    for _ in range(2):
        end = agent.keep_freed_memory()
        assert np.zeros(10_000_000).sum() == 0
        end()
        assert np.ones(10_000_000).sum() == 10_000_000


@pytest.fixture
def animation(monkeypatch):
    """A package in the place of ours, whose animations note what they are asked; gives that list."""
    asked = []
    live = types.ModuleType("autograder.animation.live")
    package = types.ModuleType("autograder")
    live.asked = asked
    exec(
        """
class Live:
    def update(self, *values): asked.append("update")
    def save(self, path): asked.append("save")
class Animate:
    def __call__(self, *values): asked.append("animate"); return self
    def live(self, *values): asked.append("live"); return Live()
def playground(step): asked.append("playground")
""",
        vars(live),
    )
    package.animate = live.Animate()
    monkeypatch.setitem(sys.modules, live.__name__, live)
    monkeypatch.setitem(sys.modules, "autograder", package)
    return asked


@pytest.mark.parametrize(
    "cell",
    [
        "live.update(means)",
        "update(means, labels)",
        "kept[0].update(means)",
        "animate([means], points)",
        "animate.live(points).update(means)",
        "animate([means]).save('run.gif').anything(at_all).more",
        "playground(lambda points, means: means)",
        "import autograder\nautograder.animate.live(points).update(means)\nautograder.animate([means])",
        "from autograder import animate as a\na.live(points).update(means)",
        "with animate.live(points) as shown:\n    shown.update(means)",
    ],
)
def test_nothing_is_animated(animation, cell):
    """Animations, those made before and those made in the cell, do nothing in a replay, and work again after it."""
    import autograder

    animate, playground = autograder.animate, sys.modules["autograder.animation.live"].playground
    live = animate.live()
    namespace = {"animate": animate, "live": live, "update": live.update, "kept": [live], "playground": playground}
    before = dict(namespace)
    animation.clear()
    found = replay(namespace, f"means = points = labels = at_all = 1\n{cell}")
    assert found["error"] is None
    assert animation == []
    namespace.pop("__builtins__", None)
    assert same_objects(namespace, before)
    assert autograder.animate is animate
    live.update(1)
    namespace["update"](1)
    assert animation == ["update", "update"]


def test_a_package_that_has_not_made_its_animations_has_none_after_a_replay(monkeypatch):
    """Our package loads its animations when they are asked for; a replay neither loads them nor leaves a stub."""
    package = types.ModuleType("autograder")
    monkeypatch.setitem(sys.modules, "autograder", package)
    assert replay({}, "from autograder import animate\nanimate.live(1).update(2)")["error"] is None
    assert "animate" not in vars(package)


def test_each_replay_begins_a_history_of_its_own(animation):
    """What a loop shows is kept for it, from its first turn on, so that it can ask for the means before."""
    import autograder

    namespace = {"live": autograder.animate.live(), "np": np}
    namespace["update"] = namespace["live"].update
    cell = "update(np.zeros(2)); live.update(np.ones(2))\nfound = [means.tolist() for means in live.history]"
    worker = Agent(namespace)
    for _ in range(2):
        assert replay(namespace, cell, names=["found"], agent=worker)["values"]["found"] == [[0, 0], [1, 1]]
    stands_in = {"live": agent.StandIn(), "np": np}
    stands_in["update"] = stands_in["live"].update
    assert replay(stands_in, cell, names=["found"])["values"]["found"] == [[0, 0], [1, 1]]
    assert stands_in["live"].history == []

def test_the_class_of_a_stand_in_stays_as_it_is():
    """Nobody puts a loop into `update` by way of its class, and odd means stop nothing."""
    kind = type(agent.StandIn())
    with pytest.raises(AttributeError, match="animations keep their own `update`"):
        kind.update = staticmethod(print)
    with pytest.raises(AttributeError, match="animations keep their own `__call__`"):
        del kind.__call__
    agent.StandIn().update([[1], [2, 3]])



def test_a_stand_in_shows_nothing_and_keeps_a_bounded_history():
    """The object in an animation's place is called and displayed without effect; `update` gives None, as ours."""
    still = agent.StandIn()
    assert type(still(1, b=2).live(3).save.play()) is agent.StandIn
    assert still._ipython_display_() is None
    assert type(copy.copy(still)) is agent.StandIn
    assert still.update(1, [2]) is None
    for number in range(3000):
        still.update(number)
    assert len(still.history) <= agent.MAX_STATES
    assert still.history[-1] == 2999
    with pytest.raises(AttributeError):
        _ = still.__array__


def test_the_students_names_are_put_back_after_a_call():
    """A call of a function silences `sleep` for its duration only."""
    namespace = {"sleep": time.sleep}
    exec("def nap(x):\n    sleep(60)\n    print('woke')\n    return x + 1", namespace)
    worker = Agent(namespace)
    answer, _ = worker.answer({"do": "fetch", "names": ["nap"]}, [])
    _, number, name = answer["values"]["nap"]
    report, _ = worker.answer({"do": "call", "function": number, "arguments": [["int", "1"]], "seconds": 5}, [])
    assert (name, report["value"], report["error"]) == ("nap", ["int", "2"], None)
    assert namespace["sleep"] is time.sleep


def test_only_figures_of_the_replay_are_closed():
    """Figures that the student has open stay open, and those that a replay opens are closed."""
    plt.close("all")
    own = plt.figure(7)
    replay({"plt": plt}, "plt.figure(8); plt.figure(); plt.plot([1]); plt.figure(7)")
    assert plt.get_fignums() == [7]
    assert plt.figure(7) is own
    plt.close("all")


def test_quiet_puts_everything_back_after_an_exception():
    """Silence ends with the code inside, however that ends."""
    before = (time.sleep, plt.show, sys.stdout, sys.stderr)
    with pytest.raises(ZeroDivisionError), quiet({}):
        _ = 1 / 0
    assert (time.sleep, plt.show, sys.stdout, sys.stderr) == before


def test_warnings_are_reported_and_not_shown(recwarn):
    """Warnings of the student's code come back as texts, once each, and reach no one else."""
    cell = "import warnings\nfor _ in range(3): warnings.warn('careful')\nnp.sqrt(np.array([-1.0]))"
    found = replay({"np": np}, cell)
    assert found["warnings"] == ["careful", "invalid value encountered in sqrt"]
    assert not recwarn.list


def test_new_arrays_of_a_shape_come_back():
    """Arrays that a replay made come back when they have one of the shapes asked for: results elsewhere."""
    namespace = {"np": np, "old": np.ones((2, 2)), "_hidden": 0}
    cell = "new = np.zeros((2, 2)); small = np.zeros(2); _hidden = np.zeros((2, 2)); alias = old; wrong = [[0, 0]] * 2"
    found = replay(namespace, cell, names=["means"], shapes=[[2, 2]])
    assert list(found["others"]) == ["new"]


LIBRARIES = (["sklearn.cluster", "scipy.cluster"], ["kmeans", "kmeans2"])


@pytest.fixture(scope="module")
def libraries():
    """The libraries, imported before anything is watched."""
    for name in ("sklearn.cluster", "scipy.cluster.vq", "scipy.spatial.distance"):
        pytest.importorskip(name)


@pytest.mark.parametrize(
    "cell",
    [
        "from sklearn.cluster import KMeans\nKMeans(2, n_init=1).fit(x)",
        "import importlib\nm = importlib.import_module('sklearn.' + 'cluster')\n"
        "getattr(m, 'KM' + 'eans')(2, n_init=1).fit(x)",
        "tool = __import__('sklearn.cluster', fromlist=['x']).k_means\ntool(x, 2, n_init=1)",
        "import sys\nsys.modules['scipy.cluster.vq'].kmeans2(x, 2, seed=1)",
    ],
    ids=["plain", "importlib", "__import__", "sys.modules"],
)
@pytest.mark.filterwarnings("ignore")
def test_a_librarys_kmeans_is_noticed(libraries, cell):
    """A call of a library's K-means is seen, in whatever way it was reached."""
    x = np.random.default_rng(0).random((20, 3))
    found = replay({"x": x}, cell, watch=LIBRARIES[0], watch_functions=LIBRARIES[1])
    assert found["error"] is None
    assert any(".cluster" in call for call in found["library_calls"])


def test_distances_of_a_library_are_not_forbidden(libraries):
    """`cdist`, NumPy and the student's own functions are no library's K-means."""
    cell = """
from scipy.spatial.distance import cdist
def own_kmeans(x):
    return cdist(x, x[:2]).argmin(axis=1)
labels = own_kmeans(x)
counts = np.bincount(labels)
"""
    found = replay({"x": np.ones((5, 2)), "np": np}, cell, watch=LIBRARIES[0], watch_functions=LIBRARIES[1])
    assert (found["error"], found["library_calls"]) == (None, [])


def test_watching_ends_with_the_replay(libraries):
    """The profiler that was there before is there again."""
    replay({}, "x = 1", watch=LIBRARIES[0])
    assert sys.getprofile() is None


def test_a_watch_knows_modules_by_whole_names():
    """A module is forbidden by its own name or a parent's, not by a mere beginning."""
    watch = LibraryWatch(["faiss"], [])
    assert [watch._forbidden(name) for name in ("faiss", "faiss.x", "faissy")] == [True, True, False]


def test_fetching_gives_values_and_leaves_missing_names_out():
    """Only names that exist are in the answer."""
    answer, out = Agent({"x": 1, "y": np.arange(2)}).answer({"do": "fetch", "names": ["x", "y", "z"]}, [])
    assert answer["values"].keys() == {"x", "y"}
    assert Decoder(out).decode(answer["values"]["y"]).tolist() == [0, 1]


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_some_rows_stand_for_a_large_array():
    """Rows come with the shape and dtype of the whole; what is no array is named, what is not there is missing."""
    namespace = {"x": np.arange(20, dtype=np.float32).reshape(10, 2), "m": np.matrix([[1]]), "n": None}
    ask = lambda name: Agent(namespace).answer({"do": "rows", "name": name, "rows": [3, 99, 0]}, [])  # noqa: E731
    answer, out = ask("x")
    assert (answer["shape"], answer["dtype"]) == ([10, 2], "<f4")
    assert Decoder(out).decode(answer["rows"]).tolist() == [[6, 7], [0, 1]]
    assert ask("m")[0] == {"foreign": "numpy.matrix", "missing": False}
    assert ask("none")[0]["missing"] is True


def test_rows_come_from_a_snapshot():
    """Rows of the array as it was bound when the snapshot was made."""
    namespace = {"x": np.zeros((2, 1))}
    worker = Agent(namespace)
    worker.answer({"do": "keep", "as": "here"}, [])
    namespace["x"] = np.ones((2, 1))
    answer, out = worker.answer({"do": "rows", "name": "x", "rows": [0], "snapshot": "here"}, [])
    assert Decoder(out).decode(answer["rows"]).tolist() == [[0]]


def test_views_share_and_copies_do_not():
    """A slice shares memory with its array; a copy, a list and a missing name share with nothing."""
    x = np.zeros((5, 2))
    namespace = {"x": x, "view": x[:2], "copy": x[[0, 1]], "other": [1]}
    for name, shares in (("view", True), ("copy", False), ("other", False), ("missing", False)):
        assert Agent(namespace).answer({"do": "shares", "names": [name, "x"]}, [])[0] == {"shares": shares}


def test_arguments_of_a_call_come_back_changed():
    """A call sends back its result and its arguments, so that changes in place can be seen."""
    worker = Agent({})
    worker.functions[1] = lambda x, rng: (x.__setitem__(0, 9.0), rng.integers(10**9))[1]
    buffers = []
    arguments = [encode(np.zeros(2), buffers, {}), ["generator", "7"]]
    report, out = worker.answer({"do": "call", "function": 1, "arguments": arguments}, buffers)
    assert Decoder(out).decode(report["value"]) == np.random.default_rng(7).integers(10**9)
    assert Decoder(out).decode(report["arguments"][0]).tolist() == [9.0, 0.0]


@pytest.mark.parametrize(
    "value", [None, True, 3, 0.5, "x", [1, (2,)], {"a": np.arange(3)}, np.ones((2, 2), np.float32)], ids=repr
)
def test_what_the_judge_sends_arrives(value):
    """The agent decodes what the judge encodes, and its arrays can be written to."""
    buffers = []
    found = decode(encode(value, buffers, {}), buffers)
    np.testing.assert_equal(found, value)
    assert not isinstance(found, np.ndarray) or found.flags.writeable


class Hostile:
    """An object that raises whatever it is asked."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __call__(self):
        """Be callable."""

    def __array__(self, *_):
        raise RuntimeError

    def __repr__(self):
        raise RuntimeError

    def __len__(self):
        raise RuntimeError

    def __eq__(self, other):
        raise RuntimeError

    __hash__ = None


def test_an_object_that_raises_is_encoded():
    """Objects of the student's own are never asked anything that could raise."""
    assert encode(Hostile(), [], {})[0] == "function"
    assert encode([Hostile()], [], {})[1][0][0] == "function"


def test_what_is_too_large_is_only_named():
    """Lists of too many values, arrays of too many bytes and lists that hold themselves stay where they are."""
    endless = []
    endless += [endless] * 10
    big = np.broadcast_to(np.float64(0), (10_000, 10_000))
    row = [0.0] * 784
    huge = ([row] * 100, [[row] * 5000] * 5000, [0] * 20_000, endless, [np.zeros((1000, 1000))] * 1000)
    for value in huge:
        buffers = []
        assert encode(value, buffers, {}) == ["foreign", "list", None]
        assert not buffers
    assert encode(big, [], {}) == ["foreign", "numpy.ndarray of shape (10000, 10000)", None]
    assert encode([row] * 10, [], {})[0] == "list"


def test_cells_are_compiled_without_our_own_future():
    """A student's annotations are evaluated as in a notebook, whatever this package imports."""
    found = replay({}, "def f(x: 1 + 1): pass\nkind = f.__annotations__['x']", names=["kind"])
    assert found["values"] == {"kind": 2}


def test_an_answer_holds_no_object_of_the_students():
    """Whatever stands in the namespace, the answer is JSON and bytes."""
    namespace = {"a": Hostile(), "b": {1}, "c": np.array([object()]), "d": lambda: 0, "e": warnings}
    answer, out = Agent(namespace).answer({"do": "fetch", "names": list(namespace)}, [])
    assert out == []
    decoded = {name: Decoder(out).decode(node) for name, node in answer["values"].items()}
    assert all(type(value) is Foreign for value in decoded.values())


def peak_of(function, *, measure=True):
    """The peak of memory that a call of a function without arguments reports."""
    worker = Agent({})
    worker.functions[1] = function
    report, _ = worker.answer({"do": "calls", "function": 1, "calls": [[]], "measure": measure}, [])
    return report["peak"]


def test_the_peak_of_a_call_is_told_where_it_is_asked_for():
    """An array that is made and dropped is seen, nobody traces afterwards, and without a question nothing is told."""

    def drops():
        return np.zeros(1_000_000).sum()

    assert 8_000_000 <= peak_of(drops) < 9_000_000
    assert not tracemalloc.is_tracing()
    assert peak_of(drops, measure=False) is None


def test_a_measurement_leaves_that_of_the_notebook_running():
    """Where the notebook traces memory itself it goes on, and what it held before does not count."""
    tracemalloc.start()
    try:
        held = np.zeros(1_000_000)
        assert peak_of(lambda: held[:1000] + 1) < 1_000_000
        assert tracemalloc.is_tracing()
    finally:
        tracemalloc.stop()
    assert peak_of(tracemalloc.stop) is None
