"""`autograder` and `python -m autograder`: says in one line what is missing when grading isn't installed."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    try:
        from autograder.cli import autograder
    except ModuleNotFoundError as missing:
        sys.exit(f"autograder: grading needs {missing.name}: pip install 'kmeans-by-hand[grade]'")
    autograder()


if __name__ == "__main__":
    main()
