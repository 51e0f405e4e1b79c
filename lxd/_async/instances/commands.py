"""Commands that run to their end: ``run``, after `subprocess.run`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import AnyStr, Literal, overload

from lxd._async.area import AsyncArea
from lxd._async.instances._feeder import Input
from lxd._async.instances.recording import run_recorded
from lxd._async.instances.running import run_streamed
from lxd._core.coding import Bytes, Coding, Text
from lxd._core.exec import exec_body
from lxd.entities import exec as entities

__all__ = ["AsyncInstanceCommands"]


class AsyncInstanceCommands(AsyncArea):
    """Runs commands in instances, and waits for their end."""

    @overload
    async def run(
        self,
        name: str,
        command: Sequence[str],
        *,
        input: Input | None = ...,
        capture_output: bool = ...,
        stderr_to_stdout: bool = ...,
        check: bool = ...,
        timeout: float | None = ...,
        text: Literal[True] = True,
        encoding: str = ...,
        errors: str = ...,
        env: Mapping[str, str] | None = ...,
        user: int | None = ...,
        group: int | None = ...,
        cwd: str | None = ...,
        record_output: bool = ...,
        project: str | None = ...,
    ) -> entities.ExecResult[str]: ...
    @overload
    async def run(
        self,
        name: str,
        command: Sequence[str],
        *,
        input: Input | None = ...,
        capture_output: bool = ...,
        stderr_to_stdout: bool = ...,
        check: bool = ...,
        timeout: float | None = ...,
        text: Literal[False],
        encoding: str = ...,
        errors: str = ...,
        env: Mapping[str, str] | None = ...,
        user: int | None = ...,
        group: int | None = ...,
        cwd: str | None = ...,
        record_output: bool = ...,
        project: str | None = ...,
    ) -> entities.ExecResult[bytes]: ...
    @overload
    async def run(
        self,
        name: str,
        command: Sequence[str],
        *,
        input: Input | None = ...,
        capture_output: bool = ...,
        stderr_to_stdout: bool = ...,
        check: bool = ...,
        timeout: float | None = ...,
        text: bool,
        encoding: str = ...,
        errors: str = ...,
        env: Mapping[str, str] | None = ...,
        user: int | None = ...,
        group: int | None = ...,
        cwd: str | None = ...,
        record_output: bool = ...,
        project: str | None = ...,
    ) -> entities.ExecResult[str] | entities.ExecResult[bytes]: ...
    async def run(
        self,
        name: str,
        command: Sequence[str],
        *,
        input: Input | None = None,
        capture_output: bool = True,
        stderr_to_stdout: bool = False,
        check: bool = False,
        timeout: float | None = None,
        text: bool = True,
        encoding: str = "utf-8",
        errors: str = "replace",
        env: Mapping[str, str] | None = None,
        user: int | None = None,
        group: int | None = None,
        cwd: str | None = None,
        record_output: bool = False,
        project: str | None = None,
    ) -> entities.ExecResult[str] | entities.ExecResult[bytes]:
        """Runs a command in an instance and waits for its end, after `subprocess.run`.

        Endpoint: ``POST /1.0/instances/{name}/exec`` and the websockets of its operation; `record_output` needs the
        API extension ``container_exec_recording``, `user`, `group` and `cwd` ``container_exec_user_group_cwd``.

        ::

            result = await client.instances.run("c1", ["uname", "-r"], check=True)
            print(result.stdout)

        However this ends, the command has ended with it: where time is up, the caller is cancelled or interrupted,
        or the connection breaks, the command is asked to end (SIGTERM) and killed five seconds later. What it has
        started by itself in the background is not.

        Args:
            name: the instance, which must be running; in a virtual machine LXD's agent must be, too.
            command: the command's words; no shell takes them apart.
            input: what the command reads: text, bytes, a file, or what yields pieces of them; None: nothing. An
                exception that a file or an iterator raises ends the command and is raised here.
            capture_output: whether to return what it writes; it is thrown away otherwise.
            stderr_to_stdout: put its error output into `stdout`, in the order in which both came. What is written
                to both at the same moment may change places, which ``2>&1`` in a shell prevents.
            check: whether to raise if it does not end with exit code 0.
            timeout: seconds that it gets; None: as long as it takes.
            text: whether to return text; bytes otherwise. Line ends stay as they are.
            encoding: the encoding of its output as text, and of input that is text.
            errors: what to do with output that is not of that encoding, as for `bytes.decode`.
            env: its environment, beside what the instance's configuration and LXD set.
            user: the uid to run as; default: root's.
            group: the gid; default: root's.
            cwd: the directory to start in; default: the user's home.
            record_output: let the server record the output, and fetch it at the end: one request in place of four
                streams, for when those cannot get through. There is no input, and LXD up to 5.21 cannot end it.
            project: the instance's project; default: the client's.

        Raises:
            CommandError: `check`, and the exit code is another one than 0.
            CommandTimeout: it did not end in time; with what it wrote until then.
            OutputTruncated: the connection broke; with what it wrote until then.
            BadRequest: the instance is stopped or frozen.
            NotFound: there is no such instance.
            OperationFailed: the command could not be started: the virtual machine has no agent, for one. That the
                command does not exist or cannot be executed is exit code 127 or 126.
        """
        body = exec_body(
            command, streams=not record_output, record=record_output, env=env, user=user, group=group, cwd=cwd
        )
        if record_output and (input is not None or stderr_to_stdout):
            raise ValueError("a command whose output the server records has no input, and two outputs")

        async def perform(coding: Coding[AnyStr]) -> entities.ExecResult[AnyStr]:
            if record_output:
                return await run_recorded(
                    self._client, name, body, coding, keep=capture_output, timeout=timeout, project=project
                )
            return await run_streamed(
                self._client,
                name,
                body,
                coding,
                input=input,
                keep=capture_output,
                merge=stderr_to_stdout,
                timeout=timeout,
                project=project,
            )

        result = await perform(Text(encoding, errors)) if text else await perform(Bytes(encoding))
        if check:
            result.check_returncode()
        return result
