"""Answers with more than one Python loop, however it is hidden: each is found, with its kind."""

from textwrap import dedent, indent

import pytest

from autograder.source import loops

SETUP = "import numpy as np\nimport matplotlib.pyplot as plt\nfrom load import test_x\n"
LABELS = "labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)\n"
MEAN_OF = "def mean_of(k):\n    return test_x[labels == k].mean(axis=0)\n"

# The body of `for i in range(iterations):`, with the kinds of the loops that are found besides that `for`.
BODIES = {
    "for_over_means": ("for k in range(num_means):\n    means[k] = test_x[labels == k].mean(0)", ["for"]),
    "while_over_means": ("k = 0\nwhile k < 10:\n    means[k] = test_x[labels == k].mean(0)\n    k += 1", ["while"]),
    "four_loops": (
        "for n in range(num_img):\n    best = None\n    for k in range(num_means):\n        d = 0\n"
        "        for j in range(data_size):\n            d += (test_x[n, j] - means[k, j]) ** 2\n"
        "        if best is None or d < best:\n            best, labels[n] = d, k\n"
        "means = np.eye(10)[labels].T @ test_x / np.bincount(labels)[:, None]",
        ["for"] * 3,
    ),
    "list_comprehension": ("means = np.array([test_x[labels == k].mean(0) for k in range(10)])", ["comprehension"]),
    "generator": ("means = np.stack(list(test_x[labels == k].mean(0) for k in range(10)))", ["comprehension"]),
    "set_comprehension": ("found = {k for k in labels}\nmeans = means[sorted(found)]", ["comprehension"]),
    "dict_comprehension": (
        "d = {k: test_x[labels == k].mean(0) for k in range(10)}\nmeans = np.array(list(d.values()))",
        ["comprehension"],
    ),
    "two_fors_in_one": (
        "d = np.array([((x - m)**2).sum() for x in test_x for m in means])\nmeans = means + d.mean()",
        ["comprehension"] * 2,
    ),
    "bincount_over_columns": (
        "s = np.stack([np.bincount(labels, weights=c, minlength=10) for c in test_x.T], axis=1)\n"
        "means = s / np.bincount(labels)[:, None]",
        ["comprehension"],
    ),
    "comprehension_for_its_effect": (
        "[means.__setitem__(k, test_x[labels == k].mean(0)) for k in range(10)]",
        ["comprehension"],
    ),
    "comprehension_with_copyto": (
        "_ = [np.copyto(means[k], test_x[labels == k].mean(0)) for k in range(10)]",
        ["comprehension"],
    ),
    "comprehension_over_rows": (
        "any(np.copyto(m, test_x[labels == k].mean(0)) for k, m in enumerate(means))",
        ["comprehension"],
    ),
    "comprehension_with_out": (
        "[np.mean(test_x[labels == k], axis=0, out=means[k]) for k in range(10)]",
        ["comprehension"],
    ),
    "comprehension_with_third_argument": (
        "[np.divide(sums[k], counts[k], means[k]) for k in range(10)]",
        ["comprehension"],
    ),
    "rows_of_zip": ("for m, k in zip(means, range(10)):\n    m[:] = test_x[labels == k].mean(0)", ["for"]),
    "row_changed": ("for k in range(10):\n    row = means[k]\n    row[:] = test_x[labels == k].mean(0)", ["for"]),
    "row_of_a_view": ("for row in means.reshape(10, 784):\n    row *= 0.5", ["for"]),
    "alias": ("m = means\nfor k in range(10):\n    m[k] = test_x[labels == k].mean(0)", ["for"]),
    "list_filled": (
        "new = []\nfor k in range(10):\n    new.append(test_x[labels == k].mean(0))\nmeans = np.array(new)",
        ["for"],
    ),
    "for_target": ("for means in [np.eye(10)[labels].T @ test_x]:\n    pass", ["for"]),
    "stop_decided_by_a_loop": (
        "new = np.eye(10)[labels].T @ test_x\nmoved = False\nfor k in range(10):\n"
        "    if not np.allclose(new[k], means[k]):\n        moved = True\nif not moved:\n    break\nmeans = new",
        ["for"],
    ),
    "stop_decided_by_all": (
        "new = np.eye(10)[labels].T @ test_x\nif all(np.allclose(a, b) for a, b in zip(new, means)):\n    break\n"
        "means = new",
        ["comprehension"],
    ),
    "else_of_a_loop": (
        "for k in range(10):\n    if (labels == k).sum() == 0:\n        break\n"
        "else:\n    means = np.eye(10)[labels].T @ test_x",
        ["for"],
    ),
    "items_of_a_class": (
        "class Moved:\n    def __len__(self):\n        return 10\n    def __getitem__(self, k):\n"
        "        return test_x[labels == k].mean(0)\nmeans = np.stack(list(Moved()))",
        ["items"],
    ),
    "objects_added_up": (
        "class Part:\n    def __init__(self, k):\n        self.k = k\n    def __add__(self, other):\n"
        "        means[self.k] = test_x[labels == self.k].mean(0)\n        return other\n"
        "parts = np.array([Part(0), Part(1)])\nparts.sum()\nmeans = means + parts.size",
        ["items"],
    ),
    "map": ("means = np.array(list(map(mean_of, range(10))))", ["map"]),
    "map_lambda": ("means = np.array(list(map(lambda k: test_x[labels == k].mean(0), range(10))))", ["map"]),
    "map_for_its_effect": ("list(map(means.__setitem__, range(10), new))", ["map"]),
    "map_under_another_name": ("m = map\nmeans = np.array(list(m(mean_of, range(10))))", ["map"]),
    "map_from_builtins": (
        "import builtins\nmeans = np.array(list(getattr(builtins, 'map')(mean_of, range(10))))",
        ["map"],
    ),
    "map_in_partial": (
        "from functools import partial\nmeans = np.array(list(partial(map, mean_of)(range(10))))",
        ["map"],
    ),
    "filter": ("means = np.array(list(filter(np.any, means)))", ["filter"]),
    "reduce": (
        "from functools import reduce\nmeans = reduce(lambda m, k: m + mean_of(k), range(10), means)",
        ["reduce"],
    ),
    "starmap": (
        "from itertools import starmap\nmeans = np.array(list(starmap(np.add, zip(means, means))))",
        ["starmap"],
    ),
    "accumulate": ("import itertools as it\nmeans = list(it.accumulate(means))[-1]", ["accumulate"]),
    "vectorize": ("means = np.vectorize(mean_of, signature='()->(n)')(np.arange(10))", ["vectorize"]),
    "vectorize_decorator": (
        "@np.vectorize\ndef near(n):\n    return ((means - test_x[n])**2).sum(1).argmin()\n"
        "means = np.eye(10)[near(np.arange(num_img))].T @ test_x",
        ["vectorize"],
    ),
    "vectorize_imported": (
        "from numpy import vectorize as v\nmeans = v(mean_of, signature='()->(n)')(np.arange(10))",
        ["vectorize"],
    ),
    "vectorize_by_getattr": (
        "means = getattr(np, 'vector' + 'ize')(mean_of, signature='()->(n)')(np.arange(10))",
        ["vectorize"],
    ),
    "vectorize_under_another_module_name": (
        "import numpy as xyz\nf = xyz.vectorize(mean_of, signature='()->(n)')\nmeans = f(np.arange(10))",
        ["vectorize"],
    ),
    "vectorize_by_import_module": (
        "import importlib\nq = importlib.import_module('numpy')\nmeans = q.vectorize(mean_of)(np.arange(10))",
        ["vectorize"],
    ),
    "frompyfunc": ("means = np.stack(np.frompyfunc(mean_of, 1, 1)(np.arange(10)))", ["frompyfunc"]),
    "apply_along_axis": (
        "labels = np.apply_along_axis(lambda x: ((x - means)**2).sum(1).argmin(), 1, test_x)\n"
        "means = np.eye(10)[labels].T @ test_x",
        ["apply_along_axis"],
    ),
    "apply_over_axes": ("means = np.apply_over_axes(np.sum, means, [0])", ["apply_over_axes"]),
    "fromiter": (
        "labels = np.fromiter(map(near, test_x), int)\nmeans = np.eye(10)[labels].T @ test_x",
        ["fromiter", "map"],
    ),
    "thread_pool": (
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor() as pool:\n"
        "    means = np.array(list(pool.map(mean_of, range(10))))",
        ["map"],
    ),
    "process_pool": ("means = np.array(pool.starmap(mean_of, zip(range(10))))", ["starmap"]),
    "dataframe_apply": ("means = pd.DataFrame(test_x).groupby(labels).apply(np.mean).to_numpy()", ["apply"]),
    "series_map": ("labels = pd.Series(labels).map(lambda k: k).to_numpy()\nmeans = means[labels]", ["map"]),
    "groupby_agg": ("means = pd.DataFrame(test_x).groupby(labels).agg(lambda g: g.mean()).to_numpy()", ["callback"]),
    "cdist_with_own_metric": (
        "from scipy.spatial.distance import cdist\n"
        "means = np.eye(10)[cdist(test_x, means, metric=lambda a, b: ((a - b)**2).sum()).argmin(1)].T @ test_x",
        ["callback"],
    ),
    "sorted_by_key": ("means = np.array(sorted(means, key=lambda m: m.sum()))", ["key"]),
    "min_by_key": ("means = means[min(range(10), key=lambda k: means[k].sum())]", ["key"]),
    "list_sort_by_key": ("rows = list(means)\nrows.sort(key=np.sum)\nmeans = np.array(rows)", ["key"]),
    "iter_until": ("means = np.array(list(iter(next_mean, None)))", ["iter"]),
    "exec_spelt_out": ('exec("for k in range(10):\\n    means[k] = test_x[labels == k].mean(0)")', ["for"]),
    "exec_unseen": ("exec(program)", ["exec"]),
    "exec_joined": ('exec("f" + f"or k in range(10): " + "means[k] = 0")', ["for"]),
    "exec_of_compile": ("exec(compile('for k in range(10): means[k] = 0', '', 'exec'))", ["for"]),
    "exec_decoded": ("import base64\nexec(base64.b64decode(text))", ["exec"]),
    "exec_of_builtins": ("__builtins__['exec'](program)", ["exec"]),
    "eval_spelt_out": (
        "means = np.array(eval('[test_x[labels == k].mean(0) for k in range(10)]'))",
        ["comprehension"],
    ),
    "eval_unseen": ("means = eval(expression)", ["exec"]),
    "run_cell": ("get_ipython().run_cell('for k in range(10): means[k] = 0')", ["exec"]),
    "globals_stored": ("for k in range(10):\n    globals()['means'][k] = test_x[labels == k].mean(0)", ["for"]),
    "main_module": (
        "import __main__\nfor k in range(10):\n    __main__.means[k] = test_x[labels == k].mean(0)",
        ["for"],
    ),
    "view_by_any_method": ("for k in range(10):\n    means.ctypes.data_as(pointer)[k] = 0", ["for"]),
    "names_of_ipython": ("for k in range(10):\n    get_ipython().user_ns['means'][k] = 0", ["for"]),
    "pushed": ("get_ipython().push({'means': [m for m in means]})", ["comprehension", "exec"]),
    "add_at_row_by_row": ("for k in range(10):\n    np.add.at(means, k, 1)", ["for"]),
    "random_shuffle": ("for k in range(10):\n    np.random.shuffle(means[k])", ["for"]),
    "sum_of_generator": ("means = sum(x for x in test_x) / num_img", ["comprehension"]),
    "walked_iterator": (
        "it = iter(range(10))\nwhile (k := next(it, None)) is not None:\n    means[k] = 0",
        ["while"],
    ),
    "async_for": ("async for k in turns():\n    means[k] = 0", ["for"]),
    "timeit": ("import timeit\ntimeit.timeit(change, number=10)", ["timeit"]),
    "unpacked": ("means[0], means[1], *rest = [test_x[labels == k].mean(0) for k in range(10)]", ["comprehension"]),
    "recursion_inside": (
        "def fill(k):\n    if k < 10:\n        means[k] = test_x[labels == k].mean(0)\n        fill(k + 1)\nfill(0)",
        ["recursion"],
    ),
    "mutual_recursion": (
        "def a(k):\n    means[k] = 0\n    b(k + 1)\ndef b(k):\n    if k < 10:\n        a(k)\na(0)",
        ["recursion"],
    ),
    "recursion_through_its_argument": (
        "def fill(f, k):\n    if k < 10:\n        means[k] = 0\n        f(f, k + 1)\nfill(fill, 0)",
        ["recursion"],
    ),
    "callable_class": (
        "class Step:\n    def __call__(self, m):\n        for k in range(10):\n            m[k] = 0\n        return m\n"
        "means = Step()(means)",
        ["for"],
    ),
    "operator_of_a_class": (
        "class M:\n    def __add__(self, other):\n        return np.array([m for m in other])\nmeans = M() + means",
        ["comprehension"],
    ),
    "property": (
        "class M:\n    @property\n    def new(self):\n        return np.array([m for m in means])\nmeans = M().new",
        ["comprehension"],
    ),
}


