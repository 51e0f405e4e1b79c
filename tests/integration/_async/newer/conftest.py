"""The servers of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lab import Lab, LabUnavailable

RELEASE = "trixie"


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """A running LXD of Debian 13."""
    laboratory = Lab("newer", release=RELEASE)
    try:
        laboratory.open()
    except LabUnavailable as error:
        pytest.skip(str(error))
    try:
        yield laboratory
    finally:
        laboratory.close()


@pytest.fixture(scope="session")
def far(lab: Lab) -> Iterator[Lab]:
    """Another one: an older server takes no instances of a newer one that have snapshots."""
    with Lab("newer far", release=RELEASE, pool="btrfs") as laboratory:
        yield laboratory


@pytest.fixture(scope="session")
def network_lab(lab: Lab) -> Iterator[Lab]:
    """Another one, whose containers get addresses by DHCP."""
    with Lab("newer network", release=RELEASE, network=True) as laboratory:
        yield laboratory


@pytest.fixture(autouse=True)
def all_labs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the labs that a test starts itself of the same kind."""
    monkeypatch.setenv("LXD_LAB_RELEASE", RELEASE)
