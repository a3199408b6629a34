"""The version of the system's kernel is read from any name that distributions give it."""

from __future__ import annotations

import platform
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are there these limits")


@pytest.mark.parametrize(
    ("release", "version"),
    [
        ("6.8.0-45-generic", (6, 8)), ("6.18-rc1+", (6, 18)), ("5.15.0-azure", (5, 15)), ("6.1rc3", (6, 1)),
        ("5.14.0-427.el9.x86_64", (5, 14)), ("7", (7, 0)), ("7-next", (7, 0)), ("next", (0, 0)), ("", (0, 0)),
    ],
)  # fmt: skip
def test_versions_are_read_from_odd_names(monkeypatch: pytest.MonkeyPatch, release: str, version: object) -> None:
    """Two numbers count, whatever stands behind them; a name without any is older than all."""
    from autograder.sandbox import limits

    monkeypatch.setattr(platform, "release", lambda: release)
    assert limits._kernel() == version
