"""What all tests share: grading is tested on Linux, and under CI=true no test may skip unseen."""

import os
import sys
from pathlib import Path

import pytest

# Before anything imports NumPy: threads of several tests at once would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["KMEANS_PROGRESS"] = ""  # whoever runs the tests keeps the points that are their own

# A skip whose reason opens with these words is about the system, and is right wherever it happens.
ABOUT_THE_SYSTEM = "only on "

PACKAGE = Path(__file__).parent.parent
GRADING = {path.stem for folder in ("judge", "grade") for path in (PACKAGE / folder).glob("*.py")}


def pytest_ignore_collect(collection_path):
    """Leave the tests of judge/ and grade/ out where the course is only solved, not graded."""
    if sys.platform != "linux" and collection_path.stem.removeprefix("test_") in GRADING:
        return True
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Run one worker more than there are cores: half of the slow tests wait for kernels, browsers and time limits."""
    return (os.cpu_count() or 1) + 1


def no_skip(report):
    """Turn a skip into a failure that repeats its reason, unless the reason is the system."""
    if os.environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if reason.removeprefix("Skipped: ").startswith(ABOUT_THE_SYSTEM):
        return
    report.outcome = "failed"
    report.longrepr = f"{reason}\nWith CI=true nothing may skip: .ci/run installs what tests need."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Judge the skips of single tests."""
    report = yield
    no_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """Judge the skips of whole modules."""
    report = yield
    no_skip(report)
    return report
