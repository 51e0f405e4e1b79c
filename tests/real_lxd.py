"""What becomes of the tests that need a real LXD where none can be had."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

_REASON = "needs a real LXD, and none can be had"


def give_up(why: Exception) -> NoReturn:
    """Skips a test, or fails it where a real LXD is required: in CI (`CI` is set), and with `LXD_LAB=required`."""
    message = f"{_REASON}: {why}"
    if os.environ.get("CI") or os.environ.get("LXD_LAB") == "required":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def in_one_line(report: pytest.TestReport, conftest: str) -> pytest.TestReport:
    """Gives all tests skipped by `give_up` the same place, since pytest sums up those of one place in one line.

    Args:
        report: the report of a test.
        conftest: the file to name as the place.
    """
    if report.skipped and isinstance(report.longrepr, tuple) and _REASON in report.longrepr[2]:
        report.longrepr = (str(Path(conftest)), 1, report.longrepr[2])
    return report
