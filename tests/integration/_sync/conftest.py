# Written by scripts/unasync.py from tests/integration/_async/conftest.py. Change that, and run `make sync`.

"""Clients of the throw-away LXD, over the socket and over HTTPS."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lab import Lab

from lxd import LXDClient
from lxd._sync.instances import execution

from ..support import https_options


@pytest.fixture(params=["socket", "https"])
def client(request: pytest.FixtureRequest, lab: Lab) -> Iterator[LXDClient]:
    """A trusted client."""
    options = https_options(lab) if request.param == "https" else {"endpoint": lab.socket}
    with LXDClient(**options) as client:
        yield client


@pytest.fixture
def local(lab: Lab) -> Iterator[LXDClient]:
    """A client over the socket, for what does not depend on the way there."""
    with LXDClient(lab.socket) as client:
        yield client


@pytest.fixture
def container(lab: Lab, unique_name: str) -> str:
    """The name of a stopped container."""
    lab.request(
        "POST", "/1.0/instances", {"name": unique_name, "source": {"type": "image", "alias": lab.image}}
    )
    return unique_name


@pytest.fixture
def running(lab: Lab, unique_name: str) -> str:
    """The name of a running container."""
    lab.launch(unique_name)
    return unique_name


@pytest.fixture
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives commands half a second to end by themselves, where they get five."""
    monkeypatch.setattr(execution, "GRACE", 0.5)
