"""Let a student's picture through only when it is a whole PNG of bounded size."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_BYTES = 3_000_000
MAX_SIDE = 8_000
MAX_PIXELS = 16_000_000


@dataclass(frozen=True)
class Picture:
    """A picture that is safe to show: its data URI, size in pixels and size in bytes."""

    source: str
    width: int
    height: int
    size: int


def picture(encoded: Any) -> Picture | str:
    """Give the picture that base64 text holds, or a sentence that says why it is not shown."""
    if not isinstance(encoded, str) or len(encoded) > MAX_BYTES * 3 // 2:
        return f"A picture is not shown: it is larger than {MAX_BYTES // 1_000_000} MB."
    try:
        data = base64.b64decode("".join(encoded.split()).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return "A picture is not shown: its data is damaged."
    if len(data) > MAX_BYTES:
        return f"A picture is not shown: it is larger than {MAX_BYTES // 1_000_000} MB."
    if not is_whole_png(data):
        return "A picture is not shown: it is no whole PNG file."
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and width * height <= MAX_PIXELS):
        return f"A picture is not shown: {width:,} by {height:,} pixels are too many."
    return Picture("data:image/png;base64," + base64.b64encode(data).decode(), width, height, len(data))


def is_whole_png(data: bytes) -> bool:
    """Tell whether `data` is a PNG from its signature to its end mark, with nothing after it."""
    if not data.startswith(SIGNATURE + b"\x00\x00\x00\rIHDR"):
        return False
    at, kinds = len(SIGNATURE), []
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kinds.append(data[at + 4 : at + 8])
        at += 12 + length
        if kinds[-1] == b"IEND":
            break
    return at == len(data) and kinds[-1] == b"IEND" and b"IDAT" in kinds
