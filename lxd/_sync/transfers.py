# Written by scripts/unasync.py from lxd/_async/transfers.py. Change that, and run `make sync`.

"""Downloads into files, which go on where they broke off, and uploads of files."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeAlias, TypeVar

from lxd_api import models
from lxd_api.types import Request

from lxd._core.answers import read_answer
from lxd._core.progress import Meter
from lxd._core.retry import RETRIES, backoff
from lxd._core.transfers import BLOCK, Download, is_passing
from lxd._open_file import OpenFile, Target
from lxd._partfile import PartFile
from lxd._sync._io import Trailing, in_thread, now, sleep, to_the_end
from lxd._sync.ending import TIDY_TIMEOUT
from lxd._sync.operations import Operation
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDConnectionError, LXDError, LXDTimeout

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient
    from lxd._sync.content import Content

__all__ = ["Body", "Destination", "Origin", "Target", "Upload", "Writer", "download", "landing", "send"]

T = TypeVar("T")

log = logging.getLogger("lxd")

_MANY = 512
"""Pieces to collect at most: a system writes no more than 1024 with one call."""

_LOOK = 8 * BLOCK
"""Bytes to read with one job in a thread: with fewer, hashing would be slower."""

Destination: TypeAlias = str | os.PathLike[str] | Target
"""Where a download goes: the path of a file, or a binary file that is open."""

Origin: TypeAlias = str | os.PathLike[str] | BinaryIO
"""Where an upload comes from: the path of a file, or a binary file that is open."""


class Writer(Protocol):
    """Where the blocks of a download are written."""

    def write(self, blocks: Sequence[bytes], /) -> None:
        """Writes all of them, or raises."""


@contextmanager
def landing(target: Destination) -> Iterator[Writer]:
    """Opens what a download is written to; a file gets its name at the end, if all went well, and is removed if not.

    Args:
        target: the path of a file, or an open file. What is written to an open file stays there.

    Raises:
        OSError: there is no writing there.
        TypeError: it is a file whose ``write`` has to be awaited.
    """
    if not isinstance(target, str | os.PathLike):
        yield OpenFile(target)
        return
    part = PartFile(target)
    try:
        in_thread(part.open)
        yield part
        in_thread(part.commit)
    finally:
        in_thread(part.discard)


def download(
    client: LXDClient,
    request: Request[Any],
    writer: Writer,
    *,
    stage: str,
    progress: ProgressCallback | None = None,
    timeout: float | None = None,
    begun: Content | None = None,
    retries: int = RETRIES,
) -> int:
    """Downloads the content that a request asks for; after a broken connection it goes on where that broke off.

    Args:
        client: the client.
        request: what to ask for; it is asked again for what is missing.
        writer: where it goes.
        stage: what `progress` calls it.
        progress: called with how far it is.
        timeout: seconds that all of it may take; None: as long as it takes.
        begun: the answer, where it has been asked for already; its owner closes it.
        retries: how often in a row it may fail.

    Returns:
        How many bytes there are.

    Raises:
        LXDAPIError: LXD refused it.
        LXDConnectionError: the connection broke again and again.
        LXDTimeout: the server was silent for too long, or the time is up.
        UnexpectedAnswer: the content changed meanwhile.
        OSError: it cannot be written.
    """
    state = Download()
    meter = Meter(progress, stage, clock=now)
    deadline = None if timeout is None else now() + timeout
    faults = 0
    while True:
        before = state.received
        try:
            _fetch(client, request, state, writer, meter, deadline, begun)
            break
        except LXDError as error:
            faults = 1 if state.received > before else faults + 1
            is_over = deadline is not None and now() >= deadline
            if faults > retries or is_over or not is_passing(error):
                raise
            log.info("%s; trying again from byte %d", error, state.received)
            begun = None
        sleep(backoff(faults))
    meter.done()
    return state.received


def _fetch(
    client: LXDClient,
    request: Request[Any],
    state: Download,
    writer: Writer,
    meter: Meter,
    deadline: float | None,
    begun: Content | None,
) -> None:
    """Downloads what is missing, over one connection."""
    request = request.replace(headers={**request.headers, **state.headers})
    answer = nullcontext(begun) if begun else client.stream(request, timeout=_patience(client, deadline))
    with answer as content:
        state.begin(content.status, content.headers, content.asked)
        meter.total = state.total
        blocks: list[bytes] = []
        size = 0
        writing = Trailing()
        try:
            for piece in content:
                blocks.append(state.take(piece))
                size += len(blocks[-1])
                if size >= BLOCK or len(blocks) >= _MANY:
                    full, count = blocks, size
                    blocks, size = [], 0
                    writing.do(writer.write, full)
                    meter.add(count)
                if deadline is not None and now() >= deadline:
                    raise LXDTimeout("the time is up before all of it has come", asked=content.asked)
        finally:
            # What counts as received has to be in the file: the next connection goes on behind it.
            writing.join()
            if blocks:
                in_thread(writer.write, blocks)
                meter.add(size)
        state.end(content.asked)


def _patience(client: LXDClient, deadline: float | None) -> float | None:
    """Returns the seconds to wait for each piece."""
    usual = client._transport.timeout
    if deadline is None:
        return usual
    left = max(deadline - now(), 0.001)
    return left if usual is None else min(left, usual)


class Body(Protocol):
    """What is sent, and what is known of it."""

    @property
    def fault(self) -> OSError | None:
        """Why it cannot be read: who sends it would take that for a broken connection."""

    @property
    def sent(self) -> float | None:
        """When all of it had been handed over; None until then."""


def send(
    client: LXDClient,
    request: Request[models.Operation | None],
    body: Body,
    begun: list[Operation],
    *,
    timeout: float | None,
    deadline: float | None = None,
) -> None:
    """Sends something of which the server makes something.

    LXD reads all of it, and some of it it converts, before it answers; the client's own limit is not for that.

    Args:
        client: the client.
        request: the request that carries it.
        body: what it carries.
        begun: gets the operation. It may have got it also where who asks for it is cancelled.
        timeout: seconds that the server gets to answer when all has been sent; None: no limit. It gets half a minute
            more, for without its answer nobody could end what it does.
        deadline: until when it gets them, whatever `timeout` says.

    Raises:
        LXDAPIError: LXD refused it.
        LXDConnectionError: the connection broke.
        LXDTimeout: the server did not answer in time.
        OSError: the body cannot be read.
    """

    def begin() -> None:
        path, headers = client._prepare(request)
        content: Any = request.content
        received = client._transport.request(
            request.method,
            path,
            headers=headers,
            content=content,
            long_poll=True,
            timeout=None if timeout is None else timeout + TIDY_TIMEOUT,
            deadline=None if deadline is None else deadline + TIDY_TIMEOUT,
        )
        begun.append(client._handle(request, read_answer(*received)))

    try:
        # Once it has all of it the server will make something of it, and what that is it tells with its answer.
        to_the_end(begin, lambda: 0.0 if body.sent is None else TIDY_TIMEOUT)
    except LXDConnectionError:
        if body.fault is not None:
            raise body.fault from None
        raise


class Upload:
    """A file on its way to the server; iterate over it once.

    Args:
        origin: the file.
        stage: what `progress` calls it.
        progress: called with how far it is.
    """

    def __init__(self, origin: Origin, *, stage: str, progress: ProgressCallback | None = None) -> None:
        self.origin = origin
        self._progress = progress
        self._stage = stage
        self._file: BinaryIO | None = None
        self.length: int | None = None
        """Bytes there are to send; None where nobody knows. Known from `open` on."""
        self.fault: OSError | None = None
        """See `Body`."""
        self.sent: float | None = None
        """See `Body`."""

    def open(self) -> None:
        """Opens the file.

        Raises:
            OSError: that cannot be done.
        """
        in_thread(self._open)

    def announce(self, request: Request[T]) -> Request[T]:
        """Returns the request with the length of what it sends, where that is known: LXD shows progress by it."""
        if self.length is None:
            return request
        return request.replace(headers={**request.headers, "Content-Length": str(self.length)})

    def examine(
        self, look: Callable[[bytes], object], *, size: int | None = None, deadline: float | None = None
    ) -> bool:
        """Reads the file, or its first bytes, before it is sent.

        Args:
            look: is given all that is read, in a thread.
            size: how many bytes; None: all of it.
            deadline: when it has to be done.

        Returns:
            Whether that could be done: a pipe cannot be read twice.

        Raises:
            LXDTimeout: the time is up.
            OSError: it cannot be read.
        """
        if self.length is None:
            return False
        assert self._file is not None
        here = in_thread(self._file.tell)
        left = self.length if size is None else min(size, self.length)
        try:
            while left and (count := in_thread(self._look, look, left)):
                left -= count
                if deadline is not None and now() >= deadline:
                    raise LXDTimeout("the time is up before all of the file was read")
        finally:
            in_thread(self._file.seek, here)
        return True

    def close(self) -> None:
        """Closes the file, if it was opened here."""
        if self._file is not None and self._file is not self.origin:
            in_thread(self._file.close)

    def __iter__(self) -> Iterator[bytes]:
        """Yields the file block by block.

        Raises:
            OSError: it cannot be read.
            LXDError: it is shorter than it was.
        """
        assert self._file is not None
        meter = Meter(self._progress, self._stage, self.length, clock=now)
        while self.length is None or meter.processed < self.length:
            size = BLOCK if self.length is None else min(BLOCK, self.length - meter.processed)
            try:
                block = in_thread(self._file.read, size)
            except OSError as error:
                self.fault = error
                raise
            if not block:
                break
            yield block
            meter.add(len(block))
        if self.length is not None and meter.processed < self.length:
            raise LXDError(f"only {meter.processed} of {self.length} bytes could be read from the file")
        self.sent = now()
        meter.done()

    def _look(self, look: Callable[[bytes], object], size: int) -> int:
        """Reads some blocks, and returns how many bytes: few enough that reading can be ended in between."""
        assert self._file is not None
        begin = left = min(_LOOK, size)
        while left and (block := self._file.read(min(BLOCK, left))):
            look(block)
            left -= len(block)
        return begin - left

    def _open(self) -> None:
        if isinstance(self.origin, str | os.PathLike):
            self._file = open(self.origin, "rb", buffering=0)  # noqa: SIM115
        else:
            self._file = self.origin
        with suppress(OSError, AttributeError, ValueError):  # a pipe, for instance
            here = self._file.tell()
            end = self._file.seek(0, os.SEEK_END)
            self._file.seek(here)
            # What says that it is empty is read all the same: files in /proc are not.
            self.length = max(end - here, 0) or None
