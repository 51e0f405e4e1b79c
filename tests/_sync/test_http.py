# Written by scripts/unasync.py from tests/_async/test_http.py. Change that, and run `make sync`.

"""Answers in all the forms that HTTP/1.1 has for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxd_api import images

from lxd import LXDClient
from lxd.errors import LXDConnectionError
from tests import envelopes
from tests._sync._io import happens
from tests._sync.conftest import Clock, Serve
from tests.peers import Asked, Peer, Play, answering

RIGHT = b'{"type":"sync","metadata":{"name":"right"}}'
WRONG = b'{"type":"sync","metadata":{"name":"wrong"}}'


def head(length: int | None = len(RIGHT), version: str = "1.1") -> bytes:
    """The head of an answer."""
    announced = "" if length is None else f"Content-Length: {length}\r\n"
    return f"HTTP/{version} 200 OK\r\n{announced}\r\n".encode()


def saying(*parts: bytes) -> Play:
    """Plays a connection that says something, bit by bit, and then no more."""

    def play(peer: Peer) -> None:
        peer.request()
        for part in parts:
            peer.send(part)

    return play


def name_of(client: LXDClient) -> str:
    return (client.instances.get("c1")).name


@pytest.mark.parametrize(
    "parts",
    [
        [head() + RIGHT],
        [head(), RIGHT],
        [bytes([byte]) for byte in head() + RIGHT],
        [head(None) + RIGHT],
        [head(None, "1.0") + RIGHT],
        [b"HTTP/1.1 100 Continue\r\n\r\n", head() + RIGHT],
        [b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + head() + RIGHT],
        [b"HTTP/1.1 200\r\nContent-Length: %d\r\n\r\n" % len(RIGHT) + RIGHT],
        [
            b"HTTP/1.1 200 OK\r\ntransfer-ENCODING: Chunked\r\n\r\n%x;a=b\r\n%s\r\n0\r\n\r\n"
            % (len(RIGHT), RIGHT)
        ],
    ],
    ids=[
        "at once",
        "in two",
        "by byte",
        "no length",
        "HTTP/1.0",
        "continue",
        "hints",
        "no reason",
        "chunked",
    ],
)
def test_an_answer_is_understood(serve: Serve, parts: list[bytes]) -> None:
    with LXDClient(serve(saying(*parts)).endpoint) as client:
        assert name_of(client) == "right"


@pytest.mark.usefixtures("naps")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"HTTP/1.1 2",
        b"\x00\x01\x02\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
    ],
    ids=[
        *(
            "nothing",
            "half a line",
            "binary",
            "no header",
            "no number",
            "too short",
            "no size",
            "half a chunk",
        ),
        *("another protocol", "no end"),
    ],
)
def test_what_is_no_answer_is_reported(serve: Serve, content: bytes) -> None:
    with LXDClient(serve(saying(content)).endpoint) as client:
        with pytest.raises(LXDConnectionError):
            name_of(client)


@pytest.mark.parametrize("more", [head() + WRONG, b"x"], ids=["an answer", "nonsense"])
def test_what_comes_after_an_answer_is_not_the_next_one(serve: Serve, naps: list[float], more: bytes) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(head() + RIGHT + (more if peer.number == 0 else b""))
        if peer.request():
            peer.send(head() + RIGHT)

    with LXDClient(serve(play).endpoint) as client:
        assert [name_of(client), name_of(client)] == ["right", "right"]


def test_an_idle_connection_is_used_for_a_while(serve: Serve, clock: Clock) -> None:
    server = serve(answering(envelopes.sync({})))
    with LXDClient(server.endpoint) as client:
        name_of(client)
        clock.time += 59
        name_of(client)
    assert len(server.peers) == 1


def test_a_connection_that_was_idle_for_long_is_not_used_again(serve: Serve, clock: Clock) -> None:
    server = serve(answering(envelopes.sync({})))
    with LXDClient(server.endpoint) as client:
        name_of(client)
        clock.time += 61
        name_of(client)
    assert len(server.peers) == 2


def test_a_connection_that_is_not_used_again_is_closed(serve: Serve, clock: Clock) -> None:
    server = serve(answering(envelopes.sync({})))
    with LXDClient(server.endpoint) as client:
        name_of(client)
        clock.time += 61
        name_of(client)
        happens(server.peers[0].gone)


class Remembering:
    """A server that remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def __call__(self, peer: Peer) -> None:
        while request := peer.request():
            self.asked.append(request)
            peer.answer(envelopes.started(), 202)


def parts() -> Iterator[bytes]:
    for number in range(3):
        yield bytes([number]) * 50_000


def test_content_is_sent_as_it_comes(serve: Serve) -> None:
    remembering = Remembering()
    with LXDClient(serve(remembering).endpoint) as client:
        client.start(images.images_post(content=parts()))
    assert remembering.asked[0].body == b"\0" * 50_000 + b"\1" * 50_000 + b"\2" * 50_000


def test_after_content_that_came_in_parts_the_connection_is_used_again(serve: Serve) -> None:
    server = serve(Remembering())
    with LXDClient(server.endpoint) as client:
        client.start(images.images_post(content=parts()))
        client.start(images.images_post(content=parts()))
    assert len(server.peers) == 1


def test_content_that_comes_in_parts_holds_up_no_other_request(serve: Serve) -> None:
    server = serve(Remembering())
    with LXDClient(server.endpoint, connections=1) as client:

        def content() -> Iterator[bytes]:
            client.instances.rename("c1", "c2")
            yield b"x"

        client.start(images.images_post(content=content()))
    assert len(server.peers) == 2


def failing() -> Iterator[bytes]:
    yield b"x"
    raise ZeroDivisionError


def test_content_that_fails_is_told_and_not_sent_as_if_it_were_whole(serve: Serve) -> None:
    remembering = Remembering()
    server = serve(remembering)
    with LXDClient(server.endpoint) as client:
        with pytest.raises(ZeroDivisionError):
            client.start(images.images_post(content=failing()))
        happens(server.peer().gone)
    assert remembering.asked == []


def test_a_body_without_content_has_the_length_0(serve: Serve) -> None:
    remembering = Remembering()
    with LXDClient(serve(remembering).endpoint) as client:
        client.raw("POST", "/1.0/later")
    assert remembering.asked[0].headers["content-length"] == "0"


def test_a_header_with_a_line_end_is_refused(serve: Serve) -> None:
    server = serve(Remembering())
    with LXDClient(server.endpoint) as client:
        with pytest.raises(LXDConnectionError, match="header"):
            client.raw("GET", "/1.0", headers={"X-Name": "a\r\nX-Other: b"})
