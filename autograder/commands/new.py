"""`autograder new`: starts an assignment."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.commands.errors import clearly
from autograder.commands.options import course_option
from autograder.course import find_course


@click.command()
@click.argument("id")
@course_option
@clearly
def new(id: str, course: Path | None) -> None:
    """Start an assignment: a solution notebook and a checks module, ready to run.

    ID is a number, an underscore and a topic: 08_medoids. Then write, and `autograder release ID`.
    """
    from autograder.new_assignment import new_assignment

    for path in new_assignment(course or find_course(Path.cwd()), id):
        click.echo(f"made {path}")
    click.echo(f"Next: autograder release {id}")
