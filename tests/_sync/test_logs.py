# Written by scripts/unasync.py from tests/_async/test_logs.py. Change that, and run `make sync`.

"""The log: what is asked can be followed in it, and no secret is."""

from __future__ import annotations

import logging

import pytest

from lxd import LXDClient, LXDError
from lxd.errors import NotFound
from tests import envelopes
from tests._sync.conftest import Serve
from tests.fakes import FakeLXD
from tests.identities import Identity, Trust
from tests.peers import Peer

SECRET = "s3cr3t-v4lu3"
SOCKET = f"{envelopes.OPERATION}/websocket?secret={SECRET}"


@pytest.fixture(autouse=True)
def everything(caplog: pytest.LogCaptureFixture) -> None:
    """Everything is logged, by every library."""
    caplog.set_level(logging.DEBUG)


def test_requests_show_in_the_log(client: LXDClient, lxd: FakeLXD, caplog: pytest.LogCaptureFixture) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    client.instances.list()
    assert "GET /1.0/instances?recursion=1 on unix:/run/lxd.socket: 200" in caplog.text


def test_our_log_has_its_own_name(client: LXDClient, lxd: FakeLXD, caplog: pytest.LogCaptureFixture) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    client.instances.list()
    assert "lxd" in {record.name for record in caplog.records}


@pytest.mark.parametrize("name", ["secret", "password", "token", "trust_token"])
def test_a_secret_in_a_path_is_not_logged(
    client: LXDClient, lxd: FakeLXD, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    lxd.on("GET /1.0/later", envelopes.sync())
    client.raw("GET", "/1.0/later", query={name: SECRET})
    assert SECRET not in caplog.text


def test_a_secret_in_a_path_is_not_in_errors(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/later", envelopes.error(404, "no"))
    with pytest.raises(NotFound) as caught:
        client.raw("GET", "/1.0/later", query={"secret": SECRET})
    assert SECRET not in f"{caught.value} {caught.value!r} {vars(caught.value)}"


def test_a_password_is_not_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    def play(peer: Peer) -> None:
        while request := peer.request():
            auth = "untrusted" if request.method == "GET" and peer.number == 0 else "trusted"
            peer.answer(envelopes.sync(envelopes.server(auth=auth)))

    with LXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDError):
            client.authenticate(password=SECRET)
    assert SECRET not in caplog.text


def test_a_private_key_is_not_logged(
    serve_tls: Serve, pinned: Trust, client_identity: Identity, caplog: pytest.LogCaptureFixture
) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(envelopes.sync(envelopes.server()))

    pinned |= {"cert_path": client_identity.cert_path, "key_path": client_identity.key_path}
    with LXDClient(serve_tls(play).endpoint, **pinned) as client:
        client.server.get()
    assert "PRIVATE KEY" not in caplog.text


def granting(peer: Peer) -> None:
    """Grants a websocket, and says something secret on it."""
    if peer.upgrade():
        peer.event("operation", envelopes.operation(metadata={"fds": {"0": SECRET}}))
        peer.listen()


def test_the_secret_of_a_websocket_is_not_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    with LXDClient(serve(granting).endpoint) as client:
        client._transport.close_websocket(client._transport.websocket(SOCKET))
    assert SECRET not in caplog.text


def test_secrets_in_messages_are_not_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    with LXDClient(serve(granting).endpoint) as client:
        with client.server.get_events() as events:
            events.receive()
    assert SECRET not in caplog.text


def test_the_secret_of_a_websocket_is_not_in_errors(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(envelopes.error(403, "no"), 403)

    with LXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDError) as caught:
            client._transport.websocket(SOCKET)
    assert SECRET not in f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"
