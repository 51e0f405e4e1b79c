"""What has become of a command: the end of its operation, and the exit code that it tells."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lxd_api import models
from lxd_api import operations as api

from lxd._async._io import new_lock, now
from lxd._core.exec import returncode_of
from lxd._core.operations import error_of, is_final
from lxd.errors import (
    LXDAPIError,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    OperationError,
    OperationTimeout,
    UnexpectedAnswer,
)

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._async.parked import AsyncParkedRequest

__all__ = ["AsyncOutcome", "left"]

_CANCEL = 2.0
"""Seconds that the server gets to cancel an operation."""


class AsyncOutcome:
    """What has become of a command, as soon as that is known, and for good.

    Args:
        client: the client.
        operation_id: the command's operation.
    """

    def __init__(self, client: AsyncLXDClient, operation_id: str) -> None:
        self._client = client
        self._id = operation_id
        self._parked: AsyncParkedRequest | None = None
        self._asking = new_lock()
        self._known: int | LXDError | None = None

    @property
    def is_known(self) -> bool:
        """Whether it is known."""
        return self._known is not None

    @property
    def returncode(self) -> int | None:
        """The exit code, as far as it is known."""
        return self._known if isinstance(self._known, int) else None

    async def park(self) -> None:
        """Lets the server know that its word on the end is awaited; `get` reads it."""
        with suppress(LXDError):  # then it is asked for at the end
            request = api.operation_wait_get(self._id, timeout=-1)
            self._parked = await self._client._transport.park(f"{request.path}?timeout=-1")

    async def get(self, deadline: float | None, *, is_hurried: bool = False) -> int:
        """Waits for the operation's end, and returns the exit code.

        Args:
            deadline: when to give up.
            is_hurried: whether to ask a server that cannot be reached only once.

        Raises:
            TimeoutError: it has not ended in time.
            OperationError: the command could not be started, or the server knows nothing of it any more.
            LXDConnectionError: the server cannot be reached.
        """
        async with self._asking:
            if self._known is None:
                try:
                    self._known = await self._ask(deadline, is_hurried)
                except OperationTimeout:
                    raise
                except (OperationError, UnexpectedAnswer) as error:
                    self._known = error
        if isinstance(self._known, LXDError):
            raise self._known
        return self._known

    async def cancel(self) -> None:
        """Cancels the operation, where the server can do that."""
        with suppress(LXDError):
            await self._client.exchange(api.operation_delete(self._id), timeout=_CANCEL)

    async def aclose(self) -> None:
        """Waits for it no longer."""
        parked, self._parked = self._parked, None
        if parked is not None:
            await parked.aclose()

    async def _ask(self, deadline: float | None, is_hurried: bool) -> int:
        try:
            state = await self._read_parked(deadline)
            if state is None and is_hurried:
                state = await self._ask_once(deadline)
            elif state is None:
                state = await self._client.operations.wait(self._id, timeout=left(deadline))
            code = returncode_of(state)
        except OperationError as error:
            code = returncode_of(error.operation)
            if code is None:
                if "agent" in error.message:
                    error.hint = "wait_for_agent() waits until a virtual machine can run commands"
                raise
        if code is None:
            raise UnexpectedAnswer(f"the end of operation {self._id} tells no exit code")
        return code

    async def _read_parked(self, deadline: float | None) -> models.Operation | None:
        """Reads the answer to what was parked; None where there is none, or it does not tell the end."""
        if self._parked is None:
            return None
        try:
            answer = await self._parked.answer(left(deadline))
            state = answer.read(models.Operation.from_dict)
        except LXDTimeout:
            raise
        except LXDError:
            # Newer servers tell of a failure without the exit code; others may have stopped in between.
            await self.aclose()
            return None
        await self.aclose()
        return _checked(state) if is_final(state) else None

    async def _ask_once(self, deadline: float | None) -> models.Operation:
        try:
            answer = await self._client.exchange(
                api.operation_wait_get(self._id, timeout=-1), long_poll=True, timeout=left(deadline)
            )
        except LXDAPIError:
            request = api.operation_get(self._id)
            answer = await self._client.exchange(request, long_poll=True, timeout=left(deadline))
        state = answer.read(models.Operation.from_dict)
        if not is_final(state):
            raise LXDConnectionError("the server stopped waiting for the command's end")
        return _checked(state)


def _checked(state: models.Operation) -> models.Operation:
    if error := error_of(state, None):
        raise error
    return state


def left(deadline: float | None) -> float | None:
    """Returns the seconds until a deadline."""
    return None if deadline is None else max(deadline - now(), 0.0)
