"""`autograder release`: makes the student notebooks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.commands.errors import clearly
from autograder.commands.options import course_option
from autograder.course import find_course


@click.command()
@click.argument("assignment", required=False)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 when something would change.")
@course_option
@clearly
def release(assignment: str | None, only_check: bool, course: Path | None) -> None:
    """Make the student notebooks in notebooks/ from solutions/, through nbgrader.

    All assignments, or one ASSIGNMENT. The points of the check cells come from course.toml.
    """
    from autograder.release import release as make

    changed = make(course or find_course(Path.cwd()), assignment, check=only_check)
    for line in changed:
        click.echo(line)
    if only_check and changed:
        click.echo("autograder: notebooks/ differs from solutions/; `autograder release` makes it anew", err=True)
        sys.exit(1)
    if not changed:
        click.echo("notebooks/ is just what solutions/ gives")
