"""What the page needs to draw a run: JSON with the numbers as bytes, under 3 MB."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from autograder.animation.facts import Facts
from autograder.animation.grey import grey_span, grey_values
from autograder.animation.paint import screen_colours
from autograder.animation.palette import THEMES
from autograder.animation.projection import project
from autograder.animation.run import MOST_BYTES, MOST_SHOWN, Run, thinned
from autograder.animation.shapes import SHAPES, points_of

Scene = dict[str, Any]

MOST_LABELS = 500_000  # of all states together, one byte each
OWN = "your points"
SET_SIZE = 600  # points of each shape that people can choose
COLOURS = 240  # labels of one byte; colours repeat long before
FACT_TYPES = {"moved": "<f4", "sizes": "<i4", "inertia": "<f8", "changed": "<i4"}
NO_STATES: Scene = {"iterations": [], "states": b"", "paint": None, **dict.fromkeys(FACT_TYPES)}


def scene_of(run: Run, facts: Facts, *, title: str = "", live: bool = False, followed: bool = False) -> Scene:
    """Describe a run for the page: what is drawn, its colours, its states and their facts.

    `live` says that its loop still runs, `followed` that we kept the states ourselves.
    """
    drawn = smaller(run) if run.shape else run if run.in_plane else project(run)
    rows = shown_rows(run, facts)
    origin = origin_of(drawn)
    return {
        **_kind(drawn), "title": str(title), "live": live, "origin": origin,
        "k": run.means.shape[1], "d": drawn.means.shape[2] if run.shape else 2,
        "cells": run.in_plane and rows is not None,
        "n": 0 if run.points is None else len(run.points),
        "points": None if rows is None or drawn.points is None else plane_bytes(drawn.points[rows], origin),
        "labels": None if rows is None else _labels(run, facts, rows),
        "pointPaint": None if rows is None or not run.colours else screen_colours(_chosen(run, rows)).tobytes(),
        "remark": _remark(run, facts, rows, live, followed), "playground": None,
        "themes": {name: asdict(theme) for name, theme in THEMES.items()},
        "iterations": run.iterations.tolist(),
        "states": grey_values(drawn.means, grey_span(run)).tobytes() if run.shape else plane_bytes(drawn.means, origin),
        "paint": screen_colours(run.means).tobytes() if run.colours else None,
        **fact_bytes(facts),
    }  # fmt: skip


def fact_bytes(facts: Facts) -> Scene:
    """Give facts as the page reads them; None for what is not known."""
    told = {name: getattr(facts, name) for name in FACT_TYPES}
    return {
        name: None if values is None else values.astype(FACT_TYPES[name]).tobytes()
        for name, values in told.items()
    }  # fmt: skip


def origin_of(run: Run) -> list[float]:
    """Give the middle of what is drawn in the plane: in single precision, places far from 0 would fall together."""
    if run.shape:
        return [0.0, 0.0]
    places = (run.means.reshape(-1, run.means.shape[2]) if run.points is None else run.points).astype(float)
    seen = places[np.isfinite(places).all(axis=1)]
    middle = (seen.min(axis=0) + seen.max(axis=0)) / 2 if len(seen) else np.zeros(2)
    return [float(middle[0]), float(middle[1]) if len(middle) > 1 else 0.0]


def plane_bytes(places: np.ndarray, origin: Sequence[float] = (0.0, 0.0)) -> bytes:
    """Give places in the plane, as seen from an origin, as x, y pairs; places on a line get 0 for y."""
    wide = places if places.shape[-1] == 2 else np.concatenate([places, np.zeros_like(places)], axis=-1)
    with np.errstate(over="ignore", invalid="ignore"):
        return (wide.astype(float) - origin).astype("<f4").tobytes()


def smaller(run: Run) -> Run:
    """Take every second or third pixel of large images, until two states fit into a message."""
    assert run.shape is not None
    t, k, d = run.means.shape
    stride = max(1, int(np.ceil((t * k * d / MOST_BYTES) ** 0.5)))
    if stride == 1:
        return run
    pixels = run.means.reshape(t, k, *run.shape)[:, :, ::stride, ::stride]
    return replace(run, means=pixels.reshape(t, k, -1), points=None, shape=(pixels.shape[2], pixels.shape[3]))


def shown_rows(run: Run, facts: Facts) -> np.ndarray | None:
    """Choose the points that the page shows: all, or an even sample; none beside pictures."""
    if run.points is None or run.shape:
        return None
    most = MOST_SHOWN
    if run.colours:  # they need no labels
        return thinned(len(run.points), most)
    if (run.labels is not None and run.labels.ndim == 2) or not run.in_plane:
        most = min(most, MOST_LABELS // len(run.means))
    if not run.in_plane and run.labels is None:  # the page can't find the labels itself: they are those of the facts
        counted = thinned(len(run.points), facts.counted or len(run.points))
        return counted[thinned(len(counted), most)]
    return thinned(len(run.points), most)


def playground_of(run: Run, *, step: str = "", open_now: bool = False) -> Scene | None:
    """Describe what else can be tried with the points of a run in the plane, which are those of its scene."""
    if not run.in_plane or run.points is None or run.labels is not None:
        return None
    own = {"name": OWN, "points": None}
    return {"sets": [own], "k": run.means.shape[1], "step": step, "run": True, "open": open_now}


def empty_playground(k: int, step: str, points: np.ndarray | None, chosen: str) -> Scene:
    """Describe a page with no run yet: it begins with a start of its own among points of telling shapes."""
    names = [chosen, *(name for name in SHAPES if name != chosen)] if chosen else list(SHAPES)
    shapes = {name: points_of(name, SET_SIZE) for name in names}
    first = Run(np.zeros((1, k, 2)), np.zeros(1, int), shapes[names[0]] if points is None else points)
    scene = scene_of(first, Facts(np.zeros((1, k)), counted=0))
    sets: list[Scene] = [{"name": name, "points": plane_bytes(places)} for name, places in shapes.items()]
    if points is None:
        sets[0]["points"] = None
    else:
        sets.insert(0, {"name": OWN, "points": None})
    return {**scene, **NO_STATES, "playground": {"sets": sets, "k": k, "step": step, "run": False, "open": True}}


def as_text(value: Any) -> Any:
    """Give a scene with its bytes as base64, for a page that stands alone."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return {key: as_text(part) for key, part in value.items()}
    return [as_text(part) for part in value] if isinstance(value, (list, tuple)) else value


