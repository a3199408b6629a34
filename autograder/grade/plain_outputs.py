"""Keeps of a student's outputs what no page that is made of them obeys: text, errors, and whole pictures.

Pages of others put some parts of an output into their markup as they are: a picture's data, its width, the name of a
stream. So each output is made anew of parts that were looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.grade.cells import joined
from autograder.grade.picture import Picture, picture

STREAMS = ("stdout", "stderr")


def plain_outputs(outputs: Sequence[Mapping[str, Any]]) -> list[NotebookNode]:
    """Give the outputs with nothing in them that a browser would run."""
    return [_plain(output) for output in outputs]


def plain_count(number: Any) -> int | None:
    """Give a cell's number where it is one."""
    return number if type(number) is int else None


def _plain(output: Mapping[str, Any]) -> NotebookNode:
    match output.get("output_type"):
        case "stream":
            name = output.get("name")
            return new_output("stream", name=name if name in STREAMS else STREAMS[0], text=joined(output.get("text")))
        case "error":
            lines = output.get("traceback")
            return new_output(
                "error", ename=joined(output.get("ename")), evalue=joined(output.get("evalue")),
                traceback=[line for line in lines if isinstance(line, str)] if isinstance(lines, list) else [],
            )  # fmt: skip
        case "execute_result":
            number = plain_count(output.get("execution_count"))
            return new_output("execute_result", data=_plain_data(output.get("data")), execution_count=number)
    return new_output("display_data", data=_plain_data(output.get("data")))


def _plain_data(data: Any) -> dict[str, str]:
    """Keep an output's text, and its picture where that is a whole one; a remark stands in for others."""
    data = data if isinstance(data, dict) else {}
    kept = {"text/plain": joined(data["text/plain"])} if "text/plain" in data else {}
    if "image/png" in data:
        found = picture(joined(data["image/png"]))
        if isinstance(found, Picture):
            kept["image/png"] = found.source.partition(",")[2]
        else:
            kept["text/plain"] = found
    return kept or {"text/plain": ""}
