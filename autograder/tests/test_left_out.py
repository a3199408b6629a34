"""Libraries that would do a student's work are there to import, and raise when they are used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from autograder.libraries import KMEANS, LEFT_OUT, WHOLE
from autograder.sandbox.left_out import NAME, files_of


def left_out(code: str) -> str:
    """Run code in a Python where some libraries are left out; give what it printed."""
    start = f"from autograder.sandbox.left_out import leave_out\nleave_out({LEFT_OUT!r})\n"
    done = subprocess.run([sys.executable, "-c", start + code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_an_import_costs_nothing() -> None:
    """A cell that imports a library, a class of it and asks for its version goes on."""
    assert left_out("""
import sklearn, sklearn.metrics as m, scipy.cluster.vq
from sklearn.cluster import KMeans as Means
from scipy.spatial.distance import cdist
class Mine(Means):
    pass
print(sklearn.__version__)
""") == "0"


def test_a_use_raises_and_is_remembered() -> None:
    """To call anything of the library raises, in a thread too, and the full name is kept."""
    assert left_out(f"""
import sys, threading
from sklearn.cluster import KMeans
import scipy.spatial.distance as far
threading.excepthook = lambda told: None
thread = threading.Thread(target=lambda: far.cdist([[1]], [[2]]))
thread.start(); thread.join()
for use in (lambda: KMeans(10), lambda: KMeans.fit([1])):
    try:
        use()
    except RuntimeError as problem:
        print(type(problem).__name__, "left to you" in str(problem))
print(sys.modules[{NAME!r}].used)
""").splitlines() == [
        "LeftToYou True", "LeftToYou True",
        "['scipy.spatial.distance.cdist', 'sklearn.cluster.KMeans', 'sklearn.cluster.KMeans.fit']",
    ]  # fmt: skip


def test_the_rest_of_scipy_goes_on() -> None:
    """What needs no clusters works as ever."""
    assert left_out("import scipy.stats, scipy.interpolate, scipy.spatial\nprint(scipy.stats.norm.cdf(0))") == "0.5"


def test_a_library_that_is_not_installed_stays_so() -> None:
    """Nobody finds a library here that would be missing elsewhere."""
    assert left_out("""
try:
    import pyclustering
except ModuleNotFoundError:
    print("missing")
""") == "missing"


def test_their_files_are_found_without_importing_them() -> None:
    """A package is its folder; a part of one is a folder or the files of that name."""
    places = [path.parent for path in files_of("scipy", sys.path)]
    assert [path.name for path in files_of("sklearn", sys.path)] == ["sklearn"]
    assert files_of("scipy.cluster", sys.path) == [places[0] / "scipy" / "cluster"]
    assert places[0] / "scipy" / "spatial" / "distance.py" in files_of("scipy.spatial.distance", sys.path)
    assert files_of("no_such_library", sys.path) == []
    assert all(isinstance(path, Path) and path.exists() for name in LEFT_OUT for path in files_of(name, sys.path))


def test_whatever_a_check_forbids_is_left_out() -> None:
    """Each forbidden library is left out, but for the part of SciPy that other parts need."""
    missing = [name for name in (*KMEANS, *WHOLE) if not any(f"{name}.".startswith(f"{part}.") for part in LEFT_OUT)]
    assert missing == ["scipy.spatial"]
