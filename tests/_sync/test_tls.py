# Written by scripts/unasync.py from tests/_async/test_tls.py. Change that, and run `make sync`.

"""TLS: who is spoken to, and who is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias, Unpack

import pytest
from cryptography.hazmat.primitives import serialization
from lxd_api import instances

from lxd import LXDClient
from lxd.errors import CertificateError, LXDConnectionError
from tests import envelopes
from tests._sync._io import in_thread
from tests._sync.conftest import Serve
from tests.identities import Identity, Trust, make_identity, server_context
from tests.peers import PATIENCE, Peer, PeerServer, answering

SERVER = envelopes.sync(envelopes.server())
ServeAs: TypeAlias = Callable[..., PeerServer]


@pytest.fixture
def serve_as() -> Iterator[ServeAs]:
    """Starts servers that show a certificate."""
    with ExitStack() as stack:

        def start(identity: Identity, clients: Identity | None = None, play: Any = None) -> PeerServer:
            context = server_context(identity, clients)
            return stack.enter_context(PeerServer(play or answering(SERVER), tls=context))

        yield start


def trust_of(url: str, **trust: Unpack[Trust]) -> str:
    """Asks a server, and says whether it answered."""
    with LXDClient(url, **trust) as client:
        return (client.server.get()).auth


def test_a_pinned_server_is_spoken_to(serve_tls: Serve, pinned: Trust) -> None:
    assert trust_of(serve_tls(answering(SERVER)).endpoint, **pinned) == "trusted"


def test_a_pinned_server_may_have_any_name(serve_tls: Serve, pinned: Trust) -> None:
    url = serve_tls(answering(SERVER)).endpoint.replace("127.0.0.1", "localhost")
    assert trust_of(url, **pinned) == "trusted"


def test_another_server_is_not_spoken_to(serve_tls: Serve, other_identity: Identity) -> None:
    server = serve_tls(answering(SERVER))
    with pytest.raises(CertificateError, match="is another one"):
        trust_of(server.endpoint, endpoint_cert_path=other_identity.cert_path)


def test_another_server_is_told_nothing(serve_tls: Serve, other_identity: Identity) -> None:
    asked: list[object] = []
    server = serve_tls(lambda peer: asked.append(peer.request()))
    with pytest.raises(CertificateError):
        trust_of(server.endpoint, endpoint_cert_path=other_identity.cert_path)
    in_thread(lambda: server.peer().gone.wait(PATIENCE))
    assert asked in ([], [None])


def test_without_pin_a_self_signed_server_is_not_spoken_to(serve_tls: Serve) -> None:
    with pytest.raises(CertificateError, match="endpoint_fingerprint names the certificate"):
        trust_of(serve_tls(answering(SERVER)).endpoint)


@pytest.fixture
def authority(tmp_path: Path) -> Identity:
    """An authority that signs others."""
    return make_identity(tmp_path, "authority", authority=True)


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_the_environment_does_not_sway_a_pinned_client(
    serve_as: ServeAs,
    server_identity: Identity,
    other_identity: Identity,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
) -> None:
    monkeypatch.setenv(variable, str(other_identity.cert_path))
    with pytest.raises(CertificateError):
        trust_of(serve_as(other_identity).endpoint, endpoint_cert_path=server_identity.cert_path)


def test_without_pin_the_systems_authorities_decide(
    serve_as: ServeAs, authority: Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.cert_path))
    signed = make_identity(tmp_path, "signed", issuer=authority, addresses=["127.0.0.1"])
    assert trust_of(serve_as(signed).endpoint) == "trusted"


def test_without_pin_the_name_decides_too(
    serve_as: ServeAs, authority: Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.cert_path))
    signed = make_identity(tmp_path, "signed", issuer=authority, addresses=["10.0.0.1"])
    with pytest.raises(CertificateError, match="IP address mismatch"):
        trust_of(serve_as(signed).endpoint)


def test_a_pinned_certificate_may_come_from_an_authority(
    serve_as: ServeAs, authority: Identity, tmp_path: Path
) -> None:
    signed = make_identity(tmp_path, "signed", issuer=authority)
    assert trust_of(serve_as(signed).endpoint, endpoint_cert_path=signed.cert_path) == "trusted"


def test_another_certificate_of_the_same_authority_is_refused(
    serve_as: ServeAs, authority: Identity, tmp_path: Path
) -> None:
    signed = make_identity(tmp_path, "signed", issuer=authority)
    sibling = make_identity(tmp_path, "sibling", issuer=authority)
    with pytest.raises(CertificateError):
        trust_of(serve_as(sibling).endpoint, endpoint_cert_path=signed.cert_path)


def test_a_pinned_certificate_may_have_expired(serve_as: ServeAs, tmp_path: Path) -> None:
    expired = make_identity(tmp_path, "expired", days=-1)
    assert trust_of(serve_as(expired).endpoint, endpoint_cert_path=expired.cert_path) == "trusted"


def test_what_an_authority_vouches_for_may_not_have_expired(
    serve_as: ServeAs, authority: Identity, tmp_path: Path
) -> None:
    expired = make_identity(tmp_path, "expired", issuer=authority, addresses=["127.0.0.1"], days=-1)
    with pytest.raises(CertificateError, match="expired"):
        trust_of(serve_as(expired).endpoint, ca_path=authority.cert_path)


def test_an_authority_may_be_pinned(serve_as: ServeAs, authority: Identity, tmp_path: Path) -> None:
    signed = make_identity(tmp_path, "signed", issuer=authority)
    assert trust_of(serve_as(signed).endpoint, endpoint_cert_path=authority.cert_path) == "trusted"


def test_authorities_that_alone_may_vouch(serve_as: ServeAs, authority: Identity, tmp_path: Path) -> None:
    signed = make_identity(tmp_path, "signed", issuer=authority, addresses=["127.0.0.1"])
    assert trust_of(serve_as(signed).endpoint, ca_path=authority.cert_path) == "trusted"


def test_authorities_vouch_for_a_name(serve_as: ServeAs, authority: Identity, tmp_path: Path) -> None:
    signed = make_identity(tmp_path, "signed", issuer=authority, addresses=["10.0.0.1"])
    with pytest.raises(CertificateError, match="IP address mismatch"):
        trust_of(serve_as(signed).endpoint, ca_path=authority.cert_path)


def test_beside_given_authorities_those_of_the_system_do_not_count(
    serve_as: ServeAs,
    authority: Identity,
    other_identity: Identity,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.cert_path))
    signed = make_identity(tmp_path, "signed", issuer=authority, addresses=["127.0.0.1"])
    with pytest.raises(CertificateError):
        trust_of(serve_as(signed).endpoint, ca_path=other_identity.cert_path)


@pytest.mark.parametrize(
    "spelled", [str.upper, lambda text: ":".join(text[i : i + 2] for i in range(0, 64, 2))]
)
def test_a_server_is_known_by_its_fingerprint(
    serve_tls: Serve, server_identity: Identity, spelled: Callable[[str], str]
) -> None:
    url = serve_tls(answering(SERVER)).endpoint
    assert trust_of(url, endpoint_fingerprint=spelled(server_identity.fingerprint)) == "trusted"


@pytest.mark.parametrize("what", ["request", "websocket", "stream", "parked", "upgrade"])
def test_a_wrong_fingerprint_shows_both_and_nothing_is_sent(
    serve_tls: Serve, server_identity: Identity, other_identity: Identity, what: str
) -> None:
    asked: list[object] = []
    server = serve_tls(lambda peer: asked.append(peer.request()))
    wanted = other_identity.fingerprint
    with LXDClient(server.endpoint, endpoint_fingerprint=wanted) as client:
        with pytest.raises(CertificateError) as caught:
            reach(client, what)
    assert (caught.value.shown, caught.value.wanted) == (server_identity.fingerprint, wanted)
    assert server_identity.fingerprint in str(caught.value)
    assert wanted in str(caught.value)
    in_thread(lambda: server.peer().gone.wait(PATIENCE))
    assert asked in ([], [None])


def reach(client: LXDClient, what: str) -> None:
    """Does something that sends."""
    if what == "websocket":
        with client.server.get_events():
            pass
    elif what == "stream":
        with client.stream(instances.instance_backup_export("c1", "b1")):
            pass
    elif what == "parked":
        client._transport.park("/1.0/operations/o/wait")
    elif what == "upgrade":
        client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
    else:
        client.server.get()


@pytest.mark.parametrize("what", ["request", "websocket"])
def test_a_certificate_that_is_swapped_between_two_connections_is_refused(
    server_identity: Identity, other_identity: Identity, what: str
) -> None:
    asked: list[object] = []

    def play(peer: Peer) -> None:
        asked.append(peer.request())
        peer.answer(SERVER, Connection="close")
        peer.close()

    context = server_context(server_identity)
    with PeerServer(play, tls=context) as server:
        with LXDClient(server.endpoint, endpoint_fingerprint=server_identity.fingerprint) as client:
            client.server.get()
            context.load_cert_chain(other_identity.cert_path, other_identity.key_path)
            context.num_tickets = 0
            with pytest.raises(CertificateError) as caught:
                reach(client, what)
    assert caught.value.shown == other_identity.fingerprint
    assert len([each for each in asked if each is not None]) == 1


def shown(seen: list[bytes | None]) -> Callable[[Peer], None]:
    """Plays a server that remembers what clients show of themselves."""

    def play(peer: Peer) -> None:
        seen.append(peer.client_certificate)
        request = peer.request()
        if request is not None and request.path == "/1.0/events":
            peer.grant(request)
            peer.listen()
        else:
            peer.answer(SERVER)
            peer.wait_for_client()

    return play


@pytest.mark.parametrize("what", ["request", "websocket"])
def test_the_clients_certificate_is_shown(
    serve_as: ServeAs, server_identity: Identity, client_identity: Identity, what: str
) -> None:
    seen: list[bytes | None] = []
    server = serve_as(server_identity, client_identity, shown(seen))
    with LXDClient(
        server.endpoint,
        cert_path=client_identity.cert_path,
        key_path=client_identity.key_path,
        endpoint_cert_path=server_identity.cert_path,
    ) as client:
        if what == "request":
            client.server.get()
        else:
            with client.server.get_events():
                pass
    assert seen == [client_identity.certificate.public_bytes(serialization.Encoding.DER)]


def test_a_server_that_wants_a_certificate_is_not_reached_without(
    serve_as: ServeAs,
    server_identity: Identity,
    client_identity: Identity,
    naps: list[float],
) -> None:
    server = serve_as(server_identity, client_identity)
    with pytest.raises(LXDConnectionError):
        trust_of(server.endpoint, endpoint_cert_path=server_identity.cert_path)


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "ALL_PROXY", "https_proxy"])
@pytest.mark.parametrize("what", ["request", "websocket"])
def test_a_proxy_of_the_environment_is_not_used(
    serve_as: ServeAs,
    server_identity: Identity,
    pinned: Trust,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    what: str,
) -> None:
    monkeypatch.setenv(variable, "http://127.0.0.1:1")
    seen: list[bytes | None] = []
    with LXDClient(serve_as(server_identity, None, shown(seen)).endpoint, **pinned) as client:
        if what == "request":
            client.server.get()
        else:
            with client.server.get_events():
                pass
    assert seen == [None]


def test_requests_over_tls_share_a_connection(serve_tls: Serve, pinned: Trust) -> None:
    server = serve_tls(answering(SERVER))
    with LXDClient(server.endpoint, **pinned) as client:
        for _ in range(3):
            client.server.get()
    assert len(server.peers) == 1
