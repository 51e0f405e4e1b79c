# Written by scripts/unasync.py from tests/_async/test_first_use.py. Change that, and run `make sync`.

"""Trust on first use: an unknown server's certificate is shown to somebody, before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lxd import LXDClient
from lxd.entities.certificates import ServerCertificate
from lxd.errors import CertificateError
from tests import envelopes
from tests._sync._io import gather
from tests._sync.conftest import Serve
from tests.identities import Identity, make_identity, server_context
from tests.peers import Peer, PeerServer, answering

SERVER = envelopes.sync(envelopes.server())


class Somebody:
    """Decides, and remembers what was asked."""

    def __init__(self, answer: Any = True) -> None:
        self.answer = answer
        self.asked: list[ServerCertificate] = []

    def __call__(self, certificate: ServerCertificate) -> Any:
        self.asked.append(certificate)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_who_says_yes_is_asked_once(serve_tls: Serve, server_identity: Identity) -> None:
    somebody = Somebody()
    server = serve_tls(answering(SERVER))
    with LXDClient(server.endpoint, on_unknown_certificate=somebody) as client:
        client.server.get()
        client.server.get()
    (certificate,) = somebody.asked
    assert certificate.fingerprint == server_identity.fingerprint
    assert certificate.pem == server_identity.pem.decode()
    assert (certificate.subject, certificate.not_after) == (
        "server",
        server_identity.certificate.not_valid_after_utc,
    )


def test_names_are_told(tmp_path: Path) -> None:
    somebody = Somebody()
    identity = make_identity(tmp_path, "named", addresses=["10.1.2.3", "127.0.0.1"])
    with PeerServer(answering(SERVER), tls=server_context(identity)) as server:
        with LXDClient(server.endpoint, on_unknown_certificate=somebody) as client:
            client.server.get()
    assert somebody.asked[0].names == ("10.1.2.3", "127.0.0.1")


@pytest.mark.parametrize("answer", [False, None, "yes", 1])
def test_nothing_but_true_is_a_yes(serve_tls: Serve, answer: object, server_identity: Identity) -> None:
    heard: list[object] = []
    server = serve_tls(lambda peer: heard.append(peer.request()))
    with LXDClient(server.endpoint, on_unknown_certificate=Somebody(answer)) as client:
        with pytest.raises(CertificateError, match="was refused") as caught:
            client.authenticate(password="hunter2")
    assert caught.value.shown == server_identity.fingerprint
    assert [each for each in heard if each is not None] == []


def test_without_anybody_to_ask_it_is_refused(serve_tls: Serve) -> None:
    with LXDClient(serve_tls(answering(SERVER)).endpoint) as client:
        with pytest.raises(CertificateError, match="self-signed"):
            client.server.get()


def test_who_said_no_is_not_asked_again(serve_tls: Serve) -> None:
    somebody = Somebody(False)
    with LXDClient(serve_tls(answering(SERVER)).endpoint, on_unknown_certificate=somebody) as client:
        for _ in range(2):
            with pytest.raises(CertificateError):
                client.server.get()
    assert len(somebody.asked) == 1


def test_many_at_once_ask_once(serve_tls: Serve) -> None:
    somebody = Somebody()
    with LXDClient(serve_tls(answering(SERVER)).endpoint, on_unknown_certificate=somebody) as client:
        gather(*[client.server.get for _ in range(4)])
    assert len(somebody.asked) == 1


def test_what_somebody_raises_comes_through(serve_tls: Serve) -> None:
    server = serve_tls(answering(SERVER))
    with LXDClient(server.endpoint, on_unknown_certificate=Somebody(EOFError("nobody at home"))) as client:
        with pytest.raises(EOFError, match="nobody at home"):
            client.server.get()


def test_an_expired_certificate_is_known_by_its_fingerprint_alone(tmp_path: Path) -> None:
    somebody = Somebody()
    identity = make_identity(tmp_path, "expired", days=-1)
    with PeerServer(answering(SERVER), tls=server_context(identity)) as server:
        with LXDClient(server.endpoint, on_unknown_certificate=somebody) as client:
            client.server.get()
    (certificate,) = somebody.asked
    assert (certificate.fingerprint, certificate.not_after) == (identity.fingerprint, None)


@pytest.mark.parametrize("pin", ["endpoint_cert_path", "endpoint_fingerprint", "ca_path"])
def test_nobody_is_asked_where_something_is_pinned(
    serve_tls: Serve, other_identity: Identity, pin: str
) -> None:
    somebody = Somebody()
    value: Any = other_identity.fingerprint if pin == "endpoint_fingerprint" else other_identity.cert_path
    with LXDClient(
        serve_tls(answering(SERVER)).endpoint, on_unknown_certificate=somebody, **{pin: value}
    ) as client:
        with pytest.raises(CertificateError):
            client.server.get()
    assert somebody.asked == []


def test_nobody_is_asked_where_an_authority_vouches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = make_identity(tmp_path, "authority", authority=True)
    signed = make_identity(tmp_path, "signed", issuer=authority, addresses=["127.0.0.1"])
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.cert_path))
    somebody = Somebody()
    with PeerServer(answering(SERVER), tls=server_context(signed)) as server:
        with LXDClient(server.endpoint, on_unknown_certificate=somebody) as client:
            client.server.get()
    assert somebody.asked == []


def test_a_certificate_that_is_swapped_while_somebody_thinks_is_refused(
    server_identity: Identity, other_identity: Identity
) -> None:
    heard: list[object] = []
    context = server_context(server_identity)

    def swap(_: ServerCertificate) -> bool:
        context.load_cert_chain(other_identity.cert_path, other_identity.key_path)
        return True

    with PeerServer(lambda peer: heard.append(peer.request()), tls=context) as server:
        with LXDClient(server.endpoint, on_unknown_certificate=swap) as client:
            with pytest.raises(CertificateError) as caught:
                client.authenticate(password="hunter2")
    assert (caught.value.shown, caught.value.wanted) == (
        other_identity.fingerprint,
        server_identity.fingerprint,
    )
    assert [each for each in heard if each is not None] == []


@pytest.mark.parametrize("what", ["websocket", "upgrade", "stream", "parked"])
def test_whatever_comes_first_asks(serve_tls: Serve, what: str) -> None:
    somebody = Somebody(False)

    def play(peer: Peer) -> None:
        peer.request()

    with LXDClient(serve_tls(play).endpoint, on_unknown_certificate=somebody) as client:
        transport = client._transport
        calls: dict[str, Callable[[], Any]] = {
            "websocket": lambda: transport.websocket("/1.0/events"),
            "upgrade": lambda: transport.upgrade("/1.0/instances/c1/sftp", "sftp"),
            "stream": lambda: transport.stream("GET", "/1.0/images/x/export"),
            "parked": lambda: transport.park("/1.0/operations/o/wait"),
        }
        with pytest.raises(CertificateError, match="was refused"):
            calls[what]()
    assert len(somebody.asked) == 1


def test_a_socket_has_no_certificate_to_ask_about(serve: Serve) -> None:
    somebody = Somebody(False)
    with LXDClient(serve(answering(SERVER)).endpoint, on_unknown_certificate=somebody) as client:
        client.server.get()
    assert somebody.asked == []
