"""A server that knows its answers by heart, in a process of its own: what is left is the client's own cost.

It answers as LXD does, in chunks, and counts what it is asked.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

from . import samples
from .unix_http import UnixConnection

__all__ = ["CannedServer"]

INSTANCES = 100
"""How many instances there are to list."""

_COUNT = "/count"


class CannedServer:
    """The server, as a context manager.

    Attributes:
        socket: its unix socket.
    """

    def __init__(self) -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="lxd-bench-")
        self.socket = Path(self._directory.name, "unix.socket")

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, str(self.socket)], stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        if not self._process.stdout.readline():  # it writes a line once it listens
            raise RuntimeError("the canned server did not start")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()
        self._directory.cleanup()

    def requests(self) -> int:
        """How many requests came since this was last asked."""
        connection = UnixConnection(str(self.socket))
        connection.request("GET", _COUNT)
        count = json.loads(connection.getresponse().read())
        connection.close()
        return int(count)


class _Connection(asyncio.Protocol):
    """One client's connection; requests have no bodies, and never come two at a time."""

    answers: dict[bytes, bytes]
    count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._received.endswith(b"\r\n\r\n"):
            return
        path = self._received.split(b" ", 2)[1]
        self._received = b""
        if path == _COUNT.encode():
            self._transport.write(_http(b"%d" % _Connection.count))
            _Connection.count = 0
        else:
            _Connection.count += 1
            self._transport.write(self.answers.get(path, _NOT_FOUND))


def _http(body: bytes, status: str = "200 OK") -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\n"
        "Content-Type: application/json\r\n"
        'Etag: "06a7848d480e6d54740118a9e3c0b130056118e46dee2850b43d195cbb1d77ba"\r\n'
        "Date: Mon, 23 Nov 2026 21:23:19 GMT\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
        f"{len(body):x}\r\n"
    )
    return head.encode() + body + b"\r\n0\r\n\r\n"


_NOT_FOUND = _http(
    b'{"type":"error","status":"","status_code":0,"operation":"","error_code":404,"error":"Not Found","metadata":null}',
    "404 Not Found",
)


def _answers() -> dict[bytes, bytes]:
    metadata: dict[str, object] = {"/1.0": samples.server()}
    for recursion in range(3):
        for spelling in ["", "?recursion=0"] if recursion == 0 else [f"?recursion={recursion}"]:
            metadata[f"/1.0/instances{spelling}"] = samples.listing(INSTANCES, recursion)
    for number in range(1, INSTANCES + 1):
        metadata[f"/1.0/instances/c{number}"] = samples.instance(number)
        metadata[f"/1.0/instances/c{number}/state"] = samples.instance_state(number)
    return {path.encode(): _http(samples.envelope(value)) for path, value in metadata.items()}


async def _serve(path: str) -> None:
    _Connection.answers = _answers()
    server = await asyncio.get_running_loop().create_unix_server(_Connection, path, backlog=1024)
    print("listening", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
