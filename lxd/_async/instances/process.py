"""A running command, after `subprocess.Popen`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from functools import partial
from signal import SIGKILL, SIGTERM
from types import TracebackType
from typing import TYPE_CHECKING, Any, AnyStr, Generic, Literal, Self

from lxd._async._io import now, to_the_end
from lxd._async.instances._feeder import Input, started
from lxd._async.instances.execution import AsyncExecution
from lxd._async.instances.feeding import AsyncFeeding
from lxd._async.instances.pipes import AsyncCommandInput, AsyncCommandOutput
from lxd._core.coding import Coding, Data
from lxd._core.exec import resize_message
from lxd.entities import exec as entities
from lxd.errors import CommandTimeout, LXDConnectionError, LXDError

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["AsyncProcess"]


class AsyncProcess(Generic[AnyStr]):
    """A command in an instance: started by entering it, and ended at the latest by leaving.

    What `AsyncInstances.exec` gives. Who leaves while the command still runs ends it: it is asked to (SIGTERM, at a
    terminal SIGHUP), and killed five seconds later.
    """

    def __init__(
        self,
        client: AsyncLXDClient,
        instance: str,
        body: Mapping[str, Any],
        coding: Coding[AnyStr],
        *,
        input: Input | None,
        project: str | None,
    ) -> None:
        self.instance = instance
        """The instance that it runs in."""
        self.command: list[str] = list(body["command"])
        """Its words."""
        self._client = client
        self._body = body
        self._coding: Coding[AnyStr] = coding
        self._source = input
        self._project = project
        self._running: AsyncExecution | None = None
        self._feeding: AsyncFeeding | None = None
        self._is_closed = False
        self._ends: (
            tuple[AsyncCommandInput, AsyncCommandOutput[AnyStr], AsyncCommandOutput[AnyStr]] | None
        ) = None

    async def open(self) -> None:
        """Starts the command; does nothing where it was started already.

        Raises:
            BadRequest: the instance is stopped or frozen.
            NotFound: there is no such instance.
            LXDConnectionError: the server cannot be reached.
            LXDTimeout: the server did not answer in time.
        """
        if self._running is not None:
            return
        start = partial(AsyncExecution.start, self._client, self.instance, self._body, project=self._project)
        running = await started(start, AsyncExecution.end)
        self._running = running
        self._ends = (
            AsyncCommandInput(running, self._coding),
            AsyncCommandOutput(running, running.stdout, self._coding),
            AsyncCommandOutput(running, running.stderr, self._coding),
        )
        if self._source is not None:
            source = self._source
            if isinstance(source, str | bytes | bytearray | memoryview):
                source = [source]
            self._feeding = AsyncFeeding(running, source, self._coding)

    @property
    def stdin(self) -> AsyncCommandInput:
        """What it reads."""
        return self._opened_ends[0]

    @property
    def stdout(self) -> AsyncCommandOutput[AnyStr]:
        """What it writes; at a terminal that is all."""
        return self._opened_ends[1]

    @property
    def stderr(self) -> AsyncCommandOutput[AnyStr]:
        """What it writes as errors; nothing at a terminal."""
        return self._opened_ends[2]

    @property
    def operation_id(self) -> str:
        """The id of its operation."""
        return self._execution.operation_id

    @property
    def returncode(self) -> int | None:
        """Its exit code, as a shell has it, as `wait`, `poll` or `communicate` learned it; None before."""
        return None if self._running is None else self._running.outcome.returncode

    async def poll(self) -> int | None:
        """Looks whether it has ended, and returns its exit code, or None.

        One that waits for somebody to read its output has not ended.
        """
        return await self._execution.poll()

    async def wait(self, timeout: float | None = None) -> int:
        """Waits for its end, and returns its exit code.

        It never waits in vain for somebody to read its output: what comes meanwhile is kept in memory, and can be read
        afterwards.

        Args:
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            CommandTimeout: it has not ended; it goes on.
            OutputTruncated: the connection broke.
            OperationFailed: it could not be started.
        """
        deadline = None if timeout is None else now() + timeout
        try:
            return await self._execution.finish(deadline)
        except TimeoutError as error:
            if timeout is None or error is self._execution.input_fault:
                raise
            hint = "it goes on; terminate() or kill() end it, and so does leaving it"
            raise CommandTimeout(self.command, instance=self.instance, timeout=timeout, hint=hint) from error

    async def communicate(
        self, input: Data | None = None, timeout: float | None = None
    ) -> tuple[AnyStr, AnyStr]:
        """Writes all input and reads all output, until it has ended; raises what `wait` raises.

        After a `CommandTimeout` it may be called again; nothing is lost.

        Args:
            input: what it reads, after what was written already; None: nothing more.
            timeout: seconds to wait; None: as long as it takes.

        Returns:
            Its output and its error output.
        """
        if self._feeding is None:
            self._execution.queue_input(b"" if input is None else self._coding.encode(input))
        elif input is not None:
            raise ValueError("this command has its input already")
        await self.wait(timeout)
        return await self.stdout.read(), await self.stderr.read()

    async def merged(self) -> AsyncIterator[entities.OutputChunk[AnyStr]]:
        """Yields output and error output in the order in which they came; raises what reading raises.

        What is written to both at the same moment may change places.
        """
        execution = self._execution
        sources: list[tuple[Literal["stdout", "stderr"], AsyncCommandOutput[AnyStr]]] = [
            ("stdout", self.stdout),
            ("stderr", self.stderr),
        ]
        while True:
            await execution.receive(execution.stdout, execution.stderr)
            is_out = execution.stderr.is_empty or (
                not execution.stdout.is_empty and execution.stdout.number < execution.stderr.number
            )
            name, source = sources[0] if is_out else sources[1]
            if not source.decode_next():
                break
            if piece := source.take():
                yield entities.OutputChunk(name, piece)
        if fault := execution.stdout.fault or execution.stderr.fault or execution.broken_input:
            await execution.explain(fault)
        for name, source in sources:
            if rest := await source.read():
                yield entities.OutputChunk(name, rest)

    async def signal(self, number: int) -> None:
        """Sends it a signal; does nothing where it has ended.

        Raises:
            LXDConnectionError: the connection broke.
        """
        try:
            await self._execution.signal(number)
        except LXDConnectionError:
            if await self.poll() is None:
                raise

    async def terminate(self) -> None:
        """Asks it to end (SIGTERM)."""
        await self.signal(SIGTERM)

    async def kill(self) -> None:
        """Kills it (SIGKILL)."""
        await self.signal(SIGKILL)

    async def resize(self, width: int, height: int) -> None:
        """Changes the size of its terminal; does nothing where it has ended.

        Args:
            width: columns.
            height: rows.

        Raises:
            LXDError: it has no terminal.
            LXDConnectionError: the connection broke.
        """
        if not self._execution.has_terminal:
            raise LXDError("this command has no terminal", hint="exec(..., interactive=True) gives it one")
        try:
            await self._execution.control(resize_message(width, height))
        except LXDConnectionError:
            if await self.poll() is None:
                raise

    async def aclose(self) -> None:
        """Ends it if it still runs, and closes its streams."""
        if self._running is not None and not self._is_closed:
            self._is_closed = True
            await to_the_end(self._close)

    async def _close(self) -> None:
        execution = self._execution
        try:
            if execution.outcome.is_known:
                await execution.aclose()
            else:
                await execution.end()
        finally:
            if self._feeding is not None:
                await self._feeding.stop()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        state = "not started" if self._running is None else f"returncode {self.returncode}"
        return f"<{type(self).__name__} {self.command[0]!r} in {self.instance!r}: {state}>"

    @property
    def _execution(self) -> AsyncExecution:
        if self._running is None:
            raise self._not_started()
        return self._running

    @property
    def _opened_ends(
        self,
    ) -> tuple[AsyncCommandInput, AsyncCommandOutput[AnyStr], AsyncCommandOutput[AnyStr]]:
        if self._ends is None:
            raise self._not_started()
        return self._ends

    def _not_started(self) -> LXDError:
        return LXDError(
            "this command was not started", hint="enter it: `with ... as process`, or call open()"
        )
