# Written by scripts/unasync.py from lxd/_async/sftp/file.py. Change that, and run `make sync`.

"""An open file in an instance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from lxd._core.file_attributes import Change
from lxd._core.files import file_stat
from lxd._core.sftp import Kind, Reply
from lxd._core.sftp_values import Attributes, data_field
from lxd._sync.sftp.pipes import Reads, Writes
from lxd._sync.sftp.wire import Step, Wire
from lxd.entities import files as entities
from lxd.errors import LXDError

__all__ = ["File"]


class File:
    """A file in an instance that is open, for one task at a time; what ``open`` gives.

    Iterating over it yields its lines, as bytes and with their ends, as a local file that is open for bytes does.

    Args:
        wire: the session.
        handle: how the server calls it.
        path: where it is.
        size: how long it was when it was opened.
        offset: where writing begins.
    """

    def __init__(self, wire: Wire, handle: bytes, path: str, *, size: int = 0, offset: int = 0) -> None:
        self.path = path
        """Where it is in the instance."""
        self._wire = wire
        self._handle = handle
        self._reads = Reads(wire, handle, path, size)
        self._writes = Writes(wire, handle, path, offset)
        self._rest = memoryview(b"")
        self._position = offset
        self._is_closed = False

    def read(self, size: int = -1) -> bytes:
        """Reads from where it is; nothing is the end.

        Args:
            size: bytes to read, and fewer only at the end; -1: all there are.

        Raises:
            FileError: it cannot be read.
            LXDConnectionError: the connection broke.
            LXDTimeout: the server was silent for too long.
        """
        read = bytearray()
        try:
            while size < 0 or len(read) < size:
                piece = self._piece()
                if not piece:
                    break
                room = len(piece) if size < 0 else size - len(read)
                read += piece[:room]
                self._rest = piece[room:]
        except BaseException:
            self._forget_what_was_read()
            raise
        self._position += len(read)
        return bytes(read)

    def chunks(self) -> Iterator[bytes]:
        """Yields the rest of it in pieces of whatever size is fastest; raises what `read` raises."""
        while piece := self._piece():
            self._position += len(piece)
            yield bytes(piece)

    def __iter__(self) -> Iterator[bytes]:
        """Yields the rest of it line by line; raises what `read` raises."""
        rest = bytearray()
        for chunk in self.chunks():
            rest += chunk
            if b"\n" not in chunk:
                continue
            # Not `splitlines`, which takes a carriage return for an end, too.
            *lines, rest = rest.split(b"\n")
            for line in lines:
                yield bytes(line) + b"\n"
        if rest:
            yield bytes(rest)

    def write(self, data: bytes | str) -> int:
        """Writes from where it is; text as UTF-8.

        Much of it is on its way when this returns; that all has been written is known after `flush`, or at the end
        of ``with``.

        Returns:
            How many bytes that were.

        Raises:
            FileError: it cannot be written; the disk is full, for instance.
            LXDConnectionError: the connection broke.
            LXDTimeout: the server was silent for too long.
        """
        data = data.encode() if isinstance(data, str) else bytes(data)
        if self._writes.offset != self._position:
            self._writes.seek(self._position)
        self._writes.write(data)
        self._position += len(data)
        self._forget_what_was_read()
        return len(data)

    def flush(self) -> None:
        """Waits until all that was written is in the file; raises what `write` raises."""
        self._writes.finish()

    def seek(self, offset: int) -> int:
        """Goes to a place in it, counted from its beginning; raises what `write` raises."""
        if offset < 0:
            raise ValueError("there is nothing before the beginning of a file")
        self._writes.finish()
        self._position = offset
        self._forget_what_was_read()
        return offset

    def tell(self) -> int:
        """Returns where it is."""
        return self._position

    def truncate(self, size: int | None = None) -> int:
        """Cuts it off, or makes it longer; default: where it is. Raises what `write` raises."""
        size = self._position if size is None else size
        self._writes.finish()
        self.change([Change(Attributes(size=size))])
        self._forget_what_was_read()
        return size

    def stat(self) -> entities.FileStat:
        """Tells its length, permissions, owner and time; raises what `write` raises."""
        self._writes.finish()
        reply = self._wire.ask(Kind.FSTAT, data_field(self._handle))
        return file_stat(self.path, self._wire.read(reply, self.path, Reply.attributes))

    def change(self, changes: Sequence[Change]) -> None:
        """Changes attributes of it, one after the other; raises what `write` raises."""
        handle = data_field(self._handle)
        self._wire.do_all(
            [
                Step(self.path, Kind.FSETSTAT, (handle, change.attributes.write()), change.is_wish)
                for change in changes
            ]
        )

    def close(self) -> None:
        """Closes it; raises what `write` raises."""
        try:
            self._writes.finish()
        finally:
            self._writes.forget()
            self._forget_what_was_read()
            self._is_closed = True
            reply = self._wire.ask(Kind.CLOSE, data_field(self._handle))
        self._wire.check(reply, self.path)

    def drop(self) -> None:
        """Closes it without a look at how that went: something else has gone wrong already."""
        self._writes.forget()
        self._forget_what_was_read()
        if not self._wire.is_broken and not self._is_closed:
            self._is_closed = True
            with suppress(LXDError):
                self._wire.ask(Kind.CLOSE, data_field(self._handle))

    def pieces(self) -> Iterator[memoryview]:
        """Yields the rest of it as it comes, without copying it; raises what `read` raises."""
        while piece := self._piece():
            self._position += len(piece)
            yield piece

    def _piece(self) -> memoryview:
        if self._rest:
            piece, self._rest = self._rest, memoryview(b"")
            return piece
        self._writes.finish()
        return self._reads.piece()

    def _forget_what_was_read(self) -> None:
        self._reads.seek(self._position)
        self._rest = memoryview(b"")
