# Written by scripts/unasync.py from lxd/_async/instances/feeding.py. Change that, and run `make sync`.

"""Feeding a command from a file or an iterator."""

from __future__ import annotations

from contextlib import suppress

from lxd._core.coding import Coding
from lxd._sync.instances._feeder import Feeder, Source, parts_of
from lxd._sync.instances.execution import Execution
from lxd.errors import InputRefused, LXDError

__all__ = ["Feeding"]


class Feeding:
    """Writes what a file or an iterator gives to a command, while the caller reads what that makes of it.

    Args:
        execution: the command.
        source: the file or the iterator.
        coding: how text is encoded.
    """

    def __init__(
        self,
        execution: Execution,
        source: Source,
        coding: Coding[str] | Coding[bytes],
    ) -> None:
        self._execution = execution
        self._source = source
        self._coding = coding
        self._feeder = Feeder(self._feed)

    def stop(self) -> None:
        """Ends it; what it has read from its source and not written is lost."""
        self._feeder.stop()

    def _feed(self) -> None:
        try:
            for part in parts_of(self._source):
                data = self._coding.encode(part)
                try:
                    self._execution.write(data)
                except InputRefused:
                    return  # the command has ended, which is no fault
            self._execution.close_input()
        except Exception as error:
            # What it has read is not all, and it must not take it for that.
            with suppress(LXDError):
                self._execution.ask_to_end()
            self._execution.break_input(error)
