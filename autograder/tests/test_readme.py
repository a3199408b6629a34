"""The README tells the truth: its commands run and print what it shows, its links lead somewhere, its map is whole."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.course import SETTINGS_FILE, settings

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "autograder"
README, MAP = ROOT / "README.md", PACKAGE / "README.md"
PAGES = [README, MAP, ROOT / ".github" / "CONTRIBUTING.md"]

THERE = "/home/you/kmeans-by-hand"  # where the README's reader keeps the course
LEFT_OUT = "…"  # a line that stands for lines left out
WIDTH, REMARK = 96, 80  # columns of the terminal; where a row's remark begins, which is cut at the end

# Commands that the README names and no test runs from here, each with its reason.
NOT_RUN = {
    "git clone https://github.com/YOUR-ORG/kmeans-by-hand": "a placeholder, and needs the network",
    "cd kmeans-by-hand": "goes to what was cloned",
    "conda env create -f environment.yml": "needs conda and the network; test_environment.py compares the file",
    "conda activate kmeans-by-hand": "needs conda",
    'pip install ".[lab]"': "needs the network; test_wheel.py builds what it installs",
    'pip install -e ".[grade]"': "needs the network; the tests run in what it installs",
    'pip install -e ".[grade,postgres]"': "needs the network; the tests run in what it installs",
    'pip install "kmeans-by-hand[grade,cluster]"': "needs the network; the tests run in what it installs",
    "autograder grade 02_kmeans --scheduler local --workers 32": "test_dask_judges.py grades on such workers",
    "dask scheduler --port 8786": "does not return; test_dask_judges.py starts schedulers",
    "dask worker tcp://HOST:8786 --nthreads 1 --nworkers 8": "does not return, and has a placeholder",
    "autograder grade 02_kmeans --scheduler tcp://HOST:8786": "a placeholder; test_dask_judges.py grades so",
    "srun --ntasks 64 --cpus-per-task 1 --mem-per-cpu 4G dask worker tcp://HOST:8786 --nthreads 1"
    " --local-directory /tmp": "needs SLURM",
    'pip install -e ".[grade,similarity]"': "needs the network; the tests run in what it installs",
    "jupyter lab notebooks/00_start_here/start_here.ipynb": "does not return; readme_pictures.py opens a notebook so",
    "jupyter lab": "does not return",
    "nbgrader autograde 02_kmeans": "test_nbgrader.py runs it",
    "nbgrader generate_feedback 02_kmeans": "test_nbgrader.py runs it",
    "autograder import submissions.zip --assignment 02_kmeans --dry-run": "test_import.py makes such zips",
    "autograder import submissions.zip --assignment 02_kmeans --roster gradebook.csv": "test_import.py runs it",
    "autograder export 02_kmeans gradebook.csv --dry-run": "needs a file of an LMS; test_export.py makes some",
    "autograder export 02_kmeans gradebook.csv": "needs a file of an LMS; test_export.py makes some",
    "autograder export 02_kmeans --csv marks.csv": "test_export.py runs it",
    "autograder export 02_kmeans worksheet.csv --lms moodle --feedback-zip feedback.zip": "test_export.py runs it",
    "make demo": "makes an environment from the network, then runs `autograder demo`, which is run here",
    "make test": "would run this test",
    "python -m autograder.readme_pictures": "takes minutes and a browser; test_readme_pictures.py tests its parts",
}
RUN = [
    "python load.py --check",
    "autograder doctor",
    "autograder demo",
    "autograder release",
    "autograder release --check",
    "autograder grade 02_kmeans --course demo",
    "autograder grade 02_kmeans --course demo --changed",
    "autograder grade 02_kmeans --course demo --student s06-argmin-wrong-axis --again",
    "autograder grade 02_kmeans --course demo --keep",
    "autograder check demo/submitted/s06-argmin-wrong-axis/02_kmeans/kmeans.ipynb",
    "autograder check demo/submitted/s10-untouched/02_kmeans/kmeans.ipynb --json | python -m json.tool",
    "autograder check demo/submitted/s01-one-hot/02_kmeans/kmeans.ipynb --summary summary.md --results results.json",
    "autograder similar 02_kmeans --course demo",
    "jupyter nbconvert --execute --ExecutePreprocessor.kernel_name=kmeans-sandbox --to markdown --stdout"
    " notebooks/02_kmeans/kmeans.ipynb",
    "autograder new 08_medoids",
    "autograder release 08_medoids",
]


class Command(NamedTuple):
    """A command of the README and the lines that it shows beneath it."""

    line: str
    shown: list[str]


def blocks(language):
    """The texts of the README's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands():
    """Every command of the README, in the order in which a reader would type them, kind by kind."""
    text = README.read_text(encoding="utf-8")
    found = []
    for kind, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if kind == "sh" and line.strip():
                found.append(Command(line.strip(), []))
            elif kind == "console" and line.startswith("$ "):
                found.append(Command(line[2:], []))
            elif kind == "console":
                found[-1].shown.append(line)
    return found


def test_every_command_is_run_or_excused():
    """Each command of the README is run by a test here, or is listed with the reason why not."""
    assert {command.line for command in commands()} == {*RUN, *NOT_RUN}


