"""A student's feedback page shows everything and lets nothing act."""

import base64
import re
import stat
import struct
import zlib
from html.parser import HTMLParser

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.grade import cells, picture
from autograder.grade.feedback import Manual, write_feedback
from autograder.grade.outcome import mark_of
from autograder.grade.page import write_private
from autograder.verdict import OUTCOMES

VOID = {"meta", "img", "br"}
WITHIN_WORDS = {"code", "strong", "span", "a", "small"}


class Page(HTMLParser):
    """Collect the tags, attributes and words of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Open a tag."""
        self.words.append("" if tag in WITHIN_WORDS else " ")
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attributes]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        """Open a tag and close it, as SVG does."""
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Gather the words, without the style sheet."""
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self):
        """The words of the page on one line."""
        return " ".join("".join(self.words).split())


def parse_safe(path):
    """Parse a page and fail on anything that could run, load, submit or hide."""
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    active = "script iframe object embed form input base link video audio foreignobject animate set math"
    assert not set(page.tags) & set(active.split())
    assert page.tags.count("style") == 1
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in text
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        if name == "src":
            assert value.startswith("data:image/png;base64,")
        elif name in ("href", "xlink:href"):
            assert ":" not in value and not value.startswith("//")
        elif name == "style":
            assert re.fullmatch(r"(width:[\d.]+%|flex-grow:\d+)", value)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(styles) == 1 and not re.search(r"url\(|@import|expression", styles[0])
    assert not re.search("[\x00-\x08\x0b-\x1f\u200b\u202a-\u202e\u2066-\u2069]", text)
    assert not page.open
    return page


def verdict(exercise="update_means", outcome="failed", **more):
    """One verdict as a record holds it."""
    return {
        "exercise": exercise, "outcome": outcome, "score": 2.5, "max_score": 9, "message": "Why `not`?",
        "mistake": "", "notes": [], "figures": {}, **more,
    }  # fmt: skip


def record(*exercises, **more):
    """One record as the journal holds it."""
    return {
        "student": "s01", "assignment": "02_kmeans", "submission": "ab" * 32, "course": "c", "engine": "1",
        "graded_at": "2025-11-20T14:10:11Z", "reason": "", "score": sum(e["score"] for e in exercises),
        "max_score": 20, "sandbox": "none", "seconds": 6.0, "exercises": list(exercises), "notes": [], **more,
    }  # fmt: skip


def marked(cell, kind="solution", exercise="update_means"):
    """Mark a cell with its role, as the grader does."""
    cell.metadata["kmeans_by_hand"] = {"kind": kind, "exercise": exercise}
    return cell


def png(width=2, height=1, tail=b""):
    """A small PNG as base64 text."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0")) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + body + tail).decode()


def shown(tmp_path, rec, notebook=None, **more):
    """Write a feedback page and parse it."""
    path = tmp_path / "private" / "kmeans.html"
    write_feedback(rec, notebook, path, title="K-means by hand", **more)
    return parse_safe(path)


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script><style>",
    "</pre></code></textarea></title><svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% include '/etc/passwd' %}{# x #}",
    "javascript:alert(1) https://example.org/x.png",
    "\u202e\u2066gnp.exe\u2069\u200b",
    "a\x00b\x1b[31mred\x1b[0m\x07\ud800",
    "`<b>` ```<i>``` \n\n    <u>\n\n- <s>",
    "]]><!--",
    "&lt;script&gt;&#60;script&#62;",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_a_student_can_act(tmp_path, hostile):
    """Whatever a student puts into names, code, prose, outputs, errors and messages is shown as text."""
    outputs = [
        new_output("stream", text=hostile),
        new_output("execute_result", data={"text/plain": hostile, "text/html": hostile}),
        new_output("display_data", data={"text/html": hostile, hostile: hostile}),
        new_output("display_data", data={"image/svg+xml": hostile, "application/javascript": hostile}),
        new_output("display_data", data={"text/latex": hostile}),
        new_output("display_data", data={"image/png": hostile}),
        new_output("error", ename=hostile, evalue=hostile, traceback=[]),
        new_output("error", ename="E", evalue="", traceback=[hostile, hostile]),
    ]
    kinds = ["solution", "extra", "given", "check", "prose", hostile]
    notebook = new_notebook(
        cells=[marked(new_code_cell(hostile, outputs=outputs), kind, hostile) for kind in kinds]
        + [marked(new_markdown_cell(hostile), kind, "update_means") for kind in kinds]
    )
    rec = record(
        verdict(message=hostile, notes=[hostile], mistake=hostile, figures={hostile: 1.0, "ratio": 2.0}),
        verdict(exercise=hostile, outcome="error"),
        student=hostile, reason=hostile, notes=[hostile], submission=hostile, graded_at=hostile,
    )  # fmt: skip
    manual = {"update_means": Manual(1.0, hostile), "x" + hostile: Manual(2.0, hostile)}
    page = shown(tmp_path, rec, notebook, assignment_title=hostile, name=hostile, manual=manual)
    assert "49" not in page.text.split("K-means by hand")[0]
    assert "root:" not in page.text


