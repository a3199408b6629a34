"""Read a student's file as a notebook whatever bytes it holds, or say what is wrong with it."""

from __future__ import annotations

import json
import re
from typing import Any

import nbformat
from nbformat import NotebookNode

MAX_CELLS = 5_000

_HAND_IN = "In Jupyter choose File > Save Notebook, then hand in the file whose name ends in `.ipynb`."

_BINARY = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"{\\rtf", "a word processor's document"),
)
_WEB_PAGE = re.compile(r"<(!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
_CONFLICT = re.compile(r"^(<<<<<<< |>>>>>>> )", re.MULTILINE)
_PYTHON = re.compile(r"^(import \w|from [\w.]+ import |def \w+\(|# In ?\[|# %%|#!)", re.MULTILINE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Unreadable(Exception):
    """Nothing in the file can be graded; `reason` tells the student what is wrong and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_notebook(data: bytes, max_bytes: int) -> NotebookNode:
    """Give the notebook in `data`, saving whatever can be saved.

    Parameters
    ----------
    data : bytes
        What was handed in; nothing about it is trusted.
    max_bytes : int
        Larger files are refused.

    Returns
    -------
    NotebookNode
        A valid notebook of format 4.5, whatever format came in: every source is a string that can
        be encoded, every cell has a unique id. Of the metadata only what tells which cell and which
        assignment it is remains (`nbgrader`, `kmeans_by_hand`); outputs and attachments are gone.

    Raises
    ------
    Unreadable
        And nothing else, for any bytes.
    """
    if len(data) > max_bytes:
        raise too_large("The file", len(data), max_bytes)
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(f"The file is empty: it was not saved, or not sent completely. {_HAND_IN}")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise Unreadable(f"The file is {what}, not a notebook. {_HAND_IN}")
    tree = _parse(_decode(data).strip("\0 \t\r\n\ufeff"))
    if not isinstance(tree, dict):
        raise Unreadable(f"The file holds JSON, but not a notebook. {_HAND_IN}")
    return _notebook(tree)


def too_large(what: str, size: int, max_bytes: int) -> Unreadable:
    """Give the exception for a file of `size` bytes where at most `max_bytes` are read."""
    return Unreadable(
        f"{what} has {size / 1e6:.1f} MB; at most {max_bytes / 1e6:.1f} MB are read. "
        "In Jupyter choose Edit > Clear Outputs of All Cells, save, and hand it in again."
    )


def _decode(data: bytes) -> str:
    """Decode UTF-8, -16 or -32, and Windows-1252 where nothing in the file is UTF-8."""
    encoding: str = json.detect_encoding(data)
    if encoding == "utf-8" and not _holds_utf8(data):
        encoding = "cp1252"
    return data.decode(encoding, "replace")


def _holds_utf8(data: bytes) -> bool:
    """Tell whether the file is UTF-8, at least in part (a flipped byte must not garble the rest)."""
    readable = data.decode("utf-8", "ignore")
    return not readable.isascii() or data.isascii()


def _parse(text: str) -> Any:
    """Parse JSON leniently: control characters, NaN and what follows the first value are no matter."""
    # No float and no long integer is of use here, and making them from hostile digits costs time.
    decoder = json.JSONDecoder(
        strict=False,
        parse_float=lambda _: 0.0,
        parse_constant=lambda _: 0.0,
        parse_int=lambda digits: int(digits) if len(digits) < 10 else 0,
    )
    try:
        return decoder.raw_decode(text)[0]
    except json.JSONDecodeError as error:
        raise Unreadable(_what_it_looks_like(text, error)) from None
    except (RecursionError, MemoryError):
        raise Unreadable(f"The file is nested too deeply to be a notebook. {_HAND_IN}") from None


def _what_it_looks_like(text: str, error: json.JSONDecodeError) -> str:
    """Name what was handed in instead of a notebook, for text that is no JSON."""
    if _CONFLICT.search(text):
        return (
            "The file holds conflict markers of Git (`<<<<<<<`, `>>>>>>>`): two versions were merged and "
            "not reconciled. Take one of them (`git checkout --ours FILE`), open it in Jupyter, save it, "
            "and hand that in."
        )
    if _WEB_PAGE.match(text):
        return f"The file is a web page (HTML), not a notebook. {_HAND_IN}"
    if text.startswith("version https://git-lfs"):
        return f"The file is a Git LFS pointer, not the notebook itself: run `git lfs pull` first. {_HAND_IN}"
    if not text.startswith(("{", "[")):
        return f"The file is {_kind_of_text(text[:20_000])}, not a notebook. {_HAND_IN}"
    where = f"line {error.lineno}, column {error.colno}"
    if error.msg.startswith("Unterminated string") or error.pos >= len(text) - 8:
        return f"The file breaks off ({where}): it was not saved or not sent completely. {_HAND_IN}"
    return f"The file is damaged at {where} ({error.msg}), so that Jupyter cannot open it either. {_HAND_IN}"


def _kind_of_text(start: str) -> str:
    """Name what a file holds by its decoded beginning; where that has control characters it is no text."""
    if _NO_TEXT.search(start) or start.count("\ufffd") * 50 > len(start):
        return "binary data"
    return "Python source" if _PYTHON.search(start) else "plain text"


def _notebook(tree: dict[str, Any]) -> NotebookNode:
    """Make a valid notebook of what `tree` holds."""
    raw = [cell for cell in _raw_cells(tree) if isinstance(cell, dict)]
    if not raw:
        raise Unreadable(f"The notebook holds no cells. {_HAND_IN}")
    if len(raw) > MAX_CELLS:
        raise Unreadable(
            f"The notebook has {len(raw):,} cells; at most {MAX_CELLS:,} are read. "
            "Delete those that are no part of your answer, save, and hand it in again."
        )
    taken: set[str] = set()
    return nbformat.from_dict(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": _notebook_metadata(tree),
            "cells": [_cell(cell, taken) for cell in raw],
        }
    )


def _raw_cells(tree: dict[str, Any]) -> list[Any]:
    """Give the cells, which formats 2 and 3 keep in worksheets."""
    if isinstance(tree.get("cells"), list):
        return tree["cells"]
    sheets = tree.get("worksheets")
    sheets = sheets if isinstance(sheets, list) else []
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _cell(raw: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    """Make one valid cell; `taken` holds the ids of those before."""
    kind = raw.get("cell_type")
    source = _source(raw)
    if kind == "heading":
        level = raw.get("level")
        source = "#" * (level if level in (1, 2, 3, 4, 5, 6) else 1) + " " + source
    if kind in ("markdown", "heading", "html"):
        kind = "markdown"
    elif kind != "code":
        kind = "code" if kind is None and ("outputs" in raw or "execution_count" in raw) else "raw"
    cell = {"cell_type": kind, "id": _id(raw, taken), "metadata": _cell_metadata(raw), "source": source}
    return {**cell, "outputs": [], "execution_count": None} if kind == "code" else cell


def _source(raw: dict[str, Any]) -> str:
    """Give the text of a cell of any format, as something that can be encoded and compiled."""
    # Format 4 says source, formats 2 and 3 say input for code, format 1 says code and text.
    text = next((raw[key] for key in ("source", "input", "code", "text") if key in raw), "")
    if isinstance(text, list):
        text = "".join(line for line in text if isinstance(line, str))
    if not isinstance(text, str):
        return ""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _id(raw: dict[str, Any], taken: set[str]) -> str:
    """Give the cell's own id (Colab keeps it in the metadata) where it is valid and new, else another."""
    metadata = raw.get("metadata")
    own = [raw.get("id"), metadata.get("id") if isinstance(metadata, dict) else None]
    usable = (i for i in own if isinstance(i, str) and _CELL_ID.fullmatch(i) and i not in taken)
    number = len(taken)
    chosen = next(usable, f"unnamed-{number}")
    while chosen in taken:
        number += 1
        chosen = f"unnamed-{number}"
    taken.add(chosen)
    return chosen


def _cell_metadata(raw: dict[str, Any]) -> dict[str, Any]:
    """Keep the name that nbgrader gave the cell, and nothing else."""
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    if isinstance(grade_id, str) and _CELL_ID.fullmatch(grade_id):
        return {"nbgrader": {"grade_id": grade_id}}
    return {}


def _notebook_metadata(tree: dict[str, Any]) -> dict[str, Any]:
    """Keep what the release wrote about itself (assignment, version), and nothing else."""
    metadata = tree.get("metadata")
    ours = metadata.get("kmeans_by_hand") if isinstance(metadata, dict) else None
    if not isinstance(ours, dict):
        return {}
    short = {key: value for key, value in ours.items() if isinstance(value, str) and len(key + value) < 200}
    clean = {key: value for key, value in short.items() if (key + value).isprintable()}
    return {"kmeans_by_hand": clean} if clean else {}
