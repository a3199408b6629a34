"""The fingerprints of code: every run of a few tokens, by copydetect, without those of a common source."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copydetect import CodeFingerprint
from copydetect.utils import get_copied_slices

from autograder.similarity.spelling import spell

TOKENS = 9  # `labels = argmin(distances, axis=1)` has ten
NO_WINNOWING = 1  # answers are short, and which runs a wider window keeps would change from one process to the next


@dataclass(frozen=True)
class Fingerprints:
    """The runs of tokens of some code, by where each begins, and where each token is in the code."""

    places: Mapping[int, list[int]]
    spans: tuple[tuple[int, int], ...]

    def marked(self, shared: Iterable[int]) -> list[tuple[int, int]]:
        """Give where the runs in `shared` are in the code, as (begin, end), in order and without overlap."""
        places = [place for run in shared for place in self.places.get(run, [])]
        if not places:
            return []
        begins, ends = get_copied_slices(places, TOKENS)
        return [(self.spans[begin][0], self.spans[end - 1][1]) for begin, end in zip(begins, ends, strict=True)]


def fingerprints(code: str) -> Fingerprints:
    """Take the fingerprints of Python code, also of code that does not parse."""
    spelt = spell(code)
    found = CodeFingerprint("", TOKENS, NO_WINNOWING, filter=False, fp=io.StringIO(spelt.letters))
    return Fingerprints({int(run): list(map(int, places)) for run, places in found.hash_idx.items()}, spelt.spans)


def runs(codes: Iterable[str]) -> set[int]:
    """Give all runs of tokens in some pieces of code."""
    return {run for code in codes for run in fingerprints(code).places}
