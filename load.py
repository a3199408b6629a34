"""The MNIST digits as NumPy arrays: `from load import test_x`.

    test_x    (10000, 784)  uint8   the test images: a row is 28 x 28 grey values, 0 to 255
    test_y    (10000,)      uint8   the digit that each test image shows, 0 to 9
    train_x   (60000, 784)  uint8   the training images
    train_y   (60000,)      uint8   the digit that each training image shows

An array is loaded when it is first asked for. It is in MNIST's own order, and read-only, so that no
cell can spoil it for the next: `test_x / 255` and `test_x.copy()` make an array of your own. The test
set comes with the course and needs no network. The training set (10 MB) is downloaded once, and kept
in your cache folder, or in the folder that the environment variable KMEANS_DATA_DIR names.

    python load.py --check         say where each file is, and what to do when one is not there
    python load.py --fetch-train   download the training set now
"""

from __future__ import annotations

import hashlib
import math
import os
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Filled in by __getattr__. Only the test set is exported, so that `from load import *` needs no network.
test_x: NDArray[np.uint8]
test_y: NDArray[np.uint8]
train_x: NDArray[np.uint8]
train_y: NDArray[np.uint8]
__all__ = ["test_x", "test_y"]


class Idx(NamedTuple):
    """One of MNIST's files: its name, its array's shape, and the SHA-256 of its bytes, unpacked."""

    name: str
    shape: tuple[int, ...]
    sha256: str

    @property
    def size(self) -> int:
        """Bytes of the unpacked file: a header (longer for images than for labels), then the values."""
        return (16 if len(self.shape) == 2 else 8) + math.prod(self.shape)


