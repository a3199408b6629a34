"""What went wrong, told in one line: the errors of the command line."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from autograder.course import CourseError


class UserError(click.ClickException):
    """Bad input: one line on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"autograder: {self.message}", err=True)


class Stopped(UserError):
    """Ctrl-C: one line on stderr, and the exit code that shells know it by."""

    exit_code = 130


def clearly(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what can go wrong with a course into one line."""
    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except CourseError as problem:
            raise UserError(str(problem)) from problem
        except OSError as problem:
            where = f"{problem.filename}: " if problem.filename else ""
            raise UserError(f"{where}{problem.strerror or problem}") from problem

    return wrapper
