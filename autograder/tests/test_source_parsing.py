"""Python is parsed by one thread at a time."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path

import autograder
from autograder.source.parsing import parsed

PACKAGE = Path(autograder.__file__).parent
TEXT = "x = [a.b(c) for c in d]\n" * 200


class Ring:
    """Garbage whose end runs Python, so that another thread gets its turn in the middle of a tree."""

    def __init__(self) -> None:
            self.itself = self

    def __del__(self) -> None:
        for _ in range(50):
            pass


def test_threads_that_parse_at_once_do_not_disturb_each_other() -> None:
    """Two threads that parse all the time both get their trees: without the lock, most attempts fail."""
    problems: list[BaseException] = []

    def parse_often() -> None:
        for _ in range(20):
            Ring()
            try:
                parsed(TEXT)
            except SystemError as problem:
                problems.append(problem)

    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(50)
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=parse_often) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        gc.set_threshold(*threshold)
        sys.setswitchinterval(interval)
    assert not problems


def test_all_that_parses_goes_through_it() -> None:
    """No module parses past the lock."""
    others = [path for path in PACKAGE.rglob("*.py") if not {"tests", "bench"} & {*path.relative_to(PACKAGE).parts}]
    assert [path.name for path in others if "ast.parse(" in path.read_text(encoding="utf-8")] == ["parsing.py"]
