# Written by scripts/unasync.py from lxd/_async/instances/process.py. Change that, and run `make sync`.

"""A running command, after `subprocess.Popen`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from signal import SIGKILL, SIGTERM
from types import TracebackType
from typing import TYPE_CHECKING, Any, AnyStr, Generic, Literal, Self

from lxd._core.coding import Coding, Data
from lxd._core.exec import resize_message
from lxd._sync._io import now, to_the_end
from lxd._sync.instances._feeder import Input, started
from lxd._sync.instances.execution import Execution
from lxd._sync.instances.feeding import Feeding
from lxd._sync.instances.pipes import CommandInput, CommandOutput
from lxd.entities import exec as entities
from lxd.errors import CommandTimeout, LXDConnectionError, LXDError

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["Process"]


class Process(Generic[AnyStr]):
    """A command in an instance: started by entering it, and ended at the latest by leaving.

    What `Instances.exec` gives. Who leaves while the command still runs ends it: it is asked to (SIGTERM, at a
    terminal SIGHUP), and killed five seconds later.
    """

    def __init__(
        self,
        client: LXDClient,
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
        self._running: Execution | None = None
        self._feeding: Feeding | None = None
        self._is_closed = False
        self._ends: tuple[CommandInput, CommandOutput[AnyStr], CommandOutput[AnyStr]] | None = None

    def open(self) -> None:
        """Starts the command; does nothing where it was started already.

        Raises:
            BadRequest: the instance is stopped or frozen.
            NotFound: there is no such instance.
            LXDConnectionError: the server cannot be reached.
            LXDTimeout: the server did not answer in time.
        """
        if self._running is not None:
            return
        start = partial(Execution.start, self._client, self.instance, self._body, project=self._project)
        running = started(start, Execution.end)
        self._running = running
        self._ends = (
            CommandInput(running, self._coding),
            CommandOutput(running, running.stdout, self._coding),
            CommandOutput(running, running.stderr, self._coding),
        )
        if self._source is not None:
            source = self._source
            if isinstance(source, str | bytes | bytearray | memoryview):
                source = [source]
            self._feeding = Feeding(running, source, self._coding)

    @property
    def stdin(self) -> CommandInput:
        """What it reads."""
        return self._opened_ends[0]

    @property
    def stdout(self) -> CommandOutput[AnyStr]:
        """What it writes; at a terminal that is all."""
        return self._opened_ends[1]

    @property
    def stderr(self) -> CommandOutput[AnyStr]:
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

    def poll(self) -> int | None:
        """Looks whether it has ended, and returns its exit code, or None.

        One that waits for somebody to read its output has not ended.
        """
        return self._execution.poll()

    def wait(self, timeout: float | None = None) -> int:
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
            return self._execution.finish(deadline)
        except TimeoutError as error:
            if timeout is None or error is self._execution.input_fault:
                raise
            hint = "it goes on; terminate() or kill() end it, and so does leaving it"
            raise CommandTimeout(self.command, instance=self.instance, timeout=timeout, hint=hint) from error

    def communicate(self, input: Data | None = None, timeout: float | None = None) -> tuple[AnyStr, AnyStr]:
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
        self.wait(timeout)
        return self.stdout.read(), self.stderr.read()

    def merged(self) -> Iterator[entities.OutputChunk[AnyStr]]:
        """Yields output and error output in the order in which they came; raises what reading raises.

        What is written to both at the same moment may change places.
        """
        execution = self._execution
        sources: list[tuple[Literal["stdout", "stderr"], CommandOutput[AnyStr]]] = [
            ("stdout", self.stdout),
            ("stderr", self.stderr),
        ]
        while True:
            execution.receive(execution.stdout, execution.stderr)
            is_out = execution.stderr.is_empty or (
                not execution.stdout.is_empty and execution.stdout.number < execution.stderr.number
            )
            name, source = sources[0] if is_out else sources[1]
            if not source.decode_next():
                break
            if piece := source.take():
                yield entities.OutputChunk(name, piece)
        if fault := execution.stdout.fault or execution.stderr.fault or execution.broken_input:
            execution.explain(fault)
        for name, source in sources:
            if rest := source.read():
                yield entities.OutputChunk(name, rest)

    def signal(self, number: int) -> None:
        """Sends it a signal; does nothing where it has ended.

        Raises:
            LXDConnectionError: the connection broke.
        """
        try:
            self._execution.signal(number)
        except LXDConnectionError:
            if self.poll() is None:
                raise

    def terminate(self) -> None:
        """Asks it to end (SIGTERM)."""
        self.signal(SIGTERM)

    def kill(self) -> None:
        """Kills it (SIGKILL)."""
        self.signal(SIGKILL)

    def resize(self, width: int, height: int) -> None:
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
            self._execution.control(resize_message(width, height))
        except LXDConnectionError:
            if self.poll() is None:
                raise

    def close(self) -> None:
        """Ends it if it still runs, and closes its streams."""
        if self._running is not None and not self._is_closed:
            self._is_closed = True
            to_the_end(self._close)

    def _close(self) -> None:
        execution = self._execution
        try:
            if execution.outcome.is_known:
                execution.close()
            else:
                execution.end()
        finally:
            if self._feeding is not None:
                self._feeding.stop()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "not started" if self._running is None else f"returncode {self.returncode}"
        return f"<{type(self).__name__} {self.command[0]!r} in {self.instance!r}: {state}>"

    @property
    def _execution(self) -> Execution:
        if self._running is None:
            raise self._not_started()
        return self._running

    @property
    def _opened_ends(
        self,
    ) -> tuple[CommandInput, CommandOutput[AnyStr], CommandOutput[AnyStr]]:
        if self._ends is None:
            raise self._not_started()
        return self._ends

    def _not_started(self) -> LXDError:
        return LXDError(
            "this command was not started", hint="enter it: `with ... as process`, or call open()"
        )
