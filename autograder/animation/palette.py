"""Colours of paper, ink and clusters that readers with any colour vision can tell apart.

The order of the hues follows M. Okabe and K. Ito, "Color Universal Design" (2008), and the length of ten
M. A. Petroff, "Accessible color sequences for data visualization" (2021, arXiv:2107.02270). Both were made
for white paper and lines of any width; here each colour was then moved, in CIE Lab, until it stands out from
its paper (3 : 1, WCAG 2.2, 1.4.11) and from the others as seen with each kind of colour blindness.
A number always stands beside a mean, so colour never says anything alone.
"""

from __future__ import annotations

from dataclasses import dataclass

# Blue, orange, green, purple, red, sky, pink, olive, slate, brown: the first eight are furthest apart.
LIGHT = ["#2e63d9", "#d77718", "#126351", "#80089a", "#a92c0b", "#139bdf", "#c369a1", "#968746", "#515870", "#8d5035"]
DARK = ["#4280bd", "#fba518", "#59b675", "#9a85f9", "#dc4941", "#aae8ff", "#c59cc6", "#efe073", "#6f8b99", "#d7a1a0"]


@dataclass(frozen=True)
class Theme:
    """The colours of one paper, each a hex string.

    Attributes
    ----------
    paper : the background
    ink : text that is read first; at least 7 : 1 against the paper
    quiet : text that is read second, and axes; at least 4.5 : 1
    faint : lines that only lead the eye
    accent : the curve and the dot at the current state; at least 4.5 : 1
    clusters : ten colours, one for each cluster, then again from the first; at least 3 : 1
    """

    paper: str
    ink: str
    quiet: str
    faint: str
    accent: str
    clusters: tuple[str, ...]

    def colours(self, k: int) -> list[str]:
        """Give the colours of k clusters."""
        return [self.clusters[j % len(self.clusters)] for j in range(k)]


# Plain strings, so that `dataclasses.asdict` gives what a page can read as JSON.
THEMES = {
    "light": Theme("#ffffff", "#1b1f27", "#5b6371", "#d9dde4", "#9c5700", tuple(LIGHT)),
    "dark": Theme("#14161c", "#eceef2", "#9aa2b1", "#363b46", "#ffbe50", tuple(DARK)),
}
