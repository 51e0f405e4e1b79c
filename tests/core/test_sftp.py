"""SFTP without a server: packets out, replies in, nonsense refused."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from contextlib import suppress

import pytest

from lxd._core.sftp import WRITE_SIZE, Kind, Protocol, Reply, Status
from lxd._core.sftp_values import Attributes, Nonsense, Reader, data_field, text_field

VERSION = struct.pack(">IBI", 5, Kind.VERSION, 3)


def packet(kind: int, number: int, body: bytes = b"") -> bytes:
    return struct.pack(">IBI", 5 + len(body), kind, number) + body


def reply(kind: int, body: bytes) -> Reply:
    return Reply(kind, memoryview(body))


def string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


@pytest.fixture
def protocol() -> Protocol:
    protocol = Protocol()
    protocol.receive(VERSION)
    return protocol


def test_the_greeting_asks_for_version_3() -> None:
    assert Protocol.greeting() == b"\0\0\0\x05\x01\0\0\0\x03"


def test_the_server_tells_its_extensions() -> None:
    protocol = Protocol()
    protocol.receive(packet(Kind.VERSION, 3, string(b"posix-rename@openssh.com") + string(b"1")))
    assert protocol.extensions == {"posix-rename@openssh.com": "1"}
    assert protocol.is_greeted


@pytest.mark.parametrize("version", [0, 2, 4, 6])
def test_another_version_is_refused(version: int) -> None:
    with pytest.raises(Nonsense, match=f"version {version}"):
        Protocol().receive(packet(Kind.VERSION, version))


def test_a_reply_before_the_greeting_is_refused() -> None:
    with pytest.raises(Nonsense, match="before"):
        Protocol().receive(packet(Kind.STATUS, 1, bytes(12)))


def test_requests_are_numbered(protocol: Protocol) -> None:
    first = protocol.request(Kind.STAT, text_field("/a"))
    second = protocol.request(Kind.STAT, text_field("/b"))
    assert second.number == first.number + 1
    assert second.head == packet(Kind.STAT, second.number, string(b"/b"))


def test_a_payload_is_counted_but_not_copied(protocol: Protocol) -> None:
    payload = bytes(1000)
    request = protocol.request(Kind.WRITE, data_field(b"h"), payload=payload)
    assert request.head == struct.pack(">IBI", 5 + 5 + 1000, Kind.WRITE, request.number) + string(b"h")
    assert request.payload is payload
    assert request.size == 4 + 5 + 5 + 1000


@pytest.mark.parametrize(("kind", "is_much"), [(Kind.READ, True), (Kind.READDIR, True), (Kind.WRITE, False)])
def test_large_replies_are_waited_for(protocol: Protocol, kind: Kind, is_much: bool) -> None:
    request = protocol.request(kind)
    assert not protocol.is_owed_much
    protocol.sent(request)
    assert protocol.is_owed_much is is_much
    protocol.receive(packet(Kind.STATUS, request.number, bytes(4)))
    assert not protocol.is_owed_much


def test_a_reply_that_was_faster_than_the_note_of_its_request_is_not_waited_for(protocol: Protocol) -> None:
    request = protocol.request(Kind.READ)
    protocol.receive(packet(Kind.STATUS, request.number, bytes(4)))
    protocol.sent(request)
    assert not protocol.is_owed_much


def test_a_piece_fits_into_what_the_server_takes() -> None:
    assert WRITE_SIZE + 9 + 4 + 256 + 8 + 4 < 256 * 1024


def test_replies_are_found_by_their_numbers(protocol: Protocol) -> None:
    first = protocol.request(Kind.READ).number
    second = protocol.request(Kind.READ).number
    protocol.receive(packet(Kind.DATA, second, string(b"2")) + packet(Kind.DATA, first, string(b"1")))
    replies = [protocol.take(first), protocol.take(second)]
    assert [bytes(found.data()) for found in replies if found is not None] == [b"1", b"2"]


def test_a_reply_that_has_not_come_is_none(protocol: Protocol) -> None:
    number = protocol.request(Kind.READ).number
    assert protocol.take(number) is None


def test_a_reply_is_taken_once(protocol: Protocol) -> None:
    number = protocol.request(Kind.READ).number
    protocol.receive(packet(Kind.DATA, number, string(b"1")))
    assert protocol.take(number) is not None
    assert protocol.take(number) is None


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_forgotten_reply_is_dropped(protocol: Protocol, when: str) -> None:
    number = protocol.request(Kind.READ).number
    if when == "before":
        protocol.forget(number)
    protocol.receive(packet(Kind.DATA, number, string(b"1")))
    protocol.forget(number)
    assert protocol.take(number) is None


def test_a_reply_that_nobody_asked_for_is_refused(protocol: Protocol) -> None:
    with pytest.raises(Nonsense, match="nobody"):
        protocol.receive(packet(Kind.DATA, 77, string(b"1")))


def test_a_second_reply_is_refused(protocol: Protocol) -> None:
    number = protocol.request(Kind.READ).number
    protocol.receive(packet(Kind.DATA, number, string(b"1")))
    with pytest.raises(Nonsense):
        protocol.receive(packet(Kind.DATA, number, string(b"1")))


@pytest.mark.parametrize("length", [0, 4, (1 << 20) + 1, 0xFFFFFFFF])
@pytest.mark.parametrize("split", [False, True])
def test_impossible_lengths_are_refused_at_once(protocol: Protocol, length: int, split: bool) -> None:
    data = struct.pack(">I", length)
    if split:
        protocol.receive(data[:2])
        data = data[2:]
    with pytest.raises(Nonsense, match=f"{length} bytes"):
        protocol.receive(data)


@pytest.mark.parametrize("seed", range(50))
def test_packets_may_come_in_any_pieces(protocol: Protocol, seed: int) -> None:
    chance = random.Random(seed)
    contents = [chance.randbytes(chance.choice((0, 1, 5, 100, 5000))) for _ in range(20)]
    numbers = [protocol.request(Kind.READ).number for _ in contents]
    stream = b"".join(
        packet(Kind.DATA, number, string(content)) for number, content in zip(numbers, contents, strict=True)
    )
    while stream:
        cut = chance.choice((1, 2, 3, 4, 7, 1000, 10000))
        protocol.receive(stream[:cut])
        stream = stream[cut:]
    found = [protocol.take(number) for number in numbers]
    assert [bytes(reply.data()) for reply in found if reply is not None] == contents


@pytest.mark.parametrize("seed", range(200))
def test_garbage_is_refused_or_waited_for_but_never_anything_else(protocol: Protocol, seed: int) -> None:
    chance = random.Random(seed)
    number = protocol.request(Kind.READ).number
    body = chance.randbytes(chance.randrange(60))
    with suppress(Nonsense):
        protocol.receive(packet(chance.choice((101, 102, 103, 104, 105, 201, 77)), number, body))
        protocol.receive(chance.randbytes(chance.randrange(20)))
    found = protocol.take(number)
    assert found is not None
    readers: list[Callable[[], object]] = [
        found.status,
        found.is_end,
        found.handle,
        found.data,
        found.names,
        found.attributes,
        found.numbers,
        found.name,
    ]
    for read in readers:
        with suppress(Nonsense):
            read()


def test_a_status_has_code_and_words() -> None:
    body = struct.pack(">I", Status.NO_SUCH_FILE) + string(b"no such file") + string(b"en")
    assert reply(Kind.STATUS, body).status() == (2, "no such file")


def test_a_status_may_lack_words() -> None:
    assert reply(Kind.STATUS, struct.pack(">I", Status.FAILURE)).status() == (4, "")


@pytest.mark.parametrize(("code", "is_end"), [(1, True), (0, False), (4, False)])
def test_the_end_is_a_status(code: int, is_end: bool) -> None:
    assert reply(Kind.STATUS, struct.pack(">I", code)).is_end() is is_end


def test_data_that_is_shorter_than_it_says_is_refused() -> None:
    with pytest.raises(Nonsense):
        reply(Kind.DATA, struct.pack(">I", 5) + b"1234").data()


def test_a_long_handle_is_refused() -> None:
    with pytest.raises(Nonsense, match="handle"):
        reply(Kind.HANDLE, string(bytes(257))).handle()


def test_more_names_than_there_are_are_refused() -> None:
    with pytest.raises(Nonsense):
        reply(Kind.NAME, struct.pack(">I", 0xFFFFFFFF)).names()


def test_a_link_has_one_target() -> None:
    with pytest.raises(Nonsense, match="0 names"):
        reply(Kind.NAME, struct.pack(">I", 0)).name()


@pytest.mark.parametrize("name", ["a", "ä", "a b", "x\udcff"])
def test_names_are_kept_whatever_they_are_written_in(name: str) -> None:
    assert Reader(memoryview(text_field(name))).text() == name


def test_a_name_with_a_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        text_field("a\0b")


@pytest.mark.parametrize(
    "attributes",
    [
        Attributes(),
        Attributes(size=1 << 40),
        Attributes(owner=(1000, 0xFFFFFFFF)),
        Attributes(mode=0o100644),
        Attributes(times=(1, 2)),
        Attributes(5, (1, 2), 0o40755, (3, 4)),
    ],
)
def test_attributes_are_read_as_they_are_written(attributes: Attributes) -> None:
    reader = Reader(memoryview(attributes.write()))
    assert Attributes.read(reader) == attributes
    assert not reader.is_more


def test_attributes_that_are_not_known_are_skipped() -> None:
    data = struct.pack(">I", 0x80000004) + struct.pack(">I", 0o644)
    data += struct.pack(">I", 1) + string(b"acl@example.com") + string(b"...")
    reader = Reader(memoryview(data))
    assert Attributes.read(reader) == Attributes(mode=0o644)
    assert not reader.is_more
