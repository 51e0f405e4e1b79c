"""Clients of the throw-away LXD, over the socket and over HTTPS."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd._async.instances import execution

from ..support import https_options


@pytest.fixture(params=["socket", "https"])
async def client(request: pytest.FixtureRequest, lab: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A trusted client."""
    options = https_options(lab) if request.param == "https" else {"endpoint": lab.socket}
    async with AsyncLXDClient(**options) as client:
        yield client


@pytest.fixture
async def local(lab: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A client over the socket, for what does not depend on the way there."""
    async with AsyncLXDClient(lab.socket) as client:
        yield client


@pytest.fixture
async def container(lab: Lab, unique_name: str) -> str:
    """The name of a stopped container."""
    lab.request(
        "POST", "/1.0/instances", {"name": unique_name, "source": {"type": "image", "alias": lab.image}}
    )
    return unique_name


@pytest.fixture
async def running(lab: Lab, unique_name: str) -> str:
    """The name of a running container."""
    lab.launch(unique_name)
    return unique_name


@pytest.fixture
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives commands half a second to end by themselves, where they get five."""
    monkeypatch.setattr(execution, "GRACE", 0.5)
