"""Running commands in instances: what LXD's exec takes, sends and means, without any I/O.

A command has a control socket and streams: 0, 1 and 2, or with a terminal only 0, which goes both ways. Data comes
and goes in binary messages. A text message ends its direction, whatever it says; a stream that ends without one was
cut. The server hangs up when it has said that, and the operation ends after it.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, AnyStr
from urllib.parse import urlencode

from lxd_api.models import Operation
from lxd_api.operations import operation_websocket_get

from lxd._core.coding import Coding
from lxd.errors import LXDError, UnexpectedAnswer

__all__ = [
    "CONTROL",
    "DEFAULT_SHELL",
    "END",
    "FRAME",
    "GRACE",
    "STDERR",
    "STDIN",
    "STDOUT",
    "Outlet",
    "end_of_input",
    "exec_body",
    "frames",
    "output_urls",
    "resize_message",
    "returncode_of",
    "signal_message",
    "stream_names",
    "take_merged",
    "websocket_paths",
]

CONTROL, STDIN, STDOUT, STDERR = "control", "0", "1", "2"
"""What LXD calls the streams of a command."""

END = ""
"""The text message that ends a direction."""

FRAME = 1 << 16
"""Bytes of a message; larger ones are slower on either side."""

GRACE = 5.0
"""Seconds that a command gets to end by itself when it has been asked to."""

DEFAULT_SHELL = ("su", "-l")
"""What gives root a login shell in any image that has one."""

_END_OF_FILE = b"\x04"
"""What a terminal takes for the end of its input."""


def exec_body(
    command: Sequence[str],
    *,
    streams: bool = True,
    record: bool = False,
    terminal: tuple[int, int] | None = None,
    env: Mapping[str, str] | None = None,
    user: int | None = None,
    group: int | None = None,
    cwd: str | None = None,
) -> dict[str, Any]:
    """Makes the body of the request.

    Args:
        command: the command's words.
        streams: whether its streams will be connected.
        record: whether the server is to keep its output.
        terminal: columns and rows of the terminal that it gets; None: it gets none.
        env: its environment, beside what the instance and LXD set.
        user: the uid that it runs as.
        group: the gid.
        cwd: the directory that it starts in.

    Raises:
        TypeError: the command is one string.
        ValueError: the command has no words, or a number is negative.
    """
    if isinstance(command, str | bytes):
        raise TypeError(
            f"a command is a list of words, and {command!r} is one string;"
            f' for a shell to take apart what it says: ["sh", "-c", {command!r}]'
        )
    words = list(command)
    if not words:
        raise ValueError("a command has at least one word")
    body: dict[str, Any] = {
        "command": words,
        "wait-for-websocket": streams,
        "interactive": terminal is not None,
    }
    if record:
        body["record-output"] = True
    if terminal is not None:
        body["width"], body["height"] = terminal
    if env:
        body["environment"] = {name: str(value) for name, value in env.items()}
    for name, number in (("user", user), ("group", group)):
        if number is not None:
            if number < 0:
                raise ValueError(f"{name} is a number from 0 on, and {number} is none")
            body[name] = number
    if cwd is not None:
        body["cwd"] = cwd
    return body


def stream_names(*, terminal: bool) -> tuple[str, ...]:
    """Returns the streams to connect, in order: the first alone, then the others at once.

    The command starts when its streams are connected, and from then on the control socket is refused.
    """
    return (CONTROL, STDIN) if terminal else (CONTROL, STDIN, STDOUT, STDERR)


def websocket_paths(operation: Operation, names: Sequence[str]) -> list[str]:
    """Returns path and query of each stream's websocket.

    Raises:
        UnexpectedAnswer: the operation lacks one.
    """
    secrets = operation.metadata.get("fds")
    secrets = secrets if isinstance(secrets, Mapping) else {}
    paths = []
    for name in names:
        secret = secrets.get(name)
        if not isinstance(secret, str):
            raise UnexpectedAnswer(f"operation {operation.id} has no stream {name!r}")
        request = operation_websocket_get(operation.id, secret=secret)
        paths.append(f"{request.path}?{urlencode(request.query)}")
    return paths


def signal_message(number: int) -> str:
    """Returns the control message that sends the command a signal."""
    return json.dumps({"command": "signal", "signal": int(number)})


def resize_message(width: int, height: int) -> str:
    """Returns the control message that changes the size of the command's terminal; LXD wants strings."""
    return json.dumps({"command": "window-resize", "args": {"width": str(width), "height": str(height)}})


