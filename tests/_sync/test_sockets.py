# Written by scripts/unasync.py from tests/_async/test_sockets.py. Change that, and run `make sync`.

"""Unix sockets that are missing, forbidden, deaf or dumb."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from lxd import LXDClient
from lxd.errors import Forbidden, LXDConnectionError, LXDTimeout, SocketForbidden, SocketNotFound
from tests import envelopes
from tests._sync.conftest import Serve
from tests.identities import Trust
from tests.peers import PATIENCE, Peer, PeerServer, answering

SERVER = envelopes.sync(envelopes.server())


@pytest.fixture
def deaf(tmp_path: Path) -> str:
    """A socket that nobody listens on any more."""
    path = tmp_path / "deaf.socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
    return str(path)


def test_the_local_socket_is_found(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LXD_SOCKET", serve(answering(SERVER)).endpoint)
    with LXDClient() as client:
        assert (client.server.get()).auth == "trusted"


def test_a_missing_socket_is_named(tmp_path: Path) -> None:
    with LXDClient(tmp_path / "none.socket") as client:
        with pytest.raises(SocketNotFound, match=r"none\.socket .*is LXD installed and running\?"):
            client.server.get()


def test_a_socket_that_nobody_listens_on_says_so(deaf: str) -> None:
    with LXDClient(deaf) as client:
        with pytest.raises(LXDConnectionError, match=r"nobody listens there .*is LXD running\?"):
            client.server.get()


def test_a_port_that_nobody_listens_on_says_so() -> None:
    with LXDClient("https://127.0.0.1:1") as client:
        with pytest.raises(LXDConnectionError, match="nobody listens there"):
            client.server.get()


def test_a_host_that_does_not_exist_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with LXDClient("https://nowhere.invalid") as client:
        with pytest.raises(
            LXDConnectionError, match=r"https://nowhere\.invalid:8443: .*Name or service not known"
        ):
            client.server.get()


@pytest.mark.parametrize("what", ["request", "websocket"])
def test_a_socket_that_may_not_be_opened_says_what_to_do(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    # Root may open any socket, so what the system would say to others is said in its place.
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", lambda *_: 13)
    with LXDClient("/run/s") as client:
        with pytest.raises(SocketForbidden, match="add yourself to the group lxd"):
            (client.server.get() if what == "request" else client.server.get_events().open())


def test_a_server_that_says_nothing_is_a_timeout(serve: Serve) -> None:
    with LXDClient(serve(Peer.wait_for_client).endpoint, timeout=0.05) as client:
        with pytest.raises(LXDTimeout, match=r"no answer within 0\.05 s"):
            client.server.get()


def test_a_timeout_comes_when_it_was_asked_for(serve: Serve) -> None:
    with LXDClient(serve(Peer.wait_for_client).endpoint, timeout=0.05) as client:
        began = time.monotonic()
        with pytest.raises(LXDTimeout):
            client.server.get()
    assert 0.05 <= time.monotonic() - began < 2


def test_a_server_that_stops_within_its_answer_is_a_timeout(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        peer.wait_for_client()

    with LXDClient(serve(play).endpoint, timeout=0.05) as client:
        with pytest.raises(LXDTimeout):
            client.server.get()


def test_a_server_that_does_not_begin_tls_is_a_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        with LXDClient(url, timeout=0.05) as client:
            with pytest.raises(LXDTimeout):
                client.server.get()


def test_a_wait_may_take_longer_than_the_clients_timeout(serve: Serve) -> None:
    late = threading.Event()

    def play(peer: Peer) -> None:
        peer.request()
        late.wait(0.2)
        peer.answer(envelopes.sync(envelopes.operation(200)))
        peer.wait_for_client()

    with LXDClient(serve(play).endpoint, timeout=0.05) as client:
        assert (client.operations.wait(envelopes.ID)).status == "Success"


def test_a_server_that_speaks_something_else_is_reported(serve: Serve, naps: list[float]) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(b"220 mail.example ESMTP\r\n\r\n")
        peer.wait_for_client()

    with LXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDConnectionError, match="illegal status line"):
            client.server.get()


def test_a_server_without_tls_is_reported() -> None:
    with PeerServer(lambda peer: peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as server:
        with LXDClient(server.endpoint) as client:
            with pytest.raises(LXDConnectionError):
                client.server.get()


def test_a_server_that_takes_no_more_is_a_timeout(serve: Serve) -> None:
    given_up = threading.Event()

    def play(_: Peer) -> None:
        given_up.wait(PATIENCE)

    with LXDClient(serve(play).endpoint, timeout=0.05) as client:
        with pytest.raises(LXDTimeout):
            client.raw("POST", "/1.0/images", content=b"x" * 10_000_000)
    given_up.set()


def test_an_answer_before_all_was_sent_is_told(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.answer(envelopes.error(403, "not authorized"), 403, Connection="close")

    with LXDClient(serve(play).endpoint) as client:
        with pytest.raises(Forbidden, match="not authorized"):
            client.raw("POST", "/1.0/images", content=b"x" * 10_000_000)


def test_a_connection_that_is_broken_off_is_tried_again(
    serve_tls: Serve, pinned: Trust, naps: list[float]
) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        if peer.number == 0:
            peer.reset()
        else:
            peer.answer(SERVER)

    with LXDClient(serve_tls(play).endpoint, **pinned) as client:
        assert (client.server.get()).auth == "trusted"
    assert len(naps) == 1


@pytest.mark.parametrize("what", ["request", "websocket"])
def test_a_machine_that_vanished_is_noticed_some_day(
    serve_tls: Serve, pinned: Trust, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    # Waits and streams have no limit of their own: without keep-alive nobody would ever learn of a power cut.
    options: list[tuple[object, ...]] = []
    setsockopt = socket.socket.setsockopt

    def remember(sock: socket.socket, *arguments: Any) -> None:
        options.append(arguments)
        setsockopt(sock, *arguments)

    def play(peer: Peer) -> None:
        request = peer.request()
        if request is not None and request.path == "/1.0/events":
            peer.grant(request)
            peer.listen()
        else:
            peer.answer(SERVER)

    monkeypatch.setattr(socket.socket, "setsockopt", remember)
    with LXDClient(serve_tls(play).endpoint, **pinned) as client:
        if what == "request":
            client.server.get()
        else:
            with client.server.get_events():
                pass
    assert (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1) in options