def _chosen(run: Run, rows: np.ndarray) -> np.ndarray:
    assert run.points is not None
    return run.points[rows]


def _kind(run: Run) -> Scene:
    """Say how the means are drawn."""
    return {"kind": "images", "shape": list(run.shape)} if run.shape else {"kind": "plane", "shape": None}


def _labels(run: Run, facts: Facts, rows: np.ndarray) -> bytes | None:
    """Give labels that the page can't find itself: those of the student, or nearest means in more directions."""
    if run.colours:
        return None
    if run.labels is not None:
        return (run.labels[..., rows] % COLOURS).astype(np.uint8).tobytes()
    if run.in_plane or facts.labels is None or run.points is None:
        return None
    among = np.searchsorted(thinned(len(run.points), facts.counted), rows)
    return (facts.labels[:, among] % COLOURS).astype(np.uint8).tobytes()


def _remark(run: Run, facts: Facts, rows: np.ndarray | None, live: bool, followed: bool) -> str:
    """Say what is not shown as it is: thinned states, a sample of points, a projection."""
    parts = []
    if run.last >= len(run.iterations):
        parts.append(f"{len(run.iterations):,} of {run.last + 1:,} states are shown, evenly spread.")
    if run.points is not None and 0 < facts.counted < len(run.points):
        parts.append(f"Sizes and inertia are estimated from {facts.counted:,} of the {len(run.points):,} points.")
    if rows is not None and run.points is not None and len(rows) < len(run.points):
        parts.append(f"{len(rows):,} of the {len(run.points):,} points are drawn.")
    if len(run.means) > 2 and (run.means == run.means[0]).all():
        copies = "" if followed else " Does the history hold copies, as `means.copy()` makes them?"
        parts.append(f"All states are the same: no mean has moved.{copies}")
    if not run.shape and not run.in_plane:
        parts.append(f"The {run.means.shape[2]} coordinates are projected onto the two directions of largest spread.")
        parts += ["The means appear when the cell has ended."] if live and not run.colours else []
    return " ".join(parts)
