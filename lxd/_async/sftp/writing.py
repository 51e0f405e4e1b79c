"""What is written to files, in pieces."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, cast

from lxd._async._io import adapt, in_thread
from lxd._core.sftp import WRITE_SIZE
from lxd.entities import files as entities

__all__ = ["length", "pieces"]


async def pieces(content: entities.Content) -> AsyncIterator[bytes]:
    """Yields what is to be written, piece by piece.

    Raises:
        TypeError: it cannot be written, or not by this client.
    """
    if isinstance(content, str):
        yield content.encode()
    elif isinstance(content, bytes | bytearray | memoryview):
        yield bytes(content)
    elif callable(read := getattr(content, "read", None)):
        while piece := await in_thread(read, WRITE_SIZE):
            yield _checked(piece)
    else:
        async for piece in cast(AsyncIterator[Any], adapt(content)):
            yield _checked(piece)


def length(content: entities.Content) -> int | None:
    """Returns how many bytes there are to write; None if nobody knows."""
    if isinstance(content, str):
        return len(content.encode())
    if isinstance(content, bytes | bytearray):
        return len(content)
    return content.nbytes if isinstance(content, memoryview) else None


def _checked(piece: Any) -> bytes:
    if isinstance(piece, bytes | bytearray | memoryview):
        return bytes(piece)
    raise TypeError(f"files are written from bytes, not from {type(piece).__name__}")
