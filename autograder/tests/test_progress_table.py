"""The table of progress reads well in a browser, to a screen reader and in a terminal, and leads to the notebooks."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.progress_table import ANEW, HEADS, KEPT, NOT_KEPT, WIDTH, Row, ShownProgress, links_from
from autograder.series import Entry


def entry(assignment="03_one_loop", points=20.0, title="One loop", idea="from four loops to one", minutes=90):
    """An assignment of the series."""
    return Entry(assignment, title, idea, minutes, points, Path(f"notebooks/{assignment}/{assignment[3:]}.ipynb"))


ROWS = (
    Row(entry("00_start_here", 0), 0),
    Row(entry("01_warmup", 15), 15, "../01_warmup/warmup.ipynb"),
    Row(entry("02_kmeans", 20), 4.5, "../02_kmeans/kmeans.ipynb"),
    Row(entry("03_one_loop", 20, idea="", minutes=0), 0),
)


class Table(HTMLParser):
    """The elements of a page with their attributes, and the texts of its cells."""

    def __init__(self, text):
        """Parse at once."""
        super().__init__()
        self.tags, self.cells = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Keep the element; a cell begins a new text."""
        self.tags.append((tag, dict(attributes)))
        if tag in ("td", "th", "caption"):
            self.cells.append("")

    def handle_data(self, data):
        """Add to the text of the cell."""
        if self.cells:
            self.cells[-1] += data


def page(rows=ROWS, lasts=True):
    """The table as a browser gets it."""
    return Table(ShownProgress(rows, lasts)._repr_html_())


def test_it_is_a_table_with_headers():
    """A screen reader finds a caption, a header for each column and one for each row."""
    table = page()
    scopes = [own.get("scope") for tag, own in table.tags if tag == "th"]
    assert scopes == ["col"] * 4 + ["row"] * 3
    assert table.cells[:5] == ["19.5 of 55 points in the series", *HEADS]


def test_a_row_says_what_when_and_how_much():
    """Title, idea, time and points stand in words; what the notebook does not say stays empty."""
    cells = page().cells[5:]
    assert cells[:4] == ["One loop", "from four loops to one", "1 h 30 min", "15 of 15 ✓"]
    assert cells[4:8] == ["One loop", "from four loops to one", "1 h 30 min", "4.5 of 20"]
    assert cells[8:11] == ["One loop", "", ""]


def test_a_notebook_without_exercises_has_no_row():
    """The start page is no row, in neither form."""
    shown = ShownProgress(ROWS, True)
    assert "00_start_here" not in repr(shown) + shown._repr_html_()


def test_only_notebooks_that_are_there_are_links():
    """A title leads to its notebook where there is one."""
    links = [own["href"] for tag, own in page().tags if tag == "a"]
    assert links == ["../01_warmup/warmup.ipynb", "../02_kmeans/kmeans.ipynb"]


def test_the_bar_has_an_outline_and_a_length_and_no_text():
    """The bar shows the part by its length, in any colour, and says nothing to a screen reader that the words don't."""
    html = ShownProgress(ROWS, True)._repr_html_()
    assert re.findall(r"width:(\d+)%", html) == ["100", "22", "0"]
    assert html.count("border:1px solid;border-radius") == 3
    assert html.count("</span></span></td>") == 3


def test_colours_have_a_plain_one_first():
    """Where a notebook is not trusted, colours by name are taken out, and the plain one stays."""
    html = ShownProgress(ROWS, True)._repr_html_()
    assert len(re.findall(r"background-color:#\w+;background-color:var\(--jp-success-color1", html)) == 3


def test_markup_in_a_title_is_shown_not_used():
    """Whatever a notebook says of itself stays text."""
    rows = (Row(entry(title="<b>x</b>", idea="<img src=x>"), 0, 'a"b.ipynb'),)
    table = page(rows)
    assert table.cells[5:7] == ["<b>x</b>", "<img src=x>"]
    assert not {"b", "img"} & {tag for tag, _ in table.tags}
    assert ("a", {"href": 'a"b.ipynb'}) in table.tags


@pytest.mark.parametrize(("lasts", "said"), [(True, KEPT), (False, NOT_KEPT)])
def test_it_says_where_it_is_kept_and_how_to_begin_anew(lasts, said):
    """Both forms say whether progress lasts, and what to call to forget it."""
    shown = ShownProgress(ROWS, lasts)
    text = " ".join(repr(shown).split())
    assert said in shown._repr_html_() and said in text
    assert ANEW in shown._repr_html_() and ANEW in text


def test_in_a_terminal_each_assignment_has_a_bar_and_words():
    """Lines of text fit a terminal, and name points, assignment, idea and time."""
    rows = (*ROWS, Row(entry("04_long", 20, title="A title of many words " * 4, idea="an idea of many words " * 4), 19))
    lines = repr(ShownProgress(rows, True)).splitlines()
    assert lines[0] == "38.5 of 75 points in the series"
    assert "████████████        15 of 15  01_warmup" in lines
    assert "██░░░░░░░░░░       4.5 of 20  02_kmeans" in lines
    assert "░░░░░░░░░░░░         0 of 20  03_one_loop" in lines
    assert "                              One loop · from four loops to one · 1 h 30 min" in lines
    assert max(map(len, lines)) <= WIDTH


def test_a_bar_is_full_only_when_all_points_are_there():
    """Nearly all is not all, in the terminal's bar as well."""
    assert "█" * 12 not in repr(ShownProgress((Row(entry(), 19.9),), True))
    assert "✓" not in ShownProgress((Row(entry(), 19.9),), True)._repr_html_()


@pytest.mark.parametrize(
    ("there", "link"),
    [
        ("03_one_loop/one_loop.ipynb", "../03_one_loop/one_loop.ipynb"),
        ("02_kmeans/03_one_loop/one_loop.ipynb", "03_one_loop/one_loop.ipynb"),
        ("02_kmeans/one_loop.ipynb", "one_loop.ipynb"),
    ],
)
def test_notebooks_are_found_in_a_folder_each_or_in_one(tmp_path, there, link):
    """The way is found among folders as they were handed out, from above them, and among files in one folder."""
    folder = tmp_path / "02_kmeans"
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    (tmp_path / there).touch()
    assert links_from(folder, [entry(), entry("04_other")]) == {"03_one_loop": link}
