# Written by scripts/unasync.py from lxd/_async/connection.py. Change that, and run `make sync`.

"""One HTTP connection: h11's HTTP/1.1 over a stream.

httpx's own transport does the same through a pool, anyio and several locks. One request at a time needs none of
them, and takes a third of the time.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

import h11
import httpx

from lxd._core.endpoint import Endpoint
from lxd._sync._io import now
from lxd._sync._stream import Stream, open_stream

__all__ = ["Connection"]

_CHUNK = 65536

_LEAST = 0.001
"""Seconds to wait for an answer when the time is up already."""

_SWITCHING = 101
"""The HTTP status of an answer after which both sides speak another protocol."""


class Connection(httpx.BaseTransport):
    """One connection to the server, opened by its first request, and anew when it has died.

    Args:
        endpoint: the server.
        context: the TLS rules; None for a unix socket.
        keep_alive: seconds after which it is not used again if it was idle.
    """

    def __init__(self, endpoint: Endpoint, context: ssl.SSLContext | None, keep_alive: float) -> None:
        self._endpoint = endpoint
        self._context = context
        self._keep_alive = keep_alive
        self._expires = 0.0
        self._stream: Stream | None = None
        self._http = h11.Connection(h11.CLIENT)
        self._interrupted = False
        self._method = ""
        # TLS gives no more than 16 KiB at a time, and room for more is made in vain.
        self._chunk = _CHUNK if context is not None else 4 * _CHUNK

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request and reads the head of its answer; the body is read from the answer's stream."""
        self.begin(request)
        timeout, deadline = request.extensions["timeout"]["read"], request.extensions.get("deadline")
        try:
            return self.answer(timeout if deadline is None else max(deadline - now(), _LEAST))
        except BaseException:
            self.close()
            raise

    def begin(self, request: httpx.Request) -> None:
        """Sends a request; `answer` reads the head of its answer."""
        timeouts = request.extensions["timeout"]
        self._method = request.method
        stream = self._stream
        is_idle = stream is not None and self._http.our_state is h11.IDLE
        if stream is None or not is_idle or stream.is_spent or now() > self._expires:
            self.close()
            try:
                stream = self._stream = open_stream(self._endpoint, self._context, timeouts["connect"])
            except TimeoutError as error:
                raise httpx.ConnectTimeout(str(error)) from error
            self._http = h11.Connection(h11.CLIENT)
            if self._interrupted:  # while it was being opened
                stream.interrupt()
        try:
            # A server that has heard enough answers and hangs up: then its answer is what counts.
            with _httpx_errors(), suppress(httpx.WriteError):
                self._send(stream, request, timeouts["write"])
        except BaseException:
            self.close()
            raise

    def answer(self, timeout: float | None) -> httpx.Response:
        """Reads the head of the answer to what was begun; where that does not come in time it may be asked for again.

        Args:
            timeout: seconds to wait for each piece of it.
        """
        stream = self._stream
        if stream is None:
            raise httpx.ReadError("the connection was closed")
        with _httpx_errors():
            event = self._next_event(stream, timeout)
            while isinstance(event, h11.InformationalResponse) and event.status_code != _SWITCHING:
                event = self._next_event(stream, timeout)
        assert isinstance(event, (h11.InformationalResponse, h11.Response))
        body = _Body(self, self.body(stream, self._length_of(event), timeout))
        return httpx.Response(event.status_code, headers=event.headers.raw_items(), stream=body)

    @property
    def tls_session(self) -> ssl.SSLSession | None:
        """What another connection needs to go on with this one's TLS session; None without one."""
        return None if self._stream is None else self._stream.tls_session

    def detach(self) -> Stream:
        """Gives the stream away, once the server has agreed to speak another protocol on it (101)."""
        stream, self._stream = self._stream, None
        assert stream is not None
        stream.unread(self._http.trailing_data[0])
        return stream

    def interrupt(self) -> None:
        """Ends what is under way from outside, for good: whoever waits for it is told that the server hung up."""
        self._interrupted = True
        if self._stream is not None:
            self._stream.interrupt()

    def close(self) -> None:
        """Closes the connection; the next request opens another."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    def body(self, stream: Stream, length: int | None, timeout: float | None) -> Iterator[bytes]:
        """Reads the body of the answer that was begun, and makes the connection ready for the next request."""
        if length is not None:
            for part in self._measured_body(stream, length, timeout):
                yield part
            return
        with _httpx_errors():
            event = self._next_event(stream, timeout)
            while isinstance(event, h11.Data):
                yield bytes(event.data)
                event = self._next_event(stream, timeout)
        is_whole = self._http.our_state is h11.DONE and self._http.their_state is h11.DONE
        if is_whole and not self._http.trailing_data[0]:
            self._http.start_next_cycle()
            self._expires = now() + self._keep_alive
        else:
            self.close()

    def _measured_body(self, stream: Stream, length: int, timeout: float | None) -> Iterator[bytes]:
        """Reads a body of known length past h11, which copies every byte three times."""
        data, _ = self._http.trailing_data
        left = length
        while left:
            data = data or stream.read(self._chunk, timeout)
            if not data:
                raise httpx.RemoteProtocolError(f"the server hung up {left} bytes before the end")
            left -= len(data)
            yield data[:left] if left < 0 else data
            data = b""
            if left < 0:
                break
        if left or data or self._http.our_state is not h11.DONE:
            self.close()  # the server said more than it was asked for, or did not hear all of it
        else:
            self._http = h11.Connection(h11.CLIENT)
            self._expires = now() + self._keep_alive

    def _length_of(self, answer: h11.InformationalResponse | h11.Response) -> int | None:
        """Returns how long the body is, where h11 is not needed to find its end."""
        fields = dict(answer.headers)
        length = fields.get(b"content-length", b"")
        if not length.isdigit() or b"transfer-encoding" in fields or b"connection" in fields:
            return None
        has_body = self._method != "HEAD" and answer.status_code not in (101, 204, 304)
        return int(length) if has_body else None

    def _send(self, stream: Stream, request: httpx.Request, timeout: float | None) -> None:
        assert isinstance(request.stream, Iterable)
        head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
        data = self._http.send(head) or b""
        for chunk in request.stream:
            # The head travels with the first of the body: small requests are one packet.
            data += self._http.send(h11.Data(chunk)) or b""
            if len(data) >= _CHUNK:
                stream.write(data, timeout)
                data = b""
        data += self._http.send(h11.EndOfMessage()) or b""
        stream.write(data, timeout)

    def _next_event(self, stream: Stream, timeout: float | None) -> h11.Event:
        while True:
            event = self._http.next_event()
            if isinstance(event, h11.Event):
                return event
            if event is not h11.NEED_DATA:
                raise httpx.RemoteProtocolError("the server said more than it was asked for")
            data = stream.read(_CHUNK, timeout)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                raise httpx.RemoteProtocolError("the server hung up without an answer")
            self._http.receive_data(data)


class _Body(httpx.SyncByteStream):
    """The body of an answer."""

    def __init__(self, connection: Connection, parts: Iterator[bytes]) -> None:
        self._connection = connection
        self._parts = parts
        self._is_read = False

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            yield part
        self._is_read = True

    def close(self) -> None:
        if not self._is_read:
            # What is left of the body would be taken for the next answer.
            self._connection.close()


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Raises h11's errors as httpx's."""
    try:
        yield
    except h11.RemoteProtocolError as error:
        raise httpx.RemoteProtocolError(str(error)) from error
    except h11.LocalProtocolError as error:
        raise httpx.LocalProtocolError(str(error)) from error