def test_markup_is_still_readable(tmp_path):
    """Code with signs of markup reads as the student wrote it."""
    code = "if a < b and c > d: print('<b>&amp;</b>', \"x\")"
    page = shown(tmp_path, record(verdict()), new_notebook(cells=[marked(new_code_cell(code))]))
    assert code in page.text


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_has_a_word_and_a_shape(tmp_path, outcome):
    """Every outcome is told by a word and by a shape of its own, never by colour alone."""
    page = shown(tmp_path, record(verdict(outcome=outcome)))
    assert mark_of(outcome).word.capitalize() in page.text
    assert ("use", "href", f"#m-{outcome}") in page.attributes
    assert ("symbol", "id", f"m-{outcome}") in page.attributes


def test_shows_score_message_notes_figures_and_scale(tmp_path):
    """A card holds points, message, notes, figures and the place of the time ratio."""
    rec = record(
        verdict("initial_means", "passed", score=3.0, max_score=3, notes=["Drawn with `replace`."]),
        verdict(
            "seconds_per_iteration", "partial", score=1.25, max_score=3, message="One.\n\n    x = 1\n\nTwo?",
            figures={"seconds_per_iteration": 0.02713, "ratio": 10.8},
        ),
    )  # fmt: skip
    page = shown(tmp_path, rec, assignment_title="The loop")
    for words in ("The loop", "4.25 of 20 points", "3 of 3 points", "1.25 of 3 points", "0.0271 s"):
        assert words in page.text
    assert "10.8\N{MULTIPLICATION SIGN}" in page.text
    assert "Drawn with replace." in page.text
    labels = [value for _, name, value in page.attributes if name == "aria-label"]
    assert any("10.8 times the yardstick" in label for label in labels)
    assert "x = 1" in page.text and "pre" in page.tags


def test_manual_mark_stands_beside_the_check(tmp_path):
    """An instructor's mark counts, with its comment, and the check's own stays to be seen."""
    manual = {"update_means": Manual(7.0, "Well argued: `argmin` is right."), "essay": Manual(2.0)}
    page = shown(tmp_path, record(verdict()), manual=manual)
    assert "9 of 20 points" in page.text
    assert "Your instructor gave 7 points; the check gave 2.5." in page.text
    assert "Well argued: argmin is right." in page.text
    assert "Essay" in page.text and "Your instructor gave 2 points." in page.text


def test_reason_without_notebook(tmp_path):
    """A file that could not be read gets a page that says why."""
    page = shown(tmp_path, record(reason="The file is not a notebook: it ends in line 7."))
    assert "could not be read" in page.text
    assert "it ends in line 7" in page.text
    assert "Your notebook" not in page.text


def test_given_cells_are_folded_and_verdicts_stand_in_place(tmp_path):
    """Given cells fold away, their pictures stay, and each check cell becomes its verdict."""
    notebook = new_notebook(
        cells=[
            marked(new_markdown_cell("given prose"), "prose", ""),
            marked(new_code_cell("given = 1"), "given", ""),
            marked(new_code_cell("mine = 2")),
            marked(new_code_cell("check.update_means(means)"), "check"),
            marked(
                new_code_cell("show()", outputs=[new_output("display_data", data={"image/png": png()})]),
                "given", "",
            ),
        ]
    )  # fmt: skip
    page = shown(tmp_path, record(verdict()), notebook)
    assert page.tags.count("details") == 2
    assert "2 cells that came with the assignment" in page.text
    assert "check.update_means" not in page.text
    assert page.text.count("Why not?") == 2
    image = {name: value for tag, name, value in page.attributes if tag == "img"}
    assert (image["width"], image["height"]) == ("2", "1") and "2 by 1 pixels" in image["alt"]


