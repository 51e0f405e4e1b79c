# Written by scripts/unasync.py from tests/_async/test_content.py. Change that, and run `make sync`.

"""Answers that are content, read as they come, and connections handed over to another protocol."""

from __future__ import annotations

import threading

import httpx
import pytest
from lxd_api import instances as api
from lxd_api.types import Request

from lxd import LXDClient
from lxd.errors import (
    ExtensionMissing,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    NotFound,
    Unavailable,
    UnexpectedAnswer,
)
from tests import envelopes
from tests._sync._io import happens
from tests._sync.conftest import Serve
from tests.fakes import FakeLXD
from tests.peers import PATIENCE, Peer, answering

EXPORT = "GET /1.0/instances/c1/backups/b1/export"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"


def export() -> Request[bytes]:
    """A request for content."""
    return api.instance_backup_export("c1", "b1")


def test_content_is_read_as_it_comes(serve: Serve) -> None:
    heard = threading.Event()

    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
        assert heard.wait(PATIENCE)
        peer.send(b"def")
        peer.wait_for_client()

    parts = []
    with LXDClient(serve(play).endpoint) as client:
        with client.stream(export()) as content:
            assert (content.status, content.length) == (200, 6)
            assert content.headers["CONTENT-TYPE"] == "application/octet-stream"
            for part in content:
                parts.append(part)
                heard.set()
    assert b"".join(parts) == b"abcdef"
    assert len(parts) > 1


def test_content_of_no_known_length_is_read_to_its_end(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        peer.wait_for_client()

    with LXDClient(serve(play).endpoint) as client:
        with client.stream(export()) as content:
            assert content.length is None
            assert content.read() == b"abcde"


@pytest.mark.parametrize(
    "framing", [b"Content-Length: 6\r\n\r\nabc", b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"]
)
def test_content_that_is_cut_off_is_no_content(serve: Serve, framing: bytes) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + framing)

    with LXDClient(serve(play).endpoint) as client:
        with client.stream(export()) as content:
            with pytest.raises(LXDConnectionError, match=r"GET /1\.0/instances/c1/backups/b1/export on "):
                content.read()


def test_a_server_that_does_not_go_on_is_a_timeout(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
        peer.wait_for_client()

    with LXDClient(serve(play).endpoint, timeout=0.05) as client:
        with client.stream(export()) as content:
            with pytest.raises(LXDTimeout):
                content.read()


def test_an_error_is_raised_before_anything_is_read(lxd: FakeLXD, client: LXDClient) -> None:
    lxd.on(EXPORT, envelopes.error(404, "no such backup"))
    with pytest.raises(NotFound, match="no such backup"):
        with client.stream(export()):
            raise AssertionError("there is nothing to read")


def test_an_error_that_is_not_lxds_says_so(lxd: FakeLXD, client: LXDClient) -> None:
    lxd.on(EXPORT, httpx.Response(502, text="<html>bad gateway"))
    with pytest.raises(UnexpectedAnswer, match="bad gateway"):
        with client.stream(export()):
            raise AssertionError("there is nothing to read")


def test_a_server_that_starts_is_asked_again(lxd: FakeLXD, client: LXDClient, naps: list[float]) -> None:
    lxd.on(EXPORT, envelopes.error(503, "starting"), httpx.Response(200, content=b"abc"))
    with client.stream(export()) as content:
        assert content.read() == b"abc"
    assert len(naps) == 1


def test_a_server_that_goes_on_starting_is_an_error(
    lxd: FakeLXD, client: LXDClient, naps: list[float]
) -> None:
    lxd.on(EXPORT, envelopes.error(503, "starting"))
    with pytest.raises(Unavailable):
        with client.stream(export()):
            raise AssertionError("there is nothing to read")
    assert naps


def test_after_all_was_read_the_connection_is_used_again(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        while peer.request():
            peer.answer(b"abc")

    server = serve(play)
    with LXDClient(server.endpoint) as client:
        for _ in range(3):
            with client.stream(export()) as content:
                content.read()
    assert len(server.peers) == 1


def test_leaving_early_drops_the_connection(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
        peer.wait_for_client()

    server = serve(play)
    with LXDClient(server.endpoint) as client:
        with client.stream(export()):
            pass
        happens(server.peer().gone)


def test_content_holds_up_no_other_request(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        while asked := peer.request():
            if asked.path.endswith("export"):
                peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
            else:
                peer.answer(envelopes.sync([]))

    with LXDClient(serve(play).endpoint, connections=1) as client:
        with client.stream(export()):
            assert client.instances.list() == []


def test_closing_the_client_ends_what_is_being_read(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
        peer.wait_for_client()

    with LXDClient(serve(play).endpoint) as client:
        with client.stream(export()) as content:
            client.close()
            with pytest.raises(LXDConnectionError):
                content.read()


def test_what_the_server_lacks_is_told_before_anything_is_asked(lxd: FakeLXD, client: LXDClient) -> None:
    lxd.on("GET /1.0", envelopes.sync({"api_extensions": [], "environment": {"server_version": "4.0"}}))
    with pytest.raises(ExtensionMissing):
        with client.stream(export().replace(extension="something_new")):
            raise AssertionError("there is nothing to read")


def test_more_headers_are_sent(lxd: FakeLXD, client: LXDClient) -> None:
    lxd.on(EXPORT, httpx.Response(206, content=b"c"))
    request = export()
    with client.stream(request.replace(headers={**request.headers, "Range": "bytes=2-"})) as content:
        assert content.status == 206
    assert lxd.requests[-1].headers["range"] == "bytes=2-"


def test_a_connection_is_handed_over(serve: Serve) -> None:
    asked_headers = {}

    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        asked_headers.update(asked.headers)
        peer.send(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: sftp\r\n\r\nfirst")
        peer.send(peer._take(5).upper())

    server = serve(play)
    with LXDClient(server.endpoint) as client:
        stream = client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
        try:
            said = b""
            while len(said) < 5:
                said += stream.read(3, PATIENCE)
            assert said == b"first"
            stream.write(b"hello", PATIENCE)
            assert stream.read(100, PATIENCE) == b"HELLO"
            assert stream.read(100, PATIENCE) == b""
        finally:
            client._transport.close_stream(stream)
    assert (asked_headers["connection"], asked_headers["upgrade"]) == ("Upgrade", "sftp")


def test_a_connection_that_is_not_handed_over_says_why(serve: Serve) -> None:
    server = serve(answering(envelopes.error(404, "Instance not found")))
    with LXDClient(server.endpoint) as client:
        with pytest.raises(NotFound, match="Instance not found"):
            client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
        happens(server.peer().gone)


def test_a_server_that_does_not_know_of_the_other_protocol_says_so(serve: Serve) -> None:
    server = serve(answering(envelopes.sync({})))
    with LXDClient(server.endpoint) as client:
        with pytest.raises(LXDError):
            client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")


def test_closing_the_client_ends_what_was_handed_over(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: sftp\r\n\r\n")
        peer.wait_for_client()

    server = serve(play)
    with LXDClient(server.endpoint) as client:
        stream = client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
    happens(server.peer().gone)
    client._transport.close_stream(stream)