def end_of_input(*, terminal: bool) -> str | bytes:
    """Returns the message that ends the command's input.

    With a terminal it is the key for that: a text message would hang up on the command.
    """
    return _END_OF_FILE if terminal else END


def returncode_of(operation: Operation | None) -> int | None:
    """Returns the command's exit code; None where there is none because it could not be started.

    126 and 127 come with an operation that failed, all others with one that did not.
    """
    value = None if operation is None else operation.metadata.get("return")
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return None
    return int(value)


def output_urls(operation: Operation) -> dict[str, str]:
    """Returns where the recorded output is: the path of each file by the name of its stream."""
    urls = operation.metadata.get("output")
    if not isinstance(urls, Mapping):
        return {}
    return {str(name): str(url) for name, url in urls.items() if url}


def frames(data: bytes | bytearray | memoryview) -> Iterator[bytes]:
    """Cuts data into messages."""
    view = memoryview(data).cast("B")
    for start in range(0, len(view), FRAME):
        yield bytes(view[start : start + FRAME])


class Outlet:
    """What has come out of one stream and was not taken yet.

    Args:
        keep: whether what comes is kept at all.
    """

    def __init__(self, *, keep: bool = True) -> None:
        self.keep = keep
        self._parts: deque[tuple[int, bytes]] = deque()
        self._whole: BytesIO | None = None
        self.is_over = False
        """Whether all has come."""
        self.fault: LXDError | None = None
        """Why no more will come, where that is not the end."""

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come."""
        return self.is_over or self.fault is not None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take."""
        return not self._parts

    @property
    def number(self) -> int:
        """The place of what is taken next, in the order in which all streams' messages came."""
        return self._parts[0][0] if self._parts else 0

    def put(self, number: int, message: str | bytes) -> bool:
        """Adds a message; returns whether it was the end."""
        if isinstance(message, str):
            self.is_over = True
        elif message and self.keep and not self.is_over:
            if self._whole is not None:
                self._whole.write(message)
            else:
                self._parts.append((number, message))
        return isinstance(message, str)

    def end(self, fault: LXDError) -> None:
        """Notes that the stream has ended; after its end that is nothing new."""
        if not self.is_over:
            self.fault = self.fault or fault

    def take(self) -> bytes:
        """Takes what came first; nothing where there is nothing."""
        try:
            return self._parts.popleft()[1]
        except IndexError:  # thrown away by another thread
            return b""

    def gather(self) -> None:
        """Joins what comes from now on as it comes, for `take_all`: so a large output is in memory only once."""
        self._whole = BytesIO()

    def take_all(self) -> bytes:
        """Takes all that there is."""
        if self._whole is not None:
            whole, self._whole = self._whole.getvalue(), None
            return whole
        parts = [part for _, part in self._parts]
        self._parts.clear()
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def discard(self) -> None:
        """Throws away what there is, and what is still to come."""
        self.keep = False
        self._whole = None
        self._parts.clear()


def take_merged(outlets: Sequence[Outlet], coding: Coding[AnyStr], *, whole: bool = True) -> AnyStr:
    """Takes all there is from several outlets, in the order in which it came.

    Args:
        outlets: the outlets.
        coding: how it is decoded.
        whole: whether it is all of the output: a character that is not complete is left out otherwise.
    """
    if len(outlets) == 1:
        data = outlets[0].take_all()
        return coding.decode(data) if whole else coding.decoder(lenient=True).feed(data)
    decoders = {outlet: coding.decoder(lenient=not whole) for outlet in outlets}
    pieces: list[AnyStr] = []
    while waiting := [outlet for outlet in outlets if not outlet.is_empty]:
        first = min(waiting, key=lambda outlet: outlet.number)
        pieces.append(decoders[first].feed(first.take()))
    if whole:
        pieces += [decoder.finish() for decoder in decoders.values()]
    return coding.empty.join(pieces)
