"""What the page needs to draw a run: JSON with the numbers as bytes, under 3 MB."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from autograder.animation.facts import Facts
from autograder.animation.grey import grey_span, grey_values
from autograder.animation.palette import THEMES
from autograder.animation.projection import project
from autograder.animation.run import MOST_SHOWN, Run, thinned
from autograder.animation.shapes import SHAPES, points_of

Scene = dict[str, Any]

MOST_LABELS = 500_000  # of all states together, one byte each
SET_SIZE = 600  # points of each shape that people can choose
COLOURS = 240  # labels of one byte; colours repeat long before
FACT_TYPES = {"moved": "<f4", "sizes": "<i4", "inertia": "<f8", "changed": "<i4"}
NO_STATES: Scene = {"iterations": [], "states": b"", **dict.fromkeys(FACT_TYPES)}


def scene_of(run: Run, facts: Facts, *, title: str = "", live: bool = False) -> Scene:
    """Describe a run for the page: what is drawn, its colours, its states and their facts."""
    drawn = run if run.shape or run.in_plane else project(run)
    rows = shown_rows(run, facts)
    return {
        **_kind(run), "title": title, "live": live,
        "k": run.means.shape[1], "d": drawn.means.shape[2] if run.shape else 2,
        "n": 0 if run.points is None else len(run.points),
        "points": None if rows is None or drawn.points is None else plane_bytes(drawn.points[rows]),
        "labels": None if rows is None else _labels(run, facts, rows),
        "remark": _remark(run, facts, rows), "playground": None,
        "themes": {name: asdict(theme) for name, theme in THEMES.items()},
        **states_of(drawn, facts),
    }  # fmt: skip


def states_of(run: Run, facts: Facts) -> Scene:
    """Describe the states, with their facts."""
    states = grey_values(run.means, grey_span(run)).tobytes() if run.shape else plane_bytes(run.means)
    return {"iterations": run.iterations.tolist(), "states": states, **fact_bytes(facts)}


def fact_bytes(facts: Facts) -> Scene:
    """Give facts as the page reads them; None for what is not known."""
    told = {name: getattr(facts, name) for name in FACT_TYPES}
    return {
        name: None if values is None else values.astype(FACT_TYPES[name]).tobytes()
        for name, values in told.items()
    }  # fmt: skip


def plane_bytes(places: np.ndarray) -> bytes:
    """Give places in the plane as x, y pairs; places on a line get 0 for y."""
    wide = places if places.shape[-1] == 2 else np.concatenate([places, np.zeros_like(places)], axis=-1)
    return wide.astype("<f4").tobytes()


def shown_rows(run: Run, facts: Facts) -> np.ndarray | None:
    """Choose the points that the page shows: all, or an even sample; none beside pictures."""
    if run.points is None or run.shape:
        return None
    most = MOST_SHOWN
    if (run.labels is not None and run.labels.ndim == 2) or not run.in_plane:
        most = min(most, MOST_LABELS // len(run.means))
    if not run.in_plane and run.labels is None:  # the page can't find the labels itself: they are those of the facts
        counted = thinned(len(run.points), facts.counted)
        return counted[thinned(len(counted), most)]
    return thinned(len(run.points), most)


def playground_of(run: Run, *, step: str = "", open_now: bool = False) -> Scene | None:
    """Describe what else can be tried with the points of a run in the plane."""
    if not run.in_plane or run.points is None or run.labels is not None:
        return None
    own = {"name": "your points", "points": plane_bytes(run.points[thinned(len(run.points), MOST_SHOWN)])}
    return {"sets": [own], "k": run.means.shape[1], "step": step, "run": True, "open": open_now}


def empty_playground(k: int, step: str, points: np.ndarray | None, chosen: str) -> Scene:
    """Describe a page with no run yet: it begins with a start of its own among points of telling shapes."""
    names = [chosen, *(name for name in SHAPES if name != chosen)] if chosen else list(SHAPES)
    sets = [{"name": name, "points": plane_bytes(points_of(name, SET_SIZE))} for name in names]
    if points is not None:
        sets.insert(0, {"name": "your points", "points": plane_bytes(points)})
    return {
        "kind": "plane", "cells": True, "title": "", "live": False, "k": k, "d": 2, "shape": None,
        "n": len(sets[0]["points"]) // 8, "points": sets[0]["points"], "labels": None, "remark": "",
        "playground": {"sets": sets, "k": k, "step": step, "run": False, "open": True},
        "themes": {name: asdict(theme) for name, theme in THEMES.items()},
        **NO_STATES,
    }  # fmt: skip


def as_text(value: Any) -> Any:
    """Give a scene with its bytes as base64, for a page that stands alone."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return {key: as_text(part) for key, part in value.items()}
    return [as_text(part) for part in value] if isinstance(value, (list, tuple)) else value


def _kind(run: Run) -> Scene:
    """Say how the means are drawn, and whether their regions can be."""
    if run.shape:
        return {"kind": "images", "shape": list(run.shape), "cells": False}
    return {"kind": "plane", "shape": None, "cells": run.in_plane and run.points is not None}


def _labels(run: Run, facts: Facts, rows: np.ndarray) -> bytes | None:
    """Give labels that the page can't find itself: those of the student, or nearest means in more directions."""
    if run.labels is not None:
        return (run.labels[..., rows] % COLOURS).astype(np.uint8).tobytes()
    if run.in_plane or facts.labels is None or run.points is None:
        return None
    among = np.searchsorted(thinned(len(run.points), facts.counted), rows)
    return (facts.labels[:, among] % COLOURS).astype(np.uint8).tobytes()


def _remark(run: Run, facts: Facts, rows: np.ndarray | None) -> str:
    """Say what is not shown as it is: thinned states, a sample of points, a projection."""
    parts = []
    if run.last >= len(run.iterations):
        parts.append(f"{len(run.iterations):,} of {run.last + 1:,} states are shown, evenly spread.")
    if run.points is not None and facts.counted < len(run.points):
        parts.append(f"Sizes and inertia are estimated from {facts.counted:,} of the {len(run.points):,} points.")
    if rows is not None and run.points is not None and len(rows) < len(run.points):
        parts.append(f"{len(rows):,} of the {len(run.points):,} points are drawn.")
    if not run.shape and not run.in_plane:
        parts.append(f"The {run.means.shape[2]} coordinates are projected onto the two directions of largest spread.")
    return " ".join(parts)
