"""What GitHub reads is valid by GitHub's schemas, pinned, and trusted with little."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

GITHUB = Path(__file__).parents[2] / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*"))
SCHEMAS = {
    "vendor.github-workflows": [*WORKFLOWS, GITHUB / "template" / "check.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
}


def read(path):
    """Read a YAML file; YAML takes the key `on` of a workflow for True."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def name(path):
    """Name a test by its file."""
    return path.name


def check(schema, *paths):
    """Check files against a schema that check-jsonschema carries, without the network."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)]
    return subprocess.run(command, text=True, capture_output=True, check=False)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_fit_their_schema(schema):
    """Workflows, dependabot and issue forms are valid by GitHub's schemas."""
    result = check(schema, *SCHEMAS[schema])
    assert result.returncode == 0, result.stdout + result.stderr


def test_schema_is_really_applied(tmp_path):
    """A workflow with a misspelt key is refused."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on:", "run-on:"))
    assert check("vendor.github-workflows", wrong).returncode == 1


def test_every_file_is_checked():
    """No file below .github/ escapes: what is neither Markdown nor a picture has a schema above."""
    read_by_people = {".md", ".png", ".gif"}
    files = {path for path in GITHUB.rglob("*") if path.is_file() and path.suffix not in read_by_people}
    assert files == {path for paths in SCHEMAS.values() for path in paths}


def test_actions_are_pinned_by_one_commit():
    """Each action is named by a commit with its version behind it, the same one everywhere."""
    pins = {}
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" not in line:
                continue
            match = re.fullmatch(r"\s*(?:- )?uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
            assert match, f"{path.name}: {line.strip()}"
            action, *pin = match.groups()
            assert pins.setdefault(action, pin) == pin, action
    assert pins


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_workflows_may_do_little(path):
    """A workflow reads the code and no more; only publishing may ask for an identity."""
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job, settings in workflow["jobs"].items():
        wanted = {"id-token": "write"} if (path.name, job) == ("release.yml", "publish") else None
        assert settings.get("permissions") == wanted
        for step in settings["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_workflows_end(path):
    """Every job has a time limit, and a newer push replaces an older run."""
    workflow = read(path)
    assert "concurrency" in workflow
    assert all(0 < job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())


def test_three_systems_and_every_supported_python():
    """Solving is tested on three systems, and grading on Linux, with each Python of pyproject.toml."""
    project = tomllib.loads((GITHUB.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pythons = [text.rsplit(" ", 1)[1] for text in project["classifiers"] if ":: 3." in text]
    jobs = read(GITHUB / "workflows" / "tests.yml")["jobs"]
    students, grading = (jobs[job]["strategy"]["matrix"] for job in ("students", "grading"))
    assert students["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert students["python"] == grading["python"] == pythons


def test_tests_run_every_week():
    """Without a change of ours, new releases of NumPy are still noticed within a week."""
    (weekly,) = read(GITHUB / "workflows" / "tests.yml")[True]["schedule"]
    assert weekly["cron"].split()[2:4] == ["*", "*"]
    assert weekly["cron"].split()[4] != "*"


def test_forms_ask_for_what_a_bug_needs():
    """The forms ask for notebook, cell, environment; for the judged answer; for the command."""
    asked = {field["id"] for form in FORMS for field in read(form)["body"] if "id" in field}
    assert {"notebook", "cell", "environment", "answer", "command"} <= asked
    for form in FORMS:
        required = {field["id"] for field in read(form)["body"] if field.get("validations")}
        assert "environment" in required, form.name
