"""What is kept of a student's outputs gives no page anything that a browser runs."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grade.plain_outputs import plain_count, plain_outputs
from autograder.tests.test_feedback import png

BREAKS_OUT = 'x" onerror="got_through()" <script>got_through()</script>'


def kept(**output: Any) -> dict[str, Any]:
    """The one output, as it is kept."""
    (found,) = plain_outputs([output])
    return found


def test_text_errors_and_pictures_are_kept() -> None:
    """What ordinary notebooks show stays as it is."""
    encoded = png()
    assert kept(output_type="stream", name="stderr", text=["a\n", "b"]).text == "a\nb"
    assert kept(output_type="error", ename="E", evalue="v", traceback=["one", "two"]).traceback == ["one", "two"]
    shown = kept(output_type="display_data", data={"text/plain": "t", "image/png": encoded}, metadata={})
    assert shown.data == {"text/plain": "t", "image/png": encoded}
    assert kept(output_type="execute_result", data={"text/plain": "t"}, execution_count=3).execution_count == 3


class Tags(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        self.acting += [tag] if tag == "script" else []
        self.acting += [name for name, value in attrs if name.startswith("on") or BREAKS_OUT in str(value)]


HOSTILE = [
    {"output_type": "display_data", "data": {"image/png": BREAKS_OUT}, "metadata": {}},
    {"output_type": "display_data", "data": {"text/html": BREAKS_OUT, "text/markdown": BREAKS_OUT}, "metadata": {}},
    {"output_type": "display_data", "data": {"image/png": "AAAA"}, "metadata": {"image/png": {"width": BREAKS_OUT}}},
    {"output_type": "display_data", "data": {"text/plain": BREAKS_OUT}, "metadata": {BREAKS_OUT: BREAKS_OUT}},
    {"output_type": "display_data", "data": [BREAKS_OUT], "metadata": {}},
    {"output_type": "execute_result", "data": {"text/plain": "x"}, "metadata": {}, "execution_count": BREAKS_OUT},
    {"output_type": "stream", "name": BREAKS_OUT, "text": BREAKS_OUT},
    {"output_type": "error", "ename": BREAKS_OUT, "evalue": BREAKS_OUT, "traceback": [BREAKS_OUT, 5]},
    {"output_type": "error", "ename": 5, "evalue": None, "traceback": BREAKS_OUT},
]


@pytest.mark.parametrize("output", HOSTILE, ids=str)
def test_no_part_of_an_output_breaks_out_of_a_page(output: dict[str, Any]) -> None:
    """A notebook made of it is valid, and a page that nbconvert makes of that has no attribute or script of theirs."""
    cell = new_code_cell("x", execution_count=plain_count(BREAKS_OUT), outputs=plain_outputs([output]))
    notebook = new_notebook(cells=[cell])
    nbformat.validate(notebook)
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    found = Tags()
    found.feed(page)
    assert found.acting == []
