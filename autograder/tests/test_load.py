"""`load.py`: the right bytes or one clear error, whatever the disk and the network do."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import os
import pydoc
import shutil
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "autograder" / "data" / "mnist"
SHA256 = {
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
}
IMAGES = np.random.default_rng(7).integers(0, 256, (30, 784), np.uint8)
IDX = struct.pack(">4i", 2051, 30, 28, 28) + IMAGES.tobytes()
GZ = gzip.compress(IDX)
LABELS = np.arange(30, dtype=np.uint8) % 10
LABELS_IDX = struct.pack(">2i", 2049, 30) + LABELS.tobytes()
NAME = "train-images-idx3-ubyte"
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody answers


def module_from(path: Path) -> ModuleType:
    """Import a load.py afresh, so that nothing is loaded yet."""
    spec = importlib.util.spec_from_file_location("load", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the path of a cache folder that does not exist yet, on a machine without a network."""
    monkeypatch.setenv("KMEANS_DATA_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("KMEANS_MIRRORS", NOWHERE)
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "cache"


@pytest.fixture
def load(cache: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give a fresh `load` as `import load` finds it."""
    module = module_from(ROOT / "load.py")
    monkeypatch.setitem(sys.modules, "load", module)
    return module


@pytest.fixture
def small(load: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give a fresh `load` whose training set is thirty made-up images."""
    images = load.Idx(NAME, IMAGES.shape, hashlib.sha256(IDX).hexdigest())
    labels = load.Idx("train-labels-idx1-ubyte", LABELS.shape, hashlib.sha256(LABELS_IDX).hexdigest())
    monkeypatch.setitem(load.FILES, "train_x", images)
    monkeypatch.setitem(load.FILES, "train_y", labels)
    return load


Answer = Callable[[BaseHTTPRequestHandler], None]


def sending(body: bytes, status: int = 200, length: int | None = None) -> Answer:
    """Make an answer that claims `length` bytes (those of `body` unless said) and sends `body`."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def without_end(handler: BaseHTTPRequestHandler) -> None:
    """Send for as long as anyone listens."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"\x1f\x8b" + bytes(65_536))
    except OSError:
        pass


def drop_by_drop(handler: BaseHTTPRequestHandler) -> None:
    """Never be silent for long, and never be done."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for byte in GZ:
            handler.wfile.write(bytes([byte]))
            time.sleep(0.02)
    except OSError:
        pass


def silence(handler: BaseHTTPRequestHandler) -> None:
    """Accept, and say nothing for a while."""
    time.sleep(1.5)


def not_http(handler: BaseHTTPRequestHandler) -> None:
    """Answer with something that is not HTTP."""
    handler.wfile.write(b"220 ready when you are\r\n")


class Mirrors:
    """A web server on loopback: `answers` by folder, and the requests it had."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}
        mirrors = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mirrors.asked.append(self.path)
                folder, _, file = self.path.strip("/").rpartition("/")
                good = {f"{NAME}.gz": GZ, "train-labels-idx1-ubyte.gz": gzip.compress(LABELS_IDX)}
                mirrors.answers.get(folder, sending(good[file]))(self)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def mirrors(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirrors]:
    """Give two mirrors, `first` and `second`, both sound until told otherwise."""
    server = Mirrors()
    monkeypatch.setenv("KMEANS_MIRRORS", f"{server.url}/first {server.url}/second/")
    yield server
    server.close()


def run(*arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run Python with load.py's folder on its path, and warnings as errors."""
    everything = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments], cwd=cwd, env=everything, capture_output=True,
        text=True, timeout=60, check=False,
    )


# --- the arrays ---------------------------------------------------------------------------------


def test_the_shipped_files_unpack_to_the_published_bytes(load: ModuleType) -> None:
    """The two shipped files have the SHA-256 of MNIST's, and the table of hashes holds all four."""
    for name in ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"):
        unpacked = gzip.decompress((DATA / f"{name}.gz").read_bytes())
        assert hashlib.sha256(unpacked).hexdigest() == SHA256[name]
        assert SHA256[name] in (DATA / "LICENSE.md").read_text(encoding="utf-8")
    assert {file.name: file.sha256 for file in load.FILES.values()} == SHA256


def test_the_images_are_in_their_original_order(load: ModuleType) -> None:
    """Row i of `test_x` is image i of the file, and entry i of `test_y` is the digit it shows."""
    raw = gzip.decompress((DATA / "t10k-images-idx3-ubyte.gz").read_bytes())
    assert struct.unpack(">4i", raw[:16]) == (2051, 10000, 28, 28)
    for i in (0, 1, 4999, 9999):
        assert load.test_x[i].tobytes() == raw[16 + 784 * i : 16 + 784 * (i + 1)]
    assert load.test_x.tobytes() == raw[16:]
    raw = gzip.decompress((DATA / "t10k-labels-idx1-ubyte.gz").read_bytes())
    assert load.test_y.tobytes() == raw[8:]
    assert load.test_y[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]


def test_the_arrays_cannot_be_written(load: ModuleType) -> None:
    """The arrays are C-contiguous uint8 of the promised shapes, and nothing makes them writable."""
    assert load.test_x.shape == (10000, 784)
    assert load.test_y.shape == (10000,)
    for array in (load.test_x, load.test_y):
        assert array.dtype == np.uint8
        assert array.flags.c_contiguous
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
        with pytest.raises(ValueError, match="WRITEABLE"):
            array.setflags(write=True)
    own = load.test_x.copy()
    own[0, 0] = 9
    assert load.test_x[0, 0] == 0


def test_it_works_quietly_and_offline_from_any_folder(cache: Path, tmp_path: Path) -> None:
    """`from load import test_x` elsewhere prints nothing, touches no socket and writes no file."""
    code = (
        "import sys\n"
        "def forbid(event, args):\n"
        "    if event.startswith(('socket.', 'urllib.')): raise SystemExit(event)\n"
        "sys.addaudithook(forbid)\n"
        "from load import test_x, test_y\n"
        "from load import *\n"
        "assert test_x.shape == (10000, 784) and test_y.shape == (10000,)\n"
    )
    elsewhere = tmp_path / "a folder with spaces"
    elsewhere.mkdir()
    done = run("-c", code, cwd=elsewhere)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not cache.exists()
    assert list(elsewhere.iterdir()) == []


def test_it_works_where_a_wheel_puts_it(cache: Path, tmp_path: Path) -> None:
    """Copied beside the package's data, as in site-packages, it needs nothing else of the project."""
    shutil.copy(ROOT / "load.py", tmp_path)
    shutil.copytree(DATA, tmp_path / "autograder" / "data" / "mnist")
    code = "import load; assert load.test_x.any(); print(load.__file__)"
    done = run("-c", code, cwd=cache.parent.parent, PYTHONPATH=str(tmp_path))
    assert done.stdout.strip() == str(tmp_path / "load.py"), done.stderr


def test_it_needs_numpy_and_nothing_else() -> None:
    """Loading the test set imports only NumPy and the standard library, and no network code."""
    code = "import sys, load; load.test_x; print(*sys.modules)"
    modules = run("-c", code).stdout.split()
    tops = {name.partition(".")[0] for name in modules} - {"load", "numpy", "__main__"}
    bare = run("-c", "import sys, numpy; print(*sys.modules)").stdout.split()
    assert tops - {name.partition(".")[0] for name in bare} <= set(sys.stdlib_module_names)
    assert "platformdirs" not in tops
    assert "urllib.request" not in modules


def test_only_what_is_asked_for_is_loaded(load: ModuleType) -> None:
    """Asking for `test_x` loads `test_x` alone, once: the second time gives the same array."""
    assert not load.FILES.keys() & vars(load).keys()
    first = load.test_x
    assert load.FILES.keys() & vars(load).keys() == {"test_x"}
    assert load.test_x is first


def test_threads_get_the_same_array(load: ModuleType) -> None:
    """Threads that ask for an array at once all get the same one."""
    arrays: list[object] = []
    threads = [threading.Thread(target=lambda: arrays.append(load.test_y)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {id(array) for array in arrays} == {id(load.test_y)}
    assert len(arrays) == 8


def test_help_and_star_import_leave_the_network_alone(load: ModuleType, mirrors: Mirrors) -> None:
    """help(load), dir(load) and a star import show or give what is at hand, and download nothing."""
    assert "from load import test_x" in pydoc.render_doc(load)
    names: dict[str, object] = {}
    exec("from load import *", names)
    assert {"test_x", "test_y"} <= names.keys()
    assert {"test_x", "test_y", "MissingDataError"} <= set(dir(load))
    assert mirrors.asked == []


def test_an_unknown_name_is_an_ordinary_error(load: ModuleType) -> None:
    """A misspelt name raises what Python raises for any module."""
    with pytest.raises(AttributeError, match="'load' has no attribute 'tset_x'"):
        _ = load.tset_x
    with pytest.raises(ImportError, match="cannot import name 'tset_x' from 'load'"):
        from load import tset_x  # noqa: F401 - it is not there: that is the point


# --- downloads ----------------------------------------------------------------------------------


def test_the_training_set_is_downloaded_once(
    small: ModuleType, mirrors: Mirrors, cache: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The first use downloads quietly from the first mirror; the next session finds the cache."""
    assert np.array_equal(small.train_x, IMAGES)
    assert np.array_equal(small.train_y, LABELS)
    assert not small.train_x.flags.writeable
    assert mirrors.asked == [f"/first/{NAME}.gz", "/first/train-labels-idx1-ubyte.gz"]
    assert (cache / NAME).read_bytes() == IDX
    for name in ("train_x", "train_y"):
        delattr(small, name)
    mirrors.close()
    assert np.array_equal(small.train_x, IMAGES)
    assert np.array_equal(small.train_y, LABELS)
    assert tuple(capfd.readouterr()) == ("", "")


BAD = {
    "another file": (sending(gzip.compress(IDX[::-1])), "damaged, or another file"),
    "a file that is not gzipped": (sending(IDX[:-1] + b"!"), "damaged"),
    "a sign-in page": (sending(b"<html>Welcome to the campus network</html>"), "damaged: 42 of 23,536 bytes"),
    "an empty answer": (sending(b""), "damaged: 0 of 23,536 bytes"),
    "broken gzip": (sending(GZ[:500] + b"\xff" * 40 + GZ[540:]), "rror"),
    "a dropped connection": (sending(GZ[:9000], length=len(GZ)), "damaged|IncompleteRead"),
    "not found": (sending(b"no such thing", 404), "HTTP Error 404"),
    "out of order": (sending(b"", 503), "HTTP Error 503"),
    "a flood": (without_end, "more than the 23,536 bytes"),
    "a gzip bomb": (sending(gzip.compress(bytes(30_000_000))), "damaged, or another file"),
    "a trickle": (drop_by_drop, "too slow"),
    "silence": (silence, "timed out"),
    "no HTTP": (not_http, "no proper answer|HTTP/0.9"),
}


@pytest.mark.parametrize(("bad", "reason"), BAD.values(), ids=BAD)
def test_a_bad_mirror_is_passed_over(
    bad: Answer, reason: str, small: ModuleType, mirrors: Mirrors, cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is wrong with the first mirror, the second one is used; alone, it is told in the error."""
    monkeypatch.setattr(small, "STALL_SECONDS", 0.5)
    monkeypatch.setattr(small, "DOWNLOAD_SECONDS", 0.5)
    mirrors.answers["first"] = bad
    assert np.array_equal(small.train_x, IMAGES)
    assert (cache / NAME).read_bytes() == IDX
    del small.train_x
    (cache / NAME).unlink()
    monkeypatch.setenv("KMEANS_MIRRORS", f"{mirrors.url}/first")
    with pytest.raises(small.MissingDataError, match=reason):
        _ = small.train_x
    assert list(cache.iterdir()) == []


def test_a_bomb_is_never_unpacked(small: ModuleType) -> None:
    """Unpacking stops one byte after the size of the file, however much more there is."""
    import tracemalloc

    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(ValueError, match="damaged"):
        small.unpack(bomb, small.FILES["train_x"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_a_mirror_may_send_the_file_unpacked(small: ModuleType, mirrors: Mirrors) -> None:
    """A server that inflates on its way out, as some stores do, is as good as another."""
    mirrors.answers["first"] = sending(IDX)
    assert np.array_equal(small.train_x, IMAGES)
    assert len(mirrors.asked) == 1


def test_one_error_lists_everything_that_was_tried(
    small: ModuleType, mirrors: Mirrors, cache: Path
) -> None:
    """When nothing works, one OSError names each place in order, with its reason, and the remedy."""
    cache.mkdir()
    (cache / NAME).write_bytes(IDX[:100])
    mirrors.answers["first"] = sending(b"", 404)
    mirrors.answers["second"] = sending(gzip.compress(b"other"))
    with pytest.raises(OSError, match="could not be loaded") as caught:
        from load import train_x  # noqa: F401 - it cannot be had: that is the point
    assert type(caught.value) is small.MissingDataError
    lines = str(caught.value).splitlines()
    assert lines[1:6] == [
        f"  - {DATA / NAME}.gz: not there",
        f"  - {cache / NAME}: damaged: 100 of 23,536 bytes",
        f"  - {cache / NAME}.gz: not there",
        f"  - {mirrors.url}/first/{NAME}.gz: HTTP Error 404: Not Found",
        f"  - {mirrors.url}/second/{NAME}.gz: damaged: 5 of 23,536 bytes",
    ]
    remedy = "\n".join(lines[6:])
    for part in ("What to do", f"{NAME}.gz", small.MIRRORS[0], str(cache)):
        assert part in remedy
    assert "train_x" not in vars(small)


def test_the_remedy_of_the_error_works(small: ModuleType, cache: Path) -> None:
    """After the error, the .gz file put by hand into the folder it names is used, offline."""
    with pytest.raises(small.MissingDataError, match=str(cache)):
        _ = small.train_x
    cache.mkdir()
    (cache / f"{NAME}.gz").write_bytes(GZ)
    assert np.array_equal(small.train_x, IMAGES)


@pytest.mark.parametrize("mirror", ["nonsense", "ftp:", "http://[", "http://127.0.0.1:99999", "http://a b"])
def test_a_mirror_that_is_no_url_is_one_more_line(
    mirror: str, small: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistyped KMEANS_MIRRORS ends in the same clear error as a dead mirror."""
    monkeypatch.setenv("KMEANS_MIRRORS", mirror)
    with pytest.raises(small.MissingDataError, match="Tried"):
        _ = small.train_x


def test_the_usual_mirrors_are_asked_when_none_are_named(
    small: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without KMEANS_MIRRORS the three public mirrors are asked, over https, in order."""
    asked = []

    def refuse(url: str, timeout: float) -> None:
        asked.append(url)
        raise OSError("no network in tests")

    monkeypatch.delenv("KMEANS_MIRRORS")
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    with pytest.raises(small.MissingDataError):
        _ = small.train_x
    assert asked == [f"{mirror}/{NAME}.gz" for mirror in small.MIRRORS]
    assert len(asked) == 3
    assert all(url.startswith("https://") for url in asked)


# --- the cache ----------------------------------------------------------------------------------


SPOILT = {
    "empty": b"", "a byte short": IDX[:-1], "another byte": IDX[:-1] + b"\0", "a byte too long": IDX + b"\0",
    "compressed": GZ[:300],
}  # fmt: skip


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_cache_is_replaced(
    spoilt: bytes, small: ModuleType, mirrors: Mirrors, cache: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A truncated, altered or longer file in the cache is replaced without a word."""
    cache.mkdir()
    (cache / NAME).write_bytes(spoilt)
    assert np.array_equal(small.train_x, IMAGES)
    assert (cache / NAME).read_bytes() == IDX
    assert tuple(capfd.readouterr()) == ("", "")


@pytest.mark.parametrize("where", ["shipped", "cache"])
def test_other_digits_are_never_given_instead(
    where: str, small: ModuleType, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A well-formed file of other images is refused wherever it lies."""
    folder = {"shipped": tmp_path / "shipped", "cache": cache}[where]
    folder.mkdir()
    monkeypatch.setattr(small, "SHIPPED", tmp_path / "shipped")
    (folder / f"{NAME}.gz").write_bytes(gzip.compress(IDX[:16] + IDX[:15:-1]))
    with pytest.raises(small.MissingDataError, match="SHA-256"):
        _ = small.train_x


def test_twenty_processes_may_start_at_once(mirrors: Mirrors, cache: Path) -> None:
    """Twenty processes with an empty cache all get the array, and leave one sound file behind."""
    code = (
        "import hashlib, load\n"
        f"load.FILES['train_x'] = load.Idx({NAME!r}, (30, 784), {hashlib.sha256(IDX).hexdigest()!r})\n"
        "print(hashlib.sha256(load.train_x).hexdigest())\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(20)
    ]
    digests = {process.communicate(timeout=120)[0].strip() for process in started}
    assert digests == {hashlib.sha256(IMAGES.tobytes()).hexdigest()}
    assert [path.name for path in cache.iterdir()] == [NAME]
    assert (cache / NAME).read_bytes() == IDX


def test_a_cache_that_cannot_be_written_is_done_without(
    small: ModuleType, mirrors: Mirrors, cache: Path
) -> None:
    """Where the cache's path is taken by a file, each session downloads, and none complains."""
    cache.write_text("in the way")
    assert np.array_equal(small.train_x, IMAGES)
    assert cache.read_text() == "in the way"


def test_a_full_disk_leaves_nothing_behind(
    small: ModuleType, mirrors: Mirrors, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fills half-way, the array is there all the same, and no part of a file stays."""

    def write_half(path: Path, payload: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(payload[: len(payload) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    assert np.array_equal(small.train_x, IMAGES)
    assert list(cache.iterdir()) == []


def test_an_interrupted_write_leaves_nothing_behind(
    small: ModuleType, mirrors: Mirrors, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupting the kernel while the file is written leaves the cache as it was."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _ = small.train_x
    assert list(cache.iterdir()) == []


def homeless(*_: object, **__: object) -> Path:
    """Answer as older platformdirs do where there is no home: with an unexpanded tilde."""
    return Path("~/.cache/kmeans-by-hand")


@pytest.mark.parametrize("platformdirs", [SimpleNamespace(user_cache_path=homeless), None], ids=["old", "none"])
def test_a_user_without_a_home_has_no_cache(
    platformdirs: object, small: ModuleType, mirrors: Mirrors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a home folder the array is downloaded and nothing is stored, least of all a folder named ~."""
    monkeypatch.delenv("KMEANS_DATA_DIR")
    monkeypatch.setitem(sys.modules, "platformdirs", platformdirs)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    monkeypatch.chdir(tmp_path)
    assert np.array_equal(small.train_x, IMAGES)
    assert list(tmp_path.iterdir()) == []
    mirrors.close()
    del small.train_x
    with pytest.raises(small.MissingDataError, match="KMEANS_DATA_DIR names"):
        _ = small.train_x


def test_the_usual_cache_is_the_users(
    load: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache is the platform's folder for caches, or ~/.cache where platformdirs is not installed."""
    from platformdirs import user_cache_dir

    monkeypatch.delenv("KMEANS_DATA_DIR")
    assert load.cache_folder() == Path(user_cache_dir("kmeans-by-hand", appauthor=False))
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert load.cache_folder() == Path.home() / ".cache" / "kmeans-by-hand"
    monkeypatch.setenv("KMEANS_DATA_DIR", "~/digits")
    assert load.cache_folder() == Path.home() / "digits"
    monkeypatch.setenv("KMEANS_DATA_DIR", "digits")
    monkeypatch.chdir(tmp_path)
    assert load.cache_folder() == tmp_path / "digits"


# --- the command line ---------------------------------------------------------------------------


def test_check_says_where_each_file_is(mirrors: Mirrors, cache: Path) -> None:
    """On a fresh clone `--check` has one line per file, downloads nothing and exits 0."""
    done = run(str(ROOT / "load.py"), "--check")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"test_x   ok       {DATA / 't10k-images-idx3-ubyte.gz'}"
    assert lines[1] == f"test_y   ok       {DATA / 't10k-labels-idx1-ubyte.gz'}"
    assert lines[2].startswith("train_x  not yet") and "python -m load --fetch-train" in lines[2]
    assert lines[3].startswith("train_y  not yet")
    assert len(lines) == 4
    assert mirrors.asked == []


@pytest.mark.parametrize(
    ("damage", "reason"), [(None, "not there"), (b"\x1f\x8bhalf", "rror"), (b"", "damaged")]
)
def test_check_fails_where_a_shipped_file_is_not_sound(
    damage: bytes | None, reason: str, cache: Path, tmp_path: Path
) -> None:
    """When a shipped file is missing or damaged, `--check` says which, why and what to do, and exits 1."""
    shutil.copy(ROOT / "load.py", tmp_path)
    folder = tmp_path / "autograder" / "data" / "mnist"
    shutil.copytree(DATA, folder)
    spoilt = folder / "t10k-labels-idx1-ubyte.gz"
    spoilt.unlink()
    if damage is not None:
        spoilt.write_bytes(damage)
    done = run(str(tmp_path / "load.py"), "--check")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("test_x   ok ")
    assert lines[1].startswith("test_y   missing  install the course again")
    assert str(spoilt) in lines[1] and reason in lines[1]


def test_fetch_train_fills_the_cache(
    small: ModuleType, mirrors: Mirrors, cache: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`--fetch-train` shows its progress, stores both files and says where; again it is done at once."""
    monkeypatch.setattr(sys, "argv", ["load.py", "--fetch-train"])
    assert small.main() == 0
    said = capsys.readouterr()
    assert f"MB from {mirrors.url}/first/{NAME}.gz" in said.err
    assert f"train_x  ok       {cache / NAME}" in said.out
    assert f"train_y  ok       {cache / 'train-labels-idx1-ubyte'}" in said.out
    mirrors.close()
    assert small.main() == 0
    assert capsys.readouterr().err == ""


def test_fetch_train_says_what_went_wrong(
    small: ModuleType, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a network `--fetch-train` exits 1 with the clear error and no traceback."""
    monkeypatch.setattr(sys, "argv", ["load.py", "--fetch-train"])
    assert small.main() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"MNIST's {NAME} could not be loaded.")
    assert "What to do" in said.err


def test_fetch_train_tells_when_it_cannot_store(
    small: ModuleType, mirrors: Mirrors, cache: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A download that cannot be stored is a failure of `--fetch-train`, and the remedy is named."""
    cache.write_text("in the way")
    monkeypatch.setattr(sys, "argv", ["load.py", "--fetch-train"])
    assert small.main() == 1
    assert f"{cache} cannot be written: let KMEANS_DATA_DIR name another folder" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_teaches(arguments: list[str]) -> None:
    """`python load.py`, with --help or without, shows how the arrays are had and what the options do."""
    done = run(str(ROOT / "load.py"), *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    for part in ("from load import test_x", "(10000, 784)", "--check", "--fetch-train", "KMEANS_DATA_DIR"):
        assert part in done.stdout


def test_an_unknown_option_is_a_usage_error() -> None:
    """A mistyped option exits 2 and names itself."""
    done = run(str(ROOT / "load.py"), "--chekc")
    assert done.returncode == 2
    assert "--chekc" in done.stderr