def cell(body):
    """Give the loop cell with a body; the labels are computed first."""
    return "for i in range(iterations):\n" + indent(LABELS + dedent(body), "    ") + "\n"


@pytest.mark.parametrize("name", BODIES)
def test_finds_the_loop_hidden_in_the_body(name):
    """A second loop that the means go through is found in each of its disguises."""
    body, kinds = BODIES[name]
    helper = MEAN_OF + "def near(x):\n    return ((x - means)**2).sum(1).argmin()\n"
    change = "def change():\n    global means\n    means = means + 1\n"
    found = loops(cell(body), "means", helpers=[SETUP, helper, change])
    assert sorted(loop.kind for loop in found) == sorted(["for", *kinds])


STEP_LOOP = "def step(m):\n    for k in range(10):\n        m[k] = test_x[labels == k].mean(0)\n    return m\n"
IN_PLACE = "def step(m):\n    for k in range(10):\n        m[k] = test_x[labels == k].mean(0)\n"

FAST = "def step(m):\n    return m + 1\n"
OTHER = STEP_LOOP.replace("def step", "def other")

# Another object's `update` that changes the means, under the name of our animation.
OWN_LIVE = "class Live:\n    def update(self, m):\n        for k in range(10):\n            m[k] = 0\n"

# The student's other cells, the loop's body, and the kinds and places of the loops besides the `for`.
HELPERS = {
    "function": ([STEP_LOOP], "means = step(means)", [("for", "step")]),
    "function_in_place": ([IN_PLACE], "step(means)", [("for", "step")]),
    "function_in_place_by_name": ([IN_PLACE], "step(m=means)", [("for", "step")]),
    "global": (["def step():\n    for k in range(10):\n        means[k] = 0\n"], "step()", [("for", "step")]),
    "declared_global": (
        ["def step():\n    global means\n    means = np.array([m for m in means])"],
        "step()",
        [("comprehension", "step")],
    ),
    "called_in_a_loop": (["def one(k):\n    means[k] = 0\n"], "for k in range(10):\n    one(k)", [("for", "")]),
    "called_in_a_comprehension": (
        ["def one(k):\n    means[k] = 0\n"],
        "[one(k) for k in range(10)]",
        [("comprehension", "")],
    ),
    "mapped": (["def one(k):\n    means[k] = 0\n"], "list(map(one, range(10)))", [("map", "")]),
    "deep": (
        [STEP_LOOP, "def outer(m):\n    return inner(m)\ndef inner(m):\n    return step(m)"],
        "means = outer(means)",
        [("for", "step")],
    ),
    "deep_in_place": (
        [IN_PLACE, "def outer(m):\n    inner(m)\ndef inner(m):\n    step(m)"],
        "outer(means)",
        [("for", "step")],
    ),
    "view_handed_on": ([IN_PLACE], "step(means.reshape(10, 784))", [("for", "step")]),
    "alias_of_function": ([STEP_LOOP, "go = step"], "means = go(means)", [("for", "step")]),
    "lambda": (["step = lambda m: np.array([x for x in m])"], "means = step(means)", [("comprehension", "step")]),
    "vectorized_elsewhere": (
        ["near = np.vectorize(lambda n: n)"],
        "means = means[near(np.arange(10))]",
        [("vectorize", "near")],
    ),
    "decorated_elsewhere": (
        ["@np.vectorize\ndef near(n):\n    return n"],
        "means = means[near(np.arange(10))]",
        [("vectorize", "near")],
    ),
    "jit": (["import numba\n@numba.njit\n" + STEP_LOOP], "means = step(means)", [("for", "step")]),
    "jit_called": (
        ["import numba\n" + STEP_LOOP + "fast = numba.njit(step)"],
        "means = fast(means)",
        [("for", "step")],
    ),
    "partial": (
        ["import functools\n" + STEP_LOOP + "go = functools.partial(step, means)"],
        "means = go()",
        [("for", "step")],
    ),
    "in_a_list": ([STEP_LOOP, "tools = [step]"], "means = tools[0](means)", [("for", "step")]),
    "in_a_dict": ([STEP_LOOP, "tools = {'s': step}"], "means = tools['s'](means)", [("for", "step")]),
    "by_globals": ([STEP_LOOP], "means = globals()['step'](means)", [("for", "step")]),
    "by_computed_globals": ([STEP_LOOP], "means = globals()[name](means)", [("for", "step")]),
    "method": (
        ["class A:\n    def step(self, m):\n        return np.array([x for x in m])\na = A()"],
        "means = a.step(means)",
        [("comprehension", "A.step")],
    ),
    "method_in_place": (
        ["class A:\n    def step(self, m):\n        for k in range(10):\n            m[k] = 0\na = A()"],
        "a.step(means)",
        [("for", "A.step")],
    ),
    "method_on_itself": (
        ["class A:\n    def step(self):\n        for k in range(10):\n            self.m[k] = 0\na = A()"],
        "a.step()\nmeans = a.m",
        [("for", "A.step")],
    ),
    "static_method": (
        ["class A:\n    @staticmethod\n    def step(m):\n        return np.array([x for x in m])"],
        "means = A.step(means)",
        [("comprehension", "A.step")],
    ),
    "called_instance": (
        ["class A:\n    def __call__(self, m):\n        return np.array([x for x in m])\na = A()"],
        "means = a(means)",
        [("comprehension", "A.__call__")],
    ),
    "generator_function": (
        ["def rows():\n    for k in range(10):\n        yield test_x[labels == k].mean(0)"],
        "means = np.array(list(rows()))",
        [("for", "rows")],
    ),
    "running_generator": (
        [
            "def run(m):\n    while True:\n        for k in range(10):\n            m[k] = 0\n        yield m\n",
            "runner = run(means)",
        ],
        "means = next(runner)",
        [("for", "run"), ("while", "run")],
    ),
    "lazy_generator": (
        ["later = (m + 1 for m in means)"],
        "means = np.array(list(later))",
        [("comprehension", "later")],
    ),
    "closure": (
        ["def make():\n    def step(m):\n        return np.array([x for x in m])\n    return step\nstep = make()"],
        "means = step(means)",
        [("comprehension", "make")],
    ),
    "closure_in_place": (
        ["def make(m):\n    def step():\n        for k in range(10):\n            m[k] = 0\n    return step"],
        "make(means)()",
        [("for", "make")],
    ),
    "decorator": (
        [
            "def ten(f):\n    def inner(m):\n        for k in range(10):\n            m = f(m, k)\n        return m\n"
            "    return inner\n@ten\ndef step(m, k):\n    return m + k"
        ],
        "means = step(means)",
        [("for", "ten")],
    ),
    "handed_over": (
        ["def each(f):\n    for k in range(10):\n        f(k)\ndef one(k):\n    means[k] = 0"],
        "each(one)",
        [("for", "each")],
    ),
    "handed_over_lambda": (
        ["def each(f):\n    for k in range(10):\n        f(k)"],
        "each(lambda k: means.__setitem__(k, 0))",
        [("for", "each")],
    ),
    "default_argument": (
        [STEP_LOOP, "def run(m, f=step):\n    return f(m)"],
        "means = run(means)",
        [("for", "step")],
    ),
    "recursion": (
        ["def go(m, k):\n    return m if k == 10 else go(m + k, k + 1)"],
        "means = go(means, 0)",
        [("recursion", "go")],
    ),
    "used_twice": ([STEP_LOOP], "means = step(means)\nmeans = step(means)", [("for", "step")]),
    "patched_numpy": (
        ["def slow(x):\n    return sum([v for v in x])\nnp.total = slow"],
        "means = means / np.total(means)",
        [("comprehension", "slow")],
    ),
    "under_a_condition_that_does_not_hold": (
        [STEP_LOOP, "if False:\n    def step(m):\n        return m + 1"], "means = step(means)", [("for", "step")],
    ),
    "installed_by_a_call": (
        [FAST, f"def install():\n    global step\n{indent(STEP_LOOP, '    ')}install()"],
        "means = step(means)",
        [("for", "install")],
    ),
    "installed_in_all_names": (
        [FAST, OTHER + "def install():\n    globals()['step'] = other\ninstall()"],
        "means = step(means)",
        [("for", "other")],
    ),
    "all_names_updated": ([FAST, OTHER + "globals().update(step=other)"], "means = step(means)", [("for", "other")]),
    "given_by_a_loop": ([OTHER + "for step in [other]:\n    pass"], "means = step(means)", [("for", "other")]),
    "given_by_the_way": ([OTHER + "print(step := other)"], "means = step(means)", [("for", "other")]),
    "appended": ([OTHER + "tools = []\ntools.append(other)"], "means = tools[0](means)", [("for", "other")]),
    "put_into_numpy_by_a_call": (
        [OTHER + "def install():\n    np.argmin = other\ninstall()"],
        "means = means + np.argmin(means)",
        [("for", "other")],
    ),
    "code_of_another": (
        [FAST, OTHER + "step.__code__ = step.__code__.replace(co_code=other.__code__.co_code)"],
        "means = step(means)",
        [("for", "other")],
    ),
    "text_that_another_cell_runs": ([FAST, "exec(text)"], "means = step(means)", [("exec", "")]),
    "module_that_is_not_there": (["from hidden_9f import step"], "means = step(means)", [("unseen", "")]),
    "function_of_bytes": (["import pickle\nstep = pickle.loads(data)"], "means = step(means)", [("unseen", "")]),
    "class_of_arrays": (
        ["class A(np.ndarray):\n    def __rmatmul__(self, o):\n        return np.array([o @ c for c in self])",
         "points = test_x.view(A)"],
        "means = labels @ points",
        [("comprehension", "A.__rmatmul__")],
    ),
    "called_by_numpy": (
        ["def called(*_):\n    for k in range(10):\n        means[k] = 0\nnp.seterrcall(called)"],
        "means = means / 0",
        [("callback", ""), ("for", "called")],
    ),
    "under_if": (["if True:\n" + indent(STEP_LOOP, "    ")], "means = step(means)", [("for", "step")]),
    "shown_and_changed": (
        ["def show(m):\n    for k in range(10):\n        plt.imshow(m[k])\n        m[k] = 0"],
        "show(means)",
        [("for", "show")],
    ),
    "changeable_default": (
        ["def one(k, m=means):\n    m[k] = 0"],
        "for k in range(10):\n    one(k)",
        [("for", "")],
    ),
    "handed_out": (
        ["def get():\n    return means"],
        "for k in range(10):\n    get()[k] = 0",
        [("for", "")],
    ),
    "unknown_thread": (
        ["import threading\ndef work():\n    for k in range(10):\n        means[k] = 0"],
        "threading.Thread(target=work).start()",
        [("for", "work")],
    ),
    "by_our_live": (
        ["live = animate.live(test_x)\ndef slow(m):\n    return np.array([row for row in m])"],
        "live.update(slow(means))\nmeans = live.history[-1]",
        [("comprehension", "slow")],
    ),
    "own_live": ([OWN_LIVE, "live = Live()"], "live.update(means)", [("for", "Live.update")]),
    "own_live_after_ours": (
        ["live = animate.live(test_x)", OWN_LIVE + "live = Live()"],
        "live.update(means)",
        [("for", "Live.update")],
    ),
    "own_live_or_ours": (
        [OWN_LIVE, "live = Live() if slow else animate.live(test_x)"],
        "live.update(means)",
        [("for", "Live.update")],
    ),
    "own_live_by_globals": ([OWN_LIVE + "globals()['live'] = Live()"], "live.update(means)", [("for", "Live.update")]),
    "own_live_by_a_loop": (
        [OWN_LIVE + "for live in [Live()]:\n    pass"],
        "live.update(means)",
        [("for", "Live.update")],
    ),
    "own_live_as_parameter": (
        [OWN_LIVE + "def step(m, live=Live()):\n    live.update(m)"],
        "step(means)",
        [("for", "Live.update")],
    ),
    "own_animate": (
        ["from autograder import animate", OWN_LIVE + "animate = Live()"],
        "animate.update(means)",
        [("for", "Live.update")],
    ),
    "class_of_our_live_changed": ([OWN_LIVE + "live.__class__ = Live"], "live.update(means)", [("for", "Live.update")]),
    "our_live_patched": (
        ["live = animate.live(test_x)\n" + IN_PLACE + "live.update = step"],
        "live.update(means)",
        [("for", "step")],
    ),
    "class_of_our_live_patched": (
        ["live = animate.live(test_x)\n" + IN_PLACE + "type(live).update = staticmethod(step)"],
        "live.update(means)",
        [("for", "step")],
    ),
    "our_live_patched_by_setattr": (
        ["live = animate.live(test_x)\n" + IN_PLACE + "setattr(live, 'update', step)"],
        "live.update(means)",
        [("for", "step")],
    ),
    "namespace": (
        ["import types\n" + IN_PLACE + "live = types.SimpleNamespace(update=step)"],
        "live.update(means)",
        [("for", "step")],
    ),
}


