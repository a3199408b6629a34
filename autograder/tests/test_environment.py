"""environment.yml says what pyproject.toml says, for conda."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project():
    """Read the project table of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def environment():
    """Read environment.yml."""
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def bounds(requirements):
    """Give {name: lower bound} of requirements like "numpy>=1.26"."""
    return dict(re.fullmatch(r"([\w-]+)(?:\[\w+\])?>=([\d.]+)", text).groups() for text in requirements)


def conda_packages(environment):
    """List what conda installs, without the part for pip."""
    return [entry for entry in environment["dependencies"] if isinstance(entry, str)]


def test_packages_equal_those_of_pyproject(project, environment):
    """Conda installs what students, JupyterLab, workers and graders need, with pyproject's bounds."""
    extras = project["optional-dependencies"]
    wanted = bounds(project["dependencies"] + extras["lab"] + extras["grade"] + extras["scale"])
    wanted["python"] = project["requires-python"].removeprefix(">=")
    assert bounds(set(conda_packages(environment)) - {"pip"}) == wanted


def test_course_itself_comes_from_the_folder(environment):
    """Pip, which conda installs, adds the course from the checkout and nothing else."""
    assert "pip" in conda_packages(environment)
    assert environment["dependencies"][-1] == {"pip": ["-e ."]}


def test_only_conda_forge(environment):
    """Packages come from conda-forge and never from the default channels."""
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_environment_has_the_name_of_the_project(project, environment):
    """`conda activate` takes the name of the project."""
    assert environment["name"] == project["name"]


def test_classifiers_name_the_supported_pythons(project):
    """Python 3.11 to 3.14 are supported, and the lower bound is the first of them."""
    minors = [int(text.rsplit(".", 1)[1]) for text in project["classifiers"] if ":: 3." in text]
    assert minors == [11, 12, 13, 14]
    assert project["requires-python"] == ">=3.11"


def test_dependencies_have_lower_bounds_only(project):
    """No requirement of users has an upper bound or a pin: `bounds` understands each. Tools of `dev` may have one."""
    for name, extra in project["optional-dependencies"].items():
        others = [text for text in extra if not text.startswith(project["name"])]
        assert bounds(text.partition(",<")[0] if name == "dev" else text for text in others), name
