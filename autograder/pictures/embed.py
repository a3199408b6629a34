"""Puts a header picture into a notebook's first cell, where a single downloaded file still shows it."""

from __future__ import annotations

import base64
from pathlib import Path

KINDS = {b"GIF8": "gif", b"\x89PNG": "png"}


def kind_of(picture: bytes) -> str:
    """Tell "gif" from "png" by the first bytes; raises ValueError for anything else."""
    try:
        return KINDS[picture[:4]]
    except KeyError:
        raise ValueError("a header picture is a GIF or a PNG") from None


def attachment_of(picture: bytes) -> str:
    """The name by which the first cell shows the picture: `![…](attachment:header.gif)`."""
    return f"header.{kind_of(picture)}"


def embed(picture: bytes, notebook: Path) -> None:
    """Make a picture the only attachment of a notebook's first cell."""
    import nbformat

    mime = f"image/{kind_of(picture)}"
    nb = nbformat.read(notebook, as_version=4)
    nb.cells[0].attachments = {attachment_of(picture): {mime: base64.b64encode(picture).decode()}}
    nbformat.write(nb, notebook)