def test_blocks_are_of_known_kinds():
    """No code block escapes this file: each is of a kind that it knows."""
    kinds = set(re.findall(r"^```(\w*)\n.*?^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    assert kinds <= {"sh", "console", "toml", "text", "python"}


def varying():
    """First words of the table's rows that differ from machine to machine: marks that hang on the time."""
    expected = tomllib.loads((PACKAGE / "sample_class" / "expected.toml").read_text(encoding="utf-8"))
    return "mean", *(student for student, own in expected.items() if "score" not in own)


def stable(text, course):
    """Lines without what differs from run to run: places, versions, seconds, how a row's remark is cut."""
    lines = []
    for line in text.replace(str(course), THERE).splitlines():
        if re.match(r" s\d\d-", line):
            line = line[:REMARK]
        line = re.sub(r"\d+(\.\d+)+", "#", line)
        line = re.sub(r"\b\d+ cores", "# cores", line)
        lines.append(" ".join(line.split()))
    return [line for line in lines if line and not line.startswith(varying())]


def missing(shown, printed):
    """Lines that were shown and not printed in that order."""
    rest = iter(printed)
    return [line for line in shown if line != LEFT_OUT and line not in rest]


def test_comparing_notices_a_difference():
    """A shown line that was not printed, or not in that order, is reported; numbers of seconds may differ."""
    printed = stable("one 1.5\ntwo\nthree 3/20\n", "/nowhere")
    assert missing(stable("one 2.75\n…\nthree 3/20\n", "/nowhere"), printed) == []
    assert missing(stable("three 4/20\n", "/nowhere"), printed) == ["three 4/20"]
    assert missing(stable("two\none 1\n", "/nowhere"), printed) == ["one 1"]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course, as a clone would be."""
    place = tmp_path_factory.mktemp("readme") / "kmeans-by-hand"
    names = (".*", "__pycache__", "submitted", "autograded", "feedback", "records", "reports", "demo", "gradebook.db*",
             "build", "dist", "*.egg-info")  # fmt: skip
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*names))
    return place


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux, where classes are graded")
def test_commands_print_what_is_shown(course):
    """The README's commands, one after the other in a clone, succeed and print what stands beneath them."""
    paths = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    environment = {
        **os.environ, "PATH": os.pathsep.join(paths), "PYTHONPATH": str(course),
        "COLUMNS": str(WIDTH), "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    for command in commands():
        if command.line not in RUN:
            continue
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command.line], cwd=course, env=environment, text=True, encoding="utf-8",
            capture_output=True, timeout=900, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command.line}\n{done.stdout}{done.stderr}"
        lost = missing(stable("\n".join(command.shown), course), stable(done.stdout, course))
        assert not lost, f"{command.line} did not print {lost}, but\n{done.stdout}"


def test_settings_are_ones_that_a_course_can_have(tmp_path):
    """The README's settings are read without complaint, all in one course.toml, and change what they say."""
    (tmp_path / SETTINGS_FILE).write_text("\n".join(blocks("toml")), encoding="utf-8")
    own = settings(tmp_path)
    assert (own.time_full, own.time_zero, own.limits.cell_seconds) == (8, 30, 60)


def test_points_are_the_defaults():
    """The table of checks has the points of course.toml."""
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: int(points) for name, points in rows} == settings().points


class Html(HTMLParser):
    """The pictures of a page that are written as HTML."""

    def __init__(self, text):
        """Parse at once."""
        super().__init__()
        self.pictures, self.alternatives = [], {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Keep sources and alternative texts."""
        own = dict(attributes)
        if tag == "source":
            self.pictures.append(own["srcset"])
        if tag == "img":
            self.pictures.append(own["src"])
            self.alternatives[own["src"]] = own.get("alt", "")


def anchors(text):
    """The names by which GitHub knows a page's headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    """Every link within the repository names a file or a heading that is there."""
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    inside = [link for link in links if "://" not in link]
    lost = [link for link in inside if not link.startswith("#") and not (page.parent / link.split("#")[0]).exists()]
    lost += [link for link in inside if link.startswith("#") and link[1:] not in anchors(text)]
    assert not lost


def test_pictures_exist_and_are_described():
    """Every picture of the README is there and small, and its alternative text says what is seen."""
    html = Html(README.read_text(encoding="utf-8"))
    assert len(html.alternatives) == 6
    for name in html.pictures:
        assert (ROOT / name).stat().st_size < 350_000, name
    assert all(len(text) > 80 for text in html.alternatives.values())
    assert "![" not in README.read_text(encoding="utf-8")


def test_pictures_are_shown_on_light_and_dark_pages():
    """Each picture that has a light variant has a dark one, and no picture is there unused."""
    shown = set(Html(README.read_text(encoding="utf-8")).pictures)
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".github" / "pictures").iterdir()}
    assert shown == there
    assert {name.replace("-light", "-dark") for name in shown} <= shown


def modules():
    """Every module of the package that does something, by its path below autograder/."""
    found = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")]
    left_out = {"tests", "answers", "__pycache__"}
    return {
        path.as_posix() for path in found
        if not left_out & set(path.parts) and (path.name != "__init__.py" or len(path.parts) == 1)
    }  # fmt: skip


def test_map_has_a_line_for_every_module():
    """The map names each module once, and nothing that is not there."""
    named = re.findall(r"^\| `([\w/]+\.py)` \| \S", MAP.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(modules())


def test_decisions_are_dated_and_say_what_would_change_them():
    """Each decision opens with its date and ends with what would change it."""
    decisions = MAP.read_text(encoding="utf-8").split("## Decisions")[1]
    dated = re.findall(r"^\*\*20\d\d-\d\d-\d\d\. .+\*\*", decisions, re.MULTILINE)
    assert len(dated) >= 10
    assert decisions.count("*What would change it:*") == len(dated)
