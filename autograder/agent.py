"""What works beside the student's code: hands out values as plain data and runs cells again on request.

This file is self-contained: a notebook imports it, and the judge sends its text into the student's
kernel. It decides nothing. Student code can change all of it, and gains nothing by that: what leaves
here is only data, and the verdict is made elsewhere.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import importlib
import io
import os
import signal
import sys
import threading
import time
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

COMM_TARGET = "kmeans_by_hand"  # where a kernel answers the judge
MAX_ITEMS = 10_000  # of a list, tuple or dictionary
MAX_DEPTH = 6
MAX_NODES = 40_000  # values in all, one within the other
MAX_DIMENSIONS = 8
MAX_TEXT = 20_000  # characters
MAX_STATES = 1200  # of a loop whose means are shown
MAX_ARRAY = 96 * 1024**2  # bytes
MAX_RESULTS = 64 * 1024**2  # bytes of what several calls give, together
LEFT_OUT = "kmeans_left_out"  # the module that remembers uses of libraries that are not there
PREPARED = "prepared"  # the snapshot that a replay in two parts goes on from


class OutOfTime(BaseException):
    """The student's code used up its time; not an Exception, so that `except Exception` lets it pass."""


def encode(value: Any, buffers: list[bytes], functions: dict[int, Any], depth: int = 0) -> list[Any]:
    """Turn a value into a JSON tree; arrays go to `buffers`, callables are kept in `functions`."""
    if depth == 0 and _too_large(value):
        return ["foreign", _type_name(value), None]
    if value is None or type(value) is bool:
        return ["plain", value]
    if type(value) is int:
        return ["int", str(value)] if value.bit_length() < 4096 else ["foreign", "a huge int", None]
    if type(value) is float:
        return ["float", value.hex()]
    if type(value) is str:
        return ["str", value[:MAX_TEXT]]
    if issubclass(type(value), (np.ndarray, np.generic)):
        return _encode_array(value, buffers)
    if type(value) in (list, tuple) and len(value) <= MAX_ITEMS and depth < MAX_DEPTH:
        return [type(value).__name__, [encode(item, buffers, functions, depth + 1) for item in value]]
    if type(value) is dict and len(value) <= MAX_ITEMS and depth < MAX_DEPTH:
        pairs = [[encode(part, buffers, functions, depth + 1) for part in pair] for pair in value.items()]
        return ["dict", pairs]
    if callable(value) and not issubclass(type(value), type):
        functions[id(value)] = value
        return ["function", id(value), _function_name(value)]
    return ["foreign", _type_name(value), None]


def _too_large(value: Any) -> bool:
    """Whether lists, tuples and dictionaries hold too many values, or arrays of too many bytes."""
    waiting, nodes, size = [value], 0, 0
    while waiting and nodes <= MAX_NODES and size <= MAX_ARRAY:
        found = waiting.pop()
        nodes += 1
        if type(found) in (list, tuple):
            waiting += found[: MAX_ITEMS + 1]
        elif type(found) is dict and len(found) <= MAX_ITEMS:
            waiting += [*found.keys(), *found.values()]
        elif issubclass(type(found), np.ndarray):
            size += np.ndarray.nbytes.__get__(found)  # whatever a subclass says
    return nodes > MAX_NODES or (size > MAX_ARRAY and nodes > 1)


def _type_name(value: Any) -> str:
    """`numpy.matrix`, `list`, `torch.Tensor`."""
    kind = type(value)
    module = str(kind.__module__).replace("numpy.ma.core", "numpy.ma")  # its name before NumPy 2
    return f"{'' if module == 'builtins' else f'{module}.'}{kind.__qualname__}"[:200]


def _function_name(function: Any) -> str:
    try:
        return str(function.__name__)[:100]
    except Exception:  # an object may raise anything when it is asked for an attribute
        return "a function"


def _encode_array(value: Any, buffers: list[bytes]) -> list[Any]:
    """Send an array's bytes in C order; a subclass goes as what it is called and its data."""
    array = np.asarray(value)
    if array.dtype.kind not in "fiub" or array.dtype.itemsize > 8:
        return ["foreign", f"{_type_name(value)} of dtype {array.dtype}"[:200], None]
    if array.nbytes > MAX_ARRAY or array.ndim > MAX_DIMENSIONS:
        return ["foreign", f"{_type_name(value)} of shape {array.shape}", None]
    buffers.append(np.ascontiguousarray(array).tobytes())
    node = ["array", len(buffers) - 1, array.dtype.str, list(array.shape)]
    if type(value) is not np.ndarray and issubclass(type(value), np.ndarray):
        return ["foreign", _type_name(value), node]
    return node


