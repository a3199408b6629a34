"""Which calls change their arguments or their object, which only show something, and which run text."""

from __future__ import annotations

import ast

from .cells import literal, words
from .parsing import parsed

CHANGING = words(
    "sort fill put itemset partition resize byteswap append extend insert remove pop popitem clear reverse update "
    "add discard setdefault appendleft extendleft popleft rotate send at __setitem__ __delitem__ __iadd__ __isub__ "
    "__imul__ __itruediv__ __ifloordiv__ __imatmul__ __ior__ __iand__ __setattr__ __next__"
)
# Methods that hand on their object, or a view of it, so that changing what they give changes it.
VIEWS = words(
    "reshape ravel view transpose squeeze swapaxes asarray asanyarray ascontiguousarray atleast_1d atleast_2d "
    "atleast_3d iter next zip enumerate reversed list tuple dict tqdm track values items get setdefault pop "
    "array_split split vsplit hsplit dsplit nditer memoryview frombuffer broadcast_to as_strided moveaxis rollaxis "
    "expand_dims diagonal require getattr chain islice cycle partial __getitem__ __iter__ __next__ sorted"
)
# Calls for something to look at: as statements they change nothing that is computed.
SHOWING = words(
    "annotate axhline axis axvline bar barh clear cla clf close colorbar contour contourf display draw draw_idle "
    "errorbar figure fill_between flush flush_events grid hist hlines imshow info debug legend matshow pause pcolor "
    "pcolormesh plot print refresh remove_colorbar savefig scatter show step_plot subplot subplots_adjust suptitle "
    "text tick_params tight_layout title vlines warning write xlabel xlim xticks ylabel ylim yticks"
)
QUIET_LIBRARIES = words("matplotlib mpl_toolkits seaborn plotly bokeh warnings time logging tqdm IPython os")
NUMPY_ONLY_READS = words("save savez savez_compressed savetxt set_printoptions seterr seed")
_FIRST_ARGUMENT = words("copyto put place putmask put_along_axis fill_diagonal shuffle")
_FIRST_OF_LIBRARY = frozenset({
    "builtins.setattr", "builtins.delattr", "builtins.object.__setattr__", "builtins.type.__setattr__",
    "builtins.next", "operator.setitem", "operator.delitem", "operator.iadd",
    "operator.isub", "operator.imul", "operator.itruediv", "heapq.heappush", "heapq.heappop", "heapq.heapify",
})
_TWO_INPUTS = words("add subtract multiply divide true_divide floor_divide power matmul maximum minimum dot")
_ONE_INPUT = words("negative positive sqrt square exp log absolute abs")
# Calls that keep a function, to call it whenever something happens.
KEPT_BY = frozenset({
    "sys.settrace", "sys.setprofile", "sys.addaudithook", "threading.settrace", "threading.setprofile",
    "threading.settrace_all_threads", "threading.setprofile_all_threads", "signal.signal", "weakref.finalize",
    "gc.callbacks.append", "gc.callbacks.insert", "numpy.seterrcall", "numpy.errstate",
    "sys.monitoring.register_callback", "sys.meta_path.insert", "sys.meta_path.append",
    "unittest.mock.patch", "unittest.mock.patch.object",
})
RUNS_TEXT = frozenset({"builtins.exec", "builtins.eval"})
_RUNS_CELLS = words("run_cell run_cell_async run_cell_magic run_line_magic")
_CHANGES_NAMES = words("push ex ev run_code runcode safe_execfile")
_HARMLESS_MAGICS = words("matplotlib load_ext autoreload config precision pylab")


def changed_arguments(node: ast.Call, paths: set[str]) -> list[ast.expr]:
    """Give the arguments that a library's function changes in place."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    names = {path.rpartition(".")[2] for path in paths if path.startswith(("numpy.", "random."))}
    if name == "at" or name in _FIRST_ARGUMENT or names & _FIRST_ARGUMENT or paths & _FIRST_OF_LIBRARY:
        return node.args[:1]
    if names & _TWO_INPUTS:
        return node.args[2:]
    return node.args[1:] if names & _ONE_INPUT else []


def program_text(node: ast.Call) -> ast.Module | None:
    """Give the code that `exec("…")` or `eval("…")` runs, when it is spelt out and is Python."""
    text = node.args[0] if node.args else None
    if isinstance(text, ast.Call) and isinstance(text.func, ast.Name) and text.func.id == "compile" and text.args:
        text = text.args[0]
    code = literal(text)
    try:
        return None if code is None else parsed(code.strip())
    except (SyntaxError, ValueError):
        return ast.Module(body=[], type_ignores=[])


def unseen_cell(node: ast.Call) -> bool:
    """Tell whether a call hands text to IPython to be run."""
    if not isinstance(node.func, ast.Attribute):
        return False
    shell = isinstance(node.func.value, ast.Call) and getattr(node.func.value.func, "id", "") == "get_ipython"
    if node.func.attr not in _RUNS_CELLS and not (shell and node.func.attr in _CHANGES_NAMES):
        return False
    return not (node.args and literal(node.args[0]) in _HARMLESS_MAGICS)
