"""The sockets that TLS contexts make."""

from __future__ import annotations

import errno
import os
import ssl
from typing import Any

__all__ = ["TLSSocket"]


class TLSSocket(ssl.SSLSocket):
    """A TLS socket that is closed when the server has reset the connection before the handshake begins.

    `ssl.SSLContext.wrap_socket` asks for the other end's address first, to know whether there is one. Where there is
    none any more it raises, and the socket, which nobody else has by then, is lost unclosed.
    """

    def getpeername(self) -> Any:
        """Returns the address of the other end.

        Raises:
            ConnectionResetError: there is none any more; the socket is closed.
        """
        try:
            return super().getpeername()
        except OSError as error:
            self.close()
            raise ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET)) from error
