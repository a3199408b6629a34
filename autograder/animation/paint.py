"""Colours as points: three coordinates that are red, green and blue, and the bytes that a screen takes for them."""

from __future__ import annotations

import numpy as np


def screen_colours(places: np.ndarray) -> np.ndarray:
    """Give colours (…, 3) between 0 and 1 as bytes: beyond, the nearest there is; black for what is no number."""
    known = np.nan_to_num(np.asarray(places, dtype=float), nan=0.0, posinf=1.0, neginf=0.0)
    return np.rint(255 * known.clip(0, 1)).astype(np.uint8)


def hex_colour(colour: np.ndarray) -> str:
    """Spell three bytes as matplotlib and the page do: #1f77b4."""
    return "#" + bytes(np.asarray(colour, dtype=np.uint8)).hex()


def text_on(colour: np.ndarray) -> str:
    """Give black or white, whichever reads better on three bytes (WCAG 2.2, relative luminance)."""
    linear = (np.asarray(colour, dtype=float) / 255) ** 2.2
    return "#000000" if linear @ (0.2126, 0.7152, 0.0722) > 0.18 else "#ffffff"
