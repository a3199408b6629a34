"""What of the file system a plan shows: links, hidden things, and what any notebook needs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.sandbox.readable import outermost, readable_by_default
from autograder.sandbox.view import view_of

if sys.platform == "win32":
    pytest.skip("only on systems with POSIX paths", allow_module_level=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Some folders and files, with links among them and out of them."""
    for name in ("lib/a/one.py", "lib/b/two.py", "lib/b/deep/three.py", "lib/four.py", "other/five.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "lib64").symlink_to("lib")
    (tmp_path / "lib/out").symlink_to(tmp_path / "other")
    return tmp_path.resolve()


def test_a_folder_without_anything_hidden_stays_whole(tree: Path) -> None:
    """A folder is shown as one path, once, also when it is named twice or through a link."""
    view = view_of((f"{tree}/lib", f"{tree}/lib64", f"{tree}/lib/a", f"{tree}/nothing"), ())
    assert view.shown == view.parts == (f"{tree}/lib",)
    assert view.links[-1] == (f"{tree}/lib64", "lib")


def test_a_folder_with_something_hidden_falls_apart(tree: Path) -> None:
    """What is beside a hidden file or folder is shown entry by entry, on every level, and links are not followed."""
    view = view_of((f"{tree}/lib",), (f"{tree}/lib/b/deep", f"{tree}/lib/four.py", f"{tree}/lib/b/deep/three.py"))
    assert view.shown == (f"{tree}/lib",)
    assert view.parts == (f"{tree}/lib/a", f"{tree}/lib/b/two.py")
    assert view.hidden == (f"{tree}/lib/b/deep", f"{tree}/lib/four.py")


def test_hidden_wins_over_readable(tree: Path) -> None:
    """What is both readable and hidden, or lies in what is hidden, is not shown; a link to it does not help."""
    view = view_of((f"{tree}/lib/a", f"{tree}/lib64/b", f"{tree}/other"), (f"{tree}/lib", f"{tree}/lib/out"))
    assert (view.shown, view.parts, view.hidden) == ((), (), ())


def test_links_on_the_way_are_repeated(tree: Path) -> None:
    """A path through several links is shown with all of them, so that it leads to the same file."""
    (tree / "first").symlink_to("second")
    (tree / "second").symlink_to(f"{tree}/lib/b")
    view = view_of((f"{tree}/first/deep",), ())
    assert view.shown == (f"{tree}/lib/b/deep",)
    assert view.links[-2:] == ((f"{tree}/first", "second"), (f"{tree}/second", f"{tree}/lib/b"))


def test_outermost_leaves_out_what_lies_in_another() -> None:
    """Of paths that lie in each other the outermost stays; a name that only begins alike is another path."""
    assert outermost(["/a/b", "/a", "/ab", "/a/b/c"]) == ("/a", "/ab")


def test_any_notebook_can_read_python_and_its_packages() -> None:
    """Python, its packages and the system's libraries are readable; each path is there, and none lies in another."""
    found = readable_by_default()
    assert found == outermost(list(found))
    assert all(os.path.exists(path) for path in found)
    for needed in (os.__file__, pytest.__file__, sys.executable):
        assert any(needed.startswith(path) for path in found), needed


def test_the_course_is_not_readable_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder on Python's path that holds more than packages, such as the course, is not readable; nor is a home."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), ""])
    found = readable_by_default()
    for place in (str(tmp_path), str(Path(__file__).parents[2]), os.path.expanduser("~"), "/", "/etc", "/tmp"):
        assert place not in found
        assert not any(place.startswith(path + "/") for path in found)
