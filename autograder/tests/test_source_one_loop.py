"""Correct answers in every style: each goes through exactly one Python loop."""

import pytest

from autograder.source import loops

SETUP = """
import time
import numpy as np
import matplotlib.pyplot as plt
from IPython.display import clear_output, display
from load import test_x
"""

# Each is the body of `for i in range(iterations):`.
BODIES = {
    "one_hot": """
        distances = (test_x**2).sum(1)[:, None] - 2 * test_x @ means.T + (means**2).sum(1)
        labels = distances.argmin(axis=1)
        one_hot = np.eye(num_means)[labels]
        means = one_hot.T @ test_x / np.maximum(one_hot.sum(0), 1)[:, None]
    """,
    "float32": """
        x = test_x.astype(np.float32)
        m = means.astype(np.float32)
        labels = (-2 * x @ m.T + (m**2).sum(1)).argmin(1)
        one_hot = (labels[:, None] == np.arange(num_means)).astype(np.float32)
        means = one_hot.T @ x / one_hot.sum(0)[:, None]
    """,
    "object_with_items": """
        class Table:
            def __init__(self, labels):
                self.rows = np.eye(num_means)[labels]
            def __getitem__(self, k):
                return self.rows[:, k]
            def __add__(self, other):
                return self.rows + other
        table = Table(np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1))
        counts = np.maximum((table + 0).sum(0), 1)
        first = np.sum(table[0])
        means = np.asarray(table.rows).T @ test_x / counts[:, None] + 0 * first
    """,
    "in_place": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        one_hot = np.eye(num_means)[labels]
        means[:] = one_hot.T @ test_x
        means /= one_hot.sum(0)[:, None]
    """,
    "out_argument": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        one_hot = np.eye(num_means)[labels]
        np.matmul(one_hot.T, test_x, out=means)
        np.divide(means, one_hot.sum(0)[:, None], out=means)
    """,
    "copyto": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        one_hot = np.eye(num_means)[labels]
        np.copyto(means, one_hot.T @ test_x / one_hot.sum(0)[:, None])
    """,
    "early_stop": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        one_hot = np.eye(num_means)[labels]
        new = one_hot.T @ test_x / one_hot.sum(0)[:, None]
        if np.allclose(new, means):
            print("converged after", i)
            break
        means = new
    """,
    "early_stop_on_labels": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        if i > 0 and (labels == old).all():
            break
        old = labels
        one_hot = np.eye(num_means)[labels]
        means = one_hot.T @ test_x / one_hot.sum(0)[:, None]
    """,
    "continue_when_empty": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        counts = np.bincount(labels, minlength=num_means)
        if (counts == 0).any():
            continue
        means = np.eye(num_means)[labels].T @ test_x / counts[:, None]
    """,
    "other_names": """
        abstand = (means**2).sum(1) - 2 * test_x @ means.T
        naechste = abstand.argmin(1)
        summen = np.zeros_like(means)
        np.add.at(summen, naechste, test_x)
        means = summen / np.bincount(naechste, minlength=10)[:, None]
    """,
    "add_at": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        sums = np.zeros((num_means, data_size))
        counts = np.zeros(num_means)
        np.add.at(sums, labels, test_x)
        np.add.at(counts, labels, 1)
        means = sums / counts[:, None]
    """,
    "bincount_flat": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        flat = (labels[:, None] * data_size + np.arange(data_size)).ravel()
        sums = np.bincount(flat, weights=test_x.ravel(), minlength=num_means * data_size)
        means = sums.reshape(num_means, data_size) / np.bincount(labels)[:, None]
    """,
    "einsum": """
        labels = np.argmin((means**2).sum(1) - 2 * np.einsum("nd,kd->nk", test_x, means), axis=1)
        one_hot = np.eye(num_means)[labels]
        means = np.einsum("nk,nd->kd", one_hot, test_x) / one_hot.sum(0)[:, None]
    """,
    "sort_and_reduceat": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        order = labels.argsort(kind="stable")
        starts = np.searchsorted(labels[order], np.arange(num_means))
        means = np.add.reduceat(test_x[order], starts, axis=0) / np.bincount(labels)[:, None]
    """,
    "sort_in_place": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        order = labels.argsort()
        labels.sort()
        starts = np.flatnonzero(np.diff(labels, prepend=-1))
        means = np.add.reduceat(test_x[order], starts) / np.diff(starts, append=num_img)[:, None]
    """,
    "broadcast": """
        labels = ((test_x[:, None, :] - means[None]) ** 2).sum(-1).argmin(1)
        mask = labels[None, :] == np.arange(num_means)[:, None]
        means = (mask[..., None] * test_x).sum(1) / mask.sum(1, keepdims=True)
    """,
    "cdist": """
        from scipy.spatial.distance import cdist
        labels = cdist(test_x, means).argmin(axis=1)
        one_hot = np.eye(num_means)[labels]
        means = one_hot.T @ test_x / one_hot.sum(0)[:, None]
    """,
    "masked_average_with_where": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        one_hot = np.eye(num_means)[labels]
        counts = one_hot.sum(0)[:, None]
        means = np.where(counts > 0, one_hot.T @ test_x / np.maximum(counts, 1), means)
    """,
    "errstate": """
        with np.errstate(divide="ignore", invalid="ignore"):
            labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
            one_hot = np.eye(num_means)[labels]
            means = np.nan_to_num(one_hot.T @ test_x / one_hot.sum(0)[:, None])
    """,
    "put_along_axis": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1, keepdims=True)
        one_hot = np.zeros((num_img, num_means))
        np.put_along_axis(one_hot, labels, 1, axis=1)
        means = one_hot.T @ test_x / one_hot.sum(0)[:, None]
    """,
    "pandas_groupby": """
        labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
        means = pd.DataFrame(test_x).groupby(labels).mean().to_numpy()
    """,
    "walrus": """
        labels = (d := (means**2).sum(1) - 2 * test_x @ means.T).argmin(1)
        means = (h := np.eye(num_means)[labels]).T @ test_x / h.sum(0)[:, None]
    """,
    "try_around": """
        try:
            labels = np.argmin((means**2).sum(1) - 2 * test_x @ means.T, axis=1)
            means = np.eye(num_means)[labels].T @ test_x / np.bincount(labels)[:, None]
        except ValueError as problem:
            print(problem)
    """,
}