@pytest.mark.parametrize("name", HELPERS)
def test_finds_the_loop_in_what_the_body_calls(name):
    """A loop in a function of another cell counts when the means go through it, and says where it is."""
    cells, body, expected = HELPERS[name]
    found = loops(cell(body), "means", helpers=[SETUP, *cells])
    assert sorted((loop.kind, loop.where) for loop in found) == sorted([("for", ""), *expected])


@pytest.mark.parametrize(
    "body",
    [
        "import tools\nmeans = tools.step(means)",
        "import tools as t\nmeans = t.step(means)",
        "from tools import step\nmeans = step(means)",
        "from tools import step as go\nmeans = go(means)",
        "from tools import *\nmeans = step(means)",
        "import importlib\nmeans = importlib.import_module('tools').step(means)",
        "import tools\nmeans = getattr(tools, 'step')(means)",
        "from tools import deep\nmeans = deep(means)",
    ],
)
def test_finds_the_loop_in_a_shipped_module(body):
    """A module that came with the submission is read like another cell."""
    source = (
        "import numpy as np\n"
        + STEP_LOOP
        + "def deep(m):\n    return step(m)\ndef unused():\n    return [1 for _ in m]\n"
    )
    found = loops(cell(body), "means", helpers=[SETUP], modules={"tools": source})
    assert [(loop.kind, loop.where) for loop in found] == [("for", ""), ("for", "tools.step")]


@pytest.mark.parametrize(
    ("patch", "many"),
    [
        ("vars(np).update(argmin=each)", 2),
        ("np.__dict__.update({'argmin': each})", 2),
        ("table = vars(np)\ntable.update(argmin=each)", 2),
        ("settings = {}\nsettings.update(argmin=each)", 1),
    ],
)
def test_a_library_changed_through_its_table_of_names_counts(patch, many):
    """Whoever gives a library's function another meaning by `vars(np).update` has the loops of that counted."""
    helper = "import numpy as np\ndef each(a, axis=None):\n    return np.array([row.min() for row in a])\n" + patch
    assert len(loops(cell("means = np.eye(10)[np.argmin(means, axis=1)]"), "means", helpers=[helper])) == many
