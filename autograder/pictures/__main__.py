"""Makes the header pictures again: all by `python -m autograder.pictures`, or some: `… kmeans`."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder import pictures
from autograder.pictures.embed import embed

OTHERS = ("__main__", "embed")


def topics() -> list[str]:
    """The topics that have a picture, each drawn by the module of its name."""
    return [found.name for found in pkgutil.iter_modules(pictures.__path__) if found.name not in OTHERS]


def notebook_of(topic: str, course: Path = Path()) -> Path:
    """The solution notebook of a topic: `solutions/02_kmeans/kmeans.ipynb`."""
    return next(iter(sorted((course / "solutions").glob(f"*/{topic}.ipynb"))))


def main(arguments: Sequence[str]) -> None:
    """Draw the headers of some topics, or of all, and put them into their solution notebooks."""
    for topic in arguments:
        if topic not in topics():
            sys.exit(f"{topic!r} is no topic with a picture; there are {', '.join(topics())}.")
    for topic in arguments or topics():
        embed(importlib.import_module(f"{pictures.__name__}.{topic}").draw(), notebook_of(topic))


if __name__ == "__main__":
    main(sys.argv[1:])
