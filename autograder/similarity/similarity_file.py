"""Writes what was compared to `records/<assignment>.similarity.json`, from which the class report takes its pairs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.grade.class_work import Class
from autograder.grade.page import write_private
from autograder.grade.similar_work import similar_path
from autograder.similarity.compare_class import AlikePair, Comparison
from autograder.similarity.similarity_page import alike_in, anchor


def write_similarity(work: Class, comparison: Comparison, page: Path | None) -> Path:
    """Write the file, readable by its owner alone; `page` shows the pairs, beside the report."""
    path = similar_path(work.course, work.assignment.name)
    write_private(path, json.dumps(as_json(comparison, page), indent=1) + "\n")
    return path


def as_json(comparison: Comparison, page: Path | None) -> dict[str, Any]:
    """Give a comparison as other programs read it."""
    pairs = [_pair(number, pair, page) for number, pair in enumerate(comparison.pairs, 1)]
    return {
        "assignment": comparison.assignment,
        "compared": len(comparison.compared),
        "left_out": comparison.left_out,
        "like_solution": {student: round(share, 3) for student, share in comparison.like_solution.items()},
        "pairs": pairs,
    }


def _pair(number: int, pair: AlikePair, page: Path | None) -> dict[str, Any]:
    place = page.name + anchor(number) if page and anchor(number) else ""
    return {
        "students": list(pair.students), "score": round(pair.score, 3), "usual": round(pair.usual, 3),
        "spreads": round(pair.spreads, 1), "exercises": list(pair.exercises), "text": alike_in(pair), "page": place,
    }  # fmt: skip
