"""What the exercises of 06_colours are tried on: small pictures, palettes and labels, drawn anew for each notebook."""

from __future__ import annotations

import numpy as np

from autograder.functions import Case, Laid


def picture(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Draw a picture (height, width, 3), uint8, in which no number is 255."""
    return rng.integers(0, 250, (height, width, 3), dtype=np.uint8)


def cases_of_pixels(rng: np.random.Generator) -> list[Case]:
    """Draw pictures; in none but the example the largest number is 255."""
    dark = picture(rng, 4, 6) // 4
    return [
        Case((picture(rng, 5, 7),)),
        Case((picture(rng, 8, 3),), "a picture that is higher than wide"),
        Case((picture(rng, 1, 1),), "a single pixel"),
        Case((picture(rng, 1, 9),), "a single row"),
        Case((picture(rng, 3, 3),), "a square as high as a pixel has numbers"),
        Case((dark,), "a dark picture"),
        Case((Laid(picture(rng, 6, 4), "F"),), "an array that lies in memory in another order"),
        Case((Laid(picture(rng, 6, 4), "strided"),), "every second pixel of a larger picture"),
        Case((Laid(picture(rng, 4, 5), writeable=False),), "a read-only array"),
    ]


def palette_of(rng: np.random.Generator, k: int, low: int = 0, high: int = 255) -> np.ndarray:
    """Draw k colours (k, 3), so that no number lies in the middle between two whole ones of 0 … 255."""
    parts = rng.uniform(0.05, 0.45, (k, 3)) + 0.5 * rng.integers(0, 2, (k, 3))
    return (rng.integers(low, high, (k, 3)) + parts) / 255


def _painted(rng: np.random.Generator, height: int, width: int, palette: np.ndarray) -> tuple[np.ndarray, ...]:
    labels = rng.integers(0, len(palette), height * width)
    return labels, palette, height, width  # type: ignore[return-value]


def cases_of_paint(rng: np.random.Generator) -> list[Case]:
    """Draw labels and palettes, some of them with numbers that no byte holds."""
    labels, palette, height, width = _painted(rng, 4, 6, palette_of(rng, 5))
    bright, small = palette_of(rng, 6, 90, 400), palette_of(rng, 4).astype(np.float32)
    return [
        Case((labels, palette, height, width)),
        Case(_painted(rng, 7, 3, palette_of(rng, 9)), "a picture that is higher than wide"),
        Case(_painted(rng, 5, 5, palette_of(rng, 1)), "a single colour"),
        Case(_painted(rng, 1, 1, palette_of(rng, 3)), "a single pixel"),
        Case(_painted(rng, 3, 8, bright), "a palette made brighter, with numbers above 1"),
        Case(_painted(rng, 6, 4, palette_of(rng, 6, -120, 200)), "a palette made darker, with numbers below 0"),
        Case(_painted(rng, 2, 5, small), "a palette of the kind `float32`"),
        Case((rng.integers(0, 4, 12).astype(np.uint8), palette_of(rng, 4), 3, 4), "labels of the kind `uint8`"),
        Case((Laid(rng.integers(0, 7, 30), "strided"), Laid(palette_of(rng, 7), "F"), 5, 6),
             "arrays that lie in memory in another order"),
        Case((Laid(rng.integers(0, 7, 20), writeable=False), Laid(palette_of(rng, 7), writeable=False), 5, 4),
             "read-only arrays"),
    ]  # fmt: skip


def cases_of_psnr(rng: np.random.Generator) -> list[Case]:
    """Draw pairs of pictures, from equal ones to black and white; 1e-5 leaves room for single precision."""

    def pair(height: int, width: int, most: int) -> tuple[np.ndarray, np.ndarray]:
        image = rng.integers(0, 256, (height, width, 3))
        other = (image + rng.integers(-most, most + 1, image.shape)).clip(0, 255)
        other[0, 0, 0] = image[0, 0, 0] + (1 if image[0, 0, 0] < 255 else -1)  # never the same by chance
        return image.astype(np.uint8), other.astype(np.uint8)

    same = picture(rng, 4, 4)
    black, white = np.zeros((3, 5, 3), np.uint8), np.full((3, 5, 3), 255, np.uint8)
    near, far, read_only = pair(6, 4, 5), pair(5, 7, 120), pair(3, 4, 60)
    grey = tuple(each[..., 0] for each in pair(6, 5, 30))
    return [
        Case(pair(5, 6, 20), tolerance=1e-5),
        Case(near, "pictures that hardly differ", 1e-5),
        Case(far, "pictures that differ much", 1e-5),
        Case((same, same.copy()), "two equal pictures", 1e-5),
        Case((black, white), "all black and all white", 1e-5),
        Case(grey, "grey pictures, of shape (h, w)", 1e-5),
        Case(pair(1, 1, 9), "a single pixel", 1e-5),
        Case((Laid(far[0], "F"), Laid(far[1], "strided")), "arrays that lie in memory in another order", 1e-5),
        Case(tuple(Laid(each, writeable=False) for each in read_only), "read-only arrays", 1e-5),
    ]


def cases_of_bytes(rng: np.random.Generator) -> list[Case]:
    """Draw sizes of pictures and of palettes: powers of two, their neighbours, and a single colour."""
    drawn = rng.integers(5, 200, (8, 2)).tolist()
    some = rng.permutation([6, 11, 23, 40, 90, 130])[:3].tolist()
    about = {1: "a single colour", 2: "two colours", 16: "sixteen colours", 17: "seventeen colours"}
    sizes = list(zip(drawn, [2, 16, 17, 64, 256, *some], strict=True))
    cases = [Case((height, width, k), about.get(k, "")) for (height, width), k in sizes]
    odd = [Case((3, 7, 5), "labels that do not fill the last byte"), Case((1, 1, 1), about[1])]
    return [*cases, *odd, Case((int(rng.integers(5, 90)), 11, 1), about[1])]
