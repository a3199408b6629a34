"""Where a kernel imports from, what it may read for that, and what of the course stays out of its reach."""

from __future__ import annotations

import os
import site
import sys
from pathlib import Path

from autograder.libraries import LEFT_OUT
from autograder.sandbox.left_out import files_of
from autograder.sandbox.readable import outermost, readable_by_default

PACKAGE = Path(__file__).resolve().parents[1]
LOAD = PACKAGE.parent / "load.py"
AGENT = PACKAGE / "agent.py"
# What the package holds beside its code: right answers, submissions, students' notebooks, what measures the course.
NOT_CODE = ("tests", "sample_class", "notebooks", "bench")


def search_path() -> list[str]:
    """Give `sys.path` without the folder one stands in, that of a script, and the course's own: they hold other things.

    So packages are found that lie in an environment, among a user's own, or on PYTHONPATH.
    """
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    left_out = {os.path.realpath(os.getcwd()), os.path.dirname(os.path.realpath(script)) if script else ""}
    places = [place for place in sys.path if place and os.path.exists(place)]
    kept = [place for place in places if os.path.realpath(place) not in left_out and not _is_of_course(place)]
    return list(dict.fromkeys(os.path.abspath(place) for place in kept))


def _is_of_course(place: str) -> bool:
    """Whether a folder lies in a checkout of the course, or holds one, or the folder one stands in: no packages."""
    real, checkout, here = Path(place).resolve(), PACKAGE.parent, Path.cwd().resolve()
    if real.name in ("site-packages", "dist-packages") or real.is_relative_to(Path(os.__file__).resolve().parent):
        return False
    if here.is_relative_to(real):
        return True
    if not (checkout / "pyproject.toml").is_file():
        return False
    return checkout.is_relative_to(real) or (real.is_relative_to(checkout) and not _is_of_environment(real, checkout))


def _is_of_environment(real: Path, checkout: Path) -> bool:
    """Whether a folder lies in an environment that was made in the checkout, such as `.venv`."""
    known = [sys.prefix, sys.base_prefix, *site.getsitepackages(), site.getusersitepackages()]
    found = [Path(path).resolve() for path in known]
    return any(real.is_relative_to(path) for path in found if path != checkout and path.is_relative_to(checkout))


def readable(outside: bool) -> tuple[str, ...]:
    """Give what a kernel may read: Python, its packages, and the course's package where verdicts are reached inside."""
    package = [] if outside else [str(PACKAGE)]
    return outermost([*readable_by_default(), *search_path(), *package])


_courses: set[Path] = set()
# What a course folder holds of students, where packages lie in that folder, too.
OF_STUDENTS = ("submitted", "autograded", "records", "feedback", "reports", "solutions", "gradebook.db")


def hide_course(course: Path) -> None:
    """Hide a course's folder from kernels, should it lie in a folder that they can read: asked before the first one."""
    _courses.add(course.resolve())


def _of_courses() -> list[Path]:
    """The courses in folders that can be read; of one that packages lie in, what it holds of students."""
    places = [Path(place).resolve() for place in (*readable_by_default(), *search_path())]
    found: list[Path] = []
    for course in sorted(_courses):
        if any(place.is_relative_to(course) for place in places):
            found += [course / name for name in OF_STUDENTS]
        elif any(course.is_relative_to(place) for place in places):
            found.append(course)
    return [path for path in found if any(path.is_relative_to(place) for place in places)]


def hidden(outside: bool) -> tuple[str, ...]:
    """Give what stays hidden in folders that can be read: the course and some libraries, or what is no code."""
    if outside:
        libraries = [file for name in LEFT_OUT for file in files_of(name, search_path())]
        found = [PACKAGE, LOAD, *libraries, *_of_courses()]
    else:
        found = [LOAD, *(PACKAGE / name for name in NOT_CODE)]
    return tuple(str(path) for path in found if path.exists())
