"""Writes an animation to a file: a page, a moving picture or a still one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from autograder.animation.facts import Facts
from autograder.animation.page import page_of
from autograder.animation.run import Run
from autograder.animation.scene import playground_of, scene_of


def write(run: Run, facts: Facts, path: Path, *, title: str = "") -> Path:
    """Write a run to a path that ends in .html, .gif or .png; the file is there whole or not at all.

    Raises ValueError for another end, and OSError where the folder can't be written to.
    """
    from autograder.animation.save import save_gif, save_png

    kind = path.suffix.lower()
    if kind not in (".html", ".gif", ".png"):
        raise ValueError(f"animate saves .html, .gif and .png, and {path.name!r} ends in none of them.")
    handle, name = tempfile.mkstemp(dir=path.parent or ".", suffix=kind)
    try:
        with os.fdopen(handle, "wb") as file:
            if kind == ".html":
                scene = scene_of(run, facts, title=title) | {"playground": playground_of(run)}
                file.write(page_of(scene).encode())
            elif kind == ".gif":
                save_gif(run, facts, file)
            else:
                save_png(run, facts, file)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
