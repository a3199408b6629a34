"""`autograder demo`: grades a made-up class."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.commands.errors import clearly
from autograder.commands.grade import print_outcome, run_with_progress, who_judges
from autograder.commands.options import sandbox_option
from autograder.grade.class_run import open_class


@click.command()
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True,
              help="Where the sample course is made; what an earlier demo left there is replaced.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), help="Submissions graded at once. Default: the cores.")
@sandbox_option
@clearly
def demo(folder: Path, workers: int | None, sandbox: str) -> None:
    """Grade a made-up class of twelve, and show the table and the report."""
    from autograder.demo import make_demo

    work = open_class("02_kmeans", make_demo(folder))
    print_outcome(work, run_with_progress(work, who_judges(work, sandbox, workers)))
