# Written by scripts/unasync.py from lxd/_async/instances/pipes.py. Change that, and run `make sync`.

"""The ends of a running command's streams that a program holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import AnyStr, Generic

from lxd._core.coding import Coding, Data, Reading
from lxd._core.exec import Outlet
from lxd._sync.instances.execution import Execution
from lxd.errors import OutputTruncated

__all__ = ["CommandInput", "CommandOutput"]


class CommandInput:
    """What a running command reads."""

    def __init__(self, execution: Execution, coding: Coding[str] | Coding[bytes]) -> None:
        self._execution = execution
        self._coding = coding

    def write(self, data: Data) -> None:
        """Writes text or bytes, and waits while the command does not read.

        Raises:
            InputRefused: the command has ended, or its input was closed.
        """
        self._execution.write(self._coding.encode(data))

    def close(self) -> None:
        """Lets the input end; at a terminal that is what Ctrl-D does."""
        self._execution.close_input()


class CommandOutput(Generic[AnyStr]):
    """What a running command writes: iterate over it to get it as it comes, or take `lines`.

    Whoever does not read makes the command wait, as with any pipe, once some hundred kilobytes are waiting. One task
    or thread at a time may read.
    """

    def __init__(self, execution: Execution, outlet: Outlet, coding: Coding[AnyStr]) -> None:
        self._execution = execution
        self._outlet = outlet
        self._coding: Coding[AnyStr] = coding
        self._reading: Reading[AnyStr] = Reading(coding)

    def read(self, size: int = -1) -> AnyStr:
        """Reads what there is, and waits for it where there is nothing; nothing comes at the end.

        Args:
            size: how many characters or bytes at most; negative: all until the end.

        Raises:
            OutputTruncated: the connection broke; it has what was read until then.
            OperationFailed: the command could not be started.
        """
        if size < 0:
            return self._read_all()
        return self._reading.take(size) if size and self._fill() else self._coding.empty

    def _read_all(self) -> AnyStr:
        pieces: list[AnyStr] = []
        try:
            for piece in self:
                pieces.append(piece)
        except OutputTruncated as error:
            if self._outlet is self._execution.stdout:
                error.stdout = self._coding.empty.join(pieces)
            else:
                error.stderr = self._coding.empty.join(pieces)
            raise
        return self._coding.empty.join(pieces)

    def readline(self) -> AnyStr:
        """Reads a line with its end; the last may have none. Nothing comes at the end. Raises what `read` raises."""
        while not (line := self._reading.take_line()):
            if not self._receive():
                return self._reading.take_line()
        return line

    def lines(self, *, keepends: bool = False) -> Iterator[AnyStr]:
        """Yields the lines; raises what `read` raises.

        Args:
            keepends: whether they keep the ``"\\n"`` at their end.
        """
        newline = self._coding.newline
        while line := self.readline():
            yield line if keepends else line.removesuffix(newline)

    def __iter__(self) -> Iterator[AnyStr]:
        """Yields what comes, as it comes; raises what `read` raises."""
        while self._fill():
            yield self._reading.take()

    def _fill(self) -> bool:
        """Waits for something to read; returns whether there is, or else the end was reached."""
        while self._reading.is_empty:
            if not self._receive():
                return not self._reading.is_empty
        return True

    def _receive(self) -> bool:
        """Decodes the next piece; returns whether there was one."""
        if self._outlet.is_empty:
            self._execution.receive(self._outlet)
        return self.decode_next() or self._end()

    def decode_next(self) -> bool:
        """Decodes a piece that has come; returns whether there was one."""
        if self._outlet.is_empty:
            return False
        self._reading.feed(self._outlet.take())
        return True

    def take(self) -> AnyStr:
        """Takes a piece that was decoded; nothing where there is none."""
        return self._reading.take()

    def _end(self) -> bool:
        fault = self._outlet.fault or self._execution.broken_input
        if fault is not None:
            self._execution.explain(fault)
        self._reading.finish()
        return False
