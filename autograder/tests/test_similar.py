"""`autograder similar` writes pairs for the report and a page that asks; whatever students wrote stays text."""

import json
import re
import stat
from html import unescape

import pytest
from click.testing import CliRunner

from autograder.cli import autograder
from autograder.commands import similar as command
from autograder.grade.similar_work import read_similar, similar_path
from autograder.jupyter_lab import chromium
from autograder.tests.alike_class import ASSIGNMENT, changed, disguised, hand_in, honest
from autograder.tests.test_report_page import CONTRASTS

HOSTILE = "\n# </pre></code><script>alert(1)</script> \x1b[31m \u202e <img src=x onerror=alert(2)>\nx = '<b>&amp;'\n"
NAME = "Zoë <i>Long-Name</i> Featherstonehaugh-Wolverhampton"


def run(course, *options):
    """Run the command."""
    return CliRunner().invoke(autograder, ["similar", ASSIGNMENT, "--course", str(course), *options])


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which student z copied from s12, with hostile remarks, and one file is damaged; compared."""
    answers = {f"s{number:02}": each for number, each in enumerate(honest(14))}
    copy = changed(answers["s12"], lambda source: disguised(source) + HOSTILE)
    folder = hand_in(tmp_path_factory.mktemp("course"), {**answers, "z": copy, "bad": "{"})
    (folder / "students.csv").write_text(f"student,name,email,login,sis_id,lms_id\nz,{NAME},,,,\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert all(path.read_bytes() == content for path, content in before.items())
    (folder / "said.txt").write_text(result.output, encoding="utf-8")
    return folder


def page_of(course):
    """The page of the course's only comparison."""
    return course / "reports" / f"{ASSIGNMENT}.similarity.html"


def test_the_command_asks_and_counts(course):
    """The terminal gets a question for each pair, how many were compared, and who was left out."""
    said = (course / "said.txt").read_text(encoding="utf-8")
    assert "How did s12 and z come to these answers?" in said
    assert "15 compared" in said and "Left out, unreadable: 1" in said
    assert not re.search("plagiar|cheat|copied|guilty", said, re.IGNORECASE)


def test_the_report_reads_the_pairs(course):
    """The class report finds the pair with its score, and a page that has the place it links to."""
    (pair,) = read_similar(similar_path(course, ASSIGNMENT))
    assert pair.students == ("s12", "z") and 0.4 <= pair.score <= 1
    file, _, place = pair.page.partition("#")
    assert f'id="{place}"' in (course / "reports" / file).read_text(encoding="utf-8")


def test_only_writes_private_files(course):
    """Page and pairs can be read by their owner alone, and nothing else is written."""
    written = [page_of(course), similar_path(course, ASSIGNMENT)]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in written)
    files = {path for folder in ("records", "reports") for path in (course / folder).rglob("*")}
    assert files == set(written)


def test_the_page_asks_and_escapes(course):
    """The page asks, names good reasons, marks what is shared, and holds students' text as text."""
    page = page_of(course).read_text(encoding="utf-8")
    assert "come to these answers?" in page and "a question, not a verdict" in page and "worked as a pair" in page
    assert not re.search("plagiar|cheat|guilty|dishonest", page, re.IGNORECASE)
    assert "<script" not in page and "<img" not in page and "<i>Long" not in page and "\x1b" not in page
    assert "\u202e" not in page and "alert(1)" in unescape(page) and "//" not in page
    assert page.count("<mark>") == page.count("</mark>") > 4


def test_json_is_one_object(course):
    """With --json standard output is one object, the same that is written."""
    result = run(course, "--json")
    assert json.loads(result.stdout) == json.loads(similar_path(course, ASSIGNMENT).read_bytes())


def test_errors_are_one_line(course, tmp_path, monkeypatch):
    """Without submissions, for an unknown assignment or without the extra there is one line and exit code 2."""
    monkeypatch.setattr(command, "find_spec", lambda name: True)
    results = [run(tmp_path), CliRunner().invoke(autograder, ["similar", "no_such", "--course", str(course)])]
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    results.append(run(course))
    assert [result.exit_code for result in results] == [2, 2, 2]
    assert all(len(result.stderr.splitlines()) == 1 for result in results)
    assert "pip install" in results[-1].stderr


@pytest.mark.slow
def test_the_page_fits_reads_well_and_asks_for_nothing(course):
    """At 390 and 1100 pixels, light and dark, nothing scrolls sideways, contrast is AA, answers stand side by side."""
    asked = []
    with chromium() as browser:
        for theme, width in (("light", 1100), ("dark", 1100), ("light", 390), ("dark", 390)):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
            page.on("request", lambda request: asked.append(request.url))
            page.goto(page_of(course).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert [found for found in page.evaluate(CONTRASTS) if found[0] < 4.5] == []
            left, right = (each.bounding_box() for each in page.locator(".side").all()[:2])
            assert (left["y"] == right["y"]) == (width == 1100)
            page.close()
    assert set(asked) == {page_of(course).as_uri()}
