"""Where CI=true, no test skips unseen."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).with_name("conftest.py")

SKIPS = """
import pytest

def test_lacks_a_program():
    pytest.skip("no browser")

def test_other_system():
    pytest.skip("only on Windows")

@pytest.mark.xfail(strict=True)
def test_expected_to_fail():
    assert False
"""

GROUP = """
import pytest

@pytest.mark.xdist_group("together")
@pytest.mark.parametrize("number", range(8))
def test_of_a_group(number):
    pass
"""


@pytest.fixture
def run(pytester, monkeypatch):
    """Give a function that runs a test file under our conftest, with CI set or not."""
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))

    def run_pytest(source, ci):
        monkeypatch.setenv("CI", ci)
        pytester.makepyfile(source)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider")

    return run_pytest


def test_skips_fail_under_ci(run):
    """A skip for want of a program fails and repeats its reason; one about the system stays a skip."""
    result = run(SKIPS, "true")
    result.assert_outcomes(failed=1, skipped=1, xfailed=1)
    result.stdout.fnmatch_lines(["*no browser*"])


def test_skips_stay_skips_elsewhere(run):
    """On a newcomer's machine the same tests skip."""
    run(SKIPS, "").assert_outcomes(skipped=2, xfailed=1)


def test_skipped_module_fails_under_ci(run):
    """A module that skips as a whole is an error too."""
    result = run("import pytest\npytest.importorskip('no_such_module')", "true")
    result.assert_outcomes(errors=1)


def test_a_group_of_tests_stays_on_one_worker(pytester):
    """Tests that share what is dear to make are run by one process, so that it is made once."""
    pytester.makepyfile(GROUP)
    options = ("-n", "2", "--dist", "loadgroup", "-v", "-p", "no:cacheprovider")
    passed = [line for line in pytester.runpytest_subprocess(*options).outlines if "PASSED" in line]
    assert len(passed) == 8
    assert len({line.split()[0] for line in passed}) == 1
