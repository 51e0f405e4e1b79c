"""Fixtures of the lab's own tests."""

from collections.abc import Generator, Iterator

import pytest
from lab import Lab, LabUnavailable
from lablib.install import ensure_ready

from tests.real_lxd import give_up, in_one_line


@pytest.fixture(scope="session")
def reason() -> LabUnavailable | None:
    """Why this machine cannot run a lab, or None if it can."""
    try:
        ensure_ready()
    except LabUnavailable as error:
        return error
    return None


@pytest.fixture(scope="session", autouse=True)
def machine(reason: LabUnavailable | None) -> None:
    """A machine that can run a lab."""
    if reason is not None:
        give_up(reason)


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    """A running LXD."""
    with Lab("shared") as laboratory:
        yield laboratory


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return in_one_line((yield), __file__)
