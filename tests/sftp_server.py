"""An SFTP server over a directory, played on a connection: what LXD offers of an instance's files, and nonsense."""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from tests.peers import Peer

Twist: TypeAlias = Callable[[int, bytes], bytes | None]
"""Given the kind and the fields of a request, makes another reply (kind and fields), or None for the right one."""

STATUS, HANDLE, DATA, NAME, ATTRS, EXTENDED_REPLY = 101, 102, 103, 104, 105, 201
EXTENSIONS = {"posix-rename@openssh.com": "1", "hardlink@openssh.com": "1", "statvfs@openssh.com": "2"}

_WORDS = {
    errno.EEXIST: "file exists",
    errno.EISDIR: "is a directory",
    errno.ENOTDIR: "not a directory",
    errno.ENOTEMPTY: "directory not empty",
    errno.ENOENT: "no such file or directory",
}


class SFTPServer:
    """Give it to a `PeerServer` to play.

    Args:
        root: the directory that is served, as the root of all.
        extensions: what it can do beyond the standard.

    Attributes:
        kinds: what it was asked, over all connections.
        twist: how it is to behave strangely.
    """

    def __init__(self, root: Path, extensions: dict[str, str] = EXTENSIONS) -> None:
        self.kinds: list[int] = []
        self.twist: Twist = lambda kind, fields: None
        self.most_under_way = 0
        self._root = root
        self._extensions = extensions

    def __call__(self, peer: Peer) -> None:
        asked = peer.request()
        if asked is None:
            return
        assert asked.headers["upgrade"] == "sftp"
        lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: sftp", "Connection: Upgrade", "", ""]
        peer.send("\r\n".join(lines).encode())
        _Session(self, peer, self._root).run()

    def greeting(self) -> bytes:
        """The server's first packet."""
        pairs = b"".join(string(text.encode()) for pair in self._extensions.items() for text in pair)
        return packet(bytes([2]) + struct.pack(">I", 3) + pairs)


