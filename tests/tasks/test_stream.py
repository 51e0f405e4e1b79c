"""The bytes between asyncio and HTTP: flow control, and what is told apart."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import httpx
import pytest

from lxd._async import _stream
from lxd._async._stream import Stream


class Transport(asyncio.Transport):
    """A transport that remembers what was asked of it."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__({"socket": sock})
        self.calls: list[str] = []

    def pause_reading(self) -> None:
        self.calls.append("pause")

    def resume_reading(self) -> None:
        self.calls.append("resume")

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.calls.append("write")

    def is_closing(self) -> bool:
        return False


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """A socket of ours, and the server's."""
    ours, servers = socket.socketpair()
    ours.setblocking(False)
    with ours, servers:
        yield ours, servers


@pytest.fixture
def transport(ends: tuple[socket.socket, socket.socket]) -> Transport:
    return Transport(ends[0])


@pytest.fixture
async def stream(transport: Transport) -> Stream:
    stream = Stream()
    stream.connection_made(transport)
    return stream


async def test_what_came_is_read(stream: Stream) -> None:
    stream.data_received(b"hello")
    assert await stream.read(100, None) == b"hello"


async def test_no_more_is_read_than_was_asked_for(stream: Stream) -> None:
    stream.data_received(b"hello")
    assert [await stream.read(2, None), await stream.read(100, None)] == [b"he", b"llo"]


async def test_a_reader_is_woken_by_what_comes(stream: Stream) -> None:
    reading = asyncio.create_task(stream.read(100, None))
    await asyncio.sleep(0)
    stream.data_received(b"hello")
    assert await reading == b"hello"


async def test_nothing_in_time_is_a_timeout(stream: Stream) -> None:
    with pytest.raises(httpx.ReadTimeout):
        await stream.read(100, 0.01)


async def test_the_end_is_read_as_nothing(stream: Stream) -> None:
    stream.eof_received()
    assert await stream.read(100, None) == b""


async def test_what_came_before_the_end_is_read_first(stream: Stream) -> None:
    stream.data_received(b"hello")
    stream.connection_lost(ConnectionResetError("reset"))
    assert await stream.read(100, None) == b"hello"


async def test_what_the_server_said_before_the_break_is_read(
    stream: Stream, ends: tuple[socket.socket, socket.socket]
) -> None:
    ends[1].send(b"hello")
    stream.connection_lost(BrokenPipeError("gone"))
    assert await stream.read(100, None) == b"hello"


async def test_a_broken_connection_is_told_as_such(stream: Stream) -> None:
    stream.connection_lost(ConnectionResetError("reset"))
    with pytest.raises(httpx.ReadError, match="reset"):
        await stream.read(100, None)


async def test_a_server_that_sends_too_fast_is_made_to_wait(stream: Stream, transport: Transport) -> None:
    stream.data_received(bytes(_stream._BUFFER + 1))
    assert transport.calls == ["pause"]


async def test_a_server_that_does_not_is_not(stream: Stream, transport: Transport) -> None:
    stream.data_received(bytes(_stream._BUFFER))
    assert transport.calls == []


async def test_a_server_that_was_made_to_wait_goes_on(stream: Stream, transport: Transport) -> None:
    stream.data_received(bytes(_stream._BUFFER + 1))
    await stream.read(100, None)
    assert transport.calls == ["pause", "resume"]


async def test_a_server_is_waited_for_that_reads_slowly(stream: Stream) -> None:
    stream.pause_writing()
    with pytest.raises(httpx.WriteTimeout):
        await stream.write(b"hello", 0.01)


async def test_writing_goes_on_when_the_server_has_read(stream: Stream, transport: Transport) -> None:
    stream.pause_writing()
    writing = asyncio.create_task(stream.write(b"hello", None))
    await asyncio.sleep(0)
    stream.resume_writing()
    await writing
    assert transport.calls == ["write"]


async def test_writing_to_a_broken_connection_is_told(stream: Stream) -> None:
    stream.connection_lost(BrokenPipeError("gone"))
    with pytest.raises(httpx.WriteError, match="gone"):
        await stream.write(b"hello", None)


async def test_who_waits_to_write_learns_of_the_end(stream: Stream) -> None:
    stream.pause_writing()
    writing = asyncio.create_task(stream.write(b"hello", None))
    await asyncio.sleep(0)
    stream.connection_lost(None)
    with pytest.raises(httpx.WriteError):
        await writing


async def test_an_answer_that_is_there_already_ends_the_writing(stream: Stream, transport: Transport) -> None:
    stream.data_received(b"HTTP/1.1 403 Forbidden")
    with pytest.raises(httpx.WriteError, match="answered before"):
        await stream.write(b"hello", None)
    assert transport.calls == []


async def test_an_idle_stream_is_not_spent(stream: Stream) -> None:
    assert not stream.is_spent


async def test_a_stream_with_something_unread_is_spent(stream: Stream) -> None:
    stream.data_received(b"x")
    assert stream.is_spent


async def test_a_stream_at_its_end_is_spent(stream: Stream) -> None:
    stream.eof_received()
    assert stream.is_spent