STEP = BODIES["one_hot"]

# What is done besides in the loop of a correct answer.
SHOWN = {
    "nothing": "",
    "print": 'print(f"iteration {i}")',
    "images": """
        clear_output(wait=True)
        fig, axes = plt.subplots(1, 10)
        for k in range(10):
            axes[k].imshow(means[k].reshape(28, 28), cmap="gray")
            axes[k].axis("off")
        plt.show()
    """,
    "images_zipped": """
        for ax, mean in zip(axes.flat, means):
            ax.imshow(mean.reshape(28, 28))
            ax.set_title(f"{mean.max():.2f}")
        display(fig)
    """,
    "subplots_enumerated": """
        for k, mean in enumerate(means):
            plt.subplot(2, 5, k + 1)
            plt.imshow(np.asarray(mean).reshape((28, 28)))
        plt.pause(0.01)
    """,
    "set_data": """
        for image, mean in zip(images, means):
            image.set_data(mean.reshape(28, 28))
        fig.canvas.draw_idle()
        fig.canvas.flush_events()
    """,
    "strip_filled": """
        strip = np.zeros((28, 280))
        for k in range(num_means):
            strip[:, 28 * k : 28 * (k + 1)] = means[k].reshape(28, 28)
        plt.imshow(strip)
        plt.show()
    """,
    "strip_stacked": "plt.imshow(np.hstack([m.reshape(28, 28) for m in means]))",
    "inertia_printed": "print(sum(((test_x[labels == k] - means[k]) ** 2).sum() for k in range(num_means)))",
    "inertia_kept": """
        total = 0
        for k in range(num_means):
            total += ((test_x[labels == k] - means[k]) ** 2).sum()
        inertia.append(total)
    """,
    "history": "history.append([m.copy() for m in means])",
    "counts_printed": """
        for k in range(num_means):
            count = (labels == k).sum()
            print(k, count)
    """,
    "live": "live.update(means)",
    "live_with_labels": "live.update(means, labels)",
    "live_row_by_row": "for m in means:\n    live.update(m[None])",
    "live_list": "live.update(np.array([m for m in means]))",
    "live_made_in_the_loop": "animate.live(test_x).update(means)",
    "animation_of_a_list": "animate([[m for m in means]], test_x)",
    "progress_bar": """
        bar.update(1)
        bar.set_postfix(inertia=sum(((test_x - means[labels]) ** 2).sum(1)))
    """,
    "sleep": "time.sleep(0.1)",
    "plot_when_even": """
        if i % 5 == 0:
            for k in range(10):
                plt.subplot(1, 10, k + 1)
                plt.imshow(means[k].reshape(28, 28))
    """,
}


