# Written by scripts/unasync.py from tests/_async/test_events_refused.py. Change that, and run `make sync`.

"""Streams that are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import pytest

from lxd import LXDClient, LXDError
from lxd.errors import (
    BadRequest,
    CertificateError,
    Forbidden,
    LXDConnectionError,
    LXDTimeout,
    NotFound,
    SocketNotFound,
    Unavailable,
    UnexpectedAnswer,
)
from tests import envelopes
from tests._sync.conftest import Serve
from tests.identities import Identity, Trust
from tests.peers import Peer, PeerServer, Play


def open_and_close(server: PeerServer, **trust: Unpack[Trust]) -> None:
    """Opens a stream, and closes it."""
    with LXDClient(server.endpoint, **trust) as client:
        with client.server.get_events():
            pass


def refusing(content: dict[str, object] | bytes, status: int, **headers: str) -> Play:
    """Plays a server that refuses the websocket."""

    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(content, status, **headers)
        peer.wait_for_client()

    return play


@pytest.mark.parametrize(
    ("code", "kind"), [(400, BadRequest), (403, Forbidden), (404, NotFound), (503, Unavailable)]
)
def test_a_refusal_is_told_in_lxds_words(serve: Serve, code: int, kind: type[LXDError]) -> None:
    with pytest.raises(kind, match="no events for you"):
        open_and_close(serve(refusing(envelopes.error(code, "no events for you"), code)))


def test_a_refusal_says_what_was_asked(serve: Serve) -> None:
    with pytest.raises(Forbidden, match=r"WEBSOCKET /1.0/events on unix:/"):
        open_and_close(serve(refusing(envelopes.error(403, "no"), 403)))


def test_a_refusal_over_tls_is_told_too(serve_tls: Serve, pinned: Trust) -> None:
    with pytest.raises(Forbidden):
        open_and_close(serve_tls(refusing(envelopes.error(403, "no"), 403)), **pinned)


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"<h1>Bad Gateway</h1>", 502), (b"", 502), (b"<h1>Welcome</h1>", 200), (envelopes.sync(), 200)],
)
def test_an_answer_of_another_service_is_reported_as_such(
    serve: Serve, content: dict[str, object] | bytes, status: int
) -> None:
    with pytest.raises(UnexpectedAnswer):
        open_and_close(serve(refusing(content, status)))


def test_a_redirect_is_not_followed(serve: Serve) -> None:
    server = serve(refusing(b"", 302, Location="/elsewhere"))
    with pytest.raises(UnexpectedAnswer):
        open_and_close(server)
    assert len(server.peers) == 1


def test_a_server_that_speaks_something_else_is_reported(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(b"220 mail.example ESMTP\r\n\r\n")
        peer.wait_for_client()

    with pytest.raises(LXDError):
        open_and_close(serve(play))


def test_a_server_that_hangs_up_at_once_is_reported(serve: Serve) -> None:
    with pytest.raises(LXDConnectionError):
        open_and_close(serve(lambda peer: peer.close()))


def test_a_server_that_hangs_up_instead_of_answering_is_reported(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()

    with pytest.raises(LXDConnectionError):
        open_and_close(serve(play))


def test_a_server_that_says_nothing_is_a_timeout(serve: Serve) -> None:
    with LXDClient(serve(Peer.wait_for_client).endpoint, timeout=0.05) as client:
        with pytest.raises(LXDTimeout, match=r"within 0.05 s"):
            client.server.get_events().open()


def test_a_missing_socket_is_reported_as_such(tmp_path: Path) -> None:
    with LXDClient(tmp_path / "none.socket") as client:
        with pytest.raises(SocketNotFound, match=r"none\.socket"):
            client.server.get_events().open()


def test_another_certificate_is_refused(serve_tls: Serve, other_identity: Identity) -> None:
    server = serve_tls(Peer.listen)
    with pytest.raises(CertificateError):
        open_and_close(server, endpoint_cert_path=other_identity.cert_path)
