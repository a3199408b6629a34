"""Tests of the colours: told apart by every kind of colour vision, and seen on their paper."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from autograder.animation.palette import DARK, LIGHT, THEMES

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for simulation of color
# vision deficiency" (IEEE TVCG 15, 2009), severity 1.0: matrices for linear red, green and blue.
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# sRGB to XYZ under D65 (IEC 61966-2-1); a row of ones is its white.
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)

# Distances in CIE Lab (1976), where about 2.3 is just noticed. The worst pair among the first eight is sky and
# pink on dark paper as seen with deuteranopia, 18.0; among all ten, green and brown there, 13.2.
APART_EIGHT, APART_TEN = 17.5, 12.5


def linear(colours):
    """Linear red, green and blue (c, 3) of hex strings."""
    values = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in colours]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(light):
    """CIE Lab coordinates (c, 3) of linear red, green and blue."""
    shares = light @ XYZ.T / XYZ.sum(axis=1)
    bent = np.where(shares > (6 / 29) ** 3, np.cbrt(shares), shares / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = bent.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def contrast(one, other):
    """The contrast of two colours as WCAG 2.2 counts it: from 1 to 21."""
    darker, lighter = np.sort(linear([one, other]) @ XYZ[1])
    return (lighter + 0.05) / (darker + 0.05)


def worst_pair(colours, vision):
    """The smallest distance between two of the colours as seen with a kind of vision, and the two."""
    seen = lab(np.clip(linear(colours) @ VISION[vision].T, 0, 1))
    distances = np.linalg.norm(seen[:, None] - seen, axis=2) + 1000 * np.eye(len(colours))
    i, j = np.unravel_index(distances.argmin(), distances.shape)
    return distances.min(), (colours[i], colours[j])


def test_lab_is_lab():
    """White, black and red have the Lab coordinates that every table gives."""
    given = lab(linear(["#ffffff", "#000000", "#ff0000"]))
    np.testing.assert_allclose(given, [[100, 0, 0], [0, 0, 0], [53.24, 80.09, 67.20]], atol=0.02)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_told_apart(colours, vision):
    """The first eight colours lie far apart for every kind of colour vision, and all ten well apart."""
    distance, pair = worst_pair(colours[:8], vision)
    assert distance > APART_EIGHT, pair
    distance, pair = worst_pair(colours, vision)
    assert distance > APART_TEN, pair


@pytest.mark.parametrize("name", THEMES)
def test_colours_stand_out_from_their_paper(name):
    """Clusters reach 3 : 1 against the paper, quiet text and the curve 4.5 : 1, and ink 7 : 1."""
    theme = THEMES[name]
    assert min(contrast(colour, theme.paper) for colour in theme.clusters) >= 3
    assert min(contrast(colour, theme.paper) for colour in (theme.quiet, theme.accent)) >= 4.5
    assert contrast(theme.ink, theme.paper) >= 7


def test_colours_repeat_after_ten():
    """There are ten colours and none twice; the eleventh cluster has the first colour again."""
    for theme in THEMES.values():
        assert len(set(theme.colours(10))) == 10
        assert theme.colours(11)[10] == theme.colours(1)[0]


def test_themes_are_plain_data():
    """A theme goes to the page as JSON: strings, and one list of strings."""
    plain = json.loads(json.dumps({name: asdict(theme) for name, theme in THEMES.items()}))
    assert plain["light"]["clusters"] == LIGHT
    assert plain["dark"]["paper"] == THEMES["dark"].paper
