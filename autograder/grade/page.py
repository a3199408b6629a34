"""Fill a template and write the page: one private file that loads nothing and runs nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autograder.grade.mistake_words import mistake_words
from autograder.grade.outcome import MARKS, NOT_JUDGED, mark_of, points, title_of
from autograder.message import inline_html, message_html, plain


@cache
def environment() -> Environment:
    """Give the templates' environment: everything is escaped, and hidden characters are spelt out."""
    env = Environment(
        loader=PackageLoader("autograder.grade"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        points=points,
        title_of=title_of,
        mistake_words=mistake_words,
        count=lambda number: f"{number:,}",
        number=lambda value: f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}",
        percent=lambda value: f"{value:.3f}%",
        message=lambda text: Markup(message_html(text)),
        inline=lambda text: Markup(inline_html(text)),
    )
    env.globals.update(marks=[*MARKS.values(), NOT_JUDGED], mark_of=mark_of)
    return env


def render(template: str, **values: Any) -> str:
    """Fill one of the templates."""
    return environment().get_template(template).render(**values)


def write_private(path: Path, text: str) -> None:
    """Write a text as `private_file` does."""
    with private_file(path) as file:
        file.write(text.encode("utf-8", "backslashreplace"))


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write that only its owner can read, whole or not at all; missing folders are made private.

    What is written goes to a temporary file in the same folder, which then takes the place of `path`.
    """
    make_private_folder(path.parent)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def make_private_folder(folder: Path) -> None:
    """Make a folder and its missing parents, each readable by its owner alone."""
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _visible(value: Any) -> Any:
    """Spell out hidden characters of plain strings; markup has been through this before."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