def decode(node: list[Any], buffers: list[Any]) -> Any:
    """Rebuild a value that the judge sent: the inverse of `encode`, for trusted input."""
    kind, *rest = node
    if kind == "array":
        index, dtype, shape = rest
        return np.frombuffer(buffers[index], dtype=dtype).reshape(shape).copy()
    if kind in ("list", "tuple"):
        items = [decode(item, buffers) for item in rest[0]]
        return items if kind == "list" else tuple(items)
    if kind == "dict":
        return {decode(key, buffers): decode(item, buffers) for key, item in rest[0]}
    if kind == "generator":
        return np.random.default_rng(int(rest[0]))
    if kind == "laid":
        return _laid(decode(rest[0], buffers), *rest[1:])
    if kind == "once":
        return once(decode(rest[0], buffers), rest[1])
    if kind == "int":
        return int(rest[0])
    return float.fromhex(rest[0]) if kind == "float" else rest[0]


def _laid(array: Any, order: str, writeable: bool) -> Any:
    """Lay an array out in another way: in Fortran order ("F"), with gaps between rows ("strided"), or read-only."""
    if order == "strided":
        array = np.repeat(array, 2, axis=0)[::2]
    else:
        array = np.array(array, order="F" if order == "F" else "C")
    array.flags.writeable = writeable
    return array


def once(arrays: list[Any], reused: bool) -> Iterator[Any]:
    """Give arrays one by one; with `reused` each holds zeros as soon as the next is asked for."""
    for array in arrays:
        yield array
        if reused:
            array.fill(0)


