"""Clients of servers that are none."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import httpx
import pytest

from lxd import AsyncLXDClient
from lxd import _async as package
from lxd._async import _io
from tests.fakes import FakeLXD, Script, as_response
from tests.identities import Identity, Trust, server_context
from tests.peers import PeerServer, Play
from tests.standin import StandIn

Serve: TypeAlias = Callable[[Play], PeerServer]
"""Starts a server that plays each connection so."""


@pytest.fixture
def lxd() -> FakeLXD:
    """A server in memory."""
    return FakeLXD()


@pytest.fixture
async def client(lxd: FakeLXD) -> AsyncIterator[AsyncLXDClient]:
    """A client of the server in memory."""
    async with AsyncLXDClient("/run/lxd.socket", transport=lxd.transport) as client:
        yield client


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts servers on unix sockets."""
    with ExitStack() as stack:

        def start(play: Play) -> PeerServer:
            path = tmp_path / f"{len(list(tmp_path.iterdir()))}.socket"
            return stack.enter_context(PeerServer(play, socket_path=path))

        yield start


@pytest.fixture
def serve_tls(server_identity: Identity) -> Iterator[Serve]:
    """Starts servers over TLS on the loopback."""
    with ExitStack() as stack:
        yield lambda play: stack.enter_context(PeerServer(play, tls=server_context(server_identity)))


@pytest.fixture
def pinned(server_identity: Identity) -> Trust:
    """What a client needs to trust the servers over TLS."""
    return {"endpoint_cert_path": server_identity.cert_path}


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client would have slept: it does not."""
    naps: list[float] = []

    async def sleep(seconds: float) -> None:
        naps.append(seconds)

    replace_everywhere(monkeypatch, "sleep", sleep)
    return naps


def replace_everywhere(monkeypatch: pytest.MonkeyPatch, name: str, replacement: object) -> None:
    """Replaces what `lxd._async._io` offers wherever it is used."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        if module is not _io and hasattr(module, name) and hasattr(_io, name):
            monkeypatch.setattr(module, name, replacement)


class Clock:
    """A clock that goes on only when somebody sleeps or says so."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.tick = 0.0
        """What passes whenever somebody looks."""

    def now(self) -> float:
        """Returns the time."""
        self.time += self.tick
        return self.time

    async def sleep(self, seconds: float) -> None:
        """Lets time pass."""
        self.time += seconds

    def after(self, seconds: float, script: Script) -> Script:
        """An answer that takes some time."""

        def answer(_: httpx.Request) -> httpx.Response:
            self.time += seconds
            if isinstance(script, Exception):
                raise script
            assert isinstance(script, (dict, httpx.Response))
            return as_response(script)

        return answer


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that waiting for operations goes by."""
    clock = Clock()
    replace_everywhere(monkeypatch, "now", clock.now)
    replace_everywhere(monkeypatch, "sleep", clock.sleep)
    return clock


@pytest.fixture(params=["at once", "in the background"])
def standin(request: pytest.FixtureRequest) -> StandIn:
    """A server newer than any at hand, in both ways of answering."""
    return StandIn(request.param)


@pytest.fixture
async def newest(standin: StandIn) -> AsyncIterator[AsyncLXDClient]:
    """A client of the stand-in."""
    async with AsyncLXDClient("/run/lxd.socket", transport=standin.transport) as client:
        yield client
