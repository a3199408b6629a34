"""Writes down what was measured: a file for programs, a table for the terminal, one for the README."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from autograder.bench.machine import sentence
from autograder.bench.measurement import Measurement

HEADS = ("measured", "value", "limit", "quartiles", "how")


def write(folder: Path, machine: Mapping[str, Any], measured: Iterable[Measurement]) -> Path:
    """Write results as JSON, under their date; give the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{machine['date'][:19].replace(':', '-')}.json"
    content = {"machine": dict(machine), "measured": [asdict(each) for each in measured]}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> tuple[dict[str, Any], list[Measurement]]:
    """Read results that were written; raises ValueError when the file holds none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return content["machine"], [Measurement(**each) for each in content["measured"]]
    except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise ValueError(f"{path} holds no results of the bench: {problem}") from None


def table(measured: Iterable[Measurement]) -> Table:
    """Give the table for the terminal: a limit that is missed is red."""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for head in HEADS:
        shown.add_column(head, justify="right" if head in ("value", "limit", "quartiles") else "left")
    for each in measured:
        name, value, limit, spread, how = row(each)
        sign = Text(value, style="" if not limit else "green" if each.holds else "bold red")
        shown.add_row(Text(name), sign, Text(limit), Text(spread), Text(how, style="dim"))
    return shown


def markdown(machine: Mapping[str, Any], measured: Iterable[Measurement]) -> str:
    """Give the table for a README, with the machine beneath it."""
    lines = [f"| {' | '.join(HEADS)} |", "|---|---:|---:|---:|---|"]
    lines += [f"| {' | '.join(row(each))} |" for each in measured]
    return "\n".join([*lines, "", f"Measured on: {sentence(dict(machine))}.", ""])


def row(each: Measurement) -> Sequence[str]:
    """Give the cells of one measurement's row."""
    limits = [f"at most {figure(each.at_most, each.unit)}"] if each.at_most is not None else []
    limits += [f"at least {figure(each.at_least, each.unit)}"] if each.at_least is not None else []
    spread = "" if each.spread is None else " – ".join(f"{value:.3g}" for value in each.spread)
    return each.name, figure(each.value, each.unit), ", ".join(limits), spread, each.how


def figure(value: float, unit: str) -> str:
    """Write a value with its unit; a ratio to a hundredth, bytes in thousands."""
    if unit == "times":
        return f"{value:.2f}"
    if unit == "bytes":
        return f"{value / 1000:,.0f} kB"
    return f"{value:.3g} {unit}"
