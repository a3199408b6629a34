"""`make` is kind: it explains itself, starts at once the second time, and refuses in one line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="only on systems with make"),
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed"),
]

# A Python that answers -c as the real one does, makes environments that only look like one, and
# notes what pip was asked.
FAKE = """#!/bin/sh
here={here}
case "$1 $2" in
    "-c "*) exec {python} -c "$2" ;;
    "-m venv") {venv} ;;
    "-m pip") [ "$3" = --version ] || echo "pip $*" >> "$here/log"; {pip} ;;
    *) echo "$*" >> "$here/log" ;;
esac
"""
COPY_ITSELF = 'mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; echo venv >> "$here/log"'


@pytest.fixture
def course(tmp_path):
    """Copy what make needs to a folder whose name has a space."""
    folder = tmp_path / "my course"
    (folder / ".ci").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", ".ci/find_python"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def log(tmp_path):
    """Give a function that reads and forgets what the fake Python was asked to do."""
    path = tmp_path / "log"

    def read():
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines

    return read


def script(path, text):
    """Write an executable."""
    path.write_text(text)
    path.chmod(0o755)
    return path


def fake_python(tmp_path, venv=COPY_ITSELF, pip="true", python=None):
    """Write the fake; its -c asks a stand-in that calls itself the base interpreter."""
    path = tmp_path / "python3"
    ask = python or f"sh -c 'echo {path}'"
    return script(path, FAKE.format(here=tmp_path, python=ask, venv=venv, pip=pip))


def make(course, *args, path=os.environ["PATH"]):
    """Run make in the folder, with nothing of the outer make or environment."""
    environment = {"PATH": path, "HOME": str(course.parent), "LC_ALL": "C"}
    return subprocess.run(
        [shutil.which("make"), *args], cwd=course, env=environment, text=True, capture_output=True,
        timeout=60, check=False,
    )


def refusal(result, course):
    """Give the one line of a refused command, after checking that it is one and nothing is left."""
    assert result.returncode != 0
    assert result.stdout == ""
    assert not (course / ".venv").exists()
    assert len(result.stderr.splitlines()) == 1, result.stderr
    return result.stderr


def test_make_alone_lists_every_command(course):
    """`make` prints one line for each command, and does nothing else."""
    result = make(course)
    for command in ("demo", "test", "lab", "lint", "notebooks", "bench", "clean", "help"):
        assert f"make {command} " in result.stdout
    assert not (course / ".venv").exists()


def test_python_too_old_is_refused_in_one_line(course, tmp_path):
    """A Python 3.9 gets its version, the bound and the remedy."""
    old = script(tmp_path / "python3", "#!/bin/sh\necho 3.9\nexit 3\n")
    line = refusal(make(course, "demo", f"PYTHON={old}"), course)
    assert "is Python 3.9, and 3.11 or newer is needed" in line
    assert "PYTHON=/path/to/python3.11" in line


def test_python_without_venv_is_refused_in_one_line(course, tmp_path):
    """A Python whose venv is missing gets the package that brings it."""
    bare = script(tmp_path / "python3", "#!/bin/sh\necho 3.11\nexit 4\n")
    line = refusal(make(course, "test", f"PYTHON={bare}"), course)
    assert "apt install python3.11-venv" in line


def test_check_sees_a_missing_ensurepip(tmp_path):
    """A real Python without ensurepip, as Debian ships it, is told from a whole one."""
    (tmp_path / "ensurepip.py").write_text("raise ImportError('not here')")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = ["sh", str(ROOT / ".ci" / "find_python"), sys.executable]
    result = subprocess.run(command, env=environment, text=True, capture_output=True, check=False)
    assert result.returncode == 1
    assert "without venv" in result.stdout
    whole = subprocess.run(command, text=True, capture_output=True, check=True)
    assert Path(whole.stdout.strip()).exists()


def test_no_python_at_all_is_refused_in_one_line(course):
    """A name that does not run gets one line as well."""
    assert "no_such_python does not run" in refusal(make(course, "demo", "PYTHON=no_such_python"), course)


def test_suitable_python_is_found_behind_an_old_one(course, tmp_path):
    """Without PYTHON, the names of newer Pythons are tried, and a broken or old one is passed over."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in ("sh", "cat", "rm", "mkdir", "touch"):
        (programs / tool).symlink_to(shutil.which(tool))
    script(programs / "python3.14", "#!/bin/sh\nexit 127\n")
    script(programs / "python3", "#!/bin/sh\necho 3.10\nexit 3\n")
    line = refusal(make(course, "demo", path=str(programs)), course)
    assert "python3 is Python 3.10" in line
    script(programs / "python3.12", "#!/bin/sh\necho /opt/python3.12\n")
    assert "/opt/python3.12" in make(course, "-n", "demo", path=str(programs)).stdout


