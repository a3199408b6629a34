"""One wheel holds all that students and graders need, and nothing that gives answers away."""

import shutil
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED_DATA = "autograder/data/mnist"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of the sources, so that nothing is left behind in them."""
    source = tmp_path_factory.mktemp("source") / "course"
    for folder in ("autograder", "notebooks", "solutions"):
        shutil.copytree(ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE", "load.py", ".gitignore"):
        shutil.copy(ROOT / file, source / file)
    out = source.parent / "out"
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", out, source], check=True)
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel):
    """List the files of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def python(code, cwd, *path):
    """Run code in a fresh interpreter, away from this checkout, with only `path` before its packages."""
    start = f"import sys; sys.path[:0] = {[str(entry) for entry in path]!r}\n"
    return subprocess.run(
        [sys.executable, "-I", "-c", start + code], cwd=cwd, text=True, capture_output=True, check=False,
    )


@pytest.mark.slow
def test_images_load_from_any_folder(wheel, tmp_path):
    """`from load import test_x` works where only the wheel's files are, offline and in silence."""
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (tmp_path / "elsewhere").mkdir()
    code = (
        "import load; assert load.__file__.startswith(sys.path[0]), load.__file__\n"
        "from load import test_x; assert test_x.shape == (10000, 784) and test_x.dtype == 'uint8'\n"
    )
    result = python(code, tmp_path / "elsewhere", site)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.slow
def test_wheel_holds_what_a_course_needs(names):
    """The loader, the images with their licence, the settings and every student notebook are there."""
    notebooks = [path.relative_to(ROOT) for path in (ROOT / "notebooks").glob("*/*.ipynb")]
    assert {f"autograder/{path.as_posix()}" for path in notebooks} <= names
    assert "autograder/notebooks/02_kmeans/kmeans.ipynb" in names
    assert {"load.py", "autograder/course.toml", f"{SHIPPED_DATA}/LICENSE.md"} <= names
    assert {path.name for path in (ROOT / SHIPPED_DATA).glob("*.gz")} == {
        name.rsplit("/", 1)[1] for name in names if name.endswith(".gz")
    }


@pytest.mark.slow
def test_wheel_holds_the_animations_page(names):
    """What draws in the page is shipped whole: every script and style that the widget is made of."""
    page = ROOT / "autograder" / "animation" / "web"
    files = {path.relative_to(ROOT).as_posix() for path in page.rglob("*") if path.suffix in (".js", ".css")}
    assert {Path(name).suffix for name in files} == {".js", ".css"}
    assert files <= names


@pytest.mark.slow
def test_wheel_gives_nothing_away(wheel, names):
    """No solution, no test and no stray file is shipped."""
    tops = {name.split("/")[0].split("-")[0] if "/" in name else name for name in names}
    assert tops == {"autograder", "load.py", "kmeans_by_hand"}
    assert not any(name.startswith(("autograder/tests/", "autograder/bench/", "solutions/")) for name in names)
    with zipfile.ZipFile(wheel) as archive:
        for name in names:
            if name.endswith(".ipynb"):
                assert b"BEGIN SOLUTION" not in archive.read(name), name


@pytest.mark.slow
def test_wheel_brings_the_kernel(wheel, names):
    """Jupyter finds the kernel for grading where it looks for kernels, and the provisioner that starts it."""
    (data,) = (name for name in names if ".data/" in name)
    assert data.endswith(".data/data/share/jupyter/kernels/kmeans-sandbox/kernel.json")
    (entries,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
    with zipfile.ZipFile(wheel) as archive:
        assert b"kmeans-warm = autograder.sandbox.provisioner:WarmProvisioner" in archive.read(entries)


@pytest.mark.slow
def test_wheel_carries_both_licences(wheel, names):
    """The code's licence and the images' own are in the wheel and named in its metadata."""
    (path,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    with zipfile.ZipFile(wheel) as archive:
        metadata = message_from_bytes(archive.read(path))
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE", f"{SHIPPED_DATA}/LICENSE.md"]


ONLY_NUMPY = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in {"numpy", "autograder"} | sys.stdlib_module_names:
            if top != "org":  # copy and pickle of the standard library look for Jython
                print(name)
            raise ModuleNotFoundError(f"refused: {name}")
sys.meta_path.insert(0, Refuse())
import autograder
from autograder import NAME
assert NAME is not None and "numpy" in sys.modules
"""


@pytest.mark.parametrize("name", ["check", "animate"])
def test_importing_what_notebooks_use_needs_only_numpy(name, tmp_path):
    """`from autograder import animate, check` asks for nothing but NumPy and the standard library."""
    result = python(ONLY_NUMPY.replace("NAME", name), tmp_path, ROOT)
    assert result.stdout == ""
    assert result.returncode == 0, result.stderr
