"""`autograder similar`: which submissions are more alike than their class explains."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from autograder.commands.errors import UserError, clearly
from autograder.commands.options import course_option
from autograder.course import find_course
from autograder.grade.class_run import students
from autograder.grade.class_work import Class
from autograder.grade.load_assignment import load_assignment
from autograder.lms.roster import read_roster, roster_path
from autograder.message import plain

if TYPE_CHECKING:
    from autograder.similarity.compare_class import Comparison

SHOWN = 10  # pairs in the terminal
NEEDED = ("copydetect", "scipy")


@click.command()
@click.argument("assignment")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@course_option
@clearly
def similar(assignment: str, as_json: bool, course: Path | None) -> None:
    """Ask which submissions to ASSIGNMENT are more alike than their class explains.

    Compared is what students wrote themselves, without what was handed out. Other names, numbers, texts, remarks and
    layout make no difference. What many of the class wrote counts little, and what the published solution has, too,
    counts nothing. A pair that stands out is a question: read both, and talk to both. No mark is changed.

    Writes records/ASSIGNMENT.similarity.json, which `autograder report` reads, and a page with each pair side by side.

    \b
    python -m pip install "kmeans-by-hand[similarity]"
    autograder similar 02_kmeans
    autograder report 02_kmeans
    """
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        raise UserError(f"{lacking[0]} is not installed: run `python -m pip install \"kmeans-by-hand[similarity]\"`")
    from autograder.similarity.compare_class import compare_class
    from autograder.similarity.similarity_file import as_json as as_plain_data
    from autograder.similarity.similarity_file import write_similarity
    from autograder.similarity.similarity_page import write_page

    work, everyone = _class(assignment, course or find_course(Path.cwd()))
    with _progress(assignment, len(everyone), quiet=as_json) as read:
        comparison = compare_class(work, everyone, read)
    names = {each.student: each.name for each in read_roster(roster_path(work.course)) if each.name}
    page = write_page(work, comparison, names)
    path = write_similarity(work, comparison, page)
    if as_json:
        click.echo(json.dumps(as_plain_data(comparison, page)))
    else:
        _say(comparison)
        click.echo(f"Side by side: {page}\nPairs: {path}; `autograder report {assignment}` takes them up")


def _class(assignment: str, course: Path) -> tuple[Class, list[str]]:
    """Open a class without grading it; give it with its students."""
    loaded, notebook = load_assignment(assignment, course)
    everyone = students(course, assignment)
    if not everyone:
        raise UserError(
            f"{course / 'submitted'}: no submissions to {assignment}; "
            f"they belong in submitted/<student>/{assignment}/"
        )
    return Class(course, loaded, notebook), everyone


@contextmanager
def _progress(assignment: str, count: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show how many submissions were read; what is given is called after each of them."""
    console = Console(stderr=True)
    if not quiet and not console.is_terminal:
        click.echo(f"{assignment}: {count} submissions to compare", err=True)
    with Progress(*Progress.get_default_columns(), console=console, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(f"Reading {assignment}", total=count)
        yield lambda student: bar.advance(task)


def _say(comparison: Comparison) -> None:
    """Print what was found."""
    from autograder.similarity.similarity_page import alike_in

    for pair in comparison.pairs[:SHOWN]:
        first, second = map(plain, pair.students)
        alike = f"They are {pair.score:.0%} alike {alike_in(pair)}."
        click.echo(f"How did {first} and {second} come to these answers? {alike}")
    if len(comparison.pairs) > SHOWN:
        click.echo(f"… and {len(comparison.pairs) - SHOWN} more pairs, on the page")
    click.echo(f"{len(comparison.compared)} compared, {len(comparison.pairs)} remarkable pairs")
    for reason, left_out in comparison.left_out.items():
        click.echo(f"Left out, {reason}: {len(left_out)}")
    if comparison.like_solution:
        click.echo(f"Nearly the published solution: {len(comparison.like_solution)}, as is to be expected where it is")
    if comparison.is_too_small:
        click.echo("So few answers do not tell what is common in the class: no pair can be called remarkable")
