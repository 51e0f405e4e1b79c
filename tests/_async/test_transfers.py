"""Downloads over connections that break, stall and lie."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from lxd import AsyncLXDClient
from lxd.errors import LXDConnectionError, LXDTimeout, UnexpectedAnswer
from tests._async.conftest import Serve
from tests.peers import Asked, Peer

CONTENT = bytes(range(256)) * 8192  # 2 MiB
CHANGED = "Wed, 25 Nov 2026 00:58:19 GMT"


def send(peer: Peer, asked: Asked, *, until: int = len(CONTENT), ranges: bool = True) -> None:
    """Sends what was asked for, up to some byte of the content."""
    begin = int(asked.headers.get("range", "bytes=0-")[6:-1]) if ranges else 0
    lines = [
        "HTTP/1.1 206 Partial" if begin else "HTTP/1.1 200 OK",
        f"Content-Length: {len(CONTENT) - begin}",
        f"Last-Modified: {CHANGED}",
    ]
    if begin:
        lines.append(f"Content-Range: bytes {begin}-{len(CONTENT) - 1}/{len(CONTENT)}")
    peer.send("\r\n".join(lines).encode() + b"\r\n\r\n" + CONTENT[begin:until])


async def download(endpoint: str, *, timeout: float | None = None, patience: float = 5) -> bytes:
    """Downloads a backup."""
    file = io.BytesIO()
    async with AsyncLXDClient(endpoint, timeout=patience) as client:
        await client.instances.backups.download("c1", "b0", file, timeout=timeout)
    return file.getvalue()


@pytest.mark.parametrize("ranges", [True, False])
async def test_a_connection_that_breaks_again_and_again(
    serve: Serve, naps: list[float], ranges: bool
) -> None:
    asked_for: list[str | None] = []

    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        asked_for.append(asked.headers.get("range"))
        send(peer, asked, until=(peer.number + 1) * 300_000, ranges=ranges)

    assert await download(serve(play).endpoint) == CONTENT
    assert asked_for[:3] == [None, "bytes=300000-", "bytes=600000-"]
    assert len(naps) == 6


async def test_only_what_has_not_changed_goes_on(serve: Serve, naps: list[float]) -> None:
    validators: list[str | None] = []

    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        validators.append(asked.headers.get("if-range"))
        if peer.number == 0:
            send(peer, asked, until=1000)
        else:
            headers = {"Last-Modified": "Thu, 26 Nov 2026 00:00:00 GMT"}
            peer.answer(b"something else", 200, **headers)

    with pytest.raises(UnexpectedAnswer, match="changed"):
        await download(serve(play).endpoint)
    assert validators == [None, CHANGED]


async def test_a_server_that_falls_silent(serve: Serve, naps: list[float]) -> None:
    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        if peer.number == 0:
            send(peer, asked, until=1000)
            peer.wait_for_client()
        else:
            send(peer, asked)

    assert await download(serve(play).endpoint, patience=0.2) == CONTENT


async def test_a_server_that_never_says_more(serve: Serve, naps: list[float]) -> None:
    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        send(peer, asked, until=1000)

    with pytest.raises(LXDConnectionError):
        await download(serve(play).endpoint)
    assert len(naps) == 4


async def test_the_time_is_up(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        send(peer, asked, until=1000)
        peer.wait_for_client()

    with pytest.raises(LXDTimeout):
        await download(serve(play).endpoint, timeout=0.1)


async def test_what_cannot_be_finished_is_removed(serve: Serve, naps: list[float], tmp_path: Path) -> None:
    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        send(peer, asked, until=1000)

    async with AsyncLXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDConnectionError):
            await client.instances.backups.download("c1", "b0", tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".socket"] == []