def indented(text, by=4):
    """Give a snippet with one common indentation."""
    from textwrap import dedent, indent

    return indent(dedent(text).strip("\n"), " " * by)


def cell(body, *more):
    """Give the timed cell of the exercise with something in its loop."""
    parts = "\n".join(filter(None, (indented(part) for part in (body, *more))))
    head = "start = time.time()\nfor i in range(iterations):\n"
    return f'{head}{parts}\nend = time.time()\nprint(f"{{(end - start) / iterations:.4f}} s")\n'


WHOLE = {
    "while_counter": "i = 0\nwhile i < iterations:\n" + indented(STEP) + "\n    i += 1",
    "while_true": "i = 0\nwhile True:\n" + indented(STEP) + "\n    i += 1\n    if i == iterations:\n        break",
    "while_not_done": "done = False\nn = 0\nwhile not done:\n    old = means.copy()\n"
    + indented(STEP)
    + "\n    n += 1\n    done = n == iterations or np.allclose(old, means)",
    "tqdm": "from tqdm.auto import tqdm\nfor i in tqdm(range(iterations)):\n" + indented(STEP),
    "underscore": "for _ in range(iterations):\n" + indented(STEP),
    "for_else": "for i in range(iterations):\n" + indented(STEP) + "\nelse:\n    print('ran to the end')",
    "timed": "%%time\n" + cell(STEP),
    "captured_and_timed": "%%capture out\n%%time\n" + cell(STEP),
    "magics_inside": "%matplotlib inline\n!nvidia-smi\n" + cell("%time pass", STEP),
    "plots_after": cell(STEP)
    + "for i in range(10):\n    plt.subplot(1, 10, i + 1)\n    plt.imshow(means[i].reshape(28, 28))",
    "plots_before": "for k in range(10):\n    plt.imshow(test_x[k].reshape(28, 28))\n" + cell(STEP),
    "function_in_cell": "def step(means):\n" + indented(STEP) + "\n    return means\n" + cell("means = step(means)"),
    "function_with_the_loop": "def kmeans(means, iterations):\n    for i in range(iterations):\n"
    + indented(STEP, 8)
    + "\n    return means\nmeans = kmeans(means, iterations)",
    "lambda_step": "assign = lambda m: ((m**2).sum(1) - 2 * test_x @ m.T).argmin(1)\n"
    + cell("h = np.eye(10)[assign(means)]\nmeans = h.T @ test_x / h.sum(0)[:, None]"),
    "global_in_function": "def step():\n    global means\n" + indented(STEP) + "\n" + cell("step()"),
    "renamed_at_the_end": "m = means.copy()\nfor i in range(iterations):\n"
    + indented(STEP.replace("means.", "m.").replace("means**", "m**").replace("means =", "m ="))
    + "\nmeans = m",
    "timings_kept": "times = []\n"
    + cell("t = time.time()", STEP, "times.append(time.time() - t)")
    + "print([round(t, 3) for t in times])",
    "inner_function_shows": "def show(means):\n    for k in range(10):\n        plt.subplot(1, 10, k + 1)\n"
    "        plt.imshow(means[k].reshape(28, 28))\n    plt.show()\n" + cell(STEP, "show(means)"),
    "function_fills_axes": "def show(means, axes):\n    for k in range(10):\n        axes[k].imshow(means[k])\n"
    + cell(STEP, "show(means, axes)"),
    "recursion_instead": "def run(n, means):\n    if n == 0:\n        return means\n"
    + indented(STEP)
    + "\n    return run(n - 1, means)\nmeans = run(iterations, means)",
    "reduce_instead": "from functools import reduce\ndef step(means, _):\n"
    + indented(STEP)
    + "\n    return means\nmeans = reduce(step, range(iterations), means)",
    "match_statement": cell(STEP, "match i:\n    case 0:\n        print('first')\n    case _:\n        pass"),
    "async_for_free": cell(STEP, "await_free = 1"),
    "seconds_listed": cell(STEP, "seconds = [0.0 for _ in range(3)]"),
}


