"""What is tried again, and what is not."""

from __future__ import annotations

import logging

import httpx
import pytest

from lxd import AsyncLXDClient, LXDError
from lxd.errors import LXDConnectionError, LXDTimeout, Unavailable
from tests import envelopes
from tests._async._io import happens
from tests._async.conftest import Serve, replace_everywhere
from tests.fakes import FakeLXD
from tests.peers import Peer

BROKEN = [
    httpx.RemoteProtocolError("Server disconnected without sending a response."),
    httpx.ReadError("Connection reset by peer"),
    httpx.WriteError("Broken pipe"),
]
STARTING = envelopes.error(503, "LXD daemon setup in progress")
SERVER = envelopes.sync(envelopes.server())

pytestmark = pytest.mark.usefixtures("naps")


@pytest.mark.parametrize("fault", BROKEN)
async def test_a_get_on_a_connection_that_died_is_repeated(
    client: AsyncLXDClient, lxd: FakeLXD, fault: Exception
) -> None:
    lxd.on("GET /1.0", fault, SERVER)
    assert (await client.server.get()).auth == "trusted"


async def test_a_get_of_a_server_that_starts_is_repeated(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", STARTING, STARTING, SERVER)
    assert (await client.server.get()).auth == "trusted"


@pytest.mark.parametrize("fault", [*BROKEN, STARTING])
async def test_a_post_is_never_repeated(
    client: AsyncLXDClient, lxd: FakeLXD, fault: Exception | dict[str, object]
) -> None:
    lxd.on("POST /1.0/instances", fault)
    with pytest.raises((LXDConnectionError, Unavailable)):
        await client.instances.create({"name": "c1"})
    assert len(lxd.calls) == 1


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_nor_is_anything_else_that_changes_something(
    client: AsyncLXDClient, lxd: FakeLXD, method: str
) -> None:
    lxd.on(f"{method} /1.0/later", BROKEN[0])
    with pytest.raises(LXDConnectionError):
        await client.raw(method, "/1.0/later")
    assert len(lxd.calls) == 1


async def test_a_get_is_given_up_after_a_few_tries(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", BROKEN[0])
    with pytest.raises(LXDConnectionError, match="Server disconnected"):
        await client.server.get()
    assert len(lxd.calls) == 5


async def test_a_server_that_does_not_get_ready_is_given_up(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", STARTING)
    with pytest.raises(Unavailable, match="setup in progress"):
        await client.server.get()
    assert len(lxd.calls) == 5


async def test_each_time_it_waits_longer(client: AsyncLXDClient, lxd: FakeLXD, naps: list[float]) -> None:
    lxd.on("GET /1.0", BROKEN[0], STARTING, BROKEN[0], SERVER)
    await client.server.get()
    assert naps == sorted(set(naps))


async def test_no_answer_in_time_is_not_repeated(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", httpx.ReadTimeout(""))
    with pytest.raises(LXDTimeout):
        await client.server.get()
    assert len(lxd.calls) == 1


async def test_a_server_that_nobody_runs_is_not_asked_again(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", httpx.ConnectError("Connection refused"))
    with pytest.raises(LXDConnectionError):
        await client.server.get()
    assert len(lxd.calls) == 1


async def test_a_client_that_was_closed_meanwhile_tries_no_more(
    client: AsyncLXDClient, lxd: FakeLXD, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def close_instead(_: float) -> None:
        await client.aclose()

    replace_everywhere(monkeypatch, "sleep", close_instead)
    lxd.on("GET /1.0", BROKEN[0])
    with pytest.raises(LXDError):
        await client.server.get()
    assert len(lxd.calls) == 1


@pytest.mark.parametrize("code", [400, 403, 404, 500, 501])
async def test_no_other_error_is_repeated(client: AsyncLXDClient, lxd: FakeLXD, code: int) -> None:
    lxd.on("GET /1.0/instances", envelopes.error(code, "no"))
    with pytest.raises(Exception, match="no"):
        await client.instances.list()
    assert len(lxd.calls) == 1


@pytest.mark.parametrize("fault", [BROKEN[0], STARTING])
async def test_it_shows_in_the_log(
    client: AsyncLXDClient,
    lxd: FakeLXD,
    caplog: pytest.LogCaptureFixture,
    fault: Exception | dict[str, object],
) -> None:
    caplog.set_level(logging.INFO, "lxd")
    lxd.on("GET /1.0", fault, SERVER)
    await client.server.get()
    assert "GET /1.0 on unix:/run/lxd.socket" in caplog.text
    assert "trying again" in caplog.text


async def test_a_connection_that_died_while_idle_costs_nothing(serve: Serve, naps: list[float]) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(SERVER)

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        for number in range(3):
            await client.server.get()
            await happens(server.peers[number].gone)
    assert naps == []


async def test_a_request_on_a_connection_that_dies_is_repeated_on_another(
    serve: Serve, naps: list[float]
) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        if peer.number > 0:
            peer.answer(SERVER)

    async with AsyncLXDClient(serve(play).endpoint) as client:
        await client.server.get()
    assert len(naps) == 1


async def test_a_body_that_is_cut_off_is_asked_for_again(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        if peer.number > 0:
            peer.answer(SERVER)
        else:
            peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")

    async with AsyncLXDClient(serve(play).endpoint) as client:
        assert (await client.server.get()).auth == "trusted"


async def test_after_a_cut_answer_to_a_post_nobody_knows(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\n{")

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        with pytest.raises(LXDConnectionError):
            await client.instances.create({"name": "c1"})
    assert len(server.peers) == 1
