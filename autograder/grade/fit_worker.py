"""Whether a worker would judge as this machine does: what verdicts depend on is compared before it gets work."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from pathlib import Path

import numpy as np

import autograder
from autograder.judge.assignment import Assignment, course_hash, judging_files

FINGERPRINT = 8  # characters of a hash: enough to tell two versions apart


def what_is_here() -> dict[str, str]:
    """Say what verdicts depend on, on the machine where this runs."""
    return {
        "kmeans-by-hand": autograder.__version__,
        "its code": _hash_of_code(),
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "NumPy": np.__version__,
    }


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """Say in what a worker differs, and what mends it; "" when it differs in nothing."""
    told = [f"{name} is {there.get(name, 'missing')} there and {here[name]} here" for name in here
            if there.get(name) != here[name]]  # fmt: skip
    return f"{'; '.join(told)}: install the same there" if told else ""


def another_course(assignment: Assignment) -> str:
    """Say that an assignment, as it arrived here, is not the one that was sent; "" when it is."""
    found = course_hash(assignment.released, assignment.settings)
    if found == assignment.course_hash:
        return ""
    return f"the course is {found} there and {assignment.course_hash} here: install the same there"


def _hash_of_code() -> str:
    """Hash the code that judges, that confines, and that works on a worker."""
    package = Path(autograder.__file__).parent
    digest = hashlib.sha256()
    for path in [*judging_files(), *sorted((package / "sandbox").rglob("*.py")), *sorted(package.glob("grade/*.py"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:FINGERPRINT]
