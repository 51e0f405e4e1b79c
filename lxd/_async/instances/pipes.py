"""The ends of a running command's streams that a program holds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import AnyStr, Generic

from lxd._async.instances.execution import AsyncExecution
from lxd._core.coding import Coding, Data, Reading
from lxd._core.exec import Outlet
from lxd.errors import OutputTruncated

__all__ = ["AsyncCommandInput", "AsyncCommandOutput"]


class AsyncCommandInput:
    """What a running command reads."""

    def __init__(self, execution: AsyncExecution, coding: Coding[str] | Coding[bytes]) -> None:
        self._execution = execution
        self._coding = coding

    async def write(self, data: Data) -> None:
        """Writes text or bytes, and waits while the command does not read.

        Raises:
            InputRefused: the command has ended, or its input was closed.
        """
        await self._execution.write(self._coding.encode(data))

    async def close(self) -> None:
        """Lets the input end; at a terminal that is what Ctrl-D does."""
        await self._execution.close_input()


class AsyncCommandOutput(Generic[AnyStr]):
    """What a running command writes: iterate over it to get it as it comes, or take `lines`.

    Whoever does not read makes the command wait, as with any pipe, once some hundred kilobytes are waiting. One task
    or thread at a time may read.
    """

    def __init__(self, execution: AsyncExecution, outlet: Outlet, coding: Coding[AnyStr]) -> None:
        self._execution = execution
        self._outlet = outlet
        self._coding: Coding[AnyStr] = coding
        self._reading: Reading[AnyStr] = Reading(coding)

    async def read(self, size: int = -1) -> AnyStr:
        """Reads what there is, and waits for it where there is nothing; nothing comes at the end.

        Args:
            size: how many characters or bytes at most; negative: all until the end.

        Raises:
            OutputTruncated: the connection broke; it has what was read until then.
            OperationFailed: the command could not be started.
        """
        if size < 0:
            return await self._read_all()
        return self._reading.take(size) if size and await self._fill() else self._coding.empty

    async def _read_all(self) -> AnyStr:
        pieces: list[AnyStr] = []
        try:
            async for piece in self:
                pieces.append(piece)
        except OutputTruncated as error:
            if self._outlet is self._execution.stdout:
                error.stdout = self._coding.empty.join(pieces)
            else:
                error.stderr = self._coding.empty.join(pieces)
            raise
        return self._coding.empty.join(pieces)

    async def readline(self) -> AnyStr:
        """Reads a line with its end; the last may have none. Nothing comes at the end. Raises what `read` raises."""
        while not (line := self._reading.take_line()):
            if not await self._receive():
                return self._reading.take_line()
        return line

    async def lines(self, *, keepends: bool = False) -> AsyncIterator[AnyStr]:
        """Yields the lines; raises what `read` raises.

        Args:
            keepends: whether they keep the ``"\\n"`` at their end.
        """
        newline = self._coding.newline
        while line := await self.readline():
            yield line if keepends else line.removesuffix(newline)

    async def __aiter__(self) -> AsyncIterator[AnyStr]:
        """Yields what comes, as it comes; raises what `read` raises."""
        while await self._fill():
            yield self._reading.take()

    async def _fill(self) -> bool:
        """Waits for something to read; returns whether there is, or else the end was reached."""
        while self._reading.is_empty:
            if not await self._receive():
                return not self._reading.is_empty
        return True

    async def _receive(self) -> bool:
        """Decodes the next piece; returns whether there was one."""
        if self._outlet.is_empty:
            await self._execution.receive(self._outlet)
        return self.decode_next() or await self._end()

    def decode_next(self) -> bool:
        """Decodes a piece that has come; returns whether there was one."""
        if self._outlet.is_empty:
            return False
        self._reading.feed(self._outlet.take())
        return True

    def take(self) -> AnyStr:
        """Takes a piece that was decoded; nothing where there is none."""
        return self._reading.take()

    async def _end(self) -> bool:
        fault = self._outlet.fault or self._execution.broken_input
        if fault is not None:
            await self._execution.explain(fault)
        self._reading.finish()
        return False
