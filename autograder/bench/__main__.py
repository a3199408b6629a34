"""Measures the course: `python -m autograder.bench`, or `make bench`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console

from autograder.bench import machine, results
from autograder.bench.measurement import Measurement

# What can be measured: the name, and the module whose `measure()` yields the measurements.
MODULES = {
    "animation": "autograder.bench.animation",
    "lloyd": "autograder.bench.lloyd",
    "grading": "autograder.bench.grading",
    "scale": "autograder.bench.scale",
}
BY_NAME_ONLY = ("scale",)  # takes the better part of an hour
FOLDER = Path("bench")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", nargs=-1, type=click.Choice(list(MODULES)))
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True,
              help="Where the results are written, under their date.")  # fmt: skip
@click.option("--markdown", "old", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Measure nothing: print the results in this file as a table for a README.")  # fmt: skip
@click.option("--students", type=click.IntRange(1), metavar="N",
              help="How many students the larger class of `grading` has, 60 unless told.")  # fmt: skip
@click.option("--count", type=click.IntRange(1), metavar="N",
              help="How many students the class of `scale` has; 1,000, 10,000 and 100,000 unless told.")  # fmt: skip
def main(
    names: tuple[str, ...], folder: Path, old: Path | None, students: int | None, count: int | None
) -> None:
    """Measure how fast the course is on this machine.

    NAMES choose what is measured; without one it is animation, lloyd and grading. `scale` takes the better part of an
    hour and room for 100,000 students' files.

    Times say little across machines, so what can be a ratio is one: two times that were taken in turn, in the same
    minute. Each row shows the median, the limit that it keeps to, and the quartiles. Nothing else should run
    meanwhile.

    \b
    python -m autograder.bench                       everything but scale
    python -m autograder.bench animation             one part
    python -m autograder.bench grading --students 1000
    python -m autograder.bench scale --count 10000
    python -m autograder.bench --markdown FILE.json  a table for a README

    The exit status is 1 when a limit is missed.
    """
    if old is not None:
        try:
            click.echo(results.markdown(*results.read(old)), nl=False)
        except ValueError as problem:
            raise click.ClickException(str(problem)) from None
        return
    here = machine.describe()
    click.echo(machine.sentence(here), err=True)
    usual = tuple(name for name in MODULES if name not in BY_NAME_ONLY)
    measured = list(measure(names or usual, students, count))
    Console(width=None if sys.stdout.isatty() else 160).print(results.table(measured))
    click.echo(f"Results: {results.write(folder, here, measured)}")
    sys.exit(0 if all(each.holds for each in measured) else 1)


def measure(names: tuple[str, ...], students: int | None = None, count: int | None = None) -> Iterator[Measurement]:
    """Measure some of what there is, and say what is being measured.

    `students` is for the larger class of grading, `count` for the one of scale.
    """
    given = {"grading": {"larger": students}, "scale": {"count": count}}
    for name in names:
        click.echo(f"Measuring: {name}", err=True)
        options = {key: value for key, value in given.get(name, {}).items() if value}
        yield from importlib.import_module(MODULES[name]).measure(**options)


if __name__ == "__main__":
    main(prog_name="python -m autograder.bench")
