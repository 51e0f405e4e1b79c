"""SFTP, version 3, without I/O: packets out, replies in.

Neither paramiko nor asyncssh runs over a stream of ours in both clients, and what LXD speaks is a small part of
what they are: no SSH, one version, one server.

The protocol: draft-ietf-secsh-filexfer-02, and OpenSSH's extensions and habits (its ``PROTOCOL`` file, part 4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import count
from typing import NamedTuple

from lxd._core.sftp_values import Attributes, Nonsense, Reader

__all__ = [
    "READ_SIZE",
    "WRITE_SIZE",
    "Kind",
    "Name",
    "Open",
    "Protocol",
    "Reply",
    "Request",
    "Status",
]

READ_SIZE = 1 << 15
"""Bytes to ask for at a time. LXD's server gives no more, whatever it is asked for."""

WRITE_SIZE = (1 << 18) - 4096
"""Bytes to send at a time. LXD's server hangs up on packets of more than 256 KiB, and each costs about the same."""

_LARGEST = 1 << 20
"""Bytes of the largest packet that is taken for one; LXD's own are a quarter of that."""

_VERSION = 3


class Kind(IntEnum):
    """What a packet is."""

    INIT = 1
    VERSION = 2
    OPEN = 3
    CLOSE = 4
    READ = 5
    WRITE = 6
    LSTAT = 7
    FSTAT = 8
    SETSTAT = 9
    FSETSTAT = 10
    OPENDIR = 11
    READDIR = 12
    REMOVE = 13
    MKDIR = 14
    RMDIR = 15
    REALPATH = 16
    STAT = 17
    RENAME = 18
    READLINK = 19
    SYMLINK = 20
    STATUS = 101
    HANDLE = 102
    DATA = 103
    NAME = 104
    ATTRS = 105
    EXTENDED = 200
    EXTENDED_REPLY = 201


_BRINGS_MUCH = frozenset({Kind.READ, Kind.READDIR})


class Status(IntEnum):
    """How a request ended."""

    OK = 0
    EOF = 1
    NO_SUCH_FILE = 2
    PERMISSION_DENIED = 3
    FAILURE = 4
    BAD_MESSAGE = 5
    NO_CONNECTION = 6
    CONNECTION_LOST = 7
    UNSUPPORTED = 8


class Open(IntEnum):
    """What a file is opened for."""

    READ = 0x01
    WRITE = 0x02
    CREATE = 0x08
    TRUNCATE = 0x10
    EXCLUSIVE = 0x20


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of a directory, or what a link points to."""

    name: str
    attributes: Attributes


class Reply:
    """The answer to a request, not yet looked into.

    Args:
        kind: what it is, a number that need not be one of `Kind`.
        body: the rest of it, after the number of the request.
    """

    __slots__ = ("_body", "kind")

    def __init__(self, kind: int, body: memoryview) -> None:
        self.kind = kind
        self._body = body

    def is_end(self) -> bool:
        """Tells whether it says that there is no more."""
        return self.kind == Kind.STATUS and self.status()[0] == Status.EOF

    def status(self) -> tuple[int, str]:
        """Reads the code, and the server's words."""
        reader = self._reader(Kind.STATUS)
        code = reader.number()
        return code, reader.text() if reader.is_more else ""

    def data(self) -> memoryview:
        """Returns what was read."""
        # The one that counts how fast it is; the rest of this module may take its time.
        body = self._body
        if self.kind != Kind.DATA or len(body) < 4:
            raise self._unexpected(Kind.DATA)
        (length,) = struct.unpack_from(">I", body)
        if length > len(body) - 4:
            raise Nonsense("data ends too early")
        return body[4 : 4 + length]

    def handle(self) -> bytes:
        """Reads what to name an open file or directory by."""
        handle = self._reader(Kind.HANDLE).data()
        if len(handle) > 256:
            raise Nonsense("a handle is longer than handles may be")
        return handle

    def attributes(self) -> Attributes:
        """Reads what is told of a file."""
        return Attributes.read(self._reader(Kind.ATTRS))

    def names(self) -> list[Name]:
        """Reads entries of a directory."""
        reader = self._reader(Kind.NAME)
        names = []
        for _ in range(reader.number()):
            name = reader.text()
            reader.data()  # a line as `ls -l` prints it
            names.append(Name(name, Attributes.read(reader)))
        return names

    def name(self) -> str:
        """Reads the only name there is."""
        names = self.names()
        if len(names) != 1:
            raise Nonsense(f"{len(names)} names came where one was asked for")
        return names[0].name

    def numbers(self) -> tuple[int, ...]:
        """Reads the eleven numbers that tell how full a filesystem is."""
        reader = self._reader(Kind.EXTENDED_REPLY)
        return tuple(reader.long() for _ in range(11))

    def _reader(self, kind: Kind) -> Reader:
        if self.kind != kind:
            raise self._unexpected(kind)
        return Reader(self._body)

    def _unexpected(self, wanted: Kind) -> Nonsense:
        return Nonsense(f"a packet of kind {self.kind} came instead of one of kind {wanted.value}")