@contextlib.contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise OutOfTime in the code inside after `seconds`; where there are no alarms, interrupt it."""
    in_main = threading.current_thread() is threading.main_thread()
    if not seconds or not in_main or sys.platform == "emscripten":
        yield
    elif hasattr(signal, "setitimer"):
        with _alarm(seconds):
            yield
    else:
        with _interrupt(seconds):
            yield


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(*_: Any) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _interrupt(seconds: float) -> Iterator[None]:
    import _thread

    rang = threading.Event()

    def ring() -> None:
        rang.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background ignores
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if rang.is_set():
            raise OutOfTime from None
        raise
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD, M_MMAP_MAX = -1, -2, -3, -4  # of mallopt(3)
MIB = 1024**2


def keep_freed_memory() -> Callable[[], None]:
    """Let memory that is freed stay with this process, where the C library is glibc; give what ends that.

    Large arrays otherwise go back to the system each time, and the next one comes page by page: at a price that
    depends on what else the machine does, and that may be more than the computing itself.
    """
    try:
        import ctypes

        library = ctypes.CDLL(None)
        set_option, give_back = library.mallopt, library.malloc_trim
    except (ImportError, OSError, TypeError, AttributeError):  # another system, or another C library
        return lambda: None
    for option, value in ((M_MMAP_MAX, 0), (M_TRIM_THRESHOLD, 1024 * MIB), (M_TOP_PAD, 64 * MIB)):
        set_option(option, value)

    def end() -> None:
        """Set what glibc itself comes to in a process with large arrays, and give free memory back."""
        usual = ((M_MMAP_MAX, 65536), (M_MMAP_THRESHOLD, 32 * MIB), (M_TRIM_THRESHOLD, 64 * MIB), (M_TOP_PAD, MIB // 8))
        for option, value in usual:
            set_option(option, value)
        give_back(0)

    return end


class Sealed(type):
    """A class that stays as it is: code that a loop does not show is not put into its methods."""

    def __setattr__(cls, name: str, value: object) -> None:
        raise AttributeError(f"animations keep their own `{name}`")

    def __delattr__(cls, name: str) -> None:
        raise AttributeError(f"animations keep their own `{name}`")


class StandIn(metaclass=Sealed):
    """Stands in an animation's place: keeps the means that it is given, and shows nothing, whatever is asked of it."""

    def __init__(self) -> None:
        self.history: list[Any] = []

    def __getattr__(self, name: str) -> StandIn:
        if name.startswith("_"):  # IPython does not believe an object that has every private name
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> StandIn:
        """Give another one, so that what is asked next shows nothing either."""
        return StandIn()

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __repr__(self) -> str:
        return "nothing is shown here"

    def update(self, means: Any = None, *_: Any, **__: Any) -> None:
        """Keep the means, as a loop may ask for those of the turn before."""
        with contextlib.suppress(Exception):
            self.history.append(np.array(means))
        if len(self.history) > MAX_STATES:
            del self.history[: MAX_STATES // 2]

    def _ipython_display_(self, **_: Any) -> None:
        """Show nothing in a notebook."""


ANIMATION = "autograder.animation"


def _animates(value: Any) -> bool:
    """Whether a value is a part of our animation: told by where its class or function was written."""
    kind = type(value)
    module = value.__module__ if kind is types.FunctionType else kind.__module__
    return kind is StandIn or (isinstance(module, str) and f"{module}.".startswith(f"{ANIMATION}."))


def _stand_ins(namespace: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Names that are given to our animation or its methods: each with its value, and what takes the place of that."""
    made: dict[int, StandIn] = {}
    for name, value in list(namespace.items()):
        method = type(value) is types.MethodType
        owner = value.__self__ if method else value
        if _animates(owner):
            stand_in = made.setdefault(id(owner), StandIn())
            yield name, value, getattr(stand_in, value.__name__) if method else stand_in


class Unread(io.StringIO):
    """A file that keeps nothing of what is written: a loop that prints without end fills no memory."""

    def write(self, text: str, /) -> int:
        """Write nothing; give the length of the text as if it had been."""
        return len(text)


@contextlib.contextmanager
def quiet(namespace: dict[str, Any]) -> Iterator[None]:
    """Make printing, showing, animating, clearing and sleeping do nothing in the code inside."""
    undo: list[Callable[[], None]] = []

    def replace(owner: Any, name: str, by: Callable[..., None] | None = None) -> None:
        original, by = getattr(owner, name, None), by or nothing
        if original is None:
            return
        own = name in vars(owner) if hasattr(owner, "__dict__") else True
        setattr(owner, name, by)
        undo.append(lambda: setattr(owner, name, original) if own else delattr(owner, name))
        for key, value in list(namespace.items()):
            if value is original:
                replace_name(key, original, by)

    def replace_name(key: str, original: Any, by: Any) -> None:
        namespace[key] = by
        undo.append(functools.partial(put_back_name, key, original, by))

    def put_back_name(key: str, original: Any, by: Any) -> None:
        if namespace.get(key) is by:
            namespace[key] = original

    def nothing(*_: Any, **__: Any) -> None:
        return None

    here, sleep = threading.get_ident(), time.sleep

    def sleep_elsewhere(seconds: float) -> None:
        """Sleep in other threads only: one that looks at something each second would look all the time."""
        if threading.get_ident() != here:
            sleep(seconds)

    shell = _shell()
    pyplot = sys.modules.get("matplotlib.pyplot")
    figures = set(pyplot.get_fignums()) if pyplot else set()
    if shell is not None:
        for name in ("publish", "clear_output"):
            replace(shell.display_pub, name)
    replace(time, "sleep", sleep_elsewhere)
    for name in ("show", "pause", "draw"):
        if pyplot is not None:
            replace(pyplot, name)
    for name, value, stand_in in _stand_ins(namespace):
        replace_name(name, value, stand_in)
    live = getattr(sys.modules.get(f"{ANIMATION}.live"), "Live", None)
    if live is not None:  # those in lists and the like
        replace(live, "update")
    undo.append(_in_package(StandIn()))
    try:
        with contextlib.redirect_stdout(Unread()), contextlib.redirect_stderr(Unread()):
            yield
    finally:
        for put_back in reversed(undo):
            put_back()
        if pyplot:
            for number in set(pyplot.get_fignums()) - figures:
                pyplot.close(number)


def _in_package(stand_in: StandIn) -> Callable[[], None]:
    """Put a stand-in in the place of `autograder.animate`, without loading that; give what puts it back."""
    names = vars(sys.modules.get("autograder", types.ModuleType("")))
    had, before = "animate" in names, names.get("animate")
    names["animate"] = stand_in

    def put_back() -> None:
        if had:
            names["animate"] = before
        else:
            names.pop("animate", None)

    return put_back


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


class LibraryWatch:
    """Notices calls into libraries' K-means modules while the student's code runs, however they were imported."""

    def __init__(self, modules: list[str], functions: list[str]) -> None:
        self.modules, self.functions = tuple(modules), set(functions)
        self.seen: set[str] = set()

    def __call__(self, frame: Any, event: str, arg: Any) -> None:
        """Be a profile function: `sys.setprofile(watch)`."""
        if event == "call":
            module = frame.f_globals.get("__name__") or ""
            if isinstance(module, str) and self._forbidden(module):
                self.seen.add(f"{module}.{frame.f_code.co_name}")
        elif event == "c_call":
            name, module = getattr(arg, "__name__", ""), getattr(arg, "__module__", None)
            module = module or type(getattr(arg, "__self__", None)).__module__  # of a method written in C
            if name in self.functions or self._forbidden(str(module)):
                self.seen.add(f"{module}.{name}".lstrip("."))

    def _forbidden(self, module: str) -> bool:
        return any(module == name or module.startswith(f"{name}.") for name in self.modules)


class Agent:
    """Answers requests about one namespace; each request and answer is a JSON tree and a list of buffers."""

    def __init__(self, namespace: dict[str, Any], protect: bool = True) -> None:
        self.namespace = namespace
        self.protect = protect  # copy arrays before a replay: in a notebook the student's own must stay
        self.snapshots: dict[str, dict[str, Any]] = {}
        self.functions: dict[int, Any] = {}

    def answer(self, request: dict[str, Any], buffers: list[Any]) -> tuple[dict[str, Any], list[bytes]]:
        """Do what `request["do"]` names: fetch, rows, shares, keep, room, write, replay, call or calls."""
        out: list[bytes] = []
        method = getattr(self, f"do_{request['do']}")
        return method(request, buffers, out), out

    def _encode(self, value: Any, out: list[bytes]) -> list[Any]:
        return encode(value, out, self.functions)

    def do_fetch(self, request: dict[str, Any], _: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Values of names; a name that does not exist is left out."""
        space = self._space(request)
        return {"values": {name: self._encode(space[name], out) for name in request["names"] if name in space}}

    def do_encode(self, request: dict[str, Any], _: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Encode a value that a notebook's cell handed over directly."""
        return {"value": self._encode(request["value"], out)}

    def do_rows(self, request: dict[str, Any], _: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Shape, dtype and some rows of a large array."""
        array = self._named(request)
        if type(array) is not np.ndarray or array.ndim < 1 or array.dtype.kind not in "fiub":
            dtype = f" of dtype {array.dtype}" if type(array) is np.ndarray else ""
            return {"foreign": f"{_type_name(array)}{dtype}"[:200], "missing": array is None}
        rows = [row for row in request["rows"] if row < len(array)]
        return {
            "shape": list(array.shape),
            "dtype": array.dtype.str,
            "rows": self._encode(array[rows], out),
        }

    def _named(self, request: dict[str, Any]) -> Any:
        return self._space(request).get(request["name"])

    def _space(self, request: dict[str, Any]) -> dict[str, Any]:
        """Give the namespace as it was at a snapshot, where one is asked for."""
        return self.snapshots.get(request.get("snapshot") or "", self.namespace)

    @contextlib.contextmanager
    def _as_of(self, request: dict[str, Any]) -> Iterator[None]:
        """Let names mean in the code inside what they meant at a snapshot: a later cell may have used them anew."""
        space, before = self.namespace, dict(self.namespace)
        try:
            if request.get("snapshot") in self.snapshots:
                space.clear()
                space.update(self.snapshots[request["snapshot"]])
            yield
        finally:
            space.clear()
            space.update(before)

    def do_shares(self, request: dict[str, Any], _: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Whether two arrays overlap in memory: one is a view of the other."""
        a, b = (self._named({**request, "name": name}) for name in request["names"])
        both = isinstance(a, np.ndarray) and isinstance(b, np.ndarray)
        return {"shares": bool(both and np.may_share_memory(a, b))}

    def do_keep(self, request: dict[str, Any], _: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Remember the namespace as it is now, for later replays."""
        self.snapshots[request["as"]] = dict(self.namespace)
        return {}

    def do_room(self, request: dict[str, Any], _: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Whether so many bytes of memory are to be had."""
        try:
            return {"room": np.empty(request["bytes"], np.uint8).nbytes == request["bytes"]}
        except MemoryError:
            return {"room": False}

    def do_write(self, request: dict[str, Any], buffers: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Put files into the working folder: those that were handed in beside the notebook."""
        for name, content in zip(request["names"], buffers, strict=True):
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
            with open(name, "wb") as file:
                file.write(content)
        return {}

    def do_call(self, request: dict[str, Any], buffers: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Call one of the student's functions and send back what it returned."""
        arguments = [decode(node, buffers) for node in request["arguments"]]
        result: list[Any] = []
        with self._as_of(request):
            report = self._guarded(
                lambda: result.append(self.functions[request["function"]](*arguments)), request, [""]
            )
        if result:
            report["value"] = self._encode(result[0], out)
            report["arguments"] = [self._encode(argument, out) for argument in arguments]
        return report

    def do_calls(self, request: dict[str, Any], buffers: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Call one of the student's functions with each of several inputs; what a call raises ends only that call."""
        function = self.functions[request["function"]]
        results: list[Any] = []
        _spoil_free_memory()
        with self._as_of(request):
            _import_early(self.namespace, request.get("watch") or [])
            with _peak_of_memory(bool(request.get("measure"))) as peak:
                report = self._guarded(
                    lambda: results.extend(_called(function, nodes, buffers) for nodes in request["calls"]),
                    request, [""],
                )  # fmt: skip
        report["peak"] = peak[0] if peak else None
        report["results"] = [self._encode_result(found, out) for found in results]
        return report

    def _encode_result(self, found: Any, out: list[bytes]) -> Any:
        """Encode what one call gave; what is too large together with all the others goes by its type's name only."""
        if isinstance(found, dict):
            return found
        before = len(out)
        nodes = [self._encode(value, out) for value in found]
        if sum(map(len, out)) <= MAX_RESULTS:
            return nodes
        del out[before:]
        return [["foreign", f"{_type_name(value)} that is too large", None] for value in found]

    def do_replay(self, request: dict[str, Any], buffers: list[Any], out: list[bytes]) -> dict[str, Any]:
        """Run cells again from a snapshot, with some values set, and send back what they left.

        The namespace is put back afterwards, whatever happened. `steps` is a list of
        ["run", source], ["try", source] (its exceptions are ignored) and ["set", {name: value}].
        With `keep_as` what the names mean in the end is kept as a snapshot, for one replay to go on from.
        """
        space = self.namespace
        texts = [step[1] for step in request["steps"] if step[0] != "set"]
        goes_on = request.get("snapshot") == PREPARED  # from a replay that has made the copies
        with self._as_of(request):
            if self.protect and not goes_on:
                _copy_changeable(space, texts)
            kept = list(space.values())  # held on to, so that no new object gets an old one's id
            report = self._guarded(lambda: self._steps(request["steps"], buffers), request, texts)
            report["values"] = {
                name: self._encode(space[name], out) for name in request["names"] if name in space
            }
            report["others"] = self._others(request, {id(value) for value in kept}, out)
            self.snapshots.pop(PREPARED, None)
            if request.get("keep_as"):
                self.snapshots[request["keep_as"]] = dict(space)
            return report

    def _steps(self, steps: list[Any], buffers: list[Any]) -> None:
        for kind, what in steps:
            if kind == "set":
                self.namespace.update({name: decode(node, buffers) for name, node in what.items()})
                continue
            with contextlib.suppress(Exception, SystemExit) if kind == "try" else contextlib.nullcontext():
                exec(compile(what, "<your cell>", "exec", dont_inherit=True), self.namespace)

    def _others(self, request: dict[str, Any], known: set[int], out: list[bytes]) -> dict[str, Any]:
        """Arrays that the replay made with one of the shapes asked for: results under another name."""
        shapes = [tuple(shape) for shape in request.get("shapes", ())]
        found = {
            name: value
            for name, value in self.namespace.items()
            if type(value) is np.ndarray and value.shape in shapes and id(value) not in known
            and name not in request["names"] and not name.startswith("_")
        }
        return {name: self._encode(found[name], out) for name in sorted(found)[:8]}

    def _guarded(self, work: Callable[[], None], request: dict[str, Any], texts: list[str]) -> dict[str, Any]:
        """Run student code under a time limit, silently; report its error, warnings and library calls."""
        watch = LibraryWatch(request.get("watch") or [], request.get("watch_functions") or [])
        used = getattr(sys.modules.get(LEFT_OUT), "used", [])  # of libraries that a kernel does without
        del used[:]
        report: dict[str, Any] = {"error": None, "out_of_time": False}
        with quiet(self.namespace), warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            before = sys.getprofile()
            if watch.modules:
                sys.setprofile(watch)
            try:
                with time_limit(request.get("seconds")):
                    work()
            except OutOfTime:
                report["out_of_time"] = True
            except BaseException as problem:  # whatever it is, it is the student's
                report["error"] = _describe(problem, texts)
            finally:
                sys.setprofile(before)
        report["warnings"] = sorted({str(warning.message)[:300] for warning in caught})[:10]
        report["library_calls"] = sorted({*watch.seen, *map(str, used)})[:10]
        return report


def serve(shell: Any, target: str = COMM_TARGET) -> None:
    """Answer the judge's requests, which come as comms of this target, beside a kernel's shell."""
    keep_freed_memory()
    agent = Agent(shell.user_ns, protect=False)

    def opened(comm: Any, message: dict[str, Any]) -> None:
        answer, buffers = agent.answer(message["content"]["data"], message.get("buffers") or [])
        comm.send(answer, buffers=buffers)

    shell.kernel.comm_manager.register_target(target, opened)
    shell.ask_exit = lambda: None  # `exit()` under the last check must not end what is still to be judged


def _spoil_free_memory() -> None:
    """Leave no zeros in memory that is free: `np.empty` is no `np.zeros`, and should not look like it by chance."""
    sizes = [*range(8, 1024, 8)] * 7 + [2**power for power in range(10, 19) for _ in range(4)]
    blocks = [np.full(size, 0x4B, dtype=np.uint8) for size in sizes]  # as floats they are about 5e54
    del blocks


def _import_early(namespace: dict[str, Any], libraries: list[str]) -> None:
    """Import those of some libraries that the student's functions import: watched, that would take many seconds."""
    codes = [value.__code__ for value in namespace.values() if type(value) is types.FunctionType]
    for name in {name for code in codes for name in _names_in(code)}:
        if any(f"{name}.".startswith(f"{library}.") for library in libraries):
            with contextlib.suppress(Exception):
                importlib.import_module(name)


@contextlib.contextmanager
def _peak_of_memory(measure: bool) -> Iterator[list[int]]:
    """Put into a list how many bytes the code inside held at most beyond those before; none without `tracemalloc`."""
    peak: list[int] = []
    try:
        tracemalloc = importlib.import_module("tracemalloc") if measure else None
    except ImportError:  # a Python without it
        tracemalloc = None
    if tracemalloc is None:
        yield peak
        return
    was_tracing = tracemalloc.is_tracing()
    if was_tracing:
        tracemalloc.reset_peak()
    else:
        tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    try:
        yield peak
    finally:
        if tracemalloc.is_tracing():  # unless the code inside ended it
            peak.append(tracemalloc.get_traced_memory()[1] - before)
            if not was_tracing:
                tracemalloc.stop()


def _called(function: Any, nodes: list[Any], buffers: list[Any]) -> Any:
    """Call a function once: (what it returned, its arguments as they are afterwards), or what it raised as a dict."""
    arguments = [decode(node, buffers) for node in nodes]
    try:
        return (function(*arguments), *arguments)
    except Exception as problem:
        return _describe(problem, [""], getattr(getattr(function, "__code__", None), "co_filename", ""))


def _copy_changeable(space: dict[str, Any], texts: list[str]) -> None:
    """Give a replay its own copies of the writable arrays and containers that its cells and functions mention."""
    codes = [value.__code__ for value in space.values() if type(value) is types.FunctionType]
    in_functions = {name for code in codes for name in _names_in(code)}
    for name, value in list(space.items()):
        changeable = type(value) in (list, dict, set) or (type(value) is np.ndarray and value.flags.writeable)
        if changeable and (name in in_functions or any(name in text for text in texts)):
            space[name] = copy.copy(value)


def _names_in(code: types.CodeType) -> set[str]:
    """Names that a function uses and does not own, those of the functions inside it too."""
    inner = [_names_in(const) for const in code.co_consts if isinstance(const, types.CodeType)]
    return set(code.co_names).union(*inner)


def _text_of(problem: BaseException) -> str:
    """Give the text of an exception; the student's own kind may raise when it is asked for one."""
    try:
        return str(problem)
    except Exception:
        return ""


def _describe(problem: BaseException, texts: list[str], filename: str = "<your cell>") -> dict[str, Any]:
    """Say what was raised, and on which line of the student's cell."""
    line, text = 0, ""
    for frame in traceback.extract_tb(problem.__traceback__):
        if frame.filename == filename and frame.lineno:
            line, text = frame.lineno, (frame.line or "").strip()[:200]
    if isinstance(problem, SyntaxError):
        line = problem.lineno or 0
    lines = texts[-1].splitlines() if texts else []
    if 0 < line <= len(lines):
        text = lines[line - 1].strip()
    return {"type": type(problem).__name__, "text": _text_of(problem)[:1000], "line": line, "code": text[:200]}
