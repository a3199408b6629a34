"""Writes frames as a GIF that is small, and that ends by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from PIL import Image

PLAYS = 3  # then it stands still


def write_gif(
    path: Path | str | BinaryIO, frames: Sequence[Image.Image], seconds: Sequence[float], palette: Image.Image
) -> None:
    """Write frames in the colours of a palette, each shown for its seconds, to a path or a file open for bytes."""
    first, *rest = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames)
    first.save(
        path, format="GIF", save_all=True, append_images=rest, optimize=True, loop=PLAYS - 1,
        duration=[round(1000 * time) for time in seconds],
    )  # fmt: skip


def shared_palette(frames: Sequence[Image.Image], shades: int) -> Image.Image:
    """Choose colours that some frames of one size have in common."""
    sheet = Image.new("RGB", (frames[0].width, len(frames) * frames[0].height))
    for place, frame in enumerate(frames):
        sheet.paste(frame, (0, place * frame.height))
    return sheet.quantize(shades, dither=Image.Dither.NONE)