FILES = {
    "test_x": Idx("t10k-images-idx3-ubyte", (10000, 784),
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    "test_y": Idx("t10k-labels-idx1-ubyte", (10000,),
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    "train_x": Idx("train-images-idx3-ubyte", (60000, 784),
                   "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    "train_y": Idx("train-labels-idx1-ubyte", (60000,),
                   "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
}
SHIPPED = Path(__file__).resolve().parent / "autograder" / "data" / "mnist"
MIRRORS = (  # the environment variable KMEANS_MIRRORS, URLs with spaces between, replaces them
    "https://storage.googleapis.com/cvdf-datasets/mnist",
    "https://ossci-datasets.s3.amazonaws.com/mnist",
    "https://raw.githubusercontent.com/fgnt/mnist/master",
)
STALL_SECONDS = 15  # how long a mirror may be silent
DOWNLOAD_SECONDS = 300  # how long one file may take from one mirror
SPARE_BYTES = 65_536  # how much longer than the unpacked file a packed one may be


class MissingDataError(OSError):
    """A file was found intact nowhere; the message lists what was tried, and what to do."""


def __getattr__(name: str) -> NDArray[np.uint8]:
    """Load one of the four arrays, the first time that it is asked for."""
    if name not in FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    file = FILES[name]
    place, payload = find(file)
    if isinstance(place, str):
        keep(payload, file)
    values = np.frombuffer(payload, np.uint8, offset=file.size - math.prod(file.shape))
    return globals().setdefault(name, values.reshape(file.shape))


def __dir__() -> list[str]:
    """Name what is at hand: help() fetches every name it is given, so none may need the network."""
    return sorted({*globals(), *__all__})


def find(
    file: Idx, online: bool = True, progress: Callable[[str, int], None] | None = None
) -> tuple[Path | str, bytes]:
    """Give the first place that has the file intact (a path or a URL), and the unpacked bytes."""
    tried = ""
    for place in places(file, online):
        try:
            packed = read(place, file) if isinstance(place, Path) else download(place, file, progress)
            return place, unpack(packed, file)
        except FileNotFoundError:
            tried += f"  - {place}: not there\n"
        except (OSError, ValueError, zlib.error) as error:
            tried += f"  - {place}: {getattr(error, 'strerror', None) or error}\n"
    raise MissingDataError(
        f"MNIST's {file.name} could not be loaded. Tried, in this order:\n{tried}"
        f"What to do: connect to the internet and try again; or download {file.name}.gz\n"
        f"on another computer from {MIRRORS[0]}\n"
        f"and put it into {cache_folder() or 'a folder that the environment variable KMEANS_DATA_DIR names'}"
    )


def places(file: Idx, online: bool) -> Iterator[Path | str]:
    """Say where a file may be, best place first: with the course, in the cache, on the mirrors."""
    yield SHIPPED / f"{file.name}.gz"
    if folder := cache_folder():
        yield folder / file.name
        yield folder / f"{file.name}.gz"
    if online:
        for mirror in os.environ.get("KMEANS_MIRRORS", "").split() or MIRRORS:
            yield f"{mirror.rstrip('/')}/{file.name}.gz"


def cache_folder() -> Path | None:
    """Give the folder for downloads; None when the user has no home and has named no folder."""
    with suppress(RuntimeError):
        if chosen := os.environ.get("KMEANS_DATA_DIR"):
            return Path(chosen).expanduser().absolute()
        try:
            from platformdirs import user_cache_path
        except ImportError:
            folder = Path.home() / ".cache" / "kmeans-by-hand"
        else:
            folder = user_cache_path("kmeans-by-hand", appauthor=False)
        return folder if folder.is_absolute() else None
    return None


def read(path: Path, file: Idx) -> bytes:
    """Read a file from disk, and never much more of it than there can rightly be."""
    with path.open("rb") as stream:
        return stream.read(file.size + SPARE_BYTES)


def download(url: str, file: Idx, progress: Callable[[str, int], None] | None) -> bytes:
    """Download a file within bounds of time and size; raise OSError where that cannot be done."""
    from http.client import HTTPException  # imported here, because few ever download anything
    from urllib.request import urlopen

    packed = bytearray()
    deadline = time.monotonic() + DOWNLOAD_SECONDS
    try:
        with urlopen(url, timeout=STALL_SECONDS) as answer:
            while chunk := answer.read1(SPARE_BYTES):
                packed += chunk
                if len(packed) > file.size + SPARE_BYTES:
                    raise OSError(f"sends more than the {file.size:,} bytes of the file")
                if time.monotonic() > deadline:
                    raise OSError(f"too slow: {len(packed):,} bytes in {DOWNLOAD_SECONDS} seconds")
                if progress:
                    progress(url, len(packed))
    except HTTPException as error:
        raise OSError(f"no proper answer ({type(error).__name__}: {error})") from error
    return bytes(packed)


def unpack(packed: bytes, file: Idx) -> bytes:
    """Inflate a gzipped file; raise ValueError unless it is the right one, byte for byte."""
    payload = packed
    if packed.startswith(b"\x1f\x8b"):
        payload = zlib.decompressobj(wbits=31).decompress(packed, file.size + 1)
    if len(payload) < file.size:
        raise ValueError(f"damaged: {len(payload):,} of {file.size:,} bytes")
    if hashlib.sha256(payload).hexdigest() != file.sha256:
        raise ValueError("damaged, or another file: its SHA-256 is not the right one")
    return payload


def keep(payload: bytes, file: Idx) -> bool:
    """Store a downloaded file for the next time, in one stroke; say whether the disk let us."""
    if not (folder := cache_folder()):
        return False
    part = folder / f".{file.name}.{os.urandom(8).hex()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(payload)
        os.replace(part, folder / file.name)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            part.unlink()
    return True


def check() -> list[tuple[bool, str]]:
    """Say of each file whether all is well, and where it is or what to do; nothing is downloaded."""
    report = []
    for name, file in FILES.items():
        try:
            well, state = True, f"ok       {find(file, online=False)[0]}"
        except MissingDataError as missing:
            if well := name.startswith("train"):
                state = "not yet  it is downloaded on first use, or now by: python -m load --fetch-train"
            else:
                state = f"missing  install the course again ({str(missing).splitlines()[1].strip(' -')})"
        report.append((well, f"{name:8} {state}"))
    return report


def fetch_train() -> None:
    """Download the training set into the cache; raise OSError where that cannot be done."""

    def show(url: str, received: int) -> None:
        print(f"\r{received / 1e6:6.1f} MB from {url}", end="", file=sys.stderr, flush=True)

    for name in ("train_x", "train_y"):
        place, payload = find(FILES[name], progress=show)
        if isinstance(place, str):
            print(file=sys.stderr)
            if not keep(payload, FILES[name]):
                raise OSError(f"{cache_folder()} cannot be written: let KMEANS_DATA_DIR name another folder")


def main() -> int:
    """Answer the command line: 0 when all is well, 1 when something is missing."""
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    parser = ArgumentParser("load.py", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="say where each file is; downloads nothing")
    parser.add_argument("--fetch-train", action="store_true", help="download the training set now")
    asked = parser.parse_args()
    if not (asked.check or asked.fetch_train):
        parser.print_help()
        return 0
    try:
        if asked.fetch_train:
            fetch_train()
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    report = check()
    print(*(line for _, line in report), sep="\n")
    return 0 if all(well for well, _ in report) else 1


if __name__ == "__main__":
    sys.exit(main())
