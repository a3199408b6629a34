"""Tell which calls repeat Python code without a `for` or `while` of their own, recursion included."""

from __future__ import annotations

import ast
import functools
from collections import defaultdict
from collections.abc import Collection, Iterator

from .cells import literal, words
from .changes import CHANGING, RUNS_TEXT, program_text, unseen_cell
from .effects import Var
from .scopes import Function, Unit, inside
from .slices import Slice

# Library functions that call a Python function, or take a Python step, again and again.
_LOOPING = frozenset({
    "builtins.map", "builtins.filter", "functools.reduce", "itertools.starmap", "itertools.accumulate",
    "itertools.takewhile", "itertools.dropwhile", "itertools.filterfalse", "timeit.timeit", "timeit.repeat",
    "scipy.ndimage.labeled_comprehension", "scipy.ndimage.generic_filter", "scipy.ndimage.generic_filter1d",
    "numba.vectorize", "numba.guvectorize",
})
_LOOPING_IN_NUMPY = words("vectorize frompyfunc apply_along_axis apply_over_axes fromiter")
_LOOPING_METHODS = words("map starmap imap imap_unordered map_async starmap_async apply apply_async applymap submit")
_WITH_KEY = frozenset({"builtins.sorted", "builtins.min", "builtins.max", "itertools.groupby"})
# Methods that Python calls once for each item, where it walks over an object or an array of objects.
_FOR_EACH_ITEM = words(
    "__getitem__ __next__ __add__ __radd__ __iadd__ __sub__ __rsub__ __mul__ __rmul__ __matmul__ __rmatmul__ "
    "__truediv__ __rtruediv__ __and__ __or__ __lt__ __le__ __gt__ __ge__ __eq__ __float__ __int__ __index__"
)
_WALKING = frozenset({
    "builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted", "builtins.sum",
    "builtins.min", "builtins.max", "builtins.any", "builtins.all", "builtins.zip", "collections.deque",
})
# Calls that take a function and call it once, or not at all.
_ONCE = frozenset({
    "numpy.fromfunction", "numba.jit", "numba.njit", "jax.jit", "jax.vmap", "threading.Thread", "atexit.register",
    "builtins.callable", "builtins.isinstance", "builtins.print", "builtins.id", "builtins.type", "builtins.getattr",
    "builtins.setattr", "builtins.hasattr", "builtins.repr", "builtins.str", "builtins.property",
    "builtins.staticmethod", "builtins.classmethod", "builtins.list", "builtins.tuple", "builtins.dict",
    "builtins.iter", "joblib.delayed",
})
_ONCE_IN = ("functools.", "operator.", "contextlib.", "warnings.", "types.")


def kind_of_function(node: ast.AST, part: Slice) -> str:
    """Give the kind of loop that a library's function makes where it is handed on, "" when it makes none."""
    if not isinstance(node, (ast.Name, ast.Attribute)) or not isinstance(node.ctx, ast.Load):
        return ""
    if isinstance(node, ast.Name) and part.program.paths.is_own(node.id):
        return ""
    return _kind_of_library_function(part.program.paths.of(node))


def kind_of_call(node: ast.Call, unit: Unit, part: Slice) -> str:
    """Give the kind of loop that a call makes, "" when it makes none."""
    paths = part.program.paths.of(node.func)
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if _runs_unseen_text(node, paths):
        return "exec"
    if any(part.program.is_unseen(path) for path in paths):
        return "unseen"
    if kind := _kind_of_library_function(paths):
        return kind
    if (paths & _WITH_KEY or method == "sort") and any(_is_key(keyword) for keyword in node.keywords):
        return "key"
    if "builtins.iter" in paths and len(node.args) == 2:
        return "iter"
    if _walks_over_objects(node, paths, part):
        return "items"
    if method in part.program.methods:
        return ""
    if method in _LOOPING_METHODS and not any(path.startswith(("numpy.", "matplotlib.")) for path in paths):
        return method
    return "callback" if _calls_back(node, method, paths, unit, part) else ""


def recursive(part: Slice) -> list[Function]:
    """Give one function of each circle of functions that call themselves or each other."""
    edges = {function: {f for f in _names(function, part)} for function in part.functions}
    edges = {function: others & edges.keys() for function, others in edges.items()}
    _peel(edges)
    found: list[Function] = []
    while edges:
        first = next(iter(edges))
        group, waiting = {first}, [first]
        back = defaultdict(set)
        for function, others in edges.items():
            for other in others:
                back[other].add(function)
        while waiting:
            function = waiting.pop()
            fresh = (edges[function] | back[function]) - group
            group |= fresh
            waiting.extend(fresh)
        found.append(first)
        edges = {function: others for function, others in edges.items() if function not in group}
    return found


def _kind_of_library_function(paths: set[str]) -> str:
    for path in sorted(paths):
        name = path.rpartition(".")[2]
        if path in _LOOPING or (path.startswith("numpy.") and name in _LOOPING_IN_NUMPY):
            return name
    return ""