class Request(NamedTuple):
    """A request that is to be sent.

    Args:
        number: finds the reply.
        kind: what is asked.
        head: all of the packet but the payload.
        payload: the rest of it, if that is large.
    """

    number: int
    kind: Kind
    head: bytes
    payload: bytes = b""

    @property
    def size(self) -> int:
        """Bytes that are sent."""
        return len(self.head) + len(self.payload)


class Protocol:
    """One side of an SFTP session: numbers requests, and sorts replies.

    Attributes:
        extensions: what the server can do beyond version 3, once it has said so.
        is_greeted: whether the server has told its version.
    """

    def __init__(self) -> None:
        self.extensions: dict[str, str] = {}
        self.is_greeted = False
        self._numbers = count(1)  # two threads never get the same one
        self._expected: set[int] = set()
        self._much: set[int] = set()
        self._forgotten: set[int] = set()
        self._replies: dict[int, Reply] = {}
        self._partial = bytearray()

    @staticmethod
    def greeting() -> bytes:
        """The first packet, which the server answers with its version and extensions."""
        return struct.pack(">IBI", 5, Kind.INIT, _VERSION)

    def request(self, kind: Kind, *fields: bytes, payload: bytes = b"") -> Request:
        """Writes a request.

        Args:
            kind: what is asked.
            fields: with what, each as the protocol has it.
            payload: what is to be sent right behind it, as the rest of its last field.
        """
        number = next(self._numbers) & 0xFFFFFFFF
        self._expected.add(number)
        body = b"".join(fields)
        head = struct.pack(">IBI", 5 + len(body) + len(payload), kind, number) + body
        return Request(number, kind, head, payload)

    def sent(self, request: Request) -> None:
        """Takes note of a request that is on its way."""
        if request.kind in _BRINGS_MUCH and request.number in self._expected:
            self._much.add(request.number)

    @property
    def is_owed_much(self) -> bool:
        """Whether large replies are on their way.

        A server that cannot get rid of them reads no more: it must not be sent much before they have been taken in.
        """
        return bool(self._much)

    def take(self, number: int) -> Reply | None:
        """Takes the reply to a request; None as long as there is none."""
        return self._replies.pop(number, None)

    def forget(self, number: int) -> None:
        """Drops the reply to a request, whether it is there or comes later."""
        if self._replies.pop(number, None) is None and number in self._expected:
            self._forgotten.add(number)

    def receive(self, data: bytes) -> None:
        """Takes in what the server sent.

        Raises:
            Nonsense: that is no SFTP.
        """
        for packet in self._packets(memoryview(data)):
            self._sort(packet)

    def _packets(self, data: memoryview) -> Iterator[memoryview]:
        """Cuts packets out of the stream; those that came in one piece are not copied."""
        partial = self._partial
        while data:
            if not partial:
                end = _end(data)
                if end is not None and end <= len(data):
                    yield data[4:end]
                    data = data[end:]
                    continue
                partial += data
                return
            if len(partial) < 4:
                missing = 4 - len(partial)
            else:
                missing = (_end(partial) or 0) - len(partial)
            partial += data[:missing]
            data = data[missing:]
            if len(partial) >= 4 and len(partial) == _end(partial):
                packet = memoryview(partial)
                partial = self._partial = bytearray()  # the old one is the packet's
                yield packet[4:]

    def _sort(self, packet: memoryview) -> None:
        kind, number = struct.unpack_from(">BI", packet)
        if kind == Kind.VERSION and not self.is_greeted:
            self._greet(number, Reader(packet[5:]))
            return
        if not self.is_greeted:
            raise Nonsense(f"a packet of kind {kind} came before the server told its version")
        if number not in self._expected:
            raise Nonsense(f"a reply came to request {number}, which nobody made")
        self._expected.discard(number)
        self._much.discard(number)
        if number in self._forgotten:
            self._forgotten.discard(number)
        else:
            self._replies[number] = Reply(kind, packet[5:])

    def _greet(self, version: int, reader: Reader) -> None:
        if version != _VERSION:
            raise Nonsense(f"the server speaks version {version} of SFTP, not {_VERSION}")
        while reader.is_more:
            name = reader.text()
            self.extensions[name] = reader.text()
        self.is_greeted = True


def _end(data: bytearray | memoryview) -> int | None:
    """Where the packet that begins here ends; None if that cannot be told yet."""
    if len(data) < 4:
        return None
    (length,) = struct.unpack_from(">I", data)
    if not 5 <= length <= _LARGEST:
        raise Nonsense(f"a packet of {length} bytes was announced")
    return 4 + int(length)