@pytest.mark.parametrize("name", BODIES)
def test_counts_one_loop_in_every_style_of_step(name):
    """Each correct way to write a step goes through the one loop over iterations."""
    assert [loop.kind for loop in loops(SETUP + cell(BODIES[name]), "means")] == ["for"]


@pytest.mark.parametrize("name", SHOWN)
def test_does_not_count_loops_that_show(name):
    """What is printed, plotted or kept for later in the loop adds no loop to the count."""
    found = loops(cell(STEP, SHOWN[name]), "means", helpers=[SETUP])
    assert [(loop.kind, loop.line, loop.where) for loop in found] == [("for", 2, "")]


@pytest.mark.parametrize("name", WHOLE)
def test_counts_one_loop_in_every_style_of_cell(name):
    """Each correct way to write the whole cell goes through one loop."""
    assert len(loops(WHOLE[name], "means", helpers=[SETUP])) == 1


# A class of the student's whose method has the name of ours, and nothing to do with the means.
UNRELATED = "class Book:\n    def update(self, pages):\n        for k in range(10):\n            pages[k] = 0\n"

OTHER_CELLS = {
    "step": (
        "def step(points, means):\n    l = ((means**2).sum(1) - 2 * points @ means.T).argmin(1)\n"
        "    h = np.eye(10)[l]\n    return h.T @ points / h.sum(0)[:, None]",
        "means = step(test_x, means)",
    ),
    "step_in_place": (
        "def step(points, means):\n    l = ((means**2).sum(1) - 2 * points @ means.T).argmin(1)\n"
        "    h = np.eye(10)[l]\n    means[:] = h.T @ points / h.sum(0)[:, None]",
        "step(test_x, means)",
    ),
    "class": (
        "class KMeans:\n    def __init__(self, means):\n        self.means = means\n    def step(self, x):\n"
        "        l = ((self.means**2).sum(1) - 2 * x @ self.means.T).argmin(1)\n        h = np.eye(10)[l]\n"
        "        self.means = h.T @ x / h.sum(0)[:, None]\n    def show(self):\n        for m in self.means:\n"
        "            plt.imshow(m)\nmodel = KMeans(means)",
        "model.step(test_x)\nmeans = model.means",
    ),
    "unused_loops": ("for k in range(10):\n    print(k)\ndef slow(m):\n    return [x for x in m]", STEP),
    "initial_means_with_loops": (
        "rows = [np.random.randint(num_img) for _ in range(10)]\nmeans = np.array([test_x[r] for r in rows])",
        STEP,
    ),
    "norms_with_a_loop": (
        "norms = np.array([(x**2).sum() for x in test_x])",
        "l = (norms[:, None] - 2 * test_x @ means.T + (means**2).sum(1)).argmin(1)\n"
        "h = np.eye(10)[l]\nmeans = h.T @ test_x / h.sum(0)[:, None]",
    ),
    "last_definition": (
        "def step(m):\n    for x in m:\n        m = m + x\n    return m\ndef step(m):\n    return m + 1",
        "means = step(means)",
    ),
    "decorated": (
        "def timed(f):\n    def inner(*args):\n        t = time.time()\n        value = f(*args)\n"
        "        print(time.time() - t)\n        return value\n    return inner\n"
        "@timed\ndef step(m):\n    return m + 1",
        "means = step(means)",
    ),
    "counts_its_calls": (
        "def counted(f):\n    def inner(*args):\n        inner.calls += 1\n        return f(*args)\n"
        "    inner.calls = 0\n    return inner\n@counted\ndef step(m):\n    return m + 1",
        "means = step(means)",
    ),
    "replaced_after_use": (
        "def step(m):\n    return np.array([x for x in m])\nstep(means)\ndef step(m):\n    return m + 1",
        "means = step(means)",
    ),
    "tried_out_by_a_call": (
        "def run():\n    global means\n    for k in range(10):\n        means[k] = 0\n    means = means + 1\nrun()",
        "means = means + 1",
    ),
    "names_given_by_a_loop": ("for step in [1, 2]:\n    size = step", "means = means + 1"),
    "wrapped_again": (
        "def timed(f):\n    def inner(*args):\n        return f(*args)\n    return inner\n"
        "def step(m):\n    return m + 1\nstep = timed(step)",
        "means = step(means)",
    ),
    "plots": (
        "def plot(means):\n    fig, axes = plt.subplots(1, 10)\n    for ax, m in zip(axes, means):\n"
        "        ax.imshow(m.reshape(28, 28))\n    return fig",
        STEP + "\n        plot(means)",
    ),
    "other_cell_is_broken": ("def step(:\n", STEP),
    "animation": (f"{UNRELATED}live = animate.live(test_x)", STEP + "\n        live.update(means)"),
    "animation_that_was_given": (UNRELATED, STEP + "\n        live.update(means)"),
    "animation_by_another_name": (
        f"from autograder import animate as a\n{UNRELATED}show = a.live(test_x)\nshown = show",
        STEP + "\n        shown.update(means)",
    ),
    "animation_by_module": (
        f"import autograder\n{UNRELATED}show: object = autograder.animate.live(test_x)",
        STEP + "\n        show.update(means)",
    ),
    "animation_asked_for_its_history": (
        UNRELATED,
        STEP + "\n        live.update(means)\n        if np.allclose(means, live.history[-1]):\n            break",
    ),
    "animation_at_once": (UNRELATED, STEP + "\n        animate.live(test_x).update(means)"),
    "animation_at_the_end": (
        f"{UNRELATED}history = [means.copy()]",
        STEP + "\n        history.append(means.copy())\n        animate(history)",
    ),
}


@pytest.mark.parametrize("name", OTHER_CELLS)
def test_counts_nothing_of_other_cells_but_called_functions(name):
    """Loops in other cells count only in functions that the cell calls for its result."""
    helper, body = OTHER_CELLS[name]
    assert len(loops(cell(body), "means", helpers=[SETUP, helper])) == 1


def test_untouched_cell_has_no_loop_that_counts():
    """A loop whose body is still the Ellipsis influences nothing."""
    assert loops(cell("...  # TO DO"), "means") == []


def test_says_where_a_loop_is():
    """A loop is named by its kind, its line in its own cell, and the function that holds it."""
    helper = "def near(m):\n    return np.array([\n        ((m - x)**2).sum(1).argmin()\n        for x in test_x])"
    found = loops("for i in range(3):\n    means = means[near(means)]", "means", [helper])
    assert [(loop.kind, loop.line, loop.where) for loop in found] == [("for", 1, ""), ("comprehension", 4, "near")]