def _runs_unseen_text(node: ast.Call, paths: set[str]) -> bool:
    if unseen_cell(node) or (paths & RUNS_TEXT and program_text(node) is None):
        return True
    return "builtins.compile" in paths and (not node.args or literal(node.args[0]) is None)


def _is_key(keyword: ast.keyword) -> bool:
    nothing = isinstance(keyword.value, ast.Constant) and keyword.value.value is None
    return keyword.arg == "key" and not nothing


def _calls_back(node: ast.Call, method: str, paths: set[str], unit: Unit, part: Slice) -> bool:
    """Tell whether a library gets a function of the student's, to call as often as it likes."""
    if paths & _ONCE or any(path.startswith(_ONCE_IN) for path in paths):
        return False
    if method in CHANGING or method == "pipe" or isinstance(node.func, ast.Lambda):
        return False
    if isinstance(node.func, ast.Name) and (part.calls.held([unit.scope.variable(node.func.id)]) or not paths):
        return False
    return any(_is_function(value, unit, part) for value in (*node.args, *(k.value for k in node.keywords)))


def _walks_over_objects(node: ast.Call, paths: set[str], part: Slice) -> bool:
    """Tell whether a library walks over objects whose class answers for each item in Python."""
    if not (paths & _WALKING or any(path.startswith("numpy.") for path in paths)):
        return False
    found = _objects(part)
    made = [value for value in node.args if isinstance(value, ast.Call) and getattr(value.func, "id", "") not in found]
    return any(_holds(value, found) for value in node.args if value not in made)  # a list of them was met by itself


@functools.lru_cache(maxsize=1)
def _objects(part: Slice) -> frozenset[str]:
    """Names of the student's classes that answer for each item, and of what holds their objects."""
    scopes = {function.scope.parent for function in part.functions if function.name in _FOR_EACH_ITEM}
    found = {function.name for function in part.functions if function.is_class and function.scope in scopes}
    assigned = [unit for unit in part.relevant if isinstance(unit.node, ast.Assign)] if found else []
    for _ in range(3):
        for unit in assigned:
            if _holds(unit.node.value, found):  # type: ignore[attr-defined]
                found |= {name for _, name in unit.effects.rebinds}
    return frozenset(found)


def _holds(node: ast.expr, names: Collection[str]) -> bool:
    """Tell whether an expression is such an object, or a list or an array of them."""
    match node:
        case ast.Name(id=name):
            return name in names
        case ast.Call(func=ast.Name(id=name)) if name in names:
            return True
        case ast.Call(func=ast.Attribute(attr="array" | "asarray") | ast.Name(id="list" | "tuple"), args=[first, *_]):
            return _holds(first, names)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return any(_holds(item, names) for item in items)
        case ast.ListComp(elt=item) | ast.Starred(value=item):
            return _holds(item, names)
    return False


def _is_function(node: ast.expr, unit: Unit, part: Slice) -> bool:
    if isinstance(node, ast.Name):
        return any(not function.is_class for function in part.defined_by(unit.scope.variable(node.id)))
    return isinstance(node, ast.Lambda)


def _names(function: Function, part: Slice) -> Iterator[Function]:
    """Give the functions that a function calls by their own names, by its parameters, or on its own object."""
    parameters: set[Var] = {(function.scope.number, name) for name in function.params}
    for unit in function.units:
        if unit not in part:
            continue
        for variable in unit.effects.reads:
            if not _only_asked(variable[1], unit):
                yield from part.defined_by(variable)
        yield from part.calls.held(parameters & unit.effects.called)
        for call in unit.effects.calls:
            if function.is_method and parameters & call.receiver:
                yield from part.program.methods.get(call.method, ())


def _only_asked(name: str, unit: Unit) -> bool:
    """Tell whether a function is only asked for something that was put into it: `step.calls += 1` is no call of it."""
    nodes = [node for expr in unit.exprs for node in inside([expr])]
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    parts = [node for node in nodes if isinstance(node, ast.Attribute) and not node.attr.startswith("__")]
    asked = {id(part.value) for part in parts if id(part) not in called}
    used = [node for node in nodes if isinstance(node, ast.Name) and node.id == name]
    return bool(used) and all(id(node) in asked for node in used)


def _peel(edges: dict[Function, set[Function]]) -> None:
    """Take away, again and again, the functions that call none of the rest, and those that none of them calls."""
    for _ in range(2):
        callers: dict[Function, set[Function]] = defaultdict(set)
        for function, others in edges.items():
            for other in others:
                callers[other].add(function)
        waiting = [function for function, others in edges.items() if not others]
        while waiting:
            function = waiting.pop()
            del edges[function]
            for caller in callers[function]:
                edges[caller].discard(function)
                if not edges[caller]:
                    waiting.append(caller)
        reverse: dict[Function, set[Function]] = {function: set() for function in edges}
        for function, others in edges.items():
            for other in others:
                reverse[other].add(function)
        edges.clear()
        edges.update(reverse)
