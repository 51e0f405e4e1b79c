"""A command in an instance, from the request to the end of its operation."""

from __future__ import annotations

import logging
import signal
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from lxd_api import instances as api

from lxd._async._io import now, to_the_end
from lxd._async.instances.outcome import AsyncOutcome, left
from lxd._async.instances.streams import AsyncStreams
from lxd._core.exec import (
    CONTROL,
    GRACE,
    STDERR,
    STDOUT,
    signal_message,
    stream_names,
    websocket_paths,
)
from lxd.errors import LXDConnectionError, LXDError, NotFound, OutputTruncated

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._async.websocket import AsyncWebSocket

__all__ = ["AsyncExecution"]

log = logging.getLogger("lxd")

_KILLED = 2.0
"""Seconds that a command that was killed gets to be gone, and the server to say so."""

_KILLED_CODE = 128 + signal.SIGKILL

_UNFINISHED = 2.0
"""Seconds that the server gets to say what became of a command whose streams broke off."""

_INSTANT = 0.001
"""Seconds to look whether an answer has come."""


class AsyncExecution(AsyncStreams):
    """A command and its streams."""

    def __init__(
        self,
        client: AsyncLXDClient,
        instance: str,
        command: list[str],
        operation_id: str,
        websockets: Mapping[str, AsyncWebSocket],
    ) -> None:
        super().__init__(client._transport, websockets)
        self.instance = instance
        self.command = command
        self.operation_id = operation_id
        self.outcome = AsyncOutcome(client, operation_id)
        self._is_asked_to_end = False
        self._is_killed = False

    @classmethod
    async def start(
        cls,
        client: AsyncLXDClient,
        instance: str,
        body: Mapping[str, Any],
        *,
        project: str | None,
        timeout: float | None = None,
    ) -> AsyncExecution:
        """Starts a command and connects its streams.

        Args:
            client: the client.
            instance: the instance.
            body: the body of the request.
            project: the instance's project; default: the client's.
            timeout: seconds that each step may take; default: the client's.
        """
        request = api.instance_exec_post(instance, body=body, project=project)
        operation = await client.start(request, timeout=timeout)
        names = stream_names(terminal=bool(body["interactive"]))
        listening = sum(name in (STDOUT, STDERR) for name in names)
        try:
            paths = websocket_paths(operation.state, names)
            opened = await client._transport.websockets(paths, timeout=timeout, listening=listening)
        except BaseException:
            # Unconnected it ends by itself within ten seconds; servers from LXD 6 on can be told to end it now.
            await to_the_end(AsyncOutcome(client, operation.id).cancel)
            raise
        websockets = dict(zip(names, opened, strict=True))
        execution = cls(client, instance, list(body["command"]), operation.id, websockets)
        try:
            await execution.outcome.park()
        except BaseException:
            await to_the_end(execution.end)
            raise
        return execution

    async def signal(self, number: int) -> None:
        """Sends the command a signal.

        Raises:
            LXDConnectionError: the command has ended, or the connection broke.
            LXDTimeout: the server takes nothing.
        """
        self._is_killed = self._is_killed or number == signal.SIGKILL
        await self.control(signal_message(number))

    async def ask_to_end(self) -> None:
        """Asks the command to end, once: some take a second time for impatience. Raises what `signal` raises."""
        if not self._is_asked_to_end:
            self._is_asked_to_end = True
            # A shell at a terminal ignores SIGTERM; that the terminal is gone is what it understands.
            await self.signal(signal.SIGHUP if self.has_terminal else signal.SIGTERM)

    # The end

    async def finish(self, deadline: float | None) -> int:
        """Reads all output that is still to come, and waits for the command's end; the outlets have the output then.

        Args:
            deadline: when to give up.

        Returns:
            The exit code.

        Raises:
            TimeoutError: the command has not ended in time.
            OutputTruncated: the connection broke.
            OperationFailed: the command could not be started.
            Exception: what `break_input` was told.
        """
        fault = await self.receive_all(partial(left, deadline))
        if fault is not None:
            await self.explain(fault, deadline)
        code = await self.outcome.get(deadline)
        control = self._websockets[CONTROL]._channel
        if code == _KILLED_CODE and not self._is_killed and control.was_cut and control.fault is not None:
            # LXD kills a command whose control socket is gone: that is not how it would have ended.
            await self.explain(control.fault, deadline)
        return code

    async def explain(self, fault: LXDError, deadline: float | None = None) -> NoReturn:
        """Raises what a stream that broke off means.

        Raises:
            OperationFailed: the command could not be started: LXD just hangs up then.
            OutputTruncated: the connection broke.
        """
        patience = now() + _UNFINISHED
        with suppress(TimeoutError, LXDConnectionError, NotFound):
            await self.outcome.get(patience if deadline is None else min(deadline, patience), is_hurried=True)
        raise OutputTruncated(
            fault.message, command=self.command, instance=self.instance, asked=fault.asked
        ) from fault

    async def poll(self) -> int | None:
        """Looks whether the operation has ended; returns the exit code, or None if it has not."""
        try:
            return await self.outcome.get(now() + _INSTANT)
        except TimeoutError:
            return None

    async def end(self) -> bool:
        """Makes sure that the command has ended, and closes all; returns whether it is known to have ended.

        It is asked to end, and killed where it does not. All that takes some seconds at most.
        """
        self.input_fault = self._unsent = None
        for outlet in self._sources:
            outlet.discard()
        kill = partial(self.signal, signal.SIGKILL)
        try:
            for ask, patience in ((self.ask_to_end, GRACE), (kill, _KILLED)):
                if self.outcome.is_known:
                    break
                try:
                    await ask()
                    deadline = now() + patience
                    await self.receive_all(partial(left, deadline), past_faults=True)
                    await self.outcome.get(deadline)
                except LXDConnectionError:
                    break
                except (LXDError, TimeoutError):
                    continue
        finally:
            await self.hang_up()
        if not self.outcome.is_known:
            with suppress(LXDError):
                await self.outcome.get(now() + _KILLED, is_hurried=True)
        if not self.outcome.is_known:
            log.warning("operation %s: a command in %r may still run", self.operation_id, self.instance)
            await self.outcome.cancel()
        await self.outcome.aclose()
        return self.outcome.is_known

    async def aclose(self) -> None:
        """Closes all, once the command has ended."""
        await self.hang_up()
        await self.outcome.aclose()
