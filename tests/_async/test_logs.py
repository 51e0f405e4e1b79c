"""The log: what is asked can be followed in it, and no secret is."""

from __future__ import annotations

import logging

import pytest

from lxd import AsyncLXDClient, LXDError
from lxd.errors import NotFound
from tests import envelopes
from tests._async.conftest import Serve
from tests.fakes import FakeLXD
from tests.identities import Identity, Trust
from tests.peers import Peer

SECRET = "s3cr3t-v4lu3"
SOCKET = f"{envelopes.OPERATION}/websocket?secret={SECRET}"


@pytest.fixture(autouse=True)
def everything(caplog: pytest.LogCaptureFixture) -> None:
    """Everything is logged, by every library."""
    caplog.set_level(logging.DEBUG)


async def test_requests_show_in_the_log(
    client: AsyncLXDClient, lxd: FakeLXD, caplog: pytest.LogCaptureFixture
) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    await client.instances.list()
    assert "GET /1.0/instances?recursion=1 on unix:/run/lxd.socket: 200" in caplog.text


async def test_our_log_has_its_own_name(
    client: AsyncLXDClient, lxd: FakeLXD, caplog: pytest.LogCaptureFixture
) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    await client.instances.list()
    assert "lxd" in {record.name for record in caplog.records}


@pytest.mark.parametrize("name", ["secret", "password", "token", "trust_token"])
async def test_a_secret_in_a_path_is_not_logged(
    client: AsyncLXDClient, lxd: FakeLXD, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    lxd.on("GET /1.0/later", envelopes.sync())
    await client.raw("GET", "/1.0/later", query={name: SECRET})
    assert SECRET not in caplog.text


async def test_a_secret_in_a_path_is_not_in_errors(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/later", envelopes.error(404, "no"))
    with pytest.raises(NotFound) as caught:
        await client.raw("GET", "/1.0/later", query={"secret": SECRET})
    assert SECRET not in f"{caught.value} {caught.value!r} {vars(caught.value)}"


async def test_a_password_is_not_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    def play(peer: Peer) -> None:
        while request := peer.request():
            auth = "untrusted" if request.method == "GET" and peer.number == 0 else "trusted"
            peer.answer(envelopes.sync(envelopes.server(auth=auth)))

    async with AsyncLXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDError):
            await client.authenticate(password=SECRET)
    assert SECRET not in caplog.text


async def test_a_private_key_is_not_logged(
    serve_tls: Serve, pinned: Trust, client_identity: Identity, caplog: pytest.LogCaptureFixture
) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(envelopes.sync(envelopes.server()))

    pinned |= {"cert_path": client_identity.cert_path, "key_path": client_identity.key_path}
    async with AsyncLXDClient(serve_tls(play).endpoint, **pinned) as client:
        await client.server.get()
    assert "PRIVATE KEY" not in caplog.text


def granting(peer: Peer) -> None:
    """Grants a websocket, and says something secret on it."""
    if peer.upgrade():
        peer.event("operation", envelopes.operation(metadata={"fds": {"0": SECRET}}))
        peer.listen()


async def test_the_secret_of_a_websocket_is_not_logged(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    async with AsyncLXDClient(serve(granting).endpoint) as client:
        await client._transport.close_websocket(await client._transport.websocket(SOCKET))
    assert SECRET not in caplog.text


async def test_secrets_in_messages_are_not_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    async with AsyncLXDClient(serve(granting).endpoint) as client:
        async with client.server.get_events() as events:
            await events.receive()
    assert SECRET not in caplog.text


async def test_the_secret_of_a_websocket_is_not_in_errors(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(envelopes.error(403, "no"), 403)

    async with AsyncLXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDError) as caught:
            await client._transport.websocket(SOCKET)
    assert SECRET not in f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"
