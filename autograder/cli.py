"""The command line: which commands there are. Each is imported when it is asked for, with all that it needs."""

from __future__ import annotations

from importlib import import_module

import click

import autograder as package
from autograder.commands.errors import UserError

COMMANDS = {  # each with the module of `commands` that it is in, under the same name
    "check": "check",
    "demo": "demo",
    "doctor": "doctor",
    "export": "export",
    "grade": "grade",
    "import": "import_archive",
    "new": "new",
    "release": "release",
    "report": "report",
    "similar": "similar",
}


class Commands(click.Group):
    """Commands that are imported one by one: notebooks and gradebook take a second or two, which few of them need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is no such one. Raises UserError where a package is missing."""
        if cmd_name not in COMMANDS:
            return None
        try:
            module = import_module(f"autograder.commands.{COMMANDS[cmd_name]}")
        except ModuleNotFoundError as missing:
            raise UserError(f"grading needs {missing.name}: pip install 'kmeans-by-hand[grade]'") from missing
        command: click.Command = getattr(module, COMMANDS[cmd_name])
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package.__version__, package_name="kmeans-by-hand")
def autograder() -> None:
    """Check and grade notebooks of "K-means by hand".

    Verdicts are made outside the student's kernel, on plain data: what a notebook prints, patches or deletes
    changes none of them.

    \b
    A student's notebook:   autograder check kmeans.ipynb
    From the LMS:           autograder import submissions.zip --assignment 02_kmeans
    A class:                autograder grade 02_kmeans
    Its marks to the LMS:   autograder export 02_kmeans gradebook.csv
    See it at work:         autograder demo
    Something is wrong:     autograder doctor
    """

