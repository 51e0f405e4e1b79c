"""Feeding a command from a file or an iterator."""

from __future__ import annotations

from contextlib import suppress

from lxd._async.instances._feeder import Feeder, Source, parts_of
from lxd._async.instances.execution import AsyncExecution
from lxd._core.coding import Coding
from lxd.errors import InputRefused, LXDError

__all__ = ["AsyncFeeding"]


class AsyncFeeding:
    """Writes what a file or an iterator gives to a command, while the caller reads what that makes of it.

    Args:
        execution: the command.
        source: the file or the iterator.
        coding: how text is encoded.
    """

    def __init__(
        self,
        execution: AsyncExecution,
        source: Source,
        coding: Coding[str] | Coding[bytes],
    ) -> None:
        self._execution = execution
        self._source = source
        self._coding = coding
        self._feeder = Feeder(self._feed)

    async def stop(self) -> None:
        """Ends it; what it has read from its source and not written is lost."""
        await self._feeder.stop()

    async def _feed(self) -> None:
        try:
            async for part in parts_of(self._source):
                data = self._coding.encode(part)
                try:
                    await self._execution.write(data)
                except InputRefused:
                    return  # the command has ended, which is no fault
            await self._execution.close_input()
        except Exception as error:
            # What it has read is not all, and it must not take it for that.
            with suppress(LXDError):
                await self._execution.ask_to_end()
            await self._execution.break_input(error)
