"""The workflow of students' repositories checks what changed, and is red only for what can't be graded."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

from autograder.course import released_notebook
from autograder.grade.step_summary import ADVISORY, MAX_SUMMARY, Checked, as_json, one_line, step_summary
from autograder.tests.test_workflows import WORKFLOWS, check

TEMPLATE = Path(__file__).parents[2] / ".github" / "template" / "check.yml"
WORKFLOW = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in WORKFLOW["jobs"]["check"]["steps"] if "name" in step}
HOSTILE = (
    "</pre></code><script>alert(1)</script>\n\n# Full marks\n[click](https://example.org) <img src=x>\n"
    "::error::no\n@all"
)


def hostile(outcome="failed"):
    """A checked notebook whose name and message try everything."""
    verdict = {"exercise": "update_means", "score": 1, "max_score": 2, "outcome": outcome, "message": HOSTILE}
    result = {"assignment": "02_kmeans", "score": 1, "max_score": 2, "sandbox": "basic", "seconds": 1}
    return Checked("a/<b>`x`\n::set-output name=x::1\n.ipynb", {**result, "exercises": [verdict]})


def outside_of_pre(summary):
    """What of a summary is not in a block of preformatted text."""
    return re.sub(r"^<pre>.*?</pre>$", "", summary, flags=re.DOTALL | re.MULTILINE)


def test_the_template_fits_the_schema():
    """The file is a workflow by GitHub's schema."""
    result = check("vendor.github-workflows", TEMPLATE)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_template_is_pinned_as_our_own_workflows_are_and_may_do_little():
    """Its actions are those commits that our workflows use; it reads the code, and ends."""
    ours = {line for path in WORKFLOWS for line in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))}
    theirs = re.findall(r"uses: (.+)", TEMPLATE.read_text(encoding="utf-8"))
    assert theirs and set(theirs) <= ours
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert 0 < WORKFLOW["jobs"]["check"]["timeout-minutes"] <= 60 and "concurrency" in WORKFLOW
    assert "advisory" in TEMPLATE.read_text(encoding="utf-8")


def test_no_step_takes_what_others_wrote_into_its_script():
    """No script holds an expression: names of branches and files reach it by variables alone."""
    assert all("${{" not in step["run"] for step in STEPS.values() if "run" in step)


def test_summaries_hold_what_students_wrote_as_text():
    """Nothing of a message or a name is HTML, a heading, a link or the end of the block that it stands in."""
    summary = step_summary([hostile(), Checked("x.ipynb", problem=HOSTILE)])
    assert summary.count("<pre>") == summary.count("</pre>") == 2
    outside = outside_of_pre(summary)
    assert "# Full" not in outside and "](" not in outside and "example.org" not in outside and "@all" not in outside
    inside = "".join(re.findall(r"^<pre>(.*?)</pre>$", summary, flags=re.DOTALL | re.MULTILINE))
    assert "<" not in inside and "alert(1)" in inside
    assert set(re.findall(r"<(\w+)", outside)) <= {"h3", "h4", "code"}
    assert "::set-output" not in summary and ADVISORY in summary


def test_a_long_class_of_messages_is_cut():
    """A summary stays below what GitHub shows, and says so."""
    summary = step_summary([Checked(f"{n}.ipynb", problem="<" * 100_000) for n in range(200)])
    assert len(summary.encode()) < MAX_SUMMARY + 1_000 and "too long" in summary and ADVISORY in summary


def test_names_in_the_log_are_one_line_and_no_command():
    """A file's name can't begin a line of the log, nor hold a command."""
    assert one_line("a\n::error::b\x1b[31m\u202e") == "a?:?error:?b⟨U+202E⟩"


def test_results_are_told_whole():
    """The JSON holds each notebook's result or what is wrong with it, and that it is advisory."""
    found = json.loads(json.dumps(as_json([hostile(), Checked("x", problem="No.", is_left_out=True)])))
    assert found["advisory"] == ADVISORY
    assert found["notebooks"][0]["score"] == 1
    assert found["notebooks"][1] == {"notebook": "x", "problem": "No.", "left_out": True}


