"""The series: every assignment says what it teaches, leads to the next one and back, and the README lists them all."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import CourseError, released_notebook
from autograder.exercises import exercises_of
from autograder.series import about, duration, markdown_table, series, title_of, unfit

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SERIES = series(ROOT)
GRADED = [entry for entry in SERIES if entry.points]
START = [entry for entry in SERIES if not entry.points]


def name_of(entry):
    """An assignment's id, to name a test."""
    return entry.assignment


def prose_of(path):
    """All prose of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def links_of(path):
    """Where the links of a notebook's prose lead, those to the web and to attachments left out."""
    prose = re.sub(r"`[^`]*`", "", prose_of(path))
    links = re.findall(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)", prose) + re.findall(r'<a [^>]*href="([^"]+)"', prose)
    return [link for link in links if not re.match(r"\w+:", link)]


def linked(entry):
    """The files that a notebook's prose leads to."""
    return {(entry.path.parent / link.split("#")[0]).resolve() for link in links_of(entry.path) if link[0] != "#"}


def anchors_of(path):
    """The names by which Jupyter knows a notebook's headings."""
    return {heading.strip().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", prose_of(path), re.MULTILINE)}


@pytest.mark.parametrize("entry", GRADED, ids=name_of)
def test_all_end_alike(entry):
    """The last but one paragraph says how to hand in, and the last line leads on, or back to the start."""
    *_, done, leads_on = prose_of(entry.path).split("\n\n")
    assert done == (
        "Done? Choose *Restart Kernel and Run All Cells*, look at the checks once more, save, and hand in this file."
    )
    assert re.match(r"(Next|Back to the start): \[.+\]\(\.\./\w+/\w+\.ipynb\)", leads_on)
    assert "\n" not in leads_on


def test_the_series_is_in_order():
    """Assignments come in the order of their numbers, no two of which are the same, and the start page before them."""
    ids = [entry.assignment for entry in SERIES]
    assert ids == sorted(ids)
    assert len({name[:2] for name in ids}) == len(ids)
    assert SERIES[: len(START)] == START


@pytest.mark.parametrize("entry", GRADED, ids=name_of)
def test_every_assignment_says_what_it_teaches_and_how_long_it_takes(entry):
    """Title, idea and minutes stand in the notebook itself, and the points are those of its exercises."""
    assert entry.title and entry.idea and 0 < entry.minutes < 600
    assert entry.points == sum(each.points for each in exercises_of(entry.assignment))
    assert entry.path == released_notebook(entry.assignment, ROOT)


@pytest.mark.parametrize("entry", SERIES, ids=name_of)
def test_every_link_leads_to_a_file_or_a_heading(entry):
    """A link within the series names a released file, and a heading that is there."""
    for link in links_of(entry.path):
        file, _, anchor = link.partition("#")
        target = (entry.path.parent / file).resolve() if file else entry.path
        assert target.is_file(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT / "notebooks"), f"{link} leads out of what students get"
        assert not anchor or anchor in anchors_of(target), f"{link} names no heading"


@pytest.mark.parametrize("place", range(1, len(SERIES)), ids=[entry.assignment for entry in SERIES[1:]])
def test_every_assignment_is_led_to_by_the_one_before(place):
    """Whoever has finished a notebook finds the next one at hand."""
    before, entry = SERIES[place - 1 : place + 1]
    assert entry.path.resolve() in linked(before), f"{before.assignment} has no link to ../{entry.assignment}/"


@pytest.mark.parametrize("place", range(len(GRADED)), ids=[entry.assignment for entry in GRADED])
def test_every_assignment_leads_back(place):
    """Each notebook links to an earlier one, on whose idea it builds; the first of them to the start page."""
    earlier = {entry.path.resolve() for entry in GRADED[:place] or START}
    assert earlier & linked(GRADED[place]), f"no link to one of {sorted(map(str, earlier))}"


def test_there_is_one_start_page_and_it_leads_to_all():
    """One notebook has no exercises. It is the first, and leads to each other; a new one needs its line there."""
    (start,) = START
    assert start.assignment == "00_start_here"
    missing = [each.assignment for each in GRADED if each.path.resolve() not in linked(start)]
    assert not missing, f"solutions/{start.assignment} should link to {missing}"


def test_the_readme_lists_the_series():
    """The README's table is what the notebooks say; `python -m autograder.series` prints it anew."""
    text = README.read_text(encoding="utf-8")
    found = re.search(r"^## The series\n.*?\n(\|.*?\|)\n\n", text, re.MULTILINE | re.DOTALL)
    assert found, "the README has no section `## The series` with a table"
    assert found[1] == markdown_table(SERIES), "paste into the README what `python -m autograder.series` prints"


def notebook(*prose, **own):
    """A notebook as plain data."""
    cells = [{"cell_type": "markdown", "source": text} for text in prose]
    return {"cells": cells, "metadata": {"kmeans_by_hand": own} if own else {}}


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (notebook("# Group *digits* with `numpy` #\n\ntext"), "Group digits with numpy"),
        (notebook("text", ["## A ", "heading\n", "# later"]), "A heading"),
        (notebook("# See [K-means](https://example.org)"), "See K-means"),
        (notebook("#no heading"), ""),
        (notebook(), ""),
        ({"cells": 3}, ""),
        ({"cells": [None, {"cell_type": "markdown", "source": None}]}, ""),
        (notebook([1, "\n# x"]), "x"),
    ],
)  # fmt: skip
def test_the_title_is_the_first_heading_in_plain_words(found, title):
    """The first heading is the title, without marks; whatever stands in the file, nothing raises."""
    assert title_of(found) == title


def test_what_does_not_fit_is_left_out():
    """Of metadata that a student's editor spoilt only what fits is taken."""
    assert about(notebook(idea="one", minutes=45)) == {"idea": "one", "minutes": 45}
    assert about(notebook(idea="one\ntwo", minutes=45.5)) == {}
    assert about({"metadata": None}) == about({"metadata": {"kmeans_by_hand": 3}}) == about({}) == {}


def test_nothing_said_is_no_mistake():
    """A course's own assignment may say nothing of idea and minutes."""
    assert unfit(notebook()) == unfit(notebook(assignment="x", release="y")) == ""


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, ""), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (120, "2 h"), (780, "13 h")]
)
def test_a_time_is_told_in_hours_and_minutes(minutes, said):
    """Times read as people say them."""
    assert duration(minutes) == said


