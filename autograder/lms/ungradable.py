"""Says why no notebook can be read from what a student handed in, as grading will say it afterwards."""

from __future__ import annotations

from pathlib import PurePosixPath

from autograder.judge.submission import FoundFile, Unreadable, likeliest, read_notebook
from autograder.lms.contents import Contents, Rules

MAX_NAMED = 3


def why_ungradable(contents: Contents, rules: Rules) -> str:
    """Give the reason in a few words, or "" for a notebook that can be read.

    Which file is graded, and whether it is a notebook, is decided by what grading uses, within the same bounds.
    """
    found = [FoundFile(path, len(file.data), file.modified.timestamp() if file.modified else 0.0)
             for path, file in contents.files.items()]  # fmt: skip
    taken = likeliest(found, rules.notebook)
    if taken is None:
        return f"no notebook: {_named(list(contents.files))}{', typed into the LMS' if contents.typed else ''}"
    try:
        read_notebook(contents.files[taken.relative].data, rules.max_bytes)
    except Unreadable as problem:
        what, _, _ = problem.reason.partition(". ")
        what = (what[0].lower() + what[1:]).rstrip(".").replace("`", "")
        return what if str(taken.relative) == rules.notebook else f"{taken.relative}: {what}"
    return ""


def _named(paths: list[PurePosixPath]) -> str:
    """Name the first few files."""
    more = f" and {len(paths) - MAX_NAMED} more" if len(paths) > MAX_NAMED else ""
    return (", ".join(map(str, paths[:MAX_NAMED])) or "no file at all") + more