class Repository:
    """A student's repository, in which the steps of the workflow are run as they are written."""

    def __init__(self, folder):
        self.place, self.runner = folder / "repository", folder / "runner"
        self.place.mkdir()
        self.runner.mkdir()
        self.summary = self.runner / "summary.md"
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        """Run git as somebody."""
        somebody = ["-c", "user.name=s", "-c", "user.email=s@example.org", "-c", "commit.gpgsign=false"]
        command = ["git", *somebody, *arguments]
        return subprocess.run(command, cwd=self.place, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, **files):
        """Write files, commit them, and give the commit."""
        for name, content in files.items():
            (self.place / name.replace("__", ".")).write_text(content, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Work")
        return self.git("rev-parse", "HEAD")

    def run(self, name, **variables):
        """Run a step as the runner does: bash that stops at the first error."""
        environment = {
            **os.environ, "RUNNER_TEMP": str(self.runner), "GITHUB_STEP_SUMMARY": str(self.summary), **variables,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        script = self.runner / "step.sh"
        script.write_text(STEPS[name]["run"], encoding="utf-8")
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        return subprocess.run(command, cwd=self.place, env=environment, capture_output=True, text=True, timeout=240)

    def changed(self, before):
        """Give the notebooks that the workflow finds changed."""
        assert self.run("Find the notebooks that changed", BEFORE=before).returncode == 0
        return (self.runner / "changed").read_text(encoding="utf-8").split("\0")[:-1]


@pytest.fixture
def repository(tmp_path):
    """A new repository."""
    return Repository(tmp_path)


def test_what_changed_is_found(repository):
    """Checked are notebooks that are new or changed; all of them where there is nothing to compare with."""
    first = repository.commit(a__ipynb="{}", b__ipynb="{}", c__ipynb="{}", d__py="")
    (repository.place / "c.ipynb").unlink()
    repository.commit(a__ipynb="{ }", **{"ä '\"$(x)": ""}, d__py="x")
    repository.commit(**{"é $(touch x)__ipynb": "{}"})
    assert set(repository.changed(first)) == {"a.ipynb", "é $(touch x).ipynb"}
    for nothing in ("0" * 40, "", "1" * 40, "main; touch x"):
        assert set(repository.changed(nothing)) == {"a.ipynb", "b.ipynb", "é $(touch x).ipynb"}
    assert not (repository.place / "x").exists()


def test_nothing_changed_is_no_error(repository):
    """A push without notebooks ends green, and writes nothing."""
    repository.changed(repository.commit(d__py=""))
    result = repository.run("Check them")
    assert result.returncode == 0 and not repository.summary.exists()


@pytest.mark.slow
def test_a_push_is_checked_as_written(repository):
    """One run tells verdicts and what is left out; it is red for a damaged file, after the others were graded."""
    notebook = nbformat.read(released_notebook("02_kmeans"), 4)
    untouched = nbformat.writes(notebook)
    todo = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "initial_means_code")
    todo.source = 'print("::error::printed")\nraise ValueError("</pre><b>::set-output name=x::1")'
    own = nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1")]))
    repository.commit(kmeans__ipynb=nbformat.writes(notebook), own__ipynb=own)
    repository.changed("")
    green = repository.run("Check them")
    assert green.returncode == 0, green.stdout + green.stderr
    (repository.place / "notebooks" / "02_kmeans").mkdir(parents=True)  # is no measure
    (repository.place / "notebooks" / "02_kmeans" / "kmeans.ipynb").write_text(untouched, encoding="utf-8")
    opened, *lines, closed = green.stdout.strip().splitlines()
    token = opened.removeprefix("::stop-commands::")
    assert len(token) == 32 and closed == f"::{token}::" and not any(token in line for line in lines)
    summary = repository.summary.read_text(encoding="utf-8")
    assert "kmeans.ipynb" in summary and "Left out" in summary and "ValueError" in summary and ADVISORY in summary
    assert "<b>" not in summary and "0 of 20 points" in summary
    results = json.loads((repository.runner / "results.json").read_bytes())["notebooks"]
    assert {each["notebook"]: each.get("score") for each in results} == {"kmeans.ipynb": 0, "own.ipynb": None}
    repository.commit(own__ipynb=own, kmeans__ipynb="%PDF", other__ipynb="{")
    repository.changed("")
    red = repository.run("Check them")
    assert red.returncode != 0 and "2 of 4 notebooks could not be graded" in red.stderr
    assert red.stdout.strip().splitlines()[-1].startswith("::")
    assert len(json.loads((repository.runner / "results.json").read_bytes())["notebooks"]) == 4
