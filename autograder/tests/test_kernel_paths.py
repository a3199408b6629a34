"""Where a kernel imports from, and what it may read for that."""

import os
import sys

import pytest

from autograder.sandbox import kernel_paths
from autograder.sandbox.kernel_paths import LOAD, PACKAGE, hidden, readable, search_path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are kernels forked")
COURSE = str(PACKAGE.parent)


def test_packages_are_found_where_this_process_finds_them(monkeypatch, tmp_path):
    """An environment's packages, a user's own and a folder on PYTHONPATH are all on the kernel's path."""
    packages = os.path.dirname(os.path.dirname(os.path.abspath(pytest.__file__)))
    monkeypatch.setattr(sys, "path", [str(tmp_path), packages])
    assert search_path() == [str(tmp_path), packages]


def test_folders_that_hold_other_things_are_left_out(monkeypatch, tmp_path):
    """The folder one stands in, that of a script, the course's own and what is not there are no places for a kernel."""
    script = tmp_path / "script" / "grade.py"
    script.parent.mkdir()
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(script), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(kernel_paths.site, "getsitepackages", list)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), str(script.parent), "/not/there"])
    assert search_path() == []


@pytest.mark.skipif(not os.path.exists(f"{COURSE}/pyproject.toml"), reason="only on a checkout of the course")
def test_a_checkout_of_the_course_is_no_place_for_a_kernel(monkeypatch):
    """Neither the checkout nor its tests are on the path, though pytest puts them there."""
    monkeypatch.setattr(sys, "path", [COURSE, f"{COURSE}/autograder/tests", *sys.path])
    assert not {COURSE, f"{COURSE}/autograder/tests"} & set(search_path())
    assert any("site-packages" in place for place in search_path())


def test_a_folder_that_holds_the_course_is_no_place_for_a_kernel(monkeypatch, tmp_path):
    """With PYTHONPATH at a folder of folders students would read what lies beside the packages: others' work."""
    (tmp_path / "courses" / "kmeans").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "courses" / "kmeans")
    above = [str(tmp_path), str(tmp_path / "courses"), COURSE, os.path.dirname(COURSE)]
    monkeypatch.setattr(sys, "path", [*above[: 4 if os.path.exists(f"{COURSE}/pyproject.toml") else 2], *sys.path])
    assert not set(above) & set(search_path())
    assert os.path.dirname(os.__file__) in search_path()


@pytest.mark.skipif(not os.path.exists(f"{COURSE}/pyproject.toml"), reason="only on a checkout of the course")
def test_a_checkout_below_pythons_prefix_is_no_part_of_python(monkeypatch, tmp_path):
    """A system's Python has the prefix /usr, and a course may lie in /usr/src."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "base_prefix", os.path.dirname(COURSE))
    monkeypatch.setattr(sys, "path", [COURSE, *sys.path])
    assert COURSE not in search_path()


def test_the_package_is_hidden_where_verdicts_are_reached_outside():
    """Neither checks nor images can be read then, though the packages beside them can."""
    assert {str(PACKAGE), str(LOAD)} <= set(hidden(outside=True))
    assert not any(path.startswith(str(PACKAGE)) for path in readable(outside=True))


def test_checks_can_be_read_where_they_run_and_answers_not():
    """With checks inside the package can be read, and answers and submissions in it stay hidden."""
    covered = [path for path in readable(outside=False) if str(PACKAGE).startswith(path)]
    assert covered
    assert {str(PACKAGE / "tests"), str(PACKAGE / "sample_class")} <= set(hidden(outside=False))


@pytest.mark.parametrize(("packages", "buried"), [(False, ["course"]), (True, ["course/records", "course/submitted"])])
def test_a_course_among_packages_is_hidden(monkeypatch, tmp_path, packages, buried):
    """A course in a folder that kernels read is out of reach; where packages lie in it, what is of students is."""
    place = tmp_path.resolve()
    for name in ("records", "submitted", "packages"):
        (place / "course" / name).mkdir(parents=True)
    monkeypatch.setattr(kernel_paths, "_courses", set())
    monkeypatch.setattr(kernel_paths, "readable_by_default", lambda: [str(place)])
    monkeypatch.setattr(sys, "path", [str(place / "course" / "packages")] if packages else [])
    kernel_paths.hide_course(place / "course")
    found = sorted(path for path in hidden(True) if path.startswith(str(place)))
    assert found == [str(place / each) for each in buried]


def test_a_course_elsewhere_needs_no_hiding(monkeypatch, tmp_path):
    """What no kernel can read is not hidden either: a folder with something hidden in it cannot be listed."""
    monkeypatch.setattr(kernel_paths, "_courses", set())
    before = hidden(True)
    kernel_paths.hide_course(tmp_path)
    assert hidden(True) == before
