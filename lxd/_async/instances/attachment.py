"""A console as one sits at it, with a terminal of one's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING

from lxd._core.console import DetachKeys
from lxd.errors import InputRefused, LXDConnectionError

if TYPE_CHECKING:
    from lxd._async.instances.console import AsyncConsole

__all__ = ["AsyncAttachment"]


class AsyncAttachment:
    """A console that a terminal is attached to as if it were a command, which the keys for detaching end.

    Args:
        console: the console, attached.
    """

    def __init__(self, console: AsyncConsole) -> None:
        self._console = console
        self._keys = DetachKeys()
        self._is_left = False
        self.stdin = self.stdout = self

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            while data := await self._console.read():
                yield data
        except LXDConnectionError:
            if not self._is_left:
                raise

    async def write(self, data: bytes) -> None:
        """Passes on what was typed, or detaches.

        Raises:
            InputRefused: the console has ended.
        """
        typed = self._keys.feed(data)
        try:
            if typed:
                await self._console.write(typed)
        except LXDConnectionError as error:
            raise InputRefused("the console takes no more input") from error
        if self._keys.were_pressed:
            await self._leave()

    async def resize(self, width: int, height: int) -> None:
        """Tells the console that the terminal has another size, if it is still there."""
        with suppress(LXDConnectionError):
            await self._console.resize(width, height)

    async def signal(self, _: int) -> None:
        """Detaches: the terminal is gone."""
        await self._leave()

    async def close(self) -> None:
        """Detaches: somebody wants to go on with other things."""
        await self._leave()

    async def wait(self) -> int:
        """Returns at once: a console has no end of its own."""
        return 0

    async def _leave(self) -> None:
        self._is_left = True
        await self._console.detach()