def test_second_run_starts_at_once(course, tmp_path, log):
    """The first command installs; the next only runs, until pyproject.toml changes."""
    python = f"PYTHON={fake_python(tmp_path)}"
    assert make(course, "demo", python).returncode == 0
    assert log() == ["venv", "pip -m pip install --editable .[dev]", "-m autograder demo"]
    assert make(course, "demo", python).returncode == 0
    assert log() == ["-m autograder demo"]
    after = (course / ".venv" / ".ready").stat().st_mtime + 10
    os.utime(course / "pyproject.toml", (after, after))
    assert make(course, "demo", python).returncode == 0
    assert log() == ["pip -m pip install --editable .[dev]", "-m autograder demo"]


def test_lab_opens_a_copy_at_the_start_page(course, tmp_path, log):
    """`make lab` copies each notebook that is not there yet, keeps what was worked in, and opens the start page."""
    for name in ("00_start_here/start_here.ipynb", "02_kmeans/kmeans.ipynb"):
        (course / "notebooks" / name).parent.mkdir(parents=True)
        (course / "notebooks" / name).write_text("released")
    mine = course / "lab" / "02_kmeans" / "kmeans.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    assert make(course, "lab", f"PYTHON={fake_python(tmp_path)}").returncode == 0
    (opened,) = [line for line in log() if "jupyterlab" in line]
    page = opened.split("--LabApp.default_url=/lab/tree/")[1]
    assert "--ServerApp.root_dir=lab " in opened
    assert (course / "lab" / page).read_text() == "released"
    assert (ROOT / "notebooks" / page).is_file()
    assert mine.read_text() == "mine"


def test_interrupted_install_is_repaired(course, tmp_path, log):
    """After an install that failed half-way, the next run makes the environment anew."""
    broken = fake_python(tmp_path, pip='[ "$3" = --version ]')
    failed = make(course, "demo", f"PYTHON={broken}")
    assert failed.returncode != 0
    assert "run the same command again" in failed.stderr
    assert not (course / ".venv" / ".ready").exists()
    log()
    assert make(course, "demo", f"PYTHON={fake_python(tmp_path)}").returncode == 0
    assert log()[:2] == ["venv", "pip -m pip install --editable .[dev]"]


def test_moved_folder_gets_a_new_environment(course, tmp_path, log):
    """An environment knows its folder by its full path, so a moved one is made again."""
    python = f"PYTHON={fake_python(tmp_path)}"
    make(course, "demo", python)
    log()
    moved = course.rename(tmp_path / "moved")
    assert make(moved, "demo", python).returncode == 0
    assert log()[0] == "venv"


def test_failing_venv_leaves_nothing(course, tmp_path):
    """A venv module that fails shows the last line of its complaint, and no .venv stays."""
    broken = fake_python(tmp_path, venv="echo Traceback >&2; echo no zlib >&2; exit 1")
    result = make(course, "demo", f"PYTHON={broken}")
    assert result.returncode != 0
    assert "no zlib" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (course / ".venv").exists()


def test_environment_of_someone_else_is_left_alone(course, tmp_path, log):
    """A .venv that make did not make is neither used nor deleted."""
    (course / ".venv").mkdir()
    (course / ".venv" / "mine").touch()
    result = make(course, "demo", f"PYTHON={fake_python(tmp_path)}")
    assert result.returncode != 0
    assert "made by something else" in result.stderr
    assert (course / ".venv" / "mine").exists()
    assert log() == []


def test_clean_removes_the_environment_and_keeps_the_work(course, tmp_path):
    """`make clean` takes .venv and leaves submissions where they are."""
    for folder in ("autograder", "solutions", "notebooks", "submitted"):
        (course / folder).mkdir()
    make(course, "demo", f"PYTHON={fake_python(tmp_path)}")
    assert make(course, "clean").returncode == 0
    assert not (course / ".venv").exists()
    assert (course / "submitted").exists()
