"""TLS inside TLS, over one socket: for servers behind a proxy that is itself spoken to over TLS.

An `ssl.SSLSocket` can only be put onto a plain socket. Here each layer is an `ssl.SSLObject`, whose bytes go through
the layer below, and those of the lowest one over the socket.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["LayeredSocket"]

T = TypeVar("T")

_CHUNK = 65536
"""Bytes to read from the socket at a time."""


class _Layer:
    """One layer of TLS, and what waits below it in both directions."""

    def __init__(self, context: ssl.SSLContext, host: str, session: ssl.SSLSession | None) -> None:
        self.incoming = ssl.MemoryBIO()
        self.outgoing = ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname=host, session=session)


class LayeredSocket(socket.socket):
    """A socket with any number of layers of TLS; it blocks or not, as the socket did that it takes the place of.

    Args:
        sock: a connected socket, which is not to be used any more.
        tells_cuts: whether an end without a goodbye of TLS's is an error.
    """

    def __init__(self, sock: socket.socket, *, tells_cuts: bool = False) -> None:
        timeout = sock.gettimeout()
        super().__init__(sock.family, sock.type, sock.proto, fileno=sock.detach())
        self.settimeout(timeout)
        self._tells_cuts = tells_cuts
        self._layers: list[_Layer] = []
        self._unsent = bytearray()

    def add_layer(self, context: ssl.SSLContext, host: str, session: ssl.SSLSession | None = None) -> None:
        """Puts another layer on top; `do_handshake` has to be called next."""
        self._layers.append(_Layer(context, host, session))

    def do_handshake(self) -> None:
        """Shakes hands in the top layer; raises what an `ssl.SSLSocket` does where that would block."""
        self._do(self._layers[-1].tls.do_handshake)

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """Reads what there is, or waits for it; nothing is the end."""
        top = self._layers[-1].tls
        try:
            return self._do(lambda: top.read(bufsize))
        except ssl.SSLZeroReturnError:
            return b""
        except ssl.SSLEOFError:
            if self._tells_cuts:
                raise
            return b""

    def send(self, data: Any, flags: int = 0, /) -> int:
        """Sends as much as the top layer takes: all of it, unless what was sent before still waits."""
        self._flush()
        if self._unsent:
            raise ssl.SSLWantWriteError
        top = self._layers[-1].tls
        return self._do(lambda: top.write(data))

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Sends all of it; only for a socket that blocks."""
        with memoryview(data) as view:
            for start in range(0, len(view), _CHUNK):
                self.send(view[start : start + _CHUNK])

    def pending(self) -> int:
        """Returns whether something waits to be read that the socket does not tell of any more."""
        return self._layers[-1].tls.pending() + sum(layer.incoming.pending for layer in self._layers)

    def getpeercert(self, binary_form: bool = False) -> Any:
        """Returns the certificate of whoever is at the other end of the top layer."""
        return self._layers[-1].tls.getpeercert(binary_form)

    @property
    def session(self) -> ssl.SSLSession | None:
        """The TLS session of the top layer."""
        return self._layers[-1].tls.session

    def _do(self, action: Callable[[], T]) -> T:
        """Does something in the top layer, with all that has to be sent and read for it."""
        while True:
            try:
                result = action()
            except ssl.SSLWantReadError:
                self._flush()
                self._fill()
            except ssl.SSLError:
                self._flush()  # the other side is to know what is wrong
                raise
            else:
                self._flush()
                return result

    def _flush(self) -> None:
        """Sends what the layers have to say, as far as the socket takes it."""
        for upper, lower in zip(self._layers[:0:-1], self._layers[-2::-1], strict=True):
            if data := upper.outgoing.read():
                lower.tls.write(data)
        self._unsent += self._layers[0].outgoing.read()
        try:
            while self._unsent:
                del self._unsent[: super().send(self._unsent)]
        except BlockingIOError:
            pass  # it goes with the next call

    def _fill(self) -> None:
        """Reads from the socket, and passes it up through the layers."""
        try:
            data = super().recv(_CHUNK)
        except BlockingIOError:
            raise ssl.SSLWantReadError from None
        lowest = self._layers[0].incoming
        if data:
            lowest.write(data)
        else:
            lowest.write_eof()
        for lower, upper in zip(self._layers, self._layers[1:], strict=False):
            try:
                while data := lower.tls.read(_CHUNK):
                    upper.incoming.write(data)
                upper.incoming.write_eof()
            except ssl.SSLWantReadError:
                pass
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                upper.incoming.write_eof()
