# Written by scripts/unasync.py from lxd/_async/sftp/pipes.py. Change that, and run `make sync`.

"""Reading and writing a file over SFTP with many requests under way at a time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from lxd._core.sftp import READ_SIZE, WRITE_SIZE, Kind, Reply
from lxd._core.sftp_values import data_field, long_field, number_field
from lxd.errors import UnexpectedAnswer

if TYPE_CHECKING:
    from lxd._sync.sftp.wire import Wire

__all__ = ["Reads", "Writes"]

_FIRST_READS = 8
_MOST_READS = 64
"""Pieces to ask for ahead: a few at first, since many a file is not read to its end."""

_MOST_WRITES = 8

_NOTHING = memoryview(b"")


class Reads:
    """Reads a file piece by piece, and asks ahead for those that follow.

    Args:
        wire: the session.
        handle: the open file.
        path: where it is, for errors.
        size: how long it is, as far as is known: beyond that, it is asked for one piece at a time.
    """

    def __init__(self, wire: Wire, handle: bytes, path: str, size: int) -> None:
        self._wire = wire
        self._handle = handle
        self._path = path
        self._size = size
        self._waiting: deque[tuple[int, int, int]] = deque()
        self._window = _FIRST_READS
        self.seek(0)

    def seek(self, offset: int) -> None:
        """Goes on elsewhere."""
        self._wire.forget(number for number, _, _ in self._waiting)
        self._waiting.clear()
        self._position = self._next = offset
        self._has_asked_for_end = self._is_over = False

    def piece(self) -> memoryview:
        """Reads the next piece; nothing is the end.

        Raises:
            FileError: the server cannot read it.
            LXDConnectionError: the connection broke.
            LXDTimeout: the server was silent for too long.
        """
        if self._is_over:
            return _NOTHING
        try:
            self._ask_ahead()
            number, offset, length = self._waiting[0]
            reply = self._wire.reply(number)
            self._waiting.popleft()
            data = self._read(reply, length)
            if 0 < len(data) < length:
                # What is missing comes before what was asked for after it. At the end there is none.
                self._ask([(offset + len(data), length - len(data))], first=True)
        except BaseException:
            self.seek(self._position)
            raise
        self._position += len(data)
        if not data:
            self.seek(self._position)
            self._is_over = True
        return data

    def _read(self, reply: Reply, length: int) -> memoryview:
        if reply.kind == Kind.STATUS and self._wire.is_end(reply):
            return _NOTHING
        data = self._wire.read(reply, self._path, Reply.data)
        if len(data) > length:
            raise UnexpectedAnswer("more was read than was asked for", asked=self._wire.asked)
        return data

    def _ask_ahead(self) -> None:
        if len(self._waiting) > self._window // 2:
            return
        parts: list[tuple[int, int]] = []
        while len(self._waiting) + len(parts) < self._window:
            if self._next < self._size:
                length = min(READ_SIZE, self._size - self._next)
            elif self._has_asked_for_end and (self._waiting or parts):
                break
            else:
                length, self._has_asked_for_end = READ_SIZE, True
            parts.append((self._next, length))
            self._next += length
        self._ask(parts)
        self._window = min(2 * self._window, _MOST_READS)

    def _ask(self, parts: list[tuple[int, int]], *, first: bool = False) -> None:
        requests = []
        for offset, length in parts:
            fields = data_field(self._handle), long_field(offset), number_field(length)
            requests.append(self._wire.request(Kind.READ, *fields))
            waiting = requests[-1].number, offset, length
            if first:
                self._waiting.appendleft(waiting)
            else:
                self._waiting.append(waiting)
        if requests:
            self._wire.send(*requests)


class Writes:
    """Writes a file from some place on; what is written is on the server when `finish` has returned.

    Args:
        wire: the session.
        handle: the open file.
        path: where it is, for errors.
        offset: where to begin.
    """

    def __init__(self, wire: Wire, handle: bytes, path: str, offset: int = 0) -> None:
        self._wire = wire
        self._handle = handle
        self._path = path
        self._waiting: deque[int] = deque()
        self._small = bytearray()
        self._offset = offset

    @property
    def offset(self) -> int:
        """Where the next bytes go."""
        return self._offset + len(self._small)

    def write(self, data: bytes) -> None:
        """Writes, or keeps what is too little to be sent on its own.

        Raises:
            FileError: the server could not write something that it was given earlier.
            LXDConnectionError: the connection broke.
            LXDTimeout: the server was silent for too long.
        """
        if len(self._small) + len(data) < WRITE_SIZE:
            self._small += data
            return
        if self._small:
            data = bytes(self._small) + data
            self._small.clear()
        whole = len(data) - len(data) % WRITE_SIZE
        for start in range(0, whole, WRITE_SIZE):
            # A piece of just that size is not copied.
            self._send(data[start : start + WRITE_SIZE])
        self._small += data[whole:]

    def finish(self) -> None:
        """Sends what is left, and waits until the server has written all of it; raises what `write` raises."""
        if self._small:
            data = bytes(self._small)
            self._small.clear()
            self._send(data)
        while self._waiting:
            self._confirm()

    def seek(self, offset: int) -> None:
        """Goes on elsewhere; raises what `write` raises."""
        self.finish()
        self._offset = offset

    def forget(self) -> None:
        """Gives up what has not been sent or confirmed."""
        self._small.clear()
        self._wire.forget(self._waiting)
        self._waiting.clear()

    def _send(self, data: bytes) -> None:
        fields = data_field(self._handle), long_field(self._offset), number_field(len(data))
        request = self._wire.request(Kind.WRITE, *fields, payload=data)
        self._waiting.append(request.number)
        try:
            self._wire.send(request)
            self._offset += len(data)
            while len(self._waiting) > _MOST_WRITES:
                self._confirm()
        except BaseException:
            self.forget()
            raise

    def _confirm(self) -> None:
        try:
            self._wire.check(self._wire.reply(self._waiting.popleft()), self._path)
        except BaseException:
            self.forget()
            raise
