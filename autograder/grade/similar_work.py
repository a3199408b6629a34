"""Read which submissions look alike, where that was compared: `records/<assignment>.similarity.json`.

The file is an object with `pairs`, a list in which the most alike come first:

    {"pairs": [{"students": ["s01", "s02"], "score": 0.93, "text": "in update_means", "page": "…"}]}

`score` is 0 to 1. `text` (what is alike, in a line) and `page` (the path, seen from the reports, of a page that shows
both) may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.grade.outcome import is_number


@dataclass(frozen=True)
class Pair:
    """Two submissions that look alike; `score` is 0 to 1, `page` the path of a page that shows both, or ""."""

    students: tuple[str, str]
    score: float
    text: str
    page: str


def similar_path(course: Path, assignment: str) -> Path:
    """Where the comparison of an assignment is written."""
    return course / "records" / f"{assignment}.similarity.json"


def read_similar(path: Path) -> list[Pair]:
    """Read the pairs, the most alike first; [] when nothing was compared, and without those that are damaged."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    found = content.get("pairs") if isinstance(content, dict) else None
    pairs = [_pair(each) for each in found] if isinstance(found, list) else []
    return sorted((pair for pair in pairs if pair), key=lambda pair: -pair.score)


def _pair(found: Any) -> Pair | None:
    """Read one pair, None when it is damaged."""
    if not isinstance(found, Mapping):
        return None
    students, score = found.get("students"), found.get("score")
    if not isinstance(students, list) or len(students) != 2 or not is_number(score):
        return None
    first, second = map(str, students)
    return Pair((first, second), float(score), str(found.get("text", "")), str(found.get("page", "")))
