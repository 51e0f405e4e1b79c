"""Listening on a unix socket with threads; `lxd._async._listener` is its twin, and both are written by hand."""

from __future__ import annotations

import os
import selectors
import socket
import threading
from contextlib import suppress

__all__ = ["Flag", "Listener", "LocalStream"]


class LocalStream:
    """Bytes to and from a program that has connected; one may read and another one write."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def read(self, max_bytes: int) -> bytes:
        """Reads what there is, or waits for it; nothing is the end.

        Raises:
            OSError: the program broke it off.
        """
        return self._sock.recv(max_bytes)

    def write(self, data: bytes) -> None:
        """Writes, and waits until the program has room for more.

        Raises:
            OSError: it has gone.
        """
        self._sock.sendall(data)

    def interrupt(self) -> None:
        """Lets whoever reads or writes know that it is over."""
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Closes it at once."""
        self._sock.close()


class Listener:
    """Listens on a new unix socket that only this user may connect to.

    Args:
        path: where.

    Raises:
        OSError: it cannot be done: there is a file already, or no directory, or the path is too long.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._sock = socket.socket(socket.AF_UNIX)
        try:
            self._sock.setblocking(False)
            self._sock.bind(path)
            os.chmod(path, 0o600)  # nobody can connect yet
            self._sock.listen()
        except BaseException:
            self._sock.close()
            raise
        self._bell, self._rope = socket.socketpair()

    def accept(self) -> LocalStream | None:
        """Waits for somebody to connect; None when it is over."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._sock, selectors.EVENT_READ)
            selector.register(self._bell, selectors.EVENT_READ)
            while True:
                if any(key.fileobj is self._bell for key, _ in selector.select()):
                    return None
                try:
                    sock, _ = self._sock.accept()
                except OSError:
                    continue  # who connected has changed his mind
                sock.setblocking(True)
                return LocalStream(sock)

    def interrupt(self) -> None:
        """Lets whoever waits know that it is over."""
        self._rope.close()

    def close(self) -> None:
        """Stops listening, when nobody waits any more, and removes the socket's file."""
        for sock in (self._sock, self._bell, self._rope):
            sock.close()
        os.unlink(self._path)


class Flag:
    """Something that one waits for until it is so."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.set, self.clear = self._event.set, self._event.clear

    def wait(self, timeout: float | None) -> None:
        """Waits until it is so.

        Raises:
            TimeoutError: it was not in that time.
        """
        if not self._event.wait(timeout):
            raise TimeoutError
