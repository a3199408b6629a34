"""Options that several commands share, and what follows from them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.judge.protection import CHOICES, NO_SANDBOX, protect
from autograder.sandbox.kernel_paths import hide_course

course_option = click.option(
    "--course", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The course's folder, which holds submitted/. Default: the one that you are in.",
)  # fmt: skip
sandbox_option = click.option(
    "--sandbox", type=click.Choice(CHOICES), default="auto", show_default=True,
    help="What students' code runs in. auto: the strongest that this machine offers, full or basic. none: as you.",
)  # fmt: skip


def protected(wanted: str, course: Path) -> str:
    """Give the tier to grade in, from which this course is hidden, and warn of none."""
    hide_course(course)
    tier = protect(wanted)
    warn_of(tier)
    return tier


def warn_of(tier: str) -> None:
    """Warn of grading without a sandbox."""
    if tier == "none":
        click.echo(f"autograder: {NO_SANDBOX}", err=True)


def somebody_is_there() -> bool:
    """Whether a question can be answered."""
    return sys.stdin.isatty()