class _Session:
    def __init__(self, server: SFTPServer, peer: Peer, root: Path) -> None:
        self._server = server
        self._peer = peer
        self._root = root
        self._handles: dict[bytes, int] = {}
        self._listings: dict[bytes, list[str]] = {}
        self._directories: dict[bytes, str] = {}
        self._count = 0

    def run(self) -> None:
        try:
            first = self._read_packet()
            if first is None:
                return
            assert first == b"\x01\x00\x00\x00\x03"
            self._peer.send(self._server.greeting())
            while request := self._read_packet():
                kind, number = struct.unpack_from(">BI", request)
                self._server.kinds.append(kind)
                reply = self._server.twist(kind, request[5:])
                if reply is None:
                    try:
                        reply = self._answer(kind, Fields(request[5:]))
                    except OSError as error:
                        reply = refusal(error)
                self._peer.send(packet(reply[:1] + struct.pack(">I", number) + reply[1:]))
        finally:
            for descriptor in self._handles.values():
                os.close(descriptor)

    def _read_packet(self) -> bytes | None:
        try:
            (length,) = struct.unpack(">I", self._peer.take(4))
            return self._peer.take(length)
        except EOFError:
            return None

    def _answer(self, kind: int, fields: Fields) -> bytes:
        match kind:
            case 3:
                return self._open(fields)
            case 4:
                return self._close(fields.string())
            case 5:
                handle, offset, length = fields.string(), fields.long(), fields.number()
                data = os.pread(self._handles[handle], min(length, 32768), offset)
                return bytes([DATA]) + string(data) if data else status(1, "EOF")
            case 6:
                handle, offset, data = fields.string(), fields.long(), fields.string()
                assert os.pwrite(self._handles[handle], data, offset) == len(data)
            case 7 | 17:
                found = os.stat(self._where(fields.string()), follow_symlinks=kind == 17)
                return bytes([ATTRS]) + attributes(found)
            case 8:
                return bytes([ATTRS]) + attributes(os.fstat(self._handles[fields.string()]))
            case 9:
                self._change(self._where(fields.string()), fields)
            case 10:
                self._change(self._handles[fields.string()], fields)
            case 11:
                path = self._where(fields.string())
                names = [".", "..", *os.listdir(path)]
                self._directories[self._handle()], self._listings[self._handle(0)] = path, names
                return bytes([HANDLE]) + string(self._handle(0))
            case 12:
                return self._list(fields.string())
            case 13:
                path = self._where(fields.string())
                os.rmdir(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
            case 14:
                os.mkdir(self._where(fields.string()), 0o755)
            case 18:
                os.rename(self._where(fields.string()), self._where(fields.string()))
            case 19:
                target = os.readlink(self._where(fields.string())).encode()
                return bytes([NAME]) + struct.pack(">I", 1) + string(target) * 2 + struct.pack(">I", 0)
            case 20:
                target, path = fields.string(), self._where(fields.string())
                os.symlink(target, path)
            case 200:
                return self._extended(fields)
            case _:
                return status(8, "unsupported")
        return status(0, "")

    def _open(self, fields: Fields) -> bytes:
        path, flags = self._where(fields.string()), fields.number()
        mode = {1: os.O_RDONLY, 2: os.O_WRONLY, 3: os.O_RDWR}[flags & 3]
        for bit, flag in ((0x8, os.O_CREAT), (0x10, os.O_TRUNC), (0x20, os.O_EXCL)):
            mode |= flag if flags & bit else 0
        self._handles[self._handle()] = os.open(path, mode, 0o644)
        return bytes([HANDLE]) + string(self._handle(0))

    def _close(self, handle: bytes) -> bytes:
        if handle in self._handles:
            os.close(self._handles.pop(handle))
        elif self._listings.pop(handle, None) is None:
            return status(4, "bad file descriptor")
        return status(0, "")

    def _list(self, handle: bytes) -> bytes:
        names = self._listings[handle]
        part = [names.pop(0) for _ in range(min(3, len(names)))]
        if not part:
            return status(1, "EOF")
        entries = []
        for name in part:
            with suppress(FileNotFoundError):  # it has gone meanwhile
                found = os.lstat(os.path.join(self._directories[handle], name))
                entries.append(string(os.fsencode(name)) + string(b"-rw-r--r-- ...") + attributes(found))
        return bytes([NAME]) + struct.pack(">I", len(entries)) + b"".join(entries)

    def _extended(self, fields: Fields) -> bytes:
        match fields.string():
            case b"posix-rename@openssh.com":
                os.rename(self._where(fields.string()), self._where(fields.string()))
            case b"hardlink@openssh.com":
                os.link(self._where(fields.string()), self._where(fields.string()))
            case b"statvfs@openssh.com":
                return bytes([EXTENDED_REPLY]) + struct.pack(
                    ">11Q", 4096, 4096, 100, 50, 40, 9, 8, 7, 6, 0, 255
                )
            case _:
                return status(8, "unsupported")
        return status(0, "")

    def _change(self, target: str | int, fields: Fields) -> None:
        flags = fields.number()
        if flags & 1:
            os.truncate(target, fields.long())
        if flags & 2:
            owner = [number if number < 2**32 - 1 else -1 for number in (fields.number(), fields.number())]
            if os.geteuid() == 0:
                os.chown(target, *owner)
        if flags & 4:
            os.chmod(target, fields.number())
        if flags & 8:
            os.utime(target, (fields.number(), fields.number()))

    def _where(self, path: bytes) -> str:
        return str(self._root) + "/" + os.fsdecode(path).lstrip("/")

    def _handle(self, more: int = 1) -> bytes:
        self._count += more
        return b"handle%d" % self._count


class Fields:
    """Reads the fields of a packet."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def number(self) -> int:
        """Reads a number."""
        return int.from_bytes(self._take(4))

    def long(self) -> int:
        """Reads a long number."""
        return int.from_bytes(self._take(8))

    def string(self) -> bytes:
        """Reads a string."""
        return self._take(self.number())

    def _take(self, count: int) -> bytes:
        part, self._data = self._data[:count], self._data[count:]
        assert len(part) == count
        return part


def packet(body: bytes) -> bytes:
    """Writes a packet."""
    return struct.pack(">I", len(body)) + body


def string(data: bytes) -> bytes:
    """Writes a string."""
    return struct.pack(">I", len(data)) + data


def status(code: int, words: str) -> bytes:
    """Writes how a request ended."""
    return bytes([STATUS]) + struct.pack(">I", code) + string(words.encode()) + string(b"")


def refusal(error: OSError) -> bytes:
    """Writes an error of the system as LXD's server does."""
    words = _WORDS.get(error.errno or 0, os.strerror(error.errno or 0).lower())
    return status(
        {errno.ENOENT: 2, errno.EACCES: 3}.get(error.errno or 0, 4), f"open {error.filename}: {words}"
    )


def attributes(found: os.stat_result) -> bytes:
    """Writes what is told of a file."""
    times = int(found.st_atime), int(found.st_mtime)
    numbers = found.st_uid, found.st_gid, found.st_mode, *times
    return struct.pack(">IQ5I", 0xF, found.st_size, *numbers)