def put(folder, assignment, content, name="nb"):
    """Put a released notebook into a course folder."""
    path = folder / "notebooks" / assignment / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def of_course(folder):
    """The series of a course folder by id."""
    return {entry.assignment: entry for entry in series(folder)}


def test_a_courses_own_notebook_comes_first(tmp_path):
    """A course's own wording of an assignment tells its title and idea; the points are the course's."""
    path = put(tmp_path, "02_kmeans", notebook("# Ours", idea="our idea", minutes=30))
    (tmp_path / "course.toml").write_text("[points]\nsingle_loop = 1\n")
    entry = of_course(tmp_path)["02_kmeans"]
    assert entry == replace(entry, title="Ours", idea="our idea", minutes=30, points=16.0, path=path)


def test_a_new_assignment_is_there_by_itself(tmp_path):
    """Nothing is registered: a notebook in its folder is a part of the series."""
    put(tmp_path, "09_own", notebook("# Own", idea="an idea", minutes=10))
    assert of_course(tmp_path)["09_own"].title == "Own"


def test_a_damaged_notebook_is_told_by_the_packages_copy_or_its_id(tmp_path):
    """A file that is half-written stops nothing: the package's own tells the same, else the id does."""
    put(tmp_path, "02_kmeans", '{"cells": [')
    put(tmp_path, "09_two_moons", "[]")
    found = of_course(tmp_path)
    assert found["02_kmeans"].idea
    moons = found["09_two_moons"]
    assert (moons.title, moons.idea, moons.time) == ("Two moons", "", "")


def test_an_editors_own_folders_are_no_assignments(tmp_path):
    """What Jupyter keeps of notebooks beside them is no part of the series."""
    put(tmp_path, ".ipynb_checkpoints", notebook("# Old"))
    assert ".ipynb_checkpoints" not in of_course(tmp_path)


def test_settings_that_can_t_be_read_are_told(tmp_path):
    """Without points given, a damaged course.toml is an error; with them it is not read."""
    (tmp_path / "course.toml").write_text("[points\n")
    with pytest.raises(CourseError, match=r"course\.toml"):
        series(tmp_path)
    assert series(tmp_path, {})


def test_the_readme_s_table_adds_up(tmp_path):
    """Rows have links, ideas, times and points, and the last row their sums; a bar in a title breaks no row."""
    (one,) = (entry for entry in SERIES if entry.assignment == "02_kmeans")
    two = replace(one, assignment="03_x", title="A | B", idea="", minutes=30, points=7.5, path=Path("a/03_x/x.ipynb"))
    rows = markdown_table([replace(one, assignment="00_x", points=0), one, two]).splitlines()
    assert len(rows) == 5
    assert rows[2] == f"| [{one.title}](notebooks/02_kmeans/kmeans.ipynb) | {one.idea} | {one.time} | {one.points:g} |"
    assert rows[3] == r"| [A \| B](notebooks/03_x/x.ipynb) |  | 30 min | 7.5 |"
    assert rows[4] == f"| together | | {duration(one.minutes + 30)} | {one.points + 7.5:g} |"
