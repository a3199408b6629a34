"""Makes the sample course of `autograder demo`: a folder with twelve submissions to 02_kmeans."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.course import CourseError, released_notebook
from autograder.sample_class import make_sample_class

MARK = "made-by-autograder-demo"
ASSIGNMENT = "02_kmeans"


def make_demo(folder: Path) -> Path:
    """Make the course anew and give its folder; a folder that holds something else is left alone (CourseError)."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise CourseError(f"{folder}: is not empty and was not made by the demo; choose another with --folder")
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, mode=0o700)
    (folder / MARK).write_text("This folder is replaced whenever `autograder demo` runs.\n", encoding="utf-8")
    (folder / "course.toml").write_text('[course]\ntitle = "K-means by hand: a sample class"\n', encoding="utf-8")
    make_sample_class(folder, released_notebook(ASSIGNMENT))
    return folder.resolve()
