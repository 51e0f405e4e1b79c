"""Answers that are content, read as they come, and connections handed over to another protocol."""

from __future__ import annotations

import threading

import httpx
import pytest
from lxd_api import instances as api
from lxd_api.types import Request

from lxd import AsyncLXDClient
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
from tests._async._io import happens
from tests._async.conftest import Serve
from tests.fakes import FakeLXD
from tests.peers import PATIENCE, Peer, answering

EXPORT = "GET /1.0/instances/c1/backups/b1/export"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"


def export() -> Request[bytes]:
    """A request for content."""
    return api.instance_backup_export("c1", "b1")


async def test_content_is_read_as_it_comes(serve: Serve) -> None:
    heard = threading.Event()

    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
        assert heard.wait(PATIENCE)
        peer.send(b"def")
        peer.wait_for_client()

    parts = []
    async with AsyncLXDClient(serve(play).endpoint) as client:
        async with client.stream(export()) as content:
            assert (content.status, content.length) == (200, 6)
            assert content.headers["CONTENT-TYPE"] == "application/octet-stream"
            async for part in content:
                parts.append(part)
                heard.set()
    assert b"".join(parts) == b"abcdef"
    assert len(parts) > 1


async def test_content_of_no_known_length_is_read_to_its_end(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        peer.wait_for_client()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        async with client.stream(export()) as content:
            assert content.length is None
            assert await content.read() == b"abcde"


@pytest.mark.parametrize(
    "framing", [b"Content-Length: 6\r\n\r\nabc", b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"]
)
async def test_content_that_is_cut_off_is_no_content(serve: Serve, framing: bytes) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + framing)

    async with AsyncLXDClient(serve(play).endpoint) as client:
        async with client.stream(export()) as content:
            with pytest.raises(LXDConnectionError, match=r"GET /1\.0/instances/c1/backups/b1/export on "):
                await content.read()


async def test_a_server_that_does_not_go_on_is_a_timeout(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
        peer.wait_for_client()

    async with AsyncLXDClient(serve(play).endpoint, timeout=0.05) as client:
        async with client.stream(export()) as content:
            with pytest.raises(LXDTimeout):
                await content.read()


async def test_an_error_is_raised_before_anything_is_read(lxd: FakeLXD, client: AsyncLXDClient) -> None:
    lxd.on(EXPORT, envelopes.error(404, "no such backup"))
    with pytest.raises(NotFound, match="no such backup"):
        async with client.stream(export()):
            raise AssertionError("there is nothing to read")


async def test_an_error_that_is_not_lxds_says_so(lxd: FakeLXD, client: AsyncLXDClient) -> None:
    lxd.on(EXPORT, httpx.Response(502, text="<html>bad gateway"))
    with pytest.raises(UnexpectedAnswer, match="bad gateway"):
        async with client.stream(export()):
            raise AssertionError("there is nothing to read")


async def test_a_server_that_starts_is_asked_again(
    lxd: FakeLXD, client: AsyncLXDClient, naps: list[float]
) -> None:
    lxd.on(EXPORT, envelopes.error(503, "starting"), httpx.Response(200, content=b"abc"))
    async with client.stream(export()) as content:
        assert await content.read() == b"abc"
    assert len(naps) == 1


async def test_a_server_that_goes_on_starting_is_an_error(
    lxd: FakeLXD, client: AsyncLXDClient, naps: list[float]
) -> None:
    lxd.on(EXPORT, envelopes.error(503, "starting"))
    with pytest.raises(Unavailable):
        async with client.stream(export()):
            raise AssertionError("there is nothing to read")
    assert naps


async def test_after_all_was_read_the_connection_is_used_again(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        while peer.request():
            peer.answer(b"abc")

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        for _ in range(3):
            async with client.stream(export()) as content:
                await content.read()
    assert len(server.peers) == 1


async def test_leaving_early_drops_the_connection(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
        peer.wait_for_client()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        async with client.stream(export()):
            pass
        await happens(server.peer().gone)


async def test_content_holds_up_no_other_request(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        while asked := peer.request():
            if asked.path.endswith("export"):
                peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
            else:
                peer.answer(envelopes.sync([]))

    async with AsyncLXDClient(serve(play).endpoint, connections=1) as client:
        async with client.stream(export()):
            assert await client.instances.list() == []


async def test_closing_the_client_ends_what_is_being_read(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(HEAD + b"Content-Length: 6\r\n\r\nabc")
        peer.wait_for_client()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        async with client.stream(export()) as content:
            await client.aclose()
            with pytest.raises(LXDConnectionError):
                await content.read()


async def test_what_the_server_lacks_is_told_before_anything_is_asked(
    lxd: FakeLXD, client: AsyncLXDClient
) -> None:
    lxd.on("GET /1.0", envelopes.sync({"api_extensions": [], "environment": {"server_version": "4.0"}}))
    with pytest.raises(ExtensionMissing):
        async with client.stream(export().replace(extension="something_new")):
            raise AssertionError("there is nothing to read")


async def test_more_headers_are_sent(lxd: FakeLXD, client: AsyncLXDClient) -> None:
    lxd.on(EXPORT, httpx.Response(206, content=b"c"))
    request = export()
    async with client.stream(request.replace(headers={**request.headers, "Range": "bytes=2-"})) as content:
        assert content.status == 206
    assert lxd.requests[-1].headers["range"] == "bytes=2-"


async def test_a_connection_is_handed_over(serve: Serve) -> None:
    asked_headers = {}

    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        asked_headers.update(asked.headers)
        peer.send(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: sftp\r\n\r\nfirst")
        peer.send(peer._take(5).upper())

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        stream = await client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
        try:
            said = b""
            while len(said) < 5:
                said += await stream.read(3, PATIENCE)
            assert said == b"first"
            await stream.write(b"hello", PATIENCE)
            assert await stream.read(100, PATIENCE) == b"HELLO"
            assert await stream.read(100, PATIENCE) == b""
        finally:
            await client._transport.close_stream(stream)
    assert (asked_headers["connection"], asked_headers["upgrade"]) == ("Upgrade", "sftp")


async def test_a_connection_that_is_not_handed_over_says_why(serve: Serve) -> None:
    server = serve(answering(envelopes.error(404, "Instance not found")))
    async with AsyncLXDClient(server.endpoint) as client:
        with pytest.raises(NotFound, match="Instance not found"):
            await client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
        await happens(server.peer().gone)


async def test_a_server_that_does_not_know_of_the_other_protocol_says_so(serve: Serve) -> None:
    server = serve(answering(envelopes.sync({})))
    async with AsyncLXDClient(server.endpoint) as client:
        with pytest.raises(LXDError):
            await client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")


async def test_closing_the_client_ends_what_was_handed_over(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: sftp\r\n\r\n")
        peer.wait_for_client()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        stream = await client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
    await happens(server.peer().gone)
    await client._transport.close_stream(stream)
