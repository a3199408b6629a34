"""A record is known by all that its verdicts depend on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import autograder
from autograder.judge.assignment import judging_files

PACKAGE = Path(autograder.__file__).parent
# The settings are hashed as they are, and a sandbox judges nothing.
ELSEWHERE = ("__init__.py", "course.py", "sandbox/")
_IMPORTED = """
import json, sys
from autograder.exercises import find_exercises
import autograder.judge.judge
find_exercises()
print(json.dumps([module.__file__ for name, module in sys.modules.items() if name.startswith("autograder")]))
"""


def test_all_code_that_judges_is_part_of_the_hash() -> None:
    """Whatever the judge and the checks import from the package is hashed: a change to it makes records outdated."""
    told = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True).stdout
    imported = {Path(file).relative_to(PACKAGE).as_posix() for file in json.loads(told)}
    hashed = {path.relative_to(PACKAGE).as_posix() for path in judging_files()}
    assert "checks/kmeans/loop.py" in imported
    assert {file for file in imported - hashed if not file.startswith(ELSEWHERE)} == set()
