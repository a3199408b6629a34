"""The README's pictures are made by a command."""

import io

import numpy as np
import pytest
from PIL import Image

from autograder import readme_pictures
from autograder.jupyter_lab import chromium, chromium_path

CHROMIUM = chromium_path()


def picture(png):
    """Decode a picture as numbers."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=int)


def test_saved_picture_looks_the_same_and_is_smaller(tmp_path):
    """A picture with few colours keeps them, in fewer bytes."""
    pixels = np.full((200, 300, 3), 250, np.uint8)
    pixels[50:90, 40:160] = 20, 110, 180
    pixels[100:, ::3] = 200, 80, 40
    png = io.BytesIO()
    Image.fromarray(pixels).save(png, "PNG", compress_level=0)
    readme_pictures.save(png.getvalue(), tmp_path / "small.png")
    small = (tmp_path / "small.png").read_bytes()
    assert np.abs(picture(small) - pixels).max() < 8
    assert len(small) < len(png.getvalue()) / 10


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_page_is_photographed_light_and_dark(tmp_path):
    """A page is photographed in both themes, sharper than the screen, and the dark one is dark."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    page = tmp_path / "page.html"
    page.write_text(
        "<meta charset=utf-8><style>:root { color-scheme: light dark }</style><p>Ten means</p>", encoding="utf-8"
    )
    with chromium() as browser:
        shots = dict(readme_pictures.photograph_page(browser, page, "page"))
    light, dark = picture(shots["page-light"]), picture(shots["page-dark"])
    width, height = readme_pictures.PAGE
    assert light.shape[:2] == dark.shape[:2] == (height * 1.5, width * 1.5)
    assert light.mean() > 200
    assert dark.mean() < 60
