"""A tiny client for LXD's socket: for setting up, for fixtures and for clean-up, never the thing under test."""

import http.client
import json
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import LabError


def request(
    path_of_socket: Path,
    method: str,
    path: str,
    body: Any = None,
    *,
    headers: Mapping[str, str] | None = None,
    wait: bool = True,
    timeout: float = 60.0,
) -> Any:
    """Performs one request on a connection of its own and waits for the operation it may start.

    Args:
        path_of_socket: LXD's unix socket.
        method: "GET", "POST" and so on.
        path: path and query, as in "/1.0/instances?recursion=1".
        body: bytes are sent as they are, anything else as JSON.
        headers: more headers to send.
        wait: whether to wait for a background operation, or to return the running one.
        timeout: seconds for each step on the connection, and for the operation.

    Returns:
        The answer's metadata, or that of the finished operation; bytes when the answer is not JSON.

    Raises:
        LabError: LXD refused the request, or the operation failed or took too long.
        OSError: there is nobody at the socket.
    """
    answer = _exchange(path_of_socket, method, path, body, headers or {}, timeout)
    if isinstance(answer, bytes):
        return answer
    if answer["type"] == "async" and wait:
        operation, _, query = answer["operation"].partition("?")
        path = f"{operation}/wait?timeout={int(timeout)}" + (f"&{query}" if query else "")
        finished = _exchange(path_of_socket, "GET", path, None, {}, timeout + 5)["metadata"]
        if finished["status_code"] != 200:
            reason = finished["err"] or f"still {finished['status']} after {timeout} s"
            raise LabError(f"{method} {path}: {finished['description']}: {reason}")
        return finished
    return answer["metadata"]


class _SocketConnection(http.client.HTTPConnection):
    def __init__(self, path: Path, timeout: float) -> None:
        super().__init__("lxd", timeout=timeout)
        self._path = str(path)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def _exchange(
    path_of_socket: Path, method: str, path: str, body: Any, headers: Mapping[str, str], timeout: float
) -> Any:
    """One request and its answer: the envelope, or bytes when it is not JSON."""
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
        headers = {"Content-Type": "application/json", **headers}
    connection = _SocketConnection(path_of_socket, timeout)
    try:
        connection.request(method, path, body, dict(headers))
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    if "json" not in response.getheader("Content-Type", ""):
        if response.status >= 400:
            raise LabError(f"{method} {path}: {response.status} {content[:200].decode(errors='replace')}")
        return content
    envelope = json.loads(content)
    if envelope["type"] == "error":
        raise LabError(f"{method} {path}: {envelope['error_code']} {envelope['error']}")
    return envelope