@pytest.mark.parametrize(
    ("encoded", "why"),
    [
        ("not base64!", "damaged"),
        ("é", "damaged"),
        (base64.b64encode(b"<svg onload=x>").decode(), "no whole PNG"),
        (base64.b64encode(b"\x89PNG\r\n\x1a\n<script>").decode(), "no whole PNG"),
        (png()[:60], "no whole PNG"),
        (png(tail=b"<script>"), "no whole PNG"),
        (png(width=100_000), "too many"),
        (png(width=7_000, height=7_000), "too many"),
        (png(width=0), "too many"),
        ("A" * (picture.MAX_BYTES * 2), "larger than"),
        (["list"], "larger than"),
    ],
)
def test_only_whole_small_pngs_are_pictures(encoded, why):
    """A picture that is damaged, of another kind, or too large is refused with the reason."""
    assert why in picture.picture(encoded)


def test_a_png_passes_with_line_breaks():
    """Base64 in lines, as notebooks keep it, is a picture."""
    text = png()
    found = picture.picture(text[:40] + "\n" + text[40:] + "\n")
    assert (found.width, found.height, found.source) == (2, 1, "data:image/png;base64," + text)


def test_a_page_holds_only_so_much():
    """Pictures, cells and text beyond the page's budget are left out with a remark."""
    display = new_output("display_data", data={"image/png": png()})
    notebook = new_notebook(cells=[marked(new_code_cell("x = 1", outputs=[display])) for _ in range(5)])
    budget = cells.Budget(pictures=2, cells=4)
    outputs = [cell.outputs for group in cells.grouped_cells(notebook, budget) for cell in group.cells]
    assert [found[0].kind if found else "" for found in outputs] == ["picture", "picture", "note", "note", ""]
    last = cells.grouped_cells(notebook, cells.Budget(cells=4))[-1].cells[0]
    assert last.cut == "… cut: 1 cell more"
    none = cells.grouped_cells(notebook, cells.Budget(characters=0))[0].cells[0]
    assert (str(none.source), none.cut) == ("", "… cut: 1 line more")


@pytest.mark.parametrize(
    ("text", "keep_end", "shown_part", "note"),
    [
        ("a\nb", False, "a\nb", ""),
        ("x\n" * 1000, False, "x\n" * 299 + "x", "… cut: 701 lines more"),
        ("x\n" * 1000 + "end", True, "x\n" * 299 + "end", "… cut: 701 lines before"),
        ("y" * 5000, False, "y" * 2000 + " … cut: 3,000 characters more", ""),
    ],
)
def test_long_texts_are_cut_with_a_remark(text, keep_end, shown_part, note):
    """Too many lines and too long lines are cut, errors at their beginning, and the page says so."""
    assert cells.cut(text, 20_000, keep_end=keep_end) == (shown_part, note)


def test_huge_outputs_make_a_small_page(tmp_path):
    """Megabytes of output, code and lines make a page that a browser can open."""
    outputs = [new_output("stream", text="<&\n" * 1_000_000), new_output("stream", text="<" * 3_000_000)]
    more = [new_output("execute_result", data={"text/plain": "&" * 50_000}) for _ in range(200)]
    cell = {"cell_type": "code", "metadata": {}, "source": "(" * 30_000, "outputs": outputs + more}
    shown(tmp_path, record(verdict()), {"cells": [cell] * 40})
    assert (tmp_path / "private" / "kmeans.html").stat().st_size < 30_000_000


def test_progress_bars_show_their_last_state(tmp_path):
    """What a carriage return overwrote is not shown."""
    bar = new_output("stream", text="10 %\r50 %\r100 %\r\ndone\n")
    page = shown(tmp_path, record(verdict()), new_notebook(cells=[marked(new_code_cell("f()", outputs=[bar]))]))
    assert "100 % done" in page.text and "50 %" not in page.text


def test_files_are_private_and_replaced_whole(tmp_path, monkeypatch):
    """The page and its new folders are their owner's alone; a failed write leaves the old page and no rest."""
    path = tmp_path / "a" / "b" / "kmeans.html"
    write_feedback(record(verdict()), None, path, title="Course")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)} == {0o700}
    before = path.read_bytes()
    monkeypatch.setattr("os.replace", lambda *names: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_private(path, "new")
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["kmeans.html"]


def test_a_comment_without_a_mark_is_shown(tmp_path):
    """An instructor's comment stands with the check's points, which go on counting."""
    manual = {"update_means": Manual(None, "Nice `names`.")}
    page = shown(tmp_path, record(verdict(outcome="passed", score=9)), manual=manual)
    assert "Your instructor wrote: Nice names." in page.text
    assert "Your instructor gave" not in page.text and "9 of 9 points" in page.text
